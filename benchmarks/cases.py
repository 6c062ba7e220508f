"""What is rendered: the benchmark document, and three built-in templates with the contexts of a sample."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import data, document
from benchmarks.dialects import Dialect

Data = dict[str, Any]
SAMPLE = Path(__file__).parent.parent / "samples/binh-phuoc"
KINDS = ("procedure", "form", "manual")


@dataclass(frozen=True)
class Case:
    """A template in each dialect it can be written in, and the data of its documents.

    `different` is how many documents there are before they begin again; None when no two are alike.
    """

    title: str
    template: Callable[[Dialect], bytes]
    context: Callable[[int], Data]
    different: int | None = None

    def lay_out(self, folder: Path, dialect: Dialect) -> None:
        """Write template.docx for a worker, and an empty out/."""
        (folder / "out").mkdir()
        (folder / "template.docx").write_bytes(self.template(dialect))

    def write_contexts(self, file: Path, dialect: Dialect, numbers: Iterable[int]) -> None:
        """The data of these documents, one a line."""
        with file.open("w", encoding="utf-8") as lines:
            for number in numbers:
                lines.write(json.dumps(dialect.data(self.context(number)), ensure_ascii=False) + "\n")


def benchmark_document() -> Case:
    """Documents as a province has them: most words of a step are in every document, names, codes and dates are not."""
    return Case("benchmark document", document.template, data.context)


def all_new() -> Case:
    """The hardest data for an engine that remembers texts: not one was in a document before."""
    return Case(
        "benchmark document, every text new",
        document.template,
        lambda number: data.renewed(data.context(number), number),
    )


def own_templates() -> list[Case]:
    """procedure.docx, form.docx and manual.docx with all plans of the sample that use them."""
    from qmsdocs.kinds import plans
    from qmsdocs.loading import load

    planned = plans(load(SAMPLE), KINDS)
    made = []
    for kind in KINDS:
        name = f"{kind}.docx"
        contexts = [dict(plan.context) for plan in planned if plan.template == name]
        made.append(_own(f"templates/{name}", _composed(name), contexts))
    return made


def _own(title: str, template: bytes, contexts: list[Data]) -> Case:
    """A template that exists in docxtpl's dialect only, with the contexts there are."""
    return Case(title, lambda dialect: template, lambda number: contexts[number % len(contexts)], len(contexts))


def _composed(name: str) -> bytes:
    """A built-in template with the parts it includes, which only our engine can put together."""
    from qmsdocs.docx import composed
    from qmsdocs.layers import Layers

    file = Layers().find("templates", name)
    assert file is not None, f"{name} is built in"
    return composed(file)
