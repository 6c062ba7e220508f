"""Templates of the papers that set up the project: committee, representative, current state, estimate, training."""

from __future__ import annotations

from authoring import frame
from authoring.official import PAGE, WIDE, listing, looped, paper
from authoring.papers import annex, article, closing_line, decision, dispatch, gap, heading, lines, subheading, typed
from authoring.xml import Cell, Page, cell, include, loop_rows, p, row, run, spread, table


def committee_decision(profile: str) -> bytes:
    """Quyết định thành lập Ban chỉ đạo ISO."""
    members = listing(
        PAGE,
        ["TT", "Họ và tên, chức vụ, đơn vị", "Vai trong Ban", "Nhiệm vụ"],
        [1, 5.6, 2.6, 7.3],
        [
            "={{ member.number }}",
            "{{ member.name }}, {{ member.title }}{% if member.unit %}, {{ member.unit }}{% endif %}",
            "={{ member.role }}",
            "{{ member.duty }}",
        ],
        "for member in members",
    )
    articles = (
        article(1, "Thành lập Ban chỉ đạo xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }} "
                "của {{ subject }} (sau đây gọi là Ban chỉ đạo ISO) gồm các ông, bà có tên sau:")
        + gap()
        + members
        + article(2, "Nhiệm vụ, quyền hạn của Ban chỉ đạo ISO")
        + lines(
            "1. Tổ chức thực hiện Kế hoạch xây dựng và áp dụng hệ thống quản lý chất lượng đã được phê duyệt; phân công các "
            "đơn vị viết, góp ý, phổ biến và áp dụng tài liệu.",
            "2. Xem xét chính sách chất lượng, mục tiêu chất lượng, sổ tay chất lượng và các quy trình trước khi trình "
            "{{ agency.head }} phê duyệt, ban hành.",
            "3. Chỉ đạo đánh giá nội bộ, khắc phục sự không phù hợp và chuẩn bị nội dung xem xét của lãnh đạo"
            "{% if certifies %}; chuẩn bị điều kiện để được đánh giá, cấp giấy chứng nhận"
            "{% else %}; chuẩn bị để {{ agency.head }} xác nhận hiệu lực và công bố hệ thống{% endif %}.",
            "4. Theo dõi, đôn đốc tiến độ; hằng quý báo cáo {{ overseer }} theo quy định.",
            "5. Yêu cầu các đơn vị, cá nhân cung cấp tài liệu, hồ sơ và giải trình khi thực hiện các nhiệm vụ trên.",
        )
        + article(3, "Chế độ làm việc")
        + lines(
            "1. Ban chỉ đạo ISO làm việc theo chế độ kiêm nhiệm, họp mỗi tháng một lần trong thời gian xây dựng tài liệu và "
            "họp đột xuất theo yêu cầu của Trưởng ban.",
            "2. Thư ký chuẩn bị nội dung, ghi biên bản các cuộc họp, quản lý tài liệu, hồ sơ của hệ thống quản lý chất lượng.",
            "3. Kinh phí hoạt động của Ban chỉ đạo ISO lấy từ kinh phí xây dựng và áp dụng hệ thống quản lý chất lượng được "
            "phê duyệt.",
        )
        + _last_article(4, "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị thuộc {{ subject }} và các ông, bà "
                        "có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")
    )  # fmt: skip
    return decision(profile, "Về việc thành lập Ban chỉ đạo ISO", articles)


def _last_article(number: int, text: str) -> str:
    """The article of effect, which stays with the signature."""
    return p(run(f"Điều {number}. ", bold=True) + run(text), "AdminBody", "<w:keepNext/>")


