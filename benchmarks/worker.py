"""One engine in a process of its own: `python -m benchmarks.worker ADAPTER`, requests and answers as JSON lines.

It runs under the Python of the engine it measures, so only the standard library is imported here.
{"do": "prepare", "template": path} and {"do": "render", "contexts": path, "files": [path, …]} are answered with the CPU
milliseconds they took. Contexts are JSON lines; reading them is not counted, writing the documents is.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Render = Callable[[Mapping[str, object]], bytes]


def main(name: str) -> None:
    """Answer requests until stdin ends; the first answer tells what importing the engine took."""
    began = time.process_time()
    adapter = importlib.import_module(f"benchmarks.engines.{name}")
    _answer({"cpu": _since(began)})
    render: Render | None = None
    for line in sys.stdin:
        request = json.loads(line)
        if render is None or request["do"] == "prepare":
            template = Path(request["template"]).read_bytes()
            began = time.process_time()
            render = adapter.prepare(template)
            _answer({"cpu": _since(began)})
        else:
            _answer(_rendered(render, request))


def _rendered(render: Render, request: dict[str, Any]) -> dict[str, float]:
    """Milliseconds and bytes of a document, on average; wall time of the median one."""
    files = [Path(file) for file in request["files"]]
    size, cpu, walls = 0, 0.0, []
    with Path(request["contexts"]).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            context = json.loads(line)
            began, clock = time.process_time(), time.perf_counter()
            data = render(context)
            if data:
                with files[number % len(files)].open("wb") as file:
                    file.write(data)
            walls.append(time.perf_counter() - clock)
            cpu += _since(began)
            size += len(data)
    count = len(walls)
    return {"cpu": cpu / count, "wall": sorted(walls)[count // 2] * 1000, "bytes": size / count}


def _since(began: float) -> float:
    return (time.process_time() - began) * 1000


def _answer(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
