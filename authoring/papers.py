"""What administrative papers are put together from: decision, report, dispatch, minutes, by layout profile."""

from __future__ import annotations

from collections.abc import Iterable

from authoring.official import PAGE, listing, looped, paper, texts
from authoring.xml import Cell, Page, include, p, row, run, spread, table

Section = tuple[str, Page]


def article(number: int | str, text: str) -> str:
    """`Điều n.` in bold, then its text."""
    return p(run(f"Điều {number}. ", bold=True) + run(text), "AdminBody")


def decision(profile: str, subject: str, articles: str, *annexes: Section) -> bytes:
    """Quyết định: who decides, căn cứ, articles (NĐ 30/2020, Phụ lục III, mẫu 1.2; `authority`, `bases` of the context)."""
    body = (
        include("letterhead")
        + p("QUYẾT ĐỊNH", "TypeName")
        + p(subject, "Subject")
        + p("", "RuleSubject")
        + p("{{ authority }}", "Decides")
        + looped("bases", "basis", "Bases", "")
        + p("QUYẾT ĐỊNH:", "Decides")
        + articles
        + include("closing")
    )
    return paper(profile, [(body, PAGE), *annexes])


def typed(profile: str, type_name: str, subject: str, body: str, *annexes: Section, to: bool = False) -> bytes:
    """Văn bản có tên loại (báo cáo, kế hoạch, tờ trình, thông báo), to somebody when `to` (mẫu 1.4)."""
    content = (
        include("letterhead")
        + p(type_name, "TypeName")
        + p(subject, "Subject")
        + p("", "RuleSubject")
        + (p("Kính gửi: {{ addressee }}.", "To") if to else "")
        + body
        + include("closing")
    )
    return paper(profile, [(content, PAGE), *annexes])


def dispatch(profile: str, about: str, body: str, *annexes: Section) -> bytes:
    """Công văn: no type name, V/v under the number (mẫu 1.5). `about` is an expression, as in `'gửi ' ~ agency.name`."""
    content = (
        p(f"{{%p set about = {about} %}}")
        + include("letterhead")
        + p("Kính gửi: {{ addressee }}.", "To")
        + body
        + include("closing")
    )
    return paper(profile, [(content, PAGE), *annexes])


def minutes(profile: str, subject: str, body: str, *signers: tuple[str, str], last: str = "") -> bytes:
    """Biên bản, signed by each of `signers` (title, name), left to right (mẫu 1.9). `last` is the paragraph that stays
    with the signatures."""
    content = (
        include("letterhead")
        + p("BIÊN BẢN", "TypeName")
        + p(subject, "Subject")
        + p("", "RuleSubject")
        + body
        + (p(last, "AdminBody", "<w:keepNext/>") if last else "")
        + signed(*signers)
    )
    return paper(profile, [(content, PAGE)])


def signed(*signers: tuple[str, str]) -> str:
    """Signature columns side by side: title over room to sign over name."""
    widths = spread(PAGE.text_width, *(1 for _ in signers))
    cells = [Cell(p(title, "Signer") + p(name, "SignerName"), middle=False) for title, name in signers]
    return p("", "Gap", "<w:keepNext/>") + table(widths, [row(cells, widths)], style="Frame", padding=0)


def heading(text: str) -> str:
    """`I. TITLE` of a part."""
    return p(text, "Roman")


def subheading(text: str) -> str:
    """`1. Title` of an item."""
    return p(text, "Arabic")


def closing_line(text: str) -> str:
    """The last paragraph, which stays with the signature."""
    return p(text, "AdminBody", "<w:keepNext/>")


def gap() -> str:
    """A little room between a paragraph and a table."""
    return p("", "AdminBody", '<w:keepNext/><w:spacing w:before="60" w:line="120" w:lineRule="exact"/>')


def annex(number: str, title: str, note: str) -> str:
    """Phụ lục: number ('' when it is the only one), title, what it belongs to."""
    return p(f"Phụ lục {number}".strip(), "Annex") + p(title, "AnnexTitle") + p(f"({note})", "AnnexNote")


def lines(*every: str) -> str:
    """Paragraphs of the body."""
    return texts(*every)


def people(loop: str, heads: Iterable[str] = ("TT", "Họ và tên", "Chức vụ", "Đơn vị")) -> str:
    """The table of persons (PersonFields) of a list."""
    cells = ["={{ person.number }}", "{{ person.name }}", "{{ person.title }}", "{{ person.unit }}"]
    return gap() + listing(PAGE, [*heads], [1, 5, 5, 5], cells, f"for person in {loop}")
