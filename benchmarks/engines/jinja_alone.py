"""Jinja by itself: the text that docxtpl makes of the template's parts, compiled once; nothing is read or written."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import jinja2
from docxtpl import DocxTemplate


def prepare(template: bytes) -> Callable[[Mapping[str, object]], bytes]:
    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    environment = jinja2.Environment(autoescape=True)
    headers = [
        part.blob.decode()
        for part in document.docx.part.package.iter_parts()
        if re.fullmatch(r"/word/(header|footer)\d*\.xml", str(part.partname))
    ]
    parts = [environment.from_string(document.patch_xml(xml)) for xml in [document.get_xml(), *headers]]

    def render(context: Mapping[str, object]) -> bytes:
        for part in parts:
            part.render(context)
        return b""

    return render
