"""The room's screen as one painted widget: every measure is that of a screen of 1080 lines, scaled to this one.

Read from six metres and more: nothing under 32 pixels of 1080, a title of 88, the minutes left at 168.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.second_language import RIGHT_TO_LEFT, SECOND
from cocity_desktop.ui.pages.meeting.room_screen.column import TonightColumn
from cocity_desktop.ui.pages.meeting.room_screen.content import ScreenContent
from cocity_desktop.ui.pages.meeting.room_screen.typesetting import balanced, scaled, shortened, wrapped
from cocity_desktop.ui.theme.canvas import CENTRE, LEFT, RIGHT, Canvas, painting
from cocity_desktop.ui.theme.mark import draw_mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDTH, HEIGHT = 1920, 1080
MARGIN, SPLIT, TONIGHT = 96, 1128, 1200
"""The left edge of the words, where the two columns part, the left edge of the right one's words."""
_TITLES = ((88, 106, 2), (72, 88, 3), (56, 70, 4))
"""Sizes of a title, height of its lines, and how many of them each may take."""


class RoomScreen(QWidget):
    """Paints a `ScreenContent`; says it to a screen reader in one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.content = ScreenContent(place="", clock="", title="")
        self._house: str | None = None
        self.setMinimumSize(480, 270)

    def cover(self, house: str | None) -> None:
        """Show the name of the house alone, or with None what there is to show."""
        self._house = house
        self.setAccessibleName(_spoken(self.content) if house is None else house)
        self.update()

    def show_content(self, content: ScreenContent) -> None:
        """Paint it, if it is another one."""
        if content != self.content:
            self.content = content
            self.setAccessibleName(_spoken(content) if self._house is None else self._house)
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        s = min(self.width() / WIDTH, self.height() / HEIGHT)
        split = round(self.width() * SPLIT / WIDTH)
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")
            if self._house is not None:
                self._paint_house(canvas, s, self._house)
                return
            canvas.fill(QRectF(split, 0, self.width() - split, self.height()), "page")
            canvas.vline(split, 0, self.height())
            self._paint_top(canvas, s)
            self._paint_point(canvas, s, split)
            self._paint_time(canvas, s, split)
            self._paint_tonight(canvas, s, split)

    def _paint_house(self, canvas: Canvas, s: float, house: str) -> None:
        """The mark, and the name below it, in the middle."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        draw_mark(canvas.painter, QPointF(middle.x() - 80 * s, middle.y() - 180 * s), 160 * s)
        type_, y = scaled(72, s, 600), middle.y() + 24 * s
        width = self.width() - 2 * MARGIN * s
        for line in shortened(balanced(house, type_, width), 2):
            canvas.text(QRectF(MARGIN * s, y, width, 88 * s), line, type_, "text", CENTRE)
            y += 88 * s

    def _paint_top(self, canvas: Canvas, s: float) -> None:
        mark = canvas.place(QRectF(88 * s, 56 * s, 72 * s, 64 * s))
        draw_mark(canvas.painter, QPointF(mark.left(), mark.top() - 4 * s), 72 * s)
        room = QRectF(176 * s, 60 * s, self.width() * SPLIT / WIDTH - 200 * s, 56 * s)
        canvas.text(room, self.content.place, scaled(32, s), "muted")
        clock = QRectF(self.width() - 380 * s, 60 * s, 300 * s, 56 * s)
        canvas.text(clock, self.content.clock, scaled(36, s, 600), "text", RIGHT)

    def _paint_point(self, canvas: Canvas, s: float, split: float) -> None:
        content, left = self.content, MARGIN * s
        width = split - left - 72 * s
        second = SECOND.get(content.language)
        talking = _talking(content)
        room = QRectF(left, 184 * s, width, 48 * s)
        used = canvas.text(room, talking, scaled(36, s, 600), "primary")
        if second and content.running:
            canvas.text(room.adjusted(used + 20 * s, 2 * s, 0, 0), second.talking, scaled(32, s), "muted")
        y = 250 * s
        size, height, most = _title_size(content.title, s, width)
        type_ = scaled(size, s, 600)
        for line in shortened(balanced(content.title, type_, width), most):
            canvas.text(QRectF(left, y, width, height * s), line, type_, "text")
            y += height * s
        if content.translation:
            self._paint_translation(canvas, s, QRectF(left, y + 24 * s, width, 56 * s))

    def _paint_translation(self, canvas: Canvas, s: float, room: QRectF) -> None:
        """In its own direction, under the title."""
        type_ = scaled(40, s)
        towards = RIGHT if self.content.language in RIGHT_TO_LEFT else LEFT
        for line in shortened(wrapped(self.content.translation, type_, room.width()), 2):
            canvas.text(room, line, type_, "muted", towards)
            room = room.translated(0, 56 * s)

    def _paint_time(self, canvas: Canvas, s: float, split: float) -> None:
        left, width = MARGIN * s, split - MARGIN * s - 96 * s
        foot = self.height() - 1080 * s
        time = self.content.time
        if time is not None:
            figure, words = _figure(self.content)
            type_ = scaled(168, s, 600)
            metrics = QFontMetricsF(type_)
            baseline = foot + 864 * s
            room = QRectF(left - 8 * s, baseline - metrics.ascent(), width, metrics.height())
            used = canvas.text(room, figure, type_, "text")
            beside = scaled(36, s)
            line = QRectF(left + used + 28 * s, baseline - QFontMetricsF(beside).ascent(), width, 60 * s)
            over = time.elapsed - time.planned >= 60
            canvas.text(
                line.adjusted(0, 0, -used, 0), words, beside, "warning" if over else "muted", _TOP_LEFT
            )
            self._paint_bar(canvas, QRectF(left, foot + 906 * s, width, 18 * s), min(1.0, time.share))
        if self.content.next_title:
            minutes = ngettext("{n} minute", "{n} minutes", self.content.next_minutes)
            words = _("Then: {title}, {minutes}").format(title=self.content.next_title, minutes=minutes)
            canvas.text(QRectF(left, foot + 974 * s, width, 52 * s), words, scaled(36, s), "muted")

    def _paint_bar(self, canvas: Canvas, rect: QRectF, share: float) -> None:
        radius = rect.height() / 2
        canvas.box(rect, "track", None, radius)
        time = self.content.time
        if time is not None and share > 0:
            width = max(rect.height(), rect.width() * share)
            canvas.box(QRectF(rect.left(), rect.top(), width, rect.height()), time.token, None, radius)

    def _paint_tonight(self, canvas: Canvas, s: float, split: float) -> None:
        left = split + (TONIGHT - SPLIT) * s
        width, top = self.width() - left - 80 * s, 184 * s
        if not self.content.decisions and not self.content.promises:
            words = _("What we decide and promise tonight will stand here.")
            for number, line in enumerate(wrapped(words, scaled(36, s), width)):
                room = QRectF(left, top + number * 50 * s, width, 50 * s)
                canvas.text(room, line, scaled(36, s), "muted")
            return
        column = TonightColumn(self.content, width, self.height() - top - 40 * s, s)
        column.paint(canvas, left, top)