def representative_decision(profile: str) -> bytes:
    """Quyết định giao nhiệm vụ đại diện lãnh đạo về chất lượng."""
    articles = (
        article(1, "Giao ông (bà) {{ representative.name }}, chức vụ: {{ representative.title }}, làm Đại diện lãnh đạo về chất "
                "lượng của {{ subject }} trong việc xây dựng, áp dụng, duy trì và cải tiến hệ thống quản lý chất lượng theo "
                "tiêu chuẩn {{ standard.name }}.")
        + article(2, "Ngoài nhiệm vụ đang đảm nhiệm, Đại diện lãnh đạo về chất lượng có trách nhiệm và quyền hạn sau:")
        + lines(
            "1. Tổ chức để {{ procedures }} quy trình của hệ thống được xây dựng, ban hành, thực hiện thống nhất tại "
            "{{ units }} đơn vị và được duy trì; xem xét tài liệu trước khi trình {{ agency.head }} phê duyệt.",
            "2. Báo cáo {{ agency.head }} hằng quý và trước mỗi kỳ xem xét của lãnh đạo về kết quả thực hiện mục tiêu chất "
            "lượng, điểm không phù hợp, ý kiến của tổ chức, công dân và những việc cần cải tiến.",
            "3. Tổ chức phổ biến chính sách chất lượng, mục tiêu chất lượng và yêu cầu của tổ chức, công dân đến từng cán bộ, "
            "công chức; đề xuất đào tạo, bồi dưỡng.",
            "4. Chỉ đạo đánh giá nội bộ; xem xét nguyên nhân, chấp thuận biện pháp khắc phục, phòng ngừa của các đơn vị và "
            "kiểm tra hiệu lực của các biện pháp đó.",
            "5. Thay mặt cơ quan làm việc với {{ overseer }}, {{ bodies.contact }}, tổ chức tư vấn"
            "{% if certifies %}, tổ chức chứng nhận{% endif %} về các vấn đề của hệ thống quản lý chất lượng.",
            "6. Yêu cầu các đơn vị, cá nhân cung cấp hồ sơ, giải trình; yêu cầu dừng dùng tài liệu đã hết hiệu lực hoặc việc "
            "làm trái quy trình và báo cáo {{ agency.head }} quyết định.",
        )
        + article(3, "Ông (bà) {{ secretary.name }}, chức vụ: {{ secretary.title }}, làm Thư ký ISO, giúp Đại diện lãnh đạo về "
                  "chất lượng quản lý tài liệu, hồ sơ, tổng hợp báo cáo và đôn đốc các đơn vị. Thủ trưởng các đơn vị phối hợp, "
                  "thực hiện yêu cầu của Đại diện lãnh đạo về chất lượng trong phạm vi nhiệm vụ tại Điều 2.")
        + _last_article(4, "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị thuộc {{ subject }} và các ông (bà) "
                        "có tên tại Điều 1, Điều 3 chịu trách nhiệm thi hành Quyết định này./.")
    )  # fmt: skip
    return decision(profile, "Về việc giao nhiệm vụ Đại diện lãnh đạo về chất lượng", articles)


_SURVEY = "của {{ subject }} so với yêu cầu của tiêu chuẩn {{ standard.name }}"


