"""A piece of text and where it was found: what decisions about a whole document weigh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Source = Literal["title", "running", "body", "address", "email", "file_name", "metadata"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Text with its source.

    ``source`` says how far the text speaks for the document: ``title`` (cover, title, subtitle,
    heading of the first page), ``running`` (header or footer that repeats), ``address`` (imprint,
    sender), ``email`` (mail and web addresses), ``file_name``, ``metadata`` (the file's own
    properties), ``body`` (anything else). ``weight`` scales the source's own weight.
    """

    text: str
    source: Source = "body"
    weight: float = 1.0
