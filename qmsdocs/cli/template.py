"""qmsdocs template check, fields, list, copy: for those who design the Word templates."""

from __future__ import annotations

import datetime
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.docx.program import Program
    from qmsdocs.errors import Problem, QmsdocsError
    from qmsdocs.fields import Field, Shape
    from qmsdocs.layers import Layers
    from qmsdocs.overrides import Override

_WIDTH = 100  # columns of a Windows terminal
_STUCK = "\u00a0"  # a space at which no line is broken


@click.group()
def template() -> None:
    """Mẫu Word: kiểm tra, xem các trường, xem bản nào được dùng, chép về để sửa."""


# --- check


@dataclass(frozen=True)
class _Checked:
    """A template, the kind it was held against ('' for none), and what was found; no program when it is broken."""

    file: str
    kind: str
    program: Program | None
    problems: tuple[Problem, ...]


@template.command()
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
    _know([*kinds, *([kind] if kind else [])])
    checked = [_check_file(Path(name), kind, path, agency) for name in files]
    if kinds or not files:
        checked += _check_kinds(kinds or EVERY, list(_chains(path, agency)))
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


def _chains(path: Path | None, agency: str) -> Iterator[Layers]:
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

    templates = Templates(store())
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
                        checked[id(program), laws] = _held(file, shown, kind, program, layers)
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


def _held(file: Path, shown: str, kind: str, program: Program, layers: Layers) -> _Checked:
    """A template that compiles, held against the fields of its kind and the layout law."""
    from qmsdocs.docx import fieldcheck
    from qmsdocs.kinds import fields

    found = fieldcheck.check(program, fields(kind)) if kind else ()
    return _Checked(shown, kind, program, (*program.notes, *found, *_of_layout(file, shown, kind, layers)))


def _of_layout(file: Path, shown: str, kind: str, layers: Layers) -> list[Problem]:
    """What breaks the layout law whatever the data are; a part is judged in the templates that ask for it."""
    from qmsdocs.docx import composed
    from qmsdocs.kinds import EVERY
    from qmsdocs.layout import law_of_file, problems_of_template

    law = law_of_file(file, EVERY[kind].TEMPLATES, datetime.date.today()) if kind else ""
    return problems_of_template(composed(file, layers=layers), shown, law, layers) if law else []


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


def _know(kinds: Iterable[str]) -> None:
    """Raises QmsdocsError for names that are no kinds of documents."""
    from qmsdocs.errors import Location, Problem, QmsdocsError, nearest
    from qmsdocs.kinds import EVERY

    problems = [
        Problem(
            "unknown-document-kind",
            Location(name),
            {"kind": name, "near": nearest(name, EVERY) or "—", "known": ", ".join(EVERY)},
        )
        for name in kinds
        if name not in EVERY
    ]
    if problems:
        raise QmsdocsError(problems)


# --- fields

_TYPES = {
    "text": ("chữ", "text"),
    "number": ("số", "number"),
    "flag": ("đúng/sai", "yes/no"),
    "list": ("danh sách", "list"),
    "group": ("nhóm", "group"),
    "any": ("bất kỳ", "any"),
}


@template.command("fields")
@click.argument("kind", metavar="LOẠI")
@output.common_options
def fields_(kind: str) -> None:
    """Từ điển trường: mọi trường mà mẫu của một loại tài liệu dùng được, và khóa YAML mà giá trị được lấy."""
    from qmsdocs.fields import walk
    from qmsdocs.kinds import EVERY, fields

    _know([kind])
    known = [(_written(path, field.shape), field) for path, field in walk(fields(kind))]
    module = EVERY[kind]
    if output.as_json():
        data = [_field_data(path, field) for path, field in known]
        output.print_json({"kind": kind, "title": module.TITLE, "templates": module.TEMPLATES, "fields": data})
        return
    click.echo(f"{module.TITLE} ({kind})")
    click.echo(textwrap.fill(", ".join(module.TEMPLATES), _WIDTH, break_on_hyphens=False))
    width = max(len(path) for path, _ in known)
    for path, field in known:
        if "." not in path:
            click.echo("")
        click.echo("\n".join(_field_lines(path, field, width)))


def _written(path: str, shape: Shape) -> str:
    """A list is written with its brackets, as its fields are."""
    from qmsdocs.fields import Many

    return _written(f"{path}[]", shape.of) if isinstance(shape, Many) else path


def _type(shape: Shape) -> str:
    from qmsdocs.fields import Group, Leaf, Many

    if isinstance(shape, Leaf):
        return shape.name
    return "list" if isinstance(shape, Many) else "group" if isinstance(shape, Group) else "any"


def _field_data(path: str, field: Field) -> dict[str, object]:
    sources = field.about.source.split(" | ") if field.about.source else []
    return {
        "path": path,
        "type": _type(field.shape),
        "words": field.about.words,
        "sources": sources,
        "optional": field.optional,
    }


