"""Documents from a seed: compose, render twice, read the places, finish, write gold."""

from __future__ import annotations

import importlib
import itertools
import random
import re
from dataclasses import dataclass
from typing import Any

from corpus.generate import choices, finishing, producers, scan
from corpus.generate.gold import Gold
from corpus.generate.locate import Found, locate, moved
from corpus.generate.model import Document, recolour

KINDS = {"assessment": 12, "agenda": 2, "policy": 2, "package": 2, "presentation": 2, "survey": 0.7, "other": 2.5}
"""Kinds of documents with their weights in a mixed corpus; each is a module in :mod:`corpus.generate.kinds`."""
ATTEMPTS = 6
"""Layouts tried before a number is given up; a producer may run out of room with wide words in narrow columns."""


class BadRendering(RuntimeError):
    """A rendering does not show the gold: lost text, a missing mark, words over each other."""


@dataclass
class Plan:
    """A composed document that waits for its rendering."""

    name: str
    kind: str
    choices: dict[str, str]
    document: Document
    gold: Gold
    seed: str


def draw_kind(seed: int, number: int) -> str:
    """The kind of document ``number`` in a mixed corpus."""
    return random.Random(f"{seed}/kind/{number}").choices(list(KINDS), weights=list(KINDS.values()))[0]


def later_choices(kind: str) -> dict[str, dict[str, float]]:
    """The choices of a kind that came later (see :data:`corpus.generate.choices.LATER`); many kinds have none."""
    return getattr(importlib.import_module(f"corpus.generate.kinds.{kind}"), "LATER", {})


def all_choices(kind: str) -> dict[str, dict[str, float]]:
    """Every choice of a kind with its weighted options, those that came later last."""
    first: dict[str, dict[str, float]] = importlib.import_module(f"corpus.generate.kinds.{kind}").CHOICES
    return first | later_choices(kind)


def plan(seed: int, number: int, kind: str, attempt: int = 0, fixed: dict[str, str] | None = None) -> Plan:
    """Compose document ``number`` of a seed. Nothing but the arguments decides the result."""
    text = f"{seed}/{kind}/{number}/{attempt}"
    rng = random.Random(text)
    module = importlib.import_module(f"corpus.generate.kinds.{kind}")
    later = choices.draw(random.Random(f"{text}/later"), later_choices(kind), fixed)
    chosen = module.settle(choices.draw(rng, module.CHOICES, fixed) | later)
    scan.settle(chosen)
    document, gold = module.compose(rng, chosen)
    return Plan(f"{kind}-{seed}-{number:04d}-{chosen['producer']}", kind, chosen, document, gold, text)


def render(plans: list[Plan]) -> list[tuple[bytes, dict[str, Any]] | BadRendering]:
    """PDF and gold of every plan, or what was wrong with its rendering.

    Raises:
        ProducerMissing: a producer is not installed.
    """
    jobs = [(p.choices["producer"], d) for p in plans for d in (p.document, recolour(p.document))]
    pdfs = producers.render(jobs)
    results: list[tuple[bytes, dict[str, Any]] | BadRendering] = []
    for made, pdf, marked in zip(plans, pdfs[::2], pdfs[1::2], strict=True):
        try:
            results.append(finish(made, pdf, marked))
        except BadRendering as error:
            results.append(error)
    return results


def finish(made: Plan, pdf: bytes, marked: bytes) -> tuple[bytes, dict[str, Any]]:
    """The finished PDF, and the gold with pages and boxes read from the marked rendering."""
    found, page_count, trouble = locate(marked)
    trouble = trouble or moved(pdf, marked)
    if page_count != made.document.options.get("slides", page_count):
        raise BadRendering(f"{made.name}: {page_count} pages for {made.document.options['slides']} slides")
    if trouble:
        raise BadRendering(f"{made.name}: {trouble}")
    gold = made.gold
    boxes: dict[tuple[str, int], dict[str, Found]] = {}
    for tag, (name, index, field) in enumerate(gold.tags):
        shown = found.get(tag)
        if not name:
            if shown is None or squeeze(field) not in squeeze(shown.text):
                raise BadRendering(f"{made.name}: {field!r} is not printed")
            continue
        if shown is None or not shown.boxes:
            raise BadRendering(f"{made.name}: nothing on the page for {field} of {name}[{index}]")
        if tag in gold.exact and not shows(shown.text, gold.value(name, index, field)):
            raise BadRendering(
                f"{made.name}: {field} of {name}[{index}] shows {shown.text!r}, not {gold.value(name, index, field)!r}"
            )
        if name == "slides" and set(shown.boxes) != {gold.lists[name][index]["page"]}:
            raise BadRendering(f"{made.name}: slide {gold.lists[name][index]['page']} runs over its page")
        boxes.setdefault((name, index), {})[field] = shown
    for (name, index), fields in boxes.items():
        _place(name, gold.lists[name][index], fields)
    _inherit(gold.lists.get("assessments", []))
    gold.document["page_count"] = page_count
    if made.choices.get("rotate", "0") != "0":
        pdf = finishing.turn_pages(pdf, int(made.choices["rotate"]))
    if made.choices.get("crop") == "bleed":
        pdf = finishing.add_bleed(pdf)
    record: dict[str, Any] = {
        "pdf": f"{made.name}.pdf",
        "source": source(made),
        "document": gold.document,
        **gold.lists,
        "layout": {"kind": made.kind, **made.choices},
    }
    if made.choices.get("scan", "no") != "no":
        pdf, record = scan.scan(random.Random(made.seed + "/scan"), made.choices, pdf, record)
    return pdf, record


def shows(printed: str, value: str) -> bool:
    """Whether the page shows the value, once or (a header or merged cell that is repeated overleaf) several times."""
    wanted, got = squeeze(value), squeeze(printed)
    return bool(wanted) and got == wanted * max(1, round(len(got) / len(wanted)))


def _place(name: str, record: dict[str, Any], fields: dict[str, Found]) -> None:
    """Pages and boxes of one record; the rest of a value that goes on overleaf stands in ``boxes_overleaf``."""
    record["boxes"] = {f: list(shown.places[0]) for f, shown in fields.items()}
    overleaf = {f: [list(p) for p in shown.places[1:]] for f, shown in fields.items() if len(shown.places) > 1}
    if overleaf:
        record["boxes_overleaf"] = overleaf
    pages = sorted({p.page for shown in fields.values() for p in shown.places})
    if name == "initiatives":
        record["pages"] = pages
    elif name == "policy_actions":
        record["page"] = fields["action"].places[0].page
    elif name != "slides":
        record["page"] = pages[0]
    if name == "assessments":
        record["page_last"] = pages[-1]


def _inherit(records: list[dict[str, Any]]) -> None:
    """The second row of merged cells shows number, title and level of the first."""
    for before, record in itertools.pairwise(records):
        if "title" not in record.get("boxes", {}):
            for field in ("number_raw", "title", "level", "category"):
                if field in before["boxes"]:
                    record["boxes"][field] = before["boxes"][field]
                if field in before.get("boxes_overleaf", {}):
                    record.setdefault("boxes_overleaf", {})[field] = before["boxes_overleaf"][field]


def source(made: Plan) -> str:
    return f"generated: {made.choices['producer']}, {made.kind}, {made.choices.get('arrangement', '')}".rstrip(", ")


def squeeze(text: str) -> str:
    """Text without white space, hyphens and soft hyphens: wrapping and hyphenation undone."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)
