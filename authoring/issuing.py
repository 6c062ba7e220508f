"""Templates of the issued set: its decision, distribution, changes, withdrawal; visits; tracking of cases."""

from __future__ import annotations

from authoring.frame import QMS_LANDSCAPE, QMS_PAGE, listing, record, signatures
from authoring.official import PAGE, looped
from authoring.official import listing as paper_listing
from authoring.papers import annex, article, decision, gap, heading, lines, minutes, people, subheading
from authoring.xml import Cell, Page, cell, loop_rows, p, row, spread, table

_ISSUED_NOTE = "Kèm theo Quyết định ban hành hệ thống tài liệu của {{ subject }}"


def issue_decision(profile: str) -> bytes:
    """Quyết định ban hành hệ thống tài liệu, with the list of documents and who works in which procedure."""
    articles = (
        article(
            1,
            "Ban hành kèm theo Quyết định này hệ thống tài liệu của hệ thống quản lý chất lượng theo tiêu chuẩn "
            "{{ standard.name }} của {{ subject }}, gồm {{ total }} tài liệu: {{ made_of }} (danh mục tại Phụ lục I).",
        )
        + article(
            2,
            "Hệ thống tài liệu được áp dụng từ {{ effective }}. Quy định nội bộ trước đây của {{ subject }} trái với tài liệu "
            "ban hành kèm theo Quyết định này không còn áp dụng từ ngày đó. Nội dung tài liệu trái với văn bản quy phạm "
            "pháp luật mới thì thực hiện theo văn bản mới và phải được sửa đổi kịp thời.",
        )
        + article(3, "Tổ chức thực hiện")
        + lines(
            "1. {{ representative }} chỉ đạo việc phổ biến, áp dụng, đánh giá nội bộ và cải tiến hệ thống; báo cáo "
            "{{ agency.head }} về kết quả áp dụng.",
            "2. {{ secretary_unit }} phân phối tài liệu đến nơi nhận trước ngày áp dụng và lấy chữ ký nhận; giữ bản gốc, theo "
            "dõi sửa đổi, thu hồi bản hết hiệu lực.",
            "3. Thủ trưởng đơn vị phổ biến tài liệu đến từng người thực hiện, đặt quy trình, biểu mẫu ở nơi dễ lấy và chịu "
            "trách nhiệm về việc áp dụng tại đơn vị. Đơn vị chủ trì, đơn vị phối hợp của từng quy trình tại Phụ lục II.",
            "4. Tài liệu sửa đổi, ban hành lại sau ngày ký Quyết định này do {{ approver }} phê duyệt theo "
            "{{ control_procedure }} và được theo dõi tại danh mục tài liệu nội bộ.",
        )
        + article(
            4,
            "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các đơn vị thuộc {{ subject }} và cán bộ, công chức có "
            "liên quan chịu trách nhiệm thi hành Quyết định này./.",
        )
    )
    documents = annex("I", "DANH MỤC TÀI LIỆU BAN HÀNH", _ISSUED_NOTE) + _documents()
    work = annex("II", "PHÂN CÔNG CHỦ TRÌ, PHỐI HỢP THỰC HIỆN QUY TRÌNH", _ISSUED_NOTE) + paper_listing(
        PAGE,
        ["TT", "Mã hiệu", "Quy trình", "Đơn vị chủ trì", "Đơn vị phối hợp"],
        [1, 2.9, 5, 3.7, 4.4],
        [
            "={{ entry.number }}",
            "{{ entry.code }}",
            "{{ entry.title }}",
            "{{ entry.lead }}",
            "{{ entry.together }}",
        ],
        "for entry in work",
    )
    subject = "Về việc ban hành hệ thống tài liệu của hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }}"
    return decision(profile, subject, articles, (documents, PAGE), (work, PAGE))


