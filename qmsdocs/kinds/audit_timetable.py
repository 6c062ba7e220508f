"""Programme of one round of internal audits: the team with its marks, and who audits what, when.

It fills in the form chuong-trinh of the procedure danh-gia-noi-bo. When the round has no timetable, one is proposed:
the leaders and the units over the half-days of the round, each with an auditor who does not work there.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import auditing, common
from qmsdocs.model.audit import AuditRound
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Chương trình đánh giá nội bộ"
TEMPLATES = ("audit-timetable.docx",)


class SlotFields(TypedDict):
    """One line of the timetable."""

    time: Annotated[str, About("Giờ", "audits/*.yaml: timetable[].time")]
    unit: Annotated[
        str,
        About("Đơn vị được đánh giá", "audits/*.yaml: timetable[].unit | audits/*.yaml: timetable[].whom"),
    ]
    what: Annotated[
        str, About("Nội dung, quy trình, điều khoản", "audits/*.yaml: timetable[].what | agency.yaml: procedures")
    ]
    auditors: Annotated[str, About("Ký hiệu người đánh giá", "audits/*.yaml: timetable[].auditors")]


class DayFields(TypedDict):
    """One day of the round."""

    date: Annotated[str, About("Ngày", "audits/*.yaml: timetable[].date | audits/*.yaml: start")]
    slots: Annotated[list[SlotFields], About("Lịch trong ngày", "audits/*.yaml: timetable")]


class Own(TypedDict):
    """What only this kind has."""

    round: Annotated[auditing.RoundFields, About("Đợt đánh giá", "audits/*.yaml")]
    sent: Annotated[str, About("Ngày lập chương trình, gửi các đơn vị", "audits/*.yaml: programme.date")]
    team: Annotated[list[auditing.MemberFields], About("Đoàn đánh giá", "audits/*.yaml: team")]
    days: Annotated[list[DayFields], About("Lịch làm việc từng ngày", "audits/*.yaml: timetable")]
    proposed: Annotated[bool, About("Lịch do bộ công cụ đề xuất vì timetable để trống", "audits/*.yaml: timetable")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


class Planned(NamedTuple):
    """One line of a timetable, written or proposed. `places` are those of the auditors in the team, from 1."""

    date: datetime.date
    time: str
    unit: str | None
    whom: str
    what: str
    places: tuple[int, ...]


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a round."""
    for audit in qms.agency.audits.values():
        lines = _written(qms, audit) or propose(qms, audit)
        own: Own = {
            "round": auditing.round_fields(qms, audit),
            "sent": text.short_date(audit.programme.date),
            "team": auditing.team(qms, audit),
            "days": [
                {"date": text.short_date(day), "slots": [_slot(line) for line in lines if line.date == day]}
                for day in sorted({line.date for line in lines})
            ],
            "proposed": not audit.timetable,
        }
        yield common.record(
            qms,
            kind="audit-timetable",
            kind_name=TITLE,
            group="audit",
            form="danh-gia-noi-bo/chuong-trinh",
            number=51,
            title=f"{TITLE} {auditing.name(audit)}",
            template=TEMPLATES[0],
            context=own,
            day=audit.start,
            file_title=f"Chương trình đánh giá nội bộ {auditing.in_file(audit)}",
        )


def _slot(line: Planned) -> SlotFields:
    marks = ", ".join(auditing.mark(place) for place in line.places)
    return {"time": line.time, "unit": line.whom, "what": line.what, "auditors": marks or _nobody(line)}


def _nobody(line: Planned) -> str:
    """A common session has the whole team; a unit that nobody of the team may audit waits for a name."""
    return text.SHORT_BLANK if line.unit and not line.places else auditing.WHOLE_TEAM


def _written(qms: Qms, audit: AuditRound) -> list[Planned]:
    whole = tuple(range(1, len(audit.team) + 1))
    return [
        Planned(
            slot.date,
            slot.time,
            slot.unit,
            slot.whom or (qms.unit(slot.unit).name if slot.unit else "Các đơn vị"),
            slot.what,
            slot.auditors or (whole if slot.unit else ()),
        )
        for slot in audit.timetable
    ]


