"""The attendance sheet of today's meeting, made on the work lane, kept where the person says, and opened to print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.views.sheets import MeetingSheet
    from cocity_desktop.ui.pages.base import Page


class AttendanceSheet(QObject):
    """For one page, which is asked nothing but its context."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def ask(self, meeting_id: str) -> None:
        """Ask where to keep the sheet, then make it."""
        file = ask_file_save(
            self._page,
            _("Where to keep the attendance sheet"),
            Path(_("attendance-sheet.pdf")),
            _("PDF (*.pdf)"),
        )
        if file is None:
            return
        services = self._page.context.services
        Operation(self, lambda: services.queries.meeting_sheet(meeting_id)).on_success(
            lambda sheet: self._make(sheet, file)
        ).on_error(self._page.context.navigator.fail).start()

    def _make(self, sheet: MeetingSheet, file: Path) -> None:
        services = self._page.context.services

        def job() -> None:
            services.write_file(file, services.press.attendance_sheet(sheet))

        Operation(self, job).on_success(
            lambda _none: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        ).on_error(self._page.context.navigator.fail).start("work")
