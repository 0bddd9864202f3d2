"""The map of places on an A4 sheet on its side: drawn as lines, not as a picture; the places numbered, then listed.

Readable in black and white: numbers tell the places apart, the table says how each one stands. Places that would cover
each other share a sign (`paper_signs`), and each keeps its own line in the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.colors import white
from reportlab.pdfbase.pdfmetrics import stringWidth

from cocity_desktop.application.views.place_map import PlaceMark
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import LABEL_STRONG, Markup, load_glyphs
from cocity_desktop.documents.layout import LANDSCAPE_SIDE, Sheet, finish
from cocity_desktop.documents.map_drawing import furniture_box, paint_map
from cocity_desktop.documents.paper_signs import HIGH, PaperSign, plan_signs
from cocity_desktop.documents.style import INK, PAGE_HEIGHT
from cocity_desktop.documents.words import bcp47, filled, standing_word
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.domain.naming import fold
from cocity_desktop.localization import _, day_and_clock, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.maps import GroundShape
    from cocity_desktop.application.views.place_map import PlaceMapSheet

TORINO = Bounds(7.578, 45.006, 7.774, 45.141)
_HEIGHT = 396.0
"""The height of the map, in points: with title and foot it fills the first page."""
_NAMED_FROM = 24
"""Places from which the list by number is followed by one by name: it is found by eye no more."""


def render_place_map(sheet: PlaceMapSheet, resources: Path) -> bytes:
    """The map and its list. PDF/A-3a and PDF/UA-1. The same view gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"))
    title = filled(sheet.title, _("Map of the places"))
    plan = _Plan.of(sheet)
    composer.paragraph(composer.text(filled(sheet.house.name, "Co-City Desktop")), "house")
    composer.heading(1, title)
    composer.figure(
        _alternative(plan), _HEIGHT, lambda canvas, _width, _height: _paint(canvas, plan, sheet.ground)
    )
    composer.space(4)
    composer.paragraph(composer.text(_scale_words(plan, sheet.attribution)), "small")
    if plan.numbered:
        composer.heading(2, _("The places by number"))
        composer.table(
            _columns(), [_row(composer, number(at), mark) for at, mark in enumerate(plan.numbered, 1)]
        )
    elif not plan.beside:
        composer.paragraph(composer.text(_("No place is on the map yet.")), "empty")
    _add_rest(composer, plan, sheet.left_out)
    paper = Sheet(
        title,
        sheet.house.name,
        note=_("As it stood on {when}").format(when=day_and_clock(sheet.at)),
        landscape=True,
        top=52.0,
        bottom=56.0,
    )
    facts = DocumentFacts(
        title=title,
        author=filled(sheet.house.name, "Co-City Desktop"),
        subject=title,
        language=bcp47(sheet.language),
        made_at=sheet.at,
    )
    return finish(composer, paper, facts, resources)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), 34, "th_right"),
        Column(_("Place"), 270),
        Column(_("Address"), 220),
        Column(_("Dist."), 44, "th_right"),
        Column(_("State"), 190),
    )


def _row(composer: Composer, at: str, mark: PlaceMark) -> Row:
    where = ", ".join(filter(None, (mark.address, mark.quarter)))
    cells = (at, mark.name, where, str(mark.district or ""), standing_word(mark.standing))
    styles = ("cell_right", "cell", "cell_label", "cell_right", "cell_label")
    return Row(tuple(Cell(composer.text(text), style) for text, style in zip(cells, styles, strict=True)))


def _add_rest(composer: Composer, plan: _Plan, left_out: int) -> None:
    """What the list by number does not tell: where a name is, who stands beside the map, how many are not here."""
    if len(plan.numbered) >= _NAMED_FROM:
        composer.heading(2, _("The places by name"))
        by_name = sorted((fold(mark.name), at, mark.name) for at, mark in enumerate(plan.numbered, 1))
        said = (
            f"{composer.text(name.strip())}\u00a0{composer.bold(number(at))}" for _key, at, name in by_name
        )
        composer.paragraph(Markup("  ·  ".join(said)), "small")
    if plan.beside:
        composer.heading(2, _("Outside what the map shows"))
        composer.table(_columns(), [_row(composer, "", mark) for mark in plan.beside])
    if left_out:
        words = ngettext(
            "{n} more place is not on this paper.", "{n} more places are not on this paper.", left_out
        )
        composer.paragraph(composer.text(words.format(n=number(left_out))), "small")


