"""Paragraphs that state an action each, in a policy that lists none.

Three signals, in order of precedence: a unit or deadline stands on a line of its own right below each; they stand in a
row under a label of actions; or under the headings below such a label, one sentence each that says who does what
("Vi åbner …").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extractors.kinds.flow import Item
from extractors.kinds.patterns import says
from extractors.kinds.policy.labels import read_label
from extractors.kinds.policy.phrasing import is_statement, states_action

STATEMENTS_MIN = 2
"""So many paragraphs in a row under one label of actions."""


def stated_under_labels(items: Sequence[Item], labels: Mapping[Item, str]) -> frozenset[Item]:
    """The paragraphs below a label of actions that each state one: several in a row, of a sentence each, and no list.

    Of one paragraph the label says enough; longer ones behind it may explain.

    Args:
        items: the document.
        labels: the labels of its own wording.
    """
    found: list[Item] = []
    run: list[Item] | None = None
    for item in (*items, None):
        if item is not None and run is not None and item.kind == "paragraph" and read_label(item)[0] is None:
            run.append(item)
            continue
        ended = item is None or item.is_heading or item.kind == "paragraph"
        if run is not None and ended and len(run) >= STATEMENTS_MIN and all(map(is_statement, run)):
            found += run
        label = labels.get(item) or read_label(item)[0] if item is not None else None
        run = [] if label == "actions" else None
    return frozenset(found)


def stated_under_headings(items: Sequence[Item], labels: Mapping[Item, str]) -> frozenset[Item]:
    """The paragraphs under the headings below labels of actions that each say who does what, where all do.

    Args:
        items: the document.
        labels: the labels of its own wording.
    """
    found: list[Item] = []
    chapter = 0
    inside = headed = False
    for item in items:
        label = labels.get(item) or read_label(item)[0]
        if label is not None and label != "area":
            inside = label == "actions" or (inside and label in ("responsible", "deadline", "indicator"))
            headed = headed and inside and label != "actions"
        elif item.is_heading:
            inside = headed = inside and item.level > chapter
            chapter = chapter if inside else item.level
        elif item.kind in ("list_item", "table"):
            inside = False
        elif inside and headed and item.kind == "paragraph" and item.panel is None:
            found.append(item)
    told = all(is_statement(item) and (states_action(item.text) or says("policy", "done", item.text)) for item in found)
    return frozenset(found) if len(found) >= STATEMENTS_MIN and told else frozenset()


def stated_above_aspects(items: Sequence[Item]) -> frozenset[Item]:
    """The paragraphs with a line of their unit or deadline right below, where they are one sentence each.

    One under each heading may only say what the heading's effort is for; somewhere two stand under one.
    """
    found: list[Item] = []
    under: Counter[int] = Counter()
    heading = 0
    for above, item in pairwise(items):
        heading += above.is_heading
        label, rest = read_label(item)
        if above.kind == "paragraph" and read_label(above)[0] is None and label in ("responsible", "deadline") and rest:
            found.append(above)
            under[heading] += 1
    several = any(count > 1 for count in under.values())
    return frozenset(found) if several and all(map(is_statement, found)) else frozenset()
