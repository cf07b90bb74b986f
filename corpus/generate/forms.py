"""Assessments that are no table: a card per recommendation, numbered questions, prose."""

from __future__ import annotations

import random
from dataclasses import replace

from corpus.generate import marks
from corpus.generate.assessment import Composer
from corpus.generate.content import Group, Item
from corpus.generate.data import load
from corpus.generate.model import Block, Cell, Para, Row, Run, Space, Table, TableStyle, para

QUESTIONS = (
    "Arbejder kommunen med anbefalingen?",
    "Lever kommunen op til anbefalingen?",
    "Arbejder I med denne anbefaling?",
    "Er anbefalingen opfyldt i dag?",
)
DESCRIBE = (
    "Beskriv hvordan der arbejdes med anbefalingen:",
    "Hvordan arbejder I med anbefalingen?",
    "Beskriv indsatsen:",
)
VERDICTS = ("Vurdering:", "Status:", "Opfyldelse:", "Samlet vurdering:")
LEVEL_NAMES = {"grundniveau": "Grundniveau", "udviklingsniveau": "Udviklingsniveau"}


def blocks(rng: random.Random, composer: Composer, groups: list[Group]) -> list[Block]:
    """Every group under its heading, every row as the arrangement wants it."""
    make = {"cards": _cards, "questions": _questions, "prose": _prose}[composer.choices["arrangement"]]
    result: list[Block] = []
    words = load("wordings")["headers"]
    labels = {role: str(rng.choice(words[role])) for role in words}
    labels["question"], labels["describe"], labels["verdict"] = (
        rng.choice(QUESTIONS),
        rng.choice(DESCRIBE),
        rng.choice(VERDICTS),
    )
    labels["two_wide"] = rng.choice(("yes", "no"))
    for group in groups:
        if group.label:
            result.append(para(group.label, "h2", tag=composer.gold.witness(group.label)))
        for item in group.items:
            result += make(composer, item, composer.record(item, group), labels)
    return result


def _fields(composer: Composer) -> list[str]:
    return [r for r in ("activity", "departments", "responsible", "deadline", "notes") if composer.choices[r] == "yes"]


def _cards(composer: Composer, item: Item, index: int, labels: dict[str, str]) -> list[Block]:
    """A small table with the field names on the left, or a frame under the recommendation and its level."""
    c = composer.choices
    if c["card_form"] == "framed":
        return _framed(composer, item, index, labels)

    def line(label: str, cell: Cell) -> Row:
        return Row((Cell((para(label, bold=True),)), cell))

    rows: list[Row] = []
    if c["number_form"] not in ("none", "in_title"):
        rows.append(
            line(labels["number"], Cell((para(composer.number_text(item), tag=composer.tag(index, "number_raw")),)))
        )
    rows.append(
        line(labels["title"], composer.shaded(Cell((composer.title_para(item, index, bold=True),)), item, index))
    )
    if c["level_form"] in ("letter", "word"):
        rows.append(
            line(
                labels["level"], Cell((para(composer.level_text(item), tag=composer.tag(index, "level", exact=False)),))
            )
        )
    rating = marks.rating_cell(
        c, composer.scale, item.steps, composer.tag(index, "rating_text", False) if len(item.steps) == 1 else None
    )
    rows.append(line(labels["rating"], Cell(rating.paras, fill=rating.fill, fill_tag=rating.fill_tag)))
    for role in _fields(composer):
        rows.append(line(labels[role], Cell(composer.text_paras(item, index, role))))
    style = TableStyle(
        ruling=c["ruling"], zebra=c["zebra"] == "yes", repeat_header=False, split_rows=c["rows_split"] == "yes"
    )
    return [Table((1.6, 5), (), tuple(rows), style), Space(10)]


