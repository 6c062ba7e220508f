"""Templates of internal audits and corrective actions."""

from __future__ import annotations

from authoring import official
from authoring.frame import QMS_LANDSCAPE, QMS_PAGE, listing, record, signatures
from authoring.official import looped
from authoring.papers import article, decision, gap, lines
from authoring.xml import Cell, Page, cell, loop_rows, p, row, run, spread, table


def car() -> bytes:
    """Phiếu yêu cầu hành động khắc phục, four parts."""
    body = (
        p("Số phiếu: {{ car.number }}", "FormText")
        + p("Ngày lập: {{ car.date }}", "FormText")
        + p("Đơn vị chịu trách nhiệm: {{ car.unit }}", "FormText")
        + p("Nguồn phát hiện: {{ car.source }}", "FormText")
        + p("Mức độ: {{ car.level }}", "FormText")
        + p("Phần I. Nội dung không phù hợp", "FormHeading")
        + p("Yêu cầu không đáp ứng (điều khoản, quy trình): {{ car.requirement }}", "FormText")
        + p("Nội dung: {{ car.what }}", "FormText")
        + p("{%p if car.evidence %}")
        + p("Bằng chứng: {{ car.evidence }}", "FormText")
        + p("{%p endif %}")
        + p("Xử lý tức thời: {{ car.correction }}", "FormText")
        + p("Thời hạn khắc phục: {{ car.until }}", "FormText")
        + signatures(QMS_PAGE, "Người phát hiện: {{ car.auditor }}", "Người lập phiếu", "Trưởng đơn vị nhận phiếu")
        + p("Phần II. Nguyên nhân và biện pháp", "FormHeading")
        + p("Nguyên nhân gốc: {{ car.cause }}", "FormText")
        + p("Nơi, hồ sơ khác có sự không phù hợp tương tự: {{ car.similar }}", "FormText")
        + p("{%p if car.actions %}")
        + p("", "FormText")
        + listing(
            ["TT", "Biện pháp khắc phục", "Người thực hiện", "Thời hạn", "Kết quả, bằng chứng"],
            [1, 5, 3, 2.2, 4],
            ["={{ action.number }}", "{{ action.what }}", "{{ action.who }}", "={{ action.until }}", "{{ action.result }}"],
            "for action in car.actions",
        )
        + p("{%p endif %}")
        + p("Tài liệu phải sửa đổi: {{ car.documents }}", "FormText")
        + p("Cách đánh giá hiệu lực: {{ car.proof }}", "FormText")
        + signatures(QMS_PAGE, "Ngày trả lời: {{ car.answered }}", "Trưởng đơn vị")
        + p("Phần III. Phê duyệt", "FormHeading")
        + p("Ý kiến: {{ car.opinion }}", "FormText", "<w:keepNext/>")
        + signatures(QMS_PAGE, "Ngày phê duyệt: {{ car.approved }}", "Đại diện lãnh đạo về chất lượng")
        + p("Phần IV. Kiểm tra, đánh giá hiệu lực", "FormHeading")
        + p("Việc thực hiện biện pháp: {{ car.performed }}", "FormText")
        + p("{%p if car.extended %}")
        + p("Gia hạn đến ngày: {{ car.extended }}", "FormText")
        + p("{%p endif %}")
        + p("Số liệu, hồ sơ đã xem để đánh giá hiệu lực: {{ car.checked_evidence }}", "FormText")
        + p("Kết luận về hiệu lực: {{ car.conclusion }}", "FormText")
        + signatures(
            QMS_PAGE, "Ngày đánh giá hiệu lực: {{ car.checked }}", "Người kiểm tra", "Đại diện lãnh đạo về chất lượng"
        )
    )  # fmt: skip
    return record(body)


