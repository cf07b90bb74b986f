"""Cells that say several things one after the other, and steps printed once below each level."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.kinds.drawn_tables import TITLES, Cell, Paper

STEPS = ("Opfyldt", "Delvist opfyldt", "Ikke opfyldt", "Opfyldt", "Delvist opfyldt")
TEXTS = (
    "Gælder alle skoler.",
    "Hold hvert halve år.",
    "Der er ingen aftale.",
    "Pjece til alle nye borgere.",
    "Materiale til 7. klasse.",
)
UNITS = ("Skoleafdelingen", "Sundhedscentret", "Sundhedscentret", "Borgerservice", "Skoleafdelingen")


def texts_of(ends: Sequence[str]) -> Paper:
    body = [[t, a + e] for t, a, e in zip(TITLES, TEXTS, ends, strict=False)]
    return Paper().table((300, 400), [("Anbefaling", "Sådan gør vi"), *body])


@pytest.mark.parametrize("form", [" → {}", " {}.", "\nVurdering: {}", " ({})", "\n{}", " – {}"])
def test_a_verdict_that_texts_end_in_rates(form: str) -> None:
    found = texts_of([form.format(step) for step in STEPS]).rows()
    assert [r.title for r in found] == list(TITLES[:5])
    assert [r.rating_text for r in found] == list(STEPS)
    assert [r.rating_step for r in found] == [1, 2, 3, 1, 2]
    assert [r.activity for r in found] == list(TEXTS)


def test_a_text_that_speaks_of_what_is_met_ends_in_no_verdict() -> None:
    ends = [" Aftalen er opfyldt", " Kravet er ikke opfyldt", " Målet blev kun delvist opfyldt", "", ""]
    assert not texts_of(ends).rows()


def test_labels_in_a_cell_are_columns() -> None:
    said = [f"Vurdering: {s}\nAnsvarlig afdeling: {u}\nFrist: 2019" for s, u in zip(STEPS, UNITS, strict=True)]
    body = [[t, a, c] for t, a, c in zip(TITLES, TEXTS, said, strict=False)]
    header = ("Anbefaling", "Hvad gør vi i dag?", "Vurdering og opfølgning")
    found = Paper().table((260, 240, 240), [header, *body]).rows()
    assert [r.rating_text for r in found] == list(STEPS)
    assert [r.departments for r in found] == [(unit,) for unit in UNITS]
    assert {r.deadline for r in found} == {"2019"}
    assert [r.activity for r in found] == list(TEXTS)


def test_labels_below_the_title_are_none_of_it() -> None:
    levels = ("grundniveau", "udviklingsniveau", "grundniveau", "grundniveau", "udviklingsniveau")
    body = [[f"{t}\nNiveau: {level}", s] for t, level, s in zip(TITLES, levels, STEPS, strict=False)]
    found = Paper().table((400, 200), [("Anbefaling", "Vurdering"), *body]).rows()
    assert [r.title for r in found] == list(TITLES[:5])
    assert [r.level for r in found] == list(levels)


def test_a_column_that_has_its_header_takes_no_labels_of_other_cells() -> None:
    body = [[t, s, f"{a} Ansvarlig: Lægerne.", u] for t, s, a, u in zip(TITLES, STEPS, TEXTS, UNITS, strict=False)]
    header = ("Anbefaling", "Vurdering", "Bemærkninger", "Ansvarlig")
    found = Paper().table((260, 120, 260, 120), [header, *body]).rows()
    assert [r.responsible for r in found] == list(UNITS)
    assert all(r.notes is not None and r.notes.endswith("Lægerne.") for r in found)


def test_steps_below_each_level_say_the_level_too() -> None:
    steps = ("Ja", "Delvist", "Nej")
    header = [
        [Cell("Anbefaling"), Cell("Grundniveau", span=3), Cell("Udviklingsniveau", span=3)],
        ["", *steps, *steps],
    ]
    marks = (0, 4, 2, 1, 5)
    body = [[t, *("x" if at == m else "" for at in range(6))] for t, m in zip(TITLES, marks, strict=False)]
    found = Paper().table((300, *[70] * 6), [*header, *body], header=2).rows()
    assert [r.rating_text for r in found] == ["Ja", "Delvist", "Nej", "Delvist", "Nej"]
    assert [r.level for r in found] == ["udviklingsniveau" if mark > 2 else "grundniveau" for mark in marks]
