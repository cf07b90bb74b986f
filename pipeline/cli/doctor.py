"""``udtraek doctor``."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command
from pipeline.errors import ExitCode

if TYPE_CHECKING:
    from pipeline.doctor import Check

_EXAMPLES = (
    ("udtraek doctor", "What is here, what is not, and how to get it"),
    ("udtraek doctor --json | jq '.checks[] | select(.state != \"ok\")'", "From a script"),
)
_STYLES = {"ok": "green", "missing": "red", "broken": "red", "absent": "yellow"}


@click.command("doctor", cls=Command, examples=_EXAMPLES, short_help="Say what is installed, and how to get the rest.")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
def doctor_command(as_json: bool) -> int:
    """Look for libraries, extras, OCR engines, models, fonts and programs, and say how to get what is not there.

    Exit code: 0 all that is needed is there and works, 1 something is missing or broken. What is absent is an option.
    """
    from pipeline import doctor

    checks = doctor.examine()
    if as_json:
        streams().write(json.dumps(doctor.as_json(checks), ensure_ascii=False))
    else:
        _print(checks)
    return ExitCode.DIFFERENCES if any(check.fails for check in checks) else ExitCode.OK


def _print(checks: list[Check]) -> None:
    from rich.text import Text

    console = streams().console(stderr=False)
    for group, members in groupby(checks, key=lambda check: check.group):
        console.print(Text(group, style="bold"))
        for check in members:
            line = Text("  ").append(f"{check.state:8}", style=_STYLES[check.state]).append(check.name)
            console.print(line.append(f"  {check.detail}" if check.detail else ""), soft_wrap=True)
            if check.remedy:
                console.print(Text(f"{'':10}{_for(check)}{check.remedy}"), soft_wrap=True)
    failed = sum(check.fails for check in checks)
    console.print()
    console.print(f"{failed} of what is needed is missing or broken." if failed else "All that is needed is here.")


def _for(check: Check) -> str:
    return f"for {check.purpose}: " if check.purpose else ""
