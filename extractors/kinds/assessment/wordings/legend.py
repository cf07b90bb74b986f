"""Legends: what a document says its own signs, letters, digits and colours mean.

Signals in order of precedence, and why:
1. digits that are keys stand in order; which end is best is told by the wordings of the two ends;
2. the wordings of the entries put them in order – a legend is written to be read;
3. the usual order of colours and faces, where the wordings say nothing of order.
A sentence may tell the direction of digits without a legend ("hvor 1 er lavest").
A legend whose order stays open is kept as such and gives no steps.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractors import vocabulary
from extractors.kinds.assessment.wordings.scales import (
    Scale,
    are_near,
    catalogue_of_scales,
    is_no_answer,
    polarities,
    polarity,
    scale_of_labels,
)
from extractors.kinds.marks import LegendEntry, colour_distance
from extractors.kinds.marks.glyphs import signs
from extractors.kinds.wording import bare, level_of
from schemas.marks import Mark

COLOUR_ORDER = ("green", "yellow", "orange", "red")
FACE_ORDER = ("happy", "neutral", "sad")
SAME_HEIGHT = 2.0
"""Points by which two halves of one line may differ that pages beside each other print."""
OTHER_SHADE = 12.0
"""Perceptual distance (CIE76 ΔE) from which shades of one hue are two keys of a legend."""
SAME_LEFT = 3.0
"""Points by which entries of one legend on two pages may begin apart."""
_EXPLAINED = re.compile(r"\s+[-–—]\s+|:\s+|\.\s+(?=[A-ZÆØÅ])|\s+\((?=\S+\s)")
"""What stands between a verdict and what it means."""


@dataclass(frozen=True, slots=True)
class Legend:
    """The entries of one legend and the scale they make."""

    entries: tuple[LegendEntry, ...]
    scale: Scale | None


def sign_key(mark: Mark) -> str:
    """What a sign is called when it is compared with a legend: colour word, face, or the sign itself."""
    if mark.meaning in FACE_ORDER:
        return mark.meaning
    # How full a sign is tells those apart that are filled in part, and not their colour.
    of_light = mark.colour in COLOUR_ORDER and mark.meaning not in ("level", "empty")
    if mark.colour is not None and (of_light or mark.meaning == "colour"):
        return colour_word(mark.colour)
    return _plain(mark.text) or mark.sign


def _plain(text: str) -> str:
    """Letters or digits of a key without punctuation; a sign as it is: "(+)" is another than "+", "(X)" than "X"."""
    if text.casefold() in signs():
        return text.casefold()
    return bare(text) if any(char.isalnum() for char in text) else ""


def colour_word(name: str) -> str:
    """The Danish word for a colour name, folded."""
    return str(vocabulary.load("scales")["colour_words"].get(name, [name])[0])


def entry_keys(entry: LegendEntry) -> frozenset[str]:
    """What a cell may hold to mean this entry."""
    keys = {bare(entry.text)}
    sign = entry.sign
    coloured = sign is not None and sign.meaning in ("colour", *FACE_ORDER)
    if sign is None or sign.meaning != "colour" or entry.key != sign.text:  # a dot of each colour is not the same key
        keys.add(_plain(entry.key) or entry.key)
    if sign is not None:
        keys.add(sign_key(sign))
        if not coloured:
            keys.add(sign.sign)
    for name, words in vocabulary.load("scales")["colour_words"].items():
        if bare(entry.key) in words:
            keys.add(colour_word(name))
    keys |= {face for face, words in vocabulary.load("scales")["face_words"].items() if bare(entry.key) in words}
    return frozenset(key for key in keys if key)


def read_legends(entries: Iterable[LegendEntry]) -> tuple[Legend, ...]:
    """Legends of a rating scale among the document's legend entries, in reading order.

    Entries that stand together (same page, one below or beside the other) make one legend, and so do those that a
    page break parts; those that explain levels or answers beside the scale are left out.
    """
    groups: list[list[LegendEntry]] = []
    for entry in _in_lines(entries):
        if level_of(entry.text) is not None or is_no_answer(entry.text):
            continue
        if groups and _belongs(groups[-1], entry):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for at in reversed(range(len(groups) - 1)):
        if _goes_on_overleaf(*groups[at : at + 2]):
            groups[at : at + 2] = [groups[at] + groups[at + 1]]
    return _without_lists(tuple(_best_run(group) for group in groups if len(group) >= 2))


def _in_lines(entries: Iterable[LegendEntry]) -> list[LegendEntry]:
    """The entries, each that stands on a line of several right behind them: a wide gap in it is read as a column's."""
    placed: list[LegendEntry] = []
    for entry in entries:
        line = [i for i, other in enumerate(placed) if _is_on_line(other, entry)]
        run = len(line) > 1 and line[-1] - line[0] == len(line) - 1 and placed[line[-1]].box.x1 <= entry.box.x0
        placed.insert(line[-1] + 1 if run else len(placed), entry)
    return placed


