"""Layout + Danish → records: one module per kind of document."""
