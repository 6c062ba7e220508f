"""docxtpl for our own templates: with the filter `table`, and keys of the data before methods."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from docxtpl import DocxTemplate

from qmsdocs.docx.tables import from_data


class _Environment(jinja2.Environment):
    """`procedure.items` is what the procedure holds, not a method of its dict."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        return obj[attribute] if isinstance(obj, Mapping) and attribute in obj else super().getattr(obj, attribute)


def prepare(template: bytes) -> Callable[[Mapping[str, object]], bytes]:
    environment = _Environment(autoescape=True)
    environment.filters["table"] = from_data

    def render(context: Mapping[str, object]) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(context), jinja_env=environment, autoescape=True)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    return render
