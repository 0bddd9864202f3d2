"""«Esporta…»: the button of the registry's pages, and what it sets going."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject
from shiboken6 import isValid

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.exporting import ENDINGS, export_note, make_export, read_export
from cocity_desktop.application.exports import note_export
from cocity_desktop.application.steps import WHOLE, part, pieces
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.dialogs.export_form import ExportDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button, IconButton

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton, QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.export_ports import ExportSubject
    from cocity_desktop.application.exporting import ExportContent
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.models.window_table import WindowTable
    from cocity_desktop.ui.operation import Lane, Progress
    from cocity_desktop.ui.pages.base import PageContext

_KEY = "Ctrl+Shift+E"
_READING = 0.3
"""The share of the reading in the whole work; the rest is making the file and writing it."""
_MAKING = 0.9


class Chosen(NamedTuple):
    """What a page shows: how many of how many (`more`: at least so many), and how their ids are read, on the database lane."""

    shown: int
    total: int
    more: bool
    ids: Callable[[], tuple[EntityId, ...]]


def exporting_button(
    page: QWidget,
    context: PageContext,
    subject: ExportSubject,
    table: Callable[[], WindowTable[Any]],
    *,
    kind: str,
    narrow: bool = False,
) -> Button | IconButton:
    """The button, set going. `table()` is the page's list of records of `kind`; `narrow` leaves the words to the tooltip."""

    def chosen() -> Chosen:
        model, question = table().model, table().question()
        queries = context.services.queries
        return Chosen(
            model.shown(), model.total(), model.more(), lambda: tuple(queries.listed_ids(kind, question))
        )

    return export_button(page, context, subject, chosen, narrow=narrow)


def export_button(
    page: QWidget,
    context: PageContext,
    subject: ExportSubject,
    chosen: Callable[[], Chosen],
    *,
    narrow: bool = False,
) -> Button | IconButton:
    """The same over any list; `chosen()` is asked each time."""
    made = (
        IconButton("upload", _("Export"), shortcut=_KEY)
        if narrow
        else Button(_("Export…"), "ghost", icon="upload", shortcut=_KEY)
    )
    doing(made, "note_export")
    made.clicked.connect(Exporting(made, page, context, subject, chosen).ask)
    return made


class Exporting(QObject):
    """Asks what and where, reads on the database lane, makes the file on the work lane, notes that it left."""

    def __init__(
        self,
        button: QAbstractButton,
        page: QWidget,
        context: PageContext,
        subject: ExportSubject,
        chosen: Callable[[], Chosen],
    ) -> None:
        super().__init__(button)
        self._page, self._context = page, context
        self._subject, self._chosen = subject, chosen

    def ask(self) -> None:
        """The dialog, in which all the rest happens."""
        chosen = self._chosen()
        dialog = ExportDialog(self._page, self._subject, chosen.shown, chosen.total, more=chosen.more)
        dialog.wanted.connect(lambda: self._begin(dialog, chosen))
        open_dialog(dialog)

    def _begin(self, dialog: ExportDialog, chosen: Chosen) -> None:
        """The system's own dialog for the file, then the work."""
        request = dialog.request()
        ending = ENDINGS[request.form]
        day = local(self._context.services.clock.now()).date().isoformat()
        name = f"{label_of(self._subject)} {day}.{ending}"
        kinds = f"{label_of(request.form)} (*.{ending})"
        file = ask_file_save(dialog, _("Where to write the file"), Path.home() / name, kinds)
        if file is None:
            return
        file = file if file.suffix else file.with_suffix(f".{ending}")
        dialog.begin(file)
        services = self._context.services
        only = dialog.only_shown()

        def read(progress: Progress) -> tuple[ExportContent, HouseLine]:
            house = services.queries.house()
            line = HouseLine(house.id, house.name, house.address, house.city, house.email)
            wanted = replace(request, ids=chosen.ids() if only else None)
            return read_export(wanted, services.outgoing, part(progress.step, 0, _READING)), line

        self._run(Operation(self, read), dialog, lambda found: self._make(dialog, file, *found))

    def _make(self, dialog: ExportDialog, file: Path, content: ExportContent, house: HouseLine) -> None:
        if isValid(dialog) and dialog.stopping:  # asked for between the two jobs
            dialog.show_stopped()
            return
        services, now = self._context.services, self._context.services.clock.now()

        def work(progress: Progress) -> None:
            making = part(progress.step, _READING, _MAKING)
            made = make_export(content, services.out_files, services.mailing, house, now, making)
            services.write_pieces(file, pieces(made, part(progress.step, _MAKING, 1)))

        self._run(Operation(self, work), dialog, lambda _none: self._note(dialog, file, content), "work")

    def _note(self, dialog: ExportDialog, file: Path, content: ExportContent) -> None:
        """The file is there: whatever becomes of the dialog, it is noted."""
        services, note = self._context.services, export_note(content, file.name)

        def noted(changes: Changes) -> None:
            self._context.bus.changed.emit(changes)
            if isValid(dialog):
                dialog.show_done(note.records, content.without_address)

        Operation(self, lambda: services.run(note_export, note)).on_success(noted).on_error(
            lambda error: self._failed(dialog, error)
        ).start()

    def _run(
        self,
        job: Operation[Any],
        dialog: ExportDialog,
        then: Callable[[Any], object],
        lane: Lane = "database",
    ) -> None:
        dialog.stopped.connect(job.cancel)

        def follow(done: int, total: int, _words: str) -> None:
            if isValid(dialog):
                dialog.follow(done, total or WHOLE)

        job.with_progress(follow).on_success(then).on_error(lambda error: self._failed(dialog, error))
        job.on_cancel(lambda: dialog.show_stopped() if isValid(dialog) else None).start(lane)

    def _failed(self, dialog: ExportDialog, error: AppError) -> None:
        if isValid(dialog):
            dialog.show_fault(error)
        else:
            self._context.navigator.fail(error)