def audit_decision(profile: str) -> bytes:
    """Quyết định thành lập đoàn đánh giá nội bộ."""
    members = official.listing(
        official.PAGE,
        ["TT", "Họ và tên", "Chức vụ, đơn vị", "Trách nhiệm", "Ký hiệu"],
        [1, 4.4, 6.4, 2.8, 1.9],
        [
            "={{ member.number }}",
            "{{ member.name }}",
            "{{ member.title }}{% if member.unit %}, {{ member.unit }}{% endif %}",
            "={{ member.role }}",
            "={{ member.mark }}",
        ],
        "for member in team",
    )
    articles = (
        article(1, "Thành lập đoàn đánh giá nội bộ hệ thống quản lý chất lượng {{ round.name }} của {{ subject }} (sau đây gọi "
                "là đoàn đánh giá) gồm các ông, bà có tên sau:")
        + gap()
        + members
        + _titled(2, "Phạm vi, chuẩn mực, thời gian đánh giá")
        + lines(
            "1. Phạm vi: {{ round.scope }}; tại các đơn vị: {{ units | join(', ') }}.",
            "2. Chuẩn mực: {{ round.criteria }}.",
            "3. Thời gian: {{ round.when }}.",
        )
        + _titled(3, "Nhiệm vụ, quyền hạn")
        + lines(
            "1. Trưởng đoàn lập chương trình đánh giá"
            "{% if programme %}, gửi các đơn vị chậm nhất ngày {{ programme }}{% endif %}; phân công, điều hành đoàn; trực tiếp "
            "làm việc với lãnh đạo; gửi báo cáo đánh giá nội bộ đến {{ agency.head }}, {{ qmr }} và các đơn vị chậm nhất ngày "
            "{{ report_due }}.",
            "2. Thành viên đoàn lập phiếu kiểm tra, thu thập bằng chứng, ghi nhận trung thực, khách quan sự phù hợp và không "
            "phù hợp; viết phiếu yêu cầu hành động khắc phục; kiểm tra việc khắc phục và hiệu lực của biện pháp. Thông tin biết "
            "được khi đánh giá được giữ kín.",
        )
        + p("{%p if barred %}")
        + p("3. Không ai đánh giá công việc do chính mình thực hiện hoặc phụ trách: {{ barred | join('; ') }}.", "AdminBody")
        + p("{%p else %}")
        + p("3. Không ai đánh giá công việc do chính mình thực hiện hoặc phụ trách.", "AdminBody")
        + p("{%p endif %}")
        + lines(
            "4. Thủ trưởng các đơn vị tự kiểm tra trước, bố trí người làm việc, cung cấp đầy đủ hồ sơ cho đoàn; tìm nguyên nhân "
            "và khắc phục sự không phù hợp trong thời hạn ghi trên phiếu.",
        )
        + article(4, "Quyết định này có hiệu lực kể từ ngày ký; đoàn đánh giá tự giải thể khi báo cáo được {{ agency.head }} "
                  "chấp nhận, trừ việc kiểm tra hiệu lực của hành động khắc phục. {{ qmr }}, thủ trưởng các đơn vị được đánh giá "
                  "và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.")
    )  # fmt: skip
    return decision(profile, "Về việc thành lập đoàn đánh giá nội bộ {{ round.name }}", articles)


def _titled(number: int, title: str) -> str:
    """An article whose text stands in the paragraphs after it, with which it stays."""
    return p(run(f"Điều {number}. ", bold=True) + run(title), "AdminBody", "<w:keepNext/>")


