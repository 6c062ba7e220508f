"""Templates of administrative papers: one pair for each layout profile."""

from __future__ import annotations

from authoring import package as packing
from authoring.styles import styles
from authoring.xml import (
    CM,
    Cell,
    Page,
    as_wide_as_the_page,
    cell,
    field,
    include,
    loop_rows,
    p,
    row,
    spread,
    table,
    under,
)

PROFILES = ("nd30-2020", "tt01-2011", "ttlt55-2005")

PAGE = Page(top=20, bottom=20, left=30, right=15)
WIDE = Page(top=20, bottom=20, left=30, right=15, landscape=True)


def letterhead_part() -> bytes:
    """Agency left, state and motto right; number under the agency, place and date under the motto (ô 1-4)."""
    widths = spread(PAGE.text_width, 66, 99)
    left = Cell(
        p("{%p if agency.parent %}", "Parent")
        + p("{{ agency.parent_upper }}", "Parent")
        + p("{%p endif %}", "Parent")
        + p("{{ agency.upper }}", "Issuer")
        + p("", "RuleShort"),
        middle=False,
    )
    right = Cell(
        p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "State")
        + p("Độc lập - Tự do - Hạnh phúc", "Motto")
        + p("", "RuleMotto"),
        middle=False,
    )
    number = (
        p("{{ number }}", "Number")
        + p("{%p if about is defined %}", "SubjectLine")
        + p("V/v {{ about }}", "SubjectLine")
        + p("{%p endif %}", "SubjectLine")
    )
    below = row([Cell(number, middle=False), Cell(p("{{ date }}", "Date"), middle=False)], widths)
    return _part(table(widths, [row([left, right], widths), below], style="Frame", padding=0))


def closing_part() -> bytes:
    """Recipients left, signature right (ô 7, 9)."""
    widths = spread(PAGE.text_width, 75, 90)
    left = Cell(
        p("Nơi nhận:", "RecipientsTitle")
        + p("{%p for recipient in recipients %}", "Recipients")
        + p("{{ recipient }}", "Recipients")
        + p("{%p endfor %}", "Recipients"),
        middle=False,
    )
    right = Cell(
        p("{%p if signature.for %}", "Signer")
        + p("{{ signature.for }}", "Signer")
        + p("{%p endif %}", "Signer")
        + p("{{ signature.title }}", "Signer")
        + p("{{ signature.name }}", "SignerName"),
        middle=False,
    )
    return _part(p("", "Gap", "<w:keepNext/>") + table(widths, [row([left, right], widths)], style="Frame", padding=0))


def _part(content: str) -> bytes:
    """A shared part of administrative papers, the same for all profiles, with the empty paragraph that Word keeps
    behind a last table."""
    body = as_wide_as_the_page(content) + p("", "Rule") + PAGE.section("", title_page=False)
    return packing.package(body, {}, styles(text_width=PAGE.text_width, official=PROFILES[0]))


def paper(profile: str, sections: list[tuple[str, Page]]) -> bytes:
    """Sections one after another; the page number at the profile's place, not on the first page of the first."""
    number = field("PAGE", "2")
    parts: dict[str, str] = {"header1.first": p("", "Header"), "footer1.first": p("", "Footer")}
    # NĐ 30/2020: centred in the top margin; before it: right in the bottom margin.
    if profile == "nd30-2020":
        parts |= {"header1.default": p(number, "PageNumber"), "footer1.default": p("", "Footer")}
    else:
        parts |= {"header1.default": p("", "Header"), "footer1.default": p(number, "PageNumberRight")}
    references = packing.references(parts)
    body = ""
    for index, (content, page) in enumerate(sections):
        last = index == len(sections) - 1
        section = page.section(references, title_page=index == 0, last=last, restart=index > 0)
        body += content + section
    mirror = profile == "ttlt55-2005"
    return packing.package(
        body, parts, styles(text_width=PAGE.text_width, official=profile, content=body), mirror=mirror
    )


def looped(loop: str, name: str = "line", style: str = "AdminList", lead: str = "- ") -> str:
    return p(f"{{%p for {name} in {loop} %}}") + p(f"{lead}{{{{ {name} }}}}", style) + p("{%p endfor %}")


