"""Ours: compiled once, rendered for every document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qmsdocs.docx import compile_template


def prepare(template: bytes) -> Callable[[Mapping[str, object]], bytes]:
    return compile_template(template).render