def audit_timetable() -> bytes:
    """Chương trình đánh giá nội bộ của một đợt."""
    widths = spread(QMS_PAGE.text_width, 3.8, 4, 6.1, 2.1)
    heads = ["Ngày, giờ", "Đơn vị", "Nội dung, quy trình, điều khoản đánh giá", "Người đánh giá (ký hiệu)"]
    day = row([Cell(p("Ngày {{ day.date }}", "TableGroup"), span=4)], widths)
    texts = [cell(f"{{{{ slot.{key} }}}}", "TableSmallLeft") for key in ("time", "unit", "what")]
    line = row([*texts, cell("{{ slot.auditors }}", "TableCenter")], widths)
    inner = loop_rows("for slot in day.slots", widths, line)
    timetable = table(widths, [row(heads, widths, head=True), *loop_rows("for day in days", widths, day, *inner)])
    body = (
        _about("Đợt đánh giá: {{ round.name }}", "Thời gian: {{ round.when }}", "Mục đích: {{ round.aims }}",
               "Phạm vi: {{ round.scope }}", "Chuẩn mực: {{ round.criteria }}", "Căn cứ: {{ round.decision }}")
        + p("I. Thành phần đoàn đánh giá", "FormHeading")
        + _team("Trách nhiệm trong đoàn")
        + p("II. Lịch làm việc", "FormHeading")
        + p("{%p if proposed %}")
        + p("Lịch dự kiến, Trưởng đoàn điều chỉnh cho phù hợp trước khi phê duyệt.", "Note", "<w:keepNext/>")
        + p("{%p endif %}")
        + timetable
        + p("Không bố trí đánh giá viên làm việc tại quy trình, đơn vị mình phụ trách. Đơn vị có ý kiến về chương trình báo cho "
            "Thư ký ISO trước ngày đánh giá 02 ngày làm việc.", "FormText", "<w:keepNext/>")
        + signatures(QMS_PAGE, "Ngày lập, gửi các đơn vị: {{ sent }}", "Trưởng đoàn đánh giá",
                     "Đại diện lãnh đạo về chất lượng")
    )  # fmt: skip
    return record(body)


def _about(*every: str) -> str:
    return "".join(p(line, "FormText") for line in every)


def _team(role: str) -> str:
    return listing(
        ["TT", "Họ và tên", "Chức vụ và đơn vị", role, "Ký hiệu"],
        [1, 4, 5.4, 3, 1.8],
        [
            "={{ member.number }}",
            "{{ member.name }}",
            "{{ member.title }}{% if member.unit %}, {{ member.unit }}{% endif %}",
            "={{ member.role }}",
            "={{ member.mark }}",
        ],
        "for member in team",
    )


