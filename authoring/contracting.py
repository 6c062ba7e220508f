"""Templates of the contracts with a consultant and a certifier: choice, annex, working days, trial, end."""

from __future__ import annotations

from authoring import frame
from authoring.frame import QMS_PAGE, record, signatures
from authoring.official import PAGE, listing, looped, paper
from authoring.papers import closing_line, gap, heading, lines, people, signed, subheading
from authoring.xml import Cell, cell, include, loop_rows, p, row, run, spread, table


def eligibility_sheet() -> bytes:
    """Phiếu đánh giá nhà cung cấp, filled in for one consultant or certifier."""
    body = (
        p("Tên nhà cung cấp: {{ sheet.name }}", "FormText")
        + p("Địa chỉ: {{ sheet.address }}", "FormText")
        + p("Hàng hóa, dịch vụ cung cấp: {{ sheet.service }}", "FormText")
        + p("Giấy tờ pháp lý còn hiệu lực: {{ sheet.certificate }}", "FormText")
        + p("Tài liệu chứng minh năng lực: {{ sheet.capacity }}", "FormText")
        + p("Giá đề nghị: {{ sheet.price }} đồng", "FormText")
        + p("Loại đánh giá: lựa chọn ban đầu. Hiệu lực của giấy, thẻ được xem xét cho ngày ký hợp đồng ({{ sheet.day }}).", "FormText")
        + p("I. Điều kiện bắt buộc", "FormHeading")
        + p("Căn cứ xem xét: {{ sheet.rules }}.", "FormText")
        + p("{%p if sheet.conditions %}")
        + _room()
        + frame.listing(
            ["TT", "Điều kiện", "Bằng chứng đã xem", "Kết quả"],
            [1, 6, 6, 2.2],
            ["={{ condition.number }}", "{{ condition.what }}", "{{ condition.evidence }}", "={{ condition.result }}"],
            "for condition in sheet.conditions",
        )
        + p("{%p endif %}")
        + p("{%p if sheet.cards %}")
        + p("{{ 'Chuyên gia tư vấn' if contract.consulting else 'Đánh giá viên' }} tham gia hợp đồng:", "FormText", "<w:keepNext/>")
        + _room()
        + frame.listing(
            ["TT", "Họ và tên", "Số thẻ", "Ngày cấp", "Hết hạn", "Hiệu lực"],
            [1, 4, 2.6, 2.3, 2.3, 4],
            [
                "={{ expert.number }}",
                "{{ expert.name }}",
                "={{ expert.card }}",
                "={{ expert.issued }}",
                "={{ expert.until }}",
                "{{ expert.state }}",
            ],
            "for expert in sheet.experts",
        )
        + p("{%p elif sheet.names %}")
        + p("{{ 'Chuyên gia tư vấn' if contract.consulting else 'Đánh giá viên' }} tham gia hợp đồng: {{ sheet.names }}.", "FormText")
        + p("{%p endif %}")
        + p("Điều kiện bắt buộc: {{ sheet.passed }}", "FormText")
        + p("II. Điểm theo tiêu chí", "FormHeading")
        + _room()
        + _criteria()
        + p(
            "Mức: từ 70 điểm là chấp nhận; từ 50 đến dưới 70 điểm là chấp nhận có điều kiện; dưới 50 điểm là không chấp "
            "nhận.",
            "Note",
        )
        + p("III. Kết luận", "FormHeading")
        + p("Kết luận: {{ sheet.conclusion }}", "FormText")
        + p("Lý do, điều kiện phải theo dõi: {{ sheet.reasons }}", "FormText")
        + signatures(
            QMS_PAGE,
            "Người đánh giá không có quyền lợi liên quan đến tổ chức nêu trên.",
            "Người đánh giá",
            "Kế toán",
            "{{ agency.head }}",
        )
    )  # fmt: skip
    return record(body, subtitle="Xem xét điều kiện tổ chức {{ contract.kind }} trước khi ký hợp đồng")


