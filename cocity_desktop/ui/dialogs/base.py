"""The one door through which dialogs open, so that a test can answer them, and their common look.

A test replaces the door with `replace_doors`; nothing else in the window calls `exec` or a static file dialog.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.permitted import allowed
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextArea

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QLayout


_AROUND = 168
"""Title, sentence, buttons, margins and the frame of the window: with large letters these must stay on the screen too."""

_LEAST = 100
"""A body that scrolls is never lower, in design pixels."""


class Doors:
    """How dialogs really open. A test's subclass answers instead of a person."""

    def run(self, dialog: QDialog) -> bool:
        """Show and wait; whether it was accepted. The dialog is deleted when control is back in the event loop."""
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def save_file(self, parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
        """Where to write; None when the person gave up."""
        name, _kind = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
        return Path(name) if name else None

    def open_file(self, parent: QWidget | None, title: str, folder: Path | None, kinds: str) -> Path | None:
        """What to read; None when the person gave up."""
        name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder or ""), kinds)
        return Path(name) if name else None

    def directory(self, parent: QWidget | None, title: str, folder: Path | None) -> Path | None:
        """Which folder; None when the person gave up."""
        name = QFileDialog.getExistingDirectory(parent, title, str(folder or ""))
        return Path(name) if name else None


class _State:
    """The doors in use."""

    doors = Doors()


_state = _State()


@contextmanager
def replace_doors(doors: Doors) -> Iterator[Doors]:
    """For tests: every dialog goes through `doors` inside the block."""
    before, _state.doors = _state.doors, doors
    try:
        yield doors
    finally:
        _state.doors = before


def open_dialog(dialog: QDialog) -> bool:
    """Show `dialog` over the window; whether it was accepted. The caller reads its answer at once: it is deleted soon.

    One whose work is not for who is at the desk is not shown: the window says why.
    """
    if isinstance(dialog, Dialog) and not allowed(*dialog.ACTS):
        dialog.deleteLater()
        return False
    return _state.doors.run(dialog)


def ask_file_save(parent: QWidget | None, title: str, suggested: Path, kinds: str) -> Path | None:
    """Where to write: `suggested` is a name or a whole path, `kinds` as Qt writes them ("PDF (*.pdf)")."""
    return _state.doors.save_file(parent, title, suggested, kinds)


def ask_file_open(parent: QWidget | None, title: str, kinds: str, folder: Path | None = None) -> Path | None:
    """What to read."""
    return _state.doors.open_file(parent, title, folder, kinds)


def ask_directory(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """Which folder."""
    return _state.doors.directory(parent, title, folder)


class Dialog(QDialog):
    """560 px: a title, a sentence, `body`, and the buttons; `primary` accepts (through `accept`), Esc gives up.

    Subclasses override `accept` to check first, and call `super().accept()` when all is well. Ctrl+Enter accepts from
    inside a paragraph too. `ACTS` are the labels under which its work is committed: who may not do them does not come to
    it, whatever the way (`ui.permitted`); nothing for a dialog that writes nothing.
    """

    ACTS: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str = "",
        *,
        primary: str = "",
        secondary: str = "",
        width: int = 560,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setFixedWidth(min(px(width), self.screen().availableGeometry().width()))
        self._inside: QWidget | None = None
        self.primary = Button(primary or _("Done"), "primary")
        self.primary.setDefault(True)
        self.secondary = Button(secondary or _("Cancel"), "ghost")
        self.primary.clicked.connect(self.accept)
        self.secondary.clicked.connect(self.reject)
        self.text = Label(text, "muted", wrap=True)
        self.text.setVisible(bool(text))
        self._place = column(gap=0)
        buttons = row(None, self.secondary, self.primary, gap=8)
        self.headline = Label(title, "section", wrap=True)
        self.setLayout(
            column(self.headline, 4, self.text, 16, self._place, 24, buttons, margins=(24, 20, 24, 20))
        )

    def set_body(self, body: QWidget | QLayout) -> None:
        """What stands between the sentence and the buttons; taller than the screen allows, it scrolls."""
        inside = body if isinstance(body, QWidget) else holding(body)
        height = min(inside.sizeHint().height(), inside.maximumHeight())
        if height > (room := body_room(self)):
            inside = ScrollPane(inside)
            inside.setFixedHeight(room)
        self._inside = inside
        self._place.addWidget(inside)
        self._begin_in_the_body()

    def showEvent(self, event: QShowEvent) -> None:
        """Sentences that wrap are only measured once their width is known: no lower than they need, nor than the screen."""
        super().showEvent(event)
        layout = self.layout()
        if event.spontaneous() or layout is None or not layout.hasHeightForWidth():
            return
        over = layout.totalHeightForWidth(self.width()) - self.screen().availableGeometry().height()
        if over > 0 and self._inside is not None:
            pane = self._inside if isinstance(self._inside, ScrollPane) else self._in_a_pane(self._inside)
            pane.setFixedHeight(max(px(_LEAST), pane.height() - over))
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        if over > 0 or needed > self.height():
            self.resize(self.width(), needed)

    def _in_a_pane(self, body: QWidget) -> ScrollPane:
        """The body is too tall after all: let it scroll, and leave the hand where it is."""
        here, tall = self.focusWidget(), body.heightForWidth(self.width()) if body.hasHeightForWidth() else 0
        pane = ScrollPane(body)
        pane.setFixedHeight(max(tall, body.sizeHint().height()))
        self._place.addWidget(pane)
        self._inside = pane
        if here is not None:
            here.setFocus()
        return pane

    def _begin_in_the_body(self) -> None:
        """The hand begins at the first question; Qt would begin at the button that answers it."""
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one not in (self.primary, self.secondary):
                one.setFocus()
                return
            one = one.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.primary.click()
            return
        super().keyPressEvent(event)


def body_room(dialog: QWidget) -> int:
    """The height, in pixels, that the screen leaves between a dialog's sentence and its buttons."""
    return dialog.screen().availableGeometry().height() - px(_AROUND)


class ErrorDialog(Dialog):
    """A bug: what happened in plain words, and the details to copy. Nothing is sent anywhere."""

    def __init__(self, parent: QWidget | None, details: str) -> None:
        text = _("What you saved is safe. Copy the details and send them to those who look after the app.")
        super().__init__(
            parent, _("Something in the app broke"), text, primary=_("Close"), secondary=_("Copy the details")
        )
        self.details = TextArea(_("Details"), lines=9)
        self.details.set_text(details)
        self.details.edit.setReadOnly(True)
        self.details.edit.setFont(font(13, 400, "mono"))
        self.set_body(self.details)
        self.secondary.clicked.disconnect(self.reject)
        self.secondary.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.text())
        self.secondary.setText(_("Copied"))
