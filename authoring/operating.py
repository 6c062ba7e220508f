"""Templates of the running system: context, risks, objectives followed up, surveys, complaints, cases."""

from __future__ import annotations

from collections.abc import Sequence

from authoring.frame import QMS_LANDSCAPE, record, signatures
from authoring.xml import Cell, cell, loop_rows, p, row, run, table, under

PAGE = QMS_LANDSCAPE
_TEXT, _CENTER = "TableSmallLeft", "TableSmall"
_PADDING = 60  # twips left and right of a cell's text: dates must not break


def interested_parties() -> bytes:
    """Bảng bối cảnh và bên quan tâm."""
    body = (
        p("Đơn vị lập: {{ made_by }}", "FormText")
        + p("Ngày rà soát: {{ as_of }}", "FormText")
        + p("1. Bối cảnh", "FormHeading")
        + _listing(
            ["TT", "Lĩnh vực", "Vấn đề", "Thuận lợi, cơ hội", "Khó khăn, rủi ro", "Cần theo dõi (Có, Không)", "Người theo dõi, nguồn tin"],
            [1, 3, 6, 4, 4, 1.8, 3.4],
            [
                "={{ issue.number }}",
                "{{ issue.field }}",
                "{{ issue.what }}",
                "{{ issue.good }}",
                "{{ issue.bad }}",
                "={{ issue.watched }}",
                "{{ issue.by }}",
            ],
            "for issue in issues",
        )
        + p("2. Bên quan tâm", "FormHeading")
        + _listing(
            ["TT", "Bên quan tâm", "Yêu cầu, mong đợi", "Yêu cầu phải thực hiện (quy định liên quan)", "Cách đáp ứng, theo dõi", "Người phụ trách"],
            [1, 4, 6, 5, 5, 3],
            [
                "={{ party.number }}",
                "{{ party.name }}",
                "{{ party.needs }}",
                "{{ party.rules }}",
                "{{ party.answer }}",
                "{{ party.who }}",
            ],
            "for party in parties",
        )
        + p("{%p if services %}")
        + p("{{ services }}", "FormText", "<w:keepNext/>")
        + p("{%p endif %}")
        + signatures(
            PAGE,
            "Bảng được rà soát ít nhất mỗi năm một lần và khi có thay đổi lớn; kết quả được báo cáo tại kỳ xem xét của lãnh đạo.",
            "Người lập",
            "Đại diện lãnh đạo về chất lượng",
            "{{ agency.head }}",
        )
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="Năm {{ year }}")


