"""The whole way: a made-up country's run becomes a dataset that agrees with itself and with the country's books."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.nation import make_nation, one_more, write_run
from pipeline.cache import Cache
from pipeline.dataset import facts
from pipeline.dataset.about import About, AboutInvalid, Licence, read_about
from pipeline.dataset.build import BuildSettings, build
from pipeline.dataset.codebook import codebook
from pipeline.dataset.database import NotADataset, QueryFailed, connect, rows_of
from pipeline.dataset.gates import GateClosed
from pipeline.dataset.sources import RunOutdated
from pipeline.errors import NotARun, OutputForeign
from schemas.dataset import DATASET_TABLES
from schemas.document import ExtractedDocument
from tests.dataset.answers import differences
from tests.dataset.conftest import Country

# DuckDB writes a random identifier into its file; its content is compared instead.
UNEQUAL = {"dataset.duckdb", "dataset.duckdb.sha256"}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.name not in UNEQUAL}


def content(dataset: Path) -> dict[str, list[Any]]:
    """Rows of every table and view of the database, sorted: their order is not promised."""
    with connect(dataset) as connection:
        names = [name for (name,) in rows_of(connection, "select table_name from information_schema.tables")[1]]
        return {name: sorted(map(repr, rows_of(connection, f'select * from "{name}"')[1])) for name in names}


def one(dataset: Path, sql: str) -> Any:
    with connect(dataset) as connection:
        return rows_of(connection, sql)[1][0][0]


def test_all_ten_questions_answer_as_the_books_do(country: Country) -> None:
    assert differences(country.dataset, country.nation) == {}


def test_a_wrong_answer_would_be_seen(country: Country) -> None:
    other = make_nation(4, codes=7, packages=3)
    assert set(differences(country.dataset, other)) == set(range(1, 11))


def test_the_same_runs_give_the_same_bytes(country: Country, tmp_path: Path) -> None:
    build([country.run], tmp_path / "again", BuildSettings(), None)
    assert tree(tmp_path / "again") == tree(country.dataset)
    assert content(tmp_path / "again") == content(country.dataset)


def test_building_over_itself_changes_nothing(country: Country, tmp_path: Path) -> None:
    shutil.copytree(country.dataset, tmp_path / "again")
    result = build([country.run], tmp_path / "again", BuildSettings(), country.cache)
    assert (result.rebuilt, result.version) == (0, "1.0.0")
    assert tree(tmp_path / "again") == tree(country.dataset)


def test_one_document_more_gives_what_a_full_build_gives(country: Country, tmp_path: Path) -> None:
    nation = make_nation(3, codes=7, packages=3)
    more = write_run(tmp_path / "more", [one_more(nation, "0101", "mental_sundhed", 2022)])
    shutil.copytree(country.dataset, tmp_path / "step")
    result = build([country.run, more], tmp_path / "step", BuildSettings(), country.cache)
    assert (result.rebuilt, result.version) == (1, "1.1.0")
    assert differences(tmp_path / "step", nation) == {}
    build([country.run, more], tmp_path / "full", BuildSettings(version="1.1.0"), None)
    step, full = tree(tmp_path / "step"), tree(tmp_path / "full")
    assert [name for name in full if full[name] != step.get(name) and name not in ("CHANGELOG.md", "SHA256SUMS")] == []
    assert content(tmp_path / "step") == content(tmp_path / "full")
    log = (tmp_path / "step" / "CHANGELOG.md").read_text()
    assert "documents: + 1\n" in log
    assert "0101/mental_sundhed-2022" in log
    assert log.index("## 1.1.0") < log.index("## 1.0.0")


def test_one_document_less_gives_what_a_full_build_gives(country: Country, tmp_path: Path) -> None:
    fewer = write_run(tmp_path / "run", country.nation.documents[1:])
    shutil.copytree(country.dataset, tmp_path / "step")
    build([fewer], tmp_path / "step", BuildSettings(explain="Withdrawn."), country.cache)
    build([fewer], tmp_path / "full", BuildSettings(version="1.1.0"), None)
    step, full = tree(tmp_path / "step"), tree(tmp_path / "full")
    told = ("CHANGELOG.md", "SHA256SUMS", "dataset.json")  # the step says that rows were lost, and why
    assert [name for name in full if full[name] != step.get(name) and name not in told] == []
    assert content(tmp_path / "step") == content(tmp_path / "full")


@pytest.mark.parametrize("before", [False, True])
def test_a_record_that_stands_twice_stops_publication(country: Country, tmp_path: Path, before: bool) -> None:
    first = country.nation.documents[0]
    row = first.document.model_copy(update={"document_id": "f" * 64, "municipality_code": "0860"})
    rows = tuple(r.model_copy(update={"document_id": "f" * 64}) for r in first.assessments)
    again = ExtractedDocument(document=row, assessments=rows)
    more = write_run(tmp_path / "more", [again])
    if before:
        shutil.copytree(country.dataset, tmp_path / "dataset")
    with pytest.raises(GateClosed, match=r"assessments has \d+ keys that stand twice"):
        build([country.run, more], tmp_path / "dataset", BuildSettings(), country.cache)


def test_answers_that_were_kept_are_not_needed(country: Country, tmp_path: Path) -> None:
    more = write_run(tmp_path / "more", [one_more(make_nation(3, codes=7, packages=3), "0101", "mental_sundhed", 2022)])
    for name, cache in (("with", country.cache), ("without", None)):
        shutil.copytree(country.dataset, tmp_path / name)
        build([country.run, more], tmp_path / name, BuildSettings(), cache)
    assert tree(tmp_path / "with") == tree(tmp_path / "without")


def test_documents_that_stay_what_they_were_are_not_read_again(country: Country, tmp_path: Path) -> None:
    """A document more of one package leaves those of the others as they are, even where their files are gone."""
    more = write_run(tmp_path / "more", [one_more(make_nation(3, codes=7, packages=3), "0101", "mental_sundhed", 2022)])
    shutil.copytree(country.dataset, tmp_path / "read")
    build([country.run, more], tmp_path / "read", BuildSettings(), country.cache)
    others = [d.document for d in country.nation.documents if "mental_sundhed" not in d.document.packages]
    shutil.copytree(country.run, tmp_path / "run")
    for document in others:
        (tmp_path / "run" / "documents" / f"{document.document_id}.json").unlink()
    cache = Cache(tmp_path / "cache")
    build([country.run], tmp_path / "kept", BuildSettings(), cache)
    build([tmp_path / "run", more], tmp_path / "kept", BuildSettings(), cache)
    assert tree(tmp_path / "kept") == tree(tmp_path / "read")


def test_readers_agree_on_counts(country: Country) -> None:
    import openpyxl
    import pandas as pd
    import pyarrow.dataset as ds

    workbook = openpyxl.load_workbook(country.dataset / "dataset.xlsx", read_only=True)
    for table in DATASET_TABLES:
        parts = country.dataset / "tables" / table
        parquet = parts if parts.is_dir() else parts.with_suffix(".parquet")
        counts = {
            "dataset.json": country.result.counts[table],
            "duckdb": one(country.dataset, f"select count(*) from {table}"),
            "pandas": len(pd.read_parquet(parquet)),
            "arrow": ds.dataset(parquet).count_rows(),
            "csv": len(pd.read_csv(country.dataset / "csv" / f"{table}.csv", dtype=str)),
        }
        if table in workbook.sheetnames:
            counts["excel"] = sum(1 for _ in workbook[table].iter_rows()) - 1
        assert len(set(counts.values())) == 1, (table, counts)
    assert sum(1 for _ in workbook["current"].iter_rows()) - 1 == one(country.dataset, "select count(*) from current")


def test_excel_holds_what_the_database_holds(country: Country) -> None:
    import openpyxl

    sheet = openpyxl.load_workbook(country.dataset / "dataset.xlsx")["current"]
    names = [cell.value for cell in sheet[1]]
    rows = {row[names.index("record_id")]: row for row in sheet.iter_rows(min_row=2, values_only=True)}
    with connect(country.dataset) as connection:
        columns, expected = rows_of(connection, f"select {', '.join(names)} from current")
    for row in expected:
        seen = rows[row[columns.index("record_id")]]
        assert [v if v != "" else None for v in seen] == [v if v != "" else None for v in row]


def test_the_data_package_is_valid(country: Country) -> None:
    import frictionless

    report = frictionless.validate(str(country.dataset / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])[:5]


def test_every_file_has_a_checksum(country: Country) -> None:
    import hashlib

    sums = {}
    for name in ("SHA256SUMS", "dataset.duckdb.sha256"):
        for line in (country.dataset / name).read_text().splitlines():
            digest, _, path = line.partition("  ")
            sums[path] = digest
    files = {p.relative_to(country.dataset).as_posix(): p for p in country.dataset.rglob("*") if p.is_file()}
    assert set(files) - set(sums) == {"SHA256SUMS", "dataset.duckdb.sha256"}
    assert [
        name for name, digest in sums.items() if hashlib.sha256(files[name].read_bytes()).hexdigest() != digest
    ] == []


def test_the_codebook_says_something_of_every_column() -> None:
    entries = codebook()
    assert {e["table"] for e in entries} == set(DATASET_TABLES)
    assert [e["column"] for e in entries if not e["meaning"] or not e["source"]] == []


def test_known_problems_and_units_name_columns_that_exist() -> None:
    columns = {name for model in DATASET_TABLES.values() for name in model.model_fields}
    known = facts.load("codebook")
    listed = [n for group in ("sources", "units") for names in known[group].values() for n in names]
    assert sorted({*listed, *known["problems"]} - columns) == []


def test_metadata_carries_what_the_publisher_says(country: Country, tmp_path: Path) -> None:
    about = About(
        publisher="Test", licence=Licence(name="CC0-1.0", title="CC0", url="https://example.org/cc0"), doi="10.1/x"
    )
    build([country.run], tmp_path / "d", BuildSettings(about=about), country.cache)
    package = json.loads((tmp_path / "d" / "datapackage.json").read_text())
    dcat = json.loads((tmp_path / "d" / "dcat.jsonld").read_text())
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert {d["dct:license"]["@id"] for d in dcat["dcat:distribution"]} == {"https://example.org/cc0"}
    assert dcat["dct:identifier"] == "10.1/x"
    assert "license: CC0-1.0" in (tmp_path / "d" / "CITATION.cff").read_text()


def test_no_licence_is_claimed_when_none_is_given(country: Country) -> None:
    assert "licenses" not in json.loads((country.dataset / "datapackage.json").read_text())


def test_an_unknown_key_about_the_dataset_is_refused(tmp_path: Path) -> None:
    (tmp_path / "about.yaml").write_text("licens: CC0\n")
    with pytest.raises(AboutInvalid, match="licens"):
        read_about(tmp_path / "about.yaml")


def test_lost_rows_stop_publication_and_an_explanation_lets_them_pass(country: Country, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    shutil.copytree(country.dataset, out)
    fewer = write_run(tmp_path / "fewer", country.nation.documents[: len(country.nation.documents) // 2])
    before = tree(out)
    with pytest.raises(GateClosed, match="assessments has"):
        build([fewer], out, BuildSettings(), country.cache)
    assert tree(out) == before
    build([fewer], out, BuildSettings(explain="Half of them were withdrawn."), country.cache)
    assert "Why: Half of them were withdrawn." in (out / "CHANGELOG.md").read_text()


def test_a_change_that_nothing_explains_stops_publication(country: Country, tmp_path: Path) -> None:
    first, *rest = country.nation.documents
    row = first.assessments[0].model_copy(update={"rating_step": None, "rating_text": None})
    changed = first.model_copy(update={"assessments": (row, *first.assessments[1:])})
    run = write_run(tmp_path / "run", [changed, *rest])
    shutil.copytree(country.dataset, tmp_path / "dataset")
    with pytest.raises(GateClosed, match="nothing that is known explains"):
        build([run], tmp_path / "dataset", BuildSettings(), country.cache)


def test_a_person_s_decision_explains_a_change(country: Country, tmp_path: Path) -> None:
    first, *rest = country.nation.documents
    row = first.assessments[0].model_copy(update={"activity": "Rettet.", "review": "corrected"})
    changed = first.model_copy(update={"assessments": (row, *first.assessments[1:])})
    run = write_run(tmp_path / "run", [changed, *rest])
    shutil.copytree(country.dataset, tmp_path / "dataset")
    build([run], tmp_path / "dataset", BuildSettings(), country.cache)
    assert "causes: review 1" in (tmp_path / "dataset" / "CHANGELOG.md").read_text()


def test_a_cpr_number_stops_publication(country: Country, tmp_path: Path) -> None:
    first, *rest = country.nation.documents
    row = first.assessments[0].model_copy(update={"notes": "Borger med cpr 010190-1234 deltog."})
    run = write_run(tmp_path / "run", [first.model_copy(update={"assessments": (row, *first.assessments[1:])}), *rest])
    with pytest.raises(GateClosed, match=r"assessments\.notes has 1 CPR"):
        build([run], tmp_path / "dataset", BuildSettings(), country.cache)
    assert not (tmp_path / "dataset").exists()


def test_checking_publishes_nothing(country: Country, tmp_path: Path) -> None:
    result = build([country.run], tmp_path / "dataset", BuildSettings(check_only=True), country.cache)
    assert not result.published
    assert list(tmp_path.iterdir()) == []


def test_a_document_in_two_runs_is_taken_from_the_last(country: Country, tmp_path: Path) -> None:
    document = country.nation.documents[0]
    row = document.assessments[0].model_copy(update={"activity": "Læst igen."})
    again = write_run(
        tmp_path / "again", [document.model_copy(update={"assessments": (row, *document.assessments[1:])})]
    )
    build([country.run, again], tmp_path / "d", BuildSettings(), country.cache)
    assert (
        one(tmp_path / "d", f"select count(*) from documents where document_id = '{document.document.document_id}'")
        == 1
    )
    assert one(tmp_path / "d", f"select activity from assessments where record_id = '{row.record_id}'") == "Læst igen."


def test_a_run_that_was_changed_by_hand_is_refused(country: Country, tmp_path: Path) -> None:
    shutil.copytree(country.run, tmp_path / "run")
    path = next((tmp_path / "run" / "documents").iterdir())
    path.write_bytes(path.read_bytes().replace(b"grundniveau", b"udviklingsniveau"))
    with pytest.raises(NotARun, match="is not the one that the run wrote"):
        build([tmp_path / "run"], tmp_path / "dataset", BuildSettings(), None)


def test_a_damaged_cache_is_no_cache(country: Country, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    build([country.run], tmp_path / "one", BuildSettings(), cache)
    for path in (tmp_path / "cache").rglob("*.z"):
        path.write_bytes(path.read_bytes()[:-9])
    build([country.run], tmp_path / "two", BuildSettings(), cache)
    assert tree(tmp_path / "two") == tree(country.dataset)


def test_a_foreign_folder_is_left_alone(country: Country, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(OutputForeign, match="no dataset"):
        build([country.run], tmp_path / "mine", BuildSettings(), None)


def test_a_query_reaches_nothing_but_the_dataset(country: Country, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with connect(country.dataset) as connection:
        for sql in (
            f"select * from read_csv('{tmp_path}/secret.csv')",
            "delete from assessments",
            "set enable_external_access = true",
            f"copy assessments to '{tmp_path}/out.csv'",
        ):
            with pytest.raises(QueryFailed):
                rows_of(connection, sql)
    assert not (tmp_path / "out.csv").exists()
    with pytest.raises(NotADataset):
        connect(tmp_path)


def test_formulas_stay_text(country: Country, tmp_path: Path) -> None:
    documents = country.nation.documents
    first = next(d for d in documents if "2019" in d.document.path and "udkast" not in d.document.path)
    rest = [d for d in documents if d is not first]
    row = first.assessments[0].model_copy(update={"activity": "=1+1 & <b>\x07"})
    run = write_run(tmp_path / "run", [first.model_copy(update={"assessments": (row, *first.assessments[1:])}), *rest])
    build([run], tmp_path / "d", BuildSettings(), country.cache)
    assert "'=1+1" in (tmp_path / "d" / "csv" / "assessments.csv").read_text()
    with zipfile.ZipFile(tmp_path / "d" / "dataset.xlsx") as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist())
    assert b"<f>" not in sheets
    assert b"=1+1 &amp; &lt;b&gt;<" in sheets


def test_a_run_without_ratings_is_a_dataset_too(tmp_path: Path) -> None:
    from pipeline.dataset.report import write_report

    nation = make_nation(3, codes=2, packages=0)
    build([write_run(tmp_path / "run", nation.documents)], tmp_path / "d", BuildSettings(), None)
    write_report(tmp_path / "d", tmp_path / "report.html")
    assert one(tmp_path / "d", "select count(*) from q09_actions") == len(nation.actions)
    assert one(tmp_path / "d", "select count(*) from q08_coverage where has_document") == 0


def test_a_run_of_another_form_is_refused_in_a_sentence(country: Country, tmp_path: Path) -> None:
    import hashlib

    shutil.copytree(country.run, tmp_path / "run")
    path = next((tmp_path / "run" / "documents").iterdir())
    old = path.read_bytes()
    path.write_bytes(old.replace(b'"language":', b'"tongue":'))
    manifest = tmp_path / "run" / "run.json"
    before, after = (hashlib.sha256(content).hexdigest() for content in (old, path.read_bytes()))
    manifest.write_text(manifest.read_text().replace(before, after))
    with pytest.raises(RunOutdated, match="other columns"):
        build([tmp_path / "run"], tmp_path / "d", BuildSettings(), None)


def test_a_key_of_a_user_s_own_catalogue_counts_as_catalogued(country: Country, tmp_path: Path) -> None:
    document = next(d for d in country.nation.documents if "alkohol" in d.document.path)
    rows = tuple(
        row.model_copy(update={"recommendation_id": f"alkohol:own:{row.number}"}) for row in document.assessments
    )
    run = write_run(tmp_path / "run", [document.model_copy(update={"assessments": rows})])
    build([run], tmp_path / "d", BuildSettings(), None)
    assert (
        one(
            tmp_path / "d",
            "select string_agg(distinct basis) from catalogue where recommendation_key like 'alkohol:own:%'",
        )
        == "catalogue"
    )