def gap_assessment(profile: str) -> bytes:
    """Báo cáo đánh giá thực trạng, with the findings clause by clause on wide pages."""
    body = (
        looped("bases", "basis", "Bases", "")
        + p(
            "{{ agency.name }} đã khảo sát, đánh giá thực trạng quản lý chất lượng công việc của cơ quan và báo cáo kết quả "
            "như sau:",
            "AdminBody",
        )
        + heading("I. VIỆC KHẢO SÁT")
        + lines(
            "1. Thời gian: {{ assessment.when }}.",
            "2. Phạm vi: {{ assessment.total.clauses }} điều khoản của tiêu chuẩn tại các đơn vị của cơ quan"
            "{% if assessment.excluded %}; không khảo sát các điều khoản không áp dụng ({{ assessment.excluded }})"
            "{% endif %}{% if assessment.unseen %}; còn chưa khảo sát: {{ assessment.unseen }}{% endif %}.",
            "3. Cách làm:",
        )
        + looped("assessment.methods")
        + p("4. Những người khảo sát:", "AdminBody", "<w:keepNext/>")
        + gap()
        + listing(
            PAGE,
            ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, 4.5, 5, 6],
            ["={{ one.number }}", "{{ one.name }}", "{{ one.title }}", "{{ one.unit or agency.short }}"],
            "for one in assessment.team",
        )
        + heading("II. KẾT QUẢ")
        + p("{%p if assessment.strengths %}")
        + subheading("1. Thuận lợi")
        + looped("assessment.strengths")
        + p("{%p endif %}")
        + subheading("{{ 2 if assessment.strengths else 1 }}. Mức độ đáp ứng tiêu chuẩn")
        + p(
            "Trong {{ assessment.total.clauses }} điều khoản đã khảo sát, {{ assessment.total.met }} điều khoản được đáp ứng "
            "({{ assessment.total.share }}), {{ assessment.total.partly }} điều khoản được đáp ứng một phần "
            "({{ assessment.partly_share }}), {{ assessment.total.unmet }} điều khoản chưa được đáp ứng "
            "({{ assessment.unmet_share }}).",
            "AdminBody",
        )
        + gap()
        + _chapters()
        + p("{%p if assessment.unmet %}")
        + subheading("{{ 3 if assessment.strengths else 2 }}. Những điều chưa được đáp ứng")
        + p("{%p for row in assessment.unmet %}")
        + p("- Điều {{ row.clause }} ({{ row.title | lower }}): {{ row.found }}", "AdminList")
        + p("{%p endfor %}")
        + p("{%p endif %}")
        + p("{%p if assessment.writing %}")
        + heading("III. TÀI LIỆU PHẢI XÂY DỰNG")
        + p(
            "Ngoài chính sách chất lượng, mục tiêu chất lượng và sổ tay chất lượng do Ban chỉ đạo ISO chủ trì, các đơn vị xây "
            "dựng {{ assessment.procedures }} quy trình kèm theo biểu mẫu:",
            "AdminBody",
        )
        + gap()
        + _writing()
        + p("{%p endif %}")
        + heading("{{ 'IV' if assessment.writing else 'III' }}. NHẬN ĐỊNH, KIẾN NGHỊ")
        + p("{%p if assessment.conclusion %}")
        + p("1. {{ assessment.conclusion }}", "AdminBody")
        + p("{%p endif %}")
        + p(
            "{% if assessment.conclusion %}2. {% endif %}Đề nghị {{ agency.head }} giao các đơn vị thực hiện "
            "{{ assessment.actions }} việc nêu tại Phụ lục{% if assessment.last %}, hoàn thành chậm nhất ngày "
            "{{ assessment.last }}{% endif %}; Ban chỉ đạo ISO theo dõi, đôn đốc và đưa kết quả vào báo cáo tiến độ.",
            "AdminBody",
        )
        + closing_line(
            "Trên đây là kết quả đánh giá thực trạng quản lý chất lượng công việc của {{ subject }}, làm căn cứ để phân công "
            "xây dựng hệ thống tài liệu./."
        )
    )
    findings = annex(
        "",
        "HIỆN TRẠNG VÀ VIỆC PHẢI LÀM THEO TỪNG ĐIỀU KHOẢN",
        "Kèm theo Báo cáo đánh giá thực trạng quản lý chất lượng công việc",
    ) + listing(
        WIDE,
        [
            "Điều khoản",
            "Yêu cầu về",
            "Mức đáp ứng",
            "Hiện trạng",
            "Việc phải làm",
            "Người chịu trách nhiệm",
            "Thời hạn",
        ],
        [1.7, 3.6, 2.0, 7.0, 6.0, 3.0, 2.4],
        [
            "={{ row.clause }}",
            "{{ row.title }}",
            "={{ row.state }}",
            "{{ row.found }}",
            "{{ row.action }}",
            "{{ row.who }}",
            "={{ row.until }}",
        ],
        "for row in assessment.rows",
    )
    return typed(
        profile, "BÁO CÁO", f"Đánh giá thực trạng quản lý chất lượng công việc {_SURVEY}", body, (findings, WIDE)
    )


