"""The right column: who is in the room, in one field and one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.room import heads, here_at
from cocity_desktop.localization import _, number
from cocity_desktop.ui.pages.meeting.keys import ARRIVES, ROOM, add_shortcut
from cocity_desktop.ui.pages.meeting.room_field import ArrivalField
from cocity_desktop.ui.pages.meeting.room_list import PassageLog, RoomList
from cocity_desktop.ui.pages.meeting.room_reading import (
    Known,
    RoomLine,
    arrival_of,
    exact,
    folded,
    passages,
    room_lines,
)
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.application.views.work import MeetingDetail, PresenceRow
    from cocity_desktop.ui.pages.meeting.room_reading import Typed

WIDTH = 232
_LOGGED = 30


class RoomColumn(QWidget):
    """`arrived(Arrival)` and `departed(RoomLine, PresenceRow or None, int)` from the field, `stranger(str)` for a new name.

    `departed` names one stay for a person, and how many for a group (0: all). The list has its own signals; `left`
    on Esc, when the hand goes back to the line.
    """

    arrived = Signal(object)
    departed = Signal(object, object, int)
    stranger = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self._known: tuple[Known, ...] = ()
        self._meeting: MeetingDetail | None = None
        self._moment: datetime | None = None
        self._count = Label("0", "section")
        self._count.setAccessibleName(_("People in the room"))
        self.field = doing(ArrivalField(), "record_arrival")
        self.field.meant.connect(self._meant)
        self.field.left.connect(self._leave)
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        self.field.line.textEdited.connect(lambda _text: self.show_error(""))
        self._empty = Label(
            _("Nobody yet. Type who arrives: a group and how many, or a name."), "small", wrap=True
        )
        self.people = RoomList()
        self.log = PassageLog()
        self._lay_out()
        add_shortcut(self, ARRIVES, self.go)
        add_shortcut(self, ROOM, self.go_to_list)

    def _lay_out(self) -> None:
        self._log_part = holding(
            column(
                row(Separator(), margins=(16, 0, 16, 0)),
                14,
                row(Label(_("Arrivals and departures"), "strong"), margins=(16, 0, 16, 0)),
                4,
                self.log,
                gap=0,
            )
        )
        self._empty_part = holding(row((self._empty, 1), margins=(16, 0, 16, 8)))
        self._log_part.hide()
        middle = holding(column(self._empty_part, self.people, 12, self._log_part, None, gap=0))
        title = row(Label(_("In the room"), "section"), None, self._count, margins=(16, 16, 16, 12))
        field = column(self.field, self._error, gap=4, margins=(16, 0, 16, 12))
        pane = ScrollPane(middle)
        pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(title, field, (pane, 1), gap=0))

    def show_meeting(self, meeting: MeetingDetail, moment: datetime | None = None) -> None:
        """As read from disk. `moment` is that of a meeting held on paper, None for now."""
        self._meeting, self._moment = meeting, moment
        self._count.setText(number(heads(meeting.presences, moment)))
        lines = room_lines(meeting, moment)
        self._empty_part.setVisible(not lines)
        self.people.set_rows(lines)
        self.people.scheduleDelayedItemsLayout()
        log = passages(meeting)
        self._log_part.setVisible(bool(log))
        self.log.show_passages(log[:_LOGGED])
        self._offer()

    def set_known(self, known: Sequence[Known]) -> None:
        """Whom the field completes: groups and people, those of the process first."""
        self._known = tuple(known)
        self._offer()

    def _offer(self) -> None:
        """Who is here already is offered only to leave; names that were typed before can be typed by two letters."""
        presences = self._meeting.presences if self._meeting else ()
        here = here_at(presences, self._moment)
        inside = {stay.person_id for stay in here if stay.person_id}
        labels = {folded(one.name) for one in self._known}
        named = {folded(stay.label): stay for stay in presences if not stay.group_id and not stay.person_id}
        typed = [Known(stay.label) for key, stay in named.items() if key not in labels]
        arriving = [one for one in self._known if one.person_id is None or one.person_id not in inside]
        leaving = {(stay.group_id, stay.person_id, stay.label): stay for stay in here}
        self.field.set_known(
            (*arriving, *typed), tuple(Known(label, group, person) for group, person, label in leaving)
        )

    def go(self) -> None:
        """The cursor in the field."""
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def go_to_list(self) -> None:
        """The cursor on the lines of the room."""
        if self.people.selected() is None and self.people.rows.rowCount():
            self.people.setCurrentIndex(self.people.rows.index(0, 0))
        self.people.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def taken(self) -> None:
        """The arrival is on disk: the field is free for the next one."""
        self.field.clear()
        self.show_error("")

    def show_error(self, words: str) -> None:
        """Under the field, which keeps what was typed."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.field.set_wrong(bool(words))

    def error(self) -> str:
        return self._error.text()

    def _meant(self, typed: Typed, who: Known | None) -> None:
        if typed.leaving:
            self._leaves(typed, who)
            return
        if who is not None and who.person_id is not None and self._stay_of(who) is not None:
            self.show_error(_("{who} is in the room already").format(who=who.name))
            return
        arrival = arrival_of(typed, who)
        if who is None and arrival.stranger:
            found = exact(typed.name, self._everyone())
            if found is not None and self._stay_of(found) is not None:
                self.show_error(_("{who} is in the room already").format(who=found.name))
            else:
                self.stranger.emit(typed.name)
        else:
            self.arrived.emit(arrival)

    def _leaves(self, typed: Typed, who: Known | None) -> None:
        who = who or (Known(_("No group")) if not typed.name else None)
        stay = self._stay_of(who) if who is not None else None
        line = next((one for one in self._lines() if stay is not None and stay in one.stays), None)
        if line is None:
            self.show_error(_("“{name}” is not in the room").format(name=typed.name))
        elif stay is not None and stay.person_id is not None:
            self.departed.emit(line, stay, 0)
        else:
            self.departed.emit(line, None, typed.count)

    def _lines(self) -> tuple[RoomLine, ...]:
        return room_lines(self._meeting, self._moment) if self._meeting else ()

    def _everyone(self) -> tuple[Known, ...]:
        presences = self._meeting.presences if self._meeting else ()
        return tuple(Known(stay.label, stay.group_id, stay.person_id) for stay in presences)

    def _stay_of(self, who: Known) -> PresenceRow | None:
        """The stay of somebody who is here: a person by who they are, others by group or name."""
        here = here_at(self._meeting.presences, self._moment) if self._meeting else ()
        return next((stay for stay in here if _is(stay, who)), None)

    def _leave(self) -> None:
        self.taken()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() == Qt.Key.Key_Down and self.field.line.hasFocus():
            self.go_to_list()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")


def _is(stay: PresenceRow, who: Known) -> bool:
    if who.person_id is not None:
        return stay.person_id == who.person_id
    if who.group_id is not None:
        return stay.group_id == who.group_id and stay.person_id is None
    return stay.group_id is None and stay.person_id is None and folded(stay.label) == folded(who.name)
