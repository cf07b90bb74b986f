"""What the dataset's report says, in Danish and English."""

from __future__ import annotations

DATASET_TEXTS: dict[str, tuple[str, str]] = {
    "dataset_title": ("Kommunernes selvvurderinger", "The municipalities' assessments"),
    "of_98": ("af 98 kommuner har et dokument", "of 98 municipalities have a document"),
    "statuses": ("aktuelle vurderinger", "current statuses"),
    "version": ("Version", "Version"),
    "caution": (
        "Tallene hviler på de kommuner, hvis dokumenter er læst: antallet står ved hvert tal. Kommunerne vurderer sig "
        "selv, hver på sin egen skala. Opfyldt er skalaens bedste trin.",
        "The figures rest on the municipalities whose documents were read; their number stands beside each. "
        "Municipalities rate themselves, each on its own scale. Met is the scale's best step.",
    ),
    "map": ("Kortet", "The map"),
    "map_packages": ("Pakker med en vurdering", "Packages with a status"),
    "map_met": ("Opfyldt på grundniveau", "Met on the basic level"),
    "no_document": ("intet dokument", "no document"),
    "coverage": ("Dækning", "Coverage"),
    "coverage_note": (
        "Året for den nyeste vurdering. En tom rude er et dokument, der ikke er set – ikke en kommune, der intet gør.",
        "The year of the newest status. An empty square is a document that was not seen, not a "
        "municipality that does nothing.",
    ),
    "per_recommendation": ("Vurderinger af hver anbefaling", "Ratings of each recommendation"),
    "per_recommendation_note": (
        "Fra bedste trin (grøn) til dårligste (rød); gråt er spurgt, men ikke vurderet. Én vurdering per "
        "kommune: den nyeste.",
        "From the best step (green) to the worst (red); grey was asked and not rated. One status per "
        "municipality: its newest.",
    ),
    "municipalities": ("Kommuner", "Municipalities"),
    "met": ("Opfyldt", "Met"),
    "by_region": ("Niveau og region", "Level and region"),
    "by_region_note": (
        "Andel af vurderede anbefalinger, der er opfyldt. En forskel er intet bevis: kommunerne har "
        "selv valgt at offentliggøre.",
        "Share of rated recommendations that are met. A difference is no proof: municipalities chose to publish.",
    ),
    "over_time": ("Over tid", "Over time"),
    "over_time_note": (
        "Den nyeste vurdering holdt op mod den forrige af samme anbefaling i samme kommune, på skalaer af samme "
        "længde. En ændring kan være en anden forfatter.",
        "The newest status beside the one before it of the same recommendation and municipality, on scales of equal "
        "length. A change may be another author.",
    ),
    "better": ("Bedre", "Better"),
    "worse": ("Dårligere", "Worse"),
    "unchanged": ("Uændret", "Unchanged"),
    "not_comparable": ("Ikke sammenligneligt", "Not comparable"),
    "by_year": ("Opfyldt efter statusår", "Met by year of the status"),
    "year": ("År", "Year"),
    "units": ("Enheder, der nævnes oftest", "Units named most often"),
    "unit": ("Enhed", "Unit"),
    "none_named": ("(ingen nævnt)", "(none named)"),
    "no_column": ("(dokumentet spørger ikke)", "(the document does not ask)"),
    "quality": ("Datakvalitet", "Data quality"),
    "share": ("Andel", "Share"),
    "quality_reviewed": ("Set efter af en person", "Looked at by a person"),
    "quality_doubt": ("I tvivl (needs_review)", "In doubt (needs_review)"),
    "quality_unrated": ("Spurgt, men uden vurdering", "Asked, without a rating"),
    "quality_twice": ("Samme nummer to gange med forskellig vurdering", "Same number twice with different ratings"),
    "quality_order": ("Usikkert, hvilken status der er nyest", "Uncertain which status is newest"),
    "quality_superseded": ("Dokumenter, der er afløst af en senere version", "Documents replaced by a later version"),
    "quality_unread": ("Dokumenter, der ikke kunne læses", "Documents that could not be read"),
    "quality_nowhere": ("Dokumenter uden kendt kommune", "Documents without a known municipality"),
    "quality_sums": ("Trykte tal, der ikke stemmer med rækkerne", "Printed counts that disagree with the rows"),
    "quality_key": ("Anbefalinger kendt på nummer alene", "Recommendations known by number alone"),
    "findings": ("Bemærkninger", "Findings"),
    "rows_behind": ("Rækkerne bag tallet", "The rows behind the number"),
    "close": ("Luk", "Close"),
    "more_rows": ("flere står i csv/assessments.csv", "more stand in csv/assessments.csv"),
    "region": ("Region", "Region"),
}
