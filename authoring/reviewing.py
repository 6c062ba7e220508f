"""Templates of management reviews, and of certification and upkeep."""

from __future__ import annotations

from authoring.frame import QMS_LANDSCAPE, QMS_PAGE, record, signatures
from authoring.frame import listing as record_listing
from authoring.official import PAGE, listing, looped
from authoring.papers import annex, closing_line, dispatch, gap, heading, lines, subheading, typed
from authoring.xml import Cell, cell, loop_rows, p, row, spread, table

_PERSON = "{{ person.name }} - {{ person.title }}{% if person.unit %}, {{ person.unit }}{% endif %}"
_STANDARD = "hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }}"


def _room() -> str:
    """A little room between a line of a record and the table under it."""
    return p("", "Rule", '<w:spacing w:before="100" w:line="40" w:lineRule="exact"/>')


def review_notice(profile: str) -> bytes:
    """Thông báo họp xem xét của lãnh đạo."""
    agenda = gap() + listing(
        PAGE,
        ["TT", "Nội dung", "Điều khoản", "Người báo cáo"],
        [1, 8, 2.4, 5],
        ["={{ line.number }}", "{{ line.what }}", "={{ line.clause }}", "{{ line.who }}"],
        "for line in agenda",
    )
    body = (
        lines(
            "{% if special %}Do {{ meeting.reason or 'yêu cầu của công tác quản lý' }}, {% else %}Thực hiện chương trình công "
            "tác năm{% if procedure %} và Quy trình Xem xét của lãnh đạo (mã hiệu {{ procedure }}){% endif %}, {% endif %}"
            f"{{{{ subject }}}} tổ chức họp xem xét {{{{ meeting.type | lower }}}} {_STANDARD} như sau:"
        )
        + subheading("1. Thời gian, địa điểm, thành phần")
        + lines(
            "a) Thời gian: bắt đầu lúc {{ meeting.start }}, {{ meeting.date }}.",
            "b) Địa điểm: {{ meeting.place }}.",
            "c) Chủ trì: {{ meeting.chair }}. Thư ký: {{ meeting.secretary }}.",
            "d) Thành phần mời họp:",
        )
        + looped("members", "person").replace("{{ person }}", f"{_PERSON}{{{{ '.' if loop.last else ';' }}}}")
        + subheading("2. Nội dung")
        + lines(
            "Xem xét số liệu, kết quả từ ngày {{ meeting.since }} đến ngày {{ meeting.until }} theo chương trình sau:"
        )
        + agenda
        + subheading("3. Chuẩn bị báo cáo")
        + lines(
            "a) Trưởng từng đơn vị lập báo cáo đầu vào{% if form %} (biểu mẫu {{ form }}){% endif %} từ sổ theo dõi hồ sơ, "
            "phiếu theo dõi mục tiêu, phiếu yêu cầu hành động khắc phục và sổ theo dõi khiếu nại, phản ánh của đơn vị, nêu rõ "
            "nguyên nhân của việc chưa đạt; gửi Thư ký ISO chậm nhất ngày {{ inputs_due }}.",
            "b) Thư ký ISO tổng hợp, trình Đại diện lãnh đạo về chất lượng và gửi báo cáo tổng hợp đến các thành viên ít nhất "
            "{{ '01' if special else '02' }} ngày làm việc trước ngày họp.",
        )
        + p("{%p if open_resolutions %}")
        + lines("c) Đơn vị được giao báo cáo kết quả các kết luận của kỳ trước chưa hoàn thành:")
        + looped("open_resolutions")
        + p("{%p endif %}")
        + p("{%p if open_cars %}")
        + lines(
            "{{ 'd' if open_resolutions else 'c' }}) Đơn vị chịu trách nhiệm báo cáo tình trạng các phiếu yêu cầu hành động "
            "khắc phục còn mở:"
        )
        + looped("open_cars")
        + p("{%p endif %}")
        + closing_line(
            "Đề nghị các thành viên dự họp đúng thành phần; Trưởng đơn vị vắng mặt có lý do phải báo cáo người chủ trì và cử cấp "
            "phó dự thay, chịu trách nhiệm về nội dung báo cáo của đơn vị./."
        )
    )
    return typed(profile, "THÔNG BÁO", "Họp xem xét của lãnh đạo về hệ thống quản lý chất lượng", body)


