"""The frame of QMS documents: head table, approval table, change-tracking page, running header and footer."""

from __future__ import annotations

from collections.abc import Mapping

from authoring import package as packing
from authoring.styles import styles
from authoring.xml import (
    Cell,
    Page,
    as_wide_as_the_page,
    cell,
    field,
    include,
    loop_rows,
    p,
    row,
    run,
    spread,
    table,
    under,
)

QMS_PAGE = Page(top=20, bottom=20, left=30, right=20)
QMS_LANDSCAPE = Page(top=20, bottom=20, left=20, right=20, landscape=True)

_BOTTOM = '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/>'


def agency_cell(parent: str, name: str) -> Cell:
    """The agency under the body it belongs to, over the three rows of a head table."""
    return Cell(
        p("{%p if agency.parent %}", "CoverParent")
        + p(parent, "CoverParent")
        + p("{%p endif %}", "CoverParent")
        + p(name, "CoverAgency"),
        merge="restart",
    )


def head(kind: str = "", title: str = "") -> str:
    """The shared cover table. `kind` stands over the title; `title` is an expression for another than the document's."""
    made = p(f'{{%p set cover_kind = "{kind}" %}}') if kind else ""
    made += p(f"{{%p set cover_title = {title} %}}") if title else ""
    return made + include("head")


def small_head(page: Page = QMS_PAGE) -> str:
    """The head of forms and records: the agency | the form's code, issue, date."""
    widths = spread(page.text_width, 10, 6)
    left = agency_cell("{{ agency.parent | upper }}", "{{ agency.one_line }}")
    below = Cell(p("", "TableText"), merge="continue")
    rows = [
        row([left, "Mã hiệu: {{ document.code }}"], widths),
        row([below, "Lần ban hành: {{ document.issue }}"], widths),
        row([below, "Ngày ban hành: {{ document.issue_date }}"], widths),
    ]
    return table(widths, rows)


def record(body: str, *, page: Page = QMS_PAGE, subtitle: str = "") -> bytes:
    """A record (a form filled in): the form's head, the record's title and subtitle, then what is recorded."""
    titles = p("{{ document.upper }}", "DocTitle") + (p(subtitle, "DocSubtitle") if subtitle else "")
    return qms_document(small_head(page) + titles + body, page=page, label="Tên hồ sơ")


def approval() -> str:
    return include("approval")


def changes() -> str:
    return include("changes")


def head_part() -> bytes:
    """Page 1: agency | kind and title | code, issue, date."""
    widths = spread(QMS_PAGE.text_width, 4.7, 6.3, 5.3)
    agency = agency_cell("{{ agency.parent_upper }}", "{{ agency.upper }}")
    middle = Cell(
        p("{%p if cover_kind is defined %}", "CoverKind")
        + p("{{ cover_kind }}", "CoverKind")
        + p("{%p endif %}", "CoverKind")
        + p("{{ cover_title | default(document.upper) }}", "CoverTitle"),
        merge="restart",
    )
    lines = (
        "Mã hiệu: {{ document.code }}",
        "Lần ban hành: {{ document.issue }}",
        "Ngày ban hành: {{ document.issue_date }}",
    )
    below = Cell(p("", "TableText"), merge="continue")
    rows = [row([agency, middle, lines[0]], widths, height=450)]
    rows += [row([below, below, line], widths, height=450) for line in lines[1:]]
    return _part(as_wide_as_the_page(table(widths, rows)))


def approval_part() -> bytes:
    """Trách nhiệm | Soạn thảo | Xem xét | Phê duyệt: name, room to sign, post."""
    widths = spread(QMS_PAGE.text_width, 2.6, 4.5, 4.5, 4.5)
    columns = range(3)

    def line(label: str, key: str) -> list[str | Cell]:
        return [cell(label, "TableHead"), *(cell(f"{{{{ approval[{i}].{key} }}}}", "TableCenter") for i in columns)]

    rows = [
        row(
            [cell("Trách nhiệm", "TableHead"), *(cell(f"{{{{ approval[{i}].role }}}}", "TableHead") for i in columns)],
            widths,
        ),
        row(line("Họ và tên", "name"), widths, height=560),
        row([cell("Chữ ký", "TableHead"), *(cell("", "TableCenter") for _ in columns)], widths, height=1500),
        row(line("Chức vụ", "title"), widths, height=560),
    ]
    return _part(as_wide_as_the_page(table(widths, rows)))


