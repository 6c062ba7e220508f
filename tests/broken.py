"""Papers made wrong on purpose: one thing changed in the XML of a paper that qmsdocs builds."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

BODY, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1_default.xml"
T = '<w:t xml:space="preserve">'
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The file with one part rewritten; a change that changes nothing is a mistake of the test."""
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before, part
                content = after.encode()
            target.writestr(name, content)
    return made.getvalue()


def replaced(data: bytes, part: str, old: str, new: str, count: int = 1) -> bytes:
    return changed(data, part, lambda text: text.replace(old, new, count))


def restyled(data: bytes, style: str, change: Callable[[Any], None]) -> bytes:
    """The file with one style's element changed."""

    def rewrite(text: str) -> str:
        root = etree.fromstring(text.encode())
        change(next(node for node in root if node.get(W + "styleId") == style))
        return etree.tostring(root, encoding="unicode")

    return changed(data, STYLES, rewrite)


def said(style: str, tag: str, **values: str) -> Callable[[bytes], bytes]:
    """A change of one property of a style: its element takes these values."""

    def rewrite(node: Any) -> None:
        found = next(node.iter(W + tag))
        for key, value in values.items():
            found.set(W + key, value)

    return lambda data: restyled(data, style, rewrite)


def text(old: str, new: str, part: str = BODY) -> Callable[[bytes], bytes]:
    return lambda data: replaced(data, part, old, new)


def rpr(xml: str) -> Callable[[bytes], bytes]:
    """Direct formatting of the first run."""
    return text("<w:t xml", f"<w:rPr>{xml}</w:rPr><w:t xml")


def fragment(xml: str) -> Any:
    return etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{xml}</x>')[0]


