"""Plans whose layout says what no label does: their own headings, roads through the years, cards, tiles and columns."""

from __future__ import annotations

import pytest

from extractors.danish.dates import decide_document_date
from extractors.danish.evidence import Evidence
from tests.kinds.test_policy import PLAN, expected, read
from tests.kinds.test_policy_wording import AREAS


@pytest.mark.parametrize("number", [False, True])
def test_headings_that_recur_under_every_area_are_labels_of_goals_and_actions(number: bool) -> None:
    html = ""
    for n, (area, goal, actions) in enumerate(AREAS, 1):
        html += f"<h3>Tema {n}</h3>" if number else ""
        html += f"<h1>{area}</h1><p>Her er der noget at vinde.</p><h2>Det går vi efter</h2><p>{goal}</p>"
        html += "<h2>Det kommer vi til at tage fat på</h2>"
        html += "".join(f"<p>Kommunen vælger at {action} sammen med borgerne.</p>" for action in actions)
    assert [row[:5] for row in read(html)] == [
        (n if number else None, area, goal, None, f"Kommunen vælger at {action} sammen med borgerne.")
        for n, (area, goal, actions) in enumerate(AREAS, 1)
        for action in actions
    ]


def test_paragraphs_of_several_sentences_behind_the_first_explain_it() -> None:
    told = "<p>Vi bygger en hal.</p><p>Hallen har været ønsket længe. Foreningerne er hørt. Det sker i 2025.</p>"
    assert [row[4] for row in read(f"<h1>Leg</h1><h3>Det vil vi gøre</h3>{told}")] == ["Vi bygger en hal."]


def test_years_on_a_road_say_when_and_tags_above_efforts_say_what_for() -> None:
    plan = {
        "2022": [("Søvn", "Søvnvejledere i alle klubber"), ("Kost", "Grønne dage i kantinen")],
        "2023": [("Søvn", "Foredrag for forældre"), ("Kost", "Madværksted for enlige")],
    }
    tag = "display:inline-block;font-size:7.5pt;background:#dde;padding:1pt 6pt"
    html = "<div style='border-left:2pt solid #057;margin-left:3cm;padding-left:1cm'>"
    for year, efforts in plan.items():
        html += "<div style='position:relative'><div style='position:absolute;left:-3.4cm;background:#057;color:white;"
        html += f"padding:3pt 8pt'><b>{year}</b></div>"
        for theme, effort in efforts:
            html += f"<p><span style='{tag}'>{theme}</span><br><b>{effort}</b><br>Ansvarlig: Sundhedscentret</p>"
        html += "</div>"
    assert [(row[1], row[4], row[5], row[6]) for row in read(html + "</div>")] == [
        (theme, effort, "Sundhedscentret", year) for year, efforts in plan.items() for theme, effort in efforts
    ]


def test_headings_that_are_years_say_when_what_is_listed_below_is_done() -> None:
    html = "<h1>Handlinger</h1><h2>2023</h2><ul><li>Bygge legepladser</li></ul>"
    html += "<h2>2024</h2><ul><li>Åbne hallerne</li><li>Følge op</li></ul>"
    assert [(row[1], row[3], row[4], row[6]) for row in read(html)] == [
        (None, None, "Bygge legepladser", "2023"),
        (None, None, "Åbne hallerne", "2024"),
        (None, None, "Følge op", "2024"),
    ]


def test_cards_stacked_in_one_table_each_have_a_head_and_their_own_unit() -> None:
    html = "<h1>Ro i hovedet</h1><table>"
    for name, goal, action, who in (
        ("A1 Søvn på skemaet", "Unge sover nok.", "Undervisning i 7. klasse", "Skolerne"),
        ("A2 Et pusterum", "Pårørende får støtte.", "Aflastning i hjemmet", "Hjemmeplejen"),
    ):
        html += f"<tr><td style='background:#354;color:white'><b>{name}</b></td><td style='background:#354'></td></tr>"
        pairs = (("Formål", goal), ("Aktiviteter", action), ("Projektleder", who), ("Tidsplan", "2025"))
        html += "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in pairs)
    assert [row[2:6] for row in read(html + "</table>")] == [
        ("Unge sover nok.", "A1 Søvn på skemaet", "Undervisning i 7. klasse", "Skolerne"),
        ("Pårørende får støtte.", "A2 Et pusterum", "Aflastning i hjemmet", "Hjemmeplejen"),
    ]


