"""Templates of the province's committee, courses, publicity and yearly inspections."""

from __future__ import annotations

from authoring.official import PAGE, WIDE, listing, looped
from authoring.papers import (
    annex,
    article,
    closing_line,
    decision,
    gap,
    heading,
    lines,
    minutes,
    subheading,
    typed,
)
from authoring.xml import Cell, cell, loop_rows, p, row, run, spread, table

QMS = "hệ thống quản lý chất lượng"
STANDARD = f"{QMS} theo tiêu chuẩn {{{{ standard.name }}}}"


def _if(condition: str, then: str, otherwise: str = "") -> str:
    """Paragraphs under a condition."""
    return (
        p(f"{{%p if {condition} %}}") + then + (p("{%p else %}") + otherwise if otherwise else "") + p("{%p endif %}")
    )


def _last_article(number: int, text: str) -> str:
    """The article of effect, which stays with the signature."""
    return p(run(f"Điều {number}. ", bold=True) + run(text), "AdminBody", "<w:keepNext/>")


def province_committee(profile: str) -> bytes:
    """Quyết định thành lập Ban chỉ đạo của tỉnh."""
    members = listing(
        PAGE,
        ["TT", "Họ và tên", "Chức vụ, cơ quan", "Vai trong Ban", "Nhiệm vụ"],
        [1, 4.1, 4.1, 2.1, 5.2],
        [
            "={{ member.number }}",
            "{{ member.name }}",
            "{{ member.title }}{% if member.unit %} {{ member.unit }}{% endif %}",
            "={{ member.role }}",
            "{{ member.duty }}",
        ],
        "for member in members",
    )
    articles = (
        article(1, f"Thành lập Ban chỉ đạo xây dựng và áp dụng {STANDARD} của {{{{ level_name }}}} (sau đây gọi là Ban chỉ đạo) "
                "gồm {{ count }} thành viên có tên trong danh sách tại Phụ lục kèm theo.")
        + article(2, "Nhiệm vụ của Ban chỉ đạo")
        + lines(
            "1. Chỉ đạo thực hiện {{ programme }}; thường xuyên đôn đốc các sở, ngành, {{ local }} thực hiện đúng kế hoạch đã "
            "được phê duyệt, bảo đảm các cơ quan hoàn thành xây dựng tài liệu, áp dụng, "
            "{% if certifies %}được đánh giá, cấp giấy chứng nhận{% else %}xác nhận hiệu lực và công bố hệ thống{% endif %} đúng "
            "tiến độ.",
            "2. Cho ý kiến về danh sách cơ quan áp dụng từng năm, dự toán, lộ trình trước khi trình {{ committee }} phê duyệt.",
            "3. Xem xét biện pháp do {{ home_affairs }} đề xuất để gắn việc áp dụng hệ thống với chương trình cải cách hành "
            "chính của {{ level }}; xử lý vướng mắc, kiến nghị biện pháp đối với cơ quan thực hiện chậm.",
            "4. Sáu tháng, một năm xem xét báo cáo tiến độ do {{ bodies.lead }} tổng hợp; chỉ đạo sơ kết, tổng kết.",
        )
        + article(3, "Chế độ làm việc")
        + lines(
            "1. Ban chỉ đạo làm việc theo chế độ kiêm nhiệm, họp định kỳ sáu tháng một lần và họp đột xuất do Trưởng ban quyết "
            "định; kết luận của Trưởng ban được thông báo bằng văn bản cho các cơ quan liên quan.",
            "2. {{ bodies.lead }} là cơ quan thường trực; {{ bodies.contact }} giúp việc, chuẩn bị nội dung họp, theo dõi tiến "
            "độ và quản lý hồ sơ của Ban chỉ đạo.",
            "3. Kinh phí hoạt động của Ban chỉ đạo lấy từ kinh phí quản lý được giao hằng năm cho {{ bodies.lead }}.",
        )
        + article(4, "Trưởng ban phân công nhiệm vụ cụ thể cho các thành viên. Thành viên thay đổi công tác thì người được cử "
                  "thay đảm nhiệm; cơ quan có người thay đổi thông báo cho {{ bodies.lead }} để tổng hợp.")
        + _last_article(5, "Chánh Văn phòng {{ committee }}, Thủ trưởng các cơ quan liên quan và các ông, bà có tên trong danh "
                        "sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.")
    )  # fmt: skip
    listed = (
        annex("", "DANH SÁCH THÀNH VIÊN BAN CHỈ ĐẠO", "Kèm theo Quyết định thành lập Ban chỉ đạo của {{ level_name }}")
        + members
    )
    return decision(
        profile,
        f"Về việc thành lập Ban chỉ đạo xây dựng và áp dụng {QMS} của {{{{ level_name }}}}",
        articles,
        (listed, PAGE),
    )


