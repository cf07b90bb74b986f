"""Actions of policies, in tables of every arrangement and in running text."""

from __future__ import annotations

import pytest

from schemas.records import PolicyActionRow
from tests.kinds.typeset import records, typeset

PLAN = [
    (
        1,
        "Børn og unge",
        "Alle børn og unge trives i fællesskaber.",
        [
            (
                "Flere børn deltager i foreningslivet",
                [
                    ("Etablere fritidspas til børn i udsatte familier", "Center for Børn og Unge", "2. kvartal 2024"),
                    ("Indgå partnerskab med tre idrætsforeninger", "Kultur og Fritid", "2025"),
                ],
            ),
            ("Færre unge ryger", [("Indføre røgfri skoletid på alle skoler", "Skoleafdelingen", "1. august 2024")]),
        ],
    ),
    (
        2,
        "Ældre borgere",
        "Ældre bevarer livskvalitet længst muligt.",
        [("Ensomhed forebygges", [("Opsøge enlige ældre gennem hjemmebesøg", "Sundhed og Ældre", "Løbende")])],
    ),
]
TITLE = "<h1 style='font-size:26pt'>Sundhedspolitik og handleplan 2024-2027</h1><p>Næstved Kommune</p>"
PREFACE = (
    "<h1>Forord</h1><p>Sundhed skabes i hverdagen, og politikken sætter retning for arbejdet de næste fire år.</p>"
    "<h1>Bærende principper</h1><ul><li>Lighed i sundhed</li><li>Samarbejde på tværs</li></ul>"
)
END = "<h1>Opfølgning</h1><p>Byrådet følger op hvert år.</p><ul><li>Årlig status</li></ul>"

Row = tuple[int | None, str | None, str | None, str | None, str, str | None, str | None]


def expected(*, number: bool = True, aspects: bool = True) -> list[Row]:
    return [
        (n if number else None, area, goal, objective, action, who if aspects else None, when if aspects else None)
        for n, area, goal, objectives in PLAN
        for objective, actions in objectives
        for action, who, when in actions
    ]


def read(html: str, style: str = "") -> list[Row]:
    document = typeset(TITLE + PREFACE + html + END, style)
    assert document.kind.kind == "policy"
    return [row_of(row) for row in records(document, "policy")[0].policy_actions]


def row_of(row: PolicyActionRow) -> Row:
    return (row.area_number, row.area, row.goal, row.objective, row.action, row.responsible, row.deadline)


def test_one_table_with_a_column_per_aspect_in_any_order() -> None:
    head = "".join(
        f"<th>{h}</th>" for h in ("Ansvarlig", "Handling", "Tidsplan", "Delmål", "Målsætning", "Indsatsområde")
    )
    rows = ""
    for n, area, goal, objectives in PLAN:
        span = sum(len(actions) for _, actions in objectives)
        for i, (objective, actions) in enumerate(objectives):
            for k, (action, who, when) in enumerate(actions):
                rows += f"<tr><td>{who}</td><td>{action}</td><td>{when}</td>"
                rows += f"<td rowspan={len(actions)}>{objective}</td>" if k == 0 else ""
                rows += f"<td rowspan={span}>{goal}</td><td rowspan={span}>{n}. {area}</td>" if i + k == 0 else ""
                rows += "</tr>"
    found = read(
        f"<h1>Handleplan</h1><table><thead><tr>{head}</tr></thead>{rows}</table>", "@page { size: A4 landscape }"
    )
    assert found == expected()


@pytest.mark.parametrize(
    ("served", "done"),
    [
        ("Delmål", "Handlinger"),
        ("Vi vil gøre det ved at:", "Eksempler på konkrete indsatser"),
        ("Indsats", "Sådan gør vi"),
    ],
)
def test_two_columns_with_a_bullet_per_action(served: str, done: str) -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += (
            f"<h1>Indsatsområde {n}: {area}</h1><h3>Målsætning</h3><p>{goal}</p><p>Derfor er det vigtigt.</p><table>"
        )
        html += f"<thead><tr><th>{served}</th><th>{done}</th></tr></thead>"
        for objective, actions in objectives:
            bullets = "".join(f"<li>{action}</li>" for action, *_ in actions)
            html += f"<tr><td>{objective}</td><td><ul>{bullets}</ul></td></tr>"
        html += "</table>"
    assert read(html) == expected(aspects=False)


