"""qmsdocs calendar: every deadline with its source, the next one first."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qmsdocs.cli import output
from qmsdocs.cli.stores import store

if TYPE_CHECKING:
    from qmsdocs.deadlines import Deadline

_DAY = click.DateTime(["%Y-%m-%d", "%d/%m/%Y"])


@click.command("calendar")
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option("--year", type=int, metavar="NĂM", help="Chỉ những hạn trong năm này.")
@click.option("--agency", "agencies", multiple=True, metavar="SLUG", help="Chỉ cơ quan này; dùng được nhiều lần.")
@click.option("--today", type=_DAY, help="Tính quá hạn theo ngày này.  [mặc định: hôm nay]")
@click.option("--all", "whole", is_flag=True, help="Kể cả việc đã làm xong.")
@click.option(
    "--ics", type=click.Path(path_type=Path), metavar="TỆP", help="Ghi thêm tệp lịch cho Outlook, điện thoại."
)
@output.common_options
def calendar(
    path: Path,
    year: int | None,
    agencies: tuple[str, ...],
    today: datetime.datetime | None,
    whole: bool,
    ics: Path | None,
) -> None:
    """Mọi thời hạn của chương trình và của từng cơ quan, kèm căn cứ: việc quá hạn trước, rồi việc đến hạn sớm nhất."""
    from qmsdocs import deadlines
    from qmsdocs.loading import load

    workspace = load(path, store()).choose(None, agencies)
    day = today.date() if today else datetime.date.today()
    every = deadlines.of(workspace, year)
    shown = [one for one in every if whole or one.done is None]
    conflicts = deadlines.conflicts(workspace)
    if ics:
        _write(ics, every)
    if output.as_json():
        data = [{**vars(one), "overdue": one.overdue(day)} for one in shown]
        output.print_json(
            {
                "deadlines": [{key: _plain(value) for key, value in one.items()} for one in data],
                "conflicts": [output.problem_data(problem) for problem in conflicts],
            }
        )
        return
    for one in sorted(shown, key=lambda one: not one.overdue(day)):
        _print(one, day)
    output.print_problems(conflicts)
    late = sum(one.overdue(day) for one in shown)
    output.say(f"\n{len(shown)} thời hạn, {late} quá hạn.", f"\n{len(shown)} deadlines, {late} overdue.")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _print(one: Deadline, today: datetime.date) -> None:
    from qmsdocs import text

    state = f"xong {text.short_date(one.done)}" if one.done else "QUÁ HẠN" if one.overdue(today) else ""
    click.echo(f"{text.short_date(one.date):>10}  {state:15} {one.who}: {one.what}")
    click.echo(f"{'':28}{one.source}")


def _write(file: Path, every: Iterable[Deadline]) -> None:
    from icalendar import Calendar, Event

    from qmsdocs.errors import Location, Problem, QmsdocsError

    made = Calendar()
    made.add("prodid", "-//qmsdocs//vi")
    made.add("version", "2.0")
    for one in every:
        event = Event()
        identity = f"{one.date}\n{one.who}\n{one.what}".encode()
        event.add("uid", f"{hashlib.sha256(identity).hexdigest()[:32]}@qmsdocs")
        # The stamp is the deadline's own day, so that the same data make the same file.
        event.add("dtstamp", datetime.datetime.combine(one.date, datetime.time(), datetime.timezone.utc))
        event.add("dtstart", one.date)
        event.add("summary", f"{one.who}: {one.what}")
        event.add("description", one.source)
        made.add_component(event)
    try:
        file.write_bytes(made.to_ical())
    except OSError as error:
        raise QmsdocsError(
            [Problem("cannot-write", Location(str(file)), {"reason": error.strerror or error})]
        ) from None
