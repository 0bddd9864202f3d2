"""Where everything in a line of the meeting stands, worked out once for each (line, width).

One vertical edge carries every text (mock-up 02): `TEXT`. The delegate only draws what is measured here; the view
takes its row heights from here. One-line texts, which are most, are measured without laying them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.agreement_words import counted, missing_words
from cocity_desktop.ui.pages.meeting.lines import Line, commitment_chips, reservations
from cocity_desktop.ui.pages.meeting.map_points import write_point
from cocity_desktop.ui.theme.canvas import chip_width
from cocity_desktop.ui.theme.fonts import advance, font, metrics
from cocity_desktop.ui.theme.text import Paragraph, paragraph
from cocity_desktop.ui.theme.tokens import px, text_scale

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

TIME, KIND, TEXT, MARGIN = 24, 92, 196, 12
BOX, INSIDE = 76, 16
"""Where boxes start, and what they keep free at their end. Design pixels, from the reading side.

`MARGIN` and the twelve pixels kept for the scroll bar make the column's 24."""

PHOTO = (96, 72)
"""Width and height of a photo in the list."""

HEADING = 36
_MOST = 8_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A measured line. Rectangles and tops are device-independent pixels from the top left of its row."""

    height: int
    top: float
    step: float
    right: float
    text_height: float
    box: QRectF | None
    bar: QRectF | None
    legend: QRectF | None
    quotes: tuple[tuple[float, float, float, float], ...]
    """For each reservation: top, left of the quotation, its width, its height."""
    chips: tuple[tuple[float, float, str, str], ...]
    """For each chip: left, middle, icon, words."""
    below: float | None
    missing: QRectF | None = None
    """The chip that asks for the words of reservations, which is pressed."""
    photos: tuple[QRectF, ...] = ()


class Plans:
    """The plans of lines, kept by what decides them; forgets all of them rather than grow without end."""

    def __init__(self) -> None:
        self._plans: dict[tuple[Line, int, float], Plan] = {}
        self._texts: dict[tuple[str, bool, int, float], Paragraph] = {}

    def plan(self, line: Line, width: int) -> Plan:
        """How `line` lies in `width`."""
        key = (line, width, text_scale())
        found = self._plans.get(key)
        if found is None:
            if len(self._plans) > _MOST:
                self._plans.clear()
            found = self._plans[key] = _plan(line, width)
        return found

    def text(self, line: Line, width: int, plan: Plan) -> Paragraph:
        """The words of `line`, laid out when it is first painted."""
        decision = line.row.entry_kind is EntryKind.DECISION
        key = (line.row.text, decision, width, text_scale())
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > _MOST // 10:
                self._texts.clear()
            room = plan.right - px(TEXT)
            found = self._texts[key] = paragraph(line.row.text, text_font(decision), room, plan.step)
        return found


def text_font(decision: bool) -> QFont:
    """What people said: Lora, larger when it binds everybody."""
    return font(18 if decision else 16, 400, "text")


def quote_font() -> QFont:
    """The words of a reservation: the only italics of the page."""
    return font(15, 400, "text", True)


def _plan(line: Line, width: int) -> Plan:
    decision = line.row.entry_kind is EntryKind.DECISION
    step = px(28 if decision else 24)
    end = width - px(MARGIN) - (px(INSIDE) if line.boxed else 0)
    tail = line.tail()
    right = end - (advance(tail, font(13, 600 if decision else 400)) + px(24) if tail else 0)
    text_height = _height(line.row.text, text_font(decision), right - px(TEXT), step)
    start = float(px(HEADING) if line.heading else 0)
    top = start + px(12 if line.boxed else 6)
    at = top + text_height
    bar, legend, quotes, at = _decision(line, end, at)
    missing, at = _missing(line, end, at)
    chips, at = _chips(line, end, at)
    below = None
    if line.below():
        below, at = at, at + px(22)
    photos, at = _photos(line, end, at)
    if line.boxed:
        bottom = at + px(10)
        box = QRectF(px(BOX), start + px(4), width - px(BOX) - px(MARGIN), bottom - start - px(4))
        height = bottom + px(4)
    else:
        box, height = None, at + px(6)
    return Plan(
        round(height), top, step, right, text_height, box, bar, legend, quotes, chips, below, missing, photos
    )


def _height(words: str, type_: QFont, room: float, step: float) -> float:
    size = 18 if type_.pixelSize() == px(18) else 16
    if metrics(size, 400, "text").horizontalAdvance(words) <= room - 1:
        return step
    return paragraph(words, type_, room, step).height


Quotes = tuple[tuple[float, float, float, float], ...]


def _decision(line: Line, end: float, at: float) -> tuple[QRectF | None, QRectF | None, Quotes, float]:
    decision = line.row.decision
    if decision is None:
        return None, None, (), at
    bar = legend = None
    if counted(decision):
        bar = QRectF(px(TEXT), at + px(8), end - px(TEXT), px(12))
        legend = QRectF(px(TEXT), at + px(26), end - px(TEXT), px(24))
        at += px(54)
    quotes = []
    for words, text in reservations(decision):
        left = px(TEXT) + px(24) + advance(words, font(13, 600)) + px(8)
        room = end - left
        if room < px(200):
            left, room, at = px(TEXT) + px(24), end - px(TEXT) - px(24), at + px(24)
        height = paragraph(f"«{text}»", quote_font(), room, px(24)).height
        quotes.append((at + px(6), left, room, height))
        at += height + px(8)
    return bar, legend, tuple(quotes), at


def _missing(line: Line, end: float, at: float) -> tuple[QRectF | None, float]:
    words = missing_words(line.row.decision) if line.row.decision is not None else ""
    if not words:
        return None, at
    width = min(chip_width(words, "hand"), end - px(TEXT))
    return QRectF(px(TEXT), at + px(4), width, px(24)), at + px(32)


def _chips(line: Line, end: float, at: float) -> tuple[tuple[tuple[float, float, str, str], ...], float]:
    commitment = line.row.commitment
    chips = commitment_chips(commitment) if commitment is not None else ()
    where = line.row.place or write_point(line.row.latitude, line.row.longitude)
    chips = (*chips, ("map-marker", where)) if where else chips
    if not chips:
        return (), at
    placed = []
    x, middle = float(px(TEXT)), at + px(20)
    for icon, words in chips:
        width = min(chip_width(words, icon), end - px(TEXT))
        if x + width > end - (px(84) if x == px(TEXT) else px(0)) and x > px(TEXT):
            x, middle = float(px(TEXT)), middle + px(30)
        placed.append((x, middle, icon, words))
        x += width + px(8)
    return tuple(placed), middle + px(14)


def _photos(line: Line, end: float, at: float) -> tuple[tuple[QRectF, ...], float]:
    """In rows under the words."""
    if not line.row.photos:
        return (), at
    width, height = px(PHOTO[0]), px(PHOTO[1])
    across = max(1, int((end - px(TEXT) + px(8)) // (width + px(8))))
    places = []
    for number in range(len(line.row.photos)):
        row, column = divmod(number, across)
        x, y = px(TEXT) + column * (width + px(8)), at + px(8) + row * (height + px(8))
        places.append(QRectF(x, y, width, height))
    return tuple(places), places[-1].bottom() + px(4)
