"""Assessments: tables in which a municipality rates its work against the recommendations.

The order of work: every table gets its columns' roles; those that can hold a rating and a recommendation are
assessment tables, the others may be summaries or legends; headings between them say package, level, category and
unit; rows are read, rated, linked and held against the printed summary.

What is never an assessment, whatever marks it holds: a table without rating columns (attendance, routing matrices,
budgets), one whose step columns hold numbers (a survey, a summary), one that no recommendation is named in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from extractors.danish import text as danish
from extractors.danish.catalogue import Catalogue
from extractors.kinds import notebook as nb
from extractors.kinds.assessment.assemble import assemble, package_of
from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import Column, ColumnMap, map_columns
from extractors.kinds.assessment.columns.headed_alike import as_headed_before, is_unrated_part, with_steps_of_others
from extractors.kinds.assessment.columns.keyed_columns import rate_by_keyed_cells, with_keyed_column
from extractors.kinds.assessment.columns.ratings import Rating, learn_signs, rate_by_columns
from extractors.kinds.assessment.columns.single import rating_texts, read_single, unknown_values, wears_signs
from extractors.kinds.assessment.doubt.checks import check_summaries, settle_units_of_sections
from extractors.kinds.assessment.doubt.confidence import evidence_with_confidence, with_confidence
from extractors.kinds.assessment.doubt.contradicted import with_contradictions
from extractors.kinds.assessment.doubt.doubts import check_columns, check_heads, check_rows, check_shades
from extractors.kinds.assessment.doubt.signals import Sheet, Signals, signals_of
from extractors.kinds.assessment.doubt.unread import MARGINS, unread_heads
from extractors.kinds.assessment.forms.forms import find_cards, forms_as_tables
from extractors.kinds.assessment.legends.column_keys import column_legends
from extractors.kinds.assessment.legends.keys import Keys
from extractors.kinds.assessment.legends.levels import claim_by_colour
from extractors.kinds.assessment.legends.listed import listed_scales
from extractors.kinds.assessment.legends.package_codes import name_packages
from extractors.kinds.assessment.legends.told_scales import settle_told_scales
from extractors.kinds.assessment.legends.whole_scales import complete_scales, word_colours
from extractors.kinds.assessment.order import reading_order
from extractors.kinds.assessment.rows.known_units import name_units_of_alike_heads, part_known_units
from extractors.kinds.assessment.rows.labelled_numbers import number_by_labels, part_from_letters
from extractors.kinds.assessment.rows.note_marks import without_note_marks, without_stars
from extractors.kinds.assessment.rows.other_levels import (
    claim_letters_behind_titles,
    claim_other_levels,
    claim_signs_behind_titles,
)
from extractors.kinds.assessment.rows.period_rows import without_earlier
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.rows.rows import heading_of, read_rows
from extractors.kinds.assessment.tables.belonging import (
    asks_about_recommendations,
    asks_for_ratings,
    belonging,
    lists_verdicts,
    names_its_rows,
    names_packages,
    names_recommendations,
    without_other_questions,
)
from extractors.kinds.assessment.tables.examples import announces_example
from extractors.kinds.assessment.tables.halves import add_half, may_be_half
from extractors.kinds.assessment.tables.made_over import made_over
from extractors.kinds.assessment.tables.rated_sections import rate_by_sections
from extractors.kinds.assessment.tables.summary import Summary, read_summary, read_totals
from extractors.kinds.assessment.tables.titled_activities import with_titled_activities
from extractors.kinds.assessment.wordings.digit_directions import Direction, direction_in, turned
from extractors.kinds.assessment.wordings.legend import Legend, in_order_of
from extractors.kinds.assessment.wordings.misread import said_as_misread
from extractors.kinds.assessment.wordings.scales import Scale
from extractors.kinds.assessment.wordings.sections import Section, is_section_heading, names_package, names_unit
from extractors.kinds.assessment.wordings.told_ends import in_told_order
from extractors.kinds.wording import level_in
from schemas.layout import Block, Layout, Line, Table
from schemas.page import Source
from schemas.records import AssessmentRow, SummaryRow

WHOLE_HEAD = 3
"""So many headers of ours show an assessment table in a document of which no row was read."""
RATED_SHARE = 0.3
"""A table of which fewer rows hold any mark is no assessment: a form that nobody filled in, a list of options."""


@dataclass(frozen=True, slots=True)
class AssessmentReading:
    """All that a document's assessment tables gave."""

    assessments: tuple[AssessmentRow, ...] = ()
    summaries: tuple[SummaryRow, ...] = ()
    mapped: dict[int, str] = field(default_factory=dict)
    """Table number → record table that its rows went to."""
    packages: tuple[str, ...] = ()
    """Slugs of the packages of the rows, sorted; empty when no row names one."""
    edition: str | None = None
    """Edition that the titles decide; None when they do not."""
    signals: tuple[Signals, ...] = ()
    """What speaks for and against each of ``assessments``, in their order."""


