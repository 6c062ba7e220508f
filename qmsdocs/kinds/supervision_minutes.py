"""Minutes of a supervision or inspection by the body that manages the programme.

QĐ 42/2007/QĐ-UBND Bình Phước, VII.3 (BP62: let the programme's managing body follow and supervise). TT
26/2014/TT-BKHCN, Điều 33-39: inspections under QĐ 19/2014, minutes in two copies, a report of what was corrected within
two months of signing (Điều 37). The official form of those minutes (Mẫu 21 BBKT) was not seen: the text is our own.

No official form of it was seen.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.kinds.visit_minutes import HOUR_BLANK, hosting, itemised, signer, state_on
from qmsdocs.model.paper import Assigned, Paper
from qmsdocs.model.project import Supervision
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản theo dõi, giám sát"
UNCONFIRMED = (
    "Mẫu 21 (biên bản kiểm tra) của Thông tư số 26/2014/TT-BKHCN chưa được đọc nguyên văn; bố cục do bộ "
    "công cụ đề xuất."
)
TEMPLATES = letterhead.templates("supervision-minutes.docx")


class AskedFields(TypedDict):
    """One thing asked of the agency."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Yêu cầu", "project.yaml: supervisions[].requests[].what")]
    who: Annotated[
        str,
        About(
            "Đơn vị, người thực hiện",
            "project.yaml: supervisions[].requests[].unit | project.yaml: supervisions[].requests[].who",
        ),
    ]
    until: Annotated[str, About("Thời hạn", "project.yaml: supervisions[].requests[].until")]


class SupervisionFields(TypedDict):
    """The supervision."""

    by: Annotated[str, About("Cơ quan theo dõi, giám sát", "project.yaml: supervisions[].by")]
    date: Annotated[str, About("Ngày làm việc, bằng lời", "project.yaml: supervisions[].date")]
    began: Annotated[str, About("Giờ bắt đầu; không ghi thì là dòng chấm", "project.yaml: supervisions[].began")]
    ended: Annotated[str, About("Giờ kết thúc; không ghi thì là dòng chấm", "project.yaml: supervisions[].ended")]
    place: Annotated[
        str, About("Địa điểm", "project.yaml: supervisions[].place | agency.yaml: short_name | agency.yaml: name")
    ]
    officers: Annotated[
        list[common.PersonFields], About("Đại diện cơ quan giám sát", "project.yaml: supervisions[].officers")
    ]
    present: Annotated[
        list[common.PersonFields],
        About("Đại diện cơ quan", "project.yaml: supervisions[].present | agency.yaml: posts"),
    ]
    state: Annotated[
        str,
        About("Hệ thống đang ở bước nào vào ngày đó", "agency.yaml: control.effective_date | agency.yaml: procedures"),
    ]
    seen: Annotated[list[str], About("Nội dung đã xem", "project.yaml: supervisions[].seen")]
    findings: Annotated[list[str], About("Nhận xét", "project.yaml: supervisions[].findings")]
    requests: Annotated[list[AskedFields], About("Yêu cầu đối với cơ quan", "project.yaml: supervisions[].requests")]
    report_by: Annotated[
        str,
        About(
            "Ngày chậm nhất phải báo cáo khắc phục; trống ở chế độ 144-2006 hoặc khi không có yêu cầu",
            "project.yaml: supervisions[].date | agency.yaml: regime",
        ),
    ]
    answer: Annotated[str, About("Ý kiến của cơ quan; trống là nhất trí", "project.yaml: supervisions[].answer")]
    officer: Annotated[str, About("Họ tên người ký bên giám sát", "project.yaml: supervisions[].officers[].name")]
    host: Annotated[
        str,
        About(
            "Họ tên người ký của cơ quan", "project.yaml: supervisions[].present[].name | agency.yaml: posts.qmr.name"
        ),
    ]
    clerk: Annotated[str, About("Họ tên người ghi biên bản: thư ký ISO", "agency.yaml: posts.secretary.name")]


class Own(TypedDict):
    """What only this kind has."""

    supervision: Annotated[SupervisionFields, About("Cuộc giám sát", "project.yaml: supervisions")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each supervision."""
    for number, supervision in enumerate(qms.agency.project.supervisions, start=1):
        own: Own = {"supervision": _supervision(qms, supervision), "subject": letterhead.in_sentence(qms)}
        yield letterhead.paper(
            qms,
            kind="supervision-minutes",
            kind_name="Biên bản",
            group="operation",
            symbol=letterhead.typed(qms, "BB"),
            facts=Paper(date=supervision.date),
            title=f"{TITLE} của {supervision.by}",
            template="supervision-minutes.docx",
            context=own,
            dated=False,
            file_title=f"Biên bản giám sát {number:02} {supervision.by}",
        )


def _supervision(qms: Qms, supervision: Supervision) -> SupervisionFields:
    officers, present = common.people(qms, supervision.officers), hosting(qms, supervision.present)
    return {
        "by": supervision.by,
        "date": text.long_date(supervision.date),
        "began": supervision.began or HOUR_BLANK,
        "ended": supervision.ended or HOUR_BLANK,
        "place": supervision.place or f"trụ sở {letterhead.in_sentence(qms)}",
        "officers": officers,
        "present": present,
        "state": state_on(qms, supervision.date),
        "seen": itemised(supervision.seen),
        "findings": itemised(supervision.findings),
        "requests": [_asked(qms, number, one) for number, one in enumerate(supervision.requests, start=1)],
        "report_by": _report_by(qms, supervision),
        "answer": supervision.answer or "",
        "officer": signer(officers),
        "host": signer(present),
        "clerk": qms.post("secretary").name or "",
    }


def _report_by(qms: Qms, supervision: Supervision) -> str:
    """When what was asked must be reported as corrected (TT 26/2014, Điều 37)."""
    if qms.agency.regime != "19-2014" or not supervision.requests:
        return ""
    year, month = divmod(supervision.date.year * 12 + supervision.date.month + 1, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return text.long_date(datetime.date(year, month + 1, min(supervision.date.day, last)))


def _asked(qms: Qms, number: int, asked: Assigned) -> AskedFields:
    doers = [*([qms.unit(asked.unit).name] if asked.unit else []), *([qms.post(asked.who).title] if asked.who else [])]
    return {
        "number": str(number),
        "what": asked.what,
        "who": ", ".join(doers) or text.BLANK,
        "until": text.short_date(asked.until),
    }
