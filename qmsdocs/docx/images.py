"""Pictures put in at render time (docxtpl's InlineImage): the media, their relationships and their drawings."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import escape

from qmsdocs.docx import values, xml
from qmsdocs.docx.package import Package
from qmsdocs.docx.tags import Tag
from qmsdocs.errors import Location, Problem, QmsdocsError, nearest

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp",
          "tiff": "image/tiff"}  # fmt: skip


@dataclass(frozen=True)
class Relationship:
    """A relationship to add to a part."""

    id: str
    type: str
    target: str
    external: bool = False


class Images:
    """The pictures and links of one part. `media` is shared by all parts of a document: file name → bytes; `annex`
    gives the blocks of a whole Word file; `links` are the addresses given out beforehand, by id; `own` is the .rels
    part of the part as its template has it."""

    def __init__(
        self,
        media: dict[str, bytes],
        next_id: Callable[[], int],
        annex: Callable[[Any, Tag], bytes],
        links: Mapping[str, str],
        own: bytes,
    ) -> None:
        self.media, self.next_id, self.annex = media, next_id, annex
        self.links, self.own = links, own
        self.relationships: dict[str, Relationship] = {}

    def link(self, printed: bytes) -> bytes:
        """What was printed, the links in it made known to the part. Raises BadValue for a link that nobody knows."""
        for identifier in re.findall(rb' r:id="([^"]*)"', printed):
            name = identifier.decode()
            if name in self.links:
                self.relationships[name] = Relationship(name, f"{_OFFICE}/hyperlink", self.links[name], True)
            elif b'Id="%s"' % identifier not in self.own:
                raise values.BadValue("value-unknown-link", id=name)
        return printed

    def inline(self, value: Any, tag: Tag) -> bytes:
        """The drawing of an InlineImage, at a tag in a run or in the place of one."""
        from docx.image.image import Image

        descriptor = value.image_descriptor
        data = descriptor.read() if hasattr(descriptor, "read") else _read(descriptor)
        if hasattr(descriptor, "seek"):
            descriptor.seek(0)
        try:
            image = Image.from_file(io.BytesIO(data))
        except Exception as error:  # python-docx raises whatever its header readers meet
            raise values.BadValue("value-not-image", tag=tag.written, reason=error) from None
        width, height = image.scaled_dimensions(value.width, value.height)
        name = f"q{hashlib.sha256(data).hexdigest()[:16]}.{image.ext}"
        self.media[f"word/media/{name}"] = data
        picture = self._relate(f"{_OFFICE}/image", f"media/{name}")
        link = self._relate(f"{_OFFICE}/hyperlink", value.anchor, external=True) if value.anchor else ""
        drawing = _drawing(self.next_id(), picture, link, name, width, height)
        run = f"<w:r><w:drawing>{drawing}</w:drawing></w:r>"
        if tag.position == "xml":
            return run.encode()
        look = tag.around[1] if tag.around else ""
        return f'</w:t></w:r>{run}<w:r>{look}<w:t xml:space="preserve">'.encode()

    def _relate(self, kind: str, target: str, external: bool = False) -> str:
        return self.relationships.setdefault(
            target, Relationship(f"rIdQ{len(self.relationships) + 1}", kind, target, external)
        ).id


def labels(source: Package) -> dict[str, tuple[str, ...]]:
    """The name, title and description of each picture of a package → the parts that hold the bytes of such."""
    found: dict[str, tuple[str, ...]] = {}
    for name in [name for name, data in source.parts.items() if name.endswith(".xml") and b"cNvPr" in data]:
        targets = {line.id: line.target for line in source.relations(name) if not line.external}
        for picture in xml.parse(source.parts[name]).iter(xml.qn("pic:pic")):
            drawing = xml.ancestor(picture, xml.qn("wp:inline"), xml.qn("wp:anchor"))
            known = [picture.find(f"{xml.qn('pic:nvPicPr')}/{xml.qn('pic:cNvPr')}")]
            known.append(drawing.find(xml.qn("wp:docPr")) if drawing is not None else None)
            held = picture.find(f"{xml.qn('pic:blipFill')}/{xml.qn('a:blip')}")
            target = targets.get(held.get(xml.qn("r:embed"), "")) if held is not None else None
            words = {one.get(kind) for one in known if one is not None for kind in ("name", "title", "descr")}
            if target is not None and target in source.parts:
                for label in sorted(filter(None, words)):
                    found[label] = tuple(dict.fromkeys((*found.get(label, ()), target)))
    return found


def replacements(
    shown: str,
    known: Collection[str],
    named: Mapping[str, Sequence[str]],
    pictures: Mapping[str, bytes],
    replace: Mapping[str, bytes],
) -> dict[str, bytes]:
    """The parts that get other bytes: those of `replace`, which must be known, and those that hold the pictures of
    these labels. Raises QmsdocsError with every name that is unknown."""
    unknown = [(name, known) for name in replace if name not in known]
    unknown += [(label, named.keys()) for label in pictures if label not in named]
    if unknown:
        told = [{"name": name, "near": nearest(name, among) or "—"} for name, among in unknown]
        raise QmsdocsError([Problem("picture-unknown", Location(shown), words) for words in told])
    return {**replace, **{part: data for label, data in pictures.items() for part in named[label]}}


def _read(path: Any) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise values.BadValue("value-not-image", tag=str(path), reason=error.strerror) from None


def _drawing(number: int, picture: str, link: str, name: str, width: int, height: int) -> str:
    click = f'<a:hlinkClick xmlns:a="{_A}" r:id="{escape(link)}"/>' if link else ""
    size = f'cx="{int(width)}" cy="{int(height)}"'
    return (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}">{click}</wp:docPr><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{_A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{_A}"><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="{escape(name)}">{click}</pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def relationships_with(data: bytes, more: dict[str, Relationship]) -> bytes:
    """A .rels part with further lines."""
    lines = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target="{escape(one.target)}"'
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in more.values()
    ).encode()
    if not data:
        opening = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        return opening + lines + b"</Relationships>"
    head, _, tail = data.rpartition(b"</")
    if not head:  # an empty part: <Relationships xmlns="…"/>
        return data.rstrip()[:-2] + b">" + lines + b"</Relationships>"
    return head + lines + b"</" + tail


def types_with(data: bytes, endings: set[str]) -> bytes:
    """[Content_Types].xml that knows these file endings."""
    lowered = data.lower()
    missing = sorted(e for e in endings if f'extension="{e}"'.encode() not in lowered)
    lines = "".join(f'<Default Extension="{e}" ContentType="{_TYPES[e]}"/>' for e in missing).encode()
    begin = data.index(b">", data.index(b"<Types")) + 1
    return data[:begin] + lines + data[begin:]
