"""One thing asked for in a small panel: minutes, or a time of day. Enter gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.popover import Popover
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.date_reading import Unreadable, read_time, write_time
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row
from cocity_desktop.ui.widgets.number_reading import read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import time

    from PySide6.QtWidgets import QWidget

_LEAST, _MOST = -60, 240


class Asking(Popover):
    """`given(value)` by Enter or the button, once what is typed can be read."""

    given = Signal(object)

    def __init__(
        self, page: QWidget, title: str, label: str, act: str, read: Callable[[str], object]
    ) -> None:
        super().__init__(page, title, 340)
        self._read = read
        self.field = LineBox(height=36)
        self.field.setFixedWidth(px(76))
        self.field.line.setAccessibleName(label)
        self.field.line.returnPressed.connect(self.give)
        self.field.line.textEdited.connect(lambda _text: self.show_error(""))
        self.button = Button(act, "secondary")
        self.button.clicked.connect(self.give)
        self.body.addLayout(row(Label(label, "small"), 8, self.field, None, self.button))

    def ask(self, text: str, widget: QWidget) -> None:
        """With `text` in the field, selected."""
        self.field.set_text(text)
        self.show_error("")
        self.open_below(widget)
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def give(self) -> None:
        """Read it; words under the field when that is not possible."""
        try:
            value = self._read(self.field.text())
        except Unreadable as unreadable:
            self.show_error(str(unreadable))
            return
        self.given.emit(value)

    def show_error(self, words: str) -> None:
        super().show_error(words)
        self.field.set_wrong(bool(words))


def ask_minutes(page: QWidget) -> Asking:
    """How many minutes the room grants, or takes back. `given(int)`."""
    return Asking(page, _("Extra time, by agreement"), _("Minutes of time"), _("Grant"), _minutes)


def ask_end(page: QWidget) -> Asking:
    """When a meeting held on paper ended. `given(time)`."""
    return Asking(page, _("When did it end?"), _("It ended at"), _("Close the meeting"), read_needed_time)


def read_needed_time(text: str) -> time:
    """A time of day. Raises Unreadable with words, also for nothing typed."""
    read = read_time(text)
    if read is None:
        raise Unreadable(_("Write the time like this: 18:30"))
    return read


def time_text(value: time) -> str:
    """As the field shows it."""
    return write_time(value)


def _minutes(text: str) -> int:
    sign = -1 if text.strip().startswith(("-", "−")) else 1
    read = read_whole(text.strip().lstrip("+-−"), 0, _MOST)
    if not read:
        raise Unreadable(_("How many minutes?"))
    return max(_LEAST, sign * read)
