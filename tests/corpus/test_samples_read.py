"""What `make run` shows: every committed sample is read as its gold says, and what is not read right is listed here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.runner import run
from pipeline.score import score_run
from pipeline.score.scoring import DocumentScore
from pipeline.settings import RunSettings

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
FILES = sorted(SAMPLES.glob("*.gold.json"))
LEFT = {
    # A sentence below the title goes on overleaf; gold counts published values alone.
    "agenda-2024-6926-drawn": 1,
    "assessment-2024-1617-writer": 1,
    # A title over two rows of which one alone is shaded: the second row says that its title is missing.
    "assessment-2024-1279-writer": 2,
    # "I løbet af 2021" is taken for the date of the document.
    "assessment-2024-5449-writer": 1,
    # Two points without a bullet below each other, of which the first fills its column.
    "presentation-2024-0960-impress": 2,
}
"""Wrong values at most, of documents with text; of all others each value is right."""
SCANS_LEFT = 0.1
"""Share of the records of a scan that may be wrong, and say so."""

pytestmark = pytest.mark.xdist_group("samples")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DocumentScore]:
    """Each sample held against its gold, by the stem of its name."""
    out = tmp_path_factory.mktemp("samples") / "run"
    run([SAMPLES], out=out, settings=RunSettings(workers=1))
    return {Path(document.pdf).stem: document for document in score_run(out, [SAMPLES]).documents}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name.split(".")[0])
def test_sample_is_read(file: Path, scores: dict[str, DocumentScore]) -> None:
    gold: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    stem = Path(gold["pdf"]).stem
    score = scores[stem]
    assert sum(tally.silent for tally in score.tallies.values()) == 0
    if gold["layout"].get("scan", "no") == "no":
        assert len(score.misses) <= LEFT.get(stem, 0), score.misses
    else:
        asked = sum(tally.gold for kind, tally in score.tallies.items() if kind != "document")
        right = sum(tally.whole for kind, tally in score.tallies.items() if kind != "document")
        assert right >= asked * (1 - SCANS_LEFT), score.misses
