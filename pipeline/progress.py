"""What a run tells while it goes on: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import re
import unicodedata
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from pipeline.outcomes import has_no_row, review_count
from schemas.document import ExtractedDocument

if TYPE_CHECKING:
    from rich.console import Console

_MARKS = {"ok": "ok", "partial": "partial", "failed": "FAILED", "rejected": "REJECTED"}


class Progress(Protocol):
    """Listens to a run."""

    def begin(self, total: int) -> None:
        """So many documents are to be read."""

    def start(self, name: str) -> None:
        """A document goes to a worker."""

    def finish(self, document: ExtractedDocument) -> None:
        """A document is done and written."""

    def stage(self, text: str) -> None:
        """All documents are done; this comes next."""

    def end(self) -> None:
        """The run is over, one way or the other."""


class Silent:
    """Says nothing."""

    def begin(self, total: int) -> None: ...

    def start(self, name: str) -> None: ...

    def finish(self, document: ExtractedDocument) -> None: ...

    def stage(self, text: str) -> None: ...

    def end(self) -> None: ...


class Lines:
    """A plain line per document, for logs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._total = 0
        self._done = 0

    def begin(self, total: int) -> None:
        self._total = total

    def start(self, name: str) -> None: ...

    def finish(self, document: ExtractedDocument) -> None:
        self._done += 1
        row = document.document
        width = len(str(self._total))
        line = f"{self._done:>{width}}/{self._total} {_MARKS[row.status]:8} {printable(row.path)}"
        if row.status in {"ok", "partial"}:
            line += f": {row.kind}, {row.record_count} records, {review_count(document)} to review"
            line += ", no row could be read" if has_no_row(document) else ""
        if row.status_reason:
            line += f" – {printable(row.status_reason)}"
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)

    def stage(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def end(self) -> None: ...


class Bar:
    """A live bar: documents done, current file, records, doubts, time left."""

    def __init__(self, console: Console) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._records = 0
        self._doubts = 0
        self._under_way: dict[str, None] = {}
        self._bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[counts]}", markup=False),
            TimeRemainingColumn(compact=True, elapsed_when_finished=True),
            TextColumn("{task.description}", style="dim", markup=False),
            console=console,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, counts="")

    def begin(self, total: int) -> None:
        self._bar.update(self._task, total=total)
        self._bar.start()

    def start(self, name: str) -> None:
        self._under_way[name] = None
        self._show()

    def finish(self, document: ExtractedDocument) -> None:
        self._under_way.pop(document.document.path, None)
        self._records += document.document.record_count
        self._doubts += review_count(document)
        self._bar.advance(self._task)
        self._show()

    def stage(self, text: str) -> None:
        self._bar.update(self._task, description=text)

    def end(self) -> None:
        self._bar.stop()

    def _show(self) -> None:
        current = printable(next(iter(self._under_way), ""))
        counts = f"{self._records} records, {self._doubts} to review"
        self._bar.update(self._task, counts=counts, description=current[-48:])


class Listening:
    """Holds a progress open for a ``with`` block, so that a terminal is left as it was found."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._progress.end()


_BREAKS = "\n\r\t\u2028\u2029"
_ESCAPES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?")


def printable(text: str) -> str:
    """Text that may go to a terminal: one line, no escape sequences, no characters that change its direction."""
    text = _ESCAPES.sub("", text)
    return "".join(" " if c in _BREAKS else c for c in text if c in _BREAKS or unicodedata.category(c)[0] != "C")
