"""Giving somebody a phrase: typed twice by them, or six words that nobody chose, shown once and put on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.text_fields import PassphraseField
from cocity_desktop.ui.widgets.toggles import CheckBox, SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError

_WIDTH = 520


class GivePhraseDialog(Dialog):
    """Stays open until the phrase opens the archive, or somebody gives up."""

    ACTS = ("keep_accounts",)

    def __init__(
        self, parent: QWidget, services: Services, staff_id: EntityId, name: str, *, first: bool
    ) -> None:
        title = _("A phrase for {name}").format(name=name)
        text = _("It opens the archive in their name. Whoever knows it can do what they can do.")
        if staff_id == HOUSE:
            title, text = (
                _("A phrase for the house"),
                _("It opens the archive in nobody’s name, with all rights."),
            )
        super().__init__(parent, title, text, primary=_("Give the phrase"), width=_WIDTH)
        self._services, self._staff_id, self._house = services, staff_id, ""
        self.how: SegmentedControl[str] = SegmentedControl(
            (("typed", _("They type it")), ("made", _("Six words by chance"))), _("How it is made")
        )
        self.new = PassphraseField(_("The phrase"), judged=True)
        self.again = PassphraseField(_("Once more"))
        self.form = Form()
        self.form.add("passphrase", self.new)
        self.form.add("again", self.again)
        self.words = Label("", "mono", wrap=True, select=True, token="text")
        self.another = Button(_("Other words"), icon="refresh")
        self.sheet = Button(_("Make the sheet"), icon="print")
        self.on_paper = CheckBox(_("It is on paper, in the hands of who will use it"))
        self.missing = Label(_("Put it on paper first: it is not shown again."), "small", wrap=True)
        self.missing.set_token("danger")
        self.missing.hide()
        self.busy = Label("", "small")
        self._lay_out(first)
        PassphraseField.lead_on(self.new, self.again)
        self._connect()
        self._show()

    def accept(self) -> None:
        self.form.clear_errors()
        made = self.how.value() == "made"
        if made and not self.on_paper.isChecked():
            self.missing.show()
            return
        if not made and self.new.text() != self.again.text():
            self.form.show_fault(UserError(ErrorCode.PASSPHRASES_DIFFER, "again"))
            return
        phrase = self.words.text() if made else self.new.text()
        self._wait(True)
        Operation(self, lambda: self._services.accounts.give_passphrase(self._staff_id, phrase)).on_success(
            lambda _none: self.done(int(self.DialogCode.Accepted))
        ).on_error(self._refused).on_finally(lambda: self._wait(False)).start()

    def _lay_out(self, first: bool) -> None:
        reason = _(
            "From now on everyone opens with a phrase of their own. The phrase of the house goes on opening."
        )
        first_words = Label(reason, "small", wrap=True)
        first_words.setVisible(first)
        self._typed = self.form
        why = Label(
            _("They are shown only now. Nobody can find them again, not even who coordinates."),
            "small",
            wrap=True,
        )
        self._made = holding(
            column(
                Card(column(self.words, margins=(16, 14, 16, 14))), 10, row(self.another, self.sheet, None), 10,
                why, 8, self.on_paper, self.missing, gap=0,
            )
        )  # fmt: skip
        self.set_body(
            column(first_words, 8, row(self.how, None), 16, self._typed, self._made, 8, self.busy, gap=0)
        )

    def _connect(self) -> None:
        self.how.chosen.connect(lambda _how: self._show())
        self.another.clicked.connect(self._suggest)
        self.sheet.clicked.connect(self._save_sheet)
        self.on_paper.toggled.connect(lambda _on: self.missing.hide())
        self._suggest()
        Operation(self, self._services.queries.house).on_success(
            lambda house: setattr(self, "_house", house.name)
        ).start()

    def _show(self) -> None:
        made = self.how.value() == "made"
        self._made.setVisible(made)
        self._typed.setVisible(not made)
        self.adjustSize()

    def _suggest(self) -> None:
        self.on_paper.setChecked(False)
        self.words.setText(self._services.accounts.suggest())

    def _save_sheet(self) -> None:
        suggested = Path(_("passphrase-sheet.pdf"))
        out = ask_file_save(self, _("Where to keep the sheet"), suggested, _("PDF (*.pdf)"))
        if out is None:
            return
        services, house, phrase = self._services, self._house, self.words.text()

        def job() -> None:
            pdf = services.press.passphrase_sheet(house, services.clock.now(), phrase)
            services.write_file(out, pdf)

        Operation(self, job).on_success(
            lambda _none: QDesktopServices.openUrl(QUrl.fromLocalFile(str(out)))
        ).on_error(self._refused).start("work")

    def _refused(self, error: AppError) -> None:
        if self.how.value() == "made":
            self.form.show_fault(error)
            self.how.set_value("typed")
            self._show()
        self.form.show_fault(type(error)(error.code, "passphrase", **error.details))

    def _wait(self, waiting: bool) -> None:
        """Each phrase that there is must be tried against the new one: a second at most."""
        self.busy.setText(_("One moment…") if waiting else "")
        self.primary.setEnabled(not waiting)


class ChangeKeyDialog(Dialog):
    """Another key for the archive itself, with one's own phrase."""

    ACTS = ("change_archive_key",)

    def __init__(self, parent: QWidget, services: Services, *, house_stays: bool) -> None:
        text = _(
            "After this, a copy of the archive’s files made before opens nothing that is written from now on. "
            "Copies and backups made before still open with the phrases of then: they must be kept safe or destroyed."
        )
        super().__init__(
            parent, _("Change the archive’s key"), text, primary=_("Change the key"), width=_WIDTH
        )
        self._services = services
        self.phrase = PassphraseField(_("Your phrase"))
        self.form = Form()
        self.form.add("passphrase", self.phrase)
        house = Label(
            _(
                "The phrase of the house will open no more: it was made by an earlier Co-City. Give it again afterwards if it is to stay."
            ),
            "small",
            wrap=True,
        )
        house.setVisible(not house_stays)
        self.busy = Label("", "small", wrap=True)
        self.set_body(column(house, 8, self.form, 8, self.busy, gap=0))

    def accept(self) -> None:
        self.form.clear_errors()
        phrase = self.phrase.text()
        self.busy.setText(_("The archive is being written anew. A backup is made first."))
        self.primary.setEnabled(False)
        Operation(self, lambda: self._services.accounts.change_key(phrase)).on_success(
            lambda _none: self.done(int(self.DialogCode.Accepted))
        ).on_error(self._refused).on_finally(self._again).start()

    def _refused(self, error: AppError) -> None:
        self.form.show_fault(type(error)(error.code, "passphrase", **error.details))

    def _again(self) -> None:
        self.busy.setText("")
        self.primary.setEnabled(True)