def audit_meeting_minutes() -> bytes:
    """Biên bản họp khai mạc, họp kết thúc."""
    present = listing(
        ["TT", "Họ và tên", "Đơn vị và chức vụ", "Ký tên"],
        [1, 4, 6, 2.5],
        [
            "={{ person.number }}",
            "{{ person.name }}",
            "{{ person.title }}{% if person.unit %}, {{ person.unit }}{% endif %}",
            "",
        ],
        "for person in meeting.present",
    )
    requests = listing(
        ["Số phiếu", "Đơn vị chịu trách nhiệm", "Nội dung không phù hợp", "Thời hạn khắc phục"],
        [1.9, 3.6, 7.4, 2.6],
        ["={{ request.number }}", "{{ request.unit }}", "{{ request.what }}", "={{ request.until }}"],
        "for request in requests",
    )
    body = (
        _about("Cuộc họp: {{ meeting.name }} đánh giá nội bộ {{ round.name }} (theo {{ round.decision }})",
               "Thời gian, địa điểm: {{ meeting.when }}", "Chủ trì: {{ meeting.chair }}",
               "Người ghi biên bản: {{ meeting.recorder }}")
        + p("I. Thành phần", "FormHeading")
        + present
        + p("{%p if meeting.absent %}")
        + p("Vắng: {{ meeting.absent | join('; ') }}.", "FormText")
        + p("{%p endif %}")
        + p("II. Nội dung họp", "FormHeading")
        + p("{%p if closing %}")
        + _about("1. Trưởng đoàn thông báo kết quả đánh giá tại {{ audited }} đơn vị: {{ total.nonconformities }} sự không phù "
                 "hợp (nặng {{ total.major }}, nhẹ {{ total.minor }}) và {{ total.note }} điểm lưu ý. Kết quả theo từng đơn vị:")
        + _gap()
        + _by_unit()
        + p("{%p if good %}")
        + p("Điểm tốt được ghi nhận:", "FormText", "<w:keepNext/>")
        + looped("good", "point", "FormText")
        + p("{%p endif %}")
        + p("{%p if requests %}")
        + _about("2. Các sự không phù hợp được giao khắc phục:")
        + _gap()
        + requests
        + p("{%p else %}")
        + _about("2. Không có sự không phù hợp phải lập phiếu yêu cầu hành động khắc phục.")
        + p("{%p endif %}")
        + _about("3. Điểm lưu ý được gửi các đơn vị kèm bảng tổng hợp phát hiện; đơn vị nêu cách xử lý hoặc lý do không xử lý "
                 "trong 10 ngày làm việc. Báo cáo đánh giá nội bộ được gửi chậm nhất ngày {{ report_due }}.")
        + p("{%p else %}")
        + _about("1. Trưởng đoàn giới thiệu đoàn đánh giá: {% for member in team %}{{ member.name }} ({{ member.role | lower }}, "
                 "ký hiệu {{ member.mark }}){{ '; ' if not loop.last else '.' }}{% endfor %}",
                 "2. Mục đích: {{ round.aims }}.",
                 "3. Phạm vi: {{ round.scope }}, gồm {{ audited }} đơn vị; thời gian {{ round.when }}.",
                 "4. Chuẩn mực: {{ round.criteria }}.",
                 "5. Cách làm việc: đoàn phỏng vấn người trực tiếp làm, quan sát nơi làm việc, xem hồ sơ mẫu; phát hiện được cho "
                 "đơn vị biết ngay và ghi kèm bằng chứng. Không phù hợp nặng là thiếu hẳn, không thực hiện một yêu cầu hoặc sai "
                 "lỗi lặp lại ảnh hưởng đến hiệu lực của hệ thống, đến quyền lợi của tổ chức, công dân; không phù hợp nhẹ là sai "
                 "lỗi đơn lẻ; điểm lưu ý chưa phải là không phù hợp nhưng có thể dẫn đến không phù hợp hoặc có thể làm tốt hơn.",
                 "6. Các đơn vị thống nhất chương trình đánh giá, cử người đi cùng đoàn và chuẩn bị hồ sơ.")
        + p("{%p endif %}")
        + p("III. Ý kiến khác nhau và kết luận", "FormHeading")
        + p("{%p if meeting.opinions %}")
        + p("{%p for opinion in meeting.opinions %}")
        + p("- {{ opinion.text }}", "FormText")
        + p("{%p endfor %}")
        + p("{%p else %}")
        + p("Các đơn vị không có ý kiến khác.", "FormText")
        + p("{%p endif %}")
        + p("{%p if meeting.conclusion %}")
        + p("Kết luận của người chủ trì: {{ meeting.conclusion }}", "FormText")
        + p("{%p endif %}")
        + signatures(QMS_PAGE, "Cuộc họp kết thúc hồi {{ meeting.ended }} cùng ngày; biên bản đã được đọc lại và những người dự "
                     "họp nhất trí.", "Người ghi biên bản", "Chủ trì")
    )  # fmt: skip
    return record(body)


def _by_unit() -> str:
    """Counts by unit under their sum, which so never stands alone on a page."""
    widths = spread(QMS_PAGE.text_width, 1, 7, 2.5, 2.4, 2)
    keys = ("major", "minor", "note")
    line = row(
        [
            cell("{{ one.number }}", "TableCenter"),
            "{{ one.unit }}",
            *(cell(f"{{{{ one.{key} }}}}", "TableCenter") for key in keys),
        ],
        widths,
    )
    total = row(
        [
            Cell(p("Tổng số", "TableHead"), span=2),
            *(cell(f"{{{{ total.{key} }}}}", "TableHead") for key in keys),
        ],
        widths,
    )
    heads = ["TT", "Đơn vị", "KPH nặng", "KPH nhẹ", "Lưu ý"]
    return table(widths, [row(heads, widths, head=True), total, *loop_rows("for one in units", widths, line)])


