"""The live meeting: agenda on the left, what is said in the middle, who is in the room on the right.

The page reads the meeting, hands it to its columns and turns what they ask into use cases. Saving what is typed is
the desk's business (`capture_desk`), and goes before any reading: a meeting is read again only when the hand rests.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.capture import DeclineEntry, decline_entry, remove_entry
from cocity_desktop.application.meetings import (
    AddAgendaItem,
    CloseMeeting,
    NewItem,
    RecordArrival,
    RecordDeparture,
    RunMeeting,
    StartItem,
    add_agenda_item,
    close_meeting,
    record_arrival,
    record_departure,
    run_meeting,
    start_item,
)
from cocity_desktop.application.registry import Remove
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.meeting.agenda import AgendaColumn, next_item
from cocity_desktop.ui.pages.meeting.capture_desk import CaptureDesk
from cocity_desktop.ui.pages.meeting.keys import add_shortcut
from cocity_desktop.ui.pages.meeting.kinds import KINDS, shortcut_of
from cocity_desktop.ui.pages.meeting.lines import facts_of_item
from cocity_desktop.ui.pages.meeting.room import RoomColumn
from cocity_desktop.ui.pages.meeting.room_reading import Arrival, Known, RoomLine
from cocity_desktop.ui.pages.meeting.speech import SpeechColumn
from cocity_desktop.ui.pages.meeting.timing import item_time
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent, QShowEvent

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import AgendaRow, MeetingDetail, OpenPoint
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.meeting.lines import Line

_REST_MS = 150
"""How long the hand must rest before the meeting is read again: writing what is typed goes first."""


class MeetingPage(Page):
    """Open it on a meeting: a planned one begins, a closed one is shown among the meetings instead."""

    NAME: ClassVar[str] = "meeting"
    KINDS: ClassVar[tuple[str, ...]] = (
        "meeting", "agenda_item", "attendance", "entry", "decision", "reservation", "commitment", "group", "process",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.meeting: MeetingDetail | None = None
        self._record_id = ""
        self._drafts: dict[str, Any] = {}
        self.agenda = AgendaColumn()
        self.speech = SpeechColumn()
        self.room = RoomColumn()
        self.desk = CaptureDesk(context, self.speech.line, self)
        self.setLayout(
            row(
                self.agenda,
                Separator(vertical=True),
                (self.speech, 1),
                Separator(vertical=True),
                self.room,
                gap=0,
            )
        )
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.refresh)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._connect()

    def _connect(self) -> None:
        speech, line = self.speech, self.speech.line
        self.desk.lines_changed.connect(lambda: speech.list.set_lines(self.desk.lines()))
        speech.list.edit_asked.connect(lambda one: self.desk.edit(one.row))
        speech.list.remove_asked.connect(self._remove)
        speech.list.menu_asked.connect(self._menu)
        speech.decline_given.connect(self._decline)
        self.agenda.start_asked.connect(self._start)
        self.agenda.added.connect(self._add_item)
        self.agenda.taken_up.connect(self._take_up)
        self.agenda.left.connect(line.edit.setFocus)
        self.room.arrived.connect(self._arrive)
        self.room.toggled.connect(self._toggle)
        self.room.left.connect(line.edit.setFocus)
        for kind in KINDS:
            add_shortcut(self, shortcut_of(kind), partial(self._pick_kind, kind))
        add_shortcut(self, "F6", self._next)
        add_shortcut(self, "Shift+F5", self.close_meeting)
        add_shortcut(self, "Alt+N", speech.list.setFocus)

    # --- the page ------------------------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:  # noqa: ARG002 (none are asked for)
        """On a meeting; without one, on the one shown before."""
        if record_id and record_id != self._record_id:
            self._keep_draft()
            self._record_id = record_id
            self.meeting = None
            self._bring_draft()
        self.refresh()
        self.speech.line.edit.setFocus()

    def refresh(self) -> None:
        """Read the meeting again."""
        self._rest.stop()
        if self._record_id:
            record_id, queries = self._record_id, self.context.services.queries
            Operation(self, lambda: queries.meeting(record_id)).on_success(self._show).on_error(
                self._fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self.meeting is None:
            return (_("Meetings"),)
        return (_("Meetings"), self.meeting.row.process, self.meeting.row.title)

    def top_actions(self) -> tuple[QWidget, ...]:
        """What stands in the line above the page."""
        close = Button(_("Close the meeting"), "secondary", shortcut=None)
        close.setToolTip(_("Close the meeting (Shift F5)"))
        close.clicked.connect(self.close_meeting)
        return (close,)

    def explanation(self) -> str:
        return _(
            "Write what is said and press Enter: the line is on disk when it says so. "
            "A letter and a space at the start pick the kind, and so do Ctrl+1 to Ctrl+6; Tab goes to the details of a "
            "decision or a commitment. Up changes the last line, Alt+N goes to the list, where Enter changes a line, "
            "Delete takes it away and the menu key does the rest. Alt+A notes who arrives, Alt+P adds a point, F6 goes "
            "to the next point, Ctrl+Z takes back the last change, Shift+F5 closes the meeting."
        )

    def may_leave(self) -> bool:
        """What stands in the line is kept for when one comes back."""
        self._keep_draft()
        return True

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.concerns(*self.KINDS):
            self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self._rest.stop()

    def _keep_draft(self) -> None:
        if self._record_id and not self.speech.line.flying():
            self._drafts[self._record_id] = self.speech.line.bare()

    def _bring_draft(self) -> None:
        self.desk.leave()
        self.speech.line.clear()
        draft = self._drafts.pop(self._record_id, None)
        if draft is not None:
            self.speech.line.show_bare(draft)

    # --- showing -------------------------------------------------------------------------------------------------

    def _show(self, meeting: MeetingDetail) -> None:
        if meeting.row.id != self._record_id:
            return
        first, self.meeting = self.meeting is None, meeting
        if meeting.row.state is MeetingState.PLANNED and first:
            self._run(run_meeting, RunMeeting(meeting_id=meeting.row.id), _("The meeting has begun"))
        elif self.isVisible() and meeting.row.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
            # Only while in front: a late reading must not pull away who has gone on to another page.
            self.context.navigator.open_page("meetings", meeting.row.id)
        self.setAccessibleName(_("Meeting: {title}").format(title=meeting.row.title))
        if first:
            self.context.navigator.retitle()
        now = self.context.services.clock.now()
        self.agenda.show_meeting(meeting, now)
        self.room.show_meeting(meeting)
        self.desk.set_meeting(meeting)
        self.speech.set_names([group.name for group in meeting.groups], now)
        self._show_item()
        if first:
            self.speech.list.scrollToBottom()
            self._read_people(meeting)

    def _show_item(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        running = self._running()
        if running is None:
            facts = ngettext("{n} entry", "{n} entries", len(meeting.entries)) if meeting.entries else ""
            self.speech.header.show_item(meeting.row.title, facts or _("no point is running"))
            self.speech.header.show_time(None)
            return
        said = [one for one in meeting.entries if one.agenda_item_id == running.id]
        place = _("point {n} of {all}").format(n=meeting.agenda.index(running) + 1, all=len(meeting.agenda))
        self.speech.header.show_item(running.title, f"{place}  ·  {facts_of_item(said)}")
        self._on_tick()

    def _running(self) -> AgendaRow | None:
        agenda = self.meeting.agenda if self.meeting else ()
        return next((item for item in agenda if item.state is AgendaState.RUNNING), None)

    def _on_tick(self) -> None:
        running = self._running()
        if self.meeting is None:
            return
        now = self.context.services.clock.now()
        self.speech.header.show_time(item_time(running, now) if running is not None else None)
        self.agenda.tick(self.meeting, now)

    def _read_people(self, meeting: MeetingDetail) -> None:
        """Whom the field of arrivals completes."""
        queries, groups = self.context.services.queries, meeting.groups

        def read() -> list[Known]:
            known = [Known(group.name, group.group_id) for group in groups]
            for group in groups:
                members = queries.group(group.group_id).members
                known += [Known(member.name, group.group_id, member.person_id) for member in members]
            return known

        Operation(self, read).on_success(self.room.set_known).on_error(self._fail).start()

    # --- what is asked -------------------------------------------------------------------------------------------

    def _run(self, use_case: Any, command: Any, said: str = "") -> Operation[Changes]:
        """One use case; `said` goes to the undo bar. Returns the started operation."""
        operation = Operation(self, partial(self.context.services.run, use_case, command))
        operation.on_success(partial(self._done, said)).on_error(self._fail)
        return operation.start()

    def _done(self, said: str, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        if said:
            self.context.navigator.say(said, undoable=True)

    def _fail(self, error: AppError) -> None:
        self.context.navigator.fail(error)

    def _pick_kind(self, kind: Any) -> None:
        self.speech.line.set_kind(kind)
        self.speech.line.edit.setFocus()

    def _start(self, item: AgendaRow) -> None:
        self.speech.line.edit.setFocus()
        if item.state is not AgendaState.RUNNING:
            self._run(start_item, StartItem(item_id=item.id), _("Now: “{title}”").format(title=item.title))

    def _next(self) -> None:
        item_id = next_item(self.meeting) if self.meeting else None
        item = next((one for one in self.meeting.agenda if one.id == item_id), None) if self.meeting else None
        if item is not None:
            self._start(item)

    def _add_item(self, item: NewItem) -> None:
        self._run(add_agenda_item, AddAgendaItem(meeting_id=self._record_id, item=item))

    def _take_up(self, point: OpenPoint) -> None:
        """What was left open becomes a point of tonight."""
        said = _("On the agenda: “{title}”").format(title=point.text)
        self._run(
            add_agenda_item,
            AddAgendaItem(meeting_id=self._record_id, item=NewItem(title=point.text[:300])),
            said,
        )
        self.speech.line.edit.setFocus()

    def _arrive(self, arrival: Arrival) -> None:
        command = RecordArrival(
            meeting_id=self._record_id,
            person_id=arrival.person_id,
            group_id=arrival.group_id,
            label=arrival.label,
            head_count=arrival.heads,
        )
        self._run(record_arrival, command).on_success(lambda _changes: self.room.taken())

    def _toggle(self, line: RoomLine) -> None:
        self.speech.line.edit.setFocus()
        if line.here:
            here = [stay for stay in line.stays if stay.left_at is None]
            for stay in here:
                said = _("{who} left").format(who=line.name) if stay is here[-1] else ""
                self._run(record_departure, RecordDeparture(attendance_id=stay.id), said)
            return
        last = line.stays[-1]
        command = RecordArrival(
            meeting_id=self._record_id,
            person_id=last.person_id,
            group_id=last.group_id,
            label=last.label,
            head_count=last.head_count,
        )
        self._run(record_arrival, command, _("{who} is back").format(who=line.name))

    # --- a line of the list --------------------------------------------------------------------------------------

    def _menu(self, line: Line, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(_("Change"), lambda: self.desk.edit(line.row))
        menu.addAction(_("Will not go into the pact…"), lambda: self.speech.ask_decline(line.row))
        menu.addAction(_("Take away"), lambda: self._remove(line))
        menu.popup(where)

    def _remove(self, line: Line) -> None:
        said = _("Taken away: “{text}”").format(text=line.row.text[:60])
        operation = self._run(remove_entry, Remove(id=line.row.id), said)
        operation.on_success(lambda _changes: self.desk.forget(line.row.id))

    def _decline(self, entry_id: str, reason: str) -> None:
        operation = self._run(
            decline_entry, DeclineEntry(entry_id=entry_id, reason=reason), _("Noted with its reason")
        )
        operation.on_success(lambda _changes: self.speech.declined())
        operation.on_error(lambda error: self.speech.decline.show_error(words_for(error)))

    # --- the end -------------------------------------------------------------------------------------------------

    def close_meeting(self) -> None:
        """End it. A line that is not on disk holds it open: it must not be left behind."""
        if self.desk.unsaved():
            self.speech.line.show_error(
                _("This line is not saved yet: press Enter, or empty it, then close.")
            )
            self.speech.line.edit.setFocus()
            return
        operation = self._run(
            close_meeting, CloseMeeting(meeting_id=self._record_id), _("The meeting is closed")
        )
        operation.on_success(lambda _changes: self.context.navigator.open_page("meetings", self._record_id))


PAGE = MeetingPage
