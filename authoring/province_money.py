"""Templates of the programme's money: the yearly estimate and the finance body's appraisal."""

from __future__ import annotations

from authoring.official import PAGE, WIDE, looped
from authoring.papers import annex, closing_line, dispatch, gap, heading, lines, typed
from authoring.xml import CM, Cell, cell, loop_rows, p, row, spread, table

_RIGHT = '<w:jc w:val="right"/>'


def _when(condition: str, then: str, otherwise: str = "") -> str:
    """Paragraphs under a condition."""
    other = p("{%p else %}") + otherwise if otherwise else ""
    return p(f"{{%p if {condition} %}}") + then + other + p("{%p endif %}")


def province_estimate(profile: str) -> bytes:
    """Tờ trình, with the roll-up by agency and line and the management costs."""
    body = (
        looped("bases", "basis", "Bases", "")
        + lines(
            "Thực hiện {{ programme }}, {{ agency.name }} đã tổng hợp dự toán của các cơ quan và dự toán quản lý Chương trình"
            "{% if agreed %}, thống nhất với {{ bodies.finance }} ({{ agreed }}){% else %}; sau khi thống nhất với {{ bodies.finance }}"
            "{% endif %}, kính trình {{ addressee }} phê duyệt dự toán năm {{ year }} như sau:"
        )
        + heading("I. TÌNH HÌNH LẬP DỰ TOÁN")
        + lines(
            "Năm {{ year }} có {{ count }} cơ quan bắt đầu áp dụng; {% if received == '00' %}chưa cơ quan nào{% else %}{{ received }} cơ quan đã"
            "{% endif %} lập đủ dự toán."
            "{% if unfinished %} Chưa đủ đơn giá, chưa cộng được: {{ unfinished }}.{% endif %}"
            "{% if missing %} Chưa gửi dự toán: {{ missing }}.{% endif %}"
            "{% if unfinished or missing %} Số liệu của các cơ quan này được bổ sung khi nhận đủ; các số cộng dưới đây chỉ gồm phần đã có."
            "{% endif %}"
        )
        + heading("II. DỰ TOÁN TRÌNH PHÊ DUYỆT")
        + gap()
        + _summary()
        + lines("Tổng cộng bằng chữ: {{ words }}.")
        + lines(
            "Chi tiết từng cơ quan theo nội dung chi tại Phụ lục I, chi quản lý tại Phụ lục II."
            "{% if upkeep %} Ngoài ra các cơ quan tự bố trí {{ upkeep }} đồng để duy trì, cải tiến hệ thống, không thuộc dự toán này."
            "{% endif %}"
        )
        + heading("III. NGUỒN VÀ CÁCH SỬ DỤNG")
        + _when(
            "certifies",
            lines(
                "1. Kinh phí xây dựng và áp dụng hệ thống do ngân sách tỉnh cấp, giao trực tiếp cho các cơ quan dưới hình thức kinh phí không "
                "tự chủ, để ký hợp đồng tư vấn và chi các nội dung đã duyệt.",
                "2. Chi quản lý Chương trình cấp cho {{ agency.name }}, ngoài kinh phí tự chủ và kinh phí sự nghiệp.",
                "3. Kinh phí giám sát, duy trì sau chứng nhận do cơ quan cân đối trong dự toán chi quản lý hành chính hằng năm và trả trực tiếp "
                "cho tổ chức chứng nhận; không sử dụng ngân sách của Chương trình.",
            ),
            lines(
                "1. Kinh phí xây dựng, áp dụng bố trí trong dự toán chi thường xuyên giao cho các cơ quan theo phân cấp ngân sách hiện hành.",
                "2. Chi quản lý, kiểm tra của tỉnh giao cho {{ agency.name }} và {{ bodies.contact }}.",
                "3. Không có khoản chi thuê tổ chức chứng nhận của cơ quan áp dụng; kinh phí duy trì, cải tiến do cơ quan bố trí hằng năm.",
            ),
        )
        + heading("IV. ĐỀ NGHỊ")
        + lines(
            "Đề nghị {{ addressee }} phê duyệt dự toán năm {{ year }} với tổng số {{ total }} đồng; giao {{ bodies.finance }} cân đối, cấp kinh "
            "phí đủ và kịp thời theo tiến độ của các cơ quan; giao {{ agency.name }} theo dõi, tổng hợp quyết toán.",
        )
        + closing_line("{{ agency.name }} kính trình {{ addressee }} xem xét, quyết định./.")
    )
    note = "Kèm theo Tờ trình phê duyệt dự toán kinh phí năm {{ year }}"
    agencies = (
        annex("I", "TỔNG HỢP DỰ TOÁN CỦA CÁC CƠ QUAN NĂM {{ year }}", f"{note}; đơn vị tính: đồng")
        + p("{%p for head in heads %}")
        + p("({{ head.number }}) {{ head.title }}", "Note")
        + p("{%p endfor %}")
        + gap()
        + _rollup()
        + _when(
            "ceilings",
            p(
                "Đối chiếu với mức trần của {{ ceiling_act }} (đồng)",
                "AnnexTitle",
                '<w:spacing w:before="240" w:after="120"/>',
            )
            + _ceilings(),
        )
    )
    managing = annex("II", "DỰ TOÁN QUẢN LÝ CHƯƠNG TRÌNH NĂM {{ year }}", note) + _when(
        "costs", _costs(), lines("Chưa có dự toán chi quản lý Chương trình năm {{ year }}.")
    )
    subject = "Về việc phê duyệt dự toán kinh phí năm {{ year }} của Chương trình xây dựng và áp dụng hệ thống quản lý chất lượng"
    return typed(profile, "TỜ TRÌNH", subject, body, (agencies, WIDE), (managing, PAGE), to=True)


