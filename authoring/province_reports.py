"""Templates of the province's reports and of the proposal of rewards."""

from __future__ import annotations

from authoring.official import PAGE, WIDE, listing, looped
from authoring.papers import annex, closing_line, gap, heading, lines, subheading, typed
from authoring.xml import MM, Cell, cell, loop_rows, p, row, spread, table


def _if(condition: str, then: str, otherwise: str = "") -> str:
    """Paragraphs under a condition."""
    other = p("{%p else %}") + otherwise if otherwise else ""
    return p(f"{{%p if {condition} %}}") + then + other + p("{%p endif %}")


def _listed(loop: str, keep: bool = False) -> str:
    """Dashed lines that end with semicolons, the last with a full stop; `keep` holds the last to what follows."""
    line = p("- {{ line }};", "AdminList")
    last = p("- {{ line }}.", "AdminList", "<w:keepNext/>" if keep else "")
    choice = p("{%p if loop.last %}") + last + p("{%p else %}") + line + p("{%p endif %}")
    return p(f"{{%p for line in {loop} %}}") + choice + p("{%p endfor %}")


def province_report(profile: str) -> bytes:
    """Báo cáo của cơ quan chủ trì với UBND tỉnh: sáu tháng, năm, đột xuất, tổng kết."""
    opening = lines(
        "{% if report.asked_by %}Thực hiện {{ report.asked_by }}{% elif report.final %}Sau khi kết thúc {{ report.programme }}"
        "{% else %}Thực hiện chế độ báo cáo định kỳ về {{ report.programme }}{% endif %}, {{ agency.name }} báo cáo "
        "{{ addressee }} kết quả thực hiện Chương trình {{ report.words }} như sau:"
    )
    body = (
        opening
        + heading("I. TÌNH HÌNH CHUNG")
        + lines(
            "1. Phạm vi: {{ report.scope }}. Kết quả cuối cùng của mỗi cơ quan là {{ report.outcome }}.",
            "2. Đến ngày {{ report.until }}, {{ report.reached }} trên {{ report.agencies }} cơ quan đã có kết quả cuối cùng, đạt "
            "{{ report.reached_percent }}{% if report.new_outcomes %}; trong {{ 'thời gian thực hiện' if report.final else 'kỳ' }} "
            "có thêm: {{ report.new_outcomes }}{% endif %}.",
        )
        + _if(
            "report.silent",
            lines("3. Đã đến thời gian thực hiện nhưng chưa có số liệu báo cáo: {{ report.silent }}."),
        )
        + closing_line("Số cơ quan theo tình trạng thực hiện như sau:")
        + gap()
        + _indicators("report.standings", "Tình trạng")
        + _if(
            "report.delayed",
            lines("Danh sách và lý do của các cơ quan chậm, có nguy cơ chậm tại Phụ lục III."),
            lines("Không có cơ quan nào chậm hoặc có nguy cơ chậm tiến độ."),
        )
        + heading("II. KẾT QUẢ THỰC HIỆN")
        + subheading("1. Tiến độ theo đợt và giai đoạn")
        + gap()
        + _cohorts()
        + lines(
            "Ở mỗi giai đoạn, dòng trên là số cơ quan đã xong cả giai đoạn, dòng dưới là tỷ lệ công việc đã xong. Các giai đoạn: "
            "{% for head in report.stage_heads %}{{ report.stage_marks[loop.index0] }}: {{ head[0] | lower }}{{ head[1:] }}"
            "{{ '.' if loop.last else '; ' }}{% endfor %} Kết quả từng cơ quan tại Phụ lục I."
        )
        + subheading("2. Tài liệu, đào tạo, đánh giá nội bộ")
        + lines("a) {{ report.documents }}", "b) {{ report.training }}", "c) {{ report.audits }}")
        + gap()
        + _indicators("report.indicators", "Chỉ tiêu lũy kế")
        + subheading("3. Kết quả so với mục tiêu")
        + gap()
        + _goals()
        + _if("report.years", subheading("4. Kết quả từng năm") + gap() + _years())
        + _if(
            "report.activities",
            subheading("{{ '5' if report.years else '4' }}. Hoạt động của các cơ quan quản lý Chương trình")
            + _listed("report.activities"),
        )
        + heading("III. KINH PHÍ")
        + gap()
        + _funds()
        + lines("Kinh phí của từng cơ quan tại Phụ lục II.")
        + heading("IV. KHÓ KHĂN, VƯỚNG MẮC")
        + _if(
            "report.difficulties",
            _listed("report.difficulties"),
            lines("……………………………………………………"),
        )
        + heading("V. ĐỀ XUẤT, KIẾN NGHỊ")
        + _if(
            "report.proposals",
            lines("{{ agency.name }} kiến nghị {{ addressee }}:") + _listed("report.proposals"),
            lines("{{ agency.name }} không có kiến nghị."),
        )
        + heading("VI. NHIỆM VỤ {{ report.next_words | upper }}")
        + _listed("report.next_tasks", keep=True)
        + closing_line(
            "Trên đây là {{ 'báo cáo tổng kết' if report.final else 'báo cáo kết quả thực hiện' }} Chương trình "
            "{{ report.words }}; số liệu tại Phụ lục I là cơ sở để xem xét mức độ hoàn thành nhiệm vụ của từng cơ quan. "
            "{{ agency.name }} kính báo cáo {{ addressee }}./."
        )
    )
    note = "Kèm theo Báo cáo, số liệu đến ngày {{ report.until }}"
    return typed(
        profile,
        "BÁO CÁO",
        "{{ report.title }}",
        body,
        (annex("I", "KẾT QUẢ CỦA TỪNG CƠ QUAN", note) + _agencies(), WIDE),
        (annex("II", "KINH PHÍ CỦA TỪNG CƠ QUAN", f"{note}; đơn vị: đồng") + _money(), PAGE),
        (annex("III", "CƠ QUAN CHẬM, CÓ NGUY CƠ CHẬM TIẾN ĐỘ", note) + _delayed(), PAGE),
        to=True,
    )


