"""docs/vocabulary.md, made from the vocabulary: ``python -m tests.vocabulary`` writes it, a test compares it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractors import vocabulary

PATH = Path(__file__).parents[1] / "docs" / "vocabulary.md"
OTHERS = {
    "municipalities": "the 98 municipalities, their regions, names and domains",
    "kind": "what speaks for each kind of document",
    "policy": "columns and labels of policies and action plans",
    "package": "chapters, labels and columns of packages",
    "presentation": "labels of slides",
    "agenda": "parts of agenda items",
    "dates": "months, seasons, and what a date is the date of",
    "personal": "what shows personal data",
    "languages": "words that tell a language",
    "abbreviations": "full stops that end no sentence",
    "shapes": "outlines of drawn signs",
    "symbols": "characters of symbol fonts",
    "lemmas": "dictionary forms",
    "periods": "words in headers for earlier, now and aimed at: [ratings](ratings.md#several-ratings-of-one-row)",
    "findings": "what the program says when in doubt: [findings](findings.md)",
    "catalogue": "recommendations by package and edition: `udtraek catalogue list`",
    "words": "word lists, with their sources",
}


def reference() -> str:
    """The whole page."""
    return "\n".join(
        [
            "# Vocabulary",
            "",
            "The wordings, scales, signs and units that the program ships, in `extractors/vocabulary/`.",
            "Made from the files by `python -m tests.vocabulary`; `make test` fails when it is out of date.",
            "Words of your own: [Teach it a municipality's wording](how-to/wording.md).",
            "",
            *_roles(),
            *_scales(),
            *_simple("Levels", "Other words for the two levels.", vocabulary.load("levels")),
            *_categories(),
            *_signs(),
            *_units(),
            *_packages(),
            "## Other files",
            "",
            "| file | holds |",
            "|---|---|",
            *(f"| `{name}` | {meaning} |" for name, meaning in OTHERS.items()),
            "",
        ]
    )


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _roles() -> Iterator[str]:
    yield from (
        "## Roles of columns",
        "",
        "Regular expressions, searched in a header's folded text, and how surely each says the role: 1 is sure.",
        "",
    )
    for role, rows in vocabulary.load("roles").items():
        yield from (f"### {role}", "")
        yield from _table(("expression", "weight"), ((f"`{row[0]}`", f"{row[1]:g}") for row in rows))


def _scales() -> Iterator[str]:
    data = vocabulary.load("scales")
    yield from ("## Scales", "", "Steps from best to worst, each with its wordings; the first is the usual one.", "")
    for name, scale in data["scales"].items():
        yield from (f"### {name}", "")
        yield from _table(("step", "wordings"), ((str(n), ", ".join(step)) for n, step in enumerate(scale["steps"], 1)))
    yield f"Answers beside every scale: {', '.join(map(str, data['no_answer']))}."
    yield ""
    ends = data["ends"]
    yield f"A step that a sentence calls best: {', '.join(ends['best'])}; and worst: {', '.join(ends['worst'])}."
    yield ""
    yield f"What counts the other rows or columns: {', '.join(data['totals'])}."
    yield ""


def _simple(title: str, text: str, lists: dict[str, list[str]]) -> Iterator[str]:
    yield from (f"## {title}", "", text, "")
    yield from _table(("key", "wordings"), ((f"`{name}`", ", ".join(words)) for name, words in lists.items()))


def _categories() -> Iterator[str]:
    yield from ("## Categories", "", "Regular expressions on the heading of a section or on a cell.", "")
    rows = ((f"`{name}`", ", ".join(f"`{e}`" for e in rows)) for name, rows in vocabulary.load("categories").items())
    yield from _table(("category", "expressions"), rows)


def _signs() -> Iterator[str]:
    yield from ("## Signs", "", "What marks a cell, by itself: the scale and the other cells of the column decide.", "")
    rows = (
        (f"`{name}`", sign["means"], " ".join(f"`{glyph}`" for glyph in sign["glyphs"]))
        for name, sign in vocabulary.load("marks")["signs"].items()
    )
    yield from _table(("sign", "means", "characters"), rows)


def _units() -> Iterator[str]:
    data = vocabulary.load("units")
    yield from ("## Units", "", "Areas make municipalities comparable; a unit's key is its area, or `area/unit`.", "")
    areas = ((f"`{area['id']}`", area["label"], ", ".join(area["stems"])) for area in data["areas"])
    yield from _table(("area", "name", "stems that show it"), areas)
    names = ((f"`{item['id']}`", item["type"], ", ".join(item["forms"])) for item in data["names"])
    yield from _table(("unit", "type", "names"), names)


def _packages() -> Iterator[str]:
    yield from (
        "## Packages",
        "",
        "Editions of which nothing more than the name is known have no number of recommendations.",
        "",
    )
    rows = (
        (
            f"`{item['slug']}`",
            item["name"],
            ", ".join(_edition(edition) for edition in item["editions"]),
            ", ".join(item["names"]),
        )
        for item in vocabulary.load("packages")["packages"]
    )
    yield from _table(("key", "name", "editions", "as titles have it"), rows)


def _edition(edition: dict[str, object]) -> str:
    count = edition.get("recommendation_count")
    return f"{edition['edition']} ({count} recommendations)" if count else str(edition["edition"])


def described() -> set[str]:
    """Names of the files, and folders of files, that the page has something to say of."""
    page = reference()
    own = {"roles", "scales", "levels", "categories", "marks", "units", "packages"}
    return own | {name for name in OTHERS if re.search(rf"^\| `{name}` \|", page, re.M)}


if __name__ == "__main__":
    PATH.write_text(reference(), encoding="utf-8")