def _criteria() -> str:
    widths = spread(QMS_PAGE.text_width, 1, 5, 2, 5, 2)
    line = row(
        [
            cell("{{ criterion.number }}", "TableCenter"),
            "{{ criterion.title }}",
            cell("{{ criterion.most }}", "TableCenter"),
            "{{ criterion.evidence }}",
            cell("{{ criterion.points }}", "TableCenter"),
        ],
        widths,
    )
    total = row(
        [
            Cell(p("Tổng cộng", "TableHead"), span=2),
            cell("{{ sheet.most }}", "TableHead"),
            "",
            cell("{{ sheet.total }}", "TableHead"),
        ],
        widths,
    )
    heads = ["TT", "Tiêu chí", "Điểm tối đa", "Bằng chứng", "Điểm chấm"]
    return table(
        widths,
        [row(heads, widths, head=True), *loop_rows("for criterion in sheet.criteria", widths, line), total],
    )


def _room() -> str:
    """A little room above a table of a record."""
    return p("", "FormText", '<w:keepNext/><w:spacing w:before="60" w:line="80" w:lineRule="exact"/>')


def selection_minutes(profile: str) -> bytes:
    """Biên bản lựa chọn tổ chức tư vấn, chứng nhận."""
    candidates = listing(
        PAGE,
        ["TT", "Tổ chức", "Điều kiện", "Điểm", "Giá đề nghị (đồng)", "Nhận xét"],
        [1, 3.2, 2.8, 1.4, 2.6, 5],
        [
            "={{ candidate.number }}",
            "{{ candidate.name }}",
            "={{ candidate.conditions }}",
            "={{ candidate.score }}",
            "={{ candidate.price }}",
            "{{ candidate.remark }}",
        ],
        "for candidate in selection.candidates",
    )
    body = (
        _titles("Lựa chọn tổ chức {{ contract.kind }} hệ thống quản lý chất lượng")
        + lines("Hôm nay, {{ selection.day }}, tại {{ agency.name }}, các thành phần có tên sau họp lựa chọn tổ chức "
                "{{ contract.subject }}.")
        + heading("I. THÀNH PHẦN")
        + people("selection.people")
        + heading("II. CÁC TỔ CHỨC ĐƯỢC XEM XÉT")
        + lines(
            "1. Điều kiện: tổ chức {{ contract.kind }} phải đáp ứng {{ selection.law }} và có đủ năng lực phù hợp quy mô, nội "
            "dung công việc của {{ agency.short }}; từng điều kiện được ghi tại phiếu xem xét điều kiện của mỗi tổ chức.",
            "2. Năng lực được chấm theo thang điểm của Phiếu đánh giá nhà cung cấp: {{ selection.criteria | join('; ') }}.",
            "3. Kết quả xem xét {{ selection.count }} tổ chức:",
        )
        + gap()
        + candidates
        + heading("III. KẾT QUẢ LỰA CHỌN")
        + lines("1. Tổ chức được chọn: {{ contract.b.name }}.")
        + _loose("Giá đề nghị: {{ selection.price }} đồng (bằng chữ: {{ selection.words }}).")
        + p("{%p if selection.comparison %}")
        + lines("2. So sánh với các tổ chức khác:")
        + looped("selection.comparison")
        + p("{%p endif %}")
        + lines("{{ 3 if selection.comparison else 2 }}. Lý do lựa chọn:")
        + looped("selection.reasons", "reason")
        + heading("IV. KIẾN NGHỊ")
        + p("{%p if selection.through %}")
        + lines(
            "1. {{ agency.head }} thông qua {{ selection.through }} về tổ chức được chọn trước khi quyết định, theo quy định "
            "của Chương trình.",
            "2. Sau khi thống nhất, {{ agency.head }} ký hợp đồng {{ contract.kind }} với tổ chức được chọn.",
        )
        + p("{%p else %}")
        + lines("Trình {{ agency.head }} quyết định và ký hợp đồng {{ contract.kind }} với tổ chức được chọn.")
        + p("{%p endif %}")
        + closing_line("Biên bản đã được đọc lại, các thành viên nhất trí và ký tên./.")
        + signed(
            ("NGƯỜI GHI BIÊN BẢN", "{{ selection.recorder }}"),
            ("NGƯỜI CHỦ TRÌ", "{{ selection.chair }}"),
        )
    )  # fmt: skip
    return paper(profile, [(body, PAGE)])


