"""Danish: text repair, words, dates, places, units, packages, recommendations.

Pure functions of text. Nothing here knows where on a page a text stood.
"""
