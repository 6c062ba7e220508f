"""A .docx from its parts; the same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from authoring.styles import NAMESPACE, NUMBERING
from authoring.theme import FONT_TABLE, THEME

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_ROOT_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/></Relationships>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:language>vi-VN</dc:language></cp:coreProperties>'
)


def references(parts: Mapping[str, str]) -> str:
    """headerReference and footerReference elements for parts named like `header1.default`."""
    made = []
    for name in parts:
        part, kind = name.split(".")
        element = "headerReference" if part.startswith("header") else "footerReference"
        made.append(f'<w:{element} w:type="{kind}" r:id="{part}_{kind}"/>')
    return "".join(made)


def package(body: str, parts: Mapping[str, str], styles: str, *, mirror: bool = False) -> bytes:
    """The .docx of a body (with its sectPr) and of header and footer parts named `header1.first`, `footer1.default`…"""
    relations, types = [], []
    files: dict[str, str] = {}
    for name, content in parts.items():
        part, kind = name.split(".")
        element = "hdr" if part.startswith("header") else "ftr"
        word = "header" if element == "hdr" else "footer"
        file = f"{part}_{kind}.xml"
        files[f"word/{file}"] = f"<w:{element} {NAMESPACE}>{content}</w:{element}>"
        relations.append(f'<Relationship Id="{part}_{kind}" Type="{_OFFICE}/{word}" Target="{file}"/>')
        types.append(f'<Override PartName="/word/{file}" ContentType="{_TYPE}.{word}+xml"/>')
    for word in ("styles", "numbering", "settings", "fontTable", "theme"):
        relations.append(f'<Relationship Id="{word}" Type="{_OFFICE}/{word}" Target="{word}.xml"/>')
        kind = "application/vnd.openxmlformats-officedocument.theme+xml" if word == "theme" else f"{_TYPE}.{word}+xml"
        types.append(f'<Override PartName="/word/{word}.xml" ContentType="{kind}"/>')
    settings = (
        f'<w:settings {NAMESPACE}>{"<w:mirrorMargins/>" if mirror else ""}<w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
    files |= {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{"".join(types)}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": _ROOT_RELATIONS,
        "docProps/core.xml": _CORE,
        "word/document.xml": f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{"".join(relations)}</Relationships>',
        "word/styles.xml": styles,
        "word/numbering.xml": NUMBERING,
        "word/settings.xml": settings,
        "word/fontTable.xml": FONT_TABLE,
        "word/theme.xml": THEME,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, _HEAD + files[name])
    return packed.getvalue()
