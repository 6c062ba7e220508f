"""The benchmark document: a procedure of a provincial department as a consultant writes it in Word, 8–10 pages."""

from __future__ import annotations

from benchmarks import word
from benchmarks.blocks import Block, Each, Paragraph, Row, Table, When, cell, row
from benchmarks.dialects import DOCXTPL, Dialect

_WIDTH = 9350  # twips between the margins


def template(dialect: Dialect = DOCXTPL) -> bytes:
    """The template in an engine's own tags; the same bytes each time."""
    return word.save(_BODY, _HEADER, _FOOTER, dialect)


def _list(widths: tuple[int, ...], titles: tuple[str, ...], name: str, *cells: str | tuple[Paragraph, ...]) -> Table:
    """A table with a head and one row for each of a list."""
    return Table(widths, (row(*titles, head=True), Each(name, (row(*cells),))))


def _number(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(text, "number"),)


_HEADER: tuple[Block, ...] = (
    Table(
        (2350, 4400, 2600),
        (
            Row(
                (
                    cell("{{ agency.upper }}", look="head"),
                    cell("QUY TRÌNH", "{{ procedure.upper }}", look="head"),
                    cell(
                        "Mã hiệu: **{{ procedure.code }}**",
                        "Lần ban hành: {{ procedure.issue }}",
                        "Ngày hiệu lực: {{ procedure.effective }}",
                        "Trang: [[PAGE]]/[[NUMPAGES]]",
                    ),
                )
            ),
        ),
    ),
    Paragraph("", "small"),
)

_FOOTER: tuple[Block, ...] = (
    Paragraph(
        "{{ agency.name }}\t{% if procedure.internal %}Tài liệu lưu hành nội bộ{% else %}Tài liệu công khai{% endif %}"
        "\t{{ procedure.code }}, trang [[PAGE]]/[[NUMPAGES]]",
        "small",
    ),
)

_COVER: tuple[Block, ...] = (
    Paragraph("{{ agency.parent }}", "centre"),
    Paragraph("{{ agency.upper }}", "centre"),
    Paragraph("QUY TRÌNH", "title"),
    Paragraph("{{ procedure.upper }}", "title"),
    Table(
        (2350, 2325, 2350, 2325),
        (
            row("Mã hiệu", "{{ procedure.code }}", "Lần ban hành", "{{ procedure.issue }}"),
            row("Ngày ban hành", "{{ procedure.issued }}", "Lần sửa đổi", "{{ procedure.revision }}"),
            row("Ngày hiệu lực", "{{ procedure.effective }}", "Tổng số trang", "[[NUMPAGES]]"),
            row("Đơn vị soạn thảo", "{{ procedure.unit }}", "Quyết định ban hành", "{{ procedure.decision }}"),
        ),
    ),
    Paragraph("", "centre"),
    Table(
        (1850, 2500, 2500, 2500),
        (
            row("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt", head=True),
            row("Họ và tên", "{{ prepared.name }}", "{{ reviewed.name }}", "{{ approved.name }}"),
            row("Chức vụ", "{{ prepared.position }}", "{{ reviewed.position }}", "{{ approved.position }}"),
            row("Chữ ký", "", "", ""),
            row("Ngày ký", "{{ prepared.date }}", "{{ reviewed.date }}", "{{ approved.date }}"),
        ),
    ),
    Paragraph("THEO DÕI SỬA ĐỔI", "centre"),
    _list(
        (900, 1600, 2000, 4850),
        ("Lần", "Ngày", "Vị trí", "Nội dung sửa đổi"),
        "revision",
        _number("{{ revision.number }}"),
        _number("{{ revision.date }}"),
        "{{ revision.place }}",
        "{{ revision.content }}",
    ),
    Paragraph("PHÂN PHỐI TÀI LIỆU", "centre"),
    _list(
        (900, 5450, 1500, 1500),
        ("TT", "Đơn vị nhận", "Số bản", "Hình thức"),
        "copy",
        _number("{{ copy.number }}"),
        "{{ copy.unit }}",
        _number("{{ copy.quantity }}"),
        _number("{% if copy.electronic %}Bản điện tử{% else %}Bản giấy{% endif %}"),
    ),
)

_GENERAL: tuple[Block, ...] = (
    Paragraph("1. MỤC ĐÍCH", "heading"),
    Paragraph(
        "Quy trình này quy định thống nhất trình tự, cách thức, thời hạn và trách nhiệm {{ procedure.action }} tại "
        "{{ agency.name }}, bảo đảm việc giải quyết đúng pháp luật, đúng thời hạn, công khai, minh bạch và nâng cao "
        "mức độ hài lòng của tổ chức, cá nhân."
    ),
    Paragraph("2. PHẠM VI ÁP DỤNG", "heading"),
    Paragraph(
        "Áp dụng cho {{ procedure.unit }}, Bộ phận Tiếp nhận và Trả kết quả và các đơn vị thuộc {{ agency.name }} có "
        "liên quan đến việc {{ procedure.action }}; đối tượng thực hiện là {{ procedure.applicants }}."
    ),
    When(
        "procedure.online",
        (
            Paragraph(
                "Hồ sơ nộp qua Cổng dịch vụ công của tỉnh ({{ agency.portal }}) được tiếp nhận và giải quyết như hồ sơ "
                "nộp trực tiếp; kết quả điện tử có giá trị như bản giấy."
            ),
        ),
    ),
    Paragraph("3. TÀI LIỆU VIỆN DẪN", "heading"),
    Each("act", (Paragraph("- {{ act.name }}{% if act.amended %} (đã được sửa đổi, bổ sung){% endif %}", "item"),)),
    Paragraph("4. ĐỊNH NGHĨA VÀ CHỮ VIẾT TẮT", "heading"),
    Each(
        "term",
        (
            Paragraph(
                "- **{{ term.name }}**: {{ term.meaning }}{% if term.quoted %} ({{ term.source }}){% endif %}.", "item"
            ),
        ),
    ),
)

