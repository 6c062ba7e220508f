"""Templates of the QMS documents."""

from __future__ import annotations

from authoring.frame import (
    QMS_LANDSCAPE,
    QMS_PAGE,
    approval,
    changes,
    head,
    listing,
    qms_document,
    signatures,
    small_head,
)
from authoring.xml import (
    Cell,
    Page,
    bookmark,
    cell,
    contents,
    field,
    loop_rows,
    p,
    row,
    run,
    spread,
    table,
)

PAGE = QMS_PAGE


def _bullets(loop: str, name: str, style: str = "ListDash") -> str:
    return p(f"{{%p for {name} in {loop} %}}") + p(f"{{{{ {name} }}}}", style) + p("{%p endfor %}")


def _body(loop: str, name: str = "line") -> str:
    return _bullets(loop, name, "BodyText")


def procedure() -> bytes:
    """Quy trình: page 1, changes, sections 1-7."""
    opening = head("QUY TRÌNH") + p("MỤC LỤC", "ContentsTitle") + contents() + p("", "Gap") + approval() + changes()
    body = (
        p("Mục đích", "Numbered1", "<w:pageBreakBefore/>")
        + p("{{ procedure.purpose }}", "BodyText")
        + p("Phạm vi", "Numbered1")
        + p("{{ procedure.scope }}", "BodyText")
        + p("Tài liệu viện dẫn", "Numbered1")
        + _bullets("procedure.references", "reference")
        + p("Định nghĩa, chữ viết tắt", "Numbered1")
        + _definitions("procedure.definitions")
        + p("{%p if not procedure.definitions %}")
        + p("Không có thuật ngữ, chữ viết tắt riêng; các thuật ngữ chung giải thích tại Sổ tay chất lượng.", "BodyText")
        + p("{%p endif %}")
        + p(bookmark("_RefNoiDung", 1, run("Nội dung quy trình")), "Numbered1")
        + p("{%p for item in procedure.items %}")
        + p("{{ item.title }}", "Heading2")
        + p("{%p for line in item.lines %}")
        + p("{%p if line.bullet %}")
        + p("{{ line.text }}", "ListDash")
        + p("{%p else %}")
        + p("{{ line.text }}", "BodyText")
        + p("{%p endif %}")
        + p("{%p endfor %}")
        + p("{%p endfor %}")
        + p("{{ procedure.steps_title }}", "Heading2")
        + _steps()
        + p("{%p if procedure.notes %}")
        + p("Ghi chú:", "NoteTitle")
        + p("{%p endif %}")
        + _bullets("procedure.notes", "note", "Note")
        + p("Biểu mẫu", "Numbered1")
        + p("{%p if procedure.forms %}")
        + p(
            run("Các biểu mẫu dưới đây được sử dụng khi thực hiện các bước nêu tại mục ")
            + field("REF _RefNoiDung \\r \\h", "5")
            + run(" của quy trình này."),
            "BodyText",
            '<w:keepNext/><w:spacing w:before="60" w:after="120"/>',
        )
        + _forms()
        + p("{%p else %}")
        + p("Quy trình này không có biểu mẫu riêng.", "BodyText")
        + p("{%p endif %}")
        + p("Hồ sơ cần lưu", "Numbered1")
        # Before the table: behind it, the sentence would now and then have the last page to itself.
        + p(
            "Hồ sơ được lưu tại nơi lưu nêu dưới đây đến hết thời hạn, sau đó giao nộp lưu trữ hoặc tiêu hủy theo quy "
            "trình kiểm soát hồ sơ.",
            "BodyText",
            '<w:keepNext/><w:spacing w:before="60" w:after="120"/>',
        )
        + _records()
    )
    return qms_document(opening + body, label="Tên quy trình")