def _is_on_line(one: LegendEntry, other: LegendEntry) -> bool:
    return one.page == other.page and abs(one.box.cy - other.box.cy) <= SAME_HEIGHT


def _without_lists(legends: tuple[Legend, ...]) -> tuple[Legend, ...]:
    """Legends without lists whose entries wear the signs of another legend: what they say are no steps.

    Three recommendations with a sign each look like a legend of three signs.
    """
    told = [legend.scale is not None and None not in polarities(legend.scale.labels) for legend in legends]
    return tuple(
        legend
        for legend, own in zip(legends, told, strict=True)
        if own
        or legend.scale is None
        or not any(_contradict(legend, other) for other in legends if other is not legend)
    )


def _contradict(legend: Legend, other: Legend) -> bool:
    """Whether the legends explain a sign both have by other words."""
    said = {key: bare(entry.text) for entry in other.entries for key in _keys_of_sign(entry)}
    return any(
        said.get(key, bare(entry.text)) != bare(entry.text) for entry in legend.entries for key in _keys_of_sign(entry)
    )


def _keys_of_sign(entry: LegendEntry) -> frozenset[str]:
    return entry_keys(entry) - {bare(entry.text)} if entry.sign is not None else frozenset()


def _best_run(group: Sequence[LegendEntry]) -> Legend:
    """The longest run of the entries that makes a scale; all of them, without a scale, when none does."""
    group = _without_explanations(group)
    for length in range(len(group), 1, -1):
        for start in range(len(group) - length + 1):
            run = group[start : start + length]
            scale = _scale_of(run)
            others = {_hue_of(entry) for entry in (*group[:start], *group[start + length :])} - {None}
            if scale is not None and not others & set(map(_hue_of, run)):
                return Legend(tuple(run), scale)
    return Legend(tuple(group), None)


def _without_explanations(group: Sequence[LegendEntry]) -> Sequence[LegendEntry]:
    """Entries by their verdicts where what stands behind a dash or colon explains them: "I gang – men ikke overalt".

    Where some have no explanation, a single word behind the dash of another may be part of its verdict.
    """
    parts = [_EXPLAINED.split(entry.text, maxsplit=1) for entry in group]
    verdicts = [part[0] for part in parts]
    more = [part[1].split() for part in parts if len(part) > 1]
    explained = len(more) == len(group) or (more and min(map(len, more)) > 1)
    if not explained or None in polarities(verdicts) or len(set(map(bare, verdicts))) < len(group):
        return group
    return [entry._replace(text=verdict) for verdict, entry in zip(verdicts, group, strict=True)]


def _belongs(group: Sequence[LegendEntry], entry: LegendEntry) -> bool:
    last = group[-1]
    if (
        not (last.page == entry.page or _goes_on_beside(last, entry))
        or _is_worded(last) != _is_worded(entry)
        or any(_clash(entry, other) for other in group)
    ):
        return False
    gap = max(entry.box.top - last.box.bottom, last.box.top - entry.box.bottom)
    return gap <= 2.5 * max(min(last.box.height, entry.box.height), 6.0)


