"""Sheets of a meeting, made off the main thread: kept as PDF files, or given to a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.services import Services
from cocity_desktop.domain.errors import AppError
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.paper_pages import PRINT_DPI, paint_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.document_views import PageImage
    from cocity_desktop.application.views.sheets import InvitationNotes, MeetingSheet
    from cocity_desktop.application.views.work import MeetingRow


class Sheet(Enum):
    """What can be printed of a meeting."""

    INVITATION = auto()
    AGENDA = auto()
    ATTENDANCE = auto()
    MINUTES = auto()


def words_of(sheet: Sheet) -> str:
    """What it is called."""
    return {
        Sheet.INVITATION: lambda: _("Invitation"),
        Sheet.AGENDA: lambda: _("Agenda"),
        Sheet.ATTENDANCE: lambda: _("Attendance sheet"),
        Sheet.MINUTES: lambda: _("Minutes"),
    }[sheet]()


def file_words(sheet: Sheet) -> str:
    """What it is called in the name of a file."""
    return {
        Sheet.INVITATION: lambda: _("invitation"),
        Sheet.AGENDA: lambda: _("agenda"),
        Sheet.ATTENDANCE: lambda: _("attendance"),
        Sheet.MINUTES: lambda: _("minutes"),
    }[sheet]()


def suggested_name(words: str, row: MeetingRow, ending: str = "pdf") -> str:
    """2027-02-11 ordine del giorno - Secondo tavolo.pdf, without what a file system does not take."""
    title = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in row.title)
    date = local(row.starts_at).date().isoformat()
    return f"{date} {words} - {' '.join(title.split())[:80]}.{ending}"


@dataclass(frozen=True, slots=True)
class Printing:
    """How sheets are made for one page: `failed` is told of every refusal, on the main thread."""

    page: QWidget
    services: Services
    failed: Callable[[AppError], object]

    def save(
        self,
        sheet: Sheet,
        row: MeetingRow,
        done: Callable[[Path], object],
        notes: InvitationNotes | None = None,
    ) -> None:
        """Ask where, make the file, call `done` with its path. Nothing when the person gives up."""
        suggested = Path.home() / suggested_name(file_words(sheet), row)
        title = _("Save as PDF: {sheet}").format(sheet=words_of(sheet))
        path = ask_file_save(self.page, title, suggested, _("PDF (*.pdf)"))
        if path is not None:
            self._make(sheet, row.id, notes, lambda pdf: self.write(path, pdf, done))

    def write(self, path: Path, content: bytes, done: Callable[[Path], object]) -> None:
        """Whole or not at all, on the work lane."""
        job = Operation(self.page, lambda: self.services.write_file(path, content))
        job.on_success(lambda _none: done(path)).on_error(self.failed).start("work")

    def print(self, sheet: Sheet, row: MeetingRow, done: Callable[[], object]) -> None:
        """Make the pages, ask which printer, print them. Nothing when the person gives up."""

        def lay(pdf: bytes) -> None:
            job = Operation(self.page, lambda: self.services.press.pages(pdf, PRINT_DPI))
            job.on_success(partial(self._ask_printer, row.title, done)).on_error(self.failed).start("work")

        self._make(sheet, row.id, None, lay)

    def _ask_printer(self, title: str, done: Callable[[], object], pages: Sequence[PageImage]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self.page)
        dialog.setMinMax(1, len(pages))
        if open_dialog(dialog):
            paint_pages(printer, pages)
            done()

    def _make(
        self,
        sheet: Sheet,
        meeting_id: str,
        notes: InvitationNotes | None,
        made: Callable[[bytes], object],
    ) -> None:
        """Read on the one lane, set in type on the other, `made` with the PDF."""
        services = self.services
        if sheet is Sheet.MINUTES:
            minutes = Operation(self.page, lambda: services.minutes_of(meeting_id)).on_error(self.failed)
            minutes.on_success(
                lambda found: self._press(
                    partial(minutes_pdf, found, services.press, services.read_bytes), made
                )
            ).start()
            return
        reading = Operation(self.page, lambda: services.queries.meeting_sheet(meeting_id)).on_error(
            self.failed
        )
        reading.on_success(
            lambda found: self._press(partial(sheet_pdf, services, sheet, found, notes), made)
        ).start()

    def _press(self, job: Callable[[], bytes], made: Callable[[bytes], object]) -> None:
        Operation(self.page, job).on_success(made).on_error(self.failed).start("work")


def sheet_pdf(services: Services, sheet: Sheet, found: MeetingSheet, notes: InvitationNotes | None) -> bytes:
    """The agenda (with `notes`, an invitation) or the list to sign."""
    if sheet is Sheet.ATTENDANCE:
        return services.press.attendance_sheet(found)
    return services.press.agenda(found, notes)
