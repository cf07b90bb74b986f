"""The columns of an assessment table and its header rows."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.gold import Gold
from corpus.generate.marks import Scale, column_label
from corpus.generate.model import Cell, Para, Row, Run, Valign

WEIGHTS = {
    "number": 0.8,
    "title": 3.2,
    "level": 1.3,
    "category": 1.8,
    "package": 1.8,
    "rating": 1.7,
    "former": 1.7,
    "step": 1.0,
    "activity": 4.5,
    "departments": 2.2,
    "notes": 3.6,
    "responsible": 1.8,
    "deadline": 1.5,
    "economy": 1.5,
    "committee": 2.0,
}
RECOMMENDATION = ("number", "title", "level", "category", "package")
TEXT = ("activity", "departments", "notes", "responsible", "deadline", "economy", "committee")


@dataclass(frozen=True)
class Column:
    """``role`` is a field of the row, or ``step`` for the column of one rating step."""

    role: str
    label: str
    weight: float
    step: int | None = None
    group: str = ""
    """What a group header says over ratings of several times."""


def draw_former(rng: random.Random, choices: Choices, date: str | None) -> tuple[str, str] | None:
    """What the headers of a former and the present rating say of their time, None where there is but one rating."""
    form = choices["former_rating"]
    if form == "words":
        return rng.choice((("Før", "Nu"), ("Sidste år", "I år"), ("Ved start", "Nu"), ("Baseline", "Nu")))
    if form == "years":
        now = int(date[:4]) if date else rng.randint(2014, 2023)
        return str(now - rng.randint(1, 4)), str(now)
    return None


def _with_former(rating: Column, former: tuple[str, str], grouped: bool) -> list[Column]:
    """Columns for the former and the present rating; under a group header the times stand alone."""
    before, now = former if grouped else (f"{rating.label} {time.lower()}" for time in former)
    return [replace(rating, role="former", label=before), replace(rating, label=now, group=rating.label)]


def draw_columns(
    rng: random.Random, choices: Choices, scale: Scale, former: tuple[str, str] | None = None
) -> list[Column]:
    """Columns from left to right; the step columns always stand together, and so do ratings of several times."""
    words = load("wordings")["headers"]

    def column(role: str, **kw: float) -> Column:
        return Column(role, str(rng.choice(words[role])), kw.get("weight", WEIGHTS[role]))

    parts: list[list[Column]] = []
    if choices["number_form"] not in ("none", "in_title"):
        parts.append([column("number", weight=1.0 if choices["number_form"] == "nr" else 0.8)])
    parts.append([column("title")])
    if choices["level_form"] in ("letter", "word"):
        parts.append([column("level", weight=0.9 if choices["level_form"] == "letter" else 2.0)])
    if choices["category_column"] == "yes":
        parts.append([column("category")])
    if choices["sections"] == "department" and choices["package_count"] != "1":
        parts.insert(0, [column("package")])
    if choices["rating_place"] == "columns":
        weight = (
            0.6
            if scale.name.startswith("tal")
            or choices["column_labels"] == "letters"
            or choices["header_turned"] == "rating"
            else 1.1
        )
        parts.append([Column("step", column_label(choices, scale, s), weight, s) for s in scale.columns])
    else:
        wide = choices["mark_cell"] in ("word", "colored_word", "fill_word", "options_glyph", "options_drawn")
        rating = column("rating", weight=2.2 if wide else 1.2)
        parts.append([rating] if former is None else _with_former(rating, former, choices["header_levels"] != "1"))
    for role in ("activity", "departments", "responsible", "deadline", "economy", "committee", "notes"):
        if choices[role] == "yes":
            parts.append([column(role)])
    if choices["column_order"] == "shuffled":
        rng.shuffle(parts)
    return _keep_apart([c for part in parts for c in part])


def _keep_apart(columns: list[Column]) -> list[Column]:
    """Two columns must not bear the same words, e.g. ``Område`` for both category and package."""
    seen: set[str] = set()
    result = []
    for c in columns:
        label = c.label
        if label.lower() in seen:
            label = next(str(w) for w in load("wordings")["headers"][c.role] if str(w).lower() not in seen)
        seen.add(label.lower())
        result.append(replace(c, label=label))
    return result


def header_rows(rng: random.Random, choices: Choices, columns: list[Column], gold: Gold) -> list[Row]:
    """One to three header rows: group names above, the columns' own labels below."""
    turned = choices["header_turned"] == "rating"
    valigns: tuple[Valign, ...] = ("top", "middle", "bottom")
    valign = rng.choice(valigns)
    labels = [
        Cell(
            (Para((Run(c.label, bold=True, tag=gold.witness(c.label)),)),),
            align="center" if c.role == "step" else "left",
            valign="bottom" if turned else valign,
            turned=turned and c.role == "step",
        )
        for c in columns
    ]
    levels = int(choices["header_levels"])
    if levels == 1:
        return [Row(tuple(labels))]
    groups = load("wordings")["groups"]
    rating = str(rng.choice(groups["rating"]))
    steps = [i for i, c in enumerate(columns) if c.role == "step"]
    if levels == 2 and steps:
        return _spanned(labels, {(steps[0], steps[-1] + 1): rating})
    spans: dict[tuple[int, int], str] = {}
    for kind, roles in (("recommendation", RECOMMENDATION), ("text", TEXT)):
        start = None
        for i in range(len(columns) + 1):
            inside = i < len(columns) and columns[i].role in roles
            if inside and start is None:
                start = i
            elif not inside and start is not None:
                if i - start > 1:
                    spans[start, i] = str(rng.choice(groups[kind]))
                start = None
    at = next((i for i, c in enumerate(columns) if c.role == "former"), None)
    if at is not None:
        spans[at, at + 2] = columns[at + 1].group
    if not steps:
        return _spanned(labels, spans) if spans else [Row(tuple(labels))]
    top = str(rng.choice([g for g in groups["rating"] if g != rating]))
    lower = _spanned(labels, {(steps[0], steps[-1] + 1): rating})
    upper: list[Cell | None] = []
    middle = list(lower[0].cells)
    bold = {**spans, (steps[0], steps[-1] + 1): top}
    i = 0
    while i < len(columns):
        span = next(((s, text) for s, text in bold.items() if s[0] == i), None)
        if span:
            (start, end), text = span
            upper += [_head(text, end - start), *[None] * (end - start - 1)]
            i = end
        else:
            cell = middle[i]
            assert cell is not None
            upper.append(Cell(cell.paras, rowspan=3, align=cell.align, valign=cell.valign))
            middle[i] = None
            i += 1
    return [Row(tuple(upper)), Row(tuple(middle)), lower[1]]


def _spanned(labels: list[Cell], spans: dict[tuple[int, int], str]) -> list[Row]:
    """Two rows: group names over the spans, all other labels over both rows."""
    upper: list[Cell | None] = [
        Cell(c.paras, rowspan=2, align=c.align, valign=c.valign, turned=c.turned) for c in labels
    ]
    lower: list[Cell | None] = [None] * len(labels)
    for (start, end), text in spans.items():
        upper[start:end] = [_head(text, end - start), *[None] * (end - start - 1)]
        lower[start:end] = labels[start:end]
    return [Row(tuple(upper)), Row(tuple(lower))]


def _head(text: str, span: int) -> Cell:
    return Cell((Para((Run(text, bold=True),)),), colspan=span, align="center", valign="middle")
