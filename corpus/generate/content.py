"""What an assessment says, before any layout: its rows in reading order."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from corpus.generate.choices import Choices
from corpus.generate.data import CATEGORIES, PACKAGES, load
from corpus.generate.text import Units, Writer, draw_units, offered_units, tick_units


@dataclass(frozen=True)
class Item:
    """One printed row. ``steps`` holds the marked steps: one, or none or two in a doubtful row."""

    package: str
    number: int
    title: str
    level: str
    category: str
    steps: tuple[int, ...]
    activity: str
    units: Units
    notes: str
    responsible: str
    deadline: str
    economy: str
    committee: str
    bullets: tuple[str, ...] = ()
    occurrence: int = 1
    shifted: bool = False
    """The mark stands beside its column's middle."""
    text: str = ""
    """What the recommendation says in full, printed below its title."""
    between: bool = False
    """The mark stands on the border to the next column: no one can say which is meant."""


@dataclass(frozen=True)
class Group:
    """Rows under one section heading; ``key`` is a package, category, level or unit."""

    package: str | None
    key: str
    label: str
    items: tuple[Item, ...]


STEP_COUNT = {
    "grad4": 4,
    "trafiklys3": 3,
    "opfyldt3": 3,
    "ja_nej": 2,
    "ja_delvist_nej": 3,
    "implementering3": 3,
    "tal4": 4,
    "tal5": 5,
}
ROWS_PER_PACKAGE = {"few": (4, 8), "some": (9, 16), "all": (17, 40)}


def draw_items(rng: random.Random, choices: Choices, packages: list[str]) -> list[Item]:
    """Rows of all packages, package by package, with numbers as the choices want them."""
    steps = STEP_COUNT[choices["scale"]]
    low, high = ROWS_PER_PACKAGE[choices["row_count"]]
    if len(packages) > 1:
        low, high = max(4, low // 2), max(6, high // 2)
    writer = Writer(rng, choices["mistakes"] == "yes")
    items: list[Item] = []
    number = 0
    for package in packages:
        if choices["numbering"] != "continued":
            number = 0
        entries: list[tuple[str, str, str, int | None]] = [
            (c, *line.split(" ", 1), None) for c in CATEGORIES for line in load("packages")[package].get(c, [])
        ]
        if choices["titles"] == "catalogue":
            entries = [("", level, title, n) for n, level, title in load("catalogue")["mental_sundhed_2018"]]
        if choices["sections"] == "level":
            entries.sort(key=lambda e: e[1])
        wanted = min(len(entries), rng.randint(low, high))
        picked = set(rng.sample(range(len(entries)), wanted))
        for category, letter, title, official in [e for i, e in enumerate(entries) if i in picked]:
            number = official or number + 1
            item = _draw_item(rng, writer, choices, package, number, letter, title, category, steps)
            items.append(item)
            if choices["merged"] != "none" and rng.random() < 0.15:
                other = _draw_item(rng, writer, choices, package, number, letter, title, category, steps)
                items.append(replace(other, occurrence=2))
    if choices["units_form"] == "ticks":
        offered = offered_units(rng)
        items = [replace(item, units=tick_units(rng, offered)) for item in items]
    if choices["doubtful_rows"] == "some":
        items = [_make_doubtful(rng, item, choices, steps) if rng.random() < 0.15 else item for item in items]
    return items


def _draw_item(
    rng: random.Random,
    writer: Writer,
    choices: Choices,
    package: str,
    number: int,
    letter: str,
    title: str,
    category: str,
    steps: int,
) -> Item:
    themes = load("packages")[package]["themes"]
    length = choices["cell_length"]
    bullets: tuple[str, ...] = ()
    text = ""
    if choices["title_text"] == "with_text":
        text = writer.fill(rng.choice(load("packages_text")["describe"]).replace(" {ref}", ""), themes)
    if choices["bullets_in_cells"] == "yes" and rng.random() < 0.3:
        bullets = tuple(writer.bullets(themes))
    activity = " ".join(bullets) if bullets else ("" if rng.random() < 0.08 else writer.activity(themes, length))
    return Item(
        package=package,
        number=number,
        title=title,
        category=category,
        level="grundniveau" if letter == "G" else "udviklingsniveau",
        steps=(rng.choices(range(1, steps + 1), weights=[4, 3, 2, 1, 1][:steps])[0],),
        activity=activity,
        bullets=bullets,
        text=text,
        units=draw_units(rng, allow_empty=choices["sections"] != "department"),
        notes="" if rng.random() < 0.35 else writer.notes(themes, length),
        responsible="" if rng.random() < 0.15 else writer.pick("persons"),
        deadline="" if rng.random() < 0.25 else writer.pick("deadlines"),
        economy="" if rng.random() < 0.4 else writer.pick("economy"),
        committee=writer.pick("committees"),
    )


def _make_doubtful(rng: random.Random, item: Item, choices: Choices, steps: int) -> Item:
    """Two marks, no mark, or one mark far from its column's middle (still inside its column)."""
    columns = choices["rating_place"] == "columns"
    kind = rng.choice(("two", "none", "shifted") if columns else ("none",))
    if choices["mark_between"] == "yes" and rng.random() < 0.4:
        return replace(item, between=True)
    if kind == "two" and steps > 1:
        return replace(item, steps=tuple(sorted(rng.sample(range(1, steps + 1), 2))))
    if kind == "none":
        # The second row of a recommendation may have nothing but its mark that is printed.
        return item if item.occurrence == 2 else replace(item, steps=())
    return replace(item, shifted=True)


def draw_packages(rng: random.Random, choices: Choices) -> list[str]:
    if choices["titles"] == "catalogue":
        return ["mental_sundhed"]
    count = {"1": 1, "2": 2, "3": rng.randint(3, 4)}[choices["package_count"]]
    return sorted(rng.sample(PACKAGES, count)) if count > 1 else [rng.choice(PACKAGES)]


def group_items(rng: random.Random, choices: Choices, items: list[Item]) -> list[Group]:
    """The rows under the headings that the choices ask for; one group with an empty label where there are none."""
    sections = choices["sections"]
    words = load("wordings")
    if sections == "none":
        return [Group(items[0].package, "", "", tuple(items))]
    if sections == "package":
        names = load("packages")
        style = rng.randrange(3)
        return [
            Group(p, p, names[p]["names"][style], tuple(i for i in items if i.package == p))
            for p in dict.fromkeys(i.package for i in items)
        ]
    if sections == "category":
        style = rng.randrange(6)
        return [
            Group(None, c, words["categories"][c][style], tuple(i for i in items if i.category == c))
            for c in CATEGORIES
            if any(i.category == c for i in items)
        ]
    if sections == "level":
        g, u = rng.choice(words["levels"]["section"])
        return [
            Group(None, key, label, tuple(i for i in items if i.level == key))
            for key, label in (("grundniveau", g), ("udviklingsniveau", u))
            if any(i.level == key for i in items)
        ]
    units = rng.sample(
        [u for k in ("forvaltning", "center", "team") for u in load("units")[k]], min(4, max(2, len(items) // 4))
    )
    places = [rng.randrange(len(units)) for _ in items]
    return [
        Group(None, unit, unit, tuple(i for i, at in zip(items, places, strict=True) if at == n))
        for n, unit in enumerate(units)
        if n in places
    ]
