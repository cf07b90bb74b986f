"""What the kinds without an assessment table share: choices of page and type, page setup, fact boxes."""

from __future__ import annotations

import random

from corpus.generate.choices import Choices
from corpus.generate.front import A4, ACCENTS, Place
from corpus.generate.gold import Record
from corpus.generate.model import Block, Box, Icon, PageBreak, PageSetup, Para, Run, Space, para
from corpus.generate.scan import SCAN

PAGE: dict[str, dict[str, float]] = {
    "producer": {"reportlab": 2, "weasyprint": 2, "typst": 2, "writer": 2, "chromium": 1, "drawn": 1},
    "font": {"Liberation Sans": 3, "Liberation Serif": 2, "Carlito": 3, "DejaVu Sans": 1},
    "font_size": {"9": 1, "10": 3, "11": 2, "12": 1},
    "text": {"ragged": 3, "justified": 1},
    "hyphenation": {"none": 2, "hyphens": 1},
    "running": {"none": 1, "header_footer": 2, "page_number": 2},
    "front": {"title": 2, "title_page": 1},
    **SCAN,
}


def page_setup(rng: random.Random, choices: Choices, running: str, landscape: bool = False) -> PageSetup:
    """Page and type of an ordinary A4 document; ``running`` is its header line."""
    w, h = (A4[1], A4[0]) if landscape else A4
    footer = rng.choice(("Side {page}", "{page}", "- {page} -")) if choices["running"] != "none" else ""
    return PageSetup(
        width=w,
        height=h,
        margin=rng.choice((50.0, 56.7, 70.0)),
        font=choices["font"],
        size=float(choices["font_size"]),
        leading=rng.choice((1.2, 1.3, 1.4)),
        header=running if choices["running"] == "header_footer" else "",
        footer=footer,
        justify=choices["text"] == "justified",
        hyphenate=choices["hyphenation"] == "hyphens",
        accent=rng.choice(ACCENTS),
    )


def title_blocks(rng: random.Random, choices: Choices, title: str, lines: list[str]) -> list[Block]:
    """Title and lines below it, on a page of its own if so chosen."""
    big = choices["front"] == "title_page"
    blocks: list[Block] = [Space(150)] if big else []
    blocks.append(para(title, "h1"))
    blocks += [para(line) for line in lines if line]
    if big:
        blocks += [Space(30), Para((Icon("photo", 300, 170),)), PageBreak()]
    return [*blocks, Space(8)]


def fact_box(text: str, rng: random.Random) -> Block:
    return Box((para(text),), fill=rng.choice((0xEEF3F6, 0xFFF2CC, 0xE2EFD9, None)), line=rng.choice((None, 0x1F4E79)))


def bullet(text: str, tag: int | None = None, sign: str = "•", indent: float = 6.0) -> Para:
    """A bulleted paragraph; the sign is no part of the value."""
    return Para((Run(sign + " "), Run(text, tag=tag)), "bullet", indent=indent, hang=8.0)


def contents(rng: random.Random, titles: list[str]) -> list[Block]:
    """A table of contents with dot leaders and invented page numbers."""
    blocks: list[Block] = [para(rng.choice(("Indhold", "Indholdsfortegnelse")), "h2")]
    page = 3
    for title in titles:
        blocks.append(para(f"{title} {'.' * max(3, 60 - len(title))} {page}"))
        page += rng.randint(1, 3)
    return [*blocks, PageBreak()]


def no_records(*keep: str) -> dict[str, list[Record]]:
    """Empty lists for the records a document does not hold: whatever a pipeline finds there is wrong."""
    return {
        name: [] for name in ("assessments", "recommendations", "policy_actions", "initiatives") if name not in keep
    }


def official_running(place: Place, title: str, rng: random.Random) -> str:
    return rng.choice((place.official, title))
