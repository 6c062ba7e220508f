"""Templates of the province's decision with its plan, and of its directive.

The built-in text is what the papers of 2007 said of any province; names, dates, lists and figures are tags. What the
regime of 2014 asks instead (announcement instead of a certificate) stands beside it.
"""

from __future__ import annotations

from authoring.official import PAGE, looped
from authoring.papers import article, closing_line, decision, heading, lines, subheading, typed
from authoring.xml import p

QMS = "hệ thống quản lý chất lượng"
BY_STANDARD = f"{QMS} theo tiêu chuẩn {{{{ standard.name }}}}"
INTO = "vào hoạt động của các cơ quan hành chính {{ wording.state }}"


def programme_decision(profile: str) -> bytes:
    """Quyết định phê duyệt kế hoạch, with the plan as its second section."""
    articles = (
        article(1, "Phê duyệt kế hoạch thực hiện {{ programme }} (kèm theo kế hoạch).")
        + article(2, "Giao trách nhiệm cho các sở, ngành, địa phương như sau:")
        + _unless_written("duties", _given_duties())
        + article(3, "Các ông (bà): {{ executors }} chịu trách nhiệm thi hành Quyết định này.")
        + closing_line("Quyết định này có hiệu lực thi hành {{ effect }}./.")
    )
    return decision(profile, "Phê duyệt kế hoạch thực hiện {{ programme }}", articles, (_plan(), PAGE))


def directive(profile: str) -> bytes:
    """Chỉ thị: why, to whom, the numbered tasks, the closing."""
    body = (
        _unless_written("reasons", lines(_directive_reason()))
        + _unless_written("duties", _directive_duties())
        + _unless_written("closing", _directive_closing())
        + closing_line("Chỉ thị này có hiệu lực {{ effect }}./.")
    )
    return typed(profile, "{{ heading }}", "{{ subject }}", body)


def _unless_written(name: str, built_in: str) -> str:
    """The province's own lines of a part where it wrote some; else the built-in text."""
    own = looped(f"own.{name}", "line", "AdminBody", "")
    return p(f"{{%p if own.{name} %}}") + own + p("{%p else %}") + built_in + p("{%p endif %}")


def _either(certified: str, announced: str) -> str:
    """Words for the regime that certifies, and for the one in which agencies announce."""
    return f"{{% if certifies %}}{certified}{{% else %}}{announced}{{% endif %}}"


def _given_duties() -> str:
    return lines(
        "1. {{ bodies.finance }} chịu trách nhiệm hướng dẫn các cơ quan chuyên môn thuộc {{ committee }}, {{ local }} xây dựng "
        "dự toán kinh phí và tham mưu bố trí kinh phí hàng năm để đảm bảo cho hoạt động của {{ word }} đạt hiệu quả.",
        f"2. {_estimates()}",
        "3. {{ bodies.lead }} là cơ quan chủ trì và quản lý {{ word }} chịu trách nhiệm:",
        f"- Phối hợp với các cơ quan có liên quan xây dựng kế hoạch, triển khai thực hiện việc áp dụng {BY_STANDARD} đảm bảo "
        "đạt hiệu quả và đúng mục tiêu, nội dung đã đề ra theo {{ rule.short }} của {{ rule.issuer }}.",
        "- Phối hợp {{ bodies.finance }} thống nhất dự toán hàng năm thực hiện kế hoạch triển khai áp dụng "
        f"{QMS} đối với các cơ quan, đơn vị để trình {{{{ committee }}}} phê duyệt.",
        "- Theo dõi, đôn đốc, kiểm tra quá trình thực hiện; định kỳ 06 tháng, 01 năm tổng hợp kết quả và tham mưu cho "
        + _either(
            "Chủ tịch {{ committee }} báo cáo Thủ tướng Chính phủ",
            "{{ committee }} báo cáo Bộ Khoa học và Công nghệ trong tháng 12 hàng năm hoặc khi được yêu cầu",
        )
        + ".",
        "- Đề xuất {{ committee }} khen thưởng các tổ chức, cá nhân có nhiều thành tích trong việc áp dụng "
        f"{QMS} theo quy định của pháp luật về thi đua, khen thưởng.",
        "- Chỉ đạo {{ bodies.contact }} hướng dẫn các cơ quan, đơn vị lựa chọn tổ chức, chuyên gia tư vấn có năng lực và đủ "
        "điều kiện hoạt động theo quy định của pháp luật để tư vấn, đào tạo, đánh giá, giám sát trong quá trình xây dựng và "
        + _either(f"cấp giấy chứng nhận {BY_STANDARD}", f"công bố {BY_STANDARD}")
        + ".",
    )


