"""Damage and lies that changed what was read, or ended the process, before they were found."""

from __future__ import annotations

import pymupdf

from extractors import pdf
from tests.pdf.drawn import build, text


def test_words_are_what_is_drawn_and_not_what_a_tag_says_instead() -> None:
    """The tree of tags is not consulted: it may lie, and where it is damaged MuPDF ends the process."""
    document = pymupdf.open(stream=build("/Span <</MCID 0>> BDC " + text("Anbefaling", 50, 50) + "EMC"))
    tree, parents, tag = (document.get_new_xref() for _ in range(3))
    page = document[0].xref
    document.update_object(tree, f"<</Type/StructTreeRoot/K {tag} 0 R/ParentTree {parents} 0 R>>")
    document.update_object(parents, f"<</Nums[0 [{tag} 0 R]]>>")
    document.update_object(tag, f"<</Type/StructElem/S/Span/P {tree} 0 R/K 0/Pg {page} 0 R/ActualText(Opfyldt)>>")
    document.xref_set_key(page, "StructParents", "0")
    document.xref_set_key(document.pdf_catalog(), "StructTreeRoot", f"{tree} 0 R")
    assert [word.text for word in pdf.read(document.tobytes()).pages[0].words] == ["Anbefaling"]


def test_a_page_that_was_promised_and_is_not_there_keeps_its_number() -> None:
    document = pymupdf.open(stream=build(text("Anbefaling", 50, 50)))
    tree = document.xref_get_key(document.pdf_catalog(), "Pages")[1].split()[0]
    document.xref_set_key(int(tree), "Count", "2")
    first, second = pdf.read(document.tobytes()).pages
    assert [word.text for word in first.words] == ["Anbefaling"]
    assert (second.number, bool(second.problem)) == (2, True)