def _definitions(loop: str) -> str:
    widths = spread(PAGE.text_width, 4, 12)
    line = row([cell("{{ entry.term }}", "TableGroup"), "{{ entry.meaning }}"], widths)
    return (
        p(f"{{%p if {loop} %}}")
        + table(
            widths,
            [
                row(["Thuật ngữ, chữ viết tắt", "Giải thích"], widths, head=True),
                *loop_rows(f"for entry in {loop}", widths, line),
            ],
        )
        + p("{%p endif %}")
    )


def _steps() -> str:
    # The narrow columns hold the loop's own tags and vanish; the rest is widened to the table at render time.
    widths = spread(PAGE.text_width, 1.05, 6.7, 3.1, 0.3, 2.3, 0.3, 0.3, 3.2, 0.3)
    heads: list[str | Cell] = [
        "TT",
        "Trình tự các bước công việc",
        "Trách nhiệm",
        "{%tc for head in procedure.time_heads %}",
        Cell(p("{{ head.title }}", "TableHead") + p("{{ head.limit }}", "TableHead")),
        "{%tc endfor %}",
        "{%tc if procedure.result_column %}",
        "Biểu mẫu, kết quả",
        "{%tc endif %}",
    ]
    what = Cell(
        p("{{ step.what }}", "TableText")
        + p("{%p for branch in step.branches %}")
        + p("- {{ branch.when }}: {{ branch.then }}", "TableText")
        + p("{%p endfor %}"),
        middle=False,
    )
    results = Cell(
        p("{%p for result in step.results %}") + p("{{ result }}", "TableText") + p("{%p endfor %}"), middle=False
    )
    line = row(
        [
            cell("{{ step.number }}", "TableCenter"),
            what,
            cell("{{ step.who }}", "TableCenter"),
            "{%tc for time in step.times %}",
            cell("{{ time }}", "TableCenter"),
            "{%tc endfor %}",
            "{%tc if procedure.result_column %}",
            results,
            "{%tc endif %}",
        ],
        widths,
    )
    return table(widths, [row(heads, widths, head=True), *loop_rows("for step in procedure.steps", widths, line)])


def _forms() -> str:
    return listing(
        ["TT", "Mã hiệu", "Tên biểu mẫu"],
        [1, 3.6, 11.4],
        ["={{ form.number }}", "={{ form.code }}", "{{ form.title }}"],
        "for form in procedure.forms",
    )


def _records() -> str:
    return listing(
        ["TT", "Tên hồ sơ", "Mã biểu mẫu", "Nơi lưu, người lưu", "Thời gian lưu"],
        [1, 4.6, 3.3, 4.9, 2.2],
        [
            "={{ record.number }}",
            "{{ record.title }}",
            "={{ record.code }}",
            "{{ record.unit }}, {{ record.kept_by }}",
            "={{ record.retention }}",
        ],
        "for record in procedure.records",
    )


def policy() -> bytes:
    """Chính sách chất lượng: one page to post on the wall."""
    widths = spread(PAGE.text_width, 7, 9)
    sign = Cell(
        p("{{ signature.title }}", "SignTitle") + p("{{ signature.name }}", "SignRoom"),
        middle=False,
    )
    body = (
        head()
        + p("{{ policy.statement }}", "Statement")
        + p("Để thực hiện chính sách này, {{ agency.short }} cam kết:", "BodyText")
        + _bullets("policy.commitments", "commitment")
        + p("{{ policy.closing }}", "BodyText")
        + p("", "Gap")
        + table(widths, [row([Cell(p("", "TableText")), sign], widths)], style="Frame")
    )
    return qms_document(body)


