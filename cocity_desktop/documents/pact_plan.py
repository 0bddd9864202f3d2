"""The annex with the timetable and the budget: a picture, what has no day, and money and hours by party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.composer import Cell, Column, Row
from cocity_desktop.documents.glyphs import Markup
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.timetable import budget_headings, budget_rows, has_budget, timetable_of
from cocity_desktop.documents.timetable_figure import add_timetable_figures
from cocity_desktop.documents.words import filled
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.documents.composer import Composer
    from cocity_desktop.documents.timetable import Timetable


def add_plan(composer: Composer, doc: PactDocument) -> None:
    """The picture of what falls when, then what has no day, then the budget. Numbers are those of the commitments."""
    timetable = timetable_of(doc)
    if timetable.timed:
        explained = _("The numbers are those of the commitments in the annex before.")
        composer.paragraph(composer.text(explained), "small", leads=True)
        add_timetable_figures(composer, timetable)
    else:
        composer.paragraph(composer.text(_("No commitment has a day yet.")), "empty")
    if timetable.undated:
        _add_undated(composer, timetable)
    _add_budget(composer, timetable)


def _add_undated(composer: Composer, timetable: Timetable) -> None:
    composer.heading(3, _("Without a day"))
    items = []
    for party, number, line in timetable.undated:
        rhythm = f" ({composer.text(line.recurrence.strip())})" if line.recurrence.strip() else ""
        what = composer.text(filled(line.what, "–"))
        items.append((f"{number}.", Markup(f"{composer.bold(party)}: {what}{rhythm}")))
    composer.items(items)


def _add_budget(composer: Composer, timetable: Timetable) -> None:
    composer.heading(3, _("Money and hours by party"))
    if not has_budget(timetable):
        composer.paragraph(composer.text(_("No commitment names money or hours.")), "empty")
        return
    widths = (WIDTH - 240, 80, 90, 70)
    styles = ("th", "th_right", "th_right", "th_right")
    columns = [
        Column(heading, width, style)
        for heading, width, style in zip(budget_headings(), widths, styles, strict=True)
    ]
    *parties, total = budget_rows(timetable)
    rows = [Row(_cells(composer.text, row, "cell")) for row in parties]
    composer.table(columns, [*rows, Row(_cells(composer.bold, total, "group"))])


def _cells(marked: Callable[[str], Markup], texts: tuple[str, ...], first: str) -> tuple[Cell, ...]:
    name, *figures = texts
    return (Cell(marked(name), first), *(Cell(marked(text), "cell_right") for text in figures))
