"""The sheet of one place: what the house knows of it, where it is, what it looks like, which processes are about it."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead
from cocity_desktop.documents.map_drawing import paint_map
from cocity_desktop.documents.style import INK, LINE, WIDTH
from cocity_desktop.documents.words import (
    bcp47,
    filled,
    nature_word,
    public_note,
    role_word,
    step_word,
    strand_word,
)
from cocity_desktop.domain.geometry import Bounds, bounds
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.localization import _, day_and_clock, ngettext, number

if TYPE_CHECKING:
    from pathlib import Path

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.application.views.place_map import PlaceMark
    from cocity_desktop.application.views.place_sheet import PlacePhoto, PlaceSheet

_MAP_HEIGHT: Final = 190.0
_TALLEST: Final = 232.0
"""Points of a photo's height: two of them with their captions stand on a page."""
_SHARPEST: Final = 1600
"""Pixels of a photo's longer side: 265 dpi across the column."""
_ROOM_AROUND: Final = 14.5
"""The zoom from which a place without a shape is seen: the streets around it."""


def render_place_sheet(sheet: PlaceSheet, resources: Path) -> bytes:
    """PDF/A-3a and PDF/UA-1. The same view gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"))
    title = filled(sheet.name, _("Without a name"))
    add_letterhead(composer, sheet.house, public=sheet.public)
    composer.space(24)
    composer.paragraph(composer.text(_("Place sheet")), "kind")
    composer.heading(1, title)
    composer.space(6)
    composer.facts([(name, composer.text(value)) for name, value in _told(sheet) if value.strip()])
    if sheet.description.strip():
        composer.heading(2, _("Description"))
        for paragraph in filter(None, map(str.strip, sheet.description.splitlines())):
            composer.paragraph(composer.text(paragraph))
    _add_map(composer, sheet)
    _add_processes(composer, sheet)
    _add_photos(composer, sheet)
    note = public_note(_("As it stood on {when}").format(when=day_and_clock(sheet.at)), public=sheet.public)
    kind = _("Place sheet")
    facts = DocumentFacts(
        title=f"{kind}: {title}",
        author=filled(sheet.house.name, "Co-City Desktop"),
        subject=kind,
        language=bcp47(sheet.language),
        made_at=sheet.at,
    )
    return finish(composer, Sheet(title, kind, note=note), facts, resources)


def _told(sheet: PlaceSheet) -> list[tuple[str, str]]:
    return [
        (_("Address"), ", ".join(filter(None, (sheet.address.strip(), sheet.city.strip())))),
        (_("District"), number(sheet.district) if sheet.district else ""),
        (_("Quarter"), sheet.quarter),
        (_("What it is"), nature_word(sheet.nature)),
        (_("Strand of Co-City"), strand_word(sheet.strand)),
        (_("Coordinates"), _coordinates(sheet.mark)),
        (_("Cadastre"), sheet.cadastre),
        (_("Owner"), sheet.owner),
        (_("Legal constraints"), sheet.constraints),
        (_("State of use"), sheet.state_of_use),
    ]


def _coordinates(mark: PlaceMark | None) -> str:
    """«45,07030° nord, 7,68690° est» (WGS 84)."""
    if mark is None:
        return ""
    north = _("north") if mark.latitude >= 0 else _("south")
    east = _("east") if mark.longitude >= 0 else _("west")
    latitude, longitude = (f"{abs(one):.5f}".replace(".", ",") for one in (mark.latitude, mark.longitude))
    return f"{latitude}° {north}, {longitude}° {east} (WGS 84)"


# --- Where it is ------------------------------------------------------------------------------------------------


def _add_map(composer: Composer, sheet: PlaceSheet) -> None:
    mark = sheet.mark
    if mark is None:
        composer.heading(2, _("Where it is"))
        composer.paragraph(composer.text(_("Nobody has put it on the map yet.")), "empty")
        return
    shapes = [mark.geometry] if mark.geometry is not None else []
    around = bounds(mark.geometry) if mark.geometry is not None else _point(mark)
    view = MapView(0.5, 0.5, 2, WIDTH, _MAP_HEIGHT).fitted(
        around, margin=36, nearest=_ROOM_AROUND if not shapes else 17.0, exact=True
    )
    across, down = view.to_screen(mark.longitude, mark.latitude)
    up = view.height - down

    def paint(canvas: Canvas, _width: float, _height: float) -> None:
        box = (across - 8, up - 8, across + 8, up + 8)
        paint_map(canvas, view, sheet.ground, shapes, [box], lambda: _sign(canvas, across, up))

    alt = _("Map of where {name} is. North is up.").format(name=filled(sheet.name, "…"))
    words = _("North is up. Scale and distances hold in the middle of the map (Web Mercator).")
    with composer.kept_together():
        composer.heading(2, _("Where it is"))
        composer.figure(alt, _MAP_HEIGHT, paint)
        composer.space(4)
        composer.paragraph(composer.text(f"{words} {sheet.attribution}".strip()), "small")


def _point(mark: PlaceMark) -> Bounds:
    return Bounds(mark.longitude, mark.latitude, mark.longitude, mark.latitude)


def _sign(canvas: Canvas, across: float, up: float) -> None:
    canvas.setStrokeColor(white)
    canvas.setFillColor(INK)
    canvas.setLineWidth(1.2)
    canvas.circle(across, up, 6, stroke=1, fill=1)
    canvas.setFillColor(white)
    canvas.circle(across, up, 2.2, stroke=0, fill=1)


# --- What is done about it --------------------------------------------------------------------------------------


def _add_processes(composer: Composer, sheet: PlaceSheet) -> None:
    composer.heading(2, _("Processes"))
    if not sheet.processes:
        composer.paragraph(composer.text(_("No process is about this place yet.")), "empty")
        return
    columns = (Column(_("Title"), 250), Column(_("State"), WIDTH - 250))
    rows = [
        Row(
            (
                Cell(composer.text(filled(one.title, _("Without a title")))),
                Cell(composer.text(step_word(one.state)), "cell_label"),
            )
        )
        for one in sheet.processes
    ]
    composer.table(columns, rows)


# --- What it looks like -----------------------------------------------------------------------------------------


def _add_photos(composer: Composer, sheet: PlaceSheet) -> None:
    if not sheet.photos and not sheet.left_out:
        return
    composer.heading(2, _("Photos and plans"))
    unreadable = 0
    for photo in sheet.photos:
        drawn = _readable(photo.content)
        if drawn is None:
            unreadable += 1
        else:
            _add_photo(composer, photo, *drawn)
    _add_rest(composer, sheet, unreadable)


def _add_photo(composer: Composer, photo: PlacePhoto, picture: bytes, size: tuple[int, int]) -> None:
    scale = min(WIDTH / size[0], _TALLEST / size[1])
    wide, high = size[0] * scale, size[1] * scale
    said = filled(photo.caption, photo.name)

    def paint(canvas: Canvas, _width: float, _height: float) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, wide, high)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.rect(0, 0, wide, high, stroke=1, fill=0)

    with composer.kept_together():
        composer.figure(f"{role_word(photo.role)}: {said}", high, paint)
        composer.space(3)
        composer.paragraph(composer.text(f"{role_word(photo.role)}. {said}"), "small")
        composer.space(10)


def _add_rest(composer: Composer, sheet: PlaceSheet, unreadable: int) -> None:
    """What is attached and not shown here."""
    if sheet.public and sheet.left_out:
        words = _("Pictures and files are not in a public copy: only people can tell who is seen on them.")
        composer.paragraph(composer.text(words), "small")
        return
    more = sheet.left_out + unreadable
    if more:
        words = ngettext(
            "{n} more file is attached to this place.", "{n} more files are attached to this place.", more
        )
        composer.paragraph(composer.text(words.format(n=number(more))), "small")


def _readable(content: bytes) -> tuple[bytes, tuple[int, int]] | None:
    """A picture as JPEG on white, no larger than paper shows; None for what cannot be decoded."""
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(content))
            picture.thumbnail((_SHARPEST, _SHARPEST))
            page = Image.new("RGB", picture.size, "white")
            whole = picture.convert("RGBA")
            page.paste(whole, mask=whole.getchannel("A"))
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return None
    out = io.BytesIO()
    page.save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue(), page.size