def objectives() -> bytes:
    """Mục tiêu chất lượng and their action plan."""
    body = (
        head()
        + p("Mục tiêu chất lượng năm {{ year }}", "Heading1")
        + p(
            "Mục tiêu được thiết lập phù hợp với chính sách chất lượng, đo được và được xem xét định kỳ tại cuộc họp "
            "xem xét của lãnh đạo.",
            "BodyText",
            '<w:spacing w:before="60" w:after="120"/>',
        )
        + objectives_table()
        + p("Kế hoạch thực hiện mục tiêu", "Heading1")
        + actions_table()
        + signatures(
            PAGE,
            "Các đơn vị báo cáo kết quả thực hiện mục tiêu hằng quý; thư ký ISO tổng hợp, trình cuộc họp xem xét của lãnh đạo.",
            "Người lập",
            "{{ agency.head }}",
        )
    )
    return qms_document(body)


def objectives_table(loop: str = "objectives") -> str:
    return listing(
        ["TT", "Nội dung mục tiêu", "Chỉ tiêu", "Cách đo", "Đơn vị thực hiện"],
        [1, 4.3, 2.1, 4.3, 4.5],
        [
            "={{ objective.number }}",
            "{{ objective.text }}",
            "={{ objective.target }}",
            "{{ objective.measure }}",
            "{{ objective.units }}",
        ],
        f"for objective in {loop}",
    )


def actions_table() -> str:
    widths = spread(PAGE.text_width, 1.2, 7.6, 4, 3.4)
    group = row([Cell(p("Mục tiêu {{ objective.number }}: {{ objective.text }}", "TableGroup"), span=4)], widths)
    line = row(
        [
            cell("{{ action.number }}", "TableCenter"),
            "{{ action.what }}",
            cell("{{ action.who }}", "TableCenter"),
            cell("{{ action.deadline }}", "TableCenter"),
        ],
        widths,
    )
    inner = loop_rows("for action in objective.actions", widths, line)
    return table(
        widths,
        [
            row(["TT", "Biện pháp thực hiện", "Trách nhiệm", "Thời hạn"], widths, head=True),
            *loop_rows("for objective in objectives", widths, group, *inner),
        ],
    )


def form(page: Page = PAGE) -> bytes:
    """Biểu mẫu: a small head, then the blocks that its YAML describes."""
    body = (
        small_head(page)
        + p("{%p if form.motto %}")
        + p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "FormMotto", '<w:spacing w:before="240"/>')
        + p("Độc lập - Tự do - Hạnh phúc", "FormMotto")
        + p("{%p endif %}")
        + p("{{ form.upper }}", "DocTitle")
        + _blocks(page)
    )
    return qms_document(body, page=page, label="Tên biểu mẫu")


def _blocks(page: Page) -> str:
    parts = spread(page.text_width, 0.3, 5, 0.3)
    signer = Cell(p("{{ signer }}", "SignTitle") + p("(Ký, ghi rõ họ tên)", "SignNote"), middle=False)
    sign = row(["{%tc for signer in block.signatures %}", signer, "{%tc endfor %}"], parts)
    cases = [
        ("heading", p("{{ block.heading }}", "FormHeading")),
        ("text", p("{{ block.text }}", "FormText")),
        ("fields", p("{%p for label in block.fields %}") + p("{{ label }}: \t", "FormField") + p("{%p endfor %}")),
        ("lines", p("{%p for line in block.lines %}") + p("\t", "FormField") + p("{%p endfor %}")),
        (
            "choices",
            p("{{ block.label }}:{% for option in block.options %}     □ {{ option }}{% endfor %}", "FormField"),
        ),
        (
            "table",
            p(f"{{{{p block.table | table({page.text_width}) }}}}") + p("", "Rule", '<w:spacing w:before="80"/>'),
        ),
        ("signatures", table(parts, [sign], style="Frame")),
    ]
    made = p("{%p for block in form.blocks %}")
    for index, (name, content) in enumerate(cases):
        made += p(f"{{%p {'elif' if index else 'if'} block.type == '{name}' %}}") + content
    return made + p("{%p endif %}") + p("{%p endfor %}")


def form_landscape() -> bytes:
    """The same on a landscape page, for registers."""
    return form(QMS_LANDSCAPE)


