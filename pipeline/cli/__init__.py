"""The command ``udtraek``: thin commands over the library."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point: guard stdout first, then run the command."""
    from pipeline.cli.stdio import protect_stdout

    out = protect_stdout()
    from pipeline.cli.commands import cli
    from pipeline.cli.exits import guarded

    sys.exit(guarded(cli, out))
