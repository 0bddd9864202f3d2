"""The month that drops from a date field: Qt's calendar with our cells and a heading of our own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QWidget

from cocity_desktop.localization import _, current_language, day
from cocity_desktop.ui.theme.canvas import CENTRE, cell, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import Token, colour, px
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter, QPaintEvent


class _Month(QCalendarWidget):
    """Cells without a grid: today ringed, the chosen day filled, other months faint."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.setLocale(QLocale(current_language()))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setNavigationBarVisible(False)
        self.setFont(font(13))
        heading = QTextCharFormat()
        heading.setForeground(colour("muted"))
        heading.setBackground(colour("surface"))
        self.setHeaderTextFormat(heading)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, heading)
        self.setFixedSize(px(280), px(232))

    def paintCell(self, painter: QPainter, rect: QRect, when: QDate | date) -> None:
        date_ = when if isinstance(when, date) else date(when.year(), when.month(), when.day())
        chosen = self.selectedDate() == QDate(date_.year, date_.month, date_.day)
        with cell(painter, QRectF(rect), False) as canvas:
            canvas.fill(QRectF(rect), "surface")
            body = QRectF(rect).adjusted(2, 1, -2, -1)
            if chosen:
                canvas.box(body, "primary", None, 4)
            elif date_ == self._today:
                canvas.box(body, None, "primary", 4, 1.5)
            ink: Token = "on_primary" if chosen else "text" if date_.month == self.monthShown() else "faint"
            canvas.text(
                body.adjusted(0, 0, 0, -1), str(date_.day), font(13, 600 if chosen else 400), ink, CENTRE
            )


class CalendarPopup(QFrame):
    """A window of its own that closes by itself; `picked(date)` on click or Enter, Esc leaves things as they were."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, shown: date, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._month = _Month(today)
        self._title = Label("", "strong")
        before = IconButton("chevron-left", _("Month before"), size=32)
        after = IconButton("chevron-right", _("Next month"), size=32)
        before.clicked.connect(self._month.showPreviousMonth)
        after.clicked.connect(self._month.showNextMonth)
        heading = row(before, None, self._title, None, after, gap=0)
        self.setLayout(column(heading, self._month, gap=4, margins=(8, 8, 8, 8)))
        self._month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self._month.currentPageChanged.connect(self._entitle)
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        self._entitle(shown.year, shown.month)

    def open_at(self, corner: QPoint) -> None:
        """Show with the top left corner at `corner` (of the screen), moved inside the screen if need be."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        self.move(
            max(screen.left(), min(corner.x(), screen.right() - self.width())),
            max(screen.top(), min(corner.y(), screen.bottom() - self.height())),
        )
        self.show()
        self._month.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")
            canvas.box(QRectF(self.rect()), None, "control", 0)

    def _entitle(self, year: int, month: int) -> None:
        self._title.setText(day(date(year, month, 1), "LLLL y"))

    def _pick(self, when: QDate) -> None:
        self.picked.emit(date(when.year(), when.month(), when.day()))
        self.close()
