"""Templates of the province: registering, guidance for agencies, the register of organisations."""

from __future__ import annotations

from authoring.official import PAGE, WIDE, listing, looped
from authoring.papers import annex, closing_line, dispatch, gap, heading, lines, typed
from authoring.xml import Cell, cell, loop_rows, p, row, spread, table

_SYSTEM = "hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }}"


def _when(condition: str, then: str, otherwise: str = "") -> str:
    """Paragraphs under a condition."""
    other = p("{%p else %}") + otherwise if otherwise else ""
    return p(f"{{%p if {condition} %}}") + then + other + p("{%p endif %}")


def _fields(*names: str) -> str:
    """Numbered lines to fill in by hand, with dots up to the margin."""
    dots = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{PAGE.text_width}"/></w:tabs>'
    return "".join(p(f"{name}\t", "AdminBody", dots) for name in names)


def registration_form(profile: str) -> bytes:
    """Đơn đăng ký tham gia Chương trình, blank."""
    body = (
        lines(
            "Thực hiện {{ programme }}, cơ quan, đơn vị chúng tôi đăng ký tham gia với các nội dung sau (cách ghi theo Phụ lục):"
        )
        + _fields(
            "1. Tên cơ quan, đơn vị: ",
            "2. Cơ quan chủ quản: ",
            "3. Địa chỉ, điện thoại: ",
            "4. Người đứng đầu (họ tên, chức vụ): ",
            "5. Số đơn vị trực thuộc: ………… Số cán bộ, công chức, viên chức: ",
            "6. Chức năng, nhiệm vụ chính: ",
            "",
            "7. Phạm vi xin áp dụng (thủ tục hành chính, lĩnh vực, đơn vị): ",
            "",
            "8. Số thủ tục hành chính: ………… Số hồ sơ năm trước: ",
            "9. Năm xin thực hiện: ………… Tháng bắt đầu: ………… Số tháng dự kiến: ",
            "10. Người làm đầu mối (họ tên, chức vụ, điện thoại): ",
            "11. Hiện trạng (quy trình đã có, tin học hóa): ",
            "",
            "12. Kinh phí dự kiến và nguồn: ",
        )
        + closing_line(
            "Chúng tôi cam kết áp dụng hệ thống trong phạm vi đã đăng ký, người đứng đầu trực tiếp chịu trách nhiệm; lập kế hoạch, "
            "thực hiện trong {{ shortest }} - {{ longest }} tháng, báo cáo hằng quý và duy trì, cải tiến hệ thống sau khi "
            "{% if certifies %}được cấp giấy chứng nhận{% else %}công bố{% endif %}.",
        )
        + closing_line("Kính đề nghị {{ bodies.lead }} xem xét, tổng hợp trình cấp có thẩm quyền phê duyệt./.")
    )
    notes = (
        annex("", "HƯỚNG DẪN ĐĂNG KÝ", "Kèm theo mẫu đăng ký tham gia Chương trình; không nộp kèm trang này")
        + _when("encouraged", lines("- Đối tượng được khuyến khích đăng ký: {{ encouraged }}."))
        + lines(
            "- Nơi nộp: {{ bodies.contact }} tiếp nhận và chuyển {{ bodies.lead }}.",
            "- Thời hạn: trong quý III của năm trước năm xin thực hiện, chậm nhất ngày 30/9. Đơn đến sau ngày này được ghi số "
            "ngày quá hạn trong danh sách trình phê duyệt.",
            "- Mục 7 ghi rõ tên thủ tục hành chính hoặc lĩnh vực; phạm vi phải trọn một chuỗi công việc từ khi tiếp nhận đến khi "
            "trả kết quả, không tách một khâu của việc.",
            "- Mục 9: dự án bắt đầu trong năm xin thực hiện; "
            "{% if certifies %}giấy chứng nhận{% else %}việc công bố{% endif %} có thể sang năm sau vì dự án dài từ "
            "{{ shortest }} đến {{ longest }} tháng.",
            "- Cơ quan, đơn vị đã có tên trong danh sách theo lộ trình của tỉnh không phải đăng ký.",
        )
    )
    return typed(profile, "ĐƠN ĐĂNG KÝ", f"Tham gia xây dựng và áp dụng {_SYSTEM}", body, (notes, PAGE), to=True)


