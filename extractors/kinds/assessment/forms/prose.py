"""Forms without a table: numbered questions with options, and prose with a verdict under each recommendation.

What rates is found first: a list of options with boxes, or a label that asks for a rating with its answer. The
nearest heading before it is the recommendation, what stands between belongs to it. Lines are looked at as printed:
options beside each other are one answer, however wide the gaps between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from extractors.kinds import marks as mark_reader
from extractors.kinds.assessment.forms.asides import asides_that_rate
from extractors.kinds.assessment.forms.bare_verdicts import with_bare_verdicts
from extractors.kinds.assessment.forms.closing import closing_texts
from extractors.kinds.assessment.forms.corner_units import with_corner_units
from extractors.kinds.assessment.forms.counted_headings import with_counted_titles
from extractors.kinds.assessment.forms.form_pieces import (
    Piece,
    apart,
    by_heading,
    has_options,
    on_one_line,
    part_of,
    pieces_of,
    with_offers,
    with_option_rows,
)
from extractors.kinds.assessment.forms.key_lines import (
    with_key_lines,
    with_levels_behind,
    without_counted,
    without_legends,
    without_scales,
)
from extractors.kinds.assessment.forms.margins import with_margin_ratings
from extractors.kinds.assessment.forms.openings import openings_that_rate
from extractors.kinds.assessment.forms.own_verdicts import with_own_verdicts
from extractors.kinds.assessment.forms.pills import with_pills
from extractors.kinds.assessment.forms.plain_titles import with_numbered_titles, with_plain_titles
from extractors.kinds.assessment.forms.pointed import with_pointed_steps
from extractors.kinds.assessment.forms.prose_starts import find_recommendations, text_of
from extractors.kinds.assessment.forms.rated_lists import with_rated_lists
from extractors.kinds.assessment.forms.signed_titles import with_signed_titles
from extractors.kinds.assessment.forms.stated_below import with_statements_in_passing
from extractors.kinds.assessment.forms.verdicts_above import with_verdicts_below
from extractors.kinds.assessment.legends.levels import without_keys
from extractors.kinds.assessment.tables.belonging import assesses_a_package
from extractors.kinds.assessment.wordings.form_records import (
    LABEL_MAX,
    LEVEL_LABEL,
    MIN_RECORDS,
    RATING_LABEL,
    TEXT_LABEL,
    TITLE_LABEL,
    Record,
    asks_for_rating,
    role_of,
)
from extractors.kinds.assessment.wordings.legend import Legend
from extractors.kinds.assessment.wordings.run_in import parted, without_joint
from extractors.kinds.assessment.wordings.set_off import look_of
from extractors.kinds.assessment.wordings.title_lines import with_title_lines_parted
from extractors.kinds.wording import level_of_cell
from schemas.layout import CellPart, Layout, Line
from schemas.page import Page, Source

MIN_RUN = 3
"""Of fewer recommendations after each other, one with text beside others without is no wonder."""
SAID_AGAIN = 3
"""A wording that comes so often on a line of its own is a label of the form."""
SENTENCE_ENDS = (".", "!", "?")
UNIT_MAX = 60
"""Names of units are no longer."""


def loose_records(
    source: Source, layout: Layout, legends: Callable[[], Sequence[Legend]], *, signed_only: bool = False
) -> Iterator[Record]:
    """Records of question lists and prose; section headings are kept between them.

    Args:
        source: the pages.
        layout: their blocks.
        legends: gives the document's legends; asked only where titles wear signs.
        signed_only: whether nothing but signs beside titles may rate.
    """
    run: list[Record] = []
    for record in _records(source, layout, legends, signed_only=signed_only):
        if record.heading:
            yield from _without_text_below(run)
            run = []
            yield record
        else:
            run.append(record)
    yield from _without_text_below(run)


def _without_text_below(run: Sequence[Record]) -> Iterator[Record]:
    """Records that follow each other, the last without text where no other has any: that stands below the list."""
    bare = len(run) >= MIN_RUN and all(_is_bare(record) for record in run[:-1])
    for record in run:
        yield (
            record
            if not bare or _is_bare(record)
            else Record({label: parts for label, parts in record.parts.items() if label != TEXT_LABEL})
        )


def _is_bare(record: Record) -> bool:
    return TEXT_LABEL not in record.parts


def _records(
    source: Source, layout: Layout, legends: Callable[[], Sequence[Legend]], *, signed_only: bool
) -> Iterator[Record]:
    pages = {page.number: page for page in source.pages}
    printed = [
        block for page in layout.pages for block in with_option_rows(without_keys(page.blocks), pages[page.number])
    ]
    openings = openings_that_rate(layout)
    own_words = asides_that_rate(layout) | openings
    whole = (part for block in with_title_lines_parted(printed) for part in parted(block, own_words))
    blocks = [part for block in whole for part in apart(block, pages[block.page])]
    found = with_offers([piece for block in blocks for piece in pieces_of(block, pages[block.page])], pages)
    found = with_levels_behind(_with_openings(_with_labelled_levels(found), openings))
    found = without_legends(with_margin_ratings(without_scales(without_counted(found))), legends)
    signed = with_signed_titles(found, source, legends)
    if signed_only and signed == found:
        return
    questions = assesses_a_package(layout)
    signed = _with_questions(signed) if questions else signed
    pieces = with_bare_verdicts(with_pointed_steps(signed, pages))
    pieces = with_corner_units(with_own_verdicts(with_pills(pieces, pages)))
    pieces = _with_levels_of_titles(with_rated_lists(with_key_lines(with_numbered_titles(with_plain_titles(pieces)))))
    pieces = _with_own_label(_without_answers(_with_bare_labels(_without_lists(_with_whole_lists(pieces, pages)))))
    if not questions and sum(piece.label == LEVEL_LABEL for piece in pieces) >= MIN_RUN:
        questions = True
        pieces = _with_questions(pieces)
    pieces = with_statements_in_passing(with_verdicts_below(with_counted_titles(pieces)))
    starts = find_recommendations(pieces, questions=questions)
    if len(starts) < MIN_RECORDS:
        return
    closing = closing_texts(pieces, starts)
    record: Record | None = None
    running = _label_of_running_text(pieces)
    label, asked = running, False
    for index, piece in enumerate(pieces):
        if index in closing:
            if record is not None:
                yield record
            record = None
        elif index in starts:
            if record is not None:
                yield record
            record, label = Record(), running
            record.add(TITLE_LABEL, part_of(pages[piece.lines[0].page], without_joint(piece.lines), shaded=True))
        elif piece.kind == "heading":
            if record is not None:
                yield record
                record = None
            yield Record(heading=piece.lines)
        elif record is not None:
            if piece.kind == "label":
                label, asked = piece.label, True
                continue
            if piece.kind == "text" and not asked and not _may_go_on(label, piece):
                label = running
            asked = False
            for part in _parts_of(piece, pages):
                record.add(piece.label or label, part)
            if piece.kind in ("pair", "rating"):
                label = piece.label if _goes_on_below(piece.label) else running
    if record is not None:
        yield record


def _with_labelled_levels(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a level below its label ("Niveau" above "Grundniveau") is a pair with it and heads nothing."""
    made: list[Piece] = []
    for piece in pieces:
        above = made[-1] if made else None
        if (
            above is not None
            and above.kind in ("heading", "text", "label")
            and len(above.lines) == 1
            and piece.kind == "heading"
            and level_of_cell(text_of(piece)) is not None
            and level_of_cell(text_of(above)) is None
            and role_of(text_of(above).rstrip(":")) == "level"
        ):
            made[-1] = replace(piece, kind="pair", label=LEVEL_LABEL)
        else:
            made.append(piece)
    return made