def _chapters() -> str:
    """Clauses by chapter and state, with the sum."""
    widths = spread(PAGE.text_width, 6.5, 2.1, 1.9, 2.1, 1.9, 2)

    def counted(name: str, title: str) -> str:
        keys = ("clauses", "met", "partly", "unmet", "share")
        return row(
            [cell(f"{{{{ {name}.title }}}}", title)] + [cell(f"{{{{ {name}.{key} }}}}", "TableCenter") for key in keys],
            widths,
        )

    heads = ["Chương của tiêu chuẩn", "Đã khảo sát", "Đáp ứng", "Một phần", "Chưa", "Tỷ lệ đáp ứng"]
    chapters = loop_rows("for chapter in assessment.chapters", widths, counted("chapter", "TableText"))
    return table(widths, [row(heads, widths, head=True), *chapters, counted("assessment.total", "TableHead")])


def _writing() -> str:
    """What each unit writes, a procedure a line."""
    widths = spread(PAGE.text_width, 5, 11.5)
    written = (
        p("{%p for one in unit.procedures %}", "TableText")
        + p("{{ one }}", "TableText")
        + p("{%p endfor %}", "TableText")
    )
    line = row(["{{ unit.unit }}", Cell(written)], widths)
    units = loop_rows("for unit in assessment.writing", widths, line)
    return table(widths, [row(["Đơn vị", "Quy trình phải viết"], widths, head=True), *units])


def gap_survey(profile: str) -> bytes:
    """Phiếu khảo sát thực trạng: the clauses with questions and room to write on wide pages."""
    body = (
        p("1. Đơn vị được khảo sát: " + "…" * 17, "AdminBody")
        + p("2. Người trả lời, chức vụ: " + "…" * 16, "AdminBody")
        + p("3. Thời gian khảo sát: {{ assessment.when }}.", "AdminBody")
        + p("4. Người khảo sát:", "AdminBody", "<w:keepNext/>")
        + p("{%p for one in assessment.team %}")
        + p("- {{ one.name }}, {{ one.title }}", "AdminList")
        + p("{%p endfor %}")
        + p("5. Cách làm:", "AdminBody", "<w:keepNext/>")
        + looped("assessment.methods")
        + lines(
            "6. Cách ghi: hỏi lần lượt từng điều khoản tại trang sau; cột mức đáp ứng ghi Đ (đáp ứng), MP (đáp ứng một phần) "
            "hoặc C (chưa đáp ứng); cột hiện trạng nêu việc đang làm và hồ sơ đã xem; điều khoản ghi MP hoặc C phải nêu việc "
            "phải làm, người chịu trách nhiệm và thời hạn.",
        )
        + p("{%p if assessment.excluded %}")
        + p("7. Không khảo sát các điều khoản không áp dụng: {{ assessment.excluded }}.", "AdminBody")
        + p("{%p endif %}")
        + closing_line(
            "Kết quả các phiếu được tổng hợp thành báo cáo đánh giá thực trạng, làm căn cứ phân công viết "
            "{{ assessment.procedures }} quy trình trong Kế hoạch của cơ quan."
        )
        + _sign("Người trả lời", "Người khảo sát")
    )
    questions = (
        p("{%p for ask in row.ask %}", "TableText")
        + p("{{ ask }}", "TableText")
        + p("{%p endfor %}", "TableText")
        + p("{%p if not row.ask %}", "TableText")
        + p("{{ row.title }}: việc này đang được làm thế nào, hồ sơ nào cho thấy?", "TableText")
        + p("{%p endif %}", "TableText")
    )
    widths = spread(WIDE.text_width, 1.6, 3.6, 8.2, 1.6, 5.4, 5.3)
    heads = ["Điều khoản", "Yêu cầu về", "Câu hỏi", "Mức", "Hiện trạng, hồ sơ đã xem", "Việc phải làm, ai, thời hạn"]
    line = row(
        [cell("{{ row.clause }}", "TableCenter"), "{{ row.title }}", Cell(questions), "", "", ""], widths, height=900
    )
    asked = annex("", "CÂU HỎI KHẢO SÁT THEO TỪNG ĐIỀU KHOẢN", "Kèm theo Phiếu khảo sát thực trạng") + table(
        widths, [row(heads, widths, head=True), *loop_rows("for row in assessment.rows", widths, line)]
    )
    return _sheet(profile, "PHIẾU KHẢO SÁT", f"Thực trạng quản lý chất lượng công việc {_SURVEY}", body, (asked, WIDE))


