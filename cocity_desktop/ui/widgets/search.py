"""Ctrl+K: one field that finds any record or command, and the list that drops from it.

The list is a child of the window, not a window: it needs no place of its own on the screen (Wayland gives none), never
takes the focus, and leaves with the words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.keys import native_key
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.ui.models.list_items import ListItem
    from cocity_desktop.ui.models.list_view import ListView

_KEY = "Ctrl+K"
_SHADOW = 18
NUMBERED = 9
"""So many rows are shown at once, and opened by Ctrl and their figure."""


@dataclass(frozen=True, slots=True)
class Result:
    """A record or a command found. `key` tells the one who asked which; `kind` is the word at the end of the row.

    `place` counts the records from 1, for the key that opens one at once; 0 for a command, and for those further down.
    `faint` is a command that is not for who is at the desk.
    """

    key: str
    title: str
    detail: str = ""
    icon: str | None = None
    kind: str = ""
    place: int = 0
    faint: bool = False


SEARCH_WIDTH = 304
"""Of the search in the line above the page, in design pixels, where there is room."""


class SearchBox(LineBox):
    """The field in the top bar. Ctrl+K goes there from anywhere in the window."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__(placeholder or _("Find or do"), icon="search", key=native_key(_KEY), height=36)
        self.setFixedWidth(px(SEARCH_WIDTH))
        self.line.setAccessibleName(placeholder or _("Find or do"))
        go = QShortcut(QKeySequence(_KEY), self)
        go.activated.connect(self.go)

    def go(self) -> None:
        """Put the cursor here with what is written selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()


class CommandPalette(QWidget):
    """The list under `box`. `asked(words)` at each letter; answer with `show_results`. `chosen(result)` on Enter or click.

    Up and Down move in it while the cursor stays in the field, Ctrl and a figure open that row at once; Esc empties the
    field and gives the focus back.
    """

    asked = Signal(str)
    chosen = Signal(object)

    def __init__(self, box: SearchBox) -> None:
        from cocity_desktop.ui.models.list_view import ListView  # the field is on the screen before any list

        super().__init__(box.window())
        self._box = box
        self._before: QWidget | None = None
        self.list: ListView[Result] = ListView(
            _present, lambda result: result.key, inset=12, name=_("Results")
        )
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda index: self._choose(self.list.rows.row(index.row())))
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._nothing = Label(_("Nothing found"), "muted")
        self._nothing.setContentsMargins(px(12), px(8), px(12), px(8))
        layout = QVBoxLayout(self)
        margin = px(_SHADOW) + px(6)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addWidget(self.list)
        layout.addWidget(self._nothing)
        self._note = Label("", "small")
        self._note_part = holding(row(self._note, None, margins=(12, 4, 12, 6)))
        layout.addWidget(self._note_part)
        box.line.installEventFilter(self)
        box.line.textEdited.connect(self._edited)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.hide()

    def show_results(self, results: Sequence[Result], note: str = "") -> None:
        """What was found for the words last asked, best first; `note` stands under them."""
        if not self._box.text().strip():
            self.hide()
            return
        self.list.set_rows(_numbered(results))
        self.list.setVisible(bool(results))
        self._nothing.setVisible(not results)
        self._note.setText(note)
        self._note_part.setVisible(bool(note))
        if results:
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
        self._place(results)
        self.show()
        self.raise_()

    def close_and_return(self) -> None:
        """Empty the field and give the focus back to where it was."""
        self._box.line.clear()
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.window() is self.window():
            self._before.setFocus()
        else:
            self._box.line.clearFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._key(event):  # type: ignore[arg-type]
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        margin = px(_SHADOW)
        body = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        with painting(self) as canvas:
            canvas.shadow(body)
            canvas.box(body, "surface", "line")

    def _key(self, event: QKeyEvent) -> bool:
        actions: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self.close_and_return,
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Return: self._choose_current,
            Qt.Key.Key_Enter: self._choose_current,
        }
        action = actions.get(event.key())
        place = event.key() - Qt.Key.Key_0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and 0 < place <= NUMBERED:
            action = partial(self._choose_at, place)
        if action is None:
            return False
        action()
        return True

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self._box.line:
            self._before = new

    def _edited(self, text: str) -> None:
        if text.strip():
            self.asked.emit(text.strip())
        else:
            self.hide()

    def _step(self, by: int) -> None:
        count = self.list.rows.rowCount()
        if self.isVisible() and count:
            position = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.list.rows.index(position, 0))

    def _choose_current(self) -> None:
        result = self.list.selected()
        if self.isVisible() and result is not None:
            self._choose(result)

    def _choose_at(self, place: int) -> None:
        rows = (self.list.rows.row(n) for n in range(self.list.rows.rowCount()))
        result = next((one for one in rows if one.place == place), None)
        if self.isVisible() and result is not None:
            self._choose(result)

    def _choose(self, result: Result) -> None:
        self.close_and_return()
        self.chosen.emit(result)

    def _place(self, results: Sequence[Result]) -> None:
        margin = px(_SHADOW)
        width = px(560) + 2 * margin
        rows = sum(px(52 if result.detail else 36) for result in results[:NUMBERED]) or px(36)
        rows += self._note_part.sizeHint().height() if self._note.text() else 0
        height = rows + 2 * (margin + px(6)) + 2
        corner = self._box.mapTo(self.window(), QPoint(0, self._box.height() + px(4)))
        right = corner.x() + self._box.width() + margin
        height = min(height, self.window().height() - corner.y() + margin - px(4))
        left = max(0, right - width) if not self.isRightToLeft() else corner.x() - margin
        self.setGeometry(left, corner.y() - margin, min(width, self.window().width() - left), height)


def _present(result: Result) -> ListItem:
    from cocity_desktop.ui.models.list_items import ListItem

    key = native_key(f"Ctrl+{result.place}") if result.place else ""
    return ListItem(
        result.title,
        result.detail,
        icon=result.icon,
        trailing=result.kind,
        trailing_below=key,
        faint=result.faint,
    )


def _numbered(results: Sequence[Result]) -> list[Result]:
    """The first records with their places; a command is opened by its own key."""
    places = iter(range(1, NUMBERED + 1))
    return [replace(one, place=next(places, 0)) if one.detail else one for one in results]
