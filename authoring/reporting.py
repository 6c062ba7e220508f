"""Templates of what is told to others: progress reports, the announcement of conformity, updates after changes of law."""

from __future__ import annotations

from authoring.frame import QMS_LANDSCAPE, record, signatures
from authoring.frame import listing as record_listing
from authoring.official import PAGE, WIDE, listing, looped
from authoring.papers import (
    annex,
    article,
    closing_line,
    decision,
    dispatch,
    gap,
    heading,
    lines,
    minutes,
    people,
    subheading,
    typed,
)
from authoring.xml import Cell, cell, loop_rows, p, row, run, spread, table

_TASK_LINE = "{{ task.number }}. {{ task.title }} ({{ task.actual }})."
_LATE_LINE = "{{ task.number }}. {{ task.title }}: {{ task.state }} so với kế hoạch ({{ task.planned }}). Lý do: {{ task.reason }}."


def _if(condition: str, then: str, otherwise: str = "") -> str:
    """Paragraphs under a condition."""
    return (
        p(f"{{%p if {condition} %}}") + then + (p("{%p else %}") + otherwise if otherwise else "") + p("{%p endif %}")
    )


def _listed(loop: str) -> str:
    """Dashed lines that end with semicolons, the last with a full stop."""
    line = p("- {{ line }}{{ '.' if loop.last else ';' }}", "AdminList")
    return p(f"{{%p for line in {loop} %}}") + line + p("{%p endfor %}")