def _sheet(profile: str, name: str, subject: str, body: str, *annexes: tuple[str, Page]) -> bytes:
    """A paper that is filled in and signed where it is filled in: it has no recipients."""
    head = include("letterhead") + p(name, "TypeName") + p(subject, "Subject") + p("", "RuleSubject")
    return paper(profile, [(head + body, PAGE), *annexes])


def _sign(*titles: str) -> str:
    """Columns to sign by hand."""
    widths = spread(PAGE.text_width, *(1 for _ in titles))
    cells = [Cell(p(title, "Signer") + p("", "SignerName"), middle=False) for title in titles]
    return p("", "Gap", "<w:keepNext/>") + table(widths, [row(cells, widths)], style="Frame", padding=0)


def estimate_request(profile: str) -> bytes:
    """Công văn đề nghị bố trí kinh phí, with the estimate and the ceilings beside it."""
    body = (
        looped("bases", "basis", "Bases", "")
        + p(
            "{{ agency.name }} lập dự toán kinh phí xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn "
            "{{ standard.name }} và đề nghị {{ asked }} xem xét, bố trí với các nội dung sau:",
            "AdminBody",
        )
        + lines(
            "1. Khối lượng làm căn cứ lập dự toán: xây dựng {{ service }} quy trình tác nghiệp, {{ system }} quy trình hệ "
            "thống, sổ tay, chính sách và mục tiêu chất lượng; áp dụng tại {{ units }} đơn vị; thời gian {{ months }} tháng, "
            "từ {{ start }} đến {{ end }}.",
            "2. Dự toán theo nguồn kinh phí (chi tiết tại Phụ lục):",
        )
        + p("{%p for fund in budget.funds %}")
        + p("- {{ fund.title }}: {{ fund.total }} đồng (bằng chữ: {{ fund.words }}).", "AdminList")
        + p("{%p endfor %}")
        + p("{%p if certifies %}")
        + lines(
            "3. Đề nghị {{ asked }} tổng hợp, trình cấp có thẩm quyền giao cho {{ subject }} {{ requested }} đồng (bằng chữ: "
            "{{ requested_words }}) trong kinh phí không tự chủ để ký hợp đồng tư vấn và chi cho các nội dung tại mục A của "
            "Phụ lục.",
            "4. Kinh phí giám sát, duy trì, cải tiến tại mục B của Phụ lục được ghi để theo dõi; cơ quan cân đối trong dự toán "
            "chi quản lý hành chính hằng năm và không đề nghị ngân sách cấp cho Chương trình.",
        )
        + p("{%p else %}")
        + lines(
            "3. Đề nghị {{ asked }} tổng hợp {{ requested }} đồng (bằng chữ: {{ requested_words }}) vào dự toán ngân sách "
            "năm kế hoạch cho các nội dung tại mục A của Phụ lục; hợp đồng tư vấn chỉ được ký sau khi dự toán được giao.",
            "4. Kinh phí duy trì, cải tiến tại mục B của Phụ lục được cơ quan bố trí trong dự toán chi thường xuyên hằng năm. "
            "Dự toán không có chi phí thuê tổ chức chứng nhận vì cơ quan tự công bố sự phù hợp của hệ thống.",
        )
        + p("{%p endif %}")
        + closing_line(
            "{{ agency.name }} cam kết sử dụng kinh phí đúng mục đích, thanh toán, quyết toán theo quy định và kính đề nghị "
            "{{ asked }} quan tâm giải quyết./."
        )
    )
    ceilings = (
        p("{%p if ceilings %}")
        + p(
            "Đối chiếu với mức trần của {{ ceiling_act }} (đồng)",
            "AnnexTitle",
            '<w:spacing w:before="240" w:after="120"/>',
        )
        + _ceilings()
        + p("{%p endif %}")
    )
    about = "'bố trí kinh phí áp dụng hệ thống quản lý chất lượng'"
    estimate = annex("", "DỰ TOÁN KINH PHÍ", "Kèm theo Công văn đề nghị bố trí kinh phí") + _estimate() + ceilings
    return dispatch(profile, about, body, (estimate, PAGE))


