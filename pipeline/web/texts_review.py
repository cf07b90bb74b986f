"""What the pages of `udtraek diff` and `udtraek review` say, in Danish and English."""

from __future__ import annotations

REVIEW_TEXTS: dict[str, tuple[str, str]] = {
    # diff
    "diff_title": ("Hvad der er ændret", "What changed"),
    "diff_none": ("Der er ingen forskel på de to kørsler.", "The two runs do not differ."),
    "diff_from": ("Fra", "From"),
    "diff_to": ("til", "to"),
    "kind_added": ("Kommet til", "Added"),
    "kind_removed": ("Faldet bort", "Removed"),
    "kind_changed": ("Ændret", "Changed"),
    "equal": ("Ens", "Equal"),
    "why": ("Hvorfor", "Why"),
    "cause_source": ("Dokumentet er ændret", "The document changed"),
    "cause_extractor": ("Programmet er ændret", "The program changed"),
    "cause_vocabulary": ("Ordlisterne er ændret", "The vocabulary changed"),
    "cause_settings": ("Indstillingerne er ændret", "The settings changed"),
    "cause_review": ("Et menneske har set efter", "A person reviewed it"),
    "cause_schema": ("Kolonnen er ny eller fjernet", "The column came or went"),
    "cause_unexplained": ("Uforklaret", "Unexplained"),
    "any_table": ("Alle slags", "Every table"),
    "any_cause": ("Alle grunde", "Every cause"),
    "any_kind": ("Alle ændringer", "Every change"),
    "any_field": ("Alle felter", "Every field"),
    "any_municipality": ("Alle kommuner", "Every municipality"),
    "any_package": ("Alle pakker", "Every package"),
    "any_finding": ("Al tvivl", "Every doubt"),
    "search": ("Søg", "Search"),
    "field": ("Felt", "Field"),
    "before": ("Før", "Before"),
    "after": ("Efter", "After"),
    "columns_changed": ("Kolonner, der er kommet til eller fjernet", "Columns that came or went"),
    "picture_missing": ("Intet billede af stedet", "No picture of the place"),
    "changes_shown": ("{n} af {m} ændringer", "{n} of {m} changes"),
    "needs_script": ("Ændringerne vises med et script i siden.", "The changes are shown by a script in this page."),
    "findings": ("Bemærkninger", "Findings"),
}
