"""The point being talked about: its title, its facts in words, and its time, that turns amber and never rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.pages.meeting.keys import EXTEND, NEXT, PAUSE, SKIP
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.canvas import RIGHT, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import Paragraph, draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.keys import words_with_key
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from cocity_desktop.ui.pages.meeting.timing import ItemTime

_HEIGHT, _TITLE, _FACTS = 73, 36, 20
EXTRA_MINUTES = 5
"""What one key grants."""


class _Words(QWidget):
    """Title and facts, painted. A title that does not fit on one line is set smaller, on as many as it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.facts = "", ""
        self._laid: Paragraph | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(px(_HEIGHT))

    def show_words(self, title: str, facts: str) -> None:
        self.title, self.facts = title, facts
        self._lay_out()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        room = float(self.width())
        large = paragraph(self.title, font(24, 600), room, px(_TITLE))
        fits = large.layout.lineCount() <= 1
        self._laid = large if fits else paragraph(self.title, font(18, 600), room, px(24))
        self.setFixedHeight(max(px(_HEIGHT), round(self._laid.height) + px(8 + _FACTS + 9)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._laid is None:
            return
        with painting(self) as canvas:
            draw_paragraph(canvas, self._laid, 0, px(8), "text")
            below = QRectF(0, px(8) + max(self._laid.height, px(34)), self.width(), px(_FACTS))
            canvas.text(below, self.facts, font(13), "muted")


class _Figure(QWidget):
    """The time: its figure, what was planned beside it, and below what else is to be said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.time: ItemTime | None = None
        self.setFixedHeight(px(_HEIGHT))

    def show_time(self, time: ItemTime | None) -> None:
        self.time = time
        self.setVisible(time is not None)
        if time is not None:
            beside = advance(time.words(), font(15)) + px(8) + advance(time.figure(), font(32, 600))
            self.setFixedWidth(round(max(beside, advance(time.note(), font(13)))) + 4)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        time = self.time
        if time is None:
            return
        noted = time.note()
        top = px(2) if noted else px(8)
        width = float(self.width())
        beside = advance(time.words(), font(15))
        over: Token = "warning" if time.elapsed - time.planned >= 60 else "muted"
        with painting(self) as canvas:
            figure = QRectF(0, top, width - beside - px(8), px(52))
            canvas.text(figure, time.figure(), font(32, 600), "muted" if time.paused else "text", RIGHT)
            canvas.text(
                QRectF(width - beside - 1, top + px(7), beside + 1, px(48)),
                time.words(),
                font(15),
                over,
                RIGHT,
            )
            ink: Token = "warning" if time.paused else "muted"
            canvas.text(QRectF(0, px(47), width, px(20)), noted, font(13), ink, RIGHT)


class ItemHeader(QWidget):
    """76 px over the list: the words, what can be done with the time, the time, and three pixels of bar.

    `pause_asked`, `extend_asked`, `skip_asked`, `next_asked` by its small buttons; the keys are the page's.
    """

    pause_asked = Signal()
    extend_asked = Signal()
    skip_asked = Signal()
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words, self._figure = _Words(), _Figure()
        self._bar = ProgressStrip(thickness=3)
        self.pause = doing(IconButton("pause", _("Pause"), size=32), "pause_item", "resume_item")
        self.extend = doing(Button(f"+{EXTRA_MINUTES}", "ghost", compact=True), "extend_item")
        self.skip = doing(
            IconButton("arrow-right", _("Leave this point for another time"), size=32), "skip_item"
        )
        self.next = doing(IconButton("next", _("Go to the next point"), size=32), "start_item")
        self._buttons = holding(row(self.pause, self.extend, self.skip, self.next, gap=0))
        self._end, self._below = row(gap=0), column(gap=0)
        line = row((self._words, 1), 16, self._buttons, 12, self._figure, self._end, gap=0)
        line.setContentsMargins(px(24), 0, px(24), 0)
        self.setLayout(column(line, self._bar, self._below, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_buttons()
        self.show_time(None)

    def _name_buttons(self) -> None:
        granting = _("{n} more minutes").format(n=EXTRA_MINUTES)
        self.extend.setAccessibleName(granting)
        self.extend.setToolTip(words_with_key(granting, EXTEND))
        for button, keys in ((self.skip, SKIP), (self.next, NEXT)):
            button.setToolTip(words_with_key(button.accessibleName(), keys))
        self.pause.clicked.connect(self.pause_asked)
        self.extend.clicked.connect(self.extend_asked)
        self.skip.clicked.connect(self.skip_asked)
        self.next.clicked.connect(self.next_asked)

    def put_paper(self, time_box: QWidget, strip: QWidget) -> None:
        """What stands where the time does when there is no clock, and what is said of it."""
        self._end.addWidget(time_box)
        self._below.addWidget(strip)

    def show_item(self, title: str, facts: str) -> None:
        """What is being talked about, and what has been written of it."""
        self._words.show_words(title, facts)
        self._tell()

    def show_time(self, time: ItemTime | None) -> None:
        """None while no point is running, and when there is no clock."""
        self._figure.show_time(time)
        self._buttons.setVisible(time is not None)
        if time is None:
            self._bar.show_share(0, 1, "primary")
        else:
            self._bar.show_share(time.elapsed, time.planned, time.token, self._spoken(time))
            words = _("Let the time go on") if time.paused else _("Pause")
            self.pause.set_icon("play" if time.paused else "pause", words)
            self.pause.setToolTip(words_with_key(words, PAUSE))
        self._tell()

    def time(self) -> ItemTime | None:
        return self._figure.time

    def _spoken(self, time: ItemTime) -> str:
        minutes = ngettext("{n} minute", "{n} minutes", time.elapsed // 60)
        words = ", ".join(filter(None, (time.words(), time.note())))
        return _("{elapsed}, {words}").format(elapsed=minutes, words=words)

    def _tell(self) -> None:
        self.setAccessibleName(", ".join(filter(None, (self._words.title, self._words.facts))))