def _documents() -> str:
    widths = spread(PAGE.text_width, 1, 3.1, 6.2, 1.4, 4.9)
    group = row([Cell(p("{{ group.number }}. {{ group.title }}", "TableGroup"), span=5)], widths)
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.code }}",
            "{{ entry.title }}",
            cell("{{ entry.issue }}", "TableCenter"),
            cell("{{ entry.unit }}", "TableSmallLeft"),
        ],
        widths,
    )
    heads = ["TT", "Mã hiệu", "Tên tài liệu", "Lần BH", "Đơn vị chủ trì"]
    inner = loop_rows("for entry in group.rows", widths, line)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for group in groups", widths, group, *inner)])


def distribution_list() -> bytes:
    """Sổ phân phối và thu hồi tài liệu: who got what, then where the copies of each document are."""
    widths = spread(QMS_LANDSCAPE.text_width, 1, 5, 1.9, 1.5, 4, 2.2, 3, 2.2, 2.1, 2.4)
    heads = [
        "TT", "Tên, mã hiệu tài liệu", "Lần ban hành, sửa đổi", "Số bản", "Nơi nhận", "Ngày giao",
        "Người nhận ký, ghi họ tên", "Ngày thu hồi bản cũ", "Người thu hồi ký", "Ghi chú",
    ]  # fmt: skip
    group = row([Cell(p("{{ handing.title }}", "TableGroup"), span=len(heads))], widths)
    small = "TableSmallLeft"
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            cell("{{ entry.document }}", small),
            cell("{{ entry.version }}", "TableCenter"),
            cell("{{ entry.copies }}", "TableCenter"),
            cell("{{ entry.place }}", small),
            cell("{{ entry.given }}", "TableCenter"),
            Cell(p("", small) + p("{{ entry.name }}", small)),
            cell("{{ entry.withdrawn }}", "TableCenter"),
            "",
            cell("{{ entry.note }}", small),
        ],
        widths,
    )
    inner = loop_rows("for entry in handing.rows", widths, line)
    body = (
        p("Ngày tài liệu có hiệu lực: {{ distribution.effective }}. Số nơi nhận: {{ distribution.holders }}.", "FormText")
        + p(
            "Người đứng đầu, các chức danh ghi trong sổ và nơi nhận ngoài cơ quan nhận bộ tài liệu đầy đủ; đơn vị nhận tài "
            "liệu chung và các quy trình tác nghiệp mà đơn vị chủ trì hoặc phối hợp. Biểu mẫu đi cùng quy trình. KKS: bản "
            "không kiểm soát, không được thay khi tài liệu sửa đổi.",
            "FormText",
        )
        + p("I. Giao nhận và thu hồi", "FormHeading")
        + table(
            widths,
            [row(heads, widths, head=True), *loop_rows("for handing in distribution.handings", widths, group, *inner)],
        )
        + p("II. Số bản của từng tài liệu", "FormHeading")
        + _copies()
        + p("{%p if distribution.unsigned %}")
        + p("Còn {{ distribution.unsigned }} nơi nhận chưa ghi ngày nhận.", "FormText")
        + p("{%p endif %}")
        + signatures(
            QMS_LANDSCAPE,
            "Tổng số bản phân phối lần đầu: {{ distribution.total }} bản, của {{ distribution.documents | length }} tài liệu, "
            "giao {{ distribution.holders }} nơi nhận.",
            "Thư ký ISO",
        )
    )  # fmt: skip
    return record(body, page=QMS_LANDSCAPE)


def _copies() -> str:
    widths = spread(QMS_LANDSCAPE.text_width, 1, 3, 7.5, 2.3, 9.5, 2)
    heads = ["TT", "Mã hiệu", "Tên tài liệu", "Lần ban hành, sửa đổi", "Nơi nhận", "Số bản"]
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.code }}",
            "{{ entry.title }}",
            cell("{{ entry.version }}", "TableCenter"),
            cell("{{ entry.places }}", "TableSmallLeft"),
            cell("{{ entry.copies }}", "TableCenter"),
        ],
        widths,
    )
    total = row([Cell(p("Cộng", "TableHead"), span=5), cell("{{ distribution.total }}", "TableHead")], widths)
    return table(
        widths,
        [row(heads, widths, head=True), *loop_rows("for entry in distribution.documents", widths, line), total],
    )


