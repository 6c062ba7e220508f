"""Thirty-odd mistakes planted in one province: all told in one run, each at its place with a cure, nothing written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Tree, problems_of

from qmsdocs.cli import main
from qmsdocs.messages import MESSAGES

PROGRAMME = """\
title: Chương trình
period: 2007 - 2010
province: {name: Bình Phước, committee: UBND tỉnh, lead: Sở KH&CN, contact: Chi cục TĐC, finance: Sở Tài chính}
cohorts:
  - year: 2008
    agencies:
      - {slug: so-a, name: Sở A, kind: department.justice}
      - {slug: so-b, name: Sở B, kind: department.justise}
      - {slug: so-a, name: Sở A nữa, kind: department.justice}
      - {slug: so-c, name: Sở C, kind: department.justice}
      - {slug: so-d, name: Sở D, kind: department.justice}
"""

# Mistakes of shape: reading stops before anything can be compared.
SHAPE = {
    "programme.yaml": PROGRAMME,
    "agencies/so-x/agency.yaml": "name: Sở X\n",
    "agencies/so-c/agency.yaml": """\
name: Sở C
name: Sở C lần hai
""",
    "agencies/so-d/agency.yaml": """\
abreviation: SD
standard: "2010"
units:
  van-phong: {name: Văn phòng, hed: Chánh Văn phòng}
posts:
  head: {title: Giám đốc, leadership: có}
control: {issue: một, issue_date: 31/2/2008}
code_scheme: {form: "BM.{so}.{number:02}"}
exclusions: {"2008": [7.3]}
objectives: []
project: {months: 0, budget: [{line: hoat-dong-khac, price: "500,000"}]}
procedures:
  khong-co-quy-trinh: {unit: van-phong}
  cap-phieu-ly-lich-tu-phap: {unit: van-phong, number: 1,5}
""",
    "agencies/so-a/agency.yaml": """\
procedures:
  cap-giay: {unit: van-phong}
  cap-phieu-ly-lich-tu-pháp: {unit: van-phong}
""",
    "agencies/so-a/procedures/cap-giay.yaml": """\
title: Cấp giấy
type: dich-vu
purpose: Mục đích.
scope:
time_limit: {amount: 5}
steps:
  - what: Nhận hồ sơ.
    who: one_stop
    branches:
      - {when: Đủ hồ sơ, then: viết giấy hẹn, chuyển phòng}
    thoi_gian: 1
forms:
  - id: Don
    title: Đơn
    blocks:
      - {text: Kính gửi, lines: 2}
      - table: {columns: [TT, Tên], rows: [["1"]]}
records:
  - {title: Hồ sơ, kept_by: clerk, retention: lâu dài}
""",
}

SHAPE_EXPECTED = {
    ("unknown-kind", "programme.yaml:8:40"),
    ("duplicate-slug", "programme.yaml:9:16"),
    ("folder-without-line", "agencies/so-x"),
    ("duplicate-key", "agencies/so-c/agency.yaml:2:1"),
    ("unknown-key", "agencies/so-d/agency.yaml:1:1"),
    ("not-a-choice", "agencies/so-d/agency.yaml:2:11"),
    ("unknown-key", "agencies/so-d/agency.yaml:4:32"),
    ("bad-yes-no", "agencies/so-d/agency.yaml:6:39"),
    ("bad-whole-number", "agencies/so-d/agency.yaml:7:18"),
    ("bad-date", "agencies/so-d/agency.yaml:7:35"),
    ("bad-code-pattern", "agencies/so-d/agency.yaml:8:21"),
    ("expected-mapping", "agencies/so-d/agency.yaml:9:22"),
    ("empty-list", "agencies/so-d/agency.yaml:10:13"),
    ("out-of-range", "agencies/so-d/agency.yaml:11:19"),
    ("bad-money", "agencies/so-d/agency.yaml:11:61"),
    ("unknown-key-here", "agencies/so-d/agency.yaml:14:58"),
    ("bad-identifier", "agencies/so-a/agency.yaml:3:30"),
    ("not-a-choice", "agencies/so-a/procedures/cap-giay.yaml:2:7"),
    ("missing-key", "agencies/so-a/procedures/cap-giay.yaml:4:7"),
    ("time-limit-shape", "agencies/so-a/procedures/cap-giay.yaml:5:13"),
    ("comma-in-braces", "agencies/so-a/procedures/cap-giay.yaml:10:47"),
    ("unknown-key-here", "agencies/so-a/procedures/cap-giay.yaml:11:5"),
    ("bad-identifier", "agencies/so-a/procedures/cap-giay.yaml:13:9"),
    ("exactly-one-key", "agencies/so-a/procedures/cap-giay.yaml:16:9"),
    ("row-cells", "agencies/so-a/procedures/cap-giay.yaml:17:16"),
    ("bad-whole-number", "agencies/so-a/procedures/cap-giay.yaml:19:47"),
}

# Mistakes of meaning: every file reads well, but the data do not fit together.
MEANING = {
    "agency.yaml": """\
