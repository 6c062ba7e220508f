"""Core properties: what Word and the file manager show of a document."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from qmsdocs import __version__
from qmsdocs.docx import xml
from qmsdocs.plan import DocumentPlan

# A fixed time keeps the bytes of the same input equal; the document's own dates are on its pages.
_MADE = "2000-01-01T00:00:00Z"
_LONGEST = 255  # characters, as Word allows


def core(plan: DocumentPlan) -> bytes:
    """docProps/core.xml with title, subject, author, keywords, category, language and maker."""
    agency = plan.context["agency"]
    author = str(agency["name"]) if isinstance(agency, Mapping) else ""
    kind = str(plan.context["kind_name"])
    return (
        f'{xml.DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_text(f'{plan.code} {plan.title}')}</dc:title><dc:subject>{_text(kind)}</dc:subject>"
        f"<dc:creator>{_text(author)}</dc:creator><cp:keywords>{_text(plan.code)}</cp:keywords>"
        f"<cp:lastModifiedBy>qmsdocs {__version__}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:modified>'
        f"<cp:category>{_text(kind)}</cp:category><dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def _text(value: str) -> str:
    return str(escape(value.strip()[:_LONGEST]))