def test_numbered_headings_with_lists_and_aspects_in_brackets() -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += f"<h1>{n} {area}</h1><p><b>Mål:</b> {goal}</p>"
        for m, (objective, actions) in enumerate(objectives, 1):
            items = "".join(f"<li>{a} (Ansvarlig: {w}. Tidsplan: {t})</li>" for a, w, t in actions)
            html += f"<h2>{n}.{m} {objective}</h2><p>Vi vil:</p><ul>{items}</ul>"
    assert read(html) == expected()


def test_aspects_on_lines_of_their_own_belong_to_the_action_above() -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += f"<h1>{n}. {area}</h1><p>Målsætning: {goal}</p>"
        for objective, actions in objectives:
            html += f"<h3>{objective}</h3>"
            for action, who, when in actions:
                html += f"<ul><li>{action}</li></ul><p style='margin-left:2em'>Tovholder: {who}</p>"
                html += f"<p style='margin-left:2em'>Deadline: {when}</p>"
    assert read(html) == expected()


def test_cards_of_labels_and_values() -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += f"<h1>{n}. {area}</h1><h2>Målsætning</h2><p>{goal}</p>"
        for objective, actions in objectives:
            for action, who, when in actions:
                pairs = (("Delmål", objective), ("Handling", action), ("Ansvarlig", who), ("Tidsplan", when))
                rows = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in pairs)
                html += f"<table style='margin:8pt 0'>{rows}</table><p>Indsatsen er drøftet med brugerne.</p>"
    assert read(html) == expected()


def test_fact_boxes_and_quotes_in_a_magazine_are_no_actions() -> None:
    html = ""
    for _, area, goal, objectives in PLAN:
        html += f"<h1 style='break-before:page;background:#146;color:white;padding:8pt'>{area}</h1>"
        html += "<p><i>”Det er vigtigt, at vi hjælper hinanden,” siger en borger.</i></p><div style='columns:2'>"
        html += (
            "<h3>Hvorfor?</h3><p>Mange oplever mistrivsel, og der er stor forskel på sundheden i kommunen i dag.</p>"
        )
        html += "<div style='background:#eee;padding:6pt'><h3>Fakta</h3><ul><li>23 procent har overvægt</li></ul></div>"
        html += f"<h3>Målsætning</h3><p>{goal}</p>"
        for objective, actions in objectives:
            items = "".join(f"<li>{action}</li>" for action, *_ in actions)
            html += f"<h3>{objective}</h3><p>Det vil vi gøre:</p><ul>{items}</ul>"
        html += "</div>"
    assert read(html) == expected(number=False, aspects=False)


def test_a_box_with_the_goal_may_go_on_overleaf() -> None:
    box = "background:#eef;padding:6pt"
    html = ""
    for number, area, goal, objectives in PLAN:
        html += f"<h1>{number}. {area}</h1><div style='{box}'><b>MÅL</b></div>"
        html += f"<div style='{box};break-before:page'>{goal}</div><p>Området er valgt af borgerne.</p>"
        for objective, actions in objectives:
            items = "".join(f"<li>{action}</li>" for action, *_ in actions)
            html += f"<h3>{objective}</h3><p>Det vil vi gøre:</p><ul>{items}</ul>"
    assert read(html) == expected(aspects=False)


def test_row_that_goes_on_overleaf_keeps_its_objective_and_its_action_whole() -> None:
    action = "Udvikle samarbejdet mellem kommunen og de frivillige foreninger om gode fællesskaber for alle borgere"
    items = "".join(f"<li>{action} i område {i}</li>" for i in range(40))
    html = "<h1>1. Fællesskaber</h1><h3>Mål</h3><p>Flere er med.</p><table><thead><tr><th style='width:30%'>Delmål</th>"
    html += f"<th>Handlinger</th></tr></thead><tr><td>Alle er med</td><td><ul>{items}</ul></td></tr></table>"
    found = read(html, "@page { size: A5 }")
    assert [row[4] for row in found] == [f"{action} i område {i}" for i in range(40)]
    assert {row[3] for row in found} == {"Alle er med"}


