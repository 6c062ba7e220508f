"""qmsdocs init, copy, schema: starting a workspace, starting an override, helping the editor."""

from __future__ import annotations

from pathlib import Path

import click

from qmsdocs.cli import output


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--province", is_flag=True, help="Tạo thư mục của một tỉnh thay vì của một cơ quan.")
@output.common_options
def init(folder: Path, province: bool) -> None:
    """Tạo thư mục làm việc mới, dựng được ngay, để sửa dần theo cơ quan của bạn."""
    from qmsdocs.starting import init as start

    for file in start(folder, province):
        output.say(f"Đã tạo {file}", f"Created {file}")
    output.say(f"Tiếp theo: qmsdocs build {folder}", f"Next: qmsdocs build {folder}")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("names", metavar="TÊN...", nargs=-1, required=True)
@output.common_options
def copy(path: Path, names: tuple[str, ...]) -> None:
    """Chép quy trình, mẫu Word hoặc dữ liệu của bộ công cụ vào PATH để sửa; bản chép sẽ được dùng thay bản gốc.

    TÊN như: procedures/kiem-soat-tai-lieu.yaml, templates/procedure.docx, manuals/2008.yaml,
    agency_kinds/department.justice.yaml.
    """
    from qmsdocs.starting import copy as copy_files

    for file in copy_files(path, names):
        output.say(f"Đã chép {file}", f"Copied {file}")


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path(".qmsdocs"))
@output.common_options
def schema(folder: Path) -> None:
    """Ghi JSON Schema có mô tả tiếng Việt để VS Code gợi ý và giải thích các khóa YAML."""
    from qmsdocs.starting import write_schemas

    for file in write_schemas(folder):
        output.say(f"Đã ghi {file}", f"Wrote {file}")