def test_sentence_between_the_name_of_an_effort_and_its_unit_says_what_is_done() -> None:
    html = "<h1>Børn</h1>"
    for name, done, who in (
        ("Søvnskole", "Sundhedsplejen holder kurser om søvn.", "Sundhedsplejen"),
        ("Sund klub", "Klubberne serverer mad, som de unge laver.", "Klub og SFO"),
    ):
        html += f"<h3>{name}</h3><p>{done}</p><p>Ansvarlig: {who}</p>"
    assert [row[3:6] for row in read(html)] == [
        ("Søvnskole", "Sundhedsplejen holder kurser om søvn.", "Sundhedsplejen"),
        ("Sund klub", "Klubberne serverer mad, som de unge laver.", "Klub og SFO"),
    ]


def test_aspects_on_one_line_with_dots_between_them() -> None:
    html = ""
    for n, area, goal, objectives in PLAN:
        html += f"<h1>{n}. {area}</h1><p><b>Mål:</b> {goal}</p>"
        for objective, actions in objectives:
            html += f"<h2>{objective}</h2><p>Vi vil:</p>"
            html += "".join(f"<ul><li>{a}</li></ul><p><i>Ansvar: {w} · Færdig: {t}</i></p>" for a, w, t in actions)
    assert read(html) == expected()


def test_name_of_a_project_heads_a_column_of_actions() -> None:
    html = "<table><tr><th>Projektnavn</th><th>Tovholder</th><th>Slut</th></tr>"
    html += "<tr><td>Motionsvenner</td><td>Sundhedscentret</td><td>Juni 2025</td></tr></table>"
    assert [row[4:] for row in read(html)] == [("Motionsvenner", "Sundhedscentret", "Juni 2025")]


def test_heading_that_breaks_off_after_a_joining_word_goes_on_below() -> None:
    html = "<h1>Ældre</h1>"
    for name in ("Madklub i Skærbæk, Løgumkloster og<br>Toftlund", "Faldforebyggelse i hjemmet"):
        html += f"<h3 style='line-height:1.6'>{name}</h3><p>Ansvarlig: Hjemmeplejen</p>"
    assert [row[4] for row in read(html)] == [
        "Madklub i Skærbæk, Løgumkloster og Toftlund",
        "Faldforebyggelse i hjemmet",
    ]


def test_rows_that_only_their_units_and_deadlines_part() -> None:
    """The objective breaks over two lines beside two actions of one line each: nothing but them is level."""
    rows = [
        ("Gøre stier og parker<br>lettere at bruge", "Ansætte en koordinator.", "Center for Natur", "2016"),
        ("", "Udarbejde et kort over stier.", "Kulturhuset", "2017"),
        ("Flytte tilbud ud i<br>naturen", "Etablere et netværk for ledere.", "Hjemmeplejen", "Løbende"),
        ("", "Afholde kurser i skoven.", "Skolerne", "2018"),
    ]
    style = "position:absolute;font-size:10pt"
    html = ""
    for i, row in enumerate([("Delmål", "Sådan gør vi", "Tovholder", "Tidsramme"), *rows]):
        for x, text in zip((0, 5, 11, 15), row, strict=True):
            html += f"<div style='{style};left:{x}cm;top:{i * 14}pt'>{'<b>' * (i == 0)}{text}</div>"
    found = read(f"<h1>Natur</h1><div style='position:relative;height:90pt'>{html}</div>")
    assert [row[4:] for row in found] == [
        ("Ansætte en koordinator.", "Center for Natur", "2016"),
        ("Udarbejde et kort over stier.", "Kulturhuset", "2017"),
        ("Etablere et netværk for ledere.", "Hjemmeplejen", "Løbende"),
        ("Afholde kurser i skoven.", "Skolerne", "2018"),
    ]