_MORNING, _AFTERNOON = (8 * 60 + 30, 11 * 60 + 30), (13 * 60 + 30, 16 * 60 + 30)
_LAST = 15 * 60  # units are done on the last day; then the team meets, then everybody
_QUARTER = 15
_MEETING = "Họp đoàn, trao đổi và tổng hợp phát hiện"


class _HalfDay(NamedTuple):
    date: datetime.date
    start: int
    end: int


def propose(qms: Qms, audit: AuditRound) -> list[Planned]:
    """A timetable: opening, the leaders first, each unit with an independent auditor, the team's meeting, closing."""
    first, *_, last = halves = _half_days(audit)
    lines = [Planned(first.date, _span(8 * 60, 8 * 60 + 30), None, "Các đơn vị", "Họp khai mạc", ())]
    subjects: list[str | None] = [None, *qms.agency.units]
    load: Counter[int] = Counter()
    for number, half in enumerate(halves):
        share = [one for index, one in enumerate(subjects) if index * len(halves) // len(subjects) == number]
        lines += _in_half_day(qms, audit, half, share, load)
    return [
        *lines,
        Planned(last.date, _span(_LAST, 16 * 60), None, "Đoàn đánh giá", _MEETING, ()),
        Planned(last.date, _span(16 * 60, 17 * 60), None, "Các đơn vị", "Họp kết thúc", ()),
    ]


def _half_days(audit: AuditRound) -> list[_HalfDay]:
    length = max((audit.end - audit.start).days, 0)
    days = [audit.start + datetime.timedelta(days=number) for number in range(length + 1)]
    worked = [day for day in days if day.weekday() < 5] or days
    halves = [_HalfDay(day, *half) for day in worked for half in (_MORNING, _AFTERNOON)]
    return [*halves[:-1], halves[-1]._replace(end=_LAST)]


def _in_half_day(
    qms: Qms, audit: AuditRound, half: _HalfDay, share: list[str | None], load: Counter[int]
) -> list[Planned]:
    """The lines of a half-day: auditors work side by side, one who has two units takes them one after the other."""
    here: Counter[int] = Counter()
    turns: list[tuple[int, str | None, tuple[int, ...]]] = []
    for unit in share:
        place = _auditor(qms, audit, unit, here, load)
        turns.append((here[place] if place else 0, unit, (place,) if place else ()))
        here[place] += 1
        load[place] += 1
    rounds = max((turn for turn, _, _ in turns), default=0) + 1
    length = (half.end - half.start) // rounds // _QUARTER * _QUARTER
    return [
        Planned(
            half.date,
            _span(half.start + turn * length, half.start + (turn + 1) * length),
            unit or "leaders",
            qms.unit(unit).name if unit else auditing.LEADERS,
            _subject(qms, unit),
            places,
        )
        for turn, unit, places in sorted(turns, key=lambda one: one[0])
    ]


def _auditor(qms: Qms, audit: AuditRound, unit: str | None, here: Counter[int], load: Counter[int]) -> int:
    """The place of who audits a unit: the least busy who is not of that unit, for the leaders (and the ISO secretary)
    the leader of the team if they may; 0 when nobody may."""
    barred = unit or qms.post("secretary").unit
    places = range(1, len(audit.team) + 1)
    independent = [place for place in places if auditing.unit_of(qms, audit, place) != barred]
    leaders = [place for place in independent if audit.team[place - 1].role == "leader"]
    fit = leaders if unit is None and leaders else independent
    return min(fit, key=lambda place: (here[place], load[place], place), default=0)


def _subject(qms: Qms, unit: str | None) -> str:
    if unit is None:
        return "Chính sách, mục tiêu chất lượng; xem xét của lãnh đạo; nguồn lực; quản lý hệ thống"
    codes = auditing.work(qms, unit)
    common_part = "mục tiêu chất lượng, hồ sơ và phần việc của đơn vị trong các quy trình chung"
    return f"{codes}; {common_part}" if codes else text.capitalize(common_part)


def _span(start: int, end: int) -> str:
    return f"{_clock(start)} - {_clock(end)}"


def _clock(minutes: int) -> str:
    hour, rest = divmod(minutes, 60)
    return f"{hour} giờ {rest:02}" if rest else f"{hour} giờ"
