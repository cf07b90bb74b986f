"""The rows of the national dataset: the published tables of runs, with what only many documents together can tell.

Columns that runs publish are inherited, so that they keep their one definition; what is added here is joined
(names, regions, the catalogue) or decided over all documents (what counts, what is current). Slides are left out:
they hold stories about single persons.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from schemas import columns as c
from schemas import records as r

DATASET_SCHEMA_VERSION = "1.0.0"

Municipality = Annotated[str | None, Field(description="Name of the municipality; null when none is known.")]
RegionAtDate = Annotated[
    str | None, Field(description="Region to which the municipality belonged on the date of the status.")
]
RecommendationKey = Annotated[
    str,
    Field(
        description="The recommendation within its edition: the catalogue's key where the title is linked to it, else "
        "package:edition:number, else package:edition:~ and a hash of the title. '?' stands for what is unknown."
    ),
]
CanonicalId = Annotated[
    str,
    Field(
        description="The same recommendation across editions: the newest edition's key where the crosswalk leads from "
        "one to one, else its own key. Recommendations that were split or merged are not joined."
    ),
]


class DatasetMunicipality(r.Record):
    """One of Denmark's 98 municipalities, whether or not a document of it is known."""

    municipality_code: Annotated[str, Field(description="Four-digit municipality code.", pattern="^[0-9]{4}$")]
    municipality: Annotated[str, Field(description="Name of the municipality.")]
    region: Annotated[str, Field(description="Region until 31 December 2026.")]
    tile_column: Annotated[int, Field(description="Column of its tile on the tile map, from 0 in the west.", ge=0)]
    tile_row: Annotated[int, Field(description="Row of its tile on the tile map, from 0 in the north.", ge=0)]


class DatasetPackage(r.Record):
    """One edition of a forebyggelsespakke."""

    package: Annotated[str, Field(description="Slug of the package.")]
    edition: Annotated[str, Field(description="Year of the edition.")]
    package_name: Annotated[str, Field(description="Name of the package.")]
    published: Annotated[str | None, Field(description="Date of publication, ISO 8601, as exact as known.")]
    recommendation_count: Annotated[
        int | None, Field(description="Number of recommendations where it was counted; null: not known.", ge=1)
    ]


class DatasetCatalogue(r.Record):
    """One recommendation of one edition: catalogued, or met in documents only."""

    recommendation_key: RecommendationKey
    canonical_id: CanonicalId
    package: c.PackageSlug
    edition: c.Edition
    number: Annotated[int | None, Field(description="Number of the recommendation; null: none is known.")]
    title: Annotated[str | None, Field(description="The catalogue's title, else the one printed most often.")]
    level: c.Level
    central: Annotated[bool, Field(description="Whether Sundhedsstyrelsen names it as central.")]
    basis: Annotated[
        Literal["catalogue", "number", "title"],
        Field(
            description="What the key rests on: the catalogue; the printed number, which may be the municipality's "
            "own; or the printed title."
        ),
    ]
    title_variants: Annotated[int, Field(description="Different titles printed under the key, case aside.", ge=0)]
    title_agreement: Annotated[
        float | None,
        Field(description="Share of the key's rows that print its commonest title, 0–1; null: no row.", ge=0, le=1),
    ]


class DatasetCrosswalk(r.Record):
    """One link from a recommendation to what took its place in a later edition. The project's reading, not official."""

    from_key: Annotated[str, Field(description="Key in the earlier edition.")]
    to_key: Annotated[str, Field(description="Key in the later edition.")]
    package: Annotated[str, Field(description="Slug of the package.")]
    relation: Annotated[
        Literal["one_to_one", "split", "merged", "split_and_merged"],
        Field(description="Whether the earlier has one successor and the later one predecessor."),
    ]


class DatasetDocument(r.DocumentRow):
    """One PDF, once by content however many runs and paths it was found in."""

    documents_version: Annotated[
        int | None, Field(description="Place among the versions of one status, from 1; null: no rating in it.", ge=1)
    ]
    superseded_by: Annotated[
        str | None, Field(description="document_id of a later version of the same status; null: none.")
    ]
    parent_document_id: Annotated[
        str | None, Field(description="Agenda or minutes whose appendix it seems to be; null: none, or several.")
    ]
    scope: Annotated[
        Literal["whole", "part"] | None,
        Field(description="Whether all recommendations of its editions are in it; null where their number is unknown."),
    ]
    packages_rated: Annotated[tuple[str, ...], Field(description="Packages of its assessment rows.")]
    run: Annotated[str, Field(description="Name of the run folder that its records were taken from.")]


