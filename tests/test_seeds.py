"""The two papers that the project began with, made again from data: their text, paragraph by paragraph.

tests/cases/seeds holds them as published. What differs is listed: each oddity of the copies with its reason and how
often it occurs, and what a copy left out (letterhead, recipients). Nothing else is forgiven but Unicode form and white
space. A third province, which does not exist, shows that none of their words sits in code or templates.
"""

from __future__ import annotations

import shutil
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, Tree, problems_of, sample
from test_fields import paths

from qmsdocs import impact, inputs, snapshot
from qmsdocs.build import build
from qmsdocs.cache import Store
from qmsdocs.checks import check
from qmsdocs.cli import commands
from qmsdocs.fields import unlike, walk
from qmsdocs.kinds import common, fields, plans
from qmsdocs.kinds.province import roadmap
from qmsdocs.loading import load
from qmsdocs.model.programme import CohortLine
from qmsdocs.workspace import Workspace
from tests.texts import lines

SEEDS = ROOT / "tests" / "cases" / "seeds"
OWN_KINDS = ("programme-decision", "directive")


@dataclass(frozen=True)
class Oddity:
    """Something a copy writes that the tool writes otherwise."""

    reason: str
    seed: str
    ours: str
    times: int = 1


STANDARD = "O1: the standard's name in several spellings"
ACT_SHORTENED = "the name of an act shortened; names of acts are written out"
BODY_SPELT = "a body's name with small letters, elsewhere with capitals; its name is one fact"
TITLE_LINE = "title lines in capitals, the second with a longer dash than the first; TTLT 55/2005 has small letters"
TITLE = (
    "Chương trình xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001:2000 vào hoạt động của "
    "các cơ quan hành chính Nhà nước tỉnh Bình Phước giai đoạn 2007 - 2010"
)
BINH_PHUOC = (
    Oddity(STANDARD, "TCVN ISO 9001 : 2000", "TCVN ISO 9001:2000", 20),
    Oddity(STANDARD, "TCVN 9001:2000", "TCVN ISO 9001:2000"),
    Oddity(BODY_SPELT, "Tiêu chuẩn đo lường chất lượng", "Tiêu chuẩn Đo lường Chất lượng", 2),
    Oddity(TITLE_LINE, f"PHÊ DUYỆT KẾ HOẠCH THỰC HIỆN {TITLE.upper()}", f"Phê duyệt kế hoạch thực hiện {TITLE}"),
    Oddity(TITLE_LINE, f"\nTHỰC HIỆN {TITLE.upper()}".replace("7 - 2", "7 – 2"), f"\nThực hiện {TITLE}"),
    Oddity(ACT_SHORTENED, "Luật Tổ chức HĐND và UBND", "Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân"),
    Oddity(ACT_SHORTENED, "pháp luật của HĐND, UBND", "pháp luật của Hội đồng nhân dân, Ủy ban nhân dân"),
    Oddity("a word left out", "hành chính các cấp tỉnh", "hành chính các cấp của tỉnh"),
    Oddity("districts parted by commas in 2008, by semicolons in 2009", "Bù Đăng, Đồng Phú, ", "Bù Đăng; Đồng Phú; "),
)
HUNG_YEN = (
    Oddity(STANDARD, "TCVN 9001:2000", "TCVN ISO 9001:2000", 2),
    Oddity("the older place of the tone mark", "HOÀ", "HÒA"),
    Oddity(BODY_SPELT, "Tổng cục tiêu chuẩn Đo lường chất lượng", "Tổng cục Tiêu chuẩn Đo lường Chất lượng"),
    Oddity("a common word with a capital", "tiêu chuẩn Quốc tế", "tiêu chuẩn quốc tế"),
    *(Oddity("items are numbered 1. (TTLT 55/2005)", f"\n{n}- ", f"\n{n}. ") for n in range(1, 7)),
    Oddity("a comma before và", "Sở, ngành, và UBND", "Sở, ngành và UBND"),
    Oddity("the addressees joined otherwise than above", "Yêu cầu Thủ trưởng các Sở, ngành, Chủ tịch",
           "Yêu cầu Thủ trưởng các Sở, ngành và Chủ tịch"),
    Oddity("the end mark left out", "kể từ ngày ký.", "kể từ ngày ký./."),
    Oddity("the signature block in small letters", "TM. Ủy ban nhân dân tỉnh", "TM. ỦY BAN NHÂN DÂN TỈNH"),
    Oddity("the signature block in small letters", "\nChủ tịch\n", "\nCHỦ TỊCH\n"),
    Oddity("the mark of a copy, not of the paper", "\n(Đã ký)\n", "\n"),
    Oddity("the line under the subject is drawn, not typed", "\n______________________\n", "\n"),
)  # fmt: skip