def government_report(profile: str) -> bytes:
    """Báo cáo của UBND tỉnh với cấp trên, from the same figures."""
    body = (
        lines(
            "Thực hiện chế độ báo cáo về áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn TCVN ISO 9001 vào hoạt động của các "
            "cơ quan hành chính nhà nước, {{ agency.name }} báo cáo {{ addressee }} kết quả {{ report.words }} như sau:"
        )
        + heading("I. KẾT QUẢ THỰC HIỆN")
        + lines(
            "1. {{ agency.name }} tổ chức thực hiện {{ report.programme }} tại {{ report.scope }}.",
            "2. Đến ngày {{ report.until }}, {{ report.reached }} trên {{ report.agencies }} cơ quan đã có {{ report.outcome }}, đạt "
            "{{ report.reached_percent }}{% if report.new_outcomes %}; có thêm trong "
            "{{ 'thời gian thực hiện' if report.final else 'kỳ' }}: {{ report.new_outcomes }}{% endif %}.",
        )
        + closing_line("Tiến độ theo từng đợt (kết quả của từng cơ quan tại Phụ lục):")
        + gap()
        + _cohorts()
        + lines(
            "Ở mỗi giai đoạn, dòng trên là số cơ quan đã xong cả giai đoạn, dòng dưới là tỷ lệ công việc đã xong. Các giai đoạn: "
            "{% for head in report.stage_heads %}{{ report.stage_marks[loop.index0] }}: {{ head[0] | lower }}{{ head[1:] }}"
            "{{ '.' if loop.last else '; ' }}{% endfor %}",
            "3. {{ report.documents }}",
            "4. {{ report.training }}",
            "5. {{ report.audits }}",
        )
        + closing_line("6. Số cơ quan theo tình trạng thực hiện:")
        + gap()
        + _indicators("report.standings", "Tình trạng")
        + closing_line("7. Kết quả so với mục tiêu:")
        + gap()
        + _goals()
        + heading("II. KINH PHÍ")
        + gap()
        + _funds()
        + heading("III. KHÓ KHĂN, VƯỚNG MẮC")
        + _if(
            "report.difficulties",
            _listed("report.difficulties"),
            lines("……………………………………………………"),
        )
        + heading("IV. NHIỆM VỤ {{ report.next_words | upper }}")
        + _listed("report.next_tasks")
        + heading("V. ĐỀ XUẤT, KIẾN NGHỊ")
        + _if(
            "report.proposals",
            closing_line("{{ agency.name }} kiến nghị {{ to }}:") + _listed("report.proposals", keep=True),
            closing_line("{{ agency.name }} không có kiến nghị."),
        )
        + closing_line("{{ agency.name }} kính báo cáo {{ addressee }}./.")
    )
    note = "Kèm theo Báo cáo, số liệu đến ngày {{ report.until }}"
    return typed(
        profile,
        "BÁO CÁO",
        "Kết quả xây dựng và áp dụng hệ thống quản lý chất lượng tại các cơ quan hành chính nhà nước {{ report.words }}",
        body,
        (annex("", "KẾT QUẢ CỦA TỪNG CƠ QUAN", note) + _agencies(), WIDE),
        to=True,
    )