def registration_list(profile: str) -> bytes:
    """Tờ trình with the list of the agencies that registered."""
    body = (
        looped("bases", "basis", "Bases", "")
        + lines(
            "Thực hiện {{ programme }}, {{ bodies.contact }} đã tiếp nhận đăng ký của các cơ quan, đơn vị tự nguyện tham gia năm "
            "{{ year }}. {{ agency.name }} tổng hợp, kính trình {{ addressee }} như sau:",
            "1. Số cơ quan, đơn vị đăng ký: {{ count }}{% if staff %}, với {{ staff }} cán bộ, công chức, viên chức{% endif %}. Danh "
            "sách, phạm vi xin áp dụng tại Phụ lục.",
            "2. Thời hạn đăng ký là ngày {{ due }}. {% if late %}Có {{ '%02d' | format(late) }} cơ quan, đơn vị đăng ký quá hạn, ghi rõ số "
            "ngày tại Phụ lục.{% else %}Tất cả đăng ký đúng "
            "hạn.{% endif %}",
            "3. {% if listed != '00' %}Số này ngoài {{ listed }} cơ quan đã có trong danh sách theo lộ trình năm {{ year }}."
            "{% else %}Lộ trình của Chương trình không có cơ quan bắt buộc bắt đầu trong năm {{ year }}.{% endif %}",
            "4. Đề nghị {{ addressee }} phê duyệt {{ proposed }} cơ quan, đơn vị tham gia năm {{ year }}"
            "{% if refused %}; không đề nghị {{ refused }} cơ quan, đơn vị với lý do ghi tại Phụ lục{% endif %}; giao {{ bodies.finance }} cùng "
            "{{ agency.name }} đưa kinh phí vào dự toán năm {{ year }}. Sau khi được phê duyệt, các cơ quan, đơn vị lập kế hoạch cụ "
            "thể và thực hiện như cơ quan thuộc lộ trình.",
        )
        + closing_line("{{ agency.name }} kính trình {{ addressee }} xem xét, quyết định./.")
    )
    heads = ["TT", "Cơ quan, đơn vị", "Địa chỉ", "Người đứng đầu", "Số người", "Phạm vi xin áp dụng", "Ngày đăng ký", "Thời hạn", "Ý kiến của {{ agency.name }}"]  # fmt: skip
    cells = [
        "={{ entry.number }}",
        "{{ entry.name }}",
        "{{ entry.address }}",
        "{{ entry.head }}",
        "={{ entry.staff }}",
        "{{ entry.scope }}",
        "={{ entry.date }}",
        "={{ entry.late }}",
        "{{ entry.opinion }}",
    ]
    listed = annex(
        "",
        "DANH SÁCH CƠ QUAN, ĐƠN VỊ ĐĂNG KÝ THAM GIA NĂM {{ year }}",
        "Kèm theo Tờ trình phê duyệt danh sách đăng ký năm {{ year }}",
    ) + listing(WIDE, heads, [0.9, 3.8, 2.9, 2.4, 1.3, 4.6, 2.6, 2.3, 3], cells, "for entry in rows")
    subject = "Về việc phê duyệt danh sách cơ quan, đơn vị đăng ký tham gia Chương trình năm {{ year }}"
    return typed(profile, "TỜ TRÌNH", subject, body, (listed, WIDE), to=True)


