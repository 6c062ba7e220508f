"""Word files saved again without a change (`resaved`), and with one (`edited`): what tells a re-save from a hand edit.

NOISES do to the XML what Word does whenever it saves; EDITS do what a person does, one thing each, at a random place,
and return where in the words that problems use ('' in part: None when the document has nothing to do it to).
"""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

Element = Any
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_W}}}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{_R}}}"
_TYPES = "[Content_Types].xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MAIN = "word/document.xml"
_MAIN_RELS = "word/_rels/document.xml.rels"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class File:
    """The parts of a Word file, XML parts parsed when asked for."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        self.trees: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def tree(self, name: str) -> Element:
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @property
    def body(self) -> Element:
        return self.tree(_MAIN).find(f"{W}body")

    def texts(self) -> list[Element]:
        """The roots of body, headers and footers."""
        names = [_MAIN, *(name for name in self.parts if re.fullmatch(r"word/(header|footer)\w*\.xml", name))]
        return [self.tree(name) for name in names]

    def all(self, *tags: str) -> list[Element]:
        return [node for root in self.texts() for node in root.iter(*(W + tag for tag in tags))]

    def put(self, name: str, data: bytes | Element) -> None:
        self.trees.pop(name, None)
        self.parts[name] = data if isinstance(data, bytes) else etree.tostring(data)

    def part(self, name: str, kind: str, data: str, owner: str = _MAIN_RELS) -> str:
        """Add a part with its content type and the relationship to it; the id of that."""
        self.put(name, data.encode())
        etree.SubElement(self.tree(_TYPES), f"{_CT}Override", PartName=f"/{name}", ContentType=_content_type(kind))
        rels = self.tree(owner)
        identifier = f"rIdNew{len(rels)}"
        base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        target = name.removeprefix("word/") if owner == _MAIN_RELS else name
        etree.SubElement(rels, f"{_RELS}Relationship", Id=identifier, Type=base + kind, Target=target)
        return identifier

    def rename(self, old: str, new: str) -> None:
        """Another name for a part of the main document, wherever it is named."""
        self.parts[new] = self.parts.pop(old)
        if old in self.trees:
            self.trees[new] = self.trees.pop(old)
        for line in self.tree(_TYPES):
            if line.get("PartName") == f"/{old}":
                line.set("PartName", f"/{new}")
        for line in self.tree(_MAIN_RELS):
            if f"word/{line.get('Target')}" == old:
                line.set("Target", new.removeprefix("word/"))

    def xml(self) -> dict[str, bytes]:
        return {**self.parts, **{name: etree.tostring(root) for name, root in self.trees.items()}}

    def bytes(self) -> bytes:
        return zipped(self.xml())


def zipped(parts: dict[str, bytes], rng: random.Random | None = None) -> bytes:
    """The parts as an archive; with `rng` in any order, of any date, packed more or less."""
    names = list(parts)
    if rng:
        rng.shuffle(names)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            day = (
                (rng.randint(1980, 2040), rng.randint(1, 12), rng.randint(1, 28), 1, 2, 4)
                if rng
                else (1980, 1, 1, 0, 0, 0)
            )
            info = zipfile.ZipInfo(name, day)
            info.compress_type = rng.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]) if rng else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return out.getvalue()


def _content_type(kind: str) -> str:
    return {
        "extended-properties": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "custom-properties": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "customXml": "application/xml",
    }.get(kind, f"{_WORD_TYPE}.{kind}+xml")


def w(tag: str, **attributes: str) -> Element:
    """An element of the main namespace, its attributes too."""
    return etree.Element(W + tag, {W + name: value for name, value in attributes.items()}, nsmap={"w": _W})


def holding(node: Element, *inside: Element) -> Element:
    """The element with others put into it."""
    node.extend(inside)
    return node


def properties(node: Element, tag: str) -> Element:
    """The w:pPr, w:rPr… of an element, made when there is none."""
    found = node.find(W + tag)
    if found is None:
        found = w(tag)
        node.insert(0, found)
    return found


# --- noise of saving

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
            looks = [
                etree.tostring(one.find(f"{W}rPr")) if one.find(f"{W}rPr") is not None else b"" for one in (run, after)
            ]
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


def _go_back(file: File, rng: random.Random) -> None:
    paragraph = rng.choice(list(file.body.iter(f"{W}p")))
    paragraph.append(w("bookmarkStart", id="9000", name="_GoBack"))
    paragraph.append(w("bookmarkEnd", id="9000"))


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
    """Page numbers worked out, the table of contents written anew."""
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
                run = w("r")
                run.append(w("tab"))
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


def _side_parts(file: File, rng: random.Random) -> None:
    """Parts that Word puts beside the document: its own counts, footnotes without any note, the data of add-ins."""
    separators = "".join(f'<w:footnote w:type="separator" w:id="{n}"><w:p/></w:footnote>' for n in (-1, 0))
    if "word/footnotes.xml" not in file:
        file.part("word/footnotes.xml", "footnotes", f'<w:footnotes xmlns:w="{_W}">{separators}</w:footnotes>')
    if "word/webSettings.xml" not in file:
        file.part("word/webSettings.xml", "webSettings", f'<w:webSettings xmlns:w="{_W}"/>')
    if "docProps/app.xml" not in file:
        made = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
        words = f'<Properties xmlns="{made}"><Words>{rng.randint(1, 9999)}</Words></Properties>'
        file.part("docProps/app.xml", "extended-properties", words, "_rels/.rels")
    if "customXml/item1.xml" not in file:
        file.part("customXml/item1.xml", "customXml", '<b:Sources xmlns:b="urn:x"/>', "_rels/.rels")


def _core(file: File, rng: random.Random) -> None:
    for node in file.tree("docProps/core.xml"):
        if etree.QName(node).localname in ("lastModifiedBy", "revision", "modified"):
            node.text = _hex(rng)


def _relations(file: File, rng: random.Random) -> None:
    """Relationships with other ids, headers, footers and pictures with other names."""
    lines = file.tree(_MAIN_RELS)
    ids = {line.get("Id"): f"rId{_hex(rng)}" for line in lines}
    for line in lines:
        line.set("Id", ids[line.get("Id")])
    for node in file.tree(_MAIN).iter("*"):
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
    "_GoBack": _go_back,
    "flags": _spelling_of_flags,
    "defaults said": _said_anyway,
    "tables": _tables,
    "page numbers": _pages_counted,
    "list ids": _numbers_counted,
    "style ids": _style_ids,
    "styles added": _styles_added,
    "defaults moved": _defaults_moved,
    "settings": _settings,
    "side parts": _side_parts,
    "core": _core,
    "relationships": _relations,
    "attribute order": _attribute_order,
}


def resaved(data: bytes, rng: random.Random, noises: list[str] | None = None) -> bytes:
    """The same document as another save would write it: some of NOISES, another prefix, another archive."""
    file = File(data)
    for name in noises if noises is not None else rng.sample(list(NOISES), rng.randint(1, len(NOISES))):
        NOISES[name](file, rng)
    parts = file.xml()
    if rng.random() < 0.5:
        parts = {name: _other_prefix(part) if name.startswith("word/") else part for name, part in parts.items()}
    return zipped(parts, rng)


def _other_prefix(part: bytes) -> bytes:
    """XML with another prefix for the main namespace, declared otherwise."""
    if b"<w:" not in part[:200]:
        return part
    text = re.sub(rb"<[^>]*>", lambda tag: re.sub(rb"(?<=[</\s])w:(?=\w+[\s=/>])", b"main:", tag[0]), part)
    text = text.replace(b"xmlns:w=", b"xmlns:main=")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + text.removeprefix(text[: text.index(b"<main:")])


# --- edits

Edit = Callable[[File, random.Random], "str | None"]


def place_of(node: Element) -> str:
    """Where an element stands: `bảng 1, hàng 2, ô 1, đoạn 3`."""
    words = {f"{W}tbl": "bảng", f"{W}tr": "hàng", f"{W}tc": "ô", f"{W}p": "đoạn"}
    line = [one for one in (node, *node.iterancestors()) if one.tag in words]
    return ", ".join(
        f"{words[one.tag]} {1 + len(list(one.itersiblings(one.tag, preceding=True)))}" for one in line[::-1]
    )


def _written(file: File) -> list[Element]:
    """Paragraphs of the body that say something, without fields and not written by Word."""
    return [node for node in file.body.iter(f"{W}p") if _text_of(node) and _plain(node)]


def _plain(paragraph: Element) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    contents = style is not None and style.get(f"{W}val", "").startswith("TOC")
    odd = paragraph.find(f".//{W}fldChar"), paragraph.find(f".//{W}hyperlink"), paragraph.find(f".//{W}drawing")
    return not contents and odd == (None, None, None)


def _text_of(node: Element) -> str:
    return "".join(one.text or "" for one in node.iter(f"{W}t")).strip()


def _some(file: File, rng: random.Random) -> Element:
    return rng.choice(_written(file))


def _some_text(file: File, rng: random.Random) -> tuple[Element, Element]:
    paragraph = _some(file, rng)
    return paragraph, rng.choice([one for one in paragraph.iter(f"{W}t") if (one.text or "").strip()])


def _letter(file: File, rng: random.Random) -> str:
    paragraph, text = _some_text(file, rng)
    at = rng.randrange(len(text.text))
    text.text = text.text[:at] + ("ô" if text.text[at] != "ô" else "o") + text.text[at + 1 :]
    return place_of(paragraph)


def _space(file: File, rng: random.Random) -> str:
    paragraph, text = _some_text(file, rng)
    at = rng.randint(1, len(text.text))
    text.text = f"{text.text[:at]} {text.text[at:]}"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return place_of(paragraph)


def _look(node: Element) -> Edit:
    """Something set of one run; by what the built documents never are."""

    def edit(file: File, rng: random.Random) -> str:
        paragraph, text = _some_text(file, rng)
        holder = properties(text.getparent(), "rPr")
        for same in holder.findall(node.tag):
            holder.remove(same)
        holder.append(copy.deepcopy(node))
        return place_of(paragraph)

    return edit


def _bold_word(file: File, rng: random.Random) -> str:
    """One word of a run turned: bold if it was not (by its style or by itself), else light."""
    paragraph, text = _some_text(file, rng)
    run, words = text.getparent(), text.text
    start = rng.choice([match.start() for match in re.finditer(r"\S+", words)])
    end = start + len(re.match(r"\S+", words[start:])[0])  # type: ignore[index]
    for number, piece in enumerate((words[:start], words[start:end], words[end:])):
        if piece:
            one = w("r")
            look = run.find(f"{W}rPr")
            one.append(copy.deepcopy(look) if look is not None else w("rPr"))
            if number == 1:
                for old in one[0].findall(f"{W}b"):
                    one[0].remove(old)
                one[0].append(w("b", val="0" if _is_bold(file, paragraph, run) else "1"))
            letters = w("t")
            letters.text = piece
            letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            one.append(letters)
            text.getparent().addprevious(one)
    run.remove(text)
    return place_of(paragraph)


def _is_bold(file: File, paragraph: Element, run: Element) -> bool:
    styles = {one.get(f"{W}styleId"): one for one in file.tree("word/styles.xml").iter(f"{W}style")}
    holder: Element | None = run
    chosen = paragraph.find(f"{W}pPr/{W}pStyle")
    style = chosen.get(f"{W}val") if chosen is not None else ""
    while holder is not None:
        bold = holder.find(f"{W}rPr/{W}b")
        if bold is not None:
            return bold.get(f"{W}val", "1") in ("1", "true", "on")
        holder = styles.get(style)
        based = holder.find(f"{W}basedOn") if holder is not None else None
        style = based.get(f"{W}val") if based is not None else ""
    return False


def _set(node: Element, holder: str, *within: str) -> Edit:
    """Something set of a paragraph, row, cell or table."""

    def edit(file: File, rng: random.Random) -> str | None:
        found = [one for tag in within for one in file.body.iter(W + tag) if one.tag != f"{W}p" or _plain(one)]
        if not found:
            return None
        chosen = rng.choice(found)
        own = properties(chosen, holder)
        for same in own.findall(node.tag):
            own.remove(same)
        own.append(copy.deepcopy(node))
        return place_of(chosen)

    return edit


def _rows(file: File) -> list[Element]:
    return [row for row in file.body.iter(f"{W}tr") if _text_of(row) and row.find(f".//{W}vMerge") is None]


def _row_added(file: File, rng: random.Random) -> str | None:
    if not _rows(file):
        return None
    row = rng.choice(_rows(file))
    row.addnext(copy.deepcopy(row))
    return place_of(row.getparent())


def _row_removed(file: File, rng: random.Random) -> str | None:
    if not _rows(file):
        return None
    row = rng.choice(_rows(file))
    place = place_of(row.getparent())
    row.getparent().remove(row)
    return place


def _rows_swapped(file: File, rng: random.Random) -> str | None:
    found = [(one, one.getnext()) for one in _rows(file) if one.getnext() in _rows(file)]
    found = [(one, other) for one, other in found if _text_of(one) != _text_of(other)]
    if not found:
        return None
    one, other = rng.choice(found)
    other.addnext(one)
    return place_of(one.getparent())


def _cells_merged(file: File, rng: random.Random) -> str | None:
    cells = [cell for row in _rows(file) for cell in row.iterchildren(f"{W}tc") if cell.getnext() is not None]
    if not cells:
        return None
    cell = rng.choice(cells)
    after = cell.getnext()
    spans = [one.find(f"{W}tcPr/{W}gridSpan") for one in (cell, after)]
    whole = sum(int(one.get(f"{W}val")) if one is not None else 1 for one in spans)
    if spans[0] is not None:
        spans[0].getparent().remove(spans[0])
    properties(cell, "tcPr").append(w("gridSpan", val=str(whole)))
    cell.extend(after.findall(f"{W}p"))
    after.getparent().remove(after)
    return place_of(cell.getparent())


def _column_dragged(file: File, rng: random.Random) -> str | None:
    found = [
        one for one in file.body.iter(f"{W}tc") if one.getnext() is not None and _width(one) and _width(one.getnext())
    ]
    if not found:
        return None
    cell = rng.choice(found)
    moved = _width(cell) // 3
    for one, width in ((cell, _width(cell) - moved), (cell.getnext(), _width(cell.getnext()) + moved)):
        one.find(f"{W}tcPr/{W}tcW").set(f"{W}w", str(width))
    return place_of(cell.getparent())


def _width(cell: Element) -> int:
    node = cell.find(f"{W}tcPr/{W}tcW")
    return int(node.get(f"{W}w")) if node is not None and node.get(f"{W}type") in ("dxa", "pct") else 0


def _picture_replaced(file: File, rng: random.Random) -> str | None:
    media = [name for name in file.parts if name.startswith("word/media/")]
    if not media:
        return None
    file.parts[rng.choice(media)] += b"\0"
    return place_of(next(next(file.body.iter(f"{W}drawing")).iterancestors(f"{W}p")))


def _margin(file: File, rng: random.Random) -> str:
    margins = rng.choice(file.all("pgMar"))
    side = rng.choice(["top", "left", "bottom", "right", "header", "footer"])
    margins.set(W + side, str(int(margins.get(W + side)) + 57))
    return "phần "


def _landscape(file: File, rng: random.Random) -> str:
    size = rng.choice(file.all("pgSz"))
    size.set(f"{W}orient", "portrait" if size.get(f"{W}orient") == "landscape" else "landscape")
    return "phần "


def _columns(file: File, rng: random.Random) -> str:
    section = rng.choice(file.all("sectPr"))
    for old in section.findall(f"{W}cols"):
        section.remove(old)
    section.append(w("cols", num="2", space="720"))
    return "phần "


def _running_text(file: File, rng: random.Random) -> str | None:
    texts = [one for root in file.texts()[1:] for one in root.iter(f"{W}t") if (one.text or "").strip(" 0123456789")]
    if not texts:
        return None
    text = rng.choice(texts)
    text.text += "ă"
    return "đầu trang" if text.getroottree().getroot().tag == f"{W}hdr" else "chân trang"


def _running_gone(file: File, rng: random.Random) -> str | None:
    """The header and footer that say something, taken from the first section."""
    found = [one for one in file.all("footerReference", "headerReference") if one.get(f"{W}type") == "default"]
    lines = {line.get("Id"): f"word/{line.get('Target')}" for line in file.tree(_MAIN_RELS)}
    found = [one for one in found if _text_of(file.tree(lines[one.get(f"{R}id")]))]
    if not found:
        return None
    found[0].getparent().remove(found[0])
    return "đầu trang" if found[0].tag == f"{W}headerReference" else "chân trang"


def _note(kind: str) -> Edit:
    """A footnote or a comment put into a paragraph, in a part of its own."""

    def edit(file: File, rng: random.Random) -> str | None:
        if f"word/{kind}s.xml" in file:
            return None
        own = f'<w:{kind} w:id="7" w:author="An"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:{kind}>'
        file.part(f"word/{kind}s.xml", f"{kind}s", f'<w:{kind}s xmlns:w="{_W}">{own}</w:{kind}s>')
        paragraph = _some(file, rng)
        run = w("r")
        run.append(w(f"{kind}Reference", id="7"))
        paragraph.append(run)
        return place_of(paragraph)

    return edit


def _style_size(file: File, rng: random.Random) -> str:
    used = {node.find(f"{W}pPr/{W}pStyle") for node in _written(file)} - {None}
    chosen = rng.choice(sorted(node.get(f"{W}val") for node in used))
    style = next(one for one in file.tree("word/styles.xml").iter(f"{W}style") if one.get(f"{W}styleId") == chosen)
    holder = style.find(f"{W}rPr")
    if holder is None:
        holder = etree.SubElement(style, f"{W}rPr")
    for old in holder.findall(f"{W}sz"):
        holder.remove(old)
    holder.append(w("sz", val="45"))
    return f"kiểu “{style.find(f'{W}name').get(f'{W}val')}”"


def _list_numbering(file: File, rng: random.Random) -> str | None:
    """A numbered paragraph goes on in a list of its own."""
    used = {node.get(f"{W}val") for node in file.body.iter(f"{W}pStyle")}
    numbering, styles = file.tree("word/numbering.xml"), file.tree("word/styles.xml")
    numbered = {
        style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style") if style.find(f".//{W}numId") is not None
    }
    found = [one for one in file.body.iter(f"{W}pStyle") if one.get(f"{W}val") in numbered.keys() & used]
    if not found:
        return None
    style = rng.choice(found)
    old = numbered[style.get(f"{W}val")].find(f".//{W}numId").get(f"{W}val")
    number = copy.deepcopy(next(one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") == old))
    number.set(f"{W}numId", "77")
    override = w("lvlOverride", ilvl="0")
    override.append(w("startOverride", val="1"))
    number.append(override)
    numbering.append(number)
    own = w("numPr")
    own.append(w("numId", val="77"))
    style.addnext(own)
    return place_of(next(style.iterancestors(f"{W}p")))


def _level_text(file: File, rng: random.Random) -> str | None:
    used = {node.get(f"{W}val") for node in file.body.iter(f"{W}pStyle")}
    levels = file.tree("word/numbering.xml").iter(f"{W}lvl") if "word/numbering.xml" in file else ()
    of_used = [
        one for one in levels if one.find(f"{W}pStyle") is not None and one.find(f"{W}pStyle").get(f"{W}val") in used
    ]
    if not of_used:
        return None
    rng.choice(of_used).find(f"{W}lvlText").set(f"{W}val", "§ %1)")
    return "kiểu "


def _tracked(kind: str) -> Edit:
    def edit(file: File, rng: random.Random) -> str:
        paragraph = _some(file, rng)
        change = w(kind, id="5", author="An", date="2026-11-20T08:00:00Z")
        run = rng.choice([one for one in paragraph.iterchildren(f"{W}r") if _text_of(one)])
        if kind == "ins":
            new = w("r")
            new.append(w("t"))
            new[0].text = "thêm"
            change.append(new)
            run.addnext(change)
        else:
            run.addprevious(change)
            change.append(run)
            for text in list(run.iter(f"{W}t")):
                text.tag = f"{W}delText"
        return place_of(paragraph)

    return edit


def _paragraph_gone(file: File, rng: random.Random) -> str | None:
    found = [
        one for one in _written(file) if one.getparent().tag == f"{W}body" and one.find(f"{W}pPr/{W}sectPr") is None
    ]
    if not found:
        return None
    paragraph = rng.choice(found)
    place = place_of(paragraph)
    paragraph.getparent().remove(paragraph)
    return place


def _paragraph_split(file: File, rng: random.Random) -> str | None:
    """Enter in the middle of a paragraph."""
    found = [one for one in _written(file) if one.find(f"{W}pPr/{W}sectPr") is None and len(_text_of(one)) > 2]
    paragraph = rng.choice(found)
    run = next(one for one in paragraph.iterchildren(f"{W}r") if _text_of(one))
    other = copy.deepcopy(paragraph)
    for node in list(paragraph)[paragraph.index(run) + 1 :]:
        paragraph.remove(node)
    later = next(one for one in other.iterchildren(f"{W}r") if _text_of(one))
    for node in list(other)[: other.index(later) + 1]:
        if node.tag != f"{W}pPr":
            other.remove(node)
    paragraph.addnext(other)
    return place_of(paragraph).rpartition("đoạn")[0]


def _page_break(file: File, rng: random.Random) -> str:
    paragraph = _some(file, rng)
    run = w("r")
    run.append(w("br", type="page"))
    paragraph.append(run)
    return place_of(paragraph)


def _title(file: File, rng: random.Random) -> str:
    for node in file.tree("docProps/core.xml"):
        if etree.QName(node).localname == rng.choice(["title", "title", "subject"]):
            node.text += " (sửa)"
            return "thuộc tính tài liệu"
    return _title(file, rng)


def _contents_code(file: File, rng: random.Random) -> str | None:
    codes = [one for one in file.body.iter(f"{W}instrText") if "TOC" in (one.text or "")]
    if not codes:
        return None
    codes[0].text = codes[0].text.replace("TOC", "TOC \\h")
    return place_of(next(codes[0].iterancestors(f"{W}p")))


def _bookmark(file: File, rng: random.Random) -> str:
    paragraph = _some(file, rng)
    paragraph.append(w("bookmarkStart", id="8000", name="DauTrang"))
    paragraph.append(w("bookmarkEnd", id="8000"))
    return place_of(paragraph)


def _link(file: File, rng: random.Random) -> str:
    paragraph, text = _some_text(file, rng)
    link = w("hyperlink", anchor="_Toc000002")
    run = text.getparent()
    run.addprevious(link)
    link.append(run)
    return place_of(paragraph)


def _control(file: File, rng: random.Random) -> str:
    """A content control put round a run."""
    paragraph, text = _some_text(file, rng)
    run = text.getparent()
    control = w("sdt")
    control.append(w("sdtPr"))
    control[0].append(w("alias", val="Ô nhập"))
    control.append(w("sdtContent"))
    run.addprevious(control)
    control[1].append(run)
    return place_of(paragraph)


def _page_number_bold(file: File, rng: random.Random) -> str | None:
    """The page number made otherwise than the words beside it."""
    for root in file.texts()[1:]:
        for sign in root.iter(f"{W}instrText"):
            if (sign.text or "").strip() == "PAGE":
                for run in sign.getparent().itersiblings(f"{W}r"):
                    if run.find(f"{W}t") is not None:
                        properties(run, "rPr").append(w("u", val="double"))
                        return "chân trang" if root.tag == f"{W}ftr" else "đầu trang"
    return None


EDITS: dict[str, Edit] = {
    "one letter": _letter,
    "a space": _space,
    "a word bold": _bold_word,
    "underline": _look(w("u", val="wave")),
    "size": _look(w("sz", val="45")),
    "font": _look(w("rFonts", ascii="Arial", hAnsi="Arial")),
    "colour": _look(w("color", val="FF0000")),
    "highlight": _look(w("highlight", val="yellow")),
    "hidden": _look(w("vanish")),
    "what no one foresaw": _look(w("fitText", val="99")),
    "alignment": _set(w("jc", val="distribute"), "pPr", "p"),
    "indent": _set(w("ind", left="1111"), "pPr", "p"),
    "spacing": _set(w("spacing", before="333"), "pPr", "p"),
    "frame of a paragraph": _set(holding(w("pBdr"), w("top", val="double", sz="4")), "pPr", "p"),
    "tab stop": _set(holding(w("tabs"), w("tab", val="left", pos="4321")), "pPr", "p"),
    "style": _set(w("pStyle", val="Heading4"), "pPr", "p"),
    "shading of a cell": _set(w("shd", val="clear", fill="00FF00"), "tcPr", "tc"),
    "cell aligned": _set(w("vAlign", val="bottom"), "tcPr", "tc"),
    "row hidden": _set(w("hidden"), "trPr", "tr"),
    "row height": _set(w("trHeight", val="1234"), "trPr", "tr"),
    "table style": _set(w("tblStyle", val="TableNormal"), "tblPr", "tbl"),
    "table aligned": _set(w("jc", val="right"), "tblPr", "tbl"),
    "row added": _row_added,
    "row removed": _row_removed,
    "rows swapped": _rows_swapped,
    "cells merged": _cells_merged,
    "column dragged": _column_dragged,
    "picture replaced": _picture_replaced,
    "margin": _margin,
    "orientation": _landscape,
    "columns": _columns,
    "header text": _running_text,
    "header gone": _running_gone,
    "footnote": _note("footnote"),
    "comment": _note("comment"),
    "size of a style": _style_size,
    "list begun anew": _list_numbering,
    "text of a level": _level_text,
    "tracked insertion": _tracked("ins"),
    "tracked deletion": _tracked("del"),
    "paragraph gone": _paragraph_gone,
    "paragraph split": _paragraph_split,
    "page break": _page_break,
    "title": _title,
    "code of a field": _contents_code,
    "bookmark": _bookmark,
    "link": _link,
    "content control": _control,
    "look of a page number": _page_number_bold,
}


def edits(rng: random.Random) -> Iterator[tuple[str, Edit]]:
    """All edits in a random order."""
    names = list(EDITS)
    rng.shuffle(names)
    return ((name, EDITS[name]) for name in names)


def edited(data: bytes, rng: random.Random, name: str = "") -> bytes:
    """The document after one edit, at a random place: the one named, or any that the document has room for."""
    for _, edit in [(name, EDITS[name])] if name else edits(rng):
        file = File(data)
        if edit(file, rng) is not None:
            return file.bytes()
    raise ValueError(f"no place for: {name}")
