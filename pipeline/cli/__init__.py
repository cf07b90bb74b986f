"""The command ``udtraek``: thin commands over the library."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import threading

_COLLECT_AFTER = 50_000
"""Objects after which garbage in circles is looked for. Python's own pace, every 700, costs an eighth of a build of the
dataset when little changed; what the commands load stays until they end."""


def main() -> None:
    """Entry point: guard stdout first, then run the command."""
    gc.set_threshold(_COLLECT_AFTER, 20, 100)
    # Else pydantic asks every installed package for plugins, of which there are none for what is read here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from pipeline.cli.completion import VARIABLE

    if VARIABLE in os.environ:
        from pipeline.cli.commands import cli

        cli(prog_name="udtraek")  # a shell asks what may come next; no PDF is touched
    from pipeline.cli.stdio import protect_stdout, readable

    readable(sys.stderr)
    out = protect_stdout()
    from pipeline.cli.commands import cli
    from pipeline.cli.exits import guarded

    code = guarded(cli, out)
    if code == 0 and threading.active_count() == 1:
        _leave()
    sys.exit(code)


def _leave() -> None:
    """End the process after a command that went well, as :func:`sys.exit` does but for one thing.

    What was loaded is not taken apart object by object, which costs a tenth of adding a document to the dataset: the
    system takes all memory back at once.
    """
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # closed, or nobody reads
            stream.flush()
    os._exit(0)
