"""How results and problems are printed: text for people, JSON for programs; Vietnamese, or English with --lang en."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from qmsdocs.errors import Language, Problem

F = TypeVar("F", bound=Callable[..., Any])

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_LEVELS = {
    "vi": {"error": "lỗi", "warning": "cảnh báo", "info": "thông tin"},
    "en": {"error": "error", "warning": "warning", "info": "info"},
}


def common_options(function: F) -> F:
    """--lang and --format, on every command that reports."""
    return options(function, "text", "json")


def options(function: F, *forms: str) -> F:
    """As `common_options`, with these forms of output."""
    language = click.option(
        "--lang",
        type=click.Choice(["vi", "en"]),
        default=lambda: "en" if os.environ.get("QMSDOCS_LANG") == "en" else "vi",
        show_default="vi",
        callback=_remember("lang"),
        expose_value=False,
        is_eager=True,
        help="Ngôn ngữ của thông báo.",
    )
    form = click.option(
        "--format",
        type=click.Choice(forms),
        default="text",
        show_default=True,
        callback=_remember("format"),
        expose_value=False,
        is_eager=True,
        help="In chữ cho người đọc hay dữ liệu cho chương trình.",
    )
    return language(form(function))


_chosen: dict[str, str] = {"lang": "vi", "format": "text"}


def _remember(name: str) -> Callable[[click.Context, click.Parameter, str], None]:
    # Kept beside the context, since a failure is printed after click has closed it.
    def note(context: click.Context, parameter: click.Parameter, value: str) -> None:
        _chosen[name] = value

    return note


def language() -> Language:
    """The language chosen for this run."""
    return "en" if _chosen["lang"] == "en" else "vi"


def as_json() -> bool:
    """Whether this run prints JSON."""
    return _chosen["format"] == "json"


def as_sarif() -> bool:
    """Whether this run prints SARIF."""
    return _chosen["format"] == "sarif"


def say(vietnamese: str, english: str) -> None:
    """One line to people; silent in runs that print data."""
    if _chosen["format"] == "text":
        click.echo(english if language() == "en" else vietnamese)


def print_json(data: object) -> None:
    """The whole result as one JSON document."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=1))


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem as data."""
    return {
        "level": problem.level,
        "code": problem.code,
        "file": problem.where.file,
        "line": problem.where.line or None,
        "column": problem.where.column or None,
        "inside": problem.where.inside or None,
        "message": problem.message(language()),
        "hint": problem.hint(language()),
    }


def print_problems(problems: Iterable[Problem], err: bool = False) -> None:
    """Place, level and cause on one line, the cure on the next."""
    words = _LEVELS[language()]
    for problem in problems:
        level = click.style(words[problem.level], fg=_COLOURS[problem.level], bold=True)
        click.echo(f"{problem.where}: {level}: {problem.message(language())}", err=err)
        click.echo(f"    → {problem.hint(language())}", err=err)


def count_words(problems: Iterable[Problem]) -> str:
    """3 lỗi, 1 cảnh báo, 12 thông tin."""
    counts = Counter(problem.level for problem in problems)
    words = _LEVELS[language()]
    return ", ".join(f"{counts[level]} {words[level]}" for level in ("error", "warning", "info"))


def fail(problems: tuple[Problem, ...]) -> None:
    """What a run prints when it stops on errors."""
    if as_json():
        print_json({"ok": False, "problems": [problem_data(problem) for problem in problems]})
        return
    told = [problem for problem in problems if problem.level != "info"]
    print_problems(sorted(told, key=lambda problem: problem.where), err=True)
    end = "chưa ghi tệp nào" if language() == "vi" else "nothing was written"
    click.echo(f"\n{count_words(problems)}; {end}.", err=True)
