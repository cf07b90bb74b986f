"""Measure the Danish functions: ``python tests/benchmarks/danish.py [--show]``.

Prints one line per measure, with the goal where one is set. Gold that lies outside the project is measured when
it is there (``--shared``, by default the folder ``shared`` beside the project) and skipped when not. ``--show`` lists
what went wrong, but never for the held-out set: whoever tunes the rules must not see it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from extractors.danish.units import departments_from_cell, departments_in_text

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "danish" / "data"


def held_out_units() -> Iterator[tuple[str, float, str]]:
    """Recall on names in free text, share of exact cells, false positives on negative sentences."""
    data = json.loads((DATA / "departments_held_out.json").read_text(encoding="utf-8"))
    hits = total = beyond = 0
    for item in data["free_text"]:
        found = [unit.text for unit in departments_in_text(item["text"])]
        hits += sum(name in found for name in item["units"])
        beyond += sum(name not in item["units"] for name in found)
        total += len(item["units"])
    cells = [[u.text for u in departments_from_cell(c["text"])] == c["units"] for c in data["cells"]]
    negatives = [bool(departments_in_text(sentence)) for sentence in data["negatives"]]
    yield f"units held out: recall in free text ({total})", hits / total, ">= 0.92"
    yield f"units held out: found beyond the gold, of {total}", beyond / total, ""
    yield f"units held out: exact cells ({len(cells)})", sum(cells) / len(cells), ">= 0.92"
    yield f"units held out: sentences with a false unit ({len(negatives)})", sum(negatives) / len(negatives), "<= 0.03"


def main() -> None:
    """Run all measures."""
    for name, value, goal in held_out_units():
        print(f"{value:8.4f}  {goal:8}  {name}")


if __name__ == "__main__":
    main()
