"""«Esporta…»: the button of the registry's pages, and what it sets going."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.exporting import ENDINGS, export_note, make_export, read_export
from cocity_desktop.application.exports import note_export
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.dialogs.export_form import ExportDialog, ExportedDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.widgets.buttons import Button, IconButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractButton

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.export_ports import ExportSubject
    from cocity_desktop.application.exporting import ExportContent, ExportRequest
    from cocity_desktop.application.views.lists import ListQuestion
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.listed_page import ListedPage
    from cocity_desktop.ui.models.window_table import WindowTable
    from cocity_desktop.ui.operation import Lane
    from cocity_desktop.ui.pages.base import PageContext

_KEY = "Ctrl+Shift+E"
T = TypeVar("T")


def exporting_button(
    page: ListedPage[Any, Any],
    context: PageContext,
    subject: ExportSubject,
    table: Callable[[], WindowTable[Any]],
    *,
    narrow: bool = False,
) -> Button | IconButton:
    """The button, set going. `table()` is the page's list; `narrow` leaves the words to the tooltip."""
    made = (
        IconButton("upload", _("Export"), shortcut=_KEY)
        if narrow
        else Button(_("Export…"), "ghost", icon="upload", shortcut=_KEY)
    )
    made.clicked.connect(Exporting(made, page, context, subject, table).ask)
    return made


class Exporting(QObject):
    """Asks what and where, reads on the database lane, makes the file on the work lane, notes that it left."""

    def __init__(
        self,
        button: QAbstractButton,
        page: ListedPage[Any, Any],
        context: PageContext,
        subject: ExportSubject,
        table: Callable[[], WindowTable[Any]],
    ) -> None:
        super().__init__(button)
        self._button, self._page, self._context = button, page, context
        self._subject, self._table = subject, table

    def ask(self) -> None:
        """The dialog, then the system's own for the file."""
        model = self._table().model
        dialog = ExportDialog(self._page, self._subject, model.shown(), model.total(), more=model.more())
        if not open_dialog(dialog):
            return
        request = dialog.request()
        ending = ENDINGS[request.form]
        day = local(self._context.services.clock.now()).date().isoformat()
        name = f"{label_of(self._subject)} {day}.{ending}"
        kinds = f"{label_of(request.form)} (*.{ending})"
        file = ask_file_save(self._page, _("Where to write the file"), Path.home() / name, kinds)
        if file is not None:
            question = self._table().question() if dialog.only_shown() else None
            self._write(request, question, file if file.suffix else file.with_suffix(f".{ending}"))

    def _write(self, request: ExportRequest, question: ListQuestion | None, file: Path) -> None:
        services, kind = self._context.services, self._page.RECORDS
        self._busy(True)

        def read() -> tuple[ExportContent, HouseLine]:
            house = services.queries.house()
            line = HouseLine(house.id, house.name, house.address, house.city, house.email)
            ids = None if question is None else tuple(services.queries.listed_ids(kind, question))
            return read_export(replace(request, ids=ids), services.outgoing), line

        def make(found: tuple[ExportContent, HouseLine]) -> None:
            content, house = found
            now = services.clock.now()

            def work() -> None:
                services.write_file(
                    file, make_export(content, services.out_files, services.mailing, house, now)
                )

            self._run(work, lambda _none: self._note(content, file), lane="work")

        self._run(read, make)

    def _note(self, content: ExportContent, file: Path) -> None:
        services, note = self._context.services, export_note(content, file.name)

        def noted(changes: Changes) -> None:
            self._busy(False)
            self._context.bus.changed.emit(changes)
            open_dialog(ExportedDialog(self._page, file, note.records))

        self._run(lambda: services.run(note_export, note), noted)

    def _run(self, job: Callable[[], T], then: Callable[[T], object], lane: Lane = "database") -> None:
        def failed(error: AppError) -> None:
            self._busy(False)
            self._context.navigator.fail(error)

        Operation(self, job).on_success(then).on_error(failed).start(lane)

    def _busy(self, on: bool) -> None:
        self._button.setEnabled(not on)
        if self._button.text():
            self._button.setText(_("Writing…") if on else _("Export…"))