def implementation_plan(profile: str) -> bytes:
    """Kế hoạch triển khai with annexes: procedures, Gantt, estimate."""
    main = (
        include("letterhead")
        + p("KẾ HOẠCH", "TypeName")
        + p("{{ plan.subject }}", "Subject")
        + p("", "RuleSubject")
        + looped("plan.bases", "basis", "Bases", "")
        + p(
            "{% if plan.programme %}Thực hiện {{ plan.programme }}, {% endif %}{{ agency.name }} lập Kế hoạch {{ plan.subject[0] | lower }}{{ plan.subject[1:] }} như sau:",
            "AdminBody",
        )
        + p("I. MỤC ĐÍCH, YÊU CẦU", "Roman")
        + p("1. Mục đích", "Arabic")
        + texts(
            "- Thiết lập phương thức làm việc khoa học, thống nhất trong toàn cơ quan, nâng cao tính hiệu lực, hiệu quả của "
            "hoạt động quản lý nhà nước.",
            "- Xác định rõ và thực hiện đúng chức năng, nhiệm vụ, trách nhiệm, quyền hạn của từng đơn vị, từng cá nhân.",
            "- Đơn giản hóa, công khai, minh bạch thủ tục hành chính; giảm phiền hà cho tổ chức, công dân.",
            "- Nâng cao trách nhiệm và năng lực của cán bộ, công chức theo tiêu chuẩn chức danh.",
        )
        + p("2. Yêu cầu", "Arabic")
        + texts(
            "- Hệ thống quản lý chất lượng đáp ứng các yêu cầu của tiêu chuẩn {{ standard.name }}, phù hợp với quy định của "
            "pháp luật và điều kiện của cơ quan, giúp người đứng đầu kiểm soát được quá trình giải quyết công việc.",
            "- Người đứng đầu cơ quan trực tiếp chịu trách nhiệm về tiến độ và kết quả thực hiện; các đơn vị chủ động xây "
            "dựng quy trình và phối hợp làm việc.",
            "- Gắn việc áp dụng hệ thống quản lý chất lượng với công tác cải cách hành chính.",
        )
        + p("II. PHẠM VI ÁP DỤNG", "Roman")
        + p("1. Phạm vi: {{ plan.scope }}", "AdminBody")
        + p(
            "2. Các đơn vị tham gia gồm {{ plan.units | map(attribute='name') | join(', ') }}; danh mục quy trình và đơn vị "
            "chủ trì xây dựng tại Phụ lục I.",
            "AdminBody",
        )
        + p("III. NỘI DUNG VÀ TIẾN ĐỘ", "Roman")
        + p(
            "Kế hoạch được thực hiện trong {{ plan.months }} tháng, từ {{ plan.start }} đến {{ plan.end }}, gồm "
            "{{ plan.stages | length }} giai đoạn; biểu đồ tiến độ tại Phụ lục II.",
            "AdminBody",
            '<w:spacing w:before="120" w:after="120"/>',
        )
        + _tasks()
        + p("IV. KINH PHÍ THỰC HIỆN", "Roman")
        + p("{%p if plan.certifies %}")
        + texts(
            "1. Kinh phí xây dựng và áp dụng hệ thống quản lý chất lượng do ngân sách của tỉnh cấp cho Chương trình (kinh phí "
            "không tự chủ), sử dụng để ký hợp đồng tư vấn và chi cho các nội dung tại Phụ lục III.",
            "2. Kinh phí giám sát để duy trì, cải tiến hệ thống sau khi được cấp giấy chứng nhận do cơ quan cân đối trong dự "
            "toán chi quản lý hành chính được giao hằng năm và thanh toán trực tiếp với tổ chức chứng nhận.",
        )
        + p("{%p else %}")
        + texts(
            "1. Kinh phí xây dựng, áp dụng hệ thống quản lý chất lượng được lập dự toán cùng thời điểm lập dự toán ngân sách "
            "hằng năm theo các nội dung tại Phụ lục III.",
            "2. Kinh phí duy trì, cải tiến hệ thống do cơ quan bố trí trong dự toán chi thường xuyên. Cơ quan không thuê tổ "
            "chức chứng nhận; sự phù hợp của hệ thống do người đứng đầu cơ quan xác nhận và công bố.",
        )
        + p("{%p endif %}")
        + p("V. TỔ CHỨC THỰC HIỆN", "Roman")
        + texts(
            "1. {{ agency.head }} chỉ đạo và chịu trách nhiệm trực tiếp về tiến độ, kết quả; quyết định thành lập Ban chỉ đạo "
            "ISO, lựa chọn tổ chức tư vấn có đủ điều kiện hoạt động theo quy định của pháp luật"
            "{% if plan.certifies %} thông qua {{ bodies.lead }}{% endif %}.",
            "2. Ban chỉ đạo ISO và thư ký ISO điều phối việc biên soạn, phổ biến, áp dụng, đánh giá nội bộ và chuẩn bị nội "
            "dung xem xét của lãnh đạo.",
            "3. Thủ trưởng các đơn vị tổ chức xây dựng quy trình thuộc lĩnh vực phụ trách, phổ biến đến từng cán bộ, công "
            "chức và chịu trách nhiệm về việc áp dụng tại đơn vị mình.",
            "4. Hằng quý hoặc khi được yêu cầu, cơ quan báo cáo tiến độ thực hiện với {{ bodies.lead }}; tạo điều kiện để "
            "{{ bodies.contact }} theo dõi, giám sát và để các cơ quan khác tham quan, học hỏi kinh nghiệm.",
        )
        + p(
            "Trên đây là Kế hoạch xây dựng và áp dụng hệ thống quản lý chất lượng của {{ agency.name }}; trong quá trình thực "
            "hiện, nếu có vướng mắc, các đơn vị báo cáo {{ agency.head }} xem xét, quyết định./.",
            "AdminBody",
            "<w:keepNext/>",
        )
        + include("closing")
    )
    procedures = _annex("I", "DANH MỤC QUY TRÌNH VÀ ĐƠN VỊ CHỦ TRÌ XÂY DỰNG") + listing(
        PAGE,
        ["TT", "Mã hiệu", "Tên quy trình", "Đơn vị chủ trì"],
        [1, 2.8, 7.2, 5.5],
        ["={{ entry.number }}", "={{ entry.code }}", "{{ entry.title }}", "{{ entry.unit }}"],
        "for entry in plan.procedures",
    )
    gantt = _annex("II", "BIỂU ĐỒ TIẾN ĐỘ THỰC HIỆN") + _gantt()
    budget = _annex("III", "DỰ TOÁN KINH PHÍ") + _budget()
    return paper(profile, [(main, PAGE), (procedures, PAGE), (gantt, WIDE), (budget, PAGE)])


