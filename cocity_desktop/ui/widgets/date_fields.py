"""Day and time, typed by keyboard; the calendar is there for those who point."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.date_reading import Unreadable, read_date, read_time, write_date, write_time
from cocity_desktop.ui.widgets.field import Field, LineBox

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _TypedField(Field):
    """A line whose text must be read; what cannot be read is told when the cursor leaves."""

    def __init__(self, label: str, help_text: str, placeholder: str) -> None:
        super().__init__(label, help_text)
        self.box = LineBox(placeholder)
        self.line = self.box.line
        self._build(self.box, self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._leave)

    def text(self) -> str:
        """What is typed, readable or not."""
        return self.line.text()

    def _tidy(self) -> str | None:
        """The text rewritten in full, None when it cannot be read."""
        raise NotImplementedError

    def _leave(self) -> None:
        if self.check() and (tidy := self._tidy()) is not None and tidy != self.line.text():
            self.line.setText(tidy)


class DateField(_TypedField):
    """A day as dd.mm.yyyy. `today` completes "7.3"; the arrow keys move by a day, a calendar opens with Alt+Down.

    `value()` is None when empty or unreadable: ask `problem()` (or `Form.check`) to tell the two apart.
    """

    def __init__(self, label: str = "", *, help_text: str = "", today: date | None = None) -> None:
        super().__init__(label, help_text, _("dd.mm.yyyy"))
        self._today = today
        self._button = IconButton("meeting", _("Open the calendar"), size=32)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self.open_calendar)
        self.box.row.addWidget(self._button)
        self.line.installEventFilter(self)

    def value(self) -> date | None:
        try:
            return read_date(self.line.text(), self._now())
        except Unreadable:
            return None

    def set_value(self, value: date | None) -> None:
        self.line.setText(write_date(value))

    def problem(self) -> str | None:
        try:
            read_date(self.line.text(), self._now())
        except Unreadable as unreadable:
            return str(unreadable)
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress and self._key(event):  # type: ignore[arg-type]
            return True
        return super().eventFilter(watched, event)

    def open_calendar(self) -> None:
        """The month of the value (or of today) under the field."""
        from cocity_desktop.ui.widgets.calendar import CalendarPopup

        popup = CalendarPopup(self, self.value() or self._now(), self._now())
        popup.picked.connect(self._picked)
        popup.open_at(self.box.mapToGlobal(QPoint(0, self.box.height() + 4)))

    def _picked(self, value: date) -> None:
        self.set_value(value)
        self.line.setFocus()

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif event.key() in steps and (value := self.value()) is not None:
            self.set_value(value + timedelta(days=steps[Qt.Key(event.key())]))
        else:
            return False
        return True

    def _now(self) -> date:
        from datetime import datetime

        from cocity_desktop.localization import ROME

        return self._today or datetime.now(ROME).date()

    def _tidy(self) -> str | None:
        return write_date(self.value())


class TimeField(_TypedField):
    """A time of day as hh:mm; "18", "1830" and "18.30" are understood."""

    def __init__(self, label: str = "", *, help_text: str = "") -> None:
        super().__init__(label, help_text, _("hh:mm"))

    def value(self) -> time | None:
        try:
            return read_time(self.line.text())
        except Unreadable:
            return None

    def set_value(self, value: time | None) -> None:
        self.line.setText(write_time(value))

    def problem(self) -> str | None:
        try:
            read_time(self.line.text())
        except Unreadable as unreadable:
            return str(unreadable)
        return None

    def _tidy(self) -> str | None:
        return write_time(self.value())
