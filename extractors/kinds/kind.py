"""Which kind of document it is: from how its pages look, what its tables and headings are, and what they say together.

Every kind collects evidence for itself; each piece has a weight and is kept as a reason. Signals:

1. what was read: rows that rate recommendations, recommendations with titles and levels, tables of actions; where no
   row could be read, the labels, levels and steps of an assessment's form, but only under a title that says so;
2. how pages look: their shape, how much stands on them, how large it is printed;
3. what titles, headings and text say (``vocabulary/kind.yaml``).

No single signal decides, and neither the file's name nor its metadata counts at all. A kind needs enough evidence to be
claimed; without it a document is "other". A wrapper comes before what it wraps: minutes with an assessment as an
appendix are minutes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from statistics import median

from extractors import vocabulary
from extractors.danish import text as danish
from extractors.danish.sentences import split_sentences
from extractors.kinds.assessment.wordings.scales import catalogue_of_scales, step_in
from extractors.kinds.columns import find_roles
from extractors.kinds.facts import find_title
from extractors.kinds.flow import Item, is_contents, read_flow
from extractors.kinds.package.levels import LevelReader
from extractors.kinds.package.tables import levels_stated
from extractors.kinds.package.titles import category_heading, find_region
from extractors.kinds.patterns import find_name, says
from extractors.kinds.presentation.cards import find_cards
from extractors.kinds.presentation.reports import find_reports
from extractors.kinds.presentation.slides import slide_frames
from extractors.kinds.presentation.tables import is_report
from extractors.kinds.wording import bare, joined, level_in, level_of, weigh
from schemas.columns import Kind
from schemas.layout import Cell, Layout, Table
from schemas.page import Source

ENOUGH = 2.0
"""Evidence that a kind needs to be claimed."""
CERTAIN = 2.5
"""Lead over the next kind, or over ENOUGH, at which the kind is as good as certain."""
SLIDE_SHAPES = ((1.30, 1.36), (1.55, 1.82))
"""Width by height of slides: 4:3, 16:10 and 16:9. Paper is 1.41 and 1.29."""
PAPER_SHAPE = (1.38, 1.45)
LARGE_PRINT = 13.5
"""Body size in points from which text is meant to be read from a wall."""
FEW_WORDS = 130
MANY_WORDS = 300
"""Words on a page: slides hold few, pages to be read many."""
WORDS_MIN = 5
"""A document with fewer words in all shows nothing by how few stand on a page."""
HEADING_MAX = 90
"""Letters of a line that may be a heading, however it is set."""
TITLE_PAGES = 2
TITLE_SIZE = 1.25
"""Large print of the first pages exceeds the body by this factor."""
RECOMMENDATIONS_MIN = 4
FORM_TITLE = 0.8
"""Evidence of a title from which a form of which no row could be read is an assessment's."""
LABEL = 0.85
"""A header wording of at least this weight names a column for certain."""
QUESTIONS_MIN = 2
"""So many questions above tables of numbers are a survey's."""
SHARES_MIN = 2
"""Shares below a question that answer it."""
SHARE_LINE = 40
"""Letters of an answer with its share; longer text tells of shares."""
CARD_LABELS = 2
"""So many labels beside that of what is done make a card of a plan."""
PLAN_SAID = 1.0
"""Evidence of words from which a table that may be a report is a plan's."""
WRAPPER = 3.0
"""Evidence from which minutes are minutes whatever they contain."""

_SERVING = frozenset({"goal", "objective", "responsible", "deadline", "indicator"})
"""What a plan says of an action."""
_SHARE = re.compile(r"\b\d{1,3}(?:,\d)? ?(?:%|pct\b\.?|procent)\W*$")
NUMBERS_MIN = 6
"""Cells of numbers that a table of shares has at least."""
_NUMBER = re.compile(r"[\d.,]+ ?(%|pct\.?)?")
_TOLD = re.compile(
    r"\b(er|var|har|skal|vil|kan|bliver|viser|beskriver|indeholder|sætter|bygger|følger|gælder|samler|får)\b"
)
"""A verb that makes a sentence of what could be a subtitle."""
_BETWEEN_SIGNS = re.compile(r"[^\w\s,/()-]+|\s{2,}")
"""What stands between the options of one line: "☐ Ja   ☒ Nej"."""