def document_list() -> bytes:
    """Danh mục tài liệu nội bộ."""
    body = (
        head()
        + p("", "Gap")
        + listing(
            ["TT", "Mã hiệu", "Tên tài liệu", "Loại", "Lần BH", "Lần SĐ", "Ngày hiệu lực"],
            [1, 3.5, 4.6, 2.1, 1.25, 1.25, 2.6],
            [
                "={{ entry.number }}",
                "{{ entry.code }}",
                "{{ entry.title }}",
                "{{ entry.kind }}",
                "={{ entry.issue }}",
                "={{ entry.revision }}",
                "={{ entry.effective_date }}",
            ],
            "for entry in documents",
        )
        + signatures(
            PAGE,
            "Danh mục gồm {{ documents | length }} tài liệu. BH: ban hành; SĐ: sửa đổi.",
            "Người lập",
            "{{ agency.head }}",
        )
    )
    return qms_document(body)


def external_document_list() -> bytes:
    """Danh mục tài liệu bên ngoài."""
    body = (
        head()
        + p("", "Gap")
        + listing(
            ["TT", "Tên tài liệu", "Nội dung chính", "Đơn vị quản lý"],
            [1, 4.4, 6, 4.8],
            ["={{ entry.number }}", "{{ entry.title }}", "{{ entry.content }}", "{{ entry.unit }}"],
            "for entry in documents",
        )
        + signatures(PAGE, "Danh mục gồm {{ documents | length }} tài liệu.", "Người lập", "{{ agency.head }}")
    )
    return qms_document(body)


def record_list() -> bytes:
    """Danh mục hồ sơ."""
    body = (
        head()
        + p("", "Gap")
        + listing(
            ["TT", "Tên hồ sơ", "Mã biểu mẫu", "Quy trình", "Nơi lưu", "Thời gian lưu"],
            [1, 4.2, 3.3, 2.6, 3.3, 1.9],
            [
                "={{ record.number }}",
                "{{ record.title }}",
                "={{ record.code }}",
                "={{ record.procedure }}",
                "{{ record.kept_at }}",
                "={{ record.retention }}",
            ],
            "for record in records",
        )
        + signatures(PAGE, "Danh mục gồm {{ records | length }} loại hồ sơ.", "Người lập", "{{ agency.head }}")
    )
    return qms_document(body)


def audit_programme() -> bytes:
    """Chương trình đánh giá nội bộ."""
    body = (
        head()
        + p("1. Mục đích", "Heading1")
        + p(
            "Xác định mức độ phù hợp và hiệu lực của hệ thống quản lý chất lượng tại {{ agency.short }}; phát hiện điểm "
            "cần khắc phục, cải tiến và cung cấp thông tin cho cuộc họp xem xét của lãnh đạo.",
            "BodyText",
        )
        + p("2. Phạm vi và chuẩn mực đánh giá", "Heading1")
        + p(
            "Đánh giá toàn bộ hoạt động trong phạm vi áp dụng hệ thống quản lý chất lượng tại các đơn vị nêu ở mục 4, theo "
            "tiêu chuẩn {{ standard.name }}, chính sách, mục tiêu chất lượng, các quy trình đã ban hành và văn bản pháp "
            "luật liên quan.",
            "BodyText",
        )
        + p("3. Đoàn đánh giá", "Heading1")
        + p(
            "Đánh giá viên đã qua đào tạo và không đánh giá công việc do chính mình thực hiện.",
            "BodyText",
            '<w:keepNext/><w:spacing w:before="60" w:after="120"/>',
        )
        + listing(
            ["TT", "Họ và tên", "Đơn vị", "Trách nhiệm trong đoàn", "Ký hiệu"],
            [1, 5, 4, 4.4, 1.8],
            ["={{ member.number }}", "", "", "", "={{ member.mark }}"],
            "for member in team",
        )
        + p("4. Lịch đánh giá", "Heading1")
        + listing(
            ["TT", "Đơn vị được đánh giá", "Nội dung, quy trình được đánh giá", "Thời gian", "Đánh giá viên"],
            [1, 4, 6, 2.6, 2.4],
            ["={{ visit.number }}", "{{ visit.unit }}", "{{ visit.procedures }}", "={{ visit.when }}", ""],
            "for visit in visits",
        )
        + p("5. Yêu cầu đối với các đơn vị", "Heading1")
        + signatures(
            PAGE,
            "Đoàn đánh giá gửi lịch làm việc chi tiết đến đơn vị trước ngày đánh giá ít nhất một tuần. Đơn vị bố trí người "
            "làm việc, chuẩn bị tài liệu, hồ sơ và thực hiện hành động khắc phục đúng hạn. Báo cáo đánh giá được lập trong "
            "thời hạn một tuần kể từ ngày kết thúc đợt đánh giá.",
            "Người lập",
            "{{ agency.head }}",
        )
    )
    return qms_document(body)


