"""Mentions: `$phong-tai-chinh` or `$head` in a text stands for the unit's name or the post's title.

A unit or a post renamed in one place is then renamed in every sentence that speaks of it. It is a look-up, not a
template: nothing else is replaced, and what is put in is not looked at again.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, cast

from qmsdocs.workspace import Qms

Plain = TypeVar("Plain")

_MENTION = re.compile(r"\$([a-z][a-z0-9_]*(?:[-.][a-z0-9_]+)*)")


def find(text: str) -> Iterator[str]:
    """The identifiers that a text mentions."""
    return (match[1] for match in _MENTION.finditer(text))


@functools.lru_cache(maxsize=8)
def names(qms: Qms) -> dict[str, str]:
    """Identifier → what a mention of it prints: units by name, posts by title."""
    posts = {key: post.title for key, post in qms.agency.posts.items()}
    return posts | {key: unit.name for key, unit in qms.agency.units.items()}


def within(data: Any) -> bool:
    """Whether any text of plain data may hold a mention."""
    if isinstance(data, str):
        return "$" in data
    if isinstance(data, dict):
        return any(map(within, data.values()))
    return isinstance(data, list) and any(map(within, data))


def resolve(data: Plain, known: Mapping[str, str]) -> Plain:
    """The same plain data with every known mention replaced; the checks tell of unknown ones.

    What holds no mention is handed back itself, not copied: contexts share such parts, and nobody changes them.
    """
    return cast(Plain, _resolve(data, known))


def _resolve(data: Any, known: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        return _MENTION.sub(lambda match: known.get(match[1], match[0]), data) if "$" in data else data
    if not isinstance(data, dict | list):
        return data
    resolved = data
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if not value or (isinstance(value, str) and "$" not in value):
            continue
        new = _resolve(value, known)
        if new is not value:
            resolved = data.copy() if resolved is data else resolved
            resolved[key] = new
    return resolved
