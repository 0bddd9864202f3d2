"""The picture of the timetable: commitments by party along time, in shapes that grey print keeps apart.

A diamond is a day by which something is done, an outlined bar a period, strokes on a line something that repeats, a
hatched bar what goes on in a rhythm that its words do not name. Where strokes would run together each stands for several.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from math import ceil
from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from cocity_desktop.documents.agreement import hatched_box
from cocity_desktop.documents.glyphs import LABEL, LABEL_STRONG
from cocity_desktop.documents.style import GROUND, INK, LINE, MUTED, STRONG_LINE, style
from cocity_desktop.documents.tagged import turn_lines
from cocity_desktop.documents.timetable import PartyPlan, Shape, Timed, Timetable, timed_words
from cocity_desktop.documents.words import period_words
from cocity_desktop.localization import _, day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfgen.canvas import Canvas

    from cocity_desktop.documents.composer import Composer

TALLEST = 600.0
"""Points that one picture may take, so that it fits a page with its heading."""
_ROW, _PARTY, _AXIS, _LEGEND = 17.0, 20.0, 34.0, 22.0
_NAMES, _RIGHT = 172.0, 16.0
"""Points for the names of commitments at the left, and free at the right of the last day."""
_CLOSEST = 4.0
"""Points between two strokes; nearer ones would run together."""
_TICK_ROOM = 20.0
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 120000)
"""Months between two marks of the axis."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days to points: `first` and `last` are the first days of months, `left` and `width` in points."""

    first: date
    last: date
    left: float
    width: float

    def x(self, on: date) -> float:
        days = (self.last - self.first).days
        return self.left + self.width * min(max((on - self.first).days, 0), days) / days

    def points_a_day(self) -> float:
        return self.width / (self.last - self.first).days

    def ticks(self) -> list[date]:
        """First days of months as far apart as their names need."""
        months = _months(self.last) - _months(self.first)
        step = next(step for step in _STEPS if step * self.width / months >= _TICK_ROOM)
        start = -(-_months(self.first) // step) * step
        return [_month(month) for month in range(start, _months(self.last) + 1, step)]


Rows = list[tuple[str, "Timed | None"]]
"""A party's name, or a commitment under it."""


def add_timetable_figures(composer: Composer, timetable: Timetable) -> None:
    """The picture, in as many parts as pages need. Nothing where nothing is timed."""
    if not timetable.timed:
        return
    first, last = timetable.days()
    for part in _parts(timetable):
        height = _height(part)
        paint = partial(_Picture(composer, timetable, part).paint, _month_of(first), _month_after(last))
        composer.figure(_spoken(timetable, part), height, paint)
        composer.space(8)


def _parts(timetable: Timetable) -> Iterator[Rows]:
    """The rows in parts of much the same height: the last one is not left with a line."""
    whole = _height([row for plan in timetable.parties for row in _rows(plan)])
    room = min(whole / ceil(whole / TALLEST) + 3 * _PARTY, TALLEST)
    part: Rows = []
    for plan in timetable.parties:
        for timed in plan.timed:
            if part and _height([*part, (plan.party, None), ("", timed)]) > room:
                yield part
                part = []
            if timed is plan.timed[0] or not part:
                part.append((plan.party, None))
            part.append(("", timed))
    yield part


def _rows(plan: PartyPlan) -> Rows:
    return [(plan.party, None), *(("", timed) for timed in plan.timed)] if plan.timed else []


def _height(rows: Rows) -> float:
    return _AXIS + _LEGEND + sum(_PARTY if timed is None else _ROW for _party, timed in rows)


def _spoken(timetable: Timetable, rows: Rows) -> str:
    """All that the picture shows, in words."""
    first, last = timetable.days()
    lead = _("Timetable of the commitments, {period}.").format(period=period_words(first, last))
    told: list[tuple[str, list[str]]] = []
    for party, timed in rows:
        if timed is None:
            told.append((party, []))
        else:
            told[-1][1].append(timed_words(timed))
    return " ".join([lead, *(f"{party}: {'; '.join(lines)}." for party, lines in told)])


class _Picture:
    """One part of the picture being drawn."""

    def __init__(self, composer: Composer, timetable: Timetable, rows: Rows) -> None:
        self._composer, self._timetable, self._rows = composer, timetable, rows

    def paint(self, first: date, last: date, canvas: Canvas, width: float, height: float) -> None:
        scale = _Scale(first, last, _NAMES + 8, width - _NAMES - 8 - _RIGHT)
        bottom = height - _AXIS
        self._grid(canvas, scale, height, _LEGEND)
        self._term(canvas, scale, bottom + 3)
        for party, timed in self._rows:
            tall = _PARTY if timed is None else _ROW
            bottom -= tall
            if timed is None:
                canvas.setFillColor(GROUND)
                canvas.rect(0, bottom, width, tall, stroke=0, fill=1)
                self._words(canvas, party, 6, bottom + 6, width - 12, strong=True)
            else:
                self._line(canvas, scale, timed, bottom, width)
        self._legend(canvas, width)

    def _grid(self, canvas: Canvas, scale: _Scale, height: float, foot: float) -> None:
        """Lines down from the names of months, with the year where it begins."""
        year = 0
        for tick in scale.ticks():
            x = scale.x(tick)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(x, foot, x, height - _AXIS + 5)
            canvas.setFillColor(MUTED)
            canvas.setFont(LABEL, 8)
            if _step_shows_months(scale):
                canvas.drawCentredString(x, height - _AXIS + 10, day(tick, "MMM"))
            if tick.year != year:
                canvas.setFont(LABEL_STRONG, 8)
                canvas.drawCentredString(x, height - _AXIS + 20, day(tick, "y"))
                year = tick.year

    def _term(self, canvas: Canvas, scale: _Scale, y: float) -> None:
        """The pact's own term as a strong line under the axis; open where it is not agreed."""
        plan = self._timetable
        if plan.starts_on or plan.ends_on:
            left, right = scale.x(plan.starts_on or scale.first), scale.x(plan.ends_on or scale.last)
            canvas.setStrokeColor(STRONG_LINE)
            canvas.setLineWidth(1.6)
            canvas.line(left, y, max(right, left + 1), y)

    def _line(self, canvas: Canvas, scale: _Scale, timed: Timed, bottom: float, width: float) -> None:
        canvas.setFillColor(MUTED)
        canvas.setFont(LABEL, 8)
        canvas.drawRightString(18, bottom + 5, str(timed.number))
        self._words(canvas, timed.line.what, 24, bottom + 5, _NAMES - 26)
        middle = bottom + _ROW / 2
        left = scale.x(timed.starts)
        right = scale.x(timed.ends or scale.last)
        if timed.shape is Shape.DAY:
            _diamond(canvas, left, middle)
            self._day(canvas, timed.starts, left, bottom + 5, width)
        else:
            _stretch(canvas, timed, scale, left, max(right, left + 3), middle)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(0, bottom, width, bottom)

    def _day(self, canvas: Canvas, on: date, x: float, baseline: float, width: float) -> None:
        """The day itself beside its diamond, on the side that has room."""
        words = day(on, "d MMM")
        wide = stringWidth(words, LABEL, 8)
        left = x + 7 if x + 7 + wide <= width else x - 7 - wide
        canvas.setFillColor(INK)
        canvas.setFont(LABEL, 8)
        canvas.drawString(left, baseline, words)

    def _words(
        self, canvas: Canvas, text: str, left: float, baseline: float, room: float, *, strong: bool = False
    ) -> None:
        """One line of typed text, shortened to its room; a paragraph, for the characters that fonts lack."""
        shown = _shortened(" ".join(text.split()), room, LABEL_STRONG if strong else LABEL)
        markup = self._composer.bold(shown) if strong else self._composer.text(shown)
        paragraph: Any = Paragraph(markup, style("picture"))
        paragraph.wrap(10_000, 100)
        turn_lines(paragraph.blPara.lines)
        paragraph.drawOn(canvas, left, baseline - 2.5)

    def _legend(self, canvas: Canvas, width: float) -> None:
        """What each shape that occurs means."""
        entries = [(shape, words) for shape, words in _legend_words() if self._shows(shape)]
        fixed = len(entries) * 20 + (len(entries) - 1) * 12
        room = sum(stringWidth(words, LABEL, 1) for _shape, words in entries)
        size = min(8.0, (width - fixed) / room)
        x = 0.0
        for shape, words in entries:
            _swatch(canvas, shape, x, 6)
            canvas.setFillColor(MUTED)
            canvas.setFont(LABEL, size)
            canvas.drawString(x + 20, 3.5, words)
            x += 32 + stringWidth(words, LABEL, size)

    def _shows(self, shape: Shape | None) -> bool:
        if shape is None:
            return bool(self._timetable.starts_on or self._timetable.ends_on)
        return any(timed is not None and timed.shape is shape for _party, timed in self._rows)


# --- Shapes ---------------------------------------------------------------------------------------------------


def _stretch(canvas: Canvas, timed: Timed, scale: _Scale, left: float, right: float, middle: float) -> None:
    """What takes longer than a day, with an arrow where nobody said when it ends."""
    if timed.shape is Shape.ONGOING:
        hatched_box(canvas, left, middle - 3, right - left, 6, "/")
    elif timed.shape is Shape.PERIOD:
        _bar(canvas, left, right, middle)
    else:
        _strokes(canvas, timed, scale, left, right, middle)
    if timed.ends is None:
        _arrow(canvas, right, middle)
    elif timed.line.due_on and timed.shape is Shape.PERIOD:
        _diamond(canvas, right, middle)


def _strokes(canvas: Canvas, timed: Timed, scale: _Scale, left: float, right: float, middle: float) -> None:
    if timed.rhythm is None:
        raise AssertionError("what repeats has a rhythm")
    apart = float(timed.rhythm.every) * scale.points_a_day()
    apart *= max(1, ceil(_CLOSEST / apart))
    x = left + timed.rhythm.first_on_or_after(timed.starts) * scale.points_a_day()
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.5)
    canvas.line(left, middle, right, middle)
    canvas.setLineWidth(1.2)
    while x <= right + 0.01:
        canvas.line(x, middle - 3.5, x, middle + 3.5)
        x += apart


