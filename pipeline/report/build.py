"""Placeholder."""

from concurrent.futures import Executor
from pathlib import Path

from pipeline.settings import RunSettings


def write_report(folder: Path, paths: dict[str, Path], executor: Executor, *, settings: RunSettings) -> None:
    """Write the page."""
    (folder / "report.html").write_text("")
