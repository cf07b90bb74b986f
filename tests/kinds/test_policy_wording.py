"""Actions of policies where no label says so, and what is set around them: goals in lists, boxes, brackets, columns."""

from __future__ import annotations

import pytest
import weasyprint

from extractors import extract
from tests.kinds.test_policy import END, PREFACE, TITLE, read
from tests.kinds.typeset import STYLE, records, typeset

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


def test_columns_headed_by_years_hold_what_is_done_then() -> None:
    head = "<tr><th>Tema</th><th>Mål</th><th>2023</th><th>2024</th></tr>"
    first = "<ul><li>Indføre fritidspas til alle</li><li>Afholde kurser for forældre</li></ul>"
    html = (
        f"<h1>Plan</h1><table>{head}<tr><td>Børn</td><td>Flere trives</td><td>{first}</td><td>Evaluere passet</td></tr>"
    )
    rows = read(html + "<tr><td>Ældre</td><td>Flere er aktive</td><td></td><td>Uddanne motionsvenner</td></tr></table>")
    assert [(row[1], row[2], row[4], row[6]) for row in rows] == [
        ("Børn", "Flere trives", "Indføre fritidspas til alle", "2023"),
        ("Børn", "Flere trives", "Afholde kurser for forældre", "2023"),
        ("Børn", "Flere trives", "Evaluere passet", "2024"),
        ("Ældre", "Flere er aktive", "Uddanne motionsvenner", "2024"),
    ]


def test_card_with_two_pairs_in_a_row() -> None:
    card = (
        "<table><tr><th colspan=4>Indsats 1: Røgfri ungdom</th></tr>"
        "<tr><th>Formål</th><td colspan=3>Ingen unge ryger</td></tr>"
        "<tr><th>Aktiviteter</th><td colspan=3><ul><li>Indgå klasseaftaler</li>"
        "<li>Holde forældremøder</li></ul></td></tr>"
        "<tr><th>Ansvarlig</th><td>Skolen</td><th>Tidsplan</th><td>2024</td></tr></table>"
    )
    assert [row[1:] for row in read(f"<h1>Tema: Tobak</h1>{card}")] == [
        ("Tobak", "Ingen unge ryger", "Indsats 1: Røgfri ungdom", action, "Skolen", "2024")
        for action in ("Indgå klasseaftaler", "Holde forældremøder")
    ]


def test_area_named_in_half_a_page_of_colour() -> None:
    """Such a page has the looks of a slide with a fact box; the box bears the largest heading."""
    half = "position:absolute;left:0;top:0;bottom:0;width:400px;background:#e4572e;color:white;padding:40px"
    html = "".join(
        f"<section style='position:relative;height:480px;break-before:page'><div style='{half}'>"
        f"<h1 style='font-size:40px'>{area}</h1><p>{goal}</p></div><div style='margin-left:520px'>"
        f"<h2 style='font-size:28px'>Vi sætter handling bag</h2>"
        f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul>"
        "<p><b>Forankring:</b> Sundhedsudvalget</p></div></section>"
        for area, goal, actions in AREAS
    )
    front = "<h1 style='font-size:50px'>Sundt liv</h1><p>Sundhedsstrategi 2024-2028</p>"
    front += "<p>Vedtaget af Kommunalbestyrelsen 30. januar 2024</p>"
    style = f"<style>{STYLE}@page {{ size: 960px 540px; margin: 30px }} body {{ font-size: 20px }}</style>"
    document = extract(weasyprint.HTML(string=style + front + html).write_pdf())
    assert document.document.kind == "policy"
    assert [(row.area, row.action, row.responsible) for row in document.policy_actions] == [
        (area, action, "Sundhedsudvalget") for area, _, actions in AREAS for action in actions
    ]


def test_what_who_and_when_are_columns_of_actions() -> None:
    head = "<tr><th>Hvad</th><th>Hvem</th><th>Hvornår</th></tr>"
    html = f"<h1>1 Tobak</h1><p><b>Mål:</b> Færre ryger.</p><table>{head}<tr><td>Røgfri skoletid indføres</td>"
    rows = read(f"{html}<td>Skolen</td><td>Efterår 2024</td></tr></table>")
    assert rows == [(1, "Tobak", "Færre ryger.", None, "Røgfri skoletid indføres", "Skolen", "Efterår 2024")]


def test_actions_are_listed_below_goals_that_are_bullets() -> None:
    listed = "<ul><li><b>Færre ryger</b><ul><li>Kurser om aftenen</li><li>Røgfri skoletid</li></ul></li></ul>"
    rows = read(f"<h1>Tema 1: Tobak</h1><h2>Mål og handlinger</h2>{listed}")
    assert [(row[1], row[3], row[4]) for row in rows] == [
        ("Tobak", "Færre ryger", "Kurser om aftenen"),
        ("Tobak", "Færre ryger", "Røgfri skoletid"),
    ]


