"""What is asked of the room: who arrives, who leaves, who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.attendances import (
    RecordArrival,
    RecordDeparture,
    record_arrival,
    record_departure,
)
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.room_reading import Arrival, Known, RoomLine

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.room import RoomColumn


class RoomActs(Acts):
    """Behind the right column."""

    def __init__(self, context: PageContext, room: RoomColumn, parent: QObject) -> None:
        super().__init__(context, parent)
        self._room = room
        room.arrived.connect(self.arrive)
        room.toggled.connect(self.toggle)
        room.left.connect(self.done)

    def read_people(self) -> None:
        """Whom the field of arrivals completes: groups of the process and their people."""
        queries, groups = self.context.services.queries, self.meeting.groups if self.meeting else ()

        def read() -> list[Known]:
            known = [Known(group.name, group.group_id) for group in groups]
            for group in groups:
                members = queries.group(group.group_id).members
                known += [Known(member.name, group.group_id, member.person_id) for member in members]
            return known

        Operation(self, read).on_success(self._room.set_known).on_error(self.fail).start()

    def arrive(self, arrival: Arrival) -> None:
        """Somebody came in."""
        command = RecordArrival(
            meeting_id=self.meeting_id,
            person_id=arrival.person_id,
            group_id=arrival.group_id,
            label=arrival.label,
            head_count=arrival.heads,
        )
        self.run(record_arrival, command).on_success(lambda _changes: self._room.taken())

    def toggle(self, line: RoomLine) -> None:
        """Who is here leaves, who left comes back."""
        self.done.emit()
        if line.here:
            here = [stay for stay in line.stays if stay.left_at is None]
            for stay in here:
                said = _("{who} left").format(who=line.name) if stay is here[-1] else ""
                self.run(record_departure, RecordDeparture(attendance_id=stay.id), said)
            return
        last = line.stays[-1]
        command = RecordArrival(
            meeting_id=self.meeting_id,
            person_id=last.person_id,
            group_id=last.group_id,
            label=last.label,
            head_count=last.head_count,
        )
        self.run(record_arrival, command, _("{who} is back").format(who=line.name))
