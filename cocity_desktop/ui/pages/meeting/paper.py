"""A meeting held with pen and paper is typed in: its times are those that were written, and no clock runs.

The time goes on when a line begins with one, or by its field; what is typed, who arrives and which point is talked
about take it. It goes back only when somebody insists.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, clock
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.asking import ask_end, read_needed_time
from cocity_desktop.ui.pages.meeting.lines import closed_words
from cocity_desktop.ui.pages.meeting.paper_parts import PaperStrip, TimeBox
from cocity_desktop.ui.pages.meeting.paper_time import last_moment, nearest, stamp_of
from cocity_desktop.ui.widgets.date_reading import Unreadable

if TYPE_CHECKING:
    from datetime import time

    from PySide6.QtWidgets import QLineEdit, QWidget

    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.ui.pages.base import PageContext


class PaperActs(Acts):
    """`moved` when the time is another, `begun` when the meeting is open, `closed` when it is ended on disk."""

    moved = Signal()
    begun = Signal()
    closed = Signal()

    def __init__(self, context: PageContext, edit: QLineEdit, page: QWidget) -> None:
        super().__init__(context, page)
        self._edit = edit
        self._moment: datetime | None = None
        self._refused: time | None = None
        self._taken: tuple[str, datetime] | None = None
        self.box, self.strip, self.end = TimeBox(), PaperStrip(), ask_end(page)
        self.box.hide()
        self.box.given.connect(self._given)
        self.box.stepped.connect(self._step)
        self.box.left.connect(self.done)
        self.strip.began.connect(self._began)
        self.end.given.connect(self._end)
        self.end.closed.connect(self.done)
        edit.textEdited.connect(self._typed)
        edit.installEventFilter(self)

    # --- the meeting ------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Another meeting: nothing of this one's times stays."""
        self._moment = self._refused = self._taken = None
        self.box.hide()
        self.strip.hide()

    def ask_opening(self, meeting: MeetingDetail) -> None:
        """Before it is typed in: when did it begin? As planned, unless somebody wrote another time."""
        self.set_meeting(meeting)
        self.strip.ask(min(meeting.row.starts_at, self.context.services.clock.now()))

    def follow(self, meeting: MeetingDetail) -> None:
        """It is being typed in: go on from the last time that was written."""
        self.set_meeting(meeting)
        if self._moment is None:
            self._moment = last_moment(meeting)
            self.strip.follow()
            self.box.show()
            self.box.show_moment(self._moment)

    def active(self) -> bool:
        """Whether times are written by hand now."""
        return self._moment is not None

    def moment(self) -> datetime | None:
        """The time as written; None while there is a clock."""
        return self._moment

    def now(self) -> datetime:
        """When what is typed was said: as written, or now."""
        return self._moment or self.context.services.clock.now()

    def _began(self, text: str) -> None:
        if self.meeting is None:
            return
        try:
            at = nearest(read_needed_time(text), self.meeting.row.starts_at)
        except Unreadable as unreadable:
            self.strip.tell(str(unreadable))
            return
        if at > self.context.services.clock.now():
            self.strip.tell(_("{time} has not come yet.").format(time=clock(at)))
            return
        command = RunMeeting(meeting_id=self.meeting_id, on_paper=True, at=at)
        operation = self.run(run_meeting, command, _("Now type it in, with the times on your paper"))
        operation.on_success(lambda _changes: self.begun.emit())

    # --- the time ---------------------------------------------------------------------------------------------------

    def go_to_time(self) -> None:
        """The cursor in the field of the time."""
        if self.active():
            self.box.go()

    def _given(self, text: str) -> None:
        try:
            at = read_needed_time(text)
        except Unreadable as unreadable:
            self._refuse(str(unreadable))
            return
        insisted, self._refused = self._refused == at, None
        if self._set(at, insisted=insisted, again=_("Press Enter again to go back.")):
            self.done.emit()
        else:
            self._refused = at
            self.box.box.set_wrong(True)

    def _step(self, minutes: int) -> None:
        """The arrows are seen while they are pressed: they may go back."""
        if self._moment is not None:
            self._move(min(self._moment + timedelta(minutes=minutes), self.context.services.clock.now()))

    def _set(self, at: time, *, insisted: bool, again: str) -> bool:
        """Whether it is that time now; words in the strip when it would be before what was written, or is to come."""
        if self._moment is None:
            return False
        moment = nearest(at, self._moment)
        if moment > self.context.services.clock.now():
            self._refuse(_("{time} has not come yet.").format(time=clock(moment)))
        elif moment < self._moment.replace(second=0, microsecond=0) and not insisted:
            words = _("{time} is before {last}.").format(time=clock(moment), last=clock(self._moment))
            self._refuse(f"{words} {again}")
        else:
            self._move(moment)
            return True
        return False

    def _move(self, moment: datetime) -> None:
        self._moment = moment
        self.strip.tell("")
        self.box.show_moment(moment)
        self.moved.emit()

    def _refuse(self, words: str) -> None:
        self.strip.tell(words)

    # --- at the start of a line ---------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if self._moment is None:
            return
        stamp, before = stamp_of(text), self._moment
        self._taken = None
        if stamp is None:
            self.strip.tell("")
        elif self._set(stamp.at, insisted=stamp.insisted, again=_("One more space to go back.")):
            self._taken = (text[: stamp.length], before)
            self._edit.setText(text[stamp.length :])

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Backspace, before anything else is typed, gives the figures back: they were words."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Backspace or self._taken is None or self._edit.text():
            return False
        (words, before), self._taken = self._taken, None
        self._move(before)
        self._edit.setText(words.rstrip())
        return True

    # --- the end ------------------------------------------------------------------------------------------------------

    def ask_end(self, beside: QWidget) -> None:
        """When did it end? The last time that was written, unless somebody wrote another."""
        self.end.ask(clock(self.now()), beside)

    def _end(self, at: time) -> None:
        if self.meeting is None:
            return
        ended, last = nearest(at, self.now()), last_moment(self.meeting)
        if ended < last.replace(second=0, microsecond=0):
            self.end.show_error(_("There are lines until {last}: it ended later.").format(last=clock(last)))
            return
        command = CloseMeeting(meeting_id=self.meeting_id, at=ended)
        operation = self.run(close_meeting, command, closed_words(self.meeting.entries))
        operation.on_error(lambda error: self.end.show_error(words_for(error)))
        operation.on_success(lambda _changes: self.closed.emit())