_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


def _talking(content: ScreenContent) -> str:
    if content.over:
        return _("We have finished. Thank you!")
    return _("Now we are talking about") if content.running else _("We are about to begin")


def _title_size(title: str, s: float, width: float) -> tuple[int, int, int]:
    """The largest size whose lines hold the title; the smallest when none does."""
    for size, height, most in _TITLES:
        if len(wrapped(title, scaled(size, s, 600), width)) <= most:
            return size, height, most
    return _TITLES[-1]


def _figure(content: ScreenContent) -> tuple[str, str]:
    """The minutes left, or by how much it is over, and the words beside them."""
    time = content.time
    assert time is not None
    left = time.planned - time.elapsed
    minutes = ngettext("of {n}", "of {n}", time.planned // 60)
    sign, seconds = ("", left) if left >= 0 else ("+", -left)
    figure = f"{sign}{seconds // 60}:{seconds % 60:02d}"
    if content.paused:
        return figure, _("paused")
    words = _("minutes left, {of}") if left >= 0 else _("minutes over, {of}")
    return figure, words.format(of=minutes)


def _spoken(content: ScreenContent) -> str:
    decided = "; ".join(one.text for one in content.decisions)
    promised = "; ".join(f"{one.who}: {one.what}" for one in content.promises)
    return ". ".join(filter(None, (content.place, content.title, decided, promised)))
