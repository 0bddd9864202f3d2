"""The invitation to a meeting: its text to copy, a file for calendars, a sheet as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from cocity_desktop.application.meeting_invitation import suggested_address
from cocity_desktop.application.views.sheets import InvitationNotes
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meetings.printing import Printing, Sheet, suggested_name
from cocity_desktop.ui.pages.meetings.wide_dialog import put_halves
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.sheets import MeetingSheet
    from cocity_desktop.application.views.work import MeetingRow
    from cocity_desktop.domain.errors import AppError

_WIDTH, _FIELDS, _HEIGHT, _LINES = 960, 340, 440, 16


class InvitationDialog(Dialog):
    """What is typed at the left goes into the text at once. `notes()` when it is closed, to begin with the next time."""

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        meeting: MeetingRow,
        notes: InvitationNotes | None = None,
    ) -> None:
        super().__init__(parent, _("Invitation"), primary=_("Copy the text"), secondary=_("Close"))
        self._services, self._meeting, self._given = services, meeting, notes
        self._sheet: MeetingSheet | None = None
        self._printing = Printing(self, services, self._fail)
        self.address = TextField(_("Address"), longest=300)
        self.answer = TextArea(_("How to answer"), lines=3)
        help_text = _("Stairs, lift, bus, an interpreter: what helps people to come.")
        self.access = TextArea(_("Getting there and getting in"), lines=4, help_text=help_text)
        self.preview = TextArea(_("Text of the invitation"), lines=_LINES, serif=True)
        self.preview.edit.setReadOnly(True)
        self.calendar = Button(_("File for calendars"), icon="calendar", shortcut="Ctrl+Shift+C")
        self.pdf = Button(_("Save as PDF"), icon="download", shortcut="Ctrl+Shift+S")
        self.told = NoticeBar("success", " ")
        self.told.hide()
        self.primary.setToolTip(_("Copy the text (Ctrl Enter)"))
        self._lay_out()
        self._connect()
        queries = services.queries
        reading = Operation(self, lambda: queries.meeting_sheet(meeting.id))
        reading.on_success(self._show).on_error(self._fail).start()

    def _lay_out(self) -> None:
        files = row(self.calendar, self.pdf, None, gap=8)
        left = column(self.address, self.answer, self.access, 8, files, None, gap=8)
        self.access.setMinimumWidth(px(_FIELDS))
        put_halves(self, left, column(self.preview, None), _WIDTH, _HEIGHT, besides=56)
        self.set_body(column(12, self.told, gap=0))

    def _connect(self) -> None:
        for field in (self.address, self.answer, self.access):
            field.changed.connect(self._write)
        self.calendar.clicked.connect(self.save_calendar)
        self.pdf.clicked.connect(self.save_pdf)

    def notes(self) -> InvitationNotes:
        """What is typed."""
        return InvitationNotes(self.address.text(), self.answer.text(), self.access.text())

    def accept(self) -> None:
        """Copy; the dialog stays, for the files."""
        QGuiApplication.clipboard().setText(self.preview.edit.toPlainText())
        self._tell(_("Copied: paste it in a mail or a chat."))

    def save_calendar(self) -> None:
        """The file that calendars read, where the person says."""
        sheet = self._sheet
        suggested = Path.home() / suggested_name(_("invitation"), self._meeting, "ics")
        path = ask_file_save(self, _("File for calendars"), suggested, _("Calendar (*.ics)"))
        if path is None or sheet is None:
            return
        services, notes = self._services, self.notes()

        def write() -> Path:
            services.write_file(path, services.press.calendar_file(sheet, notes, services.clock.now()))
            return path

        Operation(self, write).on_success(self._saved).on_error(self._fail).start("work")

    def save_pdf(self) -> None:
        """The sheet to send or to pin up."""
        self._printing.save(Sheet.INVITATION, self._meeting, self._saved, self.notes())

    def _show(self, sheet: MeetingSheet) -> None:
        self._sheet = sheet
        given = self._given
        address = suggested_address(sheet)
        for field, words in (
            (self.address, given.address if given else address),
            (self.answer, given.answer if given else _how_to_answer(sheet)),
            (self.access, given.access if given else ""),
        ):
            field.set_text(words)
        self._write()
        self.primary.setFocus()

    def _write(self) -> None:
        """The text anew, off this thread: what writes it loads the fonts of documents the first time."""
        if self._sheet is None:
            return
        press, sheet, notes = self._services.press, self._sheet, self.notes()
        job = Operation(self, lambda: press.invitation(sheet, notes))
        job.on_success(lambda text: self._show_text(text, notes)).start("work")

    def _show_text(self, text: str, notes: InvitationNotes) -> None:
        if notes == self.notes():
            self.preview.edit.setPlainText(text)

    def _saved(self, path: Path) -> None:
        self._tell(_("Saved in {path}").format(path=path), open_button(path))

    def _tell(self, words: str, *actions: QWidget) -> None:
        self.told.tell("success", words, "", actions)
        self.told.show()

    def _fail(self, error: AppError) -> None:
        self.told.tell("danger", words_for(error))
        self.told.show()


def open_button(path: Path) -> Button:
    """Opens a file with what the system has for it."""
    button = Button(_("Open"), "ghost")
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
    return button


def _how_to_answer(sheet: MeetingSheet) -> str:
    email, phone = sheet.house.email.strip(), sheet.house_phone.strip()
    if email and phone:
        return _("Write to {email} or call {phone}.").format(email=email, phone=phone)
    if email:
        return _("Write to {email}.").format(email=email)
    return _("Call {phone}.").format(phone=phone) if phone else ""
