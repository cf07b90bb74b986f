"""What machines read of a dataset: data package, CSV on the Web, DCAT-AP-DK, citation; and the README for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic_core import to_json

from pipeline.dataset.about import About
from pipeline.dataset.database import DATABASE, questions
from pipeline.dataset.workbook import WORKBOOK
from pipeline.writing.columns import Column, columns_of_model
from pipeline.writing.digests import FileDigest
from pipeline.writing.package import csv_field
from schemas.dataset import DATASET_TABLES

KEYS: dict[str, tuple[str, ...]] = {
    "municipalities": ("municipality_code",),
    "packages": ("package", "edition"),
    "catalogue": ("recommendation_key",),
    "crosswalk": ("from_key", "to_key"),
    "documents": ("document_id",),
    "assessments": ("record_id",),
    "assessment_units": ("record_id", "position"),
    "assessment_summaries": ("record_id",),
    "recommendations": ("record_id",),
    "policy_actions": ("record_id",),
    "initiatives": ("record_id",),
}
"""Primary keys. Findings have none: a record may have several of a kind."""

REFERENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "catalogue": (("canonical_id", "catalogue", "recommendation_key"),),
    "crosswalk": (("from_key", "catalogue", "recommendation_key"), ("to_key", "catalogue", "recommendation_key")),
    "documents": (("municipality_code", "municipalities", "municipality_code"),),
    "assessments": (
        ("document_id", "documents", "document_id"),
        ("municipality_code", "municipalities", "municipality_code"),
        ("recommendation_key", "catalogue", "recommendation_key"),
        ("canonical_id", "catalogue", "recommendation_key"),
    ),
    "assessment_units": (("record_id", "assessments", "record_id"),),
    "assessment_summaries": (("document_id", "documents", "document_id"),),
    "recommendations": (("document_id", "documents", "document_id"),),
    "policy_actions": (("document_id", "documents", "document_id"),),
    "initiatives": (("document_id", "documents", "document_id"),),
    "findings": (("document_id", "documents", "document_id"),),
}
"""Foreign keys: column, table, column there. A null refers to nothing."""

_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_CSVW_TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean", "list": "json"}
_EU = "http://publications.europa.eu/resource/authority"


def write_datapackage(folder: Path, about: About, version: str, digests: list[FileDigest]) -> None:
    """Write ``datapackage.json`` (Frictionless Data Package) about the files in ``digests``."""
    package: dict[str, Any] = {
        "name": about.identifier,
        "title": about.title,
        "description": about.description,
        "version": version,
        "keywords": list(about.keywords),
    }
    if about.licence:
        package["licenses"] = [
            {"name": about.licence.name, "title": about.licence.title, "path": about.licence.url},
        ]
    if about.url:
        package["homepage"] = about.url
    package["contributors"] = [{"title": about.publisher, "role": "publisher"}]
    _write_json(folder / "datapackage.json", {**package, "resources": [_resource(digest) for digest in digests]})


def write_csvw(folder: Path, about: About) -> None:
    """Write ``csvw.json`` (CSV on the Web) about the CSV files."""
    tables = []
    for table, model in DATASET_TABLES.items():
        schema: dict[str, Any] = {"columns": [_csvw_column(column) for column in columns_of_model(model)]}
        if table in KEYS:
            schema["primaryKey"] = list(KEYS[table])
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": f"csv/{other}.csv", "columnReference": there}}
            for column, other, there in REFERENCES.get(table, ())
        ]
        tables.append({"url": f"csv/{table}.csv", "dc:description": _meaning(table), "tableSchema": schema})
    content: dict[str, Any] = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "dc:title": about.title}
    if about.licence:
        content["dc:license"] = {"@id": about.licence.url}
    _write_json(folder / "csvw.json", {**content, "tables": tables})


def write_dcat(folder: Path, about: About, version: str, issued: str, digests: list[FileDigest]) -> None:
    """Write ``dcat.jsonld``: the record that a data portal takes over (DCAT-AP-DK 2)."""
    base = (about.url or f"urn:udtraek:{about.identifier}").rstrip("/")
    dataset: dict[str, Any] = {
        "@id": base,
        "@type": "dcat:Dataset",
        "dct:title": [{"@value": about.title, "@language": "da"}, {"@value": about.title_en, "@language": "en"}],
        "dct:description": {"@value": about.description, "@language": "da"},
        "dct:identifier": about.doi or about.identifier,
        "dcat:keyword": [{"@value": word, "@language": "da"} for word in about.keywords],
        "dcat:theme": {"@id": f"{_EU}/data-theme/HEAL"},
        "dct:language": {"@id": f"{_EU}/language/DAN"},
        "dct:spatial": {"@id": f"{_EU}/country/DNK"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "owl:versionInfo": version,
        "dct:issued": {"@value": issued, "@type": "xsd:date"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": about.publisher},
    }
    if about.publisher_url:
        dataset["dct:publisher"]["foaf:homepage"] = {"@id": about.publisher_url}
    if about.contact_name or about.contact_email:
        contact: dict[str, Any] = {"@type": "vcard:Organization", "vcard:fn": about.contact_name or about.publisher}
        if about.contact_email:
            contact["vcard:hasEmail"] = {"@id": f"mailto:{about.contact_email}"}
        dataset["dcat:contactPoint"] = contact
    dataset["dcat:distribution"] = [
        _distribution(base, about, d) for d in digests if "/" not in d.path or ".csv" in d.path
    ]
    context = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "owl": "http://www.w3.org/2002/07/owl#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    _write_json(folder / "dcat.jsonld", {"@context": context, **dataset})


def write_citation(folder: Path, about: About, version: str, issued: str) -> None:
    """Write ``CITATION.cff``."""
    authors = [{"name": name} for name in about.authors or (about.publisher,)]
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "Cite the dataset with its version: statuses change from version to version.",
        "title": about.title,
        "authors": authors,
        "version": version,
        "date-released": issued,
    }
    for name, value in (("license", about.licence and about.licence.name), ("url", about.url), ("doi", about.doi)):
        if value:
            content[name] = value
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)
    (folder / "CITATION.cff").write_text(text, encoding="utf-8")


def write_readme(folder: Path, about: About, version: str, issued: str, figures: dict[str, int]) -> None:
    """Write ``README.md``: what the dataset is, how to begin, what not to conclude."""
    licence = f"{about.licence.title} ({about.licence.url})" if about.licence else "no licence is stated"
    lines = [
        f"# {about.title}",
        "",
        f"{about.title_en}. Version {version}, {issued}. {about.publisher}; {licence}.",
        "",
        f"{figures['rated_municipalities']} of 98 municipalities, {figures['documents']} documents, "
        f"{figures['current']} current statuses, {figures['to_review']} of them in doubt (`needs_review`).",
        "",
        "| file | for |",
        "|---|---|",
        f"| `{DATABASE}` | SQL, with views: `current`, `history`, `newest`, `coverage`, `moves`, one per question |",
        "| `tables/` | Parquet; `assessments` and `assessment_units` have a file per municipality |",
        "| `csv/` | CSV; lists are JSON arrays |",
        f"| `{WORKBOOK}` | Excel: the codebook, what is current, coverage, the answers |",
        "| `codebook.md`, `codebook.csv` | every column: meaning, unit, source, missing values, known problems |",
        "| `datapackage.json`, `csvw.json`, `dcat.jsonld` | machines |",
        "| `CHANGELOG.md`, `CITATION.cff`, `SHA256SUMS` | what changed, how to cite, whether files are whole |",
        "",
        "## What not to conclude",
        "",
        "- Municipalities whose documents are not here are missing, not bad: never divide by 98.",
        '- A recommendation without a row was *not asked*. That is neither "slet ikke" nor a rating that is null.',
        "- Municipalities rate themselves, each on its own scale; the best of three steps is not the best of four.",
        "- A change between two dates may be another author, another scale or another edition.",
        "- It is no survey: questions and respondents of the national monitoring differ. Show them side by side.",
        "",
        "## Questions it answers",
        "",
        *(f"{q.number}. `{q.name}` – {q.en}" for q in questions()),
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _resource(digest: FileDigest) -> dict[str, Any]:
    path = Path(digest.path)
    table = path.parent.name if path.parent.name in DATASET_TABLES else path.stem
    name = "-".join(path.with_suffix("").parts[1:] or (path.stem,)) + ("" if path.suffix == ".csv" else path.suffix)
    resource: dict[str, Any] = {
        "name": name.lower().replace("_", "-").replace(".", "-") if path.suffix != ".csv" else table,
        "path": digest.path,
        "format": path.suffix[1:],
        "mediatype": _MEDIA_TYPES[path.suffix],
    }
    if path.suffix != ".duckdb":  # its bytes differ from build to build
        resource |= {"bytes": digest.bytes, "hash": f"sha256:{digest.sha256}"}
    if table in DATASET_TABLES:
        resource["description"] = _meaning(table)
    if path.suffix == ".csv":
        return {**resource, "type": "table", "encoding": "utf-8", "schema": _table_schema(table)}
    return {**resource, "type": "file"}


def _table_schema(table: str) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [csv_field(column) for column in columns_of_model(DATASET_TABLES[table])],
        "missingValues": [""],
    }
    if table in KEYS:
        schema["primaryKey"] = list(KEYS[table])
    references = [
        # A reference within a table has no name there.
        {"fields": [column], "reference": {"resource": "" if other == table else other, "fields": [there]}}
        for column, other, there in REFERENCES.get(table, ())
    ]
    return {**schema, "foreignKeys": references} if references else schema


def _csvw_column(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": _CSVW_TYPES[column.type],
        "dc:description": column.description,
    }
    if not column.nullable and column.type != "string":
        found["required"] = True
    return found


def _distribution(base: str, about: About, digest: FileDigest) -> dict[str, Any]:
    path = Path(digest.path)
    found: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dct:title": path.name,
        "dcat:accessURL": {"@id": base},
        "dcat:downloadURL": {"@id": f"{base}/{digest.path}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{_MEDIA_TYPES[path.suffix]}"},
    }
    if path.suffix != ".duckdb":
        found["dcat:byteSize"] = {"@value": str(digest.bytes), "@type": "xsd:decimal"}
        found["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": digest.sha256,
        }
    if about.licence:
        found["dct:license"] = {"@id": about.licence.url}
    return found


def _meaning(table: str) -> str:
    return " ".join((DATASET_TABLES[table].__doc__ or "").split())


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes(to_json(content, indent=1) + b"\n")
