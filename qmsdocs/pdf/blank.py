"""The smallest Word file with a word in it: a converter that makes no PDF of it does not work at all."""

from __future__ import annotations

from qmsdocs.docx import xml, zipping

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>qmsdocs</w:t></w:r></w:p></w:body>'
    "</w:document>",
}


def blank() -> bytes:
    """The Word file."""
    records = [zipping.record(name, (xml.DECLARATION + text).encode()) for name, text in _PARTS.items()]
    return zipping.archive(b"", b"", 0, records)
