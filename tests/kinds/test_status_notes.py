"""Initiatives that a running text reports on, and labels that run along the top of slides."""

from __future__ import annotations

import pytest

from extractors.kinds.account import account_cells
from extractors.kinds.tables import publish_tables
from schemas.records import InitiativeRow
from tests.kinds.test_presentation import WIDE
from tests.kinds.typeset import records, typeset

NOTE = "<h1>Statusnotat</h1><p>Her er status for initiativerne i sundhedsprogrammet.</p>"


def section(number: int, title: str, status: str, actors: str) -> str:
    entries = "".join(f"<li>{actor}</li>" for actor in actors.split(", "))
    return (
        f"<h2>Initiativ {number} – {title}</h2><p><b>Målgruppe:</b> Borgere over {60 + number} år</p>"
        f"<p><b>Status:</b></p><ul><li>{status}</li></ul><p><b>Deltagere:</b></p><ul>{entries}</ul>"
    )


def initiatives(html: str) -> tuple[InitiativeRow, ...]:
    return records(typeset(html), "other")[0].initiatives


def test_sections_of_a_status_note_report_on_an_initiative_each() -> None:
    """The second goes on overleaf; a heading of their size that names none ends the last."""
    html = NOTE + section(1, "Forebyg fald", "Screening er i gang", "Træning") + "<div style='height:12cm'></div>"
    html += section(2, "Madfællesskaber", "Tre huse er med", "Kultur og Fritid, Landdistriktsrådet")
    found = initiatives(html + "<h2>Det videre forløb</h2><ul><li>Udvalget får status igen til maj</li></ul>")
    actors = ("Kultur og Fritid", "Landdistriktsrådet")
    assert [(row.number_raw, row.title, row.target_group, row.status, row.actors) for row in found] == [
        ("1", "Forebyg fald", "Borgere over 61 år", ("Screening er i gang",), ("Træning",)),
        ("2", "Madfællesskaber", "Borgere over 62 år", ("Tre huse er med",), actors),
    ]
    assert [row.pages for row in found] == [(1,), (1, 2)]


def test_numbered_efforts_that_nothing_is_reported_of_are_no_initiatives() -> None:
    html = "".join(f"<h2>Indsats {n}: Leg og læring</h2><p>Vi vil lege mere hver dag.</p>" for n in range(1, 4))
    assert not initiatives(NOTE + html)
    assert not initiatives(NOTE + html + section(4, "Forebyg fald", "I gang", "Træning"))


def test_target_group_that_runs_along_the_top_of_slides_is_said_of_their_initiatives() -> None:
    """What stands alike on pages one after the other is a running line, and says something even so."""
    titles = ("Tryg hjem", "Mad der mætter", "Sunde skoler", "Vand i vand")
    groups = ("Ældre", "Ældre", "Børn", "Voksne")
    html = "".join(
        f"<section><p style='font-size:13px'>Målgruppe: {group}</p><h1>Initiativ {n}: {title}</h1><h2>Status</h2>"
        "<ul><li>I gang</li></ul></section>"
        for n, (title, group) in enumerate(zip(titles, groups, strict=True), 1)
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.title, row.target_group) for row in found] == list(zip(titles, groups, strict=True))


def test_number_in_a_tag_above_the_title_is_that_of_the_initiative_the_title_names() -> None:
    tag = "display:inline-block;font-size:13px;background:#dde;padding:3px 10px"
    html = "".join(
        f"<section><div style='{tag}'>Initiativ {n}</div><h1>{title}</h1><h2>Status</h2>"
        "<ul><li>I gang</li></ul></section>"
        for n, title in enumerate(("Ungdom uden røg", "Fra sofa til sti"), 1)
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.number_raw, row.title, row.target_group) for row in found] == [
        ("1", "Ungdom uden røg", None),
        ("2", "Fra sofa til sti", None),
    ]


def card(head: str, rows: dict[str, str]) -> str:
    body = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows.items())
    return f"<table style='margin-bottom:14pt'><tr>{head}</tr>{body}</table>"


HEADS = {
    "number beside the title": "<td>Indsats {n}</td><td>{title}</td>",
    "number and title in one cell": "<td colspan='2'><b>Indsats {n}: {title}</b></td>",
    "label beside the title": "<td>Indsats</td><td>{title}</td>",
}


@pytest.mark.parametrize("head", HEADS)
def test_cards_of_a_catalogue_report_on_an_initiative_each(head: str) -> None:
    titles = ("Havregrød i klassen", "Naboens cykel")
    html = "<h1>Indsatskatalog</h1><p>Kataloget viser, hvad der er i gang.</p>"
    for n, title in enumerate(titles, 1):
        told = {"Målgruppe": "Unge", "Status": "<ul><li>Begyndt</li><li>Fuldt hold</li></ul>", "Aktører": "Skolen"}
        html += card(HEADS[head].format(n=n, title=title), told)
    assert typeset(html).kind.kind == "other"
    numbers = [None, None] if head.startswith("label") else ["1", "2"]
    assert [(row.number_raw, row.title, row.target_group, row.status, row.actors) for row in initiatives(html)] == [
        (number, title, "Unge", ("Begyndt", "Fuldt hold"), ("Skolen",))
        for number, title in zip(numbers, titles, strict=True)
    ]


