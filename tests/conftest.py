"""Marks of tests that need something beside the Python packages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

SHARED = Path(__file__).parents[2] / "shared"

# A commit passes or fails for everybody; `make fuzz` seeks new cases.
settings.register_profile("suite", derandomize=True)
settings.load_profile("suite")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Name functions by their name: their address differs between the processes that share the tests."""
    return getattr(val, "__name__", None) if callable(val) else None


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("apt"):
        if shutil.which(mark.args[0]) is None:
            pytest.skip(f"needs {mark.args[0]}; `make system` installs it")
    if item.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip("needs the judging material beside the checkout")
