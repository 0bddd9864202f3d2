"""Care of the archive: where it lies, copies of it, its open form, its passphrase, and whether it is whole."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.defect_messages import words_for_finding
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import Dialog, ask_file_open, ask_file_save, open_dialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.passphrase import PassphraseDialog
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.health import Finding
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


class _Part(NamedTuple):
    """A heading, what it is for, and its buttons."""

    title: str
    text: str
    buttons: tuple[Button, ...]


class ArchiveSection(Section):
    """Every act here runs on the database lane: a copy is of one moment, and nobody writes meanwhile."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.where = Label(str(context.services.directory), "mono", wrap=True, select=True)
        self.last_backup = Label("", "small", wrap=True, select=True)
        self.busy = Label("", "small")
        self.folder = Button(_("Open the folder"), icon="folder")
        self.backup = doing(Button(_("Make a backup now"), "primary", icon="files"), "back_up")
        self.restore = doing(Button(_("Bring a backup back"), icon="restore"), "restore_archive")
        self.export = doing(Button(_("Export as open JSON"), icon="upload"), "export_archive", "note_export")
        self.import_ = doing(Button(_("Import a JSON file"), icon="download"), "import_archive")
        self.passphrase = Button(_("Change the secret phrase"), icon="key")
        self.examine = Button(_("Check the archive"), icon="check-circle")
        self.close_house = Button(_("Close the house"), icon="logout")
        self.findings: ListView[Finding] = ListView(
            _present_finding, lambda one: one.code, fit=True, lines=True, inset=16, name=_("What was found")
        )
        self._findings = Card(column(self.findings))
        self._findings.hide()
        self._lay_out()
        self._connect()

    def show_house(self, house: HouseDetail) -> None:  # noqa: ARG002
        keeper = self.context.services.keeper
        Operation(self, keeper.last_backup).on_success(self._show_backup).on_error(
            self.context.navigator.fail
        ).start()

    def _lay_out(self) -> None:
        parts = (
            _Part(_("Backups"), _("A backup is encrypted like the archive: it opens with the same phrase."), (self.backup, self.restore)),
            _Part(_("Open format"), _("JSON that anyone can read, also without this app. An import adds what is missing and repeats nothing."), (self.export, self.import_)),
            _Part(_("Protection"), "", (self.passphrase, self.close_house)),
            _Part(_("Health"), _("Reads everything once and says what is right and what is not. It changes nothing."), (self.examine,)),
        )  # fmt: skip
        box = column(
            Label(_("Where it lies"), "strong"), 2, self.where, 8, row(self.folder, None, self.busy), gap=0
        )
        for part in parts:
            box.addSpacing(16)
            box.addWidget(Separator())
            box.addLayout(self._part(part))
        box.addWidget(self._findings)
        box.addStretch(1)
        self.setLayout(box)

    def _part(self, part: _Part) -> QVBoxLayout:
        text = Label(part.text, "small", wrap=True)
        text.setVisible(bool(part.text))
        below = [self.last_backup] if self.backup in part.buttons else []
        return column(
            Label(part.title, "strong"),
            2,
            text,
            *below,
            10,
            row(*part.buttons, None),
            gap=0,
            margins=(0, 14, 0, 0),
        )

    def _connect(self) -> None:
        folder = QUrl.fromLocalFile(str(self.context.services.directory))
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        self.backup.clicked.connect(self._back_up)
        self.restore.clicked.connect(self._restore)
        self.export.clicked.connect(self._export)
        self.import_.clicked.connect(self._import)
        self.passphrase.clicked.connect(self._change_passphrase)
        self.examine.clicked.connect(self._examine)
        self.close_house.clicked.connect(self.context.navigator.leave)

    def _show_backup(self, where: str) -> None:
        self.last_backup.setText(
            _("Last backup: {path}").format(path=where) if where else _("There is no backup yet.")
        )

    def _back_up(self) -> None:
        suggested = Path(f"casa-{local(self.context.services.clock.now()):%Y%m%d-%H%M}.zip")
        file = ask_file_save(self, _("Where to keep the backup"), suggested, _("Backup (*.zip)"))
        if file is not None:
            keeper = self.context.services.keeper
            self._do(
                lambda: keeper.backup(file), _("Backup made: {file}").format(file=file.name), _("Copying…")
            )

    def _restore(self) -> None:
        folder = self.context.services.directory / "backups"
        file = ask_file_open(self, _("Which backup?"), _("Backup (*.zip)"), folder)
        if file is None:
            return
        text = _("The house closes, then opens as it was in the backup. What is there now is kept beside.")
        phrases = _("The phrases that open it are those of when it was made, also of people who left since.")
        if not open_dialog(Dialog(self, _("Bring a backup back"), f"{text} {phrases}", primary=_("Go on"))):
            return
        navigator = self.context.navigator
        Operation(self, self.context.services.keeper.may_restore).on_success(
            lambda _none: navigator.leave(restore=file)
        ).on_error(partial(self._may_not_restore, file)).start()

    def _may_not_restore(self, file: Path, error: AppError) -> None:
        """An archive that cannot even be read is what backups are for; the backup itself asks who may bring it back."""
        if error.code in (ErrorCode.COORDINATOR_ONLY, ErrorCode.READ_ONLY_ROLE):
            self.context.navigator.fail(error)
        else:
            self.context.navigator.leave(restore=file)

    def _export(self) -> None:
        text = _("The file is not encrypted: whoever has it reads names, contacts and minutes.")
        if not open_dialog(Dialog(self, _("Export as open JSON"), text, primary=_("Export all the same"))):
            return
        file = ask_file_save(self, _("Where to write the file"), Path(_("archive.json")), "JSON (*.json)")
        if file is not None:
            services = self.context.services
            note = NoteExport(kind=ExportKind.ARCHIVE, file_name=file.name, with_people=True)

            def job() -> Changes:
                # The note comes after the file: what it tells of does not hold it.
                services.keeper.export(file)
                return services.run(note_export, note)

            self.busy.setText(_("Writing…"))
            said = _("Exported: {file}").format(file=file.name)
            Operation(self, job).on_success(partial(self._exported, said)).on_error(
                self.context.navigator.fail
            ).on_finally(lambda: self.busy.setText("")).start()

    def _exported(self, said: str, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(said, undoable=False)

    def _import(self) -> None:
        file = ask_file_open(self, _("Which file?"), "JSON (*.json)")
        if file is None:
            return
        services = self.context.services

        def job() -> Changes:
            with services.watching():
                return services.keeper.import_file(file)

        self.busy.setText(_("Reading…"))
        Operation(self, job).on_success(self._imported).on_error(self.context.navigator.fail).on_finally(
            lambda: self.busy.setText("")
        ).start()

    def _imported(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        said = _("Imported: {file}") if changes.change_id else _("Nothing new in {file}")
        self.context.navigator.say(
            said.format(file=changes.subject or "JSON"), undoable=changes.change_id is not None
        )

    def _change_passphrase(self) -> None:
        if open_dialog(PassphraseDialog(self, self.context.services.accounts)):
            self.context.navigator.say(_("The secret phrase was changed"), undoable=False)

    def _examine(self) -> None:
        self.busy.setText(_("Checking…"))
        Operation(self, self.context.services.keeper.examine).on_success(self._examined).on_error(
            self.context.navigator.fail
        ).on_finally(lambda: self.busy.setText("")).start()

    def _examined(self, findings: tuple[Finding, ...]) -> None:
        self.findings.set_rows(findings)
        self._findings.show()

    def _do(self, job: Callable[[], None], said: str, meanwhile: str) -> None:
        self.busy.setText(meanwhile)
        Operation(self, job).on_success(
            lambda _none: self.context.navigator.say(said, undoable=False)
        ).on_error(self.context.navigator.fail).on_finally(lambda: self.busy.setText("")).start()


def _present_finding(one: Finding) -> ListItem:
    icon, token = ("tick", "success") if one.ok else ("warning-circle", "danger")
    return ListItem(words_for_finding(one), icon=icon, icon_token=token)  # type: ignore[arg-type]
