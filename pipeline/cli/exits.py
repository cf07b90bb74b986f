"""Exceptions → exit codes, in one place; and the two streams a command writes to."""

from __future__ import annotations

import dataclasses
import sys
import traceback
from typing import TYPE_CHECKING, TextIO

import click

from pipeline.errors import ExitCode, UdtraekError

if TYPE_CHECKING:
    from rich.console import Console


_FILE_WIDTH = 140
_OURS = ("schemas", "extractors", "pipeline")


@dataclasses.dataclass(frozen=True)
class Streams:
    """Where a command writes: results to ``out``, everything said to a person on the way to stderr."""

    out: TextIO
    own_process: bool = False
    """Whether the process is there for this command alone, as it is when a shell started it."""

    def console(self, *, stderr: bool = True) -> Console:
        """A console on stderr, or on the real stdout."""
        from rich.console import Console

        if stderr:
            return Console(stderr=True)
        # In a pipe or a file there is no terminal whose width tables would have to bow to.
        return Console(file=self.out, width=None if self.out.isatty() else _FILE_WIDTH)

    def write(self, text: str) -> None:
        """Write a result."""
        self.out.write(text if text.endswith("\n") else f"{text}\n")
        self.out.flush()


def streams() -> Streams:
    """The streams of the command that is running."""
    return click.get_current_context().find_object(Streams) or Streams(sys.stdout)


def guarded(command: click.Command, out: TextIO) -> int:
    """Run ``command`` on the process's arguments; its exit code."""
    try:
        result = command.main(standalone_mode=False, obj=Streams(out, own_process=True), prog_name="udtraek")
        out.flush()
    except UdtraekError as error:
        _say(f"Error: {error}", error.hint)
        return error.exit_code
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped; nothing was changed.", "")
        return ExitCode.STOPPED
    except BrokenPipeError:
        return ExitCode.OK  # whoever read our output has seen enough
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and (error.name or "").partition(".")[0] not in _OURS:
            _say(f"Error: The library {error.name} is missing.", "`udtraek doctor` says how to get it.")
        else:
            traceback.print_exc()
            _say("This is a bug in udtraek. Please report it with the lines above.", "")
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.OK


def _say(sentence: str, hint: str) -> None:
    click.echo(sentence, err=True)
    if hint:
        click.echo(hint, err=True)
