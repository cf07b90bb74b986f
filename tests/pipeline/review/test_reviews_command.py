"""`udtraek reviews`: decisions looked over before they are merged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli
from pipeline.errors import InputMissing
from pipeline.review.decisions import Decision, digest_of, make_decision, name_of, values_of
from pipeline.review.store import Store
from tests.pipeline.review import desk_samples

HOSTILE = "=cmd|'/c calc'!A1"


def decide(data: bytes, by: str, said: dict[str, Any], at: str = "2026-01-01T12:00:00Z") -> Decision:
    row = desk_samples.make_document(data, "tobak.pdf").assessments[2]
    return make_decision(
        at=at,
        by=by,
        action="correct",
        document_id=row.document_id,
        path="tobak.pdf",
        record=name_of(row),
        read_sha256=digest_of(row),
        read={name: values_of(row)[name] for name in said},
        said=said,
    )


def reviews(folder: Path, *arguments: str) -> tuple[int, str]:
    command = ["reviews", "--reviews", str(folder), *arguments]
    result = CliRunner().invoke(cli, command, standalone_mode=False)
    assert result.exception is None
    return result.return_value or 0, result.output


def test_the_folder_may_stand_on_either_side_and_one_that_is_not_there_is_a_sentence(
    store: Store, tmp_path: Path
) -> None:
    before, behind = (
        ["reviews", "--reviews", str(store.folder), "list"],
        ["reviews", "list", "--reviews", str(store.folder)],
    )
    said = [CliRunner().invoke(cli, command, standalone_mode=False).output for command in (before, behind)]
    assert said[0] == said[1] != ""
    refused = CliRunner().invoke(cli, ["reviews", "check", "--reviews", str(tmp_path / "none")], standalone_mode=False)
    assert isinstance(refused.exception, InputMissing)
    assert "--reviews FOLDER" in str(refused.exception)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "reviews")
    store.append(decide(b"pdf", "Anna", {"rating_step": 2}))
    return store


def test_sound_decisions_pass(store: Store) -> None:
    assert reviews(store.folder, "check") == (0, "Nothing is wrong.\n")


def test_conflicts_and_lines_that_are_none_are_found(store: Store) -> None:
    store.append(decide(b"pdf", "Bo", {"rating_step": 3}))
    (store.folder / "zzz.jsonl").write_text('{"by": "nobody"}\n')
    code, said = reviews(store.folder, "check", "--json")
    assert code == 1
    assert [problem["code"] for problem in json.loads(said)] == ["invalid", "review_conflict"]


def test_what_has_lapsed_in_a_run_is_found(tmp_path: Path) -> None:
    desk_samples.write_pdf(tmp_path / "in" / "tobak.pdf", "Tobak")
    desk_samples.make_run(tmp_path / "in", tmp_path / "run")
    store = Store(tmp_path / "reviews")
    row = desk_samples.make_document(b"an earlier edition", "tobak.pdf").assessments[2]
    decision = make_decision(
        at="2026-01-01T12:00:00Z", by="Anna", action="correct", document_id=row.document_id, path="tobak.pdf",
        record=name_of(row), read_sha256="0", read={"activity": "read then"}, said={"activity": "said then"},
    )  # fmt: skip
    store.append(decision)
    assert reviews(store.folder, "check")[0] == 0
    code, said = reviews(store.folder, "check", "--run", str(tmp_path / "run"), "--json")
    assert (code, [problem["code"] for problem in json.loads(said)]) == (1, ["review_lapsed"])


def test_decisions_are_listed_by_person_and_date(store: Store) -> None:
    store.append(decide(b"other", "Bo", {"number": 7}, at="2026-03-01T12:00:00Z"))
    assert "number: 3 → 7" in reviews(store.folder, "list", "--by", "Bo")[1]
    assert "Anna" not in reviews(store.folder, "list", "--since", "2026-02-01")[1]


def test_exports_are_harmless(store: Store) -> None:
    store.append(decide(b"other", "Bo", {"activity": HOSTILE + " <img src=x> | [a](b)"}))
    table = reviews(store.folder, "export")[1]
    assert f"'{HOSTILE}" in table
    markdown = reviews(store.folder, "export", "--format", "markdown")[1]
    assert "<img" not in markdown.replace("\\<", "")
    assert all(line.replace("\\|", "").count("|") == 7 for line in markdown.splitlines())
