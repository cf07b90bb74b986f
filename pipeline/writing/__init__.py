"""Documents → files: Parquet, CSV, JSON, data package, run manifest; written beside and moved into place."""