def texts(*lines: str) -> str:
    return "".join(p(line, "AdminBody") for line in lines)


def _annex(number: str, title: str) -> str:
    return (
        p(f"Phụ lục {number}", "Annex")
        + p(title, "AnnexTitle")
        + p("(Kèm theo Kế hoạch {{ plan.subject[0] | lower }}{{ plan.subject[1:] }})", "AnnexNote")
    )


def listing(page: Page, heads: list[str], shares: list[float], cells: list[str], loop: str) -> str:
    widths = under(heads, page.text_width, *shares)
    line = row([cell(c.removeprefix("="), "TableCenter" if c.startswith("=") else "TableText") for c in cells], widths)
    return table(widths, [row(heads, widths, head=True), *loop_rows(loop, widths, line)])


def _tasks() -> str:
    widths = spread(PAGE.text_width, 1.1, 4.1, 2.6, 4.1, 1.8, 3.5)
    heads = ["TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời gian", "Kết quả"]
    group = row([Cell(p("Giai đoạn {{ stage.number }}: {{ stage.title }}", "TableGroup"), span=6)], widths)
    line = row(
        [
            cell("{{ task.number }}", "TableCenter"),
            cell("{{ task.title }}", "TableSmallLeft"),
            cell("{{ task.lead }}", "TableSmallLeft"),
            cell("{{ task.together }}", "TableSmallLeft"),
            cell("{{ task.when }}", "TableSmall"),
            cell("{{ task.result }}", "TableSmallLeft"),
        ],
        widths,
    )
    inner = loop_rows("for task in stage.tasks", widths, line)
    return table(widths, [row(heads, widths, head=True), *loop_rows("for stage in plan.stages", widths, group, *inner)])