def _clash(a: LegendEntry, b: LegendEntry) -> bool:
    """Whether two entries cannot be of one legend: a cell may mean both. Shades of one hue are told apart."""
    shared = entry_keys(a) & entry_keys(b)
    shades = _shade_of(a), _shade_of(b)
    if None in shades or a.sign is None or shared != {sign_key(a.sign)}:
        return bool(shared)
    return colour_distance(*(shade for shade in shades if shade is not None)) < OTHER_SHADE


def _hue_of(entry: LegendEntry) -> str | None:
    """What the colour of an entry is called whose sign is an area in it; shades share it."""
    return sign_key(entry.sign) if entry.sign is not None and _shade_of(entry) is not None else None


def _shade_of(entry: LegendEntry) -> int | None:
    """The colour of an entry whose sign is an area or a disc in it and nothing else."""
    return entry.sign.color if entry.sign is not None and is_shade(entry.sign) else None


def is_shade(sign: Mark) -> bool:
    """Whether a sign is an area or a disc of one colour, which is all that it says."""
    return sign.meaning == "colour" and sign.sign in ("fill", "square", "circle") and sign.kind in ("fill", "drawing")


def step_of_shade(scale: Scale, color: int) -> int | None:
    """Step (from 1) of the shade that ``color`` (0xRRGGBB) is; None when it is none, or as near to another."""
    ranked = sorted((colour_distance(shade, color), step) for step, shade in enumerate(scale.shades, 1))
    (nearest, step), (next_one, _) = ranked[:2]
    return step if nearest <= min(OTHER_SHADE, next_one / 2) else None


def step_of_sign(scale: Scale, sign: Mark) -> int | None:
    """Step (from 1) that a sign means, by its shade where the scale has several of one hue."""
    if scale.shades and sign.color is not None and (sign.kind == "fill" or is_shade(sign)):
        return step_of_shade(scale, sign.color)
    return scale.step_of(sign_key(sign))


def _goes_on_beside(last: LegendEntry, entry: LegendEntry) -> bool:
    """Whether ``entry`` stands on the line of ``last`` on another page: a sheet wider than the page is printed so."""
    return (
        entry.page > last.page
        and abs(entry.box.top - last.box.top) <= SAME_HEIGHT
        and abs(entry.box.bottom - last.box.bottom) <= SAME_HEIGHT
        and entry.box.x1 < last.box.x0
    )


def _goes_on_overleaf(group: Sequence[LegendEntry], following: Sequence[LegendEntry]) -> bool:
    """Whether entries at the top of the next page go on with a legend: at its left side, and of one scale with it."""
    last, first = group[-1], following[0]
    return (
        first.page == last.page + 1
        and first.box.bottom < last.box.top
        and abs(first.box.x0 - group[0].box.x0) <= SAME_LEFT
        and not any(_clash(a, b) for a in group for b in following)
        and len({_is_worded(entry) for entry in (*group, *following)}) == 1
        and _scale_of((*group, *following)) is not None
    )


def _is_worded(entry: LegendEntry) -> bool:
    """Whether a letter, digit or word is the key, and no sign of any kind."""
    return entry.sign is None and any(map(str.isalnum, entry.key))


def explain_grey(legends: Iterable[Legend]) -> bool:
    """Whether grey is a step of one of the legends, as an area: by itself it is a shade of a heading or of a form."""
    entries = (entry for legend in legends if legend.scale is not None for entry in legend.entries)
    return any(e.sign is not None and e.sign.meaning == "colour" and e.sign.colour == "grey" for e in entries)


def _scale_of(entries: Sequence[LegendEntry]) -> Scale | None:
    order = _order_of(entries)
    if order is None:
        return None
    ordered = [entries[i] for i in order]
    digits = _digits_of(ordered)
    if digits is not None and len(digits) < max(digits) - min(digits) + 1:
        return _with_steps_between(ordered, digits)
    known = scale_of_labels([e.text for e in entries], complete=True)
    name = known.name if known is not None and known.known else _name_by_signs(entries) or f"egen{len(entries)}"
    hues = Counter(hue for entry in ordered if (hue := _hue_of(entry)) is not None)
    several = {hue for hue, count in hues.items() if count > 1}
    shades = [shade for entry in ordered if (shade := _shade_of(entry)) is not None]
    return Scale(
        name=name,
        labels=tuple(entry.text for entry in ordered),
        keys=tuple(entry_keys(entry) - several for entry in ordered),
        known=True,
        shades=tuple(shades) if several and len(shades) == len(ordered) else (),
    )