def _titles(subject: str, type_name: str = "BIÊN BẢN") -> str:
    return include("letterhead") + p(type_name, "TypeName") + p(subject, "Subject") + p("", "RuleSubject")


def _article(number: int, title: str) -> str:
    """`Điều n. Title`, which stays with what follows."""
    return p(run(f"Điều {number}. {title}", bold=True), "AdminBody", "<w:keepNext/>")


def _parties() -> str:
    """The two sides of a contract."""
    a = (
        p(run("BÊN A: ", bold=True) + run("{{ contract.a.name }}", bold=True), "AdminBody", "<w:keepNext/>")
        + lines(
            "Địa chỉ: {{ contract.a.address }}",
            "Đại diện: {{ contract.a.person }}. Chức vụ: {{ contract.a.title }}.",
        )
    )  # fmt: skip
    b = (
        p(run("BÊN B: ", bold=True) + run("{{ contract.b.name }}", bold=True), "AdminBody", "<w:keepNext/>")
        + lines("Địa chỉ: {{ contract.b.address }}")
        + p("{%p if contract.b.certificate %}")
        + lines("Giấy xác nhận, đăng ký hoạt động: {{ contract.b.certificate }}.")
        + p("{%p endif %}")
        + lines("Đại diện: {{ contract.b.person }}. Chức vụ: {{ contract.b.title }}.")
    )
    return a + b


def _sides() -> str:
    """The two sides of a contract, each with who signs for it."""
    return "".join(
        p(
            run(f"BÊN {side.upper()}: ", bold=True)
            + run(
                f"{{{{ contract.{side}.name }}}}; đại diện: {{{{ contract.{side}.person }}}}, chức vụ: "
                f"{{{{ contract.{side}.title }}}}."
            ),
            "AdminBody",
        )
        for side in ("a", "b")
    )


def _both_sign() -> str:
    """Both sides' signatures: the agency's as its other papers are signed."""
    widths = spread(PAGE.text_width, 1, 1)
    left = Cell(
        p("ĐẠI DIỆN BÊN A", "Signer")
        + p("{%p if signature.for %}", "Signer")
        + p("{{ signature.for }}", "Signer")
        + p("{%p endif %}", "Signer")
        + p("{{ signature.title }}", "Signer")
        + p("{{ signature.name }}", "SignerName"),
        middle=False,
    )
    right = Cell(
        p("ĐẠI DIỆN BÊN B", "Signer")
        + p("{{ contract.b.title | upper }}", "Signer")
        + p("{{ contract.b.person }}", "SignerName"),
        middle=False,
    )
    return p("", "Gap", "<w:keepNext/>") + table(widths, [row([left, right], widths)], style="Frame", padding=0)


def _summed(heads: list[str], shares: list[float], cells: list[str], loop: str, total: list[str | Cell]) -> str:
    """A listing with a last row of totals."""
    widths = spread(PAGE.text_width, *shares)
    whole = len(widths)

    def line(properties: str) -> str:
        made = [
            Cell(p(c.removeprefix("="), "TableCenter" if c.startswith("=") else "TableText", properties)) for c in cells
        ]
        return row(made, widths)

    def tag(name: str) -> str:
        return row([Cell(p(f"{{%tr {name} %}}", "TableText"), span=whole)], widths)

    # The last line stays with the totals, so that these never stand alone on a page.
    lines_of = (tag("if loop.last"), line("<w:keepNext/>"), tag("else"), line(""), tag("endif"))
    return table(widths, [row(heads, widths, head=True), *loop_rows(loop, widths, *lines_of), row(total, widths)])


