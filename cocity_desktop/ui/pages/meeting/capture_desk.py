"""The desk behind the capture line: what is typed becomes an entry, an old entry comes back to be changed.

It holds the queue to the disk and the lines on show, so that the page only has to lay things out.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.views.work import EntryRow, MeetingDetail
from cocity_desktop.domain.meetings import AgendaState, EntryOutcome
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.capture_queue import CaptureQueue, Waiting
from cocity_desktop.ui.pages.meeting.detail_rows import Wrong
from cocity_desktop.ui.pages.meeting.lines import Line, Standing, as_lines
from cocity_desktop.ui.pages.meeting.revising import revise

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_line import CaptureLine, Draft


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
        self._set_aside: Draft | None = None
        self._revising = False
        self._count = 0
        self.moment: Callable[[], datetime] = context.services.clock.now
        self.queue = CaptureQueue(self)
        self.queue.written.connect(self._written)
        self.queue.refused.connect(self._refused)
        line.submitted.connect(self.submit)
        line.retry_asked.connect(self.retry)
        line.moved_on.connect(self._moved_on)
        line.back_asked.connect(lambda: self._step(-1))
        line.forward_asked.connect(lambda: self._step(1))
        line.left.connect(self.leave)

    # --- what the list shows -----------------------------------------------------------------------------------

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk; lines written since it was read stay until a reading has them."""
        self._meeting = meeting
        known = {row.id for row in meeting.entries}
        self._fresh = [row for row in self._fresh if row.id not in known]
        self._line.commitment.set_groups(meeting.groups)
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
        try:
            draft = self._line.draft()
        except Wrong as wrong:
            self._line.show_error(str(wrong))
            return
        if self._meeting is None:
            return
        if self._editing is not None:
            self._revise(self._editing, draft)
            return
        self._line.fly()
        self.queue.add(self._waiting(self._meeting, draft))

    def _waiting(self, meeting: MeetingDetail, draft: Draft) -> Waiting:
        running = next((item.id for item in meeting.agenda if item.state is AgendaState.RUNNING), None)
        said_at = self.moment()
        command = CaptureEntry(
            meeting_id=meeting.row.id,
            agenda_item_id=running,
            entry_kind=draft.kind,
            text=draft.text,
            said_at=said_at,
            decision=draft.decision,
            commitment=draft.commitment,
        )
        self._count += 1
        row = EntryRow(
            f"waiting-{self._count}", running, draft.kind, draft.text, said_at, "", (), EntryOutcome.OPEN, "", None, None
        )  # fmt: skip
        return Waiting(row, partial(self._context.services.run, capture_entry, command))

    def _written(self, line: Waiting, changes: Changes) -> None:
        if changes.created is not None:
            self._fresh.append(replace(line.row, id=changes.created))
        if not line.moved_on:
            self._line.landed()
        elif not self.queue.waiting():
            self._line.show_error("")
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

    # --- changing an old line ------------------------------------------------------------------------------------

    def edit(self, row: EntryRow) -> None:
        """Bring a line back under the hand; what was being typed is set aside and comes back after."""
        if self._editing is None and not self._line.is_empty():
            self._set_aside = self._line.bare()
        self._editing = row
        self._line.show_entry(row)
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
        if self._set_aside is not None:
            self._line.show_bare(self._set_aside)
            self._set_aside = None
        self.editing_changed.emit(None)

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

    def _revise(self, row: EntryRow, draft: Draft) -> None:
        groups = self._meeting.groups if self._meeting else ()
        self._revising = True
        self._line.fly()
        operation = Operation(self, partial(revise, self._context.services, row, draft, groups))
        operation.on_success(lambda changes: self._revised(row, changes))
        operation.on_error(lambda error: self._not_revised(row, draft, error))
        operation.on_finally(self._done_revising)
        operation.start()

    def _revised(self, row: EntryRow, changes: tuple[Changes, ...]) -> None:
        self._fresh = [one for one in self._fresh if one.id != row.id]
        if self._editing is not None:
            self.leave()
        for one in changes:
            self._context.bus.changed.emit(one)

    def _not_revised(self, row: EntryRow, draft: Draft, error: AppError) -> None:
        if self._editing is None:  # the person typed on: the change comes back before what is typed now
            self.edit(row)
            self._line.show_bare(draft)
        reason = _lowered(words_for(error))
        self._line.refused(_("Not saved: {reason} The text stays here.").format(reason=reason))

    def _done_revising(self) -> None:
        self._revising = False


def _lowered(sentence: str) -> str:
    """A sentence that goes on after a colon."""
    return sentence[:1].lower() + sentence[1:]