@dataclass(frozen=True, slots=True)
class KindDecision:
    """The kind of a document, how sure it is (0–1), and why."""

    kind: Kind
    confidence: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Evidence:
    """Weights and reasons of one kind."""

    total: float = 0.0
    reasons: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str) -> None:
        self.total += weight
        self.reasons.append(f"{reason} ({weight:+.1f})")


def decide_kind(source: Source, layout: Layout, *, assessment_rows: int = 0) -> KindDecision:
    """Decide which kind of document it is.

    Args:
        source: its pages.
        layout: its blocks and tables.
        assessment_rows: how many rows that rate recommendations were read in it.
    """
    items = read_flow(layout)
    evidence: dict[Kind, _Evidence] = {kind: _Evidence() for kind in vocabulary.load("kind")}
    _weigh_words(layout, items, evidence)
    _weigh_pages(source, layout, evidence["presentation"])
    _weigh_reports(source, layout, evidence)
    _weigh_tables(layout, evidence)
    _weigh_questions(items, evidence["survey_extract"])
    _weigh_recommendations(source, items, assessment_rows, evidence["package"])
    listed = 0 if assessment_rows else sum(map(levels_stated, layout.tables))
    if listed >= RECOMMENDATIONS_MIN:
        evidence["package"].add(2.0, f"{listed} recommendations in tables with their levels")
    _weigh_labels(items, evidence["policy"])
    if assessment_rows:
        evidence["assessment"].add(2.0 + min(2.0, assessment_rows / 6), f"{assessment_rows} rows rate recommendations")
    else:
        _weigh_form(layout, items, evidence["assessment"])
    return _decide(evidence)


def _decide(evidence: dict[Kind, _Evidence]) -> KindDecision:
    ranked = sorted(evidence, key=lambda kind: (-evidence[kind].total, kind))
    best, second = ranked[0], ranked[1]
    if evidence["agenda"].total >= WRAPPER:
        best = "agenda"
        second = next(kind for kind in ranked if kind not in ("agenda", "assessment"))
    lead = evidence[best].total - max(evidence[second].total, ENOUGH - 0.5)
    if evidence[best].total < ENOUGH:
        short = ENOUGH - evidence[best].total
        reason = f"nothing reaches {ENOUGH}: {best} has {evidence[best].total:.1f}"
        return KindDecision("other", _sure(short), (reason, *evidence[best].reasons))
    return KindDecision(best, _sure(lead), tuple(evidence[best].reasons))


def _sure(lead: float) -> float:
    """Confidence from the lead over the next: even odds at none, 0.97 at ``CERTAIN``."""
    return round(1 / (1 + math.exp(-3.5 * max(0.0, lead) / CERTAIN)), 3)


# --- words -----------------------------------------------------------------------------------------------------