def risk_table() -> bytes:
    """Bảng rủi ro và cơ hội: the scale, the risks, the opportunities."""
    body = (
        p("Đơn vị: Toàn cơ quan (tổng hợp từ bảng của các đơn vị)", "FormText")
        + p("Ngày chấm, rà soát: {{ as_of }}", "FormText")
        + p("1. Thang điểm rủi ro", "FormHeading")
        + _listing(
            ["Điểm", "Khả năng xảy ra", "Mức độ hậu quả"],
            [1, 6, 8],
            ["={{ step.mark }}", "{{ step.likelihood }}", "{{ step.severity }}"],
            "for step in scale",
        )
        + p(
            "Điểm rủi ro bằng khả năng nhân mức độ. Từ 1 đến 4: thấp, chấp nhận và theo dõi. Từ 5 đến 9: trung bình, "
            "phải có biện pháp. Từ 10 đến 25: cao, phải xử lý ngay và báo cáo Người đứng đầu cơ quan.",
            "FormText",
        )
        + p("2. Rủi ro", "FormHeading")
        + _listing(
            ["TT", "Quá trình, bước công việc", "Rủi ro", "Nguyên nhân", "Kiểm soát hiện có", "Khả năng (1-5)",
             "Mức độ (1-5)", "Điểm", "Mức", "Biện pháp", "Người thực hiện, thời hạn", "Điểm sau xử lý"],
            [0.8, 2.5, 3.2, 2.8, 2.8, 1.2, 1.1, 1.1, 1.3, 3.8, 3, 1.4],
            [
                "={{ one.number }}",
                "{{ one.process }}",
                "{{ one.risk }}",
                "{{ one.cause }}",
                "{{ one.control }}",
                "={{ one.likelihood }}",
                "={{ one.severity }}",
                "={{ one.score }}",
                "={{ one.level }}",
                "{{ one.action }}",
                _assigned("one"),
                "={{ one.after }}",
            ],
            "for one in risks",
        )
        + p("3. Cơ hội", "FormHeading")
        + p(
            "Lợi ích và khả năng thực hiện đều chấm từ 1 đến 5 (1 là rất thấp, 5 là rất cao); điểm bằng lợi ích nhân khả "
            "năng. Từ 10 điểm trở lên thì lập hành động; từ 5 đến 9 cân nhắc khi có nguồn lực; dưới 5 thì theo dõi.",
            "FormText",
            "<w:keepNext/>",
        )
        + _gap()
        + _listing(
            ["TT", "Cơ hội", "Lợi ích (1-5)", "Khả năng (1-5)", "Điểm", "Hành động tận dụng",
             "Người thực hiện, thời hạn", "Cách đánh giá"],
            [0.8, 5, 1.1, 1.1, 1, 5, 3.2, 3.4],
            [
                "={{ chance.number }}",
                "{{ chance.what }}",
                "={{ chance.benefit }}",
                "={{ chance.feasibility }}",
                "={{ chance.score }}",
                "{{ chance.action }}",
                _assigned("chance"),
                "{{ chance.measure }}",
            ],
            "for chance in opportunities",
        )
        + p("{%p if summary %}")
        + p("{{ summary }}", "FormText", "<w:keepNext/>")
        + p("{%p endif %}")
        + signatures(
            PAGE,
            "Bảng tổng hợp của cơ quan do Thư ký ISO lập, Người đứng đầu cơ quan phê duyệt dưới đây.",
            "Người lập",
            "Đại diện lãnh đạo về chất lượng",
            "{{ agency.head }}",
        )
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="Năm {{ year }}")


def objectives_followup() -> bytes:
    """Phiếu theo dõi mục tiêu chất lượng."""
    actions = (
        p("{%p for action in objective.actions %}", _TEXT)
        + p("{{ action.number }}. {{ action.what }}", _TEXT)
        + p("{%p endfor %}", _TEXT)
    )
    assigned = (
        p("{%p for action in objective.actions %}", _TEXT)
        + p("{{ action.number }}. {{ action.assigned }}", _TEXT)
        + p("{%p endfor %}", _TEXT)
    )
    body = (
        p("Đơn vị: Toàn cơ quan", "FormText")
        + _gap()
        + _listing(
            ["TT", "Mục tiêu", "Chỉ tiêu", "Biện pháp", "Người thực hiện, thời hạn", "Quý I", "Quý II", "Quý III",
             "Quý IV", "Cả năm", "Nguyên nhân, biện pháp nếu chưa đạt"],
            [0.8, 3.2, 1.9, 3.8, 3.1, 1.2, 1.2, 1.2, 1.2, 1.2, 5],
            [
                "={{ objective.number }}",
                "{{ objective.text }}",
                "={{ objective.target }}",
                actions,
                assigned,
                "={{ objective.q1 }}",
                "={{ objective.q2 }}",
                "={{ objective.q3 }}",
                "={{ objective.q4 }}",
                "={{ objective.whole }}",
                "{{ objective.reason }}",
            ],
            "for objective in objectives",
        )
        + p("{%p if summary %}")
        + p("{{ summary }}", "FormText", "<w:keepNext/>")
        + p("{%p endif %}")
        + _field("Mục tiêu phải điều chỉnh, lý do", "adjust")
        + signatures(
            PAGE,
            "Số liệu lấy từ sổ theo dõi, báo cáo quý và bảng tổng hợp ý kiến của các đơn vị.",
            "Người lập",
            "Đại diện lãnh đạo về chất lượng",
            "{{ agency.head }}",
        )
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="Năm {{ year }}")


