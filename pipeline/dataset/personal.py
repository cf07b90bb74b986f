"""Rows → how many pieces of personal data stand in their texts: the gate against publishing any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from extractors.danish.personal import find_personal_data
from pipeline.writing.columns import columns_of_model
from schemas.dataset import DATASET_TABLES
from schemas.records import Record

Counts = dict[str, dict[str, int]]
"""Pieces of personal data by ``table.column`` and kind (cpr, email, phone)."""

_SUSPECT = re.compile(r"\d{6}|(?:\d{2}[ .-]?){3}\d|@")
"""What every piece of personal data has in it; the closer look is dear."""


def count_personal(rows: Mapping[str, Sequence[Record]]) -> Counts:
    """What stands in the texts of rows by table."""
    found: dict[str, Counter[str]] = {}
    for table, records in rows.items():
        for name in _texts(table):
            for record in records:
                value = getattr(record, name)
                text = value if isinstance(value, str) else "\n".join(value or ())
                if _SUSPECT.search(text):
                    for datum in find_personal_data(text):
                        found.setdefault(f"{table}.{name}", Counter())[datum.kind] += 1
    return {where: dict(sorted(kinds.items())) for where, kinds in sorted(found.items())}


def sum_personal(several: Iterable[Counts]) -> Counts:
    """What was counted in several parts, as of the whole."""
    found: dict[str, Counter[str]] = {}
    for counts in several:
        for where, kinds in counts.items():
            found.setdefault(where, Counter()).update(kinds)
    return {where: dict(sorted(kinds.items())) for where, kinds in sorted(found.items())}


@cache
def _texts(table: str) -> list[str]:
    """Columns that hold printed text: ids, hashes and fixed values cannot hold a person."""
    return [
        column.name
        for column in columns_of_model(DATASET_TABLES[table])
        if (column.type == "string" or column.item == "string")
        and not (column.choices or column.pattern or column.name.endswith(("_id", "_key", "_code")))
    ]