def plan_guide(profile: str) -> bytes:
    """Công văn with the sketch of the plan and of the estimate."""
    body = (
        lines(
            "Thực hiện {{ programme }}{% if list_decision %} và {{ list_decision }} phê duyệt danh sách năm {{ year }}{% endif %}, "
            "{{ agency.name }} cùng {{ home_affairs }} hướng dẫn {{ count }} cơ quan, đơn vị bắt đầu trong năm {{ year }} lập kế "
            "hoạch và dự toán như sau:",
        )
        + heading("I. LẬP KẾ HOẠCH")
        + lines(
            "1. Mỗi cơ quan lập một kế hoạch cụ thể, trình {{ committee }} {{ due }}, đồng gửi {{ agency.name }}.",
            "2. Thời gian thực hiện từ {{ shortest }} đến {{ longest }} tháng. Bắt đầu tháng {{ start }} thì kết thúc sớm nhất tháng "
            "{{ earliest }}, muộn nhất tháng {{ latest }}; kết quả là {{ ends_with }}."
            "{% if goals %} Khi chọn thời gian, cơ quan đối chiếu với mục tiêu của Chương trình: {{ goals | join('; ') }}.{% endif %}",
            "3. Kế hoạch gồm: mục đích, yêu cầu; phạm vi áp dụng; nội dung, tiến độ, người chủ trì và kết quả của từng công việc; "
            "kinh phí; tổ chức thực hiện; kèm danh mục quy trình sẽ xây dựng và đơn vị chủ trì. Đề cương tại Phụ lục I; cơ quan bổ "
            "sung việc riêng, không bỏ việc nào đã nêu.",
            "4. Danh mục quy trình lập từ danh mục thủ tục hành chính đang giải quyết; việc qua nhiều đơn vị viết chung một quy "
            "trình, ghi rõ đơn vị ở từng bước. Kế hoạch phải gắn với chương trình cải cách hành chính của cơ quan theo hướng dẫn của "
            "{{ home_affairs }}.",
            "5. Người đứng đầu cơ quan làm Trưởng ban chỉ đạo ISO và trực tiếp chịu trách nhiệm về tiến độ, kết quả.",
        )
        + heading("II. LẬP DỰ TOÁN")
        + _when(
            "certifies",
            lines(
                "1. Dự toán lập theo các nội dung chi tại Phụ lục II, tách hai nguồn: kinh phí xây dựng và áp dụng do ngân sách tỉnh cấp "
                "(kinh phí không tự chủ) và kinh phí giám sát, duy trì do cơ quan cân đối trong dự toán chi quản lý hành chính. "
                "Không đưa chi giám sát sau chứng nhận vào phần đề nghị ngân sách tỉnh.",
                "2. Mỗi khoản ghi rõ số lượng, đơn giá, cách tính; nội dung không phát sinh ghi 0 đồng. Gửi dự toán cho {{ bodies.finance }} "
                "cùng lúc với kế hoạch, đồng gửi {{ agency.name }} để tổng hợp.",
                "3. Hợp đồng tư vấn chỉ ký sau khi dự toán được giao và tổ chức tư vấn đã được xem xét điều kiện thông qua "
                "{{ agency.name }}; hợp đồng chứng nhận ký sau khi hoàn thành tư vấn.",
            ),
            lines(
                "1. Dự toán lập cùng thời điểm lập dự toán ngân sách năm {{ year }}, theo các nội dung chi tại Phụ lục II"
                "{% if money_act %} ({{ money_act }}){% endif %}; tách kinh phí xây dựng, áp dụng với kinh phí duy trì, cải tiến.",
                "2. Mỗi khoản ghi rõ số lượng, đơn giá, cách tính; nội dung không phát sinh ghi 0 đồng. Không có khoản chi thuê tổ chức "
                "chứng nhận vì cơ quan tự công bố. Gửi dự toán cho {{ bodies.finance }}, đồng gửi {{ agency.name }} để tổng hợp.",
                "3. Hợp đồng tư vấn (nếu có thuê) chỉ ký sau khi dự toán được giao và đã kiểm tra Giấy xác nhận của tổ chức, thẻ của "
                "chuyên gia.",
            ),
        )
        + heading("III. TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. {{ bodies.contact }} là đầu mối giải đáp, xem dự thảo kế hoạch, dự toán khi cơ quan yêu cầu.",
            "2. Từ quý đầu tiên của dự án, cơ quan báo cáo tiến độ hằng quý với {{ agency.name }}.",
            "3. Các cơ quan thực hiện: {{ names | join('; ') }}.",
        )
        + closing_line(
            "Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về {{ agency.name }} để được hướng dẫn./."
        )
    )
    note = "Kèm theo Công văn hướng dẫn lập kế hoạch và dự toán năm {{ year }}"
    sketch = annex("I", "ĐỀ CƯƠNG KẾ HOẠCH", note) + _sketch()
    money = (
        annex("II", "MẪU DỰ TOÁN", note)
        + _blank_estimate()
        + _when(
            "limits",
            p("Mức trần theo {{ money_act }} (đồng)", "AnnexTitle", '<w:spacing w:before="240" w:after="120"/>')
            + listing(
                PAGE,
                ["Nhóm cơ quan", "Mức trần về", "Mức trần"],
                [5, 7, 3],
                ["{{ limit.who }}", "{{ limit.what }}", "={{ limit.most }}"],
                "for limit in limits",
            ),
        )
    )
    about = "'hướng dẫn lập kế hoạch và dự toán áp dụng hệ thống quản lý chất lượng năm ' ~ year"
    return dispatch(profile, about, body, (sketch, WIDE), (money, PAGE))


