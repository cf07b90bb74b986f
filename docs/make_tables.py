"""Make the pictures of docs/tables.md.

Run from the root of the project: ``python -m docs.make_tables``. One typeset page with a ruled and an unruled table is
drawn four times, each time with what one stage of the table engine sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pymupdf
import weasyprint

from extractors import pdf
from extractors.layout.tables import find_tables
from extractors.layout.tables.pages.candidates import Sheet
from schemas.geometry import Box
from schemas.layout import Table

PICTURES = Path("docs/pictures/tables")
DPI = 100
RED, BLUE, GREEN = (0.8, 0.1, 0.1), (0.1, 0.3, 0.8), (0.1, 0.55, 0.2)
ORANGE, GREY = (0.9, 0.55, 0.1), (0.55, 0.55, 0.55)
ROWS = (
    ("1", "Kommunen har en politik for mad og måltider i dagtilbud", "x", "", "", "Vedtaget i 2017"),
    ("2", "Frugtordning", "", "x", "", "Afprøves på to skoler frem til sommer"),
    ("3", "Rent drikkevand er let tilgængeligt på skolerne", "x", "", "", ""),
    ("4", "Kostvejledning til ældre borgere", "", "", "", "Drøftes i Team Sundhed"),
)
PAGE = (
    "<style>@page{size:150mm 132mm;margin:8mm} body{font:8.5pt 'Liberation Sans',sans-serif;margin:0}"
    "table{border-collapse:collapse;width:100%;margin-bottom:7mm}"
    "td,th{padding:1.2mm;text-align:left;vertical-align:top} .m{text-align:center;width:11mm}"
    ".r td,.r th{border:0.6pt solid #444} .r th{background:#dfe8f0} .u th{border:0}</style>"
)


def main() -> None:
    """Write all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    data = weasyprint.HTML(string=PAGE + _table("r") + _table("u")).write_pdf()
    tables, sheets = find_tables(pdf.read(data).pages)
    _draw(data, "edges", lambda page: _edges(page, sheets[0]))
    _draw(data, "phrases", lambda page: _phrases(page, sheets[0]))
    _draw(data, "grids", lambda page: _grids(page, sheets[0]))
    _draw(data, "cells", lambda page: _cells(page, tables))


def _table(kind: str) -> str:
    head = "<tr><th rowspan=2>Nr.<th rowspan=2>Anbefaling<th colspan=3 class=m>Opfyldt<th rowspan=2>Bemærkning</tr>"
    head += "<tr><th class=m>Ja<th class=m>Delvist<th class=m>Nej</tr>"
    body = "".join(
        "<tr>" + "".join(f"<td{' class=m' if 2 <= i <= 4 else ''}>{text}" for i, text in enumerate(row)) for row in ROWS
    )
    return f"<table class={kind}>{head}{body}</table>"


def _draw(data: bytes, name: str, over: Callable[[pymupdf.Page], None]) -> None:
    with pymupdf.open(stream=data) as document:
        over(document[0])
        document[0].get_pixmap(dpi=DPI).save(PICTURES / f"{name}.png")


def _edges(page: pymupdf.Page, sheet: Sheet) -> None:
    for edge in sheet.edges.horizontal:
        page.draw_line((edge.start, edge.at), (edge.end, edge.at), color=RED, width=1.4)
    for edge in sheet.edges.vertical:
        page.draw_line((edge.at, edge.start), (edge.at, edge.end), color=BLUE, width=1.4)


def _phrases(page: pymupdf.Page, sheet: Sheet) -> None:
    for row in sheet.rows:
        _box(page, Box(20, row.top, page.rect.width - 20, row.bottom), GREY, 0.4)
        for phrase in row.phrases:
            _box(page, phrase.box, GREEN, 0.9)


def _grids(page: pymupdf.Page, sheet: Sheet) -> None:
    for draft in sheet.drafts:
        for x in draft.xs:
            page.draw_line((x, draft.ys[0]), (x, draft.ys[-1]), color=BLUE, width=0.9)
        for y in draft.ys:
            page.draw_line((draft.xs[0], y), (draft.xs[-1], y), color=RED, width=0.9)


def _cells(page: pymupdf.Page, tables: Iterable[Table]) -> None:
    for table in tables:
        for cell in table.cells:
            for part in cell.parts:
                fill = ORANGE if cell.is_header else GREEN
                page.draw_rect(pymupdf.Rect(*part.box), color=fill, fill=fill, fill_opacity=0.15, width=0.9)


def _box(page: pymupdf.Page, box: Box, color: tuple[float, float, float], width: float) -> None:
    page.draw_rect(pymupdf.Rect(*box), color=color, width=width)


if __name__ == "__main__":
    main()
