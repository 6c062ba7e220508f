"""InlineImage in text, tables, running heads, boxes and controls."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import InlineImage

from ..case import Made, case
from ..words import CENTRE, Doc, box, cell, control, p, picture, png, row, table, tag_row


@functools.cache
def file_of(colour: str) -> str:
    """A picture as a file on disk, as users give it."""
    folder = Path(tempfile.mkdtemp(prefix="qmsdocs-pictures-"))
    file = folder / f"{colour}.png"
    file.write_bytes(png(200, 0, 0) if colour == "red" else png(0, 0, 200))
    return str(file)


def image(colour: str, **how: Any) -> Made:
    return Made(lambda template: InlineImage(template, file_of(colour), **how))


IMAGES = [
    case("image", p("Dấu: {{ x }} đây"), x=image("red", width=Mm(20))),
    case("image-alone", p("{{ x }}", ppr=CENTRE), x=image("red")),
    case("image-height", p("{{ x }}"), x=image("red", height=Mm(10))),
    case("image-both-sizes", p("{{ x }}"), x=image("red", width=Mm(10), height=Mm(30))),
    case("image-twice", p("{{ x }}{{ x }}") + p("{{ y }}"), x=image("red", width=Mm(20)), y=image("red", width=Mm(5))),
    case(
        "images-in-a-loop",
        table(tag_row("{%tr for x in xs %}"), row("{{ loop.index }}", "{{ x }}"), tag_row("{%tr endfor %}"), columns=2),
        xs=Made(
            lambda template: [InlineImage(template, file_of(name), width=Mm(9)) for name in ("red", "blue", "red")]
        ),
    ),
    case(
        "image-in-running-heads",
        Doc(p("{{ x }}"), header=p("{{ x }}"), footer=table(["a", "{{ y }}"]) + p()),
        x=image("red", width=Mm(20)),
        y=image("blue", width=Mm(20)),
    ),
    case("image-in-a-table-in-a-cell", table(["a", cell(table(["{{ x }}", "b"]), p())]), x=image("red", width=Mm(20))),
    case("image-that-links", p("{{ x }}"), x=image("red", width=Mm(20), anchor="https://vd.vn/?a=1&b=2")),
    case(
        "image-beside-pictures-of-the-template",
        Doc(p(picture("hinh")) + p("{{ x }}"), pictures={"hinh": png(0, 0, 200)}),
        x=image("red"),
    ),
    case("image-in-a-control-and-a-box", control("khoi", p("{{ x }}")) + p(box(p("{{ x }}"))), x=image("red")),
]