def written(seed: str, oddities: tuple[Oddity, ...]) -> list[str]:
    """The paragraphs of a seed as the tool writes them. Every oddity must occur exactly as often as it says."""
    text = unicodedata.normalize("NFC", (SEEDS / f"{seed}.txt").read_text(encoding="utf-8")).replace("\xa0", " ")
    for oddity in oddities:
        assert text.count(oddity.seed) == oddity.times, oddity
        text = text.replace(oddity.seed, oddity.ours)
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def made(workspace: Workspace, kind: str, out: Path) -> list[str]:
    """The paragraphs of the documents of a kind, headers and footers left out."""
    found = []
    every = plans(workspace, (kind,))
    build(workspace, every, out)
    for plan in every:
        text = list(lines((out / plan.path).read_bytes()))
        body = text[text.index("== word/document.xml") + 1 :]
        end = next((n for n, line in enumerate(body) if line.startswith("== ")), len(body))
        found += [" ".join(line.split()) for line in body[:end] if line.strip()]
    return found


def with_recipients(paragraphs: list[str], *recipients: str) -> list[str]:
    """Recipients stand left of the signature, thus before it; the copies left them out."""
    place = paragraphs.index("TM. ỦY BAN NHÂN DÂN TỈNH")
    return [*paragraphs[:place], "Nơi nhận:", *recipients, *paragraphs[place:]]


def test_the_decision_and_the_plan_of_binh_phuoc_are_the_seed_s(tmp_path: Path) -> None:
    letterhead = [
        "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 42/2007/QĐ-UBND",
        "Bình Phước, ngày 24 tháng 8 năm 2007",
    ]
    seed = with_recipients(
        written("binh-phuoc", BINH_PHUOC),
        "- Như Điều 3;", "- Sở Khoa học và Công nghệ;", "- Sở Tài chính;", "- Sở Nội vụ;", "- Lưu: VT, Văn phòng.",
    )  # fmt: skip
    assert made(sample("binh-phuoc"), "programme-decision", tmp_path) == [*letterhead, *seed]


def test_the_directive_of_hung_yen_is_the_seed_s(tmp_path: Path) -> None:
    seed = with_recipients(
        written("hung-yen", HUNG_YEN),
        "- Các Sở, ngành; Ủy ban nhân dân các huyện, thị xã;",
        "- Sở Khoa học và Công nghệ;", "- Sở Nội vụ;", "- Sở Tài chính;", "- Lưu: VT, Văn phòng.",
    )  # fmt: skip
    seed.insert(3, "Số: /CT-UBND")  # O8: the copy has no number; the paper has room to write it
    assert made(sample("hung-yen"), "directive", tmp_path) == seed


def test_what_a_province_s_papers_declare_occurs_in_the_samples() -> None:
    met: dict[str, set[str]] = {kind: set() for kind in OWN_KINDS}
    for name in ("binh-phuoc", "hung-yen", "an-binh"):
        for plan in plans(sample(name), OWN_KINDS):
            assert list(unlike(plan.context, fields(plan.kind))) == [], name
            met[plan.kind] |= set(paths(plan.context))
    assert met == {kind: {path for path, _ in walk(fields(kind))} for kind in OWN_KINDS}


FOREIGN = (
    "Bình Phước", "Hưng Yên", "Hà Nội", "Nguyễn Tấn Hưng", "Nguyễn Văn Cường", "Lộc Ninh", "Đồng Xoài", "Bù Đăng",
    "Đồng Phú", "Phước Long", "Chơn Thành", "Bình Long", "Bù Đốp", "huyện", "thị xã", "Kế hoạch và Đầu tư",
    "Văn hóa Thông tin", "2007", "2010", "9001:2000", "144/2006", "chứng nhận hệ thống", "giấy chứng nhận",
)  # fmt: skip


