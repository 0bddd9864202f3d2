"""What can be done from the minutes: each act runs its use case on a lane and tells the window how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from cocity_desktop.application.minutes import (
    InsertParagraph,
    RegenerateMinutes,
    SettleParagraph,
    WriteParagraph,
    insert_paragraph,
    regenerate_minutes,
    settle_paragraph,
    write_paragraph,
)
from cocity_desktop.application.minutes_approval import (
    AddAddition,
    ApproveMinutes,
    LockMinutes,
    ReopenMinutes,
    add_addition,
    approve_minutes,
    document_to_lock,
    lock_minutes,
    reopen_minutes,
)
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.minutes.dialogs import ApproveDialog, LockDialog, WordsDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.domain.minutes import Settlement
    from cocity_desktop.ui.pages.base import PageContext


class MinutesActs(QObject):
    """The acts of one page; `page` is under the dialogs."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    # --- Writing

    def regenerate(self, meeting_id: str) -> None:
        """Take the notes as they are now."""
        cmd = RegenerateMinutes(meeting_id=meeting_id)
        read = self._context.services.minutes_of
        self._run(regenerate_minutes, cmd, _("The minutes follow the notes; what you wrote stayed"), read)

    def write(self, paragraph_id: str, text: str, settled: Callable[[AppError | None], object]) -> None:
        """Save a paragraph; `settled` is told before anything is read again."""
        services = self._context.services
        cmd = WriteParagraph(paragraph_id=paragraph_id, text=text)

        def done(changes: Changes) -> None:
            settled(None)
            self._context.bus.changed.emit(changes)

        def refused(error: AppError) -> None:
            settled(error)
            self._context.navigator.fail(error)

        Operation(self, lambda: services.run(write_paragraph, cmd)).on_success(done).on_error(refused).start()

    def insert(self, minutes_id: str, after_id: str | None, text: str, said: str) -> None:
        """Add a paragraph."""
        self._run(
            insert_paragraph, InsertParagraph(minutes_id=minutes_id, after_id=after_id, text=text), said
        )

    def put_back(self, paragraph_id: str, text: str) -> None:
        """What was struck out stands in the text again."""
        self._run(
            write_paragraph, WriteParagraph(paragraph_id=paragraph_id, text=text), _("Back in the text")
        )

    def settle(self, paragraph_id: str, settlement: Settlement) -> None:
        """End a choice."""
        self._run(
            settle_paragraph, SettleParagraph(paragraph_id=paragraph_id, choice=settlement), _("Chosen")
        )

    def recover(
        self, document: MinutesDocument, typed: Mapping[str, str], done: Callable[[], object]
    ) -> None:
        """Save what was typed before the app stopped; paragraphs that are gone meanwhile are added at the end."""
        services = self._context.services
        known = {line.id: line.text for line in document.paragraphs}
        minutes_id = document.minutes_id or ""
        last = document.paragraphs[-1].id if document.paragraphs else None

        def work() -> list[Changes]:
            found = []
            for name, text in typed.items():
                if name not in known:
                    cmd = InsertParagraph(minutes_id=minutes_id, after_id=last, text=text)
                    found.append(services.run(insert_paragraph, cmd))
                elif text != known[name]:
                    found.append(services.run(write_paragraph, WriteParagraph(paragraph_id=name, text=text)))
            return found

        def told(changes: list[Changes]) -> None:
            done()
            for one in changes:
                self._context.bus.changed.emit(one)
            if changes:
                self._context.navigator.say(_("Recovered: what you were writing is in its place"))

        Operation(self, work).on_success(told).on_error(self._context.navigator.fail).start()

    # --- Approving and after

    def approve(self, document: MinutesDocument) -> None:
        """By whom, on which day."""
        services = self._context.services
        dialog = ApproveDialog(self._page, local(services.clock.now()).date())
        if open_dialog(dialog):
            cmd = ApproveMinutes(
                minutes_id=document.minutes_id or "",
                approved_by=dialog.who.text(),
                approved_on=dialog.when.value(),
            )
            self._run(approve_minutes, cmd, _("Minutes approved"), services.minutes_of)

    def reopen(self, document: MinutesDocument) -> None:
        """Back to a draft, with a reason."""
        text = _("The notes of the meeting can be corrected again, and the minutes approved anew.")
        dialog = WordsDialog(self._page, _("Back to a draft"), text, _("Reason"), _("Back to a draft"))
        if open_dialog(dialog):
            cmd = ReopenMinutes(minutes_id=document.minutes_id or "", reason=dialog.words.text())
            self._run(reopen_minutes, cmd, _("The minutes are a draft again"))

    def lock(self, document: MinutesDocument) -> None:
        """Print on the work lane, then keep those very bytes."""
        dialog = LockDialog(self._page, document.house.name)
        if not open_dialog(dialog):
            return
        services = self._context.services
        printed = document_to_lock(document, dialog.who.text(), services.clock.now())

        def keep(pdf: bytes) -> None:
            cmd = LockMinutes(document=printed, pdf=pdf)
            self._run(lock_minutes, cmd, _("Minutes locked for good"), services.minutes_of, undoable=False)

        failed = self._context.navigator.fail
        Operation(self, lambda: services.press.minutes(printed)).on_success(keep).on_error(failed).start(
            "work"
        )

    def add(self, document: MinutesDocument) -> None:
        """A dated addition."""
        text = _("It stands on a sheet of its own, with today’s date. The locked minutes stay as they are.")
        dialog = WordsDialog(self._page, _("Add a note"), text, _("Note"), _("Add"), serif=True)
        if open_dialog(dialog):
            cmd = AddAddition(minutes_id=document.minutes_id or "", text=dialog.words.text())
            self._run(add_addition, cmd, _("Note added"))

    def _run(
        self, use_case: Callable[..., Changes], cmd: Any, said: str, *ports: Any, undoable: bool = True
    ) -> None:
        services, navigator = self._context.services, self._context.navigator

        def done(changes: Changes) -> None:
            self._context.bus.changed.emit(changes)
            if changes.change_id:
                navigator.say(said, undoable)
            else:
                navigator.say(_("Nothing has changed"), undoable=False)

        Operation(self, lambda: services.run(use_case, cmd, *ports)).on_success(done).on_error(
            navigator.fail
        ).start()
