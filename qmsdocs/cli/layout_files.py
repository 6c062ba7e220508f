"""What the commands on Word files share: the files meant, their copies, whose layout.yaml holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qmsdocs.layers import Layers


def layers_from(workspace: Path | None, agency: str) -> Layers:
    """The folders in which a layout.yaml is looked for: none without a workspace."""
    from qmsdocs.layers import Layers
    from qmsdocs.overrides import layers_of

    if agency and not workspace:
        raise click.UsageError("--agency cần có --workspace")
    return layers_of(workspace, agency) if workspace else Layers()


def docx_files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Each file, and how it is called inside the folder that was named; not what Word keeps beside an open file."""
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*.docx") if not file.name.startswith("~$"))
            yield from ((file, file.relative_to(path)) for file in sorted(inside))
        else:
            yield path, Path(path.name)


def copies_of(files: Sequence[tuple[Path, Path]], out: Path) -> dict[Path, Path]:
    """Where the copy of each file is put. Raises QmsdocsError when something is there."""
    from qmsdocs.build.copies import refuse_existing

    twice = [inside for inside, times in Counter(inside for _, inside in files).items() if times > 1]
    if twice:
        raise click.UsageError(f"hai tệp cùng tên {twice[0]}; hãy làm từng thư mục một")
    copies = {file: out / inside for file, inside in files}
    refuse_existing(copies.values())
    return copies