def test_another_province_has_nothing_of_the_first_two(tmp_path: Path) -> None:
    for kind in (*OWN_KINDS, "cohort-list"):
        text = "\n".join(made(sample("an-binh"), kind, tmp_path / kind))
        assert [word for word in FOREIGN if word in text] == [], kind
        assert "An Bình" in text


def test_another_province_s_papers_say_what_its_data_say(tmp_path: Path) -> None:
    decision = made(sample("an-binh"), "programme-decision", tmp_path / "decision")
    listed = decision.index("- Năm 2026 gồm các đơn vị:")
    assert decision[listed : listed + 8] == [
        "- Năm 2026 gồm các đơn vị:",
        "+ Văn phòng Ủy ban nhân dân tỉnh;",
        "+ Các Sở: Nông nghiệp và Môi trường; Dân tộc và Tôn giáo;",
        "+ Ủy ban nhân dân phường Tân Lập.",
        "- Năm 2027 gồm các đơn vị:",
        "+ Ban Quản lý Khu kinh tế;",
        "+ Ủy ban nhân dân các xã: Hòa Sơn; Suối Đá.",
        "2. Cơ quan, đơn vị được khuyến khích áp dụng đăng ký trực tuyến với Sở Khoa học và Công nghệ trước ngày 31 "
        "tháng 8 của năm trước năm thực hiện.",
    ]
    assert {"Số: 15/QĐ-UBND", "An Bình, ngày 20 tháng 01 năm 2026", "TM. ỦY BAN NHÂN DÂN", "Trịnh Văn V"} <= set(
        decision
    )
    assert "Quyết định này có hiệu lực thi hành kể từ ngày ký./." in decision
    assert (
        "3. Đánh giá nội bộ, xem xét của lãnh đạo, xác nhận hiệu lực và công bố hệ thống quản lý chất lượng;"
        in decision
    )
    directive = "\n".join(made(sample("an-binh"), "directive", tmp_path / "directive"))
    assert "Phấn đấu đến hết quý III năm 2029 90% các Sở, ngành, Ủy ban nhân dân xã, phường hoàn thành" in directive


def changed(
    tmp_path: Path,
    file: str,
    *edits: tuple[str, str],
    kinds: tuple[str, ...] = ("programme-decision", "cohort-list"),
    province: str = "binh-phuoc",
) -> tuple[Counter[str], Counter[str]]:
    """The paragraphs that left and that came in papers of a province, when a file is edited (each place is one)."""
    root = tmp_path / province
    shutil.copytree(ROOT / "samples" / province, root)
    text = (root / file).read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / file).write_text(text, encoding="utf-8")
    before, after = sample(province), load(root)
    lines_before = Counter(line for kind in kinds for line in made(before, kind, tmp_path / f"{kind} before"))
    lines_after = Counter(line for kind in kinds for line in made(after, kind, tmp_path / f"{kind} after"))
    return lines_before - lines_after, lines_after - lines_before


def test_a_new_signer_is_in_every_signature_and_nowhere_else(tmp_path: Path) -> None:
    gone, come = changed(tmp_path, "programme.yaml", ("name: Nguyễn Tấn Hưng", "name: Trần Thị B"))
    assert gone == {"Nguyễn Tấn Hưng": 4}  # the decision and three yearly lists
    assert come == {"Trần Thị B": 4}


def test_a_new_date_is_in_the_date_line_and_over_the_plan(tmp_path: Path) -> None:
    gone, come = changed(tmp_path, "decision.yaml", ("date: 24/8/2007", "date: 03/9/2007"))
    attached = "(Ban hành kèm theo Quyết định số 42/2007/QĐ-UBND ngày {} của Ủy ban nhân dân tỉnh)"
    assert gone == {"Bình Phước, ngày 24 tháng 8 năm 2007": 1, attached.format("24/8/2007"): 1}
    assert come == {"Bình Phước, ngày 03 tháng 9 năm 2007": 1, attached.format("03/9/2007"): 1}


