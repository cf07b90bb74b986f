"""Lines that hold a title and its verdict, set off from each other by print, brackets, a colon or a dash.

"**Opfyldt:** *Røgfri skoletid*", "[næsten på plads] **Røgfri skoletid**", "Røgfri skoletid – i gang": one such line may
say anything, a habit does not. The same few verdicts open the lines of many titles, or close them. A verdict that opens
the text below the one title above it is none of these, nor is a key that says what each verdict means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from extractors.danish.numbers import leading_number
from extractors.kinds.assessment.wordings.form_records import VERDICT_MAX, is_verdict
from extractors.kinds.assessment.wordings.run_in import Place, cut_block, without_brackets
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.assessment.wordings.set_off import TITLE_LETTERS, is_label, look_of
from extractors.kinds.assessment.wordings.statements import is_statement
from schemas.layout import Block, Layout
from schemas.page import Word

MIN_LINES = 3
"""Fewer lines show no habit."""
VERDICT_WORDS = 6
"""A verdict is no longer."""
TITLE_MAX = 200
"""A longer text is no title."""
_OPENED = re.compile(
    r"^(?:\[(?P<square>[^\[\]]+)\]|\((?P<round>[^()]+)\)|(?P<named>[^:()\[\]]+):|(?P<dashed>[^–()]+)\s[–-])\s+(?=\S)"
)
_CLOSED = re.compile(r"\s(?:\[(?P<square>[^\[\]]+)\]|\((?P<round>[^()]+)\)|[–-]\s(?P<dashed>[^–()]+))\.?$")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?]\s+[A-ZÆØÅ]")
"""One sentence ends and another begins: no title."""
_KEY = re.compile(r"\b(anbefaling|indsats|kommunen|området|opgaven)", re.IGNORECASE)
"""What a key speaks of that says what a verdict means."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that holds a title and its verdict: places of words."""

    block: Block
    side: Literal["opens", "closes"]
    verdict: tuple[Place, ...]
    title: tuple[Place, ...]
    rest: tuple[Place, ...]

    @property
    def said(self) -> str:
        return _bare(word for _, word in self.verdict)

    @property
    def name(self) -> str:
        return " ".join(word.text for _, word in self.title)


class _Text(NamedTuple):
    """A block that may hold a title and its verdict."""

    block: Block
    bullet: bool
    """Whether its first word is its bullet, and none of ``words``."""
    words: list[Word]
    looks: list[tuple[int, bool, bool]]

    @property
    def places(self) -> list[Place]:
        return [(line, word) for line in self.block.lines for word in line.words][self.bullet :]

    def next_look(self, start: int) -> int:
        """Where the first word behind ``start`` stands that looks otherwise than the one there; 0 where none does."""
        looks = self.looks
        if len(set(looks)) < 2:
            return 0  # So it is with nearly every block.
        return next((i for i in range(start + 1, len(looks)) if looks[i] != looks[start]), 0)


def has_title_lines(layout: Layout) -> bool:
    """Whether the verdicts of a document open or close the lines of its titles."""
    return bool(_habit([block for page in layout.pages for block in page.blocks]))


