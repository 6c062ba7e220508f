"""Same Word file, same PDF: the date of the run goes, and the file carries a name of its own by which we know it again.

Converters put the clock into the PDF, and an identifier drawn from it; nothing else differs from run to run (measured:
LibreOffice 7.4, dxpdf 0.8). Both are replaced in place by what depends on the document alone; no offset moves. The
identifier is the digest of the file, so a PDF that was signed or commented afterwards is no longer ours to replace.
"""

from __future__ import annotations

import hashlib
import re

_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}([+-]\d\d'\d\d)?")
_XMP_DATES = re.compile(
    rb"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d)?"
)
_IDENTIFIER = re.compile(rb"(/ID\s*\[\s*<)([0-9A-Fa-f]{32})(>\s*<)([0-9A-Fa-f]{32})(>\s*\])")
_CHECKSUM = re.compile(rb"(/DocChecksum /)[0-9A-F]{32}")
_TRAILER_END = re.compile(rb"(trailer\s*<<(?:(?!startxref).)*)(>>\s*startxref)", re.DOTALL)
_MARK = b"qmsdocs".hex().upper().encode()
_BLANK = b"0" * 32


def stamp(pdf: bytes, made: str) -> bytes:
    """The PDF dated as its document (14 digits, universal time), with our identifier."""
    pdf = _DATES.sub(lambda date: date[1] + made.encode() + (b"+00'00" if date[2] else b""), pdf)
    pdf = _XMP_DATES.sub(lambda date: date[1] + _iso(made) + (b"+00:00" if date[2] else b""), pdf)
    pdf = _CHECKSUM.sub(rb"\g<1>" + _BLANK, pdf)
    if not _IDENTIFIER.search(pdf):
        pdf = _TRAILER_END.sub(rb"\1\n/ID [<%b><%b>]\2" % (_BLANK, _BLANK), pdf)
    blank = _with_identifier(pdf, _BLANK)
    return _with_identifier(blank, _name(blank))


def is_ours(pdf: bytes) -> bool:
    """Whether we made this PDF and nobody has touched it since."""
    found = {name for match in _IDENTIFIER.findall(pdf) for name in (match[1], match[3])}
    return found == {_name(_with_identifier(pdf, _BLANK))}


def _name(blank: bytes) -> bytes:
    return _MARK + hashlib.sha256(blank).hexdigest().upper().encode()[: 32 - len(_MARK)]


def _with_identifier(pdf: bytes, name: bytes) -> bytes:
    return _IDENTIFIER.sub(rb"\g<1>" + name + rb"\g<3>" + name + rb"\g<5>", pdf)


def _iso(made: str) -> bytes:
    return f"{made[:4]}-{made[4:6]}-{made[6:8]}T{made[8:10]}:{made[10:12]}:{made[12:]}".encode()