def changes_part() -> bytes:
    """The change-tracking page."""
    widths = spread(QMS_PAGE.text_width, 1.2, 6.2, 5.6, 3.2)
    heads = ["STT", "Tóm lược nội dung sửa đổi", "Cơ sở pháp lý hoặc căn cứ sửa đổi", "Lần sửa đổi"]
    line = row(
        [
            cell("{{ change.number }}", "TableCenter"),
            "{{ change.summary }}",
            "{{ change.reason }}",
            cell("{{ change.revision }}", "TableCenter"),
        ],
        widths,
        height=620,
    )
    rows = [row(heads, widths, head=True), *loop_rows("for change in changes", widths, line)]
    return _part(p("Theo dõi sửa đổi tài liệu", "FrontHeading") + table(widths, rows))


def _part(content: str) -> bytes:
    """A shared part of QMS documents, with the empty paragraph that Word keeps behind a last table."""
    body = content + p("", "Rule") + QMS_PAGE.section("", title_page=False)
    return packing.package(body, {}, styles(text_width=QMS_PAGE.text_width))


def running_header(page: Page, label: str) -> str:
    """From page 2: title and code over a rule."""
    widths = spread(page.text_width, 11.3, 4.7)
    left = Cell(p(f"{label}: {{{{ document.title }}}}", "HeaderText"), borders=_BOTTOM)
    right = Cell(p("Mã hiệu: {{ document.code }}", "HeaderText", '<w:jc w:val="right"/>'), borders=_BOTTOM)
    return table(widths, [row([left, right], widths)], style="Frame", padding=0) + p("", "Header")


def running_footer(page: Page) -> str:
    """Every page: effective date, page of pages, issue."""
    widths = spread(page.text_width, 1, 1, 1)
    number = run("Trang: ") + field("PAGE", "1") + run("/") + field("NUMPAGES", "1")
    cells = [
        cell("Ngày hiệu lực: {{ document.effective_date }}", "FooterText"),
        cell(p(number, "FooterText")),
        cell("Lần ban hành: {{ document.issue }}", "FooterText"),
    ]
    return table(widths, [row(cells, widths)]) + p("", "Rule")


def qms_document(body: str, *, page: Page = QMS_PAGE, label: str = "Tên tài liệu") -> bytes:
    """A QMS document in its frame; one section."""
    parts: Mapping[str, str] = {
        "header1.default": running_header(page, label),
        "header1.first": p("", "Header"),
        "footer1.default": running_footer(page),
        "footer1.first": running_footer(page),
    }
    made = body + page.section(packing.references(parts))
    return packing.package(made, parts, styles(text_width=page.text_width, content=body))


def signatures(page: Page, closing: str, *titles: str) -> str:
    """A closing sentence and columns to sign; they stay together, so that no signature stands alone on a page."""
    widths = spread(page.text_width, *(1 for _ in titles))

    def column(title: str) -> Cell:
        return Cell(p(title, "SignTitle") + p("(Ký, ghi rõ họ tên)", "SignNote"), middle=False)

    signing = table(widths, [row([column(title) for title in titles], widths)], style="Frame")
    return p(closing, "BodyText", "<w:keepNext/>") + signing


def listing(heads: list[str], shares: list[float], cells: list[str], loop: str, page: Page = QMS_PAGE) -> str:
    """A table with a repeated head and one looped row; the first cell and those in {{c …}} notation are centred."""
    widths = under(heads, page.text_width, *shares)
    line = row(
        [cell(text.removeprefix("="), "TableCenter" if text.startswith("=") else "TableText") for text in cells], widths
    )
    return table(widths, [row(heads, widths, head=True), *loop_rows(loop, widths, line)])
