"""Ctrl+Z and Ctrl+Shift+Z: the last act of this device taken back, or done again, whatever page it was made on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cocity_desktop.application.history import redo_candidate, redo_last, undo_candidate, undo_last
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import allowed
from cocity_desktop.ui.shell.change_words import words_for_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import ChangeRecord, JournalReader, UnitOfWork
    from cocity_desktop.ui.pages.base import PageContext


class Undoing(QObject):
    """Undo and redo for one open archive."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def undo(self) -> None:
        """Take back the last act, and say which it was."""
        self._run(undo_candidate, undo_last, lambda act: _("Undone: {act}").format(act=act))

    def undo_by_key(self, stops: frozenset[str]) -> None:
        """As `undo`, but not past an act whose label is in `stops`: a key that is held must not undo the page itself."""

        def candidate(journal: JournalReader) -> ChangeRecord:
            found = undo_candidate(journal)
            if found.label in stops:
                raise UserError(ErrorCode.UNDO_LEAVES_PAGE)
            return found

        self._run(candidate, undo_last, lambda act: _("Undone: {act}").format(act=act))

    def redo(self) -> None:
        """Do again what was taken back, and say which act it was."""
        self._run(redo_candidate, redo_last, lambda act: _("Done again: {act}").format(act=act))

    def _run(
        self,
        candidate: Callable[[JournalReader], ChangeRecord],
        use_case: Callable[[UnitOfWork], Changes],
        sentence: Callable[[str], str],
    ) -> None:
        if not allowed("undo"):
            return

        def job() -> tuple[str, Changes]:
            uow = self._context.services.new_unit_of_work()
            with uow:
                record = _act(uow.journal, candidate(uow.journal))
            with self._context.services.watching():
                return words_for_change(record.label, record.subject), use_case(uow)

        def done(outcome: tuple[str, Changes]) -> None:
            act, changes = outcome
            self._context.bus.changed.emit(changes)
            self._context.navigator.say(sentence(act), undoable=False)

        Operation(self, job).on_success(done).on_error(self._context.navigator.fail).start()


def _act(journal: JournalReader, record: ChangeRecord) -> ChangeRecord:
    """The act that an undo (or the redo of one) is about."""
    while record.reverses is not None:
        record = journal.change(record.reverses)
    return record
