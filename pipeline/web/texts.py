"""What the pages say, in Danish and English. A text that lacks a language is a bug and fails a test."""

from __future__ import annotations

from pipeline.web.texts_dataset import DATASET_TEXTS
from pipeline.web.texts_review import REVIEW_TEXTS

LANGUAGES = ("da", "en")

_TEXTS: dict[str, tuple[str, str]] = {
    # the run
    "report_title": ("Hvad der blev læst", "What was read"),
    "documents": ("Dokumenter", "Documents"),
    "document": ("Dokument", "Document"),
    "one_document": ("dokument", "document"),
    "many_documents": ("dokumenter", "documents"),
    "one_record": ("række", "record"),
    "many_records": ("rækker", "records"),
    "one_to_review": ("skal ses efter", "to review"),
    "many_to_review": ("skal ses efter", "to review"),
    "nothing_to_review": ("Intet skal ses efter", "Nothing to review"),
    "look_first": ("Se på dette først", "Look at this first"),
    "nothing_found": (
        "Der er intet at bemærke: alle dokumenter blev læst, og ingen række er i tvivl.",
        "Nothing to remark: every document was read and no row is in doubt.",
    ),
    "more_findings": ("flere bemærkninger står i csv/findings.csv", "more findings stand in csv/findings.csv"),
    "more_documents": ("flere dokumenter står i csv/documents.csv", "more documents stand in csv/documents.csv"),
    "not_shown": (
        "Rækkerne vises ikke her, for at siden kan åbnes; de står i mappen csv.",
        "Its rows are not shown here, so that this page stays small; they stand in the folder csv.",
    ),
    "images_capped": (
        "Siden viser højst {n} sidebilleder: de sider, hvor noget er i tvivl, og nogle få andre.",
        "This page shows at most {n} page images: those of pages with a doubt, and a few others.",
    ),
    "made_by": ("Lavet af udtraek", "Made by udtraek"),
    "help": (
        "Peg på en række for at se, hvor på siden den er læst. Klik for at holde den fast, og igen for at slippe.",
        "Point at a row to see where on the page it was read. Click to hold it, again to let go.",
    ),
    "filter": ("Søg i dokumenter og rækker", "Search documents and rows"),
    "only_doubts": ("Kun det, der skal ses efter", "Only what needs review"),
    # the score
    "score_title": ("Hvad der er rigtigt, og hvad der ikke er", "What is right and what is not"),
    "figures": ("Tal", "Figures"),
    "gold": ("Facit", "Gold"),
    "read": ("Læst", "Read"),
    "fields": ("Felter", "Fields"),
    "whole": ("Hele rækker", "Whole rows"),
    "silent": ("Tavs fejl", "Silent"),
    "silent_rows": ("rækker er forkerte uden at sige det", "rows are wrong without saying so"),
    "no_silent_rows": ("ingen række er forkert uden at sige det", "no row is wrong without saying so"),
    "wrong_values": ("forkerte værdier", "wrong values"),
    "wrong": ("Forkert", "Wrong"),
    "wrong_one": ("Forkert", "Wrong"),
    "only_silent": ("Kun tavse fejl", "Silent errors alone"),
    "everything": ("Alt", "Everything"),
    "nothing_wrong": ("Alt er rigtigt.", "Everything is right."),
    "more_misses": ("flere står i JSON-filen", "more stand in the JSON file"),
    "calibration": ("Sikkerhed holdt mod virkeligheden", "Confidence held against the truth"),
    "stated": ("Angivet", "Stated"),
    "right": ("Rigtigt", "Right"),
    "weakest": ("Svageste layoutvalg", "Weakest layout choices"),
    # columns
    "municipality": ("Kommune", "Municipality"),
    "kind": ("Slags", "Kind"),
    "packages": ("Forebyggelsespakke", "Package"),
    "edition": ("Udgave", "Edition"),
    "date": ("Dato", "Date"),
    "pages": ("Sider", "Pages"),
    "page": ("Side", "Page"),
    "records": ("Rækker", "Records"),
    "review": ("Ses efter", "To review"),
    "status": ("Status", "Status"),
    "number": ("Nr.", "No."),
    "recommendation": ("Anbefaling", "Recommendation"),
    "level": ("Niveau", "Level"),
    "rating": ("Vurdering", "Rating"),
    "activity": ("Initiativer og aktiviteter", "Activities"),
    "departments": ("Afdelinger", "Departments"),
    "notes": ("Uddybning", "Notes"),
    "confidence": ("Sikkerhed", "Confidence"),
    "title": ("Titel", "Title"),
    "category": ("Kategori", "Category"),
    "description": ("Beskrivelse", "Description"),
    "area": ("Indsatsområde", "Area"),
    "goal": ("Målsætning", "Goal"),
    "objective": ("Mål", "Objective"),
    "action": ("Handling", "Action"),
    "responsible": ("Ansvarlig", "Responsible"),
    "deadline": ("Frist", "Deadline"),
    "target_group": ("Målgruppe", "Target group"),
    "actors": ("Aktører", "Actors"),
    "state": ("Status", "Status"),
    "bullets": ("Punkter", "Bullets"),
    "printed": ("Trykt", "Printed"),
    "counted": ("Talt op", "Counted"),
    "step": ("Trin", "Step"),
    "not_rated": ("Ikke vurderet", "Not rated"),
    "total": ("I alt", "Total"),
    "agrees": ("Stemmer", "Agrees"),
    "disagrees": ("Stemmer ikke", "Disagrees"),
    "no_image": ("Vises ikke som billede: side", "Not shown as a picture: page"),
    # record tables
    "assessments": ("Vurderinger", "Assessments"),
    "assessment_summaries": ("Trykt opsummering", "Printed summary"),
    "recommendations": ("Anbefalinger", "Recommendations"),
    "policy_actions": ("Handlinger", "Actions"),
    "initiatives": ("Initiativer", "Initiatives"),
    "slides": ("Lysbilleder", "Slides"),
    "milestones": ("Milepæle", "Milestones"),
    "agenda_items": ("Dagsordenspunkter", "Agenda items"),
    "tables": ("Tabeller", "Tables"),
    # values
    "status_ok": ("Læst", "Read"),
    "status_partial": ("Delvist læst", "Partly read"),
    "status_failed": ("Kunne ikke læses", "Could not be read"),
    "status_rejected": ("Afvist", "Rejected"),
    "kind_assessment": ("Selvvurdering", "Assessment"),
    "kind_package": ("Forebyggelsespakke", "Package"),
    "kind_policy": ("Politik", "Policy"),
    "kind_presentation": ("Præsentation", "Presentation"),
    "kind_agenda": ("Dagsorden", "Agenda"),
    "kind_survey_extract": ("Udtræk af undersøgelse", "Survey extract"),
    "kind_other": ("Andet", "Other"),
    "kind_none": ("Ukendt", "Unknown"),
    "level_grundniveau": ("Grundniveau", "Basic level"),
    "level_udviklingsniveau": ("Udviklingsniveau", "Development level"),
    "category_rammer": ("Rammer", "Settings"),
    "category_tilbud": ("Tilbud", "Services"),
    "category_information": ("Information", "Information"),
    "category_tidlig_opsporing": ("Tidlig opsporing", "Early detection"),
    "severity_error": ("Fejl", "Error"),
    "severity_warning": ("Tvivl", "Doubt"),
    "severity_info": ("Bemærk", "Note"),
    "package_alkohol": ("Alkohol", "Alcohol"),
    "package_fysisk_aktivitet": ("Fysisk aktivitet", "Physical activity"),
    "package_hygiejne": ("Hygiejne", "Hygiene"),
    "package_indeklima_i_skoler": ("Indeklima i skoler", "Indoor climate in schools"),
    "package_mad_og_maaltider": ("Mad og måltider", "Food and meals"),
    "package_mental_sundhed": ("Mental sundhed", "Mental health"),
    "package_overvaegt": ("Overvægt", "Overweight"),
    "package_seksuel_sundhed": ("Seksuel sundhed", "Sexual health"),
    "package_solbeskyttelse": ("Solbeskyttelse", "Sun protection"),
    "package_stoffer": ("Stoffer", "Drugs"),
    "package_tobak": ("Tobak", "Tobacco"),
    **REVIEW_TEXTS,
    **DATASET_TEXTS,
}


class Texts:
    """Texts of one language: ``t.documents``, or ``t.of("status", "ok")`` for a value."""

    def __init__(self, language: str) -> None:
        self._index = LANGUAGES.index(language)

    def __getattr__(self, name: str) -> str:
        try:
            return _TEXTS[name][self._index]
        except KeyError:
            raise AttributeError(name) from None

    def of(self, group: str, value: str | None) -> str:
        """The text for a value of a fixed set; a value without one stands for itself."""
        if value is None:
            return ""
        return _TEXTS[f"{group}_{value}"][self._index] if f"{group}_{value}" in _TEXTS else value

    def count(self, number: int, noun: str) -> str:
        """``1 document``, ``3 documents``."""
        counted: str = getattr(self, f"one_{noun}" if number == 1 else f"many_{noun}s")
        return f"{number:,} {counted}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def texts_in(language: str) -> Texts:
    """The texts in ``language``, one of :data:`LANGUAGES`."""
    return Texts(language)