def progress_report(profile: str) -> bytes:
    """Báo cáo tiến độ, with the tasks and the money as annexes."""
    body = (
        lines(
            "{% if report.asked_by %}Thực hiện {{ report.asked_by }}{% else %}Thực hiện chế độ báo cáo định kỳ hằng quý"
            "{% endif %} và {{ report.plan }} xây dựng và áp dụng hệ thống quản lý chất lượng theo tiêu chuẩn "
            "{{ standard.name }}, {{ report.subject }} báo cáo tiến độ thực hiện từ ngày {{ report.since }} đến ngày "
            "{{ report.until }} như sau:"
        )
        + heading("I. KẾT QUẢ THỰC HIỆN")
        + subheading("1. Công việc theo kế hoạch")
        + lines(
            "Đến ngày {{ report.until }}, cơ quan đã hoàn thành {{ report.totals.finished }} trên tổng số "
            "{{ report.totals.tasks }} công việc của kế hoạch ({{ report.totals.percent }})"
            "{% if report.totals.due %}; theo tiến độ được duyệt, số công việc phải hoàn thành là {{ report.totals.due }}"
            "{% endif %}. Đang làm: {{ report.totals.running }}; chưa bắt đầu: "
            "{{ report.totals.waiting }}; quá hạn chưa xong: {{ report.totals.overdue }}. Chi tiết từng công việc tại Phụ lục I."
        )
        + _if(
            "report.done_now",
            lines("a) Công việc hoàn thành trong kỳ:")
            + p("{%p for task in report.done_now %}")
            + p(_TASK_LINE, "AdminList")
            + p("{%p endfor %}"),
            lines("a) Trong kỳ không có công việc nào kết thúc."),
        )
        + _if(
            "report.late",
            lines("b) Công việc chậm so với kế hoạch, tính từ đầu:")
            + p("{%p for task in report.late %}")
            + p(_LATE_LINE, "AdminList")
            + p("{%p endfor %}"),
            lines(
                "{% if report.totals.due %}b) Không có công việc chậm so với kế hoạch.{% else %}b) Kế hoạch chưa ghi ngày bắt "
                "đầu nên chưa xác định được công việc chậm.{% endif %}"
            ),
        )
        + subheading("2. Tài liệu của hệ thống")
        + gap()
        + listing(
            PAGE,
            ["Loại tài liệu", "Phải có", "Đã ban hành", "Tỷ lệ"],
            [8, 2.5, 3, 2.5],
            ["{{ line.sort }}", "={{ line.total }}", "={{ line.issued }}", "={{ line.percent }}"],
            "for line in report.documents",
        )
        + _if(
            "report.documents[-1].issued == '0'",
            lines("Tài liệu đang được biên soạn, chưa ban hành."),
            lines(
                "{% if report.changes == '0' %}Tài liệu đã ban hành chưa phải sửa đổi lần nào."
                "{% else %}Sau khi ban hành đã sửa đổi {{ report.changes }} lần, đều ghi ở trang theo dõi sửa đổi của tài "
                "liệu.{% endif %}"
            ),
        )
        + subheading("3. Đào tạo")
        + _if(
            "report.courses",
            lines("Đã mở {{ report.courses | length }} khóa với {{ report.present }} lượt người dự:")
            + gap()
            + listing(
                PAGE,
                ["TT", "Khóa học", "Ngày học", "Số người theo kế hoạch", "Số người dự"],
                [1, 7, 4, 2.5, 2],
                [
                    "={{ course.number }}",
                    "{{ course.title }}",
                    "={{ course.when }}",
                    "={{ course.planned }}",
                    "={{ course.present }}",
                ],
                "for course in report.courses",
            ),
            lines("Đến ngày báo cáo chưa mở khóa đào tạo nào."),
        )
        + subheading("4. Đánh giá nội bộ, khắc phục và xem xét của lãnh đạo")
        + _if(
            "report.audits",
            lines(
                "Đã đánh giá nội bộ {{ report.audits | length }} đợt, phát hiện {{ report.found }} điểm không phù hợp, đã khép "
                "{{ report.closed }} điểm:"
            )
            + gap()
            + listing(
                PAGE,
                ["TT", "Đợt đánh giá", "Thời gian", "Nặng", "Nhẹ", "Đã khép", "Chưa khép", "Quá hạn"],
                [1, 3.6, 4, 1.5, 1.4, 1.6, 1.7, 1.6],
                [
                    "={{ audit.number }}",
                    "{{ audit.title }}",
                    "={{ audit.when }}",
                    "={{ audit.major }}",
                    "={{ audit.minor }}",
                    "={{ audit.closed }}",
                    "={{ audit.open }}",
                    "={{ audit.overdue }}",
                ],
                "for audit in report.audits",
            )
            + _if("report.open", lines("Còn phải khép: {{ report.open | join('; ') }}.")),
            lines("Đến ngày báo cáo chưa đến kỳ đánh giá nội bộ hoặc chưa có đợt đánh giá nào kết thúc."),
        )
        + _if(
            "report.reviews",
            lines(
                "Lãnh đạo đã họp xem xét hệ thống {{ report.reviews | length }} lần (ngày {{ report.reviews | join(', ngày ') }})."
            ),
            lines("Lãnh đạo chưa họp xem xét hệ thống."),
        )
        + _if("report.outcome", subheading("5. Kết quả của hệ thống") + lines("{{ report.outcome }}"))
        + heading("II. KINH PHÍ")
        + p("{%p for fund in report.funds %}")
        + p(
            "- {{ fund.title }}: đã chi {{ fund.total.spent }} đồng, trong kỳ {{ fund.total.now }} đồng; dự toán "
            "{{ fund.total.planned }} đồng{% if fund.total.percent != '–' %}, đạt {{ fund.total.percent }}{% endif %}.",
            "AdminList",
        )
        + p("{%p endfor %}")
        + lines("Chi tiết theo nội dung chi tại Phụ lục II.")
        + heading("III. KHÓ KHĂN, VƯỚNG MẮC VÀ KIẾN NGHỊ")
        + _if(
            "report.difficulties",
            lines("1. Khó khăn, vướng mắc:") + _listed("report.difficulties"),
            lines("1. Trong kỳ không có khó khăn, vướng mắc phải báo cáo."),
        )
        + _if(
            "report.requests",
            lines("2. Kiến nghị:") + _listed("report.requests"),
            lines("2. Cơ quan không có kiến nghị."),
        )
        + heading("IV. NHIỆM VỤ TRỌNG TÂM ĐẾN HẾT {{ report.next_period | upper }}")
        + _if(
            "report.next_tasks",
            _listed("report.next_tasks"),
            lines(
                "Các công việc của kế hoạch đã hoàn thành; cơ quan chuyển sang duy trì, cải tiến hệ thống thường xuyên."
            ),
        )
        + closing_line(
            "Trên đây là báo cáo tiến độ xây dựng và áp dụng hệ thống quản lý chất lượng của {{ report.subject }}; "
            "{{ agency.head }} chịu trách nhiệm trực tiếp về tiến độ, kết quả và số liệu của báo cáo./."
        )
    )
    note = "Kèm theo Báo cáo tiến độ, số liệu đến ngày {{ report.until }}"
    return typed(
        profile,
        "BÁO CÁO",
        "{{ report.title }}",
        body,
        (annex("I", "TIẾN ĐỘ TỪNG CÔNG VIỆC", note) + _tasks(), WIDE),
        (annex("II", "KINH PHÍ ĐÃ SỬ DỤNG SO VỚI DỰ TOÁN", f"{note}; đơn vị: đồng") + _money(), WIDE),
        to=True,
    )


