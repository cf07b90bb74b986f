"""One document from a seed: compose, render twice, read the places, write gold."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import Any

from corpus.generate import assessment, choices, finishing, producers
from corpus.generate.gold import Gold
from corpus.generate.locate import Found, locate
from corpus.generate.model import Document, recolour


class BadRendering(RuntimeError):
    """A rendering does not show the gold: lost text, a missing mark, overlapping columns."""


@dataclass
class Plan:
    """A composed document that waits for its rendering."""

    name: str
    kind: str
    choices: dict[str, str]
    document: Document
    gold: Gold


ATTEMPTS = 4
"""Layouts tried before a number is given up; a producer may run out of room with wide words in narrow columns."""


def plan(seed: int, number: int, kind: str = "assessment", attempt: int = 0, fixed: dict[str, str] | None = None) -> Plan:
    """Compose document ``number`` of a seed. Nothing but the arguments decides the result."""
    rng = random.Random(f"{seed}/{kind}/{number}/{attempt}")
    chosen = choices.settle(choices.draw(rng, choices.ASSESSMENT, fixed))
    document, gold = assessment.compose(rng, chosen)
    return Plan(f"{kind}-{seed}-{number:04d}-{chosen['producer']}", kind, chosen, document, gold)


def render(made: Plan) -> tuple[bytes, dict[str, Any]]:
    """PDF and gold of a plan.

    Raises:
        BadRendering: the page does not show what the gold says.
    """
    pdf, marked = producers.render(made.choices["producer"], [made.document, recolour(made.document)])
    gold = finish(made, marked)
    if made.choices.get("rotate", "0") != "0":
        pdf = finishing.turn_pages(pdf, int(made.choices["rotate"]))
    if made.choices.get("crop") == "bleed":
        pdf = finishing.add_bleed(pdf)
    return pdf, gold


def finish(made: Plan, marked: bytes) -> dict[str, Any]:
    """The gold with pages and boxes read from the marked rendering."""
    found, page_count, trouble = locate(marked)
    gold = made.gold
    boxes: dict[tuple[str, int], dict[str, Found]] = {}
    if trouble:
        raise BadRendering(f"{made.name}: {trouble}")
    for tag, (name, index, field) in enumerate(gold.tags):
        shown = found.get(tag)
        if not name:
            if shown is None or squeeze(field) not in squeeze(shown.text):
                raise BadRendering(f"{made.name}: {field!r} is not printed")
            continue
        if shown is None or not shown.boxes:
            raise BadRendering(f"{made.name}: nothing on the page for {field} of {name}[{index}]")
        if tag in gold.exact:
            wanted, got = squeeze(str(gold.lists[name][index][field])), squeeze(shown.text)
            if wanted != got:
                raise BadRendering(f"{made.name}: {field} of {name}[{index}] shows {shown.text!r}, not {gold.lists[name][index][field]!r}")
        boxes.setdefault((name, index), {})[field] = shown
    for (name, index), fields in boxes.items():
        _place(name, gold.lists[name][index], fields)
    _inherit(gold.lists.get("assessments", []))
    gold.document["page_count"] = page_count
    return {"pdf": f"{made.name}.pdf", "source": source(made), "document": gold.document, **gold.lists,
            "layout": {"kind": made.kind, **made.choices}}


def _place(name: str, record: dict[str, Any], fields: dict[str, Found]) -> None:
    """Pages and boxes of one record; the rest of a value that goes on overleaf stands in ``boxes_overleaf``."""
    record["boxes"] = {f: list(shown.places[0]) for f, shown in fields.items()}
    overleaf = {f: [list(p) for p in shown.places[1:]] for f, shown in fields.items() if len(shown.places) > 1}
    if overleaf:
        record["boxes_overleaf"] = overleaf
    pages = sorted({p.page for shown in fields.values() for p in shown.places})
    record["page"] = pages[0]
    if name == "assessments":
        record["page_last"] = pages[-1]


def _inherit(records: list[dict[str, Any]]) -> None:
    """The second row of merged cells shows number, title and level of the first."""
    for before, record in zip(records, records[1:], strict=False):
        if "title" not in record.get("boxes", {}):
            for field in ("number_raw", "title", "level", "category"):
                if field in before["boxes"]:
                    record["boxes"][field] = before["boxes"][field]


def source(made: Plan) -> str:
    return f"generated: {made.choices['producer']}, {made.kind}, {made.choices.get('arrangement', '')}".rstrip(", ")


def squeeze(text: str) -> str:
    """Text without white space, hyphens and soft hyphens: wrapping and hyphenation undone."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)
