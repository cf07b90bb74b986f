"""Ratings by how many of some signs are full, drawn or typed, with lines around the cells and without."""

from __future__ import annotations

import pytest

from extractors import extract
from schemas.records import AssessmentRow
from tests.kinds.drawn_tables import TITLES

weasyprint = pytest.importorskip("weasyprint")

STEPS = (3, 1, 4, 2, 4, 3)
WORDS = ("Ikke indfriet", "Delvist indfriet", "Overvejende indfriet", "Fuldt indfriet")
STYLE = "body { font: 10pt Carlito } table { width: 100%; border-collapse: collapse } td, th { padding: 4pt }"


def _row_of(shape: str, full: str, empty: str | None) -> list[str]:
    """What stands for each count from none of four to four of four."""

    def one(at: int, look: str) -> str:
        if shape == "disc":
            return f'<circle cx="{6 + 12 * at}" cy="6" r="4.2" {look}/>'
        if shape == "square":
            return f'<rect x="{2 + 11 * at}" y="2" width="8" height="8" {look}/>'
        points = "6,1 7.2,4.4 10.8,4.4 7.9,6.6 9,10 6,7.9 3,10 4.1,6.6 1.2,4.4 4.8,4.4"
        return f'<polygon points="{points}" transform="translate({12 * at})" {look}/>'

    looks = [f'fill="{full}"', f'fill="{empty}"' if empty else f'fill="white" stroke="{full}"']
    rows = ["".join(one(at, looks[at >= count]) for at in range(4)) for count in range(5)]
    return [f'<svg width="50" height="12" viewBox="0 0 50 12">{row}</svg>' for row in rows]


SIGNS = {
    "discs and rings": _row_of("disc", "#005f73", None),
    "discs and grey discs": _row_of("disc", "#2a9d3a", "#d9d9d9"),
    "squares and boxes": _row_of("square", "#1f5fa8", None),
    "stars and outlines": _row_of("star", "#e0a000", None),
    "typed apart": [" ".join("●" * count + "○" * (4 - count)) for count in range(5)],
}


def read(signs: list[str], *, ruled: bool, explained: tuple[int, ...] = (4, 3, 2, 1)) -> tuple[AssessmentRow, ...]:
    key = "".join(f"<div>{signs[count]} {WORDS[count - 1]}</div>" for count in explained)
    rows = "".join(
        f"<tr><td>{title}</td><td>{signs[step]}</td><td>Drøftet i ledergruppen</td></tr>"
        for title, step in zip(TITLES, STEPS, strict=True)
    )
    lines = "td, th { border: 1px solid #444 }" if ruled else ""
    table = f"<table><tr><th>Anbefaling</th><th>Indfriet</th><th>Kommentar</th></tr>{rows}</table>"
    text = f"<style>{STYLE}{lines}</style><h1>Forebyggelsespakken Tobak</h1>{key}<h2>Status</h2>{table}"
    return extract(weasyprint.HTML(string=text).write_pdf()).assessments


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("signs", list(SIGNS))
def test_full_signs_are_counted(signs: str, ruled: bool) -> None:
    """Each sign was a column of its own, and the rows were rated by the first."""
    rows = read(SIGNS[signs], ruled=ruled)
    assert [(row.title, row.rating_step) for row in rows] == [
        (title, 5 - step) for title, step in zip(TITLES, STEPS, strict=True)
    ]
    assert not any(row.needs_review for row in rows)


def test_a_count_that_the_legend_leaves_out_makes_all_steps_doubtful() -> None:
    rows = read(SIGNS["discs and rings"], ruled=True, explained=(4, 3, 2))
    assert all(row.needs_review for row in rows)


def test_a_choice_among_rings_is_no_count() -> None:
    """One of three is full in each row, wherever it stands: a column for each answer, without lines."""
    chosen = (1, 0, 2, 1, 0, 2)
    rings = [
        "".join(
            f'<circle cx="{6 + 12 * at}" cy="6" r="4" stroke="black" fill="{"black" if at == own else "white"}"/>'
            for at in range(3)
        )
        for own in range(3)
    ]
    signs = [f'<svg width="40" height="12" viewBox="0 0 40 12">{ring}</svg>' for ring in rings]
    rows = "".join(f"<tr><td>{title}</td><td>{signs[own]}</td></tr>" for title, own in zip(TITLES, chosen, strict=True))
    table = f"<table><tr><th>Anbefaling</th><th>Status</th></tr>{rows}</table>"
    text = f"<style>{STYLE}</style><h1>Forebyggelsespakken Tobak</h1>{table}"
    found = extract(weasyprint.HTML(string=text).write_pdf()).assessments
    assert not any(row.rating_step and not row.needs_review for row in found)
