"""A row that is unsure is held against a second reader; where it reads otherwise the row is marked, and no other."""

from __future__ import annotations

from functools import cache

from extractors import pdf
from extractors.kinds.assessment.doubt.second_opinion import ask_second_reader
from extractors.kinds.notebook import Notebook
from schemas.document import ExtractedDocument
from schemas.geometry import Box
from tests.kinds.drawn_tables import TITLES, Cell, Paper

HEADER = ("Nr.", "Anbefaling", "I høj grad", "I nogen grad", "Slet ikke")


@cache
def drawn() -> tuple[bytes, ExtractedDocument]:
    rows = [[str(n), title, Cell("x", shift=0.45), "", ""] for n, title in enumerate(TITLES, 1)]
    paper = Paper().table((40, 300, 80, 80, 80), [HEADER, *rows])
    return paper.pdf(), paper.read()


class Otherwise:
    """Reads another number in the place of one row's, and as the page says elsewhere."""

    def __init__(self, reader: pdf.SecondReader) -> None:
        self.reader = reader
        self.asked = 0

    def text(self, page: int, box: Box) -> str | None:
        self.asked += 1
        text = self.reader.text(page, box)
        return "8" if text == "3" else text


def ask(confidence: float) -> tuple[list[bool], list[tuple[str, str | None]], int]:
    """Which rows are marked, the doubts with their fields, and how often the second reader was asked."""
    content, document = drawn()
    notebook = Notebook(document.document.document_id, evidence=list(document.evidence))
    rows = [row.model_copy(update={"confidence": confidence, "needs_review": False}) for row in document.assessments]
    with pdf.SecondReader(content) as reader:
        other = Otherwise(reader)
        judged = ask_second_reader(rows, pdf.read(content), other, notebook)
    return [row.needs_review for row in judged], [(f.code, f.field) for f in notebook.findings], other.asked


def test_an_unsure_row_that_is_read_otherwise_is_marked() -> None:
    marked, doubts, _ = ask(0.4)
    assert marked == [False, False, True, False, False, False]
    assert doubts == [("second_reader_disagrees", "number")]


def test_a_sure_row_is_not_asked_about() -> None:
    marked, fields, asked = ask(0.99)
    assert (any(marked), fields, asked) == (False, [], 0)
