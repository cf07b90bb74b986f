"""Danish text of our own, drawn from the content library."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date

from corpus.generate.data import load


class Writer:
    """Fills sentence patterns from one random source; ``theme`` words come from the package at hand."""

    def __init__(self, rng: random.Random, mistakes: bool = False) -> None:
        self.rng = rng
        self.mistakes = mistakes
        self._texts = load("texts")

    def fill(self, pattern: str, themes: list[str]) -> str:
        """``pattern`` with every slot filled; ``NAME_cap`` starts with a capital."""
        rng, slots = self.rng, self._texts["slots"]

        def slot(match: re.Match[str]) -> str:
            name = match[1]
            if name == "theme":
                return rng.choice(themes)
            if name == "ref":
                return f"punkt {rng.randint(1, 20)}"
            if name == "year_next":
                return str(rng.randint(2024, 2027))
            word = str(rng.choice(slots[name.removesuffix("_cap")]))
            return word[0].upper() + word[1:] if name.endswith("_cap") else word

        return re.sub(r"\{(\w+)\}", slot, pattern)

    def words(self, text: str) -> str:
        """``text`` with a slip of the keyboard here and there, if this document has mistakes."""
        if not self.mistakes:
            return text
        return " ".join(self._slip(w) if self.rng.random() < 0.03 else w for w in text.split(" "))

    def _slip(self, word: str) -> str:
        if len(word) < 6 or not word.isalpha():
            return word
        at = self.rng.randrange(2, len(word) - 2)
        kind = self.rng.choice(("drop", "swap", "double"))
        if kind == "drop":
            return word[:at] + word[at + 1 :]
        if kind == "swap":
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return word[:at] + word[at] + word[at:]

    def activity(self, themes: list[str], length: str) -> str:
        """A cell of 1 to 60 words about what the municipality does."""
        limit = {"short": 14, "medium": 32, "long": 60}[length]
        if self.rng.random() < (0.6 if length == "short" else 0.25):
            return self.words(self.fill(self.rng.choice(self._texts["short"]), themes))
        return self.words(self._join(self._texts["sentences"], themes, limit))

    def notes(self, themes: list[str], length: str) -> str:
        limit = {"short": 12, "medium": 24, "long": 60}[length]
        return self.words(self._join(self._texts["notes"], themes, limit))

    def _join(self, patterns: list[str], themes: list[str], limit: int) -> str:
        wanted = self.rng.randint(min(6, limit), limit)
        parts: list[str] = []
        for pattern in self.rng.sample(patterns, len(patterns)):
            sentence = self.fill(pattern, themes)
            if parts and len(" ".join([*parts, sentence]).split()) > wanted:
                break
            parts.append(sentence)
        return " ".join(parts)

    def bullets(self, themes: list[str]) -> list[str]:
        return [self.words(self.fill(p, themes)) for p in self.rng.sample(self._texts["short"], self.rng.randint(2, 3))]

    def prose(self, themes: list[str], sentences: int = 1) -> str:
        patterns = self.rng.sample(self._texts["prose"], min(sentences, len(self._texts["prose"])))
        return " ".join(self.fill(p, themes) for p in patterns)

    def pick(self, name: str, themes: list[str] | None = None) -> str:
        return self.fill(str(self.rng.choice(self._texts[name])), themes or [])


@dataclass(frozen=True)
class Units:
    """What a department cell prints and which units that names, in order."""

    raw: str
    units: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    lines: tuple[str, ...] = ()
    """Set when the cell holds one unit per line; ``raw`` joins them with spaces."""
    offered: tuple[str, ...] = ()
    """Set when the cell prints all of these units with a box each, those of ``units`` ticked."""


def tick_units(rng: random.Random, offered: tuple[str, ...]) -> Units:
    """A cell that lists ``offered`` with boxes, of which one to three are ticked."""
    ticked = set(rng.sample(offered, rng.choices((1, 2, 3), weights=(5, 3, 1))[0]))
    units = tuple(u for u in offered if u in ticked)
    return Units(" ".join(units), units, offered=offered)


def offered_units(rng: random.Random) -> tuple[str, ...]:
    """The units that a form offers to tick, the same in every row."""
    data = load("units")
    return tuple(rng.sample([u for u in data["definite"] + data["forvaltning"] if " og " not in u], rng.randint(3, 5)))


def draw_units(rng: random.Random, allow_empty: bool = True) -> Units:
    """A department cell. Lists are only drawn where a reader can tell the units apart."""
    data = load("units")
    simple = (
        data["definite"]
        + [u for u in data["forvaltning"] if " og " not in u]
        + [u for u in data["team"] if " og " not in u]
    )
    single = [u for k in ("definite", "definite", "forvaltning", "center", "team", "stab", "udvalg") for u in data[k]]
    kind = rng.choices(
        ("empty", "single", "coordination", "placed", "and", "comma", "comma_and", "lines", "slash", "center_first"),
        weights=(8 if allow_empty else 0, 50, 8, 6, 10, 8, 6, 5, 4, 4),
    )[0]
    if kind == "empty":
        return Units("", ())
    if kind == "single":
        unit = rng.choice(single)
        return Units(unit, (unit,))
    if kind == "coordination":
        unit = rng.choice(data["coordination"])
        parts = tuple(re.split(r" og | & ", unit))
        return Units(unit, (unit,), (parts,) if len(parts) > 1 else ())
    if kind == "placed":
        raw, unit = rng.choice(data["placed"])
        return Units(raw, (unit,))
    names = rng.sample(simple, rng.randint(2, 4) if kind in ("comma", "lines") else 2 if kind != "comma_and" else 3)
    if kind == "center_first":
        names = [rng.choice([u for u in data["forvaltning"] if "- og " in u]), names[0]]
        return Units(", ".join(names), tuple(names))
    if kind == "and":
        raw = " og ".join(names)
    elif kind == "comma":
        raw = ", ".join(names)
    elif kind == "comma_and":
        raw = ", ".join(names[:-1]) + " og " + names[-1]
    elif kind == "slash":
        raw = "/".join(names) if rng.random() < 0.5 else " / ".join(names)
    else:
        return Units(" ".join(names), tuple(names), lines=tuple(names))
    return Units(raw, tuple(names))


def print_date(rng: random.Random, form: str, year: int) -> tuple[str, str | None]:
    """A date as printed, and in ISO 8601 as exact as printed; ``("", None)`` for form ``none``."""
    day = date(year, rng.randint(1, 12), rng.randint(1, 28))
    month = load("wordings")["months"][day.month - 1]
    if form == "none":
        return "", None
    if form == "year":
        return str(year), str(year)
    if form == "month_year":
        return (month if rng.random() < 0.5 else month.capitalize()) + f" {year}", f"{day:%Y-%m}"
    if form == "day_month_year":
        return f"{'den ' if rng.random() < 0.3 else ''}{day.day}. {month} {year}", day.isoformat()
    return rng.choice((f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day.day}/{day.month} {year}")), day.isoformat()
