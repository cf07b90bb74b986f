"""The command ``udtraek``: thin commands over the library."""

from __future__ import annotations

import gc
import os
import sys

_COLLECT_AFTER = 50_000
"""Objects after which garbage in circles is looked for. Python's own pace, every 700, costs an eighth of a build of the
dataset when little changed; what the commands load stays until they end."""


def main() -> None:
    """Entry point: guard stdout first, then run the command."""
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
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
