"""Dispatch that asks the finance body for the money of the project, with the estimate annexed.

Rules: Bình Phước, QĐ 42/2007/QĐ-UBND, Điều 2.2 and mục V.1 (BP06: the estimate goes to the finance body, the money is
kinh phí không tự chủ), V.2 (BP38: upkeep from the agency's own budget); TT 116/2015/TT-BTC, Điều 3 (cost lines) and
Điều 5 (estimated with the yearly state budget). No official form of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, TypedDict

from qmsdocs import citation, estimates, schedule, text
from qmsdocs.fields import About
from qmsdocs.kinds import estimate, letterhead
from qmsdocs.model.paper import Paper
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Qms

TITLE = "Công văn đề nghị bố trí kinh phí"
UNCONFIRMED = "Chưa thấy mẫu chính thức; lời văn và bố cục do bộ công cụ đề xuất theo nội dung của văn bản quy định."
TEMPLATES = letterhead.templates("estimate-request.docx")


class CeilingFields(TypedDict):
    """A ceiling beside the estimate."""

    number: Annotated[str, About("Số thứ tự")]
    what: Annotated[str, About("Mức trần về việc gì", "standards/regime-*.yaml: ceilings[].limits[].what")]
    most: Annotated[str, About("Mức trần (đồng)", "standards/regime-*.yaml: ceilings[].limits[].most")]
    amount: Annotated[
        str,
        About(
            "Dự toán (đồng); chưa có đơn giá thì là dòng chấm",
            "project.yaml: budget[].price | project.yaml: budget[].quantity",
        ),
    ]
    result: Annotated[str, About("Không vượt, hoặc Vượt kèm số tiền vượt; chưa có đơn giá thì trống")]


class Own(TypedDict):
    """What only this kind has."""

    asked: Annotated[str, About("Nơi kính gửi, trong câu văn", "programme.yaml: province.finance")]
    bases: Annotated[
        list[str],
        About("Các dòng căn cứ", "programme.yaml: legal_bases | standards/regime-*.yaml: plan_bases | acts.yaml: *"),
    ]
    subject: Annotated[str, About("Tên cơ quan trong câu văn", "agency.yaml: short_name | agency.yaml: name")]
    certifies: Annotated[
        bool, About("Chế độ có cấp giấy chứng nhận hay không (không thì công bố)", "agency.yaml: regime")
    ]
    units: Annotated[str, About("Số đơn vị tham gia", "agency.yaml: units")]
    service: Annotated[str, About("Số quy trình tác nghiệp", "agency.yaml: procedures")]
    system: Annotated[str, About("Số quy trình hệ thống", "agency.yaml: procedures")]
    months: Annotated[str, About("Số tháng thực hiện", "project.yaml: months")]
    start: Annotated[str, About("Tháng bắt đầu", "project.yaml: start | programme.yaml: cohorts[].start")]
    end: Annotated[str, About("Tháng kết thúc", "project.yaml: start | project.yaml: months")]
    budget: Annotated[estimate.BudgetFields, About("Dự toán kinh phí", "project.yaml: budget")]
    requested: Annotated[str, About("Số tiền đề nghị: tổng của nguồn xây dựng, áp dụng", "project.yaml: budget")]
    requested_words: Annotated[str, About("Số tiền đề nghị bằng chữ", "project.yaml: budget")]
    ceiling_act: Annotated[
        str,
        About(
            "Văn bản quy định mức trần; trống nếu chế độ không có",
            "standards/regime-*.yaml: money_bases | acts.yaml: *",
        ),
    ]
    ceilings: Annotated[
        list[CeilingFields],
        About("Đối chiếu với mức trần; trống khi không có mức trần", "standards/regime-*.yaml: ceilings"),
    ]


class Fields(letterhead.OfficialFields, Own):
    """The whole context."""


FIELDS = Fields


def plans(qms: Qms) -> Iterator[DocumentPlan]:
    """One a QMS."""
    facts = qms.agency.project.papers.get("estimate-request", Paper())
    months = schedule.months(qms)
    requested = estimates.fund_total(qms, "programme")
    types = [used.procedure.type for used in qms.procedures]
    own: Own = {
        "asked": _finance(qms) if qms.programme else text.uncapitalize(_finance(qms)),
        "bases": letterhead.bases(qms, further=letterhead.own_plan(qms), day=facts.date),
        "subject": letterhead.in_sentence(qms),
        "certifies": qms.agency.regime == "144-2006",
        "units": f"{len(qms.agency.units):02}",
        "service": f"{types.count('service'):02}",
        "system": f"{types.count('system'):02}",
        "months": str(len(months)),
        "start": _month(months[0]),
        "end": _month(months[-1]),
        "budget": estimate.budget(qms),
        "requested": estimate.figures(requested),
        "requested_words": estimate.in_words(requested),
        "ceiling_act": ", ".join(citation.short(qms.acts[act]) for act in qms.regime.money_bases if act in qms.acts),
        "ceilings": list(_ceilings(qms)),
    }
    yield letterhead.paper(
        qms,
        kind="estimate-request",
        kind_name="Công văn",
        group="project",
        symbol=letterhead.dispatched(qms),
        facts=facts,
        year=schedule.plan_year(qms),
        title="Đề nghị bố trí kinh phí xây dựng và áp dụng hệ thống quản lý chất lượng",
        template="estimate-request.docx",
        addressed_to=_finance(qms),
        recipients=["Như trên", *_others(qms)],
        file_title="CV Đề nghị bố trí kinh phí",
        context=own,
    )


def _month(month: schedule.Month) -> str:
    """tháng 10/2007, or tháng 3 of a project without a start."""
    return f"tháng {month.label.removeprefix('Tháng ')}"


def _finance(qms: Qms) -> str:
    """The body that gathers estimates; when the agency is that body, who approves its plan."""
    if qms.programme is None:
        return "Cơ quan tài chính cùng cấp"
    finance = qms.programme.province.finance
    return finance if finance != qms.agency.name else letterhead.addressee(qms)


def _others(qms: Qms) -> list[str]:
    """The bodies that follow the programme, but for the one written to."""
    return [body for body in letterhead.outside(qms) if body != _finance(qms)]


def _ceilings(qms: Qms) -> Iterator[CeilingFields]:
    for number, (limit, _) in enumerate(qms.regime.limits(qms.agency.kind, qms.agency.project), start=1):
        amount = limit.held(qms.agency.project.budget)
        yield {
            "number": str(number),
            "what": text.capitalize(limit.what),
            "most": text.money(limit.most),
            "amount": estimate.figures(amount),
            "result": "" if amount is None else _compared(amount - limit.most),
        }


def _compared(over: Decimal) -> str:
    return f"Vượt {text.money(over)}" if over > 0 else "Không vượt"