def training_plan(profile: str) -> bytes:
    """Kế hoạch tập huấn của tỉnh, with the classes on a wide page."""
    classes = (
        p("{%p for class in classes %}")
        + subheading("{{ class.number }}. {{ class.title }}")
        + p("- Đối tượng: {{ class.for_whom }}.", "AdminList")
        + p("- Kết quả học viên cần đạt: {{ class.aims | join('; ') }}.", "AdminList")
        + p("- Nội dung: {{ class.topics | join('; ') }}.", "AdminList")
        + p("{%p endfor %}")
    )
    body = (
        looped("bases", "basis", "Bases", "")
        + p(
            "Để các cơ quan có đủ kiến thức, kỹ năng thực hiện {{ programme }}, {{ agency.name }} lập Kế hoạch tập huấn năm "
            "{{ year }} như sau:",
            "AdminBody",
        )
        + heading("I. MỤC ĐÍCH, YÊU CẦU")
        + lines(
            "1. Lãnh đạo, công chức của các cơ quan hiểu tiêu chuẩn {{ standard.name }}, tự viết được tài liệu, tự đánh giá được "
            "hệ thống của cơ quan mình.",
            "2. Nội dung sát công việc giải quyết thủ tục hành chính, có thực hành; mỗi lớp có kiểm tra cuối khóa và báo cáo kết "
            "quả; tài liệu học tập được cấp cho học viên và gửi các cơ quan để dùng chung.",
        )
        + _if(
            "agencies",
            lines(
                "3. Ưu tiên {{ agency_count }} cơ quan bắt đầu áp dụng trong năm {{ year }}: {{ agencies | join('; ') }}."
            ),
        )
        + heading("II. CÁC LỚP TẬP HUẤN")
        + lines("Trong năm tổ chức {{ count }} lớp; thời gian, địa điểm, số học viên, kinh phí tại Phụ lục.")
        + classes
        + _if(
            "consultants",
            subheading("Quy định đối với lớp cho chuyên gia tư vấn, chuyên gia đánh giá")
            + lines(
                "Theo Điều 29, Điều 30 Thông tư số 26/2014/TT-BKHCN: mỗi lớp không quá 25 học viên; ít nhất bốn chuyên đề, 36 "
                "tiết; kiểm tra giữa khóa 1 tiết, kiểm tra cuối khóa 3 tiết; học viên đạt từ 70 điểm trở lên theo thang điểm 100 "
                "thì đạt yêu cầu."
            ),
        )
        + heading("III. KINH PHÍ")
        + lines(
            "Tổng kinh phí: {{ cost }} đồng (bằng chữ: {{ cost_words }}), từ ngân sách {{ level }} cấp cho việc tuyên truyền, phổ "
            "biến, đào tạo, tập huấn; chi theo chế độ hiện hành và dự toán được duyệt. Cơ quan cử người dự học chi trả tiền đi "
            "lại, lưu trú của người được cử."
        )
        + heading("IV. TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. {{ agency.name }} chủ trì, phối hợp với {{ home_affairs }} tổ chức các lớp, mời giảng viên, biên soạn và cung cấp "
            "tài liệu.",
            "2. {{ bodies.contact }} thông báo chiêu sinh trước ngày học, theo dõi chuyên cần, tổ chức kiểm tra, tổng hợp kết quả "
            "từng lớp và đưa vào báo cáo định kỳ.",
            "3. {{ bodies.finance }} tham mưu bố trí kinh phí theo dự toán được duyệt.",
            "4. Thủ trưởng các cơ quan cử đúng đối tượng, tạo điều kiện để người học dự đủ thời gian và phân công người đã học "
            "hướng dẫn lại tại cơ quan.",
        )
        + closing_line(
            "Trên đây là Kế hoạch tập huấn năm {{ year }}; trong quá trình thực hiện, nếu cần thay đổi, {{ bodies.contact }} báo "
            "cáo {{ agency.head }} xem xét, quyết định./."
        )
    )
    widths = spread(WIDE.text_width, 1.1, 5.2, 5, 4, 3.8, 1.7, 4, 2.4)
    heads = ["TT", "Lớp", "Đối tượng", "Thời gian", "Địa điểm", "Số học viên", "Giảng viên", "Kinh phí (đồng)"]
    keys = ("title", "for_whom", "when", "place")
    line = row(
        [
            cell("{{ class.number }}", "TableCenter"),
            *(f"{{{{ class.{key} }}}}" for key in keys),
            cell("{{ class.planned }}", "TableCenter"),
            "{{ class.trainer }}",
            cell("{{ class.cost }}", "TableRight"),
        ],
        widths,
    )
    total = row(
        [
            Cell(p("Cộng", "TableHead"), span=5),
            cell("{{ learners }}", "TableCenter"),
            "",
            cell("{{ cost }}", "TableRight"),
        ],
        widths,
    )
    listed = annex("", "LỊCH CÁC LỚP TẬP HUẤN NĂM {{ year }}", "Kèm theo Kế hoạch tập huấn năm {{ year }}") + table(
        widths, [row(heads, widths, head=True), *loop_rows("for class in classes", widths, line), total]
    )
    return typed(profile, "KẾ HOẠCH", f"Tập huấn về {STANDARD} năm {{{{ year }}}}", body, (listed, WIDE))


