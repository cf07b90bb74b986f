"""``udtraek vocabulary check`` and ``run --vocabulary``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cache import Cache
from pipeline.cli.commands import cli
from pipeline.limits import Limits
from pipeline.settings import RunSettings
from pipeline.vocabulary import VocabularyInvalid, read_own
from schemas.document import DocumentFacts, ExtractSettings


def check(*files: Path | str) -> Result:
    return CliRunner().invoke(cli, ["vocabulary", "check", *map(str, files)], standalone_mode=False)


def test_the_wordings_that_ship_are_sound() -> None:
    result = check()
    assert (result.return_value, result.stdout.startswith("Nothing is wrong in ")) == (0, True), result.stdout


def test_a_file_is_checked_line_by_line(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("roles:\n  departement: [Værtskab]\n", encoding="utf-8")
    result = check(mine)
    assert result.return_value == 1
    assert result.stdout.startswith(f"{mine}:2: error: There is no role 'departement'. Did you mean 'department'?")
    said = json.loads(check(mine, "--json").stdout)
    assert [(line["file"], line["line"], line["severity"]) for line in said] == [(str(mine), 2, "error")]
    mine.write_text("roles:\n  department: [Værtskab]\n", encoding="utf-8")
    assert check(mine).stdout == "Nothing is wrong in 1 file.\n"


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"roles: {notes: [\xe5]}", "UTF-8")])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path: Path, content: bytes | None, said: str) -> None:
    mine = tmp_path / "mine.yaml"
    if content is not None:
        mine.write_bytes(content)
    with pytest.raises(VocabularyInvalid, match=said):
        read_own(mine)


def test_own_wordings_decide_what_is_redone_and_are_named_by_their_hash(tmp_path: Path) -> None:
    def key(text: str | None) -> str:
        settings = ExtractSettings(vocabulary=text)
        return Cache(tmp_path).key("0" * 64, "a.pdf", settings, DocumentFacts(), Limits())

    assert len({key(None), key("roles: {notes: [A]}"), key("roles: {notes: [B]}")}) == 3
    about = RunSettings(extract=ExtractSettings(vocabulary="roles: {notes: [A]}")).about()
    assert len(about["vocabulary"]) == 64
