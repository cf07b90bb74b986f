"""Documents made for this project: a generator with gold by construction, a verifier, committed samples."""
