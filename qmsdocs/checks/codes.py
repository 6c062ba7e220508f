"""A code belongs to one document of the agency (fault L5 of real sets: one code on two or three procedures)."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.errors import Location, Problem
from qmsdocs.layers import BUILT_IN
from qmsdocs.workspace import Qms, make_code


def check(qms: Qms) -> Iterator[Problem]:
    """Codes used twice, and form identifiers used twice inside one procedure."""
    seen: dict[str, str] = {}
    for code, title, where in _codes(qms):
        if code in seen:
            yield Problem("duplicate-code", where, {"code": code, "title": title, "other": seen[code]})
        seen.setdefault(code, title)
    for used in qms.procedures:
        forms: set[str] = set()
        for f, form in enumerate(used.procedure.forms):
            if form.id in forms:
                yield Problem("duplicate-form", used.source.at("forms", f, "id"), {"id": form.id})
            forms.add(form.id)


def _codes(qms: Qms) -> Iterator[tuple[str, str, Location]]:
    # Dated codes (audits) cannot meet the others unless the pattern drops its year; any year shows that.
    for kind in type(qms.agency.code_scheme).model_fields:
        if kind not in ("system_procedure", "service_procedure", "form"):
            code = make_code(qms.agency, kind, year=0, number=1)
            yield code, f"code_scheme.{kind}", qms.source.key_at("code_scheme", kind)
    for used in qms.procedures:
        where = qms.source.key_at("procedures", used.id)
        if not qms.agency.procedures.get(used.id) or where.file.startswith(BUILT_IN):
            where = used.source.at("title")
        yield used.code, used.procedure.title, where
        for code, form in used.forms:
            yield code, form.title, where
