"""The measure of the ICDAR 2013 table competition: relations between neighbouring cells.

Every filled cell is joined to the next filled one to its right and below it. A relation is the pair of texts, the
direction and the number of empty places between; a table is right as far as its relations are those of the truth,
whatever it calls its rows and columns. Texts are compared without white space and case. Tables of one page are paired
one to one, in the order of the truth, with whatever found table shares most relations.

Source: Göbel, Hassan, Oro, Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents",
DocEng 2012. Ground truth in the competition's XML (``NAME-str.xml``; ``NAMEa-``, ``NAMEb-`` where two readings
count).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

Relations = Counter[tuple[str, str, str, int]]


class GridCell(NamedTuple):
    """A cell by its first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


class Counts(NamedTuple):
    """Relations of a document."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float(not self.true)

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, self.found + self.true)


class Score(NamedTuple):
    """Means over documents, and the F1 of the two means."""

    precision: float
    recall: float
    f1: float


def relations(cells: Iterable[GridCell]) -> Relations:
    """Relations of one table."""
    filled = [c for c in cells if _plain(c.text)]
    places = {
        (r, k): i for i, c in enumerate(filled) for r in range(c.top, c.bottom + 1) for k in range(c.left, c.right + 1)
    }
    if not places:
        return Counter()
    last_row, last_column = max(r for r, _ in places), max(k for _, k in places)
    found: dict[tuple[int, int, str], int] = {}
    for (r, k), i in sorted(places.items()):
        right = next(((places[r, x], x - k - 1) for x in range(k + 1, last_column + 1) if (r, x) in places), None)
        below = next(((places[y, k], y - r - 1) for y in range(r + 1, last_row + 1) if (y, k) in places), None)
        for direction, near in (("right", right), ("below", below)):
            if near is not None and near[0] != i:
                found.setdefault((i, near[0], direction), near[1])
    return Counter((_plain(filled[a].text), _plain(filled[b].text), way, gap) for (a, b, way), gap in found.items())


def read_truth(path: Path) -> list[tuple[int, Relations]]:
    """Page and relations of every table of a truth file; a table of several regions counts on its first page."""
    tables = []
    for table in ElementTree.fromstring(path.read_text(encoding="utf-8", errors="replace")).iter("table"):
        cells: list[GridCell] = []
        page = 0
        for region in table.iter("region"):
            page = page or int(region.get("page", "1"))
            down, right = int(region.get("row-increment") or 0), int(region.get("col-increment") or 0)
            for cell in region.iter("cell"):
                top, left = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
                bottom, end = int(cell.get("end-row") or top), int(cell.get("end-col") or left)
                text = cell.findtext("content") or ""
                cells.append(GridCell(top + down, left + right, bottom + down, end + right, text))
        tables.append((page or 1, relations(cells)))
    return tables


def compare(found: Sequence[tuple[int, Relations]], truth: Sequence[tuple[int, Relations]]) -> Counts:
    """Relations that are right, found and true in one document; both sides are tables with their page."""
    left = [table for table in found if table[1]]
    right = 0
    for page, want in truth:
        shared = {i: sum((table & want).values()) for i, (number, table) in enumerate(left) if number == page}
        best = max(shared, key=lambda i: (shared[i], -i), default=None)
        if best is not None and shared[best]:
            right += shared[best]
            del left[best]
    return Counts(right, sum(sum(t.values()) for _, t in found), sum(sum(t.values()) for _, t in truth))


def score(counts: Mapping[str, Counts]) -> Score:
    """The competition's figure for a set of documents."""
    precision = sum(c.precision for c in counts.values()) / max(1, len(counts))
    recall = sum(c.recall for c in counts.values()) / max(1, len(counts))
    total = precision + recall
    return Score(precision, recall, 2 * precision * recall / total if total else 0.0)


def _plain(text: str) -> str:
    return "".join(text.split()).upper()
