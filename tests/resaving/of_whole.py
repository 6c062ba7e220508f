"""Edits of what is not in the text: pages, headers, styles, lists, pictures, properties."""

from __future__ import annotations

import copy
import random

from lxml import etree

from tests.resaving.files import MAIN_RELS, File, R, W, extension, w
from tests.resaving.finding import place_of, text_of, written


def picture_replaced(file: File, rng: random.Random) -> str | None:
    media = [name for name in file.parts if name.startswith("word/media/")]
    if not media:
        return None
    file.parts[rng.choice(media)] += b"\0"
    return place_of(next(next(file.body.iter(f"{W}drawing")).iterancestors(f"{W}p")))


def picture_brightened(file: File, rng: random.Random) -> str | None:
    """Word keeps corrections of a picture in an extension."""
    pictures = list(file.body.iter("{*}blip"))
    if not pictures:
        return None
    picture = rng.choice(pictures)
    picture.append(extension("imgProps"))
    return place_of(next(picture.iterancestors(f"{W}p")))


def margin(file: File, rng: random.Random) -> str:
    margins = rng.choice(file.all("pgMar"))
    side = rng.choice(["top", "left", "bottom", "right", "header", "footer"])
    margins.set(W + side, str(int(margins.get(W + side)) + 57))
    return "phần "


def landscape(file: File, rng: random.Random) -> str:
    size = rng.choice(file.all("pgSz"))
    size.set(f"{W}orient", "portrait" if size.get(f"{W}orient") == "landscape" else "landscape")
    return "phần "


def columns(file: File, rng: random.Random) -> str:
    section = rng.choice(file.all("sectPr"))
    for old in section.findall(f"{W}cols"):
        section.remove(old)
    section.append(w("cols", num="2", space="720"))
    return "phần "


def running_text(file: File, rng: random.Random) -> str | None:
    texts = [one for root in file.texts()[1:] for one in root.iter(f"{W}t") if (one.text or "").strip(" 0123456789")]
    if not texts:
        return None
    text = rng.choice(texts)
    text.text += "ă"
    return "đầu trang" if text.getroottree().getroot().tag == f"{W}hdr" else "chân trang"


def running_gone(file: File, rng: random.Random) -> str | None:
    """The header and footer that say something, taken from the first section."""
    found = [one for one in file.all("footerReference", "headerReference") if one.get(f"{W}type") == "default"]
    lines = {line.get("Id"): f"word/{line.get('Target')}" for line in file.tree(MAIN_RELS)}
    found = [one for one in found if text_of(file.tree(lines[one.get(f"{R}id")]))]
    if not found:
        return None
    found[0].getparent().remove(found[0])
    return "đầu trang" if found[0].tag == f"{W}headerReference" else "chân trang"


def style_size(file: File, rng: random.Random) -> str:
    used = {node.find(f"{W}pPr/{W}pStyle") for node in written(file)} - {None}
    chosen = rng.choice(sorted(node.get(f"{W}val") for node in used))
    style = next(one for one in file.tree("word/styles.xml").iter(f"{W}style") if one.get(f"{W}styleId") == chosen)
    holder = style.find(f"{W}rPr")
    if holder is None:
        holder = etree.SubElement(style, f"{W}rPr")
    for old in holder.findall(f"{W}sz"):
        holder.remove(old)
    holder.append(w("sz", val="45"))
    return f"kiểu “{style.find(f'{W}name').get(f'{W}val')}”"


def list_numbering(file: File, rng: random.Random) -> str | None:
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


def level_text(file: File, rng: random.Random) -> str | None:
    used = {node.get(f"{W}val") for node in file.body.iter(f"{W}pStyle")}
    levels = file.tree("word/numbering.xml").iter(f"{W}lvl") if "word/numbering.xml" in file else ()
    of_used = [
        one for one in levels if one.find(f"{W}pStyle") is not None and one.find(f"{W}pStyle").get(f"{W}val") in used
    ]
    if not of_used:
        return None
    rng.choice(of_used).find(f"{W}lvlText").set(f"{W}val", "§ %1)")
    return "kiểu "


def title(file: File, rng: random.Random) -> str:
    for node in file.tree("docProps/core.xml"):
        if etree.QName(node).localname == rng.choice(["title", "title", "subject"]):
            node.text += " (sửa)"
            return "thuộc tính tài liệu"
    return title(file, rng)
