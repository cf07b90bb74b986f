"""Verdicts set off from the title that they stand behind: by a label, by another look, in brackets.

"**Røgfri skoletid.** *Vurdering: Opfyldt*", "**Røgfri skoletid** (delvist opfyldt) Alle skoler er med". Words and how
they are printed are all that is looked at; nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from operator import itemgetter

from extractors.kinds.assessment.wordings.form_records import SURE_LABEL, asks_for_rating, is_verdict, label_weight
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.wording import level_of
from schemas.page import Word

TITLE_LETTERS = 8
"""Fewer letters are no title: a stressed word or a label."""
LABEL_WORDS = 5
"""A label before a verdict is no longer."""
VERDICT_WORDS = 10
"""A label and its verdict are no longer."""
JOINTS = (".", "!", "?", ")", ",", ";", "–", "—", "-", "|", "·", "•", "/")
"""What may end a title before the label of its verdict."""
ENDS = (".", ";", ")", "–")
"""What may end a verdict before text of the same look."""
LEVEL_WORDS = 3
"""A level behind a title is no longer."""
_AROUND = "().:;,–—-| "


look_of: Callable[[Word], tuple[int, bool, bool]] = itemgetter(
    slice(Word._fields.index("color"), Word._fields.index("italic") + 1)
)
"""Colour, weight and slope of a word: what sets it off from others of its size."""


def are_alike(words: Sequence[Word]) -> bool:
    """Whether nothing sets words off from each other: so it is with nearly every line."""
    return len(set(map(look_of, words))) == 1


def is_label(title: str) -> bool:
    """Whether what stands before a verdict asks for it, or is the name of another field."""
    return asks_for_rating(title) or (" " not in title and label_weight(title) >= SURE_LABEL)


def names_something(words: Sequence[Word]) -> bool:
    """Whether words may be a title: long enough, no label, and no sentence before another."""
    text = " ".join(word.text for word in words)
    return sum(map(str.isalpha, text)) >= TITLE_LETTERS and not is_label(text) and ". " not in text[TITLE_LETTERS:]


def bold_head(words: Sequence[Word]) -> int:
    """How many words at the head are bold, with the level behind them; 0 where none or all are."""
    bold = next((i for i, word in enumerate(words) if not word.bold), len(words))
    return behind_level(words, bold) if 0 < bold < len(words) else 0


def behind_level(words: Sequence[Word], end: int) -> int:
    """Where the level ends that stands behind the title in bold that ends at ``end``; ``end`` where none does."""
    stops = range(end + 1, min(end + LEVEL_WORDS, len(words)) + 1)
    return next((stop for stop in stops if level_of(" ".join(word.text for word in words[end:stop])) is not None), end)


def verdict_behind_title(words: Sequence[Word], asides: Container[str] = ()) -> tuple[int, int] | None:
    """Where the verdict begins and ends that follows the bold title at the head of a text; None where none does.

    It has a label ("Vurdering: opfyldt"), stands in brackets, ends its line or is printed otherwise than what follows.
    The label may be all there is: the verdict stands in the next line then. ``asides`` are words that rate in this
    document, in brackets or printed otherwise.
    """
    head = bold_head(words)
    start = next((i for i in range(head, len(words)) if words[i].text.strip(_AROUND)), len(words))
    if not head or start == len(words) or not names_something(words[:head]):
        return None
    for end in range(min(start + VERDICT_WORDS, len(words)), start, -1):
        text = " ".join(word.text for word in words[start:end])
        label, colon, value = text.rpartition(":")
        last = end == len(words)
        apart = last or look_of(words[end]) != look_of(words[start]) or words[end].x0 < words[end - 1].x0
        if len(label.split()) > LABEL_WORDS or ". " in label:
            continue
        open_label = last and colon and not value
        step = open_label or is_step_wording((value if colon else text).strip(_AROUND))
        bracketed = text.startswith("(") and text.rstrip(".:").endswith(")")
        step = step or ((bracketed or apart) and text.strip(_AROUND) in asides)
        if not step or not (apart or text.endswith(ENDS)):
            continue
        if asks_for_rating(label.strip(_AROUND)) if colon else bracketed or apart:
            return start, end
    return None


def labelled_end(words: Sequence[Word]) -> int:
    """Where the label stands that a heading or bullet ends in with its verdict: "Røgfri skoletid. Status: Opfyldt".

    A stop, dash or bracket or another look parts it from the title; 0 where nothing does, or no such label is there.
    """
    colon = next((i for i in range(len(words) - 1, 0, -1) if words[i].text.endswith(":")), 0)
    value = " ".join(word.text for word in words[colon + 1 :]).rstrip(").")
    if not colon or ". " in value or not is_verdict(value):
        return 0
    for start in range(colon, max(0, colon - LABEL_WORDS), -1):
        before, first = words[start - 1], words[start]
        joined = before.text.endswith(JOINTS) or first.text.startswith("(") or look_of(before) != look_of(first)
        if joined and asks_for_rating(" ".join(word.text for word in words[start : colon + 1]).strip("(:")):
            return start if names_something(words[:start]) and bold_head(words[:start]) in (0, start) else 0
    return 0


def set_off_verdict(words: Sequence[Word]) -> str | None:
    """The verdict that a heading ends in, printed otherwise than its title; None where nothing sets one off."""
    if are_alike(words):
        return None
    looks = list(map(look_of, words))
    start = next((i for i in range(len(words) - 1, 0, -1) if looks[i - 1] != looks[i]), 0)
    title, text = (" ".join(word.text for word in part) for part in (words[:start], words[start:]))
    if sum(map(str.isalpha, title)) < TITLE_LETTERS or title.endswith((":", "?")) or not is_step_wording(text):
        return None
    if 0 < bold_head(words) < start:
        return None  # Text stands between the title and the verdict.
    return None if is_label(title) else text


def is_text_with_stress(words: Sequence[Word]) -> bool:
    """Whether a sentence in light print ends before a verdict in bold: the verdict alone made a heading of it."""
    bold = next((i for i, word in enumerate(words) if word.bold), 0)
    light = bold > 0 and words[bold - 1].text.endswith(".") and all(word.bold for word in words[bold:])
    return light and is_step_wording(" ".join(word.text for word in words[bold:]))


def opening_step(words: Sequence[Word], own: Container[str] = ()) -> int:
    """How many words are the verdict that a paragraph opens with, printed otherwise than what it goes on with.

    ``own`` are sentences that rate in this document, however they are printed.
    """
    if not own and are_alike(words):
        return 0
    looks = list(map(look_of, words))
    count = next((i for i in range(1, len(words)) if looks[i] != looks[0]), 0)
    text = " ".join(word.text for word in words[:count])
    if text.endswith(".") and is_step_wording(text[:-1]):
        return count
    count = opening_words(words) if own else 0
    return count if " ".join(word.text for word in words[:count]).rstrip(".:") in own else 0


def opening_words(words: Sequence[Word]) -> int:
    """How many words are the short sentence that a text opens with; 0 where it opens with a longer one."""
    few = words[:VERDICT_WORDS]
    return next((i for i, word in enumerate(few, 1) if word.text.endswith((".", ":"))), 0)