def _summary() -> str:
    widths = spread(PAGE.text_width, 1, 8, 3.8, 3.8)
    heads = ["TT", "Nội dung", "Đề nghị (đồng)", "Trình phê duyệt (đồng)"]
    rows = [
        row(heads, widths, head=True),
        _sum(widths, "1", "Xây dựng, áp dụng hệ thống của các cơ quan", "{{ asked }}", "{{ settled }}"),
        _sum(widths, "2", "Quản lý Chương trình", "{{ managing }}", "{{ managing_settled }}"),
        row([Cell(p("Tổng cộng", "TableHead"), span=3), cell("{{ total }}", "TableRight")], widths),
    ]
    return table(widths, rows)


def _sum(widths: list[int], number: str, title: str, *amounts: str) -> str:
    return row([cell(number, "TableCenter"), title, *(cell(one, "TableRight") for one in amounts)], widths)


def _rollup() -> str:
    # The loop's own columns vanish and its middle one is repeated for each line of expense; then all shrink alike to the
    # page. With six lines the sums of money have 2.2 cm, with seven 2.0.
    narrow = [round(share * CM) for share in (1.6, 0.3, 3.8, 0.3, 4.3, 4.3)]
    widths = [narrow[0], WIDE.text_width - sum(narrow), *narrow[1:]]
    heads: list[str | Cell] = [
        "TT",
        "Cơ quan",
        "{%tc for head in heads %}",
        Cell(p("({{ head.number }})", "TableSmall")),
        "{%tc endfor %}",
        Cell(p("Cộng đề nghị", "TableSmall")),
        Cell(p("Trình phê duyệt", "TableSmall")),
    ]
    line = row(
        [
            cell("{{ entry.number }}", "TableSmall"),
            Cell(p("{{ entry.name }}", "TableSmall", '<w:jc w:val="left"/>')),
            "{%tc for amount in entry.amounts %}",
            Cell(p("{{ amount }}", "TableSmall", _RIGHT)),
            "{%tc endfor %}",
            Cell(p("{{ entry.asked }}", "TableSmall", _RIGHT)),
            Cell(p("{{ entry.settled }}", "TableSmall", _RIGHT)),
        ],
        widths,
    )
    total = row(
        [
            "",
            cell("Cộng phần đã có", "TableGroup"),
            "{%tc for head in heads %}",
            Cell(p("{{ head.total }}", "TableSmall", _RIGHT)),
            "{%tc endfor %}",
            Cell(p("{{ asked }}", "TableSmall", _RIGHT)),
            Cell(p("{{ settled }}", "TableSmall", _RIGHT)),
        ],
        widths,
    )
    rows = [row(heads, widths, head=True), *loop_rows("for entry in rows", widths, line), total]
    return table(widths, rows, padding=30)


def _ceilings() -> str:
    widths = spread(WIDE.text_width, 6, 6, 3, 3, 4)
    line = row(
        [
            "{{ entry.agency }}",
            "{{ entry.what }}",
            cell("{{ entry.most }}", "TableRight"),
            cell("{{ entry.amount }}", "TableRight"),
            cell("{{ entry.result }}", "TableCenter"),
        ],
        widths,
    )
    heads = ["Cơ quan", "Mức trần về", "Mức trần", "Dự toán", "Đối chiếu"]
    return table(widths, [row(heads, widths, head=True), *loop_rows("for entry in ceilings", widths, line)])


