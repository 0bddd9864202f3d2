"""What was noted wrongly of the room: how many they were, when they came, when they went, or that they never came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cocity_desktop.application.attendances import CorrectAttendance
from cocity_desktop.localization import _, clock, local, number
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.meeting.asking import read_needed_time
from cocity_desktop.ui.pages.meeting.paper_time import nearest
from cocity_desktop.ui.pages.meeting.popover import Popover
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.date_reading import Unreadable, read_time
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import holding, row
from cocity_desktop.ui.widgets.number_reading import read_whole

if TYPE_CHECKING:
    from datetime import datetime, time

    from PySide6.QtWidgets import QAbstractItemView, QWidget

    from cocity_desktop.application.views.work import PresenceRow
    from cocity_desktop.ui.pages.meeting.room_reading import RoomLine

_MOST_HEADS = 9999
_FIELD = 76


class StayEditor(Popover):
    """`corrected(CorrectAttendance)` by Enter or «Correggi», `removed(PresenceRow)` by «Non c’era».

    A line with several stays lists them first: arrows choose the one that is put right.
    """

    corrected = Signal(object)
    removed = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "", 320)
        self._stay: PresenceRow | None = None
        self.stays: ListView[PresenceRow] = ListView(
            _stay_item, lambda stay: stay.id, fit=True, inset=0, name=_("Times in the room")
        )
        self.stays.row_selected.connect(self._show)
        self.stays.row_activated.connect(self._to_fields)
        self.heads: LineBox = _box(_("How many"), 52)
        self.less = IconButton("minus", _("One fewer"), size=32)
        self.more = IconButton("plus", _("One more"), size=32)
        self.less.clicked.connect(lambda: self._step(-1))
        self.more.clicked.connect(lambda: self._step(1))
        self.came, self.went = _box(_("Arrived at"), _FIELD), _box(_("Left at"), _FIELD)
        self.went.line.setPlaceholderText(_("still here"))
        self._count = holding(
            row(Label(_("How many"), "small"), None, self.less, self.heads, self.more, gap=4)
        )
        never = Button(_("They were not there"), "ghost", compact=True)
        never.clicked.connect(self._remove)
        done = Button(_("Put right"), "secondary")
        done.clicked.connect(self.give)
        for part in (
            self._count,
            holding(row(Label(_("Arrived at"), "small"), None, self.came)),
            holding(row(Label(_("Left at"), "small"), None, self.went)),
        ):
            self.body.addWidget(part)
        self.body.insertWidget(0, self.stays)
        self.body.addLayout(row(never, None, done))
        for box in (self.heads, self.came, self.went):
            box.line.returnPressed.connect(self.give)
            box.line.textEdited.connect(lambda _text: self.show_error(""))

    def edit(self, line: RoomLine, view: QAbstractItemView) -> None:
        """Put this line right, beginning with its last stay."""
        self.set_title(line.name)
        self.stays.setVisible(len(line.stays) > 1)
        self.stays.set_rows(line.stays)
        self.stays.select(line.stays[-1].id)
        self._show(line.stays[-1])
        self.open_beside(view, view.visualRect(view.currentIndex()))
        self._to_fields(line.stays[-1])

    def give(self) -> None:
        """What is to be written; words under the fields when something cannot be read."""
        stay = self._stay
        if stay is None:
            return
        try:
            count = read_whole(self.heads.text(), 1, _MOST_HEADS) or 1
            came = moved(stay.arrived_at, read_needed_time(self.came.text()))
            left = read_time(self.went.text())
        except Unreadable as unreadable:
            self.show_error(str(unreadable))
            return
        went = None if left is None else moved(stay.left_at or came, left)
        self.corrected.emit(
            CorrectAttendance(attendance_id=stay.id, head_count=count, arrived_at=came, left_at=went)
        )

    def _show(self, stay: PresenceRow | None) -> None:
        self._stay = stay
        if stay is None:
            return
        self._count.setVisible(stay.person_id is None)
        self.heads.set_text(str(stay.head_count))
        self.came.set_text(clock(stay.arrived_at))
        self.went.set_text(clock(stay.left_at) if stay.left_at else "")
        self.show_error("")

    def _to_fields(self, stay: PresenceRow) -> None:
        first = self.came if stay.person_id else self.heads
        first.line.setFocus(Qt.FocusReason.OtherFocusReason)
        first.line.selectAll()

    def _step(self, by: int) -> None:
        typed = self.heads.text().strip()
        self.heads.set_text(str(max(1, (int(typed) if typed.isdigit() else 1) + by)))

    def _remove(self) -> None:
        if self._stay is not None:
            self.removed.emit(self._stay)


def moved(was: datetime, to: time) -> datetime:
    """The same moment when the minute is the same: correcting how many must not lose the seconds."""
    here = local(was)
    return was if (here.hour, here.minute) == (to.hour, to.minute) else nearest(to, was)


def _box(words: str, width: int) -> LineBox:
    box = LineBox(height=32)
    box.setFixedWidth(width)
    box.line.setAccessibleName(words)
    return box


def _stay_item(stay: PresenceRow) -> ListItem:
    until = f"–{clock(stay.left_at)}" if stay.left_at else "–"
    name = stay.label if stay.person_id else f"{stay.label}  {number(stay.head_count)}"
    return ListItem(name, trailing=f"{clock(stay.arrived_at)}{until}")