def _sketch() -> str:
    widths = spread(WIDE.text_width, 1, 8.4, 3.6, 2.7, 2.7, 6.4)
    heads = ["TT", "Nội dung công việc", "Chủ trì", "Dự án 12 tháng", "Dự án 18 tháng", "Kết quả"]
    group = row([Cell(p("Giai đoạn {{ stage.number }}: {{ stage.title }}", "TableGroup"), span=6)], widths)
    line = row(
        [
            cell("{{ task.number }}", "TableCenter"),
            cell("{{ task.title }}", "TableSmallLeft"),
            cell("{{ task.lead }}", "TableSmallLeft"),
            cell("{{ task.short }}", "TableSmall"),
            cell("{{ task.long }}", "TableSmall"),
            cell("{{ task.result }}", "TableSmallLeft"),
        ],
        widths,
    )
    stages = loop_rows("for stage in stages", widths, group, *loop_rows("for task in stage.tasks", widths, line))
    return table(widths, [row(heads, widths, head=True), *stages])


def _blank_estimate() -> str:
    """The cost lines by fund, with room to reckon."""
    widths = spread(PAGE.text_width, 1, 6.6, 3.4, 1.6, 2.4, 2.6)
    heads = ["TT", "Nội dung chi", "Diễn giải", "Số lượng", "Đơn giá (đồng)", "Thành tiền (đồng)"]
    group = row([Cell(p("{{ 'ABCD'[loop.index0] }}. {{ fund.title }}", "TableGroup"), span=6)], widths)
    line = row([cell("{{ entry.number }}", "TableCenter"), "{{ entry.title }}", "", "", "", ""], widths)
    total = row([Cell(p("Cộng", "TableHead"), span=5), ""], widths)
    rows = loop_rows("for entry in fund.rows", widths, line)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for fund in funds", widths, group, *rows, total)])


