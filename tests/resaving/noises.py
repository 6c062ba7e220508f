"""What Word does to the XML whenever it saves, by its name: NOISES."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable

from lxml import etree

from tests.resaving.files import MAIN, MAIN_NS, MAIN_RELS, W14, File, R, W, extension, holding, properties, w

Noise = Callable[[File, random.Random], None]


def _hex(rng: random.Random) -> str:
    return f"{rng.getrandbits(32):08X}"


def _revision_ids(file: File, rng: random.Random) -> None:
    for node in file.all("p", "r", "tr", "sectPr"):
        for name in rng.sample(["rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidTr"], 2):
            node.set(W + name, _hex(rng))


def _paragraph_ids(file: File, rng: random.Random) -> None:
    for node in file.all("p", "tr"):
        node.set(f"{W14}paraId", _hex(rng))
        node.set(f"{W14}textId", "77777777")


def _split_runs(file: File, rng: random.Random) -> None:
    for run in file.all("r"):
        text = run.find(f"{W}t")
        if text is None or len(text.text or "") < 2 or len(run.findall(f"{W}t")) > 1 or rng.random() < 0.7:
            continue
        cut = rng.randint(1, len(text.text) - 1)
        other = copy.deepcopy(run)
        later = other.find(f"{W}t")
        text.text, later.text = text.text[:cut], later.text[cut:]
        for piece in (text, later):
            piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for node in list(run)[run.index(text) + 1 :]:
            run.remove(node)
        for node in list(other)[: other.index(later)]:
            if node.tag != f"{W}rPr":
                other.remove(node)
        run.addnext(other)


def _merged_runs(file: File, rng: random.Random) -> None:
    """Neighbours of one look are one run, as some programs leave them."""
    for run in file.all("r"):
        after = run.getnext()
        if after is not None and after.tag == run.tag and rng.random() < 0.5:
            looks = [etree.tostring(look) if (look := one.find(f"{W}rPr")) is not None else b"" for one in (run, after)]
            if looks[0] == looks[1]:
                run.extend([node for node in after if node.tag != f"{W}rPr"])
                after.getparent().remove(after)


def _empty_runs(file: File, rng: random.Random) -> None:
    for paragraph in rng.sample(found := file.all("p"), len(found) // 4):
        if paragraph.find(f".//{W}fldChar") is None:
            paragraph.append(w("r"))


def _proofing(file: File, rng: random.Random) -> None:
    for run in file.all("r"):
        if rng.random() < 0.2:
            run.addprevious(w("proofErr", type="spellStart"))
            run.addnext(w("proofErr", type="spellEnd"))
        if rng.random() < 0.1 and run.find(f"{W}t") is not None:
            run.insert(1 if run.find(f"{W}rPr") is not None else 0, w("lastRenderedPageBreak"))
        if rng.random() < 0.2:
            run_properties = properties(run, "rPr")
            run_properties.append(w("noProof"))
            run_properties.append(w("lang", val=rng.choice(["vi-VN", "en-US"])))


def _own_bookmarks(file: File, rng: random.Random) -> None:
    """Where Word stood last, what was copied, headings that a table of contents leads to."""
    for number, name in enumerate(("_GoBack", "_Hlk200000000", "_Toc200000000"), start=9000):
        paragraph = rng.choice(list(file.body.iter(f"{W}p")))
        paragraph.append(w("bookmarkStart", id=str(number), name=name))
        paragraph.append(w("bookmarkEnd", id=str(number)))


def _spelling_of_flags(file: File, rng: random.Random) -> None:
    flags = ("b", "i", "keepNext", "cantSplit", "tblHeader", "pageBreakBefore", "titlePg", "bCs", "iCs")
    for node in (*file.all(*flags), *file.tree("word/styles.xml").iter(*(W + one for one in flags))):
        on = node.get(W + "val", "1") in ("1", "true", "on")
        node.set(W + "val", rng.choice(["1", "true", "on"] if on else ["0", "false", "off"]))
        if on and rng.random() < 0.5:
            del node.attrib[W + "val"]


def _said_anyway(file: File, rng: random.Random) -> None:
    """What Word takes where nothing is said, said."""
    for section in file.all("sectPr"):
        for node in (w("cols", space="720"), w("docGrid", linePitch="360")):
            if section.find(node.tag) is None:
                section.append(node)
        section.find(f"{W}pgMar").set(f"{W}gutter", "0")
        section.find(f"{W}pgSz").set(f"{W}code", "9")
    for node in file.all("shd"):
        node.set(f"{W}color", "auto")
    for paragraph in rng.sample(found := file.all("pPr"), len(found) // 5):
        paragraph.append(w("widowControl", val="1"))
        if paragraph.find(f"{W}rPr") is None:
            mark = w("rPr")
            mark.append(w("lang", val="vi-VN"))
            paragraph.append(mark)
    for cell in file.all("vMerge"):
        if cell.get(f"{W}val") == "continue":
            del cell.attrib[f"{W}val"]


def _said_twice(file: File, rng: random.Random) -> None:
    """What the style of a paragraph says, said once more of the paragraph and its runs."""
    styles = {one.get(f"{W}styleId"): one for one in file.tree("word/styles.xml").iter(f"{W}style")}
    for chosen in file.all("pStyle"):
        style, paragraph = styles.get(chosen.get(f"{W}val")), chosen.getparent().getparent()
        if style is None or paragraph.tag != f"{W}p" or rng.random() < 0.7:
            continue
        plain_runs = [run for run in paragraph.iterchildren(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is None]
        for holder, tags, nodes in (("pPr", ("jc", "keepNext"), [paragraph]), ("rPr", ("b", "i", "sz"), plain_runs)):
            for said in (one for tag in tags for one in style.iterfind(f"{W}{holder}/{W}{tag}")):
                for own in (properties(node, holder) for node in nodes):
                    if own.find(said.tag) is None:
                        own.append(copy.deepcopy(said))


def _start_and_end(file: File, rng: random.Random) -> None:
    """Left and right as newer programs spell them."""
    names = {"left": "start", "right": "end"}
    for node in file.all("ind", "jc"):
        for name, value in list(node.attrib.items()):
            bare = name.removeprefix(W)
            del node.attrib[name]
            node.set(W + names.get(bare, bare), names.get(value, value))


def _namespaces(file: File, rng: random.Random) -> None:
    for root in (*file.texts(), file.tree("word/styles.xml")):
        root.set("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "w14 w15 wp14")


def _tables(file: File, rng: random.Random) -> None:
    for node in file.all("gridCol"):
        node.set(f"{W}w", str(int(node.get(f"{W}w")) + rng.randint(-3, 3)))
    for node in file.all("tcW"):
        if node.get(f"{W}type") == "pct":
            node.set(f"{W}w", str(int(node.get(f"{W}w")) + rng.randint(-1, 1)))
    for node in file.all("tblLook"):
        node.attrib.clear()
        node.set(f"{W}val", "04A0")
    for node in file.all("trPr", "tcPr"):
        if rng.random() < 0.3:
            node.insert(0, w("cnfStyle", val="000000100000"))


def _pages_counted(file: File, rng: random.Random) -> None:
    """Page numbers worked out, the table of contents written anew, in a style that nothing else has."""
    link_style = w("style", type="character", styleId="Lienket")
    link_style.append(w("name", val="Hyperlink"))
    file.tree("word/styles.xml").append(link_style)
    for paragraph in file.all("p"):
        hidden = ""
        for node in paragraph.iter(f"{W}instrText", f"{W}fldChar", f"{W}t"):
            if node.tag == f"{W}instrText":
                hidden = "page" if (node.text or "").split()[:1][0] in ("PAGE", "NUMPAGES") else ""
            elif node.get(f"{W}fldCharType") == "end":
                hidden = ""
            elif node.tag == f"{W}t" and hidden:
                node.text = str(rng.randint(2, 90))
    for paragraph in file.body.iterchildren(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in ("TOC1", "TOC2"):
            for link in paragraph.iter(f"{W}hyperlink"):
                run = holding(w("r"), holding(w("rPr"), w("rStyle", val="Lienket")), w("tab"))
                page = w("t")
                page.text = str(rng.randint(2, 90))
                run.append(page)
                link.append(run)


def _numbers_counted(file: File, rng: random.Random) -> None:
    """Lists and their definitions numbered anew."""
    if "word/numbering.xml" not in file:
        return
    more = rng.randint(10, 90)
    numbering, styles = file.tree("word/numbering.xml"), file.tree("word/styles.xml")
    for root in (*file.texts(), numbering, styles):
        for node in root.iter(f"{W}numId"):
            if node.get(f"{W}val") != "0":
                node.set(f"{W}val", str(int(node.get(f"{W}val")) + more))
    for node in numbering.iter(f"{W}num"):
        node.set(f"{W}numId", str(int(node.get(f"{W}numId")) + more))
        abstract = node.find(f"{W}abstractNumId")
        abstract.set(f"{W}val", str(int(abstract.get(f"{W}val")) + more))
    for node in numbering.iter(f"{W}abstractNum"):
        node.set(f"{W}abstractNumId", str(int(node.get(f"{W}abstractNumId")) + more))
        node.insert(0, w("nsid", val=_hex(rng)))
        for level in node.iter(f"{W}lvl"):
            level.set(f"{W}tplc", _hex(rng))


def _style_ids(file: File, rng: random.Random) -> None:
    """Ids as a Word of another language spells them; the names stay."""
    styles = file.tree("word/styles.xml")
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    roots = [*file.texts(), styles, *([file.tree("word/numbering.xml")] if "word/numbering.xml" in file else [])]
    ids = {node.get(f"{W}styleId"): f"a{number}" for number, node in enumerate(styles.iter(f"{W}style"))}
    for node in styles.iter(f"{W}style"):
        node.set(f"{W}styleId", ids[node.get(f"{W}styleId")])
    for root in roots:
        for node in root.iter(*(W + tag for tag in tags)):
            node.set(f"{W}val", ids.get(node.get(f"{W}val"), node.get(f"{W}val")))


def _styles_added(file: File, rng: random.Random) -> None:
    styles = file.tree("word/styles.xml")
    latent = w("latentStyles", defLockedState="0", count="376")
    latent.append(w("lsdException", name="Normal", uiPriority="0"))
    styles.insert(1, latent)
    unused = w("style", type="paragraph", styleId=f"Unused{_hex(rng)}")
    unused.append(w("name", val="Balloon Text"))
    styles.append(unused)
    for style in styles.iter(f"{W}style"):
        style.append(w("rsid", val=_hex(rng)))
        style.append(w("uiPriority", val="99"))


def _defaults_moved(file: File, rng: random.Random) -> None:
    """What the file's defaults say of size goes to Normal, which all others are based on."""
    styles = file.tree("word/styles.xml")
    every = [one for one in styles.iter(f"{W}style") if one.get(f"{W}type") == "paragraph"]
    normal = [one for one in every if one.find(f"{W}basedOn") is None]
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if len(normal) == 1 and defaults is not None:
        holder = normal[0].find(f"{W}rPr")
        if holder is None:
            holder = etree.SubElement(normal[0], f"{W}rPr")
        for tag in ("sz", "szCs"):
            node = defaults.find(W + tag)
            if node is not None and holder.find(W + tag) is None:
                holder.append(node)