def _tasks() -> str:
    widths = spread(WIDE.text_width, 1.1, 7.2, 3.4, 3, 3, 1.4, 3, 4.6)
    heads = [
        "TT", "Nội dung công việc", "Chủ trì", "Kế hoạch", "Thực hiện", "Đã làm", "Tình trạng", "Lý do chậm, điều chỉnh",
    ]  # fmt: skip
    group = row(
        [
            Cell(
                p(
                    "Giai đoạn {{ stage.number }}: {{ stage.title }} - hoàn thành {{ stage.finished }}/{{ stage.total }} công "
                    "việc ({{ stage.percent }})",
                    "TableGroup",
                ),
                span=len(heads),
            )
        ],
        widths,
    )
    keys = [
        ("number", "TableSmall"), ("title", "TableSmallLeft"), ("lead", "TableSmallLeft"), ("planned", "TableSmall"),
        ("actual", "TableSmall"), ("percent", "TableSmall"), ("state", "TableSmallLeft"), ("reason", "TableSmallLeft"),
    ]  # fmt: skip
    line = row([cell(f"{{{{ task.{key} }}}}", style) for key, style in keys], widths)
    inner = loop_rows("for task in stage.tasks", widths, line)
    return table(
        widths, [row(heads, widths, head=True), *loop_rows("for stage in report.stages", widths, group, *inner)]
    )


def _money() -> str:
    widths = spread(WIDE.text_width, 1, 9.7, 3, 3, 3, 3, 2)
    heads = ["TT", "Nội dung chi", "Dự toán", "Chi trong kỳ", "Lũy kế đã chi", "Còn lại", "Tỷ lệ"]
    keys = ("planned", "now", "spent", "left")

    def amounts(name: str) -> list[str | Cell]:
        made: list[str | Cell] = [cell(f"{{{{ {name}.{key} }}}}", "TableRight") for key in keys]
        return [*made, cell(f"{{{{ {name}.percent }}}}", "TableCenter")]

    group = row([Cell(p("{{ fund.title }}", "TableGroup"), span=len(heads))], widths)
    line = row([cell("{{ line.number }}", "TableCenter"), "{{ line.title }}", *amounts("line")], widths)
    total = row([Cell(p("{{ fund.total.title }}", "TableHead"), span=2), *amounts("fund.total")], widths)
    inner = loop_rows("for line in fund.lines", widths, line)
    return table(
        widths, [row(heads, widths, head=True), *loop_rows("for fund in report.funds", widths, group, *inner, total)]
    )


