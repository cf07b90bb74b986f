"""National packages: chapters of running text and recommendations with level, category and inspiration."""

from __future__ import annotations

import random

from corpus.generate.choices import Choices
from corpus.generate.data import CATEGORIES, PACKAGES, load
from corpus.generate.gold import Gold
from corpus.generate.kinds import common
from corpus.generate.model import Block, Box, Document, PageBreak, Para, Run, Shape, Space, para
from corpus.generate.text import Writer

CHOICES: dict[str, dict[str, float]] = {
    **common.PAGE,
    "level_mark": {"color": 3, "letter": 2, "word": 2, "section": 1},
    "number_form": {"none": 3, "dot": 1, "plain": 1},
    "inspiration": {"some": 3, "none": 1},
    "facts": {"box": 1, "bullets": 2},
    "bullet_sign": {"•": 3, "π": 1, "–": 1},
    "contents": {"no": 1, "yes": 2},
    "categories": {"headings": 4, "upper": 1},
    "edition_place": {"front": 2, "footer": 1},
}
COLORS = ((0x00788A, 0xE2850F), (0x1F4E79, 0x70AD47), (0x7A1F3D, 0xBFBFBF))
LETTERS = {"grundniveau": "(G)", "udviklingsniveau": "(U)"}
WORDS = {"grundniveau": "Grundniveau", "udviklingsniveau": "Udviklingsniveau"}
CATEGORY_TITLES = {
    "rammer": "Rammer",
    "tilbud": "Tilbud",
    "information": "Information og undervisning",
    "tidlig_opsporing": "Tidlig opsporing",
}


def settle(chosen: Choices) -> Choices:
    c = dict(chosen)
    if c["edition_place"] == "footer":
        c["running"] = "header_footer"
    return c


def compose(rng: random.Random, choices: Choices) -> tuple[Document, Gold]:
    """A package with the given (settled) choices."""
    slug = rng.choice(PACKAGES)
    entry, texts, writer = load("packages")[slug], load("packages_text"), Writer(rng)
    edition = rng.choice(("2012", "2018"))
    gold = Gold(
        document={
            "kind": "package",
            "municipality_code": None,
            "packages": [slug],
            "edition": edition,
            "document_date": edition,
        }
    )
    gold.lists |= common.no_records("recommendations")
    name, themes = entry["names"][0], entry["themes"]
    lines = [f"Sundhedsstyrelsen {edition}" if choices["edition_place"] == "front" else "Sundhedsstyrelsen"]
    blocks = common.title_blocks(rng, choices, f"Forebyggelsespakke – {name}", lines)
    if choices["contents"] == "yes":
        blocks += common.contents(
            rng,
            [
                "Indledning",
                "Fakta",
                "Anbefalinger",
                *(CATEGORY_TITLES[c] for c in CATEGORIES if c in entry),
                "Implementering",
                "Litteratur",
            ],
        )

    def prose(key: str, count: int) -> str:
        patterns = rng.sample(texts[key], min(count, len(texts[key])))
        return " ".join(writer.fill(p.replace("{ref}", str(rng.randint(1, 60))), themes) for p in patterns)

    blocks += [
        para("Indledning", "h2"),
        *(para(prose("intro", 1)) for _ in range(2)),
        para(f"Fakta om {name.lower()}", "h2"),
    ]
    facts = [para(prose("facts", 1)) for _ in range(4)]
    blocks += (
        [Box(tuple(facts))]
        if choices["facts"] == "box"
        else [
            common.bullet(p.inlines[0].text, sign=choices["bullet_sign"])
            for p in facts
            if isinstance(p.inlines[0], Run)
        ]
    )
    blocks += [PageBreak(), para("Anbefalinger", "h2"), para(prose("implement", 1))]
    blocks += _recommendations(rng, choices, gold, slug, prose)
    blocks += [para("Implementering", "h2"), para(prose("implement", 2)), para("Litteratur", "h2")]
    blocks += [
        para(f"{n}. Rapport om {rng.choice(themes)}. København {rng.randint(2004, int(edition))}.", "small")
        for n in range(1, rng.randint(4, 12))
    ]
    setup = common.page_setup(rng, choices, f"Forebyggelsespakke – {name}")
    if choices["edition_place"] == "footer":
        from dataclasses import replace

        setup = replace(setup, footer=f"Sundhedsstyrelsen {edition}    " + "{page}")
    return Document(setup, tuple(blocks), name), gold