def choice_guide(profile: str) -> bytes:
    """Hướng dẫn, with the sheet of conditions."""
    certified = (
        heading("I. NGUYÊN TẮC")
        + lines(
            "1. Người đứng đầu cơ quan, theo quy mô và nội dung công việc, thông qua {{ bodies.lead }}, quyết định chọn tổ chức tư vấn, "
            "tổ chức chứng nhận đủ điều kiện hoạt động theo quy định của pháp luật và đủ năng lực.",
            "2. Không chọn tổ chức đã tư vấn cho cơ quan để đánh giá chứng nhận chính cơ quan đó.",
            "3. Nên xem xét từ hai tổ chức trở lên; so sánh bằng chứng, không chỉ so giá.",
        )
        + heading("II. TRÌNH TỰ")
        + lines(
            "1. Cơ quan mời tổ chức gửi hồ sơ năng lực, đề xuất tiến độ và giá; xem xét theo phiếu tại Phụ lục.",
            "2. Gửi kết quả xem xét qua {{ agency.name }} để {{ bodies.lead }} có ý kiến trước khi quyết định.",
            "3. Lập biên bản lựa chọn; ký hợp đồng tư vấn khi đã chọn được tổ chức đủ điều kiện và dự toán đã được giao. Hợp đồng có "
            "phụ lục về nội dung, tiến độ, ngày công, sản phẩm và cách nghiệm thu.",
            "4. Sau mỗi buổi làm việc hai bên lập biên bản. Khi hệ thống đã vận hành tốt, tổ chức tư vấn đánh giá chứng nhận thử và kết "
            "luận đủ điều kiện thì mới đề nghị đánh giá chứng nhận.",
            "5. Kết thúc tư vấn, chọn tổ chức chứng nhận theo cách tương tự và ký hợp đồng kịp thời. Sau khi vận hành quy trình, "
            "nghiệm thu, thanh lý cả hai hợp đồng.",
            "6. Phí giám sát sau chứng nhận được nêu ngay trong đề xuất giá; cơ quan thanh toán trực tiếp từ dự toán của mình.",
        )
    )
    announced = (
        heading("I. NGUYÊN TẮC")
        + lines(
            "1. Cơ quan có thể tự xây dựng hoặc thuê tổ chức tư vấn, chuyên gia tư vấn độc lập cho các việc: khảo sát, đánh giá thực "
            "trạng; lập kế hoạch; đào tạo; hướng dẫn Ban chỉ đạo ISO, viết và áp dụng tài liệu, đánh giá nội bộ, xem xét của lãnh đạo.",
            "2. Phê duyệt kế hoạch, thành lập Ban chỉ đạo ISO, viết và ban hành tài liệu, đánh giá nội bộ, xem xét, xác nhận hiệu lực và "
            "công bố là việc của cơ quan, không thuê làm thay.",
            "3. Cơ quan không thuê tổ chức chứng nhận (Quyết định số 19/2014/QĐ-TTg, Điều 4). Tổ chức chứng nhận chỉ tham gia khi tỉnh "
            "mời phối hợp kiểm tra (Điều 8).",
        )
        + heading("II. TRÌNH TỰ")
        + lines(
            "1. Cơ quan mời tổ chức, chuyên gia gửi hồ sơ năng lực, đề xuất tiến độ, ngày công và giá; xem xét theo phiếu tại Phụ lục.",
            "2. Đối chiếu Giấy xác nhận của tổ chức và thẻ của từng chuyên gia: có giá trị 03 năm kể từ ngày cấp, phải còn hiệu lực vào "
            "ngày ký và đến hết hợp đồng; cơ quan kiểm tra thẻ trong suốt thời gian thực hiện.",
            "3. Lập biên bản lựa chọn, ký hợp đồng và kế hoạch tư vấn sau khi dự toán được giao.",
            "4. Sau mỗi buổi làm việc hai bên ký biên bản. Tổ chức tư vấn làm sai kế hoạch thì cơ quan báo cáo bằng văn bản với "
            "{{ bodies.lead }}. Tháng 11 hằng năm tổ chức tư vấn báo cáo hoạt động theo quy định.",
            "5. Nghiệm thu theo sản phẩm của từng giai đoạn, thanh lý sau khi hoàn thành.",
        )
        + _when(
            "fees",
            lines(
                "6. Chi thuê tổ chức tư vấn không vượt: {% for fee in fees %}{{ fee.most }} đồng đối với {{ fee.who[0] | lower }}"
                "{{ fee.who[1:] }}{{ '; ' if not loop.last else '' }}{% endfor %} (mức trần cho lần xây dựng đầu tiên ở cơ quan đã có mô hình "
                "khung, theo Thông tư số 116/2015/TT-BTC)."
            ),
        )
    )
    body = (
        lines(
            "Thực hiện {{ programme }}, {{ agency.name }} hướng dẫn các cơ quan, đơn vị lựa chọn "
            "{% if certifies %}tổ chức tư vấn và tổ chức chứng nhận{% else %}tổ chức tư vấn, chuyên gia tư vấn độc lập{% endif %} như "
            "sau:"
        )
        + _when("certifies", certified, announced)
        + heading("III. GIỚI THIỆU VÀ THEO DÕI")
        + lines(
            "1. {% if introduced %}{{ agency.name }} đã lập danh sách giới thiệu, hiện có {{ introduced }} tổ chức, chuyên gia còn hiệu lực; "
            "danh sách được cập nhật và thông báo cho các cơ quan. {% else %}{{ agency.name }} lập và thông báo danh sách giới thiệu tổ "
            "chức, chuyên gia đủ điều kiện. {% endif %}Danh sách để tham khảo, không thay việc xem xét của cơ quan; tổ chức ngoài danh sách "
            "vẫn được chọn khi đủ điều kiện và được đề nghị bổ sung vào danh sách.",
            "2. Sau khi ký, cơ quan gửi {{ agency.name }} một bản hợp đồng để theo dõi.",
            "3. Tổ chức không giữ đúng cam kết, hết hiệu lực giấy tờ hoặc bị cơ quan phản ánh có căn cứ thì bị đưa ra khỏi danh sách "
            "giới thiệu.",
        )
        + closing_line(
            "Vướng mắc trong quá trình lựa chọn, đề nghị trao đổi với {{ agency.name }} để được hướng dẫn./."
        )
    )
    subject = (
        "{% if certifies %}Lựa chọn tổ chức tư vấn, tổ chức chứng nhận hệ thống quản lý chất lượng{% else %}Lựa chọn tổ chức, chuyên "
        "gia tư vấn hệ thống quản lý chất lượng{% endif %}"
    )
    sheet = annex("", "PHIẾU XEM XÉT ĐIỀU KIỆN", "Kèm theo Hướng dẫn của {{ agency.name }}") + _sheet()
    return typed(profile, "HƯỚNG DẪN", subject, body, (sheet, PAGE))