def contract_annex(profile: str) -> bytes:
    """Phụ lục hợp đồng: nội dung, tiến độ, ngày công, sản phẩm, thanh toán."""
    work = _summed(
        ["TT", "Nội dung công việc", "Thời gian", "Ngày công", "Sản phẩm, kết quả"],
        [1, 5.4, 3, 1.5, 5],
        ["={{ work.number }}", "{{ work.what }}", "={{ work.when }}", "={{ work.man_days }}", "{{ work.result }}"],
        "for work in annex.work",
        [Cell(p("Cộng", "TableHead"), span=3), cell("{{ annex.man_days }}", "TableHead"), ""],
    )
    payments = _summed(
        ["TT", "Nội dung, điều kiện thanh toán", "Tỷ lệ", "Số tiền (đồng)"],
        [1, 9, 2, 4],
        ["={{ payment.number }}", "{{ payment.what }}", "={{ payment.share }}", "={{ payment.amount }}"],
        "for payment in annex.payments",
        [Cell(p("Cộng", "TableHead"), span=3), cell("{{ annex.total }}", "TableHead")],
    )
    experts = listing(
        PAGE,
        ["TT", "Họ và tên", "Số thẻ", "Thời hạn của thẻ"],
        [1, 6, 4, 4],
        ["={{ expert.number }}", "{{ expert.name }}", "={{ expert.card }}", "={{ expert.until }}"],
        "for expert in annex.experts",
    )
    who = "{{ 'chuyên gia tư vấn' if contract.consulting else 'đánh giá viên' }}"
    body = (
        _titles("Nội dung, tiến độ, khối lượng và thanh toán", "PHỤ LỤC HỢP ĐỒNG")
        + p("(Kèm theo {{ contract.reference }})", "AnnexNote")
        + _parties()
        + lines("Hai bên thống nhất Phụ lục về việc {{ contract.subject }} như sau:")
        + _article(1, "Nội dung, tiến độ, khối lượng và sản phẩm")
        + p("{%p if annex.proposed %}")
        + closing_line("Bên B hướng dẫn, thực hiện cùng Bên A các công việc sau; thời gian là dự kiến theo kế hoạch của Bên A, số "
                "ngày công do hai bên thỏa thuận khi ký:")
        + p("{%p else %}")
        + closing_line("Bên B thực hiện các công việc sau từ ngày {{ contract.start }} đến ngày {{ contract.end }}:")
        + p("{%p endif %}")
        + gap()
        + work
        + _article(2, "Người thực hiện")
        + p("{%p if annex.cards %}")
        + closing_line(f"Bên B bố trí các {who} có tên sau:")
        + gap()
        + experts
        + p("{%p elif annex.experts %}")
        + lines(f"Bên B bố trí các {who}: "
                "{% for expert in annex.experts %}{{ expert.name }}{{ '.' if loop.last else ', ' }}{% endfor %}")
        + p("{%p endif %}")
        + lines(f"Việc thay {who} phải được Bên A đồng ý trước bằng văn bản; người thay có năng lực không thấp hơn. Bên A kiểm "
                "tra giấy tờ, thẻ của người đến làm việc trong suốt thời gian thực hiện hợp đồng.")
        + _article(3, "Cách làm việc")
        + lines(
            "1. Sau mỗi buổi làm việc, hai bên lập và ký biên bản ghi công việc đã làm, kết quả, việc tiếp theo và số ngày "
            "công. Ngày công chỉ được tính khi có biên bản hai bên ký.",
            "2. Bên A cử người đầu mối, cung cấp tài liệu, bố trí địa điểm và người tham gia theo tiến độ tại Điều 1.",
            "3. Bên nào không thực hiện đúng tiến độ phải thông báo cho bên kia bằng văn bản, nêu lý do và thời hạn mới.",
            "4. Bên B giữ bí mật thông tin của Bên A và của tổ chức, công dân mà mình biết được khi thực hiện hợp đồng.",
        )
        + p("{%p if contract.consulting and not annex.modern %}")
        + lines("5. Trước khi Bên A đề nghị chứng nhận, Bên B tổ chức đánh giá chứng nhận thử và kết luận bằng báo cáo hệ thống "
                "đã đủ điều kiện hay chưa; việc đánh giá chứng nhận chỉ tiến hành sau khi báo cáo kết luận đủ điều kiện.")
        + p("{%p endif %}")
        + p("{%p if not contract.consulting %}")
        + lines("5. Đánh giá viên của Bên B độc lập với việc tư vấn cho Bên A; điểm không phù hợp được ghi bằng văn bản và chỉ "
                "khép khi Bên A nộp bằng chứng khắc phục.")
        + p("{%p endif %}")
        + _article(4, "Giá trị và thanh toán")
        + _loose("Giá trị hợp đồng: {{ contract.value }} đồng (bằng chữ: {{ contract.words }}).")
        + closing_line("Bên A thanh toán trực tiếp cho Bên B bằng chuyển khoản, theo các đợt sau:")
        + gap()
        + payments
        + _article(5, "Nghiệm thu, thanh lý")
        + lines(
            "1. Khi Bên B hoàn thành công việc và giao đủ sản phẩm tại Điều 1, hai bên nghiệm thu trên cơ sở các biên bản làm "
            "việc đã ký.",
            "2. Hợp đồng được thanh lý sau khi nghiệm thu; biên bản thanh lý ghi rõ số tiền đã trả và số tiền còn phải trả.",
        )
        + _article(6, "Hiệu lực")
        + closing_line("Phụ lục này là một phần không tách rời của hợp đồng, có hiệu lực cùng hợp đồng và được lập thành 04 bản có "
                       "giá trị như nhau, mỗi bên giữ 02 bản./.")
        + _both_sign()
    )  # fmt: skip
    return paper(profile, [(body, PAGE)])


