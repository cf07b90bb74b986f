"""Extracts of a national survey for one municipality: shares per answer, which are no ratings."""

from __future__ import annotations

import random

from corpus.generate import front
from corpus.generate.choices import Choices
from corpus.generate.data import PACKAGES, load
from corpus.generate.fit import fit
from corpus.generate.gold import Gold
from corpus.generate.kinds import common
from corpus.generate.model import Block, Cell, Document, Icon, Para, Row, Run, Space, Table, TableStyle, para
from corpus.generate.text import Writer

CHOICES: dict[str, dict[str, float]] = {
    **common.PAGE,
    "arrangement": {"shares": 2, "own_answer": 1},
    "ruling": {"full": 1, "horizontal": 1, "none": 1},
    "charts": {"no": 1, "yes": 1},
}


def settle(chosen: Choices) -> Choices:
    return dict(chosen)


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """A survey extract with the given choices."""
    data, writer = load("other")["survey"], Writer(rng)
    place = front.draw_place(rng)
    year = rng.randint(2013, 2017)
    title = f"Monitorering af kommunernes forebyggelsesindsats {year}. Udtræk for {place.official}"
    gold = Gold(document={"kind": "survey_extract", "municipality_code": place.code, "document_date": str(year)})
    gold.lists |= common.no_records()
    blocks = common.title_blocks(rng, choices, title, [])
    blocks.append(
        para(
            "Spørgeskemaet er besvaret af kommunens forvaltninger. Tallene viser fordelingen af svar i procent, for kommunen og for hele landet."
        )
    )
    for package in rng.sample(PACKAGES, rng.randint(2, 4)):
        entry = load("packages")[package]
        blocks.append(para(entry["names"][0], "h2"))
        if choices["charts"] == "yes":
            blocks.append(Para((Icon("chart", 210, 120),)))
        blocks += _tables(
            rng, choices, [writer.fill(q, entry["themes"]) for q in rng.sample(data["questions"], 3)], data["answers"]
        )
    return fit(Document(common.page_setup(rng, choices, place.official), tuple(blocks), title)), gold


def _tables(rng: random.Random, choices: Choices, questions: list[str], answers: list[list[str]]) -> list[Block]:
    labels = rng.choice(answers)
    style = TableStyle(ruling=choices["ruling"])

    def head(*texts: str) -> Row:
        return Row(
            tuple(
                Cell((Para((Run(t, bold=True),)),), align="left" if n == 0 else "center") for n, t in enumerate(texts)
            )
        )

    if choices["arrangement"] == "own_answer":
        rows = [
            Row(
                (
                    Cell((para(q),)),
                    Cell((para(rng.choice(labels)),)),
                    Cell((para(f"{rng.randint(10, 95)} %"),), align="right"),
                )
            )
            for q in questions
        ]
        return [
            Table((4, 2, 2), (head("Spørgsmål", "Kommunens svar", "Landet, samme svar"),), tuple(rows), style),
            Space(8),
        ]
    rows = []
    for question in questions:
        for who in ("Kommunen", "Hele landet"):
            cuts = sorted(rng.randint(0, 100) for _ in labels[1:])
            shares = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
            rows.append(
                Row(
                    (
                        Cell((para(question if who == "Kommunen" else ""),)),
                        Cell((para(who),)),
                        *(Cell((para(f"{s} %"),), align="right") for s in shares),
                    )
                )
            )
    return [Table((4, 1.6, *[1.2] * len(labels)), (head("Spørgsmål", "", *labels),), tuple(rows), style), Space(8)]