def effect_confirmation(profile: str) -> bytes:
    """Thông báo xác nhận hiệu lực của hệ thống quản lý chất lượng."""
    body = (
        looped("bases", "basis", "Bases", "")
        + lines("{{ agency.head }} {{ subject }} xác nhận hiệu lực của hệ thống quản lý chất lượng như sau:")
        + subheading("1. Hệ thống được xác nhận")
        + lines(
            "a) Phạm vi: {{ scope }}",
            "b) Tài liệu: bộ tài liệu ban hành lần {{ set.issue }}, có hiệu lực từ {{ set.effective }}, gồm sổ tay chất lượng, "
            "chính sách, mục tiêu chất lượng, {{ set.system }} quy trình hệ thống, {{ set.service }} quy trình tác nghiệp và "
            "{{ set.forms }} biểu mẫu; trong đó {{ procedures }} thủ tục, lĩnh vực được đưa vào danh mục công bố.",
        )
        + _if("again", lines("c) Lý do xác nhận lại: {{ again }}."))
        + subheading("2. Kết quả đánh giá nội bộ")
        + lines(
            "Đánh giá nội bộ {{ audit.title }} được thực hiện {{ audit.when }}; đoàn đánh giá phát hiện {{ audit.found }} điểm "
            "không phù hợp, đã khép {{ audit.closed }} điểm."
        )
        + _if(
            "audit.open",
            lines("Còn phải khép: {{ audit.open | join('; ') }}."),
        )
        + subheading("3. Kết quả xem xét của lãnh đạo")
        + lines(
            "Cuộc họp xem xét của lãnh đạo tổ chức {{ review.when }}"
            "{% if review.verdict %} kết luận hệ thống {{ review.verdict }}{% endif %}"
            "{% if review.resolutions != '0' %}; trong {{ review.resolutions }} kết luận phải thực hiện, đã thực hiện "
            "{{ review.done }}{% endif %}."
        )
        + subheading("4. Xác nhận")
        + _if(
            "audit.open",
            lines(
                "Hệ thống quản lý chất lượng của {{ subject }} có hiệu lực, phù hợp tiêu chuẩn quốc gia {{ standard.name }} "
                "trong phạm vi nêu tại mục 1, với điều kiện các điểm không phù hợp nêu tại mục 2 được khép đúng thời hạn."
            ),
            lines(
                "Hệ thống quản lý chất lượng của {{ subject }} có hiệu lực, phù hợp tiêu chuẩn quốc gia {{ standard.name }} "
                "trong phạm vi nêu tại mục 1 và đủ điều kiện để công bố theo khoản 3 Điều 4 Quyết định số 19/2014/QĐ-TTg."
            ),
        )
        + closing_line(
            "{{ secretary }} trình dự thảo quyết định công bố kèm danh mục; thủ trưởng các đơn vị duy trì việc thực hiện đúng "
            "quy trình và báo cáo {{ agency.head }} khi có thay đổi ảnh hưởng đến hiệu lực của hệ thống./."
        )
    )
    return typed(profile, "THÔNG BÁO", "Xác nhận hiệu lực của hệ thống quản lý chất lượng", body)


def announcement_decision(profile: str) -> bytes:
    """Quyết định công bố, with the list of what is announced."""
    articles = (
        article(
            1,
            "Công bố{% if former %} lại{% endif %} hệ thống quản lý chất lượng của {{ subject }} phù hợp tiêu chuẩn quốc gia "
            "{{ standard.name }} đối với {{ procedures | length }} thủ tục, lĩnh vực hoạt động của {{ units }} đơn vị nêu tại "
            "Phụ lục kèm theo Quyết định này.",
        )
        + _if(
            "former",
            lines(
                "Lý do công bố lại: {{ again }}. Số thủ tục, lĩnh vực bổ sung so với lần công bố trước: {{ added }}."
            ),
        )
        + article(2, "Thủ trưởng các đơn vị thuộc {{ subject }} có trách nhiệm:")
        + lines(
            "1. Thực hiện đúng các quy trình đã công bố; đề nghị sửa đổi tài liệu chậm nhất ba tháng sau khi văn bản pháp luật "
            "liên quan có hiệu lực.",
            "2. Tham gia đánh giá nội bộ và xem xét của lãnh đạo ít nhất mỗi năm một lần; khắc phục kịp thời các điểm không "
            "phù hợp.",
            "3. Báo cáo {{ agency.head }} khi phạm vi hoạt động thay đổi để công bố lại.",
        )
        + article(
            3,
            "Quyết định này được thông báo bằng văn bản đến {{ lead }}, niêm yết tại trụ sở và đăng tải trên trang thông tin "
            "điện tử của cơ quan.",
        )
        + closing_article()
    )
    content = annex(
        "",
        "DANH MỤC THỦ TỤC HÀNH CHÍNH, LĨNH VỰC HOẠT ĐỘNG CÓ HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG ĐƯỢC CÔNG BỐ",
        "Kèm theo {{ cited }} của {{ subject }}",
    ) + listing(
        PAGE,
        ["TT", "Mã quy trình", "Thủ tục, lĩnh vực hoạt động", "Đơn vị chủ trì", "Ghi chú"],
        [1, 2.8, 7, 4, 1.8],
        ["={{ entry.number }}", "={{ entry.code }}", "{{ entry.title }}", "{{ entry.unit }}", "={{ entry.note }}"],
        "for entry in procedures",
    )
    return decision(
        profile,
        "Về việc công bố{% if former %} lại{% endif %} hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia "
        "{{ standard.name }}",
        articles,
        (content, PAGE),
    )


