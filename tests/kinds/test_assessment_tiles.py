"""Boards of tiles: a coloured tile for each recommendation and unit, with white between the tiles or without."""

from __future__ import annotations

import pytest

from extractors import extract
from tests.kinds.drawn_tables import TITLES

weasyprint = pytest.importorskip("weasyprint")

COLOURS = ("#5ba55b", "#f2c14e", "#c8553d")
WORDS = ("Gennemført", "Påbegyndt", "Ikke påbegyndt")
STEPS = ((1, 2, 3), (2, 2, 1), (3, 1, 1), (1, 1, 1), (2, 3, 2), (3, 2, 1))
UNITS = ("Skoledistrikt Nord", "Skoledistrikt Midt", "Skoledistrikt Syd")
STYLE = """
body { font: 10pt Carlito } table { width: 100%; border-collapse: separate; empty-cells: show }
td, th { padding: 6px; text-align: left } .key span { display: inline-block; width: 12px; height: 10px }
"""


@pytest.mark.parametrize("units", [UNITS, ("Nord", "Midt", "Syd")])
@pytest.mark.parametrize("worded", [False, True])
@pytest.mark.parametrize("white", [2, 5, 8])
@pytest.mark.parametrize("border", ["", "td.tile { border: 1px solid #888 }", "td, th { background: #eee }"])
def test_each_tile_rates_a_recommendation_for_a_unit(
    border: str, white: int, worded: bool, units: tuple[str, str, str]
) -> None:
    """Tiles that white parts were no table, and titles without lines stood beside it."""
    pairs = list(zip(COLOURS, WORDS, strict=True))
    key = " &nbsp; ".join(f'<span style="background: {colour}"></span> {word}' for colour, word in pairs)
    rows = ""
    for title, steps in zip(TITLES, STEPS, strict=True):
        tiles = [(COLOURS[step - 1], WORDS[step - 1] if worded else "") for step in steps]
        painted = "".join(f'<td class=tile style="background: {colour}">{word}</td>' for colour, word in tiles)
        rows += f"<tr><td>{title}</td>{painted}</tr>"
    heads = "".join(f"<th>{head}</th>" for head in ("Anbefaling", *units))
    style = f"{STYLE} table {{ border-spacing: {white}px }} {border}"
    text = (
        f"<style>{style}</style><h1>Forebyggelsespakken Tobak</h1><p class=key>{key}</p>"
        f"<table><tr>{heads}</tr>{rows}</table>"
    )
    found = extract(weasyprint.HTML(string=text).write_pdf()).assessments
    assert [(row.title, row.departments_raw, row.rating_step) for row in found] == [
        (title, unit, step)
        for title, steps in zip(TITLES, STEPS, strict=True)
        for unit, step in zip(units, steps, strict=True)
    ]
