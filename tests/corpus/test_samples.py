"""The committed samples: gold that holds, few enough bytes, and the page in docs/ in step with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import verify
from corpus.generate import coverage

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "corpus" / "samples").glob("*.gold.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name.split(".")[0])
def test_gold_holds(file: Path) -> None:
    assert verify.verify(file) == []


def test_samples_are_small_and_complete() -> None:
    pdfs = sorted((ROOT / "corpus" / "samples").glob("*.pdf"))
    assert len(pdfs) == len(FILES) > 30
    assert sum(p.stat().st_size for p in (*pdfs, *FILES)) <= 6_000_000
    shown = set(coverage.families(set(coverage.count(ROOT / "corpus" / "samples"))))
    assert coverage.wanted() - shown == set()


def test_every_choice_stands_in_the_docs() -> None:
    page = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
    for choice, options in coverage.all_options().items():
        line = next((row for row in page.splitlines() if row.startswith(f"| {choice} |")), "")
        assert line, f"docs/corpus.md lacks {choice}: run python -m corpus.generate.coverage --write docs/corpus.md"
        assert all(f"`{o}`" in line for o in options)
