"""``report.html``: a run as a page for a person."""
