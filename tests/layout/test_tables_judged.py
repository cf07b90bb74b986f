"""The engine on documents that lie beside the checkout: figures it has reached and must keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.layout import build_layout
from extractors.pdf import read
from schemas.layout import Layout
from tests.benchmarks.tables.adjacency import GridCell, compare, read_truth, relations, score
from tests.layout.tabled import texts

SHARED = Path(__file__).parents[3] / "shared"
pytestmark = pytest.mark.shared


def _layout(path: Path) -> Layout:
    return build_layout(read(path.read_bytes()))


def test_competition_documents() -> None:
    counts = {}
    for path in sorted((SHARED / "tables/icdar2013-eu").glob("*.pdf")):
        tables = [
            (page, relations(_cells(table.cells, page)))
            for table in _layout(path).tables
            for page in sorted({number for number, _ in table.boxes})
        ]
        stem = path.stem.removesuffix("a")
        truths = [p for p in path.parent.glob("*-str.xml") if p.name[:-8] in (path.stem, f"{stem}a", f"{stem}b")]
        counts[path.name] = max((compare(tables, read_truth(p)) for p in truths), key=lambda c: c.f1)
    assert score(counts).f1 >= 0.98


def _cells(cells: tuple, page: int) -> list[GridCell]:  # type: ignore[type-arg]
    return [
        GridCell(
            c.row, c.column, c.row + c.row_span - 1, c.column + c.column_span - 1, " ".join(ln.text for ln in p.lines)
        )
        for c in cells
        for p in c.parts
        if p.page == page
    ]


@pytest.mark.parametrize("name", ["libreoffice", "libreoffice-flow", "calc", "chromium"])
def test_every_rendering_of_a_table_gives_its_rows(name: str) -> None:
    first = _layout(SHARED / f"seeds/seed-000-{name}.pdf").tables[0]
    body = [row for i, row in enumerate(texts(first)) if i not in first.header_row_set]
    numbers = [row[0] for row in body]
    assert numbers == [str(n) for n in range(1, 33) for _ in range(2 if n in (15, 16) else 1)]
    assert all([cell for cell in row[3:7] if cell] == ["x"] for row in body)
    assert all(row[2] in ("G", "U") for row in body)


@pytest.mark.parametrize(
    "name",
    ["seeds/seed-001-impress", "seeds/seed-002-typst", "seeds/seed-002-weasyprint", "seeds/seed-003-impress"],
)
def test_documents_without_tables_have_none(name: str) -> None:
    assert _layout(SHARED / f"{name}.pdf").tables == ()
