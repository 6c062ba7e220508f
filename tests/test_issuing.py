"""Issuing, distribution, changes, withdrawal, visits, tracking: from the agency's files to what the documents say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Tree, problems_of, sample

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.loading import load
from qmsdocs.plan import DocumentPlan
from qmsdocs.workspace import Workspace
from tests.reading import paragraph_text, paragraphs

SCIENCE, JUSTICE = "so-khoa-hoc-va-cong-nghe", "so-tu-phap"

# Two units; one service procedure of the department, in which only the one-stop desk (van-phong) also has a step.
AGENCY = """\
name: Sở Mẫu
abbreviation: SM
kind: department
standard: '2015'
regime: 19-2014
place: Hà Nội
units:
  {thanh-tra: , van-phong: {name: Văn phòng, head: Chánh Văn phòng}, phong-a: {name: Phòng A, head: Trưởng phòng A}}
control: {issue: 1, issue_date: 01/6/2026, effective_date: 15/6/2026}
procedures:
  cap-giay:
    unit: phong-a
    code: QT.01
"""
SERVICE = """\
title: Cấp giấy
type: service
purpose: P
scope: S
time_limit: {amount: 5, unit: working_day}
steps:
  - {what: Nhận hồ sơ; ghi sổ., who: one_stop, time: 0.5}
  - {what: Thẩm định hồ sơ., who: specialist, time: 4}
  - {what: Ký., who: head, time: 0.5}