def _settings(file: File, rng: random.Random) -> None:
    settings = file.tree("word/settings.xml")
    settings.insert(0, w("zoom", percent=str(rng.randint(50, 200))))
    settings.append(w("rsids"))
    settings[-1].append(w("rsidRoot", val=_hex(rng)))
    settings.append(w("shapeDefaults"))
    settings.append(w("updateFields", val="0"))
    settings.append(holding(w("footnotePr"), w("footnote", id="-1"), w("footnote", id="0")))


def _side_parts(file: File, rng: random.Random) -> None:
    """Parts that Word puts beside the document: its own counts, footnotes without any note, the data of add-ins."""
    separators = "".join(f'<w:footnote w:type="separator" w:id="{n}"><w:p/></w:footnote>' for n in (-1, 0))
    if "word/footnotes.xml" not in file:
        file.part("word/footnotes.xml", "footnotes", f'<w:footnotes xmlns:w="{MAIN_NS}">{separators}</w:footnotes>')
    if "word/webSettings.xml" not in file:
        file.part("word/webSettings.xml", "webSettings", f'<w:webSettings xmlns:w="{MAIN_NS}"/>')
    if "docProps/app.xml" not in file:
        made = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
        words = f'<Properties xmlns="{made}"><Words>{rng.randint(1, 9999)}</Words></Properties>'
        file.part("docProps/app.xml", "extended-properties", words, "_rels/.rels")
    if "customXml/item1.xml" not in file:
        file.part("customXml/item1.xml", "customXml", '<b:Sources xmlns:b="urn:x"/>', "_rels/.rels")


