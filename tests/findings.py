"""docs/findings.md, made from the vocabulary: ``python -m tests.findings`` writes it, a test compares it."""

from __future__ import annotations

from pathlib import Path

from extractors import vocabulary

PATH = Path(__file__).parents[1] / "docs" / "findings.md"
SEVERITIES = {
    "error": "Something could not be read. The row is marked `needs_review`.",
    "warning": "A value may be wrong or missing. The row is marked `needs_review`.",
    "info": "Something worth knowing. It marks no row.",
}


def findings() -> str:
    """The whole page."""
    entries = vocabulary.load("findings")
    lines = [
        "# Findings",
        "",
        "What the program says when it is in doubt: table `findings`, one row per doubt, with the place on the page.",
        "Codes are stable. Made from `extractors/vocabulary/findings.yaml` by `python -m tests.findings`; `make test` "
        "fails when it is out of date.",
        "",
    ]
    for severity, effect in SEVERITIES.items():
        lines += [f"## {severity}", "", effect, "", "| code | meaning | what to do |", "|---|---|---|"]
        lines += [
            f"| `{code}` | {entry['meaning']} | {entry['remedy']} |"
            for code, entry in sorted(entries.items())
            if entry["severity"] == severity
        ]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    PATH.write_text(findings(), encoding="utf-8")
