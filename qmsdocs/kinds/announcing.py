"""What the papers of an announcement share: the procedures announced, the audit and the review that stand behind it.

Rule: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 2 (internal audit, management review, the head confirms effect) and khoản 3 (the
announcement, its notice, posting and publishing); khoản 4 c (announced again when the scope changes).
"""

from __future__ import annotations

import datetime
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import findings, text
from qmsdocs.fields import About
from qmsdocs.kinds import letterhead
from qmsdocs.model.audit import AuditRound
from qmsdocs.model.paper import Paper
from qmsdocs.model.project import Announcement
from qmsdocs.model.review import Review
from qmsdocs.workspace import ProcedureInUse, Qms

ACTS = ("qd-19-2014-ttg", "tt-26-2014-bkhcn")


class Case(NamedTuple):
    """An announcement, the one before it, and its number from 1."""

    number: int
    announcement: Announcement
    former: Announcement | None


class AuditedFields(TypedDict):
    """The internal audit behind an announcement."""

    title: Annotated[str, About("Đợt đánh giá; chưa có số liệu thì là dòng chấm", "audits/*.yaml: number")]
    when: Annotated[str, About("Ngày đánh giá, bằng lời", "audits/*.yaml: start | audits/*.yaml: end")]
    report: Annotated[str, About("Báo cáo của đoàn, kèm số và ngày; dòng chấm khi chưa có", "audits/*.yaml: report")]
    found: Annotated[str, About("Số điểm không phù hợp", "audits/*.yaml: findings")]
    closed: Annotated[str, About("Số đã khép đến ngày xác nhận", "audits/*.yaml: findings[].car.checked")]
    open: Annotated[
        list[str], About("Các phiếu chưa khép đến ngày xác nhận", "audits/*.yaml: findings[].car.effective")
    ]


class ReviewedFields(TypedDict):
    """The management review behind an announcement."""

    when: Annotated[str, About("Ngày họp, bằng lời; dòng chấm khi chưa có", "reviews/*.yaml: date")]
    verdict: Annotated[
        str,
        About(
            "Kết luận về sự phù hợp, đầy đủ, hiệu lực; trống khi chưa ghi",
            "reviews/*.yaml: suitable | reviews/*.yaml: adequate | reviews/*.yaml: effective",
        ),
    ]
    resolutions: Annotated[str, About("Số kết luận phải thực hiện", "reviews/*.yaml: resolutions")]
    done: Annotated[str, About("Số kết luận đã thực hiện đến ngày xác nhận", "reviews/*.yaml: resolutions[].done")]


