"""Which choices documents cover: counts for the table in docs/corpus.md, and the choosing of samples.

A choice is named once for all kinds (``producer``, ``font`` …); the arrangement is named with its kind, because the
words mean another thing there. Kinds of marks that are drawn and read alike form a family; the samples hold one of
each family, the table counts each by itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from corpus.generate import build

FAMILIES: dict[str, tuple[tuple[str, ...], ...]] = {
    "mark_columns": (
        ("x", "X", "plus", "star", "bullet", "black_square"),
        ("check", "heavy_check", "zapf_check"),
        ("pua_check", "pua_cross", "latin_check"),
        ("box_glyph", "box_tick_glyph", "pua_box"),
        ("box_drawn", "box_tick_drawn", "form_field"),
        ("disc_drawn", "ring_drawn", "cross_drawn", "tick_drawn"),
    ),
    "mark_cell": (
        ("dot_colored", "pua_smiley"),
        ("disc_colored", "harvey", "arrow"),
        ("icon_light", "icon_smiley", "icon_thumb"),
        ("options_glyph", "options_drawn"),
        ("fill_word", "colored_word"),
    ),
    "number_code": (("joined", "dashed"),),
    "look_alike": (("inspection", "competences", "risks", "school"),),
    "survey.arrangement": (("shares", "own_answer"),),
    "other.arrangement": (("plan", "weekdays"), ("budget", "contents")),
}
START, END = "<!-- coverage -->", "<!-- end of coverage -->"


def name_of(kind: str, choice: str) -> str:
    """The name under which a choice is counted; an agenda's choices are those of the assessment in it."""
    if choice == "arrangement":
        return f"{'assessment' if kind == 'agenda' else kind}.arrangement"
    return choice


def all_options() -> dict[str, list[str]]:
    """Every choice with its options, over all kinds."""
    options: dict[str, list[str]] = {"kind": list(build.KINDS)}
    for kind in build.KINDS:
        for choice, table in build.all_choices(kind).items():
            known = options.setdefault(name_of(kind, choice), [])
            known += [o for o in table if o not in known]
    return options


def covered(layout: dict[str, str]) -> set[tuple[str, str]]:
    """The (choice, option) pairs of one document's ``layout``."""
    kind = layout["kind"]
    return {
        (name_of(kind, choice) if choice != "kind" else choice, option)
        for choice, option in layout.items()
        if option != "-"
    }


def families(pairs: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The pairs with every option of a family replaced by the family's first."""
    first = {
        (choice, option): (choice, family[0])
        for choice, groups in FAMILIES.items()
        for family in groups
        for option in family
    }
    return {first.get(pair, pair) for pair in pairs}


def wanted() -> set[tuple[str, str]]:
    """What the samples have to cover."""
    return families({(choice, option) for choice, options in all_options().items() for option in options})


def count(folder: Path) -> Counter[tuple[str, str]]:
    """How many gold files of a folder show each option."""
    counts: Counter[tuple[str, str]] = Counter()
    for file in sorted(folder.rglob("*.gold.json")):
        counts.update(covered(json.loads(file.read_text(encoding="utf-8"))["layout"]))
    return counts


def table(columns: dict[str, Counter[tuple[str, str]]]) -> str:
    """A Markdown table of every choice, its options and their counts in each named set of documents."""
    names = list(columns)
    lines = [f"| choice | option ({', '.join(names)}) |", "|---|---|"]
    for choice, options in sorted(all_options().items()):
        cells = [f"`{o}` " + "/".join(str(columns[n][choice, o]) for n in names) for o in options]
        lines.append(f"| {choice} | {' · '.join(cells)} |")
    return "\n".join(lines)


def main() -> int:
    args = argparse.ArgumentParser(description="Count which choices documents cover.")
    args.add_argument("folders", type=Path, nargs="+")
    args.add_argument("--write", type=Path, help="Markdown file whose coverage table is replaced")
    opt = args.parse_args()
    text = table({folder.name: count(folder) for folder in opt.folders})
    if opt.write is None:
        print(text)
        return 0
    page = opt.write.read_text(encoding="utf-8")
    head, _, rest = page.partition(START)
    tail = rest.partition(END)[2]
    opt.write.write_text(f"{head}{START}\n{text}\n{END}{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