@cache
def _wordings(kind: str, where: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    return tuple((re.compile(expression), float(weight)) for expression, weight in vocabulary.load("kind")[kind][where])


@cache
def _sieve(where: str, kind: str | None = None) -> tuple[re.Pattern[str], ...]:
    """What headings or texts say of a kind, of any without one, joined."""
    kinds = vocabulary.load("kind")
    told = kinds.values() if kind is None else [kinds[kind]]
    return joined([expression for own in told for expression, _ in own[where]])


def _telling(where: str, texts: Iterable[str]) -> list[str]:
    """Those of ``texts`` that say anything of any kind, each once: most do not."""
    return [text for text in dict.fromkeys(texts) if any(pattern.search(text) for pattern in _sieve(where))]


def _weigh_words(layout: Layout, items: Sequence[Item], evidence: dict[Kind, _Evidence]) -> None:
    titles = [danish.unmangle_heading(danish.join_lines([ln.text for b in find_title(layout) for ln in b.lines]) or "")]
    titles += _subtitle(layout)
    titles += [
        item.heading_text
        for item in items
        if item.is_heading
        and item.page <= TITLE_PAGES
        and item.style[0] >= TITLE_SIZE * layout.body_size
        and len(item.text) <= HEADING_MAX
    ]
    running = [block for page in layout.pages for block in page.blocks if block.kind == "header"]
    titles += sorted({danish.join_lines([line.text for line in block.lines]) for block in running})
    short: list[str] = []
    long: list[str] = []
    for item in items:
        if item.block is None or is_contents(item):
            continue
        text = bare(item.heading_text)
        (short if len(text) <= HEADING_MAX and (item.is_heading or len(item.lines) == 1) else long).append(text)
    short += [bare(text) for text in _label_cells(layout)]
    short = _telling("heading", short)
    whole = _telling("text", ["\n".join(long)])
    for found_kind, found in evidence.items():
        for where, texts in (
            ("title", [bare(title) for title in titles if title]),
            ("heading", short),
            ("text", whole),
        ):
            sieve = _sieve(where, found_kind)
            texts = [text for text in texts if any(pattern.search(text) for pattern in sieve)]
            for expression, weight in _wordings(found_kind, where) if texts else ():
                hit = next((match for text in texts if (match := expression.search(text)) is not None), None)
                if hit is not None:
                    line = hit.string[hit.string.rfind("\n", 0, hit.start()) + 1 :].partition("\n")[0]
                    found.add(weight, f"{where} {line[:50]!r}")


def _subtitle(layout: Layout) -> list[str]:
    """The line right below the title, which says what the title leaves open; none when it is a sentence.

    More may stand on the line: "Handleplan for sundhed 2026. Vedtaget den 10. december 2025".
    """
    title = find_title(layout)
    blocks = [block for page in layout.pages if title and page.number == title[-1].page for block in page.blocks]
    below = next((b for b in blocks if title and b.box.cy >= title[-1].box.bottom and b.kind != "header"), None)
    if below is None or below.kind not in ("paragraph", "heading") or len(below.lines) > 1:
        return []
    spans = split_sentences(below.text)
    first = below.text[slice(*spans[0])] if len(spans) > 1 else below.text
    if len(spans) > 1 and first.endswith(".") and _TOLD.search(first.casefold()) is None:
        first = first[:-1]
    return [] if len(first) > HEADING_MAX or first.endswith((".", ":", ",", "?", "!")) else [first]


def _label_cells(layout: Layout) -> Iterable[str]:
    """Short cells of first columns and first rows: labels of forms and headers."""
    for table in layout.tables:
        for cell in table.cells:
            if (
                (cell.column == 0 or cell.row == 0)
                and cell.lines
                and sum(len(ln.text) for ln in cell.lines) <= HEADING_MAX
            ):
                yield danish.join_lines([line.text for line in cell.lines])


# --- pages -----------------------------------------------------------------------------------------------------


def _weigh_pages(source: Source, layout: Layout, presentation: _Evidence) -> None:
    pages = [page for page in source.pages if page.height > 0]
    if not pages:
        return
    shapes = [page.width / page.height for page in pages]
    slides = sum(any(low <= shape <= high for low, high in SLIDE_SHAPES) for shape in shapes) / len(pages)
    words = median(len(page.words) for page in pages)
    large = layout.body_size >= LARGE_PRINT
    lying = sum(PAPER_SHAPE[0] <= shape <= PAPER_SHAPE[1] for shape in shapes) >= 0.8 * len(pages)
    if sum(len(page.words) for page in pages) < WORDS_MIN:
        return
    if slides >= 0.8:
        presentation.add(1.6, f"{slides:.0%} of the pages have the shape of slides")
        if words < FEW_WORDS:
            presentation.add(0.9, f"{words:.0f} words on a page")
        if large:
            presentation.add(1.0, f"print of {layout.body_size:.0f} points")
        if words > MANY_WORDS:
            presentation.add(-2.0, f"{words:.0f} words on a page")
    elif lying:
        if large and words < FEW_WORDS:
            presentation.add(
                2.2, f"lying paper with {words:.0f} words on a page in print of {layout.body_size:.0f} points"
            )
    else:
        bare = (page for page in pages if not slide_frames(page, layout))
        # Most documents have none: once too many pages show that, no others are looked at.
        framed = 1 - len(list(islice(bare, len(pages) // 2 + 1))) / len(pages)
        if framed >= 0.6:
            presentation.add(2.6, f"frames of slides on {framed:.0%} of the pages")
    if layout.tables and (slides >= 0.8 or lying):
        cells = sum(len(cell.words) for table in layout.tables for cell in table.cells)
        share = cells / max(1, sum(len(page.words) for page in pages))
        if share > 0.6:
            presentation.add(-1.2, f"{share:.0%} of the words stand in tables")


# --- structure -------------------------------------------------------------------------------------------------


def _weigh_reports(source: Source, layout: Layout, evidence: dict[Kind, _Evidence]) -> None:
    """Cards and sections that report on initiatives each: no plan's; and no slides where every frame is a card."""
    cards = len(find_cards(layout))
    sections = [] if cards else find_reports(layout)
    if not (cards or sections):
        return
    evidence["policy"].add(-1.5, f"{cards or len(sections)} cards report on initiatives")
    if sections and evidence["presentation"].total > 0:
        frames = sum(len(slide_frames(page, layout)) for page in source.pages)
        if 0 < frames <= len(sections):
            evidence["presentation"].add(-2.6, "every frame is a card of a catalogue")


def _weigh_tables(layout: Layout, evidence: dict[Kind, _Evidence]) -> None:
    """Tables of actions and tables of shares, by their headers."""
    plans = shares = 0
    planned = evidence["policy"].total >= PLAN_SAID
    for table in layout.tables:
        grid = table.grid()
        shares += _holds_numbers(table)
        if not planned and is_report(table, find_roles("presentation", "columns", table, grid)):
            continue
        roles = set(find_roles("policy", "columns", table, grid).roles) - {None}
        if not table.header_rows and grid:
            roles = {find_name("policy", "columns", _text(cell)) for cell in grid[0]} - {None}
        if ("action" in roles and roles & _SERVING) or _is_card(grid):
            plans += 1
    if plans:
        evidence["policy"].add(0.9 + 0.3 * min(3, plans), f"{plans} tables of actions")
    if shares:
        evidence["survey_extract"].add(0.2 * min(4, shares), f"{shares} tables of numbers")


def _is_card(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether labels stand down the left of a table: what is done, and who does it, when or what for."""
    labels = {find_name("policy", "columns", _text(row[0])) for row in grid if len(row) > 1 and row[0] is not row[1]}
    return "action" in labels and len(labels & _SERVING) >= CARD_LABELS


def _holds_numbers(table: Table | None) -> bool:
    """Whether a table holds figures under its headers rather than text."""
    if table is None:
        return False
    filled = [cell for cell in table.cells if cell.row >= table.header_rows and cell.lines]
    numbers = sum(1 for cell in filled if not cell.lines[0].text[:1].isalpha() and _NUMBER.fullmatch(_text(cell)))
    return numbers >= NUMBERS_MIN and numbers >= 0.5 * sum(1 for cell in filled if _text(cell))


def _weigh_questions(items: Sequence[Item], survey: _Evidence) -> None:
    """Questions that figures answer: a table of figures, or shares behind the answers, right below each."""
    asked = 0
    shares: int | None = None
    for item in items:
        if item.block is None:
            answered = shares == 0 and _holds_numbers(item.table)
            asked, shares = (asked + 1, None) if answered else (asked, shares)
            shares = shares + _shares_in(item) if shares is not None else None
        elif item.text.rstrip().endswith("?"):
            shares = 0
        elif shares is not None:
            shares += _shares_in(item)
        if shares is not None and shares >= SHARES_MIN:
            asked, shares = asked + 1, None
    if asked >= QUESTIONS_MIN:
        survey.add(1.2, f"{asked} questions that figures answer")


def _shares_in(item: Item) -> int:
    """How many lines or cells are a share and nothing else, or an answer with its share."""
    texts = [_text(cell) for cell in item.table.cells] if item.table is not None else [ln.text for ln in item.lines]
    return sum(_SHARE.search(text) is not None for text in texts if len(text) <= SHARE_LINE)


def _text(cell: object) -> str:
    lines = getattr(cell, "lines", ())
    return danish.join_lines([line.text for line in lines]) if lines else ""


def _weigh_recommendations(source: Source, items: Sequence[Item], assessment_rows: int, package: _Evidence) -> None:
    """A chapter of recommendations with categories and levels."""
    if assessment_rows:
        package.add(-3.0, "rows rate recommendations")
        return
    headings = [item for item in items if item.is_heading]
    categories = {name for item in headings if (name := category_heading(item.heading_text)) is not None}
    chapter = any(says("package", "chapter", item.heading_text) and not is_contents(item) for item in headings)
    if len(categories) >= 2:
        package.add(0.3 * len(categories), f"headings of {len(categories)} categories")
    if chapter:
        package.add(0.4, "a chapter of recommendations")
    stated = {level for item in items if item.block is not None and (level := level_of(item.text)) is not None}
    if len(stated) == 2:
        package.add(0.6, "both levels stand by themselves")
    if chapter or len(categories) >= 2:
        levels = LevelReader(source, items)
        region = find_region(items, levels)
        titles = len(region.titles) if region is not None else 0
        if titles >= RECOMMENDATIONS_MIN and (len(categories) >= 2 or levels.legend):
            package.add(0.8, f"{titles} titles of recommendations")


def _weigh_form(layout: Layout, items: Sequence[Item], assessment: _Evidence) -> None:
    """The form of an assessment of which no row could be read; only under a title that says what it is."""
    assessment.total = min(assessment.total, ENOUGH - 0.5)
    if assessment.total < FORM_TITLE:
        return
    cells = [_text(cell) for table in layout.tables for cell in table.cells]
    texts = [text for text in (*cells, *(item.text for item in items)) if text and len(text) <= HEADING_MAX]
    labels = {role for text in texts for role, weight in weigh("roles", text.rstrip(":?")).items() if weight >= LABEL}
    if labels & {"title", "rating"} and len(labels - {"other"}) >= 3:
        assessment.add(0.8, f"labels of {', '.join(sorted(labels - {'other'}))}")
    if any(level_in(text) is not None for text in texts):
        assessment.add(0.4, "levels stand by themselves")
    options = {bare(part) for text in texts for part in _BETWEEN_SIGNS.split(text)}
    known = max(len({step_in(name, text) for text in options} - {None}) for name in catalogue_of_scales())
    if known >= 2:
        assessment.add(0.5, f"{known} steps of a scale stand by themselves")


def _weigh_labels(items: Sequence[Item], policy: _Evidence) -> None:
    """Headings and lead-ins that part a plan into goals, objectives and actions."""
    found: set[str] = set()
    for item in items:
        if item.block is None:
            continue
        label, colon, _ = item.text.partition(":")  # "Mål: Alle børn trives."
        text = label if colon else item.text if item.is_heading else ""
        if 0 < len(text) <= HEADING_MAX:
            name = find_name("policy", "labels", text)
            if name is not None and name not in ("background", "status"):
                found.add(name)
    if len(found) >= 2:
        policy.add(0.3 * len(found), f"labels of {', '.join(sorted(found))}")
