"""The whole line beside the bare reader: milliseconds a page, on the same pages, in the same run.

    python -m tests.benchmarks.line [FOLDER…] [--rounds N]

For each PDF: what PyMuPDF needs to give words and drawings, what reading a document needs (bytes to checked records),
and what the line adds around it (JSON across the border, validation, tables; the report apart). The median of the
rounds counts, in CPU time, so that a busy machine does not show. Without FOLDER it takes
corpus/samples, and the judging material beside the checkout where it is.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pymupdf

from extractors import extract
from pipeline import outcomes
from pipeline.writing.run_writer import RunWriter
from schemas.document import ExtractedDocument

ROOT = Path(__file__).parents[2]


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


def measure(path: Path, rounds: int) -> tuple[int, float, float, float]:
    """Pages, and milliseconds a page: bare, reading, around."""
    data = path.read_bytes()
    pages = max(1, bare(data))
    content = extract(data, path=path.name).model_dump_json().encode()  # also warms every cache
    samples: list[tuple[float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        writer = RunWriter(Path(folder))
        for _ in range(rounds):
            samples.append(
                (
                    timed(lambda: bare(data)),
                    timed(lambda: extract(data, path=path.name).model_dump_json().encode()),
                    timed(lambda: around(content, writer)),
                )
            )
        writer.close_tables()
    per_page = [1000 * statistics.median(column) / pages for column in zip(*samples, strict=True)]
    return pages, per_page[0], per_page[1], per_page[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    known = [ROOT / "corpus" / "samples", ROOT.parent / "shared" / "seeds", ROOT.parent / "shared" / "real"]
    folders = options.folders or [folder for folder in known if folder.is_dir()]
    print(f"{'document':44} {'pages':>5} {'bare':>7} {'read':>7} {'around':>7} {'ratio':>6}")
    ratios = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.pdf") if "scan" not in path.name):
        pages, reader, reading, writing = measure(path, options.rounds)
        ratios.append((reading + writing) / reader)
        print(f"{path.name[:44]:44} {pages:5} {reader:7.2f} {reading:7.2f} {writing:7.2f} {ratios[-1]:6.1f}")
    if ratios:
        print(f"\n{len(ratios)} documents; the line costs {statistics.median(ratios):.1f} × words + drawings (median)")


if __name__ == "__main__":
    main()