def working_minutes(profile: str) -> bytes:
    """Biên bản làm việc sau mỗi buổi."""
    carried = listing(
        PAGE,
        ["TT", "Việc", "Người, đơn vị làm", "Thời hạn", "Tình trạng"],
        [1, 6, 4, 2.4, 3.4],
        ["={{ task.number }}", "{{ task.what }}", "{{ task.who }}", "={{ task.until }}", "{{ task.state }}"],
        "for task in session.carried",
    )
    following = listing(
        PAGE,
        ["TT", "Việc phải làm", "Người, đơn vị làm", "Thời hạn"],
        [1, 8, 5, 2.6],
        ["={{ task.number }}", "{{ task.what }}", "{{ task.who }}", "={{ task.until }}"],
        "for task in session.next",
    )
    with_cards = listing(
        PAGE,
        ["TT", "Họ và tên", "Chức vụ", "Thẻ"],
        [1, 5, 4, 6],
        ["={{ person.number }}", "{{ person.name }}", "{{ person.title }}", "{{ person.card }}"],
        "for person in session.partner",
    )
    body = (
        _titles("Làm việc buổi thứ {{ session.number }} theo hợp đồng {{ contract.kind }}")
        + lines(
            "Thực hiện {{ contract.reference }}; hôm nay, {{ session.date }}, từ {{ session.start }} đến {{ session.end }}, tại "
            "{{ session.place }}, {{ contract.a.name }} (Bên A) và {{ contract.b.name }} (Bên B) đã làm việc, có ghi biên bản "
            "như sau:"
        )
        + heading("I. THÀNH PHẦN")
        + subheading("1. Bên A")
        + people("session.agency")
        + subheading("2. Bên B")
        + p("{%p if session.cards %}")
        + gap()
        + with_cards
        + p("{%p else %}")
        + people("session.partner")
        + p("{%p endif %}")
        + heading("II. VIỆC CÒN LẠI CỦA CÁC BUỔI TRƯỚC")
        + p("{%p if session.carried %}")
        + gap()
        + carried
        + lines("Số việc chuyển tiếp chưa xong: {{ session.left }}.")
        + p("{%p else %}")
        + lines("Không có.")
        + p("{%p endif %}")
        + heading("III. CÔNG VIỆC ĐÃ LÀM")
        + p("{%p if session.line %}")
        + lines("Nội dung theo tiến độ hợp đồng: {{ session.line }}.")
        + p("{%p endif %}")
        + looped("session.work")
        + p("{%p if session.results %}")
        + heading("IV. KẾT QUẢ")
        + looped("session.results", "result")
        + p("{%p endif %}")
        + heading("{{ 'V' if session.results else 'IV' }}. VIỆC TIẾP THEO")
        + p("{%p if session.next %}")
        + gap()
        + following
        + p("{%p else %}")
        + lines("Không có việc mới.")
        + p("{%p endif %}")
        + heading("{{ 'VI' if session.results else 'V' }}. KHỐI LƯỢNG")
        + lines(
            "Buổi này: {{ session.man_days }} ngày công. Lũy kế: {{ session.worked }}{% if session.agreed %}/{{ session.agreed }} "
            "ngày công theo hợp đồng ({{ session.share }}), {{ session.remaining }}{% else %} ngày công{% endif %}."
        )
        + closing_line("Biên bản được lập thành 02 bản, mỗi bên giữ 01 bản; đã được đọc lại, hai bên nhất trí và ký tên./.")
        + signed(
            ("ĐẠI DIỆN BÊN A", "{{ session.agency[0].name }}"),
            ("ĐẠI DIỆN BÊN B", "{{ session.partner[0].name }}"),
        )
    )  # fmt: skip
    return paper(profile, [(body, PAGE)])