name: Sở A
kind: department.justice
posts:
  specialist: {title: Chuyên viên, unit: phong-khong-co}
approval: {approved_by: giam_doc}
exclusions:
  "2008": {"8.4": Không làm., "7.9": Không có.}
control:
  issue_date: 01/3/2008
  effective_date: 01/2/2008
  changes: [{revision: 2, date: 01/01/2008, summary: Sửa bước 3.}]
code_scheme: {document_list: STCL}
objectives:
  - text: Hồ sơ đúng hạn
    measure: Đếm hồ sơ
    units: [phong-la]
    actions: [{what: Nhắc hạn, who: nguoi_nhac}]
procedures:
  cap-giay: {unit: phong-ma, code: QT.ISO.01}
  cap-phieu-ly-lich-tu-phap: {unit: van-phong}
project: {months: 24, budget: [{line: mua-xe, price: 5}]}
""",
    "procedures/cap-giay.yaml": """\
title: Cấp giấy của $van-phong theo TCVN 9001:2000
type: service
clauses: {"2008": ["7.5.9"]}
purpose: Mục đích ,đúng.
scope: Phạm vi của Ðơn vị $phong-la-qua.
legal_bases: [luat-dat-dai-2013, luat-cong-chung-2024]
time_limit: {scenarios: [{name: Thường, amount: 3, unit: working_day}, {name: Khó, amount: 9, unit: day}]}
application_forms: [to-khai]
steps:
  - {what: Nhận., who: one_stop, time: [1, 1], forms: [don, tiep-nhan-va-tra-ket-qua/so-theo-doy]}
  - {what: Xem., who: truong_phong, time: [3, 7]}
forms:
  - {id: don, title: Đơn, blocks: [{lines: 3}]}
  - {id: don, title: Đơn khác, blocks: [{lines: 3}]}
records:
  - {title: Hồ sơ, kept_by: thu_kho, retention: 5}
""",
    "procedures/quy-trinh-mot-buoc.yaml": """\
title: Một bước
type: system
clauses: {"2008": ["4.2.3"]}
purpose: A.
scope: B.
steps: [{what: Làm., who: secretary, time: 1}]
records: [{title: Hồ sơ, kept_by: secretary, retention: permanent}]
""",
    # The required procedure of 8.3 disappears: an own file of that name fulfils no clause of this edition.
    "procedures/kiem-soat-san-pham-khong-phu-hop.yaml": """\