def closing_article() -> str:
    """Điều 4, which stays with the signature."""
    words = (
        "Quyết định này có hiệu lực kể từ ngày ký{% if former %} và thay thế {{ former }}{% endif %}. Thủ trưởng các đơn vị "
        "thuộc {{ subject }} và các cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
    )
    return p(run("Điều 4. ", bold=True) + run(words), "AdminBody", "<w:keepNext/>")


def announcement_notice(profile: str) -> bytes:
    """Công văn thông báo công bố to the lead unit."""
    body = (
        lines(
            "Thực hiện khoản 3 Điều 4 Quyết định số 19/2014/QĐ-TTg ngày 05/3/2014 của Thủ tướng Chính phủ, {{ subject }} thông "
            "báo đến {{ addressee }} việc công bố{% if former %} lại{% endif %} hệ thống quản lý chất lượng phù hợp tiêu chuẩn "
            "quốc gia {{ standard.name }} như sau:",
            "1. {{ decision }} công bố hệ thống quản lý chất lượng đối với {{ procedures }} thủ tục, lĩnh vực hoạt động của "
            "{{ units }}.",
        )
        + _if(
            "former",
            lines("Lý do công bố lại: {{ again }}. Quyết định này thay thế {{ former }}."),
        )
        + lines(
            "2. Trước khi công bố, cơ quan đã đánh giá nội bộ {{ audit.title }} ({{ audit.when }}; {{ audit.found }} điểm không "
            "phù hợp, đã khép {{ audit.closed }}), họp xem xét của lãnh đạo {{ review.when }} và {{ agency.head }} đã xác nhận "
            "hiệu lực của hệ thống tại {{ confirmation }}.",
            "3. {{ posting }}",
        )
        + closing_line(
            "{{ subject }} gửi kèm quyết định công bố và danh mục; trân trọng đề nghị {{ addressee }} theo dõi, hướng dẫn, kiểm "
            "tra theo thẩm quyền./."
        )
    )
    return dispatch(
        profile, "'thông báo công bố hệ thống quản lý chất lượng phù hợp tiêu chuẩn quốc gia ' ~ standard.name", body
    )


def posting_minutes(profile: str) -> bytes:
    """Biên bản niêm yết, đăng tải."""
    body = (
        lines("Hôm nay, {{ day }}, tại trụ sở {{ subject }}, chúng tôi gồm:")
        + people("people")
        + lines(
            "đã niêm yết, đăng tải quyết định công bố hệ thống quản lý chất lượng của {{ subject }} như sau:",
            "1. Văn bản được niêm yết, đăng tải: {{ decision }}, kèm danh mục {{ procedures }} thủ tục, lĩnh vực hoạt động.",
            "2. Niêm yết: bản có dấu của Quyết định và danh mục được niêm yết tại {{ place }} từ {{ day }}, ở vị trí tổ chức, "
            "công dân đọc được, trong thời gian Quyết định còn hiệu lực.",
            "3. Đăng tải: toàn văn Quyết định và danh mục được đăng tải tại {{ website }} từ {{ published }}.",
        )
        + _if(
            "replaced",
            lines("4. Bản niêm yết, bản đăng tải của {{ replaced }} đã được gỡ và thay bằng văn bản nêu tại mục 1."),
        )
    )
    return minutes(
        profile,
        "Niêm yết, đăng tải quyết định công bố hệ thống quản lý chất lượng",
        body,
        ("NGƯỜI CHỨNG KIẾN", "{{ witness }}"),
        ("NGƯỜI LẬP BIÊN BẢN", "{{ writer }}"),
        last="Biên bản lập thành 02 bản có giá trị như nhau, lưu tại hồ sơ công bố và văn thư của cơ quan./.",
    )