def _costs() -> str:
    widths = spread(PAGE.text_width, 1.2, 4.6, 3.8, 1.7, 1.6, 2.3, 2.6)
    line = row(
        [
            cell("{{ cost.number }}", "TableCenter"),
            "{{ cost.item }}",
            "{{ cost.detail }}",
            cell("{{ cost.unit }}", "TableCenter"),
            cell("{{ cost.quantity }}", "TableCenter"),
            cell("{{ cost.price }}", "TableRight"),
            cell("{{ cost.amount }}", "TableRight"),
        ],
        widths,
    )
    heads = ["TT", "Nội dung chi", "Diễn giải", "Đơn vị", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)"]
    total = row([Cell(p("Cộng", "TableHead"), span=6), cell("{{ managing }}", "TableRight")], widths)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for cost in costs", widths, line), total])


def appraisal_sheet(profile: str) -> bytes:
    """Công văn with the table of what was asked and accepted."""
    body = (
        lines(
            "{{ agency.name }} đã thẩm định dự toán kinh phí năm {{ year }} của {{ programme }} do {{ asked_by }} tổng hợp. Kết quả như sau:",
            "1. Đã thẩm định dự toán của {{ appraised }} trên {{ count }} cơ quan của năm {{ year }}{% if waiting %}; chưa thẩm định: "
            "{{ waiting }}{% endif %}.",
            "2. Tổng số chấp nhận: {{ total.accepted }} đồng (bằng chữ: {{ words }}), trong đó các cơ quan {{ agencies.accepted }} đồng, chi "
            "quản lý Chương trình {{ managing.accepted }} đồng. Chi tiết, lý do tăng, giảm tại Phụ lục.",
        )
        + _when(
            "certifies",
            lines(
                "3. Nguồn: kinh phí xây dựng, áp dụng của các cơ quan do ngân sách tỉnh cấp cho Chương trình (không tự chủ); chi quản lý cấp cho "
                "{{ asked_by }} ngoài kinh phí tự chủ và kinh phí sự nghiệp. Chi giám sát, duy trì sau chứng nhận không được chấp nhận trong "
                "dự toán này.",
            ),
            lines(
                "3. Nguồn: dự toán chi thường xuyên của các cơ quan theo phân cấp ngân sách; các khoản chi được đối chiếu với nội dung và mức "
                "trần của Thông tư số 116/2015/TT-BTC.",
            ),
        )
        + lines(
            "4. Đề nghị {{ asked_by }} hoàn chỉnh dự toán theo số chấp nhận, trình cấp có thẩm quyền phê duyệt"
            "{% if waiting %}; đôn đốc các cơ quan còn lại gửi dự toán để thẩm định bổ sung{% endif %}."
        )
        + closing_line("{{ agency.name }} thông báo để {{ asked_by }} biết, thực hiện./.")
    )
    sheet = (
        annex(
            "",
            "KẾT QUẢ THẨM ĐỊNH DỰ TOÁN NĂM {{ year }}",
            "Kèm theo Công văn của {{ agency.name }}; đơn vị tính: đồng",
        )
        + _appraisals()
    )
    return dispatch(profile, "'thẩm định dự toán kinh phí năm ' ~ year ~ ' của Chương trình'", body, (sheet, WIDE))


def _appraisals() -> str:
    widths = spread(WIDE.text_width, 1, 6.5, 3, 3, 2.8, 8)
    heads = ["TT", "Cơ quan", "Đề nghị", "Chấp nhận", "Chênh lệch", "Lý do"]
    agencies = loop_rows("for entry in rows", widths, _appraisal(widths, "entry", "TableText"))
    sums = [_appraisal(widths, name, "TableGroup") for name in ("agencies", "managing", "total")]
    return table(widths, [row(heads, widths, head=True), *agencies, *sums])


def _appraisal(widths: list[int], name: str, style: str) -> str:
    return row(
        [
            cell(f"{{{{ {name}.number }}}}", "TableCenter"),
            cell(f"{{{{ {name}.name }}}}", style),
            *(cell(f"{{{{ {name}.{key} }}}}", "TableRight") for key in ("asked", "accepted", "difference")),
            cell(f"{{{{ {name}.reason }}}}", "TableText"),
        ],
        widths,
    )
