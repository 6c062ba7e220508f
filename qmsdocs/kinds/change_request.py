"""Request to write, change, issue anew or withdraw a document (phiếu yêu cầu soạn thảo, sửa đổi, hủy bỏ tài liệu).

4.2.3 of 2000/2008, 7.5.3 of 2015; the form of the procedure Kiểm soát tài liệu, part by part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, TypedDict

from qmsdocs import issued, text
from qmsdocs.fields import About
from qmsdocs.kinds import common
from qmsdocs.kinds.distribution_list import entries
from qmsdocs.model.operation import ChangeRequest
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Phiếu yêu cầu soạn thảo, sửa đổi, hủy bỏ tài liệu"
TEMPLATES = ("change-request.docx",)

_TYPES = {"write": "Soạn thảo mới", "change": "Sửa đổi", "reissue": "Ban hành lại", "withdraw": "Hủy bỏ"}
_CAUSES = {
    "law": "Pháp luật thay đổi",
    "organisation": "Thay đổi tổ chức bộ máy",
    "audit": "Kết quả đánh giá",
    "corrective-action": "Hành động khắc phục",
    "feedback": "Góp ý của tổ chức, công dân",
    "other": "Lý do khác",
}
_DECISIONS = {"accepted": "Chấp nhận", "partly": "Chấp nhận một phần", "refused": "Không chấp nhận"}
_SORTS = ("Sổ tay chất lượng", "Quy trình", "Hướng dẫn", "Biểu mẫu", "Tài liệu khác")
_STOP = {True: "Có", False: "Không"}


class WantedFields(TypedDict):
    """One place to be changed."""

    number: Annotated[str, About("Số thứ tự")]
    where: Annotated[str, About("Trang, phần liên quan", "operation.yaml: change_requests[].wanted[].where")]
    now: Annotated[
        str, About("Nội dung hiện hành; trống khi bổ sung", "operation.yaml: change_requests[].wanted[].now")
    ]
    new: Annotated[str, About("Nội dung đề nghị", "operation.yaml: change_requests[].wanted[].new")]


class RequestFields(TypedDict):
    """The request."""

    number: Annotated[str, About("Số phiếu", "operation.yaml: change_requests[].number")]
    date: Annotated[str, About("Ngày đề nghị", "operation.yaml: change_requests[].date")]
    unit: Annotated[str, About("Đơn vị đề nghị", "operation.yaml: change_requests[].unit | agency.yaml: posts.*.unit")]
    by: Annotated[
        str, About("Chức danh, họ tên người đề nghị", "operation.yaml: change_requests[].by | agency.yaml: posts.*")
    ]
    types: Annotated[str, About("Các ô loại yêu cầu, đã đánh dấu", "operation.yaml: change_requests[].type")]
    sorts: Annotated[str, About("Các ô loại tài liệu, đã đánh dấu", "operation.yaml: change_requests[].code")]
    title: Annotated[
        str,
        About(
            "Tên tài liệu",
            "operation.yaml: change_requests[].title | procedures/*.yaml: title | procedures/*.yaml: forms[].title",
        ),
    ]
    code: Annotated[str, About("Mã hiệu", "operation.yaml: change_requests[].code")]
    version: Annotated[
        str,
        About(
            "Lần ban hành/sửa đổi hiện hành vào ngày đề nghị; tài liệu mới thì ghi chưa có",
            "agency.yaml: control | agency.yaml: procedures.*.control.changes[].date",
        ),
    ]
    effective: Annotated[str, About("Ngày đề nghị có hiệu lực", "operation.yaml: change_requests[].effective")]
    causes: Annotated[str, About("Các ô lý do, đã đánh dấu", "operation.yaml: change_requests[].cause")]
    reason: Annotated[str, About("Căn cứ hoặc lý do cụ thể", "operation.yaml: change_requests[].reason")]
    wanted: Annotated[list[WantedFields], About("Nội dung đề nghị", "operation.yaml: change_requests[].wanted")]
    affects: Annotated[
        str, About("Đơn vị, quy trình, biểu mẫu chịu tác động", "operation.yaml: change_requests[].affects")
    ]
    opinions: Annotated[str, About("Các ô ý kiến, đã đánh dấu", "operation.yaml: change_requests[].decision")]
    refusal: Annotated[
        str,
        About(
            "Lý do không chấp nhận hoặc chấp nhận một phần; trống nếu không có",
            "operation.yaml: change_requests[].refusal",
        ),
    ]
    writer: Annotated[
        str, About("Người soạn thảo; trống khi không chấp nhận", "operation.yaml: change_requests[].writer")
    ]
    together: Annotated[str, About("Đơn vị phối hợp", "operation.yaml: change_requests[].together")]
    until: Annotated[str, About("Thời hạn hoàn thành dự thảo", "operation.yaml: change_requests[].until")]
    stops: Annotated[str, About("Các ô ngừng áp dụng ngay, đã đánh dấu", "operation.yaml: change_requests[].stop_now")]
    decided: Annotated[str, About("Ngày xem xét", "operation.yaml: change_requests[].decided")]
    goes_on: Annotated[
        bool, About("Yêu cầu chưa bị từ chối, phải ghi người soạn thảo", "operation.yaml: change_requests[].decision")
    ]
    result: Annotated[
        str,
        About(
            "Lần sửa đổi đã ban hành theo phiếu này; trống nếu chưa có",
            "agency.yaml: procedures.*.control.changes[].revision",
        ),
    ]


class Own(TypedDict):
    """What only this kind has."""

    request: Annotated[RequestFields, About("Phiếu yêu cầu", "operation.yaml: change_requests")]


class Fields(common.ControlledFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One for each request."""
    for request in qms.agency.operation.change_requests:
        own: Own = {"request": _request(qms, request)}
        yield common.record(
            qms,
            kind="change-request",
            kind_name=TITLE,
            group="issuing",
            form="kiem-soat-tai-lieu/phieu-yeu-cau",
            number=32,
            title=TITLE,
            template=TEMPLATES[0],
            context=own,
            day=request.date,
            file_title=f"Phiếu yêu cầu thay đổi {request.number} {request.code}",
        )


