"""Sentences, lemmas, personal data, and the spaCy pipeline they make up."""

from pathlib import Path

import pytest

from extractors.danish import nlp
from extractors.danish.lemmas import lemmatise
from extractors.danish.personal import find_personal_data, mask_cpr
from extractors.danish.sentences import split_sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["Kommunen har bl.a. indført røgfri skoletid.", "Det skete d. 5. november 2018.", "Se nr. 4 og kap. 3."],
        [
            "I 16. graviditetsuge tilbydes besøg ved f.eks. jordemoder.",
            "Der er hold for unge m.fl.",
            "Alle kan deltage!",
        ],
        ["Jf. § 84 stk. 2.", "Prisen er 3 mio. kr.", "Hvem?", '"Kom nu."', "Slut"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("forebyggelsespakkernes", "forebyggelsespakke"),
        ("sundhedsplejersker", "sundhedsplejerske"),
        ("fædre", "far"),
        ("sårbare", "sårbar"),
        ("2018", "2018"),
        ("Kommunerne", "kommune"),
    ],
)
def test_lemmas(word: str, lemma: str) -> None:
    assert lemmatise(word) == lemma


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("født 010190-1234", ["cpr"]),
        ("CPR: 0101901234", ["cpr"]),
        ("310290-1234", []),
        ("sagsnr. 3102901234", []),
        ("skriv til hanne@gmail.com og post@kk.dk", ["email"]),
        ("mors mobil 20 30 40 50", ["phone"]),
        ("kommunens tlf. 96 96 96 96", []),
        ("15.20.00-P05-1-18", []),
    ],
)
def test_personal_data_of_private_persons(text: str, kinds: list[str]) -> None:
    assert [datum.kind for datum in find_personal_data(text)] == kinds


def test_cpr_numbers_are_masked_and_nothing_else() -> None:
    masked = mask_cpr("Borger 010190-1234, sag 310290-1234, 2018-11-05")
    assert masked == "Borger xxxxxx-xxxx, sag 310290-1234, 2018-11-05"


def test_pipeline_without_a_model() -> None:
    pipeline = nlp.load("")
    doc = pipeline(
        "Vesthimmerlands Kommune følger anbefaling 3 i forebyggelsespakken om mental sundhed. Pr. 1. november 2018 "
        "samarbejder Kultur- og Sundhedsforvaltningen med Kræftens Bekæmpelse."
    )
    spans = {name: [(span.text, span.id_) for span in group] for name, group in doc.spans.items()}
    assert spans == {
        "units": [("Kultur- og Sundhedsforvaltningen", "kultur_og_fritid")],
        "places": [("Vesthimmerlands Kommune", "0820")],
        "dates": [("1. november 2018", "2018-11-01")],
        "references": [("anbefaling 3", "3")],
        "packages": [("mental sundhed", "mental_sundhed")],
        "external": [("Kræftens Bekæmpelse", "")],
    }
    assert len(list(doc.sents)) == 2
    assert doc[2].lemma_ == "følge"
    assert nlp.describe(pipeline)["model"] == "blank"


def test_a_model_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(OSError, match="da_core_news_none"):
        nlp.load("da_core_news_none")


def test_names_of_people_are_found_by_a_model_that_is_there(tmp_path: Path) -> None:
    import spacy

    model = spacy.blank("da")
    model.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Hanne Dam"}])
    model.to_disk(tmp_path / "model")
    text = "Kontakt Hanne Dam i Herlev."
    assert [text[a:b] for a, b in nlp.find_people(text, str(tmp_path / "model"))] == ["Hanne Dam"]
