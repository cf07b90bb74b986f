"""Packages: the recommendations of a forebyggelsespakke, from running text or from tables.

The order of work: find the chapter of recommendations and its titles (titles), read what stands with each title and
under it until the next (fields), and its level (levels). A package that lists its recommendations in tables is read by
their headers (tables).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.danish.packages import find_packages
from extractors.kinds.flow import Item, read_flow
from extractors.kinds.notebook import DocumentContext, Notebook
from extractors.kinds.package.fields import Draft, publish, read_draft, read_title
from extractors.kinds.package.kickers import Kicker, kickers_above
from extractors.kinds.package.level_columns import LevelColumns
from extractors.kinds.package.levels import LevelReader, LevelSign
from extractors.kinds.package.tables import read_tables
from extractors.kinds.package.titles import Region, category_heading, find_region
from extractors.kinds.package.unfolded import unfold_tables
from extractors.kinds.wording import bare, level_in
from extractors.layout import without_tables
from schemas.columns import CategoryName, LevelName
from schemas.layout import Layout, Line
from schemas.page import Source
from schemas.records import RecommendationRow

OVERVIEW_SHARE = 0.6
"""Share of the titles in tables that recur in the text from which on the tables are an overview of it."""


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
    drafts = _read_drafts(source, read_flow(layout))
    tables = frozenset(draft.table for draft in drafts if draft.table is not None)
    headless = {table.number: table.method for table in layout.tables if not table.header_rows}
    if headless.keys() - tables:
        # Titles with what is said of them beside, in bands between lines, look like a table without heads.
        ruled = {number for number, method in headless.items() if method == "ruled"}
        as_text = without_tables(source, layout, headless.keys() - ruled)
        drafts = max(drafts, _read_drafts(source, unfold_tables(read_flow(as_text), ruled)), key=len)
    return PackageReading(publish(drafts, context, notebook), tables)


def _read_drafts(source: Source, items: Sequence[Item]) -> list[Draft]:
    """The recommendations of a document, from its running text or its tables."""
    levels = LevelReader(source, items)
    drafts = read_tables(items, levels)
    region = find_region(items, levels)
    if region is not None and (len(region.titles) > len(drafts) or _is_overview(drafts, region)):
        listed, drafts = drafts, _read_region(region.items, region.titles, levels)
        _complete(drafts, listed)
    return drafts


def _is_overview(drafts: Sequence[Draft], region: Region) -> bool:
    """Whether tables only list the titles of what the text describes."""
    if any(draft.description for draft in drafts):
        return False
    described = {bare(read_title(region.items[i]).title) for i in region.titles}
    return sum(bare(draft.title) in described for draft in drafts) >= OVERVIEW_SHARE * len(drafts)


def _complete(drafts: Sequence[Draft], listed: Sequence[Draft]) -> None:
    """Give recommendations what an overview of them says and their own text does not."""
    by_title = {bare(draft.title): draft for draft in listed}
    for draft in drafts:
        entry = by_title.get(bare(draft.title))
        if entry is None:
            continue
        draft.levels += entry.levels
        if draft.category is None:
            draft.category, draft.category_lines = entry.category, entry.category_lines
        if draft.number is None and entry.number is not None:
            draft.number, draft.number_lines = entry.number, entry.number_lines or entry.title_lines


def _read_region(items: tuple[Item, ...], titles: frozenset[int], levels: LevelReader) -> list[Draft]:
    """One draft per title, with the package, category and level that the headings above it state."""
    package: tuple[str, tuple[Line, ...]] | None = None
    category: tuple[CategoryName, tuple[Line, ...]] | None = None
    level: tuple[LevelName, tuple[Line, ...]] | None = None
    drafts: list[Draft] = []
    above = kickers_above(items, titles)
    columns = LevelColumns(items, titles)
    named = {
        i: slug for i, item in enumerate(items) if i not in titles and (slug := _package_heading(item)) is not None
    }
    ends = sorted({*titles, *named})
    for i, item in enumerate(items):
        if i in titles:
            following = next((place for place in ends if place > i), len(items))
            own = [item for place, item in enumerate(items[i:following], i) if place not in above]
            draft = read_draft(own, category, columns.level_of(item) or level, levels)
            if i - 1 in above:
                _take_kicker(draft, above[i - 1], items[i - 1].lines)
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


def _take_kicker(draft: Draft, kicker: Kicker, lines: tuple[Line, ...]) -> None:
    """Give a draft what the line above its title says."""
    if kicker.level is not None:
        draft.levels.insert(0, LevelSign(kicker.level, lines[0].text, "package.level_above@1", lines, 0.95))
    if kicker.number is not None and draft.number is None:
        draft.number, draft.number_lines = kicker.number, lines
    if kicker.category is not None and draft.category is None:
        draft.category, draft.category_lines = kicker.category, lines


def _package_heading(item: Item) -> str | None:
    """The package that the item is the heading of, where a document holds recommendations of several; else None."""
    if not item.is_heading or not item.lines:
        return None
    named = {mention.slug for mention in find_packages(item.heading_text) if mention.certain}
    return named.pop() if len(named) == 1 else None
