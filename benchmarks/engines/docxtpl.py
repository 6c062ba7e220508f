"""docxtpl as its users call it: a DocxTemplate for every document. rust-docxtpl takes the same calls."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from docxtpl import DocxTemplate


def prepare(template: bytes) -> Callable[[Mapping[str, object]], bytes]:
    def render(context: Mapping[str, object]) -> bytes:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(context), autoescape=True)
        saved = io.BytesIO()
        document.save(saved)
        return saved.getvalue()

    return render
