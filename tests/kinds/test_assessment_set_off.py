"""Verdicts that stand behind or above the title they rate, set off by a label, another look or brackets."""

from __future__ import annotations

import pytest

from schemas.document import ExtractedDocument
from tests.kinds.test_assessment_forms import WORDS, of_html
from tests.kinds.test_assessment_lists import ROWS, read

HEAD = "<h1>Status på forebyggelsespakken Tobak</h1><p>Anbefalingerne gennemgås en for en.</p>"
FOOT = "<p style='font-size: 7pt'>Sagsnr. 29.09.00-P20-1-14</p>"


def printed(item: str) -> ExtractedDocument:
    rows = enumerate(ROWS, 1)
    body = "".join(item.format(n=n, t=title, w=WORDS[step - 1], a=text) for n, (title, step, text) in rows)
    return of_html(HEAD + body + FOOT)


@pytest.mark.parametrize(
    "item",
    [
        "<p><b>{n}) {t}.</b> <i>Vurdering: {w}</i></p><p>{a}</p>",
        "<h3>{t} – status: {w}</h3><p>{a}</p>",
        "<h3>{t} (Vurdering: {w})</h3><p>{a}</p>",
        "<h3>{t} | Status: {w}</h3><p>{a}</p>",
        "<p><b>{t}</b> Status: {w}<br>{a}</p>",
        "<p><b>{t}</b> <i>Vurdering: {w}.</i> {a}</p>",
        "<p><b>{t}</b> <i>({w})</i> {a}</p>",
        "<p><b>{t}</b> (G) ({w}) {a}</p>",
        "<ul><li><b>{t}.</b> <i>Vurdering: {w}</i><br>{a}</li></ul>",
        "<p><b>{n}) {t}.</b> {a} <i>Vurdering: {w}</i></p>",
        "<h3>{t}</h3><p>{a} <i>(vurdering: {w})</i></p>",
    ],
)
def test_verdicts_set_off_from_their_titles(item: str) -> None:
    """The label of the verdict and the title before it were a label of the form, and the chapter the title."""
    document = printed(item)
    assert read(document) == ROWS
    assert {row.rating_text for row in document.assessments} == set(WORDS)
    assert not any(row.needs_review for row in document.assessments)


@pytest.mark.parametrize(
    "item",
    [
        "<p style='margin: 8pt 0 0'>Vurdering: {w}</p><p style='margin: 0'><b>{t}</b></p><p style='margin: 0'>{a}</p>",
        "<p>{w}</p><h3>{t}</h3><p>{a}</p>",
    ],
)
def test_verdicts_above_their_titles(item: str) -> None:
    """Each was that of the recommendation before, without a doubt."""
    assert read(printed(item)) == ROWS


def test_a_verdict_below_the_text_is_not_that_of_the_next_title() -> None:
    assert read(printed("<h3>{t}</h3><p>{a}</p><p>Vurdering: {w}</p>")) == ROWS


def test_a_sentence_behind_a_bold_title_is_no_label_of_a_verdict() -> None:
    document = printed("<p><b>{t}.</b> {a} Ingen ved, om det er sådan.</p><p>Vurdering: {w}</p>")
    assert [row.activity for row in document.assessments] == [f"{a} Ingen ved, om det er sådan." for *_, a in ROWS]


@pytest.mark.parametrize(
    "item",
    [
        "<h3>{t}</h3><p><i>{o}.</i> {a}</p>",
        "<h3>{t}</h3><p><b>{o}.</b> {a}</p>",
        "<h3>{t}</h3><p>{o}. {a}</p>",
        "<p><b>{t}</b><br><i>{o}.</i> {a}</p>",
    ],
)
@pytest.mark.parametrize(
    "own",
    [
        ("Det gør vi", "Det gør vi delvist", "Det gør vi ikke endnu"),
        ("Vi er i mål", "Vi er på vej", "Vi mangler"),
        ("Vi følger den", "Vi følger den delvist", "Vi følger den ikke"),
    ],
)
def test_sentences_of_a_document_s_own_that_open_texts(item: str, own: tuple[str, str, str]) -> None:
    """No scale knows them, and the document was no assessment."""
    document = of_html(HEAD + "".join(item.format(t=t, o=own[s - 1], a=a) for t, s, a in ROWS) + FOOT)
    assert read(document) == ROWS
    assert {row.rating_text for row in document.assessments} == set(own)


