"""Lists whose titles wear signs that a key explains, however they are set: one family of documents."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image, ImageDraw

from extractors import extract
from schemas.records import AssessmentRow

weasyprint = pytest.importorskip("weasyprint")

STYLE = """
body { font-family: Carlito, "DejaVu Sans"; font-size: 10.5pt } table { width: 100%; border-collapse: collapse }
td { padding: 4pt 3pt; vertical-align: top } .ruled td { border-bottom: 0.6pt solid #999 }
.small { font-size: 9pt; color: #444 } .key { border: 1pt solid #123; columns: 2; padding: 5pt }
"""
STEPS = ("Godt på plads", "Vi er undervejs", "Ikke sat i gang")
COLOURS = ("#4caf50", "#f6c344", "#d9453b")
LISTED = {
    "Rammer": (
        ("Røgfri skoletid for elever og ansatte", 0, "Vedtaget i 2016 og fulgt op hvert år"),
        ("Røgfri legepladser og stadioner", 2, ""),
        ("Røgfrie arbejdspladser i kommunen", 1, "Gælder ikke kørsel endnu"),
    ),
    "Tilbud": (
        ("Tilbud om rygestop til alle borgere", 0, "Fire hold om året på Sundhedscentret"),
        ("Rygestop til gravide og deres partnere", 1, "Sammen med jordemødrene"),
        ("Særlige tilbud til socialt udsatte rygere", 2, "Ingen aftale"),
    ),
    "Tidlig opsporing": (
        ("Henvisning fra almen praksis til rygestop", 1, "Drøftes med lægerne"),
        ("Samtaler om tobak i tandplejen", 0, "Fra 8. klasse"),
    ),
}
RATED = [(title, STEPS[step], step + 1) for rows in LISTED.values() for title, step, _ in rows]
CATEGORIES = ["rammer"] * 3 + ["tilbud"] * 3 + ["tidlig_opsporing"] * 2


def disc(step: int) -> str:
    circle = f'<circle cx="6" cy="6" r="5" fill="{COLOURS[step]}"/>'
    return f'<svg width="11" height="11" viewBox="0 0 12 12">{circle}</svg>'


SIGNS = {
    "circles": lambda step: "●◑○"[step],
    "stars": lambda step: ("★★★", "★★☆", "★☆☆")[step],
    "ticks": lambda step: ("✓", "(✓)", "✗")[step],
    "plus": lambda step: ("+", "(+)", "–")[step],
    "discs": disc,
}
KEYS = {
    "line": lambda signs: f"<p>{' &nbsp;&nbsp; '.join(f'{sign} {text}' for sign, text in signs)}</p>",
    "frame": lambda signs: f"<div class=key>{''.join(f'<div>{sign} {text}</div>' for sign, text in signs)}</div>",
    "told": lambda signs: f"<p>Tegnforklaring: {', '.join(f'{sign} = {text}' for sign, text in signs)}</p>",
}
BUILDS = {
    "sign first": lambda title, sign, note: (
        f"<tr><td style='width:20pt'>{sign}<td>{title}<td style='width:40%'>{note}</tr>"
    ),
    "sign last": lambda title, sign, note: (
        f"<tr><td>{title}<div class=small>{note}</div><td style='width:40pt; text-align:center'>{sign}</tr>"
    ),
    "sign alone": lambda title, sign, _: f"<tr><td style='width:20pt'>{sign}<td>{title}</tr>",
    "bold title": lambda title, sign, note: f"<p><b>{title}</b> {sign}</p><p>{note}</p>",
    "behind sign": lambda title, sign, note: f"<p>{sign} <b>{title}</b></p><p>{note}</p>",
    "line": lambda title, sign, note: f"<div>{sign} {title}{' – ' if note else ''}{note}</div>",
}


def read(sign: str, key: str, build: str) -> tuple[AssessmentRow, ...]:
    draw, set_row = SIGNS[sign], BUILDS[build]
    parts = []
    for heading, rows in LISTED.items():
        listed = "".join(set_row(title, draw(step), note) for title, step, note in rows)
        parts.append(f"<h3>{heading}</h3>" + (f"<table class=ruled>{listed}</table>" if "<tr>" in listed else listed))
    explained = KEYS[key]([(draw(step), text) for step, text in enumerate(STEPS)])
    html = (
        f"<style>{STYLE}</style><h1>Tobak i Faxe Kommune</h1><p>Sådan lever vi op til Sundhedsstyrelsens "
        f"forebyggelsespakke om tobak. Status maj 2019.</p>{explained}<h2>Anbefalinger på grundniveau</h2>"
    )
    return extract(weasyprint.HTML(string=html + "".join(parts)).write_pdf(), path="faxe.pdf").assessments


@pytest.mark.parametrize(
    ("sign", "key", "build"),
    [
        *((sign, "line", "sign first") for sign in SIGNS),
        *(("circles", "line", build) for build in BUILDS),
        *(("discs", "told", build) for build in BUILDS),
        *(("ticks", "frame", build) for build in ("sign first", "sign last", "bold title", "line")),
        *(("plus", "told", build) for build in ("sign last", "behind sign", "line")),
        *(("stars", "told", build) for build in ("sign last", "behind sign", "line")),
        ("circles", "frame", "sign alone"),
    ],
)
def test_titles_are_rated_by_the_signs_beside_them(sign: str, key: str, build: str) -> None:
    rows = read(sign, key, build)
    assert [(row.title, row.rating_text, row.rating_step) for row in rows] == RATED
    assert [row.category for row in rows] == CATEGORIES


SHADES = ("#0a7d3c", "#8ccf4d", "#ffc81e", "#cc1f2a")
SHADED = ("Det har vi nået", "Det er vi tæt på", "Det er vi begyndt på", "Det mangler vi")


@pytest.mark.parametrize("gap", ["&nbsp; ", "&nbsp;&nbsp;&nbsp; "])
@pytest.mark.parametrize("build", ["sign first", "bold title", "behind sign"])
def test_discs_in_two_greens_are_two_steps(build: str, gap: str) -> None:
    """A dark green one had the step of light green, and a wide gap in the line of the key parted its last entry."""

    def shaded(step: int) -> str:
        return disc(0).replace(COLOURS[0], SHADES[step])

    key = gap.join(f"{shaded(step)} {text}" for step, text in enumerate(SHADED))
    titles = [title for rows in LISTED.values() for title, *_ in rows]
    steps = [0, 3, 1, 2, 0, 1, 3, 2]
    rows = "".join(BUILDS[build](t, shaded(s), "Der er hold.") for t, s in zip(titles, steps, strict=True))
    body = f"<table class=ruled>{rows}</table>" if "<tr>" in rows else rows
    html = f"<style>{STYLE}</style><h1>Status på forebyggelsespakken om tobak</h1><p>{key}</p>{body}"
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == [
        (title, SHADED[step], step + 1) for title, step in zip(titles, steps, strict=True)
    ]
    assert not any(row.needs_review for row in found)


def test_bullets_of_two_kinds_rate_nothing() -> None:
    html = "<h1>Forebyggelsespakken om tobak</h1>" + "".join(
        f"<p>● {title}</p><p>○ {note or 'Ikke drøftet endnu'}</p>"
        for rows in LISTED.values()
        for title, _, note in rows
    )
    assert extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments == ()


def test_three_titles_with_a_sign_each_are_no_key_of_the_others() -> None:
    """Without a key, the rows of the first group worded those of the second."""
    rows = "".join(
        f"<h3>{heading}</h3><table class=ruled>"
        + "".join(f"<tr><td>{SIGNS['circles'](step)}<td>{title}<td>{note}</tr>" for title, step, note in listed)
        + "</table>"
        for heading, listed in LISTED.items()
    )
    html = f"<style>{STYLE}</style><h1>Forebyggelsespakken om tobak</h1>{rows}"
    assert extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments == ()


def lights(step: int, *, painted: bool) -> str:
    """A traffic light with one lamp lit, as high as a title and its text: pixels, or drawn in lines."""
    lamps = {lamp: COLOURS[step] if lamp == (2, 1, 0)[step] else "#606060" for lamp in range(3)}
    style = "width: 12pt; height: 32pt; float: left; margin-right: 8pt"
    if not painted:
        circles = "".join(f"<circle cx=6 cy={6 + 10 * n} r=4 fill='{fill}'/>" for n, fill in lamps.items())
        return f"<svg style='{style}' viewBox='0 0 12 32'><rect width=12 height=32 fill='#222'/>{circles}</svg>"
    image = Image.new("RGB", (36, 96), "#222222")
    draw = ImageDraw.Draw(image)
    for n, fill in lamps.items():
        draw.ellipse((6, 6 + 30 * n, 30, 30 + 30 * n), fill=fill)
    out = io.BytesIO()
    image.save(out, "PNG")
    return f"<img style='{style}' src='data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}'>"


ABOUT = (
    "Grønt lys gives, når alle er med. Gult lys gives til det, vi er i gang med, og rødt lys til resten. "
    "Udviklingsniveau er mærket med *."
)


def lit(about: str, *, painted: bool) -> tuple[AssessmentRow, ...]:
    body = "".join(
        f"<div style='clear: left; margin-bottom: 14pt; min-height: 36pt'>{lights(step, painted=painted)}"
        f"<b>{title}{'*' if step == 2 else ''}</b><br>{note}</div>"
        for rows in LISTED.values()
        for title, step, note in rows
    )
    html = f"<style>{STYLE}</style><h1>Forebyggelsespakken om tobak</h1><p>{about}</p>{body}"
    return extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments


@pytest.mark.parametrize("painted", [True, False])
def test_traffic_lights_before_a_title_and_its_text(painted: bool) -> None:
    """They are higher than a title and were pictures; the star was the end of the title."""
    rows = lit(ABOUT, painted=painted)
    assert [(row.title, row.rating_step) for row in rows] == [(title, step) for title, _, step in RATED]
    assert [row.level for row in rows] == ["udviklingsniveau" if step == 3 else None for *_, step in RATED]
    assert {row.rating_text for row in rows} == {"Grøn", "Gul", "Rød"}


def test_pictures_in_three_colours_that_no_text_explains_rate_nothing() -> None:
    assert lit("Her er anbefalingerne.", painted=True) == ()


WIDE = " og for alle andre, der færdes på skolernes og kommunens områder i løbet af dagen"


def large(sign: str, step: int) -> str:
    """A sign that is higher than a line: a disc, a square, a face in a colour or in black and white, an icon."""
    bend, look = (21, 16, 11)[step], "fill='none' stroke='#222' stroke-width='1.5'"
    figure = ("<path d='M6 12 L10 17 L18 7'", "<path d='M6 12 L18 12'", "<path d='M7 7 L17 17 M17 7 L7 17'")[step]
    thick = "stroke-width='3'"
    eyes = "<circle cx=8 cy=9 r=1.5 fill='#222'/><circle cx=16 cy=9 r=1.5 fill='#222'/>"
    shapes = {
        "disc": f"<circle cx=12 cy=12 r=11 fill='{COLOURS[step]}'/>",
        "square": f"<rect x=2 y=2 width=20 height=20 fill='{COLOURS[step]}'/>",
        "face": f"<circle cx=12 cy=12 r=11 fill='{COLOURS[step]}'/>{eyes}<path d='M7 16 Q12 {bend} 17 16' {look}/>",
        "icon": f"<circle cx=12 cy=12 r=11 fill='{COLOURS[step]}'/>{figure} fill='none' stroke='#fff' {thick}/>",
    }
    return f"<svg width=24 height=24 viewBox='0 0 24 24'>{shapes[sign]}</svg>"


def carded(sign: str, side: str, key: str, more: str) -> tuple[AssessmentRow, ...]:
    explained = "&nbsp;&nbsp; ".join(f"<span>{large(sign, step)} {text}</span>" for step, text in enumerate(STEPS))
    told = {"signs": explained.replace("width=24 height=24", "width=12 height=12"), "none": "Her er anbefalingerne."}
    told["words"] = "Glad: det er på plads · Neutral: vi er undervejs · Trist: det mangler vi"
    parts = []
    for heading, rows in LISTED.items():
        parts.append(f"<h3>{heading}</h3>")
        for title, step, note in rows:
            text = f"<div style='flex: 1'><b>{title}{more}</b><br>{note or 'Drøftet i udvalget'}</div>"
            drawn = f"<div style='flex: 0 0 34pt; align-self: center'>{large(sign, step)}</div>"
            both = drawn + text if side == "left" else text + drawn
            parts.append(f"<div style='display: flex; margin-bottom: 12pt'>{both}</div>")
    html = f"<style>{STYLE}</style><h1>Tobak</h1><p>Sådan følger vi forebyggelsespakken om tobak.</p><p>{told[key]}</p>"
    return extract(weasyprint.HTML(string=html + "".join(parts)).write_pdf(), path="faxe.pdf").assessments


@pytest.mark.parametrize(
    ("sign", "side", "key", "more"),
    [
        *((sign, side, "signs", "") for sign in ("disc", "square", "face", "icon") for side in ("left", "right")),
        *((sign, "left", "signs", WIDE) for sign in ("disc", "face")),
        ("face", "left", "words", ""),
        ("face", "left", "none", ""),
    ],
)
def test_signs_as_high_as_a_title_and_its_text(sign: str, side: str, key: str, more: str) -> None:
    """In the middle of both they stood at the height of none, and parted titles that wrap at their second line."""
    rows = carded(sign, side, key, more)
    assert [(row.title, row.rating_step) for row in rows] == [(title + more, step) for title, _, step in RATED]
    assert [row.category for row in rows] == CATEGORIES


@pytest.mark.parametrize("sign", ["disc", "icon"])
def test_large_signs_that_nothing_explains_rate_nothing(sign: str) -> None:
    assert carded(sign, "left", "none", "") == ()


def test_the_middle_of_a_legend_is_between_its_ends_whatever_it_says() -> None:
    """A wording that no scale knows left the signs without an order, and the document without a row."""
    words = ("Er på plads", "Her øver vi os", "Mangler")
    key = " &nbsp;&nbsp; ".join(f"{'▲◆▼'[step]} {text}" for step, text in enumerate(words))
    titles = [(title, step) for rows in LISTED.values() for title, step, _ in rows]
    body = "".join(f"<p>{'▲◆▼'[step]} <b>{title}</b></p><p>Er drøftet.</p>" for title, step in titles)
    html = f"<style>{STYLE}</style><h1>Status på forebyggelsespakken om tobak</h1><p>{key}</p>{body}"
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == [(t, words[s], s + 1) for t, s in titles]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("behind", ["Ansvar: Skole · Grundniveau", "Niveau: Grundniveau | Ansvar: Skole"])
def test_framed_cards_with_a_sign_beside_title_text_and_labels(side: str, behind: str) -> None:
    """The frames were a table without heads, whose cells say several things, and no row was read."""
    key = "&nbsp;&nbsp; ".join(f"<span>{disc(step)} {text}</span>" for step, text in enumerate(STEPS))
    frame = "display: flex; margin-bottom: 10pt; padding: 6pt; border: 0.6pt solid #888; background: #fafaf5"
    body = ""
    for title, step, note in (row for rows in LISTED.values() for row in rows):
        drawn = f"<div style='flex: 0 0 36pt; align-self: center'>{large('disc', step)}</div>"
        text = f"<div style='flex: 1'><b>{title}</b><br>{note or 'Er drøftet.'}<br><small>{behind}</small></div>"
        body += f"<div style='{frame}'>{drawn + text if side == 'left' else text + drawn}</div>"
    html = f"<style>{STYLE}</style><h1>Status på forebyggelsespakken om tobak</h1><p>{key}</p>{body}"
    found = extract(weasyprint.HTML(string=html).write_pdf(), path="faxe.pdf").assessments
    assert [(row.title, row.rating_text, row.rating_step) for row in found] == RATED
    assert {row.level for row in found} == {"grundniveau"}
    assert not any(row.needs_review for row in found)
    assert [row.activity for row in found] == [note or "Er drøftet." for rows in LISTED.values() for *_, note in rows]
    assert {row.responsible or " ".join(row.departments) for row in found} == {"Skole"}
