"""Labels in the running text of a policy: what a heading, a lead-in or the start of a line says of the text behind."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.kinds.beginnings import part_bold
from extractors.kinds.flow import Item
from extractors.kinds.patterns import find_name, pattern, says

ASPECTS = ("responsible", "deadline", "indicator")
"""What is said of an action; a line that is no more than the label of one is a label however it is set."""
LABEL_MAX = 90
"""Letters of a label or lead-in; longer text is content."""


def read_label(item: Item) -> tuple[str | None, str]:
    """The label that a block is or begins with, and the text behind it."""
    text = item.text
    lead, colon, rest = text.partition(":")
    if colon and len(lead) <= LABEL_MAX and rest.strip():
        name = find_name("policy", "labels", lead)
        if name is not None and name != "background":
            return name, rest.strip()
    parted = part_bold(item) if not item.is_heading else None
    if parted is not None and len(parted[0].text) <= LABEL_MAX:
        name = find_name("policy", "labels", parted[0].text)
        if name is not None and name != "background":
            return name, parted[1].text.lstrip(" :–-")
    heading = pattern("policy", "action_heading").match(text) if item.is_heading or stands_alone(item) else None
    if heading is not None:
        return "action", text[heading.end() :]
    if len(text) > LABEL_MAX:
        return None, ""
    if item.is_heading or text.rstrip().endswith(":") or stands_alone(item):
        return find_name("policy", "labels", text), ""
    name = find_name("policy", "labels", text) if item.kind == "paragraph" and len(item.lines) == 1 else None
    return (name, "") if name in ASPECTS else (None, "")


def stands_alone(item: Item) -> bool:
    """Whether a paragraph is set as a label: one line, all bold."""
    return len(item.lines) == 1 and all(word.bold for word in item.lines[0].words)


def find_wishes(items: Sequence[Item]) -> frozenset[Item]:
    """Labels that state what the actions of the next label serve: "Vi vil" and behind it "Det gør vi".

    With no such label behind it, what stands under "Vi vil" is what is going to be done.
    """
    found: list[Item] = []
    wish: Item | None = None
    for item in items:
        label, _ = read_label(item)
        if label is not None and says("policy", "wish", item.text.partition(":")[0]):
            wish = item
        elif label is not None or item.is_heading:
            if wish is not None and label == "actions":
                found.append(wish)
            wish = None
    return frozenset(found)
