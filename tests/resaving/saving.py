"""`resaved`: the document as another save would write it."""

from __future__ import annotations

import random
import re

from tests.resaving.files import File, zipped
from tests.resaving.noises import NOISES


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
