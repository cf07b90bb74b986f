"""Agendas and minutes in the words of several municipalities."""

from __future__ import annotations

import pytest

from extractors import extract
from extractors.kinds.agenda import read_agenda
from schemas.document import ExtractedDocument
from tests.kinds.typeset import STYLE, typeset

WORDINGS = [
    ("Sagsfremstilling", "Indstilling", "Beslutning", "Bilag"),
    (
        "Beskrivelse af sagen",
        "Administrationens indstilling",
        "Beslutning i Socialudvalget den 5. november 2018",
        "Bilagsliste",
    ),
    ("Sagens baggrund", "Forvaltningens indstilling", "Udvalgets beslutning", "Vedhæftede filer"),
    ("Redegørelse", "Direktionens indstilling", "Afgørelse", "Bilagsfortegnelse"),
    ("Baggrund", "Forslag til beslutning", "Konklusion", "Bilag til punktet"),
]
HEAD = "<h1>Referat</h1><p>Social- og Sundhedsudvalget</p><p>Mødedato: 5. november 2018</p><p>Afbud: ingen</p>"


def item(number: int, title: str, wording: tuple[str, ...], heading: str = "<h3>{}</h3>") -> str:
    case, proposal, decision, appendix = (heading.format(word) for word in wording)
    return (
        f"<h2>Punkt {number}: {title}</h2>"
        f"{case}<p>Kommunen har gennemgået anbefalingerne. 2. kvartal gik med at spørge.</p>"
        f"{proposal}<p>Forvaltningen indstiller, at</p><ul><li>status tages til efterretning</li></ul>"
        f"{decision}<p>Godkendt.</p>{appendix}<ul><li>Status på anbefalinger</li></ul>"
    )


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda words: words[0])
@pytest.mark.parametrize("heading", ["<h3>{}</h3>", "<p><b>{}</b></p>", "<p><b>{}:</b></p>"])
def test_parts_of_an_item_have_one_name_in_every_wording(wording: tuple[str, ...], heading: str) -> None:
    document = typeset(HEAD + item(1, "Status på pakken", wording, heading) + item(2, "Ny politik", wording, heading))
    assert document.kind.kind == "agenda"
    reading = read_agenda(document.layout)
    assert reading.committee is not None
    assert reading.meeting_date is not None
    assert (reading.committee.value, reading.meeting_date.value) == ("Social- og Sundhedsudvalget", "2018-11-05")
    assert [(i.number_raw, i.title) for i in reading.items] == [("1", "Status på pakken"), ("2", "Ny politik")]
    for entry in reading.items:
        assert entry.text("case") == "Kommunen har gennemgået anbefalingerne. 2. kvartal gik med at spørge."
        assert "status tages til efterretning" in (entry.text("proposal") or "")
        assert (entry.text("decision"), entry.text("appendix")) == ("Godkendt.", "Status på anbefalinger")


def test_table_in_an_appendix_belongs_to_the_item_before_it() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>Anbefaling nummer {n}</td><td>x</td></tr>" for n in range(1, 60))
    table = f"<table><thead><tr><th>Nr.</th><th>Anbefaling</th><th>I høj grad</th></tr></thead>{rows}</table>"
    html = HEAD + item(1, "Først", WORDINGS[0]) + item(2, "Status", WORDINGS[0]) + table + item(3, "Sidst", WORDINGS[0])
    document = typeset(html)
    reading = read_agenda(document.layout)
    assert reading.items[1].tables == tuple(table.number for table in document.layout.tables) != ()
    assert reading.items[1].page_last > reading.items[1].page


def test_items_without_numbers_begin_where_their_first_part_does() -> None:
    html = "<h1>Byrådet</h1><p>Møde den 12-09-2017</p><h2>Handleplan for sundhed</h2><h4>Sammendrag</h4><p>Kort.</p>"
    html += "<h4>Forvaltningens indstilling</h4><p>At planen godkendes.</p><h4>Beslutning</h4><p>Godkendt.</p>"
    reading = read_agenda(typeset(html).layout)
    assert [(i.number_raw, i.title) for i in reading.items] == [(None, "Handleplan for sundhed")]
    assert reading.meeting_date is not None
    assert reading.meeting_date.value == "2017-09-12"


def test_document_without_parts_gives_no_items() -> None:
    assert read_agenda(typeset("<h1>Rapport</h1><p>Tekst om noget helt andet.</p>").layout).items == ()


ASSESSMENT = (
    "<h1>Status på forebyggelsespakken om tobak</h1><table><tr><th>Nr.</th><th>Anbefaling</th><th>Status</th></tr>"
)
ASSESSMENT += "".join(
    f"<tr><td>{n}</td><td>{title}</td><td>{'Opfyldt' if n % 2 else 'Ikke opfyldt'}</td></tr>"
    for n, title in enumerate(("Røgfri skoletid", "Rygestop til unge", "Røgfri arbejdstid", "Tobak i dagplejen"), 1)
)
ASSESSMENT += "</table>"


def read(html: str) -> ExtractedDocument:
    import weasyprint

    return extract(weasyprint.HTML(string=f"<style>{STYLE} .page {{ break-before: page }}</style>{html}").write_pdf())


def test_appendix_returns_to_the_item_that_lists_it() -> None:
    first = item(1, "Tobak", WORDINGS[0]).replace(
        "Status på anbefalinger", "Bilag 1: Status på forebyggelsespakken om tobak"
    )
    document = read(HEAD + first + item(2, "Ny politik", WORDINGS[0]) + f"<div class=page>{ASSESSMENT}</div>")
    assert document.document.kind == "agenda"
    tobak, policy = document.agenda_items
    assert {row.agenda_item_id for row in document.assessments} == {tobak.record_id}
    assert (tobak.assessment_count, tobak.assessment_page, tobak.assessment_page_last) == (4, 2, 2)
    assert (tobak.page, tobak.page_last) == (1, 2)
    assert (policy.assessment_count, policy.assessment_page, policy.page_last) == (0, None, 1)
    assert tobak.appendices == ("Bilag 1: Status på forebyggelsespakken om tobak",)


def test_appendix_that_nothing_lists_belongs_to_the_item_before_it() -> None:
    html = HEAD + item(1, "Ny politik", WORDINGS[0]) + item(2, "Tobak", WORDINGS[0])
    document = read(html + f"<div class=page>{ASSESSMENT}</div>")
    assert {row.agenda_item_id for row in document.assessments} == {document.agenda_items[1].record_id}


def test_item_without_parts_is_an_item_when_it_goes_on_counting() -> None:
    html = HEAD + "<h2>1. Godkendelse af dagsorden</h2><p>Ingen bemærkninger.</p>"
    html += item(2, "Tobak", WORDINGS[0]).replace("Punkt 2: ", "2. ") + "<h2>3. Eventuelt</h2><p>Intet.</p>"
    html += "<h2>7. Røgfri skoletid</h2>"
    items = read_agenda(typeset(html).layout).items
    assert [(entry.number_raw, entry.title) for entry in items] == [
        ("1", "Godkendelse af dagsorden"),
        ("2", "Tobak"),
        ("3", "Eventuelt"),
    ]


def test_every_value_of_an_item_has_its_place() -> None:
    document = read(HEAD + item(1, "Tobak", WORDINGS[1]))
    (entry,) = document.agenda_items
    placed = {seen.field for seen in document.evidence if seen.record_id == entry.record_id and seen.page == 1}
    told = ("number_raw", "title", "committee", "meeting_date", "case", "proposal", "decision", "appendices")
    assert placed == set(told)
    assert all(getattr(entry, name) for name in told)
    assert entry.summary is None