def _with_openings(pieces: Sequence[Piece], openings: Container[str]) -> list[Piece]:
    """Pieces in which sentences that rate in this document are ratings, right below their titles."""
    return [
        replace(piece, kind="rating", label=RATING_LABEL)
        if above is not None
        and above.kind == "heading"
        and piece.kind in ("text", "verdict", "heading")
        and text_of(piece) in openings
        else piece
        for above, piece in zip([None, *pieces], pieces, strict=False)
    ]


def _parts_of(piece: Piece, pages: Mapping[int, Page]) -> Iterator[CellPart]:
    """What the piece says, a part for each page."""
    if piece.part is not None:
        yield piece.part
        return
    for number, lines in _lines_by_page(piece):
        yield part_of(pages[number], lines)


def _lines_by_page(piece: Piece) -> Iterator[tuple[int, tuple[Line, ...]]]:
    for number, lines in groupby(piece.lines, key=lambda line: line.page):
        yield number, tuple(lines)


def _with_bare_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a wording of a role that comes again and again, alone above text, is a label without a colon."""
    if not pieces:
        return []
    texts = [text_of(piece) if piece.kind in ("text", "heading") and len(piece.lines) == 1 else "" for piece in pieces]
    above = [_may_stand_above(text, below) for text, below in zip(texts, pieces[1:], strict=False)]
    # One that is left empty stands above the next label, or above the next recommendation.
    empty = [below.kind in ("pair", "label", "heading") for below in pieces[1:]]
    filled = [text for text, bare in zip(texts, [*empty, False], strict=True) if not bare]
    counts, headed = Counter(filled), Counter(text for text, head in zip(texts, above, strict=False) if text and head)
    labels = {t for t in headed if counts[t] == headed[t] >= SAID_AGAIN and role_of(t) is not None}
    return [
        replace(piece, kind="label", label=text) if text in labels else piece
        for piece, text in zip(pieces, texts, strict=True)
    ]


def _may_stand_above(label: str, below: Piece) -> bool:
    """Whether what follows may be what a label without a colon names: text, or a verdict where it asks for one."""
    answers = below.kind == "text" or (below.kind == "verdict" and asks_for_rating(label))
    return answers and len(label) <= LABEL_MAX


def _with_questions(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a numbered or bold question that is asked once is a heading, whatever words it holds."""
    texts = [text_of(piece) for piece in pieces]
    asked = Counter(text for piece, text in zip(pieces, texts, strict=True) if piece.kind == "label")
    return [
        replace(piece, kind="heading", label="")
        if piece.kind == "label" and text.endswith("?") and asked[text] == 1 and (piece.block.marker or _is_bold(piece))
        else piece
        for piece, text in zip(pieces, texts, strict=True)
    ]