def test_an_agency_moved_to_another_cohort_moves_in_the_roadmap(tmp_path: Path) -> None:
    moved = "      - {slug: so-tu-phap, name: Sở Tư pháp, kind: department.justice}\n"
    first = "      - {slug: so-buu-chinh-vien-thong, name: Sở Bưu chính Viễn thông, kind: department.telecom}\n"
    edits = ((moved, ""), (first, first + moved))
    gone, come = changed(tmp_path, "programme.yaml", *edits, kinds=("programme-decision",))
    of_2008 = (
        "+ Các Sở: Thương mại và Du lịch; Nông nghiệp và Phát triển nông thôn; Giao thông Vận tải; {}Giáo dục và Đào "
        "tạo; Lao động Thương binh và Xã hội; Văn hóa Thông tin; Thể dục Thể thao; Thanh tra tỉnh; Chi cục Kiểm lâm;"
    )
    of_2009 = (
        "+ Các Sở: Bưu chính Viễn thông; {}Ban Dân tộc; Ban Tôn giáo; Ban Quản lý các Khu công nghiệp; Ngoại vụ; Ủy "
        "ban dân số gia đình và trẻ em; Ban Thi đua Khen thưởng;"
    )
    assert gone == {of_2008.format("Tư pháp; "): 1, of_2009.format(""): 1}
    assert come == {of_2008.format(""): 1, of_2009.format("Tư pháp; "): 1}


def test_a_new_name_of_an_agency_is_in_its_lists_and_nowhere_else(tmp_path: Path) -> None:
    gone, come = changed(tmp_path, "programme.yaml", ("name: Sở Y tế,", "name: Sở Sức khỏe,"))
    listed = "+ Các Sở: Tài nguyên và Môi trường; Xây dựng; Kế hoạch và Đầu tư; Khoa học và Công nghệ; Nội vụ; Tài "
    listed += "chính; {}; Công nghiệp;"
    assert gone == {listed.format("Y tế"): 1, "Sở Y tế": 2}  # the roadmap; the list of the year and its chart
    assert come == {listed.format("Sức khỏe"): 1, "Sở Sức khỏe": 2}


PAPERS_OF_HUNG_YEN = ("directive", "programme-decision")


def test_hung_yen_s_new_signer_is_in_both_signatures(tmp_path: Path) -> None:
    edit = ("name: Nguyễn Văn Cường", "name: Trần Thị B")
    gone, come = changed(tmp_path, "programme.yaml", edit, kinds=PAPERS_OF_HUNG_YEN, province="hung-yen")
    assert (gone, come) == ({"Nguyễn Văn Cường": 2}, {"Trần Thị B": 2})


def test_hung_yen_s_new_date_is_in_the_date_line(tmp_path: Path) -> None:
    edit = ("date: 18/4/2007", "date: 03/5/2007")
    gone, come = changed(tmp_path, "directive.yaml", edit, kinds=PAPERS_OF_HUNG_YEN, province="hung-yen")
    assert gone == {"Hà Nội, ngày 18 tháng 4 năm 2007": 1}
    assert come == {"Hà Nội, ngày 03 tháng 5 năm 2007": 1}


def test_hung_yen_s_goal_is_in_the_second_duty(tmp_path: Path) -> None:
    edit = ("until: 30/6/2010 ", "until: 31/12/2009 ")
    gone, come = changed(tmp_path, "programme.yaml", edit, kinds=PAPERS_OF_HUNG_YEN, province="hung-yen")
    (old,), (new,) = gone, come
    assert old.startswith("2. Căn cứ vào kế hoạch thực hiện Đề án")
    assert new == old.replace("hết quý II năm 2010", "hết năm 2009")


def test_hung_yen_s_first_cohort_is_in_the_roadmap(tmp_path: Path) -> None:
    agencies = "[{slug: so-y-te, name: Sở Y tế, kind: department}, {slug: a, name: Sở Xây dựng, kind: department}]"
    edit = ("offices:\n", f"cohorts:\n  - {{year: 2008, agencies: {agencies}}}\noffices:\n")
    gone, come = changed(tmp_path, "programme.yaml", edit, kinds=PAPERS_OF_HUNG_YEN, province="hung-yen")
    assert [line[:44] for line in gone] == ["1. Sở Khoa học và Công nghệ lập danh sách cá"]
    assert list(come) == [
        "1. Căn cứ danh sách kèm theo Kế hoạch này, các đơn vị tiến hành thực hiện theo lộ trình đảm bảo hoàn thành "
        "mục tiêu của Đề án. Danh sách và lộ trình thực hiện cụ thể như sau:",
        "- Năm 2008 gồm các đơn vị:",
        "+ Các Sở: Y tế; Xây dựng.",
    ]