def acceptance_minutes(profile: str) -> bytes:
    """Biên bản nghiệm thu."""
    work = _summed(
        ["TT", "Nội dung", "Ngày công theo HĐ", "Đã làm", "Sản phẩm theo hợp đồng", "Tình trạng"],
        [0.9, 4.6, 1.6, 1.3, 4.4, 3.2],
        [
            "={{ work.number }}",
            "{{ work.what }}",
            "={{ work.agreed }}",
            "={{ work.done }}",
            "{{ work.result }}",
            "{{ work.state }}",
        ],
        "for work in acceptance.work",
        [
            Cell(p("Cộng", "TableHead"), span=2),
            cell("{{ acceptance.agreed }}", "TableHead"),
            cell("{{ acceptance.done }}", "TableHead"),
            "",
            cell("Đã giao {{ acceptance.products }}", "TableHead"),
        ],
    )
    body = (
        _titles("Nghiệm thu kết quả thực hiện hợp đồng {{ contract.kind }}")
        + lines(
            "Căn cứ {{ contract.reference }} và Phụ lục hợp đồng về việc {{ contract.subject }};",
            "Căn cứ {{ acceptance.sessions }} biên bản làm việc hai bên đã ký và sản phẩm Bên B đã giao,",
            "Hôm nay, {{ acceptance.day }}, tại {{ agency.name }}, chúng tôi gồm:",
        )
        + _sides()
        + lines("Hai bên nghiệm thu kết quả thực hiện hợp đồng như sau:")
        + heading("I. KHỐI LƯỢNG, SẢN PHẨM")
        + p("{%p if acceptance.work %}")
        + gap()
        + work
        + p("{%p endif %}")
        + lines("Bên B đã thực hiện {% if acceptance.work %}{{ acceptance.done }}/{{ acceptance.agreed }} ngày công "
                "({{ acceptance.share }}), giao {{ acceptance.products }} sản phẩm"
                "{% else %}{{ acceptance.done }} ngày công{% endif %}.")
        + p("{%p if acceptance.other %}")
        + lines("Trong đó {{ acceptance.other }} ngày công nằm ngoài thời gian của các dòng trên.")
        + p("{%p endif %}")
        + heading("II. NHẬN XÉT")
        + p("{%p if acceptance.remarks %}")
        + subheading("1. Chất lượng, tiến độ")
        + looped("acceptance.remarks", "remark")
        + p("{%p else %}")
        + _loose("1. Chất lượng, tiến độ: …………………………………………………………………")
        + p("{%p endif %}")
        + p("{%p if acceptance.missing %}")
        + subheading("2. Việc chưa đạt, phải làm tiếp")
        + looped("acceptance.missing", "task")
        + p("{%p else %}")
        + lines("2. Việc chưa đạt, phải làm tiếp: không có.")
        + p("{%p endif %}")
        + heading("III. THANH TOÁN ĐẾN NGÀY NGHIỆM THU")
        + _account("acceptance.account")
        + heading("IV. KẾT LUẬN")
        + p("{%p if acceptance.complete %}")
        + closing_line("Hai bên nghiệm thu toàn bộ khối lượng và sản phẩm của hợp đồng; Bên A thanh toán số tiền còn lại theo Phụ "
                       "lục và hai bên tiến hành thanh lý hợp đồng.")
        + p("{%p else %}")
        + closing_line("Hai bên nghiệm thu phần khối lượng và sản phẩm đã thực hiện nêu trên. Phần chưa đủ phải được Bên B hoàn "
                       "thành, hoặc hai bên thỏa thuận giảm trừ, trước khi thanh lý hợp đồng.")
        + p("{%p endif %}")
        + closing_line("Biên bản này được lập thành 04 bản có giá trị như nhau, mỗi bên giữ 02 bản./.")
        + _both_sign()
    )  # fmt: skip
    return paper(profile, [(body, PAGE)])