def _digits_of(entries: Sequence[LegendEntry]) -> list[int] | None:
    """The digits that are the keys of all entries; None when some key is none."""
    keys = [bare(entry.key) for entry in entries]
    return [int(key) for key in keys] if all(key.isdigit() for key in keys) else None


def _with_steps_between(ordered: Sequence[LegendEntry], digits: Sequence[int]) -> Scale:
    """The scale of a legend that names its ends alone: "1 (slet ikke) til 5 (fuldt ud)"."""
    named = dict(zip(digits, ordered, strict=True))
    steps = range(min(digits), max(digits) + 1)
    places = steps if digits[0] < digits[-1] else reversed(steps)
    labels, keys = [], []
    for n in places:
        labels.append(named[n].text if n in named else str(n))
        keys.append(entry_keys(named[n]) if n in named else frozenset({str(n)}))
    return Scale(f"tal{len(labels)}", tuple(labels), tuple(keys), known=True)


def _name_by_signs(entries: Sequence[LegendEntry]) -> str | None:
    keys = [frozenset(entry_keys(e)) for e in entries]
    colours = [colour_word(name) for name in COLOUR_ORDER]
    if all(any(c in ks for c in colours) for ks in keys):
        return f"trafiklys{len(entries)}"
    if all(any(f in ks for f in FACE_ORDER) for ks in keys):
        return f"smiley{len(entries)}"
    if all(bare(e.key).isdigit() for e in entries):
        return f"tal{len(entries)}"
    return None


def _order_of(entries: Sequence[LegendEntry]) -> list[int] | None:
    """Indices of the entries, best first; None when it stays open."""
    by_digits = _order_by_digits(entries)
    if by_digits is not None:
        return by_digits
    scale = scale_of_labels([e.text for e in entries], complete=True)
    if scale is not None and (scale.known or _strictly_apart(entries)):
        places = [scale.step_of(e.text) for e in entries]
        if None not in places and len(set(places)) == len(places):
            return sorted(range(len(entries)), key=lambda i: places[i] or 0)
    by_sign = _order_by(entries, [colour_word(c) for c in COLOUR_ORDER]) or _order_by(entries, list(FACE_ORDER))
    return by_sign or _order_by_levels(entries) or _order_by_shades(entries) or _order_by_ends(entries)


def _strictly_apart(entries: Sequence[LegendEntry]) -> bool:
    values = [value for value in polarities([entry.text for entry in entries]) if value is not None]
    return len(values) == len(entries) and not are_near(values)


def _order_by(entries: Sequence[LegendEntry], order: Sequence[str]) -> list[int] | None:
    places = []
    for entry in entries:
        hits = [order.index(key) for key in entry_keys(entry) if key in order]
        if not hits:
            return None
        places.append(min(hits))
    return sorted(range(len(entries)), key=lambda i: places[i]) if len(set(places)) == len(places) else None


def _order_by_shades(entries: Sequence[LegendEntry]) -> list[int] | None:
    """The order of print where the colours keep the usual one and shades of one hue stand below each other."""
    usual = [colour_word(name) for name in COLOUR_ORDER]
    places = [usual.index(hue) for entry in entries if (hue := _hue_of(entry)) in usual]
    if len(places) < len(entries) or len(set(places)) < 2:
        return None
    order = list(range(len(entries)))
    return order if places == sorted(places) else order[::-1] if places == sorted(places)[::-1] else None


def _order_by_ends(entries: Sequence[LegendEntry]) -> list[int] | None:
    """The order of print where the words of both ends are known and all that are known keep it."""
    known = [value for entry in entries if (value := polarity(entry.text)) is not None]
    ends = polarity(entries[0].text), polarity(entries[-1].text)
    if len(known) < 2 or None in ends or len(set(known)) < len(known):
        return None
    order = list(range(len(entries)))
    return order if known == sorted(known, reverse=True) else order[::-1] if known == sorted(known) else None


