"""The point being talked about: its title, its facts in words, and its time, that turns amber and never rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.ui.pages.meeting.timing import ItemTime


class _Words(QWidget):
    """Title, facts, time: painted, because their baselines belong together."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.facts = "", ""
        self.time: ItemTime | None = None
        self.setFixedHeight(px(73))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(480), px(73))

    def paintEvent(self, _event: QPaintEvent) -> None:
        end: float = self.width() - px(24)
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")
            if self.time is not None:
                end -= self._paint_time(canvas, self.time)
            canvas.text(QRectF(px(24), px(8), end - px(24), px(36)), self.title, font(24, 600), "text")
            canvas.text(QRectF(px(24), px(42), end - px(24), px(20)), self.facts, font(13), "muted")

    def _paint_time(self, canvas: Canvas, time: ItemTime) -> float:
        """At the end of the line; returns the room it took."""
        words, figure = time.words(), time.figure()
        beside = advance(words, font(15))
        width = advance(figure, font(32, 600))
        end = self.width() - px(24)
        over: Token = "warning" if time.elapsed - time.planned >= 60 else "muted"
        room = QRectF(end - beside - px(8) - width - 2, px(8), width + 2, px(52))
        canvas.text(room, figure, font(32, 600), "text", RIGHT)
        canvas.text(QRectF(end - beside - 1, px(15), beside + 2, px(48)), words, font(15), over, RIGHT)
        return beside + width + px(24)


class ItemHeader(QWidget):
    """76 px over the list: the words, and three pixels of bar."""

    def __init__(self) -> None:
        super().__init__()
        self._words = _Words()
        self._bar = ProgressStrip(thickness=3)
        self.setLayout(column(self._words, self._bar, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_item(self, title: str, facts: str) -> None:
        """What is being talked about, and what has been written of it."""
        self._words.title, self._words.facts = title, facts
        self._tell()

    def show_time(self, time: ItemTime | None) -> None:
        """None while no point is running."""
        self._words.time = time
        if time is None:
            self._bar.show_share(0, 1, "primary")
        else:
            self._bar.show_share(time.elapsed, time.planned, time.token, self._spoken(time))
        self._tell()

    def time(self) -> ItemTime | None:
        return self._words.time

    def _spoken(self, time: ItemTime) -> str:
        minutes = ngettext("{n} minute", "{n} minutes", time.elapsed // 60)
        return _("{elapsed}, {words}").format(elapsed=minutes, words=time.words())

    def _tell(self) -> None:
        self._words.update()
        self.setAccessibleName(", ".join(filter(None, (self._words.title, self._words.facts))))