def _recommendations(rng: random.Random, choices: Choices, gold: Gold, slug: str, prose: object) -> list[Block]:
    """All recommendations of a package by category (and level), each with its mark, text and inspiration."""
    assert callable(prose)
    entry = load("packages")[slug]
    g_color, u_color = rng.choice(COLORS)
    colors = {"grundniveau": g_color, "udviklingsniveau": u_color}
    legend = Para(
        (Shape("square", g_color, 9), Run(" Grundniveau     "), Shape("square", u_color, 9), Run(" Udviklingsniveau"))
    )
    blocks: list[Block] = []
    order = 0
    for category in CATEGORIES:
        if category not in entry:
            continue
        title = CATEGORY_TITLES[category]
        blocks.append(para(title.upper() if choices["categories"] == "upper" else title, "h2"))
        if choices["level_mark"] == "color":
            blocks.append(legend)
        items = [("grundniveau" if line[0] == "G" else "udviklingsniveau", line[2:]) for line in entry[category]]
        items = [items[i] for i in sorted(rng.sample(range(len(items)), max(2, len(items) * 2 // 3)))]
        if choices["level_mark"] == "section":
            items.sort()
        before = None
        for level, name in items:
            order += 1
            if choices["level_mark"] == "section" and level != before:
                blocks.append(para(f"Anbefalinger på {level}", "h3"))
                before = level
            blocks += _one(rng, choices, gold, order, name, level, category, colors, prose)
    return blocks


def _one(
    rng: random.Random,
    choices: Choices,
    gold: Gold,
    order: int,
    name: str,
    level: str,
    category: str,
    colors: dict[str, int],
    prose: object,
) -> list[Block]:
    assert callable(prose)
    numbered = choices["number_form"] != "none"
    description = [prose("describe", 1) for _ in range(rng.randint(1, 3))]
    inspiration = (
        prose("inspiration", rng.randint(1, 2)) if choices["inspiration"] == "some" and rng.random() < 0.4 else None
    )
    index = gold.add(
        "recommendations",
        {
            "order": order,
            "number": order if numbered else None,
            "title": name,
            "level": level,
            "category": category,
            "description": " ".join(description),
            "inspiration": inspiration,
        },
    )
    tag = gold.tag("recommendations", index, "title")
    runs: list[Run | Shape] = []
    if choices["level_mark"] == "color":
        runs += [Shape("square", colors[level], 9, gold.tag("recommendations", index, "level", exact=False)), Run(" ")]
    if numbered:
        runs.append(Run(f"{order}. " if choices["number_form"] == "dot" else f"{order} "))
    runs.append(Run(name, tag=tag, bold=True))
    if choices["level_mark"] in ("letter", "word"):
        text = LETTERS[level] if choices["level_mark"] == "letter" else f"– {WORDS[level]}"
        runs += [Run(" "), Run(text, tag=gold.tag("recommendations", index, "level", exact=False))]
    blocks: list[Block] = [Para(tuple(runs), "h3")]
    text_tag = gold.tag("recommendations", index, "description")
    blocks += [para(d, tag=text_tag) for d in description]
    if inspiration:
        blocks.append(
            Para(
                (
                    Run("Inspiration til handling: ", bold=True),
                    Run(inspiration, tag=gold.tag("recommendations", index, "inspiration")),
                )
            )
        )
    return [*blocks, Space(4)]
