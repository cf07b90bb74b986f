"""Where the time of a page goes: milliseconds of CPU time a page for each step, without what its own steps take.

    python -m tests.benchmarks.stages [FILE-OR-FOLDER…] [--rounds N] [--profile FILE]

The steps are functions of the program, timed where they are called; the rest of a stage is what it does itself.
Documents with pages read by OCR are left out, as are scans. Without FILE it takes corpus/samples and the judging
material beside the checkout where it is. Every document is read once and only then timed. ``--profile`` writes a
profile of all functions besides, for ``pstats`` and its viewers.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from extractors import extract
from tests.benchmarks.line import bare, documents

#: Title of a step, the module that calls it, the name it is called by.
STEPS = (
    ("reading: opening", "extractors.extract", "pdf.read"),
    ("reading: interpreting", "extractors.pdf.upright", "Display"),
    ("reading: rest of the page", "extractors.pdf.reader", "_content"),
    ("reading: words", "extractors.pdf.upright", "read_text"),
    ("reading: drawings", "extractors.pdf.reader", "read_drawings"),
    ("reading: images", "extractors.pdf.reader", "ImageReader.read"),
    ("reading: ink of the paper's colour", "extractors.pdf.reader", "without_unseen"),
    ("reading: whether OCR is needed", "extractors.pdf.reader", "ocr_page"),
    ("layout: blocks", "extractors.extract", "build_layout"),
    ("layout: tables, rest", "extractors.layout", "find_tables"),
    ("layout: tables, sheets", "extractors.layout.tables", "read_sheets"),
    ("layout: tables, assembling", "extractors.layout.tables", "assemble"),
    ("facts", "extractors.extract", "document_facts.read_facts"),
    ("assessments: whether there are any", "extractors.extract", "names_recommendations"),
    ("assessments: rows", "extractors.extract", "read_assessments"),
    ("assessments: forms", "extractors.kinds.assessment", "forms_as_tables"),
    ("which kind", "extractors.extract", "decide_kind"),
    ("records of other kinds", "extractors.extract", "read_kind"),
    ("personal data", "extractors.extract", "check_personal_data"),
    ("publishing tables", "extractors.extract", "publish_tables"),
)


class Clock:
    """CPU seconds of nested steps, each without those inside it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._stack: list[str] = []
        self._since = 0.0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        self._switch()
        self._stack.append(title)
        try:
            yield
        finally:
            self._switch()
            self._stack.pop()

    def timed(self, title: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.step(title):
                return function(*args, **kwargs)

        return call

    def _switch(self) -> None:
        now = time.process_time()
        if self._stack:
            self.seconds[self._stack[-1]] += now - self._since
        self._since = now


@contextmanager
def clocked(clock: Clock) -> Iterator[None]:
    """Every step timed, for a ``with`` block."""
    patches = []
    for title, module, name in STEPS:
        owner: Any = importlib.import_module(module)
        *path, last = name.split(".")
        for part in path:
            owner = getattr(owner, part)
        patches.append(patch.object(owner, last, clock.timed(title, getattr(owner, last))))
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profile", type=Path)
    options = parser.parse_args()
    chosen: list[tuple[Path, bytes, int]] = []
    for path in documents(options.paths):
        data = path.read_bytes()
        read = extract(data, path=path.name).document  # also warms every cache
        if not read.ocr_page_count:
            chosen.append((path, data, read.page_count or 1))
    pages = sum(count for _, _, count in chosen) * options.rounds
    clock = Clock()
    profile = cProfile.Profile() if options.profile else nullcontext()
    with clocked(clock), profile:
        for path, data, _ in chosen * options.rounds:
            with clock.step("words + drawings alone"):
                bare(data)
            with clock.step("the document itself"):
                document = extract(data, path=path.name)
            with clock.step("writing JSON"):
                document.model_dump_json()
    if options.profile:
        profile.dump_stats(options.profile)
    floor = clock.seconds.pop("words + drawings alone")
    total = sum(clock.seconds.values())
    print(f"{len(chosen)} documents, {pages // options.rounds} pages\n")
    print(f"| {'step':40} | ms a page | share |\n|{'-' * 42}|----------:|------:|")
    titles = [title for title, _, _ in STEPS]
    for title in [*titles, *(set(clock.seconds) - set(titles))]:
        seconds = clock.seconds[title]
        print(f"| {title:40} | {1000 * seconds / pages:9.2f} | {seconds / total:5.0%} |")
    print(f"| {'**together**':40} | {1000 * total / pages:9.2f} |  100% |")
    print(f"| {'words + drawings alone':40} | {1000 * floor / pages:9.2f} | {floor / total:5.0%} |")


if __name__ == "__main__":
    main()
