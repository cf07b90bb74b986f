"""The dataset's answers in the form in which the books give theirs, and what differs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from corpus.nation import THEMES, Nation
from pipeline.dataset.database import answer, connect, questions
from tests.dataset import truth


def differences(dataset: Path, nation: Nation) -> dict[int, str]:
    """What the dataset answers otherwise than the books, by question; empty when all ten agree."""
    with connect(dataset) as connection:

        def ask(number: int, words: str = "") -> list[dict[str, Any]]:
            question = next(q for q in questions() if q.number == number)
            names, rows = answer(connection, question, words)
            return [dict(zip(names, row, strict=True)) for row in rows]

        given: dict[int, tuple[Any, Any]] = {
            1: (
                {
                    r["canonical_id"]: (
                        r["municipalities"], r["met"], r["worst"], r["asked_not_rated"], r["to_review"]
                    )
                    for r in ask(1)
                },
                truth.least_met(nation),
            ),
            2: (
                {
                    (r["municipality_code"], r["level"]): (r["packages"], r["asked"], r["rated"], r["met"])
                    for r in ask(2)
                },
                truth.levels(nation),
            ),
            3: (
                {
                    (r["municipality_code"], r["package"], r["from_date"], r["to_date"]): +Counter(
                        {name: r[name] for name in ("better", "worse", "unchanged", "not_comparable")}
                    )
                    for r in ask(3)
                },
                truth.moved(nation),
            ),
            4: ({r["region"]: (r["municipalities"], r["rated"], r["met"]) for r in ask(4)}, truth.regions(nation)),
            5: ({r["unit"]: r["recommendations"] for r in ask(5)}, truth.units(nation)),
            6: (_texts(ask(6)), truth.texts(nation)),
            7: ({r["path"]: r["disagree"] for r in ask(7)}, truth.summaries(nation)),
            8: (
                {(r["municipality_code"], r["package"]): r["documents"] for r in ask(8) if r["has_document"]},
                truth.coverage(nation),
            ),
            9: (+Counter({theme: len(ask(9, theme)) for theme in THEMES}), truth.themes(nation)),
            10: (
                {(r["path"], r["number_raw"], tuple(r["actors"]), tuple(r["status"])) for r in ask(10)},
                truth.initiatives(nation),
            ),
        }  # fmt: skip
    return {number: _difference(*pair) for number, pair in given.items() if pair[0] != pair[1]}


def _texts(rows: list[dict[str, Any]]) -> dict[str, set[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for row in rows:
        found.setdefault(row["canonical_id"], set()).add((row["path"], row["page"]))
    return found


def _difference(answered: Any, expected: Any) -> str:
    if isinstance(answered, dict):
        keys = [key for key in {**answered, **expected} if answered.get(key) != expected.get(key)]
        shown = {key: (answered.get(key), expected.get(key)) for key in keys[:3]}
        return f"{len(keys)} differ, such as {shown}"
    return f"only answered: {list(answered - expected)[:3]}; only expected: {list(expected - answered)[:3]}"
