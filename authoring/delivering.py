"""Template of the list that goes with a package of documents."""

from __future__ import annotations

from authoring import package as packing
from authoring.styles import styles
from authoring.xml import Cell, Page, cell, field, loop_rows, p, row, run, spread, table

_PAGE = Page(top=20, bottom=20, left=25, right=15)
_KEEP = "<w:keepNext/>"


def delivery_list() -> bytes:
    """Danh mục giao nhận: who hands what to whom, folder by folder, signed by both sides."""
    body = (
        p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "FormMotto")
        + p(run("Độc lập - Tự do - Hạnh phúc"), "FormMotto", _UNDER_MOTTO)
        + p("DANH MỤC GIAO NHẬN TÀI LIỆU", "DocTitle")
        + p("{{ subject }}", "DocSubtitle")
        + p("Bên giao: {{ giver }}", "FormText")
        + p("Bên nhận: {{ taker }}", "FormText")
        + p("Gói tài liệu: {{ package }}", "FormText")
        + p("Tổng số: {{ documents }} tài liệu, {{ files }} tệp.", "FormText", _KEEP + '<w:spacing w:after="120"/>')
        + _documents()
        + p("{%p if edited %}")
        + p(
            "Có {{ edited }} tài liệu đã được sửa trong Word sau khi tạo, ghi ở cột Ghi chú; nội dung giao là nội dung đã "
            "sửa.",
            "FormText",
        )
        + p("{%p endif %}")
        + p(
            "Số thứ tự là số đứng đầu tên tệp. Ngoài các tài liệu trên, gói có danh mục này, tệp SHA256SUMS (mã kiểm tra của "
            "từng tệp) và tệp manifest.json (dữ liệu để phần mềm đối chiếu). Tài liệu bị sửa sau khi giao thì mã kiểm tra "
            "không còn khớp.",
            "FormText",
        )
        + p("Danh mục được lập thành hai bản, mỗi bên giữ một bản.", "FormText", _KEEP)
        + p("………………, ngày …… tháng …… năm ………", "FormText", f'{_KEEP}<w:jc w:val="right"/>')
        + _signatures()
    )
    number = run("Trang ") + field("PAGE", "1") + run("/") + field("NUMPAGES", "1")
    footer = p(run("{{ package }}. ") + number, "FooterText")
    parts = {"header1.default": p("", "Header"), "footer1.default": footer}
    made = body + _PAGE.section(packing.references(parts), title_page=False)
    return packing.package(made, parts, styles(text_width=_PAGE.text_width, content=body))


_UNDER_MOTTO = (
    '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    '<w:ind w:left="3090" w:right="3090"/>'
)


def _documents() -> str:
    widths = spread(_PAGE.text_width, 1.3, 3.2, 5.8, 1.5, 2.7, 1.1, 2.4)
    heads = ["STT", "Mã hiệu, số ký hiệu", "Tên tài liệu", "Lần BH, SĐ", "Ngày", "Số tệp", "Ghi chú"]
    group = row([Cell(p("{{ group.title }}", "TableGroup"), span=len(heads))], widths)
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            cell("{{ entry.code }}", "TableSmallLeft"),
            cell("{{ entry.title }}", "TableSmallLeft"),
            cell("{{ entry.issue }}", "TableCenter"),
            cell("{{ entry.date }}", "TableCenter"),
            cell("{{ entry.files }}", "TableCenter"),
            cell("{{ entry.note }}", "TableSmallLeft"),
        ],
        widths,
    )
    inner = loop_rows("for entry in group.rows", widths, line)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for group in groups", widths, group, *inner)])


def _signatures() -> str:
    widths = spread(_PAGE.text_width, 1, 1)
    cells = [
        Cell(p(side, "SignTitle") + p("(Ký, ghi rõ họ tên, chức vụ)", "SignNote"), middle=False)
        for side in ("BÊN GIAO", "BÊN NHẬN")
    ]
    return table(widths, [row(cells, widths)], style="Frame")
