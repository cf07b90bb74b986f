"""The decisions in a folder: JSON lines, a file per document, appended to and never changed.

A line is written with one call to a file opened for appending, under a lock, and is on the disk before the person is
told that it was kept. Several servers, and several people's branches in version control, may add to one folder.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from pipeline.errors import UdtraekError
from pipeline.review.decisions import Decision

DEFAULT_FOLDER = Path("corpus/reviews")
"""Where decisions are kept when nothing else is said, from the folder in which the command is run."""

_SUFFIX = ".jsonl"


class ReviewsInvalid(UdtraekError):
    """The decisions cannot be used."""

    code = "reviews_invalid"
    hint = "`udtraek reviews check` lists every line that is not right."


class Problem(NamedTuple):
    """A line that is no decision."""

    file: str
    line: int
    reason: str


class Kept(NamedTuple):
    """Everything in a folder of decisions."""

    decisions: list[Decision]
    """Each once, in order of their time."""
    problems: list[Problem]


class Store:
    """A folder of decisions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def append(self, decision: Decision) -> None:
        """Keep a decision.

        Raises:
            OSError: it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{decision.document_id[:16]}{_SUFFIX}"
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            line = _close_last_line(descriptor) + decision.line()
            if os.write(descriptor, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Changes whenever the decisions do."""
        found = ((path.name, path.stat()) for path in self._files())
        return tuple((name, status.st_size, status.st_mtime_ns) for name, status in found)

    def read(self) -> Kept:
        """All decisions, and the lines that are none."""
        found: dict[str, Decision] = {}
        problems: list[Problem] = []
        for path in self._files():
            for number, line in _lines(path):
                decision = _parse(line)
                if isinstance(decision, str):
                    problems.append(Problem(path.name, number, decision))
                else:
                    found.setdefault(decision.decision_id, decision)
        return Kept(sorted(found.values(), key=lambda d: (d.at, d.decision_id)), problems)

    def read_valid(self) -> list[Decision]:
        """All decisions.

        Raises:
            ReviewsInvalid: a line is none.
        """
        kept = self.read()
        if kept.problems:
            first = kept.problems[0]
            raise ReviewsInvalid(f"Line {first.line} of {self.folder / first.file} is no decision: {first.reason}")
        return kept.decisions

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"*{_SUFFIX}"))


class Index:
    """Decisions, found by the document they are about."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = list(decisions)
        self._ids: dict[str, list[Decision]] = {}
        self._paths: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            self._ids.setdefault(decision.document_id, []).append(decision)
            self._paths.setdefault(decision.path, []).append(decision)

    def of(self, document_id: str, path: str) -> list[Decision]:
        """Decisions said about a document, and those said about another that stood under its path."""
        earlier = [d for d in self._paths.get(path, ()) if d.document_id != document_id]
        return [*self._ids.get(document_id, ()), *earlier]

    def about(self) -> dict[str, Any]:
        """What ``run.json`` says of them."""
        digest = hashlib.sha256()
        for decision in self.decisions:
            digest.update(decision.line())
        return {"decisions": len(self.decisions), "sha256": digest.hexdigest()}


def _close_last_line(descriptor: int) -> bytes:
    """What has to come before the next line; half a line that a killed writer left is cut off."""
    content = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
    start = content.rfind(b"\n") + 1
    if start == len(content):
        return b""
    if isinstance(_parse(content[start:]), Decision):
        return b"\n"
    os.ftruncate(descriptor, start)
    return b""


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers; half a line at the end was never acknowledged to anybody and is left out."""
    *lines, last = path.read_bytes().split(b"\n")
    if isinstance(_parse(last), Decision):
        lines.append(last)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def _parse(line: bytes) -> Decision | str:
    try:
        decision = Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc'])) or 'line'}: {first['msg']}."
    if decision.decision_id != decision.expected_id():
        return "its content is not the content it was made with."
    return decision
