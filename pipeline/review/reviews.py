"""The decisions of a run: which documents they change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.outcomes import UNREAD_STATUSES
from pipeline.review.apply import apply_decisions
from pipeline.review.store import Index, ReviewsInvalid, Store
from schemas.document import ExtractedDocument


class Reviews:
    """Decisions from a folder, or none."""

    def __init__(self, folder: Path | None) -> None:
        """Read the decisions.

        Raises:
            ReviewsInvalid: the folder is missing, or a line in it is no decision.
        """
        if folder is not None and not folder.is_dir():
            raise ReviewsInvalid(f"{folder} is no folder of decisions.")
        self._index = Index(Store(folder).read_valid() if folder is not None else ())

    def apply(self, document: ExtractedDocument) -> ExtractedDocument:
        """The document with what people said of it; one that could not be read stays as it is."""
        row = document.document
        if row.status in UNREAD_STATUSES:
            return document
        return apply_decisions(document, self._index.of(row.document_id, row.path))

    def about(self) -> dict[str, Any]:
        """What ``run.json`` says of them."""
        return self._index.about()
