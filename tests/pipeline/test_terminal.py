"""The command on all sorts of terminals: examples in every help, letters, colours, completion."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pipeline.cli.commands import cli
from pipeline.cli.help import Command, Group

ROOT = Path(__file__).parents[2]


def commands(group: click.Group = cli, name: str = "udtraek") -> Iterator[tuple[str, click.Command]]:
    """All commands with their full names, groups too."""
    yield name, group
    context = click.Context(group)
    for sub in group.list_commands(context):
        command = group.get_command(context, sub)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {sub}")
        else:
            yield f"{name} {sub}", command


ALL = dict(commands())


def udtraek(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments], capture_output=True, env=environment, timeout=120, check=False
    )


@pytest.mark.parametrize("name", ALL)
def test_every_help_ends_in_examples_of_its_own_command(name: str) -> None:
    command = ALL[name]
    assert isinstance(command, (Command, Group))
    lines = [line for line, _ in command.examples]
    assert lines
    assert any(line.startswith(name) or f" {name} " in f" {line}" for line in lines)
    # The names of the help option as the command line gives them: click keeps the option with the command.
    names = cli.context_settings["help_option_names"]
    with click.Context(command, info_name=name, terminal_width=80, help_option_names=names) as context:
        shown = command.get_help(context).splitlines()
    assert [line for line in lines if f"    {line}" not in shown] == [], "an example is never broken over lines"


def unknown_options(line: str) -> list[str]:
    """Options of a command line that the command does not have; the name of a command that is none."""
    words = line.split(" | ")[0].split(" > ")[0].split(" || ")[0].split(" && ")[0].split()
    used, rest, options = "udtraek", words[1:], set[str]()
    while True:
        options |= {option for parameter in ALL[used].params for option in (*parameter.opts, *parameter.secondary_opts)}
        word = next((word for word in rest if f"{used} {word}" in ALL), None)
        if word is None or not isinstance(ALL[used], click.Group):
            break
        used, rest = f"{used} {word}", rest[rest.index(word) + 1 :]
    known = {*options, "--help", "-h", "--version"}
    unknown = [word for word in words if word.startswith("-") and word.strip("-") and word.split("=")[0] not in known]
    return unknown or ([line] if used == "udtraek" and not known & set(words) else [])


@pytest.mark.parametrize("name", ALL)
def test_examples_name_options_that_exist(name: str) -> None:
    lines = [line for line, _ in ALL[name].examples if line.startswith("udtraek ")]  # type: ignore[attr-defined]
    assert [line for line in lines if unknown_options(line)] == []


PAGES = [*ROOT.glob("*.md"), *(path for path in (ROOT / "docs").rglob("*.md") if path.name != "reference.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_on_pages_exist(page: Path) -> None:
    fenced = re.findall(r"^```(?:sh)?\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = [line for block in fenced for line in block.splitlines() if line.startswith("udtraek ")]
    assert [line for line in lines if unknown_options(line)] == []


@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}])
def test_danish_letters_come_out_whatever_the_locale_says(env: dict[str, str], tmp_path: Path) -> None:
    shown = udtraek("ask", "list", **env)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert "mindst opfyldt, og hvor mange kommuner hviler det på?".encode() in shown.stdout
    refused = udtraek("run", str(tmp_path / "Sønderborg på lån"), "-o", str(tmp_path / "out"), **env)
    assert refused.returncode == 2
    assert "Sønderborg på lån does not exist".encode() in refused.stderr


def test_nothing_is_coloured_in_a_pipe_and_a_terminal_is() -> None:
    assert b"\x1b" not in udtraek("doctor", PATH=os.environ["PATH"]).stdout
    here, there = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "pipeline", "catalogue", "list"]
    with subprocess.Popen(command, stdout=there, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(there)
        said = b""
        while True:
            try:
                said += os.read(here, 65536)
            except OSError:
                break
        process.wait(timeout=60)
    os.close(here)
    assert b"\x1b[" in said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    done = udtraek("completion", shell)
    assert done.returncode == 0
    assert b"_UDTRAEK_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("udtraek rev", {"plain,review", "plain,reviews"}),
        ("udtraek run --ocr-e", {"plain,--ocr-engine"}),
        ("udtraek run --ocr n", {"plain,never"}),
        ("udtraek run assess", {"file,assess"}),
    ],
)
def test_a_shell_that_asks_is_answered(words: str, offered: set[str]) -> None:
    count = str(len(words.split()) - 1)
    done = udtraek(_UDTRAEK_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count)
    assert set(done.stdout.decode().split()) == offered


def test_a_missing_library_is_a_sentence_that_leads_to_the_doctor(tmp_path: Path) -> None:
    (tmp_path / "pydantic.py").write_text("raise ModuleNotFoundError(\"No module named 'pydantic'\", name='pydantic')")
    done = udtraek("run", "in", "-o", "out", PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)]))
    assert (done.returncode, done.stdout) == (70, b"")
    assert done.stderr.decode() == "Error: The library pydantic is missing.\n`udtraek doctor` says how to get it.\n"
