"""Register of changes (sổ theo dõi sửa đổi tài liệu): every change of the set in the order of its dates.

4.2.3 of 2000/2008, 7.5.3 of 2015. Forms carry the revision of the procedure they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import issued, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Sổ theo dõi sửa đổi tài liệu"
TEMPLATES = ("change-log.docx",)

_ROWS = 5  # as many lines as a landscape page holds, written or to fill


class LogRow(TypedDict):
    """One change; all are '' in a row to fill by hand."""

    number: Annotated[str, About("Số thứ tự; trống ở dòng chưa ghi")]
    date: Annotated[
        str,
        About("Ngày sửa đổi", "agency.yaml: procedures.*.control.changes[].date | agency.yaml: control.changes[].date"),
    ]
    code: Annotated[
        str, About("Mã hiệu; trống khi sửa cả bộ", "agency.yaml: procedures.*.code | agency.yaml: code_scheme")
    ]
    title: Annotated[str, About("Tên tài liệu, hoặc Cả bộ tài liệu", "procedures/*.yaml: title")]
    version: Annotated[
        str,
        About(
            "Lần ban hành/sửa đổi",
            "agency.yaml: procedures.*.control.changes[].revision | agency.yaml: control.changes[].revision",
        ),
    ]
    summary: Annotated[
        str,
        About(
            "Tóm lược nội dung sửa đổi",
            "agency.yaml: procedures.*.control.changes[].summary | agency.yaml: control.changes[].summary",
        ),
    ]
    reason: Annotated[
        str,
        About(
            "Căn cứ sửa đổi",
            "agency.yaml: procedures.*.control.changes[].reason | agency.yaml: control.changes[].reason",
        ),
    ]
    request: Annotated[
        str, About("Số phiếu yêu cầu đã được chấp nhận; trống nếu không có", "operation.yaml: change_requests[].number")
    ]


class LogFields(TypedDict):
    """The register."""

    count: Annotated[str, About("Số lần sửa đổi; trống khi chưa có", "agency.yaml: procedures.*.control.changes")]
    documents: Annotated[str, About("Số tài liệu đã sửa đổi", "agency.yaml: procedures.*.control.changes")]
    requests: Annotated[str, About("Số phiếu yêu cầu đã nhận; trống khi chưa có", "operation.yaml: change_requests")]
    refused: Annotated[
        str, About("Số phiếu không được chấp nhận; trống khi không có", "operation.yaml: change_requests[].decision")
    ]
    pending: Annotated[
        str, About("Số phiếu chưa xem xét; trống khi không có", "operation.yaml: change_requests[].decision")
    ]
    rows: Annotated[
        list[LogRow],
        About("Các lần sửa đổi theo ngày, thêm dòng trống cho đủ trang", "agency.yaml: procedures.*.control.changes"),
    ]


class Own(TypedDict):
    """What only this kind has."""

    log: Annotated[LogFields, About("Sổ theo dõi sửa đổi")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    own: Own = {"log": _log(qms)}
    yield common.record(
        qms,
        kind="change-log",
        kind_name=TITLE,
        group="issuing",
        form="kiem-soat-tai-lieu/so-theo-doi-sua-doi",
        number=33,
        title=TITLE,
        template=TEMPLATES[0],
        context=own,
        file_title=TITLE,
    )


def _log(qms: Qms) -> LogFields:
    changes, requests = issued.changes(qms), qms.agency.operation.change_requests
    rows = [_row(qms, number, dated) for number, dated in enumerate(changes, start=1)]
    blank: LogRow = {
        "number": "", "date": "", "code": "", "title": "", "version": "", "summary": "", "reason": "", "request": "",
    }  # fmt: skip
    refused = sum(request.decision == "refused" for request in requests)
    pending = sum(request.decision is None for request in requests)
    return {
        "count": f"{len(changes):02}" if changes else "",
        "documents": f"{len({dated.used and dated.used.id for dated in changes}):02}",
        "requests": f"{len(requests):02}" if requests else "",
        "refused": f"{refused:02}" if refused else "",
        "pending": f"{pending:02}" if pending else "",
        "rows": rows + [blank] * (_ROWS - len(rows)),
    }


def _row(qms: Qms, number: int, dated: issued.DatedChange) -> LogRow:
    used, change = dated.used, dated.change
    request = issued.request_of(qms, dated)
    return {
        "number": str(number),
        "date": text.short_date(change.date),
        "code": used.code if used else "",
        "title": used.procedure.title if used else "Cả bộ tài liệu",
        "version": issued.version(dated.control, change.revision),
        "summary": change.summary or "",  # of two releases, when it is left to them
        "reason": change.reason or "",
        "request": request.number if request else "",
    }
