"""The one style sheet of all built-in templates, and its numbering."""

from __future__ import annotations

from authoring.xml import CM, PT

_FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
NAMESPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _style(
    identifier: str,
    name: str,
    *,
    based: str = "Normal",
    size: float | None = None,
    bold: bool | None = None,
    italic: bool | None = None,
    caps: bool = False,
    align: str = "",
    before: float = 0,
    after: float = 0,
    line: float = 1,
    first: float = 0,
    left: float = 0,
    hanging: float = 0,
    right: float = 0,
    keep: bool = False,
    page: bool = False,
    outline: int | None = None,
    number: int | None = None,
    tabs: str = "",
    borders: str = "",
    exact: float | None = None,
    next_style: str = "",
) -> str:
    spacing = f'<w:spacing w:before="{round(before * PT)}" w:after="{round(after * PT)}"'
    spacing += (
        f' w:line="{round(exact * PT)}" w:lineRule="exact"/>'
        if exact
        else f' w:line="{round(240 * line)}" w:lineRule="auto"/>'
    )
    indent = f'<w:ind w:left="{round(left * CM)}" w:right="{round(right * CM)}"'
    indent += f' w:hanging="{round(hanging * CM)}"/>' if hanging else f' w:firstLine="{round(first * CM)}"/>'
    paragraph = ("<w:keepNext/>" if keep else "") + ("<w:pageBreakBefore/>" if page else "")
    paragraph += f'<w:numPr><w:numId w:val="{number}"/></w:numPr>' if number is not None else ""
    paragraph += f"<w:pBdr>{borders}</w:pBdr>" if borders else ""
    paragraph += f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
    paragraph += spacing + indent + (f'<w:jc w:val="{align}"/>' if align else "")
    paragraph += f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    text = "" if bold is None else "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/>'
    text += "" if italic is None else "<w:i/><w:iCs/>" if italic else '<w:i w:val="0"/>'
    text += "<w:caps/>" if caps else ""
    text += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    following = f'<w:next w:val="{next_style}"/>' if next_style else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr>{f'<w:rPr>{text}</w:rPr>' if text else ''}</w:style>"
    )


def _border(side: str, size: int = 4, space: int = 1) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="auto"/>'


def _table_style(identifier: str, name: str, borders: str) -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"{f'<w:tblBorders>{borders}</w:tblBorders>' if borders else ''}"
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )


# Styles of the shared parts alone: a template takes them from the part, so that a look is changed in one file.
_OF_PARTS = (
    "CoverAgency", "CoverParent", "CoverKind", "CoverTitle", "Parent", "Issuer", "State", "Motto", "RuleShort",
    "RuleMotto", "Number", "SubjectLine", "Date", "RecipientsTitle", "Recipients", "Signer", "SignerName",
)  # fmt: skip


