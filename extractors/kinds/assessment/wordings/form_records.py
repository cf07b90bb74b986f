"""What all forms are made of: records with labelled parts, labels that ask for a rating, verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.kinds.assessment.wordings.scales import is_step_wording, polarity
from extractors.kinds.wording import weigh
from schemas.layout import CellPart, Line

LABEL_MAX = 70
"""A longer text before a colon is a sentence."""
VERDICT_MAX = 60
"""A verdict is a few words."""
VERDICT_SENTENCE = 90
"""A sentence with a verdict is no longer."""
SENTENCE_WORDS = 4
"""So many words and a full stop are a sentence; fewer may be shortened ("Grad af opf.")."""
LABEL_WEIGHT = 0.5
SURE_LABEL = 0.9
"""A label of this weight is a wording of its role and nothing else."""
MIN_RECORDS = 2
"""One answer to one question is no assessment of recommendations."""
TITLE_LABEL, TEXT_LABEL, RATING_LABEL = "Anbefaling", "Beskrivelse af indsats", "Vurdering"
NUMBER_LABEL, LEVEL_LABEL, UNIT_LABEL = "Nr.", "Niveau", "Afdeling"


@dataclass(slots=True)
class Record:
    """One recommendation of a form: its parts by label, in the order they were met."""

    parts: dict[str, list[CellPart]] = field(default_factory=dict)
    heading: tuple[Line, ...] = ()
    """Not a recommendation but a section heading, when set."""

    def add(self, label: str, part: CellPart) -> None:
        self.parts.setdefault(label, []).append(part)


def is_verdict(text: str) -> bool:
    """Whether the whole of ``text`` may rate: a step of a known scale, or a few words that affirm or limit."""
    return is_step_wording(text) or (len(text) <= VERDICT_MAX and polarity(text) is not None)


_AROUND_STEP = re.compile(r"^(anbefaling\w*|der|som|er|kommunen|følgende|\(?\d+\)?|stk\.?)[:.,]?$", re.IGNORECASE)
"""Words that stand around a step in a heading: "Anbefalinger, der er opfyldt (4)"."""


def words_of_step(words: Sequence[str]) -> list[int]:
    """Places of the words of a heading that are a step of a scale; none when the heading says anything else."""
    kept = [i for i, word in enumerate(words) if not _AROUND_STEP.match(word)]
    return kept if kept and is_step_wording(" ".join(words[i] for i in kept).rstrip(":")) else []


def statement_in(words: Sequence[str]) -> list[int]:
    """Places of the words of a heading without those that stand around its statement, at its ends."""
    kept = [i for i, word in enumerate(words) if not _AROUND_STEP.match(word)]
    return list(range(kept[0], kept[-1] + 1)) if kept else []


_VERB = r"(?:er|vurderes|bedømmes|anses)"
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?)])\s)(?:(?:samlet set|samlet|derfor|dermed|det) )*(?:vurderes,? at )?(?:{_VERB} )?"
    rf"(?:denne )?anbefaling(?:en)? (?:{_VERB} )?(?:(?:i dag|pt\.|p\.t\.|således|derfor|dermed|samlet) )*"
    r"(?:(?:vurderet|bedømt) )?(?:(?:til|for) )?(?:at være |som værende |som )?(?P<step>[^.,;:]{2,40})\.?$",
    re.IGNORECASE,
)
"""A sentence that ends a text and says nothing but how far a recommendation is met."""


def verdict_sentence(text: str) -> tuple[int, int] | None:
    """Where the sentence begins, and where its step does, that ends a text: "Anbefalingen er delvist opfyldt."."""
    if "anbefaling" not in text[-VERDICT_SENTENCE:].casefold():
        return None
    found = _SENTENCE.search(text)
    if found is None or not is_step_wording(found["step"]):
        return None
    return found.start() + len(found[0]) - len(found[0].lstrip()), found.start("step")


_COUNTED = re.compile(r"(?P<label>[A-ZÆØÅ]\w+)(?:,? nr\.?)? ?(?P<number>\d{1,3})\.?")


def counted_label(text: str) -> tuple[str, str] | None:
    """Label and number of a label that counts the cards, as "Anbefaling 3" does; None for any other."""
    found = _COUNTED.fullmatch(text)
    if found is None or weigh("roles", found["label"]).get("title", 0.0) < LABEL_WEIGHT:
        return None
    return found["label"], found["number"]


def number_part(lines: Sequence[Line]) -> CellPart | None:
    """The number that a label of these lines counts a card with, as the part of a cell; None where it counts none."""
    counted = counted_label(" ".join(line.text for line in lines).rstrip(" :"))
    if counted is None:
        return None
    last = lines[-1]
    number = last.with_words([last.words[-1]._replace(text=counted[1])])
    return CellPart(number.page, number.box, (number,), (), (), (), ())


def label_weight(label: str) -> float:
    """How surely the label is a wording of some role, 0…1."""
    return max(weigh("roles", label).values(), default=0.0)


def without_verdicts(labels: Iterable[str]) -> list[str]:
    """The labels without those that ask for a rating in words of a verdict, where several do: these answer.

    "Opfyldt" may ask; "Næsten opfyldt" and "Langt fra opfyldt" are no labels of one form.
    """
    every = list(labels)
    verdicts = {label for label in every if polarity(label) is not None and asks_for_rating(label)}
    return [label for label in every if len(verdicts) < 2 or label not in verdicts]


def role_of(label: str) -> str | None:
    """The role that the label words most surely, None when it words none."""
    weights = weigh("roles", label)
    return max(sorted(weights), key=lambda role: weights[role]) if weights else None


def asks_for_rating(label: str) -> bool:
    """Whether the label asks how far a recommendation is met, and not for notes on that.

    "Kommentarer til vurderingen" asks for notes, "Vurdering og kommentarer" for both; a sentence that comes to its
    full stop, be it one of progress, asks for nothing.
    """
    if label.rstrip().endswith(".") and len(label.split()) >= SENTENCE_WORDS:
        return False
    weights = weigh("roles", label)
    rating = weights.get("rating", 0.0)
    first = next((found for word in label.split() if (found := weigh("roles", word))), weights)
    noted = weights.get("notes", 0.0) > rating and "notes" in first and "rating" not in first
    return rating >= LABEL_WEIGHT and not noted