def survey_summary() -> bytes:
    """Bảng tổng hợp ý kiến: sheets, lines, procedures, complaints, what follows."""
    body = (
        p("{%p if days %}")
        + p("Thời gian lấy ý kiến: {{ days }}", "FormText")
        + p("{%p endif %}")
        + p(
            "Số phiếu phát ra: {{ sent }}. Số phiếu thu về: {{ returned }} (đạt {{ response }}%). Số phiếu không hợp lệ: "
            "{{ invalid }}. Số phiếu hợp lệ: {{ valid }}.",
            "FormText",
        )
        + p("1. Mức độ hài lòng theo từng nội dung", "FormHeading")
        + _listing(
            ["TT", "Nội dung", "RHL", "HL", "BT", "KHL", "RKHL", "Tỷ lệ hài lòng kỳ này (%)", "Kỳ trước (%)",
             "Chỉ tiêu (%)", "Nhận xét"],
            [1, 6, 1.2, 1.2, 1.2, 1.2, 1.4, 2, 1.8, 1.8, 4],
            [
                "={{ line.letter }}",
                "{{ line.question }}",
                "={{ line.very_good }}",
                "={{ line.good }}",
                "={{ line.fair }}",
                "={{ line.bad }}",
                "={{ line.very_bad }}",
                "={{ line.share }}",
                "={{ line.before }}",
                "={{ line.target }}",
                "{{ line.remark }}",
            ],
            "for line in lines",
        )
        + p(
            "RHL: rất hài lòng; HL: hài lòng; BT: bình thường; KHL: không hài lòng; RKHL: rất không hài lòng. Tỷ lệ hài "
            "lòng là số phiếu RHL và HL trên số phiếu hợp lệ có trả lời nội dung đó.",
            "Note",
        )
        + p("{{ conclusion }}", "FormText")
        + p("2. Theo loại công việc, đơn vị", "FormHeading")
        + p("{%p if parts %}")
        + _listing(
            ["Loại công việc, đơn vị", "Phiếu hợp lệ", "Tỷ lệ hài lòng chung (%)", "Tỷ lệ đúng hẹn theo người trả lời (%)",
             "Phải bổ sung từ hai lần (%)", "Phản ánh có khoản thu ngoài quy định (số phiếu)"],
            [7, 2, 2.4, 3, 2.6, 3.4],
            _cells("part", "name", "=valid", "=share", "=in_time", "=again", "=extra_paid"),
            "for part in parts",
            _cells("parts_total", "name", "=valid", "=share", "=in_time", "=again", "=extra_paid"),
            together=True,
        )
        + p("{%p else %}")
        + p("Kỳ này không tổng hợp riêng theo loại công việc.", "FormText")
        + p("{%p endif %}")
        + p("3. Khiếu nại, phản ánh, kiến nghị trong kỳ", "FormHeading")
        + _listing(
            ["Loại", "Tồn kỳ trước", "Nhận trong kỳ", "Đã giải quyết", "Trả lời đúng hạn", "Đúng hoặc đúng một phần", "Còn tồn"],
            [4, 2, 2, 2, 2, 2, 2],
            _cells("one", "type", "=brought", "=received", "=settled", "=in_time", "=founded", "=left"),
            "for one in handled",
            _cells("handled_total", "type", "=brought", "=received", "=settled", "=in_time", "=founded", "=left"),
            together=True,
        )
        + p("4. Phân tích, kiến nghị cải tiến", "FormHeading")
        + p("Nội dung thấp nhất và nguyên nhân: {{ lowest }}", "FormText")
        + p("Thay đổi so với kỳ trước: {{ compared }}", "FormText")
        + p("Kết quả của biện pháp đã làm ở kỳ trước: {{ earlier }}", "FormText")
        + p("{%p if comments %}")
        + p("Góp ý bằng lời đã tổng hợp:", "FormText", "<w:keepNext/>")
        + p("{%p for comment in comments %}")
        + p("{{ comment }}", "ListDash")
        + p("{%p endfor %}")
        + p("{%p endif %}")
        + _gap()
        + _listing(
            ["TT", "Biện pháp cải tiến", "Đơn vị, người thực hiện", "Thời hạn", "Cách kiểm tra"],
            [1, 7, 4, 2, 5],
            _cells("measure", "=number", "what", "who", "=until", "check"),
            "for measure in measures",
        )
        + signatures(
            PAGE,
            "Kết quả này được công khai tại nơi tiếp nhận hồ sơ và báo cáo tại kỳ xem xét của lãnh đạo.",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
            "{{ agency.head }}",
        )
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="Kỳ tổng hợp: {{ period }}")


