"""The engine on documents that lie beside the checkout: figures it has reached and must keep."""

from __future__ import annotations

import re
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


def test_subject_tables_of_a_curriculum_agree_with_the_extraction_of_a_third_party() -> None:
    """85 tables of labels, each with one of objectives below, shaded, and a ruling below the heads of these alone."""
    folder = SHARED / "real/uddannelsesordning"
    sections = re.split(r"^## ", (folder / "it-supporter.silver.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[
        1:
    ]
    wanted = [
        (
            *(_letters(re.findall(rf"^\|{label}\|(.*)\|$", section, re.MULTILINE)[0]) for label in ("Fag", "Niveau")),
            {n: _letters(text) for n, text in re.findall(r"^(\d+)\. (.+)$", section, re.MULTILINE)},
        )
        for section in sections
    ]
    found: list[tuple[str, str, dict[str, str]]] = []
    for table in _layout(folder / "it-supporter.pdf").tables:
        for first, *rest in texts(table):
            if first == "Fag:":
                found.append((_letters(rest[0]), "", {}))
            elif found and first == "Niveau:":
                found[-1] = (found[-1][0], _letters(rest[0]), found[-1][2])
            elif found and first.isdigit():
                found[-1][2][first] = _letters(rest[0])
    assert sorted(row[:2] for row in found) == sorted(row[:2] for row in wanted)
    told = {row[:2]: row[2] for row in found}
    objectives = [(told[name, level].get(n, ""), text) for name, level, own in wanted for n, text in own.items()]
    whole = sum(bool(ours) and (ours.startswith(text) or text.startswith(ours)) for ours, text in objectives)
    assert whole >= 0.98 * len(objectives) > 600


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


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
