"""`python -m benchmarks.checker [--quick]`: how fast papers are held against the layout law, and in what memory."""

from __future__ import annotations

import argparse
import io
import re
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from qmsdocs.build import build
from qmsdocs.kinds import plans
from qmsdocs.layout import examine
from qmsdocs.loading import load

SAMPLE = Path(__file__).parent.parent / "samples/so-tu-phap"
KINDS = {"committee-decision": "decision, three pages", "implementation-plan": "plan with annexes, ten pages"}
BODY = "word/document.xml"
_TEN_PAGES = 135  # paragraphs of text, counted in LibreOffice
_TEXT = re.compile(r'<w:p><w:pPr><w:pStyle w:val="AdminBody"/></w:pPr>(?:(?!</w:p>).)*</w:p>', re.DOTALL)
_DIFFERENT = 50


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checker", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short rounds, memory over fewer papers")
    quick = parser.parse_args().quick
    papers = dict(_papers())
    print("CPU of one paper on one core, its file read and judged; no two papers in a row have the same text.\n")
    print("| paper | KB of XML | ms | papers a second |\n| --- | --- | --- | --- |")
    for name, data in papers.items():
        milliseconds = 1000 * _cpu(list(_varied(data)), rounds=3 if quick else 9)
        size = zipfile.ZipFile(io.BytesIO(data)).getinfo(BODY).file_size / 1024
        print(f"| {name} | {size:.0f} | {milliseconds:.1f} | {1000 / milliseconds:.0f} |", flush=True)
    print("\n| papers of ten pages checked | peak MB |\n| --- | --- |")
    for count, size in _memory(list(_varied(papers["decision, ten pages"])), (50, 200) if quick else (50, 500, 2000)):
        print(f"| {count} | {size:.0f} |", flush=True)


def _papers() -> Iterator[tuple[str, bytes]]:
    workspace = load(SAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        made = build(workspace, plans(workspace, KINDS), Path(folder))
        files = {plan.kind: (made.out / plan.path).read_bytes() for plan in made.plans}
    for kind, name in KINDS.items():
        yield name, files[kind]
    yield "decision, ten pages", _rewritten(files["committee-decision"], _lengthened)


def _lengthened(xml: str) -> str:
    """The decision with its paragraphs said again and again."""
    found = list(_TEXT.finditer(xml))
    more = islice(cycle(match[0] for match in found), _TEN_PAGES)
    return xml[: found[-1].end()] + "".join(more) + xml[found[-1].end() :]


def _varied(data: bytes) -> Iterator[bytes]:
    """The paper with words of its own each time, so that nothing remembered of a text helps."""
    for number in range(_DIFFERENT):
        yield _rewritten(data, lambda xml, number=number: xml.replace("hệ thống", f"hệ thống số {number}"))  # type: ignore[misc]


def _rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content.decode()).encode() if name == BODY else content)
    return made.getvalue()


def _cpu(papers: Sequence[bytes], rounds: int) -> float:
    """Seconds of one paper: the median of rounds, after one that is not counted."""
    found = []
    for _ in range(rounds + 1):
        start = time.process_time()
        for data in papers:
            examine(data)
        found.append((time.process_time() - start) / len(papers))
    return median(found[1:])


def _memory(papers: Sequence[bytes], marks: Sequence[int]) -> Iterator[tuple[int, float]]:
    for number, data in enumerate(islice(cycle(papers), marks[-1]), start=1):
        examine(data)
        if number in marks:
            yield number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
