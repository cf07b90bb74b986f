"""Run one table finder over PDF files and print what it found as JSON, one line a file.

``python engines.py NAME FILE…`` runs inside the environment of that engine alone, so that it imports nothing of ours
but the engine under test: ``udtraek`` needs the project, every other name its own package. Each line holds the file
name, seconds, pages, peak memory in MiB so far and the tables: page and cells as [top, left, bottom, right, text].
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Found = list[dict[str, Any]]


def udtraek(path: Path) -> Found:
    """The engine of this project."""
    from extractors.layout import build_layout
    from extractors.pdf import read

    found: dict[tuple[int, int], list[list[Any]]] = {}
    for table in build_layout(read(path.read_bytes())).tables:
        for cell in table.cells:
            end = [cell.row + cell.row_span - 1, cell.column + cell.column_span - 1]
            for part in cell.parts:
                text = " ".join(line.text for line in part.lines)
                found.setdefault((table.number, part.page), []).append([cell.row, cell.column, *end, text])
    return [{"page": page, "cells": cells} for (_, page), cells in sorted(found.items())]


def pdfplumber(path: Path) -> Found:
    """pdfplumber with default settings."""
    import pdfplumber as library

    with library.open(path) as pdf:
        return [_of_rows(page.page_number, rows) for page in pdf.pages for rows in page.extract_tables()]


def pymupdf(path: Path) -> Found:
    """PyMuPDF's find_tables with default settings."""
    import pymupdf as library

    with library.open(path) as pdf:
        return [_of_rows(page.number + 1, table.extract()) for page in pdf for table in page.find_tables().tables]


def camelot_lattice(path: Path) -> Found:
    """Camelot, lines."""
    return _camelot(path, "lattice")


def camelot_stream(path: Path) -> Found:
    """Camelot, white space."""
    return _camelot(path, "stream")


def tabula(path: Path) -> Found:
    """Tabula, its own choice between lines and white space."""
    import tabula as library

    read = library.read_pdf(str(path), pages="all", output_format="json", silent=True)
    return [_of_rows(int(table.get("page", 1)), [[c["text"] for c in row] for row in table["data"]]) for table in read]


def img2table(path: Path) -> Found:
    """img2table on the text layer, with tables without borders."""
    from img2table.document import PDF

    read = PDF(str(path), pdf_text_extraction=True).extract_tables(borderless_tables=True)
    return [
        _of_rows(page + 1, [[cell.value or "" for cell in row] for row in table.content.values()])
        for page, tables in read.items()
        for table in tables
    ]


ENGINES: dict[str, Callable[[Path], Found]] = {
    f.__name__: f for f in (udtraek, pdfplumber, pymupdf, camelot_lattice, camelot_stream, tabula, img2table)
}


def _camelot(path: Path, flavor: str) -> Found:
    import camelot

    return [
        _of_rows(table.page, table.df.values.tolist()) for table in camelot.read_pdf(str(path), "all", flavor=flavor)
    ]


def _of_rows(page: int, rows: list[list[str | None]]) -> dict[str, Any]:
    cells = [[r, k, r, k, text or ""] for r, row in enumerate(rows) for k, text in enumerate(row)]
    return {"page": page, "cells": cells}


def _run(name: str, paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        start = time.perf_counter()
        problem, tables = "", list[dict[str, Any]]()
        try:
            tables = ENGINES[name](path)
        except Exception as error:  # a peer's failure is a result, not ours to mend
            problem = f"{type(error).__name__}: {error}"[:200]
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield {"file": path.name, "seconds": seconds, "peak_mib": peak, "problem": problem, "tables": tables}


if __name__ == "__main__":
    for line in _run(sys.argv[1], [Path(p) for p in sys.argv[2:]]):
        print(json.dumps(line, ensure_ascii=False), flush=True)
