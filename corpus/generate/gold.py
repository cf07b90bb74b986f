"""The gold of one document while it is composed: records, and which tag shows which value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Record = dict[str, Any]


@dataclass
class Gold:
    """Lists of records by their key in the gold file, and the tags of their values."""

    document: Record = field(default_factory=dict)
    lists: dict[str, list[Record]] = field(default_factory=dict)
    tags: list[tuple[str, int, str]] = field(default_factory=list)
    """By tag: list name, index of the record, field."""
    witnesses: list[str] = field(default_factory=list)
    exact: set[int] = field(default_factory=set)
    """Tags whose text on the page must equal the record's field."""

    def add(self, name: str, record: Record) -> int:
        """Append a record to a list and return its index."""
        records = self.lists.setdefault(name, [])
        records.append(record)
        return len(records) - 1

    def tag(self, name: str, index: int, fieldname: str, exact: bool = True) -> int:
        """A new tag for a value; ``exact`` False where the page shows a sign and not the value's text."""
        self.tags.append((name, index, fieldname))
        if exact:
            self.exact.add(len(self.tags) - 1)
        return len(self.tags) - 1

    def witness(self, text: str) -> int:
        """A tag for words that the gold rests on (a step's label in header or legend): they must be on a page."""
        self.witnesses.append(text)
        return self.tag("", len(self.witnesses) - 1, text, exact=False)

    def value(self, name: str, index: int, fieldname: str) -> str:
        """The value a tag stands for; ``status.2`` is item 2 of a list, ``bullets.0`` the text of a bullet."""
        head, _, item = fieldname.partition(".")
        found = self.lists[name][index][head]
        if item:
            found = found[int(item)]
        return str(found["text"] if isinstance(found, dict) else found)