def _bar(canvas: Canvas, left: float, right: float, middle: float) -> None:
    canvas.setFillColor(GROUND)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.6)
    canvas.rect(left, middle - 3, right - left, 6, stroke=1, fill=1)


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    _polygon(canvas, ((x, y + 4.5), (x + 4.5, y), (x, y - 4.5), (x - 4.5, y)))


def _arrow(canvas: Canvas, x: float, y: float) -> None:
    _polygon(canvas, ((x, y + 4), (x + 6, y), (x, y - 4)))


def _polygon(canvas: Canvas, points: Sequence[tuple[float, float]]) -> None:
    canvas.setFillColor(INK)
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _swatch(canvas: Canvas, shape: Shape | None, left: float, middle: float) -> None:
    if shape is Shape.DAY:
        _diamond(canvas, left + 8, middle)
    elif shape is Shape.PERIOD:
        _bar(canvas, left, left + 15, middle)
    elif shape is Shape.ONGOING:
        hatched_box(canvas, left, middle - 3, 15, 6, "/")
    elif shape is Shape.REPEATED:
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.5)
        canvas.line(left, middle, left + 15, middle)
        canvas.setLineWidth(1.2)
        for place in range(3):
            canvas.line(left + 2.5 + place * 5, middle - 3.5, left + 2.5 + place * 5, middle + 3.5)
    else:
        canvas.setStrokeColor(STRONG_LINE)
        canvas.setLineWidth(1.6)
        canvas.line(left, middle, left + 15, middle)


