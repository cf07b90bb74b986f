"""The table engine beside the bare reader: milliseconds a page, on the same pages, in the same minute.

    python -m tests.benchmarks.engine [FILE-OR-FOLDER…] [--sample N]

For each PDF: what PyMuPDF needs to give words and drawings, and what the engine needs to find the tables of pages that
are read already, in CPU time. A document is measured the first time its tables are looked for; one in eight is read
beforehand and not measured, as in ``tests.benchmarks.line``, whose documents these are. Pages read by OCR are no text
and are left out.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from extractors.layout.tables import find_tables
from extractors.pdf import read
from pipeline.engines.child import collect_rarely
from tests.benchmarks.line import ROUNDS, WARM_UP, bare, documents, timed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=1)
    options = parser.parse_args()
    chosen = documents(options.paths, options.sample)
    for path in chosen[::WARM_UP] if len(chosen) > 1 else chosen:
        find_tables(read(path.read_bytes()).pages)
    collect_rarely()
    print(f"{'document':44} {'pages':>5} {'bare':>7} {'engine':>7} {'ratio':>6}")
    costs: list[tuple[int, float, float]] = []
    for path in (path for number, path in enumerate(chosen) if number % WARM_UP or len(chosen) == 1):
        data = path.read_bytes()
        pages = read(data).pages
        if not pages or any(page.by_ocr for page in pages):
            continue
        engine = timed(lambda pages=pages: find_tables(pages))  # type: ignore[misc]
        floor = statistics.median(timed(lambda data=data: bare(data)) for _ in ROUNDS)  # type: ignore[misc]
        costs.append((len(pages), floor, engine))
        scale = 1000 / len(pages)
        print(f"{path.name[:44]:44} {len(pages):5} {scale * floor:7.2f} {scale * engine:7.2f} {engine / floor:6.2f}")
    if costs:
        count, floor, engine = (sum(column) for column in zip(*costs, strict=True))
        median = statistics.median(cost / least for _, least, cost in costs)
        print(f"\n{len(costs)} documents of text, {count} pages: {1000 * engine / count:.2f} ms a page")
        print(f"{engine / floor:.2f} × words + drawings over all pages, {median:.2f} × in the median document")


if __name__ == "__main__":
    main()
