"""The commands on a dataset: asking, querying, exporting, reporting."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from pipeline.dataset.codebook import codebook
from pipeline.dataset.database import connect, questions, rows_of, views
from pipeline.dataset.export import export
from pipeline.dataset.report import write_report
from tests.dataset.conftest import Country


def udtraek(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_run_becomes_a_dataset_that_answers(country: Country, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    built = udtraek("dataset", "build", country.run, "-o", out, "--no-cache", "--json", "--version", "7")
    assert built.returncode == 0, built.stderr
    assert json.loads(built.stdout)["version"] == "7"
    asked = udtraek("ask", "8", "København tobak", "-d", out, "--format", "json")
    assert {row["municipality"] for row in json.loads(asked.stdout)} == {"København"}
    queried = udtraek("query", "select count(*) as n from current", "-d", out, "--format", "csv")
    assert int(next(iter(csv.DictReader(io.StringIO(queried.stdout))))["n"]) > 0


def test_what_was_changed_after_publication_is_told(country: Country, tmp_path: Path) -> None:
    shutil.copytree(country.dataset, tmp_path / "dataset")
    assert udtraek("dataset", "verify", "-d", tmp_path / "dataset").returncode == 0
    (tmp_path / "dataset" / "csv" / "documents.csv").open("a").write("x\n")
    (tmp_path / "dataset" / "README.md").unlink()
    with duckdb.connect(tmp_path / "dataset" / "dataset.duckdb") as connection:
        connection.execute("update assessments set rating_step = 1 where is_worst")
    told = udtraek("dataset", "verify", "-d", tmp_path / "dataset")
    assert told.returncode == 1
    for sentence in ("csv/documents.csv is not", "README.md is gone", "assessments differs", "dataset.duckdb is not"):
        assert sentence in told.stdout
    assert udtraek("dataset", "verify", "-d", country.run).returncode == 2


def test_a_query_that_fails_says_so_in_a_sentence(country: Country) -> None:
    done = udtraek("query", "select nonsense from current", "-d", country.dataset)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr
    assert udtraek("ask", "11", "-d", country.dataset).returncode == 2
    assert "no dataset" in udtraek("ask", "1", "-d", country.run).stderr


def test_the_list_of_questions_needs_no_dataset() -> None:
    listed = udtraek("ask", "list").stdout
    assert [q.en for q in questions() if q.en not in listed] == []


def test_questions_and_views_explain_themselves(country: Country) -> None:
    with connect(country.dataset) as connection:
        names = {name for (name,) in rows_of(connection, "select view_name from duckdb_views() where not internal")[1]}
        silent = rows_of(connection, "select view_name from duckdb_views() where not internal and comment is null")[1]
    assert names == {q.name for q in questions()} | {v.name for v in views()}
    assert silent == []


@pytest.mark.parametrize("view", ["current", "moves", "documents"])
def test_stata_reads_back_what_was_exported(country: Country, tmp_path: Path, view: str) -> None:
    import pandas as pd

    count = export(country.dataset, view, "stata", tmp_path / "x.dta")
    with pd.read_stata(tmp_path / "x.dta", iterator=True) as reader:
        labels, frame = reader.variable_labels(), reader.read()
    with connect(country.dataset) as connection:
        names, rows = rows_of(connection, f"select * from {view}")
    assert count == len(frame) == len(rows)
    assert list(frame.columns) == names
    assert all(labels.values())
    if view == "current":
        at = names.index("level_joined")
        assert list(frame["level_joined"]) == [row[at] for row in rows]
        met = [{True: "yes", False: "no", None: None}[row[names.index("is_met")]] for row in rows]
        assert [v if isinstance(v, str) else None for v in frame["is_met"]] == met


def test_spss_has_labels_of_variables_and_values(country: Country, tmp_path: Path) -> None:
    import pyreadstat

    count = export(country.dataset, "current", "spss", tmp_path / "x.sav")
    frame, about = pyreadstat.read_sav(tmp_path / "x.sav")
    assert len(frame) == count
    assert about.variable_value_labels["level_joined"] == {1.0: "grundniveau", 2.0: "udviklingsniveau"}
    meanings = {e["column"]: e["meaning"] for e in codebook() if e["table"] == "assessments"}
    assert about.column_names_to_labels["canonical_id"].startswith(meanings["canonical_id"][:100])


def test_the_pandas_folder_loads(country: Country, tmp_path: Path) -> None:
    count = export(country.dataset, "history", "pandas", tmp_path / "x")
    code = "from load import data; print(len(data), data['level'].dtype, len(data.attrs['labels']))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "x", capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == [str(count), "category"]


def test_r_gets_a_script_that_names_what_is_there(country: Country, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export(country.dataset, "current", "r", tmp_path / "x")
    about = json.loads((tmp_path / "x" / "labels.json").read_text())
    assert set(about["labels"]) == set(pq.read_schema(tmp_path / "x" / "data.parquet").names)
    assert set(re.findall(r'"(\w+\.(?:parquet|json))"', (tmp_path / "x" / "load.R").read_text())) == {
        "data.parquet",
        "labels.json",
    }


class Page(HTMLParser):
    """What a page has: links, pictures without a text, anything fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.unnamed: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag == "svg" and values.get("role") == "img" and not values.get("aria-label"):
            self.unnamed.append(self.get_starttag_text() or "")
        self.fetched += [v for k, v in attrs if k in {"src", "href"} and v and not v.startswith(("#", "data:"))]


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_report_is_whole_and_every_chart_has_a_text(country: Country, tmp_path: Path, language: str) -> None:
    write_report(country.dataset, tmp_path / "report.html", (), language)
    text = (tmp_path / "report.html").read_text()
    page = Page(text)
    assert page.fetched == []
    assert page.unnamed == []
    assert len([link for link in page.links if link.startswith("#rows:mun=")]) >= 98
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.S)[1])  # type: ignore[index]
    with connect(country.dataset) as connection:
        assert len(data["rows"]) == rows_of(connection, "select count(*) from current")[1][0][0]


def test_the_report_has_the_same_bytes_twice(country: Country, tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_report(country.dataset, tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.apt("chromium")
def test_a_number_opens_as_many_rows_as_it_says(country: Country, tmp_path: Path) -> None:
    import shutil

    from playwright.sync_api import sync_playwright

    write_report(country.dataset, tmp_path / "report.html")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((tmp_path / "report.html").as_uri())
        told = page.evaluate(
            "[...document.querySelectorAll('td a.rows')].map(a => [a.getAttribute('href'), a.innerText])"
        )
        numbers = [i for i, (_, text) in enumerate(told) if re.fullmatch(r"[\d\s]+", text)]
        wrong = []
        kinds = ("rec=", "region=", "move=", "unit=", "doubt=1")
        of_kind = [[n for n in numbers if kind in told[n][0]] for kind in kinds]
        assert all(of_kind)
        for i in [n for found in of_kind for n in found[:: max(1, len(found) // 5)]]:
            href, said = told[i][0], int(re.sub(r"\D", "", told[i][1]))
            page.evaluate("hash => { location.hash = hash; }", href)
            page.wait_for_function("() => !document.getElementById('panel').hidden")
            page.wait_for_timeout(15)
            found = int(page.locator("#panel .what").inner_text())
            if found != said:
                wrong.append((href, said, found))
        browser.close()
    assert errors == []
    assert wrong == []


def test_each_municipality_has_a_tile_of_its_own(country: Country) -> None:
    with connect(country.dataset) as connection:
        tiles = rows_of(connection, "select distinct tile_column, tile_row from municipalities")[1]
    assert len(tiles) == 98
