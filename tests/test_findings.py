"""Findings: what the vocabulary describes, what code raises and what the documentation says are one."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from extractors import vocabulary
from tests.findings import PATH, SEVERITIES, findings

ROOT = Path(__file__).parents[1]
CODES = sorted(vocabulary.load("findings"))


def strings_of(*folders: str) -> set[str]:
    """Every string in the sources, docstrings apart."""
    found = set()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


def test_the_page_of_findings_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == findings(), "run: python -m tests.findings"


@pytest.mark.parametrize("code", CODES)
def test_every_finding_is_described_in_full(code: str) -> None:
    entry = vocabulary.load("findings")[code]
    assert set(entry) == {"severity", "meaning", "remedy"}
    assert entry["severity"] in SEVERITIES
    assert entry["meaning"].endswith(".")
    assert entry["remedy"].endswith(".")


def test_every_code_is_raised_somewhere() -> None:
    said = strings_of("extractors", "pipeline")
    assert [code for code in CODES if code not in said] == []
