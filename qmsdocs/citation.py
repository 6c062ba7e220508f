"""How a legal act is named on paper (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6; laws without number or issuer)."""

from __future__ import annotations

from qmsdocs import text
from qmsdocs.model.standard import Act

_NAMED = ("Luật", "Bộ luật", "Pháp lệnh")


def by_name(act: Act) -> bool:
    """Whether an act is cited by its name, without number and issuer."""
    return act.type in _NAMED


def short(act: Act) -> str:
    """Quyết định số 144/2006/QĐ-TTg; Luật Đất đai."""
    return f"{act.type} {act.subject}" if by_name(act) else f"{act.type} số {act.number}"


def full(act: Act, dated_laws: bool = False) -> str:
    """The first citation, with date, issuer and subject. `dated_laws` adds the date that papers of 2007 gave laws."""
    day = f" ngày {text.short_date(act.date)}"
    if by_name(act):
        return short(act) + (day if dated_laws else "")
    return f"{short(act)}{day} của {act.issuer} {act.subject}"