class DatasetAssessment(r.AssessmentRow):
    """One printed assessment of a recommendation, with whether it counts and whether it is current."""

    municipality: Municipality
    region: RegionAtDate
    recommendation_key: RecommendationKey
    canonical_id: CanonicalId
    level_joined: Annotated[
        c.LevelName | None, Field(description="Level as printed, else the catalogue's; null: neither.")
    ]
    as_of: Annotated[
        str | None, Field(description="Date the rating holds for: the row's, else the document's; as exact as known.")
    ]
    as_of_last_day: Annotated[
        str | None, Field(description="Last day that as_of can mean; what is newest is decided by it.")
    ]
    rating_norm: Annotated[
        int | None,
        Field(
            description="0 (worst) to 3 (best) on scales of four steps alone; null on others, which do not map to it.",
            ge=0,
            le=3,
        ),
    ]
    is_met: Annotated[bool | None, Field(description="Whether the rating is its scale's best step; null: not rated.")]
    is_worst: Annotated[bool | None, Field(description="Whether it is the scale's worst step; null: not rated.")]
    is_counted: Annotated[
        bool,
        Field(
            description="Whether the row stands for its number in its document: of a number printed twice, the first "
            "row with a rating counts, as printed summaries count."
        ),
    ]
    occurrences: Annotated[int, Field(description="Rows of the document with the same number.", ge=1)]
    ratings_differ: Annotated[bool, Field(description="Whether those rows have different ratings.")]
    is_current: Annotated[
        bool,
        Field(description="Whether it is the newest of its municipality, package, edition and number."),
    ]
    is_newest: Annotated[
        bool, Field(description="Whether it is the newest of its municipality and canonical_id, over all editions.")
    ]
    is_superseded: Annotated[
        bool, Field(description="Whether its document was replaced by a later version of the same status.")
    ]
    order_uncertain: Annotated[
        bool, Field(description="Whether the dates are too coarse, or missing, to say which of two statuses is newer.")
    ]
    path: Annotated[str, Field(description="Path of the PDF relative to the input folder.")]
    x0: c.OptionalX0
    top: c.OptionalTop
    x1: c.OptionalX1
    bottom: c.OptionalBottom


class DatasetUnit(r.Record):
    """One unit that a counted assessment names."""

    record_id: c.RecordId
    position: Annotated[int, Field(description="Place among the units of the row, from 1.", ge=1)]
    unit: Annotated[str, Field(description="The unit as printed, wrapping undone.")]
    unit_folded: Annotated[str, Field(description="The same in small letters with single spaces: what is counted by.")]


class DatasetAction(r.PolicyActionRow):
    """One action of a policy or action plan, with the municipality's name."""

    municipality: Municipality
    path: Annotated[str, Field(description="Path of the PDF relative to the input folder.")]


class DatasetInitiative(r.InitiativeRow):
    """One initiative of a slide deck or status note, with whose it is."""

    municipality_code: c.MunicipalityCode
    municipality: Municipality
    organisation: Annotated[str | None, Field(description="Who published the document, as printed.")]
    as_of: Annotated[str | None, Field(description="Date of the document, as exact as known.")]
    path: Annotated[str, Field(description="Path of the PDF relative to the input folder.")]


class DatasetSummary(r.SummaryRow):
    """One printed count of a summary table, with the municipality."""

    municipality_code: c.MunicipalityCode
    municipality: Municipality
    path: Annotated[str, Field(description="Path of the PDF relative to the input folder.")]


DATASET_TABLES: dict[str, type[r.Record]] = {
    "municipalities": DatasetMunicipality,
    "packages": DatasetPackage,
    "catalogue": DatasetCatalogue,
    "crosswalk": DatasetCrosswalk,
    "documents": DatasetDocument,
    "assessments": DatasetAssessment,
    "assessment_units": DatasetUnit,
    "assessment_summaries": DatasetSummary,
    "recommendations": r.RecommendationRow,
    "policy_actions": DatasetAction,
    "initiatives": DatasetInitiative,
    "findings": r.FindingRow,
}
"""Every table of the dataset, in the order in which they are written and described."""