@dataclass(frozen=True, slots=True)
class _Plan:
    """The window through which the paper looks, the signs in it, and which place has which number."""

    view: MapView
    signs: tuple[PaperSign, ...]
    numbered: tuple[PlaceMark, ...]
    beside: tuple[PlaceMark, ...]

    @classmethod
    def of(cls, sheet: PlaceMapSheet) -> _Plan:
        view = _view(sheet, PAGE_HEIGHT - 2 * LANDSCAPE_SIDE, _HEIGHT)
        spots = [(mark, *view.to_screen(mark.longitude, mark.latitude)) for mark in sheet.marks]
        seen = [0 <= across <= view.width and 0 <= down <= view.height for _mark, across, down in spots]
        inside = [spot for spot, here in zip(spots, seen, strict=True) if here]
        beside = tuple(spot[0] for spot, here in zip(spots, seen, strict=True) if not here)
        plan = plan_signs(
            [(across, view.height - down) for _mark, across, down in inside],
            (view.width, view.height),
            _label_width,
            [furniture_box(view)],
        )
        return cls(view, plan.signs, tuple(inside[place][0] for place in plan.order), beside)


def _label_width(words: str) -> float:
    return float(max(HIGH, stringWidth(words, LABEL_STRONG, 8) + 9))


def _view(sheet: PlaceMapSheet, width: float, height: float) -> MapView:
    """Through which window the paper looks: the one asked for, else all the places."""
    bounds = sheet.bounds or _around(sheet.marks) or TORINO
    return MapView(0.5, 0.5, 2, width, height).fitted(bounds, margin=18, nearest=14.0, exact=True)


def _around(marks: Sequence[PlaceMark]) -> Bounds | None:
    if not marks:
        return None
    longitudes, latitudes = [one.longitude for one in marks], [one.latitude for one in marks]
    return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _alternative(plan: _Plan) -> str:
    """What the figure says to those who do not see it: the list after it says the rest."""
    count = ngettext("{n} place", "{n} places", len(plan.numbered))
    return _("Map with {places}, numbered as in the list that follows. North is up.").format(places=count)


def _scale_words(plan: _Plan, attribution: str) -> str:
    shared = next((sign.words for sign in plan.signs if sign.last > sign.first), "")
    return " ".join(
        filter(
            None,
            (
                _("North is up. Scale and distances hold in the middle of the map (Web Mercator)."),
                _("Places near to each other share a sign, as {range}.").format(range=shared)
                if shared
                else "",
                attribution,
            ),
        )
    )


def _paint(canvas: Canvas, plan: _Plan, ground: Sequence[GroundShape]) -> None:
    def signs() -> None:
        _paint_ties(canvas, plan.signs)
        for sign in plan.signs:
            _paint_sign(canvas, sign)

    shapes = [one.geometry for one in (*plan.numbered, *plan.beside) if one.geometry is not None]
    paint_map(canvas, plan.view, ground, shapes, [sign.box for sign in plan.signs], signs)


def _paint_ties(canvas: Canvas, signs: Sequence[PaperSign]) -> None:
    """Where the places of a sign are that its label does not cover: a point each, and a line to the label."""
    ties = [(sign.middle, point) for sign in signs for point in sign.aside()]
    for ink, wide, dot in ((white, 2.6, 3.2), (INK, 0.9, 2.2)):
        canvas.setStrokeColor(ink)
        canvas.setFillColor(ink)
        canvas.setLineWidth(wide)
        for (x, y), (across, up) in ties:
            canvas.line(x, y, across, up)
            canvas.circle(across, up, dot, stroke=0, fill=1)


def _paint_sign(canvas: Canvas, sign: PaperSign) -> None:
    left, bottom, right, top = sign.box
    canvas.setStrokeColor(white)
    canvas.setFillColor(INK)
    canvas.setLineWidth(1.2)
    canvas.roundRect(left, bottom, right - left, top - bottom, HIGH / 2, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(LABEL_STRONG, 8)
    canvas.drawCentredString(sign.middle[0], sign.middle[1] - 2.8, sign.words)