def review_inputs() -> bytes:
    """Báo cáo tổng hợp đầu vào."""
    body = (
        p("Kính gửi: Người đứng đầu cơ quan và các thành viên dự họp ngày {{ meeting.short_date }}.", "FormText")
        + p("Kỳ số liệu: từ ngày {{ meeting.since }} đến ngày {{ meeting.until }}", "FormText")
        + p("Đơn vị đã gửi báo cáo: {{ reported }}", "FormText")
        + p("Đơn vị chưa gửi báo cáo, lý do: {{ missing }}", "FormText")
        + _room()
        + record_listing(
            ["TT", "Nội dung đầu vào", "Số liệu, kết quả kỳ này", "So với kỳ trước và chỉ tiêu", "Nguyên nhân",
             "Nhận xét, kiến nghị"],
            [1, 4, 6.4, 3.6, 3.6, 4.4],
            ["={{ line.number }}", "{{ line.topic }}", "{{ line.figures }}", "{{ line.compared }}", "{{ line.causes }}",
             "{{ line.remarks }}"],
            "for line in inputs",
            QMS_LANDSCAPE,
        )
        + p("Những vấn đề đề nghị người chủ trì quyết định", "FormHeading")
        + p("{%p for line in proposals %}")
        + p("{{ loop.index }}. {{ line }}", "FormText", "<w:keepNext/>")
        + p("{%p else %}")
        + p("Không có vấn đề nào ngoài các nhận xét, kiến nghị nêu trên.", "FormText", "<w:keepNext/>")
        + p("{%p endfor %}")
        + signatures(
            QMS_LANDSCAPE,
            "Báo cáo tổng hợp từ báo cáo của các đơn vị và hồ sơ của hệ thống quản lý chất lượng.",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body, page=QMS_LANDSCAPE)


def review_minutes() -> bytes:
    """Biên bản họp xem xét của lãnh đạo."""
    body = (
        p("Thời gian bắt đầu: {{ meeting.start }}, {{ meeting.date }}", "FormText")
        + p("Địa điểm: {{ meeting.place }}", "FormText")
        + p("Chủ trì: {{ meeting.chair }}", "FormText")
        + p("Thư ký: {{ meeting.secretary }}", "FormText")
        + p("Số thành viên có mặt trên số được mời: {{ count }}", "FormText")
        + p("Vắng mặt và lý do: {{ absent }}", "FormText")
        + p("I. Thành phần dự họp", "FormHeading")
        + record_listing(
            ["TT", "Họ và tên", "Chức vụ, đơn vị", "Ký tên"],
            [1, 5, 6.5, 3],
            ["={{ person.number }}", "{{ person.name }}",
             "{{ person.title }}{% if person.unit %}, {{ person.unit }}{% endif %}", ""],
            "for person in present",
        )
        + p("II. Nội dung xem xét", "FormHeading")
        + record_listing(
            ["TT", "Nội dung đầu vào", "Tóm tắt báo cáo", "Ý kiến thảo luận, giải trình"],
            [1, 3.6, 6, 5],
            ["={{ line.number }}", "{{ line.topic }}", "{{ line.report }}", "{{ line.said }}"],
            "for line in discussed",
        )
        + p("III. Kết luận của người chủ trì", "FormHeading")
        + p("{%p for line in conclusions %}")
        + p(
            "{{ loop.index }}. {{ line.label }}:{% for option in line.options %}     "
            "{{ option.mark }}\u00a0{{ option.text }}{% endfor %}",
            "FormField",
        )
        + p("{%p endfor %}")
        + p("Căn cứ của các đánh giá nêu trên: {{ grounds }}", "FormText")
        + p("{%p if resolutions %}")
        + _room()
        + record_listing(
            ["TT", "Quyết định", "Loại", "Đơn vị chủ trì", "Thời hạn"],
            [1, 5.8, 2.9, 3.9, 2.7],
            ["={{ line.number }}", "{{ line.what }}", "{{ line.type }}", "{{ line.who }}", "={{ line.until }}"],
            "for line in resolutions",
        )
        + p("{%p else %}")
        + p("Cuộc họp không giao việc phải thực hiện.", "FormText")
        + p("{%p endif %}")
        + signatures(
            QMS_PAGE,
            "Cuộc họp kết thúc lúc {{ meeting.end }}; biên bản đã được đọc và các thành viên dự họp thống nhất.",
            "Thư ký",
            "Chủ trì",
        )
    )  # fmt: skip
    return record(body)


def review_conclusions(profile: str) -> bytes:
    """Thông báo kết luận xem xét của lãnh đạo."""
    body = (
        lines(
            "{{ meeting.date[0] | upper }}{{ meeting.date[1:] }}, tại {{ meeting.place }}, {{ meeting.chair_title }} {{ meeting.chair_name }} chủ trì họp xem "
            f"xét {_STANDARD} của {{{{ subject }}}}, với {{{{ present }}}} người dự. Sau khi nghe báo cáo tổng hợp số liệu từ "
            "ngày {{ meeting.since }} đến ngày {{ meeting.until }} và ý kiến thảo luận, {{ meeting.chair_title }} kết luận như "
            "sau:"
        )
        + heading("I. ĐÁNH GIÁ HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG")
        + lines("Hệ thống quản lý chất lượng {{ judged }}.")
        + p("{%p if grounds %}")
        + lines("Căn cứ của các đánh giá nêu trên:")
        + looped("grounds")
        + p("{%p endif %}")
        + heading("II. CHÍNH SÁCH VÀ MỤC TIÊU CHẤT LƯỢNG")
        + lines("{{ policy }}")
        + heading("III. NHIỆM VỤ")
        + p("{%p if tasks %}")
        + lines("Giao các đơn vị, cá nhân thực hiện các nhiệm vụ sau (số thứ tự theo biên bản họp):")
        + gap()
        + _tasks()
        + p("{%p else %}")
        + lines("Cuộc họp không giao việc ngoài kế hoạch công tác đã được phê duyệt.")
        + p("{%p endif %}")
        + heading("IV. TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. Thủ trưởng đơn vị được giao lập biện pháp, tiến độ và tổ chức thực hiện; vướng mắc vượt thẩm quyền phải báo cáo "
            "{{ agency.head }} trước khi hết thời hạn.",
            "2. {{ follower }} ghi từng kết luận vào phiếu theo dõi{% if form %} ({{ form }}){% endif %}, hằng tháng kiểm tra trên "
            "bằng chứng tại đơn vị và đưa kết quả vào đầu vào của kỳ xem xét sau.",
        )
        + closing_line(
            "Trên đây là kết luận của {{ meeting.chair_title }} tại cuộc họp xem xét của lãnh đạo ngày {{ meeting.short_date }}, "
            "thông báo để các đơn vị biết, thực hiện./."
        )
    )
    subject = "Kết luận của {{ meeting.chair_title }} tại cuộc họp xem xét của lãnh đạo về hệ thống quản lý chất lượng"
    return typed(profile, "THÔNG BÁO", subject, body)


def _tasks() -> str:
    """The resolutions, by type."""
    widths = spread(PAGE.text_width, 1, 8, 4.5, 2.5)
    group = row([Cell(p("{{ group.type }}", "TableGroup"), span=4)], widths)
    line = row(
        [
            cell("{{ task.number }}", "TableCenter"),
            "{{ task.what }}",
            "{{ task.who }}",
            cell("{{ task.until }}", "TableCenter"),
        ],
        widths,
    )
    inner = loop_rows("for task in group.resolutions", widths, line)
    heads = ["TT", "Nội dung công việc", "Chủ trì", "Thời hạn"]
    return table(widths, [row(heads, widths, head=True), *loop_rows("for group in tasks", widths, group, *inner)])


def review_followup() -> bytes:
    """Phiếu theo dõi thực hiện kết luận."""
    body = (
        p("Biên bản ngày: {{ meeting.short_date }}", "FormText")
        + p("Người theo dõi: {{ follower }}", "FormText")
        + p("Tính đến ngày {{ as_of }}, {{ summary }}.", "FormText")
        + _room()
        + record_listing(
            ["TT", "Kết luận", "Biện pháp, tiến độ", "Đơn vị chủ trì", "Thời hạn", "Kết quả, bằng chứng",
             "Ngày kiểm tra", "Hiệu lực", "Người kiểm tra ký"],
            [1, 5.2, 4, 3.2, 2.3, 4.4, 2.3, 1.5, 1.8],
            ["={{ line.number }}", "{{ line.what }}", "{{ line.measure }}", "{{ line.who }}", "={{ line.until }}",
             "{{ line.result }}", "={{ line.checked }}", "={{ line.effective }}", ""],
            "for line in followed",
            QMS_LANDSCAPE,
        )
        + signatures(
            QMS_LANDSCAPE,
            "Kết luận chưa có hiệu lực được chuyển thành yêu cầu hành động khắc phục hoặc trình Người đứng đầu cơ quan điều "
            "chỉnh.",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body, page=QMS_LANDSCAPE)


def certification_request(profile: str) -> bytes:
    """Công văn đề nghị đánh giá, cấp giấy chứng nhận, with the list of the file."""
    body = (
        lines(
            "{% if contract %}Thực hiện {{ contract }}, {% endif %}{{ subject }} đã xây dựng và đang áp dụng "
            f"{_STANDARD}{{% if ready %}}; {{{{ ready }}}}{{% endif %}}. Để được đánh giá độc lập, cơ quan đề nghị {{{{ addressee }}}} "
            "đánh giá, cấp giấy chứng nhận với các nội dung sau:"
        )
        + subheading("1. Phạm vi đề nghị chứng nhận")
        + lines("{{ scope }}")
        + p("{%p if exclusions %}")
        + lines("Các điểm loại trừ:")
        + looped("exclusions")
        + p("{%p endif %}")
        + subheading("2. Quy mô hệ thống")
        + lines(
            "{{ units }} đơn vị; {{ system_procedures }} quy trình hệ thống và {{ service_procedures }} quy trình tác nghiệp đang áp "
            "dụng."
        )
        + subheading("3. Quá trình áp dụng và tự đánh giá")
        + looped("done")
        + subheading("4. Thời gian, đầu mối, kinh phí")
        + lines(
            "a) Thời gian đánh giá theo kế hoạch của cơ quan: {{ planned }}. Đề nghị {{ addressee }} thông báo ngày, thành phần đoàn và "
            "chương trình đánh giá để cơ quan chuẩn bị.",
            "b) Đầu mối liên hệ: {{ contact }}.",
            "c) Kinh phí đánh giá, cấp giấy chứng nhận lấy từ nội dung chi “{{ cost_line }}” của Chương trình; kinh phí giám sát sau "
            "khi được cấp giấy chứng nhận do cơ quan cân đối trong dự toán chi quản lý hành chính và thanh toán trực tiếp.",
        )
        + closing_line(
            "Hồ sơ gửi kèm gồm {{ file | length }} tài liệu theo danh mục tại Phụ lục. {{ subject }} cam kết cung cấp đủ thông tin, bố "
            "trí người làm việc và tạo điều kiện để đoàn đánh giá thực hiện nhiệm vụ./."
        )
    )
    papers = annex(
        "",
        "DANH MỤC HỒ SƠ ĐỀ NGHỊ ĐÁNH GIÁ, CẤP GIẤY CHỨNG NHẬN",
        "Kèm theo Công văn {{ number[0] | lower }}{{ number[1:] }}",
    ) + listing(
        PAGE,
        ["TT", "Tên tài liệu, hồ sơ", "Số, mã hiệu", "Ngày"],
        [1, 9, 4, 2.6],
        ["={{ line.number }}", "{{ line.title }}", "={{ line.code }}", "={{ line.date }}"],
        "for line in file",
    )
    about = "'đề nghị đánh giá, cấp giấy chứng nhận hệ thống quản lý chất lượng'"
    return dispatch(profile, about, body, (papers, PAGE))


def surveillance_followup() -> bytes:
    """Sổ theo dõi giấy chứng nhận và đánh giá giám sát."""
    body = (
        p("1. Giấy chứng nhận", "FormHeading")
        + p("Số giấy chứng nhận: {{ certificate }}; tiêu chuẩn {{ standard.name }}", "FormText")
        + p("Tên tổ chức chứng nhận: {{ certifier }}; hợp đồng số {{ contract }}", "FormText")
        + p("Đánh giá chứng nhận ngày {{ audited }}; cấp ngày {{ granted }}; hết hiệu lực ngày {{ until }}", "FormText")
                + p("2. Đánh giá giám sát", "FormHeading")
        + p("Tính đến ngày {{ as_of }}, giấy chứng nhận {{ validity }}; lần giám sát tiếp theo: {{ next }}.", "FormText")
        + p("{%p if visits %}")
        + _room()
        + record_listing(
            ["Lần", "Ngày dự kiến", "Ngày thực tế", "Kết luận", "Số điểm không phù hợp", "Ngày khép", "Phí (đồng)",
             "Tình trạng"],
            [1.2, 2.6, 2.6, 6, 2.4, 2.6, 3, 4],
            ["={{ line.number }}", "={{ line.planned }}", "={{ line.date }}", "{{ line.result }}", "={{ line.found }}",
             "={{ line.closed }}", "={{ line.fee }}", "{{ line.state }}"],
            "for line in visits",
            QMS_LANDSCAPE,
        )
        + p("{%p endif %}")
        + signatures(
            QMS_LANDSCAPE,
            "{% if visits %}Tổng phí giám sát theo lịch: {{ total }} đồng. {% endif %}Phí giám sát lấy từ {{ fund }}, cơ quan thanh toán "
            "trực tiếp với tổ chức chứng nhận.",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body, page=QMS_LANDSCAPE)


def upkeep_estimate(profile: str) -> bytes:
    """Công văn and its annex: dự toán kinh phí duy trì, cải tiến."""
    body = (
        lines(
            f"Để duy trì, cải tiến {_STANDARD} sau khi đã xây dựng, áp dụng, {{{{ subject }}}} lập dự toán {{{{ fund }}}} từ năm "
            "{{ first }} như sau:"
        )
        + subheading("1. Các khoản chi hằng năm")
        + gap()
        + listing(
            PAGE,
            ["TT", "Nội dung chi", "Diễn giải", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)"],
            [1, 5, 4, 1.6, 2.6, 2.8],
            [
                "={{ line.number }}",
                "{{ line.title }}",
                "{{ line.detail }}",
                "={{ line.quantity }}",
                "={{ line.price }}",
                "={{ line.amount }}",
            ],
            "for line in lines",
        )
        + lines(
            "Cộng các khoản chi hằng năm: {{ yearly }} đồng{% if ceiling %}, {{ ceiling }} theo Thông tư số 116/2015/TT-BTC{% endif %}."
        )
        + subheading("2. Dự toán từng năm")
        + gap()
        + p("{%p if certifies %}")
        + listing(
            PAGE,
            ["Năm", "Duy trì, cải tiến (đồng)", "Phí giám sát (đồng)", "Cộng (đồng)"],
            [2, 5, 5, 5],
            ["={{ line.year }}", "={{ line.upkeep }}", "={{ line.fees }}", "={{ line.total }}"],
            "for line in years",
        )
        + p("{%p else %}")
        + listing(
            PAGE,
            ["Năm", "Duy trì, cải tiến (đồng)"],
            [2, 8],
            ["={{ line.year }}", "={{ line.total }}"],
            "for line in years",
        )
        + p("{%p endif %}")
        + lines("Tổng cộng: {{ total }} đồng. Bằng chữ: {{ words }}.")
        + subheading("3. Nguồn kinh phí và cách chi")
        + p("{%p if certifies %}")
        + lines(
            "Kinh phí giám sát, duy trì, cải tiến sau khi được cấp giấy chứng nhận được cân đối trong dự toán chi quản lý hành chính "
            "hằng năm của cơ quan, không lấy từ kinh phí của Chương trình. Phí giám sát do cơ quan thanh toán trực tiếp với tổ chức "
            "chứng nhận ({{ certifier }}) theo hợp đồng."
        )
        + p("{%p else %}")
        + lines(
            "Kinh phí duy trì, cải tiến được bố trí trong dự toán chi thường xuyên hằng năm của cơ quan. Cơ quan không thuê tổ chức "
            "chứng nhận, không có khoản chi cho giấy chứng nhận hoặc giám sát của tổ chức chứng nhận."
        )
        + p("{%p endif %}")
        + closing_line("Đề nghị xem xét, tổng hợp vào dự toán ngân sách hằng năm của {{ subject }}./.")
    )
    return dispatch(profile, "'dự toán kinh phí duy trì, cải tiến hệ thống quản lý chất lượng'", body)