def _pictures(file: File, rng: random.Random) -> None:
    """Ids counted anew, and what newer versions add."""
    for node in file.body.iter("{*}docPr", "{*}cNvPr"):
        node.set("id", str(rng.randint(1, 999)))
        node.set("name", f"Picture {rng.randint(1, 9)}")
    for node in file.body.iter("{*}blip"):
        if node.find("{*}extLst") is None:
            node.append(extension("useLocalDpi"))


def _core(file: File, rng: random.Random) -> None:
    for node in file.tree("docProps/core.xml"):
        if etree.QName(node).localname in ("lastModifiedBy", "revision", "modified"):
            node.text = _hex(rng)


def _relations(file: File, rng: random.Random) -> None:
    """Relationships with other ids, parts with other names."""
    lines = file.tree(MAIN_RELS)
    ids = {line.get("Id"): f"rId{_hex(rng)}" for line in lines}
    for line in lines:
        line.set("Id", ids[line.get("Id")])
    for node in file.tree(MAIN).iter("*"):
        for name, value in node.attrib.items():
            if name.startswith(R) and value in ids:
                node.set(name, ids[value])
    for name in [one for one in file.parts if re.match(r"word/(header|footer|media/)", one)]:
        file.rename(name, re.sub(r"(header|footer|media/)", rf"\g<1>{rng.randint(10, 99)}", name, count=1))


def _attribute_order(file: File, rng: random.Random) -> None:
    for root in (*file.texts(), file.tree("word/styles.xml")):
        for node in root.iter("*"):
            said = list(node.attrib.items())
            rng.shuffle(said)
            node.attrib.clear()
            for name, value in said:
                node.set(name, value)


NOISES: dict[str, Noise] = {
    "rsid": _revision_ids,
    "paraId": _paragraph_ids,
    "runs split": _split_runs,
    "runs merged": _merged_runs,
    "empty runs": _empty_runs,
    "proofing": _proofing,
    "own bookmarks": _own_bookmarks,
    "flags": _spelling_of_flags,
    "defaults said": _said_anyway,
    "said twice": _said_twice,
    "start and end": _start_and_end,
    "namespaces": _namespaces,
    "tables": _tables,
    "page numbers": _pages_counted,
    "list ids": _numbers_counted,
    "style ids": _style_ids,
    "styles added": _styles_added,
    "defaults moved": _defaults_moved,
    "settings": _settings,
    "side parts": _side_parts,
    "pictures": _pictures,
    "core": _core,
    "relationships": _relations,
    "attribute order": _attribute_order,
}
