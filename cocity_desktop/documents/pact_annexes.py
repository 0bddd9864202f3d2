"""The annexes of a pact: commitments, decisions with reservations, where sentences come from, files, accepted gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement import add_decision
from cocity_desktop.documents.composer import Cell, Column, Row
from cocity_desktop.documents.glyphs import blank_safe
from cocity_desktop.documents.pact_plan import add_plan
from cocity_desktop.documents.pact_words import (
    Origins,
    added_by,
    file_marked,
    origins_of,
    told_by,
    what_marked,
)
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.timetable import in_all_words, timetable_of
from cocity_desktop.documents.words import (
    resource_words,
    role_word,
    size_words,
    total_words,
    unbroken,
    when_words,
)
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.document_views import (
        PactDocument,
    )
    from cocity_desktop.documents.composer import Composer
    from cocity_desktop.documents.timetable import Timetable


def add_annexes(composer: Composer, doc: PactDocument) -> None:
    """The annexes that have something to say, lettered in order, from a new page."""
    present = [(title, add) for title, is_there, add in _annexes(doc) if is_there]
    if present:
        composer.new_page()
    for letter, (title, add) in zip("ABCDEFGH", present, strict=False):
        composer.heading(2, title, eyebrow=_("Annex {letter}").format(letter=letter))
        add(composer, doc)


def _annexes(doc: PactDocument) -> Iterator[tuple[str, bool, Callable[[Composer, PactDocument], None]]]:
    yield _("What each party commits to"), bool(doc.commitments), _add_commitments
    yield _("Timetable and budget"), bool(doc.commitments), add_plan
    yield _("Decisions and reservations"), bool(doc.decisions), _add_decisions
    yield _("Where each sentence comes from"), bool(origins_of(doc)), _add_origins
    yield _("Attached files"), bool(doc.attachments), _add_attachments
    yield _("What is missing, and why it was accepted"), bool(doc.overrides), _add_overrides


# --- Commitments ----------------------------------------------------------------------------------------------


def _add_commitments(composer: Composer, doc: PactDocument) -> None:
    composer.paragraph(composer.text(in_all_words(doc.commitments)), "small", leads=True)
    columns = (
        Column(_("No."), 26),
        Column(_("What"), WIDTH - 246),
        Column(_("When"), 110),
        Column(_("With what"), 110),
    )
    composer.table(columns, list(_commitment_rows(composer, timetable_of(doc), doc.language)))


def _commitment_rows(composer: Composer, timetable: Timetable, said: str) -> Iterator[Row]:
    for plan in timetable.parties:
        total = Cell(composer.text(total_words(line for _n, line in plan.lines)), "group_right", span=2)
        yield Row((Cell(composer.text(plan.party), "group", span=2), total), is_group=True)
        for number, line in plan.lines:
            resources = "\n".join(resource_words(line))
            yield Row(
                (
                    Cell(composer.text(str(number)), "cell_label"),
                    Cell(what_marked(composer, line), language=said),
                    Cell(composer.text(blank_safe(when_words(line, unbroken))), "cell_label"),
                    Cell(composer.text(blank_safe(resources)), "cell_label"),
                )
            )


# --- Decisions ------------------------------------------------------------------------------------------------


def _add_decisions(composer: Composer, doc: PactDocument) -> None:
    for decision in doc.decisions:
        add_decision(composer, decision, doc.language)


# --- Sources --------------------------------------------------------------------------------------------------


def _add_origins(composer: Composer, doc: PactDocument) -> None:
    origins = origins_of(doc)
    if origins.sources:
        _add_sources(composer, origins, doc.language)
    if origins.others:
        _add_others(composer, origins, doc.language)


def _add_sources(composer: Composer, origins: Origins, said: str) -> None:
    explained = _("The raised figures in the articles lead here.")
    composer.paragraph(composer.text(explained), "small", leads=True)
    columns = (
        Column(_("No."), 30),
        Column(_("What was said"), WIDTH - 266),
        Column(_("Who, where, when"), 170),
        Column(_("In the text"), 66),
    )
    rows = [
        Row(
            (
                Cell(composer.text(str(mark)), "cell_label"),
                Cell(composer.text(blank_safe(source.text)), language=said),
                Cell(told_by(composer, source), "cell_label"),
                Cell(composer.text("\n".join(places)), "cell_label"),
            )
        )
        for mark, (source, places) in sorted(origins.sources.items())
    ]
    composer.table(columns, rows)


def _add_others(composer: Composer, origins: Origins, said: str) -> None:
    composer.heading(3, _("Sentences that no meeting said"))
    columns = (
        Column(_("In the text"), 66),
        Column(_("Sentence"), WIDTH - 194),
        Column(_("Added by"), 128),
    )
    rows = [
        Row(
            (
                Cell(composer.text(place), "cell_label"),
                Cell(composer.text(sentence.text.strip()), language=said),
                Cell(composer.text(added_by(sentence)), "cell_label"),
            )
        )
        for place, sentence in origins.others
    ]
    composer.table(columns, rows)


# --- Files and gaps -------------------------------------------------------------------------------------------


def _add_attachments(composer: Composer, doc: PactDocument) -> None:
    columns = (
        Column(_("File"), WIDTH - 250),
        Column(_("What it is"), 90),
        Column(_("SHA-256 begins with"), 104),
        Column(_("Size"), 56, "th_right"),
    )
    rows = [
        Row(
            (
                Cell(file_marked(composer, line.name, line.caption)),
                Cell(composer.text(role_word(line.role)), "cell_label"),
                Cell(composer.text(line.sha256[:16]), "cell_code"),
                Cell(composer.text(size_words(line.size)), "cell_right"),
            )
        )
        for line in doc.attachments
    ]
    composer.table(columns, rows)


def _add_overrides(composer: Composer, doc: PactDocument) -> None:
    columns = (Column(_("What is missing"), WIDTH * 0.46), Column(_("Why it was accepted"), WIDTH * 0.54))
    rows = [
        Row(
            (
                Cell(composer.text(blank_safe(line.question or line.gap))),
                Cell(composer.text(blank_safe(line.reason))),
            )
        )
        for line in doc.overrides
    ]
    composer.table(columns, rows)
