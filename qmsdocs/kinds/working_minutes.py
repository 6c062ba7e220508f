"""Minutes that both sides sign after each day that the consultant (or the certifier) worked at the agency.

Rule for consulting: TT 26/2014/TT-BKHCN, Điều 22; the expert's card is checked during the whole contract: Điều 41.4. No
official form was seen: the text is our own. Under QĐ 144/2006 and for certification the minutes are good practice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead, partners
from qmsdocs.kinds.partners import ContractFields, Dealing
from qmsdocs.model.contract import Contract, Validity, WorkingDay
from qmsdocs.model.paper import Assigned, Paper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản làm việc với tổ chức tư vấn, chứng nhận"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("working-minutes.docx")


class TaskFields(TypedDict):
    """Something that somebody has to do."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Việc", "contracts/*.yaml: days[].next[].what")]
    who: Annotated[
        str, About("Người, đơn vị làm", "contracts/*.yaml: days[].next[].who | contracts/*.yaml: days[].next[].unit")
    ]
    until: Annotated[str, About("Thời hạn", "contracts/*.yaml: days[].next[].until")]


class CarriedFields(TaskFields):
    """Something left from earlier days."""

    state: Annotated[
        str,
        About(
            "Tình trạng vào ngày làm việc: đã xong, còn hạn, quá hạn bao nhiêu ngày",
            "contracts/*.yaml: days[].next[].done | contracts/*.yaml: days[].next[].until",
        ),
    ]


class ConsultantFields(common.PersonFields):
    """Somebody of the other side."""

    card: Annotated[
        str,
        About(
            "Thẻ và hiệu lực vào ngày làm việc; trống khi không ghi thẻ",
            "contracts/*.yaml: candidates[].experts[].number | contracts/*.yaml: candidates[].experts[].until",
        ),
    ]


class SessionFields(TypedDict):
    """The working day."""

    number: Annotated[str, About("Buổi thứ mấy của hợp đồng", "contracts/*.yaml: days")]
    date: Annotated[str, About("Ngày, ví dụ ngày 22 tháng 10 năm 2007", "contracts/*.yaml: days[].date")]
    start: Annotated[str, About("Giờ bắt đầu", "contracts/*.yaml: days[].start")]
    end: Annotated[str, About("Giờ kết thúc", "contracts/*.yaml: days[].end")]
    place: Annotated[str, About("Địa điểm", "contracts/*.yaml: days[].place")]
    line: Annotated[
        str, About("Nội dung theo tiến độ hợp đồng; trống nếu ngoài tiến độ", "contracts/*.yaml: schedule[].what")
    ]
    agency: Annotated[list[common.PersonFields], About("Đại diện bên A", "contracts/*.yaml: days[].agency")]
    partner: Annotated[list[ConsultantFields], About("Đại diện bên B", "contracts/*.yaml: days[].consultants")]
    cards: Annotated[bool, About("Có thẻ chuyên gia để in hay không", "contracts/*.yaml: candidates[].experts")]
    carried: Annotated[
        list[CarriedFields], About("Việc các buổi trước giao mà lần trước chưa xong", "contracts/*.yaml: days[].next")
    ]
    left: Annotated[str, About("Số việc còn lại chưa xong, hai chữ số", "contracts/*.yaml: days[].next[].done")]
    work: Annotated[list[str], About("Công việc đã làm", "contracts/*.yaml: days[].work")]
    results: Annotated[list[str], About("Kết quả", "contracts/*.yaml: days[].results")]
    next: Annotated[list[TaskFields], About("Việc tiếp theo", "contracts/*.yaml: days[].next")]
    man_days: Annotated[str, About("Ngày công của buổi này", "contracts/*.yaml: days[].man_days")]
    worked: Annotated[str, About("Ngày công đã làm đến buổi này", "contracts/*.yaml: days[].man_days")]
    agreed: Annotated[
        str, About("Ngày công theo hợp đồng; trống khi không có tiến độ", "contracts/*.yaml: schedule[].man_days")
    ]
    share: Annotated[str, About("Tỷ lệ đã làm", "contracts/*.yaml: days[].man_days")]
    remaining: Annotated[str, About("Ngày công còn lại, hoặc vượt", "contracts/*.yaml: days[].man_days")]


