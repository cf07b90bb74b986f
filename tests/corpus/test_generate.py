"""The generator: same seed same gold, gold that holds, choices that are covered."""

from __future__ import annotations

import json
import multiprocessing
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
import yaml

pytest.importorskip("reportlab")
pytest.importorskip("weasyprint")
pytest.importorskip("typst")

from corpus import verify
from corpus.generate import build, choices, coverage, finishing, fonts, locate, model, producers, samples, temporary

ROOT = Path(__file__).parents[2]
SEED = 77
PLAIN = {"producer": "reportlab", "arrangement": "table", "scan": "no", "row_count": "few"}


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    try:
        fonts.path("Liberation Sans")
        fonts.path("DejaVu Sans")
    except fonts.FontMissing as error:
        pytest.skip(str(error))


def make(number: int, kind: str, fixed: dict[str, str]) -> tuple[bytes, dict]:
    for attempt in range(build.ATTEMPTS):
        result = build.render([build.plan(SEED, number, kind, attempt, fixed)])[0]
        if not isinstance(result, build.BadRendering):
            return result
    raise result


def save(folder: Path, result: tuple[bytes, dict]) -> Path:
    pdf, gold = result
    (folder / gold["pdf"]).write_bytes(pdf)
    file = folder / (Path(gold["pdf"]).stem + ".gold.json")
    file.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return file


@pytest.mark.parametrize("producer", ["reportlab", "drawn", "typst", "weasyprint"])
def test_same_seed_gives_same_gold_and_bytes(producer: str) -> None:
    fixed = {"producer": producer, "row_count": "few"}
    assert make(1, "assessment", fixed) == make(1, "assessment", fixed)


def test_other_number_gives_other_document() -> None:
    assert build.plan(SEED, 1, "assessment").document != build.plan(SEED, 2, "assessment").document


@pytest.mark.parametrize("kind", list(build.KINDS))
def test_gold_of_every_kind_holds(kind: str, tmp_path: Path) -> None:
    result = make(3, kind, {"producer": "drawn" if kind == "presentation" else "reportlab", "scan": "no"})
    assert verify.verify(save(tmp_path, result)) == []


@pytest.mark.parametrize(
    "fixed",
    [
        {"rotate": "90"},
        {"rotate": "270"},
        {"crop": "bleed", "rotate": "0"},
        {"scan": "150", "scan_skew": "strong"},
    ],
    ids=["rotate 90", "rotate 270", "bleed", "scan"],
)
def test_boxes_hold_after_finishing(fixed: dict[str, str], tmp_path: Path) -> None:
    result = make(5, "assessment", {**PLAIN, **fixed})
    assert result[1]["assessments"]
    assert verify.verify(save(tmp_path, result)) == []


def test_verifier_finds_wrong_gold(tmp_path: Path) -> None:
    pdf, gold = make(3, "assessment", {"producer": "reportlab", "scan": "no", "arrangement": "table"})
    gold["assessments"][0]["title"] = "Noget helt andet end der står"
    gold["assessments"][1]["boxes"]["title"][0] += 50
    problems = verify.verify(save(tmp_path, (pdf, gold)))
    assert len(problems) == 2
    assert "title" in problems[0]
    assert "not on a page" in problems[1]


def test_turned_pages_look_the_same() -> None:
    import pymupdf

    pdf, _ = make(5, "assessment", {**PLAIN, "rotate": "0", "crop": "none"})

    def picture(data: bytes) -> bytes:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            return document[0].get_pixmap(dpi=36, colorspace=pymupdf.csGRAY).samples

    turned = picture(finishing.turn_pages(pdf, 90))
    plain = picture(pdf)
    assert len(plain) == len(turned)
    assert sum(abs(a - b) > 128 for a, b in zip(plain, turned, strict=True)) < 0.01 * len(plain)


def test_marked_colours_are_told_apart() -> None:
    tags = range(0, 31**3, 97)
    assert [model.marker_tag(model.marker_color(t)) for t in tags] == list(tags)
    assert model.marker_tag(model.BLACK) is None
    assert model.marker_tag(model.WHITE) is None


