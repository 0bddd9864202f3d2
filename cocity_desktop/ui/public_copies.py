"""«Copia pubblica»: the same paper without people's data, saved where the person says, and noted as everything that leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.views.fates import FateSheet
    from cocity_desktop.application.views.place_sheet import PlaceSheet
    from cocity_desktop.application.views.sheets import MeetingSheet
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.pages.base import PageContext

Document = TypeVar("Document", "MinutesDocument", "PactDocument", "FateSheet", "MeetingSheet", "PlaceSheet")


def save_public_copy(
    page: QWidget,
    context: PageContext,
    document: Document,
    name: str,
    kinds: str,
    make: Callable[[Document], bytes],
) -> None:
    """Ask where, take people out, make the file with `make`, note it, say so. Nothing when the person gives up."""
    title = _("Public copy, without people’s data")
    path = ask_file_save(page, title, Path.home() / public_name(name), kinds)
    if path is None:
        return
    services, navigator = context.services, context.navigator

    def printed(copy: Document) -> None:
        job = Operation(page, lambda: services.write_file(path, make(copy)))
        job.on_success(lambda _none: note()).on_error(navigator.fail).start("work")

    def note() -> None:
        cmd = NoteExport(kind=ExportKind.PUBLIC_COPY, file_name=path.name, records=1)
        Operation(page, lambda: services.run(note_export, cmd)).on_success(noted).on_error(
            navigator.fail
        ).start()

    def noted(changes: Changes) -> None:
        context.bus.changed.emit(changes)
        navigator.say(_("Public copy saved: {file}").format(file=path.name), undoable=False)

    Operation(page, lambda: public_copy(document, services.outgoing.people_to_hide())).on_success(
        printed
    ).on_error(navigator.fail).start()


def save_public_sheet(page: QWidget, context: PageContext, meeting_id: EntityId, name: str) -> None:
    """The list to sign at the door, read anew, without the names of those who are expected."""
    services = context.services

    def read(sheet: MeetingSheet) -> None:
        save_public_copy(page, context, sheet, name, _("PDF (*.pdf)"), services.press.attendance_sheet)

    Operation(page, lambda: services.queries.meeting_sheet(meeting_id)).on_success(read).on_error(
        context.navigator.fail
    ).start()


def public_name(name: str) -> str:
    """«2027-02-11 verbale - Tavolo (copia pubblica).pdf»."""
    stem, dot, ending = name.rpartition(".")
    words = _("public copy")
    return f"{stem} ({words}){dot}{ending}"
