"""Initiatives that cards, sections, slides and tables report on by their build, with no word that calls them so."""

from __future__ import annotations

from itertools import product

import pytest

from schemas.records import InitiativeRow
from tests.kinds.test_presentation import WIDE
from tests.kinds.typeset import records, typeset

TOLD = (
    ("Svøm dig glad", "Nye svømmere", ("Andet hold er i vandet", "Fuldt til jul"), "Svømmehallen, Biblioteket"),
    ("Bænken på torvet", "Enlige", ("Venter på tilladelse",), "Vej og Park"),
    ("Spis med en nabo", "Ældre og unge", ("Afsluttet",), "Beboerhuset, Kirken"),
)
ABOUT = "<h1>Oversigt over kommunens sundhedsindsatser</h1><p>Oversigten viser, hvor langt vi er.</p>"
LABELS = ("Hvem er det for?", "Hvor langt er vi?", "Hvem er med?")
CARD = "break-inside:avoid; border:1pt solid #686; width:240pt; height:180pt; margin:8pt; float:left"


def body(group: str, status: tuple[str, ...], actors: str, labels: tuple[str, ...] = LABELS) -> str:
    values = (f"<p>{group}</p>", "<ul>" + "".join(f"<li>{text}</li>" for text in status) + "</ul>", f"<p>{actors}</p>")
    told = zip(labels, values, strict=True)
    return "".join(f"<p style='font-size:9pt'><b>{label.upper()}</b></p>{value}" for label, value in told)


def read(html: str, kind: str = "other") -> list[tuple[str | None, str | None, str | None, tuple[str, ...]]]:
    document = typeset(html, WIDE if kind == "presentation" else "")
    assert document.kind.kind == kind
    found: tuple[InitiativeRow, ...] = records(document, kind)[0].initiatives
    assert all(row.actors == (TOLD[i][3],) for i, row in enumerate(found))
    return [(row.number_raw, row.title, row.target_group, row.status) for row in found]


def expected(numbers: tuple[str | None, ...] = ("1", "2a", "2b"), *, whole: bool = False) -> list[object]:
    return [
        (number, title, group, (". ".join(status),) if whole else status)
        for number, (title, group, status, _) in zip(numbers, TOLD, strict=True)
    ]


@pytest.mark.parametrize("numbers", [("1", "2a", "2b"), (None, None, None)])
def test_cards_with_a_title_and_labels_report_on_an_initiative_each(numbers: tuple[str | None, ...]) -> None:
    """They have the shape of slides: a page full of them is no handout, where every frame reports on one."""
    html = ABOUT
    for number, (title, *told) in zip(numbers, TOLD, strict=True):
        html += f"<div style='{CARD}'><h3>{number or ''} {title}</h3><p>Hver tirsdag.</p>{body(*told)}</div>"
    assert read(html) == expected(numbers)


def test_number_in_a_column_of_its_own_belongs_to_the_title_beside_it() -> None:
    numbers = ("1", "2 og 3", "4")
    html = ABOUT
    for number, (title, *told) in zip(numbers, TOLD, strict=True):
        head = (
            f"<div style='position:absolute;left:0;width:30pt'>{number}</div><h3 style='margin-left:60pt'>{title}</h3>"
        )
        html += f"<div style='position:relative'>{head}</div>{body(*told)}"
    assert read(html) == expected(numbers)


def test_slides_with_a_title_and_labels_report_on_an_initiative_each() -> None:
    html = "<section><h1>Sundt liv</h1></section>"
    html += "".join(f"<section><h1>{title}</h1>{body(*told)}</section>" for title, *told in TOLD)
    assert read(html, "presentation") == expected((None, None, None))


def test_sections_of_a_plan_report_on_nothing() -> None:
    """So do sections of a document that is about something else."""
    labels = ("Målgruppe", "Mål", "Ansvarlig")
    html = "".join(f"<h2>{title}</h2>{body(*told, labels)}" for title, *told in TOLD)
    assert not records(typeset(ABOUT + html), "other")[0].initiatives
    html = "".join(f"<h2>{title}</h2>{body(*told)}" for title, *told in TOLD)
    assert not records(typeset("<h1>Ny i kommunen</h1><p>Velkommen.</p>" + html), "other")[0].initiatives


def table(headers: tuple[str, ...], style: str = "") -> str:
    cells = [
        (n, title, group, ". ".join(status), actors)
        for n, (title, group, status, actors) in zip(("1", "2a", "2b"), TOLD, strict=True)
    ]
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in cells)
    head = "".join(f"<th>{text}</th>" for text in headers)
    return f"<style>{style} th, td {{ padding: 4pt 8pt }}</style><table><tr>{head}</tr>{rows}</table>"


@pytest.mark.parametrize(
    ("number", "style"),
    [
        *product(
            ("#", "Nr.", ""),
            ("th, td { border: 1px solid }", "tr:nth-child(even) td { background: #def } td { border: 0 }"),
        )
    ],
)
def test_table_of_a_status_note_lists_initiatives(number: str, style: str) -> None:
    html = ABOUT + table((number, "Initiativ", *LABELS), style)
    assert read(html) == expected(whole=True)


def test_table_with_goals_or_deadlines_is_a_plans() -> None:
    html = ABOUT + table(("Nr.", "Initiativ", "Mål", "Hvor langt er vi?", "Deadline"))
    assert not records(typeset(html), "other")[0].initiatives


def test_courses_and_ratings_report_on_nothing() -> None:
    html = "".join(f"<h2>{title}</h2><p>Målgruppe: {told[0]}</p><p>Deltagere: Højst 12</p>" for title, *told in TOLD)
    assert not records(typeset(ABOUT + html), "other")[0].initiatives
    rows = "".join(f"<tr><td>{title}</td><td>{told[0]}</td><td>I høj grad</td></tr>" for title, *told in TOLD)
    html = f"<table><tr><th>Indsats</th><th>Målgruppe</th><th>Status</th></tr>{rows}</table>"
    assert not records(typeset(ABOUT + html), "other")[0].initiatives


def test_label_with_its_text_behind_it_leads_to_nothing_more() -> None:
    html = ABOUT
    for title, group, status, actors in TOLD:
        html += f"<h2>{title}</h2><p>Status pr. 1. maj: {'. '.join(status)}</p><p>Hvem er med: {actors}</p>"
        html += f"<p>For hvem: {group}</p>"
    assert read(html) == expected((None, None, None), whole=True)
