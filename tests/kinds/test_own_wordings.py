"""A user's own wordings: what they change, and what is said of a file that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors import extract, vocabulary
from extractors.kinds.assessment.wordings.scales import step_in
from extractors.kinds.own_wordings import OwnWordingsError, parse_own_wordings, use_own_wordings
from extractors.kinds.wording import level_of, weigh
from schemas.document import ExtractSettings

PDF = Path(__file__).parents[2] / "docs" / "how-to" / "own-words.pdf"
OWN = """
roles:
  rating: [Kvittering]
  department: [Værtskab]
  activity: [Vores greb]
scales:
  parat3:
    steps: [I hus, [I støbeskeen, I støbeske], På tegnebrættet]
levels:
  udviklingsniveau: [Ekstra]
units:
  "0820":
    CPP: {type: center, id: psykiatri}
"""


@pytest.fixture(autouse=True)
def as_it_ships() -> Iterator[None]:
    yield
    use_own_wordings(None)


def test_a_document_in_words_of_its_own_is_read_with_them() -> None:
    assert extract(PDF).assessments == ()
    rows = extract(PDF, settings=ExtractSettings(vocabulary=OWN)).assessments
    assert [(row.rating_text, row.rating_scale, row.rating_step) for row in rows] == [
        ("I hus", "parat3", 1), ("I støbeskeen", "parat3", 2), ("På tegnebrættet", "parat3", 3), ("I hus", "parat3", 1),
    ]  # fmt: skip
    assert rows[0].activity == "Politikken er vedtaget af byrådet og følges op hvert år."
    assert (rows[0].departments, rows[0].department_ids) == (("CPP",), ("psykiatri",))
    assert not any(row.needs_review for row in rows[:3])


def test_what_one_file_said_is_forgotten_with_the_next() -> None:
    for _ in range(2):
        use_own_wordings(OWN)
        assert level_of("Ekstra") == "udviklingsniveau"
        assert step_in("parat3", "i støbeske") == 2
        assert weigh("roles", "Værtskab:")["department"] > 1
        use_own_wordings("roles: {notes: [Værtskab]}")
        assert level_of("Ekstra") is None
        assert set(weigh("roles", "Værtskab")) == {"notes"}
        use_own_wordings(None)
        assert weigh("roles", "Værtskab") == {}
    assert vocabulary.load("scales") is vocabulary.shipped("scales")


def test_own_wordings_win_over_those_that_ship() -> None:
    use_own_wordings("roles: {notes: [Ansvarlig]}")
    weights = weigh("roles", "Ansvarlig")
    assert max(weights, key=lambda role: weights[role]) == "notes"


@pytest.mark.parametrize(
    ("text", "line", "message", "remedy"),
    [
        ("roles:\n  departement: [A]", 2, "no role 'departement'", "'department'"),
        ("role: {}", 1, "no section 'role'", "'roles'"),
        ("- roles", 1, "no list of names", "name: …"),
        ("roles:\n  rating: [Kvittering,\n    kvittering]", 3, "on line 2 already", "Take one"),
        ("roles:\n  rating: [A b]\n  notes: [a B]", 3, "two roles: 'notes' here, 'rating' on line 2", "belongs"),
        ("roles:\n  rating: [no]", 2, "YAML takes no for a value of type bool", '"no"'),
        ("roles:\n  rating: [2024]", 2, "of type int", '"2024"'),
        ("roles:\n  rating: ['?']", 2, "no letter", "take the line out"),
        ("roles:\n  rating: {a: b}", 2, "expected", "text"),
        ("roles:\n  rating: [A]\n  rating: [B]", 3, "on line 2 already", "one place"),
        ("scales:\n  grad4: {steps: [A, B]}", 2, "scale 'grad4' that ships", "another name"),
        ("scales:\n  Vores: {steps: [A, B]}", 2, "no name of a scale", "small letters"),
        ("scales:\n  vores: {steps: [A]}", 2, "fewer than two steps", "best to worst"),
        ("scales:\n  vores: {trin: [A, B]}", 2, "'trin'", "steps"),
        ("scales:\n  vores:\n    steps:\n    - [A]\n    - [B, a]", 5, "two steps: 'step 2' here, 'step 1'", "belongs"),
        ("levels:\n  grundniveau: [A]\n  udviklingsniveau: [A]", 3, "two levels", "belongs"),
        ("units:\n  Skive: {}", 2, "no municipality", '"0779"'),
        ('units:\n  "0820":\n    CPP: {type: senter}', 3, "no type 'senter'", "'center'"),
        ("roles:\n  rating: [A\n", 3, "no YAML", "brackets"),
    ],
)
def test_what_cannot_be_used_is_said_with_line_and_remedy(text: str, line: int, message: str, remedy: str) -> None:
    problems = parse_own_wordings(text)[1]
    errors = [problem for problem in problems if problem.severity == "error"]
    assert [problem.line for problem in errors] == [line]
    assert message in errors[0].message
    assert remedy in errors[0].remedy
    with pytest.raises(OwnWordingsError, match=f"line {line}"):
        use_own_wordings(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("roles: {department: [Forankring]}", "reads 'Forankring' as 'department' already"),
        ("roles: {notes: [Forankring]}", "reads 'Forankring' as 'department'; 'notes' holds"),
        ("roles: {rating: [I høj grad]}", "is a step of a scale"),
    ],
)
def test_what_may_surprise_is_a_note(text: str, message: str) -> None:
    problems = parse_own_wordings(text)[1]
    assert [problem.severity for problem in problems] == ["note"]
    assert message in problems[0].message


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "roles: {}"])
def test_a_file_that_says_nothing_changes_nothing(text: str) -> None:
    assert parse_own_wordings(text)[1] == []