def _legend_words() -> tuple[tuple[Shape | None, str], ...]:
    return (
        (Shape.DAY, _("by a day")),
        (Shape.PERIOD, _("over a period")),
        (Shape.REPEATED, _("it repeats")),
        (Shape.ONGOING, _("it goes on")),
        (None, _("term of the pact")),
    )


# --- Months ---------------------------------------------------------------------------------------------------


def _step_shows_months(scale: _Scale) -> bool:
    return any(tick.month != 1 for tick in scale.ticks())


def _months(on: date) -> int:
    return on.year * 12 + on.month - 1


def _month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _month_of(on: date) -> date:
    return on.replace(day=1)


def _month_after(on: date) -> date:
    """The first day of the month after; the calendar itself ends in December 9999."""
    months = _months(on) + 1
    return _month(months) if months < 10_000 * 12 else date.max


def _shortened(text: str, room: float, font: str) -> str:
    """`text`, or as many of its letters as fit, whole words where it can be."""
    if stringWidth(text, font, 8.5) <= room:
        return text
    kept = text
    while kept and stringWidth(f"{kept}…", font, 8.5) > room:
        kept = kept[:-1]
    whole = kept.rpartition(" ")[0]
    return f"{(whole if len(whole) > len(kept) * 0.85 else kept).rstrip(' ,;.')}…"