def complaint_register() -> bytes:
    """Sổ theo dõi khiếu nại, phản ánh, kiến nghị, with the sums of the year."""
    sums = ("type", "=received", "=answered", "=in_time", "=late", "=overdue", "=open", "=founded", "=share")
    body = (
        p("Đơn vị: Toàn cơ quan", "FormText")
        + p("Ngày rà soát: {{ as_of }}", "FormText")
        + _gap()
        + _listing(
            ["TT", "Ngày nhận", "Hình thức tiếp nhận", "Họ tên, địa chỉ người góp ý (nếu có)", "Tóm tắt nội dung",
             "Loại (khiếu nại, phản ánh, kiến nghị)", "Người, đơn vị giải quyết", "Hạn trả lời", "Kết quả, ngày trả lời", "Hành động khắc phục", "Ghi chú"],
            [0.9, 2.3, 2, 2.6, 4.5, 2, 2.6, 2.3, 4.3, 1.9, 2.6],
            _cells("one", "=number", "=date", "way", "sender", "what", "=type", "unit", "=until", "result", "car", "note"),
            "for one in complaints",
            height=540,
        )
        + p("Tổng hợp trong năm", "FormHeading")
        + _listing(
            ["Loại", "Đã nhận", "Đã trả lời", "Đúng hạn", "Chậm hạn", "Quá hạn chưa trả lời", "Còn hạn",
             "Đúng hoặc đúng một phần", "Tỷ lệ trả lời đúng hạn (%)"],
            [4, 2, 2, 2, 2, 2.4, 2, 2.6, 3],
            _cells("sum", *sums),
            "for sum in by_type",
            _cells("total", *sums),
            together=True,
        )
        + signatures(
            PAGE,
            "Danh tính người góp ý được giữ bí mật; sổ chỉ dùng để giải quyết ý kiến và cải tiến.",
            "Người giữ sổ",
            "Đại diện lãnh đạo về chất lượng",
        )
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="Năm {{ year }}")


