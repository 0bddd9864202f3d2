"""Hides everything that the app shows besides its window, and gives it back as it was: dialogs, popups, the room's screen.

A dialog that waits for its answer cannot be hidden without being answered, so it gets a cover over all of it and another
title; what was typed in it stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


@runtime_checkable
class Shows(Protocol):
    """A window that stays on the screen while the archive is locked, and shows no more than the house's name."""

    def cover(self, house: str) -> None:
        """Show only `house`."""

    def uncover(self) -> None:
        """Show what there is to show."""


class _Sheet(QWidget):
    """An opaque sheet as large as what it lies on, and above all that comes into it: work may end behind the lock."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._lie_over(over)
        self.show()
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildPolished) and isinstance(watched, QWidget):
            self._lie_over(watched)
        return super().eventFilter(watched, event)

    def _lie_over(self, over: QWidget) -> None:
        self.setGeometry(over.rect())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")


class _Covered(NamedTuple):
    dialog: QDialog
    sheet: QWidget
    title: str


class Covers:
    """What lies hidden now. `window` is the one that covers itself."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._covered: list[_Covered] = []
        self._hidden: list[QWidget] = []
        self._shows: list[Shows] = []

    def put(self, house: str) -> None:
        """Hide everything. A tool tip goes for good: Qt takes it away by itself."""
        QToolTip.hideText()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for one in QApplication.topLevelWidgets():
            if one is self._window or not one.isVisible() or one.isAncestorOf(self._window):
                continue
            if isinstance(one, Shows):
                one.cover(house)
                self._shows.append(one)
            elif isinstance(one, QDialog):
                self._covered.append(_Covered(one, _Sheet(one), one.windowTitle()))
                one.setWindowTitle(_("Co-City"))
            else:
                one.hide()
                self._hidden.append(one)

    def top_dialog(self) -> QDialog | None:
        """The dialog in which alone something can be typed now."""
        modal = QApplication.activeModalWidget()
        return modal if isinstance(modal, QDialog) else None

    def take(self) -> None:
        """Give everything back."""
        for covered in self._covered:
            covered.sheet.deleteLater()
            covered.sheet.hide()
            covered.dialog.setWindowTitle(covered.title)
        for hidden in filter(isValid, self._hidden):
            hidden.show()
        for shows in self._shows:
            shows.uncover()
        self._forget()

    def drop(self) -> None:
        """Somebody else came: what the one before had open is closed, the uppermost first."""
        for covered in reversed(self._covered):
            covered.dialog.reject()
        for shows in self._shows:
            if isinstance(shows, QWidget):
                shows.close()
        self._forget()

    def _forget(self) -> None:
        self._covered, self._hidden, self._shows = [], [], []


class LockDialog(QDialog):
    """Holds the way back in above a dialog that waits: nothing below it can be reached, and Esc does not close it."""

    def __init__(self, over: QWidget, view: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle(_("Co-City"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        box = over.window().frameGeometry()
        self.setLayout(column(view, gap=0, margins=(0, 0, 0, 0)))
        self.resize(max(box.width(), px(620)), max(box.height(), px(560)))
        self.move(box.center() - self.rect().center())

    def reject(self) -> None:
        """Not by Esc, not by the corner: only a phrase opens."""

    def let_go(self, view: QWidget) -> None:
        """The view leaves, and the dialog closes."""
        view.setParent(None)
        super().reject()
        self.deleteLater()