class _Belongs(Protocol):
    def __call__(self, columns: ColumnMap, rows: Sequence[RawRow], *, headed: bool) -> bool: ...


@dataclass(slots=True)
class _State:
    """What is carried from table to table while the document is read in order."""

    belongs: _Belongs
    """Whether rows that were read of a table are recommendations of packages."""
    views: Sequence[TableView] = ()
    """All tables of the document."""
    pooled: list[str] = field(default_factory=list)
    """Texts of all rating columns of the document: its tables share one scale."""
    section: Section = field(default_factory=Section)
    headings: list[Block] = field(default_factory=list)
    """Headings met since ``section`` was last needed: most documents have no table that asks what they say."""
    headed: bool = False
    """Whether the name of a package stands right above the next table."""
    example: bool = False
    """Whether what stands above the next table says that it is an example."""
    head: Block | None = None
    """The last heading below the table before."""
    heads: dict[int, Block] = field(default_factory=dict)
    """Such headings of the tables that rows were read from, by number."""
    columns: ColumnMap | None = None
    lender: int | None = None
    """The table that is nothing but the head of those below it, while only headings stand below it."""
    rows: list[RawRow] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    mapped: dict[int, str] = field(default_factory=dict)
    sheets: dict[int, Sheet] = field(default_factory=dict)
    """Tables that rows were read from, by number."""
    unordered: list[TableView] = field(default_factory=list)
    """Tables rated by signs that nothing puts in order."""
    unknown: list[Column] = field(default_factory=list)
    """Columns of assessment tables whose header no role of the vocabulary knows."""

    def weigh_headings(self) -> None:
        """Bring ``section`` up to the last heading."""
        for block in self.headings:
            text = danish.join_lines([line.text for line in block.lines])
            self.section = self.section.under(text, block.lines, units=block.kind != "caption")
        self.headings.clear()