def communication_plan(profile: str) -> bytes:
    """Kế hoạch tuyên truyền."""
    widths = spread(PAGE.text_width, 1, 5, 2.9, 2.9, 2.4, 2.6)
    line = row(
        [
            cell("{{ piece.number }}", "TableCenter"),
            "{{ piece.what }}",
            "{{ piece.by }}",
            "{{ piece.together }}",
            "{{ piece.when }}",
            cell("{{ piece.cost }}", "TableRight"),
        ],
        widths,
    )
    heads = ["TT", "Nội dung, hình thức", "Thực hiện", "Phối hợp", "Thời gian", "Kinh phí (đồng)"]
    total = row([Cell(p("Cộng", "TableHead"), span=5), cell("{{ cost }}", "TableRight")], widths)
    pieces = table(widths, [row(heads, widths, head=True), *loop_rows("for piece in pieces", widths, line), total])
    body = (
        looped("bases", "basis", "Bases", "")
        + p(
            "Thực hiện {{ programme }}, {{ agency.name }} lập Kế hoạch tuyên truyền năm {{ year }} như sau:",
            "AdminBody",
        )
        + heading("I. MỤC ĐÍCH, YÊU CẦU")
        + lines(
            "1. Cán bộ, công chức hiểu vì sao cơ quan làm việc theo quy trình, phải làm gì; tổ chức, công dân biết thời hạn, "
            "thành phần hồ sơ, nơi phản ánh để cùng giám sát.",
            "2. Nêu việc thật, số liệu thật của các cơ quan: thời hạn giải quyết, tỷ lệ đúng hạn, "
            "{% if certifies %}giấy chứng nhận đã được cấp{% else %}hệ thống đã được công bố{% endif %}, cách làm hay và việc "
            "chưa làm được; không phô trương, không trùng lặp với tuyên truyền cải cách hành chính.",
        )
        + heading("II. NỘI DUNG, HÌNH THỨC, PHÂN CÔNG")
        + gap()
        + pieces
        + heading("III. KINH PHÍ")
        + lines(
            "Tổng kinh phí: {{ cost }} đồng (bằng chữ: {{ cost_words }}), từ ngân sách {{ level }} cấp cho việc tuyên truyền, phổ "
            "biến; nội dung không ghi kinh phí được lồng ghép với hoạt động thường xuyên của cơ quan thực hiện."
        )
        + heading("IV. TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. {{ agency.name }} chủ trì, phối hợp với {{ partners }} và các cơ quan có liên quan thực hiện Kế hoạch này; cung "
            "cấp số liệu, giới thiệu cơ quan làm tốt để đưa tin.",
            "2. {{ home_affairs }} đưa nội dung áp dụng hệ thống quản lý chất lượng vào công tác tuyên truyền cải cách hành chính.",
            "3. Các cơ quan áp dụng hệ thống đăng quy trình, thời hạn giải quyết tại trụ sở và trên trang thông tin điện tử của "
            "mình; phân công người cung cấp thông tin.",
            "4. {{ bodies.contact }} theo dõi, tổng hợp kết quả từng nội dung vào báo cáo 6 tháng và một năm.",
        )
        + closing_line(
            "{{ agency.name }} đề nghị các cơ quan phối hợp thực hiện; nếu có vướng mắc, phản ánh về {{ bodies.contact }} để được "
            "giải quyết./."
        )
    )
    return typed(profile, "KẾ HOẠCH", f"Tuyên truyền về áp dụng {STANDARD} năm {{{{ year }}}}", body)


