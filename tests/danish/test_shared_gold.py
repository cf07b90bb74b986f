"""The project's goals on gold that lies outside it; left out where that is not there."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.danish.catalogue import Catalogue
from extractors.danish.compounds import split_compound
from extractors.danish.lemmas import lemmatise
from extractors.danish.units import departments_from_cell

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.exists(), reason="the judging material is not there")]


def gold(path: str) -> Any:
    return json.loads((SHARED / path).read_text(encoding="utf-8"))


def test_every_department_cell_of_the_table_is_read() -> None:
    rows = gold("seeds/seed-000-libreoffice.gold.json")["assessments"]
    for row in rows:
        assert [unit.text for unit in departments_from_cell(row["departments_raw"])] == row["departments"]


def test_every_row_of_the_table_links_and_shows_its_edition() -> None:
    rows = gold("seeds/seed-000-libreoffice.gold.json")["assessments"]
    catalogue = Catalogue.load()
    assert catalogue.decide_edition([row["title"] for row in rows], "mental_sundhed").edition == "2018"
    for row in rows:
        link = catalogue.link(row["title"], row["number"], "mental_sundhed", "2018")
        assert (link.agreement, link.candidate.number if link.candidate else None) == ("both", row["number"])


def test_the_crosswalk_has_the_right_one_in_the_top_three() -> None:
    first_number = {"A": 0, "B": 4, "C": 20, "D": 23}
    catalogue = Catalogue.load()
    pairs = [pair for pair in gold("gold/nlp/alignment_2018_to_2012.json") if pair["gold"]]
    assert len(pairs) == 26
    for pair in pairs:
        found = [c.number for c in catalogue.crosswalk(pair["title"], "mental_sundhed", "2012")]
        assert first_number[pair["gold"][0]] + int(pair["gold"][1:]) in found, pair["title"]


def test_lemmas_and_compounds() -> None:
    lists = gold("gold/nlp/municipal_lemmas.json")
    right = sum(lemmatise(word) in (lemma, *lists["also"].get(word, ())) for word, lemma in lists["gold"].items())
    assert right / len(lists["gold"]) >= 0.97
    compounds = gold("gold/nlp/compounds.json")
    assert sum(" ".join(split_compound(word)) == parts for word, parts in compounds.items()) / len(compounds) >= 0.95
