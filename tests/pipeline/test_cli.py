"""The command line: exit codes, streams, help."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli.commands import COMMANDS
from pipeline.limits import Limits

ROOT = Path(__file__).parents[2]
Make = Callable[..., Path]

# The command as a user calls it, but with a reader that needs no PDF.
_COMMAND = (
    "import sys, functools, pipeline.runner as runner\n"
    "from tests.pipeline import samples\n"
    "runner.run = functools.partial(runner.run, reader=samples.read)\n"
    "from pipeline.cli import main; main()"
)


def udtraek(*arguments: object, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cwd / "cache"), **env}
    return subprocess.run(
        [sys.executable, "-c", _COMMAND, *map(str, arguments)],
        capture_output=True, text=True, cwd=cwd, env=environment, timeout=120, check=False,
    )  # fmt: skip


def test_a_run_ends_in_a_table_and_code_0(make_inputs: Make, tmp_path: Path) -> None:
    done = udtraek("run", make_inputs(a="rows 3"), "-o", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.search(r"assessments +3", done.stdout)
    assert "report.html" in done.stdout
    assert "1/1 ok" in done.stderr
    assert "Traceback" not in done.stderr


def test_json_is_one_line_and_nothing_else_is_on_stdout(make_inputs: Make, tmp_path: Path) -> None:
    folder = make_inputs(a="noisy", b="rows 3")
    done = udtraek("run", folder, "-o", tmp_path / "out", "--json", "--workers", "0", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["rows"]["assessments"] == 5
    assert done.stdout.count("\n") == 1
    assert "written by a library" in done.stderr, "what a library writes to descriptor 1 is not lost either"


def test_the_report_speaks_the_language_asked_for(make_inputs: Make, tmp_path: Path) -> None:
    folder, out = make_inputs(a="rows 3"), tmp_path / "out"
    for language in ("da", "en"):
        udtraek("run", folder, "-o", out, "--quiet", "--language", language, cwd=tmp_path)
        assert f'<html lang="{language}"' in (out / "report.html").read_text(encoding="utf-8")


def test_quiet_says_nothing(make_inputs: Make, tmp_path: Path) -> None:
    done = udtraek("run", make_inputs(a="ok"), "-o", tmp_path / "out", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("run", "nowhere", "-o", "out"), 2, "nowhere does not exist"),
        (("run", "empty", "-o", "out"), 2, "no PDF"),
        (("run", "in", "-o", "taken"), 5, "no run of udtraek"),
        (("run", "in", "-o", "file"), 5, "is a file"),
        (("run", "in", "-o", "out", "--manifest", "none.csv"), 2, "cannot be read"),
        (("run", "in", "-o", "out", "--limit", "sheets=3"), 2, "no limit 'sheets'"),
        (("run", "in", "-o", "out", "--limit", "files=many"), 2, "positive whole number"),
        (("run", "in", "-o", "out", "--limit", "files=1"), 6, "more than 1 files"),
        (("run", "in"), 2, "--out"),
        (("dance",), 2, "No such command"),
    ],
)
def test_wrong_use_is_one_sentence_and_a_code(
    make_inputs: Make, tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    make_inputs(a="ok", b="ok")
    (tmp_path / "empty").mkdir()
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "other.txt").write_text("")
    (tmp_path / "file").write_text("")
    before = sorted(tmp_path.rglob("*"))
    done = udtraek(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert [p for p in sorted(tmp_path.rglob("*")) if "cache" not in p.parts] == before


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        ("crash", (), 3),
        ("crash", ("--fail-on", "never"), 0),
        ("ok", ("--fail-on", "review"), 3),
        ("rows 0", ("--fail-on", "review"), 3),
        ("ok", ("--fail-on", "partial"), 0),
        ("raise x", ("--fail-on", "never"), 70),
    ],
)
def test_fail_on_decides_the_exit_code(
    make_inputs: Make, tmp_path: Path, content: str, options: tuple[str, ...], code: int
) -> None:
    done = udtraek("run", make_inputs(a=content), "-o", tmp_path / "out", "--workers", 1, *options, cwd=tmp_path)
    assert done.returncode == code, done.stderr


def test_an_assessment_without_rows_is_said(make_inputs: Make, tmp_path: Path) -> None:
    done = udtraek("run", make_inputs(a="rows 0", b="rows 3"), "-o", tmp_path / "out", cwd=tmp_path)
    assert re.search(r"a.pdf: assessment, \d+ records, 0 to review, no row could be read", done.stderr)
    assert re.search(r"Assessments without a row +1\n", done.stdout)


def test_ctrl_c_stops_with_130_and_leaves_no_worker(make_inputs: Make, tmp_path: Path) -> None:
    folder = make_inputs(a="hang")
    # A shell starts its background jobs with the interrupt ignored, and so do tests that run in one.
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + _COMMAND
    command = [sys.executable, "-c", heeding, "run", str(folder), "-o", str(tmp_path / "out"), "--no-cache"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    workers: list[str] = []
    for _ in range(300):
        workers = children(process.pid)
        if workers:
            break
        time.sleep(0.1)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Stopped" in said
    assert workers
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]
    assert not (tmp_path / "out").exists()


def test_a_killed_run_leaves_no_worker(make_inputs: Make, tmp_path: Path) -> None:
    folder = make_inputs(a="spin")
    command = [sys.executable, "-c", _COMMAND, "run", str(folder), "-o", str(tmp_path / "out"), "--no-cache"]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
    workers: list[str] = []
    for _ in range(300):
        workers = children(process.pid)
        if workers:
            break
        time.sleep(0.1)
    time.sleep(0.5)
    process.kill()
    process.wait()
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            break
        time.sleep(0.05)
    assert workers
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def children(pid: int) -> list[str]:
    """Processes that ``pid`` started from any of its threads."""
    try:
        return [c for task in Path(f"/proc/{pid}/task").iterdir() for c in (task / "children").read_text().split()]
    except FileNotFoundError:
        return []


def test_the_second_run_reads_only_what_changed(make_inputs: Make, tmp_path: Path) -> None:
    folder = make_inputs(a="rows 3", b="rows 4")
    udtraek("run", folder, "-o", tmp_path / "out", cwd=tmp_path)
    (folder / "b.pdf").write_text("rows 5")
    again = json.loads(udtraek("run", folder, "-o", tmp_path / "out", "--json", cwd=tmp_path).stdout)
    assert (again["cached"], again["rows"]["assessments"]) == (1, 8)
    forced = json.loads(udtraek("run", folder, "-o", tmp_path / "out", "--json", "--force", cwd=tmp_path).stdout)
    assert forced["cached"] == 0
    info = udtraek("cache", "info", cwd=tmp_path)
    assert "3 documents" in info.stdout
    udtraek("cache", "prune", cwd=tmp_path)
    assert "0 documents and pages" in udtraek("cache", "info", cwd=tmp_path).stdout


def test_schema_validates_what_a_run_writes(make_inputs: Make, tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    udtraek("run", make_inputs(a="rows 3"), "-o", tmp_path / "out", cwd=tmp_path)
    schema = json.loads(udtraek("schema", "document", cwd=tmp_path).stdout)
    for path in (tmp_path / "out" / "documents").iterdir():
        jsonschema.validate(json.loads(path.read_bytes()), schema)


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_has_help(command: str) -> None:
    done = udtraek(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"Usage: udtraek {command}")


def test_limits_are_listed() -> None:
    listed = udtraek("run", "--limits").stdout
    assert all(name in listed for name in Limits.model_fields)


def test_version_names_the_libraries() -> None:
    done = udtraek("--version")
    assert re.match(r"udtraek \d+\.\d+\.\d+\n", done.stdout)
    assert re.search(r"pymupdf \d", done.stdout)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['udtraek', 'run', '--help']\n"
        "from pipeline.cli.commands import cli\n"
        "try: cli()\nexcept SystemExit: pass\n"
        "heavy = {'pymupdf', 'spacy', 'pandas', 'pyarrow', 'numpy', 'extractors', 'rich', 'jinja2'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr


def test_the_parent_never_loads_a_pdf_library(make_inputs: Make, tmp_path: Path) -> None:
    """PDFs are opened in workers alone; and what the parent does not import, a run does not wait for."""
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from pipeline.runner import run\nfrom pipeline.settings import RunSettings\n"
        "from tests.pipeline import samples\n"
        "run([sys.argv[1]], sys.argv[2], RunSettings(workers=1), reader=samples.read)\n"
        "print(*sorted({'pymupdf', 'pdfplumber', 'spacy', 'pandas', 'cv2', 'extractors.extract'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", code, str(make_inputs(a="rows 3")), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=True)
    assert done.stdout.strip() == ""


def test_a_run_says_which_danish_model_it_used(make_inputs: Make, tmp_path: Path) -> None:
    done = udtraek("run", make_inputs(a="rows 3"), "-o", tmp_path / "out", "--model", "none", cwd=tmp_path)
    assert re.search(r"Danish model +none", done.stdout)
    assert json.loads((tmp_path / "out" / "run.json").read_text())["settings"]["danish_model"] is None
    wrong = udtraek("run", tmp_path / "in", "-o", tmp_path / "out", "--model", "da_none_such", cwd=tmp_path)
    assert (wrong.returncode, "no spaCy model 'da_none_such'" in wrong.stderr) == (2, True)