def _visits() -> str:
    """The agencies with the columns of Điều 34."""
    return listing(
        WIDE,
        [
            "TT",
            "Cơ quan được kiểm tra",
            "Đơn vị kiểm tra, đơn vị phối hợp",
            "Thời gian",
            "Hình thức",
            "Kinh phí (đồng)",
        ],
        [1, 8, 7.5, 3, 3.4, 3],
        [
            "={{ visit.number }}",
            "{{ visit.name }}",
            "{{ visit.by }}",
            "={{ visit.when }}",
            "={{ visit.form }}",
            "={{ visit.cost }}",
        ],
        "for visit in inspection.visits",
    )


def inspection_plan(profile: str) -> bytes:
    """Kế hoạch kiểm tra, with its agencies on a wide page."""
    body = (
        looped("bases", "basis", "Bases", "")
        + p(
            "{{ agency.name }} lập Kế hoạch kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng tại các cơ quan thuộc "
            "{{ inspection.programme }} trong năm {{ inspection.year }} như sau:",
            "AdminBody",
        )
        + heading("I. MỤC ĐÍCH, YÊU CẦU")
        + lines(
            "1. Đánh giá thực chất việc xây dựng, áp dụng, duy trì, cải tiến hệ thống; giúp cơ quan khắc phục điều chưa đạt và làm "
            "căn cứ báo cáo {{ inspection.committee }}.",
            "2. Mỗi cơ quan được kiểm tra mỗi năm một lần, không trùng lặp, không cản trở việc tiếp tổ chức, công dân; kết luận "
            "dựa trên hồ sơ, bằng chứng và được lập biên bản.",
        )
        + heading("II. NỘI DUNG KIỂM TRA")
        + lines("Kiểm tra {{ inspection.points }} điểm quy định tại Điều 36 Thông tư số 26/2014/TT-BKHCN:")
        + p("{%p for group in inspection.groups %}")
        + subheading("{{ group.number }}. {{ group.title }} ({{ group.count }} điểm)")
        + p("{%p for point in group.points %}")
        + p("{{ point.id }}) {{ point.text }}.", "AdminList")
        + p("{%p endfor %}")
        + p("{%p endfor %}")
        + heading("III. CƠ QUAN ĐƯỢC KIỂM TRA, HÌNH THỨC, THỜI GIAN")
        + lines(
            "1. Số cơ quan được kiểm tra: {{ inspection.count }}, trong đó kiểm tra tại chỗ {{ inspection.site }} cơ quan (đạt "
            "{{ inspection.share }}; quy định ít nhất một phần ba, tức {{ inspection.least }} cơ quan), kiểm tra qua hồ sơ, báo "
            "cáo {{ inspection.file }} cơ quan.",
            "2. Thời gian: {{ inspection.months }}; lịch từng cơ quan, đơn vị kiểm tra và phối hợp tại Phụ lục.",
        )
        + heading("IV. KINH PHÍ")
        + lines(
            "Tổng kinh phí: {{ inspection.cost }} đồng (bằng chữ: {{ inspection.cost_words }}), từ nguồn kinh phí kiểm tra giao cho "
            "{{ agency.name }}. Cơ quan được kiểm tra không phải chi trả cho Đoàn kiểm tra."
        )
        + heading("V. TỔ CHỨC THỰC HIỆN")
        + lines(
            "1. {{ bodies.contact }} tham mưu quyết định kiểm tra, thông báo cho cơ quan trước ngày kiểm tra, lập biên bản, theo dõi "
            "báo cáo khắc phục và trong tháng 11 tổng hợp kết quả để {{ agency.name }} báo cáo {{ inspection.committee }}.",
            "2. {{ home_affairs }} phối hợp, đối chiếu với kết quả kiểm tra cải cách hành chính.",
            "3. Cơ quan được kiểm tra chuẩn bị báo cáo, hồ sơ của hệ thống, cử người làm việc với Đoàn; khắc phục điều chưa đạt và "
            "báo cáo kết quả trong hai tháng kể từ ngày ký biên bản.",
        )
        + closing_line(
            "Trên đây là Kế hoạch kiểm tra năm {{ inspection.year }}; khi cần thay đổi thời gian, {{ bodies.contact }} thống nhất với "
            "cơ quan được kiểm tra và báo cáo {{ agency.head }}./."
        )
    )
    listed = (
        annex(
            "",
            "CÁC CƠ QUAN ĐƯỢC KIỂM TRA NĂM {{ inspection.year }}",
            "Kèm theo Kế hoạch kiểm tra năm {{ inspection.year }}",
        )
        + _visits()
    )
    return typed(
        profile,
        "KẾ HOẠCH",
        "Kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }}",
        body,
        (listed, WIDE),
    )


