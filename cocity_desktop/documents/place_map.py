"""The map of places on an A4 sheet on its side: drawn as lines, not as a picture; the places numbered, then listed.

Readable in black and white: numbers tell the places apart, the table says how each one stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor, white

from cocity_desktop.application.maps import FormKind
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import LABEL, LABEL_STRONG, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.style import GROUND, INK, LINE, MUTED
from cocity_desktop.documents.words import bcp47, filled, standing_word
from cocity_desktop.domain.geometry import Bounds, outlines
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.localization import _, day_and_clock, ngettext, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.maps import GroundShape
    from cocity_desktop.application.views.place_map import PlaceMapSheet, PlaceMark

TORINO = Bounds(7.578, 45.006, 7.774, 45.141)
_HEIGHT = 408.0
"""The height of the map, in points: with title and foot it fills the first page."""
_SIGN = 7.5
_TINT = HexColor(0xD7E0E9)


def render_place_map(sheet: PlaceMapSheet, resources: Path) -> bytes:
    """The map and its list. PDF/A-3a and PDF/UA-1. The same view gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"))
    title = filled(sheet.title, _("Map of the places"))
    composer.paragraph(composer.text(filled(sheet.house.name, "Co-City Desktop")), "house")
    composer.heading(1, title)
    composer.figure(
        _alternative(sheet), _HEIGHT, lambda canvas, width, height: _paint(canvas, width, height, sheet)
    )
    composer.space(4)
    composer.paragraph(composer.text(_scale_words(sheet)), "small")
    if sheet.marks:
        composer.heading(2, _("The places by number"))
        composer.table(_columns(), [_row(composer, at, mark) for at, mark in enumerate(sheet.marks, 1)])
    else:
        composer.paragraph(composer.text(_("No place is on the map yet.")), "empty")
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


def _row(composer: Composer, at: int, mark: PlaceMark) -> Row:
    where = ", ".join(filter(None, (mark.address, mark.quarter)))
    cells = (number(at), mark.name, where, str(mark.district or ""), standing_word(mark.standing))
    styles = ("cell_right", "cell", "cell_label", "cell_right", "cell_label")
    return Row(tuple(Cell(composer.text(text), style) for text, style in zip(cells, styles, strict=True)))


def _view(sheet: PlaceMapSheet, width: float, height: float) -> MapView:
    """Through which window the paper looks: the one asked for, else all the places."""
    bounds = sheet.bounds or _around(sheet.marks) or TORINO
    return MapView(0.5, 0.5, 2, width, height).fitted(bounds, margin=18, nearest=16.0)


def _around(marks: Sequence[PlaceMark]) -> Bounds | None:
    if not marks:
        return None
    longitudes, latitudes = [one.longitude for one in marks], [one.latitude for one in marks]
    return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _alternative(sheet: PlaceMapSheet) -> str:
    """What the figure says to those who do not see it: the list after it says the rest."""
    count = ngettext("{n} place", "{n} places", len(sheet.marks))
    return _("Map with {places}, numbered as in the list that follows. North is up.").format(places=count)


def _scale_words(sheet: PlaceMapSheet) -> str:
    words = _("North is up. Scale and distances hold in the middle of the map (Web Mercator).")
    return f"{words} {sheet.attribution}".strip()


def _paint(canvas: Canvas, width: float, height: float, sheet: PlaceMapSheet) -> None:
    view = _view(sheet, width, height)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, 0, width, height)
    canvas.clipPath(frame, stroke=0, fill=0)
    canvas.setFillColor(GROUND)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    _paint_ground(canvas, view, sheet.ground)
    for mark in sheet.marks:
        _paint_shape(canvas, view, mark)
    for at, mark in reversed(list(enumerate(sheet.marks, 1))):
        _paint_sign(canvas, view, at, mark)
    canvas.restoreState()
    _paint_furniture(canvas, view)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.75)
    canvas.rect(0, 0, width, height, stroke=1, fill=0)


def _paint_ground(canvas: Canvas, view: MapView, shapes: Sequence[GroundShape]) -> None:
    left, top, right, bottom = view.window()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(0.6)
    canvas.setFillColor(white)
    named: list[tuple[float, float, float, str]] = []
    for shape in shapes:
        xs, ys = (
            [x for part in shape.parts for x in part[::2]],
            [y for part in shape.parts for y in part[1::2]],
        )
        if (
            shape.form is FormKind.POINT
            or min(xs) > right
            or max(xs) < left
            or min(ys) > bottom
            or max(ys) < top
        ):
            continue
        path = canvas.beginPath()
        for part in shape.parts:
            _trace(path, view, list(zip(part[::2], part[1::2], strict=True)))
        canvas.drawPath(path, stroke=1, fill=1 if shape.form is FormKind.AREA else 0)
        if shape.name and shape.form is FormKind.AREA:
            room = (max(xs) - min(xs)) * view.scale
            named.append(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, room, shape.name))
    canvas.setFillColor(MUTED)
    canvas.setFont(LABEL, 8)
    for x, y, room, name in named:
        if canvas.stringWidth(name, LABEL, 8) < room:
            across, down = view.place(x, y)
            canvas.drawCentredString(across, view.height - down, name)


def _trace(path: object, view: MapView, points: Sequence[tuple[float, float]]) -> None:
    for at, (x, y) in enumerate(points):
        across, down = view.place(x, y)
        (path.moveTo if at == 0 else path.lineTo)(across, view.height - down)  # type: ignore[attr-defined]


def _paint_shape(canvas: Canvas, view: MapView, mark: PlaceMark) -> None:
    if mark.geometry is None:
        return
    is_area, lines = outlines(mark.geometry)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.4)
    canvas.setFillColor(_TINT)
    path = canvas.beginPath()
    for line in lines:
        _trace(path, view, [MapView.world(one[0], one[1]) for one in line])
    canvas.drawPath(path, stroke=1, fill=1 if is_area else 0)


def _paint_sign(canvas: Canvas, view: MapView, at: int, mark: PlaceMark) -> None:
    across, down = view.to_screen(mark.longitude, mark.latitude)
    words = str(at)
    radius = max(_SIGN, canvas.stringWidth(words, LABEL_STRONG, 8) / 2 + 3)
    canvas.setStrokeColor(white)
    canvas.setFillColor(INK)
    canvas.setLineWidth(1.2)
    canvas.circle(across, view.height - down, radius, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(LABEL_STRONG, 8)
    canvas.drawCentredString(across, view.height - down - 2.8, words)


def _paint_furniture(canvas: Canvas, view: MapView) -> None:
    """The scale bar below on the left, with the arrow that points north."""
    metres, long = view.scale_bar(140)
    canvas.setFillColor(white)
    canvas.rect(8, 8, long + 92, 24, stroke=0, fill=1)
    canvas.setFillColor(INK)
    arrow = canvas.beginPath()
    arrow.moveTo(20, 29)
    arrow.lineTo(25, 13)
    arrow.lineTo(20, 17)
    arrow.lineTo(15, 13)
    arrow.close()
    canvas.drawPath(arrow, stroke=0, fill=1)
    canvas.rect(34, 16, long, 4, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.rect(34 + long / 2, 17, long / 2 - 1, 2, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(LABEL, 9)
    far = metres >= 1000
    words = _("{n} km") if far else _("{n} m")
    canvas.drawString(40 + long, 15, words.format(n=number(round(metres / 1000 if far else metres))))