def swap_columns(data: bytes) -> bytes:
    def rewrite(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        for row in list(next(root.iter(W + "tbl")).iter(W + "tr")):
            cells = row.findall(W + "tc")
            row.append(cells[0])
        return etree.tostring(root, encoding="unicode")

    return changed(data, BODY, rewrite)


def narrow_column(data: bytes) -> bytes:
    """The right column of the head narrower by 4 % of the page, the left one wider; for Word and LibreOffice."""
    widths = {"2000": "2200", "3000": "2800", "3742": "4116", "5614": "5240"}
    column = re.compile(r'w:w="(2000|3000)" w:type="pct"|gridCol w:w="(3742|5614)"')
    return changed(
        data,
        BODY,
        lambda xml: column.sub(lambda found: found[0].replace(found[1] or found[2], widths[found[1] or found[2]]), xml),
    )


def without_page_field(data: bytes) -> bytes:
    return replaced(data, HEADER, " PAGE ", " DATE ")


SIGNED = f'<w:pStyle w:val="SignerName"/></w:pPr><w:r>{T}'
PAGE_NUMBER_LEFT = said("PageNumber", "jc", val="left")
# rule, paper, what is broken, what the finding measures
BREAKS: list[tuple[str, str, Callable[[bytes], bytes], str]] = [
    ("PG1", "decision", text('w:pgSz w:w="11906"', 'w:pgSz w:w="12240"'), "216 x 297 mm"),
    ("PG2", "decision", text('w:left="1701" w:header', 'w:left="1417" w:header'), "25 mm"),
    ("PG2", "decision", text('w:gutter="0"', 'w:gutter="567"'), "40 mm"),
    ("PG3", "decision", without_page_field, "không có"),
    ("PG3", "decision", PAGE_NUMBER_LEFT, "canh trái"),
    ("PG3", "decision", said("PageNumber", "sz", val="22"), "11 pt"),
    ("PG3", "decision", text("<w:titlePg/>", ""), "hiện ở trang thứ nhất"),
    ("PG4", "plan", text('<w:pgNumType w:start="1"/>', ""), "đánh tiếp"),
    ("FT1", "decision", rpr('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'), "Arial"),
    ("FT2", "decision", rpr('<w:color w:val="0070C0"/>'), "#0070C0"),
    ("SZ1", "decision", said("Date", "sz", val="24"), "12 pt"),
    ("SZ1", "decision", said("AdminBody", "sz", val="30"), "15 pt"),
    ("SZ2", "decision", said("Motto", "sz", val="26"), "Quốc hiệu 13, Tiêu ngữ 13, địa danh, thời gian 14"),
    ("ST1", "decision", said("Issuer", "b", val="0"), "không đậm"),
    ("ST1", "decision", said("Parent", "jc", val="right"), "canh phải"),
    ("ST1", "decision", said("Date", "i", val="0"), "đứng"),
    ("ST1", "decision", text("GIÁM ĐỐC</w:t>", "Giám đốc</w:t>"), "in thường"),
    ("ST1", "decision", text(f"<w:rPr><w:b/></w:rPr>{T}Điều 2", f"{T}Điều 2"), "không đậm"),
    ("HD1", "decision", text("Độc lập - Tự do", "Độc lập – Tự do"), "Độc lập – Tự do - Hạnh phúc"),
    ("HD1", "decision", text("CHỦ NGHĨA VIỆT", "CHŨ NGHĨA VIỆT"), "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM"),
    ("HD2", "decision", swap_columns, "Quốc hiệu ở bên trái"),
    ("HD3", "plan", text('<w:pStyle w:val="RuleMotto"/>', ""), "không thấy"),
    ("HD3", "plan", said("RuleMotto", "ind", left="2000"), "45 mm = 75% dòng chữ"),
    ("HD4", "decision", narrow_column, "92,4 mm"),
    ("NO1", "decision", text("Số: 03/", "Số: 3/"), "3"),
    ("NO1", "decision", text("03/QĐ-STP", "03/QĐ - STP"), "QĐ - STP"),
    ("NO1", "decision", text("03/QĐ-STP", "03/KH-STP"), "KH"),
    ("NO1", "decision", text("Số: 03/QĐ-STP", "Số 03/QĐ-STP"), "Số 03/QĐ-STP"),
    ("DT1", "decision", text("ngày 09 tháng 01", "ngày 9 tháng 01"), "ngày 9"),
    ("DT1", "decision", text("tháng 01 năm 2026", "tháng 06 năm 2026"), "tháng 06"),
    ("DT1", "decision", text("ngày 09 tháng 01", "ngày 31 tháng 4"), "31/4/2026"),
    ("DT1", "decision", text("………, ngày", "Hà Nội ngày"), "không có dấu phẩy sau địa danh"),
    ("CC1", "decision", said("Bases", "i", val="0"), "đứng"),
    ("CC1", "decision", text("của Chánh Văn phòng.", "của Chánh Văn phòng,"), ","),
    ("BD1", "decision", said("AdminBody", "jc", val="left"), "canh trái"),
    ("BD1", "decision", said("AdminBody", "ind", firstLine="850"), "15 mm"),
    ("BD1", "decision", said("AdminBody", "spacing", before="60"), "3 pt"),
    ("BD1", "decision", said("AdminBody", "spacing", line="480"), "2 dòng"),
    ("BD2", "decision", text("Điều 2.", "Điều 5."), "Điều 5"),
    ("BD2", "decision", text("Điều 2.", "Điều II."), "II"),
    ("SG1", "decision", text("GIÁM ĐỐC</w:t>", "KT. GIÁM ĐỐC</w:t>"), "Nguyễn Văn A"),
    ("SG1", "decision", text("GIÁM ĐỐC</w:t>", "TUN. GIÁM ĐỐC</w:t>"), "TUN."),
    ("SG1", "decision", text(f"{SIGNED}Nguyễn Văn A", f"{SIGNED}ThS. Nguyễn Văn A"), "ThS. Nguyễn Văn A"),
    ("NN1", "decision", said("Recipients", "sz", val="24"), "12 pt"),
    ("NN1", "decision", said("RecipientsTitle", "i", val="0"), "đứng"),
    ("NN1", "decision", text("Như Điều 4;", "Như Điều 4,"), ","),
    ("NN1", "decision", text("- Lưu: VT, Văn phòng.", "- Thành viên Ban."), "không thấy"),
    ("NN2", "dispatch", text("Kính gửi: ", "Gửi: "), "không thấy"),
    ("AN1", "plan", text(">Phụ lục II<", ">Phụ lục 2<"), "2"),
    ("EN1", "decision", text("./.", "."), "này."),
    ("TX1", "decision", text("Ban chỉ đạo", unicodedata.normalize("NFD", "Ban chỉ đạo")), "chữ và dấu tách rời"),
    ("TX1", "decision", text("QUYẾT ĐỊNH<", "QUYẾT ÐỊNH<"), "U+00D0"),
    ("TX1", "decision", rpr('<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'), "phông .VnTime (TCVN3 hoặc VNI)"),
    ("TX2", "decision", text("Ban chỉ đạo", "Bаn chỉ đạo"), "U+0430 (chữ Kirin) trong “Bаn”"),
    ("TX3", "decision", text("Quyết định này", "Quyết  định này"), "“4. Quyết  định này”"),
    ("TX4", "decision", text("Quyết định này", "Ngày 5/6/2026, Quyết định này"), "5/6/2026"),
    ("TX5", "decision", text("Quyết định này", "Chi 1500000 đồng; Quyết định này"), "1500000"),
    ("TX6", "decision", text("19/2014/QĐ-TTg", "19/2014/QD-TTg"), "19/2014/QD-TTg"),
]  # fmt: skip
