"""Where everything went that a run found: words and cells of its tables, tables, pages.

Handled, listed as left out, or said to a person – a run that loses words without a word is wrong even where every row
is right. Only the run itself is read; what stands outside tables is counted by page, as far as records or findings
point there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from extractors.kinds.account import WAYS, account_cells
from pipeline.errors import NotARun
from pipeline.writing.place import read_run
from schemas.document import ExtractedDocument


class Lost(NamedTuple):
    """A cell with words that went nowhere."""

    path: str
    page: int
    table_id: str
    row: int
    column: int
    words: tuple[str, ...]


class Audit(NamedTuple):
    """What became of the words, tables and pages of a run."""

    documents: int
    words: Counter[str]
    """Words in mapped tables by where they went."""
    tables: Counter[str]
    """Tables by the record table their rows went to; ``unmapped`` for the others."""
    unmapped_words: int
    """Words in tables that became no records."""
    pages: Counter[str]
    """Pages by the surest thing that is known of them: ``record``, ``table``, ``finding``, ``nothing``."""
    lost: tuple[Lost, ...]

    @property
    def accounted(self) -> float:
        """Share of the words of mapped tables that went somewhere; 1.0 when there are none."""
        total = self.words.total()
        return 1 - self.words["nothing"] / total if total else 1.0

    def as_json(self) -> dict[str, Any]:
        """The audit as plain values, shares beside counts."""
        return {
            "documents": self.documents,
            "accounted": round(self.accounted, 6),
            "words_in_mapped_tables": _shares(self.words, WAYS),
            "words_in_other_tables": self.unmapped_words,
            "tables": _shares(self.tables, sorted(self.tables)),
            "pages": _shares(self.pages, PAGE_WAYS),
            "lost": [entry._asdict() for entry in self.lost],
        }


PAGE_WAYS = ("record", "table", "finding", "nothing")


def audit_run(run: Path) -> Audit:
    """Account for everything that the run in the folder ``run`` found.

    Raises:
        NotARun: ``run`` is none, or a document of it cannot be read.
    """
    read_run(run)
    words: Counter[str] = Counter()
    tables: Counter[str] = Counter()
    pages: Counter[str] = Counter()
    lost: list[Lost] = []
    unmapped = count = 0
    for document in _documents(run):
        count += 1
        tables.update(table.mapped_to or "unmapped" for table in document.tables)
        mapped = {table.table_id for table in document.tables if table.mapped_to is not None}
        unmapped += sum(len(cell.text.split()) for cell in document.cells if cell.table_id not in mapped)
        for cell, went, left in account_cells(document.tables, document.cells, document.evidence, document.findings):
            words.update(went)
            if left:
                lost.append(Lost(document.document.path, cell.page, cell.table_id, cell.row, cell.column, left))
        pages.update(_pages(document))
    return Audit(count, words, tables, unmapped, pages, tuple(lost))


def _documents(run: Path) -> Iterator[ExtractedDocument]:
    for path in sorted((run / "documents").glob("*.json")):
        try:
            yield ExtractedDocument.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise NotARun(f"{path} cannot be read: {str(error).splitlines()[0]}.") from None


def _pages(document: ExtractedDocument) -> Counter[str]:
    read = {row.page for row in document.evidence}
    held = {cell.page for cell in document.cells if cell.text}
    said = {finding.page for finding in document.findings}
    return Counter(
        "record" if page in read else "table" if page in held else "finding" if page in said else "nothing"
        for page in range(1, (document.document.page_count or 0) + 1)
    )


def _shares(counts: Counter[str], names: Any) -> dict[str, dict[str, float]]:
    total = counts.total() or 1
    return {name: {"count": counts[name], "share": round(counts[name] / total, 6)} for name in names}
