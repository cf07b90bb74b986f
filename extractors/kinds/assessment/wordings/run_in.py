"""Titles and verdicts that stand inside a paragraph or heading, parted from its text.

Prose may set a recommendation's title in bold at the head of its paragraph, and the verdict as the paragraph's first or
last sentence: "**3. Røgfri skoletid (G).** Der er vedtaget en plan. *Vurdering: delvist opfyldt.*" Headings and bullets
may end in the verdict: "3. Røgfri skoletid (delvist opfyldt)", "Røgfri skoletid – opfyldt". Each becomes a block of its
own, so that what reads forms reads such prose. Words are never changed, but for the stops and brackets between them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.danish.characters import split_bullet
from extractors.danish.numbers import leading_number, parse_number
from extractors.kinds.assessment.wordings.form_records import (
    asks_for_rating,
    is_verdict,
    verdict_sentence,
)
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.set_off import (
    TITLE_LETTERS,
    behind_level,
    bold_head,
    is_label,
    is_text_with_stress,
    labelled_end,
    opening_step,
    set_off_verdict,
    verdict_behind_title,
)
from extractors.kinds.assessment.wordings.statements import stated_first, stated_last
from extractors.kinds.wording import level_of_cell
from schemas.geometry import union
from schemas.layout import Block, BlockKind, Line
from schemas.page import Word

Place = tuple[Line, Word]
"""A word and the line it stands in."""
CLOSING_REACH = 45
"""A verdict that closes a text begins no more letters before its end."""
_LAST = re.compile(
    r"(?:^|(?<=[.!?)])\s)(?P<label>(?:[A-ZÆØÅ]|\()[^.:!?()]{2,40}):\s(?P<value>[^.:()]{2,60})(?:\.|\.?\)\.?)?$"
)
_LAST_REACH = 112
"""Characters that a label and its value at the end of a text have at most, with the stops around them."""
_FIRST = re.compile(r"^(?P<label>[A-ZÆØÅ][^.:!?]{2,40}):\s(?P<value>[^.:]{2,60})\.\s(?=\S)")
_CLAUSE = re.compile(r"[ ,]*(?P<clause>(?:som|der) [^.;:!?]{2,60})[.;]")
"""What a clause says of the recommendation behind a statement: ", som er på udviklingsniveau."."""

_LEADING = re.compile(r"^[(\[](?P<verdict>[^()\[\]]{2,40})[)\]]:?\s+(?P<title>[A-ZÆØÅ].*)$", re.DOTALL)
_NAMED = re.compile(r"^(?P<verdict>[^:()]{2,40}):\s+(?P<title>[A-ZÆØÅ].*)$", re.DOTALL)
_LAST_SENTENCE = re.compile(r"(?<=[.!?)])\s(?P<step>[A-ZÆØÅ][^.:!?()]{1,39})\.?$")
_JOINT = re.compile(r"[:(\[]|\s[–-]\s|[^\x00-\u024f–—‘’“”„•…€]")
"""What may stand between a title or label and its verdict, as printed or of characters that are cleaned first."""
LABEL_REACH = 45
"""A label at the head of a text is no longer."""
_END = re.compile(r"(?:\((?P<aside>[^()]{2,40})\)|\s[–-]\s(?P<dashed>[^–()]{2,40})|:\s(?P<named>[^:–()]{2,40}))\.?$")
_CLOSING = re.compile(r"^(?P<title>.*\w.*?[^\s–:-])\s*" + _END.pattern)


_TITLED = re.compile(
    r"^(?P<title>[^:]{8,200}?)(?::\s|\s[–-]\s|\s\()(?P<verdict>[^.:;,()–]{2,40})(?:\)[.:]?|[.;,]|\s[–-])(?:\s|$)"
)
"""A title and its verdict at the head of a text that goes on: "Røgfri skoletid: Opfyldt. Gælder alle skoler."."""


def _titled_verdict(words: Sequence[Word], *, listed: bool) -> tuple[int, int] | None:
    """How many words are the title and how many the title and its verdict, where a text opens with both; else None.

    A bullet opens so however it is set; in running text the title is set in bold and the verdict is not.
    """
    text = " ".join(word.text for word in words)
    found = _TITLED.match(text)
    if found is None or not is_step_wording(found["verdict"]) or is_label(found["title"]):
        return None
    if sum(map(str.isalpha, found["title"])) < TITLE_LETTERS:
        return None
    head = len(found["title"].split())
    if not listed and not all(word.bold for word in words[:head]):
        return None
    start = len(text[: found.start("verdict")].rstrip("(").split())
    return start, start + len(found["verdict"].split())


def closing_verdict(text: str, asides: Container[str] = ()) -> str | None:
    """The verdict that a heading or bullet ends in, in brackets, after a dash or colon; None when it ends otherwise.

    ``asides`` are words in brackets that rate in this document.
    """
    led = _led_to(text)
    if led is not None:
        return led
    # Asked of every line and block: the whole pattern goes back and forth over long ones.
    found = _CLOSING.match(text) if _END.search(text, len(text) - CLOSING_REACH) is not None else None
    if found is None or sum(map(str.isalpha, found["title"])) < TITLE_LETTERS:
        return None
    verdict: str = found["aside"] or found["dashed"] or found["named"]
    rates = found["aside"] in asides or is_step_wording(verdict)
    return verdict if rates and not is_label(found["title"]) else None


_LEADER = re.compile(r"[.·…_] ?(?:[.·…_] ?){3}")
_LED = re.compile(_LEADER.pattern + r"\s*(?P<verdict>[^\W\d_][^.·…_]{1,39})$")
"""The end of a leader and what it leads to: "Røgfri skoletid ........ delvist". A title stands before it, which is
looked at apart: a pattern of both goes back and forth over all dots."""
_WORD = re.compile(r"\w")


def _led_to(text: str) -> str | None:
    """The verdict that a leader leads to from the title before it; None where none does."""
    found = _LED.search(text)
    if found is None or _WORD.search(text, 0, found.start()) is None or not is_step_wording(found["verdict"]):
        return None
    return found["verdict"]


def _led_verdict(lines: Sequence[Line]) -> tuple[int, int] | None:
    """How many words of a block are the title and how many title and verdict, where a leader joins the two; else None.

    The title may have begun on a line above; text may follow below.
    """
    for index, line in enumerate(lines):
        verdict = _led_to(line.text)
        if verdict is not None:
            end = sum(len(own.words) for own in lines[: index + 1])
            return end - len(verdict.split()), end
    return None


def opening_verdict(text: str) -> bool:
    """Whether a text opens with a label that asks for a rating or a title and its verdict, or with one in brackets."""
    if _JOINT.search(text) is None:
        return False
    _, text = split_bullet(text)
    titled = _TITLED.match(text)
    if titled is not None and is_step_wording(titled["verdict"]):
        return True
    if text[:1] in "([":
        return leading_verdict(text) is not None
    first = _FIRST.match(text) if ":" in text[:LABEL_REACH] else None
    return first is not None and asks_for_rating(first["label"]) and is_step_wording(first["value"])


def leading_verdict(text: str, *, heads: bool = False) -> str | None:
    """The verdict in brackets that a bullet begins with: "(Grøn) Røgfri skoletid"; None when it begins otherwise.

    A heading, which ``heads`` says it is, may begin with a verdict and a colon.
    """
    found = _LEADING.match(text) or (_NAMED.match(text) if heads else None)
    titled = found is not None and sum(map(str.isalpha, found["title"])) >= TITLE_LETTERS
    return found["verdict"] if found is not None and titled and is_step_wording(found["verdict"]) else None


def parted(block: Block, asides: Container[str] = ()) -> Iterator[Block]:
    """The block in the parts that its bold title and its verdict make of it; the block itself when it has neither.

    ``asides`` are words that rate in this document: in brackets behind titles, or before the text below them.
    """
    if block.kind not in ("paragraph", "list_item", "heading") or not block.lines:
        yield block
        return
    places = [(line, word) for line in block.lines for word in line.words]
    stressed = block.kind != "list_item" and is_text_with_stress([word for _, word in places])
    if stressed:
        block = replace(block, kind="paragraph")
    heads = block.kind != "paragraph" or all(word.bold for _, word in places)
    said = " ".join([word.text for _, word in places])
    bullets = 1 if block.marker and places[0][1].text == block.marker else 0
    opening = " ".join(word.text for _, word in places[bullets:])
    leading = leading_verdict(opening, heads=block.kind != "list_item") if heads else None
    if leading is not None:
        end = bullets + len(leading.split())
        title, verdict_words = places[end:], without_brackets(places[bullets:end])
        yield from cut_block(
            block, [*title, *verdict_words], {0, len(title), len(title) + len(verdict_words)}, head=len(title)
        )
        return
    led = _led_verdict(block.lines) if _LEADER.search(said) else None
    if led is not None:
        title = _without_leader(places[: led[0]])
        below = [*title, *places[led[0] :]]
        cuts = {0, len(title), len(title) + led[1] - led[0], len(below)}
        yield from cut_block(block, below, cuts, head=len(title))
        return
    behind = verdict_behind_title([word for _, word in places[bullets:]], asides)
    if behind is not None:
        start, end = (bullets + count for count in behind)
        below = [*places[:start], *_out_of_brackets(places[start:end]), *places[end:]]
        yield from cut_block(block, below, {0, start, end, len(places)}, head=start)
        return
    labelled = labelled_end([word for _, word in places]) if heads else 0
    if labelled:
        below = [*places[:labelled], *_out_of_brackets(places[labelled:])]
        yield from cut_block(block, below, {0, labelled, len(places)}, head=labelled)
        return
    verdict = (closing_verdict(said, asides) or set_off_verdict([word for _, word in places])) if heads else None
    if verdict is not None:
        head = len(places) - len(verdict.split())
        apart = [*places[:head], *without_brackets(places[head:])]
        yield from cut_block(block, apart, {0, head, len(places)}, head=head)
        return
    titled = _titled_verdict([word for _, word in places[bullets:]], listed=block.kind == "list_item")
    if titled is not None and block.kind != "heading":
        head, end = (bullets + count for count in titled)
        apart = [*places[:head], *without_brackets(places[head:end]), *places[end:]]
        yield from cut_block(block, apart, {0, head, end, len(places)}, head=head)
        return
    if block.kind == "heading" and not bold_head([word for _, word in places]):
        yield block
        return
    end = opening_step([word for _, word in places], asides)
    if end > bullets:  # "1." may be the number of a list.
        yield from cut_block(block, [*without_brackets(places[:end]), *places[end:]], {0, end, len(places)}, head=0)
        return
    head = _title_words([word for _, word in places])
    body = " ".join([word.text for _, word in places[head:]])
    cuts = {0, head, len(places)}
    sentence = verdict_sentence(body)
    if sentence is not None:
        cuts.add(head + len(body[: sentence[0]].split()))
    cuts |= _around_statement([word.text for _, word in places], head or bullets)
    last, first = _LAST.search(body, len(body) - _LAST_REACH), _FIRST.match(body)
    if last is not None and asks_for_rating(last["label"].lstrip("(")) and is_verdict(last["value"]):
        at = head + len(body[: last.start("label")].split())
        cuts.add(at)
        places = [*places[:at], *_out_of_brackets(places[at:])]
    if first is not None and asks_for_rating(first["label"]) and is_step_wording(first["value"]):
        cuts.add(head + len(body[: first.end()].split()))
    step = _LAST_SENTENCE.search(body, len(body) - CLOSING_REACH) if len(cuts) == 3 or stressed else None
    if step is not None and is_step_wording(step["step"]):
        end = len(places) - len(step["step"].split())
        cuts.add(end)
        places = [*places[:end], *without_brackets(places[end:])]
    if len(cuts) == 2:
        yield block
        return
    yield from cut_block(block, places, cuts, head=head)


def _around_statement(words: Sequence[str], start: int) -> set[int]:
    """Where the sentence begins and ends that says how far a recommendation is met, at either end of a text.

    A clause behind it that names the level is parted from what follows.
    """
    body = " ".join(words[start:])
    first = stated_first(body)
    if first:
        clause = _CLAUSE.match(body, first)
        level = level_of_cell(clause["clause"]) if clause is not None else None
        ends = (first, clause.end()) if clause is not None and level is not None else (first,)
        return {start + len(body[:end].split()) for end in ends}
    last = stated_last(body)
    return {start + len(body[:last].split())} if last is not None else set()


def cut_block(block: Block, places: Sequence[Place], cuts: set[int], *, head: int) -> Iterator[Block]:
    """The block in parts that end at the words of ``cuts``; what ends at ``head`` is its title."""
    for start, stop in pairwise(sorted(cuts)):
        lines = lines_of_places(title_of(places[start:stop]) if stop == head else places[start:stop])
        kind: BlockKind = "heading" if stop == head else "paragraph"
        yield replace(block, kind=kind, lines=lines, box=union(line.box for line in lines))


def _title_words(words: Sequence[Word]) -> int:
    """How many words at the head are a title: a sentence or a numbered text in bold, or one with its level behind it.

    0 when none are, and for a label.
    """
    bold = next((i for i, word in enumerate(words) if not word.bold), len(words))
    if not bold:
        return 0
    text = " ".join(word.text for word in words[:bold])
    if bold == len(words) or text.endswith((":", "?")) or sum(map(str.isalpha, text)) < TITLE_LETTERS:
        return 0
    levelled = behind_level(words, bold)
    return levelled if levelled > bold or text.endswith(".") or leading_number(text) is not None else 0


def title_and_text(lines: Sequence[Line], *, to_colon: bool = False) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The bold words at the head of a text with the level behind them, and what follows; all of it where none are.

    A number alone is no title: "**Nr. 1** Røgfri skoletid".

    Args:
        lines: the text.
        to_colon: whether a title without bold words ends in the first colon.
    """
    places = [(line, word) for line in lines for word in line.words]
    words = [word for _, word in places]
    end = bold_head(words)
    if to_colon and not words[0].bold:
        end = next((i for i, word in enumerate(words, 1) if word.text.endswith(":")), 0)
    if end in (0, len(words)) or parse_number(" ".join(word.text for word in words[:end])) is not None:
        return tuple(lines), ()
    rest = next((i for i in range(end, len(words)) if any(map(str.isalnum, words[i].text))), len(words))
    return lines_of_places(title_of(places[:end])), lines_of_places(places[rest:])