def audit_checklist() -> bytes:
    """Danh mục kiểm tra, landscape: question, evidence to see, source, finding."""
    page = QMS_LANDSCAPE
    widths = spread(page.text_width, 1.1, 8.4, 6, 1.8, 3, 3.2, 4.2)
    heads = [
        "TT",
        "Nội dung kiểm tra",
        "Bằng chứng cần xem",
        "Điều khoản",
        "Nguồn",
        "Kết luận (PH/KPH/LY)",
        "Bằng chứng thu được",
    ]
    group = row([Cell(p("{{ group.title }}", "TableGroup"), span=7)], widths)
    line = row(
        [
            cell("{{ item.number }}", "TableCenter"),
            cell("{{ item.question }}", "TableSmallLeft"),
            cell("{{ item.evidence }}", "TableSmallLeft"),
            cell("{{ item.clause }}", "TableSmall"),
            cell("{{ item.source }}", "TableSmallLeft"),
            "",
            "",
        ],
        widths,
    )
    inner = loop_rows("for item in group.rows", widths, line)
    body = (
        head("DANH MỤC KIỂM TRA", '"ĐÁNH GIÁ NỘI BỘ NĂM " ~ year')
        + p("Đơn vị được đánh giá: {{ audited }}", "FormHeading")
        + p("Đánh giá viên: \t", "FormField")
        + p("Ngày đánh giá: \t", "FormField")
        + p("", "Gap")
        + table(widths, [row(heads, widths, head=True), *loop_rows("for group in groups", widths, group, *inner)])
        + signatures(
            page,
            "Kết luận ghi: PH - phù hợp; KPH - không phù hợp; LY - lưu ý.",
            "Đánh giá viên",
            "Đại diện đơn vị được đánh giá",
        )
    )
    return qms_document(body, page=page)


