"""Agendas and minutes of a committee with the assessment as an appendix."""

from __future__ import annotations

import random
from dataclasses import replace

from corpus.generate import assessment
from corpus.generate import choices as choosing
from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.gold import Gold
from corpus.generate.model import Block, Cell, Document, PageBreak, Para, Row, Run, Space, Table, TableStyle, para
from corpus.generate.scan import SCAN
from corpus.generate.text import print_date

CHOICES: dict[str, dict[str, float]] = {
    **choosing.ASSESSMENT,
    **SCAN,
    "producer": {k: v for k, v in choosing.PRODUCERS.items() if k not in ("calc", "impress")},
    "attendance": {"none": 1, "list": 1, "cross_table": 1},
    "routing": {"no": 2, "yes": 1},
    "decision": {"no": 1, "yes": 1},
    "date_form": {"day_month_year": 2, "numeric": 1},
}
LATER = choosing.LATER


def settle(chosen: Choices) -> Choices:
    c = choosing.settle(chosen)
    c |= {"front": "title", "edition": c["edition"], "page": "portrait" if c["page"] == "portrait" else "landscape"}
    return c


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """Agenda text, then the assessment on pages of its own; the meeting's date is the document's."""
    inner = dict(choices) | {"date_form": "none"}
    document, gold = assessment.compose(rng, inner)
    choices |= inner | {"date_form": choices["date_form"]}
    data = load("other")["agenda"]
    printed, iso = print_date(rng, choices["date_form"], rng.randint(2013, 2023))
    gold.document |= {"kind": "agenda", "document_date": iso}
    kind, committee = rng.choice(data["kinds"]), rng.choice(data["committees"])
    names = load("municipalities")
    place = next(name for code, name in names if code == gold.document["municipality_code"])
    blocks: list[Block] = [
        para(kind, "h1"),
        para(committee, bold=True),
        para(f"{place} Kommune") if place not in ("Bornholm", "København") else para(place),
        para(f"Mødedato: {printed}"),
        para(f"Mødetidspunkt: kl. {rng.randint(8, 17)}.00"),
        Space(6),
    ]
    blocks += _attendance(rng, choices, data["members"])
    case, propose, decide, annex = rng.choice(data["headings"])
    items = rng.sample([i for i in data["items"] if "forebyggelsespakker" not in i], rng.randint(2, 4))
    at = rng.randint(1, len(items))
    items.insert(at, "Status på forebyggelsespakkerne")
    for number, item in enumerate(items, start=1):
        blocks.append(para(f"{number}. {item}", "h2"))
        if number - 1 != at:
            blocks.append(para(rng.choice(("Ingen bemærkninger.", "Til orientering.", "Punktet blev drøftet."))))
            continue
        blocks += [
            para(case, "h3"),
            *(para(p) for p in data["case"]),
            para(propose, "h3"),
            *(para(p) for p in data["propose"][: rng.randint(1, 3)]),
        ]
        if choices["decision"] == "yes":
            blocks += [para(decide, "h3"), para(rng.choice(data["decide"]))]
        if choices["routing"] == "yes":
            blocks.append(_routing(rng))
        blocks += [para(annex, "h3"), para(f"Bilag 1: {document.title}")]
    blocks.append(PageBreak())
    return replace(document, blocks=(*blocks, *document.blocks), title=f"{kind} {committee}"), gold


def _attendance(rng: random.Random, choices: Choices, members: list[str]) -> list[Block]:
    """Who was there: a list, or a table of crosses that are no ratings."""
    if choices["attendance"] == "none":
        return []
    if choices["attendance"] == "list":
        return [para("Til stede: " + ", ".join(members[:-1])), para(f"Fraværende: {members[-1]}")]
    return [attendance_table(rng, members), Space(6)]


def attendance_table(rng: random.Random, members: list[str]) -> Table:
    header = Row(tuple(Cell((Para((Run(t, bold=True),)),)) for t in ("Medlem", "Deltog", "Afbud", "Bemærkninger")))
    rows = []
    for name in members:
        there = rng.random() < 0.8
        rows.append(
            Row(
                (
                    Cell((para(name),)),
                    Cell((para("x" if there else ""),), align="center"),
                    Cell((para("" if there else "x"),), align="center"),
                    Cell(),
                )
            )
        )
    return Table(
        (3, 1, 1, 2), (header,), tuple(rows), TableStyle(ruling=rng.choice(("full", "none", "horizontal"))), width=0.8
    )


def _routing(rng: random.Random) -> Table:
    """Which committees see the case: a row of crosses that are no ratings."""
    names = ("DIR", "FOU", "BFU", "SOS", "TMU", "ØU", "BYR")
    header = Row(tuple(Cell((Para((Run(t, bold=True),)),), align="center") for t in ("Behandles i", *names)))
    row = Row(
        (
            Cell((para("Beslutning"),)),
            *(Cell((para("x" if rng.random() < 0.4 else ""),), align="center") for _ in names),
        )
    )
    return Table((3, *[1] * len(names)), (header,), (row,), TableStyle(ruling="full"), width=0.9)