def _estimate() -> str:
    """Funds A, B…, each with its lines and sum."""
    widths = spread(PAGE.text_width, 1, 6.6, 5.2, 3.7)
    group = row([Cell(p("{{ 'ABCD'[loop.index0] }}. {{ fund.title }}", "TableGroup"), span=4)], widths)
    detail = (
        p("{%p for part in entry.parts %}", "TableText")
        + p("{{ part }}", "TableText")
        + p("{%p endfor %}", "TableText")
    )
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.title }}",
            Cell(detail),
            cell("{{ entry.amount }}", "TableRight"),
        ],
        widths,
    )
    total = row([Cell(p("Cộng", "TableHead"), span=3), cell("{{ fund.total }}", "TableRight")], widths)
    words = row([Cell(p("Bằng chữ: {{ fund.words }}", "TableText"), span=4)], widths)
    inner = loop_rows("for entry in fund.rows", widths, line)
    heads = ["TT", "Nội dung chi", "Diễn giải, cách tính", "Thành tiền (đồng)"]
    funds = loop_rows("for fund in budget.funds", widths, group, *inner, total, words)
    return table(widths, [row(heads, widths, head=True), *funds])


def _ceilings() -> str:
    widths = spread(PAGE.text_width, 1, 6, 3, 3, 3.5)
    line = row(
        [
            cell("{{ ceiling.number }}", "TableCenter"),
            "{{ ceiling.what }}",
            cell("{{ ceiling.most }}", "TableRight"),
            cell("{{ ceiling.amount }}", "TableRight"),
            cell("{{ ceiling.result }}", "TableCenter"),
        ],
        widths,
    )
    heads = ["TT", "Mức trần về", "Mức trần", "Dự toán", "Đối chiếu"]
    return table(widths, [row(heads, widths, head=True), *loop_rows("for ceiling in ceilings", widths, line)])


def training_plan(profile: str) -> bytes:
    """Kế hoạch khóa học."""
    body = (
        looped("bases", "basis", "Bases", "")
        + p("{{ agency.name }} tổ chức khóa học “{{ course.title }}” như sau:", "AdminBody")
        + heading("I. MỤC ĐÍCH, KẾT QUẢ CẦN ĐẠT")
        + p("Sau khóa học, người dự học:", "AdminBody", "<w:keepNext/>")
        + looped("course.aims")
        + heading("II. THỜI GIAN, ĐỊA ĐIỂM, ĐỐI TƯỢNG, GIẢNG VIÊN")
        + lines(
            "1. Thời gian: {{ course.days }} ngày, {{ course.when }}.",
            "2. Địa điểm: {{ course.place }}.",
            "3. Đối tượng: {{ course.for_whom }}; số người theo kế hoạch: {{ course.planned }}"
            "{% if groups %}, gồm: {% for group in groups %}{{ group.unit }} ({{ group.number }})"
            "{{ '; ' if not loop.last else '' }}{% endfor %}{% endif %}.",
            "4. Giảng viên: {{ course.trainer.name }}{% if course.trainer.unit %}, {{ course.trainer.title }}, "
            "{{ course.trainer.unit }}{% endif %}.",
        )
        + heading("III. NỘI DUNG, THỜI KHÓA BIỂU")
        + gap()
        + listing(
            PAGE,
            ["Ngày", "Buổi, giờ", "Nội dung"],
            [2.6, 2.8, 11],
            ["={{ session.date }}", "={{ session.time }}", "{{ session.topic }}"],
            "for session in course.sessions",
        )
        + heading("IV. KIỂM TRA, ĐÁNH GIÁ KẾT QUẢ")
        + lines(
            "1. Người dự học ký danh sách từng buổi; người vắng phải có lý do và được bố trí học bù.",
            "2. Bài kiểm tra cuối khóa chấm theo thang điểm 100, đạt từ {{ course.pass_mark }} điểm trở lên; người không đạt được "
            "kèm cặp và kiểm tra lại.",
            "{% if course.type == 'auditor' %}3. Người đạt yêu cầu được đề nghị {{ agency.head }} công nhận là đánh giá viên nội "
            "bộ của cơ quan."
            "{% elif course.type == 'writing' %}3. Kết thúc khóa học, từng đơn vị nhận danh mục quy trình phải viết và thời hạn "
            "gửi bản thảo."
            "{% else %}3. Hiệu lực của khóa học được Trưởng đơn vị đánh giá trong 03 tháng qua việc thực hiện công việc của "
            "người đã học.{% endif %}",
        )
        + heading("V. KINH PHÍ VÀ TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. Kinh phí dự kiến: {{ cost }} đồng (bằng chữ: {{ cost_words }}), từ nội dung chi “{{ cost_line }}” trong dự toán "
            "của cơ quan.",
            "2. Thư ký ISO chuẩn bị phòng học, tài liệu, danh sách dự học, {% if consultant %}thống nhất nội dung với tổ chức "
            "cử giảng viên, {% endif %}lập báo cáo kết quả sau khóa học.",
            "3. Thủ trưởng các đơn vị cử đúng, đủ người dự học và bố trí người làm thay để việc tiếp nhận, giải quyết hồ sơ "
            "của tổ chức, công dân không bị gián đoạn.",
        )
        + closing_line(
            "{{ agency.head }} yêu cầu các đơn vị, cá nhân thực hiện Kế hoạch này; có vướng mắc thì báo Thư ký ISO để giải "
            "quyết./."
        )
    )
    return typed(profile, "KẾ HOẠCH", "Tổ chức khóa học “{{ course.title }}”", body)