def manual() -> bytes:
    """Sổ tay chất lượng."""
    units = spread(PAGE.text_width, 1, 4.4, 3.2, 7.6)
    unit_line = row(
        [
            cell("{{ unit.number }}", "TableCenter"),
            "{{ unit.name }}",
            "{{ unit.head }}",
            Cell(
                p("{%p for line in unit.functions %}", "TableText")
                + p("- {{ line }}", "TableText")
                + p("{%p endfor %}", "TableText"),
                middle=False,
            ),
        ],
        units,
    )
    opening = (
        head()
        + p("SỔ TAY CHẤT LƯỢNG", "BigTitle")
        + p("Theo tiêu chuẩn {{ standard.name }}", "BigSubtitle")
        + approval()
        + p("MỤC LỤC", "ContentsTitle", "<w:pageBreakBefore/>")
        + contents("1-2")
        + p("Danh sách nơi giữ tài liệu", "FrontHeading", '<w:pageBreakBefore w:val="0"/><w:spacing w:before="480"/>')
        + listing(
            ["TT", "Nơi giữ tài liệu", "Số bản", "Ký nhận"],
            [1, 8, 2.4, 4.8],
            ["={{ unit.number }}", "{{ unit.name }}", "", ""],
            "for unit in manual.units",
        )
        + changes()
    )
    introduction = (
        p("1. Giới thiệu chung", "Heading1", "<w:pageBreakBefore/>")
        + p("1.1. Giới thiệu về {{ agency.short }}", "Heading2")
        + _body("manual.introduction")
        + p("1.2. Chức năng, nhiệm vụ", "Heading2")
        + _bullets("manual.functions", "function")
        + p("1.3. Cơ cấu tổ chức", "Heading2", "")
        + table(
            units,
            [
                row(["TT", "Đơn vị", "Người đứng đầu", "Chức năng, nhiệm vụ chính"], units, head=True),
                *loop_rows("for unit in manual.units", units, unit_line),
            ],
        )
        + p("2. Phạm vi áp dụng", "Heading1")
        + p("2.1. Phạm vi", "Heading2")
        + p("{{ manual.scope }}", "BodyText")
        + p("2.2. {{ manual.exclusion_word }}", "Heading2")
        + p("{%p if manual.exclusions %}")
        + listing(
            ["Điều khoản", "Tên điều khoản", "Lý do"],
            [2, 5, 9],
            ["={{ entry.clause }}", "{{ entry.title }}", "{{ entry.reason }}"],
            "for entry in manual.exclusions",
        )
        + p("{%p else %}")
        + p("Cơ quan áp dụng toàn bộ các yêu cầu của tiêu chuẩn.", "BodyText")
        + p("{%p endif %}")
        + p("3. Thuật ngữ, định nghĩa và chữ viết tắt", "Heading1")
        + _definitions("manual.terms")
    )
    return qms_document(opening + introduction + _chapters() + _annexes())


def _chapters() -> str:
    """Clauses 4 and up; the level of a clause chooses its heading style."""
    levels = [(1, "Heading1"), (2, "Heading2"), (3, "Heading3"), (4, "Heading4")]
    headings = "".join(
        p(f"{{%p {'elif' if index else 'if'} chapter.level == {level} %}}")
        + p("{{ chapter.number }}. {{ chapter.title }}", style)
        for index, (level, style) in enumerate(levels)
    )
    return (
        p("{%p for chapter in manual.chapters %}")
        + headings
        + p("{%p endif %}")
        + p("{%p if chapter.excluded %}")
        + p("Không áp dụng. {{ chapter.excluded }}", "BodyText")
        + p("{%p endif %}")
        + _body("chapter.paragraphs", "paragraph")
        + _bullets("chapter.items", "entry")
        + p("{%p if chapter.holds == 'policy' %}")
        + p("{{ manual.policy.statement }}", "Statement")
        + _bullets("manual.policy.commitments", "commitment")
        + p("{{ manual.policy.closing }}", "BodyText")
        + p("{%p elif chapter.holds == 'objectives' %}")
        + p("Mục tiêu chất lượng của cơ quan", "Caption")
        + objectives_table("manual.objectives")
        + p("{%p endif %}")
        + p("{%p if chapter.documents %}")
        + p("Tài liệu liên quan: {{ chapter.documents | join('; ') }}.", "Note")
        + p("{%p endif %}")
        + p("{%p endfor %}")
    )


