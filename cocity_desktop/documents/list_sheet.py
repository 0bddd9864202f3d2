"""A list of the registry on paper, A4 on its side: what the window shows, why the rest is not here, the day, every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.steps import WHOLE, Step, followed, no_step, part
from cocity_desktop.application.views.list_paper import LAID_OUT
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, lay_out, seal
from cocity_desktop.documents.letterhead import bcp47, filled
from cocity_desktop.localization import _, current_language, day_and_clock, ngettext, number

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.views.list_paper import ListPaper


def render_list(paper: ListPaper, resources: Path, step: Step = no_step) -> bytes:
    """As many pages as it takes. PDF/A-3a and PDF/UA-1; the same list gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"))
    house, when = filled(paper.house.name, "Co-City Desktop"), day_and_clock(paper.at)
    composer.paragraph(composer.text(house), "house")
    composer.heading(1, paper.title)
    composer.paragraph(composer.text(_count(paper)), "small_ink")
    if paper.filters:
        words = _("Only: {filters}").format(filters=" · ".join(paper.filters))
        composer.paragraph(composer.text(words), "small_ink")
    composer.paragraph(composer.text(_("As it stood on {when}").format(when=when)), "small")
    if paper.with_people:
        warning = _("It holds people’s data: do not leave it about, and destroy it when it has served.")
        composer.paragraph(composer.text(warning), "small")
    composer.space(8)
    sheet = Sheet(
        paper.title,
        when,
        note=" · ".join(filter(None, (house, _("It holds people’s data") if paper.with_people else ""))),
        landscape=True,
        top=60.0,
        bottom=56.0,
    )
    if paper.rows:
        told = followed(paper.rows, part(step, 0, LAID_OUT))
        composer.long_table(_columns(paper, sheet.width), (_row(composer, paper, row) for row in told))
    else:
        composer.paragraph(composer.text(_("Nothing is on this list.")), "empty")
    author, language = filled(paper.house.name, "Co-City Desktop"), bcp47(current_language())
    facts = DocumentFacts(paper.title, author, paper.title, language, paper.at)
    pages = lay_out(composer, sheet, resources)
    return seal(composer, pages, facts, resources, tick=lambda: step(round(LAID_OUT * WHOLE), WHOLE))


def _count(paper: ListPaper) -> str:
    shown = len(paper.rows)
    if shown < paper.total:
        words = _("{shown} of {total}").format(shown=number(shown), total=number(paper.total))
    else:
        words = ngettext("{n} row", "{n} rows", shown).format(n=number(shown))
    by = _("in the order of: {column}").format(column=paper.order) if paper.order else ""
    return " · ".join(filter(None, (words, by)))


def _columns(paper: ListPaper, width: float) -> tuple[Column, ...]:
    whole = sum(column.width for column in paper.columns)
    return tuple(
        Column(one.heading, width * one.width / whole, "th_right" if one.right else "th")
        for one in paper.columns
    )


def _row(composer: Composer, paper: ListPaper, texts: tuple[str, ...]) -> Row:
    cells = []
    for place, (column, text) in enumerate(zip(paper.columns, texts, strict=True)):
        style = "cell_right" if column.right else "cell_label" if place else "cell"
        cells.append(Cell(composer.text(text), style))
    return Row(tuple(cells))
