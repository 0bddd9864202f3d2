"""The desk behind the capture line: what is typed becomes an entry, an old entry comes back to be changed.

It holds the queue to the disk and the lines on show, so that the page only has to lay things out. What is typed and
not sent is its business too: it is kept as a draft, given up in the transaction that saves the line, and laid out
again when the meeting is opened after whatever ended the app.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.capture import DraftsAfter, capture_entry, revise_entry
from cocity_desktop.application.views.work import EntryRow, MeetingDetail
from cocity_desktop.domain.meetings import AgendaState, EntryKind, EntryOutcome
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.capture_line import Typed
from cocity_desktop.ui.pages.meeting.capture_queue import CaptureQueue, Waiting
from cocity_desktop.ui.pages.meeting.capture_sense import CaptureSense
from cocity_desktop.ui.pages.meeting.detail_rows import Wrong
from cocity_desktop.ui.pages.meeting.draft_text import Unsent, UnsentLine
from cocity_desktop.ui.pages.meeting.lines import Line, Standing, as_lines
from cocity_desktop.ui.pages.meeting.revising import capture_command, revise_command
from cocity_desktop.ui.pages.meeting.saying import commitment_row, speaker
from cocity_desktop.ui.pages.meeting.unsent_lines import UnsentLines
from cocity_desktop.ui.permitted import allowed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_line import CaptureLine
    from cocity_desktop.ui.pages.meeting.capture_reader import Reading
    from cocity_desktop.ui.pages.meeting.speech import SpeechColumn


class CaptureDesk(QObject):
    """`lines_changed` when what the list shows is another; `editing_changed(EntryRow or None)`.

    `moment` says when a line is said: now, unless the meeting was held on paper.
    """

    lines_changed = Signal()
    editing_changed = Signal(object)

    def __init__(self, context: PageContext, line: CaptureLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._line = line
        self._meeting: MeetingDetail | None = None
        self._fresh: list[EntryRow] = []
        self._editing: EntryRow | None = None
        self._untouched: UnsentLine | None = None
        self._set_aside: UnsentLine | None = None
        self._speech: SpeechColumn | None = None
        self._revising = False
        self._count = 0
        self.moment: Callable[[], datetime] = context.services.clock.now
        self.queue = CaptureQueue(self)
        self.sense = CaptureSense(context, line, self)
        self.unsent = UnsentLines(context.services.drafts, self._unsent, self)
        self._connect()

    def _connect(self) -> None:
        line, queue = self._line, self.queue
        queue.written.connect(self._written)
        queue.refused.connect(self._refused)
        line.submitted.connect(self.submit)
        line.retry_asked.connect(self.retry)
        line.moved_on.connect(self._moved_on)
        line.back_asked.connect(lambda: self._step(-1))
        line.forward_asked.connect(lambda: self._step(1))
        line.left.connect(self.leave)
        line.changed.connect(self.unsent.touch)
        self.unsent.found.connect(self._lay_out)

    def attend(self, speech: SpeechColumn) -> None:
        """Keep what stands in the sheets of `speech` together with the line."""
        self._speech = speech
        speech.sheet_typed.connect(self.unsent.touch)

    # --- the meeting -------------------------------------------------------------------------------------------

    def open(self, meeting_id: str) -> None:
        """Turn to a meeting: what was unsent in the one before is kept, what was unsent in this one comes back."""
        self.unsent.rest()
        self._meeting, self._fresh = None, []
        self._set_aside = self._editing = None
        self._line.show_mode(None)
        self._line.clear()
        self.lines_changed.emit()  # those of the one before must not stand under this one's name until it is read
        self.unsent.open(meeting_id)

    def rest(self) -> None:
        """The page is being left: what is unsent does not wait for its moment."""
        self.unsent.rest()

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk; lines written since it was read stay until a reading has them."""
        self._meeting = meeting
        known = {row.id for row in meeting.entries}
        self._fresh = [row for row in self._fresh if row.id not in known]
        self.sense.set_meeting(meeting)
        self.unsent.lay_out()
        self.lines_changed.emit()

    def rows(self) -> tuple[EntryRow, ...]:
        """Every line that is on disk, the newest last."""
        return (*(self._meeting.entries if self._meeting else ()), *self._fresh)

    def lines(self) -> list[Line]:
        """What the list shows: saved lines, then those the person has typed past."""
        if self._meeting is None:
            return []
        waiting = [one for one in self.queue.waiting() if one.moved_on]
        lines = as_lines([*self.rows(), *(one.row for one in waiting)], self._meeting.agenda)
        standing = Standing.FAILED if self.queue.halted else Standing.SAVING
        saved = len(lines) - len(waiting)
        return [*lines[:saved], *(replace(one, standing=standing) for one in lines[saved:])]

    def forget(self, entry_id: str) -> None:
        """A line that was taken away."""
        self._fresh = [row for row in self._fresh if row.id != entry_id]

    def unsaved(self) -> bool:
        """Whether anything typed is not on disk."""
        return bool(self.queue.waiting()) or not self._line.is_empty()

    # --- saving ------------------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Enter: write the line, or the change to an old one."""
        if not allowed("revise_entry" if self._editing is not None else "capture_entry"):
            return
        try:
            typed = self._line.typed()
        except Wrong as wrong:
            self._line.show_error(str(wrong))
            return
        if self._meeting is None:
            return
        reading = self.sense.reading()
        if self._editing is not None:
            self._revise(self._editing, typed, reading)
            return
        unsent = replace(self._line.unsent(), said_at=self.moment(), agenda_item_id=self._running() or "")
        self._line.fly()
        self._enqueue(typed, unsent, reading)

    def _running(self) -> str | None:
        agenda = self._meeting.agenda if self._meeting else ()
        return next((item.id for item in agenda if item.state is AgendaState.RUNNING), None)

    def _enqueue(self, typed: Typed, unsent: UnsentLine, reading: Reading, *, moved_on: bool = False) -> None:
        assert self._meeting is not None
        meeting_id, said_at = self._meeting.row.id, unsent.said_at or self.moment()
        item_id = unsent.agenda_item_id or None
        self._count += 1
        row = EntryRow(
            f"waiting-{self._count}", item_id, typed.kind, typed.text, said_at, "", (), EntryOutcome.OPEN, "", None, None
        )  # fmt: skip

        def prepare() -> Callable[[], Changes]:
            drafts, headings = self.unsent.after(), self.sense.headings()

            def write() -> Changes:
                typed.said.read(reading.result())
                command = capture_command(typed, meeting_id, item_id, said_at, headings, drafts)
                return self._context.services.run(capture_entry, command)

            return write

        self.queue.add(Waiting(_as_understood(row, typed), unsent, prepare, typed, moved_on))
        self._tell_waiting_count()

    def _written(self, line: Waiting, changes: Changes) -> None:
        if changes.created is not None:
            self._fresh.append(replace(_as_understood(line.row, line.typed), id=changes.created))
        if not line.moved_on:
            self._line.landed()
            self._bring_back()
        elif not self.queue.waiting():
            self._line.show_error("")
        self.unsent.touch()
        self._tell_waiting_count()
        self.lines_changed.emit()
        self._context.bus.changed.emit(changes)

    def _refused(self, line: Waiting, error: AppError | None) -> None:
        reason = words_for(error) if error is not None else _("something in the app broke.")
        if not line.moved_on:
            self.queue.drop(line)
            self._line.refused(_("Not saved: {reason} The text stays here.").format(reason=_lowered(reason)))
        else:
            self._take_back()
            self._tell_waiting(reason)
        self.unsent.touch()
        self._tell_waiting_count()
        self.lines_changed.emit()

    def _take_back(self) -> None:
        """One before it was refused: what stands in the line has not been tried, and stays the person's."""
        for one in self.queue.waiting():
            if not one.moved_on:
                self.queue.drop(one)
                self._line.refused("")

    def _tell_waiting(self, reason: str) -> None:
        count = sum(one.moved_on for one in self.queue.waiting())
        waiting = ngettext(
            "{n} line waits above: Enter tries again.", "{n} lines wait above: Enter tries again.", count
        )
        words = _("Not saved: {reason}").format(reason=_lowered(reason))
        self._line.show_error(f"{words} {waiting}")

    def _tell_waiting_count(self) -> None:
        self._context.bus.waiting.emit(len(self.queue.waiting()) + self._revising)

    def retry(self) -> None:
        """Try again what could not be written."""
        if self.queue.halted:
            self.queue.retry()
            self.lines_changed.emit()

    def _moved_on(self) -> None:
        """The person typed on: the line that is being written goes to the list."""
        if self._revising:
            self._stop_editing()
            return
        waiting = self.queue.waiting()
        if waiting:
            waiting[-1].moved_on = True
            self.lines_changed.emit()

    # --- what is not sent ----------------------------------------------------------------------------------------

    def _unsent(self) -> Unsent:
        """All that is neither on disk nor on its way there."""
        waiting = tuple(one.unsent for one in self.queue.behind() if one.moved_on)
        line = None
        if not self._line.flying():
            held = self._line.unsent()
            touched = self._editing is None or self._untouched is None or held.differs(self._untouched)
            if touched and (held.text.strip() or self._editing is not None):
                line = replace(held, entry_id=self._editing.id if self._editing is not None else "")
        return Unsent(waiting, self._set_aside, line, self._speech.open_sheets() if self._speech else ())

    def _lay_out(self, unsent: Unsent, recovered: bool) -> None:
        """What was unsent comes back: finished lines are written, the one in hand is in hand again."""
        unsent = unsent.without_saved((row.said_at, row.text) for row in self.rows())
        for one in unsent.waiting:
            typed = Typed(one.kind, one.text.strip(), one.said.copy(), self._line.decision.read(one.decision))
            self._enqueue(typed, one, self.sense.reading_of(one.text), moved_on=True)
        line, aside, typed_since = unsent.line, unsent.aside, self._line.edit.text()
        row = next((row for row in self.rows() if line is not None and row.id == line.entry_id), None)
        if line is not None and row is not None:
            self._line.clear()
            self.edit(row)
        if line is not None:
            self._set_aside = aside
        line = line or aside
        if line is not None:
            self._line.show_unsent(replace(line, text=line.text + typed_since), recovered=recovered)
        if self._speech is not None:
            for name, fields in unsent.sheets:
                self._speech.reopen(name, fields, self.rows())
        self.lines_changed.emit()

    # --- changing an old line ------------------------------------------------------------------------------------

    def edit(self, row: EntryRow) -> None:
        """Bring a line back under the hand; what was being typed is set aside and comes back after."""
        if not allowed("revise_entry"):
            return
        if self._editing is None and not self._line.is_empty():
            self._set_aside = self._line.unsent()
        self._editing = row
        self._line.show_entry(row)
        self.sense.reading_of(row.text)
        self._untouched = self._line.unsent()
        self._line.show_mode(row)
        self._line.edit.setFocus()
        self.editing_changed.emit(row)

    def leave(self) -> None:
        """Esc: leave the old line as it was."""
        if self._editing is None:
            return
        self._line.clear()
        self._stop_editing()
        self._line.edit.setFocus()

    def _stop_editing(self) -> None:
        self._editing = None
        self._line.show_mode(None)
        self._bring_back()
        self.unsent.touch()
        self.editing_changed.emit(None)

    def _bring_back(self) -> None:
        """What was set aside is under the hand again."""
        if self._set_aside is not None:
            self._line.show_unsent(self._set_aside)
            self._set_aside = None

    def _step(self, by: int) -> None:
        rows = self.rows()
        if self._editing is None:
            if by < 0 and rows and self._line.is_empty():
                self.edit(rows[-1])
            return
        ids = [row.id for row in rows]
        at = ids.index(self._editing.id) + by if self._editing.id in ids else len(rows)
        if at >= len(rows):
            self.leave()
        elif at >= 0:
            self.edit(rows[at])

    def _revise(self, row: EntryRow, typed: Typed, reading: Reading) -> None:
        held = self._line.unsent()
        self._revising = True
        self._line.fly()
        self._tell_waiting_count()
        drafts, headings = self.unsent.after(), self.sense.headings()
        operation = Operation(self, partial(self._write_change, row, typed, reading, headings, drafts))
        operation.on_success(lambda changes: self._revised(row, changes))
        operation.on_error(lambda error: self._not_revised(row, held, error))
        operation.on_finally(self._done_revising)
        operation.start()

    def _write_change(
        self, row: EntryRow, typed: Typed, reading: Reading, headings: dict[int, str], drafts: DraftsAfter
    ) -> Changes:
        """On the database lane."""
        typed.said.read(reading.result())
        return self._context.services.run(revise_entry, revise_command(typed, row, headings, drafts))

    def _revised(self, row: EntryRow, changes: Changes) -> None:
        self._fresh = [one for one in self._fresh if one.id != row.id]
        if self._editing is not None:
            self.leave()
        self._context.bus.changed.emit(changes)

    def _not_revised(self, row: EntryRow, held: UnsentLine, error: AppError) -> None:
        if self._editing is None:  # the person typed on: the change comes back before what is typed now
            self.edit(row)
            self._line.show_unsent(held)
        reason = _lowered(words_for(error))
        self._line.refused(_("Not saved: {reason} The text stays here.").format(reason=reason))
        self.unsent.touch()

    def _done_revising(self) -> None:
        self._revising = False
        self._tell_waiting_count()


def _as_understood(row: EntryRow, typed: Typed) -> EntryRow:
    """How the line looks until it is read back from the disk."""
    said = typed.said
    promised = commitment_row(said, typed.text) if typed.kind is EntryKind.COMMITMENT else None
    return replace(row, who=speaker(said, typed.kind).name, themes=said.themes(), commitment=promised)


def _lowered(sentence: str) -> str:
    """A sentence that goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]