def test_a_province_spells_as_it_is_used_to(tmp_path: Path) -> None:
    gone, come = changed(
        tmp_path,
        "programme.yaml",
        ("wording: {state: Nhà nước, send: gởi}", "wording: {}"),
        kinds=("programme-decision",),
    )
    old, new = " ".join(gone.elements()), " ".join(come.elements())
    assert (old.count(" gởi "), new.count(" gởi "), new.count(" gửi ")) == (3, 0, 3)
    # Titles and names are the province's own data and stay; the subject of a cited act goes with the built-in text.
    assert old.replace(" gởi ", " gửi ").lower().split() == new.lower().split()
    assert new.count("hành chính nhà nước") == 11  # the seed has it twelve times, once in the Programme's title


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], []),
        (["Sở Y tế"], ["Sở Y tế."]),
        (["Sở Y tế", "Sở Xây dựng"], ["Các Sở: Y tế; Xây dựng."]),
        (["Thanh tra tỉnh", "Sở Y tế"], ["Các Sở: Thanh tra tỉnh; Y tế."]),
        (["Thanh tra tỉnh", "Ban Dân tộc"], ["Các cơ quan: Thanh tra tỉnh; Ban Dân tộc."]),
        (["Sở Y tế", "Văn phòng Ủy ban nhân dân tỉnh"], ["Văn phòng Ủy ban nhân dân tỉnh;", "Sở Y tế."]),
        (["Ủy ban nhân dân xã A"], ["Ủy ban nhân dân xã A."]),
        (["Ủy ban nhân dân xã A", "Ủy ban nhân dân xã B"], ["Ủy ban nhân dân các xã: A; B."]),
        (
            ["Ủy ban nhân dân xã A", "Ủy ban nhân dân phường B", "Ủy ban nhân dân đặc khu C"],
            ["Ủy ban nhân dân xã A, phường B và đặc khu C."],
        ),
    ],
)
def test_agencies_are_listed_by_groups(names: list[str], told: list[str]) -> None:
    agencies = [CohortLine(slug=f"x{n}", name=name, kind="department") for n, name in enumerate(names)]
    assert roadmap.lines(agencies) == told


SMALL = (
    "title: Đề án ISO\nperiod: 2027 - 2031\n"
    "province: {name: X, committee: Ủy ban nhân dân thành phố X, lead: Sở A, contact: Chi cục B, finance: Sở C}\n"
    "defaults: {standard: '2015', regime: 19-2014}\n"
)


def test_a_province_without_cohorts_has_its_decision_to_fill_in(tree: Tree, tmp_path: Path) -> None:
    root = tree({"programme.yaml": SMALL})
    store = Store(tmp_path / "store")
    assert {problem.code for problem in problems_of(root)} == {"paper-unknown"}
    assert not load(root, store).systems
    kept = snapshot.find(root, store, inputs.fingerprint(root))
    assert kept is not None
    assert check(kept) == check(load(root))
    assert [plan.kind for plan in plans(kept)][:1] == ["programme-decision"]
    text = made(kept, "programme-decision", tmp_path / "out")
    assert "X, ngày tháng năm 2027" in text
    assert "(Ban hành kèm theo Quyết định số ………/QĐ-UBND ngày …/…/…… của Ủy ban nhân dân thành phố)" in text
    assert "Theo đề nghị của Giám đốc Sở A." in text
    assert (
        "1. Sở A lập danh sách các cơ quan, đơn vị thực hiện từng năm trình Ủy ban nhân dân thành phố phê duyệt; các "
        "đơn vị tiến hành thực hiện theo lộ trình đảm bảo hoàn thành mục tiêu của Đề án."
    ) in text


