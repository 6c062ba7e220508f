"""The text rules of the layout law (TX1-TX6): what is wrong is found, what is right or meant to be filled in is not."""

from __future__ import annotations

import io
import random
import unicodedata

import docx
import pytest
from conftest import Papers

from qmsdocs.layout import Finding, check
from qmsdocs.layout.reading import Docx
from tests.resaving import edited

WRONG: dict[str, list[tuple[str, str]]] = {
    "TX1": [
        (unicodedata.normalize("NFD", "Quyết định"), "chữ và dấu tách rời"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "chữ gõ theo mã cũ"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp", "chữ gõ theo mã cũ"),
        ("Ðiều 1", "U+00D0"),
        ("thủ\u200btục", "U+200B"),
        ("số \ue001", "U+E001"),
        ("Điều\u00a01", "U+00A0"),
    ],
    "TX2": [
        ("Bаn chỉ đạo", "U+0430 (chữ Kirin) trong “Bаn”"),
        ("АВС", "U+0410 (chữ Kirin) trong “АВС”"),
        ("Sο với", "U+03BF (chữ Hy Lạp) trong “Sο”"),
        ("số １２", "U+FF11 “１”"),
    ],
    "TX3": [
        ("Quyết  định này", "“Quyết  định này”"),
        ("Điều 1 , khoản 2", "“Điều 1 , khoản”"),
        ("có hiệu lực ./.", "“hiệu lực ./.”"),
        ("hồ sơ ( bản chính )", "“bản chính )”"),
        ("tổ chức,cá nhân", "“tổ chức,cá nhân”"),
        ("đã nộp.Cơ quan", "“đã nộp.Cơ quan”"),
        ("Kính gửi:Sở Tư pháp", "“Kính gửi:Sở Tư”"),
    ],
    "TX4": [
        ("từ ngày 5/6/2026", "5/6/2026"),
        ("từ ngày 05/06/2026", "05/06/2026"),
        ("đến ngày 12/1/2026", "12/1/2026"),
        ("ngày 5 tháng 6 năm 2026", "ngày 5 tháng 6 năm 2026"),
        ("ngày 05 tháng 06 năm 2026", "ngày 05 tháng 06 năm 2026"),
        ("ngày 15 tháng 2", "ngày 15 tháng 2"),
        ("ngày 29 tháng 02 năm 2026", "ngày 29 tháng 02 năm 2026"),
        ("31/4/2026", "31/4/2026"),
        ("trong tháng 06 năm 2026", "tháng 06"),
        ("trong quý 3 năm 2026", "quý 3"),
    ],
    "TX5": [
        ("chi 1,000,000 đồng", "1,000,000"),
        ("chi 500,000 đồng", "500,000"),
        ("chi 1500000 đồng", "1500000"),
        ("đạt 12.5%", "12.5"),
        ("chi 1.5 triệu đồng", "1.5"),
        ("1.500.000 đồng (Một triệu bốn trăm nghìn đồng)", "1.500.000 (Một triệu bốn trăm nghìn đồng)"),
        ("lập thành 03 (hai) bản", "03 (hai)"),
        ("Bằng chữ: Hai mươi một triệu đồng chẵn.", "Hai mươi một triệu đồng chẵn"),
    ],
    "TX6": [
        ("Nghị định số 30/2020/ND-CP", "30/2020/ND-CP"),
        ("Quyết định số 05/QD-BNV", "05/QD-BNV"),
        ("Quyết định số 05/QĐ - BNV", "05/QĐ - BNV"),
        ("theo khoản 2 điều 5 của Luật", "khoản 2 điều 5"),
        ("quy định tại điều 5 Luật Lưu trữ", "điều 5 Luật"),
        ("quy định tại Khoản 2 Điều 5", "Khoản 2 Điều 5"),
        ("quy định tại Điểm a khoản 2 Điều 5", "Điểm a khoản 2"),
    ],
}  # fmt: skip
RIGHT = (
    "Số:       /QĐ-STP", "ngày       tháng       năm 2026", "………, ngày 05 tháng 3 năm 2020",
    "ngày 29 tháng 6 năm 2019", "từ 05/3/2020 đến 12/10/2020", "Nghị định số 30/2020/NĐ-CP",
    "Thông tư liên tịch số 55/2005/TTLT-BNV-VPCP", "lúc 8:30, tại 123/4 đường A", "hệ số 1,25; 12,5%; 1.234,5 m²",
    "chi 1.500.000 đồng (Một triệu năm trăm nghìn đồng chẵn)", "lập thành 02 (hai) bản", "05 (năm) ngày làm việc",
    "21 (hai mươi mốt)", "104 (một trăm lẻ bốn)", "24 (hai mươi bốn)", "Bằng chữ: ……………………",
    "Bằng chữ: Hai mươi mốt triệu đồng chẵn./.", "thư điện tử: so.tuphap@tinh.gov.vn",
    "https://vanban.chinhphu.vn/a,b", "V/v báo cáo", "TP. Hồ Chí Minh", "PGS.TS. Nguyễn Văn A", "TCVN ISO 9001:2015",
    "điểm a khoản 2 Điều 103 Mục 5 Chương XII", "Khoản 2 Điều 5 quy định", "các điều khoản 7.1, 8.2",
    "góc α, hệ số β, 5 Ω", "São Paulo, Müller, Zürich", "1½ m², «chuẩn», phông chữ®", "quy định này có hiệu lực./.",
    "(1) lập; (2) trình", "tỷ lệ 50%.", "mã hiệu QT.01, lần 02", "gồm: a) tên; b) số", "Quyết định “Về việc …”",
    "tháng 01, tháng 10, tháng 3", "QT.10-BM.02", "báo cáo quý III năm 2026", "hằng quý 03 bản",
)  # fmt: skip


def found(*lines: str, profile: str = "nd30-2020") -> list[Finding]:
    document, made = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return [one for one in check(made.getvalue(), profile) if one.rule.startswith("TX")]


@pytest.mark.parametrize(
    ("rule", "line", "measured"), [(rule, *case) for rule, cases in WRONG.items() for case in cases]
)
def test_what_is_written_wrongly_is_found(rule: str, line: str, measured: str) -> None:
    told = found("Một đoạn đúng.", line)
    assert (rule, measured) in [(one.rule, one.measured) for one in told]
    assert {one.place.paragraph for one in told if one.rule == rule} == {2}
    assert all(one.allowed and one.cite and one.cure for one in told)


def test_what_is_right_or_left_to_be_filled_in_is_not_told() -> None:
    assert [(one.rule, one.text, one.measured) for one in found(*RIGHT)] == []
    assert found(*RIGHT, profile="qms") == []


def test_a_day_that_does_not_exist_and_words_that_differ_are_errors() -> None:
    levels = {one.measured: one.level for one in found("31/4/2026", "5/6/2026", "03 (hai) bản")}
    assert levels == {"31/4/2026": "error", "5/6/2026": "warning", "03 (hai)": "error"}


def test_the_quick_reading_misses_no_line(papers: Papers) -> None:
    """Rules of text look through `rough` first: every line that is printed is in it, tabs and breaks too."""
    rng = random.Random(1)
    for data in (*papers.values(), *(edited(one, rng) for one in papers.values() for _ in range(10))):
        file = Docx(data)
        printed = {line for one in file.everywhere for line in one.written.split("\n")}
        assert printed <= set(file.rough.split("\n"))
