from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.runner import RunResult, run
from pipeline.settings import RunSettings
from tests.pipeline import samples


@pytest.fixture
def make_inputs(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder of inputs, by name and content."""

    def make(**files: str | bytes) -> Path:
        folder = tmp_path / "in"
        for name, content in files.items():
            path = folder / name.replace("__", "/")
            path = path if path.suffix else path.with_suffix(".pdf")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        folder.mkdir(exist_ok=True)
        return folder

    return make


@pytest.fixture
def run_samples(tmp_path: Path) -> Callable[..., RunResult]:
    """Run over a folder of made-up PDFs; in this process unless ``workers`` is given."""

    def go(folder: Path, out: str = "out", **settings: Any) -> RunResult:
        values = {"workers": 0, **settings}
        return run([folder], tmp_path / out, RunSettings(**values), reader=samples.read)

    return go


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """The content of a run, without what may differ: clock times, workers, what the cache gave, the code's own hash
    (someone may be editing it while the tests run).
    """

    def read(folder: Path) -> dict[str, bytes]:
        found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
        manifest = json.loads(found["run.json"])
        manifest.pop("times")
        manifest.pop("cached")
        manifest.pop("tool")
        manifest.pop("fingerprint")
        manifest["settings"].pop("workers")
        found["run.json"] = json.dumps(manifest).encode()
        return found

    return read
