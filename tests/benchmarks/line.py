"""The whole line beside the bare reader: milliseconds a page, on the same pages, in the same run.

    python -m tests.benchmarks.line [FILE-OR-FOLDER…] [--sample N]

For each PDF: what PyMuPDF needs to give words and drawings, what reading a document needs (bytes to checked records),
and what the line adds around it (JSON across the border, validation, tables; the report apart), in CPU time, so that a
busy machine does not show. A document is measured when it is read for the first time, as in a run: read again it costs
a fifth less, because wordings that were weighed once are remembered. One document in eight is read beforehand and not
measured, so that modules and vocabulary are loaded as in a worker that has been at work.

Without FILE it takes corpus/samples, and the judging material beside the checkout where it is; ``--sample 4`` takes
every fourth of them. Documents with pages read by OCR stand apart: OCR costs hundreds of times what reading text does,
and says nothing about the rest of the line.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pymupdf

from extractors import extract
from pipeline import outcomes
from pipeline.engines.child import collect_rarely
from pipeline.writing.run_writer import RunWriter
from schemas.document import ExtractedDocument

ROOT = Path(__file__).parents[2]
ROUNDS = range(3)
WARM_UP = 8
"""One document in so many is read beforehand."""


class Cost(NamedTuple):
    """Milliseconds a page."""

    pages: int
    ocr_pages: int
    bare: float
    reading: float
    around: float

    @property
    def ratio(self) -> float:
        return (self.reading + self.around) / self.bare


def bare(data: bytes) -> int:
    """Words and drawings of every page, as PyMuPDF gives them; the number of pages."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.get_text("words")
            page.get_cdrawings()
        return int(document.page_count)


def around(content: bytes, writer: RunWriter) -> None:
    """What the parent does with a worker's answer."""
    document = ExtractedDocument.model_validate_json(content)
    outcomes.check_document(document, document.document.document_id, document.document.path)
    writer.add(document)


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def documents(paths: Sequence[Path], sample: int = 1) -> list[Path]:
    """The PDFs to measure: every ``sample``-th of those in ``paths`` or, without any, of those that are known."""
    known = [ROOT / "corpus" / "samples", ROOT.parent / "shared" / "seeds", ROOT.parent / "shared" / "real"]
    found: set[Path] = set()
    for path in paths or known:
        found.update(path.rglob("*.pdf") if path.is_dir() else {path} if path.exists() else ())
    return sorted(path for path in found if path.suffix == ".pdf" and "scan" not in path.name)[::sample]


def measure(path: Path) -> Cost:
    """What a document costs that is read for the first time."""
    data = path.read_bytes()
    pages = max(1, bare(data))
    read: list[ExtractedDocument] = []
    reading = timed(lambda: read.append(extract(data, path=path.name)))
    with tempfile.TemporaryDirectory() as folder:
        writer = RunWriter(Path(folder))
        writing = statistics.median(timed(lambda: around(read[0].model_dump_json().encode(), writer)) for _ in ROUNDS)
        writer.close_tables()
    floor = statistics.median(timed(lambda: bare(data)) for _ in ROUNDS)
    scale = 1000 / pages
    return Cost(pages, read[0].document.ocr_page_count or 0, scale * floor, scale * reading, scale * writing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--sample", type=int, default=1)
    options = parser.parse_args()
    print(f"{'document':44} {'pages':>5} {'bare':>7} {'read':>7} {'around':>7} {'ratio':>6}")
    text: list[Cost] = []
    by_ocr: list[Cost] = []
    chosen = documents(options.paths, options.sample)
    for path in chosen[::WARM_UP] if len(chosen) > 1 else chosen:
        extract(path)
    collect_rarely()
    for path in (path for number, path in enumerate(chosen) if number % WARM_UP or len(chosen) == 1):
        cost = measure(path)
        (by_ocr if cost.ocr_pages else text).append(cost)
        ocr = f"  {cost.ocr_pages} by OCR" if cost.ocr_pages else ""
        print(
            f"{path.name[:44]:44} {cost.pages:5} {cost.bare:7.2f} {cost.reading:7.2f} {cost.around:7.2f} "
            f"{cost.ratio:6.1f}{ocr}"
        )
    if text:
        pages = sum(cost.pages for cost in text)
        mean = sum((cost.reading + cost.around) * cost.pages for cost in text) / pages
        ratio = statistics.median(cost.ratio for cost in text)
        print(f"\n{len(text)} documents of text, {pages} pages: {mean:.1f} ms a page (mean),")
        print(f"the line costs {ratio:.1f} × words + drawings (median)")
    if by_ocr:
        pages = sum(cost.ocr_pages for cost in by_ocr)
        seconds = sum((cost.reading + cost.around) * cost.pages for cost in by_ocr) / 1000 / pages
        print(f"{len(by_ocr)} documents with {pages} pages read by OCR: {seconds:.1f} s such a page")


if __name__ == "__main__":
    main()
