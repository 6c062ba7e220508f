"""Values that bring their own look: RichText, RichTextParagraph, Listing, Subdoc."""

from __future__ import annotations

import importlib.util
import io
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph

from ..case import XS, Made, at, case
from ..words import BREAK, CENTRE, PAGE, TAB, Doc, b, box, cell, i, p, sign, t, table
from .pictures import file_of

# LibreOffice gives text in tables a look of its own, which docxtpl takes from what stands behind {{r }}.
TABLES = ("cell", "nested")

RICH = RichText("đậm", bold=True)
RICH.add(" & <nghiêng>", italic=True)
MANY = RichText()
for _text, _how in [
    ("màu ", {"color": "#FF0000"}),
    ("nền ", {"highlight": "#ffff00"}),
    ("cỡ ", {"size": 32}),
    ("chỉ số dưới ", {"subscript": True}),
    ("chỉ số trên ", {"superscript": True}),
    ("gạch chân ", {"underline": True}),
    ("gạch đôi ", {"underline": "double"}),
    ("gạch ngang ", {"strike": True}),
    ("phông ", {"font": "Arial"}),
    ("phông vùng ", {"font": "eastAsia:SimSun"}),
    ("phải sang trái ", {"rtl": True, "bold": True, "italic": True}),
    ("tiếng ", {"lang": "vi-VN"}),
    ("kiểu ", {"style": "Strong"}),
    ("nhiều", {"bold": True, "italic": True, "underline": "wave", "color": "0070C0", "size": 20, "font": "Arial"}),
]:
    MANY.add(_text, **_how)
NESTED = RichText("trong ", italic=True)
NESTED.add(RICH)
NESTED.add(7)
RICH_LINES = RichText("a\nb\tc", bold=True)
PARAGRAPH_OF = RichTextParagraph()
PARAGRAPH_OF.add(RICH, parastyle="Heading2")
PARAGRAPH_OF.add("chữ & <thường>")

GIVEN_RICH = b("đậm") + t(" & <nghiêng>", "<w:i/>")


def _fonts(name: str, region: str = "") -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"{region}/>'


GIVEN_MANY = (
    t("màu ", '<w:color w:val="FF0000"/>')
    + t("nền ", '<w:shd w:val="clear" w:fill="ffff00"/>')
    + t("cỡ ", '<w:sz w:val="32"/><w:szCs w:val="32"/>')
    + t("chỉ số dưới ", '<w:vertAlign w:val="subscript"/>')
    + t("chỉ số trên ", '<w:vertAlign w:val="superscript"/>')
    + t("gạch chân ", '<w:u w:val="single"/>')
    + t("gạch đôi ", '<w:u w:val="double"/>')
    + t("gạch ngang ", "<w:strike/>")
    + t("phông ", _fonts("Arial"))
    + t("phông vùng ", _fonts("SimSun", ' w:eastAsia="SimSun"'))
    + t("phải sang trái ", '<w:b/><w:bCs/><w:i/><w:iCs/><w:rtl w:val="true"/>')
    + t("tiếng ", '<w:lang w:val="vi-VN"/>')
    + t("kiểu ", '<w:rStyle w:val="Strong"/>')
    + t(
        "nhiều",
        f'{_fonts("Arial")}<w:b/><w:i/><w:color w:val="0070C0"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:u w:val="wave"/>',
    )
)
LINK = RichText("trang ")
LINK.add("nhà", url_id="lien-ket", color="0000FF")

RICH_TEXT = [
    at("r", p("a {{r x}} b"), p("a ", GIVEN_RICH, " b"), x=RICH, office_leaves=TABLES),
    at("r-alone", p("{{r x }}"), p(GIVEN_RICH), x=RICH),
    at(
        "r-twice",
        p("{{r x }}{{r x }} và {{r x }}"),
        p(GIVEN_RICH, GIVEN_RICH, " và ", GIVEN_RICH),
        x=RICH,
        office_leaves=TABLES,
    ),
    at("r-every-property", p("{{r x }}"), p(GIVEN_MANY), x=MANY),
    at("r-rich-in-rich", p("{{r x }}"), p(t("trong ", "<w:i/>"), GIVEN_RICH, "7"), x=NESTED),
    at(
        "r-lines-and-tabs",
        p("{{r x }}"),
        p(b("a"), sign("<w:br/>", "<w:b/>"), b("b"), sign("<w:tab/>", "<w:b/>"), b("c")),
        x=RICH_LINES,
        office_leaves=TABLES,
    ),
    at(
        "r-new-paragraphs",
        p("x ", "{{r x }}", style="ListBullet"),
        p("x ", b("a"), style="ListBullet") + p(b("b"), style="ListBullet"),
        x=RichText("a\ab", bold=True),
        office_leaves=(*TABLES, "box"),
    ),
    at(
        "r-in-a-loop",
        p("{% for x in rich %}{{r x }}, {% endfor %}"),
        p(GIVEN_RICH, ", ", b("c"), ", "),
        rich=[RICH, RichText("c", bold=True)],
        office_leaves=TABLES,
    ),
    at("r-empty", p("a{{r x }}b"), p("ab"), x=RichText(), office_leaves=TABLES),
    at(
        "r-for-of-runs",
        p("{%r for x in xs %}", b("{{ x }}"), t("; "), "{%r endfor %}", t("hết")),
        p(*(one for x in XS for one in (b(x), "; ")), "hết"),
        office_leaves=TABLES,
    ),
    at(
        "r-if-of-runs",
        p("a", "{%r if no %}", b("b"), "{%r else %}", i("c"), "{%r endif %}", "d"),
        p("a", i("c"), "d"),
        office_leaves=TABLES,
    ),
    at("r-if-in-one-run", p("a{%r if yes %}b{%r endif %}c"), p("abc"), office_leaves=TABLES),
    at("p-rich-paragraphs", p("{{p x }}"), p(GIVEN_RICH, style="Heading2") + p("chữ & <thường>"), x=PARAGRAPH_OF),
    at(
        "p-rich-paragraphs-in-a-loop",
        p("{%p for n in ns %}") + p("{{p x }}", ppr=CENTRE) + p("{%p endfor %}"),
        (p(GIVEN_RICH, style="Heading2") + p("chữ & <thường>")) * 3,
        x=PARAGRAPH_OF,
    ),
    case(
        "r-text-after-keeps-its-look",
        p(b("a {{r x }} b")),
        p(b("a "), GIVEN_RICH, b(" b")),
        "takes the look from the text behind {{r }}",
        x=RICH,
    ),
    case(
        "r-statement-text-after-keeps-its-look",
        p(b("a {%r if yes %} b {%r endif %} c")),
        p(b("a  b  c")),
        "takes the look from the text behind {%r %}",
    ),
    case(
        "r-link-of-the-template",
        Doc(p("Xem {{r x }}."), links={"lien-ket": "https://binhphuoc.gov.vn/?a=1&b=2"}),
        Doc(
            p(
                "Xem ",
                t("trang "),
                '<w:hyperlink r:id="lien-ket" w:tgtFrame="_blank">'
                + t("nhà", '<w:color w:val="0000FF"/>')
                + "</w:hyperlink>",
                ".",
            ),
            links={"lien-ket": "https://binhphuoc.gov.vn/?a=1&b=2"},
        ),
        office=False,  # which drops links that no text uses
        x=LINK,
    ),
]