def read_assessments(
    source: Source,
    layout: Layout,
    context: nb.DocumentContext,
    catalogue: Catalogue,
    notebook: nb.Notebook,
    *,
    in_minutes: Callable[[], bool] = lambda: False,
) -> AssessmentReading:
    """Read every assessment row and printed summary of a document.

    Evidence and findings go to ``notebook``. A document without an assessment table gives an empty reading.

    Args:
        source: its pages.
        layout: its blocks and tables.
        context: what is known of the document.
        catalogue: the recommendations that titles are linked to.
        notebook: takes evidence and findings.
        in_minutes: whether the document is minutes; asked only when the rows of a table leave it open whose they are.
    """
    breaks_words = danish.breaks_inside_words(
        [line.text for line in cell.lines] for table in layout.tables for cell in table.cells if len(cell.lines) > 1
    )
    views = {table.number: TableView(table, source.looks, breaks_words=breaks_words) for table in layout.tables}
    keys = Keys(source, layout, views)
    packages_named = names_packages(layout)

    def belongs(columns: ColumnMap, rows: Sequence[RawRow], *, headed: bool) -> bool:
        packages = [package_of(row, context) for row in rows]
        found = belonging(columns, rows, packages, packages_named=packages_named)
        return found == "sure" or (found == "unsure" and (headed or not in_minutes()))

    state = _State(belongs, tuple(views.values()), _pool(views.values()))
    pending: list[TableView] = []
    cards = find_cards(source, layout)
    items = list(reading_order(layout))
    for at, item in enumerate(items):
        if isinstance(item, Block):
            if is_section_heading(item) or (_is_within_table(at, items, views) and names_unit(item)):
                state.headings.append(item)
                state.head = item
            elif item.kind not in MARGINS:
                state.lender = None
            text = danish.join_lines([line.text for line in item.lines])
            state.headed = names_package(text)
            state.example = announces_example(text) or (state.example and not is_section_heading(item))
            continue
        view = views[item]
        if item in cards.tables or state.example:
            continue
        crossed = None if view.counts_only else made_over(view, lambda: keys.legends, state.columns)
        if crossed is not None:
            view = TableView(crossed, source.looks, breaks_words=breaks_words)
        if view.counts_only or not _read_table(view, keys, layout, state):
            pending.append(views[item])
        elif state.head is not None:
            state.heads[item] = state.head
        state.headed, state.head = False, None
    read: set[Line] = set()
    for table in forms_as_tables(source, layout, cards, frozenset(state.mapped), lambda: keys.legends):
        read |= {line for cell in table.cells for line in cell.lines}
        state.section, state.headings = Section(), _headings_above(table, items)
        _read_table(TableView(table, source.looks, breaks_words=breaks_words), keys, layout, state)
    for view in state.unordered:
        notebook.doubt("legend_unread", "no legend orders the signs of the table", place=view.table.boxes[0])
    scales = list({row.scale.name: row.scale for row in state.rows if row.scale is not None}.values())
    if not state.rows:
        for page, box, text in unread_heads(layout, (), roles=WHOLE_HEAD) if names_recommendations(layout) else ():
            notebook.doubt("table_unread", f"columns are headed {text}", place=(page, box))
        return AssessmentReading()
    _read_beside(pending, scales, state)
    settle_told_scales(state.rows, layout, views.values())
    complete_scales(state.rows, state.summaries)
    steps = sorted({label for row in state.rows if row.scale is not None for label in row.scale.labels})
    heads = unread_heads(layout, {*state.mapped, *cards.tables}, read, steps)
    unread = [f"columns on page {page} are headed {text}" for page, _, text in heads]
    if unread:
        # Once for each row, however many there are: a long document has hundreds of both.
        more = f", and {len(unread) - 1} more tables" if len(unread) > 1 else ""
        for row in state.rows:
            row.doubts.append(("table_unread", unread[0] + more, None))
    sheets = [views[number] for number in state.sheets if number in views]
    word_colours(state.rows, state.summaries, lambda: listed_scales(layout, sheets))
    for label in sorted({column.label for column in state.unknown}):
        notebook.doubt("column_unknown", f"no role is known for the column {label!r}; its text is in unmapped")
    name_units_of_alike_heads(state.rows, state.heads)
    part_known_units(state.rows)
    settle_units_of_sections(state.rows)
    without_note_marks(state.rows, layout)
    number_by_labels(state.rows)
    part_from_letters(state.rows)
    claim_letters_behind_titles(state.rows)
    claim_signs_behind_titles(state.rows, layout)
    without_stars(state.rows)
    claim_other_levels(state.rows, layout)
    check_rows(state.rows, source, layout, state.mapped)
    context = replace(context, edition=context.edition or _edition(state.rows, context, catalogue))
    records = assemble(state.rows, context, catalogue, notebook)
    summaries = check_summaries(state.summaries, records, context, notebook)
    signals = signals_of(state.rows, records, state.sheets, summaries, notebook.findings)
    records = with_confidence(records, signals)
    notebook.evidence = evidence_with_confidence(notebook.evidence, records, signals)
    packages = tuple(sorted({record.package for record in records if record.package is not None}))
    return AssessmentReading(tuple(records), tuple(summaries), state.mapped, packages, context.edition, tuple(signals))


def _is_within_table(at: int, items: Sequence[Block | int], views: Mapping[int, TableView]) -> bool:
    """Whether tables of as many columns stand right above and below: parts of one that a line of print parts."""
    around = [views[item].column_count for item in items[max(0, at - 1) : at + 2] if not isinstance(item, Block)]
    return len(around) == 2 and around[0] == around[1]