def _field_lines(path: str, field: Field, width: int) -> Iterator[str]:
    """The field in columns that fit a terminal, then where it comes from."""
    english = output.language() == "en"
    words = field.about.words
    if field.optional:
        words += "; not always there" if english else "; không phải lúc nào cũng có"
    start = f"{path:{width}}  {_TYPES[_type(field.shape)][english]:9}  "
    yield from textwrap.wrap(words, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
    if field.about.source:
        unbroken = field.about.source.replace(" ", _STUCK).replace(f"{_STUCK}|{_STUCK}", " | ")
        for line in textwrap.wrap(f"←{_STUCK}{unbroken}", _WIDTH, initial_indent="    ", subsequent_indent="      "):
            yield line.replace(_STUCK, " ")


# --- list

_LAYERS = {"agency": ("cơ quan", "agency"), "province": ("tỉnh", "province"), "built-in": ("có sẵn", "built-in")}


@template.command("list")
@click.argument("path", metavar="[PATH]", type=click.Path(path_type=Path), required=False)
@output.common_options
def list_(path: Path | None) -> None:
    """Liệt kê các mẫu Word và phần dùng chung: dùng bản nào (của cơ quan, của tỉnh hay có sẵn), thay cho bản nào.

    PATH là thư mục cơ quan, thư mục tỉnh hoặc agencies/<slug> của tỉnh.
    """
    from qmsdocs import overrides

    own, *agencies = _chains(path, "")
    own_files = overrides.templates(own)
    nearer = {
        layers.folders[0].name: (
            layers,
            [one for one in overrides.templates(layers) if overrides.layer(one.files[0], layers) == "agency"],
        )
        for layers in agencies
    }
    if output.as_json():
        others = [
            {"slug": slug, "templates": [_override_data(one, layers) for one in found]}
            for slug, (layers, found) in nearer.items()
            if found
        ]
        output.print_json({"templates": [_override_data(one, own) for one in own_files], "agencies": others})
        return
    width = max(len(one.name) for one in own_files)
    for one in own_files:
        click.echo(f"{one.name:{width}}  {_used_by(one.name):22}  {_winner(one, own)}")
    for slug, (layers, found) in nearer.items():
        if found:
            click.echo(f"{slug}: " + "; ".join(f"{one.name} ({_winner(one, layers)})" for one in found))


def _kind_using(name: str) -> str:
    """The kind that looks for a template of just that name; '' for shared parts and what nothing uses."""
    from qmsdocs.kinds import EVERY

    return next((kind for kind, module in EVERY.items() if name in module.TEMPLATES), "")


def _used_by(name: str) -> str:
    part, english = name.startswith("parts/"), output.language() == "en"
    unused = ("shared part" if part else "not used") if english else ("phần dùng chung" if part else "không được dùng")
    return _kind_using(name) or unused


def _winner(one: Override, layers: Layers) -> str:
    """Whose file is used, and whose it hides."""
    from qmsdocs import overrides

    english = output.language() == "en"
    first, *hidden = (_LAYERS[overrides.layer(file, layers)][english] for file in one.files)
    if not hidden:
        return first
    return f"{first}, {'hides' if english else 'thay bản'} {', '.join(hidden)}"


def _override_data(one: Override, layers: Layers) -> dict[str, Any]:
    from qmsdocs import overrides

    files = [{"layer": overrides.layer(file, layers), "file": layers.shown(file)} for file in one.files]
    return {"name": one.name, "kind": _kind_using(one.name) or None, **files[0], "hides": files[1:]}


# --- copy


@template.command()
@click.argument("name", metavar="LOẠI|MẪU")
@click.option("--to", "path", type=click.Path(path_type=Path), default=Path(), help="Thư mục cơ quan hoặc tỉnh.")
@click.option("--agency", default="", metavar="SLUG", help="Chỉ cho cơ quan này của tỉnh.")
@output.common_options
def copy(name: str, path: Path, agency: str) -> None:
    """Chép các mẫu Word của một loại tài liệu về để sửa; bản chép được dùng thay bản của tỉnh hoặc bản có sẵn.

    LOẠI như procedure, form; MẪU là một mẫu của loại có nhiều mẫu, như nd30-2020/submission.docx.
    """
    from qmsdocs import overrides
    from qmsdocs.kinds import EVERY
    from qmsdocs.layers import Layers
    from qmsdocs.starting import copy as copy_files

    if not name.endswith(".docx"):
        _know([name])
    names = EVERY[name].TEMPLATES if name in EVERY else (name,)
    nearest, *farther = overrides.layers_of(path, agency).folders
    for file in copy_files(nearest, [f"{overrides.GROUP}/{one}" for one in names], Layers(tuple(farther))):
        output.say(f"Đã chép {file}", f"Copied {file}")
    output.say(
        f"Sửa xong thì kiểm tra: qmsdocs template check --path {path}", f"Then: qmsdocs template check --path {path}"
    )