def test_tiles_with_a_unit_each_are_actions() -> None:
    tile = "border:1pt solid #00557f;padding:6pt;width:40%;margin:6pt"
    html = "".join(
        f"<h1>{area}</h1>"
        + "".join(
            f"<div style='{tile}'><h3>{action}</h3><p>Sådan foregår det.</p><p><b>Ansvarlig:</b> Skolen</p></div>"
            for action in actions
        )
        for area, _, actions in AREAS
    )
    assert [(row[1], row[4].lower(), row[5]) for row in read(html)] == [
        (area, action.lower(), "Skolen") for area, _, actions in AREAS for action in actions
    ]


def test_plan_and_package_of_which_nothing_was_read_are_said() -> None:
    for title in ("Sundhedspolitik 2024-2027", "Forebyggelsespakke – Tobak"):
        text = "<p>Formålet med forebyggelsespakken er at støtte kommunerne.</p>"
        html = f"<style>{STYLE}</style><h1 style='font-size:26pt'>{title}</h1>{text}<p>Teksten er kort.</p>"
        found = extract(weasyprint.HTML(string=html).write_pdf())
        assert found.document.kind in ("policy", "package")
        assert "records_unread" in {finding.code for finding in found.findings}


def test_items_below_the_label_of_success_are_no_actions() -> None:
    html = "<h1>Mad</h1><p><b>Derfor vil vi i Struer Kommune</b></p><ul><li>servere sund mad</li></ul>"
    html += "<p><b>Vi lykkes, når</b></p><ul><li>flere spiser frokost</li><li>madspildet er halveret</li></ul>"
    html += "<h1>Leg</h1><p><b>Derfor vil vi i Struer Kommune</b></p><ul><li>bygge legepladser</li></ul>"
    rows = records(typeset(TITLE + html), "policy")[0].policy_actions
    assert [(row.area, row.action, row.indicator) for row in rows] == [
        ("Mad", "servere sund mad", "flere spiser frokost madspildet er halveret"),
        ("Leg", "bygge legepladser", None),
    ]


def test_number_of_an_area_on_top_of_its_page_is_no_running_header() -> None:
    html = "".join(
        f"<section style='break-before:page'><small>Pejlemærke {n}</small><h1>{area}</h1>"
        f"<p>Det gør vi blandt andet gennem:</p>"
        f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul></section>"
        for n, (area, _, actions) in enumerate(AREAS, 1)
    )
    assert [(row[0], row[1], row[4]) for row in read(html, "@page { margin: 1cm }")] == [
        (n, area, action) for n, (area, _, actions) in enumerate(AREAS, 1) for action in actions
    ]


def test_title_of_the_document_is_no_area() -> None:
    rows = "<tr><th>Hvornår</th><th>Aktivitet</th></tr><tr><td>Marts</td><td>Sundhedsdag på torvet</td></tr>"
    found = records(
        typeset(f"<h1>Handleplan for sundhed 2022</h1><p>Solrød Kommune</p><table>{rows}</table>"), "policy"
    )
    assert [(row.area, row.action, row.deadline) for row in found[0].policy_actions] == [
        (None, "Sundhedsdag på torvet", "Marts")
    ]


def test_leaflet_whose_columns_look_like_a_table_is_read_as_text() -> None:
    panels = "".join(
        f"<div style='width:99mm;padding:12mm 10mm;box-sizing:border-box'><h2 style='margin:0'>{area}</h2>"
        f"<p>På øen er {area.lower()} en del af fællesskabet, og det skal det blive ved med at være.</p>"
        f"<p><b>Vi vil:</b></p><ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul></div>"
        for area, _, actions in (*AREAS, ("Fællesskab", "", ("støtte nye foreninger", "holde fællesspisning")))
    )
    cover = "<h1>Sund på Fanø</h1><p>Sundhedspolitik 2021-2025</p>"
    style = "@page { size: A4 landscape; margin: 0 } section { display: flex; break-after: page }"
    html = f"<style>{STYLE}{style}</style><section><div style='padding:14mm'>{cover}</div></section>"
    html += f"<section>{panels}</section>"
    document = extract(weasyprint.HTML(string=html).write_pdf())
    assert document.document.kind == "policy"
    assert [row.action for row in document.policy_actions][:2] == [
        "samarbejde med forældrene fra første besøg",
        "bygge legepladser",
    ]
    assert len(document.policy_actions) == 6
