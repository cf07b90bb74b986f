from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.nation import Nation, make_nation, write_run
from pipeline.cache import Cache
from pipeline.dataset.build import BuildResult, BuildSettings, build


class Country(NamedTuple):
    """A small made-up country: its books, its run and its dataset."""

    nation: Nation
    run: Path
    dataset: Path
    result: BuildResult
    cache: Cache


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory) -> Country:
    folder = tmp_path_factory.mktemp("country")
    nation = make_nation(3, codes=7, packages=3)
    run = write_run(folder / "run", nation.documents)
    cache = Cache(folder / "cache")
    result = build([run], folder / "dataset", BuildSettings(), cache)
    return Country(nation, run, folder / "dataset", result, cache)