def _loose(*every: str) -> str:
    """Paragraphs that may hold long blanks."""
    return "".join(p(text, "AdminBody") for text in every)


def _account(name: str) -> str:
    """Value, paid, still to pay, in figures and words."""
    return _loose(
        "1. Giá trị hợp đồng: {{ contract.value }} đồng (bằng chữ: {{ contract.words }}).",
        f"2. Bên A đã thanh toán: {{{{ {name}.paid }}}} đồng (bằng chữ: {{{{ {name}.paid_words }}}}).",
        f"3. Bên A còn phải thanh toán: {{% if {name}.settled %}}không còn{{% else %}}{{{{ {name}.left }}}} đồng (bằng chữ: "
        f"{{{{ {name}.left_words }}}}){{% endif %}}.",
    )


def liquidation_minutes(profile: str) -> bytes:
    """Biên bản thanh lý hợp đồng."""
    payments = listing(
        PAGE,
        ["TT", "Nội dung thanh toán", "Số tiền (đồng)", "Ngày thanh toán"],
        [1, 8, 3.5, 3.5],
        ["={{ payment.number }}", "{{ payment.what }}", "={{ payment.amount }}", "={{ payment.state }}"],
        "for payment in liquidation.payments",
    )
    body = (
        _titles("Thanh lý hợp đồng {{ contract.kind }}")
        + lines("Căn cứ {{ contract.reference }} về việc {{ contract.subject }};")
        + p("{%p if liquidation.accepted %}")
        + lines("Căn cứ {{ liquidation.accepted }},")
        + p("{%p endif %}")
        + lines("Hôm nay, {{ liquidation.day }}, tại {{ agency.name }}, chúng tôi gồm:")
        + _sides()
        + lines("Hai bên thống nhất thanh lý hợp đồng với các nội dung sau:")
        + heading("I. THỰC HIỆN HỢP ĐỒNG")
        + p("{%p if not liquidation.scheduled %}")
        + lines("Bên B đã thực hiện {{ liquidation.done }} ngày công.")
        + p("{%p elif liquidation.complete %}")
        + lines("Bên B đã thực hiện {{ liquidation.done }}/{{ liquidation.agreed }} ngày công, giao {{ liquidation.products }} sản "
                "phẩm theo hợp đồng.")
        + p("{%p else %}")
        + lines("Bên B đã thực hiện {{ liquidation.done }}/{{ liquidation.agreed }} ngày công và giao {{ liquidation.products }} "
                "sản phẩm; phần còn lại chưa hoàn thành.")
        + p("{%p endif %}")
        + p("{%p if liquidation.missing %}")
        + lines("Việc còn lại khi nghiệm thu:")
        + looped("liquidation.missing", "task")
        + p("{%p endif %}")
        + heading("II. THANH TOÁN")
        + p("{%p if liquidation.payments %}")
        + gap()
        + payments
        + p("{%p endif %}")
        + _account("liquidation.account")
        + heading("III. THỐNG NHẤT")
        + p("{%p if liquidation.account.settled %}")
        + lines("1. Hai bên đã hoàn thành nghĩa vụ thanh toán. Hợp đồng chấm dứt hiệu lực kể từ ngày ký biên bản này; hai bên không "
                "còn khiếu nại về sau.")
        + p("{%p else %}")
        + lines("1. Bên A thanh toán cho Bên B số tiền còn lại nêu tại mục II sau khi nhận đủ chứng từ"
                "{% if not liquidation.complete %} và sau khi Bên B hoàn thành phần việc còn lại nêu tại mục I{% endif %}. Ngoài "
                "nghĩa vụ đó, hợp đồng chấm dứt hiệu lực kể từ ngày ký biên bản này.")
        + p("{%p endif %}")
        + closing_line("2. Bên B trả lại tài liệu đã mượn và tiếp tục giữ bí mật thông tin của Bên A.")
        + closing_line("Biên bản này được lập thành 04 bản có giá trị như nhau, mỗi bên giữ 02 bản./.")
        + _both_sign()
    )  # fmt: skip
    return paper(profile, [(body, PAGE)])