LISTINGS = [
    case(
        "listing-paragraphs-in-a-box",
        p(box(p("{{ x }}", ppr=CENTRE)), style="ListBullet"),
        p(box(p("a", ppr=CENTRE) + p("b", ppr=CENTRE)), style="ListBullet"),
        "gives new paragraphs in a text box the properties of the paragraph that holds the box",
        x=Listing("a\ab"),
    ),
    at(
        "listing-lines",
        p(i("{{ x }}")),
        p(i("a & <b>"), sign("<w:br/>", '<w:i/><w:color w:val="FF0000"/>'), i("c")),
        x=Listing("a & <b>\nc"),
    ),
    at("listing-tabs", p("{{ x }}"), p("a", TAB, "b"), x=Listing("a\tb")),
    at(
        "listing-paragraphs",
        p("đầu ", b("{{ x }}"), " đuôi", style="ListBullet"),
        p("đầu ", b("a"), style="ListBullet") + p(b("b"), " đuôi", style="ListBullet"),
        x=Listing("a\ab"),
        office_leaves=("box",),
    ),
    at(
        "listing-page",
        p("{{ x }}", ppr=CENTRE),
        p("a", ppr=CENTRE) + p(PAGE) + p("b", ppr=CENTRE),
        ("cell", "nested", "box", "header", "first", "even", "footer", "footnote"),
        x=Listing("a\fb"),
    ),
    at(
        "listing-all",
        p("{{ x }}"),
        p("1", BREAK, "2", TAB, "3") + p("4", TAB, "5"),
        x=Listing("1\n2\t3\a4\t5"),
        office_leaves=("box",),
    ),
    at("listing-of-a-number", p("{{ x }}"), p("12"), x=Listing(12)),
]


def _annex(template: DocxTemplate) -> Any:
    """A Subdoc written with python-docx, as in docxtpl's manual."""
    made = template.new_subdoc()
    made.add_paragraph("Phụ lục & <bảng>")
    line = made.add_paragraph("Chữ ")
    line.add_run("đậm").bold = True
    made.add_picture(file_of("blue"), width=Mm(12))
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "a", "b"
    made.add_paragraph("hết")
    return made


def _annex_of_a_file(template: DocxTemplate) -> Any:
    """A Subdoc of another Word file, with a picture, a list and a style of its own."""
    other = docx.Document()
    other.add_paragraph("Từ tệp khác", style="Heading 1")
    other.add_paragraph("một", style="List Number")
    other.add_picture(file_of("red"), width=Mm(7))
    other.styles.add_style("Kiểu riêng", WD_STYLE_TYPE.PARAGRAPH)
    other.add_paragraph("kiểu riêng", style="Kiểu riêng")
    saved = io.BytesIO()
    other.save(saved)
    saved.seek(0)
    return template.new_subdoc(saved)


# docxtpl makes a Subdoc only where docxcompose is installed.
DOCUMENTS = (
    [
        case("subdoc", p("trước") + p("{{p x }}") + p("sau"), x=Made(_annex)),
        case("subdoc-in-a-cell", table(["a", cell(p("{{p x }}"), p("sau"))]), x=Made(_annex)),
        case("subdoc-twice", p("{{p x }}") + p("giữa") + p("{{p x }}"), x=Made(_annex)),
        case("subdoc-of-a-file", p("trước") + p("{{p x }}") + p("sau"), x=Made(_annex_of_a_file)),
    ]
    if importlib.util.find_spec("docxcompose")
    else []
)
