"""The project's own promises: documents that cannot drift, locks that hold, nothing of one machine in any file."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from extractors import vocabulary
from pipeline.cli.commands import COMMANDS
from tests import vocabulary as vocabulary_page
from tests.reference import PATH, reference

ROOT = Path(__file__).parents[1]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_the_reference_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == reference(), "run: python -m tests.reference"


def test_the_vocabulary_page_is_up_to_date_and_names_every_file() -> None:
    page = vocabulary_page.PATH.read_text(encoding="utf-8")
    assert page == vocabulary_page.reference(), "run: python -m tests.vocabulary"
    files = {name.removeprefix("/") for name in vocabulary.names("")}
    assert files - vocabulary_page.described() == set()


def test_the_site_builds_strictly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    fetched = re.compile(r'<(?:script|img|link)[^>]*(?:src|href)="https?://(?!localhost)[^"]*"')
    pages = sorted(tmp_path.rglob("*.html"))
    assert (tmp_path / "tutorials" / "researcher.html") in pages
    assert [found for page in pages for found in fetched.findall(page.read_text(encoding="utf-8"))] == []


def test_every_command_stands_in_the_readme_or_the_reference() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8") + reference()
    assert [name for name in COMMANDS if f"udtraek {name}" not in text] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    names = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in wanted} - {"udtraek"}
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert sorted(name for name in names if name not in page) == []


@pytest.mark.parametrize("name", ["run.lock", "dev.lock"])
def test_locks_are_pinned_hashed_and_name_no_place(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    pinned = [block for block in blocks if re.match(r"[a-z0-9][a-z0-9.-]*==", block)]
    assert len(pinned) > 30
    assert [block.split()[0] for block in pinned if "--hash=sha256:" not in block] == []
    assert not re.search(r"https?://|file:|--(extra-)?index-url|--find-links", text)


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    locked = {
        name: set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements" / name).read_text(), re.M))
        for name in ("run.lock", "dev.lock")
    }
    wanted = {re.split(r"[\[<>=~! ]", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= locked["run.lock"]
    optional = project["optional-dependencies"]
    # Drivers of stores that no test can reach are no part of the development environment.
    tried = {"dev", *re.findall(r"\w+", optional["dev"][0])} & set(optional)
    extras = {re.split(r"[\[<>=~! ]", d)[0].lower() for name in tried for d in optional[name]}
    assert extras - {"udtraek"} <= locked["dev.lock"]


def test_no_file_names_a_place_of_one_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:work|root|home|tmp)/(?!\.\.\.)[\w.-]+")
    found = []
    for path in tracked("*.py", "*.md", "*.toml", "*.lock", "*.yaml", "*.yml", "*.in", "Makefile", ".ci/*"):
        if path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if place.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_every_finding_code_in_the_code_is_documented() -> None:
    documented = set(vocabulary.load("findings"))
    call = re.compile(r"""(?:\.(?:doubt|remark|find|note|finding)\(\s*|code=)["']([a-z]+(?:_[a-z]+)+)["']""")
    used = {
        match
        for folder in ("extractors", "pipeline")
        for path in (ROOT / folder).rglob("*.py")
        for match in call.findall(path.read_text(encoding="utf-8"))
    }
    assert used, "the pattern finds the calls"
    assert sorted(used - documented) == []


def test_modules_stay_readable() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): count
        for folder in ("schemas", "extractors", "pipeline", "corpus")
        for path in (ROOT / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert long == {}