def _request(qms: Qms, request: ChangeRequest) -> RequestFields:
    entry = entries(qms).get(request.code)
    unit = request.unit or qms.post(request.by).unit
    revision = issued.revision_on(entry.control, request.date) if entry else 0
    goes_on = request.decision != "refused"
    return {
        "number": request.number,
        "date": text.short_date(request.date),
        "unit": qms.unit(unit).name if unit else text.BLANK,
        "by": _holder(qms, request.by, unit),
        "types": issued.boxes(_TYPES.values(), _TYPES[request.type]),
        "sorts": issued.boxes(_SORTS, _sort(entry)),
        "title": request.title or (entry.title if entry else text.BLANK),
        "code": request.code,
        "version": issued.version(entry.control, revision) if entry else "chưa có",
        "effective": text.short_date(request.effective),
        "causes": issued.boxes(_CAUSES.values(), _CAUSES[request.cause]),
        "reason": request.reason,
        "wanted": [
            {"number": str(number), "where": wanted.where, "now": wanted.now or "", "new": wanted.new}
            for number, wanted in enumerate(request.wanted, start=1)
        ],
        "affects": "; ".join(request.affects) or "Không có",
        "opinions": issued.boxes(_DECISIONS.values(), _DECISIONS.get(request.decision or "")),
        "refusal": request.refusal or "",
        "writer": _holder(qms, request.writer, unit) if request.writer else text.BLANK,
        "together": common.unit_names(qms, request.together) if request.together else "Không có",
        "until": text.short_date(request.until),
        "stops": issued.boxes(_STOP.values(), _STOP[request.stop_now] if request.stop_now is not None else None),
        "decided": text.short_date(request.decided),
        "goes_on": goes_on,
        "result": _result(qms, request),
    }


def _holder(qms: Qms, key: str, unit: str | None) -> str:
    """Name and title of a post; the head of the unit has the title that the unit gives."""
    post = qms.post(key)
    title = (qms.unit(unit).head if key == "unit_head" and unit else None) or post.title
    return ", ".join(filter(None, (post.name, title)))


def _sort(entry: common.Entry | None) -> str:
    if entry is None:
        return "Tài liệu khác"
    if entry.kind.startswith("Quy trình"):
        return "Quy trình"
    return entry.kind if entry.kind in _SORTS else "Tài liệu khác"


def _result(qms: Qms, request: ChangeRequest) -> str:
    """What was issued on the request."""
    for dated in issued.changes(qms):
        if issued.request_of(qms, dated) == request:
            return f"Lần sửa đổi {dated.change.revision:02} ngày {text.short_date(dated.change.date)}"
    return ""