def reward_proposal(profile: str) -> bytes:
    """Tờ trình đề nghị khen thưởng, with the list."""
    body = (
        looped("bases", "basis", "Bases", "")
        + lines(
            "Đến ngày {{ until }}, {{ programme }} đạt kết quả: {{ results }}. Để động viên kịp thời các tập thể, cá nhân có "
            "thành tích, {{ agency.name }} kính trình {{ addressee }} xem xét, khen thưởng {{ counted }} (danh sách tại Phụ lục kèm theo).",
            "Thành tích của từng tập thể, cá nhân đã được đối chiếu với số liệu theo dõi của Chương trình; {{ agency.name }} chịu "
            "trách nhiệm về tính chính xác của danh sách.",
        )
        + closing_line("{{ agency.name }} kính trình {{ addressee }} xem xét, quyết định./.")
    )
    note = "Kèm theo Tờ trình đề nghị khen thưởng năm {{ year }}"
    groups = (
        p("{%p if organisations %}") + p("I. Tập thể", "Arabic") + gap() + _rewards("organisations") + p("{%p endif %}")
    )
    groups += (
        p("{%p if persons %}")
        + p("{{ 'II' if organisations else 'I' }}. Cá nhân", "Arabic")
        + gap()
        + _rewards("persons", person=True)
        + p("{%p endif %}")
    )
    return typed(
        profile,
        "TỜ TRÌNH",
        "Về việc khen thưởng tập thể, cá nhân có thành tích thực hiện Chương trình năm {{ year }}",
        body,
        (annex("", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM {{ year }}", note) + groups, PAGE),
        to=True,
    )


def _rewards(loop: str, person: bool = False) -> str:
    name = "{{ one.name }}" + ("{% if one.post %}, {{ one.post }}{% endif %}" if person else "")
    merits = "{{ one.merits }}.{% if one.figures %} Số liệu của Chương trình: {{ one.figures[0] | lower }}{{ one.figures[1:] }}.{% endif %}"
    heads = ["TT", "Họ và tên, chức vụ, đơn vị" if person else "Tập thể", "Thành tích", "Hình thức đề nghị"]
    return listing(
        PAGE, heads, [1, 4.5, 7.5, 3.5], ["={{ one.number }}", name, merits, "{{ one.form }}"], f"for one in {loop}"
    )


def _compared(full: str, alone: str) -> str:
    """A table with what was before the period, or the one without where there is nothing to compare with."""
    return _if("report.compared", full, alone)


def _indicators(loop: str, head: str) -> str:
    """Figures before, now, and how they changed."""

    def made(heads: list[str], keys: list[str], shares: list[float]) -> str:
        widths = spread(PAGE.text_width, *shares)
        numbers = [cell(f"{{{{ one.{key} }}}}", "TableRight") for key in keys]
        line = row(["{{ one.label }}", cell("{{ one.unit }}", "TableCenter"), *numbers], widths)
        rows = [row([head, "Đơn vị", *heads], widths, head=True), *loop_rows(f"for one in {loop}", widths, line)]
        return table(widths, rows)

    before, now = "Đến {{ report.compared }}", "Đến {{ report.until }}"
    return _compared(
        made([before, now, "Tăng, giảm"], ["before", "now", "change"], [6.2, 2, 2.9, 2.9, 3]),
        made([now], ["now"], [9.5, 3, 4.5]),
    )


def _staged(before: list[float], stage: float, after: list[float], width: int) -> list[int]:
    """Column widths in millimetres round the columns of stages; what is left goes to the second column.

    The columns of the loop's own tags vanish, which leaves the room of three more stages: four is what regimes have.
    """
    widths = [round(share * MM) for share in (*before, stage * 1.5, stage, stage * 1.5, *after)]
    widths[1] += width - sum(widths)
    return widths


def _cohorts() -> str:
    widths = _staged([26, 14], 20, [15, 15, 15], PAGE.text_width)
    heads: list[str | Cell] = [
        "Đợt", "Số cơ quan", "{%tc for mark in report.stage_marks %}", "{{ mark }}", "{%tc endfor %}",
        "Có kết quả", "Tỷ lệ", "Chậm",
    ]  # fmt: skip
    line = row(
        [
            cell("{{ line.label }}", "TableSmallLeft"),
            cell("{{ line.agencies }}", "TableSmall"),
            "{%tc for stage in line.stages %}",
            cell("{{ stage }}", "TableSmall"),
            "{%tc endfor %}",
            cell("{{ line.outcomes }}", "TableSmall"),
            cell("{{ line.percent }}", "TableSmall"),
            cell("{{ line.late }}", "TableSmall"),
        ],
        widths,
    )
    rows = [row(heads, widths, head=True), *loop_rows("for line in report.cohorts", widths, line)]
    return table(widths, rows, padding=40)


def _goals() -> str:
    return listing(
        PAGE,
        ["Mục tiêu", "Thời hạn", "Phải đạt", "Đã đạt", "Đánh giá"],
        [7.5, 2.5, 2, 2, 2.8],
        [
            "{{ goal.text }}", "={{ goal.until }}", "={{ goal.share }}", "={{ goal.reached }}", "={{ goal.verdict }}",
        ],
        "for goal in report.goals",
    )  # fmt: skip


def _years() -> str:
    return listing(
        PAGE,
        ["Năm", "Số cơ quan bắt đầu", "Có kết quả trong năm", "Lũy kế có kết quả"],
        [2, 4, 4, 4],
        ["={{ y.year }}", "={{ y.started }}", "={{ y.outcomes }}", "={{ y.total }}"],
        "for y in report.years",
    )


def _funds() -> str:
    def made(columns: list[tuple[str, str]], shares: list[float]) -> str:
        widths = spread(PAGE.text_width, *shares)
        amounts = [cell(f"{{{{ fund.{key} }}}}", "TableRight") for _, key in columns]
        line = row(
            [cell("{{ fund.title }}", "TableSmallLeft"), *amounts, cell("{{ fund.percent }}", "TableCenter")], widths
        )
        heads = ["Nguồn kinh phí (đồng)", *(head for head, _ in columns), "Tỷ lệ"]
        rows = [row(heads, widths, head=True), *loop_rows("for fund in report.funds", widths, line)]
        return table(widths, rows, padding=50)

    planned, now, spent, left = (
        ("Dự toán", "planned"), ("Chi trong kỳ", "now"), ("Lũy kế đã chi", "spent"), ("Còn lại", "left"),
    )  # fmt: skip
    return _compared(
        made([planned, now, spent, left], [4.2, 2.9, 2.9, 2.9, 2.9, 1.6]),
        made([planned, spent, left], [7, 3, 3, 3, 1.6]),
    )


def _agencies() -> str:
    widths = _staged([8, 20], 12, [22, 13, 16, 19, 24, 11, 30, 26], WIDE.text_width)
    heads: list[str | Cell] = [
        "TT", "Cơ quan", "{%tc for mark in report.stage_marks %}", "{{ mark }}", "{%tc endfor %}", "Thời gian theo kế hoạch",
        "Công việc", "Tài liệu", "Đào tạo", "Đánh giá nội bộ", "Xem xét", "Kết quả", "Đánh giá so với kế hoạch",
    ]  # fmt: skip
    group = row([Cell(p("{{ group.label }}", "TableGroup"), span=len(heads))], widths)
    keys = ("plan", "tasks", "documents", "training", "audits", "reviews", "outcome", "verdict")
    line = row(
        [
            cell("{{ one.number }}", "TableSmall"),
            cell("{{ one.name }}", "TableSmallLeft"),
            "{%tc for stage in one.stages %}",
            cell("{{ stage }}", "TableSmall"),
            "{%tc endfor %}",
            *(cell(f"{{{{ one.{key} }}}}", "TableSmall") for key in keys),
        ],
        widths,
    )
    inner = loop_rows("for one in group.rows", widths, line)
    rows = [row(heads, widths, head=True), *loop_rows("for group in report.groups", widths, group, *inner)]
    return table(widths, rows, padding=30)


def _money() -> str:
    widths = spread(PAGE.text_width, 1, 6.2, 2.85, 2.85, 2.85, 1.6)
    keys = ("planned", "spent", "left")

    def amounts(name: str) -> list[str | Cell]:
        made: list[str | Cell] = [cell(f"{{{{ {name}.{key} }}}}", "TableRight") for key in keys]
        return [*made, cell(f"{{{{ {name}.percent }}}}", "TableCenter")]

    heads = ["TT", "Cơ quan", "Dự toán", "Đã chi", "Còn lại", "Tỷ lệ"]
    group = row([Cell(p("{{ entry.fund.title }}", "TableGroup"), span=len(heads))], widths)
    line = row([cell("{{ one.number }}", "TableCenter"), "{{ one.name }}", *amounts("one")], widths)
    without = row(
        [Cell(p("{{ entry.without }} cơ quan chưa có số liệu của nguồn này", "TableSmallLeft"), span=len(heads))],
        widths,
    )
    total = row([Cell(p("Cộng", "TableHead"), span=2), *amounts("entry.fund")], widths)
    inner = loop_rows("for one in entry.rows", widths, line)
    missing = loop_rows("if entry.without != '0'", widths, without)
    rows = [
        row(heads, widths, head=True),
        *loop_rows("for entry in report.money", widths, group, *inner, *missing, total),
    ]
    return table(widths, rows)


def _delayed() -> str:
    """The list, or a sentence in its place."""
    listed = listing(
        PAGE,
        ["TT", "Cơ quan", "Đợt", "Kết thúc theo kế hoạch", "Tình trạng", "Việc chậm hoặc sắp đến hạn"],
        [1, 4.2, 1.3, 2.4, 2.3, 6.3],
        [
            "={{ one.number }}", "{{ one.name }}", "={{ one.cohort }}", "={{ one.end }}", "={{ one.standing }}",
            "{{ one.reason }}",
        ],
        "for one in report.delayed",
    )  # fmt: skip
    return _if("report.delayed", listed, lines("Không có cơ quan nào chậm hoặc có nguy cơ chậm tiến độ."))