def test_sentences_that_open_some_texts_rate_nothing() -> None:
    said = ("Vi vil gøre mere.", "Det er et ansvar for alle.", "Det er ikke nok.", "Skolerne skal være med.")
    body = "".join(f"<h3>{t}</h3><p>{said[n % 4]} {a}</p>" for n, (t, _, a) in enumerate((*ROWS, *ROWS)))
    assert not of_html(f"<h1>Sundhedspolitik</h1><p>Bygger på forebyggelsespakken Tobak.</p>{body}").assessments


@pytest.mark.parametrize("item", ["<h3>{t} ({o})</h3><p>{a}</p>", "<p><b>{t}</b> <i>({o})</i><br>{a}</p>"])
@pytest.mark.parametrize(
    "own", [("følges", "følges delvist", "følges ikke"), ("det gør vi altid", "vi er på vej", "det mangler vi")]
)
def test_words_in_brackets_behind_titles(item: str, own: tuple[str, str, str]) -> None:
    """Words that no scale of the vocabulary knows were part of the title, and the document no assessment."""
    rows = enumerate(ROWS, 1)
    document = of_html(HEAD + "".join(item.format(n=n, t=t, o=own[s - 1], a=a) for n, (t, s, a) in rows) + FOOT)
    assert read(document) == ROWS
    assert {row.rating_text for row in document.assessments} == set(own)


def test_words_in_brackets_that_wrap_with_their_titles() -> None:
    own = ("det har vi nået for længst", "det er vi på vej til", "det mangler vi at se på")
    items = "".join(f"<h3>{t}, både nu og i de kommende år ({own[s - 1]})</h3><p>{a}</p>" for t, s, a in ROWS)
    document = of_html(f"<div style='width: 330pt'>{HEAD}{items}</div>")
    assert [(row.rating_step, row.activity) for row in document.assessments] == [(s, a) for _, s, a in ROWS]
    assert {row.rating_text for row in document.assessments} == set(own)


def test_the_same_words_in_brackets_behind_every_title_rate_nothing() -> None:
    items = "".join(f"<h3>{title} (i hele kommunen)</h3><p>{text}</p>" for title, _, text in ROWS)
    assert not of_html(HEAD + items + FOOT).assessments


# --- sentences that say how far somebody meets a recommendation ------------------------------------------------------

MEETS = [
    ("Kommunen lever{} op til anbefalingen", "", " delvist", " ikke"),
    ("Nordby Kommune opfylder{} anbefalingen", "", " til dels", " endnu ikke"),
    ("Vi har{} implementeret anbefalingen", "", " delvist", " ikke"),
    ("Det vurderes, at vi{} følger anbefalingen", "", " delvist", " slet ikke"),
    ("Anbefalingen efterleves{}", "", " delvist", " ikke"),
]


def stated(item: str, sentence: str, *degrees: str) -> ExtractedDocument:
    rows = [(title, sentence.format(degrees[step - 1]), text) for title, step, text in ROWS]
    return of_html(HEAD + "".join(item.format(t=t, w=w, a=a) for t, w, a in rows) + FOOT)


@pytest.mark.parametrize("meets", MEETS)
def test_sentences_that_say_how_far_a_recommendation_is_met(meets: tuple[str, ...]) -> None:
    document = stated("<h3>{t}</h3><p>{w}. {a}</p>", *meets)
    assert read(document) == ROWS
    assert [row.rating_text for row in document.assessments[:2]] == [meets[0].format(word) for word in meets[1:3]]
    assert not any(row.needs_review for row in document.assessments)


@pytest.mark.parametrize(
    "item",
    [
        "<h3>{t}</h3><p>{a} {w}.</p>",
        "<h3>{t}</h3><p>{a}</p><p><i>{w}.</i></p>",
        "<h3>{t}</h3><p>{a} <b>{w}</b></p>",
        "<p><b>{t}.</b> {w}. {a}</p>",
        "<ul><li><b>{t}</b><br>{w}. {a}</li></ul>",
    ],
)
def test_such_sentences_stand_at_either_end(item: str) -> None:
    assert read(stated(item, *MEETS[0])) == ROWS


