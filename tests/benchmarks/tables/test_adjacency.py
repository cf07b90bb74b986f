"""The measure counts what it says, on tables small enough to count by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.benchmarks.tables.adjacency import Counts, GridCell, compare, read_truth, relations, score


def _table(rows: list[list[str]]) -> list[GridCell]:
    return [GridCell(r, k, r, k, text) for r, row in enumerate(rows) for k, text in enumerate(row)]


def test_neighbours_are_counted_over_empty_places() -> None:
    got = relations(_table([["a", "", "b"], ["c", "d", "e"]]))
    assert got == Counter(
        {
            ("A", "B", "right", 1): 1,
            ("A", "C", "below", 0): 1,
            ("B", "E", "below", 0): 1,
            ("C", "D", "right", 0): 1,
            ("D", "E", "right", 0): 1,
        }
    )


def test_a_span_has_one_relation_with_each_neighbour() -> None:
    got = relations([GridCell(0, 0, 0, 1, "head"), GridCell(1, 0, 1, 0, "a"), GridCell(1, 1, 1, 1, "b")])
    assert got == Counter({("HEAD", "A", "below", 0): 1, ("HEAD", "B", "below", 0): 1, ("A", "B", "right", 0): 1})


def test_white_space_and_case_do_not_count() -> None:
    assert relations(_table([["I høj\ngrad", "X"]])) == relations(_table([["i HØJ grad", " x "]]))


def test_a_table_is_matched_once_and_the_rest_counts_as_found() -> None:
    one = relations(_table([["a", "b"], ["c", "d"]]))
    assert compare([(1, one), (1, one)], [(1, one)]) == Counts(4, 8, 4)
    assert compare([(2, one)], [(1, one)]) == Counts(0, 4, 4)


def test_documents_weigh_alike() -> None:
    got = score({"a": Counts(10, 10, 10), "b": Counts(0, 0, 100)})
    assert (got.precision, got.recall) == (0.5, 0.5)


def test_truth_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x-str.xml"
    path.write_text(
        """<document><table id='1'><region page='2' col-increment='0' row-increment='0'>
        <cell start-row='0' start-col='0' end-col='1'><content>Head</content></cell>
        <cell start-row='1' start-col='0'><content>a</content></cell>
        <cell start-row='1' start-col='1'><content>b</content></cell></region></table></document>""",
        encoding="utf-8",
    )
    ((page, got),) = read_truth(path)
    assert page == 2
    assert sum(got.values()) == 3


@pytest.mark.parametrize(("counts", "f1"), [(Counts(0, 0, 0), 0.0), (Counts(5, 10, 10), 0.5)])
def test_f1_of_one_document(counts: Counts, f1: float) -> None:
    assert counts.f1 == f1
