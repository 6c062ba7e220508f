"""Templates of the province's own papers."""

from __future__ import annotations

from authoring.official import PAGE, WIDE, listing
from authoring.papers import annex, article, decision
from authoring.xml import CM, Cell, cell, loop_rows, p, row, table


def cohort_list(profile: str) -> bytes:
    """Quyết định phê duyệt danh sách năm, with the list and the roadmap as annexes."""
    articles = (
        article(1, "Phê duyệt danh sách {{ rows | length }} cơ quan, đơn vị xây dựng và áp dụng hệ thống quản lý chất "
                "lượng năm {{ year }} thuộc {{ programme }} (danh sách và lộ trình tại các Phụ lục kèm theo).")
        + article(2, "Thủ trưởng các cơ quan, đơn vị có tên trong danh sách lập kế hoạch cụ thể của cơ quan mình, tổ chức "
                  "thực hiện đúng lộ trình và báo cáo tiến độ hằng quý với {{ bodies.lead }}. {{ bodies.lead }} chủ trì hướng "
                  "dẫn, theo dõi, đôn đốc; {{ bodies.finance }} tham mưu bố trí kinh phí theo dự toán được duyệt.")
        + article(3, "Chánh Văn phòng {{ agency.name }}, Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành "
                  "Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.")
    )  # fmt: skip
    note = "Kèm theo Quyết định phê duyệt danh sách năm {{ year }}"
    listed = annex("I", "DANH SÁCH CƠ QUAN, ĐƠN VỊ ÁP DỤNG NĂM {{ year }}", note) + listing(
        PAGE,
        ["TT", "Cơ quan, đơn vị", "Diện", "Bắt đầu", "Kết thúc", "Trình kế hoạch"],
        [1, 6, 2.2, 2, 2, 3.4],
        [
            "={{ entry.number }}",
            "{{ entry.name }}",
            "={{ entry.obligation }}",
            "={{ entry.start }}",
            "={{ entry.end }}",
            "{{ entry.plan }}",
        ],
        "for entry in rows",
    )
    chart = annex("II", "LỘ TRÌNH THỰC HIỆN", note) + _chart()
    return decision(
        profile,
        "Về việc phê duyệt danh sách cơ quan, đơn vị xây dựng và áp dụng hệ thống quản lý chất lượng năm {{ year }}",
        articles,
        (listed, PAGE),
        (chart, WIDE),
    )


def _chart() -> str:
    # The columns of the loop's own tags vanish; each quarter repeats the fourth, and the names keep what they leave.
    narrow = [round(share * CM) for share in (1.1, 0.3, 1.6, 0.3)]
    widths = [narrow[0], WIDE.text_width - sum(narrow), *narrow[1:]]
    heads: list[str | Cell] = [
        "TT",
        "Cơ quan, đơn vị",
        "{%tc for head in quarters %}",
        Cell(p("Quý {{ head.quarter }}", "TableSmall") + p("{{ head.year }}", "TableSmall")),
        "{%tc endfor %}",
    ]
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            cell("{{ entry.name }}", "TableSmallLeft"),
            "{%tc for bar in entry.bars %}",
            Cell(p("{% cellbg '7F7F7F' if bar else 'FFFFFF' %}", "TableSmall")),
            "{%tc endfor %}",
        ],
        widths,
    )
    rows = [row(heads, widths, head=True), *loop_rows("for entry in rows", widths, line)]
    return table(widths, rows, padding=30)
