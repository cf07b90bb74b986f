"""Legends whose keys are told by the cells that use them: "100 % Fuldt implementeret   75 % Næsten implementeret".

What stands in a column – few short texts that return and are no wordings – is looked for in the print outside tables. A
line that holds several of them as words of their own, each with words behind it, explains them, whatever joins key
and text; so do lines below each other that each begin with one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.kinds.assessment.cells.view import TableView
from extractors.kinds.assessment.columns.columns import ColumnMap
from extractors.kinds.assessment.legends.listed import on_one_height
from extractors.kinds.assessment.wordings.legend import Legend, read_legends
from extractors.kinds.assessment.wordings.scales import is_step_wording
from extractors.kinds.marks import LegendEntry
from schemas.geometry import union
from schemas.layout import Layout
from schemas.page import Word

KEY_MAX = 6
"""Characters of a key at most: longer texts are wordings."""
MIN_KEYS, MOST_KEYS = 2, 7
"""Different keys of a column: no scale has more steps."""
TEXT_WORDS = 8
"""Words that explain a key at most."""
JOINTS = " =:–—-|,;.·•"
"""What may stand between a key and its text, and behind the text."""


def column_legends(
    view: TableView, columns: ColumnMap, legends: Callable[[], Sequence[Legend]], layout: Layout
) -> list[Legend]:
    """Legends of the keys in the columns of the table that may rate, where no legend of the document explains them.

    Args:
        view: the table.
        columns: its columns.
        legends: gives the legends that tell their keys themselves; asked where a column holds keys.
        layout: the print of the document.
    """
    found: list[Legend] = []
    for column in columns.columns:
        keys = _keys_in(view, column.index) if column.role in ("rating", "unknown") else []
        scales = [legend.scale for legend in legends() if legend.scale is not None] if keys else []
        if keys and not any(all(scale.step_of(key) for key in keys) for scale in scales):
            entries = list(_entries(keys, layout))
            explained = {entry.key for entry in entries}
            found += [x for x in read_legends(entries) if x.scale is not None] if len(explained) >= MIN_KEYS else []
    return found


def _keys_in(view: TableView, column: int) -> list[str]:
    """The different texts of a column that may be keys; none where some are longer, wordings, or come once each."""
    texts = [text for row in view.body if (text := view.text(row, column))]
    keys = sorted(set(texts))
    if not MIN_KEYS <= len(keys) <= min(MOST_KEYS, len(texts) - 1):
        return []
    return [] if any(len(key) > KEY_MAX or is_step_wording(key) for key in keys) else keys


def _entries(keys: Sequence[str], layout: Layout) -> Iterator[LegendEntry]:
    """What lines outside tables say of the keys; each key once, from the first lines that explain it."""
    parts = sorted((tuple(key.split()) for key in keys), key=lambda words: (-len(words), words))
    known: set[str] = set()
    for page in layout.pages:
        lines = [line for block in page.blocks for line in block.lines]
        begun: list[LegendEntry] = []
        for words in on_one_height(word for line in lines for word in line.words):
            own = _explained(words, parts, page.number)
            several = len({entry.key for entry in own}) > 1
            alone = len(own) == 1 and own[0].box.x0 <= words[0].x0
            begun = [*begun, *own] if alone else []
            for entry in own if several else begun if len(begun) > 1 else ():
                if entry.key not in known:
                    known.add(entry.key)
                    yield entry


def _explained(words: Sequence[Word], keys: Sequence[tuple[str, ...]], page: int) -> list[LegendEntry]:
    """The keys on a line with the words behind each, as far as the next; none when one of them has no or many words."""
    places: list[tuple[int, tuple[str, ...]]] = []
    at = 0
    texts = [word.text if not word.text.strip(JOINTS) else word.text.strip("=:|,;") for word in words]
    while at < len(words):
        key = next((key for key in keys if tuple(texts[at : at + len(key)]) == key), None)
        places += [(at, key)] if key is not None else []
        at += len(key) if key is not None else 1
    ends = [place for place, _ in places[1:]] + [len(words)] * bool(places)
    pieces = [(key, words[start:end]) for (start, key), end in zip(places, ends, strict=True)]
    entries = [
        LegendEntry(None, " ".join(key), _text(own[len(key) :]), page, union(word.box for word in own))
        for key, own in pieces
    ]
    short = all(len(own) <= len(key) + TEXT_WORDS for key, own in pieces)
    return entries if short and all(any(map(str.isalpha, entry.text)) for entry in entries) else []


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words).strip(JOINTS)
