"""The database → the workbook's sheets that ask it.

What was answered before is kept in the cache, and asked for again only where something changed that it rests on: rows
that rest on one municipality's rows, for those municipalities; an answer that rests on one table, if that changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from pipeline.cache import Cache
from pipeline.dataset.archive import Piece
from pipeline.dataset.database import Step, among, questions, rows_of
from pipeline.dataset.packing import pack, unpack
from pipeline.dataset.workbook import Sheet, SheetRows, sheet_rows
from pipeline.versions import rows_version

if TYPE_CHECKING:
    import duckdb

_OF_MUNICIPALITIES = {
    "coverage": "municipality_code, package",
    "q02_levels": "municipality_code, level",
    "q03_moved": "municipality_code, package, to_date, from_date",
    "q08_coverage": "municipality_code, package",
}
"""Views whose rows rest on the rows of the municipality in their first column alone, and how they are ordered."""
_OF_ONE_TABLE = {
    "catalogue": "catalogue",
    "crosswalk": "crosswalk",
    "q07_summaries": "assessment_summaries",
    "q09_actions": "policy_actions",
    "q10_initiatives": "initiatives",
}
"""Views that rest on one table alone."""
_LONG_QUESTIONS = frozenset({6})
"""Questions whose answer is the sheet ``current`` in another order."""


class _Kept(NamedTuple):
    """A sheet in parts: by municipality, or one under ``""``."""

    names: list[str]
    parts: dict[str, SheetRows]


def ask(
    connection: duckdb.DuckDBPyConnection,
    parts: Mapping[str, str],
    before: Mapping[str, str],
    step: Step | None,
    cache: Cache | None,
) -> dict[str, Sheet]:
    """The sheets by name.

    Args:
        connection: The dataset's open database.
        parts: What decides the rows of each municipality now.
        before: What did in the last version.
        step: What changed between the two; None stands for all.
        cache: Where answers are kept.
    """
    stored = cache.get_packed(_key(before)) if cache and step else None
    kept = _unpack(stored) if stored else {}
    names = dict.fromkeys(
        ("coverage", *_OF_ONE_TABLE, *(q.name for q in questions() if q.number not in _LONG_QUESTIONS))
    )
    found = {name: _answer(connection, name, kept.get(name), step) for name in names}
    if cache:
        lasting = {
            name: answer for name, answer in found.items() if name in _OF_MUNICIPALITIES or name in _OF_ONE_TABLE
        }
        cache.put_packed(_key(parts), _pack(lasting))
    return {
        name: Sheet(answer.names, [part for _, part in sorted(answer.parts.items())]) for name, answer in found.items()
    }


def _answer(connection: duckdb.DuckDBPyConnection, view: str, kept: _Kept | None, step: Step | None) -> _Kept:
    """What a view holds now, as far as it may differ from what was ``kept``."""
    if view not in _OF_MUNICIPALITIES:
        if kept is not None and step is not None and _OF_ONE_TABLE[view] in step.same:
            return kept
        names, rows = rows_of(connection, f"from {view}")
        return _Kept(names, {"": sheet_rows(rows)})
    where, parts = "", {}
    if kept is not None and step is not None:
        where = f"where {among('municipality_code', step.changed)}"
        parts = {code: part for code, part in kept.parts.items() if code not in step.changed}
    names, rows = rows_of(connection, f"from {view} {where} order by {_OF_MUNICIPALITIES[view]}")
    return _Kept(names, parts | {code: sheet_rows(list(group)) for code, group in groupby(rows, itemgetter(0))})


def _key(parts: Mapping[str, str]) -> str:
    text = json.dumps([rows_version(), sorted(parts.items())])
    return hashlib.sha256(f"answers\n{text}".encode()).hexdigest()


def _pack(found: Mapping[str, _Kept]) -> bytes:
    about = {
        name: [
            kept.names,
            [[code, p.rows, p.piece.size, p.piece.crc, len(p.piece.deflated)] for code, p in kept.parts.items()],
        ]
        for name, kept in found.items()
    }
    pieces = [part.piece.deflated for kept in found.values() for part in kept.parts.values()]
    return pack(about, pieces)


def _unpack(content: memoryview) -> dict[str, _Kept]:
    about, pieces = unpack(content)
    found, position = {}, 0
    for name, (names, parts) in about.items():
        kept = _Kept(names, {})
        for code, rows, size, crc, length in parts:
            kept.parts[code] = SheetRows(rows, Piece(pieces[position : position + length], size, crc))
            position += length
        found[name] = kept
    return found