def _team(loop: str) -> str:
    return gap() + listing(
        PAGE,
        ["TT", "Họ và tên", "Chức vụ", "Cơ quan, đơn vị", "Nhiệm vụ"],
        [1, 4.3, 4.2, 4.5, 2.5],
        [
            "={{ person.number }}",
            "{{ person.name }}",
            "{{ person.title }}",
            "{{ person.unit }}",
            "={{ person.role }}",
        ],
        f"for person in {loop}",
    )


def inspection_decision(profile: str) -> bytes:
    """Quyết định kiểm tra, with its agencies on a wide page."""
    articles = (
        article(1, "Kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }} tại {{ inspection.count }} "
                "cơ quan thuộc {{ inspection.programme }}: {{ inspection.site }} cơ quan kiểm tra tại chỗ, {{ inspection.file }} cơ "
                "quan kiểm tra qua hồ sơ, báo cáo (danh sách và thời gian tại Phụ lục).")
        + article(2, "Thành lập Đoàn kiểm tra gồm các ông, bà có tên sau:")
        + _team("inspection.team")
        + article(3, "Nội dung, nhiệm vụ của Đoàn kiểm tra")
        + lines(
            "1. Kiểm tra {{ inspection.points }} điểm quy định tại Điều 36 Thông tư số 26/2014/TT-BKHCN; xem hồ sơ, hỏi người trực "
            "tiếp giải quyết công việc, quan sát nơi tiếp nhận hồ sơ.",
            "2. Lập biên bản với từng cơ quan thành 02 bản, mỗi bên giữ 01 bản; nêu rõ điểm đạt, chưa đạt, bằng chứng và yêu cầu "
            "khắc phục.",
            "3. Giữ bí mật thông tin, tài liệu theo quy định; thành viên không kiểm tra cơ quan, đơn vị mà mình đang công tác hoặc "
            "đã tư vấn.",
            "4. Báo cáo {{ agency.head }} kết quả từng đợt; tổng hợp chung trong tháng 11 năm {{ inspection.year }}.",
        )
        + article(4, "Thủ trưởng cơ quan được kiểm tra chuẩn bị báo cáo, hồ sơ của hệ thống, bố trí người làm việc và ký biên bản; khắc "
                  "phục điểm chưa đạt và báo cáo {{ agency.name }} trong hai tháng kể từ ngày ký biên bản.")
        + _last_article(5, "Quyết định này có hiệu lực kể từ ngày ký. {{ bodies.contact }}, Thủ trưởng các cơ quan có liên quan và các "
                        "ông, bà có tên tại Điều 2 chịu trách nhiệm thi hành Quyết định này./.")
    )  # fmt: skip
    listed = (
        annex(
            "",
            "DANH SÁCH CƠ QUAN ĐƯỢC KIỂM TRA",
            "Kèm theo Quyết định kiểm tra việc áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }}",
        )
        + _visits()
    )
    return decision(
        profile,
        "Về kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }}",
        articles,
        (listed, WIDE),
    )


