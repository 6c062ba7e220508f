"""Where shares are worked on: in this process, in several, or on the machines of a cluster. The same bytes everywhere.

Machines of a cluster must see the folders of the workspace and of the output under the same paths, and have the same
qmsdocs installed.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any

from qmsdocs.build.shares import Job, Outcome, Share, work
from qmsdocs.docx import Templates
from qmsdocs.errors import Location, Problem, QmsdocsError

# A forked process has the workspace already; a spawned one must start Python and be sent it, which takes seconds.
_START = "fork" if sys.platform == "linux" else "spawn"
_WORTH_IT = {"fork": 3, "spawn": 12}  # shares
_AHEAD = 2  # shares that wait for each process: more would only fill memory
_TRIES = 3  # of a share whose process died


def run(job: Job, shares: Iterable[Share], count: int, jobs: int, cluster: str = "") -> Iterator[Outcome]:
    """The outcome of each of `count` shares as it is ready: by `jobs` processes, or by the workers of the cluster whose
    scheduler is at that address.

    Raises QmsdocsError when the cluster cannot be reached.
    """
    if cluster:
        yield from _on_cluster(job, shares, cluster)
    elif jobs <= 1 or count < _WORTH_IT[_START]:
        templates = Templates(job.store)
        for share in shares:
            yield work(job, share, templates)
    else:
        yield from _in_pool(job, shares, min(jobs, count))


def _in_pool(job: Job, shares: Iterable[Share], jobs: int) -> Iterator[Outcome]:
    """A process that dies (killed, out of memory) takes its pool with it; what it had is given to a new one."""
    rest: Iterator[tuple[Share, int]] = ((share, 1) for share in shares)
    while True:
        held: dict[int, tuple[Share, int]] = {}
        with ProcessPoolExecutor(jobs, multiprocessing.get_context(_START), _begin, (job,)) as pool:
            try:
                yield from _fed(pool, rest, jobs * _AHEAD, held)
                return
            except BrokenProcessPool:
                pass
        again = [(share, tries + 1) for share, tries in held.values()]
        yield from (_died(job, share) for share, tries in again if tries > _TRIES)
        rest = chain([one for one in again if one[1] <= _TRIES], rest)


def _fed(
    pool: ProcessPoolExecutor, rest: Iterator[tuple[Share, int]], ahead: int, held: dict[int, tuple[Share, int]]
) -> Iterator[Outcome]:
    """The outcomes of a pool that always has a few shares ahead; `held` are those without an outcome yet.

    Raises BrokenProcessPool.
    """
    waiting: set[Future[Outcome]] = set()
    while True:
        for share, tries in islice(rest, ahead - len(held)):
            held[share.number] = (share, tries)
            waiting.add(pool.submit(_work, share))
        if not held:
            return
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            outcome = future.result()
            del held[outcome.share.number]
            yield outcome


def _died(job: Job, share: Share) -> Outcome:
    where = Location(str(job.out / share.slug))
    return Outcome(share, (Problem("worker-died", where, {"times": _TRIES}),), blocked=True)


_mine: list[tuple[Job, Templates]] = []  # what a process was begun with


def _begin(job: Job) -> None:
    gc.freeze()  # what is loaded stays to the end: no use looking through it again and again
    _mine[:] = [(job, Templates(job.store))]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A build that was killed leaves no process behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _work(share: Share) -> Outcome:
    return work(_mine[0][0], share, _mine[0][1])


def _on_cluster(job: Job, shares: Iterable[Share], address: str) -> Iterator[Outcome]:
    try:
        import distributed
    except ImportError:
        raise QmsdocsError([Problem("cluster-not-installed", Location("--cluster"))]) from None
    engine: Any = distributed
    try:
        client = engine.Client(address, timeout="10s", set_as_default=False)
        client.wait_for_workers(1, timeout=10)
    except (OSError, TimeoutError, ValueError) as error:
        words = {"address": address, "reason": error}
        raise QmsdocsError([Problem("cluster-unreachable", Location("--cluster"), words)]) from None
    with client:
        ahead = max(1, _AHEAD * sum(client.ncores().values()))
        everywhere = client.scatter(job, broadcast=True, hash=False)
        rest = iter(shares)
        given: dict[str, Share] = {}

        def submit() -> list[Any]:
            share = next(rest, None)
            if share is None:
                return []
            future = client.submit(_work_there, everywhere, share, pure=False, retries=_TRIES)
            given[future.key] = share
            return [future]

        ready = engine.as_completed([future for _ in range(ahead) for future in submit()], loop=client.loop)
        for future in ready:
            share = given.pop(future.key)
            yield future.result() if future.status == "finished" else _died(job, share)
            for more in submit():
                ready.add(more)


_there: dict[int, Templates] = {}


def _work_there(job: Job, share: Share) -> Outcome:
    """On a machine of the cluster: templates are compiled once for all shares of a job."""
    if id(job) not in _there:
        _there.clear()
        _there[id(job)] = Templates(job.store)
    return work(job, share, _there[id(job)])