def _estimates() -> str:
    return (
        f"Các đơn vị lập dự toán kinh phí xây dựng và áp dụng {BY_STANDARD} {{{{ wording.send }}}} cơ quan tài chính tổng hợp và trình cấp có thẩm "
        "quyền phê duyệt phân bổ về cho các đơn vị (kinh phí không tự chủ) để ký hợp đồng với đơn vị tư vấn thực hiện."
    )


def _plan() -> str:
    return (
        p("KẾ HOẠCH", "TypeName")
        + p("Thực hiện {{ programme }}", "Subject")
        + p("({{ attached }})", "AnnexNote")
        + heading("I. Sự cần thiết")
        + _unless_written("reasons", _reasons())
        + heading("II. Mục đích")
        + _unless_written("purposes", _purposes())
        + heading("III. Yêu cầu")
        + _unless_written("requirements", _requirements())
        + heading("IV. Lộ trình")
        + _roadmap()
        + heading("V. Kinh phí thực hiện")
        + _unless_written("funding", _funding())
        + heading("VI. Nhiệm vụ")
        + _unless_written("tasks", _tasks())
        + heading("VII. Tổ chức thực hiện")
        + _unless_written("organisation", _organisation())
    )


def _reasons() -> str:
    return (
        lines(
            "Trong thời gian qua, Chính phủ đã chỉ đạo thống nhất các cơ quan hành chính {{ wording.state }} nhất thiết phải thực hiện cải "
            "cách thủ tục hành chính nhằm không ngừng nâng cao hiệu quả quản lý, đáp ứng yêu cầu của nhân dân và phù hợp với các "
            "quy định của pháp luật. Tuy nhiên, để tiến tới một nền hành chính {{ wording.state }} dân chủ, trong sạch, vững mạnh, từng bước "
            "hiện đại đòi hỏi các cơ quan hành chính {{ wording.state }} phải thay đổi cơ bản cách giải quyết công việc theo hướng tạo ra "
            "một phương thức làm việc khoa học, khắc phục những hạn chế phổ biến là làm theo thói quen, kinh nghiệm.",
            "Những hạn chế trong cải cách hành chính làm cho quá trình giải quyết công việc giữa cơ quan hành chính {{ wording.state }} với "
            "tổ chức, công dân chưa thực sự đáp ứng yêu cầu ngày càng cao của xã hội. Chính vì vậy, việc áp dụng các phương pháp "
            "khoa học là một trong những giải pháp cần thiết và hiệu quả nhằm nâng cao chất lượng hoạt động của các cơ quan hành "
            "chính. Đây cũng là nội dung chỉ đạo của {{ rule.issuer }} tại {{ rule.dated }} {{ rule.subject }}.",
            f"Quá trình xây dựng và áp dụng {BY_STANDARD} {INTO} bao gồm các giai đoạn cơ bản sau:",
            f"1. Xây dựng {QMS};",
            f"2. Thực hiện thống nhất {QMS} đã xây dựng;",
            "3. "
            + _either(
                f"Đánh giá, cấp giấy chứng nhận {QMS}",
                f"Đánh giá nội bộ, xem xét của lãnh đạo, xác nhận hiệu lực và công bố {QMS}",
            )
            + ";",
            f"4. Duy trì, cải tiến thường xuyên {QMS}.",
        )
        + p("{%p if certifies %}")
        + lines(
            f"Thời gian trung bình để một đơn vị xây dựng thành công {QMS} khoảng từ {{{{ least }}}} tháng đến {{{{ most }}}} tháng."
        )
        + p("{%p endif %}")
    )


