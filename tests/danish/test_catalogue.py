"""Titles lead to the right recommendation, or to none."""

import pytest

from extractors.danish.catalogue import Catalogue, clean_title
from extractors.danish.catalogue_entries import CatalogueError, dump_entries

CATALOGUE = Catalogue.load()
TITLES_2018 = [e for e in CATALOGUE.entries if (e.package, e.edition) == ("mental_sundhed", "2018")]


def test_every_title_finds_itself_among_both_editions() -> None:
    assert len(TITLES_2018) == 32
    for entry in CATALOGUE.entries:
        best = CATALOGUE.match(entry.title)[0]
        assert best.recommendation_id == entry.recommendation_id
        assert best.score > 0.999


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("7 Tilbud om forældreuddannelse til førstegangsfødende (u)", 7),
        ("STYRKE BØRNS TRIVSEL I DAGTILBUD", 9),
        ("Fremme elevers triv-", 10),
        ("Tilbud til sygemeldle borgere rned stres", 15),
        ("Etablering af beboerkonferencer for ældre med demens", 18),
    ],
)
def test_damaged_titles_still_link(printed: str, number: int) -> None:
    link = CATALOGUE.link(printed, number, "mental_sundhed", "2018")
    assert link.agreement == "both"
    assert link.candidate is not None
    assert link.candidate.number == number


def test_titles_with_their_text_behind_them_link_and_decide_the_edition() -> None:
    text = "Der udarbejdes en plan, som beskriver mål, målgruppe og ansvar. Planen følges op hvert andet år."
    cells = [f"{entry.title} {text}" for entry in TITLES_2018]
    linked = [CATALOGUE.link(cell, None, "mental_sundhed", "2018").candidate for cell in cells]
    right = [c is not None and c.number == e.number for c, e in zip(linked, TITLES_2018, strict=True)]
    assert sum(right) >= 31
    assert CATALOGUE.decide_edition(cells, "mental_sundhed").edition == "2018"


@pytest.mark.parametrize(
    "printed",
    [
        "Røgfri skoletid på alle ungdomsuddannelser",
        "Etablere tilbud om rygestop",
        "Projekt vejen frem",
        "Handleplan for bevægelse i skolen",
    ],
)
def test_titles_of_other_packages_do_not_link(printed: str) -> None:
    assert CATALOGUE.link(printed, 3, "mental_sundhed", "2018").candidate is None


def test_the_title_wins_over_the_number_and_the_conflict_is_said() -> None:
    link = CATALOGUE.link("Styrke børns trivsel i dagtilbud", 4, "mental_sundhed", "2018")
    assert (link.agreement, link.candidate.number if link.candidate else None) == ("conflict", 9)
    assert CATALOGUE.link("Styrke børns trivsel i dagtilbud", None, "mental_sundhed", "2018").agreement == "title"


def test_the_edition_is_read_from_the_titles() -> None:
    titles = [e.title for e in TITLES_2018]
    assert CATALOGUE.decide_edition(titles, "mental_sundhed").edition == "2018"
    assert CATALOGUE.decide_edition(titles[10:14], "mental_sundhed").edition == "2018"
    older = ["Børns trivsel i dagtilbud", "Støtte til udsatte borgere"]
    assert CATALOGUE.decide_edition(older, "mental_sundhed").edition == "2012"
    assert CATALOGUE.decide_edition(["Røgfri skoletid", "Rygestop til alle"], "mental_sundhed").edition is None
    assert CATALOGUE.decide_edition(titles, "tobak").edition is None


def test_crosswalk_knows_what_the_words_do_not_show() -> None:
    newer = "Bruge naturen som mental sundhedsfremmende arena"
    numbers = [c.number for c in CATALOGUE.crosswalk(newer, "mental_sundhed", "2012")]
    assert numbers[0] == 4
    back = [c.number for c in CATALOGUE.crosswalk("Indretning af uderum", "mental_sundhed", "2018")]
    assert back[0] == 5


def test_clean_title() -> None:
    assert clean_title("12. Styrke trivsel (U)") == "Styrke trivsel"


def test_own_catalogue_adds_and_wins() -> None:
    catalogue = Catalogue.load(
        "package: tobak\neditions:\n- edition: '2018'\n  recommendations:\n"
        "  - {number: 1, title: Røgfri skoletid, level: grundniveau, category: rammer}\n"
    )
    assert catalogue.match("Røgfri skoletid", "tobak")[0].recommendation_id == "tobak:2018:1"
    assert len(catalogue.entries) == len(CATALOGUE.entries) + 1


def test_entries_written_out_are_read_back() -> None:
    assert Catalogue.load(dump_entries(TITLES_2018)).entries == CATALOGUE.entries


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "editions: []",
        "package: x\neditions:\n- edition: '2018'\n  recommendations:\n  - {number: 1}",
        "package: x\neditions:\n- edition: '2018'\n  recommendations:\n  - {title: a, level: G}",
        "[1, 2]",
    ],
)
def test_catalogue_files_of_another_form_are_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        Catalogue.load(text)