records: [{title: R, kept_by: clerk, retention: 5}]
"""


def science() -> Workspace:
    return sample("binh-phuoc").choose(agencies=(SCIENCE,))


def of_kind(workspace: Workspace, kind: str) -> list[DocumentPlan]:
    return plans(workspace, (kind,))


def one(workspace: Workspace, kind: str) -> Any:
    (plan,) = of_kind(workspace, kind)
    return plan.context


def texts(workspace: Workspace, out: Path, kind: str) -> list[str]:
    """The text of every document of a kind."""
    made = build(workspace, of_kind(workspace, kind), out, 1)
    return [
        "\n".join(paragraph_text(paragraph) for _, paragraph in paragraphs(docx.Document(str(made.out / plan.path))))
        for plan in made.plans
    ]


def files(more: Mapping[str, str] = {}, *, agency: str = AGENCY, service: str = SERVICE) -> dict[str, str]:
    return {"agency.yaml": agency, "procedures/cap-giay.yaml": service, **more}


# --- the decision


def test_the_decision_lists_the_set_and_says_who_works_in_which_procedure(tmp_path: Path) -> None:
    (text,) = texts(science(), tmp_path, "issue-decision")
    context = one(science(), "issue-decision")
    listed = [row["code"] for group in context["groups"] for row in group["rows"]]
    (master,) = of_kind(science(), "document-list")
    assert sorted(listed) == sorted(row["code"] for row in master.context["documents"]), "that of the master list"
    assert context["total"] == str(len(listed)) and f"gồm {len(listed)} tài liệu" in text
    assert "13 quy trình hệ thống; 05 quy trình tác nghiệp" in text and "03 danh mục" in text
    assert "Bình Phước, ngày 28 tháng 4 năm 2008" in text, "the issue date of the set is the day of the decision"
    assert "được áp dụng từ ngày 05 tháng 5 năm 2008" in text
    assert "theo Quy trình Kiểm soát tài liệu (mã hiệu QT-42-01)" in text
    work = {row["code"]: (row["lead"], row["together"]) for row in context["work"]}
    assert work["QT-75-03"] == ("Phòng Quản lý chuyên ngành", "Văn phòng Sở")
    assert work["QT-75-05"] == ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "Không")
    assert work["QT-42-01"] == ("Văn phòng Sở", "Các đơn vị còn lại")


def test_a_procedure_issued_after_the_decision_is_not_of_it(tree: Tree) -> None:
    late = AGENCY + "    control: {issue: 1, issue_date: 01/9/2026, effective_date: 01/9/2026}\n"
    again = AGENCY + "    control: {issue: 2, issue_date: 01/9/2026, effective_date: 01/9/2026}\n"
    found = {}
    for name, agency in (("late", late), ("again", again)):
        context = one(load(tree(files(agency=agency))), "issue-decision")
        found[name] = [row["issue"] for group in context["groups"] for row in group["rows"] if row["code"] == "QT.01"]
    assert found == {"late": [], "again": ["01"]}, "what was issued anew was in the decision as issue 01"


def test_number_bases_and_signer_of_the_decision(tree: Tree, tmp_path: Path) -> None:
    project = (
        "papers:\n"
        "  committee-decision: {number: 3, date: 09/01/2026}\n"
        "  issue-decision: {number: 71, date: 10/6/2026, signed_by: deputy_head}\n"
    )
    (text,) = texts(load(tree(files({"project.yaml": project}))), tmp_path, "issue-decision")
    assert "Số: 71/QĐ-SM" in text and "ngày 10 tháng 6 năm 2026" in text
    assert "Căn cứ Quyết định số 3/QĐ-SM ngày 09 tháng 01 năm 2026" in text
    assert "KT. " in text


# --- distribution


def test_copies_given_out_are_counted() -> None:
    """24 documents, 5 of them service procedures; counted by hand from who works where."""
    register = one(science(), "distribution-list")["distribution"]
    first, revised = register["handings"]
    assert {row["place"]: row["copies"] for row in first["rows"]} == {
        "Giám đốc": "24",
        "Phó Giám đốc": "24",
        "Phó Giám đốc - Đại diện lãnh đạo về chất lượng": "24",
        "Phó Chánh Văn phòng - Thư ký ISO": "24",
        "Văn phòng Sở": "22",  # one-stop desk of QT-75-01, 02 and 03
        "Thanh tra Sở": "19",
        "Phòng Kế hoạch - Tài chính": "19",
        "Phòng Quản lý khoa học": "21",
        "Phòng Quản lý công nghệ và Thị trường công nghệ": "19",
        "Phòng Quản lý chuyên ngành": "20",
        "Phòng Quản lý khoa học và công nghệ cơ sở": "19",
        "Trung tâm Thông tin khoa học và công nghệ": "19",
        "Trung tâm Ứng dụng tiến bộ khoa học và công nghệ": "19",
        "Chi cục Tiêu chuẩn Đo lường Chất lượng": "42",  # 21 documents, two sets
        "Tổ chức chứng nhận C": "24 KKS",
    }
    assert (register["holders"], register["total"], register["unsigned"]) == ("15", "339", "")
    assert sum(int(row["copies"]) for row in register["documents"]) == 339, "both tables add up to the same"
    assert [(row["place"], row["copies"], row["given"], row["withdrawn"]) for row in revised["rows"]] == [
        ("Giám đốc", "01", "18/7/2008", "18/7/2008"),
        ("Phó Giám đốc", "01", "18/7/2008", "18/7/2008"),
        ("Phó Giám đốc - Đại diện lãnh đạo về chất lượng", "01", "18/7/2008", "18/7/2008"),
        ("Phó Chánh Văn phòng - Thư ký ISO", "01", "18/7/2008", "18/7/2008"),
        ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "02", "18/7/2008", "18/7/2008"),
    ], "the uncontrolled copy is not replaced"


def test_an_agency_that_wrote_no_holders_gives_leaders_secretary_and_units_a_copy(tree: Tree, tmp_path: Path) -> None:
    workspace = load(tree(files()))
    register = one(workspace, "distribution-list")["distribution"]
    places = [row["place"] for row in register["handings"][0]["rows"]]
    assert places[-2:] == ["Văn phòng", "Phòng A"] and len(places) == 6
    assert register["unsigned"] == "", "nothing is missing before anything is given"
    (text,) = texts(workspace, tmp_path, "distribution-list")
    assert "None" not in text and "Cộng" in text


def test_a_copy_that_came_too_late_is_marked_and_told(tree: Tree) -> None:
    project = (
        "holders:\n  - {post: head, received: 14/6/2026}\n  - {unit: phong-a, received: 15/6/2026}\n  - {post: qmr}\n"
    )
    root = tree(files({"project.yaml": project}))
    register = one(load(root), "distribution-list")["distribution"]
    assert [row["note"] for row in register["handings"][0]["rows"]] == ["", "Giao không trước ngày hiệu lực", ""]
    assert register["unsigned"] == "01"
    assert told(root, "received-late") == [("project.yaml", 3, 31)]


# --- requests and changes


def test_a_request_says_what_was_valid_on_its_day_and_what_came_of_it(tmp_path: Path) -> None:
    accepted, refused = texts(science(), tmp_path, "change-request")
    assert "Số phiếu: 01/2008. Ngày đề nghị: 08/7/2008" in accepted
    assert "Lần ban hành và lần sửa đổi hiện hành: 01/00" in accepted, "revision 01 came a week later"
    assert "☒ Sửa đổi" in accepted and "☒ Quy trình" in accepted and "☒ Góp ý của tổ chức, công dân" in accepted
    assert "☒ Chấp nhận ☐" in accepted and "Kết quả: Lần sửa đổi 01 ngày 15/7/2008" in accepted
    assert "☒ Không chấp nhận" in refused and "Kết quả:" not in refused and "Người soạn thảo" not in refused
    assert "Lý do (nếu không chấp nhận hoặc chấp nhận một phần): Chính sách chất lượng" in refused


def test_the_log_puts_changes_in_the_order_of_days_with_their_requests(tree: Tree) -> None:
    agency = (
        AGENCY.replace("15/6/2026}", "15/6/2026, changes: [{revision: 1, date: 01/8/2026, summary: Đổi tên đơn vị}]}")
        + "    control: {changes: [{revision: 1, date: 20/7/2026, summary: Bước 2}, "
        "{revision: 2, date: 20/9/2026, summary: Bước 3}]}\n"
    )
    asked = "{code: QT.01, by: specialist, reason: R, decision: accepted, "
    operation = (
        "change_requests:\n"
        f"  - {asked}number: 1, date: 10/7/2026}}\n"
        f"  - {asked}number: 2, date: 01/9/2026}}\n"
        "  - {number: 3, date: 02/9/2026, code: QT.01, by: specialist, reason: R, decision: refused, refusal: X}\n"
        "  - {number: 4, date: 03/9/2026, code: QT.01, by: specialist, reason: R}\n"
    )
    log = one(load(tree(files({"operation.yaml": operation}, agency=agency))), "change-log")["log"]
    written = [row for row in log["rows"] if row["number"]]
    assert [(row["date"], row["title"], row["version"], row["request"]) for row in written] == [
        ("20/7/2026", "Cấp giấy", "01/01", "1"),
        ("01/8/2026", "Cả bộ tài liệu", "01/01", ""),
        ("20/9/2026", "Cấp giấy", "01/02", "2"),
    ]
    counts = [log[key] for key in ("count", "documents", "requests", "refused", "pending")]
    assert counts == ["03", "02", "04", "01", "01"]


def test_a_set_that_never_changed_says_so(tree: Tree, tmp_path: Path) -> None:
    (text,) = texts(load(tree(files())), tmp_path, "change-log")
    assert "chưa có tài liệu nào được sửa đổi." in text and "phiếu yêu cầu" not in text.split("Biểu mẫu mang")[0]


# --- withdrawal


WITHDRAWAL = """\
withdrawals:
  - date: 20/7/2026
    people: [{post: secretary}, {post: clerk}]
    missing: Phòng A làm mất một bản, đã có giải trình
    documents:
      - {code: QT.01, issue: 01/00, ended: 20/7/2026, given: 6, taken: 5, destroyed: 4, kept: 1}
      - {code: QT.99, title: Quy trình cũ, issue: 02/03, given: 10, taken: 10, destroyed: 10}
