"""Edits of words and paragraphs."""

from __future__ import annotations

import copy
import random
import re

from tests.resaving.files import MAIN_NS, Element, File, W, properties, w
from tests.resaving.finding import Edit, place_of, plain, some, some_text, text_of, written


def letter(file: File, rng: random.Random) -> str:
    paragraph, text = some_text(file, rng)
    at = rng.randrange(len(text.text))
    text.text = text.text[:at] + ("ô" if text.text[at] != "ô" else "o") + text.text[at + 1 :]
    return place_of(paragraph)


def space(file: File, rng: random.Random) -> str:
    paragraph, text = some_text(file, rng)
    at = rng.randint(1, len(text.text))
    text.text = f"{text.text[:at]} {text.text[at:]}"
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return place_of(paragraph)


def look(node: Element) -> Edit:
    """Something set of one run; by what the built documents never are."""

    def edit(file: File, rng: random.Random) -> str:
        paragraph, text = some_text(file, rng)
        holder = properties(text.getparent(), "rPr")
        for same in holder.findall(node.tag):
            holder.remove(same)
        holder.append(copy.deepcopy(node))
        return place_of(paragraph)

    return edit


def bold_word(file: File, rng: random.Random) -> str:
    """One word of a run turned: bold if it was not (by its style or by itself), else light."""
    paragraph, text = some_text(file, rng)
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


def said(node: Element, holder: str, *within: str) -> Edit:
    """Something set of a paragraph, row, cell or table."""

    def edit(file: File, rng: random.Random) -> str | None:
        found = [one for tag in within for one in file.body.iter(W + tag) if one.tag != f"{W}p" or plain(one)]
        if not found:
            return None
        chosen = rng.choice(found)
        own = properties(chosen, holder)
        for same in own.findall(node.tag):
            own.remove(same)
        own.append(copy.deepcopy(node))
        return place_of(chosen)

    return edit


def note(kind: str) -> Edit:
    """A footnote or a comment put into a paragraph, in a part of its own."""

    def edit(file: File, rng: random.Random) -> str | None:
        if f"word/{kind}s.xml" in file:
            return None
        own = f'<w:{kind} w:id="7" w:author="An"><w:p><w:r><w:t>Xem lại</w:t></w:r></w:p></w:{kind}>'
        file.part(f"word/{kind}s.xml", f"{kind}s", f'<w:{kind}s xmlns:w="{MAIN_NS}">{own}</w:{kind}s>')
        paragraph = some(file, rng)
        run = w("r")
        run.append(w(f"{kind}Reference", id="7"))
        paragraph.append(run)
        return place_of(paragraph)

    return edit


def tracked(kind: str) -> Edit:
    def edit(file: File, rng: random.Random) -> str:
        paragraph = some(file, rng)
        change = w(kind, id="5", author="An", date="2026-11-20T08:00:00Z")
        run = rng.choice([one for one in paragraph.iterchildren(f"{W}r") if text_of(one)])
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


def paragraph_gone(file: File, rng: random.Random) -> str | None:
    found = [
        one for one in written(file) if one.getparent().tag == f"{W}body" and one.find(f"{W}pPr/{W}sectPr") is None
    ]
    if not found:
        return None
    paragraph = rng.choice(found)
    place = place_of(paragraph)
    paragraph.getparent().remove(paragraph)
    return place


def paragraph_split(file: File, rng: random.Random) -> str | None:
    """Enter in the middle of a paragraph."""
    found = [one for one in written(file) if one.find(f"{W}pPr/{W}sectPr") is None and len(text_of(one)) > 2]
    paragraph = rng.choice(found)
    run = next(one for one in paragraph.iterchildren(f"{W}r") if text_of(one))
    other = copy.deepcopy(paragraph)
    for node in list(paragraph)[paragraph.index(run) + 1 :]:
        paragraph.remove(node)
    later = next(one for one in other.iterchildren(f"{W}r") if text_of(one))
    for node in list(other)[: other.index(later) + 1]:
        if node.tag != f"{W}pPr":
            other.remove(node)
    paragraph.addnext(other)
    return place_of(paragraph).rpartition("đoạn")[0]


def page_break(file: File, rng: random.Random) -> str:
    paragraph = some(file, rng)
    run = w("r")
    run.append(w("br", type="page"))
    paragraph.append(run)
    return place_of(paragraph)


def contents_code(file: File, rng: random.Random) -> str | None:
    codes = [one for one in file.body.iter(f"{W}instrText") if "TOC" in (one.text or "")]
    if not codes:
        return None
    codes[0].text = codes[0].text.replace("TOC", "TOC \\h")
    return place_of(next(codes[0].iterancestors(f"{W}p")))


def bookmark(file: File, rng: random.Random) -> str:
    paragraph = some(file, rng)
    paragraph.append(w("bookmarkStart", id="8000", name="DauTrang"))
    paragraph.append(w("bookmarkEnd", id="8000"))
    return place_of(paragraph)


def link(file: File, rng: random.Random) -> str:
    paragraph, text = some_text(file, rng)
    link = w("hyperlink", anchor="_Toc000002")
    run = text.getparent()
    run.addprevious(link)
    link.append(run)
    return place_of(paragraph)


def control(file: File, rng: random.Random) -> str:
    """A content control put round a run."""
    paragraph, text = some_text(file, rng)
    run = text.getparent()
    control = w("sdt")
    control.append(w("sdtPr"))
    control[0].append(w("alias", val="Ô nhập"))
    control.append(w("sdtContent"))
    run.addprevious(control)
    control[1].append(run)
    return place_of(paragraph)


def page_number_bold(file: File, rng: random.Random) -> str | None:
    """The page number made otherwise than the words beside it."""
    for root in file.texts()[1:]:
        for sign in root.iter(f"{W}instrText"):
            if (sign.text or "").strip() == "PAGE":
                for run in sign.getparent().itersiblings(f"{W}r"):
                    if run.find(f"{W}t") is not None:
                        properties(run, "rPr").append(w("u", val="double"))
                        return "chân trang" if root.tag == f"{W}ftr" else "đầu trang"
    return None