def finding_table() -> bytes:
    """Bảng tổng hợp phát hiện, landscape."""
    body = (
        _about("Đợt đánh giá: {{ round.name }} ({{ round.when }})", "Ngày lập: {{ day }}")
        + p("{%p if rows %}")
        + _gap()
        + _findings(QMS_LANDSCAPE, wide=True)
        + p("{%p else %}")
        + p("Đoàn đánh giá không ghi nhận sự không phù hợp, điểm lưu ý nào.", "FormText")
        + p("{%p endif %}")
        + signatures(
            QMS_LANDSCAPE,
            "Số KPH nặng: {{ total.major }}; số KPH nhẹ: {{ total.minor }}; số điểm lưu ý: {{ total.note }}.",
            "Trưởng đoàn đánh giá",
            "Thư ký ISO",
        )
    )
    return record(body, page=QMS_LANDSCAPE)


def _findings(page: Page, *, wide: bool) -> str:
    """The findings: all that the form asks for, or only what the report repeats."""
    columns: list[tuple[str, float, str]] = [
        ("TT", 1, "={{ row.number }}"),
        ("Đơn vị", 2.5, "{{ row.unit }}"),
        ("Điều khoản, quy trình", 2.5, "={{ row.requirement }}"),
        (
            "Nội dung phát hiện và bằng chứng" if wide else "Nội dung phát hiện",
            6.4 if wide else 5.2,
            "{{ row.what }}{% if row.evidence %} Bằng chứng: {{ row.evidence }}{% endif %}"
            if wide
            else "{{ row.what }}",
        ),
        ("Loại", 1.4, "={{ row.level }}"),
        ("Số phiếu yêu cầu" if wide else "Số phiếu", 1.8, "={{ row.request }}"),
    ]
    if wide:
        columns += [
            ("Trách nhiệm", 2.1, "{{ row.who }}"),
            ("Thời hạn", 2.2, "={{ row.until }}"),
            ("Trả lời của đơn vị, kết quả xử lý", 4, "{{ row.answer }}"),
        ]
    else:
        columns.append(("Thời hạn", 2.6, "={{ row.until }}"))
    widths = spread(page.text_width, *(share for _, share, _ in columns))
    heads = row([head for head, _, _ in columns], widths, head=True)
    texts = [
        (text.removeprefix("="), "TableCenter" if text.startswith("=") else "TableSmallLeft") for _, _, text in columns
    ]
    return table(widths, [heads, *_kept_with_signatures("for row in rows", widths, texts, size=10 if wide else None)])


def _kept_with_signatures(
    loop: str, widths: list[int], texts: list[tuple[str, str]], size: float | None = None
) -> list[str]:
    """Looped rows of which the last stays with what follows the table: the sentence and the signatures under it."""

    def line(properties: str) -> str:
        return row([cell(p(run(text, size=size), style, properties)) for text, style in texts], widths)

    def tag(words: str) -> str:
        return row([Cell(p(f"{{%tr {words} %}}", "TableText"), span=len(widths))], widths)

    last = [tag("if loop.last"), line("<w:keepNext/>"), tag("else"), line(""), tag("endif")]
    return loop_rows(loop, widths, *last)