def test_heading_that_says_area_is_one_though_all_actions_that_were_read_stand_under_it() -> None:
    html = f"<h1>Indsatsområde 1: {AREAS[0][0]}</h1><p>Området er beskrevet andetsteds.</p>"
    html += f"<h1>Indsatsområde 2: {AREAS[1][0]}</h1>"
    for objective, action in (("Rehabilitering", "Uddanne personalet"), ("Mødesteder", "Støtte caféerne")):
        html += f"<h3>{objective}</h3><p>Handlinger:</p><ul><li>{action}</li></ul>"
    assert [row[:2] + row[3:5] for row in read(html)] == [
        (2, AREAS[1][0], "Rehabilitering", "Uddanne personalet"),
        (2, AREAS[1][0], "Mødesteder", "Støtte caféerne"),
    ]


def test_boxed_goal_and_a_sentence_between_two_tables_are_no_rows() -> None:
    box = "border:0.7pt solid #444;padding:3pt;margin:0"
    html = "<style>td, th { border: none; border-bottom: 0.7pt solid #444 }</style>"
    for n, (area, goal, actions) in enumerate(AREAS, 1):
        rows = "".join(f"<tr><td>{a.split()[-1].capitalize()}</td><td>{a.capitalize()}</td></tr>" for a in actions)
        html += f"<h2 style='margin:3pt 0'>{n}. {area}</h2><div style='{box}'><b>MÅL</b><br>{goal}</div>"
        html += (
            "<p style='margin:2pt 0'>Vi bygger videre på de erfaringer, vi allerede har, og prøver nye veje her.</p>"
        )
        html += f"<table style='margin:0'><tr><th width='30%'>Delmål</th><th>Aktiviteter</th></tr>{rows}</table>"
    assert [row[:5] for row in read(html)] == [
        (n, area, goal, action.split()[-1].capitalize(), action.capitalize())
        for n, (area, goal, actions) in enumerate(AREAS, 1)
        for action in actions
    ]


def test_areas_down_the_side_of_their_rows_and_a_goal_over_the_columns() -> None:
    html = "<table><tr><th></th><th>Indsats</th><th>Ansvarlig</th><th>Tidspunkt</th></tr>"
    for area, goal, actions in AREAS:
        html += f"<tr><td rowspan={len(actions) + 1}>{area}</td><td colspan=3><b>Mål:</b> {goal}</td></tr>"
        html += "".join(f"<tr><td>{action}</td><td>Skolen</td><td>Maj 2026</td></tr>" for action in actions)
    assert [(row[1], row[2], *row[4:]) for row in read(html + "</table>")] == [
        (area, goal, action, "Skolen", "Maj 2026") for area, goal, actions in AREAS for action in actions
    ]


def test_money_on_the_line_of_unit_and_deadline_is_part_of_neither() -> None:
    html = ""
    for n, (area, _, actions) in enumerate(AREAS, 1):
        html += f"<h1>{n}. {area}</h1>"
        for action in actions:
            html += f"<h3>{action.capitalize()}</h3><p>Hvem: Skolen | Hvornår: Maj 2026 | Økonomi: 50.000 kr.</p>"
    assert [row[4:] for row in read(html)] == [
        (action.capitalize(), "Skolen", "Maj 2026") for _, _, actions in AREAS for action in actions
    ]


def test_large_number_on_top_of_a_page_numbers_the_area_below() -> None:
    html = ""
    for n, (area, goal, actions) in enumerate(AREAS, 1):
        html += f"<section style='break-before:page'><div style='font-size:40pt'><b>{n}</b></div><h2>{area}</h2>"
        html += f"<h3>Målsætning</h3><p>{goal}</p><h3>Indsatser</h3>"
        html += f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul></section>"
    assert [row[:3] for row in read(html)] == [
        (n, area, goal) for n, (area, goal, actions) in enumerate(AREAS, 1) for _ in actions
    ]


