"""What stands under the head of an initiative: its status, who works with it and whom it is for, by labels."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.kinds.flow import Item
from extractors.kinds.presentation.drafts import Draft
from extractors.kinds.presentation.labels import labelled
from extractors.kinds.presentation.slides import Slide
from extractors.kinds.presentation.tiles import lead_in


def take_body(draft: Draft, items: Iterable[Item], slide: Slide, mode: str | None = None) -> None:
    """Add what stands under an initiative's head, by the lead-ins in it; ``mode`` is what the title leads to."""
    for item in items:
        label = lead_in(item, slide)
        if label is not None:
            mode = label
            continue
        if item.is_heading:
            mode = None
            continue
        label, text = labelled(item.text) or (mode, item.text)
        if label == "status":
            draft.status.append((text, item.lines))
        elif label == "actors":
            draft.actors.append((text, item.lines))
        elif label == "target_group":
            draft.target_group, draft.target_lines = text, item.lines
            mode = None


def add_slide(draft: Draft, slide: Slide) -> None:
    """Note where a slide stands, and its words."""
    draft.pages += [page for page in slide.pages if page not in draft.pages]
    draft.texts += [item.text for item in slide.items]