def _purposes() -> str:
    return lines(
        f"Xây dựng và thực hiện {BY_STANDARD} trong các cơ quan hành chính {{{{ wording.state }}}} nhằm kiểm soát chặt chẽ các hoạt động, nâng "
        "cao chất lượng công việc và tính chất phục vụ của hệ thống bộ máy Nhà nước để thực hiện các mục đích cụ thể sau:",
        "- Thiết lập phương thức làm việc khoa học, thống nhất trong các cơ quan, đơn vị nhằm nâng cao tính hiệu lực, tính hiệu "
        "quả trong hoạt động quản lý của các cơ quan hành chính các cấp của {{ level }}.",
        "- Xác định rõ và thực hiện đúng các chức năng, nhiệm vụ, trách nhiệm và quyền hạn của từng đơn vị và cá nhân trong từng "
        "tổ chức.",
        "- Đơn giản hóa, công khai và minh bạch hóa các thủ tục hành chính nhằm giảm thiểu phiền hà trong quá trình xem xét, "
        "giải quyết các yêu cầu của công dân và các tổ chức có liên quan, đáp ứng hiệu quả yêu cầu của cải cách thủ tục hành "
        "chính.",
        "- Nâng cao trách nhiệm và năng lực cán bộ công chức theo các tiêu chuẩn chức danh đã được quy định.",
    )


def _requirements() -> str:
    certified = f"được cấp giấy chứng nhận {QMS} đạt tiêu chuẩn {{{{ standard.name }}}}"
    announced = f"công bố {QMS} phù hợp tiêu chuẩn {{{{ standard.name }}}}"
    return lines(
        "1. Đến năm {{ last_year }} tất cả các cơ quan chuyên môn thuộc {{ committee }}; {{ local }} đều áp dụng và "
        + _either(certified, announced)
        + ". Hệ thống này được tiến hành thông qua việc xây dựng và thực hiện hệ thống quy trình xử lý công việc hợp lý, phù hợp "
        "với quy định của pháp luật nhằm tạo điều kiện để người đứng đầu cơ quan kiểm soát được quá trình giải quyết công việc "
        "trong nội bộ cơ quan, thông qua đó từng bước nâng cao chất lượng, hiệu quả của công tác quản lý và cung cấp dịch vụ công.",
        f"2. Khuyến khích {{{{ encouraged }}}} xây dựng và thực hiện {QMS} theo quy định tại "
        + _either("Khoản 3 Điều 2, ", "khoản 2 Điều 2 ")
        + "{{ rule.dated }} của {{ rule.issuer }}.",
        "3. Sau năm {{ last_year }} tiến hành thực hiện áp dụng đồng bộ tiêu chuẩn {{ standard.name }} cho tất cả các cơ quan "
        "hành chính {{ wording.state }} còn lại thuộc {{ level }}.",
        "4. Những cơ quan, đơn vị đã "
        + _either(f"đạt được giấy chứng nhận {BY_STANDARD}", f"công bố {BY_STANDARD}")
        + " phải thường xuyên duy trì và liên tục cải tiến để hệ thống quản lý phát huy hiệu quả cao.",
    )