def test_a_sentence_that_goes_on_to_limit_itself_leaves_the_step_open() -> None:
    """It neither rates as if nothing followed, nor is its recommendation lost."""
    degrees = ("op til anbefalingen", "op til anbefalingen, men ikke i haller", "ikke op til anbefalingen")
    limited = stated("<h3>{t}</h3><p>{w}. {a}</p>", "Vi lever {}", *degrees)
    rows = {row.title: row for row in limited.assessments}
    assert [rows[title].rating_step for title, *_ in ROWS] == [None if step == 2 else step for _, step, _ in ROWS]
    assert all(rows[title].needs_review for title, step, _ in ROWS if step == 2)


def in_words(*said: str) -> ExtractedDocument:
    """Each recommendation with a number and a sentence of its own."""
    rows = enumerate(zip(ROWS, said, strict=True), 1)
    items = "".join(f"<h3>Anbefaling {n}: {title}</h3><p>{word}. {text}</p>" for n, ((title, _, text), word) in rows)
    return of_html(HEAD + items)


SAID = (
    ("Kommunen lever op til anbefalingen", "Anbefalingen er opfyldt", "Her lever vi op til anbefalingen"),
    ("Nordby Kommune lever delvist op til anbefalingen", "Anbefalingen er delvist opfyldt"),
    ("Vi lever endnu ikke op til anbefalingen", "Kommunen lever ikke op til anbefalingen"),
)


def in_turn(*others: str) -> list[str]:
    """The sentences of the steps in the order of the rows, another wording each time, and the ``others`` at the end."""
    left = [list(wordings) for wordings in SAID]
    return [left[step - 1].pop(0) for _, step, _ in ROWS[: len(ROWS) - len(others)]] + list(others)


def test_sentences_that_say_one_step_in_other_words_each_time() -> None:
    """Two wordings of one step were of no scale, and where each ended a text too few titles had one."""
    document = in_words(*in_turn())
    assert [row.rating_step for row in document.assessments] == [step for _, step, _ in ROWS]
    assert [row.activity for row in document.assessments] == [text for *_, text in ROWS]
    assert not any(row.needs_review for row in document.assessments)


def test_a_sentence_that_says_more_than_another_of_its_step_is_in_doubt() -> None:
    """Whoever writes "fuldt ud" here and not there may mean two steps."""
    rows = in_words(*in_turn("Vi lever fuldt ud op til anbefalingen")).assessments
    assert [(row.rating_step, row.needs_review) for row in rows[-1:]] == [(1, True)]
    assert all(row.needs_review for row in rows if row.rating_step == 1)


def test_a_clause_behind_the_sentence_names_the_level_of_its_recommendation_alone() -> None:
    """It headed what follows, which then was of its level."""
    said = in_turn()
    said[2] += ", som er på udviklingsniveau"
    assert [row.level for row in in_words(*said).assessments] == [None, None, "udviklingsniveau", None, None, None]


def test_the_last_recommendation_that_is_called_one_has_a_row_though_nothing_rates_it() -> None:
    rows = in_words(*in_turn("Der er ikke taget stilling til anbefalingen")).assessments
    assert [(row.number, row.rating_step, row.needs_review) for row in rows[-1:]] == [(len(ROWS), None, True)]


def test_what_is_said_in_passing_rates_nothing() -> None:
    said = ("Kommunen lever op til anbefalingen.", "", "", "Vi opfylder delvist anbefalingen.", "", "")
    body = "".join(f"<h2>{t}</h2><p>{a} {s}</p>" for (t, _, a), s in zip(ROWS, said, strict=True))
    assert not of_html(f"<h1>Sundhedspolitik</h1>{body}").assessments


# --- words on a ground of their own, on cards ------------------------------------------------------------------------

PILLS = (("Fuldt på plads", "#2a7"), ("På vej", "#ec3"), ("Mangler", "#c44"))
UNITS = ("Social Omsorg", "SSP", "Senior", "HR & Løn", "Sundhed", "Børn & Unge")
CARDS = (
    "<style>@page {{ size: 297mm 167mm; margin: 12mm }} .card {{ border: 0.5pt solid #bbb; border-top: 3pt solid #357;"
    " padding: 6pt; margin: 4pt; height: 34mm; width: {}; display: inline-block; vertical-align: top }}"
    " h3 {{ font-size: 12pt; margin: 0 0 4pt }} p {{ font-size: 9pt; margin: 0 0 6pt }} small {{ font-size: 7.5pt }}"
    " b {{ font-weight: normal; border-radius: 9pt; padding: 3pt 9pt; color: white; font-size: 9pt }}</style>"
)