"""
REVISED = AGENCY + "    control: {changes: [{revision: 1, date: 15/7/2026, summary: Bước 2}]}\n"


def test_minutes_of_withdrawal_add_up(tree: Tree, tmp_path: Path) -> None:
    root = tree(files({"project.yaml": WITHDRAWAL}, agency=REVISED))
    (plan,) = of_kind(load(root), "obsolete-minutes")
    minutes: Any = plan.context["minutes"]
    assert minutes["total"] == {"given": "16", "taken": "15", "destroyed": "14", "kept": "01"}
    assert minutes["finding"] == "Đã thu hồi 15 (mười lăm) bản, còn thiếu 01 bản so với sổ phân phối."
    assert [row["document"] for row in minutes["rows"]] == ["QT.01 Cấp giấy", "QT.99 Quy trình cũ"]
    (text,) = texts(load(root), tmp_path, "obsolete-minutes")
    assert "Phòng A làm mất một bản" in text and "ngày 20 tháng 7 năm 2026" in text
    (whole,) = texts(science(), tmp_path / "whole", "obsolete-minutes")
    assert "Đã thu hồi 06 (sáu) bản, đủ so với sổ phân phối." in whole and "☒ Cắt nhỏ bằng máy" in whole


# --- visits and supervision


def test_minutes_say_where_the_system_stood_on_their_day(tmp_path: Path) -> None:
    (visit,) = texts(science(), tmp_path / "v", "visit-minutes")
    (supervision,) = texts(science(), tmp_path / "s", "supervision-minutes")
    assert "được áp dụng từ ngày 05 tháng 5 năm 2008, đã sửa đổi 01 lần" in visit, "12/8/2008"
    assert "Cơ quan đang xây dựng hệ thống tài liệu, dự kiến gồm 18 quy trình" in supervision, "25/3/2008"
    assert "Thời gian bắt đầu: 8 giờ 00 phút, ngày 12 tháng 8 năm 2008." in visit and "Hồ Văn R" in visit
    assert visit.count("./.") == supervision.count("./.") == 1
    assert "11/4/2008" in supervision and "Phòng Quản lý khoa học" in supervision


@pytest.mark.parametrize(
    ("day", "asked", "regime", "until"),
    [
        ("12/11/2026", True, "19-2014", "ngày 12 tháng 01 năm 2027"),
        ("31/12/2026", True, "19-2014", "ngày 28 tháng 02 năm 2027"),
        ("30/6/2026", True, "19-2014", "ngày 30 tháng 8 năm 2026"),
        ("31/10/2026", True, "19-2014", "ngày 31 tháng 12 năm 2026"),
        ("12/11/2026", False, "19-2014", ""),
        ("12/11/2026", True, "144-2006", ""),
    ],
)
def test_what_was_asked_is_reported_within_two_months(
    tree: Tree, day: str, asked: bool, regime: str, until: str
) -> None:
    project = f"supervisions:\n  - date: {day}\n    by: Chi cục B\n    seen: [A]\n"
    project += "    requests: [{what: B}]\n" if asked else ""
    workspace = load(tree(files({"project.yaml": project}, agency=AGENCY.replace("19-2014", regime))))
    assert one(workspace, "supervision-minutes")["supervision"]["report_by"] == until


# --- tracking of cases


def test_every_service_procedure_has_its_slip_and_its_register(tmp_path: Path) -> None:
    for workspace in (science(), sample("so-tu-phap")):
        (qms,) = workspace.systems
        services = [used for used in qms.procedures if used.procedure.type == "service"]
        slips, registers = of_kind(workspace, "tracking-slip"), of_kind(workspace, "tracking-register")
        assert len(slips) == len(registers) == len(services)
        for used, slip in zip(services, slips, strict=True):
            steps: Any = slip.context["slip"]
            assert len(steps["steps"]) == len(used.procedure.steps)
    (text,) = [one for one in texts(science(), tmp_path, "tracking-slip") if "QT-75-03" in one]
    assert "□ (1) Cấp mới: 30 ngày □ (2) Gia hạn: 15 ngày" in text and "Mã hiệu: BM-72-01-02" in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Công việc này qua 03 bước, 02 đơn vị nên phải lập phiếu."),
        ({"amount: 5": "amount: 1.5", "time: 4": "time: 0.5"}, "có thời hạn 1,5 ngày làm việc, dưới hai ngày, nên"),
        ({"one_stop": "specialist", "who: head": "who: specialist"}, "do một người thực hiện nên không bắt buộc"),
        ({"one_stop": "unit_head", "who: head": "who: unit_head"}, "do một đơn vị thực hiện nên không bắt buộc"),
    ],
)
def test_when_a_slip_may_be_left_out(tree: Tree, change: dict[str, str], said: str) -> None:
    service = SERVICE
    for old, new in change.items():
        assert old in service
        service = service.replace(old, new)
    slip = one(load(tree(files(service=service))), "tracking-slip")["slip"]
    assert said in slip["needed"]
    assert slip["steps"][0]["what"] == "Nhận hồ sơ", "the first clause"


@pytest.mark.parametrize(
    ("limit", "due", "remind"),
    [
        (
            "{amount: 5, unit: working_day}",
            "ngày làm việc không kể ngày nghỉ",
            "Nhắc đơn vị giải quyết khi còn",
        ),
        ("{amount: 3, unit: day}", "thời hạn tính liên tục", "Nhắc vào đầu giờ ngày làm việc liền trước"),
    ],
)
def test_the_register_tells_how_the_due_date_is_counted(tree: Tree, limit: str, due: str, remind: str) -> None:
    service = SERVICE.replace("{amount: 5, unit: working_day}", limit)
    register = one(load(tree(files(service=service))), "tracking-register")["register"]
    assert due in register["due"] and register["remind"].startswith(remind)


def test_work_without_a_limit_has_a_register_too(tree: Tree, tmp_path: Path) -> None:
    service = SERVICE.replace("time_limit: {amount: 5, unit: working_day}\n", "")
    service = service.replace("time: 0.5", "deadline: Ngay trong ngày").replace("time: 4", "deadline: Theo kế hoạch")
    workspace = load(tree(files(service=service)))
    (register,) = texts(workspace, tmp_path / "r", "tracking-register")
    assert "không có thời hạn tính bằng ngày" in register and "Thời hạn giải quyết" not in register
    (slip,) = texts(workspace, tmp_path / "s", "tracking-slip")
    assert "Theo kế hoạch" in slip


# --- mistakes


def told(root: Path, code: str) -> list[tuple[str, int, int]]:
    """The places of the problems of one code."""
    found = [problem.where for problem in problems_of(root) if problem.code == code]
    return [(Path(where.file).name, where.line, where.column) for where in found]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("destroyed: 4", "destroyed: 3", "obsolete-sum", 6),
        ("taken: 5, destroyed: 4", "taken: 7, destroyed: 6", "obsolete-taken", 6),
        ("    missing: Phòng A làm mất một bản, đã có giải trình\n", "", "obsolete-missing", 5),
        ("given: 6", "given: 9", "obsolete-given", 6),
        ("issue: 01/00", "issue: 01/01", "obsolete-current", 6),
        ("ended: 20/7/2026", "ended: 21/7/2026", "withdrawn-early", 6),
    ],
)
def test_mistakes_of_a_withdrawal(tree: Tree, old: str, new: str, code: str, line: int) -> None:
    assert old in WITHDRAWAL
    right = tree(files({"project.yaml": WITHDRAWAL}, agency=REVISED))
    assert told(right, code) == []
    wrong = tree(files({"project.yaml": WITHDRAWAL.replace(old, new)}, agency=REVISED))
    assert [(file, at) for file, at, _ in told(wrong, code)] == [("project.yaml", line)]


REQUESTS = """\
change_requests:
  - {number: 1, date: 10/7/2026, code: QT.01, by: specialist, reason: R, decision: accepted, decided: 11/7/2026}
  - {number: 2, date: 12/7/2026, code: QT.01, by: specialist, reason: R, decision: refused, refusal: X}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ("number: 2", "number: 1", "change-request-number", ("operation.yaml", 3)),
        ("12/7/2026, code: QT.01", "12/7/2026, code: QT.O1", "change-request-code", ("operation.yaml", 3)),
        ("decided: 11/7/2026", "decided: 09/7/2026", "change-request-decided", ("operation.yaml", 2)),
        (", refusal: X", "", "change-request-refusal", ("operation.yaml", 3)),
        ("date: 10/7/2026", "date: 16/7/2026", "change-without-request", ("agency.yaml", 14)),
    ],
)
def test_mistakes_of_requests(tree: Tree, old: str, new: str, code: str, where: tuple[str, int]) -> None:
    assert old in REQUESTS
    right = tree(files({"operation.yaml": REQUESTS}, agency=REVISED))
    assert told(right, code) == []
    wrong = tree(files({"operation.yaml": REQUESTS.replace(old, new, 1)}, agency=REVISED))
    assert [found[:2] for found in told(wrong, code)] == [where]


