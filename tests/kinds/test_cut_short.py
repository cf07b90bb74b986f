"""Words of a scale without their end."""

from __future__ import annotations

from extractors.kinds.assessment.columns.single import scale_of_values


def test_one_word_without_its_last_letter_takes_no_scale_from_its_column():
    """ "Gu" and "Gul" were two wordings of one step, and no row of the table was rated."""
    scale = scale_of_values(["Gul"] * 7 + ["Gu"] + ["Grøn"] * 4 + ["Rød"] * 3)
    assert scale is not None
    assert scale.labels == ("Grøn", "Gul", "Rød")
    assert scale.step_of("Gu") == 2


def test_a_word_that_begins_another_and_comes_as_often_is_one_of_its_own():
    """Two words for one step, each used in rows of its own, are steps of a scale that is not known."""
    assert scale_of_values(["Gul"] * 4 + ["Gu"] * 3 + ["Grøn"] * 4 + ["Rød"] * 3) is None
    scale = scale_of_values(["Ja"] * 2 + ["Ja, delvist"] * 8 + ["Nej"] * 3)
    assert scale is not None
    assert scale.step_of("Ja") != scale.step_of("Ja, delvist")
