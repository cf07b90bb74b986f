"""The scorer: what counts as right, missed, spurious and silent; and that it says so on every way out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldInvalid, NotARun
from pipeline.runner import RunResult
from pipeline.score import score_run
from pipeline.score.calibration import calibration_error, reliability
from pipeline.score.compare import same
from pipeline.score.figures import figures
from pipeline.score.match import pair_records
from pipeline.score.page import score_page
from tests.pipeline import samples

Make = Callable[..., Path]
Run = Callable[..., RunResult]
ROOT = Path(__file__).parents[2]


def gold_row(number: int, **changes: Any) -> dict[str, Any]:
    row = {
        "package": "mental_sundhed", "number": number, "title": samples.TITLE, "level": "grundniveau",
        "rating_text": "I høj grad", "rating_step": 1, "rating_steps": 4, "activity": "",
        "departments": ["Jobcentret", "Sundhedscentret"], "notes": None, "page": 1, "page_last": 1,
        "boxes": {"title": [1, 50, 60, 90, 70], "rating_text": [1, 95, 60, 100, 70]},
    }  # fmt: skip
    return row | changes


@pytest.fixture
def scored(make_inputs: Make, run_samples: Run, tmp_path: Path) -> Callable[..., Any]:
    """Score a run over one document with two rows (the second marked for review) against ``rows``."""
    run = run_samples(make_inputs(a="ok")).out

    def go(rows: list[dict[str, Any]], **document: Any) -> Any:
        gold = {"pdf": "a.pdf", "document": document, "assessments": rows, "layout": {"ruling": "none"}}
        (tmp_path / "a.gold.json").write_text(json.dumps(gold))
        return score_run(run, [tmp_path])

    return go


def test_all_right(scored: Callable[..., Any]) -> None:
    score = scored([gold_row(1), gold_row(2)], kind="assessment", municipality_code="0820", packages=["mental_sundhed"])
    tally = score.totals["assessments"]
    assert (tally.f1, tally.field_share, tally.whole_share, tally.silent) == (1, 1, 1, 0)
    assert score.totals["document"].field_share == 1
    assert not score.documents[0].misses


def test_a_wrong_rating_is_silent_unless_marked(scored: Callable[..., Any]) -> None:
    wrong_unmarked = scored([gold_row(1, rating_step=2), gold_row(2)]).totals["assessments"]
    assert (wrong_unmarked.silent, wrong_unmarked.whole, wrong_unmarked.flagged, wrong_unmarked.flagged_right) == (
        1,
        1,
        1,
        1,
    )
    wrong_marked = scored([gold_row(1), gold_row(2, rating_step=2)]).totals["assessments"]
    assert (wrong_marked.silent, wrong_marked.flagged_right) == (0, 0)


def test_a_wrong_note_is_wrong_but_not_silent(scored: Callable[..., Any]) -> None:
    score = scored([gold_row(1, notes="noget ganske andet"), gold_row(2)])
    tally = score.totals["assessments"]
    assert (tally.silent, tally.whole, tally.by_field["notes"]) == (0, 1, [1, 2])
    (miss,) = score.documents[0].misses
    assert (miss.field, miss.silent, miss.place.page, miss.place.box) == ("notes", False, 1, (50, 60, 90, 70))


def test_a_missed_row_counts_all_its_fields_wrong(scored: Callable[..., Any]) -> None:
    tally = scored([gold_row(1), gold_row(2), gold_row(3, title="En helt anden anbefaling")]).totals["assessments"]
    assert (tally.gold, tally.got, tally.matched) == (3, 2, 2)
    assert tally.field_share == pytest.approx(2 / 3)
    assert tally.recall == pytest.approx(2 / 3)


def test_a_row_too_many_is_spurious_and_silent_unless_marked(scored: Callable[..., Any]) -> None:
    tally = scored([gold_row(2)]).totals["assessments"]
    assert (tally.precision, tally.silent) == (0.5, 1)


def test_a_document_that_is_not_in_the_run(scored: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "b.gold.json").write_text(
        json.dumps({"pdf": "b.pdf", "document": {"kind": "policy"}, "assessments": []})
    )
    score = scored([gold_row(1), gold_row(2)])
    assert [d.found for d in score.documents] == [True, False]
    assert score.totals["document"].recall == 0.5


def test_alternatives_of_the_gold_are_right_too(scored: Callable[..., Any]) -> None:
    rows = [gold_row(1, rating_text="Ja", rating_text_alt=["I høj grad"]), gold_row(2)]
    assert scored(rows).totals["assessments"].whole == 2


def test_rows_are_counted_by_their_kind_of_mark_beside_the_fields(scored: Callable[..., Any]) -> None:
    score = scored([gold_row(1, mark_kind="glyph"), gold_row(2, mark_kind="fill", rating_step=3)])
    assert score.totals["assessments"].by_mark == {"glyph": [1, 1, 1], "fill": [0, 0, 1]}
    found = figures(score)
    assert (found["assessments.mark_kind"], found["assessments.rating_step.glyph"]) == (0.5, 1.0)
    assert score.totals["assessments"].whole == 1


def test_layout_choices_are_counted(scored: Callable[..., Any]) -> None:
    ((choice, (count, tally)),) = scored([gold_row(1), gold_row(2)]).by_layout().items()
    assert (choice, count, tally.gold) == (("ruling", "none"), 1, 2)


def test_rows_meet_by_what_they_say_not_by_order() -> None:
    got = [{"title": "Tobak i skolen", "number": 2}, {"title": "Motion på arbejdet", "number": 1}]
    want = [{"title": "Motion på arbejde", "number": 1}, {"title": "Tobak i skolen", "number": 2}]
    pairs = pair_records("assessments", got, want)
    assert [(p.got["number"], p.want["number"]) for p in pairs if p.got and p.want] == [(2, 2), (1, 1)]


def test_equal_rows_meet_in_order() -> None:
    rows = [{"title": "Samme", "number": 15, "activity": ""} for _ in range(3)]
    pairs = pair_records("assessments", rows, [dict(row) for row in rows])
    assert [rows.index(p.got) for p in pairs if p.got] == [0, 0, 0]
    assert all(p.got is rows[i] for i, p in enumerate(pairs))


@pytest.mark.parametrize(
    ("how", "got", "want", "right"),
    [
        ("exact", None, "", True),
        ("exact", 1, "1", True),
        ("label", "I høj grad:", "i  høj grad", True),
        ("label", "I høj grad", "I nogen grad", False),
        ("text", "børne-\nog unge", "børne- og unge", True),
        ("text", "kort", "lang", False),
        ("set", ["B", "a"], ["A", "b"], True),
        ("set", [], None, True),
        ("set", ["A"], ["A", "B"], False),
        ("list", ["a", "b"], ["b", "a"], False),
        ("bullets", [{"level": 1, "text": "a"}], [{"level": 2, "text": "a"}], False),
        ("bullets", [{"level": 1, "text": "a"}], [{"level": 1, "text": "A"}], True),
    ],
)
def test_what_counts_as_the_same(how: Any, got: Any, want: Any, right: bool) -> None:
    assert same(how, got, want, 0.98) is right


def test_calibration_says_what_came_true() -> None:
    bins = reliability([(0.96, True)] * 3 + [(0.96, False)] + [(0.3, False)])
    assert [(b.low, b.rows, b.right) for b in bins] == [(0.0, 1, 0.0), (0.95, 4, 0.75)]
    assert calibration_error(bins) == pytest.approx((0.3 + 4 * 0.21) / 5)


def test_no_run_and_no_gold_are_said(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    with pytest.raises(NotARun):
        score_run(tmp_path, [tmp_path])
    run = run_samples(make_inputs(a="ok")).out
    with pytest.raises(GoldInvalid):
        score_run(run, [tmp_path])
    (tmp_path / "x.gold.json").write_text("[]")
    with pytest.raises(GoldInvalid):
        score_run(run, [tmp_path])


def test_the_page_escapes_and_fetches_nothing(scored: Callable[..., Any]) -> None:
    score = scored([gold_row(1, notes="<script>alert(1)</script>"), gold_row(2)])
    from pipeline.engines.inline import InlineExecutor

    html = score_page(score, InlineExecutor())
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html
    assert not re.search(r"(src|href)=\"(?!data:|#)", html)


def udtraek(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT, check=False
    )


def test_the_command_is_a_gate(make_inputs: Make, run_samples: Run, tmp_path: Path) -> None:
    run = run_samples(make_inputs(a="ok")).out
    gold = {"pdf": "a.pdf", "document": {}, "assessments": [gold_row(1, rating_step=3), gold_row(2)]}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold))
    passed = udtraek("score", run, tmp_path, "--at-least", "assessments.f1=1", "--json", "-")
    assert passed.returncode == 0, passed.stderr
    assert json.loads(passed.stdout)["totals"]["assessments"]["silent"] == 1
    failed = udtraek("score", run, tmp_path, "--at-most", "assessments.silent=0", "--misses", 5)
    assert failed.returncode == 1
    assert "assessments.silent is 1, more than 0" in failed.stderr
    assert "assessments.rating_step (silent)" in failed.stdout
    unknown = udtraek("score", run, tmp_path, "--at-least", "assessments.beauty=1")
    assert unknown.returncode == 2


def test_figures_name_every_field(scored: Callable[..., Any]) -> None:
    values = figures(scored([gold_row(1), gold_row(2)]))
    assert values["assessments.rating_step"] == 1
    assert values["calibration.error"] >= 0


@pytest.mark.shared
def test_it_agrees_with_the_judge(tmp_path: Path) -> None:
    """The same figures as the scorer that judges the project, on a run over the same documents."""
    shared = ROOT.parent / "shared"
    run, ours, theirs = tmp_path / "run", tmp_path / "ours.json", tmp_path / "theirs.json"
    inputs = [shared / "seeds" / f"seed-{name}.pdf" for name in ("000-libreoffice", "003-impress", "004-weasyprint")]
    assert udtraek("run", *inputs, "-o", run, "--no-cache", "-q").returncode == 0
    assert udtraek("score", run, shared / "seeds", "--json", ours).returncode == 0
    judge = [sys.executable, shared / "score" / "score.py", run, shared / "seeds", "--json", theirs]
    subprocess.run(judge, check=True, capture_output=True, env={"PYTHONDONTWRITEBYTECODE": "1"})
    mine, judged = json.loads(ours.read_text())["totals"], json.loads(theirs.read_text())["total"]
    assert judged["assessments"]["gold"] > 0
    for kind, total in judged.items():
        if kind == "document fields":
            assert [total["right"], total["all"]] == [mine["document"]["fields_right"], 66]
            continue
        for name in ("gold", "got", "matched", "silent", "flagged"):
            assert mine[kind][name] == total[name], (kind, name)
        assert mine[kind]["fields_right"] == total["right"], kind