def test_a_new_document_needs_no_entry_in_the_master_list(tree: Tree) -> None:
    asked = REQUESTS.replace("12/7/2026, code: QT.01", "12/7/2026, type: write, title: Cấp thẻ, code: QT.02")
    assert told(tree(files({"operation.yaml": asked}, agency=REVISED)), "change-request-code") == []


@pytest.mark.parametrize(
    ("project", "code", "place"),
    [
        ("holders:\n  - {unit: phong-a, post: head}\n", "holder-kind", ("project.yaml", 2, 5)),
        ("holders:\n  - {copies: 2}\n", "holder-kind", ("project.yaml", 2, 5)),
        (
            "supervisions:\n  - date: 12/11/2026\n    by: Chi cục B\n    seen: [A]\n"
            "    requests:\n      - {what: B, until: 10/11/2026}\n",
            "asked-until",
            ("project.yaml", 6, 26),
        ),
    ],
)
def test_mistakes_of_holders_and_supervision(tree: Tree, project: str, code: str, place: tuple[str, int, int]) -> None:
    assert told(tree(files({"project.yaml": project})), code) == [place]


def test_unknown_names_are_told_and_break_nothing(tree: Tree) -> None:
    project = "holders: [{unit: phong-x}]\n" + WITHDRAWAL
    assert [at[:2] for at in told(tree(files({"project.yaml": project}, agency=REVISED)), "unknown-unit")] == [
        ("project.yaml", 1)
    ]