def styles(*, text_width: int, official: str = "", content: str | None = None) -> str:
    """styles.xml; `text_width` places the right tabs of form lines, `official` is a layout profile or ''. `content` is
    that of a template, which brings no styles of shared parts unless it uses them itself."""
    body = 14 if official else 13
    right_dots = f'<w:tab w:val="right" w:leader="dot" w:pos="{text_width}"/>'
    sides = "".join(_border(side, space=0) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    made = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:color w:val="auto"/><w:sz w:val="{body * 2}"/>'
        f'<w:szCs w:val="{body * 2}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        _table_style("QMSTable", "QMS Table", sides),
        _table_style("Frame", "Frame", ""),
        _style("BodyText", "Body Text", align="both", before=6, first=1.27 if official else 1, line=1.1),
        _style("Heading1", "heading 1", bold=True, before=12, after=3, keep=True, outline=0, next_style="BodyText"),
        _style("Heading2", "heading 2", bold=True, before=9, after=3, keep=True, outline=1, next_style="BodyText"),
        _style(
            "Heading3",
            "heading 3",
            bold=True,
            italic=True,
            before=6,
            after=3,
            keep=True,
            outline=2,
            next_style="BodyText",
        ),
        _style("Heading4", "heading 4", italic=True, before=6, keep=True, outline=3, next_style="BodyText"),
        _style(
            "Numbered1",
            "QMS Heading Numbered",
            based="Heading1",
            bold=True,
            before=12,
            after=3,
            keep=True,
            outline=0,
            number=2,
            next_style="BodyText",
        ),
        _style(
            "FrontHeading",
            "QMS Heading Front",
            based="Heading1",
            bold=True,
            align="center",
            before=0,
            after=9,
            keep=True,
            page=True,
            outline=0,
            next_style="BodyText",
        ),
        _style("ListDash", "List Bullet", align="both", before=3, left=1.5, hanging=0.5, number=1, line=1.1),
        _style("Caption", "caption", size=12, italic=True, align="center", before=6, after=3, keep=True),
        _style("ContentsTitle", "QMS Contents Title", bold=True, align="center", before=18, after=6, keep=True),
        _style("TOC1", "toc 1", before=2, left=0.5),
        _style("TOC2", "toc 2", size=12, left=1.3),
        _style("TOC3", "toc 3", before=0, left=2.1),
        _style("Header", "header", size=12),
        _style("Footer", "footer", size=12),
        _style("HeaderText", "QMS Header Text", based="Header", size=12, italic=True, bold=True),
        _style("PageNumber", "QMS Page Number", based="Header", size=14, align="center"),
        _style("PageNumberRight", "QMS Page Number Right", based="Footer", size=14, align="right"),
        _style("FooterText", "QMS Footer Text", based="Footer", size=12, align="center", before=2, after=2),
        _style("TableHead", "QMS Table Head", size=12, bold=True, align="center", before=2, after=2, keep=True),
        _style("TableText", "QMS Table Text", size=12, before=2, after=2),
        _style("TableCenter", "QMS Table Center", size=12, align="center", before=2, after=2),
        _style("TableRight", "QMS Table Right", size=12, align="right", before=2, after=2),
        _style("TableGroup", "QMS Table Group", size=12, bold=True, before=3, after=3, keep=True),
        _style("TableSmall", "QMS Table Small", size=10, align="center", before=1, after=1),
        _style("TableSmallLeft", "QMS Table Small Left", size=11, before=1, after=1),
        _style("CoverAgency", "QMS Cover Agency", size=12, bold=True, align="center", before=2, after=2),
        _style("CoverParent", "QMS Cover Parent", size=12, align="center", before=2),
        _style("CoverKind", "QMS Cover Kind", bold=True, size=14, align="center", before=4, after=2),
        _style("CoverTitle", "QMS Cover Title", bold=True, size=13, align="center", before=2, after=4),
        _style("BigTitle", "QMS Big Title", bold=True, size=24, align="center", before=120, after=12),
        _style("BigSubtitle", "QMS Big Subtitle", size=15, align="center", before=6, after=120),
        _style("DocTitle", "QMS Title", bold=True, size=15, align="center", before=12, after=6, keep=True),
        _style("DocSubtitle", "QMS Subtitle", italic=True, align="center", after=9),
        _style("Statement", "QMS Statement", bold=True, italic=True, align="center", before=12, after=12, line=1.2),
        _style("Gap", "QMS Gap", size=13, before=18),
        _style("FormField", "QMS Form Field", after=4, tabs=right_dots),
        _style("FormText", "QMS Form Text", before=2, after=4, align="both"),
        _style("FormHeading", "QMS Form Heading", bold=True, before=6, after=3, keep=True),
        _style("FormMotto", "QMS Form Motto", bold=True, size=13, align="center"),
        _style("Note", "QMS Note", size=12, italic=True, before=4, align="both"),
        _style("NoteTitle", "QMS Note Title", size=12, italic=True, bold=True, before=9, keep=True),
        _style("SignTitle", "QMS Sign Title", bold=True, align="center", before=9, keep=True),
        _style("SignNote", "QMS Sign Note", italic=True, size=12, align="center", keep=True, after=48),
        _style("SignName", "QMS Sign Name", bold=True, align="center"),
        _style("SignRoom", "QMS Sign Room", align="center", before=66, keep=True, bold=True),
        _style("Rule", "QMS Rule", size=1, exact=2),
        *(_official(official) if official else ()),
    ]
    if content is not None:
        left = [f'w:styleId="{one}"' for one in _OF_PARTS if f'<w:pStyle w:val="{one}"/>' not in content]
        made = [one for one in made if not any(identifier in one for identifier in left)]
    return f"<w:styles {NAMESPACE}>{''.join(made)}</w:styles>"