_CONTENT: tuple[Block, ...] = (
    Paragraph("5. NỘI DUNG QUY TRÌNH", "heading"),
    Paragraph("5.1. Thông tin chung", "subheading"),
    Table(
        (2900, 6450),
        (
            row(
                "Cơ quan giải quyết", "{{ agency.name }}, địa chỉ: {{ agency.address }}, điện thoại: {{ agency.phone }}"
            ),
            row(
                "Thời hạn giải quyết",
                "{{ procedure.days }} ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ"
                "{% if procedure.online %}; hồ sơ trực tuyến {{ procedure.online_days }} ngày làm việc{% endif %}",
            ),
            row(
                "Phí, lệ phí",
                "{% if procedure.charged %}{{ procedure.fee }} đồng/hồ sơ, thu khi nộp hồ sơ"
                "{% else %}Không thu{% endif %}",
            ),
            row("Kết quả", "{{ procedure.result }}"),
            row("Thời gian tiếp nhận", "{{ agency.hours }}"),
        ),
    ),
    Paragraph("5.2. Thành phần hồ sơ", "subheading"),
    _list(
        (800, 5750, 1400, 1400),
        ("TT", "Tên giấy tờ", "Bản chính", "Bản sao"),
        "paper",
        _number("{{ paper.number }}"),
        "{{ paper.name }}{% if paper.conditional %} (nếu có){% endif %}",
        _number("{{ paper.originals }}"),
        _number("{{ paper.copies }}"),
    ),
    Paragraph("Số lượng hồ sơ: {{ procedure.sets }} bộ. Hồ sơ xếp theo đúng thứ tự nêu trên.", "item"),
    Paragraph("5.3. Trình tự thực hiện", "subheading"),
    Table(
        (700, 1900, 4150, 1100, 1500),
        (
            row("TT", "Trách nhiệm", "Nội dung công việc", "Thời gian", "Biểu mẫu, hồ sơ", head=True),
            Each(
                "step",
                (
                    row(
                        _number("{{ step.number }}"),
                        "{{ step.who }}",
                        cell(
                            "**{{ step.title }}**",
                            Each("task", (Paragraph("- {{ task.text }}", "cell"),)),
                            When("step.urgent", (Paragraph("Lưu ý: {{ step.note }}", "cell"),)),
                        ),
                        _number("{{ step.time }}"),
                        "{{ step.form }}",
                    ),
                ),
            ),
        ),
    ),
    Paragraph("5.4. Kiểm soát rủi ro", "subheading"),
    Each(
        "risk",
        (
            Paragraph("**{{ risk.number }}. {{ risk.name }}** (mức độ: {{ risk.level }})", "item"),
            Each("measure", (Paragraph("+ {{ measure.text }}, thực hiện: {{ measure.who }}.", "item"),)),
        ),
    ),
)

_RECORDS: tuple[Block, ...] = (
    Paragraph("6. BIỂU MẪU VÀ HỒ SƠ LƯU", "heading"),
    _list(
        (700, 1900, 3650, 1700, 1400),
        ("TT", "Mã hiệu", "Tên biểu mẫu, hồ sơ", "Nơi lưu", "Thời gian lưu"),
        "record",
        _number("{{ record.number }}"),
        "{{ record.code }}",
        "{{ record.name }}{% if record.electronic %} (bản điện tử){% endif %}",
        "{{ record.keeper }}",
        _number("{{ record.retention }}"),
    ),
    Paragraph("7. TRÁCH NHIỆM THỰC HIỆN", "heading"),
    Each("duty", (Paragraph("- **{{ duty.unit }}**: {{ duty.text }}", "item"),)),
    When(
        "procedure.replaces",
        (
            Paragraph(
                "Quy trình này thay thế quy trình {{ procedure.old_code }} ban hành ngày {{ procedure.old_date }}; hồ "
                "sơ tiếp nhận trước ngày {{ procedure.effective }} được giải quyết theo quy trình cũ."
            ),
        ),
    ),
    Table(
        (4675, 4675),
        (
            Row(
                (
                    cell("Nơi nhận:", "- Như mục phân phối;", "- Lưu: VT, {{ procedure.short_unit }}.", look="cell"),
                    cell("{{ approved.title }}", "", "", "{{ approved.name }}", look="head"),
                )
            ),
        ),
        framed=False,
    ),
    Paragraph("", "small"),
)

_BODY = (*_COVER, *_GENERAL, *_CONTENT, *_RECORDS)
