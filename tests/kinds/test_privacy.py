"""Personal data: said where it stands, masked unless the user says otherwise."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.models import find_model
from schemas.document import ExtractSettings
from tests.kinds.drawn_tables import TITLES, Paper

CPR = "010190-1234"
NAME = "Hanne Dam"


def paper() -> Paper:
    notes = [f"Sag om {CPR}", f"Aftalt med {NAME}", *[""] * len(TITLES)]
    rows = [
        [str(n), title, ("Ikke opfyldt", "Opfyldt", "Delvist opfyldt")[n % 3], note]
        for n, (title, note) in enumerate(zip(TITLES, notes, strict=False), 1)
    ]
    return Paper().table((40, 260, 120, 160), [["Nr.", "Anbefaling", "Status", "Bemærkninger"], *rows])


def test_cpr_numbers_are_masked_everywhere_unless_they_are_to_be_kept() -> None:
    masked = paper().read()
    assert [finding.code for finding in masked.findings if finding.severity == "warning"] == ["personal_data"]
    assert CPR not in masked.model_dump_json()
    assert CPR[:6] not in masked.model_dump_json()
    kept = paper().read(settings=ExtractSettings(keep_personal_data=True))
    assert kept.assessments[0].notes == f"Sag om {CPR}"
    assert [finding.code for finding in kept.findings if finding.severity == "warning"] == ["personal_data"]


def test_private_numbers_are_said_however_their_digits_are_parted() -> None:
    found = paper().line("Mor kan træffes på mobil 20.30-40.50").read(settings=ExtractSettings(keep_personal_data=True))
    told = [finding.message for finding in found.findings if finding.code == "personal_data"]
    assert sorted(told) == ["the text holds a CPR number", "the text holds a private telephone number"]


def test_people_are_named_only_with_a_model(tmp_path: Path) -> None:
    import spacy

    nlp = spacy.blank("da")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": NAME}])
    nlp.to_disk(tmp_path / "people")
    model = find_model(str(tmp_path / "people"))
    assert model is not None
    assert json.loads((tmp_path / "people" / "meta.json").read_text())["version"] == model.version
    found = paper().read(settings=ExtractSettings(danish_model=model.name, danish_model_version=model.version))
    said = [finding for finding in found.findings if finding.code == "person_named"]
    assert [(f.record_id, f.field, f.page) for f in said] == [(found.assessments[1].record_id, "notes", 1)]
    assert NAME not in said[0].message
    assert "person_named" not in {finding.code for finding in paper().read().findings}