class ProcedureRow(TypedDict):
    """A procedure that is announced."""

    number: Annotated[str, About("Số thứ tự")]
    code: Annotated[str, About("Mã quy trình", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên thủ tục, lĩnh vực", "procedures/*.yaml: title")]
    unit: Annotated[str, About("Đơn vị chủ trì", "agency.yaml: units.*.name")]
    note: Annotated[str, About("Bổ sung khi lần công bố trước chưa có", "project.yaml: announcements[].procedures")]


def cases(qms: Qms) -> list[Case]:
    """The announcements in order; none in a regime that certifies, where a check tells of them."""
    if qms.agency.regime != "19-2014":
        return []
    every = qms.agency.project.announcements
    return [Case(number, one, every[number - 2] if number > 1 else None) for number, one in enumerate(every, start=1)]


def announced(qms: Qms, one: Announcement) -> list[ProcedureInUse]:
    """The procedures as named; else the service procedures issued by the day of the decision."""
    if one.procedures:
        return [used for used in qms.procedures if used.id in one.procedures]
    day = one.decision.date
    return [
        used
        for used in qms.procedures
        if used.procedure.type == "service"
        and (day is None or used.control.issue_date is None or used.control.issue_date <= day)
    ]


def rows(qms: Qms, case: Case) -> list[ProcedureRow]:
    """The procedures announced; those that the announcement before had not are marked."""
    former = {used.id for used in announced(qms, case.former)} if case.former else None
    return [
        {
            "number": str(number),
            "code": used.code,
            "title": used.procedure.title,
            "unit": qms.unit(used.unit).name,
            "note": "Bổ sung" if former is not None and used.id not in former else "",
        }
        for number, used in enumerate(announced(qms, case.announcement), start=1)
    ]


def audit_before(qms: Qms, day: datetime.date | None) -> AuditRound | None:
    """The last audit over by a day (by any day when it is not known)."""
    over = [one for one in qms.agency.audits.values() if one.audited and (day is None or one.end <= day)]
    return max(over, key=lambda one: one.end, default=None)


def review_before(qms: Qms, day: datetime.date | None) -> Review | None:
    """The last management review held by a day."""
    held = [one for one in qms.agency.reviews.values() if day is None or one.date <= day]
    return max(held, key=lambda one: one.date, default=None)


def audited(qms: Qms, day: datetime.date | None) -> AuditedFields:
    """What the last audit found and what was closed by a day."""
    audit = audit_before(qms, day)
    if audit is None:
        blank = text.SHORT_BLANK
        return {
            "title": f"đợt {blank}",
            "when": text.long_date(None),
            "report": f"Báo cáo số {blank} về kết quả đánh giá nội bộ đợt {blank}",
            "found": blank,
            "closed": blank,
            "open": [],
        }
    mine = findings.of_round(qms, audit)
    left = [one for one in mine if not findings.closed_by(one, day or datetime.date.max)]
    symbol = letterhead.typed(qms, "BC", audit.report.date)
    title = f"đợt {audit.number} năm {audit.start.year}"
    number = f" số {audit.report.number}/{symbol}" if audit.report.number else ""
    return {
        "title": title,
        "when": days_in_words(audit.start, audit.end),
        "report": f"Báo cáo{number} {text.long_date(audit.report.date)} về kết quả đánh giá nội bộ {title}",
        "found": str(len(mine)),
        "closed": str(len(mine) - len(left)),
        "open": [
            f"phiếu số {one.number}, {qms.unit(one.finding.unit).name}, thời hạn khắc phục "
            f"{text.short_date(one.finding.until)}"
            for one in left
        ],
    }


def days_in_words(first: datetime.date, last: datetime.date) -> str:
    """từ ngày 14 đến ngày 16 tháng 9 năm 2026; ngày 14 tháng 9 năm 2026."""
    if first == last:
        return text.long_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"từ ngày {first.day:02} đến {text.long_date(last)}"
    return f"từ {text.long_date(first)} đến {text.long_date(last)}"


_WORDS = {"suitable": "phù hợp", "adequate": "đầy đủ", "effective": "có hiệu lực"}
_HOW = {"partly": "{} một phần", "no": "chưa {}"}


def reviewed(qms: Qms, day: datetime.date | None) -> ReviewedFields:
    """When the last review was and what it concluded."""
    review = review_before(qms, day)
    if review is None:
        return {"when": text.long_date(None), "verdict": "", "resolutions": "0", "done": "0"}
    said = [
        word if answer == "yes" else _HOW[answer].format(word)
        for key, word in _WORDS.items()
        if (answer := getattr(review, key))
    ]
    done = sum(one.done is not None and (day is None or one.done <= day) for one in review.resolutions)
    return {
        "when": text.long_date(review.date),
        "verdict": ", ".join(said),
        "resolutions": str(len(review.resolutions)),
        "done": str(done),
    }


def named(qms: Qms, kind: str, letters: str, paper: Paper) -> str:
    """A paper of the agency as another cites it: Quyết định số 120/QĐ-STP ngày 30 tháng 10 năm 2026."""
    symbol = letterhead.typed(qms, letters, paper.date)
    return f"{kind} số {paper.number or text.SHORT_BLANK}/{symbol} {text.long_date(paper.date)}"


def file_title(case: Case, name: str) -> str:
    """The name of a file of an announcement; those announced again are numbered."""
    return f"{name} lần {case.number}" if case.former else name


def above(qms: Qms) -> list[str]:
    """Whom the agency is under, among the recipients, once it is known."""
    return [body for body in [letterhead.addressee(qms)] if body != text.BLANK]


def lead(qms: Qms) -> str:
    """The lead unit that is told of an announcement; the lead unit itself tells whom it is under."""
    unit = qms.programme.province.lead if qms.programme else "Sở Khoa học và Công nghệ"
    return letterhead.addressee(qms) if qms.agency.name == unit else unit