def on_cards(card: str, width: str = "70mm") -> ExtractedDocument:
    body = "<h1>Forebyggelsespakken Tobak</h1>"
    for (title, step, text), unit in zip(ROWS, UNITS, strict=True):
        word, colour = PILLS[step - 1]
        pill = f"<b style='background: {colour}'>{word}</b>"
        body += f"<div class='card'>{card.format(t=title, a=text, w=pill, u=unit)}</div>"
    return of_html(CARDS.format(width) + body)


@pytest.mark.parametrize("width", ["70mm", "115mm"])
@pytest.mark.parametrize(
    "card",
    ["<h3>{t}</h3><p>{a}</p>{w}", "<h3>{t}</h3><p>{w}</p><p>{a}</p>", "<p>{w}</p><h3>{t}</h3><p>{a}</p>"],
)
def test_a_verdict_on_a_ground_of_its_own_is_that_of_its_card(card: str, width: str) -> None:
    document = on_cards(card, width)
    assert sorted(read(document)) == sorted(ROWS)
    assert not any(row.needs_review for row in document.assessments)


def test_print_beside_such_a_verdict_names_the_unit() -> None:
    document = on_cards("<h3>{t}</h3><p>{a}</p>{w} &nbsp; <small>{u}</small>")
    assert {row.departments_raw for row in document.assessments} == set(UNITS)


def test_words_on_grounds_that_explain_colours_rate_nothing() -> None:
    key = "".join(f"<b style='background: {colour}'>{word}</b> &nbsp; " for word, colour in PILLS)
    body = f"<h1>Sundhedspolitik</h1><h3>Sådan læses farverne</h3><p>{key}</p><h3>Mad</h3><p>{key}</p>"
    assert not of_html(CARDS.format("70mm") + body).assessments


def test_the_number_of_the_next_card_is_no_second_verdict() -> None:
    """In columns it follows the verdict of the card before: neither rated, and a wording said once headed a section."""
    words, steps = ("Vi er fremme", "Vi er godt på vej", "Vi har valgt det fra"), (1, 2, 1, 2, 1, 3)
    card = "<div class='card'><p>{}</p><h3>{}</h3><p>{}</p><p style='font-weight: bold; color: {}'>{}</p></div>"
    body = "<p>NORDBY KOMMUNE</p><h1>Forebyggelsespakken Tobak</h1>"
    for n, ((title, _, text), step) in enumerate(zip(ROWS, steps, strict=True), 1):
        body += card.format(n, title, text, PILLS[step - 1][1], words[step - 1])
    rows = of_html(CARDS.format("115mm") + body).assessments
    assert {row.title: row.rating_text for row in rows} == {
        title: words[step - 1] for (title, *_), step in zip(ROWS, steps, strict=True)
    }


def test_boxes_drawn_as_borders_answer_a_label_that_is_a_step_with_a_question_mark() -> None:
    """ "Opfyldt?" was an answer and no label, and the border of a box four lines: the form had no ratings."""
    body = (
        "<style>b { display: inline-block; width: 8pt; height: 8pt; border: 0.75pt solid #333; font-size: 7pt }"
        "table { border: 0.7pt solid #b98; width: 100%; margin: 6pt 0 } td + td { width: 70% }</style>"
        "<h1>Forebyggelsespakken Tobak</h1>"
    )
    answers = list(enumerate(("Ja", "Delvist", "Nej"), 1))
    for n, ((title, step, text), unit) in enumerate(zip(ROWS, UNITS, strict=True), 1):
        boxes = " &nbsp; ".join(f"<b>{'✕' if k == step else ''}</b> {answer}" for k, answer in answers)
        fields = {"Opfyldt?": boxes, "Hvad gør vi i dag?": text, "Besvaret af": unit}
        rows = "".join(f"<tr><td>{label}<td>{value}" for label, value in fields.items())
        body += f"<table><tr><td colspan=2><h3>{n}. {title}</h3>{rows}</table>"
    rows = of_html(body).assessments
    assert [(r.number, r.title, r.rating_step, r.mark_kind) for r in rows] == [
        (n, title, step, "checkbox") for n, (title, step, _) in enumerate(ROWS, 1)
    ]
    assert [(r.activity, r.departments_raw) for r in rows] == [(t, u) for (*_, t), u in zip(ROWS, UNITS, strict=True)]
    assert not any(row.needs_review for row in rows)