def _sheet() -> str:
    """A checklist for each sort of organisation; the last two columns are filled in by hand."""
    widths = spread(PAGE.text_width, 1, 6.2, 6.2, 1.5, 1.6)
    heads = ["TT", "Điều kiện", "Bằng chứng cần xem", "Đạt", "Không đạt"]
    group = row([Cell(p("{{ side.title }}: {{ side.rules }}", "TableGroup"), span=5)], widths)
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.what }}",
            "{{ entry.evidence }}",
            cell("□", "TableCenter"),
            cell("□", "TableCenter"),
        ],
        widths,
    )
    rows = loop_rows("for entry in side.rows", widths, line)
    filled = p("Tên tổ chức được xem xét:\t", "FormField") + p("Ngày xem xét:\t", "FormField") + gap()
    after = (
        p("Nhận xét, kết luận:\t", "FormField")
        + p("\t", "FormField")
        + p("Người xem xét (ký, ghi rõ họ tên):\t", "FormField")
    )
    made = table(widths, [row(heads, widths, head=True), *loop_rows("for side in sides", widths, group, *rows)])
    return filled + made + after


def organisation_register(profile: str) -> bytes:
    """Thông báo, with the register."""
    body = (
        lines(
            "Thực hiện nhiệm vụ đầu mối của {{ programme }}, {{ agency.name }} thông báo danh sách "
            "{% if certifies %}tổ chức tư vấn, tổ chức chứng nhận, chuyên gia{% else %}tổ chức tư vấn, chuyên gia tư vấn và tổ chức "
            "chứng nhận{% endif %} để các cơ quan, đơn vị tham khảo khi lựa chọn:",
            "1. Danh sách có {{ count }} tổ chức, cá nhân, trong đó {{ valid }} còn hiệu lực tính đến ngày {{ day }} (số còn hiệu "
            "lực trên tổng số; chi tiết tại Phụ lục): {% for group in groups %}{{ group.title[0] | lower }}{{ group.title[1:] }} {{ group.valid }}/{{ group.count }}"
            "{{ '; ' if not loop.last else '.' }}{% endfor %}",
        )
        + _when(
            "expired",
            lines("2. Đã hết hoặc chưa có hiệu lực, không ký hợp đồng mới: {{ expired }}."),
            _when(
                "dated",
                lines("2. Không có tổ chức, cá nhân nào hết hiệu lực."),
                lines("2. Hiệu lực được xét và ghi vào Phụ lục khi có ngày ký."),
            ),
        )
        + _when(
            "soon", lines("3. Hết hiệu lực trong vòng 90 ngày, cần kiểm tra việc cấp lại trước khi ký: {{ soon }}.")
        )
        + lines(
            "{% if soon %}4{% else %}3{% endif %}. Trước khi ký hợp đồng, cơ quan tự kiểm tra bản gốc giấy tờ và thẻ của chuyên gia"
            "{% if not certifies %}, kể cả hiệu lực đến hết thời gian hợp đồng; tổ chức chứng nhận trong danh sách chỉ để tỉnh mời phối "
            "hợp kiểm tra, cơ quan không thuê chứng nhận{% endif %}. Có thay đổi hoặc phản ánh về chất lượng tư vấn, đề nghị thông báo cho "
            "{{ agency.name }} để cập nhật."
        )
        + closing_line("{{ agency.name }} thông báo để các cơ quan, đơn vị biết, thực hiện./.")
    )
    listed = (
        annex(
            "",
            "DANH SÁCH TỔ CHỨC TƯ VẤN, TỔ CHỨC CHỨNG NHẬN, CHUYÊN GIA",
            "Kèm theo Thông báo của {{ agency.name }}; hiệu lực xét đến ngày {{ day }}",
        )
        + _register()
    )
    subject = "Danh sách tổ chức tư vấn, tổ chức chứng nhận, chuyên gia đủ điều kiện"
    return typed(profile, "THÔNG BÁO", subject, body, (listed, WIDE))