def _roadmap() -> str:
    listed = "các đơn vị tiến hành thực hiện theo lộ trình đảm bảo hoàn thành mục tiêu của {{ word }}."
    approved = (
        "{% if sources %}Căn cứ danh sách đã được {{ committee }} phê duyệt tại {{ sources }}, {% else %}Căn cứ danh sách kèm theo "
        "Kế hoạch này, {% endif %}"
    )
    cohorts = (
        p(f"1. {approved}{listed} Danh sách và lộ trình thực hiện cụ thể như sau:", "AdminBody")
        + p("{%p for cohort in cohorts %}")
        + p("- Năm {{ cohort.year }} gồm các đơn vị:", "AdminBody", "<w:keepNext/>")
        + looped("cohort.lines", "line", "AdminBody", "+ ")
        + p("{%p endfor %}")
    )
    none = lines(
        "1. {{ bodies.lead }} lập danh sách các cơ quan, đơn vị thực hiện từng năm trình {{ committee }} phê duyệt; "
        + listed
    )
    registration = lines(
        "2. Những đơn vị khuyến khích áp dụng (tại Khoản 2 Mục III của kế hoạch) đăng ký tham gia xây dựng và áp dụng "
        f"{QMS} tại {{{{ bodies.lead }}}} (qua {{{{ bodies.contact }}}}). Thời gian đăng ký trong quý III năm trước của năm kế hoạch "
        "để {{ bodies.lead }} tổng hợp trình {{ committee }} phê duyệt."
    )
    return (
        p("{%p if cohorts %}")
        + cohorts
        + p("{%p else %}")
        + none
        + p("{%p endif %}")
        + _unless_written("roadmap", registration)
    )


def _funding() -> str:
    paid = (
        "- Các hoạt động phục vụ cho việc đánh giá, cấp giấy chứng nhận của tổ chức chứng nhận, thẩm định kết quả đánh giá, cấp "
        "giấy chứng nhận của cơ quan có thẩm quyền;"
    )
    announced = f"- Các hoạt động phục vụ cho việc xem xét của lãnh đạo, xác nhận hiệu lực và công bố {QMS};"
    upkeep = (
        f"2. Kinh phí cho việc giám sát để duy trì, cải tiến thường xuyên {QMS} sau khi đã được cấp giấy chứng nhận sẽ do đơn vị "
        "thực hiện cân đối trong dự toán chi quản lý hành chính {{ wording.state }} được giao hàng năm. Mỗi đơn vị thanh toán trực tiếp với "
        f"cơ quan chứng nhận nhằm đánh giá, duy trì tính hiệu lực của {QMS} sau chứng nhận."
    )
    upkeep_announced = (
        f"2. Kinh phí cho việc duy trì, cải tiến thường xuyên {QMS} sau khi đã công bố sẽ do đơn vị thực hiện cân đối trong dự "
        "toán chi quản lý hành chính {{ wording.state }} được giao hàng năm. Các đơn vị không thuê tổ chức chứng nhận."
    )
    return lines(
        f"1. Kinh phí cho việc thực hiện {{{{ word }}}} do ngân sách của {{{{ level }}}} cấp. {_estimates()}",
        "Nguồn kinh phí này được bố trí bảo đảm cho các hoạt động sau đây:",
        "- Tuyên truyền, phổ biến, đào tạo, tập huấn kiến thức về tiêu chuẩn {{ standard.name }};",
        "- Tổ chức đánh giá thực trạng về quản lý chất lượng công việc;",
        "- Xây dựng hệ thống văn bản, quy trình quản lý chất lượng theo tiêu chuẩn {{ standard.name }};",
        f"- Xây dựng quy trình tổ chức kiểm tra, kiểm soát, đánh giá nội bộ về việc áp dụng {BY_STANDARD};",
        _either(paid, announced),
        f"- Các hoạt động khác để thực hiện nội dung về áp dụng {BY_STANDARD}.",
        _either(upkeep, upkeep_announced),
        "3. Kinh phí quản lý hoạt động của {{ word_small }} hàng năm: do {{ bodies.lead }} lập dự toán {{ wording.send }} {{ bodies.finance }} "
        "thẩm định trình {{ committee }} phê duyệt phân bổ về cho {{ bodies.lead }} ngoài nguồn kinh phí thực hiện chế độ tự chủ "
        "và kinh phí sự nghiệp. Kinh phí này được chi dùng cho việc khảo sát để xây dựng {{ word_small }}, văn phòng phẩm, hội "
        "họp, sơ kết, tổng kết {{ word_small }}, công tác phí, xăng xe đi thực tế kiểm tra tiến độ thực hiện tại các đơn vị, chi "
        "phí tham dự các lớp tập huấn, hội nghị có liên quan đến ISO 9000 trong cải cách hành chính, chi phụ cấp hàng tháng cho "
        "những người trực tiếp tham gia {{ word }} và các khoản chi khác theo quy định.",
    )


