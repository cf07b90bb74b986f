"""Recommendations of packages: titles by their setting, levels by whatever prints them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.kinds.typeset import records, typeset

RECOMMENDATIONS = [
    ("Alkoholpolitik i kommunen", "G", "Rammer", "Kommunen udarbejder en politik, der følges op hvert år."),
    ("Bevillinger og nattelivsindsats", "U", "Rammer", "Kommunen samarbejder med politi og restauratører."),
    ("Tidlig opsporing af storforbrug hos ældre", "G", "Tilbud", "Ved hjemmebesøg spørges til alkohol."),
    ("Implementering af samtaleguide", "U", "Tilbud", "Medarbejderne bruger guiden i samtaler med borgerne."),
    ("Lokale kampagner", "G", "Information og undervisning", "Kommunen deltager i nationale kampagner."),
    ("Systematisk opsporing i frontlinjen", "G", "Tidlig opsporing", "Medarbejdere taler med borgerne om alkohol."),
]
MORE = [("Håndhævelse af aldersgrænser", "G", "Rammer", "Butikker og beværtninger kender reglerne for salg.")]
CATEGORIES = {
    "Rammer": "rammer",
    "Tilbud": "tilbud",
    "Information og undervisning": "information",
    "Tidlig opsporing": "tidlig_opsporing",
}
LEVELS = {"G": "grundniveau", "U": "udviklingsniveau"}
COLORS = {"G": "#1a6", "U": "#c50"}
BEFORE = (
    "<h1>Forebyggelsespakke – Alkohol</h1><p>Formålet med forebyggelsespakken er at understøtte kommunernes arbejde "
    "med området, og pakken henvender sig til ledere og medarbejdere.</p><h2>Lovgivning</h2><h3>Tilbud</h3><ul><li>"
    "Sundhedsloven § 141</li></ul><h3>Tidlig opsporing</h3><ul><li>Servicelovens § 153</li></ul><h1>Anbefalinger</h1>"
)
AFTER = (
    "<h1>Implementering og opfølgning</h1><p>Indsatsen følges op.</p>"
    "<h2>Kompetencer</h2><p>Medarbejderne kender dem.</p>"
)


def square(color: str) -> str:
    return f"<span style='display:inline-block;width:9pt;height:9pt;background:{color}'></span>"


def badge(letter: str) -> str:
    style = (
        f"display:inline-block;width:14pt;border-radius:7pt;background:{COLORS[letter]};color:white;text-align:center"
    )
    return f"<span style='{style}'>{letter}</span>"


LEGEND = f"<p>{square(COLORS['G'])} Grundniveau &#160;&#160;&#160; {square(COLORS['U'])} Udviklingsniveau</p>"
GLYPHS = {"G": "●", "U": "○"}
LEGENDS = {"colour": LEGEND, "glyph": "<p>● Grundniveau &#160;&#160;&#160; ○ Udviklingsniveau</p>"}
TITLES = {
    "colour": lambda n, title, level: f"<h3>{square(COLORS[level])} {title}</h3>",
    "colour_behind": lambda n, title, level: f"<h3>{title} {square(COLORS[level])}</h3>",
    "badge": lambda n, title, level: f"<h3>{badge(level)} {n}. {title}</h3>",
    "suffix": lambda n, title, level: f"<p><b>{title} ({level.lower()})</b></p>",
    "word": lambda n, title, level: f"<h3>{title} – {LEVELS[level]}</h3>",
    "number": lambda n, title, level: f"<h3>{level}{n} {title}</h3>",
    "colour_bar": lambda n, title, level: (
        f"<div style='border-left:5pt solid {COLORS[level]};padding-left:8pt'><h3>{title}</h3>"
    ),
    "glyph": lambda n, title, level: f"<h3>{GLYPHS[level]} {title}</h3>",
    "run_in": lambda n, title, level: f"<p><b>{title} ({level}).</b> ",
    "beside": lambda n, title, level: f"<h3>{title} <span style='float:right'>{LEVELS[level].upper()}</span></h3>",
    "above": lambda n, title, level: f"<p>{LEVELS[level].upper()}</p><h3>{title}</h3>",
    "line": lambda n, title, level: f"<h3>Anbefaling {n}: {title}</h3><p>Niveau: {LEVELS[level].capitalize()}</p>",
}


@pytest.mark.parametrize("form", sorted(TITLES))
def test_recommendations_are_read_whatever_shows_their_level(form: str) -> None:
    html = BEFORE + LEGENDS.get(form.partition("_")[0], "")
    end = "</div>" if form == "colour_bar" else ""
    before = ""
    for n, (title, level, category, text) in enumerate(RECOMMENDATIONS, 1):
        if category != before:
            html += f"<h2>{category}</h2>"
            before = category
        html += TITLES[form](n, title, level) + (f"{text}</p>" if form == "run_in" else f"<p>{text}</p>") + end
    document = typeset(html + AFTER)
    assert document.kind.kind == "package"
    found = records(document, "package", packages=("alkohol",), edition="2012")[0].recommendations
    assert [(r.title, r.level, r.category, r.description) for r in found] == [
        (title, LEVELS[level], CATEGORIES[category], text) for title, level, category, text in RECOMMENDATIONS
    ]
    numbers = list(range(1, len(found) + 1)) if form in ("badge", "number", "line") else [None] * len(found)
    assert [r.number for r in found] == numbers
    assert [r.order for r in found] == list(range(1, len(found) + 1))


def test_table_of_recommendations_is_read_by_its_headers() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>{LEVELS[level].capitalize()}</td><td>{title}</td><td>{n}</td></tr>"
        for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    )
    head = "<tr><th>Beskrivelse</th><th>Niveau</th><th>Anbefaling</th><th>Nr.</th></tr>"
    document = typeset(BEFORE + f"<h2>Rammer</h2><table><thead>{head}</thead>{rows}</table>" + AFTER)
    found = records(document, "package")[0].recommendations
    assert [(r.number, r.title, r.level, r.description) for r in found] == [
        (n, title, LEVELS[level], text) for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    ]


def test_inspiration_and_target_group_are_fields_of_their_own() -> None:
    html = BEFORE + "<h2>Rammer</h2>"
    html += (
        "<h3>Første anbefaling (G)</h3><p>Målgruppe: Unge, forældre</p><p>Kommunen gør noget. "
        "Inspiration til handling: Læs mere i guiden.</p>"
    )
    html += "<h3>Anden anbefaling (U)</h3><p>Mere tekst.</p>"
    html += "<p><b>Inspiration til handling</b></p><ul><li>Et</li><li>To</li></ul>"
    first, second = records(typeset(html + AFTER), "package")[0].recommendations
    assert (first.description, first.inspiration) == ("Kommunen gør noget.", "Læs mere i guiden.")
    assert first.target_groups == ("Unge", "forældre")
    assert (second.description, second.inspiration) == ("Mere tekst.", "Et To")


def test_description_that_goes_on_overleaf_is_whole() -> None:
    subjects = ("børn", "unge", "voksne", "ældre", "pårørende", "familier", "skoler", "foreninger", "ledige", "borgere")
    verbs = ("støtter", "inddrager", "hjælper", "rådgiver", "opsøger", "følger", "møder", "tilbyder", "ser", "husker")
    text = " ".join(f"Kommunen {verb} {subject} i hverdagen." for verb in verbs for subject in subjects)
    html = BEFORE + f"<h2>Rammer</h2><h3>Første (G)</h3><p>{text}</p><h3>Anden (U)</h3><p>Kort.</p>" + AFTER
    found = records(typeset(html, "@page { size: A5 }"), "package")[0].recommendations
    assert [r.description for r in found] == [text, "Kort."]
    assert found[0].page < found[0].page_last


def test_levels_that_disagree_are_a_finding() -> None:
    html = BEFORE + LEGEND + "<h2>Rammer</h2>"
    html += f"<h3>{square(COLORS['G'])} Første</h3><p>Tekst.</p><h3>{square(COLORS['U'])} Anden (G)</h3><p>Tekst.</p>"
    found, notebook = records(typeset(html + AFTER), "package")
    conflicts = [finding for finding in notebook.findings if finding.code == "level_conflict"]
    assert [finding.record_id for finding in conflicts] == [found.recommendations[1].record_id]


def test_colours_without_a_legend_give_no_level() -> None:
    html = BEFORE + "<h2>Rammer</h2>"
    html += f"<h3>{square('#1a6')} Første</h3><p>Tekst.</p><h3>{square('#c50')} Anden</h3><p>Tekst.</p>"
    found = records(typeset(html + AFTER), "package")[0].recommendations
    assert [(r.title, r.level) for r in found] == [("Første", None), ("Anden", None)]


def test_every_value_points_at_its_place() -> None:
    html = BEFORE + LEGEND + "<h2>Rammer</h2>"
    html += f"<h3>{square(COLORS['G'])} Første</h3><p>Kommunen gør noget.</p>"
    html += f"<h3>{square(COLORS['U'])} Anden</h3><p>Og mere.</p>"
    document = typeset(html + AFTER)
    found, notebook = records(document, "package")
    for record in found.recommendations:
        shown = {row.field for row in notebook.evidence if row.record_id == record.record_id}
        assert {"title", "level", "category", "description"} <= shown
    height = document.source.pages[0].height
    assert all(row.page == 1 and 0 <= (row.top or 0) < (row.bottom or 0) <= height for row in notebook.evidence)


def test_extract_for_a_target_group_takes_its_packages_from_headings() -> None:
    """Extracts list recommendations of several packages, the level as a word behind each title."""
    html = "<h1>Anbefalinger for skolebørn</h1><p>til brug for medarbejdere med borgerkontakt og deres ledere</p>"
    for heading in ("Fysisk aktivitet", "Tobak"):
        html += f"<h2>{heading}</h2>"
        for title, level, _, text in RECOMMENDATIONS[:3]:
            html += f"<h3>{title} <small>{LEVELS[level].capitalize()}</small></h3><p>{text}</p>"
    document = typeset(html)
    assert document.kind.kind == "package"
    found = records(document, "package", packages=("fysisk_aktivitet", "tobak"))[0].recommendations
    assert [(r.package, r.title, r.level, r.description) for r in found] == [
        (package, title, LEVELS[level], text)
        for package in ("fysisk_aktivitet", "tobak")
        for title, level, _, text in RECOMMENDATIONS[:3]
    ]


def test_box_headed_by_a_number_alone_is_titled_by_the_line_below() -> None:
    boxes = "".join(
        "<div style='border:1pt solid #888;margin:6pt 0'><div style='display:flex;justify-content:space-between;"
        f"background:{COLORS[level]};color:white;font-weight:bold'><span>Anbefaling {n}</span>"
        f"<span>{LEVELS[level].capitalize()}</span></div><p><b>{title}</b></p><p>{text}</p></div>"
        for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    )
    found, _ = records(typeset(BEFORE + boxes + AFTER), "package")
    assert [(r.number, r.title, r.level, r.description) for r in found.recommendations] == [
        (n, title, LEVELS[level], text) for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    ]


def test_level_that_heads_several_titles_below_a_category_ends_with_it() -> None:
    html = "".join(
        f"<h2>{category}</h2>"
        + "".join(
            f"<h3>{LEVELS[level].upper()}</h3>"
            + "".join(
                f"<h4>{title}</h4><p>{text}</p>"
                for title, own, under, text in RECOMMENDATIONS + MORE
                if (own, under) == (level, category)
            )
            for level in "GU"
            if any((own, under) == (level, category) for _, own, under, _ in RECOMMENDATIONS + MORE)
        )
        for category in CATEGORIES
    )
    found, _ = records(typeset(BEFORE + html + AFTER), "package")
    levels = {title: LEVELS[level] for title, level, *_ in RECOMMENDATIONS + MORE}
    assert {r.title: r.level for r in found.recommendations} == levels


def test_chapter_of_follow_up_makes_no_package_a_report() -> None:
    rows = "".join(f"<tr><td>{t}</td><td>{text}</td><td>{level}</td></tr>" for t, level, _, text in RECOMMENDATIONS)
    table = f"<table><tr><th>Anbefaling</th><th>Indhold</th><th>Niveau</th></tr>{rows}</table>"
    html = (
        "<h1>Forebyggelsespakke – Alkohol</h1><p>Formålet med forebyggelsespakken er at støtte kommunerne.</p>"
        f"<h1>Anbefalinger</h1>{table}<h1>Opfølgning</h1><p>Kommunen følger op.</p>"
    )
    assert typeset(html).kind.kind == "package"


@pytest.mark.parametrize(
    "form",
    [
        lambda title, level, text: f"<p><b>{title}.</b> {text} <i>({LEVELS[level].capitalize()})</i></p>",
        lambda title, level, text: f"<h3>{title}</h3><p>{level}</p><p>{text}</p>",
    ],
    ids=["in brackets behind the text", "a letter below the title"],
)
def test_level_in_brackets_or_below(form: Callable[[str, str, str], str]) -> None:
    html = "".join(form(title, level, text) for title, level, _, text in RECOMMENDATIONS)
    found, _ = records(typeset(f"{BEFORE}<h2>Rammer</h2>{html}{AFTER}"), "package")
    assert [(r.title, r.level, r.description) for r in found.recommendations] == [
        (title, LEVELS[level], text) for title, level, _, text in RECOMMENDATIONS
    ]


def test_overview_in_a_table_is_described_by_the_text_that_follows() -> None:
    """The table has the mark of each title in the column of its level; the text has nothing but titles and words."""
    rows = "".join(
        f"<tr><td>{title}</td><td>{'●' if level == 'G' else ''}</td><td>{'●' if level == 'U' else ''}</td></tr>"
        for title, level, *_ in RECOMMENDATIONS
    )
    head = "<tr><th>Anbefaling</th><th>Grundniveau</th><th>Udviklings-niveau</th></tr>"
    front = "<h1>Forebyggelsespakke – Alkohol</h1><p>Formålet med forebyggelsespakken er at støtte kommunerne.</p>"
    front += f"<h1>Læsevejledning</h1><table><thead>{head}</thead>{rows}</table><h1>Anbefalinger</h1><h2>Rammer</h2>"
    text = "".join(f"<h3>{title}</h3><p>{text}</p>" for title, _, _, text in RECOMMENDATIONS)
    found, _ = records(typeset(front + text + AFTER), "package")
    assert [(r.title, r.level, r.description) for r in found.recommendations] == [
        (title, LEVELS[level], text) for title, level, _, text in RECOMMENDATIONS
    ]


def test_line_with_number_and_level_above_each_title_keys_it() -> None:
    html = "".join(
        f"<p><small>Anbefaling {n} | {LEVELS[level].capitalize()}</small></p><h3>{title}</h3><p>{text}</p>"
        for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    )
    found, _ = records(typeset(f"{BEFORE}<h2>Rammer</h2>{html}{AFTER}"), "package")
    assert [(r.number, r.title, r.level, r.description) for r in found.recommendations] == [
        (n, title, LEVELS[level], text) for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    ]


def test_chapters_set_in_columns_are_read_one_after_the_other() -> None:
    """A heading above two columns is short; a title that wraps goes on below its badge."""
    longer = [(f"{title} og hos borgere med mange samtidige behov", *rest) for title, *rest in RECOMMENDATIONS]
    html = ""
    for category in CATEGORIES:
        inner = "".join(
            f"<div style='break-inside:avoid'><h3>{badge(level)} {title}</h3><p>{text}</p></div>"
            for title, level, under, text in longer
            if under == category
        )
        html += f"<h2>{category}</h2><div style='columns:2;column-gap:24pt'>{inner}</div>"
    found, _ = records(typeset(BEFORE + html + AFTER), "package")
    assert [(r.title, r.level, r.category) for r in found.recommendations] == [
        (title, LEVELS[level], CATEGORIES[category]) for title, level, category, _ in longer
    ]


def test_paragraphs_that_begin_with_a_title_and_a_colon() -> None:
    legend = "".join(f"<p>{square(COLORS[key])} Anbefaling på {LEVELS[key]}</p>" for key in "GU")
    html = "".join(
        f"<h2>{category}</h2>"
        + "".join(
            f"<p>{square(COLORS[level])} <b>{title}:</b> {text}</p>"
            for title, level, under, text in RECOMMENDATIONS
            if under == category
        )
        for category in CATEGORIES
    )
    found, _ = records(typeset(legend + BEFORE + html + AFTER), "package")
    assert [(r.title, r.level, r.category, r.description) for r in found.recommendations] == [
        (title, LEVELS[level], CATEGORIES[category], text) for title, level, category, text in RECOMMENDATIONS
    ]


def test_level_in_a_column_before_the_titles_is_of_its_own_row() -> None:
    rows = "".join(
        f"<tr><td style='width:30mm'><b>{LEVELS[level].capitalize()}</b></td>"
        f"<td><p><b>{title}</b></p><p>{text}</p></td></tr>"
        for title, level, _, text in RECOMMENDATIONS
    )
    style = "td { border-width: 1pt 0 0 0 }"
    found, _ = records(typeset(f"{BEFORE}<h2>Rammer</h2><table>{rows}</table>{AFTER}", style), "package")
    assert [(r.title, r.level) for r in found.recommendations] == [
        (title, LEVELS[level]) for title, level, *_ in RECOMMENDATIONS
    ]


def test_inspiration_that_a_bold_lead_in_begins() -> None:
    html = BEFORE
    for category in CATEGORIES:
        html += f"<h2>{category}</h2>"
        for title, level, own, text in RECOMMENDATIONS:
            if own == category:
                html += f"<h3>{title} – {LEVELS[level]}</h3><p>{text}</p>"
                html += "<p><b>Inspiration til handling</b> Se kataloget.</p>"
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert [(row.description, row.inspiration) for row in rows] == [
        (text, "Se kataloget.") for *_, text in RECOMMENDATIONS
    ]


def levels_beside(parts: dict[str, str]) -> str:
    columns = "".join(
        f"<div style='width:50%'><h4>{name.capitalize()}</h4>{parts.get(level, '')}</div>"
        for level, name in LEVELS.items()
    )
    return f"<div style='display:flex'>{columns}</div>"


def test_levels_beside_each_other_head_columns_where_titles_stand_below_both() -> None:
    html = BEFORE
    for category in CATEGORIES:
        own = dict.fromkeys(LEVELS, "")
        for title, level, stated, text in RECOMMENDATIONS:
            own[level] += f"<p><b>{title}</b></p><p>{text}</p>" if stated == category else ""
        html += f"<h2>{category}</h2>{levels_beside(own)}"
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert {row.title: row.level for row in rows} == {title: LEVELS[level] for title, level, *_ in RECOMMENDATIONS}


def test_levels_explained_beside_each_other_head_no_titles() -> None:
    html = BEFORE + levels_beside({"G": "<p>Det ved vi virker.</p>", "U": "<p>Det er lovende.</p>"})
    for category in CATEGORIES:
        html += f"<h2>{category}</h2>"
        html += "".join(f"<p><b>{t}</b></p><p>{text}</p>" for t, _, own, text in RECOMMENDATIONS if own == category)
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert [row.level for row in rows] == [None] * len(RECOMMENDATIONS)


def ring(level: str) -> str:
    fill = "background:#8e2a6b;" if level == "G" else ""
    style = f"display:inline-block;width:8pt;height:8pt;border:1pt solid #8e2a6b;border-radius:5pt;{fill}"
    return f"<span style='{style}'></span>"


def test_full_and_hollow_signs_of_one_colour_are_told_apart_by_the_legend() -> None:
    html = BEFORE + f"<p>{ring('G')} Grundniveau &#160;&#160;&#160; {ring('U')} Udviklingsniveau</p>"
    for category in CATEGORIES:
        html += f"<h2>{category}</h2>"
        for title, level, own, text in RECOMMENDATIONS:
            html += f"<h3>{ring(level)} {title}</h3><p>{text}</p>" if own == category else ""
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert {row.title: row.level for row in rows} == {title: LEVELS[level] for title, level, *_ in RECOMMENDATIONS}


@pytest.mark.parametrize("border", ["border-bottom:0.6pt solid #888", ""])
def test_titles_beside_their_text_between_lines_that_no_head_stands_over(border: str) -> None:
    html, before = BEFORE, ""
    for title, level, category, text in RECOMMENDATIONS:
        html += f"<h2>{category}</h2>" if category != before else ""
        before = category
        html += f"<div style='display:flex;{border};padding:8pt 0'><div style='width:4cm'><b>{title}</b>"
        html += f"<br>{badge(level)}</div><div style='width:12cm'>{text} Det sker i alle dele af kommunen, og "
        html += "ledelsen følger op på det.<br><i>Inspiration til handling</i><br>Spørg andre.</div></div>"
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert [(row.title, row.level, row.category) for row in rows] == [
        (title, LEVELS[level], CATEGORIES[category]) for title, level, category, _ in RECOMMENDATIONS
    ]
    assert {row.inspiration for row in rows} == {"Spørg andre."}
    assert all((row.description or "").startswith(text) for row, (*_, text) in zip(rows, RECOMMENDATIONS, strict=True))


def test_ruled_rows_without_a_head_have_number_level_title_and_text_in_cells_of_their_own() -> None:
    html, before = BEFORE, ""
    for n, (title, level, category, text) in enumerate(RECOMMENDATIONS, 1):
        html += f"<h2>{category}</h2>" if category != before else ""
        before = category
        html += f"<table><tr><td style='width:1cm'>{n}</td><td style='width:4cm'><b>{title}</b></td>"
        html += f"<td style='width:1cm'>{level}</td><td>{text}<p><b>Målgruppe:</b> Alle</p></td></tr></table>"
    rows = records(typeset(html + AFTER), "package")[0].recommendations
    assert [(row.number, row.title, row.level, row.description, row.target_groups) for row in rows] == [
        (n, title, LEVELS[level], text, ("Alle",)) for n, (title, level, _, text) in enumerate(RECOMMENDATIONS, 1)
    ]
