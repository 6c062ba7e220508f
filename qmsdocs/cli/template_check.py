"""qmsdocs template check: mistakes of Word templates, found without making a document."""

from __future__ import annotations

import datetime
import hashlib
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.kinds import know
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.cache import Store
    from qmsdocs.docx import Sources
    from qmsdocs.docx.program import Program
    from qmsdocs.errors import Problem, QmsdocsError
    from qmsdocs.layers import Layers


@dataclass(frozen=True)
class _Checked:
    """A template, the kind it was held against ('' for none), and what was found; no program when it is broken."""

    file: str
    kind: str
    program: Program | None
    problems: tuple[Problem, ...]


@click.command()
@click.argument("names", metavar="[FILE|LOẠI]...", nargs=-1)
@click.option("--kind", metavar="LOẠI", help="Loại tài liệu của FILE, khi tên tệp không cho biết.")
@click.option("--path", type=click.Path(path_type=Path), help="Thư mục cơ quan hoặc tỉnh.  [mặc định: thư mục này]")
@click.option("--agency", default="", metavar="SLUG", help="Chỉ các mẫu mà cơ quan này của tỉnh dùng.")
@output.common_options
def check(names: tuple[str, ...], kind: str | None, path: Path | None, agency: str) -> None:
    """Kiểm tra mẫu Word: thẻ viết sai, trường không có, chỗ in không được, trái thể thức; không tạo tài liệu nào.

    FILE là tệp .docx bất kỳ, LOẠI là loại tài liệu (procedure, form…). Không ghi gì thì kiểm tra mọi mẫu mà cơ quan
    hoặc tỉnh trong thư mục dùng, kể cả mẫu đã chép về sửa; ngoài các thư mục ấy thì kiểm tra các mẫu có sẵn.
    """
    from qmsdocs.kinds import EVERY
    from qmsdocs.workspace import unique

    files = [name for name in names if name not in EVERY and (name.lower().endswith(".docx") or Path(name).is_file())]
    kinds = [name for name in names if name not in files]
    know([*kinds, *([kind] if kind else [])])
    checked = [_check_file(Path(name), kind, path, agency) for name in files]
    if kinds or not files:
        checked += _check_kinds(kinds or EVERY, list(chains(path, agency)))
    problems = unique(problem for one in checked for problem in one.problems)
    failed = any(problem.level == "error" for problem in problems)
    if output.as_json():
        output.print_json(
            {
                "ok": not failed,
                "templates": [_checked_data(one) for one in checked],
                "problems": [output.problem_data(problem) for problem in problems],
            }
        )
    else:
        output.print_problems(problems)
        _print_checked(checked)
        output.say(
            f"{len(checked)} mẫu: {output.count_words(problems)}.",
            f"{len(checked)} templates: {output.count_words(problems)}.",
        )
    sys.exit(1 if failed else 0)


def chains(path: Path | None, agency: str) -> Iterator[Layers]:
    """The folders searched for the workspace, then for each of its agencies; the built-in ones where there is none."""
    from qmsdocs import overrides
    from qmsdocs.layers import Layers

    if path is None and not agency and not overrides.is_workspace(Path()):
        yield Layers()
        return
    root = path or Path()
    yield overrides.layers_of(root, agency)
    if not agency:
        for slug in overrides.agencies(root):
            yield overrides.layers_of(root, slug)


def _check_kinds(kinds: Iterable[str], chains: Iterable[Layers]) -> list[_Checked]:
    """Every template that the kinds use in any of the chains, once."""
    from qmsdocs.docx import Templates
    from qmsdocs.errors import QmsdocsError
    from qmsdocs.kinds import EVERY
    from qmsdocs.overrides import GROUP

    kept = store()
    templates = Templates(kept)
    # A program that several agencies share is held against its kind once, and against each layout law of theirs.
    checked: dict[tuple[int, tuple[Path, ...]], _Checked] = {}
    for layers in chains:
        for kind in kinds:
            for name in EVERY[kind].TEMPLATES:
                file = layers.find(GROUP, name)
                shown = layers.shown(file) if file else f"{GROUP}/{name}"
                laws = tuple(folder for folder in layers.folders if (folder / "layout.yaml").is_file())
                try:
                    program = templates.find(layers, name).program
                    if file and (id(program), laws) not in checked:
                        made_from = templates.sources(layers, name)
                        checked[id(program), laws] = _held_once(file, shown, kind, program, layers, made_from, kept)
                except QmsdocsError as error:
                    checked.setdefault((id(error), ()), _refused(shown, kind, error))
    return list(checked.values())


