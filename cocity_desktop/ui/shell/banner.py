"""A fault of the machine told at the head of the page, with something to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from cocity_desktop.domain.errors import AppError

_OF_THE_FOLDER = frozenset({ErrorCode.DISK_FULL, ErrorCode.DIRECTORY_READ_ONLY, ErrorCode.FILE_UNWRITABLE})
_OF_THE_ARCHIVE = frozenset({ErrorCode.ARCHIVE_DAMAGED})


class FaultBanner(QWidget):
    """Hidden until `tell`. `folder_asked`, `care_asked` (backups and restore) and `retry_asked` are its buttons."""

    folder_asked = Signal()
    care_asked = Signal()
    retry_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bar: NoticeBar | None = None
        self.hide()

    def tell(self, error: AppError) -> None:
        """Say what is wrong; a refusal that belongs to no field is quieter than a fault of the machine."""
        fault = isinstance(error, EnvironmentFault)
        if self._bar is None:
            self._bar = NoticeBar("danger", "", closable=True)
            self._bar.dismissed.connect(self.hide)
            self.setLayout(column(self._bar, margins=(24, 12, 24, 0)))
        self._bar.tell("danger" if fault else "warning", words_for(error), "", self._actions(error))
        self._bar.show()
        self.show()

    def words(self) -> str:
        """The sentence on show, "" when there is none."""
        return "" if self._bar is None or self.isHidden() else self._bar.words()

    def _actions(self, error: AppError) -> list[Button]:
        actions = []
        if error.code in _OF_THE_FOLDER:
            folder = Button(_("Open the folder"), "ghost", icon="folder")
            folder.clicked.connect(self.folder_asked)
            actions.append(folder)
        if error.code in _OF_THE_ARCHIVE:
            care = Button(_("Backups"), "ghost", icon="restore")
            care.clicked.connect(self.care_asked)
            actions.append(care)
        if isinstance(error, EnvironmentFault):
            again = Button(_("Try again"), "ghost", icon="refresh")
            again.clicked.connect(self._retry)
            actions.append(again)
        return actions

    def _retry(self) -> None:
        self.hide()
        self.retry_asked.emit()