def test_full_name_of_an_area_comes_from_the_contents() -> None:
    contents = "".join(
        f"<p>{name} {'.' * 60} {n}</p>"
        for n, name in ((4, "Vi vil arbejde for stærke fællesskaber"), (6, "Opfølgning"))
    )
    html = f"<h2>Indhold</h2>{contents}<h1>ARBEJDE FOR STÆRKE FÆLLESSKABER</h1><h3>Målsætning</h3><p>Flere er med.</p>"
    html += "<p><b>Handlinger</b></p><ul><li>Åbne et mødested</li></ul>"
    assert [row[1] for row in read(html)] == ["Vi vil arbejde for stærke fællesskaber"]


def test_near_duplicate_actions_are_kept_apart_and_counted() -> None:
    html = "<h1>1. Børn</h1><h3>Mål</h3><p>Trivsel.</p><h3>Tidlig hjælp</h3><p>Vi vil:</p>"
    html += "<ul><li>Styrke samarbejdet med skolerne</li><li>Styrke samarbejdet med skolerne og foreningerne</li></ul>"
    rows = records(typeset(TITLE + PREFACE + html + END), "policy")[0].policy_actions
    assert [(row.action_index, row.action) for row in rows] == [
        (1, "Styrke samarbejdet med skolerne"),
        (2, "Styrke samarbejdet med skolerne og foreningerne"),
    ]


def test_every_value_points_at_its_place() -> None:
    html = "<h1>1. Børn</h1><h3>Mål</h3><p>Trivsel for alle.</p><table><thead><tr><th>Delmål</th><th>Handling</th>"
    html += (
        "<th>Ansvarlig</th></tr></thead><tr><td>Tidlig hjælp</td><td>Åbne rådgivning</td><td>Skolen</td></tr></table>"
    )
    found, notebook = records(typeset(TITLE + PREFACE + html + END), "policy")
    shown = {row.field: row.text_raw for row in notebook.evidence}
    assert shown["action"] == "Åbne rådgivning"
    assert {"area", "area_number", "goal", "objective", "action", "responsible"} <= set(shown)
    assert len(found.policy_actions) == 1


def test_list_in_a_table_that_gives_no_action_is_said() -> None:
    listed = "<ul><li>Møder i foråret</li><li>Kurser i efteråret</li><li>Et katalog</li></ul>"
    table = (
        f"<table><tr><td>Billeder fra året</td><td>{listed}</td></tr><tr><td>Mere</td><td>{listed}</td></tr></table>"
    )
    prose = "<h1>1. Børn</h1><h3>Handlinger</h3><ul><li>Etablere fritidspas</li><li>Indføre røgfri skoletid</li></ul>"
    document = typeset(TITLE + PREFACE + table + prose + END)
    found, notebook = records(document, "policy")
    assert [row.action for row in found.policy_actions] == ["Etablere fritidspas", "Indføre røgfri skoletid"]
    assert [finding.code for finding in notebook.findings] == ["actions_unread"] * len(document.layout.tables)
    assert document.layout.tables


def test_bullet_without_text_is_no_action() -> None:
    html = "<h1>1. Børn</h1><table><tr><th>Mål</th><th>Handlinger</th></tr>"
    html += "<tr><td>Flere deltager</td><td>• Etablere fritidspas<br>• Indgå partnerskab</td></tr>"
    html += "<tr><td>Færre ryger</td><td>•</td></tr></table>"
    assert [row[4] for row in read(html)] == ["Etablere fritidspas", "Indgå partnerskab"]


def test_what_is_wanted_above_what_is_done_is_the_goal() -> None:
    """ "Vi vil" alone lists what will be done; with "Det gør vi" behind it, it states what that serves."""
    html = "".join(
        f"<h2>{n}. {area}</h2><h3>Vi vil</h3><p>{goal}</p><h3>Det gør vi</h3><ul>"
        + "".join(f"<li>{action}</li>" for _, actions in objectives for action, _, _ in actions)
        + "</ul>"
        for n, area, goal, objectives in PLAN
    )
    rows = [(n, area, goal, None, action, who, when) for n, area, goal, _, action, who, when in expected(aspects=False)]
    assert read(html) == rows


