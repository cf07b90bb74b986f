"""The Danish functions as a spaCy pipeline, without a model to download.

``spacy.blank("da")`` with the project's components: sentences, lemmas, compound parts, and one component for each
kind of mention, which all write ``doc.spans``:

=============  ==========================================================  ==================
``doc.spans``  label of a span                                             ``span.id_``
=============  ==========================================================  ==================
units          type of the unit                                            vocabulary key
places         how clearly the municipality is meant                       municipality code
dates          precision                                                   ISO 8601 value
references     ``recommendation``                                          numbers
packages       ``package``, or ``subject`` when it may be a mere subject   slug
external       ``external``
=============  ==========================================================  ==================

A ``da_core_news_*`` model is used when it is installed, for what it adds (tags, parse, names); sentences and lemmas
stay the project's own, which are better on municipal text. Nothing on the way to records imports this module unless a
model is to find names of people: records are read by the functions themselves, and importing spaCy takes more than a
second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from extractors import vocabulary
from extractors.danish.compounds import split_compound
from extractors.danish.dates import find_dates
from extractors.danish.lemmas import lemmatise
from extractors.danish.packages import find_packages
from extractors.danish.places import find_municipalities
from extractors.danish.references import find_references
from extractors.danish.sentences import split_sentences
from extractors.danish.units import departments_in_text

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: Models that are used when installed, the best first.
MODELS = ("da_core_news_lg", "da_core_news_md", "da_core_news_sm", "da_core_news_trf")
#: What models call a person.
_PEOPLE = frozenset({"PER", "PERSON"})
#: A mention: place in the text, label, key.
_Mention = tuple[int, int, str, str]


def _units(text: str) -> Iterable[_Mention]:
    return [(u.start, u.end, u.type or "unit", u.unit_id or "") for u in departments_in_text(text)]


def _places(text: str) -> Iterable[_Mention]:
    return [(p.start, p.end, p.strength, p.code) for p in find_municipalities(text)]


def _dates(text: str) -> Iterable[_Mention]:
    return [(d.start, d.end, d.precision, d.iso) for d in find_dates(text)]


def _references(text: str) -> Iterable[_Mention]:
    return [(r.start, r.end, "recommendation", ",".join(map(str, r.numbers))) for r in find_references(text)]


def _packages(text: str) -> Iterable[_Mention]:
    return [(p.start, p.end, "package" if p.certain else "subject", p.slug) for p in find_packages(text)]


_MENTIONS: dict[str, Callable[[str], Iterable[_Mention]]] = {
    "units": _units,
    "places": _places,
    "dates": _dates,
    "references": _references,
    "packages": _packages,
}


@cache
def register() -> tuple[str, ...]:
    """Register the components with spaCy; their names, in the order of the pipeline."""
    from spacy.language import Language
    from spacy.tokens import Token

    if not Token.has_extension("compound_parts"):
        Token.set_extension("compound_parts", getter=lambda token: split_compound(token.lower_))
    Language.component("udtraek_sentences", func=_set_sentences)
    Language.component("udtraek_lemmas", func=_set_lemmas)
    for name, find in _MENTIONS.items():
        Language.component(f"udtraek_{name}", func=_span_setter(name, find))
    return ("udtraek_sentences", "udtraek_lemmas", *(f"udtraek_{name}" for name in _MENTIONS))


def _set_sentences(doc: Doc) -> Doc:
    starts = {start for start, _ in split_sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def _set_lemmas(doc: Doc) -> Doc:
    for token in doc:
        token.lemma_ = lemmatise(token.text)
    return doc


def _span_setter(name: str, find: Callable[[str], Iterable[_Mention]]) -> Callable[[Doc], Doc]:
    def set_spans(doc: Doc) -> Doc:
        spans = []
        for start, end, label, key in find(doc.text):
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None:
                span.id_ = key
                spans.append(span)
        doc.spans[name] = spans
        return doc

    return set_spans


def load(model: str | None = None, *, lemmas: bool = True) -> Language:
    """Build the pipeline.

    Args:
        model: Name of an installed spaCy model; by default the best ``da_core_news_*`` that is installed,
            or none; ``""`` for none in any case.
        lemmas: Whether lemmas are set: their word list takes a second to load.

    Raises:
        OSError: ``model`` is not installed.
    """
    import spacy

    names = register()
    chosen = _installed_model() if model is None else model
    nlp = spacy.load(chosen) if chosen else spacy.blank("da")
    if "lemmatizer" in nlp.pipe_names:
        nlp.remove_pipe("lemmatizer")
    for name in names:
        if name == "udtraek_sentences":
            nlp.add_pipe(name, first=True)
        elif lemmas or name != "udtraek_lemmas":
            nlp.add_pipe(name)
    _add_external_ruler(nlp)
    return nlp


def _add_external_ruler(nlp: Language) -> None:
    """Bodies outside the municipality, as phrases in any case."""
    config = {"spans_key": "external", "phrase_matcher_attr": "LOWER"}
    ruler: Any = nlp.add_pipe("span_ruler", name="udtraek_external", config=config)
    words = vocabulary.load("units")["external"]["words"]
    ruler.add_patterns([{"label": "external", "pattern": word} for word in words])


def _installed_model() -> str | None:
    import spacy.util

    installed = set(spacy.util.get_installed_models())
    return next((name for name in MODELS if name in installed), None)


@cache
def _recogniser(model: str) -> Language:
    import spacy

    return spacy.load(model, exclude=["lemmatizer", "parser", "attribute_ruler", "morphologizer", "tagger"])


def find_people(text: str, model: str) -> list[tuple[int, int]]:
    """Places of the names of people in ``text``, as an installed spaCy model sees them.

    Raises:
        OSError: ``model`` is not installed.
    """
    return [(ent.start_char, ent.end_char) for ent in _recogniser(model)(text).ents if ent.label_ in _PEOPLE]


def describe(nlp: Language) -> dict[str, str]:
    """What the pipeline is made of: model (or ``blank``), versions, components."""
    from importlib.metadata import version

    meta = nlp.meta
    name = f"{meta['lang']}_{meta['name']}" if meta.get("name") not in (None, "pipeline") else "blank"
    return {
        "model": name,
        "model_version": str(meta.get("version", "")) if name != "blank" else "",
        "spacy": version("spacy"),
        "simplemma": version("simplemma"),
        "vocabulary": vocabulary.version(),
        "components": " ".join(nlp.pipe_names),
    }
