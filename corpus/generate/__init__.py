"""Compose assessments and their surroundings as PDF with gold.

``content`` and ``choices`` are drawn from a seed, a kind composes them into a :mod:`model` document,
a producer renders it. The document is rendered twice: once as it is and once with every tagged value
in a colour of its own, from which :mod:`locate` reads the page and box of every value.
"""
