"""The passphrase of an archive that is here, and why it did not open, each cause told apart with what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, clock, dated, day, local
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.welcome.sample_card import SampleCard
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.text_fields import PassphraseField
from cocity_desktop.ui.widgets.toggles import CheckBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.gate import Gate
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError

WIDTH = 560
_OF_THE_PHRASE = frozenset(
    {
        ErrorCode.WRONG_PASSPHRASE,
        ErrorCode.REQUIRED,
        ErrorCode.PASSPHRASE_TOO_SHORT,
        ErrorCode.TOO_MANY_TRIES,
        ErrorCode.ACCOUNT_CLOSED,
        ErrorCode.COORDINATOR_ONLY,
        ErrorCode.READ_ONLY_ROLE,
    }
)
_BACKUP_KINDS = "(*.zip)"


class Unlock(QWidget):
    """`opened(Services, remembered)` when it opened; `elsewhere` when the person wants another archive."""

    opened = Signal(object, bool)
    elsewhere = Signal()

    def __init__(self, gate: Gate, house: str) -> None:
        super().__init__()
        self._gate = gate
        self.restoring = False
        """Whether what is being opened comes from a backup."""
        self.setFixedWidth(px(WIDTH))
        self.passphrase = PassphraseField(_("Secret phrase"))
        self.remember = CheckBox(_("Remember it on this computer"))
        self.remember.hide()
        self.open_button = Button(_("Open"), "primary")
        self.notice = NoticeBar("danger", "", stacked=True)
        self.notice.hide()
        self.sample = SampleCard()
        self.busy = Label("", "small")
        self._lay_out(house)
        self._connect()

    def begin(self) -> None:
        """The cursor where the phrase is typed."""
        self.passphrase.setFocus()

    def offer_to_remember(self, can: bool) -> None:
        """Only where the system has a key store."""
        self.remember.setVisible(can)

    def open(self) -> None:
        """Try the phrase."""
        phrase, remember = self.passphrase.text(), self.remember.isChecked()
        if not phrase:
            self.show_fault(UserError(ErrorCode.REQUIRED))
            return
        self.restoring = False
        self._run(lambda: self._gate.unlock(phrase, remember=remember), _("Opening…"), remember)

    def show_fault(self, error: AppError) -> None:
        """A wrong phrase beside its field; everything else above it, with what can be done."""
        if error.code in _OF_THE_PHRASE:
            self.notice.hide()
            self.passphrase.set_error(words_for(error))
            self.passphrase.line.selectAll()
            self.passphrase.setFocus()
            return
        mild, text, actions = self._remedy(error)
        damaged = error.code is ErrorCode.ARCHIVE_DAMAGED
        words = _("The archive is damaged and does not open.") if damaged else words_for(error)
        self.notice.tell("warning" if mild else "danger", words, text, actions)
        self.notice.show()

    def offer_restore(self, backup: Path) -> None:
        """Say which backup comes back, with the button that does it."""
        text = _("Write its phrase below. What is there now is kept beside.")
        back = Button(_("Bring it back"), compact=True)
        back.clicked.connect(lambda: self.restore(backup))
        self.notice.tell("primary", _("Backup chosen: {name}").format(name=backup.name), text, [back])
        self.notice.show()

    def restore(self, backup: Path) -> None:
        """Bring `backup` back with the phrase typed here; what was there is moved aside."""
        phrase = self.passphrase.text()
        if not phrase:
            self.passphrase.set_error(_("Write the phrase of the backup, then try again."))
            self.passphrase.setFocus()
            return
        self._run(lambda: self._gate.restore(backup, phrase), _("Bringing the backup back…"), False)
        self.restoring = True

    def _lay_out(self, house: str) -> None:
        self._other = Button(_("Another house on this computer"), "ghost")
        where = Label(str(self._gate.directory), "small", wrap=True, select=True)
        self.setLayout(
            column(
                Label(house or _("Welcome back"), "display", wrap=True),
                10,
                Label(_("The archive is locked: it opens with your secret phrase."), "muted", wrap=True),
                2,
                where,
                24,
                self.notice,
                8,
                self.passphrase,
                4,
                self.remember,
                16,
                row(self.open_button, 8, self._other, None, self.busy, gap=0),
                40,
                self.sample,
                gap=0,
                margins=(0, 136, 0, 32),
            )
        )

    def _connect(self) -> None:
        self.open_button.clicked.connect(self.open)
        self.passphrase.submitted.connect(self.open)
        self._other.clicked.connect(self.elsewhere)
        self.sample.button.clicked.connect(self._open_sample)

    def _remedy(self, error: AppError) -> tuple[bool, str, list[Button]]:
        """Whether it is mild, a second sentence, and the buttons."""
        if error.code is ErrorCode.ARCHIVE_DAMAGED:
            return False, _last_backup(error), self._backups(error)
        if error.code is ErrorCode.ARCHIVE_LOCKED:
            return True, _("Close it there, then try again here."), [self._retry()]
        if error.code is ErrorCode.ARCHIVE_NEWER:
            return True, _("Your data are safe: this version only cannot read them."), []
        if error.code is ErrorCode.FILE_UNREADABLE:  # the key lies in every backup too
            return False, "", [self._retry(), self._folder(), self._other_backup()]
        return False, "", [self._retry(), self._folder()]

    def _backups(self, error: AppError) -> list[Button]:
        last = _backup_of(error)
        if last is None:
            return [self._other_backup()]
        newest = Button(_("Bring the last backup back"))
        newest.clicked.connect(lambda: self.restore(last))
        return [newest, self._other_backup()]

    def _other_backup(self) -> Button:
        other = Button(_("Choose a backup"), "ghost")
        other.clicked.connect(self._choose_backup)
        return other

    def _choose_backup(self) -> None:
        from cocity_desktop.ui.dialogs.base import ask_file_open

        file = ask_file_open(self, _("Which backup?"), _BACKUP_KINDS, self._gate.directory / "backups")
        if file is not None:
            self.restore(file)

    def _retry(self) -> Button:
        button = Button(_("Try again"), "ghost", icon="refresh")
        button.clicked.connect(self.open)
        return button

    def _folder(self) -> Button:
        button = Button(_("Open the folder"), "ghost", icon="folder")
        where = QUrl.fromLocalFile(str(self._gate.directory))
        button.clicked.connect(lambda: QDesktopServices.openUrl(where))
        return button

    def _open_sample(self) -> None:
        self._run(self._gate.open_sample, _("Building the sample house: a few seconds."), False)

    def _run(self, job: Callable[[], Services], words: str, remember: bool) -> None:
        self._wait(words)
        Operation(self, job).on_success(lambda services: self.opened.emit(services, remember)).on_error(
            self.show_fault
        ).on_finally(lambda: self._wait("")).start()

    def _wait(self, words: str) -> None:
        self.busy.setText(words)
        for button in (self.open_button, self.sample.button, self._other):
            button.setEnabled(not words)


def _backup_of(error: AppError) -> Path | None:
    """The newest backup that the fault names, when it is there."""
    last = Path(str(error.details.get("backup", "")))
    return last if last.is_file() else None


def _last_backup(error: AppError) -> str:
    """Of when the newest backup is, and that nothing gets lost by bringing it back."""
    kept = _("Nothing is thrown away: what is there now is kept beside.")
    last = _backup_of(error)
    if last is None:
        return _("There is no backup beside it: choose one from elsewhere.")
    made = datetime.fromtimestamp(last.stat().st_mtime, tz=UTC)
    when = dated(
        _("The last backup is of {day}, {time}."), day=day(local(made).date(), "d MMMM y"), time=clock(made)
    )
    return f"{when} {kept}"