def _tasks() -> str:
    chosen = (
        "1. Tùy theo quy mô của từng cơ quan hành chính, từng nội dung công việc cần triển khai, thông qua {{ bodies.lead }}, Thủ "
        "trưởng các cơ quan hành chính {{ wording.state }} quyết định việc chọn tổ chức, chuyên gia tư vấn"
        "{% if certifies %}, đánh giá chứng nhận{% endif %} có đủ điều kiện hoạt động theo quy định của pháp luật để hỗ trợ, tư "
        "vấn, đào tạo, đánh giá, giám sát trong quá trình xây dựng, "
        + _either("cấp giấy chứng nhận", "công bố")
        + f", triển khai thực hiện và duy trì, cải tiến {QMS}."
    )
    after = (
        "Sau khi triển khai tư vấn, tiếp tục chọn tổ chức đánh giá chứng nhận, ký kết hợp đồng để kịp thời đánh giá chứng nhận khi "
        f"{QMS} đã vận hành tốt, được tổ chức tư vấn đánh giá đảm bảo yêu cầu chứng nhận sau khi đã đánh giá chứng nhận thử."
    )
    after_announced = (
        f"Khi {QMS} đã vận hành, đơn vị tổ chức đánh giá nội bộ, xem xét của lãnh đạo; người đứng đầu xác nhận hiệu lực rồi công "
        "bố theo mẫu quy định, thông báo cho {{ bodies.lead }} và niêm yết tại trụ sở."
    )
    return lines(
        chosen,
        "Khi đã chọn tổ chức, chuyên gia tư vấn đủ điều kiện theo quy định và năng lực thực hiện, tiến hành ký kết hợp đồng để "
        f"triển khai tư vấn xây dựng và áp dụng {QMS} vào hoạt động của các đơn vị hành chính phù hợp theo tiêu chuẩn "
        "{{ standard.name }}.",
        _either(after, after_announced),
        "2. Sau thời gian đưa vào vận hành quy trình, đơn vị thực hiện tiến hành nghiệm thu và thanh lý các hợp đồng tư vấn"
        "{% if certifies %}, đánh giá{% endif %}.",
    )


