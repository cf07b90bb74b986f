"""Someone looks on while pages are read: reading may hang or end the process, and then it matters on which page."""

from __future__ import annotations

from typing import Protocol


class Watch(Protocol):
    """Learns how far reading has come, and may have pages left out."""

    def page(self, number: int) -> str | None:
        """Page ``number`` (from 1) comes next; why it is to be left out, None to have it read."""

    def ocr(self, number: int) -> None:
        """The page's own content is read; it is looked at whether OCR is needed, and that may take much longer."""

    def pages_read(self) -> None:
        """No further page comes."""


class Unwatched:
    """Nobody looks on."""

    def page(self, number: int) -> str | None:
        return None

    def ocr(self, number: int) -> None: ...

    def pages_read(self) -> None: ...
