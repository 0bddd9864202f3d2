"""Where a file is dropped or chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal

from cocity_desktop.ui.dialogs.base import ask_file_open
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent


class FilePlace(EmptyState):
    """`given(Path)` for a file that was dropped on it or chosen. Lit while something is held over it.

    `question` and `kinds` are what the system's own window says when a file is chosen instead.
    """

    given = Signal(object)

    def __init__(self, icon: str, title: str, text: str, choose: str, question: str, kinds: str) -> None:
        self.choose = Button(choose, "primary", icon="folder", shortcut="Ctrl+O", show_key=True)
        super().__init__(icon, title, text, self.choose)
        self._question, self._kinds = question, kinds
        self._lit = False
        self.setAcceptDrops(True)
        self.choose.clicked.connect(self.ask)

    def ask(self) -> None:
        """Choose a file instead."""
        file = ask_file_open(self, self._question, self._kinds)
        if file is not None:
            self.given.emit(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _path(event) is not None:
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        file = _path(event)
        if file is not None:
            event.acceptProposedAction()
            self.given.emit(file)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            edge, ground = ("primary", "selection") if self._lit else ("control", "surface")
            canvas.box(QRectF(self.rect()), ground, edge, 6, 1, dashed=True)  # type: ignore[arg-type]

    def _light(self, lit: bool) -> None:
        self._lit = lit
        self.update()


def _path(event: QDropEvent) -> Path | None:
    """The one local file that is held, None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