def attendance_list() -> bytes:
    """Danh sách dự học của một ngày, in the columns of its form."""
    body = (
        p("Tên khóa đào tạo: {{ attendance.course }}", "FormText")
        + p("Thời gian: ngày {{ attendance.day }}", "FormText")
        + p("Địa điểm: {{ attendance.place }}", "FormText")
        + p("Giảng viên: {{ attendance.trainer }}", "FormText")
        + p(
            "Số người theo kế hoạch: {{ attendance.planned }}; số người có mặt: {{ attendance.present }}",
            "FormText",
            '<w:spacing w:after="120"/>',
        )
        + p("{%p if attendance.before_issue %}", "FormText")
        + p(
            "Lập theo bản dự thảo; biểu mẫu được ban hành ngày {{ attendance.before_issue }}.",
            "FormText",
        )
        + p("{%p endif %}", "FormText")
        + frame.listing(
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Ký buổi sáng", "Ký buổi chiều", "Điểm kiểm tra", "Ghi chú"],
            [1.1, 3, 6.2, 1.8, 1.8, 1.4, 1.4],
            [
                "={{ row.number }}",
                "{{ row.name }}",
                "{{ row.place }}",
                "={{ row.note and '–' }}",
                "={{ row.note and '–' }}",
                "={{ row.score }}",
                "={{ row.note }}",
            ],
            "for row in attendance.rows",
        )
        + p("Người vắng mặt và lý do: {{ attendance.absent }}", "FormText", '<w:spacing w:before="120"/>')
        + frame.signatures(
            frame.QMS_PAGE,
            "Kế hoạch học bù cho người vắng: {{ attendance.makeup }}",
            "Người lập danh sách",
            "Giảng viên",
        )
    )
    return frame.record(body)


