"""Minutes of posting the announcement at the office and publishing it on the website.

Rule: QĐ 19/2014/QĐ-TTg, Điều 4 khoản 3; TT 26/2014/TT-BKHCN, Điều 36 khoản 2 c looks at it. No official form of it was
seen; minutes follow NĐ 30/2020, mẫu 1.9.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.kinds import announcing, common, letterhead
from qmsdocs.model.paper import Paper, Person
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản niêm yết, đăng tải"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("posting-minutes.docx")

_POSTING = "project.yaml: announcements[].posting"


class Own(TypedDict):
    """What only this kind has."""

    day: Annotated[str, About("Ngày niêm yết, bằng lời", f"{_POSTING}.date")]
    place: Annotated[str, About("Nơi niêm yết", f"{_POSTING}.place")]
    website: Annotated[str, About("Trang thông tin điện tử", f"{_POSTING}.website")]
    published: Annotated[str, About("Ngày đăng tải, bằng lời", f"{_POSTING}.published")]
    people: Annotated[list[common.PersonFields], About("Người lập và người chứng kiến", f"{_POSTING}.people")]
    writer: Annotated[str, About("Họ và tên người lập biên bản; trống nếu chưa có", f"{_POSTING}.people[]")]
    witness: Annotated[str, About("Họ và tên người chứng kiến; trống nếu chưa có", f"{_POSTING}.people[]")]
    decision: Annotated[str, About("Quyết định công bố, kèm số và ngày", "project.yaml: announcements[].decision")]
    procedures: Annotated[str, About("Số thủ tục, lĩnh vực trong danh mục", "project.yaml: announcements[].procedures")]
    replaced: Annotated[
        str,
        About("Quyết định công bố trước được gỡ; trống ở lần đầu", "project.yaml: announcements[].decision"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each announcement."""
    for case in announcing.cases(qms):
        one = case.announcement
        posting = one.posting
        people = common.people(qms, posting.people or (Person(post="secretary"), Person(post="one_stop")))
        names = [person["name"] if person["name"] != text.BLANK else "" for person in people]
        own: Own = {
            "day": text.long_date(posting.date),
            "place": posting.place or "trụ sở cơ quan",
            "website": posting.website or "trang thông tin điện tử của cơ quan",
            "published": text.long_date(posting.published),
            "people": people,
            "writer": names[0],
            "witness": names[1] if len(names) > 1 else "",
            "decision": announcing.named(qms, "Quyết định", "QĐ", one.decision),
            "procedures": str(len(announcing.announced(qms, one))),
            "replaced": announcing.named(qms, "Quyết định", "QĐ", case.former.decision) if case.former else "",
            "subject": letterhead.in_sentence(qms),
        }
        yield letterhead.paper(
            qms,
            kind="posting-minutes",
            kind_name="Biên bản",
            group="closing",
            symbol=letterhead.typed(qms, "BB"),
            facts=Paper(number=posting.number, date=posting.date or one.decision.date),
            title="Niêm yết, đăng tải quyết định công bố",
            template="posting-minutes.docx",
            dated=False,
            context=own,
            file_title=announcing.file_title(case, "BB niêm yết, đăng tải công bố"),
        )
