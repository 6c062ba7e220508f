"""Facts not yet known. They are no mistakes: they print as dotted blanks, and here is where to fill them."""

from __future__ import annotations

from collections.abc import Iterator

from qmsdocs.errors import Problem
from qmsdocs.layers import BUILT_IN
from qmsdocs.workspace import Qms


def check(qms: Qms) -> Iterator[Problem]:
    """One info for each fact that some document of the agency prints as a blank."""
    for what_vi, what_en, key in _unknown(qms):
        words = {"agency": qms.agency.name, "what": what_vi, "what_en": what_en, "key": key}
        yield Problem("fact-unknown", qms.home, words)
    if all(qms.source.at("units", unit).file.startswith(BUILT_IN) for unit in qms.agency.units):
        yield Problem("units-default", qms.home, {"agency": qms.agency.name})
    for used in qms.procedures:
        if used.procedure.type == "service" and used.procedure.fee is None:
            words = {"title": used.procedure.title}
            yield Problem("fee-unknown", used.source.at(), words)


def _unknown(qms: Qms) -> Iterator[tuple[str, str, str]]:
    agency = qms.agency
    if agency.abbreviation is None:
        yield "chữ viết tắt trong ký hiệu văn bản", "abbreviation for document symbols", "abbreviation"
    if qms.place is None:
        yield "địa danh", "place name", "place"
    approval = agency.approval
    for post in dict.fromkeys((approval.prepared_by, approval.reviewed_by, approval.approved_by)):
        if post in agency.posts and agency.posts[post].name is None:
            title = agency.posts[post].title
            yield f"họ và tên {title}", f"name of {title}", f"posts.{post}.name"
    if agency.control.issue_date is None:
        yield "ngày ban hành bộ tài liệu", "issue date of the set", "control.issue_date"
    if agency.control.effective_date is None:
        yield "ngày hiệu lực bộ tài liệu", "effective date of the set", "control.effective_date"
    for number, objective in enumerate(agency.objectives, start=1):
        if objective.target is None:
            yield f"chỉ tiêu của mục tiêu {number}", f"target of objective {number}", f"objectives[{number}].target"
    if agency.project.plan_date is None:
        yield "ngày ký kế hoạch và tờ trình", "date of the plan and its submission", "project.plan_date"
    if not agency.project.budget or any(line.price is None for line in agency.project.budget):
        yield "dự toán kinh phí", "budget estimate", "project.budget"
