"""Mentions: `$phong-tai-chinh` or `$head` in a text stands for the unit's name or the post's title.

A unit or a post renamed in one place is then renamed in every sentence that speaks of it. It is a look-up, not a
template: nothing else is replaced, and what is put in is not looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qmsdocs.workspace import Qms

_MENTION = re.compile(r"\$([a-z][a-z0-9_]*(?:[-.][a-z0-9_]+)*)")


def find(text: str) -> Iterator[str]:
    """The identifiers that a text mentions."""
    return (match[1] for match in _MENTION.finditer(text))


def names(qms: Qms) -> dict[str, str]:
    """Identifier → what a mention of it prints: units by name, posts by title."""
    posts = {key: post.title for key, post in qms.agency.posts.items()}
    return posts | {key: unit.name for key, unit in qms.agency.units.items()}


def resolve(data: Any, known: Mapping[str, str]) -> Any:
    """The same plain data with every known mention replaced; the checks tell of unknown ones."""
    if isinstance(data, str):
        return _MENTION.sub(lambda match: known.get(match[1], match[0]), data) if "$" in data else data
    if isinstance(data, dict):
        return {key: resolve(value, known) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [resolve(value, known) for value in data]
    return data