def _check_file(file: Path, kind: str | None, path: Path | None, agency: str) -> _Checked:
    """Any .docx, as its kind uses it; a file of no kind is held against what every template must be."""
    from qmsdocs import overrides
    from qmsdocs.docx.compiling import compile_package
    from qmsdocs.docx.engine import shared_parts
    from qmsdocs.docx.environment import Environment
    from qmsdocs.docx.package import file_of
    from qmsdocs.errors import QmsdocsError
    from qmsdocs.kinds import kind_of

    kind = kind or kind_of(str(file))
    layers = overrides.layers_of(path or Path(), agency) if path or agency else overrides.layers_near(file)
    try:
        shown, data = file_of(file)
        program = compile_package(data, shown, Environment(), strict=bool(kind), shared=shared_parts(layers))
    except QmsdocsError as error:
        return _refused(str(file), kind, error)
    return _held(file, str(file), kind, program, layers)


def _held_once(
    file: Path, shown: str, kind: str, program: Program, layers: Layers, made_from: Sources, kept: Store | None
) -> _Checked:
    """As `_held`; what was found once in the same template, by the same law and code, is not looked for again."""
    from qmsdocs.cache import whole_version
    from qmsdocs.layout import own_laws

    facts = (whole_version(), shown, kind, _law(file, kind), own_laws(layers), made_from.digest, program.sources)
    key = hashlib.sha256(repr(facts).encode()).hexdigest()
    if kept and (found := kept.get(key)):
        return _Checked(shown, kind, program, pickle.loads(found))  # sealed by the store
    checked = _held(file, shown, kind, program, layers)
    if kept:
        kept.put(key, pickle.dumps(checked.problems))
    return checked


def _held(file: Path, shown: str, kind: str, program: Program, layers: Layers) -> _Checked:
    """A template that compiles, held against the fields of its kind and the layout law."""
    from qmsdocs.docx import fieldcheck
    from qmsdocs.kinds import fields

    found = fieldcheck.check(program, fields(kind)) if kind else ()
    return _Checked(shown, kind, program, (*program.notes, *found, *_of_layout(file, shown, kind, layers)))


def _of_layout(file: Path, shown: str, kind: str, layers: Layers) -> list[Problem]:
    """What breaks the layout law whatever the data are; a part is judged in the templates that ask for it."""
    from qmsdocs.docx import composed
    from qmsdocs.layout import problems_of_template

    law = _law(file, kind)
    return problems_of_template(composed(file, layers=layers), shown, law, layers) if law else []


def _law(file: Path, kind: str) -> str:
    """The profile that a template is held to; '' for a file of no kind."""
    from qmsdocs.kinds import EVERY
    from qmsdocs.layout import law_of_file

    return law_of_file(file, EVERY[kind].TEMPLATES, datetime.date.today()) if kind else ""


def _refused(shown: str, kind: str, error: QmsdocsError) -> _Checked:
    """A template that does not compile: its mistakes, and those that its tags have against the fields of its kind."""
    from qmsdocs.docx import fieldcheck
    from qmsdocs.docx.compiling import TemplateError
    from qmsdocs.kinds import fields

    found = list(error.problems)
    if kind and isinstance(error, TemplateError):
        for tags in error.tags:
            found.extend(one for one in fieldcheck.check_tags(tags, fields(kind), shown) if one not in found)
    return _Checked(shown, kind, None, tuple(found))


def _counts(program: Program) -> tuple[int, int]:
    """How many tags a template has, and how many of them print a value."""
    tags = [tag for part in program.parts for tag in part.tags]
    return len(tags), sum(tag.kind == "print" for tag in tags)


def _checked_data(one: _Checked) -> dict[str, object]:
    tags, values = _counts(one.program) if one.program else (None, None)
    engine = _engine(one.program) if one.program else None
    parts = one.program.sources if one.program else ()
    return {
        "file": one.file,
        "kind": one.kind or None,
        "tags": tags,
        "values": values,
        "parts": parts,
        "engine": engine,
    }


def _engine(program: Program) -> str:
    return getattr(program, "engine", "compiled")


def _print_checked(checked: list[_Checked]) -> None:
    english = output.language() == "en"
    ways = {"compiled": ("biên dịch", "compiled"), "docxtpl": ("qua docxtpl", "through docxtpl")}
    width = max((len(one.file) for one in checked), default=0)
    for one in checked:
        start = f"{one.file:{width}}  {one.kind or '–':22}  "
        if one.program is None:
            click.echo(start + ("broken" if english else "hỏng"))
            continue
        tags, values = _counts(one.program)
        counts = f"{tags:3} tags, {values:3} values" if english else f"{tags:3} thẻ, {values:3} thẻ in"
        shared = len(one.program.sources)
        parts = (f", {shared} shared parts" if english else f", ghép {shared} phần dùng chung") if shared else ""
        click.echo(f"{start}{counts}  {ways[_engine(one.program)][english]}{parts}")