def change_request() -> bytes:
    """Phiếu yêu cầu soạn thảo, sửa đổi, hủy bỏ tài liệu."""
    body = (
        p("Kính gửi: Đại diện lãnh đạo về chất lượng", "FormText")
        + p("Số phiếu: {{ request.number }}. Ngày đề nghị: {{ request.date }}", "FormText")
        + p("Đơn vị đề nghị: {{ request.unit }}", "FormText")
        + p("Người đề nghị: {{ request.by }}", "FormText")
        + p("Phần I. Nội dung yêu cầu", "FormHeading")
        + p("Loại yêu cầu:     {{ request.types }}", "FormText", _LEFT)
        + p("Loại tài liệu:     {{ request.sorts }}", "FormText", _LEFT)
        + p("Tên tài liệu: {{ request.title }}", "FormText")
        + p(
            "Mã hiệu hiện hành: {{ request.code }}. Lần ban hành và lần sửa đổi hiện hành: {{ request.version }}", "FormText"
        )
        + p("Ngày đề nghị có hiệu lực: {{ request.effective }}", "FormText")
        + p("Lý do:     {{ request.causes }}", "FormText", _LEFT)
        + p("Căn cứ hoặc lý do cụ thể: {{ request.reason }}", "FormText")
        + p("{%p if request.wanted %}")
        + p("", "FormText")
        + listing(
            ["TT", "Trang, phần liên quan", "Nội dung hiện hành", "Nội dung đề nghị"],
            [1, 2.6, 4, 4],
            ["={{ wanted.number }}", "{{ wanted.where }}", "{{ wanted.now }}", "{{ wanted.new }}"],
            "for wanted in request.wanted",
        )
        + p("{%p endif %}")
        + p("Đơn vị, quy trình, biểu mẫu chịu tác động hoặc phải sửa theo: {{ request.affects }}", "FormText")
        + signatures(
            QMS_PAGE,
            "Kính đề nghị Đại diện lãnh đạo về chất lượng xem xét.",
            "Người đề nghị",
            "Trưởng đơn vị đề nghị",
        )
        + p("Phần II. Xem xét và giao thực hiện", "FormHeading")
        + p("Ý kiến:     {{ request.opinions }}", "FormText", _KEEP + _LEFT)
        + p("{%p if request.refusal %}")
        + p("Lý do (nếu không chấp nhận hoặc chấp nhận một phần): {{ request.refusal }}", "FormText", _KEEP)
        + p("{%p endif %}")
        + p("{%p if request.goes_on %}")
        + p("Người soạn thảo: {{ request.writer }}", "FormText", _KEEP)
        + p("Đơn vị phối hợp: {{ request.together }}", "FormText", _KEEP)
        + p("Thời hạn hoàn thành dự thảo: {{ request.until }}", "FormText", _KEEP)
        + p("{%p endif %}")
        + p("Yêu cầu ngừng áp dụng ngay nội dung hiện hành:     {{ request.stops }}", "FormText", _KEEP + _LEFT)
        + p("{%p if request.result %}")
        + p("Kết quả: {{ request.result }}", "FormText", _KEEP)
        + p("{%p endif %}")
        + signatures(
            QMS_PAGE, "Ngày xem xét: {{ request.decided }}", "Thư ký ISO", "Đại diện lãnh đạo về chất lượng"
        )
    )  # fmt: skip
    return record(body)


_REQUESTS = (
    "{% if log.requests %} Đã nhận {{ log.requests }} phiếu yêu cầu{% if log.refused %}, {{ log.refused }} phiếu không được "
    "chấp nhận{% endif %}{% if log.pending %}, {{ log.pending }} phiếu chưa xem xét{% endif %}.{% endif %}"
)


