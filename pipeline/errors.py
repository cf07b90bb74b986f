"""What can go wrong around the documents: one class per failure, with its exit code and the next step.

Only these reach a user as a sentence; anything else that is raised is a bug and surfaces as one.
What is wrong with a single document is no exception here but a row in ``documents`` with a status.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import ClassVar


class ExitCode(IntEnum):
    """What a command's exit code says; a published interface."""

    OK = 0
    DIFFERENCES = 1
    USAGE = 2
    DOCUMENTS_NOT_OK = 3
    SELF_CHECK_FAILED = 4
    IO = 5
    LIMIT = 6
    BUG = 70
    STOPPED = 130


class UdtraekError(Exception):
    """A failure a user can do something about; ``str()`` is one clear sentence."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[ExitCode] = ExitCode.USAGE
    hint: ClassVar[str] = ""


class InputMissing(UdtraekError):
    """A path on the command line does not exist."""

    code = "input_missing"
    hint = "Check the spelling of the path."


class NothingToRead(UdtraekError):
    """The inputs hold no PDF."""

    code = "nothing_to_read"
    hint = "Give a folder that holds PDF files, or the files themselves; --include widens what is taken."


class ManifestInvalid(UdtraekError):
    """The manifest cannot be used."""

    code = "manifest_invalid"
    hint = "It is a CSV file with the columns path, source_url, municipality_code, document_date, package, edition."


class SettingInvalid(UdtraekError):
    """An option's value makes no sense."""

    code = "setting_invalid"


class CatalogueInvalid(UdtraekError):
    """A user's own catalogue cannot be used, or not be written as asked."""

    code = "catalogue_invalid"
    hint = "docs/danish.md describes the file; `udtraek catalogue import` writes one."


class ClusterUnreachable(UdtraekError):
    """There is no Dask cluster to read on."""

    code = "cluster_unreachable"
    exit_code = ExitCode.IO
    hint = "Install the extra (pip install 'udtraek[dask]'), and check the address that --scheduler gives."


class PageMissing(UdtraekError):
    """A page was asked for that the document does not have."""

    code = "page_missing"


class DocumentUnreadable(UdtraekError):
    """A command on a single document was given one that cannot be read."""

    code = "document_unreadable"
    exit_code = ExitCode.DOCUMENTS_NOT_OK


class NotARun(UdtraekError):
    """A folder was given as a run and is none."""

    code = "not_a_run"
    hint = "Give the folder that `udtraek run … -o FOLDER` wrote; it holds run.json."


class GoldInvalid(UdtraekError):
    """No gold file, or one that cannot be used."""

    code = "gold_invalid"
    hint = "Gold files are named NAME.gold.json and stand anywhere below the folder."


class OutputForeign(UdtraekError):
    """The output folder holds something that no run wrote."""

    code = "output_foreign"
    exit_code = ExitCode.IO
    hint = "Choose a new or an empty folder; nothing in this one was touched."


class OutputUnwritable(UdtraekError):
    """Results cannot be written where they should go."""

    code = "output_unwritable"
    exit_code = ExitCode.IO
    hint = "Choose a folder you may write to, on a disk with room; an earlier run there is intact."


@contextmanager
def as_unwritable(path: Path | None = None) -> Iterator[None]:
    """Say in one sentence that ``path``, or the file that the system names, cannot be written."""
    try:
        yield
    except OSError as error:
        raise OutputUnwritable(f"{path or error.filename} cannot be written: {error.strerror}.") from None


class OutputBusy(UdtraekError):
    """Another run is writing to the same folder."""

    code = "output_busy"
    exit_code = ExitCode.IO
    hint = "Wait for the other run to end, or choose another folder."


class SelfCheckFailed(UdtraekError):
    """What was written is not what was meant to be written."""

    code = "self_check_failed"
    exit_code = ExitCode.SELF_CHECK_FAILED
    hint = "Nothing was published. This is a defect of the program: please report it."


class RunLimitExceeded(UdtraekError):
    """The run as a whole is larger than its limits allow."""

    code = "run_limit_exceeded"
    exit_code = ExitCode.LIMIT
    hint = "Split the input, or raise the limit with --limit NAME=VALUE."
