"""The pieces of the capture line: the button that shows the kind, the editor, the letters that pick a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.kinds import KINDS, LOOKS, kind_of_start, shortcut_of
from cocity_desktop.ui.pages.meeting.tints import Tints
from cocity_desktop.ui.theme import icons
from cocity_desktop.ui.theme.canvas import keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from PySide6.QtGui import QInputMethodEvent, QPaintEvent


class KindButton(KeyboardFocus, QPushButton):
    """The kind of what is being typed; pressing it opens the list of kinds. `picked(EntryKind)` from the list."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kind = EntryKind.NOTE
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(px(160), px(36))
        self.setAutoDefault(False)
        self.clicked.connect(self.open_list)
        self.show_kind(self._kind)

    def show_kind(self, kind: EntryKind) -> None:
        self._kind = kind
        words = _("Kind: {kind}").format(kind=label_of(kind))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def open_list(self) -> None:
        """The kinds with their keys, under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in KINDS:
            menu.addAction(self._action(menu, kind))
        above = self.mapToGlobal(QPoint(0, -menu.sizeHint().height() - px(4)))
        menu.popup(above)

    def _action(self, menu: QMenu, kind: EntryKind) -> QAction:
        words = f"{label_of(kind)}  ({LOOKS[kind].letter()})"
        action = QAction(icons.icon(LOOKS[kind].icon, 20, LOOKS[kind].token), words, menu)
        action.setShortcut(QKeySequence(shortcut_of(kind)))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the page owns the keys
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: self.picked.emit(kind))
        return action

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        look = LOOKS[self._kind]
        ink: Token = "text" if look.token == "muted" else look.token
        with painting(self) as canvas:
            canvas.box(rect, "selection", "primary" if self.keyboard_focus else None, 6, 2)
            canvas.icon(px(10), rect.center().y() - px(10), look.icon, 20, ink)
            words = rect.adjusted(px(36), 0, -px(30), -1)
            canvas.text(words, label_of(self._kind), font(15, 600), ink)
            canvas.icon(rect.right() - px(26), rect.center().y() - px(8), "down", 16, ink)


class CaptureEdit(QLineEdit):
    """The line itself.

    `before_edit` comes just before a key changes the text, `kind_typed(EntryKind)` for a letter and a space at the
    start, `back_asked` / `forward_asked` for the arrows, `left` for Esc. Ctrl+Z on an empty line is left to the window.
    """

    before_edit = Signal()
    kind_typed = Signal(object)
    kind_untyped = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed_letter = ""
        self.setFrame(False)
        self.setFont(font(18, 400, "text"))
        self.setStyleSheet("QLineEdit { background: transparent; border: 0 }")
        self.setFixedHeight(px(36))
        self.tints = Tints(self)
        self._composing = False
        self.textEdited.connect(self._look_for_kind)

    def x_of(self, position: int) -> int:
        """Where a letter stands, in pixels from the left of the line, scrolled as it is."""
        return round(self.tints.x_of(position))

    def replace_words(self, start: int, text: str, cursor: int) -> None:
        """The text from `start` on becomes that of `text`, as one step of undo."""
        self.before_edit.emit()
        old = self.text()
        most = min(len(old), len(text)) - start
        same = next((n for n in range(most) if old[-1 - n] != text[-1 - n]), most)
        self.setSelection(start, len(old) - start - same)
        self.insert(text[start : len(text) - same])
        self.setCursorPosition(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints lie under the letters; while an accent is being composed the letters stand elsewhere."""
        if not self._composing:
            self.tints.paint()
        super().paintEvent(event)

    def event(self, event: QEvent) -> bool:
        """An empty line has nothing of its own to undo: the key goes to the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._not_ours(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._not_ours(event):
            event.ignore()
        elif event.key() == Qt.Key.Key_Up:
            self.back_asked.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.forward_asked.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Backspace and self._typed_letter and not self.cursorPosition():
            self._give_back()
        else:
            self._edit(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        if event.commitString() or event.preeditString():
            self.before_edit.emit()
        super().inputMethodEvent(event)

    def _edit(self, event: QKeyEvent) -> None:
        if _changes_text(event):
            self.before_edit.emit()
        if event.text():
            self._typed_letter = ""
        super().keyPressEvent(event)

    def _not_ours(self, event: QKeyEvent) -> bool:
        keys = QKeySequence.StandardKey
        return not self.text() and (event.matches(keys.Undo) or event.matches(keys.Redo))

    def _look_for_kind(self, text: str) -> None:
        """Only when the space has just been typed: a pasted text is never taken for a kind."""
        head = text[:2]
        kind = kind_of_start(head)
        if kind is None or self.cursorPosition() != 2:
            return
        self._typed_letter = head
        self.setText(text[2:])
        self.setCursorPosition(0)
        self.kind_typed.emit(kind)

    def _give_back(self) -> None:
        """Backspace right after a letter became a kind: it was meant as a letter."""
        self.setText(self._typed_letter + self.text())
        self.setCursorPosition(len(self._typed_letter))
        self._typed_letter = ""
        self.kind_untyped.emit()


def _changes_text(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    erasing = event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
    pasting = event.matches(keys.Paste) or event.matches(keys.Cut) or event.matches(keys.Undo)
    return erasing or pasting or bool(event.text() and event.text().isprintable())


class Letters(QWidget):
    """The letters that pick a kind, under an empty-handed line: they teach themselves.

    `lead` design pixels in, on the edge of the texts, where there is room for them then.
    """

    def __init__(self, lead: int) -> None:
        super().__init__()
        self._lead = lead
        self.setFixedHeight(px(32))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pairs = ", ".join(f"{LOOKS[kind].letter()} {label_of(kind)}" for kind in KINDS)
        self.setAccessibleName(
            _("A letter and a space at the start pick the kind: {letters}").format(letters=pairs)
        )

    def sizeHint(self) -> QSize:
        return QSize(px(560), px(32))

    def _wide(self) -> float:
        return sum(
            keycap_width(LOOKS[kind].letter()) + advance(label_of(kind), font(13)) + px(22) for kind in KINDS
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        middle = self.height() / 2
        x = max(0.0, min(float(px(self._lead)), self.width() - self._wide()))
        with painting(self) as canvas:
            for kind in KINDS:
                x += canvas.keycap(x, middle, LOOKS[kind].letter()) + px(6)
                room = QRectF(x, 0, max(0.0, self.width() - x), self.height() - 1)
                x += canvas.text(room, label_of(kind), font(13), "muted") + px(16)
