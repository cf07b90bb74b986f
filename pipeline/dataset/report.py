"""The dataset's report: one self-contained page whose numbers lead to the rows, and rows to their place on the page.

Charts are drawn as SVG with a text that says the same, and read in print. The rows behind the numbers stand in the page
as data and are listed when asked for; pictures of pages are embedded where the originals are found, up to a limit.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.dataset import figures
from pipeline.dataset.database import connect
from pipeline.dataset.place import read_dataset
from pipeline.diff.page import page_pictures
from pipeline.engines.pool import PoolExecutor
from pipeline.limits import Limits
from pipeline.originals import Originals
from pipeline.versions import tool_version
from pipeline.web import render_page

if TYPE_CHECKING:
    import duckdb

PICTURES = 40
"""Pages embedded as pictures: some 4 MB. Rows in doubt come first."""
_MARGIN = 6.0
"""Points around a row in its crop."""

_ROWS = """
select m.idx as municipality, k.idx as recommendation, n.rating_step, n.rating_steps, d.idx as document, n.page,
  n.needs_review, n.as_of, n.rating_text, n.level_joined, n.region, n.record_id, n.document_id,
  n.x0, n.top, n.x1, n.bottom, n.is_newest, v.direction, v.from_rating
from current n
left join (select record_id as moved, direction, from_rating from moves) v on v.moved = n.record_id
join (select municipality_code, row_number() over (order by municipality_code) - 1 as idx from municipalities) m
  using (municipality_code)
join (select recommendation_key, row_number() over (order by recommendation_key) - 1 as idx from catalogue) k
  on k.recommendation_key = n.canonical_id
join (select document_id, row_number() over (order by document_id) - 1 as idx from documents) d
  on d.document_id = n.document_id
order by n.package, n.canonical_id, n.municipality_code
"""


_NAMED = ("rating_text", "as_of", "level_joined", "region", "direction", "from_rating")
"""Columns whose texts stand in the page once, and in its rows as numbers."""


def write_report(dataset: Path, target: Path, originals: Sequence[Path] = (), language: str = "da") -> None:
    """Write the report of ``dataset`` to ``target``.

    Raises:
        NotADataset: there is none.
        OSError: the page cannot be written.
    """
    manifest = read_dataset(dataset)
    with connect(dataset) as connection:
        data = _data(connection, dataset, originals)
        html = render_page(
            "dataset.html.j2",
            language=language,
            package="pipeline.dataset",
            scripts=("dataset.js",),
            styles=("dataset.css",),
            f=figures.collect(connection),
            manifest=manifest,
            version=tool_version(),
            # Inside <script> only these characters could end it or open a comment.
            data=json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            .replace("<", "\\u003c")
            .replace(">", "\\u003e")
            .replace("&", "\\u0026"),
        )
    target.write_text(html, encoding="utf-8")


def _data(connection: duckdb.DuckDBPyConnection, dataset: Path, originals: Sequence[Path]) -> dict[str, Any]:
    """The current rows as the page's script takes them: columns of numbers, and the names that they count."""
    cursor = connection.execute(_ROWS)
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    lists = {name: _Names() for name in _NAMED}
    positions = {row["record_id"]: i for i, row in enumerate(rows)}
    units: dict[str, list[int]] = {}
    for record_id, unit in connection.execute(
        "select record_id, unit_folded from assessment_units order by record_id, position"
    ).fetchall():
        if record_id in positions:
            units.setdefault(unit, []).append(positions[record_id])
    municipalities = connection.execute("select municipality from municipalities order by municipality_code").fetchall()
    documents = connection.execute("select path, document_id from documents order by document_id").fetchall()
    pictures = _pictures(rows, documents, dataset, originals)
    return {
        "m": [name for (name,) in municipalities],
        "k": [
            [key, title or ""]
            for key, title in connection.execute(
                "select recommendation_key, title from catalogue order by recommendation_key"
            ).fetchall()
        ],
        "d": [path for path, _ in documents],
        "rows": [
            [
                row["municipality"], row["recommendation"], row["rating_step"] or 0, row["rating_steps"] or 0,
                row["document"], row["page"], int(row["needs_review"]),
                int(row["is_newest"]), *(lists[name].number(row[name]) for name in _NAMED),
            ]
            for row in rows
        ],
        "names": {name: found.texts for name, found in lists.items()},
        "u": {unit: found for unit, found in units.items() if len(units) <= _UNITS or len(found) >= _NAMED_OFTEN},
        "crops": {
            i: [list(pictures).index((row["document_id"], row["page"])), *_box(row)]
            for i, row in enumerate(rows)
            if row["x0"] is not None and (row["document_id"], row["page"]) in pictures
        },
        "pictures": list(pictures.values()),
    }  # fmt: skip


_UNITS = 500
_NAMED_OFTEN = 5
"""Rows from which a unit's rows stand in the page when there are more than :data:`_UNITS` units."""


class _Names:
    """Texts by number, in order of first appearance; 0 is none."""

    def __init__(self) -> None:
        self.texts: list[str | None] = [None]
        self._numbers: dict[str | None, int] = {None: 0}

    def number(self, text: str | None) -> int:
        if text not in self._numbers:
            self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return self._numbers[text]


def _pictures(
    rows: list[dict[str, Any]], documents: list[tuple[str, str]], dataset: Path, folders: Sequence[Path]
) -> dict[tuple[str, int], list[Any]]:
    """Pictures of the pages on which rows stand, those in doubt first; none without originals."""
    if not folders:
        return {}
    inputs = [{"sha256": document_id, "path": path} for path, document_id in documents]
    found = Originals(dataset, {"inputs": inputs}, folders)
    ordered = sorted(rows, key=lambda row: (not row["needs_review"], row["document"], row["page"]))
    pages = list(dict.fromkeys((row["document_id"], row["page"]) for row in ordered))[:PICTURES]
    with PoolExecutor(1, Limits()) as executor:
        return page_pictures(dict.fromkeys(pages, found), executor)


def _box(row: dict[str, Any]) -> list[float]:
    x0, top = row["x0"] - _MARGIN, row["top"] - _MARGIN
    return [round(v, 1) for v in (x0, top, row["x1"] + _MARGIN - x0, row["bottom"] + _MARGIN - top)]