def _is_bold(piece: Piece) -> bool:
    return all(line.bold for line in piece.lines)


def _label_of_running_text(pieces: Sequence[Piece]) -> str:
    """The label that text without one belongs to: the form's own for what is done, where it has one."""
    own = Counter(p.label for p in pieces if p.kind in ("pair", "label") and role_of(p.label) == "activity")
    return max(sorted(own), key=lambda label: own[label], default=TEXT_LABEL)


def _goes_on_below(label: str) -> bool:
    """Whether what a label names may fill more than one paragraph."""
    return role_of(label) in ("activity", "notes", "department")


def _may_go_on(label: str, piece: Piece) -> bool:
    """Whether text below what a label names may be more of it: of units, names alone and no sentence, or boxes."""
    if role_of(label) != "department" or all(map(mark_reader.may_hold_boxes, piece.lines)):
        return True
    return len(text_of(piece)) <= UNIT_MAX and not text_of(piece).endswith(".")


def _with_whole_lists(pieces: Sequence[Piece], pages: Mapping[int, Page]) -> list[Piece]:
    """Pieces in which options one below the other are one answer, to the label that they stand behind or below."""
    joined: list[Piece] = []
    asked = Counter(piece.label for piece in pieces if piece.kind == "label")
    for piece in pieces:
        before = joined[-1] if joined else None
        if before is not None and (
            (piece.kind == before.kind == "options" and not piece.label) or _is_rest_of_list(before, piece)
        ):
            joined[-1] = replace(before, lines=before.lines + piece.lines)
        elif (
            before is not None
            and before.kind == "label"
            and ((piece.kind == "options" and not piece.label) or _is_answered_by(before, piece, pages, asked))
        ):
            joined[-1] = replace(piece, label=before.label)  # The label stands on a line of its own above them.
        else:
            joined.append(piece)
    return [_settled(piece, pages) if piece.kind == "options" else piece for piece in joined]


def _is_answered_by(label: Piece, piece: Piece, pages: Mapping[int, Page], asked: Mapping[str, int]) -> bool:
    """Whether a whole list of options answers a question that comes again and asks for a rating: one is the title."""
    whole = piece.kind == "rating" and piece.label == RATING_LABEL and piece.part is None
    if not whole or asked[label.label] < MIN_RUN or not asks_for_rating(label.label):
        return False
    return _offers(piece, pages)


def _offers(piece: Piece, pages: Mapping[int, Page]) -> bool:
    """Whether the lines of the piece offer the steps of a scale, each with a box."""
    return any(has_options(pages[n], own) for n, own in _lines_by_page(piece))


def _is_rest_of_list(above: Piece, piece: Piece) -> bool:
    """Whether the options without a label at the top of a page are the rest of a list that the page before begins."""
    options = piece.kind in ("options", "rating") and piece.label in ("", RATING_LABEL)
    begun = above.kind in ("options", "rating") and any(map(mark_reader.may_hold_boxes, above.lines))
    overleaf = bool(above.lines and piece.lines) and above.lines[-1].page < piece.lines[0].page
    return overleaf and options and begun and mark_reader.may_hold_boxes(piece.lines[0])


def _settled(piece: Piece, pages: Mapping[int, Page]) -> Piece:
    """The options as a rating: below a label that asks for one, or where they are steps of a scale; text otherwise."""
    asked = bool(piece.label) and len(piece.lines) > 1
    offered = not piece.label and _offers(piece, pages)
    rates = asked or offered
    return replace(piece, kind="rating" if rates else "text", label=(piece.label or RATING_LABEL) if rates else "")


