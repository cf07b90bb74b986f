"""The pages that are run as written: every block works, and prints what the page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.tutorials import DOCS, NOTEBOOK, PAGES, blocks, run_notebook, run_page

_INNER = re.compile(
    r"^ *(tables|cells|evidence|findings?|field|unmapped|header|section|sign|nothing|catalogue|assessment_units)\b.*$",
    re.M,
)


def told(output: str) -> str:
    """What a page has to show as it is: counts of cells, evidence and words change with every better rule."""
    return _INNER.sub(lambda line: re.sub(r" *[\d.]+", " #", line[0]), output)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_a_page_runs_as_written(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if any(block.text.startswith("udtraek review ") for block in blocks(text)) and shutil.which("chromium") is None:
        pytest.skip("needs chromium; `make system` installs it")
    for block, said in run_page(text):
        assert told(said) == told(block.text), "run: python -m tests.tutorials"


def test_the_three_tutorials_run_something() -> None:
    for name in ("researcher", "data-team", "reviewer"):
        found = blocks((DOCS / "tutorials" / f"{name}.md").read_text(encoding="utf-8"))
        assert sum(block.language in ("sh", "python") for block in found) >= 4
        assert sum(block.language == "text" for block in found) >= 3


def test_the_notebook_runs() -> None:
    run_notebook()
    assert NOTEBOOK.is_file()
