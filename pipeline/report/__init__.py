"""``report.html``: a run as a page for a person."""

from pipeline.report.build import write_report

__all__ = ["write_report"]
