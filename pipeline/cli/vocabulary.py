"""``udtraek vocabulary``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pipeline.cli.exits import streams
from pipeline.cli.help import Command, Group
from pipeline.errors import ExitCode

_CHECK_EXAMPLES = (
    ("udtraek vocabulary check mine.yaml", "Your own wordings, before a run reads with them"),
    ("udtraek vocabulary check", "The wordings that ship, after a change"),
    ("udtraek run in/ -o out/ --vocabulary mine.yaml", "Read with them"),
)


@click.group(
    "vocabulary", cls=Group, examples=_CHECK_EXAMPLES, short_help="Check wordings, your own or those that ship."
)
def vocabulary_group() -> None:
    """Look through wordings: what a municipality calls its columns, steps, levels and units."""


@vocabulary_group.command("check", cls=Command, examples=_CHECK_EXAMPLES)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout.")
def check_command(files: tuple[Path, ...], as_json: bool) -> int:
    """Say what is wrong in FILE…, with its line and what to do about it; without FILE, in the wordings that ship.

    Exit code: 0 nothing is wrong, 1 something is. A note is nothing wrong: it says what may surprise.
    """
    from pipeline.progress import printable
    from pipeline.vocabulary import as_line, check_own, check_shipped

    found = {str(file): check_own(file) for file in files} if files else check_shipped()
    errors = sum(problem.severity == "error" for problems in found.values() for problem in problems)
    if as_json:
        lines = [{"file": name, **problem._asdict()} for name, problems in found.items() for problem in problems]
        streams().write(json.dumps(lines, ensure_ascii=False))
    else:
        for name, problems in found.items():
            for problem in problems:
                streams().write(printable(as_line(name, problem)))
        if not errors:
            streams().write(f"Nothing is wrong in {len(found)} {'file' if len(found) == 1 else 'files'}.")
    return ExitCode.DIFFERENCES if errors else ExitCode.OK