def legal_update() -> bytes:
    """Biên bản rà soát tài liệu after changes of law: the form's two parts, with the act and its deadline in the second."""
    body = (
        p("Đơn vị được rà soát: {{ review.unit }}", "FormText")
        + p("Ngày rà soát: {{ review.date }}", "FormText")
        + p("Người rà soát: {{ review.by }}", "FormText")
        + p("I. Kết quả đối chiếu, rà soát", "FormHeading")
        + _if(
            "review.documents",
            record_listing(
                [
                    "TT",
                    "Tên, mã hiệu tài liệu",
                    "Bản tại nơi sử dụng đúng danh mục (có/không)",
                    "Căn cứ pháp lý còn hiệu lực (có/không)",
                    "Phù hợp thực tế (có/không)",
                    "Kết luận (giữ nguyên, sửa đổi, hủy bỏ)",
                ],
                [1, 9, 3.6, 3.6, 3, 4.5],
                [
                    "={{ entry.number }}",
                    "{{ entry.name }}",
                    "={{ entry.in_place }}",
                    "={{ entry.lawful }}",
                    "={{ entry.fits }}",
                    "={{ entry.conclusion }}",
                ],
                "for entry in review.documents",
                QMS_LANDSCAPE,
            ),
            p("Không có quy trình nào viện dẫn văn bản nêu ở phần II hoặc văn bản bị nó thay thế.", "FormText"),
        )
        + p("II. Nội dung phải sửa đổi, bổ sung theo thay đổi của pháp luật", "FormHeading")
        + record_listing(
            [
                "TT",
                "Văn bản",
                "Có hiệu lực",
                "Hạn sửa đổi (03 tháng)",
                "Quy trình phải sửa",
                "Nội dung phải sửa đổi",
                "Trách nhiệm",
                "Tài liệu sửa đổi có hiệu lực",
                "Đánh giá",
            ],
            [1, 5, 2.2, 2.2, 2.6, 5.4, 2.4, 2.3, 2.2],
            [
                "={{ update.number }}",
                "{{ update.act }}",
                "={{ update.effective }}",
                "={{ update.due }}",
                "={{ update.procedures }}",
                "{{ update.what }}",
                "{{ update.who }}",
                "={{ update.done }}",
                "={{ update.mark }}",
            ],
            "for update in review.updates",
            QMS_LANDSCAPE,
        )
        + p("III. Kiến nghị", "FormHeading")
        + p(
            "Trong {{ review.updates | length }} văn bản đã rà soát: cập nhật đúng hạn {{ review.in_time }}, cập nhật quá hạn "
            "{{ review.late }}, chưa cập nhật xong {{ review.open }} (trong đó quá hạn {{ review.overdue }}).",
            "FormText",
            "<w:keepNext/>",
        )
        + p("{%p if review.late != '0' or review.overdue != '0' %}")
        + p(
            "Người chịu trách nhiệm báo cáo nguyên nhân quá hạn tại kỳ xem xét của lãnh đạo; thư ký ISO phân công theo dõi ngày "
            "có hiệu lực của văn bản ngay khi văn bản được ban hành.",
            "FormText",
            "<w:keepNext/>",
        )
        + p("{%p endif %}")
        + p("Số phiếu yêu cầu sửa đổi được lập sau rà soát: {{ review.requests }}", "FormText", "<w:keepNext/>")
        + signatures(
            QMS_LANDSCAPE,
            "Biên bản được các bên thống nhất và lưu cùng hồ sơ kiểm soát tài liệu.",
            "Đại diện đơn vị",
            "Người rà soát",
            "Đại diện lãnh đạo về chất lượng",
        )
    )
    return record(body, page=QMS_LANDSCAPE, subtitle="{{ review.rule }}")