def inspection_minutes(profile: str) -> bytes:
    """Biên bản kiểm tra with the 13 points."""
    widths = spread(PAGE.text_width, 1.5, 7.4, 1.2, 1.4, 5)
    group = row([Cell(p("{{ group.number }}. {{ group.title }}", "TableGroup"), span=5)], widths)
    line = row(
        [
            cell("{{ point.id }}", "TableCenter"),
            "{{ point.text }} (xem: {{ point.look_at }})",
            cell("{{ point.met }}", "TableCenter"),
            cell("{{ point.unmet }}", "TableCenter"),
            "{{ point.remark }}",
        ],
        widths,
        height=500,
    )
    inner = loop_rows("for point in group.points", widths, line)
    points = table(
        widths,
        [
            row(["Điểm", "Nội dung", "Đạt", "Chưa đạt", "Nhận xét, bằng chứng"], widths, head=True),
            *loop_rows("for group in minutes.groups", widths, group, *inner),
        ],
    )
    body = (
        p(
            "Căn cứ {{ minutes.decided }}, {{ minutes.day }}, tại {{ minutes.place }}, Đoàn kiểm tra "
            "{% if minutes.site %}đã kiểm tra tại chỗ{% else %}đã xem xét hồ sơ, báo cáo của cơ quan để kiểm tra{% endif %} việc xây "
            "dựng, áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn {{ standard.name }} tại {{ minutes.agency }}"
            "{% if minutes.partner %}, có sự phối hợp của {{ minutes.partner }}{% endif %}.",
            "AdminBody",
        )
        + heading("I. THÀNH PHẦN")
        + subheading("1. Đoàn kiểm tra")
        + _team("minutes.team")
        + subheading("2. Đại diện {{ minutes.agency }}")
        + gap()
        + listing(
            PAGE,
            ["TT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, 5, 5.5, 5],
            ["={{ person.number }}", "{{ person.name }}", "{{ person.title }}", "{{ person.unit }}"],
            "for person in minutes.people",
        )
        + heading("II. KẾT QUẢ KIỂM TRA")
        + lines(
            "1. Phạm vi áp dụng của hệ thống: {{ minutes.scope }}.",
            "2. Kết quả theo {{ minutes.points }} điểm tại Điều 36 Thông tư số 26/2014/TT-BKHCN (đánh dấu x):",
        )
        + gap()
        + points
        + _if(
            "minutes.filled",
            lines(
                "3. Tổng hợp: {{ minutes.met }} điểm đạt, {{ minutes.unmet }} điểm chưa đạt"
                "{% if minutes.unmet_list %} ({{ minutes.unmet_list }}){% endif %}"
                "{% if minutes.missing %}; chưa kết luận các điểm: {{ minutes.missing }}{% endif %}."
            ),
            lines("3. Tổng hợp: {{ minutes.met }} điểm đạt, {{ minutes.unmet }} điểm chưa đạt."),
        )
        + heading("III. NHẬN XÉT, YÊU CẦU KHẮC PHỤC")
        + lines("1. Nhận xét chung: {{ minutes.conclusion }}.")
        + _if(
            "minutes.requests",
            lines("2. Đoàn kiểm tra yêu cầu cơ quan:")
            + looped("minutes.requests")
            + lines(
                "3. Cơ quan gửi báo cáo kết quả khắc phục kèm bằng chứng cho {{ agency.name }} (qua {{ bodies.contact }}) chậm nhất ngày "
                "{{ minutes.due }}, là hai tháng kể từ ngày ký biên bản."
            ),
            _if(
                "minutes.filled and not minutes.unmet_list",
                lines("2. Không có yêu cầu khắc phục; cơ quan tiếp tục duy trì, cải tiến hệ thống."),
                lines(
                    "2. Yêu cầu khắc phục: ………………………………………………………………………………………",
                    "3. Cơ quan gửi báo cáo kết quả khắc phục cho {{ agency.name }} (qua {{ bodies.contact }}) chậm nhất ngày "
                    "{{ minutes.due }}, trong hai tháng kể từ ngày ký biên bản.",
                ),
            ),
        )
    )
    return minutes(
        profile,
        "Kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng tại {{ minutes.agency }}",
        body,
        ("CƠ QUAN ĐƯỢC KIỂM TRA", "{{ minutes.head }}"),
        ("TRƯỞNG ĐOÀN KIỂM TRA", "{{ minutes.leader }}"),
        last="Biên bản được lập thành 02 bản có giá trị như nhau, mỗi bên giữ 01 bản, đã đọc cho những người có mặt nghe, nhất trí và "
        "ký {{ minutes.signed }}./.",
    )


def inspection_report(profile: str) -> bytes:
    """Báo cáo tổng hợp kết quả kiểm tra, with its agencies on a wide page."""
    body = (
        p(
            "Thực hiện {{ plan }} và {{ decided }}, trên cơ sở tổng hợp của {{ bodies.contact }}, {{ agency.name }} báo cáo kết quả kiểm "
            "tra việc xây dựng, áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }} (số liệu đến ngày {{ report.as_of }}) "
            "như sau:",
            "AdminBody",
        )
        + heading("I. VIỆC TỔ CHỨC KIỂM TRA")
        + lines(
            "1. Đã kiểm tra {{ report.held }}/{{ report.due }} cơ quan phải kiểm tra ({{ report.held_share }}), trong đó kiểm tra tại chỗ "
            "{{ report.held_site }} cơ quan, bằng {{ report.site_share }} số phải kiểm tra; "
            "{% if report.enough %}bảo đảm{% else %}chưa bảo đảm{% endif %} mức ít nhất một phần ba ({{ inspection.least }} cơ quan)."
        )
        + _if("report.open", lines("2. Chưa kiểm tra: {{ report.open | join('; ') }}."), lines(
            "2. Không còn cơ quan nào chưa được kiểm tra."))
        + heading("II. KẾT QUẢ")
        + subheading("1. Theo từng điểm")
        + gap()
        + listing(
            PAGE,
            ["Điểm", "Nội dung", "Đạt", "Chưa đạt", "Tỷ lệ đạt"],
            [1.3, 9.6, 1.6, 1.9, 2.1],
            [
                "={{ point.id }}",
                "{{ point.text }}",
                "={{ point.met }}",
                "={{ point.unmet }}",
                "={{ point.share }}",
            ],
            "for point in report.points",
        )
        + subheading("2. Theo cơ quan")
        + lines(
            "Có {{ report.full }} cơ quan đạt tất cả các điểm; {{ report.with_unmet }} cơ quan còn điểm chưa đạt, tổng cộng "
            "{{ report.unmet }} lượt điểm (chi tiết tại Phụ lục)."
        )
        + _if("report.weak", lines("Các điểm chưa đạt nhiều nhất: {{ report.weak | join('; ') }}."))
        + subheading("3. Khắc phục sau kiểm tra")
        + lines(
            "{{ report.asked }} cơ quan phải báo cáo khắc phục trong hai tháng kể từ ngày ký biên bản: {{ report.corrected }} cơ quan đã "
            "báo cáo; {{ report.waiting }} cơ quan chưa báo cáo nhưng còn trong hạn; {{ report.late }} cơ quan quá hạn"
            "{% if report.overdue %}: {{ report.overdue | join('; ') }}{% endif %}."
        )
        + heading("III. KIẾN NGHỊ")
        + looped("report.proposals")
        + closing_line(
            "{{ agency.name }} kính báo cáo {{ addressee }} xem xét, chỉ đạo./."
        )
    )  # fmt: skip
    listed = annex(
        "",
        "KẾT QUẢ KIỂM TRA TỪNG CƠ QUAN NĂM {{ inspection.year }}",
        "Kèm theo Báo cáo tổng hợp kết quả kiểm tra năm {{ inspection.year }}",
    ) + listing(
        WIDE,
        [
            "TT",
            "Cơ quan",
            "Hình thức",
            "Ngày kiểm tra",
            "Đạt/đã xem",
            "Điểm chưa đạt",
            "Hạn báo cáo khắc phục",
            "Tình trạng",
        ],
        [1, 6.5, 3, 2.7, 2, 3, 2.8, 4.7],
        [
            "={{ one.number }}",
            "{{ one.name }}",
            "={{ one.form }}",
            "={{ one.date }}",
            "={{ one.met }}",
            "={{ one.unmet }}",
            "={{ one.due }}",
            "{{ one.state }}",
        ],
        "for one in report.agencies",
    )
    return typed(
        profile,
        "BÁO CÁO",
        "Tổng hợp kết quả kiểm tra việc xây dựng, áp dụng hệ thống quản lý chất lượng năm {{ inspection.year }}",
        body,
        (listed, WIDE),
        to=True,
    )