def change_log() -> bytes:
    """Sổ theo dõi sửa đổi tài liệu."""
    body = (
        p("{%p if log.count %}")
        + p(
            "Từ khi ban hành đến nay có {{ log.count }} lần sửa đổi của {{ log.documents }} tài liệu." + _REQUESTS, "FormText"
        )
        + p("{%p else %}")
        + p("Từ khi ban hành đến nay chưa có tài liệu nào được sửa đổi." + _REQUESTS, "FormText")
        + p("{%p endif %}")
        + p(
            "Biểu mẫu mang lần ban hành, lần sửa đổi của quy trình có biểu mẫu đó nên không ghi dòng riêng.", "FormText"
        )
        + p("", "FormText")
        + listing(
            ["TT", "Ngày sửa đổi", "Mã hiệu", "Tên tài liệu", "Lần BH/SĐ", "Tóm lược nội dung sửa đổi", "Căn cứ", "Số phiếu yêu cầu"],
            [1, 2.3, 2.7, 4.2, 1.7, 6.5, 5, 2],
            [
                "={{ entry.number }}",
                "={{ entry.date }}",
                "{{ entry.code }}",
                "{{ entry.title }}",
                "={{ entry.version }}",
                "{{ entry.summary }}",
                "{{ entry.reason }}",
                "={{ entry.request }}",
            ],
            "for entry in log.rows",
            page=QMS_LANDSCAPE,
        )
        + signatures(
            QMS_LANDSCAPE,
            "BH: ban hành; SĐ: sửa đổi. Người giữ sổ ghi trong ngày tài liệu sửa đổi được phê duyệt.",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body, page=QMS_LANDSCAPE)


def obsolete_minutes() -> bytes:
    """Biên bản thu hồi và hủy tài liệu hết hiệu lực."""
    widths = spread(QMS_PAGE.text_width, 1, 4.4, 1.7, 2.4, 1.8, 1.5, 1.4, 1.6)
    heads = [
        "TT", "Tên, mã hiệu tài liệu", "Lần ban hành, sửa đổi", "Ngày hết hiệu lực", "Số bản đã phân phối",
        "Số bản thu hồi", "Số bản hủy", "Số bản lưu tra cứu",
    ]  # fmt: skip
    counts = ("given", "taken", "destroyed", "kept")
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.document }}",
            cell("{{ entry.issue }}", "TableCenter"),
            cell("{{ entry.ended }}", "TableCenter"),
            *(cell(f"{{{{ entry.{key} }}}}", "TableCenter") for key in counts),
        ],
        widths,
    )
    total = row(
        [
            Cell(p("Cộng", "TableHead"), span=4),
            *(cell(f"{{{{ minutes.total.{key} }}}}", "TableHead") for key in counts),
        ],
        widths,
    )
    body = (
        p("Thời gian, địa điểm: {{ minutes.date }}, tại {{ minutes.place }}", "FormText")
        + p("Người lập biên bản: {{ minutes.writer }}", "FormText")
        + p("{%p for witness in minutes.witnesses %}")
        + p("Người chứng kiến: {{ witness }}", "FormText")
        + p("{%p endfor %}")
        + p("Chúng tôi đã kiểm đếm, đối chiếu với sổ phân phối và xử lý các tài liệu hết hiệu lực sau đây.", "FormText")
        + p("", "FormText")
        + table(
            widths, [row(heads, widths, head=True), *loop_rows("for entry in minutes.rows", widths, line), total]
        )
        + p("{{ minutes.finding }}", "FormText")
        + p("Số bản còn thiếu, nơi nhận và lý do: {{ minutes.missing }}", "FormText")
        + p("Nơi lưu bản gốc hết hiệu lực: {{ minutes.originals }}", "FormText")
        + p("Cách hủy bản giấy:     {{ minutes.ways }}", "FormText", _LEFT)
        + p("Bản điện tử cũ:     {{ minutes.electronic }}", "FormText", _LEFT)
        + signatures(
            QMS_PAGE,
            "Biên bản được đọc lại cho mọi người cùng nghe và thống nhất ký tên.",
            "Người lập biên bản",
            "Người chứng kiến",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body)


_NEW_PAGE = "<w:pageBreakBefore/>"
_KEEP = "<w:keepNext/>"
_LEFT = '<w:jc w:val="left"/>'  # boxes to tick are not stretched over the line


def visit_minutes(profile: str) -> bytes:
    """Biên bản tham quan, trao đổi kinh nghiệm."""
    body = (
        lines(
            "Thời gian bắt đầu: {{ visit.began }}, {{ visit.date }}.",
            "Địa điểm: {{ visit.place }}.",
            "{{ visit.visitors }} đến tham quan, học hỏi kinh nghiệm xây dựng và áp dụng hệ thống quản lý chất lượng theo "
            "tiêu chuẩn {{ standard.name }} của {{ subject }}.",
        )
        + heading("I. THÀNH PHẦN")
        + subheading("1. {{ visit.visitors }}")
        + _present("visit.guests", "(các thành viên ký danh sách kèm theo)")
        + subheading("2. {{ agency.name }}")
        + people("visit.hosts")
        + heading("II. NỘI DUNG TRAO ĐỔI")
        + lines("{{ visit.state }}. Hai bên đã trao đổi các nội dung sau:")
        + looped("visit.topics", "topic")
        + heading("III. TÀI LIỆU ĐÃ CUNG CẤP")
        + p("{%p if visit.given %}")
        + looped("visit.given", "document")
        + lines(
            "Tài liệu cung cấp là bản không kiểm soát, dùng để tham khảo và không được cập nhật khi tài liệu của "
            "{{ subject }} sửa đổi."
        )
        + p("{%p else %}")
        + lines("{{ subject }} giới thiệu tài liệu tại chỗ, không cung cấp bản sao.")
        + p("{%p endif %}")
        + heading("IV. NHẬN XÉT, GÓP Ý")
        + p("{%p if visit.remarks %}")
        + looped("visit.remarks", "remark")
        + p("{%p else %}")
        + lines("{{ visit.visitors }} không có góp ý.")
        + p("{%p endif %}")
    )
    return minutes(
        profile,
        "Tham quan, trao đổi kinh nghiệm áp dụng hệ thống quản lý chất lượng",
        body,
        ("BÊN THAM QUAN", "{{ visit.guest }}"),
        ("NGƯỜI GHI BIÊN BẢN", "{{ visit.clerk }}"),
        ("BÊN ĐÓN TIẾP", "{{ visit.host }}"),
        last="Buổi làm việc kết thúc vào {{ visit.ended }} cùng ngày. Biên bản được đọc cho những người dự cùng nghe, thống "
        "nhất ký tên và lập thành hai bản, mỗi bên giữ một bản./.",
    )


def supervision_minutes(profile: str) -> bytes:
    """Biên bản theo dõi, giám sát."""
    asked = paper_listing(
        PAGE,
        ["TT", "Yêu cầu", "Thực hiện", "Thời hạn"],
        [1, 8, 4.6, 2.6],
        ["={{ asked.number }}", "{{ asked.what }}", "{{ asked.who }}", "={{ asked.until }}"],
        "for asked in supervision.requests",
    )
    body = (
        lines(
            "Thời gian bắt đầu: {{ supervision.began }}, {{ supervision.date }}.",
            "Địa điểm: {{ supervision.place }}.",
            "{{ supervision.by }} theo dõi, giám sát việc xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn "
            "{{ standard.name }} của {{ subject }}.",
        )
        + heading("I. THÀNH PHẦN")
        + subheading("1. {{ supervision.by }}")
        + _present("supervision.officers", "(theo văn bản cử người của cơ quan giám sát)")
        + subheading("2. {{ agency.name }}")
        + people("supervision.present")
        + heading("II. NỘI DUNG ĐÃ XEM")
        + lines("{{ supervision.state }}. Đoàn đã xem:")
        + looped("supervision.seen", "seen")
        + heading("III. NHẬN XÉT")
        + p("{%p if supervision.findings %}")
        + looped("supervision.findings", "finding")
        + p("{%p else %}")
        + lines("Việc xây dựng, áp dụng được thực hiện theo kế hoạch; đoàn không có nhận xét khác.")
        + p("{%p endif %}")
        + heading("IV. YÊU CẦU ĐỐI VỚI {{ agency.name | upper }}")
        + p("{%p if supervision.requests %}")
        + gap()
        + asked
        + p("{%p if supervision.report_by %}")
        + lines(
            "{{ agency.name }} gửi {{ supervision.by }} báo cáo kết quả khắc phục chậm nhất {{ supervision.report_by }}, hai "
            "tháng kể từ ngày ký biên bản."
        )
        + p("{%p endif %}")
        + p("{%p else %}")
        + lines("Không có yêu cầu.")
        + p("{%p endif %}")
        + heading("V. Ý KIẾN CỦA {{ agency.name | upper }}")
        + p("{%p if supervision.answer %}")
        + lines("{{ supervision.answer }}")
        + p("{%p else %}")
        + lines(
            "Nhất trí với nội dung biên bản{% if supervision.requests %}; thực hiện các yêu cầu của đoàn và báo cáo kết quả "
            "{% if supervision.report_by %}đúng thời hạn nêu trên{% else %}trong báo cáo quý{% endif %}{% endif %}."
        )
        + p("{%p endif %}")
    )
    return minutes(
        profile,
        "Theo dõi, giám sát việc xây dựng và áp dụng hệ thống quản lý chất lượng",
        body,
        ("ĐOÀN GIÁM SÁT", "{{ supervision.officer }}"),
        ("NGƯỜI GHI BIÊN BẢN", "{{ supervision.clerk }}"),
        ("ĐẠI DIỆN CƠ QUAN", "{{ supervision.host }}"),
        last="Buổi làm việc kết thúc vào {{ supervision.ended }} cùng ngày. Biên bản được đọc cho những người dự cùng nghe, "
        "thống nhất ký tên và lập thành hai bản, mỗi bên giữ một bản./.",
    )


def _present(loop: str, otherwise: str) -> str:
    """The table of persons, or a line when nobody is named."""
    return p(f"{{%p if {loop} %}}") + people(loop) + p("{%p else %}") + lines(otherwise) + p("{%p endif %}")


def tracking_slip() -> bytes:
    """Phiếu theo dõi quá trình giải quyết hồ sơ: the procedure's own steps, to be signed at each hand-over."""
    page = QMS_LANDSCAPE
    steps = _tall(
        page,
        ["Bước", "Nội dung công việc", "Đơn vị, người thực hiện", "Thời gian", "Giờ, ngày nhận", "Người nhận ký",
         "Giờ, ngày giao", "Kết quả, ý kiến", "Người giao ký"],
        [1.4, 6.8, 3.9, 2.1, 2, 2, 2, 2.9, 2],
        ["={{ step.number }}", "{{ step.what }}", "{{ step.who }}", "{{ step.time }}", "", "", "", "", ""],
        "for step in slip.steps",
    )  # fmt: skip
    remarks = _blank(
        page,
        ["Ngày", "Nội dung (nhắc hạn, bổ sung, thay đổi, rút hồ sơ, xin ý kiến)", "Lý do", "Ngày hẹn mới (nếu có)",
         "Người duyệt ký"],
        [2, 8, 5, 3, 3],
        3,
    )  # fmt: skip
    body = (
        p("Công việc, thủ tục: {{ slip.procedure }} (quy trình {{ slip.procedure_code }})", "FormText")
        + p("Đơn vị chủ trì: {{ slip.unit }}", "FormText")
        + p("{%p if slip.limit %}")
        + p("Thời hạn giải quyết: {{ slip.limit }}", "FormText", _LEFT)
        + p("{%p endif %}")
        + p("Mã hồ sơ: ……………………………… Tên tổ chức, cá nhân: \t", "FormField")
        + p("Ngày nhận hồ sơ hợp lệ: …………………… Ngày hẹn trả kết quả: …………………… Số tờ, số tài liệu kèm theo: \t", "FormField")
        + p("{{ slip.needed }}", "Note")
        + p("", "FormText")
        + steps
        + p("Nhắc hạn, bổ sung và thay đổi", "FormHeading")
        + remarks
        + p("Thông qua kết quả", "FormHeading")
        + p("Người kiểm tra cuối cùng: …………………………………… Người ký và thời điểm ký: \t", "FormField", _KEEP)
        + p("Kết quả:     □ Đúng hạn     □ Trước hạn     □ Quá hạn", "FormField", _KEEP)
        + signatures(page, "Số ngày quá hạn và lý do: " + "…" * 40, "Người kết thúc hồ sơ", "Trưởng đơn vị")
    )  # fmt: skip
    return record(body, page=page)


def tracking_register() -> bytes:
    """Sổ theo dõi hồ sơ of one procedure, and its monthly sums to fill."""
    page = QMS_LANDSCAPE
    heads = [
        "TT", "Mã hồ sơ", "Ngày nhận", "Tên, địa chỉ, điện thoại người nộp", "Công việc, thủ tục", "Số tờ, giấy tờ",
        "Đơn vị giải quyết, ngày chuyển", "Ngày hẹn trả", "Ngày có kết quả, số kết quả", "Ngày trả, người nhận ký",
        "Phí, lệ phí, số biên lai", "Đúng hạn, quá hạn, từ chối", "Ghi chú (bổ sung, thay đổi, lý do)",
    ]  # fmt: skip
    shares = [1.1, 1.9, 1.8, 4, 2, 1.4, 2.5, 1.8, 2.4, 2.6, 2, 2, 2.5]
    sums = ["Tháng", "Tồn kỳ trước", "Nhận trong kỳ", "Đã giải quyết", "Trong đó đúng hạn", "Quá hạn", "Từ chối",
            "Rút hồ sơ", "Còn lại", "Người giữ sổ ký", "Trưởng đơn vị ký"]  # fmt: skip
    body = (
        p("Công việc, thủ tục: {{ register.procedure }} (quy trình {{ register.procedure_code }})", "FormText")
        + p("Bộ phận giữ sổ: {{ register.reception }}. Đơn vị giải quyết: {{ register.unit }}", "FormText")
        + p("{%p if register.limit %}")
        + p("Thời hạn giải quyết: {{ register.limit }}. {{ register.due }} {{ register.remind }}.", "FormText")
        + p("{%p else %}")
        + p("{{ register.due }}", "FormText")
        + p("{%p endif %}")
        + p("Phí, lệ phí: {{ register.fee }}", "FormText")
        + p("Từ ngày đến ngày: \t", "FormField")
        + p("", "FormText")
        + _tall(page, heads, shares, ["={{ number }}", *[""] * 12], "for number in register.rows", head="TableSmall")
        + p("Cộng cuối tháng", "FormHeading", _NEW_PAGE)
        + _tall(page, sums, [1.2, *[1.6] * 8, 2.6, 2.6], ["={{ month }}", *[""] * 10], "for month in register.months", height=400)
        + signatures(
            page,
            "Số còn lại bằng số tồn kỳ trước cộng số nhận trong kỳ trừ số đã giải quyết, từ chối và rút hồ sơ.",
            "Người giữ sổ",
            "Trưởng đơn vị",
        )
    )  # fmt: skip
    return record(body, page=page)


def _tall(
    page: Page, heads: list[str], shares: list[float], cells: list[str], loop: str, *, head: str = "", height: int = 560
) -> str:
    """A looped table with room to write by hand; `head` is another style for many narrow columns."""
    widths = spread(page.text_width, *shares)
    line = row(
        [cell(one.removeprefix("="), "TableCenter" if one.startswith("=") else "TableSmallLeft") for one in cells],
        widths,
        height=height,
    )
    titles = [cell(one, head) if head else one for one in heads]
    return table(widths, [row(titles, widths, head=True), *loop_rows(loop, widths, line)])


def _blank(page: Page, heads: list[str], shares: list[float], rows: int) -> str:
    """A table to fill by hand."""
    widths = spread(page.text_width, *shares)
    lines_ = [row([""] * len(heads), widths, height=400) for _ in range(rows)]
    return table(widths, [row(heads, widths, head=True), *lines_])