def _register() -> str:
    widths = spread(WIDE.text_width, 1, 5, 4.6, 2.6, 3.2, 3, 5)
    heads = ["TT", "Tên", "Địa chỉ, liên hệ", "Số giấy", "Thời hạn", "Hiệu lực", "Chuyên gia; ghi chú"]
    group = row(
        [Cell(p("{{ group.title }}: {{ group.count }}, còn hiệu lực {{ group.valid }}", "TableGroup"), span=7)], widths
    )
    cards = (
        p("{%p for card in entry.cards %}", "TableText")
        + p(
            "{{ card.name }}{% if card.card %} (thẻ {{ card.card }}{% if card.state %}; {{ card.state[0] | lower }}{{ card.state[1:] }}"
            "{% endif %}){% endif %}",
            "TableText",
        )
        + p("{%p endfor %}", "TableText")
        + p("{%p if entry.note %}", "TableText")
        + p("{{ entry.note }}", "TableText")
        + p("{%p endif %}", "TableText")
    )
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.name }}",
            "{{ entry.address }}",
            "{{ entry.certificate }}",
            cell("{{ entry.period }}", "TableCenter"),
            Cell(p("{{ entry.state }}{% cellbg 'FFFFFF' if entry.valid else 'D9D9D9' %}", "TableCenter")),
            Cell(cards),
        ],
        widths,
    )
    rows = loop_rows("for entry in group.rows", widths, line)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for group in groups", widths, group, *rows)])
