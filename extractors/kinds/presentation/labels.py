"""What a line of a deck or status note says by a label of its own."""

from __future__ import annotations

from extractors.kinds.patterns import find_name


def labelled(text: str) -> tuple[str, str] | None:
    """Label and text of a line that begins with its label: "Status: igangsat"; None for any other."""
    lead, colon, rest = text.partition(":")
    label = find_name("presentation", "labels", lead) if colon and rest.strip() else None
    return (label, rest.strip()) if label is not None else None
