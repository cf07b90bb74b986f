"""Recommendations as data: what the catalogue knows of each, and the YAML in which that is written.

The shipped files in ``vocabulary/catalogue`` and a user's own file have one form; docs/danish.md describes it. What is
not of that form is refused, never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from extractors import vocabulary

_LEVELS = frozenset({"grundniveau", "udviklingsniveau"})
_CATEGORIES = frozenset({"rammer", "tilbud", "information", "tidlig_opsporing"})


class CatalogueError(ValueError):
    """A catalogue file does not have the form that docs/danish.md describes."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of one edition of a package. ``number`` is None where none is known."""

    recommendation_id: str
    package: str
    edition: str
    number: int | None
    title: str
    level: str | None = None
    category: str | None = None
    central: bool = False
    also: tuple[str, ...] = ()
    predecessors: tuple[int, ...] = ()


class Entries(NamedTuple):
    """Recommendations by their keys, and of which package and edition all are known."""

    recommendations: dict[str, Recommendation]
    complete: dict[tuple[str, str], bool]


def shipped_entries() -> Entries:
    """The recommendations that the program ships."""
    return _build([vocabulary.load(name) for name in vocabulary.names("catalogue")])


def parse_entries(text: str) -> Entries:
    """The recommendations of a user's own file.

    Raises:
        CatalogueError: the text is no YAML, or of another form.
    """
    try:
        documents = list(yaml.safe_load_all(text))
    except yaml.YAMLError as error:
        raise CatalogueError(f"no YAML: {error}") from error
    return _build([document for document in documents if document is not None])


def _build(documents: Sequence[Any]) -> Entries:
    entries: dict[str, Recommendation] = {}
    complete: dict[tuple[str, str], bool] = {}
    for document in documents:
        for package, edition, is_complete, items in _editions(document):
            complete[package, edition] = is_complete or complete.get((package, edition), False)
            for order, item in enumerate(items, 1):
                entry = _entry(package, edition, order, item)
                entries[entry.recommendation_id] = entry
    return Entries(entries, complete)


def _editions(document: Any) -> Iterable[tuple[str, str, bool, Sequence[Any]]]:
    try:
        package = document["package"]
        for edition in document["editions"]:
            yield package, str(edition["edition"]), bool(edition.get("complete")), edition["recommendations"]
    except (TypeError, KeyError, AttributeError) as error:
        raise CatalogueError(
            f"a catalogue file needs package, editions, edition and recommendations: {error}"
        ) from error


def _entry(package: str, edition: str, order: int, item: Any) -> Recommendation:
    if not isinstance(item, Mapping) or not isinstance(item.get("title"), str):
        raise CatalogueError(f"{package} {edition}, entry {order}: a recommendation needs a title")
    number, level, category = item.get("number"), item.get("level"), item.get("category")
    if number is not None and not isinstance(number, int):
        raise CatalogueError(f"{package} {edition}, entry {order}: number must be a whole number")
    if level is not None and level not in _LEVELS:
        raise CatalogueError(f"{package} {edition}, entry {order}: level must be one of {sorted(_LEVELS)}")
    if category is not None and category not in _CATEGORIES:
        raise CatalogueError(f"{package} {edition}, entry {order}: category must be one of {sorted(_CATEGORIES)}")
    return Recommendation(
        key(package, edition, number, order),
        package,
        edition,
        number,
        item["title"],
        level,
        category,
        bool(item.get("central")),
        tuple(item.get("also", ())),
        tuple(item.get("predecessors", ())),
    )


def key(package: str, edition: str, number: int | None, order: int) -> str:
    """The key of a recommendation; one without a number is named by its place in the file."""
    return f"{package}:{edition}:{number}" if number is not None else f"{package}:{edition}:unnumbered-{order}"


def dump_entries(entries: Sequence[Recommendation], complete: Iterable[tuple[str, str]] = ()) -> str:
    """Write recommendations in the form of a user's own file.

    One YAML document for each package, editions and numbers in order: the same entries give the same text.

    Args:
        entries: what to write.
        complete: packages and editions of which these are all.
    """
    whole = set(complete)
    documents = []
    for package in sorted({entry.package for entry in entries}):
        editions = []
        for edition in sorted({entry.edition for entry in entries if entry.package == package}):
            chosen = [e for e in entries if (e.package, e.edition) == (package, edition)]
            chosen.sort(key=lambda e: (e.number is None, e.number or 0))
            said: dict[str, Any] = {"edition": edition}
            if (package, edition) in whole:
                said["complete"] = True
            editions.append({**said, "recommendations": [_item(entry) for entry in chosen]})
        documents.append({"package": package, "editions": editions})
    return yaml.safe_dump_all(documents, allow_unicode=True, sort_keys=False, width=120, explicit_start=True)


def _item(entry: Recommendation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "number": entry.number,
        "title": entry.title,
        "level": entry.level,
        "category": entry.category,
        "central": entry.central or None,
        "also": list(entry.also) or None,
        "predecessors": list(entry.predecessors) or None,
    }
    return {name: value for name, value in item.items() if value is not None}