def training_report(profile: str) -> bytes:
    """Báo cáo kết quả khóa học, with every learner's result annexed."""
    body = (
        p(
            "Thực hiện {{ plan }} về tổ chức khóa học “{{ course.title }}”, {{ agency.name }} báo cáo kết quả như sau:",
            "AdminBody",
        )
        + heading("I. VIỆC TỔ CHỨC")
        + lines(
            "1. Thời gian: {{ course.days }} ngày, {{ course.when }}; địa điểm: {{ course.place }}.",
            "2. Giảng viên: {{ course.trainer.name }}{% if course.trainer.unit %}, {{ course.trainer.title }}, "
            "{{ course.trainer.unit }}{% endif %}.",
            "3. Nội dung:",
        )
        + p("{%p for session in course.sessions %}")
        + p("- {{ session.topic }}{{ '.' if loop.last else ';' }}", "AdminList")
        + p("{%p endfor %}")
        + heading("II. KẾT QUẢ")
        + p(
            "1. Số người dự học: kế hoạch {{ course.planned }}, trong danh sách {{ result.listed }}, có mặt {{ result.present }}, "
            "đạt {{ result.present_share }} danh sách.{% if result.absent %} Vắng: {{ result.absent | join('; ') }}."
            "{% if makeup %} Học bù: {{ makeup }}.{% endif %}{% endif %}",
            "AdminBody",
        )
        + p("{%p if result.tested %}")
        + p(
            "2. Kiểm tra cuối khóa: {{ result.tested }} người dự kiểm tra, {{ result.passed }} người đạt từ {{ course.pass_mark }} "
            "điểm trở lên ({{ result.pass_share }}); điểm trung bình {{ result.average }}, cao nhất {{ result.best }}, thấp nhất "
            "{{ result.worst }}.{% if result.failed %} Không đạt: {{ result.failed | join('; ') }}.{% endif %}"
            "{% if result.untested %} Có mặt nhưng không kiểm tra: {{ result.untested | join(', ') }}.{% endif %}",
            "AdminBody",
        )
        + p("{%p else %}")
        + p("2. Khóa học chưa có kết quả kiểm tra.", "AdminBody")
        + p("{%p endif %}")
        + p("3. Kết quả theo đơn vị (danh sách từng người tại Phụ lục):", "AdminBody", "<w:keepNext/>")
        + gap()
        + listing(
            PAGE,
            ["Đơn vị", "Danh sách", "Có mặt", "Đạt"],
            [8.5, 2.6, 2.6, 2.6],
            ["{{ unit.unit }}", "={{ unit.listed }}", "={{ unit.present }}", "={{ unit.passed }}"],
            "for unit in units",
        )
        + p("{%p if remarks %}")
        + heading("III. NHẬN XÉT")
        + looped("remarks")
        + p("{%p endif %}")
        + heading("{{ 'IV' if remarks else 'III' }}. ĐỀ NGHỊ")
        + looped("requests")
        + p("{%p if result.failed or result.untested %}")
        + p(
            "- Bố trí kèm cặp, kiểm tra lại trong 30 ngày đối với: {{ (result.failed + result.untested) | join('; ') }}.",
            "AdminList",
        )
        + p("{%p endif %}")
        + p("{%p if course.type == 'auditor' and result.qualified %}")
        + p(
            "- {{ agency.head }} công nhận {{ result.passed }} đánh giá viên nội bộ: {{ result.qualified | join('; ') }}.",
            "AdminList",
        )
        + p("{%p endif %}")
        + closing_line(
            "{% if course.type == 'auditor' %}Đánh giá viên được công nhận tham gia các đợt đánh giá nội bộ, không đánh giá công "
            "việc của chính mình."
            "{% elif course.type == 'writing' %}Người đã học chủ trì viết tài liệu của đơn vị theo phân công trong Kế hoạch của "
            "cơ quan."
            "{% else %}Trưởng đơn vị đánh giá hiệu lực của khóa học trong 03 tháng và cập nhật phiếu theo dõi năng lực cá nhân."
            "{% endif %}/."
        )
    )
    people = annex("", "DANH SÁCH VÀ KẾT QUẢ", "Kèm theo Báo cáo kết quả khóa học “{{ course.title }}”") + listing(
        PAGE,
        ["TT", "Họ và tên", "Chức vụ, đơn vị", "Điểm", "Kết quả"],
        [1, 4.5, 7, 1.6, 2.6],
        ["={{ one.number }}", "{{ one.name }}", "{{ one.place }}", "={{ one.score }}", "={{ one.result }}"],
        "for one in trainees",
    )
    return typed(profile, "BÁO CÁO", "Kết quả khóa học “{{ course.title }}”", body, (people, PAGE))
