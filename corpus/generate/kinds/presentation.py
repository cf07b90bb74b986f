"""Slide decks: general ones with titles and bullets, and status decks with numbered initiatives."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

from corpus.generate import front
from corpus.generate.choices import Choices
from corpus.generate.data import load
from corpus.generate.gold import Gold
from corpus.generate.kinds import common
from corpus.generate.model import (
    WHITE,
    Block,
    Box,
    Cell,
    Document,
    Icon,
    PageBreak,
    PageSetup,
    Para,
    Row,
    Run,
    Space,
    Table,
    TableStyle,
    para,
)
from corpus.generate.scan import SCAN
from corpus.generate.text import Writer

CHOICES: dict[str, dict[str, float]] = {
    "producer": {"impress": 3, "weasyprint": 1, "typst": 1, "drawn": 1, "chromium": 0.5},
    "arrangement": {"slides": 1, "initiatives": 1},
    "shape": {"16:9": 2, "4:3": 1},
    "font": common.PAGE["font"],
    "bullet_sign": {"•": 3, "–": 1, "none": 1},
    "two_levels": {"no": 1, "yes": 1},
    "pictures": {"none": 1, "some": 1},
    "theme": {"plain": 2, "band": 1, "band_after": 0.5},
    "slide_body": {"bullets": 3, "columns": 1, "shapes": 1},
    "number_form": {"Initiativ 1": 2, "1.": 1, "Initiativ 1:": 1},
    "slide_number": {"no": 1, "yes": 1},
    "continued": {"no": 1, "yes": 1},
    "overview": {"no": 1, "yes": 1},
    **SCAN,
}
BAND = 0x7A1F3D
SHAPE_FILLS = (0xDDEBF7, 0xE2EFD9, 0xFFF2CC)
SIZE = {"16:9": (720.0, 405.0), "4:3": (720.0, 540.0)}


def settle(chosen: Choices) -> Choices:
    c = dict(chosen)
    if c["arrangement"] == "slides":
        c |= {"number_form": "-", "continued": "-", "overview": "-"}
    else:
        c |= {"two_levels": "no", "slide_body": "bullets"}
    if c["slide_body"] == "shapes":
        c |= {"two_levels": "no", "bullet_sign": "none"}
    if c["theme"] == "band_after" and c["producer"] != "drawn":
        c["theme"] = "band"
    return c


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """A deck with the given (settled) choices."""
    data = load("decks")
    title = str(rng.choice(data["titles"]))
    gold = Gold(document={"kind": "presentation", "municipality_code": None, "packages": [], "document_date": None})
    gold.lists |= common.no_records("initiatives") if choices["arrangement"] == "initiatives" else common.no_records()
    slides = (
        _initiatives(rng, choices, gold, title)
        if choices["arrangement"] == "initiatives"
        else _slides(rng, choices, gold, title)
    )
    blocks: list[Block] = []
    for n, slide in enumerate(slides):
        blocks += ([PageBreak()] if n else []) + slide
    w, h = SIZE[choices["shape"]]
    setup = PageSetup(
        width=w,
        height=h,
        margin=36,
        font=choices["font"],
        size=rng.choice((15.0, 17.0, 19.0)),
        leading=1.2,
        footer="{page}" if choices["slide_number"] == "yes" else "",
        accent=rng.choice(front.ACCENTS),
    )
    return Document(setup, tuple(blocks), title, {"slides": len(slides)}), gold


def _picture(rng: random.Random, choices: Choices) -> list[Block]:
    if choices["pictures"] == "none" or rng.random() < 0.6:
        return []
    return [Para((Icon(rng.choice(("chart", "photo")), 150, 86),), align="right")]


def _slides(rng: random.Random, choices: Choices, gold: Gold, title: str) -> list[list[Block]]:
    """Title slide and content slides; every paragraph of a body is a bullet, with a sign or without."""
    data, writer = load("decks"), Writer(rng)
    slides: list[list[Block]] = []
    names = [title, *rng.sample(data["slide_titles"], rng.randint(4, 9))]
    for page, name in enumerate(names, start=1):
        bullets: list[dict[str, Any]] = []
        if page == 1:
            if rng.random() < 0.5:
                bullets.append({"level": 1, "text": writer.fill("{event_cap} for {staff}", [])})
        else:
            for text in rng.sample(data["bullets"], rng.randint(2, 4)):
                bullets.append({"level": 1, "text": text})
                if choices["two_levels"] == "yes" and rng.random() < 0.35:
                    bullets.append({"level": 2, "text": rng.choice(data["sub"])})
        index = gold.add("slides", {"page": page, "title": name, "bullets": bullets})
        head = _head(choices, (Run(name, tag=gold.tag("slides", index, "title")),), page == 1)
        body = [
            _bullet(choices, b["text"], b["level"], gold.tag("slides", index, f"bullets.{n}"), page > 1)
            for n, b in enumerate(bullets)
        ]
        slides.append([*head, *_body(rng, choices, body, bullets), *(_picture(rng, choices) if page > 1 else [])])
    return slides


def _head(choices: Choices, runs: tuple[Run, ...], first: bool) -> list[Block]:
    """The slide's title, plain or white on a band of colour; lower on the first slide."""
    space: list[Block] = [Space(90)] if first else []
    if choices["theme"] == "plain":
        return [*space, Para(runs, "h1")]
    return [*space, Box((Para(tuple(replace(r, color=WHITE, bold=True, scale=1.5) for r in runs)),), fill=BAND)]