def _order_by_levels(entries: Sequence[LegendEntry]) -> list[int] | None:
    """Signs that are filled in part, the fullest first; None where the words of the ends say otherwise."""
    signs = [entry.sign for entry in entries if entry.sign is not None]
    if not any(sign.meaning == "level" for sign in signs):
        return None
    # A full or an empty circle is another sign where none is filled in part.
    levels = [1.0 if sign.level is None and sign.meaning == "level" else sign.level for sign in signs]
    known = [level for level in levels if level is not None]
    if len(known) < len(entries) or len(set(known)) < len(known):
        return None
    order = sorted(range(len(entries)), key=lambda i: -known[i])
    first, last = polarity(entries[order[0]].text), polarity(entries[order[-1]].text)
    return order if first is None or last is None or first > last else None


def _order_by_digits(entries: Sequence[LegendEntry]) -> list[int] | None:
    """Digits in a row whose two ends are told apart by polarity."""
    digits = _digits_of(entries)
    if digits is None or len(set(digits)) != len(digits):
        return None
    rising = sorted(range(len(entries)), key=lambda i: digits[i])
    first, last = polarity(entries[rising[0]].text), polarity(entries[rising[-1]].text)
    if first is None or last is None or first == last:
        return None
    return rising if first > last else rising[::-1]


def in_order_of(explained: Scale, entries: Iterable[LegendEntry], scale: Scale) -> Scale:
    """The labels of ``scale`` in the order of the legend that explains them all, with the keys that only it has.

    Args:
        explained: the scale of the legend.
        entries: its entries.
        scale: what the document prints.
    """
    printed = {explained.step_of(label): label for label in scale.labels}
    keys = {explained.step_of(entry.text): entry.key for entry in entries}
    labels = tuple(printed.get(step) or keys[step] for step in range(1, explained.steps + 1))
    name = scale.name if explained.steps == scale.steps else explained.name
    return Scale(name, labels, tuple(frozenset({bare(x)}) for x in labels), known=True)


def in_words_of(other: Scale, scale: Scale) -> Scale:
    """``scale`` with the labels of ``other``, step by step, and the keys of both."""
    return replace(scale, labels=other.labels, keys=tuple(a | b for a, b in zip(scale.keys, other.keys, strict=True)))


def colour_scale(names: set[str]) -> Scale | None:
    """The traffic light of the colours that occur, where no legend says more; None when they are none."""
    if not names or not names <= set(COLOUR_ORDER):
        return None
    order = (
        COLOUR_ORDER
        if {"yellow", "orange"} <= names
        else tuple(c for c in COLOUR_ORDER if c != ("yellow" if "orange" in names else "orange"))
    )
    words = [colour_word(name) for name in order]
    labels = tuple(word.capitalize() for word in words)
    return Scale(f"trafiklys{len(order)}", labels, tuple(frozenset({w}) for w in words), known=True)


def names_colours(scale: Scale) -> bool:
    """Whether the labels are the colours themselves, for want of a legend."""
    return {bare(label) for label in scale.labels} <= {colour_word(name) for name in COLOUR_ORDER}


def face_scale() -> Scale:
    """Three faces, where no legend says more."""
    labels = vocabulary.load("scales")["faces"]
    return Scale("smiley3", tuple(labels[f] for f in FACE_ORDER), tuple(frozenset({f}) for f in FACE_ORDER), known=True)


def header_scale(texts: Sequence[str]) -> Scale | None:
    """A scale that a header lists, "Opfyldt (ja/delvist/nej)" or "I høj grad, i nogen grad, slet ikke"."""
    for text in texts:
        for piece in (*re.findall(r"\(([^)]*)\)", text), text):
            labels = [p.strip(" .:?") for p in re.split(r"\s*[/,;]\s*|\s+eller\s+", piece)]
            if len(labels) >= 2 and all(_is_wording(label) for label in labels):
                return scale_of_labels(labels, complete=True)
    return None


def _is_wording(label: str) -> bool:
    return any(bare(label) in step for steps in catalogue_of_scales().values() for step in steps)