def test_what_a_province_writes_itself_stands_instead_of_the_built_in_text(tree: Tree, tmp_path: Path) -> None:
    root = tree(
        {
            "programme.yaml": SMALL,
            "decision.yaml": "duties: [{body: Sở C, text: 'lo kinh phí:', points: [hằng năm.]}, {text: Các sở làm.}]\n",
            "plan.yaml": "reasons: [Vì dân.]\npurposes: ['Để:', nhanh.]\nrequirements: [Đúng hạn.]\n"
            "roadmap: [Đăng ký.]\nfunding: [{fund: upkeep, text: Chi thường xuyên, lines: [sửa máy]}]\n"
            "tasks: [Chọn tư vấn.]\nduties: [{body: Sở A, points: [chủ trì.]}]\n",
            "directive.yaml": "reasons: [Thực hiện Đề án;]\nduties: [{body: Sở A, text: hướng dẫn.}]\n"
            "closing: [Yêu cầu làm ngay.]\n",
        }
    )
    decision = made(load(root), "programme-decision", tmp_path / "decision")
    for part in (
        ["1. Sở C lo kinh phí:", "- hằng năm.", "2. Các sở làm."],
        [
            "I. Sự cần thiết",
            "Vì dân.",
            "II. Mục đích",
            "Để:",
            "- nhanh.",
            "III. Yêu cầu",
            "1. Đúng hạn.",
            "IV. Lộ trình",
        ],
        ["2. Đăng ký.", "V. Kinh phí thực hiện", "1. Chi thường xuyên", "- sửa máy", "VI. Nhiệm vụ", "1. Chọn tư vấn."],
        ["VII. Tổ chức thực hiện", "1. Sở A", "- chủ trì."],
    ):
        start = decision.index(part[0])
        assert decision[start : start + len(part)] == part
    directive = made(load(root), "directive", tmp_path / "directive")
    start = directive.index("Thực hiện Đề án;")
    assert directive[start : start + 4] == [
        "Thực hiện Đề án;",
        "1. Sở A hướng dẫn.",
        "Yêu cầu làm ngay.",
        "Chỉ thị này có hiệu lực sau 10 ngày kể từ ngày ký./.",
    ]


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ("until: 30/6/2010, share: 100", "đến hết quý II năm 2010 100% các Sở"),
        ("until: 31/12/2010, share: 80", "đến hết năm 2010 80% các Sở"),
        ("until: 15/5/2010, share: '12,5'", "đến ngày 15/5/2010 12,5% các Sở"),
        ("until: 15/5/2010", "đến hết năm 2031 100% các Sở"),
    ],
)
def test_the_directive_tells_the_goal_in_words(tree: Tree, tmp_path: Path, goal: str, words: str) -> None:
    root = tree({"programme.yaml": f"{SMALL}goals: [{{text: A, {goal}}}]\n", "directive.yaml": "number: 1\n"})
    assert f"Phấn đấu {words}" in "\n".join(made(load(root), "directive", tmp_path))


@pytest.mark.parametrize("name", ["hung-yen", "an-binh"])
def test_the_samples_have_no_error(name: str) -> None:
    assert [problem.text() for problem in problems_of(ROOT / "samples" / name) if problem.level == "error"] == []


def test_a_committee_s_name_breaks_before_its_territory_where_the_letterhead_is_narrow() -> None:
    names = ["van-phong-ubnd-tinh", "ubnd-phuong-tan-lap", "ubnd-xa-hoa-son"]
    systems = {qms.slug: qms for qms in sample("an-binh").systems}
    assert [common.agency_context(systems[name])["upper"] for name in names] == [
        "VĂN PHÒNG\nỦY BAN NHÂN DÂN TỈNH", "ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN LẬP", "ỦY BAN NHÂN DÂN\nXÃ HÒA SƠN",
    ]  # fmt: skip
    contact = common.agency_context(sample("binh-phuoc").office("contact"))
    assert contact["parent_upper"] == "SỞ KHOA HỌC\nVÀ CÔNG NGHỆ\nTỈNH BÌNH PHƯỚC"


def test_what_cites_an_act_is_told_of_the_province_s_own_papers_too() -> None:
    _, found = impact.of_act(sample("hung-yen"), "qd-144-2006-ttg")
    assert [(one.agency, [document.kind for document in one.documents]) for one in found] == [
        ("tinh-committee", ["programme-decision", "directive", "province-committee"]),
        ("tinh-lead", ["province-training-plan", "communication-plan"]),
    ]


def test_an_act_that_nobody_knows_is_told_where_it_is_written(tree: Tree) -> None:
    bases = "bases:\n  - Căn cứ Nghị quyết của Hội đồng nhân dân\n  - qd-19-2014-ttgg\n"
    root = tree({"programme.yaml": SMALL, "decision.yaml": bases})
    (problem,) = problems_of(root)
    assert problem.code == "unknown-act"
    assert (Path(problem.where.file).name, problem.where.line) == ("decision.yaml", 3)
    assert problem.words["near"] == "qd-19-2014-ttg"


