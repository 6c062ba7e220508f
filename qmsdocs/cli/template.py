"""qmsdocs template fields, list, copy (and check): for those who design the Word templates."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qmsdocs.cli import output
from qmsdocs.cli.kinds import know
from qmsdocs.cli.template_check import chains, check

if TYPE_CHECKING:
    from qmsdocs.fields import Field, Shape
    from qmsdocs.layers import Layers
    from qmsdocs.overrides import Override

_WIDTH = 100  # columns of a Windows terminal
_STUCK = "\u00a0"  # a space at which no line is broken


@click.group()
def template() -> None:
    """Mẫu Word: kiểm tra, xem các trường, xem bản nào được dùng, chép về để sửa."""


template.add_command(check)


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

    know([kind])
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

    own, *agencies = chains(path, "")
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
        know([name])
    names = EVERY[name].TEMPLATES if name in EVERY else (name,)
    nearest, *farther = overrides.layers_of(path, agency).folders
    for file in copy_files(nearest, [f"{overrides.GROUP}/{one}" for one in names], Layers(tuple(farther))):
        output.say(f"Đã chép {file}", f"Copied {file}")
    output.say(
        f"Sửa xong thì kiểm tra: qmsdocs template check --path {path}", f"Then: qmsdocs template check --path {path}"
    )
