"""Which row of one run is which row of the other.

Rows are paired in stages, each looser than the one before; what a stage pairs, later stages do not see. Within a
stage, rows of equal keys are paired in their order. Stages, in order of precedence:

1. Everything that names a record is equal: it is the same record.
2. The number is equal and the titles are alike: a title was reworded, or read with a slip.
3. The title is equal: the record was renumbered. Before 4, for a row put in shifts all numbers below it.
4. The number alone is equal: the title was replaced.

Never: compares records of different documents, or pairs by the order of rows alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]

ALIKE = 60.0
"""Likeness (0–100, of words in any order) from which two titles are the same one reworded; unrelated titles of
recommendations stay below 50, a title cut in half is at 60 or above."""


class Stage(NamedTuple):
    """How rows may be paired: by an equal key (None pairs with nothing), and only if ``accept`` agrees."""

    key: Callable[[Row], Hashable | None]
    accept: Callable[[Row, Row], bool] | None = None


class Pairing(NamedTuple):
    """Rows that met, and those that did not."""

    pairs: list[tuple[Row, Row]]
    gone: list[Row]
    come: list[Row]


def pair(olds: Sequence[Row], news: Sequence[Row], stages: Sequence[Stage]) -> Pairing:
    """Pair the rows of two sides; pairs come in the order of ``news``."""
    found: dict[int, Row] = {}
    left, right = list(olds), list(enumerate(news))
    for stage in stages:
        if not left or not right:
            break
        waiting: dict[Hashable, list[Row]] = {}
        for row in left:
            key = stage.key(row)
            if key is not None:
                waiting.setdefault(key, []).append(row)
        met: set[int] = set()
        rest: list[tuple[int, Row]] = []
        for position, row in right:
            key = stage.key(row)
            candidates = waiting.get(key, []) if key is not None else []
            partner = next((c for c in candidates if stage.accept is None or stage.accept(c, row)), None)
            if partner is None:
                rest.append((position, row))
                continue
            found[position] = partner
            met.add(id(partner))
            candidates[:] = [c for c in candidates if c is not partner]
        left = [row for row in left if id(row) not in met]
        right = rest
    return Pairing([(found[i], news[i]) for i in sorted(found)], left, [row for _, row in right])


def pair_documents(olds: Sequence[Row], news: Sequence[Row]) -> Pairing:
    """Pair documents by content, then by path, then as versions of one: same municipality, kind and packages."""
    return pair(olds, news, _DOCUMENTS)


def pair_records(table: str, olds: Sequence[Row], news: Sequence[Row]) -> Pairing:
    """Pair the rows of one record table of one document."""
    return pair(olds, news, _STAGES[table])


def folded(text: object) -> str | None:
    """Text as it is compared: without case and with single spaces; None when there is none."""
    return " ".join(str(text).casefold().split()) or None if text is not None else None


def _by(*names: str, needs: tuple[str, ...] = ()) -> Callable[[Row], Hashable | None]:
    """A key of some columns; None when one of ``needs`` is null."""

    def key(row: Row) -> Hashable | None:
        if any(row[name] is None for name in needs):
            return None
        return tuple(folded(v) if isinstance(v := row[name], str) else _hashable(v) for name in names)

    return key


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value


def _titles_alike(old: Row, new: Row) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio

    one, other = folded(old["title"]), folded(new["title"])
    return one is None or other is None or token_sort_ratio(one, other) >= ALIKE


_DOCUMENTS = (
    Stage(_by("document_id", "path")),
    Stage(_by("document_id")),
    Stage(_by("path")),
    Stage(_by("kind", "municipality_code", "packages", needs=("kind", "municipality_code"))),
)

_STAGES: dict[str, tuple[Stage, ...]] = {
    "assessments": (
        Stage(_by("package", "edition", "number", "occurrence", "title")),
        Stage(_by("package", "number", "occurrence", needs=("number",)), _titles_alike),
        Stage(_by("package", "title", needs=("title",))),
        Stage(_by("title", needs=("title",))),
        Stage(_by("package", "number", "occurrence", needs=("number",))),
        Stage(_by("number", "occurrence", needs=("number",)), _titles_alike),
    ),
    "assessment_summaries": (
        Stage(_by("package", "level", "rating_text", "page")),
        Stage(_by("package", "level", "rating_text")),
        Stage(_by("level", "rating_text")),
        Stage(_by("level", "rating_step", needs=("rating_step",))),
    ),
    "recommendations": (
        Stage(_by("package", "edition", "number", "title")),
        Stage(_by("package", "number", needs=("number",)), _titles_alike),
        Stage(_by("title", needs=("title",))),
        Stage(_by("package", "number", needs=("number",))),
    ),
    "policy_actions": (
        Stage(_by("area", "objective", "action")),
        Stage(_by("action")),
        Stage(_by("area", "objective", "action_index")),
    ),
    "initiatives": (
        Stage(_by("number_raw", "title")),
        Stage(_by("number_raw", needs=("number_raw",)), _titles_alike),
        Stage(_by("title", needs=("title",))),
        Stage(_by("number_raw", needs=("number_raw",))),
    ),
    "slides": (
        Stage(_by("page", "title")),
        Stage(_by("title", needs=("title",))),
        Stage(_by("page")),
    ),
    "milestones": (
        Stage(_by("period_raw", "heading")),
        Stage(_by("heading", needs=("heading",))),
        Stage(_by("page", "period_raw")),
    ),
    "agenda_items": (
        Stage(_by("number_raw", "title")),
        Stage(_by("title", needs=("title",))),
        Stage(_by("number_raw", needs=("number_raw",))),
    ),
    "findings": (
        Stage(_by("record_id", "code", "field", "message")),
        Stage(_by("record_id", "code", "field")),
    ),
}
