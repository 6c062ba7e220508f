"""The command line: the only place that prints, exits, and reads the clock, the environment and the working folder.

One file a command group; each command imports what it needs when it runs, so that `--help` stays quick.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import click

from qmsdocs import __version__
from qmsdocs.cli.build import build
from qmsdocs.cli.calendar import calendar
from qmsdocs.cli.check import check
from qmsdocs.cli.impact import impact
from qmsdocs.cli.layout import layout
from qmsdocs.cli.layout_fix import fix
from qmsdocs.cli.pack import pack
from qmsdocs.cli.pdf import pdf
from qmsdocs.cli.release import log, release
from qmsdocs.cli.report import report
from qmsdocs.cli.start import copy, init, schema
from qmsdocs.cli.status import clean, status, why
from qmsdocs.cli.survey import list_
from qmsdocs.cli.template import template
from qmsdocs.cli.verify import verify


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog="Hướng dẫn: docs/ trong bộ cài.")
@click.version_option(__version__, prog_name="qmsdocs", message="%(prog)s %(version)s")
def commands() -> None:
    """qmsdocs: từ YAML đến trọn bộ tài liệu ISO 9001 bằng Word của một cơ quan hay cả một tỉnh."""


for command in (
    init, check, list_, build, status, why, clean, pdf, pack, verify, release, log, impact, calendar, report, copy,
    template, layout, schema,
):  # fmt: skip
    commands.add_command(command)
layout.add_command(fix)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit: 0 fine, 1 problems, 2 usage, 3 our bug, 130 interrupted."""
    from qmsdocs.cli.output import fail
    from qmsdocs.errors import QmsdocsError

    _speak_utf8()
    gc.disable()  # a run is short and keeps nearly all it makes; collecting would cost it a sixth of its time
    try:
        commands.main(arguments, prog_name="qmsdocs", standalone_mode=False)
    except QmsdocsError as error:
        fail(error.problems)
        sys.exit(1)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Đã dừng.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except Exception:
        import traceback

        traceback.print_exc()
        click.echo("Đây là lỗi của qmsdocs, không phải của bạn; hãy gửi các dòng trên cho người phát triển.", err=True)
        sys.exit(3)


def _speak_utf8() -> None:
    """Windows consoles and pipes default to a code page that cannot write Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
