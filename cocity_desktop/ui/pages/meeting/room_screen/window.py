"""The window of the room's screen: full screen on the second display, or a window to drag onto a projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.room_screen.view import RoomScreen
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QScreen

FIRST_SIZE = (1280, 720)


class RoomWindow(QWidget):
    """`closed` when somebody shuts it; F11 or a double click fills the screen, Esc comes back or closes."""

    closed = Signal()

    def __init__(self, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Window)
        self.screen_ = RoomScreen()
        self.setLayout(column(self.screen_, gap=0, margins=(0, 0, 0, 0)))
        self.setWindowTitle(_("The room’s screen"))

    def present(self) -> None:
        """On the second display if there is one, without taking the keyboard from who is typing."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        other = self._other_screen()
        if other is None:
            self.resize(*FIRST_SIZE)
            self.show()
            return
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def toggle_full(self) -> None:
        """Fill the display it is on, or give it back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def cover(self, house: str) -> None:
        """While the archive is locked the room reads the name of the house, and nothing else."""
        self.screen_.cover(house)

    def uncover(self) -> None:
        """The meeting again."""
        self.screen_.cover(None)

    def _other_screen(self) -> QScreen | None:
        beside = self.parentWidget()
        here = beside.screen() if beside else None
        return next((screen for screen in QGuiApplication.screens() if screen is not here), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11 or (event.key() == Qt.Key.Key_Escape and self.isFullScreen()):
            self.toggle_full()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.toggle_full()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
