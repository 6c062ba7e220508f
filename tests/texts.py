"""The words of a built set, without how they are packed: what must stay when only the engine changes.

`python -m tests.texts OUT` prints the digests of a built folder, for tests/cases/binh-phuoc-texts.json.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}noBreakHyphen": "-"}
_SAYING = (f"{_W}t", *_SIGNS)


def lines(data: bytes) -> Iterator[str]:
    """The text of every paragraph, part by part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(name for name in package.namelist() if _PARTS.fullmatch(name)):
            yield f"== {name}"
            for paragraph in etree.fromstring(package.read(name)).iter(f"{_W}p"):
                nodes = paragraph.iter(*_SAYING)
                yield "".join(_SIGNS.get(node.tag, node.text or "") for node in nodes)


def digest(documents: dict[str, bytes]) -> str:
    """One digest of the names and words of several documents."""
    whole = hashlib.sha256()
    for path in sorted(documents):
        whole.update("\n".join([path, *lines(documents[path])]).encode())
    return whole.hexdigest()


def digests(out: Path) -> dict[str, str]:
    """Agency folder → digest of its documents."""
    return {
        folder.name: digest({file.relative_to(out).as_posix(): file.read_bytes() for file in folder.rglob("*.docx")})
        for folder in sorted(out.iterdir())
        if folder.is_dir() and not folder.name.startswith(".")
    }


if __name__ == "__main__":
    json.dump(digests(Path(sys.argv[1])), sys.stdout, indent=1)
    print()