def test_small_line_with_the_number_of_the_area_above_its_name_and_a_page_between() -> None:
    """Set no bolder than the text around it, and the last on its page, the line gave no area its number."""
    made, kicker = "", "<p style='font-size:9pt;margin:0'>INDSATSOMRÅDE {}</p>"
    for n, (name, action) in enumerate((("Fællesskaber for alle", "Åbne døre"), ("En hverdag", "Mentorer")), 1):
        broken = "style='break-before:page'" if n == 2 else ""
        made += f"{kicker.format(n)}<h1 {broken}>{name}</h1><p>Det er vigtigt for os alle sammen.</p>"
        made += f"<h3>Det gør vi</h3><ul><li>{action} på biblioteket</li><li>Flere gåture</li></ul>"
    rows = read(made)
    assert [row[:2] for row in rows] == [
        *[(1, "Fællesskaber for alle")] * 2,
        *[(2, "En hverdag")] * 2,
    ]


def test_what_stands_in_a_box_left_of_efforts_is_what_they_serve() -> None:
    plan = {
        "Mad i institutioner": [("Kostpolitik i dagtilbud", "Dagtilbud"), ("Madpakkevejledning", "Sundhedsplejen")],
        "Mad til ældre": [("Spisevenner på plejehjem", "Frivillighuset")],
    }
    html = "<h1 style='break-before:page'>Kost</h1>"
    for objective, efforts in plan.items():
        cells = "".join(
            f"<div style='border:1pt solid #528;padding:6pt;margin-bottom:5pt'><b>{name}</b><br>Ansvarlig: {who}</div>"
            for name, who in efforts
        )
        html += "<div style='display:flex;margin-bottom:8pt'><div style='width:35%;background:#528;color:white;padding:"
        html += f"8pt'><b>{objective}</b></div><div style='width:55%;margin-left:12pt'>{cells}</div></div>"
    assert [(row[1], *row[3:6]) for row in read(f"{html}<div style='break-after:page'></div>")] == [
        ("Kost", objective, name, who) for objective, efforts in plan.items() for name, who in efforts
    ]


def test_bold_word_without_a_colon_labels_the_goal_behind_it() -> None:
    html = ""
    for area, goal, actions in AREAS:
        html += f"<h1>{area}</h1><p style='background:#eed'><b>Mål</b> {goal}</p><h3>Handlinger</h3>"
        html += f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul>"
    assert [(row[1], row[2]) for row in read(html)] == [(area, goal) for area, goal, actions in AREAS for _ in actions]


def test_unit_and_deadline_behind_a_dash_and_a_goal_that_ends_in_a_year() -> None:
    html = (
        "<p>Vedtaget af Byrådet den 28. november 2023</p><h1>1. Tobak</h1><p><i>Mål: Ingen unge ryger i 2030.</i></p>"
    )
    html += "<p>Vi vil:</p><ul><li>Røgfri skolevej – Trafik og Park, 2024</li><li>Skilte – Kultur, marts 2025</li></ul>"
    assert [row[2:] for row in read(html)] == [
        ("Ingen unge ryger i 2030.", None, "Røgfri skolevej", "Trafik og Park", "2024"),
        ("Ingen unge ryger i 2030.", None, "Skilte", "Kultur", "marts 2025"),
    ]
    goal = Evidence("Mål: Ingen unge ryger i 2030.", "title")
    assert decide_document_date([goal, Evidence("Vedtaget den 28. november 2023", "title")]).iso == "2023-11-28"