def _headings_above(table: Table, items: Iterable[Block | int]) -> list[Block]:
    """The headings above a form; those within it stand in its rows, and those that are titles head nothing."""
    first = min((line.page, line.box.top) for cell in table.cells for line in cell.lines if line.words)
    blocks = (item for item in items if isinstance(item, Block) and is_section_heading(item))
    return [block for block in blocks if (block.page, block.box.top) < first]


def _read_beside(pending: Iterable[TableView], scales: Sequence[Scale], state: _State) -> None:
    """Read what stands beside the rated tables: printed summaries, other halves of wide tables."""
    for view in pending:
        summary = read_summary(view, scales)
        if summary is not None:
            state.summaries.append(summary)
            state.mapped[view.table.number] = "assessment_summaries"
            continue
        columns = map_columns(view)
        if may_be_half(columns) and add_half(view, columns, state.rows):
            state.mapped[view.table.number] = "assessments"


def _edition(rows: Sequence[RawRow], context: nb.DocumentContext, catalogue: Catalogue) -> str | None:
    """The one edition that the titles of every package of the document are taken from; None when undecided."""
    titles: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        package = package_of(row, context)
        if package is not None and row.title is not None and row.title.text:
            titles[package].append(row.title.text)
    editions = {
        catalogue.decide_edition(texts, package, date=context.document_date).edition
        for package, texts in sorted(titles.items())
    }
    return editions.pop() if len(editions) == 1 else None


def _read_table(view: TableView, keys: Keys, layout: Layout, state: _State) -> bool:
    """Read the table's rows into ``state`` if it is an assessment; say whether it was."""
    plain = map_columns(view, state.columns, heads_alone=state.lender is not None)
    keyed = column_legends(view, plain, lambda: keys.legends, layout)
    others = (map_columns(other) for other in state.views if not other.counts_only)
    known = with_keyed_column(view, with_steps_of_others(plain, others), lambda: (*keys.legends, *keyed))
    known = as_headed_before(known, state.columns)
    columns = _directed(with_titled_activities(view, known, layout, state.columns), keys, layout)
    sectioned = None
    if not columns.rates:
        sectioned = rate_by_sections(view) or rate_by_keyed_cells(view, columns, lambda: keys.legends)
    if not (columns.rates or sectioned):
        return False
    asked = asks_about_recommendations(view, columns)
    named = (
        asked
        or names_its_rows(columns, lambda: keys.legends)
        or lists_verdicts(view, columns, layout, lambda: keys.legends)
    )
    if not named or keys.are_all_of(view):
        return False
    goes_on = is_unrated_part(view, columns, state.columns)
    state.columns = columns
    if not view.body:
        state.lender = view.table.number
        return False
    rated = sectioned or _rate(view, columns, keys, keyed, layout, state.pooled)
    rating = columns.of("rating")
    if rated is None and goes_on and rating is not None:
        rated = unknown_values(view, rating), None
    if rated is None:
        state.unordered += [view] if wears_signs(view, columns.of("rating")) else []
        return False
    ratings, scale = rated
    marked = sum(1 for rating in ratings.values() if rating.marks)
    if marked < RATED_SHARE * len(view.body) and not goes_on:
        return False
    state.weigh_headings()
    for row in range(view.header_rows):
        heading = heading_of(view, row)
        if heading is not None:
            state.section = state.section.under(heading.text, heading.lines, units=True)
    title = columns.of("title")
    if title is not None and (names_package(title.label) or level_in(title.label)):
        head = [view.lines(row, title.index) for row in range(*view.header_span)]
        state.section = state.section.under(title.label, tuple(line for lines in head for line in lines))
    start = len(state.rows)
    for raw, section in read_rows(view, columns, ratings, scale, state.section):
        state.section = section
        if raw is not None:
            raw.confidence = min(raw.confidence, view.table.confidence)
            claim = claim_by_colour(view, raw.row, columns, keys.level_colours)
            if claim is not None:
                raw.levels.append(claim)
            state.rows.append(raw)
    state.rows[start:] = without_earlier(view, columns, state.rows[start:])
    state.rows[start:] = without_other_questions(state.rows[start:]) if asked else state.rows[start:]
    name_packages(state.rows[start:], keys.package_codes)
    if len(state.rows) > start and not state.belongs(columns, state.rows[start:], headed=state.headed):
        del state.rows[start:]
    check_columns(view, columns, state.rows[start:])
    check_heads(view, columns, state.rows[start:])
    check_shades(view, columns, state.rows[start:])
    if len(state.rows) > start:
        state.unknown += [column for column in columns.columns if column.role == "unknown" and column.headers]
        state.mapped[view.table.number] = "assessments"
        if state.lender is not None and all(column.by == "inherited" for column in columns.columns):
            state.mapped[state.lender] = "assessments"
        state.sheets[view.table.number] = Sheet(view.table, columns)
        totals = read_totals(view, columns)
        state.summaries += [totals] if totals is not None else []
        return True
    return False


