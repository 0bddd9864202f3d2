"""The middle column: the point's header, what was said, the capture line at its foot, and the sheets above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.capture_line import CaptureLine
from cocity_desktop.ui.pages.meeting.entries_view import EntriesView
from cocity_desktop.ui.pages.meeting.header import ItemHeader
from cocity_desktop.ui.pages.meeting.sheet import ReasonSheet, ReservationSheet
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.views.work import EntryRow
    from cocity_desktop.ui.pages.meeting.room_reading import Known
    from cocity_desktop.ui.pages.meeting.tally import RoomFacts


RESERVATION, DECLINE = "reservation", "decline"


class SpeechColumn(QWidget):
    """`decline_given(entry id, reason)` from the sheet that asks why a line goes no further.

    `sheet_typed` when what stands in an open sheet changes.
    """

    decline_given = Signal(str, str)
    sheet_typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: tuple[Known, ...] = ()
        self._declining = ""
        self.header = ItemHeader()
        self.list = EntriesView()
        self.line = doing(CaptureLine(), "capture_entry")
        self.setLayout(column(self.header, 6, (self.list, 1), self.line, gap=0))
        self.reservations = ReservationSheet(self)
        self.decline = ReasonSheet(self)
        for sheet in (self.reservations, self.decline):
            sheet.closed.connect(self.line.edit.setFocus)
            sheet.typed.connect(self.sheet_typed)
        self.line.decision.reservations_asked.connect(self.open_reservations)
        self.reservations.changed.connect(self.line.decision.set_reservations)
        self.decline.given.connect(lambda reason: self.decline_given.emit(self._declining, reason))
        self.list.typed.connect(self.line.insert)
        self.list.left.connect(self.line.edit.setFocus)
        self.setTabOrder(self.line, self.list)

    def set_room(self, room: RoomFacts, names: Sequence[Known]) -> None:
        """Who is in the room, and who may have a reservation: those who are there before all others."""
        self._names = tuple(names)
        self.line.decision.set_room(room)

    def ask_decline(self, row: EntryRow) -> None:
        """Why `row` will not go into the pact."""
        if not allowed("decline_entry"):
            return
        self._declining = row.id
        title = _("Why will “{text}” not go into the pact?").format(text=row.text[:80])
        self.decline.ask(title, self.line)

    def open_sheets(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What stands unsent in the open sheets, by the name of the sheet."""
        reason, reservation = self.decline.fields(), self.reservations.fields()
        found = ((RESERVATION, reservation), (DECLINE, (self._declining, *reason) if reason else ()))
        return tuple((name, fields) for name, fields in found if fields)

    def reopen(self, name: str, fields: tuple[str, ...], rows: Sequence[EntryRow]) -> None:
        """Open a sheet again as it stood before a crash. One about a line that is gone stays closed."""
        if name == RESERVATION and len(fields) == 2:
            self.open_reservations()
            self.reservations.fill(*fields)
            self.reservations.mark_recovered()
        row = next((one for one in rows if name == DECLINE and one.id == fields[0]), None)
        if row is not None and len(fields) == 2:
            self.ask_decline(row)
            self.decline.words.set_text(fields[1])
            self.decline.mark_recovered()

    def declined(self) -> None:
        """It is on disk."""
        self.decline.close_sheet()

    def open_reservations(self) -> None:
        """Who has a reservation to the decision in hand, and in which words."""
        decision = self.line.decision
        self.reservations.show_reservations(decision.reservations(), self._names, decision.room().words)
        self.reservations.open_above(self.line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")