def _without_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which verdicts are text where several stand under one heading, or others beside them on their line.

    Who lists the wordings of a scale rates nothing.
    """
    verdicts = by_heading(pieces, "verdict")
    # Where words rate, a digit alone is the number of the next card, before its title.
    every = [i for own in verdicts.values() for i in own]
    digits = {i for i in every if text_of(pieces[i]).isdigit()}
    counted = digits if len(every) - len(digits) >= max(MIN_RUN, len(digits)) else set()
    rated = [[i for i in own if i not in counted] for own in verdicts.values()]
    listed = counted | {i for own in rated if len(own) > 1 for i in own}
    for i in (i for own in rated for i in own):
        if i and (_answers_title(pieces[i - 1], pieces[i]) or _opens_text(*pieces[i - 1 : i + 2])):
            continue
        around = (i + 1,) if i and text_of(pieces[i - 1]).endswith(SENTENCE_ENDS) else (i - 1, i + 1)
        beside = [pieces[j] for j in around if 0 <= j < len(pieces) and pieces[j].kind in ("text", "verdict")]
        listed |= {i} if any(on_one_line(piece.lines, pieces[i].lines) for piece in beside) else set()
    return [replace(p, kind="text", label="") if i in listed else p for i, p in enumerate(pieces)]


def _answers_title(title: Piece, verdict: Piece) -> bool:
    """Whether a verdict goes on in the bullet or on the line that its title begins: "Røgfri skoletid: Opfyldt. …"."""
    bullet = bool(title.block.marker) and title.block.marker == verdict.block.marker
    return title.kind == "heading" and (bullet or on_one_line(title.lines, verdict.lines))


def _opens_text(title: Piece, verdict: Piece, *below: Piece) -> bool:
    """Whether a verdict below a title opens its text, and is printed otherwise: "**Opfyldt.** Alle skoler er med."."""
    looks = [{look_of(w) for line in p.lines[:1] for w in line.words} for p in (verdict, *below)]
    return title.kind == "heading" and len(looks) > 1 and looks[0].isdisjoint(looks[1])


def _without_answers(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a verdict that answers another label ("Frist:" / "Igangsat") is text."""
    settled = list(pieces[:1])
    for before, piece in pairwise(pieces):
        answers = before.kind == "label" and not asks_for_rating(before.label)
        settled.append(replace(piece, kind="text", label="") if answers and piece.kind == "verdict" else piece)
    return [replace(piece, kind="rating") if piece.kind == "verdict" else piece for piece in settled]


def _with_own_label(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which ratings that stand without a label have the one that the form has for others."""
    labels = {piece.label for piece in pieces if piece.kind == "rating"} - {RATING_LABEL}
    if len(labels) != 1:
        return list(pieces)
    (own,) = labels
    return [
        replace(p, label=own)
        if p.kind == "rating" and p.label == RATING_LABEL and not p.block.lines[0].text.startswith(RATING_LABEL)
        else p
        for p in pieces
    ]


def _corner_titles(pieces: Sequence[Piece], levels: Sequence[int], titles: Sequence[int]) -> dict[int, int | None]:
    """The title of each level in the corner of a card, right above the title's line and further right."""
    found: dict[int, int | None] = {}
    for i in levels:
        level = pieces[i].lines[0]
        below = [
            t
            for t in titles
            if (line := pieces[t].lines[0]).page == level.page
            and 0 <= line.box.top - level.box.bottom < line.box.height
            and line.box.x0 < level.box.x0
        ]
        if below:
            found[i] = max(below, key=lambda t: pieces[t].lines[0].box.x0)
    return found if len(found) >= MIN_RUN and len(set(found.values())) == len(found) else {}


def _with_levels_of_titles(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which a level on the line of a title, or under title after title, is the title's own."""
    heads = [i for i, piece in enumerate(pieces) if piece.kind == "heading"]
    levels = [i for i in heads if level_of_cell(text_of(pieces[i])) is not None]
    titles = [i for i in heads if i not in levels]
    owner = {i: next((t for t in titles if on_one_line(pieces[t].lines, pieces[i].lines)), None) for i in levels}
    owner |= _corner_titles(pieces, levels, titles) or _titles_above(pieces, levels)
    # Levels named one after the other head nothing: a key says which colours they have.
    loose = {i for i in levels if owner[i] is None}
    key = {i for i in loose if i - 1 in loose or i + 1 in loose}
    settled: list[Piece] = []
    for index, piece in enumerate(pieces):
        if owner.get(index) is None:
            settled.append(replace(piece, kind="text") if index in key else piece)
        own = (pieces[i] for i, title in owner.items() if title == index)
        settled += [replace(level, kind="pair", label=LEVEL_LABEL) for level in own]
    return settled


def _titles_above(pieces: Sequence[Piece], levels: Sequence[int]) -> dict[int, int | None]:
    """The title right above each level, where most levels stand right under a title and head no further one."""
    under: dict[int, int | None] = {
        i: i - 1
        for i in levels
        if i and pieces[i - 1].kind == "heading" and i - 1 not in levels
        if i + 1 < len(pieces) and pieces[i + 1].kind != "heading"
    }
    return under if len(under) >= MIN_RUN and 2 * len(under) > len(levels) else {}