def test_cards_of_a_plan_report_on_nothing() -> None:
    told = {"Mål": "Flere cykler", "Aktiviteter": "Låne cykler ud", "Ansvarlig": "Skolen", "Status": "Planlagt"}
    html = "<h1>Handleplan</h1>" + "".join(card(f"<td>Indsats {n}</td><td>Cykler</td>", told) for n in (1, 2))
    assert typeset(html).kind.kind == "policy"
    assert not initiatives(html)


def test_name_of_a_chapter_in_the_panel_of_slides_is_whom_their_initiatives_are_for() -> None:
    """It runs along the top of the slides of its chapter; what all slides have is said of none."""
    panel = "position:absolute;left:0;top:0;width:270px;height:540px;background:#345;color:white;padding:20px"
    groups = ("Børn", "Børn", "Voksne", "Voksne")
    html = "".join(
        f"<section style='position:relative;height:400px'><div style='{panel}'><div style='font-size:13px'>{group}"
        f"</div><p style='margin-top:40px'>Initiativ {n}</p><h1>Titel {n}</h1></div>"
        "<div style='margin-left:330px;padding-top:60px'><h2>Status</h2><ul><li>I gang</li></ul></div></section>"
        for n, group in enumerate(groups, 1)
    )
    found = records(typeset(html, WIDE + "@page { margin: 0 }"), "presentation")[0].initiatives
    assert [(row.title, row.target_group) for row in found] == [(f"Titel {n}", g) for n, g in enumerate(groups, 1)]


def test_table_of_labels_below_the_heading_of_an_initiative_says_how_far_it_is() -> None:
    html = NOTE
    for n, title in enumerate(("Læsevenner", "Fælles frokost"), 1):
        rows = {"Målgruppe": "Enlige", "Status": "To hold", "Samarbejdspartnere": "Biblioteket<br>Menighedsrådet"}
        html += f"<h2>Projekt {n}. {title}</h2>" + card("", rows)
    document = typeset(html)
    found, notebook = records(document, "other")
    assert [(row.title, row.target_group, row.status, row.actors) for row in found.initiatives] == [
        (title, "Enlige", ("To hold",), ("Biblioteket", "Menighedsrådet")) for title in ("Læsevenner", "Fælles frokost")
    ]
    tables, cells = publish_tables(notebook.document_id, document.layout.tables, found.mapped)
    assert not [account.lost for account in account_cells(tables, cells, notebook.evidence, ()) if account.lost]


def test_title_that_all_slides_with_initiatives_beside_each_other_share_is_no_target_group() -> None:
    told = "<h3>Status</h3><ul><li>I gang</li></ul>"
    html = "".join(
        "<section style='position:relative'><h1>Fælles om sundhed</h1>"
        + "".join(
            f"<div style='position:absolute;top:100px;left:{x}px;width:380px'><div style='background:#ddd'>"
            f"<b>Projekt {n + k}: Titel</b></div>{told}</div>"
            for k, x in enumerate((0, 440))
        )
        + "</section>"
        for n in (1, 3)
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.number_raw, row.target_group) for row in found] == [(str(n), None) for n in range(1, 5)]


def test_line_above_a_title_gives_the_number_of_the_initiative_and_whom_it_is_for() -> None:
    told = "<h3>Status</h3><ul><li>I gang</li></ul>"
    html = "".join(
        f"<section><div style='font-size:14px'>Indsats {n} | {about}</div><h1>{title}</h1>{told}</section>"
        for n, (about, title) in enumerate((("Unge", "Snak om det"), ("Voksne", "Naturens rum")), 1)
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.number_raw, row.title, row.target_group) for row in found] == [
        ("1", "Snak om det", "Unge"),
        ("2", "Naturens rum", "Voksne"),
    ]


def test_line_along_the_top_of_slides_names_the_initiative_that_their_titles_say_things_of() -> None:
    html = "".join(
        f"<section><p style='font-size:13px'>Initiativ {n}: {title}</p><h1>{head}</h1><ul><li>{text}</ul></section>"
        for n, title in enumerate(("Kor på recept", "Madmod"), 1)
        for head, text in (("Status", "I gang"), ("Hvem er med?", "Musikskolen"))
    )
    found = records(typeset(html, WIDE), "presentation")[0].initiatives
    assert [(row.number_raw, row.title, row.status, row.actors) for row in found] == [
        ("1", "Kor på recept", ("I gang",), ("Musikskolen",)),
        ("2", "Madmod", ("I gang",), ("Musikskolen",)),
    ]