def test_words_over_each_other_are_refused() -> None:
    import pymupdf

    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((100, 100), "Forankring")
        assert locate.unreadable(page) == ""
        page.insert_text((102, 101), "Bemærkninger")
        assert "over each other" in locate.unreadable(page)


def test_settled_choices_are_a_fixed_point() -> None:
    import random

    for number in range(200):
        rng = random.Random(f"settle/{number}")
        once = choices.settle(choices.draw(rng, choices.ASSESSMENT | choices.LATER))
        assert choices.settle(once) == once


def test_settled_choices_tell_which_package_a_row_is_from() -> None:
    """Sheets that go on sideways lost their headings, and rows of several packages had nothing that told them apart."""
    import random

    for number in range(600):
        rng = random.Random(f"settle/{number}")
        once = choices.settle(choices.draw(rng, choices.ASSESSMENT | choices.LATER))
        assert once["package_count"] == "1" or once["sections"] in ("package", "department"), once


def test_doubtful_rows_have_no_rating() -> None:
    doubts = {"doubtful_rows": "some", "mark_between": "yes", "row_count": "all", "wide": "no", "mark_columns": "x"}
    _, gold = make(8, "assessment", {**PLAIN, "producer": "drawn", "rating_place": "columns", **doubts})
    doubtful = [r for r in gold["assessments"] if r["rating_step"] is None]
    assert doubtful
    assert all(r["rating_text"] is None and "rating_steps" not in r for r in doubtful)


def test_samples_cover_every_choice() -> None:
    shown: set[tuple[str, str]] = set()
    for entry in yaml.safe_load(samples.FILE.read_text(encoding="utf-8")):
        made = build.plan(samples.SEED, entry["number"], entry["kind"], 0, entry["fixed"])
        shown |= coverage.families(coverage.covered({"kind": entry["kind"], **made.choices}))
    assert coverage.wanted() - shown == set()


def test_missing_producer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(producers.shutil, "which", lambda _: None)
    assert producers.missing("writer") == "soffice is not installed"
    with pytest.raises(producers.ProducerMissing, match="chromium is not installed"):
        producers.render([("chromium", model.Document(model.PageSetup(), ()))])


def test_a_missing_font_is_one_sentence_that_names_its_package(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "fc-list").write_text("#!/bin/sh\n")
    (programs / "fc-list").chmod(0o755)
    command = [sys.executable, "-m", "corpus.generate", "--count", "1", "--kind", "assessment", "--out", str(tmp_path)]
    command += [word for name, value in PLAIN.items() for word in ("--set", f"{name}={value}")]
    done = subprocess.run(command, capture_output=True, text=True, env={"PATH": str(programs)}, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"Error: the font .+ is not installed; .*: apt-get install fonts-[a-z-]+\n", done.stderr)


def test_every_row_prints_something() -> None:
    """The second row of a recommendation that lost its mark had nothing on the page, and no document was made."""
    for number in range(300, 340):
        made = build.plan(8701, number, "assessment", 0, {"merged": "number", "doubtful_rows": "some"})
        rows = range(len(made.gold.lists.get("assessments", [])))
        assert {index for name, index, _ in made.gold.tags if name == "assessments"} == set(rows)


def test_rows_that_split_below_section_rows_are_drawn_by_reportlab() -> None:
    """Cells that span had no place where a row of the table split, and no document was made."""
    made = build.plan(9914, 4, "assessment", 0, {"scan": "no", "units_form": "ticks"})
    assert made.name.rsplit("-")[-1] == "reportlab"
    (rendered,) = build.render([made])
    assert isinstance(rendered, tuple)
    assert rendered[0].startswith(b"%PDF")


def test_temporary_folders_of_workers_are_deleted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The files of fonts and profiles of LibreOffice lasted for ever: workers of a pool do not run ``atexit``."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork")) as pool:
        made = pool.submit(temporary.process_folder, "corpus-test-").result()
        assert Path(made).is_dir()
        assert Path(made).parent == tmp_path
    assert list(tmp_path.iterdir()) == []