def _official(profile: str) -> list[str]:
    """Elements of administrative papers, size set A (NĐ 30/2020, Phụ lục I, Mục II and the table of Mục V)."""
    italic_bases = profile == "nd30-2020"
    return [
        _style("Parent", "VB Parent", size=13, align="center"),
        _style("Issuer", "VB Issuer", size=13, bold=True, align="center"),
        _style("State", "VB State", size=13, bold=True, align="center"),
        _style("Motto", "VB Motto", size=14, bold=True, align="center"),
        _style("RuleShort", "VB Rule Short", size=1, exact=3, left=2.6, right=2.6, borders=_border("top", 6, 1)),
        _style("RuleMotto", "VB Rule Motto", size=1, exact=3, left=1.83, right=1.83, borders=_border("top", 6, 1)),
        _style("RuleSubject", "VB Rule Subject", size=1, exact=3, left=5.9, right=5.9, borders=_border("top", 6, 1)),
        _style("Number", "VB Number", size=13, align="center", before=6),
        _style("SubjectLine", "VB Subject Line", size=12, align="center", before=6),
        _style("Date", "VB Date", size=14, italic=True, align="center", before=6),
        _style("TypeName", "VB Type", size=14, bold=True, align="center", before=18, outline=None, keep=True),
        _style("Subject", "VB Subject", size=14, bold=True, align="center", after=3, keep=True),
        _style("Decides", "VB Decides", size=14, bold=True, align="center", before=9, after=3, keep=True),
        _style("To", "VB To", size=14, align="center", before=12, after=6),
        _style("Bases", "VB Bases", size=14, italic=italic_bases, align="both", before=6, first=1.27),
        _style("AdminBody", "VB Body", size=14, align="both", before=6, first=1.27),
        _style("AdminList", "VB List", size=14, align="both", before=6, first=1.27),
        _style("Roman", "VB Roman Heading", based="Heading1", size=14, bold=True, align="both", before=9, first=1.27,
               keep=True, outline=0, next_style="AdminBody"),
        _style("Arabic", "VB Arabic Heading", based="Heading2", size=14, bold=True, align="both", before=6, first=1.27,
               keep=True, outline=1, next_style="AdminBody"),
        _style("RecipientsTitle", "VB Recipients Title", size=12, bold=True, italic=True),
        _style("Recipients", "VB Recipients", size=11),
        _style("Signer", "VB Signer", size=14, bold=True, align="center", keep=True),
        _style("SignerName", "VB Signer Name", size=14, bold=True, align="center", before=78),
        _style("Annex", "VB Annex", size=14, bold=True, align="center"),
        _style("AnnexTitle", "VB Annex Title", size=14, bold=True, align="center", keep=True),
        _style("AnnexNote", "VB Annex Note", size=13, italic=True, align="center", after=9),
    ]  # fmt: skip


NUMBERING = (
    f"<w:numbering {NAMESPACE}>"
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListDash"/><w:lvlText w:val="-"/><w:lvlJc w:val="left"/>'
    f'<w:pPr><w:ind w:left="{round(1.5 * CM)}" w:hanging="{round(0.5 * CM)}"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:pStyle w:val="Numbered1"/><w:suff w:val="space"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    "</w:numbering>"
)