def with_title_lines_parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with title and verdict apart where a document prints both on one line, the title first.

    The lines of a key that says what each verdict means are left out.
    """
    habit = _habit(blocks)
    return [part for block in blocks for part in (_parts(habit[id(block)]) if id(block) in habit else (block,))]


def may_hold_both(block: Block) -> bool:
    """Whether a block may hold a title and its verdict on one line."""
    text = _text_of(block)
    return text is not None and (_opening(text) is not None or _closing(text) is not None)


def _habit(blocks: Sequence[Block]) -> dict[int, _Line | None]:
    """The lines of titles and verdicts by block, where they are a habit of the document; None for those of a key."""
    texts = [text for block in blocks if (text := _text_of(block)) is not None]
    for side in ("opens", "closes"):
        found = [line for text in texts if (line := (_opening if side == "opens" else _closing)(text)) is not None]
        lines = _without_key(found, blocks) if side == "opens" else found
        if _return(lines) and not (side == "opens" and _open_texts(lines, blocks)):
            return {**{id(line.block): None for line in found}, **{id(line.block): line for line in lines}}
    return {}


def _return(lines: Sequence[_Line]) -> bool:
    """Whether the same few verdicts stand beside titles that are all others."""
    said = Counter(line.said.casefold() for line in lines)
    names = {line.name for line in lines}
    known = all(map(is_step_wording, said)) or 2 * sum(n for n in said.values() if n > 1) > len(lines) > MIN_LINES
    sentences = sum(line.name.endswith((".", "!")) for line in lines)
    return (
        len(lines) >= MIN_LINES and len(said) > 1 and known and len(names) == len(lines) and 2 * sentences < len(lines)
    )


def _without_key(lines: list[_Line], blocks: Sequence[Block]) -> list[_Line]:
    """The lines without those that say what each verdict means: one for each, below each other, before all others."""
    every = {line.said.casefold() for line in lines}
    head = lines[: len(every)]
    order = {id(block): i for i, block in enumerate(blocks)}
    close = all(order[id(b.block)] - order[id(a.block)] == 1 for a, b in pairwise(head))
    told = 2 * sum(line.name.endswith(".") or bool(_KEY.search(line.name)) for line in head) > len(head)
    return lines[len(head) :] if close and told and {line.said.casefold() for line in head} == every else lines


def _open_texts(lines: Sequence[_Line], blocks: Sequence[Block]) -> bool:
    """Whether most lines stand right below a heading of their own: its verdict opens its text."""
    order = {id(block): i for i, block in enumerate(blocks)}
    own = {id(line.block) for line in lines}
    headed = 0
    for line in lines:
        at = order[id(line.block)]
        below = next((b for b in blocks[at + 1 :] if b.kind == "heading" or id(b) in own), None)
        above = at > 0 and id(blocks[at - 1]) not in own and _is_heading(blocks[at - 1])
        headed += above and (below is None or id(below) not in own)
    return 2 * headed > len(lines)


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" or all(line.bold for line in block.lines)


def _text_of(block: Block) -> _Text | None:
    """The text of a block without its bullet; None of what is no text."""
    if block.kind not in ("paragraph", "heading", "list_item") or not block.lines:
        return None
    words = [word for line in block.lines for word in line.words]
    bullet = bool(words) and words[0].text == block.marker and not any(map(str.isalnum, block.marker))
    own = words[bullet:]
    return _Text(block, bullet, own, list(map(look_of, own)))


def _opening(text: _Text) -> _Line | None:
    """The verdict that opens a block, with the title behind it."""
    block = text.block
    count, joined = _opening_words(text)
    if not count:
        return None
    places = text.places
    behind = places[count:]
    if behind and not any(map(str.isalnum, behind[0][1].text)):
        behind = behind[1:]  # The dash between them.
    looks = [look_of(word) for _, word in behind]
    same = next((i for i in range(1, len(looks)) if looks[i] != looks[0]), len(looks))
    if same == len(looks) and not joined and look_of(places[0][1]) == looks[0]:
        return None
    same = _title_ends(behind[:same])
    return _made(block, "opens", places[:count], behind[:same], behind[same:])


def _title_ends(places: Sequence[Place]) -> int:
    """How many words are a title, where text in the same print may begin on the line below it."""
    for i, (before, place) in enumerate(pairwise(places), 1):
        if place[0] is not before[0] and place[1].text[:1].isupper() and places[-1][1].text.endswith("."):
            return i
    return len(places)


def _opening_words(line: _Text) -> tuple[int, bool]:
    """How many words are the verdict that opens a line, and whether signs part it, not print alone; 0 when none are."""
    count = line.next_look(0)
    if 0 < count <= VERDICT_WORDS and _is_verdict(_bare(line.words[:count])):
        return count, False
    text = " ".join([word.text for word in line.words[: 2 * VERDICT_WORDS]])
    found = _OPENED.match(text)
    said = next((part for part in found.groups() if part), "") if found is not None else ""
    count = len(text[: found.end()].split()) if found is not None else 0
    return (count, True) if said and len(said) <= VERDICT_MAX and _is_verdict(said) else (0, False)


def _closing(line: _Text) -> _Line | None:
    """The verdict that closes the line of a title, which opens its block."""
    block, words = line.block, line.words
    start = line.next_look(0)
    end = (line.next_look(start) or len(words)) if start else 0
    if start and end - start <= VERDICT_WORDS and _is_verdict(_bare(words[start:end])):
        return _made(block, "closes", line.places[start:end], line.places[:start], line.places[end:])
    text = " ".join([word.text for word in words])
    found = _CLOSED.search(text) if len(text) <= TITLE_MAX else None
    said = next((part for part in found.groups() if part), "") if found is not None else ""
    if found is None or len(said) > VERDICT_MAX or not _is_verdict(said) or ". " in text:
        return None
    start = len(text[: found.start()].split())
    return _made(block, "closes", line.places[start:], line.places[:start], ())


def _made(
    block: Block,
    side: Literal["opens", "closes"],
    verdict: Sequence[Place],
    title: Sequence[Place],
    rest: Sequence[Place],
) -> _Line | None:
    """The line, where what stands beside the verdict may be a title."""
    title, verdict = _without_joint(title), _without_joint(verdict)
    name = " ".join(word.text for _, word in title)
    letters = sum(map(str.isalpha, name))
    if letters < TITLE_LETTERS or len(name) > TITLE_MAX or not (name[:1].isupper() or name[:1].isdigit()):
        return None
    told = is_statement(name)  # So a key says what a verdict means.
    if is_label(name) or name.endswith((":", "?")) or (is_step_wording(name) and not told):
        return None
    if ":" in _bare(word for _, word in verdict):
        return None  # Its label parts it from the title.
    number = leading_number(name)
    if _SENTENCES.search(name if number is None else name[len(number[0].raw) :]):
        return None
    return _Line(block, side, tuple(without_brackets(verdict)), tuple(title), tuple(rest))


def _is_verdict(text: str) -> bool:
    """Whether words are a verdict; a digit beside a title is its number."""
    return any(map(str.isalpha, text)) and is_verdict(text)


def _bare(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words).strip(" ()[]:.–-")


def _without_joint(places: Sequence[Place]) -> list[Place]:
    """The words without the dash or colon that parts them from what stands beside them."""
    kept = [*places]
    while len(kept) > 1 and not any(map(str.isalnum, kept[-1][1].text)):
        kept.pop()
    while len(kept) > 1 and not any(map(str.isalnum, kept[0][1].text)):
        kept.pop(0)
    return kept


def _parts(line: _Line | None) -> Iterator[Block]:
    """The title, the verdict and what follows on their lines, each a block of its own."""
    if line is None:
        return
    title, verdict = len(line.title), len(line.title) + len(line.verdict)
    places = [*line.title, *line.verdict, *line.rest]
    yield from cut_block(line.block, places, {0, title, verdict, len(places)}, head=title)
