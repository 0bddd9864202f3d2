"""The first run: two answers and the house is there. The truth about the passphrase stands before the button."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.welcome.sample_card import SampleCard
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.text_fields import PassphraseField, TextField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.gate import Gate
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError

WIDTH = 560


class FirstRun(QWidget):
    """`opened(Services, remembered)` when the house exists; `elsewhere` when it lies in another directory."""

    opened = Signal(object, bool)
    elsewhere = Signal()

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.setFixedWidth(px(WIDTH))
        self.house = TextField(
            _("What is the house called?"),
            help_text=_("It stands on minutes and pacts. You can change it."),
            longest=120,
        )
        self.passphrase = PassphraseField(_("A secret phrase to protect it"), judged=True)
        self.again = PassphraseField(_("Once more"))
        self.written = CheckBox(_("I wrote it on paper"))
        self.remember = CheckBox(_("Remember it on this computer"))
        self.remember.hide()
        self.not_written = Label(_("Write it on paper first, then tick here."), "error")
        self.not_written.hide()
        self.create_button = Button(_("Create the house"), "primary")
        self.sample = SampleCard()
        self.busy = Label("", "small")
        self._form = self._filled_form()
        self._lay_out()
        PassphraseField.lead_on(self.passphrase, self.again)
        self._connect()

    def begin(self) -> None:
        """The cursor in the first question."""
        self.house.setFocus()

    def offer_to_remember(self, can: bool) -> None:
        """Only where the system has a key store."""
        self.remember.setVisible(can)

    def show_fault(self, error: AppError) -> None:
        """Beside the answer it concerns."""
        self._form.show_fault(error)

    def make_house(self) -> None:
        """Make the house, or say what is missing."""
        if not self._checked():
            return
        house, passphrase, remember = self.house.text(), self.passphrase.text(), self.remember.isChecked()
        self._run(
            lambda: self._gate.create(house, passphrase, remember=remember),
            _("Making the house: a second or two."),
            remember,
        )

    def _filled_form(self) -> Form:
        form = Form()
        form.add("name", self.house)
        form.add("passphrase", self.passphrase)
        form.add("again", self.again)
        return form

    def _lay_out(self) -> None:
        warning = NoticeBar(
            "warning",
            _("If you lose it, nobody can get it back. Not even us."),
            _("Write it on paper and lock it in a drawer of the house."),
            stacked=True,
        )
        self._print = Button(_("Print the sheet to keep"), "ghost", icon="print")
        self._other = Button(_("I already have one on this computer"), "ghost")
        self.setLayout(
            column(
                Label(_("Let us begin"), "display"),
                4,
                Label(_("Two answers and off we go. Nothing leaves this computer."), "muted"),
                20,
                self._form,
                16,
                warning,
                10,
                row(self.written, None, self._print),
                self.not_written,
                self.remember,
                12,
                row(self.create_button, 8, self._other, None, self.busy, gap=0),
                24,
                self.sample,
                gap=0,
                margins=(0, 56, 0, 32),
            )
        )

    def _connect(self) -> None:
        self.create_button.clicked.connect(self.make_house)
        self._other.clicked.connect(self.elsewhere)
        self._print.clicked.connect(self._print_sheet)
        self.sample.button.clicked.connect(self._open_sample)
        self.written.toggled.connect(lambda _on: self.not_written.hide())
        self.house.submitted.connect(self.passphrase.setFocus)
        self.passphrase.submitted.connect(self.again.setFocus)
        self.again.submitted.connect(self.make_house)

    def _checked(self) -> bool:
        self._form.clear_errors()
        if not self.house.text():
            self._form.show_error("name", words_for(UserError(ErrorCode.REQUIRED)))
        elif not self.passphrase.text():
            self._form.show_error("passphrase", words_for(UserError(ErrorCode.REQUIRED)))
        elif self.again.text() != self.passphrase.text():
            self._form.show_error("again", words_for(UserError(ErrorCode.PASSPHRASES_DIFFER)))
        else:
            self.not_written.setVisible(not self.written.isChecked())
            return self.written.isChecked()
        return False

    def _open_sample(self) -> None:
        self._run(self._gate.open_sample, _("Building the sample house: a few seconds."), False)

    def _run(self, job: Callable[[], Services], words: str, remember: bool) -> None:
        self._wait(words)
        Operation(self, job).on_success(lambda services: self.opened.emit(services, remember)).on_error(
            self.show_fault
        ).on_finally(lambda: self._wait("")).start()

    def _wait(self, words: str) -> None:
        self.busy.setText(words)
        for button in (self.create_button, self.sample.button, self._other):
            button.setEnabled(not words)

    def _print_sheet(self) -> None:
        """A sheet with lines to write on: the phrase itself never goes to a printer's memory."""
        file = ask_file_save(self, _("Where to keep the sheet"), _suggested(), _("PDF (*.pdf)"))
        if file is None:
            return
        house = self.house.text()
        Operation(self, lambda: self._gate.save_passphrase_sheet(house, file)).on_success(
            lambda _none: QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
        ).on_error(self.show_fault).start("work")


def _suggested() -> Path:
    return Path(_("secret-phrase-sheet.pdf"))
