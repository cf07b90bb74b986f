"""Pictures of what was read: the right things in the right places."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli.show import parse_layers
from pipeline.errors import SettingInvalid
from pipeline.show import _COLORS, LAYERS, draw_page
from schemas.geometry import Box
from schemas.layout import Layout, PageLayout
from schemas.page import Drawing, Fill, Page, Ruling, Word
from tests.pipeline import samples

ROOT = Path(__file__).parents[2]
WORD = Word("æøå", 20, 30, 60, 42, "Font", 11, 0, False, False, 0, 0, 0, 1.0)


def white(width: int = 200, height: int = 100) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(out, "PNG")
    return out.getvalue()


def page(**parts: object) -> Page:
    return Page(1, 200, 100, **parts)  # type: ignore[arg-type]


def colors_at(png: bytes, box: Box) -> set[tuple[int, int, int]]:
    with Image.open(io.BytesIO(png)) as image:
        part = image.convert("RGB").crop(tuple(round(edge) for edge in box.grown(1)))
        return {color for _, color in part.getcolors(100_000)}


LAYOUT = Layout((PageLayout(1, 200, 100, (), ()),), (), 11)


@pytest.mark.parametrize(
    ("layer", "parts", "box"),
    [
        ("words", {"words": (WORD,)}, WORD.box),
        ("hidden", {"hidden": (WORD,)}, WORD.box),
        ("rulings", {"rulings": (Ruling(10, 50, 190, 50, 1, 0, False),)}, Box(10, 50, 190, 50)),
        ("fills", {"fills": (Fill(100, 20, 150, 60, 0xFF0000),)}, Box(100, 20, 150, 60)),
        ("drawings", {"drawings": (Drawing(70, 70, 80, 80, 0, None, 1, ()),)}, Box(70, 70, 80, 80)),
    ],
)
def test_a_layer_draws_its_things_where_they_are(layer: str, parts: dict[str, object], box: Box) -> None:
    drawn = draw_page(white(), page(**parts), LAYOUT, None, dpi=72, layers=[layer])
    assert _COLORS[layer] in colors_at(drawn, box)
    other = draw_page(white(), page(**parts), LAYOUT, None, dpi=72, layers=["images"])
    assert _COLORS[layer] not in colors_at(other, box)


def test_values_and_marks_are_drawn_from_the_evidence() -> None:
    document = samples.document(b"x", "a.pdf")
    box = Box(50, 60, 120.5, 72.25)
    drawn = draw_page(white(), page(), LAYOUT, document, dpi=72, layers=["marks"])
    assert _COLORS["marks"] in colors_at(drawn, box)
    findings = draw_page(white(), page(), LAYOUT, document, dpi=72, layers=["findings"])
    assert _COLORS["findings"] in colors_at(findings, box.grown(3))


def test_the_scale_follows_the_resolution() -> None:
    drawn = draw_page(white(400, 200), page(words=(WORD,)), LAYOUT, None, dpi=144, layers=["words"])
    assert _COLORS["words"] in colors_at(drawn, Box(40, 60, 120, 84))


def test_every_layer_has_a_colour_of_its_own() -> None:
    assert len(set(_COLORS.values())) == len(LAYERS)


def test_layers_are_named_or_all() -> None:
    assert parse_layers("all") == LAYERS
    assert parse_layers("words, cells") == ("words", "cells")
    with pytest.raises(SettingInvalid, match="letters"):
        parse_layers("letters")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    pymupdf = pytest.importorskip("pymupdf")
    document = pymupdf.open()
    document.new_page(width=300, height=200).insert_text((50, 72), "Forebyggelsespakke")
    document.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def show(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "show", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False, env={"PYTHONPATH": str(ROOT)})


def test_the_command_writes_a_picture(pdf: Path, tmp_path: Path) -> None:
    done = show(pdf, "--layers", "words", "--dpi", 72, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "a-p1.png\n"), done.stderr
    with Image.open(tmp_path / "a-p1.png") as image:
        assert image.width == 300


def test_what_cannot_be_shown_is_said(pdf: Path, tmp_path: Path) -> None:
    missing = show(pdf, "--page", 7, cwd=tmp_path)
    assert (missing.returncode, "has no page 7" in missing.stderr) == (2, True)
    (tmp_path / "b.pdf").write_bytes(b"no PDF")
    broken = show("b.pdf", cwd=tmp_path)
    assert (broken.returncode, "Traceback" in broken.stderr) == (3, False)
    assert not (tmp_path / "b-p1.png").exists()
    gone = show("c.pdf", cwd=tmp_path)
    assert gone.returncode == 2