def _framed(composer: Composer, item: Item, index: int, labels: dict[str, str]) -> list[Block]:
    """The recommendation with its level at the right edge, and below it the fields, each after its name."""
    c = composer.choices
    heading = composer.shaded(Cell((_numbered_title(composer, item, index),)), item, index)
    width, top = 1, (heading,)
    if c["level_form"] in ("letter", "word"):
        level = para(composer.level_text(item), tag=composer.tag(index, "level", exact=False))
        width, top = 2, (heading, Cell((level,), align="right"))
    rows = [Row(top)]

    def across(cell: Cell) -> Row:
        return Row((replace(cell, colspan=width), *[None] * (width - 1)))

    tag = composer.tag(index, "rating_text", False) if len(item.steps) == 1 else None
    rating = marks.rating_cell(c, composer.scale, item.steps, tag)
    rows.append(across(_after_name(labels["rating"], rating.paras)))
    for role in _fields(composer):
        rows.append(across(_after_name(labels[role], composer.text_paras(item, index, role))))
    style = TableStyle(ruling="outer", repeat_header=False, split_rows=c["rows_split"] == "yes")
    return [Table((5, 1.6)[:width], (), tuple(rows), style), Space(10)]


def _after_name(name: str, paras: tuple[Para, ...]) -> Cell:
    """A field whose name stands in bold before its first paragraph."""
    bold = Run(f"{name.rstrip(':?')}: ", bold=True)
    first = replace(paras[0], inlines=(bold, *paras[0].inlines)) if paras else Para((bold,))
    return Cell((first, *paras[1:]))


def _numbered_title(composer: Composer, item: Item, index: int) -> Para:
    """Number and title in bold."""
    title = composer.title_para(item, index, bold=True)
    if composer.choices["number_form"] in ("none", "in_title"):
        return title
    number = Run(composer.number_text(item), bold=True, tag=composer.tag(index, "number_raw"))
    return replace(title, inlines=(number, Run(" ", bold=True), *title.inlines))


def _heading(composer: Composer, item: Item, index: int) -> Para:
    """Number, title and level on one bold line."""
    c = composer.choices
    runs = [r for r in _numbered_title(composer, item, index).inlines if isinstance(r, Run)]
    if c["level_form"] in ("letter", "word"):
        runs += [
            Run(" – ", bold=True),
            Run(LEVEL_NAMES[item.level], bold=True, tag=composer.tag(index, "level", exact=False)),
        ]
    elif c["level_form"] == "color":
        runs.append(
            Run(
                "  ■ " + LEVEL_NAMES[item.level],
                font=None,
                tag=composer.tag(index, "level", exact=False),
                color=composer.style.level_colors[item.level == "udviklingsniveau"],
            )
        )
    return Para(tuple(runs), "h3")


def _questions(composer: Composer, item: Item, index: int, labels: dict[str, str]) -> list[Block]:
    """The recommendation, a question with boxes to tick, and what was answered."""
    tag = composer.tag(index, "rating_text", exact=False) if len(item.steps) == 1 else None
    result: list[Block] = [_heading(composer, item, index), para(labels["question"])]
    result += marks.option_paras(composer.choices, composer.scale, item.steps, tag, stacked=False)
    for role in _fields(composer):
        paras = composer.text_paras(item, index, role)
        result.append(para(labels["describe"] if role == "activity" else labels[role] + ":", italic=True))
        result += paras or (para("-"),) if role == "activity" else paras
    return [*result, Space(8)]


def _prose(composer: Composer, item: Item, index: int, labels: dict[str, str]) -> list[Block]:
    """Heading, running text, a bold verdict, and the rest as labelled sentences."""
    result: list[Block] = [_heading(composer, item, index), *composer.text_paras(item, index, "activity")]
    if len(item.steps) == 1:
        tag = composer.tag(index, "rating_text", exact=False)
        result.append(
            Para(
                (
                    Run(labels["verdict"] + " ", bold=True),
                    Run(composer.scale.labels[item.steps[0] - 1], bold=True, tag=tag),
                )
            )
        )
    for role in _fields(composer):
        if role == "activity":
            continue
        for p in composer.text_paras(item, index, role):
            result.append(Para((Run(labels[role].rstrip("?") + ": ", italic=True), *p.inlines)))
    return [*result, Space(6)]
