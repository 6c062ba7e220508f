"""The list that goes with a package: what is handed over, in what issue, to be signed by both sides.

Made by `qmsdocs pack` for each package, so it belongs to no set and has no plans of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Annotated, NamedTuple, TypedDict

from qmsdocs import text
from qmsdocs.fields import About
from qmsdocs.plan import DocumentPlan

TITLE = "Danh mục giao nhận"
TEMPLATES = ("delivery-list.docx",)


class OwnerFields(TypedDict):
    """Whose documents they are."""

    name: Annotated[
        str, About("Cơ quan có tài liệu, hoặc tỉnh", "agency.yaml: name | programme.yaml: province.committee")
    ]


class RowFields(TypedDict):
    """One document of the package."""

    number: Annotated[str, About("Số thứ tự, cũng là số đầu tên tệp")]
    code: Annotated[str, About("Mã hiệu, số ký hiệu", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")]
    title: Annotated[str, About("Tên tài liệu", "procedures/*.yaml: title")]
    issue: Annotated[
        str,
        About(
            "Lần ban hành/sửa đổi; trống ở văn bản", "agency.yaml: control.issue | agency.yaml: procedures.*.control"
        ),
    ]
    date: Annotated[str, About("Ngày ban hành, ngày ký; trống khi chưa có", "agency.yaml: control.issue_date")]
    files: Annotated[str, About("Số tệp: bản Word và các bản kèm theo")]
    note: Annotated[str, About("Ghi chú: đã sửa sau khi tạo, bản phát hành")]


class GroupFields(TypedDict):
    """The documents of one folder of the package."""

    title: Annotated[str, About("Tên thư mục")]
    rows: Annotated[list[RowFields], About("Các tài liệu trong thư mục")]


class Fields(TypedDict):
    """The whole context."""

    agency: Annotated[OwnerFields, About("Cơ quan có tài liệu")]
    kind_name: Annotated[str, About("Tên loại tài liệu")]
    subject: Annotated[str, About("Dòng dưới tên: tài liệu gì, của ai")]
    package: Annotated[str, About("Tên gói")]
    giver: Annotated[str, About("Bên giao; chưa rõ thì là dòng chấm", "agency.yaml: name")]
    taker: Annotated[
        str,
        About("Bên nhận; chưa rõ thì là dòng chấm", "agency.yaml: name | programme.yaml: province.lead"),
    ]
    groups: Annotated[list[GroupFields], About("Tài liệu theo thư mục")]
    documents: Annotated[str, About("Tổng số tài liệu")]
    files: Annotated[str, About("Tổng số tệp của các tài liệu")]
    edited: Annotated[str, About("Số tài liệu đã sửa sau khi tạo; trống nếu không có")]


FIELDS = Fields


class Line(NamedTuple):
    """One document as the list names it; `folder` is its folder in the package."""

    folder: str
    number: str
    code: str
    title: str
    issue: str
    date: str
    files: int
    note: str
    edited: bool


def plan_of(
    slug: str, owner: str, package: str, subject: str, giver: str, taker: str, lines: Sequence[Line]
) -> DocumentPlan:
    """The list of a package; `lines` in the order of the package. An empty `giver` or `taker` is left to be written."""
    context: Fields = {
        "agency": {"name": owner},
        "kind_name": TITLE,
        "subject": subject,
        "package": package,
        "giver": giver or text.BLANK,
        "taker": taker or text.BLANK,
        "groups": list(_groups(lines)),
        "documents": text.number(len(lines)),
        "files": text.number(sum(line.files for line in lines)),
        "edited": f"{edited:02}" if (edited := sum(line.edited for line in lines)) else "",
    }
    path = PurePosixPath(f"{TITLE}.docx")
    return DocumentPlan("delivery-list", slug, package, TITLE, TEMPLATES[0], path, {**context})


def _groups(lines: Iterable[Line]) -> list[GroupFields]:
    groups: dict[str, list[RowFields]] = {}
    for line in lines:
        groups.setdefault(line.folder, []).append(
            {
                "number": line.number,
                "code": line.code,
                "title": line.title,
                "issue": line.issue,
                "date": line.date,
                "files": f"{line.files:02}",
                "note": line.note,
            }
        )
    return [{"title": title.replace("/", " – "), "rows": rows} for title, rows in groups.items()]