def _organisation() -> str:
    introduced = (
        "giới thiệu các tổ chức, chuyên gia tư vấn{% if certifies %}, đánh giá chứng nhận{% endif %} có đủ điều kiện hoạt động "
        "theo quy định của pháp luật để hỗ trợ, tư vấn, đào tạo, đánh giá, giám sát trong quá trình xây dựng, "
        + _either("cấp giấy chứng nhận", "công bố")
        + f", triển khai thực hiện và duy trì, cải tiến {QMS}; và các thủ tục khác theo quy định."
    )
    ask = "Các đơn vị xây dựng và áp dụng {q} theo lộ trình phải xây dựng kế hoạch thực hiện cụ thể của đơn vị mình và trình "
    return subheading("1. {{ bodies.lead }}") + lines(
        "- Chủ trì, phối hợp {{ home_affairs }} chịu trách nhiệm triển khai thực hiện {{ word }}; tổ chức hội nghị, hội thảo "
        "và các lớp tập huấn về xây dựng và áp dụng ISO hành chính công; lập danh sách các cơ quan, đơn vị áp dụng "
        f"{QMS} từng năm; định kỳ 06 tháng, 01 năm báo cáo {{{{ committee }}}} kết quả, tiến độ thực hiện, khó khăn, vướng mắc và "
        "tổng hợp báo cáo sau khi {{ word }} kết thúc.",
        "- Chỉ đạo {{ bodies.contact }} làm cơ quan đầu mối có trách nhiệm tham mưu, hướng dẫn các đơn vị thực hiện xây dựng và "
        f"áp dụng {BY_STANDARD}; {introduced}",
        "- Chủ trì, phối hợp {{ media }} và các cơ quan có liên quan tổ chức tuyên truyền trên các phương tiện thông tin đại "
        f"chúng về việc áp dụng {QMS}.",
        f"- Hỗ trợ, đôn đốc, theo dõi và giám sát tiến độ triển khai thực hiện xây dựng và áp dụng {QMS} của các cơ quan, đơn vị. "
        "{% if not certifies %}Mỗi năm kiểm tra ít nhất một lần. {% endif %}"
        "Thực hiện tổng kết, đánh giá hoạt động của {{ word_small }} định kỳ và đột xuất theo yêu cầu của các cơ quan cấp trên.",
        "2. {{ bodies.finance }} chủ trì, phối hợp {{ bodies.lead }}, {{ home_affairs }} và các đơn vị được chọn xây dựng dự toán "
        "chi, sử dụng nguồn kinh phí do ngân sách {{ level }} cấp để đảm bảo cho hoạt động của {{ word }} đạt hiệu quả.",
        "3. Giám đốc các Sở, Thủ trưởng các ban ngành cấp {{ level }} và Chủ tịch {{ wording.committee }} {{ districts }} có trách nhiệm "
        f"thực hiện Quyết định của {{{{ committee }}}} về việc áp dụng {BY_STANDARD} vào hoạt động của cơ quan, đơn vị mình; chỉ "
        "đạo các phòng chuyên môn xây dựng quy trình phối hợp làm việc phù hợp với bộ tiêu chuẩn được áp dụng.",
        ask.format(q=QMS) + "{{ committee }} phê duyệt vào quý III năm trước của năm thực hiện."
        "{% for cohort in at_once %} Đối với các đơn vị thực hiện trong năm {{ cohort.year }} phải xây dựng kế hoạch thực hiện "
        "trình {{ committee }} {{ cohort.submit }}.{% endfor %}",
        "Trong quá trình thực hiện, đơn vị thực hiện phải đảm bảo đầy đủ các yêu cầu sau:",
        f"- Chủ động trong việc triển khai xây dựng và áp dụng {QMS}. Người đứng đầu đơn vị thực hiện phải chịu trách nhiệm trực "
        f"tiếp về tiến độ và kết quả trong việc triển khai áp dụng {QMS} theo đúng hợp đồng và các cam kết khác, báo cáo định kỳ "
        "hàng quý hoặc đột xuất về tiến độ thực hiện cho cơ quan quản lý {{ word }}.",
        "- Tạo điều kiện cho các đơn vị khác có nhu cầu tham quan, học hỏi kinh nghiệm và cơ quan quản lý {{ word }} tham gia, "
        f"giám sát về quá trình xây dựng và áp dụng {QMS} tại đơn vị mình./.",
    )


def _directive_reason() -> str:
    return (
        "Trong những năm qua một số cơ quan hành chính {{ wording.state }} ở Trung ương và địa phương đã xây dựng, áp dụng "
        f"{BY_STANDARD} và đã thu được kết quả thiết thực trong quản lý {{{{ wording.state }}}}, bước đầu đáp ứng được yêu cầu của cải cách hành "
        f"chính. Trước yêu cầu thách thức của hội nhập và cải cách hành chính, việc đẩy mạnh áp dụng {BY_STANDARD} trong các cơ "
        "quan hành chính {{ wording.state }} là cần thiết. Thực hiện {{ rule.long_dated }} của {{ rule.issuer }} {{ rule.subject }}; "
        "{{ committee }} chỉ thị {{ addressees }} thực hiện tốt một số công việc sau đây:"
    )