def test_row_that_a_line_closes_beside_merged_cells_does_not_go_on_overleaf() -> None:
    rows = [("Sygeplejerske på gaden", "Sundhed"), ("Følgeordning til læge", "Frivilligcenter")] * 12
    html = "<table><thead><tr><th>Tema</th><th>Mål</th><th>Indsats</th><th>Ansvarlig</th></tr></thead>"
    for k in range(2):
        for i, (action, who) in enumerate(rows):
            merged = (
                f"<td rowspan={len(rows)}>Tema {k + 1}</td><td rowspan={len(rows)}>Alle trives</td>" if i == 0 else ""
            )
            html += f"<tr>{merged}<td>{action}</td><td>{who}</td></tr>"
    found = read(html + "</table>", "@page { size: A4 landscape } tr { break-inside: avoid } td { height: 26pt }")
    assert [row[4:6] for row in found] == rows * 2


ROW = "display:flex;font-size:10pt;line-height:13pt"


def test_objectives_right_below_each_other_begin_level_with_their_actions() -> None:
    objectives = [("Skabe rum der indbyder til<br>bevægelse", "Leg i byen"), ("Støtte idræt for alle", "Åbne haller")]
    html = "<h1>1. Leg</h1><p><b>Mål</b></p><p>Flere bevæger sig.</p>"
    html += f"<div style='{ROW}'><b style='width:6cm'>Målsætning</b><b>Aktiviteter</b></div>"
    for objective, action in objectives:
        html += f"<div style='{ROW}'><div style='width:6cm'>{objective}</div><div>• {action} for alle byens<br>"
        html += "&nbsp;&nbsp;borgere, unge som gamle.</div></div>"
    assert [(row[3], row[4]) for row in read(html)] == [
        ("Skabe rum der indbyder til bevægelse", "Leg i byen for alle byens borgere, unge som gamle."),
        ("Støtte idræt for alle", "Åbne haller for alle byens borgere, unge som gamle."),
    ]


def test_goal_of_a_table_that_breaks_over_pages_is_whole_for_the_actions_on_both() -> None:
    """The area has a goal of its own, so that the table's goals are objectives."""
    html = "<h1>1. Røgfrihed</h1><p><b>Mål:</b> Ingen unge ryger.</p><table><tr><th>Mål</th><th>Sådan gør vi</th></tr>"
    html += "<tr><td>Skabe røgfrie steder hvor</td><td>Afholde møder.</td></tr><tr style='break-before: page'>"
    html += "<td>børn og unge færdes</td><td>Sætte skilte op.</td></tr></table>"
    whole = ("Ingen unge ryger.", "Skabe røgfrie steder hvor børn og unge færdes")
    assert [row[2:5] for row in read(html)] == [(*whole, "Afholde møder."), (*whole, "Sætte skilte op.")]


def test_actions_level_with_measures_of_their_own_are_rows() -> None:
    """The engine takes what stands so near for one row: the first objective is level with the first of its actions."""
    rows = [("Støtte idræt", "Åbne haller.", "Antal haller"), ("", "Bygge baner.", "Antal baner")]
    rows += [("Skabe<br>byrum", "Plante.", "Antal"), ("", "Male.", "Areal")]
    html = "<h1>1. Leg</h1><p><b>Mål</b></p><p>Flere bevæger sig.</p><table><tr><th>Delmål</th><th>Handlinger</th>"
    html += "<th>Indikator</th></tr>"
    html += "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    found = read(html + "</table>", "td, th { padding: 0 12pt; border: 0; line-height: 1.1; vertical-align: top }")
    assert [row[4] for row in found] == ["Åbne haller.", "Bygge baner.", "Plante.", "Male."]