def _gantt() -> str:
    # The columns of the loop's own tags vanish; each month repeats the fourth, and the words keep what months leave.
    narrow = [round(share * CM) for share in (1.1, 0.3, 0.85, 0.3)]
    widths = [narrow[0], WIDE.text_width - sum(narrow), *narrow[1:]]
    heads: list[str | Cell] = [
        "TT",
        "Nội dung công việc",
        "{%tc for month in plan.month_heads %}",
        Cell(p("{{ month.month }}", "TableSmall") + p("{{ month.year }}", "TableSmall")),
        "{%tc endfor %}",
    ]
    bar = Cell(p("{% cellbg '7F7F7F' if bar else 'FFFFFF' %}", "TableSmall"))
    line = row(
        [
            cell("{{ task.number }}", "TableCenter"),
            cell("{{ task.title }}", "TableSmallLeft"),
            "{%tc for bar in task.bars %}",
            bar,
            "{%tc endfor %}",
        ],
        widths,
    )
    return table(
        widths, [row(heads, widths, head=True), *loop_rows("for task in plan.gantt", widths, line)], padding=30
    )


def _budget() -> str:
    widths = spread(PAGE.text_width, 1, 7.6, 4.4, 3.5)
    group = row([Cell(p("{{ fund.title }}", "TableGroup"), span=4)], widths)
    line = row(
        [
            cell("{{ entry.number }}", "TableCenter"),
            "{{ entry.title }}",
            "{{ entry.detail }}",
            cell("{{ entry.amount }}", "TableRight"),
        ],
        widths,
    )
    total = row([Cell(p("Cộng", "TableHead"), span=3), cell("{{ fund.total }}", "TableRight")], widths)
    words = row([Cell(p("Bằng chữ: {{ fund.words }}", "TableText"), span=4)], widths)
    inner = loop_rows("for entry in fund.rows", widths, line)
    heads = ["TT", "Nội dung chi", "Diễn giải", "Thành tiền (đồng)"]
    return table(
        widths,
        [
            row(heads, widths, head=True),
            *loop_rows("for fund in plan.budget.funds", widths, group, *inner, total, words),
        ],
    )


def submission(profile: str) -> bytes:
    """Tờ trình."""
    body = (
        include("letterhead")
        + p("TỜ TRÌNH", "TypeName")
        + p("Về việc phê duyệt Kế hoạch {{ plan.subject[0] | lower }}{{ plan.subject[1:] }}", "Subject")
        + p("", "RuleSubject")
        + p("Kính gửi: {{ addressee }}.", "To")
        + looped("plan.bases", "basis", "Bases", "")
        + p(
            "{{ agency.name }} kính trình {{ addressee }} xem xét, phê duyệt Kế hoạch {{ plan.subject[0] | lower }}"
            "{{ plan.subject[1:] }} với các nội dung chủ yếu sau:",
            "AdminBody",
        )
        + texts(
            "1. Sự cần thiết: giải quyết công việc theo các quy trình thống nhất, công khai là yêu cầu của cải cách hành "
            "chính, khắc phục cách làm theo thói quen, kinh nghiệm và nâng cao chất lượng phục vụ tổ chức, công dân.",
            "2. Phạm vi áp dụng: {{ plan.scope }}",
            "3. Khối lượng: xây dựng Sổ tay chất lượng, chính sách và mục tiêu chất lượng cùng {{ plan.procedures | length }} "
            "quy trình kèm theo biểu mẫu (danh mục tại Phụ lục I của Kế hoạch).",
            "4. Tiến độ: {{ plan.months }} tháng, từ {{ plan.start }} đến {{ plan.end }}, gồm {{ plan.stages | length }} giai "
            "đoạn: {% for stage in plan.stages %}({{ loop.index }}) {{ stage.title[0] | lower }}{{ stage.title[1:] }}"
            "{{ '; ' if not loop.last else '.' }}{% endfor %}",
            "5. Kết quả: {{ plan.ends_with }}.",
            "6. Kinh phí: {% for fund in plan.budget.funds %}{{ fund.title[0] | lower }}{{ fund.title[1:] }}: {{ fund.total }} "
            "đồng{{ '; ' if not loop.last else '' }}{% endfor %} (chi tiết tại Phụ lục III của Kế hoạch).",
            "Kế hoạch được trình {{ plan.submission }} theo quy định về lộ trình thực hiện.",
        )
        + p("{{ agency.name }} kính trình {{ addressee }} xem xét, quyết định./.", "AdminBody", "<w:keepNext/>")
        + p("(Gửi kèm theo Tờ trình: Kế hoạch và các phụ lục.)", "AdminBody", "<w:keepNext/>")
        + include("closing")
    )
    return paper(profile, [(body, PAGE)])
