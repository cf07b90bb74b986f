"""What is installed: wheel and sdist hold all that the program needs to run, and nothing else."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("schemas", "extractors", "pipeline")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def needed() -> set[str]:
    """Every file of the packages: code, vocabulary, templates, styles, queries."""
    return {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.xdist_group("package")
def test_the_wheel_holds_the_packages_whole_and_typed(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        (points,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert "udtraek = pipeline.cli:main" in archive.read(points).decode()
    assert names == needed()
    assert {f"{package}/py.typed" for package in PACKAGES} <= names


@pytest.mark.xdist_group("package")
def test_the_sdist_can_be_built_from_and_holds_nothing_else(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    beside = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "PKG-INFO", ".gitignore"}
    assert names == needed() | beside


@pytest.mark.parametrize("name", ["extractors", "pipeline"])
def test_public_names_are_there_and_documented(name: str) -> None:
    module = importlib.import_module(name)
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for public in module.__all__:
        assert getattr(module, public)
        assert f"`{public}" in page


def test_the_changelog_has_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {PROJECT['version']}" in changelog
