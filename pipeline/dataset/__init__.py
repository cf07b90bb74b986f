"""Runs → the national dataset: merged, with what is newest, published in the forms that people use, and checked.

``build`` reads like the table of contents; docs/dataset.md says how to cite the result and what not to conclude.
"""