def without_joint(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a title without the dash at their end, which leads to what stands beside it."""
    if not lines or lines[-1].text[-1:] not in ("–", "-"):
        return lines
    return lines_of_places(title_of([(line, word) for line in lines for word in line.words]))


def title_of(places: Sequence[Place]) -> list[Place]:
    """The words of a title without the dash, colon or full stop that parts it from what follows."""
    kept = [*places]
    while len(kept) > 1 and not any(map(str.isalnum, kept[-1][1].text)) and kept[-1][1].text in "–-—|·•/":
        kept.pop()
    line, last = kept[-1]
    text = last.text.removesuffix(".").removesuffix(":").rstrip(",;")
    return [*kept[:-1], (line, last._replace(text=text))]


def _without_leader(places: Sequence[Place]) -> list[Place]:
    """The words of a title without the dots behind it."""
    kept = [*places]
    while len(kept) > 1 and not kept[-1][1].text.strip(".·…_"):
        kept.pop()
    line, last = kept[-1]
    return [*kept[:-1], (line, last._replace(text=last.text.rstrip(".·…_")))]


def without_brackets(places: Sequence[Place]) -> list[Place]:
    """The words of a verdict without the brackets and stops around them."""
    return [(line, word._replace(text=word.text.strip("()[].:;,") or word.text)) for line, word in places]


def _out_of_brackets(places: Sequence[Place]) -> list[Place]:
    """The words without the bracket or stop around all of them."""
    (line, first), *rest = places
    opened = [(line, first._replace(text=first.text.lstrip("("))), *rest]
    line, last = opened[-1]
    return [*opened[:-1], (line, last._replace(text=last.text.rstrip(").")))]


def lines_of_places(places: Sequence[Place]) -> tuple[Line, ...]:
    """Words with the lines they stand in, as lines of these words alone."""
    made = []
    for line in dict.fromkeys(line for line, _ in places):
        words = [word for of, word in places if of is line]
        bold = sum(len(word.text) for word in words if word.bold) * 2 > sum(len(word.text) for word in words)
        made.append(line.with_words(words)._replace(bold=bold))
    return tuple(made)
