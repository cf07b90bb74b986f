"""Packages: the recommendations of a forebyggelsespakke, from running text or from tables.

The order of work: find the chapter of recommendations and its titles (titles), read what stands with each title and
under it until the next (fields), and its level (levels). A package that lists its recommendations in tables is read by
their headers (tables).
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from extractors.danish.packages import find_packages
from extractors.kinds.flow import Item, read_flow
from extractors.kinds.notebook import DocumentContext, Notebook
from extractors.kinds.package.fields import Draft, publish, read_draft
from extractors.kinds.package.levels import LevelReader, LevelSign, level_line
from extractors.kinds.package.tables import read_tables
from extractors.kinds.package.titles import category_heading, find_region
from extractors.kinds.wording import level_in
from schemas.columns import CategoryName, LevelName
from schemas.layout import Layout, Line
from schemas.page import Source
from schemas.records import RecommendationRow

MIN_ABOVE = 3
"""So many titles with a level right above them show that it is theirs; fewer may be sections of one title each."""


@dataclass(frozen=True, slots=True)
class PackageReading:
    """All that a package gave."""

    recommendations: tuple[RecommendationRow, ...] = ()
    tables: frozenset[int] = frozenset()
    """Numbers of the tables that recommendations were read from."""


def read_package(source: Source, layout: Layout, context: DocumentContext, notebook: Notebook) -> PackageReading:
    """Read every recommendation of a package, in the order of the document.

    Evidence and findings go to ``notebook``; a document without recommendations gives none.
    """
    items = read_flow(layout)
    levels = LevelReader(source, items)
    drafts = read_tables(items, levels)
    region = find_region(items, levels)
    if region is not None and len(region.titles) > len(drafts):
        drafts = _read_region(region.items, region.titles, levels)
    tables = frozenset(draft.table for draft in drafts if draft.table is not None)
    return PackageReading(publish(drafts, context, notebook), tables)


def _read_region(items: tuple[Item, ...], titles: frozenset[int], levels: LevelReader) -> list[Draft]:
    """One draft per title, with the package, category and level that the headings above it state."""
    package: tuple[str, tuple[Line, ...]] | None = None
    category: tuple[CategoryName, tuple[Line, ...]] | None = None
    level: tuple[LevelName, tuple[Line, ...]] | None = None
    drafts: list[Draft] = []
    above = _levels_above(items, titles)
    named = {
        i: slug for i, item in enumerate(items) if i not in titles and (slug := _package_heading(item)) is not None
    }
    ends = sorted({*titles, *named})
    for i, item in enumerate(items):
        if i in titles:
            following = next((place for place in ends if place > i), len(items))
            own = [item for place, item in enumerate(items[i:following], i) if place not in above]
            draft = read_draft(own, category, level, levels)
            if i - 1 in above:
                lines = items[i - 1].lines
                draft.levels.insert(0, LevelSign(above[i - 1], lines[0].text, "package.level_above@1", lines, 0.95))
            if package is not None:
                draft.package, draft.package_lines = package
            drafts.append(draft)
            continue
        if i in named:
            package = (named[i], item.lines)
        if item.kind in ("heading", "paragraph"):
            text = item.heading_text
            heads = category_heading(text)
            if heads is not None:
                category = (heads, item.lines)
                # A level that stands below a category is of this category alone.
                level = level if level is None or level[1][0].size >= item.lines[0].size else None
            stated = level_in(text) if item.is_heading and item.lines else None
            if stated is not None and not (levels.has_sign(item.printed_lines) or levels.stands_beside_text(item)):
                level = (stated, item.lines)
    return drafts


def _levels_above(items: Sequence[Item], titles: Container[int]) -> dict[int, LevelName]:
    """Places and levels of the lines that state a level above their title, where most titles have one there.

    A line that states a level stands under its title, unless it does so above title after title.
    """
    stated = {i: found for i, item in enumerate(items) if item.block and (found := level_line(item.text)) is not None}
    above = {i: level for i, level in stated.items() if i + 1 in titles}
    below = sum(1 for i in stated if i - 1 in titles)
    heads = sum(1 for i in range(len(items)) if i in titles)
    return above if len(above) >= MIN_ABOVE and 2 * len(above) > heads and len(above) > below else {}


def _package_heading(item: Item) -> str | None:
    """The package that the item is the heading of, where a document holds recommendations of several; else None."""
    if not item.is_heading or not item.lines:
        return None
    named = {mention.slug for mention in find_packages(item.heading_text) if mention.certain}
    return named.pop() if len(named) == 1 else None