def _annexes() -> str:
    processes = spread(PAGE.text_width, 3.8, 4.4, 4.4, 2.4, 1.8)
    group = row([Cell(p("{{ group.title }}", "TableGroup"), span=5)], processes)
    line = row(
        [
            cell("{{ process.name }}", "TableSmallLeft"),
            cell("{{ process.inputs }}", "TableSmallLeft"),
            cell("{{ process.outputs }}", "TableSmallLeft"),
            cell("{{ process.owner }}", "TableSmallLeft"),
            cell("{{ process.clauses }}", "TableSmall"),
        ],
        processes,
    )
    matrix = spread(PAGE.text_width, 1.5, 5.6, 0.75, 0.2, 0.75, 0.2)
    upright = Cell(p("Lãnh đạo", "TableSmallLeft"), vertical=True)
    unit = Cell(p("{{ unit }}", "TableSmallLeft"), vertical=True)
    marks = row(
        [
            cell("{{ entry.clause }}", "TableCenter"),
            cell("{{ entry.title }}", "TableSmallLeft"),
            cell("{{ entry.marks[0] }}", "TableCenter"),
            "{%tc for mark in entry.marks[1:] %}",
            cell("{{ mark }}", "TableCenter"),
            "{%tc endfor %}",
        ],
        matrix,
    )
    return (
        p("Phụ lục 1. Các quá trình và tương tác giữa các quá trình", "FrontHeading")
        + _process_map()
        + p("Đầu vào, đầu ra và trách nhiệm của từng quá trình", "Caption")
        + table(
            processes,
            [
                row(["Quá trình", "Đầu vào", "Đầu ra", "Phụ trách", "Điều khoản"], processes, head=True),
                *loop_rows(
                    "for group in manual.process_groups",
                    processes,
                    group,
                    *loop_rows("for process in group.rows", processes, line),
                ),
            ],
        )
        + p("Phụ lục 2. Ma trận trách nhiệm theo điều khoản", "FrontHeading")
        + p("● chủ trì; ○ phối hợp, tham gia. Người đứng đầu cơ quan chịu trách nhiệm chung về mọi điều khoản.", "Note")
        + p("", "Gap")
        + table(
            matrix,
            [
                row(
                    [
                        "Điều khoản",
                        "Tên điều khoản",
                        upright,
                        "{%tc for unit in manual.matrix_units %}",
                        unit,
                        "{%tc endfor %}",
                    ],
                    matrix,
                    head=True,
                    height=1750,
                ),
                *loop_rows("for entry in manual.matrix", matrix, marks),
            ],
        )
        + p("Phụ lục 3. Tài liệu tương ứng với từng điều khoản", "FrontHeading")
        + listing(
            ["Điều khoản", "Tên điều khoản", "Tài liệu"],
            [2, 6.4, 7.8],
            ["={{ entry.clause }}", "{{ entry.title }}", "{{ entry.documents }}"],
            "for entry in manual.clause_documents",
        )
        + p("Phụ lục 4. Danh mục tài liệu của hệ thống", "FrontHeading")
        + p("Biểu mẫu của từng quy trình ghi tại mục 6 của quy trình và danh mục tài liệu nội bộ.", "Note")
        + p("", "Gap")
        + listing(
            ["Mã hiệu", "Tên tài liệu"],
            [4, 12],
            ["{{ entry.code }}", "{{ entry.title }}"],
            "for entry in manual.documents",
        )
    )


def _process_map() -> str:
    """The interaction picture as a table: requirements in, four groups of processes, satisfaction out."""
    widths = spread(PAGE.text_width, 3.2, 9.6, 3.2)
    inside = (
        p("{%p for group in manual.process_groups %}", "TableText")
        + p("{{ group.title }}", "TableHead")
        + p("{{ group.rows | map(attribute='name') | join('; ') }}", "TableCenter")
        + p("{%p if not loop.last %}", "TableText")
        + p("↓ ↑", "TableCenter")
        + p("{%p endif %}", "TableText")
        + p("{%p endfor %}", "TableText")
    )
    side = "F2F2F2"
    left = Cell(
        p("Tổ chức, công dân", "TableHead") + p("Yêu cầu, hồ sơ, quy định của pháp luật →", "TableCenter"), fill=side
    )
    right = Cell(p("Tổ chức, công dân", "TableHead") + p("→ Kết quả giải quyết, sự hài lòng", "TableCenter"), fill=side)
    return table(widths, [row([left, Cell(inside), right], widths)])
