"""Are documents read alike after another program made them anew?

    python -m tests.benchmarks.remade DIR… [--count 40] [--jobs 2]

What a PDF looks like stays, and what it consists of changes: names of fonts and characters, order and form of drawings,
coordinates. Ghostscript (``gs``) and Cairo (``pdftocairo``) write most PDFs that "print to file" makes. Without a
program: each page drawn smaller as one form on a larger page, and each page cut out of a larger sheet.

Printed for each: the share of the records' rows that are the same but for raw texts and confidence, and the documents
that differ.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import click
import pymupdf

from extractors import extract
from schemas.document import ExtractedDocument

SMALLER = 0.8
"""Size of a page as a form."""
SHEET = (100.0, 150.0)
"""Points by which a sheet is larger than its page at the left and at the foot."""
TABLES = ("assessments", "assessment_summaries", "recommendations", "policy_actions", "initiatives", "slides")


def by_program(*command: str) -> Callable[[bytes], bytes]:
    """What a program makes of a PDF; its command has ``{source}`` and ``{target}``."""

    def remake(data: bytes) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "source.pdf"), Path(folder, "target.pdf")
            source.write_bytes(data)
            words = [word.format(source=source, target=target) for word in command]
            subprocess.run(words, check=True, capture_output=True, timeout=300)
            return target.read_bytes()

    return remake


def as_forms(data: bytes) -> bytes:
    """Each page drawn smaller, as one form on a page of the same shape."""
    source, target = pymupdf.open("pdf", data), pymupdf.open()
    for page in source:
        box = page.rect * SMALLER
        sheet = target.new_page(width=box.width, height=box.height)
        sheet.show_pdf_page(sheet.rect, source, page.number)
    return target.tobytes()


def out_of_sheets(data: bytes) -> bytes:
    """Each page cut out of a larger sheet."""
    document = pymupdf.open("pdf", data)
    for page in document:
        box = page.mediabox
        left, foot = SHEET
        document.xref_set_key(page.xref, "MediaBox", f"[{box.x0 - left} {box.y0 - foot} {box.x1} {box.y1}]")
        document.xref_set_key(page.xref, "CropBox", f"[{box.x0} {box.y0} {box.x1} {box.y1}]")
    return document.tobytes()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "gs": by_program("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-o", "{target}", "{source}"),
    "pdftocairo": by_program("pdftocairo", "-pdf", "{source}", "{target}"),
    "forms": as_forms,
    "sheets": out_of_sheets,
}
PROGRAMS = ("gs", "pdftocairo")


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--count", default=40, show_default=True, help="Documents of each folder, spread over it.")
@click.option("--jobs", default=1, show_default=True)
def main(folders: tuple[Path, ...], count: int, jobs: int) -> None:
    """Read documents, and the same made anew, and compare the records."""
    ways = [way for way in WAYS if way not in PROGRAMS or shutil.which(way)]
    paths: list[Path] = []
    for folder in folders:
        found = sorted(folder.glob("*.pdf"))
        paths += found[:: max(len(found) // count, 1)][:count]
    rows, same = Counter[str](), Counter[str]()
    differ: dict[str, list[str]] = {way: [] for way in ways}
    with ProcessPoolExecutor(jobs) as pool:
        for path, (total, kept) in zip(paths, pool.map(_compared, paths, [ways] * len(paths)), strict=True):
            for way, number in kept.items():
                rows[way] += total
                same[way] += number
                differ[way] += [f"{path.name} ({total - number} of {total})"] if number < total else []
    click.echo(f"{len(paths)} documents")
    for way in ways:
        click.echo(f"{way:12}{rows[way]:6} rows {same[way] / max(rows[way], 1):.4f}  " + ", ".join(differ[way]))


def _compared(path: Path, ways: list[str]) -> tuple[int, dict[str, int]]:
    """Rows of a document, and how many of them are read the same from it made anew."""
    data = path.read_bytes()
    if any(page.rotation for page in pymupdf.open("pdf", data)):
        ways = [way for way in ways if way in PROGRAMS]
    rows = Counter(_rows(extract(data)))
    return rows.total(), {way: (rows & Counter(_rows(extract(WAYS[way](data))))).total() for way in ways}


def _rows(document: ExtractedDocument) -> Iterator[str]:
    for table in TABLES:
        for row in getattr(document, table):
            # Identifiers are made of the bytes, raw texts say what a hyphen is called.
            every = row.model_dump(mode="json").items()
            values = {name: value for name, value in every if not name.endswith(("_id", "_raw"))}
            yield table + json.dumps(values | {"confidence": None}, sort_keys=True)


if __name__ == "__main__":
    main()