def _pool(views: Iterable[TableView]) -> list[str]:
    """The texts of the rating columns of all tables."""
    texts: list[str] = []
    for view in views:
        column = None if view.counts_only else map_columns(view).of("rating")
        if column is not None:
            texts += rating_texts(view, column)
    return texts


def _directed(columns: ColumnMap, keys: Keys, layout: Layout) -> ColumnMap:
    """Columns whose headers leave their order open, with the order that a legend gives them.

    Digits may have it from a sentence too, and so may wordings of which one end is said to be the best.
    """
    scale = columns.scale
    if scale is None or (scale.direction_known and scale.known):
        return columns
    ordered: Scale | None = None
    for legend in keys.legends:
        explained = legend.scale
        steps = {label: explained.step_of(label) for label in scale.labels} if explained is not None else {}
        if explained is not None and None not in steps.values() and len(set(steps.values())) == len(steps):
            ordered = in_order_of(explained, legend.entries, scale)
            break
    else:
        direction = _direction(layout, columns) if not scale.direction_known else None
        if direction is not None:
            ordered = turned(scale, direction)
        elif scale.direction_known:
            ordered = in_told_order(scale, _paragraphs(layout))
    if ordered is None:
        return columns
    renumbered = tuple(
        replace(c, step=ordered.step_of(scale.labels[c.step - 1])) if c.step is not None else c for c in columns.columns
    )
    return replace(columns, columns=renumbered, scale=ordered)


def _rate(
    view: TableView, columns: ColumnMap, keys: Keys, keyed: Sequence[Legend], layout: Layout, pooled: Sequence[str]
) -> tuple[dict[int, Rating], Scale | None] | None:
    """Rating of every body row, and the scale; None when nothing in the table is a rating."""
    steps = columns.all_of("step")
    if steps:
        habit = learn_signs(view, (*steps, *columns.all_of("no_answer"), *columns.all_of("between")))
        ratings = {row: rate_by_columns(view, row, columns, habit) for row in view.body}
        ratings = said_as_misread(ratings, columns.scale, view.misread)
        return (ratings, columns.scale) if any(rating.marks for rating in ratings.values()) else None
    column = columns.of("rating")
    if column is None:
        return None
    legends = (*keys.legends, *keyed)
    reading = read_single(view, column, legends, pooled)
    if reading.scale is None:
        told = keys.told_scale(rating_texts(view, column))
        reading = reading if told is None else read_single(view, column, (*legends, Legend((), told)), pooled)
    scale = reading.scale
    if scale is None:
        return (unknown_values(view, column), None) if asks_for_ratings(view, columns, column, pooled) else None
    if not scale.direction_known:
        direction = _direction(layout, columns)
        if direction is not None:
            reading = read_single(view, column, (*legends, Legend((), turned(scale, direction))), pooled)
    ratings = said_as_misread(reading.ratings, reading.scale, view.misread)
    return with_contradictions(view, columns, ratings, scale, legends), reading.scale


def _direction(layout: Layout, columns: ColumnMap) -> Direction | None:
    """Which end of a digit scale is best, from a header or a sentence of the document."""
    texts = [text for column in columns.columns for text in column.headers]
    texts += _paragraphs(layout)
    return next((found for text in texts if (found := direction_in(text)) is not None), None)


def _paragraphs(layout: Layout) -> list[str]:
    return [danish.join_lines([line.text for line in block.lines]) for page in layout.pages for block in page.blocks]
