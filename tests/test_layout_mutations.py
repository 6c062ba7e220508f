"""The effective property: a thing broken in any layer is found there, and no layer is mistaken for another.

Each row breaks one property of one element in one layer alone; whatever nearer layers say of it is taken away first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from broken import BODY, HEADER, STYLES, T, W, changed, fragment, replaced, restyled
from conftest import Papers
from lxml import etree

from qmsdocs.layout import Finding, check

# What a finding calls the layer.
LAYERS = {
    "direct": "định dạng trực tiếp", "character style": "“Tint”", "style": "kiểu “", "base style": "“Base”",
    "defaults": "mặc định của tệp", "table style": "kiểu bảng “Frame”", "theme": "phông của chủ đề",
}  # fmt: skip
OF_RUNS = ("direct", "character style", "style", "base style", "defaults")
OF_PARAGRAPHS = ("direct", "style", "base style", "defaults")
IN_TABLE = ("table style",)
FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
# rule, style of the element, is it in a table, what is broken
MUTANTS: list[tuple[str, str, bool, str]] = [
    ("PG3", "PageNumber", False, '<w:sz w:val="22"/>'),
    ("PG3", "PageNumber", False, "<w:i/>"),
    ("PG3", "PageNumber", False, '<w:jc w:val="right"/>'),
    ("FT1", "Bases", False, FONT),
    ("FT1", "Number", True, FONT),
    ("FT2", "AdminBody", False, '<w:color w:val="FF0000"/>'),
    ("FT2", "Signer", True, '<w:color w:val="FF0000"/>'),
    ("SZ1", "AdminBody", False, '<w:sz w:val="30"/>'),
    ("SZ1", "TypeName", False, '<w:sz w:val="32"/>'),
    ("SZ1", "Number", True, '<w:sz w:val="24"/>'),
    ("SZ2", "Motto", True, '<w:sz w:val="26"/>'),
    ("ST1", "Subject", False, '<w:b w:val="0"/>'),
    ("ST1", "Subject", False, "<w:i/>"),
    ("ST1", "Subject", False, "<w:caps/>"),
    ("ST1", "Subject", False, '<w:jc w:val="left"/>'),
    ("ST1", "Parent", True, "<w:b/>"),
    ("ST1", "Number", True, "<w:i/>"),
    ("ST1", "Date", True, '<w:i w:val="0"/>'),
    ("ST1", "Date", True, "<w:caps/>"),
    ("ST1", "Signer", True, '<w:jc w:val="right"/>'),
    ("CC1", "Bases", False, '<w:i w:val="0"/>'),
    ("BD1", "AdminBody", False, '<w:jc w:val="left"/>'),
    ("BD1", "AdminBody", False, '<w:ind w:left="0" w:firstLine="1134"/>'),
    ("BD1", "AdminBody", False, '<w:spacing w:before="20" w:after="0" w:line="240" w:lineRule="auto"/>'),
    ("BD1", "AdminBody", False, '<w:spacing w:before="120" w:after="0" w:line="480" w:lineRule="auto"/>'),
    ("NN1", "Recipients", True, '<w:sz w:val="26"/>'),
    ("NN1", "Recipients", True, "<w:b/>"),
    ("NN1", "RecipientsTitle", True, '<w:i w:val="0"/>'),
    ("HD3", "RuleMotto", True, '<w:ind w:left="2800" w:right="0"/>'),
]  # fmt: skip
_OF_PARAGRAPHS = ("jc", "ind", "spacing")


def kind_of(xml: str) -> str:
    return "pPr" if fragment(xml).tag.removeprefix(W) in _OF_PARAGRAPHS else "rPr"


def layers_of(row: tuple[str, str, bool, str]) -> Iterator[str]:
    rule, _, in_table, xml = row
    yield from OF_RUNS if kind_of(xml) == "rPr" else OF_PARAGRAPHS
    yield from IN_TABLE if in_table else ()
    yield from ("theme",) if rule == "FT1" else ()


CASES = [(row, layer) for row in MUTANTS for layer in layers_of(row)]


def grave(data: bytes) -> list[Finding]:
    return [one for one in check(data) if one.level in ("error", "warning")]


def mutated(data: bytes, style: str, layer: str, xml: str) -> bytes:
    """The property said in one layer alone."""
    kind, tag = kind_of(xml), fragment(xml).tag
    part = HEADER if style == "PageNumber" else BODY
    if layer == "theme":
        data = replaced(data, "word/theme.xml", 'minorFont><a:latin typeface="Times New Roman"',
                        'minorFont><a:latin typeface="Arial"')  # fmt: skip
        xml, layer = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>', "style"
    data = changed(data, part, lambda text: in_part(text, style, layer, kind, tag, xml))
    return changed(data, STYLES, lambda text: in_styles(text, style, layer, kind, tag, xml))


def in_part(text: str, style: str, layer: str, kind: str, tag: str, xml: str) -> str:
    root = etree.fromstring(text.encode())
    for paragraph in root.iter(W + "p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is None or named.get(W + "val") != style:
            continue
        paragraph.set(W + "rsidR", "00AB12CD")  # something changes, whatever the layer
        for holder in [paragraph.find(W + "pPr")] if kind == "pPr" else list(properties_of_runs(paragraph)):
            drop([holder], tag)
            if layer == "direct":
                holder.append(fragment(xml))
            elif layer == "character style":
                holder.insert(0, fragment('<w:rStyle w:val="Tint"/>'))
    return etree.tostring(root, encoding="unicode")


def properties_of_runs(paragraph: Any) -> Iterator[Any]:
    for run in paragraph.iter(W + "r"):
        if run.find(W + "rPr") is None:
            run.insert(0, etree.Element(W + "rPr"))
        yield run.find(W + "rPr")


def drop(holders: Iterable[Any], tag: str) -> None:
    for holder in holders:
        for old in holder.findall(tag):
            holder.remove(old)


def in_styles(text: str, style: str, layer: str, kind: str, tag: str, xml: str) -> str:
    root = etree.fromstring(text.encode())
    styles = {node.get(W + "styleId"): node for node in root.iterchildren(W + "style")}
    defaults = root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
    based: str | None = style
    while based:
        drop(list(styles[based].iter(W + kind)), tag)
        above = styles[based].find(W + "basedOn")
        based = above.get(W + "val") if above is not None else None
    if layer in ("defaults", "table style"):
        drop([defaults], tag)
    holder = {"style": styles[style], "table style": styles["Frame"]}.get(layer)
    if layer in ("base style", "character style"):
        sort, name = ("paragraph", "Base") if layer == "base style" else ("character", "Tint")
        holder = fragment(f'<w:style w:type="{sort}" w:styleId="{name}"><w:name w:val="{name}"/></w:style>')
        root.append(holder)
    if layer == "base style":
        above = styles[style].find(W + "basedOn")
        if above is not None:
            holder.append(fragment(f'<w:basedOn w:val="{above.get(W + "val")}"/>'))
        else:
            above = styles[style].find(W + "name")
            above.addnext(fragment("<w:basedOn/>"))
            above = styles[style].find(W + "basedOn")
        above.set(W + "val", "Base")
    if layer == "defaults":
        defaults.append(fragment(xml))
    elif holder is not None:
        target = holder.find(W + kind)
        if target is None:
            target = etree.SubElement(holder, W + kind)
        target.append(fragment(xml))
    return etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize(("row", "layer"), CASES, ids=lambda value: value if isinstance(value, str) else "-".join(
    (value[0], value[1], fragment(value[3]).tag.removeprefix(W))))  # fmt: skip
def test_a_broken_property_is_found_in_whatever_layer_it_is_set(
    papers: Papers, row: tuple[str, str, bool, str], layer: str
) -> None:
    rule, style, _, xml = row
    paper = papers["plan" if rule == "HD3" else "decision"]
    before = {(one.place, one.what) for one in grave(paper) if one.rule == rule}
    found = [one for one in grave(mutated(paper, style, layer, xml)) if one.rule == rule]
    fresh = [one for one in found if (one.place, one.what) not in before]
    assert fresh
    off = 'w:val="0"' in xml  # what is off because nothing turns it on is set nowhere
    assert off or not any(one.origin for one in fresh) or any(LAYERS[layer] in one.origin for one in fresh), [
        one.origin for one in fresh
    ]


def test_a_theme_font_is_found(papers: Papers) -> None:
    named = '<w:rFonts w:ascii="Times New Roman"'
    by_theme = named.replace(" ", ' w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" ', 1)
    themed = replaced(papers["decision"], STYLES, named, by_theme)
    assert not [one for one in grave(themed) if one.rule == "FT1"]  # the theme itself says Times New Roman
    minor = '<a:minorFont><a:latin typeface="{}"/>'
    theme = replaced(themed, "word/theme.xml", minor.format("Times New Roman"), minor.format("Calibri"))
    found = [one for one in grave(theme) if one.rule == "FT1"]
    assert {one.measured for one in found} == {"Calibri"}
    assert "chủ đề" in found[0].origin
    bare = replaced(theme, "word/theme.xml", "minorFont", "otherFont", 2)
    unknown = [one for one in check(bare) if one.rule == "FT1"]
    assert {one.level for one in unknown} == {"unknown"}  # a font that the file does not tell is not called right


def test_a_character_style_toggles_what_the_paragraph_style_sets(papers: Papers) -> None:
    """Italic in a character style over an italic paragraph style is upright, as Word prints it."""
    styled = replaced(
        papers["decision"],
        STYLES,
        "</w:styles>",
        '<w:style w:type="character" w:styleId="Soft"><w:name w:val="Soft"/><w:rPr><w:i/></w:rPr></w:style></w:styles>',
    )
    data = replaced(styled, BODY, f"{T}Căn cứ Kế", f'<w:rPr><w:rStyle w:val="Soft"/></w:rPr>{T}Căn cứ Kế')
    (found,) = [one for one in grave(data) if one.rule == "CC1"]
    assert found.measured == "đứng" and found.text.startswith("Căn cứ Kế hoạch")
    both = replaced(data, BODY, '<w:rStyle w:val="Soft"/>', '<w:rStyle w:val="Soft"/><w:i/>')
    assert not [one for one in grave(both) if one.rule == "CC1"]  # direct formatting is final


def test_indents_of_automatic_numbering_count(papers: Papers) -> None:
    style = '<w:pStyle w:val="Bases"/>'
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbered = replaced(papers["decision"], BODY, style, style + numbering)
    assert not [one for one in grave(numbered) if one.rule == "BD1"]  # 15 mm less 5 hanging
    numbered = replaced(numbered, "word/numbering.xml", 'w:hanging="284"', 'w:hanging="0"')
    (found,) = [one for one in grave(numbered) if one.rule == "BD1"]
    assert (found.what, found.origin) == ("lùi dòng đầu", "đánh số tự động")


def test_conditional_formats_of_a_table_style(papers: Papers) -> None:
    """The first row of a table style in green: the agency's and the state's lines, not those of the second row."""
    green = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="00B050"/></w:rPr></w:tblStylePr>'
    data = restyled(papers["decision"], "Frame", lambda node: node.append(fragment(green)))
    found = [one for one in grave(data) if one.rule == "FT2"]
    rows = {one.place.tables[0][1] for one in found if one.place.tables[0][0] == 1}
    assert rows == {1}
