"""What the rest of a document says of scales that its rows show in part: steps that nobody got, words for colours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from extractors.kinds.assessment.columns.ratings import Rating
from extractors.kinds.assessment.legends.listed import worded
from extractors.kinds.assessment.rows.raw_rows import RawRow
from extractors.kinds.assessment.tables.summary import Summary, completed, words_for_colours
from extractors.kinds.assessment.wordings.legend import names_colours
from extractors.kinds.assessment.wordings.scales import Scale


def complete_scales(rows: Sequence[RawRow], summaries: Sequence[Summary]) -> None:
    """Number the steps of ``rows`` on the whole scale where a printed summary counts steps that no row has."""
    for scale in scales_of(rows):
        whole = completed(scale, summaries)
        for row in rows if whole is not None else ():
            if row.scale == scale and whole is not None:
                step = row.rating.step
                row.scale = whole
                row.rating = replace(
                    with_known_scale(row.rating),
                    step=whole.step_of(scale.labels[step - 1]) if step is not None else None,
                )


def word_colours(rows: Sequence[RawRow], summaries: Sequence[Summary], listed: Callable[[], Sequence[Scale]]) -> None:
    """Give the bare colours of ``rows`` the words that a list of wordings or a printed summary has for them.

    ``listed`` gives the scales that the document lists; asked only where colours rate.
    """
    coloured = [scale for scale in scales_of(rows) if names_colours(scale)]
    lists = listed() if coloured else ()
    for scale in coloured:
        own = [row for row in rows if row.scale == scale]
        words = worded(scale, lists) or words_for_colours(scale, [row.rating.step for row in own], summaries)
        for row in own if words is not None else ():
            row.scale = words
            row.rating = with_known_scale(row.rating)


def with_known_scale(rating: Rating) -> Rating:
    """The rating without the doubt about its scale, which the rest of the document settles."""
    return replace(rating, doubts=tuple(doubt for doubt in rating.doubts if doubt[0] != "scale_unknown"))


def scales_of(rows: Iterable[RawRow]) -> list[Scale]:
    """The scales of ``rows``, each once, in their order."""
    return list(dict.fromkeys(row.scale for row in rows if row.scale is not None))