def caseload_report() -> bytes:
    """Báo cáo kết quả giải quyết hồ sơ of a period."""
    counts = (
        "=brought", "=received", "=settled", "=early", "=on_time", "=late", "=in_hand", "=refused", "=supplemented",
        "=corrected", "=share",
    )  # fmt: skip
    body = (
        p("Kính gửi: Đại diện lãnh đạo về chất lượng.", "FormText")
        + p("Tổng hợp từ báo cáo của: {{ units }}", "FormText")
        + p("Nguồn số liệu: {{ source }}", "FormText")
        + _gap()
        + _listing(
            ["TT", "Loại công việc, thủ tục", "Tồn kỳ trước", "Nhận trong kỳ", "Đã giải quyết", "Trước hạn", "Đúng hạn",
             "Quá hạn", "Đang giải quyết", "Từ chối, rút", "Phải bổ sung hồ sơ", "Kết quả phải sửa", "Tỷ lệ đúng hạn (%)"],
            [0.9, 5.2, 1.3, 1.4, 1.5, 1.4, 1.3, 1.3, 1.5, 1.3, 1.5, 1.4, 1.7],
            _cells("case", "=number", "name", *counts),
            "for case in cases",
            _cells("total", "=number", "name", *counts),
        )
        + p("Hồ sơ quá hạn", "FormHeading")
        + p("{%p if late_cases %}")
        + _listing(
            ["Mã hồ sơ", "Công việc", "Hạn trả", "Ngày trả", "Số ngày quá", "Nguyên nhân (chủ quan, khách quan)",
             "Người chịu trách nhiệm", "Biện pháp"],
            [2.2, 3.4, 2.2, 2.2, 1.3, 4.2, 2.6, 4],
            _cells("late", "=code", "name", "=due", "=returned", "=days", "cause", "who", "action"),
            "for late in late_cases",
        )
        + p("{%p else %}")
        + p("{{ late_note }}", "FormText")
        + p("{%p endif %}")
        + p("Nhận xét so với quý trước: {{ remark }}", "FormText", "<w:keepNext/>")
        + p("Đề nghị, kiến nghị: {{ proposal }}", "FormText", "<w:keepNext/>")
        + signatures(PAGE, "Ngày lập: {{ date }}", "Người lập", "Đại diện lãnh đạo về chất lượng")
    )  # fmt: skip
    return record(body, page=PAGE, subtitle="{{ period[:1] | upper }}{{ period[1:] }}")


def _listing(
    heads: list[str],
    shares: list[float],
    cells: Sequence[str],
    loop: str,
    total: Sequence[str] = (),
    *,
    height: int = 0,
    together: bool = False,
) -> str:
    """A table over the landscape page, set small since it has many columns; with `total`, a last row in bold.

    `height` leaves room to write by hand in a blank row; `together` keeps a short table on one page.
    """
    widths = under(heads, PAGE.text_width, *shares)
    keep = "<w:keepNext/>" if together else ""
    head = row([cell(p(run(one, bold=True), _CENTER, "<w:keepNext/>")) for one in heads], widths, head=True)
    line = row([_looped(one, keep) for one in cells], widths, height=height)
    rows = [head, *loop_rows(loop, widths, line)]
    if total:
        rows.append(row([cell(p(run(one.removeprefix("="), bold=True), _style(one), keep)) for one in total], widths))
    return table(widths, rows, padding=_PADDING)


def _looped(one: str, keep: str) -> Cell:
    return cell(one if one.startswith("<w:p") else p(one.removeprefix("="), _style(one), keep))


def _style(one: str) -> str:
    return _CENTER if one.startswith("=") else _TEXT


def _cells(name: str, *fields: str) -> list[str]:
    """Tags of a row's fields; "=" before a field centres its cell."""
    return [f"{'=' * field.startswith('=')}{{{{ {name}.{field.removeprefix('=')} }}}}" for field in fields]


def _assigned(name: str) -> str:
    """Who, until when, how it stands: one under the other."""
    return (
        p(f"{{{{ {name}.who }}}}", _TEXT)
        + p(f"{{%p if {name}.until %}}", _TEXT)
        + p(f"{{{{ {name}.until }}}}", _TEXT)
        + p("{%p endif %}", _TEXT)
        + p(f"{{%p if {name}.state %}}", _TEXT)
        + p(f"{{{{ {name}.state }}}}", _TEXT)
        + p("{%p endif %}", _TEXT)
    )


def _field(label: str, name: str) -> str:
    """A labelled line; dots to write on when the field is empty."""
    return (
        p(f"{{%p if {name} %}}")
        + p(f"{label}: {{{{ {name} }}}}", "FormText", "<w:keepNext/>")
        + p("{%p else %}")
        + p(f"{label}: \t", "FormField", "<w:keepNext/>")
        + p("{%p endif %}")
    )


def _gap() -> str:
    """A little room between text and a table."""
    return p("", _TEXT, "<w:keepNext/>")