def test_labels_of_two_columns_that_are_printed_again_overleaf_are_no_action() -> None:
    style = "position:absolute;font-size:10pt"
    columns = [
        [("Vi vil", "Sådan gør vi"), ("Øge viden om trivsel", "Styrke Natteravnene."), ("", "Udarbejde en procedure.")],
        [
            ("Vi vil", "Sådan gør vi"),
            ("Opspore mistrivsel", "Etablere et netværk."),
            ("", "Undersøge digitale forløb."),
        ],
    ]
    html = "<h1>1. Trivsel</h1><p><b>Mål:</b> Flere trives.</p>"
    for k, rows in enumerate(columns):
        html += f"<div style='position:relative;height:90pt{';break-before:page' * k}'>"
        for i, row in enumerate(rows):
            cells = zip((0, 9), row, strict=True)
            html += "".join(
                f"<div style='{style};left:{x}cm;top:{i * 18}pt'>{'<b>' * (i == 0)}{t}</div>" for x, t in cells
            )
        html += "</div>"
    assert [row[3:5] for row in read(html)] == [
        ("Øge viden om trivsel", "Styrke Natteravnene."),
        ("Øge viden om trivsel", "Udarbejde en procedure."),
        ("Opspore mistrivsel", "Etablere et netværk."),
        ("Opspore mistrivsel", "Undersøge digitale forløb."),
    ]


def test_head_of_a_box_with_a_list_of_actions_is_what_they_serve() -> None:
    """The deadlines stand at one edge as the years of a road do, and their labels are longer than what they lead to."""
    box = "float:left;width:7cm;border:1pt solid #a50;border-radius:4pt;padding:8pt;margin-right:8pt"
    cards = [("Flere vandrer", ["Mærke stier", "Trykke kort"], "2027"), ("Børn leger ude", ["Bygge baner"], "2026")]
    html = "<h1>1 Natur</h1><p><b>Mål:</b> Alle kommer ud.</p>"
    for head, actions, when in cards:
        html += f"<div style='{box}'><h3 style='color:#a50'>{head}</h3><p>Det gør vi:</p>"
        html += f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul>"
        html += f"<p style='font-size:8pt'><b>Senest:</b> {when}</p></div>"
    html += "<div style='clear:both'></div><h3>Det vil vi</h3><ul><li>Holde naturdag</li></ul>"
    listed = [(head, action, when) for head, actions, when in cards for action in actions]
    assert [(row[3], row[4], row[6]) for row in read(html)] == [*listed, (None, "Holde naturdag", None)]


def test_two_tiles_beside_each_other_are_no_table() -> None:
    tiles = [("Mad i klubben", "Klubben", "2026"), ("Cykelbus", "Vejcentret", "2025")]
    html = "<h1>1 Børn</h1><p><b>Vores ambition:</b> Alle er med.</p><h2>Det sætter vi i gang</h2>"
    html += "<div style='display:grid;grid-template-columns:1fr 1fr;gap:8pt'>"
    for name, who, when in tiles:
        html += f"<div style='background:#eee;padding:8pt'><h3>{name}</h3><p>Alle kan komme og være med.</p>"
        html += f"<p style='font-size:8pt'><b>Ansvarlig:</b> {who} | <b>Frist:</b> {when}</p></div>"
    assert [(row[2], row[3], row[5], row[6]) for row in read(html + "</div>")] == [
        ("Alle er med.", name, who, when) for name, who, when in tiles
    ]


def test_heading_over_the_actions_of_every_area_is_no_objective() -> None:
    html = "".join(
        f"<h1>{n}. {area}</h1><h2>Vores mål</h2><p>{goal}</p><h2>Det betyder</h2>"
        + "".join(f"<p>Vi vil {action} sammen med borgerne.</p>" for action in actions)
        for n, (area, goal, actions) in enumerate(AREAS, 1)
    )
    assert [(row[1], row[3]) for row in read(html)] == [(area, None) for area, _, actions in AREAS for _ in actions]


def test_shaded_cell_over_several_rows_names_their_area_once() -> None:
    style = "td, th { border: none } td { border-bottom: 0.5pt solid #bbb } th { background: #222; color: white }"
    html = "<h1>Handleplan</h1><table><tr><th>Område<th>Mål<th>Aktivitet<th>Tovholder</tr>"
    for n, (area, goal, actions) in enumerate(AREAS, 1):
        for i, action in enumerate(actions):
            span = f"rowspan={len(actions)} style='"
            merged = f"<td {span}background:#e6edf8;font-weight:bold'>{n}. {area}<td {span}'>{goal}"
            html += f"<tr>{merged if i == 0 else ''}<td>{action.capitalize()}<td>Skolen</tr>"
    assert [row[:3] for row in read(html + "</table>", style)] == [
        (n, area, goal) for n, (area, goal, actions) in enumerate(AREAS, 1) for _ in actions
    ]