class Own(TypedDict):
    """What only this kind has."""

    contract: Annotated[ContractFields, About("Hợp đồng", "contracts/*.yaml")]
    session: Annotated[SessionFields, About("Buổi làm việc", "contracts/*.yaml: days")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


class Held(NamedTuple):
    """A working day, its serial among all minutes of the agency and its number within the contract."""

    serial: int
    number: int
    dealing: Dealing
    day: WorkingDay


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each working day."""
    for held in sessions(qms):
        own: Own = {
            "contract": partners.fields(qms, held.dealing.contract),
            "session": _session(qms, held),
        }
        yield letterhead.paper(
            qms,
            kind="working-minutes",
            kind_name="Biên bản",
            group="contract",
            symbol=letterhead.typed(qms, "BB"),
            facts=Paper(number=str(held.serial), date=held.day.date),
            dated=False,
            title=f"Làm việc với {partners.partner(held.dealing.contract)}",
            template="working-minutes.docx",
            context=own,
            file_title=f"BB làm việc {held.dealing.label} {held.number:02} {held.day.date.isoformat()}",
        )


@common.once_a_qms
def sessions(qms: Qms) -> list[Held]:
    """Every working day in the order of dates: one series of minutes for all contracts."""
    every = [
        (day.date, number, dealing, day)
        for dealing in partners.written(qms)
        for number, day in enumerate(dealing.contract.sessions, start=1)
    ]
    ordered = sorted(every, key=lambda one: (one[0], one[2].key, one[1]))
    return [Held(serial, number, dealing, day) for serial, (_, number, dealing, day) in enumerate(ordered, start=1)]


def _session(qms: Qms, held: Held) -> SessionFields:
    contract, day = held.dealing.contract, held.day
    line = contract.line_of(day)
    partner = _partner(qms, contract, day)
    before = contract.sessions[: held.number - 1]
    carried = list(_carried(qms, before, day.date))
    # Of one date there may be two sessions; those behind this one are not yet done.
    worked = sum((one.man_days for one in contract.sessions[: held.number]), Decimal(0))
    return {
        "number": str(held.number),
        "date": text.long_date(day.date),
        "start": day.start or text.SHORT_BLANK,
        "end": day.end or text.SHORT_BLANK,
        "place": day.place or qms.agency.name,
        "line": contract.schedule[line - 1].what if line and line <= len(contract.schedule) else "",
        "agency": common.people(qms, day.agency) or [_unknown()],
        "partner": partner,
        "cards": any(one["card"] for one in partner),
        "carried": carried,
        "left": f"{sum(not one['state'].startswith('Đã xong') for one in carried):02}",
        "work": partners.listed(day.work),
        "results": partners.listed(day.results),
        "next": [_task(qms, number, one) for number, one in enumerate(day.next, start=1)],
        "man_days": text.number(day.man_days),
        "worked": text.number(worked),
        "agreed": text.number(contract.agreed) if contract.schedule else "",
        "share": f"{text.number(worked * 100 / contract.agreed, 1)}%" if contract.agreed else "",
        "remaining": _remaining(contract.agreed - worked),
    }


def _remaining(man_days: Decimal) -> str:
    if man_days < 0:
        return f"vượt {text.number(-man_days)} ngày công so với hợp đồng"
    return f"còn lại {text.number(man_days)} ngày công" if man_days else "đã đủ số ngày công theo hợp đồng"


def _unknown() -> common.PersonFields:
    return {"number": "1", "name": text.BLANK, "title": text.SHORT_BLANK, "unit": ""}


def _partner(qms: Qms, contract: Contract, day: WorkingDay) -> list[ConsultantFields]:
    people = partners.outsiders(qms, contract, day.consultants) or [_unknown()]
    return [{**person, "card": _card(contract, person["name"], day.date)} for person in people]


def _card(contract: Contract, name: str, day: datetime.date) -> str:
    """Số TV-012, còn hiệu lực đến 30/6/2027."""
    choice = contract.choice
    card = next((one for one in choice.experts if one.name == name), None) if choice else None
    if card is None or (card.number is None and card.until is None):
        return ""
    words = f"Số {card.number or text.SHORT_BLANK}"
    if card.until is None:
        return words
    valid = Validity((), "", card.issued, card.until).covers(day)
    return f"{words}, {'còn hiệu lực đến' if valid else 'KHÔNG còn hiệu lực, hết hạn'} {text.short_date(card.until)}"


def _carried(qms: Qms, before: list[WorkingDay], today: datetime.date) -> Iterator[CarriedFields]:
    """What earlier days left: all that was not yet done when the sides last met."""
    if not before:
        return
    last = before[-1].date
    open_then = [one for day in before for one in day.next if one.done is None or one.done > last]
    for number, one in enumerate(open_then, start=1):
        yield {**_task(qms, number, one), "state": _state(one, today)}


def _state(one: Assigned, today: datetime.date) -> str:
    if one.done and one.done <= today:
        late = f", chậm {(one.done - one.until).days} ngày" if one.until and one.done > one.until else ""
        return f"Đã xong {text.short_date(one.done)}{late}"
    if one.until and today > one.until:
        return f"Chưa xong, quá hạn {(today - one.until).days} ngày"
    return "Chưa xong, còn trong hạn" if one.until else "Chưa xong"


def _task(qms: Qms, number: int, one: Assigned) -> TaskFields:
    who = qms.post(one.who).title if one.who else ""
    unit = qms.unit(one.unit).name if one.unit else ""
    return {
        "number": str(number),
        "what": one.what,
        "who": ", ".join(filter(None, (who, unit))) or "Bên B",
        "until": text.short_date(one.until) if one.until else "",
    }
