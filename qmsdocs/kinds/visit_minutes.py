"""Minutes of a visit by another agency that comes to see and learn how the QMS is built and applied.

QĐ 42/2007/QĐ-UBND Bình Phước, VII.3 (BP61: let other units visit and learn). No official form of it was seen: the text
is our own, laid out as minutes (biên bản) are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import issued, text
from qmsdocs.fields import About
from qmsdocs.kinds import common, letterhead
from qmsdocs.model.paper import Paper, Person
from qmsdocs.model.project import Visit
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản tham quan, trao đổi kinh nghiệm"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("visit-minutes.docx")

HOUR_BLANK = "…… giờ …… phút"


class VisitFields(TypedDict):
    """The visit."""

    visitors: Annotated[str, About("Cơ quan đến tham quan", "project.yaml: visits[].visitors")]
    date: Annotated[str, About("Ngày tham quan, bằng lời", "project.yaml: visits[].date")]
    began: Annotated[str, About("Giờ bắt đầu; không ghi thì là dòng chấm", "project.yaml: visits[].began")]
    ended: Annotated[str, About("Giờ kết thúc; không ghi thì là dòng chấm", "project.yaml: visits[].ended")]
    place: Annotated[
        str, About("Địa điểm", "project.yaml: visits[].place | agency.yaml: short_name | agency.yaml: name")
    ]
    guests: Annotated[list[common.PersonFields], About("Đại diện cơ quan đến", "project.yaml: visits[].guests")]
    hosts: Annotated[
        list[common.PersonFields], About("Đại diện cơ quan đón", "project.yaml: visits[].hosts | agency.yaml: posts")
    ]
    state: Annotated[
        str,
        About("Hệ thống đang ở bước nào vào ngày đó", "agency.yaml: control.effective_date | agency.yaml: procedures"),
    ]
    topics: Annotated[list[str], About("Nội dung trao đổi", "project.yaml: visits[].topics")]
    given: Annotated[list[str], About("Tài liệu đã cung cấp", "project.yaml: visits[].given")]
    remarks: Annotated[list[str], About("Nhận xét, góp ý", "project.yaml: visits[].remarks")]
    guest: Annotated[str, About("Họ tên người ký bên đến", "project.yaml: visits[].guests[].name")]
    host: Annotated[
        str, About("Họ tên người ký bên đón", "project.yaml: visits[].hosts[].name | agency.yaml: posts.qmr.name")
    ]
    clerk: Annotated[str, About("Họ tên người ghi biên bản: thư ký ISO", "agency.yaml: posts.secretary.name")]


class Own(TypedDict):
    """What only this kind has."""

    visit: Annotated[VisitFields, About("Cuộc tham quan", "project.yaml: visits")]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each visit."""
    for number, visit in enumerate(qms.agency.project.visits, start=1):
        own: Own = {"visit": _visit(qms, visit), "subject": letterhead.in_sentence(qms)}
        yield letterhead.paper(
            qms,
            kind="visit-minutes",
            kind_name="Biên bản",
            group="operation",
            symbol=letterhead.typed(qms, "BB"),
            facts=Paper(date=visit.date),
            title=f"{TITLE} với {visit.visitors}",
            template="visit-minutes.docx",
            context=own,
            dated=False,
            file_title=f"Biên bản tham quan {number:02} {visit.visitors}",
        )


def _visit(qms: Qms, visit: Visit) -> VisitFields:
    guests, hosts = common.people(qms, visit.guests), hosting(qms, visit.hosts)
    return {
        "visitors": visit.visitors,
        "date": text.long_date(visit.date),
        "began": visit.began or HOUR_BLANK,
        "ended": visit.ended or HOUR_BLANK,
        "place": visit.place or f"trụ sở {letterhead.in_sentence(qms)}",
        "guests": guests,
        "hosts": hosts,
        "state": state_on(qms, visit.date),
        "topics": itemised(visit.topics),
        "given": itemised(visit.given),
        "remarks": itemised(visit.remarks),
        "guest": signer(guests),
        "host": signer(hosts),
        "clerk": qms.post("secretary").name or "",
    }


def itemised(items: tuple[str, ...]) -> list[str]:
    """Items of a list as papers end them: a semicolon after each, a full stop after the last."""
    bare = [item.rstrip(" .;,") for item in items]
    return [f"{item};" for item in bare[:-1]] + [f"{item}." for item in bare[-1:]]


def hosting(qms: Qms, written: tuple[Person, ...]) -> list[common.PersonFields]:
    """Those who receive: as written, else the management representative and the secretary."""
    return common.people(qms, written or (Person(post="qmr"), Person(post="secretary")))


def signer(people: list[common.PersonFields]) -> str:
    """The first one signs; '' leaves room for a name that is not known."""
    name = people[0]["name"] if people else ""
    return "" if name == text.BLANK else name


def state_on(qms: Qms, day: datetime.date) -> str:
    """Where the system stood on a day: still being written, issued, or applied since when."""
    control = qms.agency.control
    work = [used for used in qms.procedures if used.procedure.type == "service"]
    size = f"{len(qms.procedures):02} quy trình, trong đó có {len(work):02} quy trình tác nghiệp"
    if control.effective_date and control.effective_date <= day:
        changed = sum(1 for dated in issued.changes(qms) if dated.change.date and dated.change.date <= day)
        revised = f", đã sửa đổi {changed:02} lần" if changed else ""
        return f"Hệ thống tài liệu gồm {size}, được áp dụng từ {text.long_date(control.effective_date)}{revised}"
    if control.issue_date and control.issue_date <= day:
        return f"Hệ thống tài liệu gồm {size}, đã ban hành và đang được phổ biến để áp dụng"
    return f"Cơ quan đang xây dựng hệ thống tài liệu, dự kiến gồm {size}"
