"""What is asked of the room: who arrives, who leaves, who is back, and what was noted wrongly."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.attendances import (
    CorrectAttendance,
    LeaveTogether,
    RecordArrival,
    RecordDeparture,
    ReturnTogether,
    correct_attendance,
    leave_together,
    record_arrival,
    record_departure,
    remove_attendance,
    return_together,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting import keys
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.lookup import Lookup
from cocity_desktop.ui.pages.meeting.room_reading import Arrival, Known, RoomLine, read_typed
from cocity_desktop.ui.pages.meeting.stay_editor import StayEditor
from cocity_desktop.ui.pages.meeting.walk_in import WalkIn
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.buttons import native_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtCore import QPoint

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import PresenceRow
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.room import RoomColumn


class RoomActs(Acts):
    """Behind the right column. `moment` is None for now, and the time that was written for a meeting on paper."""

    def __init__(self, context: PageContext, room: RoomColumn, page: QWidget) -> None:
        super().__init__(context, page)
        self._page, self._room = page, room
        self.moment: Callable[[], datetime | None] = lambda: None
        self.walk_in, self.editor = WalkIn(page), StayEditor(page)
        room.field.look_up(Lookup(self._find, self.fail, self))
        self.walk_in.look_up(Lookup(self._find, self.fail, self))
        people = room.people
        room.arrived.connect(self.arrive)
        room.departed.connect(self.depart)
        room.stranger.connect(lambda name: self.walk_in.ask(name, room.field))
        room.left.connect(self.done)
        people.toggled.connect(self.toggle)
        people.counted.connect(self.count)
        people.numbered.connect(self.number)
        people.edit_asked.connect(self.edit)
        people.removed.connect(self.take_out)
        people.menu_asked.connect(self.menu)
        self.walk_in.given.connect(self._walked_in)
        self.editor.corrected.connect(self._correct)
        self.editor.removed.connect(self._never_there)
        for panel in (self.walk_in, self.editor):
            panel.closed.connect(self._panel_closed)

    def read_people(self) -> None:
        """Whom the field completes at once: groups of the process and their people. All others are looked up."""
        queries, groups = self.context.services.queries, self.meeting.groups if self.meeting else ()

        def read() -> list[Known]:
            known = [Known(group.name, group.group_id) for group in groups]
            for group in groups:
                members = queries.group(group.group_id).members
                known += [Known(m.name, group.group_id, m.person_id, group.name) for m in members]
            return known

        Operation(self, read).on_success(self._know).on_error(self.fail).start()

    def _know(self, known: list[Known]) -> None:
        self._room.set_known(known)
        self.walk_in.set_groups([one for one in known if one.person_id is None])

    def _find(self, text: str) -> list[Known]:
        """On the reading lane: those called so, with and without the number in what was typed."""
        names = dict.fromkeys((read_typed(text).name, text))
        found = dict.fromkeys(one for name in names for one in self.context.services.queries.called(name))
        return [Known(one.name, one.group_id, one.person_id, one.beside) for one in found]

    # --- arrivals --------------------------------------------------------------------------------------------------

    def arrive(self, arrival: Arrival) -> None:
        """Somebody came in; the cursor stays in the field for the next one."""
        self._record(arrival).on_success(lambda _changes: self._room.taken())

    def _record(self, arrival: Arrival) -> Operation[Changes]:
        command = RecordArrival(
            meeting_id=self.meeting_id,
            person_id=arrival.person_id,
            group_id=arrival.group_id,
            label=arrival.label,
            head_count=arrival.heads,
            arrived_at=self.moment(),
        )
        return self.run(record_arrival, command)

    def _walked_in(self, arrival: Arrival) -> None:
        operation = self._record(arrival)
        operation.on_success(lambda _changes: self.walk_in.put_away())
        operation.on_error(lambda error: self.walk_in.show_error(words_for(error)))

    def _panel_closed(self) -> None:
        """Back to where the hand was: the line."""
        self._room.taken()
        self.done.emit()

    # --- coming and going ------------------------------------------------------------------------------------------

    def toggle(self, line: RoomLine) -> None:
        """Who is here leaves, who left comes back; for who was expected, the field asks how many."""
        if line.expected and allowed("record_arrival"):
            self._room.field.start(f"{line.name} ")
            return
        self.done.emit()
        if line.here:
            self._leave(line)
            return
        ids = tuple(stay.id for stay in line.last_gone())
        command = ReturnTogether(attendance_ids=ids, arrived_at=self.moment())
        self.run(return_together, command, _("{who} is back").format(who=line.name))

    def depart(self, line: RoomLine, stay: PresenceRow | None, count: int) -> None:
        """From the field: a person, a whole line, or so many of it."""
        if stay is not None:
            command = RecordDeparture(attendance_id=stay.id, left_at=self.moment())
            operation = self.run(record_departure, command, _("{who} left").format(who=stay.label))
        elif not count or count >= line.heads:
            operation = self._leave(line)
        else:
            counted = self._counted(line, count)
            if counted is None:
                self._room.show_error(_("They did not come in together: put the line right with F2."))
                return
            operation = self._some_leave(line, counted, count)
        operation.on_success(lambda _changes: self._room.taken())

    def count(self, line: RoomLine, by: int) -> None:
        """+ and − on a line: one more comes in, one of them leaves."""
        if by > 0:
            self._record(Arrival(line.name, by, line.group_id))
        elif (stay := self._counted(line, 1)) is not None:
            self._some_leave(line, stay, 1)

    def number(self, line: RoomLine, heads: int) -> None:
        """A figure on a line that is expected: so many came."""
        if not line.here:
            self._record(Arrival(line.name, heads, line.group_id))

    def _leave(self, line: RoomLine) -> Operation[Changes]:
        ids = tuple(stay.id for stay in line.here_now())
        command = LeaveTogether(attendance_ids=ids, left_at=self.moment())
        return self.run(leave_together, command, _("{who} left").format(who=line.name))

    def _some_leave(self, line: RoomLine, stay: PresenceRow, count: int) -> Operation[Changes]:
        heads = count if count < stay.head_count else None
        command = RecordDeparture(attendance_id=stay.id, left_at=self.moment(), heads=heads)
        said = ngettext("{n} of {who} left", "{n} of {who} left", count).format(who=line.name)
        return self.run(record_departure, command, said)

    def _counted(self, line: RoomLine, count: int) -> PresenceRow | None:
        """Heads that came in together and are enough for `count` to leave."""
        stays = [stay for stay in line.here_now() if stay.person_id is None and stay.head_count >= count]
        return stays[-1] if stays else None

    # --- putting right -----------------------------------------------------------------------------------------------

    def edit(self, line: RoomLine) -> None:
        """How many, from when, till when."""
        if line.stays and allowed("correct_attendance"):
            self._room.people.select(line.key)
            self.editor.edit(line, self._room.people)
        elif not line.stays:
            self.toggle(line)

    def take_out(self, line: RoomLine) -> None:
        """They were never there; with several stays, which one must be said first."""
        if len(line.stays) == 1:
            self._never_there(line.stays[0])
        else:
            self.edit(line)

    def menu(self, line: RoomLine, where: QPoint) -> None:
        """All that can be done with a line, with the keys that do it."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        turning = _("They leave") if line.here else _("They arrive") if line.expected else _("They are back")
        doing(
            menu.addAction(_keyed(turning, keys.ACT), lambda: self.toggle(line)),
            "record_departure" if line.here else "record_arrival",
        )
        if line.here:
            doing(
                menu.addAction(_keyed(_("One more comes in"), keys.ONE_MORE), lambda: self.count(line, 1)),
                "record_arrival",
            )
            if self._counted(line, 1) is not None:
                doing(
                    menu.addAction(
                        _keyed(_("One of them leaves"), keys.ONE_LESS), lambda: self.count(line, -1)
                    ),
                    "record_departure",
                )
        if line.stays:
            doing(
                menu.addAction(_keyed(_("Put right…"), keys.PUT_RIGHT), lambda: self.edit(line)),
                "correct_attendance",
            )
            doing(
                menu.addAction(_keyed(_("They were not there"), keys.TAKE_OUT), lambda: self.take_out(line)),
                "remove_attendance",
            )
        menu.popup(where)

    def _correct(self, command: CorrectAttendance) -> None:
        operation = Operation(self, partial(self.context.services.run, correct_attendance, command))
        operation.on_success(self._corrected)
        operation.on_error(self._refused).start()

    def _corrected(self, changes: Changes) -> None:
        self.editor.put_away()
        self._ran(_("The room is put right"), changes)

    def _refused(self, error: AppError) -> None:
        self.editor.show_error(words_for(error))

    def _never_there(self, stay: PresenceRow) -> None:
        said = _("{who} was not there").format(who=stay.label)
        self.run(remove_attendance, Remove(id=stay.id), said)
        self.editor.put_away()
        self.done.emit()


def _keyed(words: str, shortcut: str) -> str:
    return f"{words}\t{native_key(shortcut)}" if len(shortcut) > 1 else f"{words}\t{shortcut}"