def _directive_duties() -> str:
    all_units = "các Sở, ngành, {{ local_words }}"
    managed = (
        "đề xuất các biện pháp quản lý hoạt động tư vấn{% if certifies %}, hoạt động chứng nhận{% endif %} về "
        f"{QMS} trên địa bàn {{{{ level }}}}."
    )
    return lines(
        f"1. Thành lập Ban chỉ đạo ISO của {all_units} do Thủ trưởng các đơn vị làm trưởng ban, các thành viên của ban là các cán "
        "bộ có đủ năng lực, trình độ trực tiếp giúp lãnh đạo triển khai áp dụng "
        f"{BY_STANDARD}.",
        "2. Căn cứ vào kế hoạch thực hiện {{ programme_here }}, các Sở, ngành, {{ wording.committee }} {{ districts }} xây dựng kế hoạch "
        "triển khai áp dụng tiêu chuẩn {{ standard.name }} của ngành và cấp mình. Phấn đấu {{ goal.by }} {{ goal.share }} các Sở, "
        f"ngành, {{{{ wording.committee }}}} {{{{ local_words }}}} hoàn thành việc áp dụng {QMS}. Khuyến khích {{{{ encouraged }}}} xây dựng và thực "
        f"hiện {BY_STANDARD}.",
        "3. {{ bodies.lead }} phối hợp với {{ partners }} hướng dẫn kế hoạch triển khai; {{ bodies.finance }} bố trí đủ kịp thời kinh "
        f"phí phục vụ cho triển khai áp dụng {QMS} theo {{{{ standard.name }}}}.",
        "4. {{ home_affairs }} đề xuất các biện pháp cho Ban chỉ đạo {{ level }} và hướng dẫn các Sở, ngành, {{ districts }} kết hợp "
        f"chặt chẽ chương trình áp dụng {QMS} theo {{{{ standard.name }}}} với chương trình cải cách hành chính của {{{{ level }}}}.",
        f"5. Trên cơ sở kinh nghiệm triển khai áp dụng {QMS} theo tiêu chuẩn quốc tế những năm qua, {{{{ bodies.lead }}}} tranh thủ sự "
        "hỗ trợ của Bộ Khoa học và Công nghệ{% if certifies %}, Tổng cục Tiêu chuẩn Đo lường Chất lượng{% endif %} để tổ chức các "
        f"lớp tập huấn, cung cấp tài liệu; đào tạo và hướng dẫn {all_units} tiến hành xây dựng và áp dụng tiêu chuẩn "
        f"{{{{ standard.name }}}}; {managed}",
        f"6. Ban chỉ đạo áp dụng {BY_STANDARD} của {{{{ level }}}} thường xuyên chỉ đạo, đôn đốc {all_units} thực hiện đúng kế hoạch đã "
        "được phê duyệt.",
    )


def _directive_closing() -> str:
    return lines(
        f"Việc triển khai áp dụng {BY_STANDARD} vào các cơ quan hành chính {{{{ wording.state }}}} theo nội dung {{{{ rule.dated }}}} của "
        "{{ rule.issuer }} là nhiệm vụ quan trọng, cấp thiết góp phần thực hiện có hiệu quả chương trình cải cách hành chính, nâng "
        "cao chất lượng hoạt động quản lý hành chính {{ wording.state }} và cũng là chỉ tiêu quan trọng để đánh giá chất lượng hoàn thành "
        "nhiệm vụ của các Sở, ngành và {{ wording.committee }} {{ districts }}.",
        "Yêu cầu {{ addressees }} khẩn trương tổ chức thực hiện nghiêm Chỉ thị này.",
    )
