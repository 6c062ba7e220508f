"""Minutes of taking back and destroying obsolete documents (biên bản thu hồi và hủy tài liệu hết hiệu lực).

4.2.3 of 2000/2008, 7.5.3 of 2015; the form of the procedure Kiểm soát tài liệu.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import issued, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.kinds.distribution_list import entries
from qmsdocs.model.project import ObsoleteDocument, Withdrawal
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Biên bản thu hồi và hủy tài liệu hết hiệu lực"
TEMPLATES = ("obsolete-minutes.docx",)

_WAYS = {True: "Cắt nhỏ bằng máy", False: "Cách khác"}
_ELECTRONIC = {"moved": "Đã chuyển vào thư mục riêng", "removed": "Đã xóa khỏi thư mục dùng chung"}
_DOCUMENT = "project.yaml: withdrawals[].documents[]"


class ObsoleteRow(TypedDict):
    """One document."""

    number: Annotated[str, About("Số thứ tự")]
    document: Annotated[str, About("Mã hiệu, tên tài liệu", f"{_DOCUMENT}.code | {_DOCUMENT}.title")]
    issue: Annotated[str, About("Lần ban hành, sửa đổi đã hết hiệu lực", f"{_DOCUMENT}.issue")]
    ended: Annotated[str, About("Ngày hết hiệu lực", f"{_DOCUMENT}.ended")]
    given: Annotated[str, About("Số bản đã phân phối", f"{_DOCUMENT}.given")]
    taken: Annotated[str, About("Số bản thu hồi", f"{_DOCUMENT}.taken")]
    destroyed: Annotated[str, About("Số bản hủy", f"{_DOCUMENT}.destroyed")]
    kept: Annotated[str, About("Số bản lưu tra cứu", f"{_DOCUMENT}.kept")]


class TotalFields(TypedDict):
    """The sums of the table."""

    given: Annotated[str, About("Tổng số bản đã phân phối", f"{_DOCUMENT}.given")]
    taken: Annotated[str, About("Tổng số bản thu hồi", f"{_DOCUMENT}.taken")]
    destroyed: Annotated[str, About("Tổng số bản hủy", f"{_DOCUMENT}.destroyed")]
    kept: Annotated[str, About("Tổng số bản lưu", f"{_DOCUMENT}.kept")]


class MinutesFields(TypedDict):
    """The minutes."""

    date: Annotated[str, About("Ngày thu hồi, hủy, bằng lời", "project.yaml: withdrawals[].date")]
    place: Annotated[str, About("Địa điểm", "project.yaml: withdrawals[].place")]
    writer: Annotated[str, About("Người lập biên bản, chức vụ", "project.yaml: withdrawals[].people")]
    witnesses: Annotated[list[str], About("Người chứng kiến, chức vụ", "project.yaml: withdrawals[].people")]
    rows: Annotated[list[ObsoleteRow], About("Tài liệu hết hiệu lực", "project.yaml: withdrawals[].documents")]
    total: Annotated[TotalFields, About("Dòng cộng")]
    finding: Annotated[str, About("Kết quả đối chiếu với sổ phân phối: đủ, hoặc thiếu bao nhiêu bản", _DOCUMENT)]
    missing: Annotated[str, About("Nơi nhận còn thiếu và lý do", "project.yaml: withdrawals[].missing")]
    originals: Annotated[str, About("Nơi lưu bản gốc hết hiệu lực", "project.yaml: withdrawals[].originals")]
    ways: Annotated[str, About("Các ô cách hủy bản giấy, đã đánh dấu", "project.yaml: withdrawals[].shredded")]
    electronic: Annotated[str, About("Các ô bản điện tử cũ, đã đánh dấu", "project.yaml: withdrawals[].electronic")]


class Own(TypedDict):
    """What only this kind has."""

    minutes: Annotated[MinutesFields, About("Biên bản", "project.yaml: withdrawals")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each time documents were taken back."""
    for number, withdrawal in enumerate(qms.agency.project.withdrawals, start=1):
        own: Own = {"minutes": _minutes(qms, withdrawal)}
        yield common.record(
            qms,
            kind="obsolete-minutes",
            kind_name=TITLE,
            group="issuing",
            form="kiem-soat-tai-lieu/bien-ban-thu-hoi-huy",
            number=34,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            day=withdrawal.date,
            file_title=f"Biên bản thu hồi, hủy tài liệu {number:02} ngày {withdrawal.date:%d-%m-%Y}",
        )


def _minutes(qms: Qms, withdrawal: Withdrawal) -> MinutesFields:
    people = [_named(person) for person in common.people(qms, withdrawal.people)]
    documents = withdrawal.documents
    short = sum(max(document.given - document.taken, 0) for document in documents)
    taken = sum(document.taken for document in documents)
    return {
        "date": text.long_date(withdrawal.date),
        "place": withdrawal.place or text.BLANK,
        "writer": people[0] if people else text.BLANK,
        "witnesses": people[1:] or [text.BLANK],
        "rows": [_row(qms, number, document) for number, document in enumerate(documents, start=1)],
        "total": {
            "given": _count(sum(document.given for document in documents)),
            "taken": _count(taken),
            "destroyed": _count(sum(document.destroyed for document in documents)),
            "kept": _count(sum(document.kept for document in documents)),
        },
        "finding": _finding(taken, short),
        "missing": withdrawal.missing or ("Không" if not short else text.BLANK),
        "originals": withdrawal.originals or text.BLANK,
        "ways": issued.boxes(_WAYS.values(), None if withdrawal.shredded is None else _WAYS[withdrawal.shredded]),
        "electronic": issued.boxes(_ELECTRONIC.values(), _ELECTRONIC.get(withdrawal.electronic or "")),
    }


def _named(person: common.PersonFields) -> str:
    """Phạm Thị D, Thư ký ISO, Văn phòng."""
    return ", ".join(filter(None, (person["name"], person["title"], person["unit"])))


def _row(qms: Qms, number: int, document: ObsoleteDocument) -> ObsoleteRow:
    entry = entries(qms).get(document.code)
    title = document.title or (entry.title if entry else "")
    return {
        "number": str(number),
        "document": f"{document.code} {title}".strip(),
        "issue": document.issue,
        "ended": text.short_date(document.ended),
        "given": _count(document.given),
        "taken": _count(document.taken),
        "destroyed": _count(document.destroyed),
        "kept": _count(document.kept),
    }


def _count(copies: int) -> str:
    return f"{copies:02}"


def _finding(taken: int, short: int) -> str:
    in_words = text.number_in_words(taken)
    if short:
        return f"Đã thu hồi {taken:02} ({in_words}) bản, còn thiếu {short:02} bản so với sổ phân phối."
    return f"Đã thu hồi {taken:02} ({in_words}) bản, đủ so với sổ phân phối."
