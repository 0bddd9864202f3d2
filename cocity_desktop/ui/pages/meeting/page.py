"""The live meeting: agenda on the left, what is said in the middle, who is in the room on the right.

The page reads the meeting and hands it to its columns; what they ask is done by the acts beside them (`agenda_acts`,
`room_acts`, `entry_acts`). Saving what is typed is the desk's business (`capture_desk`), and goes before any
reading: a meeting is read again only when the hand rests.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer

from cocity_desktop.application.room import heads
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.meeting import keys
from cocity_desktop.ui.pages.meeting.agenda import AgendaColumn
from cocity_desktop.ui.pages.meeting.agenda_acts import AgendaActs
from cocity_desktop.ui.pages.meeting.capture_desk import CaptureDesk
from cocity_desktop.ui.pages.meeting.entry_acts import EntryActs
from cocity_desktop.ui.pages.meeting.keys import add_shortcut
from cocity_desktop.ui.pages.meeting.kinds import KINDS, shortcut_of
from cocity_desktop.ui.pages.meeting.lines import closed_words, facts_of_item
from cocity_desktop.ui.pages.meeting.outline import outlined, running, turned_to
from cocity_desktop.ui.pages.meeting.paper import PaperActs
from cocity_desktop.ui.pages.meeting.paper_chooser import PaperChooser
from cocity_desktop.ui.pages.meeting.rest import Rest
from cocity_desktop.ui.pages.meeting.room import RoomColumn
from cocity_desktop.ui.pages.meeting.room_acts import RoomActs
from cocity_desktop.ui.pages.meeting.room_reading import room_lines, room_words, who_may_object
from cocity_desktop.ui.pages.meeting.room_screen_acts import RoomScreenActs
from cocity_desktop.ui.pages.meeting.speech import SpeechColumn
from cocity_desktop.ui.pages.meeting.tally import RoomFacts
from cocity_desktop.ui.pages.meeting.timing import item_time
from cocity_desktop.ui.permitted import allowed, doing, why_not
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import Part, Roomy

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import AgendaRow, MeetingDetail

_BESIDE = 925
"""Below this width, in design pixels, the three columns stand one above the other, what is said on top."""
_SPEECH, _BELOW = 296, 240
"""Heights then at least, in design pixels."""


class MeetingPage(Page):
    """Open it on a meeting: a planned one begins, a closed one is shown among the meetings instead."""

    NAME: ClassVar[str] = "meeting"
    KINDS: ClassVar[tuple[str, ...]] = (
        "meeting", "agenda_item", "attendance", "entry", "decision", "reservation", "commitment", "group", "process",
        "attachment", "place",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True
    UNDO_STOPS: ClassVar[frozenset[str]] = frozenset({"run_meeting", "schedule_meeting"})

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.meeting: MeetingDetail | None = None
        self._record_id = ""
        self.agenda = AgendaColumn()
        self.speech = SpeechColumn()
        self.room = RoomColumn()
        self.desk = CaptureDesk(context, self.speech.line, self)
        self.paper = PaperActs(context, self.speech.line.edit, self)
        self.chooser = PaperChooser(self)
        self._on_paper = self._to_begin = self._choosing = False
        self.desk.attend(self.speech)
        self.agenda_acts = AgendaActs(context, self.agenda, self.speech.header, self)
        self.room_acts = RoomActs(context, self.room, self)
        self.entry_acts = EntryActs(context, self.speech, self.desk, self)
        self.screen_acts = RoomScreenActs(context, self)
        self._acts = (self.agenda_acts, self.room_acts, self.entry_acts, self.screen_acts)
        self.setLayout(
            column(
                (
                    Roomy(
                        Part(self.agenda, _BELOW),
                        Part(self.speech, _SPEECH, takes=True),
                        Part(self.room, _BELOW),
                        least=_BESIDE,
                        lines=True,
                        first=1,
                    ),
                    1,
                ),
                gap=0,
            )
        )
        self._rest = Rest(self)
        self._rest.timeout.connect(self.refresh)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._connect()

    def _connect(self) -> None:
        speech, line = self.speech, self.speech.line
        self._connect_paper()
        line.edit.textEdited.connect(self._rest.put_off)
        self.desk.lines_changed.connect(lambda: speech.list.set_lines(self.desk.lines()))
        line.submitted.connect(self._submitted)
        for acts in self._acts:
            acts.done.connect(line.edit.setFocus)
        for kind in KINDS:
            add_shortcut(self, shortcut_of(kind), partial(self._pick_kind, kind))
        self.agenda_acts.turned.connect(self._turned)
        acts = self.agenda_acts
        for key, act in (
            (keys.NEXT, acts.next),
            (keys.SKIP, acts.skip),
            (keys.TICK, acts.tick),
            (keys.PAUSE, acts.pause),
            (keys.EXTEND, acts.extend),
            (keys.EXTEND_BY, acts.ask_minutes),
            (keys.CLOSE, self.close_meeting),
            ("F11", self.screen_acts.toggle),
            (keys.LINES, speech.list.setFocus),
        ):
            add_shortcut(self, key, act)

    def _connect_paper(self) -> None:
        """A meeting held on paper: the time that was written is that of whatever is done."""
        paper, opens = self.paper, self.context.navigator.open_page
        self.speech.header.put_paper(paper.box, paper.strip)
        self.desk.moment = paper.now
        self.agenda_acts.moment = self.room_acts.moment = paper.moment
        paper.done.connect(self.speech.line.edit.setFocus)
        paper.moved.connect(self._show_room)
        paper.strip.left.connect(self.context.navigator.back)
        paper.begun.connect(self.refresh)
        paper.closed.connect(lambda: opens("minutes", self._record_id))
        self.chooser.chosen.connect(lambda meeting_id: opens("meeting", meeting_id, on_paper="1"))
        self.chooser.new_asked.connect(lambda: opens("meetings", new="1"))
        self.chooser.left.connect(self.context.navigator.back)
        add_shortcut(self, keys.TIME, paper.go_to_time)

    # --- the page ------------------------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        """On a meeting; without one, on the one shown before.

        `on_paper="1"`: a planned one was held on paper and is typed in; without a meeting, it asks which.
        """
        self._on_paper, self._to_begin = arguments.get("on_paper") == "1", True
        self.chooser.hide()
        if record_id and record_id != self._record_id:
            self._record_id = record_id
            self.meeting = None
            self.desk.open(record_id)
            for acts in (*self._acts, self.paper):
                acts.meeting = None
            self.paper.leave()
        self._choosing = self._on_paper and not record_id
        if self._choosing:
            self._choose()
            return
        self.refresh()
        self.speech.line.edit.setFocus()

    def _choose(self) -> None:
        """Which meeting is typed in?"""
        queries, now = self.context.services.queries, self.context.services.clock.now()
        self.chooser.setGeometry(self.rect())
        operation = Operation(self, queries.meetings)
        operation.on_success(lambda rows: self.chooser.offer(rows, now)).on_error(
            self.agenda_acts.fail
        ).start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chooser.setGeometry(self.rect())

    def refresh(self) -> None:
        """Read the meeting again."""
        self._rest.stop()
        if self._record_id:
            record_id, queries = self._record_id, self.context.services.queries
            Operation(self, lambda: queries.meeting(record_id)).on_success(self._show).on_error(
                self.agenda_acts.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self.meeting is None:
            return (_("Meetings"),)
        return (_("Meetings"), self.meeting.row.process, self.meeting.row.title)

    def top_actions(self) -> tuple[QWidget, ...]:
        """What stands in the line above the page."""
        if self._choosing:
            return ()
        close = doing(Button(_("Close the meeting"), "secondary", shortcut=None), "close_meeting")
        close.setToolTip(_("Close the meeting (Shift F5)"))
        close.clicked.connect(self.close_meeting)
        return (self.screen_acts.button(), close)

    def explanation(self) -> str:
        of_the_line = _(
            "Write what is said and press Enter: the line is on disk when it says so. "
            "A letter and a space at the start pick the kind, and so do Ctrl+1 to Ctrl+6; @ completes a "
            "name and # a theme. Tab goes to the details of a decision, or to what was recognised in a commitment: "
            "there Enter changes a part, Delete takes it away, typing fills it. Up changes the last line, Alt+N "
            "goes to the list, where Enter changes a line, "
            "Delete takes it away and the menu key does the rest. Alt+A notes who arrives, Alt+P adds a point, F6 goes "
            "to the next point, Ctrl+Z takes back the last change, Shift+F5 closes the meeting. "
            "F11 opens the room’s screen, on the second display if there is one."
        )
        of_the_time = _(
            "F7 stops the time of a point and lets it go on, F8 grants five minutes more and Shift+F8 another number, "
            "Shift+F6 leaves the point for another time. Alt+S goes to who is in the room: Enter lets them leave or "
            "come back, F2 puts a line right. On paper, Alt+T goes to the time."
        )
        of_decisions = _(
            "Alt+U puts in favour of a decision everybody in the room who is not counted otherwise. In the list, Ctrl+R "
            "goes to the words of its reservations."
        )
        return f"{of_the_line}\n\n{of_decisions}\n\n{of_the_time}"

    def may_leave(self) -> bool:
        """What stands in the line is kept for when one comes back."""
        self.desk.rest()
        return True

    def is_live(self) -> bool:
        return self._running() is not None

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.concerns(*self.KINDS):
            self._rest.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self._rest.stop()

    # --- showing -------------------------------------------------------------------------------------------------

    def _show(self, meeting: MeetingDetail) -> None:
        if meeting.row.id != self._record_id:
            return
        first, self.meeting = self.meeting is None, meeting
        self.setAccessibleName(_("Meeting: {title}").format(title=meeting.row.title))
        if first:
            self.context.navigator.retitle()
        if not self._begin(meeting):
            return
        now = self.context.services.clock.now()
        self.agenda.show_meeting(meeting, now)
        self.desk.set_meeting(meeting)
        unknown = self.room_acts.meeting is None
        for acts in self._acts:
            acts.set_meeting(meeting)
        if unknown:
            self.room_acts.read_people()
        self._follow_paper(meeting)
        self._show_room()
        self._show_item()
        if first:
            self.speech.list.scrollToBottom()

    def _begin(self, meeting: MeetingDetail) -> bool:
        """A planned meeting begins by being opened, once; one held on paper asks first when it did. Whether to go on."""
        state, to_begin, self._to_begin = meeting.row.state, self._to_begin, False
        if state is MeetingState.PLANNED and why_not("run_meeting"):
            self.context.navigator.open_page("meetings", meeting.row.id)  # there it can be read
            return False
        asking = state is MeetingState.PLANNED and self._on_paper
        for part in (self.agenda, self.room, self.speech.line):
            part.setEnabled(not asking)
        if asking:
            self.meeting = replace(meeting, on_paper=True)
            self.agenda.show_meeting(self.meeting, self.context.services.clock.now())
            self.room.show_meeting(self.meeting)
            self.speech.header.show_item(meeting.row.title, _("typed in from paper"))
            self.speech.header.show_time(None)
            self.paper.ask_opening(meeting)
            return False
        if state is MeetingState.PLANNED and to_begin:
            command = RunMeeting(meeting_id=meeting.row.id)
            self.agenda_acts.run(run_meeting, command, _("The meeting has begun"))
        elif self.isVisible() and state in (MeetingState.CLOSED, MeetingState.CANCELLED):
            # Only while in front: a late reading must not pull away who has gone on to another page.
            self.context.navigator.open_page("meetings", meeting.row.id)
        return True

    def _follow_paper(self, meeting: MeetingDetail) -> None:
        """The times of a meeting held on paper; the hand goes to the line when it has just been begun."""
        begun = not self.paper.active()
        if meeting.on_paper and meeting.row.state is MeetingState.RUNNING:
            self.paper.follow(meeting)
            if begun:
                self.speech.line.edit.setFocus()
        else:
            self.paper.leave()

    def _show_room(self) -> None:
        if self.meeting is not None:
            moment = self.paper.moment()
            self.room.show_meeting(self.meeting, moment)
            lines = room_lines(self.meeting, moment)
            facts = RoomFacts(heads(self.meeting.presences, moment), room_words(lines))
            self.speech.set_room(facts, who_may_object(self.meeting, lines))

    def _show_item(self) -> None:
        meeting = self.meeting
        if meeting is None:
            return
        current = self._running()
        if current is None:
            facts = ngettext("{n} entry", "{n} entries", len(meeting.entries)) if meeting.entries else ""
            self.speech.header.show_item(meeting.row.title, facts or _("no point is running"))
            self.speech.header.show_time(None)
            return
        said = [one for one in meeting.entries if one.agenda_item_id == current.id]
        points = outlined(meeting.agenda)
        number = next(point.number for point in points if point.row.id == current.id)
        place = _("point {n} of {all}").format(n=number, all=sum(not point.is_sub for point in points))
        self.speech.header.show_item(current.title, f"{place}  ·  {facts_of_item(said)}")
        self._on_tick()

    def _running(self) -> AgendaRow | None:
        return running(self.meeting.agenda) if self.meeting else None

    def _turned(self, item: AgendaRow) -> None:
        """The room turns to a point: what is typed from here on belongs to it, also before it is begun on disk."""
        if self.meeting is not None:
            self.meeting = turned_to(self.meeting, item.id)
            self.desk.set_meeting(self.meeting)

    def _on_tick(self) -> None:
        current = self._running()
        if self.meeting is None:
            return
        now = self.context.services.clock.now()
        timed = current is not None and not self.meeting.on_paper
        self.speech.header.show_time(item_time(current, now) if current is not None and timed else None)
        self.agenda.tick(self.meeting, now)

    def _submitted(self) -> None:
        """Enter in one of the details saves too, and the hand goes back to the words; not when a figure is wrong."""
        if not self.speech.line.error():
            self.speech.line.edit.setFocus()

    def _pick_kind(self, kind: Any) -> None:
        self.speech.line.set_kind(kind)
        self.speech.line.edit.setFocus()

    # --- the end -------------------------------------------------------------------------------------------------

    def close_meeting(self) -> None:
        """End it and go on to its minutes. A line that is not on disk holds it open: it must not be left behind."""
        running = self.meeting is not None and self.meeting.row.state is MeetingState.RUNNING
        if not running or not allowed("close_meeting"):
            return
        if self.desk.unsaved():
            self.speech.line.show_error(
                _("This line is not saved yet: press Enter, or empty it, then close.")
            )
            self.speech.line.edit.setFocus()
            return
        if self.paper.active():
            self.paper.ask_end(self.paper.box)
            return
        command = CloseMeeting(meeting_id=self._record_id)
        operation = self.agenda_acts.run(close_meeting, command, closed_words(self.desk.rows()))
        operation.on_success(lambda _changes: self.context.navigator.open_page("minutes", self._record_id))


PAGE = MeetingPage
