"""Form fields of a page: check boxes and radio buttons with their state, text that was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pymupdf

from extractors.pdf.display import Display
from extractors.pdf.limits import Limits
from extractors.pdf.strings import clean
from extractors.pdf.turning import Transform, turned
from extractors.pdf.words import PageText, read_text
from schemas.page import Widget, Word

_KINDS: dict[int, Literal["checkbox", "radio", "text", "choice"]] = {
    pymupdf.PDF_WIDGET_TYPE_CHECKBOX: "checkbox",
    pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON: "radio",
    pymupdf.PDF_WIDGET_TYPE_TEXT: "text",
    pymupdf.PDF_WIDGET_TYPE_COMBOBOX: "choice",
    pymupdf.PDF_WIDGET_TYPE_LISTBOX: "choice",
}


def read_widgets(page: pymupdf.Page, turn: Transform | None, limits: Limits) -> list[Widget]:
    """The form fields of a page in the file's order; buttons and signatures are no data."""
    widgets: list[Widget] = []
    widget = page.first_widget
    while widget is not None and len(widgets) < limits.words:
        kind = _KINDS.get(widget.field_type)
        if kind is not None:
            rect = tuple(widget.rect)
            box = rect if turn is None else turned(turn, *rect)
            value = widget.field_value
            checked = kind in ("checkbox", "radio") and _is_on(widget)
            text = "" if kind in ("checkbox", "radio") or value is None else _text(value)
            widgets.append(Widget(box[0], box[1], box[2], box[3], kind, checked, clean(text, limits.text_length)))
        widget = widget.next
    return widgets


def filled_in(page: pymupdf.Page, widgets: Sequence[Widget], printed: PageText, limits: Limits) -> PageText:
    """The words that fields for text and choices show, numbered after those that the page prints.

    Raises:
        OverflowError: there are more words than allowed.
    """
    fields = [widget for widget in widgets if widget.value.strip()]
    if not fields:
        return PageText([], [], 0)
    shown = read_text(Display(page, fields=True), limits.words)
    lines = 1 + max((word.line for word in (*printed.seen, *printed.hidden)), default=0)
    words: list[Word] = []
    for field in fields:
        words += _whole([word for word in shown.seen if field.box.holds(word.cx, word.cy)], field.value)
    numbered = [word._replace(block=word.block + printed.block_count, line=word.line + lines) for word in words]
    return PageText(numbered, [], shown.block_count if words else 0)


def _whole(words: list[Word], value: str) -> list[Word]:
    """The words of a field, the last with what the field's edge cuts off: a field may hold more than it shows."""
    shown, held = "".join(word.text for word in words), "".join(value.split())
    if not shown or shown == held or not held.startswith(shown):
        return words
    at = value.find(words[-1].text, max(0, len(shown) - len(words[-1].text)))
    return [*words[:-1], words[-1]._replace(text=" ".join(value[at:].split()))] if at >= 0 else words


def _is_on(widget: pymupdf.Widget) -> bool:
    """Whether a button shows its "on" appearance; a radio button's value is that of its whole group."""
    state, document = widget.xref, widget.parent.parent
    kind, name = document.xref_get_key(state, "AS")
    if kind != "name":
        kind, name = document.xref_get_key(state, "V")
    return kind == "name" and name not in ("/Off", "")


def _text(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value)
