"""Findings: what the vocabulary describes, what code raises and what the documentation says are one."""

from __future__ import annotations

import ast
from functools import cache
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


@cache
def held_by_tests() -> set[str]:
    """Codes that a test holds what was read against: those named in an assertion, or in what it is run with."""
    found: set[object] = set()
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path == Path(__file__) or not isinstance(function, ast.FunctionDef):
                continue
            parts = [node for node in ast.walk(function) if isinstance(node, ast.Assert)]
            for node in [*function.decorator_list, *parts] if function.name.startswith("test_") else ():
                found |= {constant.value for constant in ast.walk(node) if isinstance(constant, ast.Constant)}
    return {code for code in CODES if code in found}


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_held_by_a_test(code: str) -> None:
    assert code in held_by_tests(), "a test has to read a document that gives cause for it (tests/doubt/test_codes.py)"


def test_every_code_is_raised_somewhere() -> None:
    said = strings_of("extractors", "pipeline")
    assert [code for code in CODES if code not in said] == []
