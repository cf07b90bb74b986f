"""The command ``udtraek``: thin commands over the library."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point: guard stdout first, then run the command."""
    from pipeline.cli.completion import VARIABLE

    if VARIABLE in os.environ:
        from pipeline.cli.commands import cli

        cli(prog_name="udtraek")  # a shell asks what may come next; no PDF is touched
    from pipeline.cli.stdio import protect_stdout, readable

    readable(sys.stderr)
    out = protect_stdout()
    from pipeline.cli.commands import cli
    from pipeline.cli.exits import guarded

    sys.exit(guarded(cli, out))
