"""What is compared: the fields of each record type, and how each is compared."""

from __future__ import annotations

from typing import Literal

How = Literal["exact", "label", "text", "set", "list", "bullets"]
"""``exact``: the same value; ``label``: the same wording; ``text``: nearly the same characters (letters, not spaces);
``set``: the same members; ``list``: as many texts, each nearly the same; ``bullets``: the same with their levels."""

FIELDS: dict[str, dict[str, How]] = {
    "assessments": {
        "package": "exact",
        "number": "exact",
        "level": "exact",
        "category": "exact",
        "rating_text": "label",
        "rating_step": "exact",
        "rating_steps": "exact",
        "title": "text",
        "activity": "text",
        "departments": "set",
        "notes": "text",
        "responsible": "text",
        "deadline": "text",
        "page": "exact",
        "page_last": "exact",
    },
    "recommendations": {
        "title": "text",
        "level": "exact",
        "category": "exact",
        "number": "exact",
        "description": "text",
        "inspiration": "text",
        "page": "exact",
    },
    "policy_actions": {
        "area_number": "exact",
        "area": "text",
        "goal": "text",
        "objective": "text",
        "action": "text",
        "responsible": "text",
        "deadline": "text",
        "page": "exact",
    },
    "initiatives": {
        "number_raw": "label",
        "numbers": "set",
        "title": "text",
        "target_group": "text",
        "status": "list",
        "actors": "list",
        "pages": "set",
    },
    "slides": {"title": "text", "bullets": "bullets"},
    "assessment_summaries": {"level": "exact", "rating_text": "label", "count": "exact"},
}
"""By record type. A gold record that does not state a field is not asked for it."""

DOCUMENT_FIELDS: dict[str, How] = {
    "kind": "exact",
    "municipality_code": "exact",
    "packages": "set",
    "edition": "exact",
    "document_date": "exact",
    "page_count": "exact",
}

LIKENESS: dict[str, tuple[str, ...]] = {
    "assessments": ("title", "number", "package", "activity"),
    "recommendations": ("title", "order"),
    "policy_actions": ("action", "objective", "page"),
    "initiatives": ("title", "number_raw"),
}
"""What tells that two records are the same one: the first field counts four times as much as each of the others."""

IDENTITY: dict[str, tuple[str, ...]] = {
    "slides": ("page",),
    "assessment_summaries": ("package", "level", "rating_text"),
}
"""Records that are the same when these fields are: there is no likeness between."""

SILENT_FIELDS = frozenset({"number", "level", "rating_text", "rating_step", "departments"})
"""A row that is wrong in one of these and not marked for review is a silent error."""