def test_a_signer_whom_the_committee_does_not_have_is_told_where_it_is_written(tree: Tree) -> None:
    root = tree({"programme.yaml": SMALL, "decision.yaml": "number: 1\nsigned_by: deputy_haed\n"})
    (problem,) = problems_of(root)
    assert (problem.code, problem.words["near"]) == ("unknown-post", "deputy_head")
    assert (Path(problem.where.file).name, problem.where.line) == ("decision.yaml", 2)


def test_a_deputy_signs_for_the_chairman_of_the_committee(tmp_path: Path) -> None:
    edit = ("date: 24/8/2007", "date: 24/8/2007\nsigned_by: deputy_head")
    gone, come = changed(tmp_path, "decision.yaml", edit)
    assert gone == {"TM. ỦY BAN NHÂN DÂN TỈNH": 1, "CHỦ TỊCH": 1, "Nguyễn Tấn Hưng": 1}
    assert come == {"TM. ỦY BAN NHÂN DÂN TỈNH KT. CHỦ TỊCH": 1, "PHÓ CHỦ TỊCH": 1}


def told(root: Path) -> list[tuple[str, str, int, str]]:
    """(code, file, line, text) of what is said of a province's own papers."""
    return [
        (problem.code, Path(problem.where.file).name, problem.where.line or 0, problem.text())
        for problem in problems_of(root)
        if problem.code in ("paper-unknown", "place-elsewhere", "plan-due-soon")
    ]


def test_the_oddities_of_the_seeds_are_told_where_they_are_written() -> None:
    place, number, decision_number, decision_date = told(ROOT / "samples" / "hung-yen")
    assert place[:2] == ("place-elsewhere", "directive.yaml")  # O8
    assert "Hưng Yên ghi địa danh Hà Nội" in place[3]
    assert [line[3].partition("; ")[0].rpartition(": ")[2] for line in (number, decision_number, decision_date)] == [
        "chưa có số của Chỉ thị",
        "chưa có số của Quyết định phê duyệt kế hoạch",
        "chưa có ngày ký của Quyết định phê duyệt kế hoạch",
    ]
    (short,) = told(ROOT / "samples" / "binh-phuoc")
    assert short[:2] == ("plan-due-soon", "programme.yaml")  # O6: 3/9 to 30/9/2007
    assert "đợt 2008 là 30/9/2007, chỉ 27 ngày sau khi Quyết định có hiệu lực (03/9/2007)" in short[3]


def test_the_list_tells_of_the_province_s_own_papers() -> None:
    result = CliRunner().invoke(commands, ["list", str(ROOT / "samples" / "hung-yen"), "--documents"])
    assert [line.split()[:2] for line in result.output.splitlines()[:3]] == [
        ["–", "tinh-committee"], ["programme-decision", "QĐ-UBND"], ["directive", "CT-UBND"],
    ]  # fmt: skip


def test_a_part_of_a_province_has_no_papers_of_the_whole() -> None:
    part = sample("binh-phuoc").choose(cohort=2009)
    assert plans(part, OWN_KINDS) == plans(part.choose(), OWN_KINDS) == []
    assert [plan.kind for plan in plans(sample("binh-phuoc").choose(), OWN_KINDS)] == ["programme-decision"]


def test_plans_due_before_the_decision_takes_effect_are_told(tree: Tree) -> None:
    cohorts = (
        "cohorts:\n- year: 2027\n  agencies: [{slug: a, name: Sở A, kind: department}]\n"
        "- year: 2028\n  agencies: [{slug: b, name: Sở B, kind: department}]\n"
    )
    names = "offices: {committee: {posts: {head: {name: A}}}}\n"
    root = tree(
        {
            "programme.yaml": f"{SMALL}{names}{cohorts}",
            "decision.yaml": "number: 1\ndate: 01/10/2026\neffective_days: 0\n",
        }
    )
    (late,) = told(root)
    assert late[:3] == ("plan-due-soon", "programme.yaml", 7)
    assert "đợt 2027 là 30/9/2026, 1 ngày trước khi Quyết định có hiệu lực (01/10/2026)" in late[3]