title: Không phù hợp
type: system
purpose: A.
scope: B.
steps: [{what: Làm., who: secretary}]
records: [{title: Hồ sơ, kept_by: secretary, retention: 3}]
""",
}

MEANING_EXPECTED = {
    ("unknown-unit", "agency.yaml:4:42"),
    ("unknown-post", "agency.yaml:5:25"),
    ("exclusion-outside-7", "agency.yaml:7:12"),
    ("unknown-clause", "agency.yaml:7:31"),
    ("effective-before-issue", "agency.yaml:10:19"),
    ("revision-order", "agency.yaml:11:24"),
    ("change-before-issue", "agency.yaml:11:33"),
    ("duplicate-code", "agency.yaml:12:15"),
    ("unknown-unit", "agency.yaml:16:13"),
    ("unknown-post", "agency.yaml:17:37"),
    ("unknown-unit", "agency.yaml:19:20"),
    ("duplicate-code", "agency.yaml:19:3"),
    ("project-duration", "agency.yaml:21:19"),
    ("unknown-cost-line", "agency.yaml:21:39"),
    ("standard-name", "procedures/cap-giay.yaml:1:8"),
    ("mention-in-name", "procedures/cap-giay.yaml:1:8"),
    ("unknown-clause", "procedures/cap-giay.yaml:3:20"),
    ("spacing", "procedures/cap-giay.yaml:4:10"),
    ("foreign-letter", "procedures/cap-giay.yaml:5:8"),
    ("unknown-mention", "procedures/cap-giay.yaml:5:8"),
    ("unknown-act", "procedures/cap-giay.yaml:6:15"),
    ("act-not-yet", "procedures/cap-giay.yaml:6:34"),
    ("steps-over-limit", "procedures/cap-giay.yaml:7:49"),
    ("steps-under-limit", "procedures/cap-giay.yaml:7:92"),
    ("unknown-form", "procedures/cap-giay.yaml:8:21"),
    ("unknown-form", "procedures/cap-giay.yaml:10:61"),
    ("unknown-post", "procedures/cap-giay.yaml:11:23"),
    ("duplicate-form", "procedures/cap-giay.yaml:14:10"),
    ("unknown-post", "procedures/cap-giay.yaml:16:29"),
    ("time-without-limit", "procedures/quy-trinh-mot-buoc.yaml:6:38"),
    ("procedure-missing", "agency.yaml:1:1"),
    ("unused-procedure", "procedures/kiem-soat-san-pham-khong-phu-hop.yaml:1:1"),
    ("record-missing", "agency.yaml:1:1"),
}


def found(root: Path) -> set[tuple[str, str]]:
    return {
        (problem.code, str(problem.where).replace("\\", "/").removeprefix(f"{root.as_posix()}/"))
        for problem in problems_of(root)
        if problem.level != "info" and not problem.where.file.startswith("qmsdocs:")
    }


@pytest.mark.parametrize(
    ("files", "expected"), [(SHAPE, SHAPE_EXPECTED), (MEANING, MEANING_EXPECTED)], ids=["shape", "meaning"]
)
def test_all_planted_mistakes_are_found_at_their_places_in_one_run(
    tree: Tree, files: dict[str, str], expected: set[tuple[str, str]]
) -> None:
    assert found(tree(files)) == expected


@pytest.mark.parametrize("files", [SHAPE, MEANING], ids=["shape", "meaning"])
def test_a_build_with_mistakes_writes_nothing(
    tree: Tree, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    root = tree(files)
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(root), "-o", str(root / "out")])
    assert stopped.value.code == 1
    assert not list(root.rglob("*.docx"))
    out, err = capsys.readouterr()
    assert "chưa ghi" in out + err


def test_every_mistake_is_told_with_cause_and_cure_in_both_languages(tree: Tree) -> None:
    for problem in [*problems_of(tree(SHAPE)), *problems_of(tree(MEANING))]:
        for language in ("vi", "en"):
            for sentence in (problem.message(language), problem.hint(language)):
                assert sentence.strip()


def test_a_mistyped_key_is_answered_with_the_nearest_one(tree: Tree) -> None:
    hints = [p.hint() for p in problems_of(tree(SHAPE)) if p.code == "unknown-key"]
    assert any("“abbreviation”" in hint for hint in hints)
    assert any("“head”" in hint for hint in hints)


def test_messages_speak_both_languages_and_none_is_empty() -> None:
    for code, message in MESSAGES.items():
        assert all(text.strip() for text in message), code
        for vietnamese, english in ((message.vi, message.en), (message.vi_hint, message.en_hint)):
            assert words_of(vietnamese) | {"what", "what_en"} >= words_of(english), code


def words_of(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}", text))
