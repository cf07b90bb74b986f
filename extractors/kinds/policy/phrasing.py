"""How actions are worded: what begins one where no label says so, and the aspects that are run on behind its text.

Signals that a text states an action, in order of precedence: it says who is going to do something ("Vi vil …",
"Kommunen skal …"), or it begins with the infinitive of a verb that plans use ("Etablere …"). What a verb means is not
asked; a list of goals or values begins otherwise.

Aspects stand behind an action under labels ("… Ansvarlig: Skolen. Tidsplan: 2024"), or without any in brackets or
behind a dash at its end ("… (Skolen, 2024)"). A single bracket of the latter kind may be a reference to a publication;
where most actions end in one, they are the actions' units and deadlines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from extractors.danish.dates import read_period
from extractors.danish.sentences import split_sentences
from extractors.danish.unit_mentions import departments_in_text
from extractors.kinds.flow import Item
from extractors.kinds.patterns import pattern, says
from extractors.kinds.policy.drafts import ActionDraft, Value
from extractors.kinds.policy.labels import ASPECTS, read_label

LISTED_SHARE = 0.5
"""Share of a list's items that state actions from which on the list is one of actions."""
STATED_MIN = 3
"""So many paragraphs that each state an action show that the document states its actions in sentences."""
BRACKETS_MIN = 2
BRACKETS_SHARE = 0.5
"""Share of the actions that end in a bracket of unit and deadline from which on such brackets are read."""
UNIT_SHARE = 0.6
"""Share of the letters of a bracket that names of units make where it says nothing but who."""
_BRACKET = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{3,100})[)\]]\s*\.?$")
_BETWEEN = " .;,()–·•|-"
"""What stands around aspects on one line."""
_DASHED = re.compile(r"\s+[–—-]\s+(?P<inside>[^–—]{3,100})$")
_PARTS = re.compile(r"\s*[,;/|–]\s+")


def states_action(text: str) -> bool:
    """Whether a text begins as the statement of an action does."""
    return says("policy", "stated", text) or says("policy", "infinitive", text)


def listed_actions(items: Sequence[Item]) -> frozenset[Item]:
    """The items of all lists that state actions without a label that calls them so."""
    found: list[Item] = []
    run: list[Item] = []
    for item in (*items, None):
        if item is not None and item.kind == "list_item":
            run.append(item)
            continue
        first = [it for it in run if it.level <= 1]
        stated = sum(states_action(it.text) for it in first)
        if stated and stated >= LISTED_SHARE * len(first):
            found += run
        run = []
    return frozenset(found)


def stated_paragraphs(items: Sequence[Item]) -> frozenset[Item]:
    """The paragraphs that say what is going to be done, in a document where several do; else none."""
    found = [item for item in items if item.kind == "paragraph" and says("policy", "stated", item.text)]
    return frozenset(found) if len(found) >= STATED_MIN else frozenset()


def is_statement(item: Item) -> bool:
    """Whether a paragraph is one sentence that neither leads in nor asks; aspects and a bracket may stand behind it."""
    text = _BRACKET.sub("", part_aspects(Value(item.text, item.lines))[0].text)
    return len(split_sentences(text)) == 1 and not text.rstrip().endswith((":", "?"))


def headed_efforts(items: Sequence[Item]) -> Mapping[Item, Item | None]:
    """Headings below which a unit or a deadline is labelled and nothing is listed: what they head is one effort each.

    With each the one sentence between the two, where that is all and the heading is not worded as an action: the
    sentence says what is done, and the heading what for. A single heading may be a chapter that names its unit.
    """
    found: dict[Item, Item | None] = {}
    head: Item | None = None
    between: list[Item] = []
    for item in items:
        label, rest = read_label(item)
        if item.is_heading and label is None:
            head, between = item, []
        elif label in ("responsible", "deadline") and rest and head is not None:
            alone = len(between) == 1 and is_statement(between[0]) and not states_action(head.text)
            found[head] = between[0] if alone else None
            head = None
        elif label is not None or item.kind in ("list_item", "table"):
            head = None
        else:
            between.append(item)
    return found if len(found) > 1 else {}


def part_aspects(value: Value) -> tuple[Value, dict[str, Value]]:
    """Part a text from the aspects that are run on behind it: "… (Ansvarlig: Skolen. Tidsplan: 2024)"."""
    found = sorted(
        (match.start(), match.end(), name)
        for name in (*ASPECTS, "other")
        if (match := pattern("policy", "inline", name).search(value.text)) is not None and match.start() > 0
    )
    if not found:
        return value, {}
    ends = [start for start, _, _ in found[1:]] + [len(value.text)]
    aspects = {
        name: Value(value.text[start:end].strip(_BETWEEN), value.lines)
        for (_, start, name), end in zip(found, ends, strict=True)
        if name != "other"
    }
    return Value(value.text[: found[0][0]].rstrip(" (,;–·•|-"), value.lines), aspects


def settle_brackets(drafts: Sequence[ActionDraft]) -> None:
    """Part actions from unit and deadline in brackets behind them, where most actions end in such a bracket."""
    parted = [_part_bracket(draft.action) for draft in drafts]
    count = sum(part is not None for part in parted)
    if count < BRACKETS_MIN or count < BRACKETS_SHARE * len(drafts):
        return
    for draft, part in zip(drafts, parted, strict=True):
        if part is None:
            continue
        draft.action, aspects = part
        for name, value in aspects.items():
            if getattr(draft, name) is None:
                setattr(draft, name, value)


def _part_bracket(action: Value) -> tuple[Value, dict[str, Value]] | None:
    """An action without the bracket at its end, and what that says of unit and deadline; None for any other bracket.

    A dash with a deadline behind it leads to the same: "Røgfri skolevej – Trafik og Park, 2024".
    """
    match = _BRACKET.search(action.text) or _DASHED.search(action.text)
    if match is None or not match.start():
        return None
    inside = match["inside"].strip()
    parts = _PARTS.split(inside)
    times = [part for part in parts if is_deadline(part)]
    if len(times) > 1 or (times and times[0] not in (parts[0], parts[-1])):
        return None
    deadline = times[0] if times else None
    if deadline is None and match.re is _DASHED:
        return None  # what stands behind a dash may be of the action itself
    unit = inside
    if deadline is not None:
        unit = inside.removesuffix(deadline) if parts[-1] == deadline else inside.removeprefix(deadline)
        unit = unit.strip(" ,;/|–")
    if unit and not (unit[0].isupper() if deadline is not None else _names_units(unit)):
        return None
    values = {"responsible": unit, "deadline": deadline}
    aspects = {name: Value(text, action.lines) for name, text in values.items() if text}
    end = "." if action.text.endswith(".") and not action.text[: match.start()].endswith(".") else ""
    return Value(action.text[: match.start()].rstrip() + end, action.lines), aspects


def is_deadline(text: str) -> bool:
    """Whether a text names a time and nothing else."""
    return read_period(text) is not None or says("policy", "open_deadline", text)


def _names_units(text: str) -> bool:
    return sum(len(unit.text) for unit in departments_in_text(text)) >= UNIT_SHARE * len(text)


def with_goals(drafts: Iterable[ActionDraft]) -> list[ActionDraft]:
    """Drafts of chapters that state a goal, where most do: a list in one without is of something else."""
    kept = list(drafts)
    aimed = [draft for draft in kept if draft.goal is not None]
    return aimed if 2 * len(aimed) > len(kept) else kept