@pytest.mark.parametrize("gap", ["1.5cm", "3mm"], ids=["columns", "close"])
def test_box_of_an_action_says_below_it_who_when_and_how_it_is_measured(gap: str) -> None:
    box = "border:0.8pt solid #057;border-radius:5pt;padding:6pt;margin:8pt 0"
    small = "font-size:7.5pt;color:#999"
    html = ""
    for n, (area, goal, actions) in enumerate(AREAS, 1):
        html += f"<h1>Tema {n}: {area}</h1><p>Overordnet mål: {goal}</p><h3>Delmål: Vi når længere</h3>"
        for action in actions:
            cells = ("Ansvar", "Skolen"), ("Udføres", "Maj 2026"), ("Sådan måler vi", "Antal hold")
            html += f"<div style='{box}'><b>Handling:</b> {action.capitalize()}<div style='display:flex;gap:{gap}'>"
            html += "".join(f"<div><div style='{small}'>{a}</div><div>{b}</div></div>" for a, b in cells)
            html += "</div></div>"
    assert [row[4:7] for row in read(html)] == [
        (action.capitalize(), "Skolen", "Maj 2026") for _, _, actions in AREAS for action in actions
    ]


def test_goal_and_actions_in_boxes_beside_each_other_below_the_name_of_each_area() -> None:
    """Read down the left side first, all actions were of the last area: its name stood in the way of nothing."""
    html = ""
    for area, goal, actions in AREAS:
        box = "<div style='flex:1;background:#e6f0f6;padding:6pt'><b>{}</b>{}</div>"
        listed = f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul>"
        boxes = box.format("Mål", f"<p>{goal}</p>") + box.format("Indsatser", listed)
        html += f"<h2>{area}</h2><div style='display:flex;gap:12pt'>{boxes}</div>"
    assert [(row[1], row[2]) for row in read(html)] == [(area, goal) for area, goal, actions in AREAS for _ in actions]


@pytest.mark.parametrize("slanted", [True, False])
def test_a_sentence_set_off_below_every_area_is_its_goal(slanted: bool) -> None:
    style = "font-style:italic" if slanted else "font-size:14pt"
    html = ""
    for area, goal, actions in AREAS:
        html += f"<h2>{area}</h2><p style='{style}'>{goal.rstrip('.')}.</p><h3>Det gør vi</h3>"
        html += f"<ul>{''.join(f'<li>{action}</li>' for action in actions)}</ul>"
    assert [row[1:3] for row in read(html)] == [
        (area, f"{goal.rstrip('.')}.") for area, goal, actions in AREAS for _ in actions
    ]


@pytest.mark.parametrize("each", [True, False])
def test_a_column_numbers_the_areas_where_its_cells_are_as_tall(each: bool) -> None:
    """Numbers of areas were left out; numbers of actions beside a cell of the area are none of it."""
    head = "<tr><th>Nr.</th><th>Indsatsområde</th><th>Handling</th></tr>"
    html = f"<style>td,th{{border:.5pt solid #666}}</style><table>{head}"
    count = 0
    for n, (area, _, actions) in enumerate(AREAS, 1):
        for k, action in enumerate(actions):
            count += 1
            number = f"<td>{count}</td>" if each else f"<td rowspan={len(actions)}>{n}</td>" if k == 0 else ""
            html += f"<tr>{number}{f'<td rowspan={len(actions)}>{area}</td>' if k == 0 else ''}<td>{action}</td></tr>"
    assert [row[:2] for row in read(f"{html}</table>")] == [
        (None if each else n, area) for n, (area, _, actions) in enumerate(AREAS, 1) for _ in actions
    ]