def test_area_on_a_line_above_its_table_and_goals_of_its_own() -> None:
    """An area may have several goals: none of them becomes an objective by that."""
    html = "".join(
        f"<p><b>Indsatsområde: {area}</b></p><table><tr><th>Mål</th><th>Handling</th><th>Ansvarlig</th>"
        "<th>Tidsplan</th></tr>"
        + "".join(
            f"<tr><td>{goal if i == 0 else ''}</td><td>{action}</td><td>{who}</td><td>{when}</td></tr>"
            for goal, actions in objectives
            for i, (action, who, when) in enumerate(actions)
        )
        + "</table>"
        for _, area, _, objectives in PLAN
    )
    rows = [(None, area, goal, None, action, who, when) for _, area, _, goal, action, who, when in expected()]
    assert read(html) == rows


def test_goal_of_one_table_is_not_that_of_the_next_area() -> None:
    head = "<tr><th>Mål</th><th>Handling</th></tr>"
    html = (
        f"<h2>1. Børn</h2><table>{head}<tr><td>Flere børn trives</td><td>Indføre legepatruljer</td></tr></table>"
        f"<h2>2. Ældre</h2><table>{head}<tr><td></td><td>Opsøge enlige ældre</td></tr></table>"
    )
    assert [(area, goal) for _, area, goal, *_ in read(html)] == [("Børn", "Flere børn trives"), ("Ældre", None)]


def test_efforts_with_decimal_numbers_are_actions_and_what_is_said_below_are_their_aspects() -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += f"<h2>{n}. {area}</h2><p><b>Mål:</b> {goal}</p>"
        actions = [action for _, actions in objectives for action in actions]
        for k, (action, who, when) in enumerate(actions, 1):
            html += f"<h3>Indsats {n}.{k} {action}</h3><p>Indsatsen er ny.</p><p><b>Ansvarlig:</b> {who}</p>"
            html += f"<p><b>Tidsplan:</b> {when}</p><p><b>Økonomi:</b> 0 kr.</p>"
    rows = [(n, area, goal, None, action, who, when) for n, area, goal, _, action, who, when in expected()]
    assert read(html) == rows


def plan_in_lists(area: str, objective: str) -> str:
    """The plan with a list of actions below each objective; the headings have their numbers and names filled in."""
    return "".join(
        area.format(n=n, area=name, goal=goal)
        + "".join(
            objective.format(n=n, k=k, objective=own)
            + f"<ul>{''.join(f'<li>{action}</li>' for action, *_ in actions)}</ul>"
            for k, (own, actions) in enumerate(objectives, 1)
        )
        for n, name, goal, objectives in PLAN
    )


def test_list_below_a_numbered_effort_is_what_is_done_for_it() -> None:
    area = "<h2>{n}. {area}</h2><p><b>Mål:</b> {goal}</p>"
    html = plan_in_lists(area, "<h3>Indsats {n}.{k} {objective}</h3><p><b>Aktiviteter:</b></p>")
    assert read(html) == expected(aspects=False)


def test_card_of_an_effort_with_its_activities() -> None:
    """ "Indsats" in a card names what is done, unless "Aktiviteter" below it do."""
    html = ""
    for n, area, _, objectives in PLAN:
        html += f"<h1>Tema {n}: {area}</h1>"
        for objective, actions in objectives:
            items = "".join(f"<li>{action}</li>" for action, *_ in actions)
            pairs = (("Indsats", objective), ("Aktiviteter", f"<ul>{items}</ul>"), ("Ansvarlig", actions[0][1]))
            html += "<table style='margin:8pt 0'>"
            html += "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in pairs) + "</table>"
    rows = [(*row[:2], None, *row[3:5]) for row in expected()]
    assert [row[:5] for row in read(html)] == rows


def test_area_behind_its_number_and_a_dot() -> None:
    area = "<h1>Indsatsområde {n} · {area}</h1><p><b>Overordnet mål:</b> {goal}</p>"
    html = plan_in_lists(area, "<h3>Delmål {n}.{k}: {objective}</h3><p>Indsatser:</p>")
    assert read(html) == expected(aspects=False)