def car_register() -> bytes:
    """Sổ theo dõi hành động khắc phục, landscape."""
    columns: list[tuple[str, float, str]] = [
        ("TT", 1, "{{ one.serial }}"),
        ("Số phiếu", 1.5, "{{ one.number }}"),
        ("Ngày lập", 1.9, "{{ one.date }}"),
        ("Nguồn phát hiện", 1.7, "{{ one.source }}"),
        ("Đơn vị", 1.6, "{{ one.unit }}"),
        ("Tóm tắt không phù hợp", 3.7, "{{ one.what }}"),
        ("Nguyên nhân gốc", 3.2, "{{ one.cause }}"),
        ("Biện pháp chính", 3.7, "{{ one.actions }}"),
        ("Thời hạn", 1.9, "{{ one.until }}"),
        ("Gia hạn", 1.9, "{{ one.extended }}"),
        ("Ngày hoàn thành", 1.9, "{{ one.completed }}"),
        ("Hiệu lực, ngày", 1.9, "{{ one.effect }}"),
        ("Ghi chú", 1.5, "{{ one.state }}"),
    ]
    widths = spread(QMS_LANDSCAPE.text_width, *(share for _, share, _ in columns))
    left = ("{{ one.what }}", "{{ one.cause }}", "{{ one.actions }}")
    texts = [(text, "TableSmallLeft" if text in left else "TableSmall") for _, _, text in columns]
    heads = row([cell(p(run(head, bold=True), "TableSmall")) for head, _, _ in columns], widths, head=True)
    looped_rows = _kept_with_signatures("for one in rows", widths, texts, size=10)
    register = table(widths, [heads, *looped_rows], padding=40)
    body = (
        _about("Năm: {{ year }}; tình trạng ghi ở cột Ghi chú tính đến ngày {{ day }}.")
        + p("{%p if rows %}")
        + _gap()
        + register
        + p("{%p else %}")
        + p("Trong năm không có phiếu yêu cầu hành động khắc phục từ đánh giá nội bộ.", "FormText")
        + p("{%p endif %}")
        + signatures(
            QMS_LANDSCAPE,
            "Tổng số {{ total.all }} phiếu: đã khép {{ total.closed }} (trong đó làm chậm hạn {{ total.late }}), chưa khép "
            "{{ total.open }} (trong đó quá hạn {{ total.overdue }}, không đạt hiệu lực {{ total.failed }}).",
            "Thư ký ISO",
            "Đại diện lãnh đạo về chất lượng",
        )
    )
    return record(body, page=QMS_LANDSCAPE)


