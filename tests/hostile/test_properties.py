"""What holds for any input: geometry, pairing of two runs, decisions of several people, and text on its way out."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.layout import build_layout
from pipeline.diff.identity import pair_documents, pair_records
from pipeline.outcomes import check_document
from pipeline.progress import printable
from pipeline.review.apply import apply_decisions, as_extracted
from pipeline.review.decisions import Decision
from pipeline.writing.tables import csv_line
from schemas.geometry import Box, union
from schemas.layout import Layout
from schemas.page import Drawing, Fill, Page, Ruling, Source, Word
from tests.pipeline import samples
from tests.pipeline.review.test_decisions import decide

_NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
_BOXES = st.builds(lambda x, y, w, h: Box(x, y, x + abs(w), y + abs(h)), _NUMBERS, _NUMBERS, _NUMBERS, _NUMBERS)


@given(st.lists(_BOXES, min_size=1, max_size=6))
def test_boxes_keep_their_order(boxes: list[Box]) -> None:
    around = union(boxes)
    assert around == union(reversed(boxes)) == union([around, *boxes])
    for box in boxes:
        assert around.x0 <= box.x0 <= box.x1 <= around.x1
        assert around.top <= box.top <= box.bottom <= around.bottom
        assert box.intersection(boxes[0]) == boxes[0].intersection(box)
        assert 0 <= box.intersection(boxes[0]) <= min(box.area, boxes[0].area) * (1 + 1e-9) + 1e-9


# Places on a grid, as print has them, near it, and where no print should be.
_X = st.one_of(st.sampled_from([50.0, 90.0, 91.0, 250.0, 300.0, 350.0, 500.0]), st.floats(-50, 700, width=32))
_Y = st.one_of(st.sampled_from([60.0, 72.0, 84.0, 120.0, 121.0, 400.0, 800.0]), st.floats(-50, 900, width=32))
_TEXTS = st.sampled_from(["1", "2", "x", "G", "Anbefaling", "Nr.", "☒", "•", "\u202e", "a" * 300, "3.2", "og"])


@st.composite
def _words(draw: st.DrawFn) -> Word:
    x, y, text = draw(_X), draw(_Y), draw(_TEXTS)
    size = draw(st.sampled_from([0.01, 6.0, 10.0, 10.0, 10.0, 40.0]))
    return Word(
        text, x, y, x + 0.5 * size * len(text), y + size, draw(st.sampled_from(["A", "B"])), size,
        draw(st.sampled_from((0, 255))), draw(st.booleans()), False, draw(st.sampled_from((0, 0, 0, 90, 180, 270))),
        draw(st.integers(0, 3)), draw(st.integers(0, 9)), 1.0,
    )  # fmt: skip


@st.composite
def _rulings(draw: st.DrawFn) -> Ruling:
    x, y, long = draw(_X), draw(_Y), draw(st.sampled_from([1.0, 40.0, 200.0, 450.0, 5000.0]))
    pen = draw(st.sampled_from([0.0, 0.5, 4.0]))
    return Ruling(x, y, x + long, y, pen, 0, False) if draw(st.booleans()) else Ruling(x, y, x, y + long, pen, 0, False)


@st.composite
def _fills(draw: st.DrawFn) -> Fill:
    x, y = draw(_X), draw(_Y)
    wide, high = draw(st.sampled_from([1.0, 40.0, 500.0])), draw(st.sampled_from([1.0, 12.0, 300.0]))
    return Fill(x, y, x + wide, y + high, draw(st.sampled_from([0xFFFFFF, 0xDDEEFF, 0xFF0000, 0])))


@st.composite
def _pages(draw: st.DrawFn) -> Page:
    rulings = draw(st.lists(_rulings(), max_size=25))
    box = st.builds(lambda x, y: Drawing(x, y, x + 9, y + 9, 0, None, 1.0, (("re", x, y, x + 9, y + 9),)), _X, _Y)
    return Page(
        1,
        595.0,
        842.0,
        words=tuple(draw(st.lists(_words(), max_size=40))),
        rulings=tuple(dict.fromkeys(rulings)),
        fills=tuple(dict.fromkeys(draw(st.lists(_fills(), max_size=8)))),
        drawings=tuple(dict.fromkeys(draw(st.lists(box, max_size=6)))),
    )


def _held(layout: Layout) -> Counter[int]:
    words = [word for table in layout.tables for cell in table.cells for word in cell.words]
    words += [word for page in layout.pages for block in page.blocks for line in block.lines for word in line.words]
    return Counter(map(id, words))


@given(st.lists(_pages(), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_every_word_stands_in_one_place_and_every_place_in_one_cell(pages: list[Page]) -> None:
    import dataclasses

    numbered = tuple(dataclasses.replace(page, number=n) for n, page in enumerate(pages, 1))
    layout = build_layout(Source("0" * 64, 1, numbered, {}, (), {}))
    assert _held(layout) == Counter(id(word) for page in numbered for word in page.words)
    for table in layout.tables:
        places = Counter(
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        )
        assert places == Counter((r, c) for r in range(table.row_count) for c in range(table.column_count))


_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "package": st.sampled_from(["tobak", None]),
            "edition": st.just("2018"),
            "number": st.sampled_from([1, 2, 3, None]),
            "occurrence": st.sampled_from([1, 2]),
            "title": st.sampled_from(["Røgfri skole", "Røgfri skoler", "Kampagne mod snus", "", None]),
        }
    ),
    max_size=8,
)


@given(_ROWS, _ROWS)
def test_each_row_of_two_runs_is_paired_once_or_said_to_have_come_or_gone(
    olds: list[dict[str, Any]], news: list[dict[str, Any]]
) -> None:
    pairing = pair_records("assessments", olds, news)
    left = [old for old, _ in pairing.pairs] + pairing.gone
    right = [new for _, new in pairing.pairs] + pairing.come
    assert Counter(map(id, left)) == Counter(map(id, olds))
    assert Counter(map(id, right)) == Counter(map(id, news))
    same = pair_records("assessments", olds, [dict(row) for row in olds])
    assert (same.gone, same.come) == ([], [])
    assert all(old == new for old, new in same.pairs)


@given(st.lists(st.sampled_from("abc"), max_size=4), st.lists(st.sampled_from("abc"), max_size=4))
def test_each_document_of_two_runs_is_paired_once(olds: list[str], news: list[str]) -> None:
    def rows(names: list[str]) -> list[dict[str, Any]]:
        facts = {"kind": "assessment", "municipality_code": "0820", "packages": ["tobak"]}
        return [{**facts, "document_id": name, "path": f"{n}{name}"} for n, name in enumerate(names)]

    pairing = pair_documents(rows(olds), rows(news))
    assert len(pairing.pairs) == min(len(olds), len(news))
    assert len(pairing.pairs) + len(pairing.gone) == len(olds)
    assert len(pairing.pairs) + len(pairing.come) == len(news)


@st.composite
def _decisions(draw: st.DrawFn) -> list[Decision]:
    """Decisions of three people about both rows, some in knowledge of each other."""
    document = samples.document(b"x", "a.pdf", 2)
    made: list[Decision] = []
    for _ in range(draw(st.integers(0, 6))):
        row = document.assessments[draw(st.integers(0, 1))]
        action = draw(st.sampled_from(["correct", "correct", "confirm", "withdraw"]))
        known = tuple(d.decision_id for d in made if draw(st.booleans()))
        said = draw(
            st.fixed_dictionaries(
                {}, optional={"rating_step": st.integers(1, 4), "notes": st.sampled_from(["", "a", None])}
            )
        )
        about: dict[str, Any] = {"by": draw(st.sampled_from(["Anna", "Bo", "Carl"])), "at": f"2026-01-0{len(made) + 1}"}
        if action == "withdraw":
            made.append(decide(row, "withdraw", withdraws=known, **about))
        elif action == "confirm":
            made.append(decide(row, "confirm", supersedes=known, **about))
        elif said:
            made.append(decide(row, said=said, supersedes=known, **about))
    return made


@given(_decisions(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_decisions_mean_the_same_in_any_order_and_can_be_undone(decisions: list[Decision], dice: Any) -> None:
    document = samples.document(b"x", "a.pdf", 2)
    result = apply_decisions(document, decisions)
    shuffled = list(decisions)
    dice.shuffle(shuffled)
    assert apply_decisions(document, shuffled) == result
    assert as_extracted(result) == document
    assert check_document(result, document.document.document_id, "a.pdf") == []


@given(st.lists(st.one_of(st.none(), st.booleans(), st.integers(), st.text()), min_size=2, max_size=6))
def test_a_line_of_csv_comes_back_and_runs_nothing(values: list[Any]) -> None:
    text = csv_line(values)
    (row,) = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len(row) == len(values)
    for cell, value in zip(row, values, strict=True):
        if isinstance(value, str):
            assert not cell.lstrip(" ").startswith(("=", "@", "＝", "＠", "\t", "\r"))
            kept = "".join(c for c in value if not (ord(c) < 32 and c not in "\t\n") and c != "\x7f")
            assert cell in (kept, f"'{kept}")


@given(st.text(st.one_of(st.characters(), st.sampled_from("\x1b[]0;\x07\u202e\u200b\u2028\r\n")), max_size=60))
def test_what_goes_to_a_terminal_is_one_line_that_says_what_it_says(text: str) -> None:
    said = printable(text)
    assert not [c for c in said if unicodedata.category(c)[0] == "C"]
    assert len(said.splitlines()) <= 1