def _body(rng: random.Random, choices: Choices, paras: list[Para], bullets: list[dict[str, Any]]) -> list[Block]:
    """Bullets one below the other, in two columns, or each in a coloured field."""
    if not paras:
        return []
    if choices["slide_body"] == "columns" and len(paras) > 2:
        cut = next((n for n in range(2, len(paras)) if bullets[n]["level"] == 1), len(paras))
        halves = (Cell(tuple(paras[:cut])), Cell(tuple(paras[cut:])))
        return [Table((1, 1), (), (Row(halves),), TableStyle(ruling="none", padding=6))]
    if choices["slide_body"] == "shapes" and len(paras) > 1:
        color = rng.choice(SHAPE_FILLS)
        cells = tuple(Cell((p,), fill=color) for p in paras)
        return [
            Table(
                (1,) * len(cells),
                (),
                (Row(cells),),
                TableStyle(ruling="full", line_color=WHITE, line_width=3, padding=8),
            )
        ]
    return [Box(tuple(paras), fill=None)]


def _bullet(choices: Choices, text: str, level: int, tag: int | None, signs: bool = True) -> Para:
    if (choices["bullet_sign"] == "none" and level == 1) or not signs:
        return para(text, tag=tag)
    sign = "–" if level == 2 else choices["bullet_sign"]
    return common.bullet(text, tag, sign, indent=4 if level == 1 else 26)


def _initiatives(rng: random.Random, choices: Choices, gold: Gold, title: str) -> list[list[Block]]:
    """Title, overview, then per target group a slide and per initiative a status slide, sometimes two."""
    data = load("decks")
    slides: list[list[Block]] = [[Space(90), para("Status på initiativerne", "h1"), para(title)]]
    names = rng.sample(data["initiatives"], rng.randint(3, 7))
    groups = rng.sample(data["target_groups"], 2)
    cut = len(names) // 2 + 1
    if choices["overview"] == "yes":
        slides.append([*_head(choices, (Run("Aktuel procesplan"),), False), _process(rng)])
    number = 0
    for n, name in enumerate(names):
        if n in (0, cut):
            slides.append(
                [para(groups[n >= cut], "h1"), Box((para("Målet: " + rng.choice(data["bullets"])),), fill=0xEEF3F6)]
            )
        double = rng.random() < 0.15
        number += 1
        raw = f"{number}/{number + 1}" if double else str(number)
        numbers = [number, number + 1] if double else [number]
        number += double
        status = rng.sample(data["status"], rng.randint(1, 3))
        actors = rng.sample(data["actors"], rng.randint(1, 3))
        index = gold.add(
            "initiatives",
            {
                "number_raw": raw,
                "numbers": numbers,
                "title": name,
                "target_group": groups[n >= cut],
                "status": status,
                "actors": actors,
            },
        )
        slides += _initiative(rng, choices, gold, index, raw, name, status, actors)
    return slides


def _process(rng: random.Random) -> Table:
    """Steps beside each other, what happens in them, and their periods below."""
    data, months = load("decks"), load("wordings")["months"]
    steps = rng.sample(("Opstart", "Kortlægning", "Afprøvning", "Evaluering", "Udbredelse", "Politisk behandling"), 4)
    top = Row(tuple(Cell((para(s, bold=True, color=WHITE),), fill=BAND, align="center") for s in steps))
    middle = Row(tuple(Cell(tuple(common.bullet(b, indent=0) for b in rng.sample(data["status"], 2))) for _ in steps))
    low = Row(tuple(Cell((para(f"{rng.choice(months).capitalize()} {2018 + n}"),), align="center") for n in range(4)))
    return Table((1, 1, 1, 1), (), (top, middle, low), TableStyle(ruling="none", padding=4), font_scale=0.7)


def _initiative(
    rng: random.Random,
    choices: Choices,
    gold: Gold,
    index: int,
    raw: str,
    name: str,
    status: list[str],
    actors: list[str],
) -> list[list[Block]]:
    data = load("decks")
    label = {"Initiativ 1": f"Initiativ {raw} – ", "1.": f"{raw}. ", "Initiativ 1:": f"Initiativ {raw}: "}[
        choices["number_form"]
    ]

    def part(heading: str, key: str, items: list[str]) -> list[Block]:
        bullets = (
            _bullet(choices, text, 1, gold.tag("initiatives", index, f"{key}.{n}")) for n, text in enumerate(items)
        )
        return [para(heading, "h3"), Box(tuple(bullets), fill=None)]

    first: list[Block] = [
        *_head(choices, (Run(label), Run(name, tag=gold.tag("initiatives", index, "title"))), False),
        *part(rng.choice(data["status_headings"]), "status", status),
    ]
    second = part(rng.choice(data["actor_headings"]), "actors", actors)
    if choices["continued"] == "yes" and rng.random() < 0.5:
        return [first, [para(label + name + " - fortsat", "h1"), *second]]
    return [[*first, *second]]