def audit_report() -> bytes:
    """Báo cáo đánh giá nội bộ."""
    body = (
        p("Kính gửi: {{ to | join('; ') }}", "FormText")
        + _about("Đợt đánh giá: {{ round.name }}", "Phạm vi: {{ round.scope }}", "Chuẩn mực: {{ round.criteria }}")
        + p("I. Thời gian và tình hình thực hiện chương trình", "FormHeading")
        + _about("Đợt đánh giá được tiến hành {{ round.when }} theo {{ round.decision }}. {{ course }}")
        + p("II. Thành phần", "FormHeading")
        + _team("Chức danh trong đoàn")
        + p("Đại diện các đơn vị được đánh giá ghi trong biên bản họp kèm theo.", "FormText")
        + p("III. Nội dung và kết quả đánh giá", "FormHeading")
        + _about("1. Kết quả chung: đoàn ghi nhận {{ total.nonconformities }} sự không phù hợp (nặng {{ total.major }}, nhẹ "
                 "{{ total.minor }}) và {{ total.note }} điểm lưu ý; {{ with_faults }} trong số {{ audited }} đơn vị có sự không "
                 "phù hợp.")
        + p("2. Kết quả theo đơn vị:", "FormText", "<w:keepNext/>")
        + _gap()
        + _report_units()
        + p("{%p if rows %}")
        + p("3. Các phát hiện:", "FormText", "<w:keepNext/>")
        + _gap()
        + _findings(QMS_PAGE, wide=False)
        + p("4. Kết quả theo điều khoản của tiêu chuẩn:", "FormText", "<w:keepNext/>")
        + _gap()
        + listing(
            ["Điều khoản", "Tên điều khoản", "KPH nặng", "KPH nhẹ", "Lưu ý", "Số phiếu"],
            [1.9, 5.6, 1.6, 1.6, 1.6, 3.4],
            ["={{ one.clause }}", "{{ one.title }}", "={{ one.major }}", "={{ one.minor }}", "={{ one.note }}",
             "={{ one.requests }}"],
            "for one in clauses",
        )
        + p("{%p endif %}")
        + p("{%p if strengths %}")
        + p("Điểm mạnh, việc làm tốt cần nhân rộng:", "FormText", "<w:keepNext/>")
        + looped("strengths", "strength", "FormText")
        + p("{%p endif %}")
        + p("Kết quả khắc phục các phát hiện của lần đánh giá trước:", "FormText", "<w:keepNext/>")
        + p("{%p if previous.name %}")
        + _about("Đánh giá nội bộ {{ previous.name }} có {{ previous.requests }} phiếu yêu cầu hành động khắc phục; đến ngày kết "
                 "thúc đợt này đã khép {{ previous.closed }} phiếu"
                 "{% if previous.open %}, chưa khép: {{ previous.open | join('; ') }}{% endif %}."
                 "{% if previous.repeated %} Sự không phù hợp lặp lại ở điều khoản {{ previous.repeated }}, cần xem lại nguyên "
                 "nhân gốc đã xác định.{% else %} Không có điều khoản nào có sự không phù hợp ở cả hai đợt.{% endif %}")
        + _gap()
        + listing(
            ["So sánh", "Đợt trước", "Đợt này", "Tăng, giảm"],
            [6, 3, 3, 3],
            ["{{ line.what }}", "={{ line.before }}", "={{ line.now }}", "={{ line.change }}"],
            "for line in previous.comparison",
        )
        + p("{%p else %}")
        + _about("Đây là đợt đánh giá nội bộ đầu tiên, chưa có phát hiện của lần trước.")
        + p("{%p endif %}")
        + p("IV. Kết luận và kiến nghị", "FormHeading")
        + _about("Hệ thống quản lý chất lượng: {{ verdict }}.")
        + p("{%p if conclusion %}")
        + p("{{ conclusion }}", "FormText")
        + p("{%p endif %}")
        + p("{%p if requests %}")
        + p("Kiến nghị với lãnh đạo cơ quan và các đơn vị:", "FormText", "<w:keepNext/>")
        + _gap()
        + listing(
            ["TT", "Kiến nghị", "Người chịu trách nhiệm", "Thời hạn"],
            [1, 8, 4, 2.4],
            ["={{ one.number }}", "{{ one.what }}", "{{ one.who }}", "={{ one.until }}"],
            "for one in requests",
        )
        + p("{%p else %}")
        + p("Đoàn không có kiến nghị thêm ngoài việc khắc phục các phát hiện.", "FormText")
        + p("{%p endif %}")
        + p("Kèm theo: bảng tổng hợp phát hiện; biên bản họp khai mạc, họp kết thúc"
            "{% if numbers %}; phiếu yêu cầu hành động khắc phục số {{ numbers }}{% endif %}.", "FormText", "<w:keepNext/>")
        + signatures(QMS_PAGE, "{{ date }}", "Trưởng đoàn đánh giá", "Đại diện lãnh đạo về chất lượng")
    )  # fmt: skip
    return record(body)


def _gap() -> str:
    return p("", "FormText", '<w:keepNext/><w:spacing w:before="60" w:line="120" w:lineRule="exact"/>')


def _report_units() -> str:
    widths = spread(QMS_PAGE.text_width, 1, 3, 4.9, 1.4, 1.3, 1.2, 3.2)
    keys = ("major", "minor", "note")
    line = row(
        [
            cell("{{ one.number }}", "TableCenter"),
            cell("{{ one.unit }}", "TableSmallLeft"),
            cell("{{ one.work }}", "TableSmallLeft"),
            *(cell(f"{{{{ one.{key} }}}}", "TableCenter") for key in keys),
            cell("{{ one.remark }}", "TableSmallLeft"),
        ],
        widths,
    )
    total = row(
        [
            Cell(p("Tổng số", "TableHead"), span=3),
            *(cell(f"{{{{ total.{key} }}}}", "TableHead") for key in keys),
            cell("", "TableText"),
        ],
        widths,
    )
    heads = ["TT", "Đơn vị được đánh giá", "Quy trình, điều khoản", "KPH nặng", "KPH nhẹ", "Lưu ý", "Nhận xét tóm tắt"]
    return table(widths, [row(heads, widths, head=True), total, *loop_rows("for one in units", widths, line)])
