"""Actions that a plan states in sentences, beside lines of their unit and time, and numbers and goals set apart."""

from __future__ import annotations

import pytest

from tests.kinds.test_policy import read

PLAN = (
    (
        "Byen ude",
        "Flere bruger byens rum.",
        (("Grønne pletter", ("Vi åbner to lommeparker.", "Vi låner plantekasser ud.")),),
    ),
    (
        "Havet",
        "Alle kan svømme.",
        (("I vandet", ("Vi underviser alle i 4. klasse.",)), ("På kajen", ("Vi sætter stiger op.",))),
    ),
)
FOLLOW_UP = "<h1>Sådan følger vi op</h1><p>Byrådet drøfter planen hvert år.</p>"


def plan(told: str) -> str:
    html = ""
    for area, goal, objectives in PLAN:
        html += f"<h1>{area}</h1><h4>Målet er</h4><p>{goal}</p><h4>Det gør vi</h4>"
        for objective, actions in objectives:
            html += f"<h2>{objective}</h2>" + "".join(f"<p>{told.format(action)}</p>" for action in actions)
    return html + FOLLOW_UP


def rows(responsible: str | None = None, deadline: str | None = None) -> list[tuple[object, ...]]:
    return [
        (area, goal, objective, action, responsible, deadline)
        for area, goal, objectives in PLAN
        for objective, actions in objectives
        for action in actions
    ]


@pytest.mark.parametrize(
    "told",
    [
        "{}</p><p>Ansvarlig: Park og Vej | Tidspunkt: Foråret 2027",
        "{}</p><p>Ansvarlig: Park og Vej. Tidspunkt: Foråret 2027.",
        "{}</p><p>Tovholder: Park og Vej<br>Tid: Foråret 2027",
        "{} (Park og Vej, foråret 2027)",
    ],
)
def test_sentences_under_the_headings_below_a_label_state_an_action_each(told: str) -> None:
    found = [(*row[1:6], row[6] and row[6][:1].upper() + row[6][1:]) for row in read(plan(told))]
    assert found == rows("Park og Vej", "Foråret 2027")


def test_sentences_that_tell_who_does_what_are_actions_and_other_text_is_none() -> None:
    assert [row[1:7] for row in read(plan("{}"))] == rows()
    assert not read(plan("{} Det har vi gjort i mange år, og det virker."))


def test_number_in_a_circle_left_of_a_heading_is_that_of_the_area() -> None:
    circle = "display:inline-block;width:24pt;height:24pt;border-radius:12pt;background:#fb0;text-align:center"
    html = "".join(
        f"<h1><span style='{circle};margin-right:8pt;font-size:12pt'>{n}</span>{area}</h1><h4>Det gør vi</h4>"
        f"<ul><li>{objectives[0][1][0]}</li></ul>"
        for n, (area, _, objectives) in enumerate(PLAN, 1)
    )
    assert [row[:2] for row in read(html)] == [(1, "Byen ude"), (2, "Havet")]


@pytest.mark.parametrize("header", ["Det sætter vi i gang", "Vi vil"])
def test_goal_in_a_box_on_a_table_holds_for_its_actions_whatever_heads_them(header: str) -> None:
    html = "<style>td, th { border: 1px solid; padding: 4pt } table { width: 100% }</style>"
    for area, goal, objectives in PLAN:
        html += f"<h1>{area}</h1><div style='background:#def;padding:5pt'><b>Vision</b><br>{goal}</div>"
        cells = "".join(
            f"<tr><td>{objective}</td><td>{action}</td></tr>" for objective, actions in objectives for action in actions
        )
        html += f"<table><tr><th>Delmål</th><th>{header}</th></tr>{cells}</table>"
    assert [row[1:7] for row in read(html)] == rows()