def trial_assessment() -> bytes:
    """Báo cáo đánh giá chứng nhận thử."""
    body = (
        p("Số báo cáo: {{ trial.number }}", "FormText")
        + p("Ngày báo cáo: {{ trial.date }}", "FormText")
        + p("Thực hiện: {{ contract.reference }}", "FormText")
        + p("Thời gian đánh giá: {{ trial.period }}", "FormText")
        + p("Chuẩn mực: yêu cầu của {{ standard.name }}, hệ thống tài liệu của {{ agency.short }} và quy định của pháp luật có "
            "liên quan.", "FormText")
        + p("Phạm vi: {{ trial.scope }}", "FormText")
        + p("{%p if trial.assessors %}")
        + p("I. Người đánh giá", "FormHeading")
        + _room()
        + frame.listing(
            ["TT", "Họ và tên", "Chức danh", "Tổ chức"],
            [1, 5, 5, 5],
            ["={{ person.number }}", "{{ person.name }}", "{{ person.title }}", "{{ person.unit }}"],
            "for person in trial.assessors",
        )
        + p("{%p else %}")
        + p("I. Người đánh giá: ……………………", "FormHeading")
        + p("{%p endif %}")
        + p("II. Kết quả", "FormHeading")
        + p("{%p if trial.findings %}")
        + p("Có {{ trial.total }} phát hiện: {{ trial.major }} nặng, {{ trial.minor }} nhẹ, {{ trial.notes }} lưu ý; thuộc các điều "
            "khoản {{ trial.clauses }} của {{ standard.name }}.", "FormText", "<w:keepNext/>")
        + _room()
        + frame.listing(
            ["TT", "Điều khoản", "Đơn vị, quy trình", "Mức", "Nội dung", "Thời hạn"],
            [0.9, 1.8, 3.4, 1.5, 6.6, 2.3],
            [
                "={{ finding.number }}",
                "={{ finding.clause }}",
                "{{ finding.place }}",
                "={{ finding.level }}",
                "{{ finding.what }}",
                "={{ finding.until }}",
            ],
            "for finding in trial.findings",
        )
        + p("{%p else %}")
        + p("{% if trial.concluded %}Không có phát hiện.{% else %}……………………………………{% endif %}", "FormText")
        + p("{%p endif %}")
        + p("III. Kết luận của tổ chức tư vấn", "FormHeading")
        + p("{{ trial.conclusion }}", "FormText")
        + p(run("{{ trial.verdict }}", bold=True) + run("."), "FormText")
        + p("{%p if trial.ready %}")
        + p("{{ agency.short }} được đề nghị đánh giá chứng nhận; bằng chứng khắc phục các phát hiện trên được giữ để trình tổ "
            "chức chứng nhận.", "FormText")
        + p("{%p elif trial.concluded %}")
        + p("Chưa tiến hành đánh giá chứng nhận cho đến khi tổ chức tư vấn kết luận đủ điều kiện.", "FormText")
        + p("{%p endif %}")
        + signatures(
            QMS_PAGE,
            "Báo cáo đã được thông qua với lãnh đạo cơ quan tại cuộc họp kết thúc.",
            "Trưởng nhóm đánh giá thử",
            "Đại diện lãnh đạo về chất lượng",
            "{{ agency.head }}",
        )
        + p("{%p if trial.followed %}")
        + p("IV. Theo dõi khắc phục (ghi sau báo cáo)", "FormHeading")
        + _room()
        + frame.listing(
            ["Phát hiện số", "Điều khoản", "Mức", "Thời hạn", "Ngày khắc phục xong"],
            [2, 2.5, 2, 3, 6],
            [
                "={{ finding.number }}",
                "={{ finding.clause }}",
                "={{ finding.level }}",
                "={{ finding.until }}",
                "={{ finding.state }}",
            ],
            "for finding in trial.followed",
        )
        + p("{%p if trial.pending %}")
        + p("Còn {{ trial.open }} điểm nặng, nhẹ chưa khắc phục xong{% if trial.last %}; hạn cuối cùng: {{ trial.last }}{% endif %}.",
            "FormText")
        + p("{%p else %}")
        + p("Các điểm nặng, nhẹ đều đã khắc phục xong.", "FormText")
        + p("{%p endif %}")
        + p("{%p endif %}")
    )  # fmt: skip
    return record(body)
