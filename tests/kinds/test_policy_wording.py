"""Actions of policies where no label says so, and what is set around them: goals in lists, boxes, brackets, columns."""

from __future__ import annotations

import pytest
import weasyprint

from extractors import extract
from tests.kinds.test_policy import END, PREFACE, TITLE, read
from tests.kinds.typeset import STYLE

AREAS = [
    ("Det gode børneliv", "Alle børn trives.", ("samarbejde med forældrene fra første besøg", "bygge legepladser")),
    ("Det lange liv", "Ældre kan mere selv.", ("fortsætte med rehabilitering", "støtte de lokale mødesteder")),
]
AREA_NAMES = ((1, "Børn og unge"), (2, "Mental sundhed"), (3, "Ældre"))
FACT = "<div style='background:#eee;padding:6pt'><h3>Fakta</h3><p>23 procent af borgerne har overvægt.</p></div>"


def test_all_items_of_a_list_of_goals_are_the_goal() -> None:
    goals = "<ul><li>Færre ryger</li><li>Flere bevæger sig</li></ul>"
    html = f"<h1>Tobak</h1><h3>Vores mål</h3>{goals}<h3>Det vil vi gøre</h3><ul><li>Indføre røgfri skoletid</li></ul>"
    assert [row[2] for row in read(html)] == ["Færre ryger Flere bevæger sig"]


def test_list_goes_on_behind_a_fact_box() -> None:
    html = f"<h1>Tobak</h1><h3>Handlinger</h3><ul><li>Indføre røgfri skoletid</li></ul>{FACT}"
    html += "<ul><li>Tilbyde hjælp til rygestop</li></ul>"
    assert [row[4] for row in read(html)] == ["Indføre røgfri skoletid", "Tilbyde hjælp til rygestop"]


def test_paragraphs_that_say_what_will_be_done_are_actions_of_their_area() -> None:
    """The last chapter says how the policy is followed up: it states no goal, as the areas do."""
    html = ""
    for area, goal, actions in AREAS:
        html += f"<h1>{area}</h1><div style='border:1pt solid #245;padding:4pt'><b>Pejlemærke:</b> {goal}</div>"
        html += "<p>Vi ved, at det gør en forskel.</p>" + "".join(f"<p>Vi vil {action}.</p>" for action in actions)
    html += "<h1>Ord til handling</h1><p>Vi vil fortælle om resultaterne hvert år.</p>"
    assert [(row[1], row[2], row[4]) for row in read(html)] == [
        (area, goal, f"Vi vil {action}.") for area, goal, actions in AREAS for action in actions
    ]


def test_list_of_infinitives_under_a_plain_heading_lists_actions() -> None:
    html = "".join(
        f"<h1>{area}</h1><ul>{''.join(f'<li>{action.capitalize()}</li>' for action in actions)}</ul>"
        for area, _, actions in AREAS
    )
    assert [(row[1], row[4]) for row in read(html)] == [
        (area, action.capitalize()) for area, _, actions in AREAS for action in actions
    ]


def test_list_that_is_no_list_of_actions_gives_none() -> None:
    assert read("<h1>Det gode børneliv</h1><ul><li>Tryghed</li><li>Flere venner</li><li>Bedre søvn</li></ul>") == []


@pytest.mark.parametrize("inside", ["{who}, {when}", "{when}; {who}"])
def test_unit_and_deadline_in_a_bracket_behind_each_action(inside: str) -> None:
    plan = [
        ("Indføre røgfri skoletid", "Skoleafdelingen", "1. august 2024"),
        ("Tilbyde gratis nikotinpræparater (plastre)", "Sundhedscentret og KLU", "løbende"),
        ("Ansætte en konsulent", "HR-afdelingen", "3. kvartal 2025"),
    ]
    items = "".join(f"<li>{action} ({inside.format(who=who, when=when)})</li>" for action, who, when in plan)
    rows = read(f"<h1>1. Tobak</h1><p><b>Mål:</b> Færre ryger.</p><ul>{items}</ul>")
    assert [row[4:] for row in rows] == plan


def test_single_bracket_is_part_of_its_action() -> None:
    items = "<li>Følge den nationale vejledning (Sundhedsstyrelsen, 2018)</li><li>Ansætte en konsulent</li>"
    items += "<li>Indføre røgfri skoletid</li>"
    rows = read(f"<h1>1. Tobak</h1><p>Handlinger:</p><ul>{items}</ul>")
    assert rows[0][4:] == ("Følge den nationale vejledning (Sundhedsstyrelsen, 2018)", None, None)


def test_cards_side_by_side_are_read_one_after_the_other() -> None:
    """Banners above columns of text look like the header of a table."""
    cards = "".join(
        f"<div style='flex:1'><div style='background:#1b998b;color:white;font-size:15pt;padding:4pt'>{area}</div>"
        + "".join(f"<p style='margin:3pt'>→ {action.capitalize()}</p>" for action in actions)
        + "</div>"
        for area, _, actions in AREAS
    )
    rows = read(f"<div style='display:flex;gap:20pt'>{cards}</div>", "@page { size: A4 landscape }")
    assert [(row[1], row[4]) for row in rows] == [
        (area, action.capitalize()) for area, _, actions in AREAS for action in actions
    ]


def test_end_is_the_deadline_and_not_the_start() -> None:
    head = "".join(f"<th>{name}</th>" for name in ("Mål", "Aktivitet", "Tovholder", "Start", "Slut", "Status"))
    cells = ("Færre ryger", "Indføre røgfri skoletid", "Skolen", "jan. 2024", "aug. 2024", "I gang")
    html = f"<h1>Tobak</h1><table><tr>{head}</tr><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>"
    assert [row[4:] for row in read(html)] == [("Indføre røgfri skoletid", "Skolen", "aug. 2024")]


def test_area_that_bears_the_name_of_a_package_makes_the_policy_no_document_of_it() -> None:
    areas = "".join(
        f"<h1>{n}. {area}</h1><h3>Handlinger</h3><ul><li>Styrke indsatsen</li></ul>" for n, area in AREA_NAMES
    )
    contents = "".join(f"<p>{n}. {area} {'.' * 60} {n + 1}</p>" for n, area in AREA_NAMES)
    preface = f"{PREFACE}<p>Planen bygger på Sundhedsstyrelsens forebyggelsespakker.</p>"
    html = f"<style>{STYLE}</style>{TITLE}{preface}<h1>Indhold</h1>{contents}{areas}{END}"
    document = extract(weasyprint.HTML(string=html).write_pdf()).document
    assert (document.kind, document.packages) == ("policy", ())
