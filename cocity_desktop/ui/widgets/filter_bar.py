"""The line above a list: instant filter, active filters as chips, choices, and the count in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.chips import FilterChip
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.keys import native_key
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row
from cocity_desktop.ui.widgets.text_fields import add_clear_button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_FIND = "Ctrl+F"
_BESIDE = 340
"""Below this width, in design pixels, there is no room for a closed list beside the field."""


class FilterBar(QWidget):
    """`typed(words)` at each letter; Ctrl+F goes to the field, Esc empties it, Down goes to the list (`left_downwards`).

    `add_choice(combo)` puts a closed list beside it; `show_chip(key, words)` an active filter, `chip_removed(key)`.
    """

    typed = Signal(str)
    chip_removed = Signal(str)
    left_downwards = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._chips: dict[str, FilterChip] = {}
        self._placeholder = placeholder
        self.box = LineBox(placeholder, icon="search", key=native_key(_FIND), height=36)
        self.line = self.box.line
        self.line.setAccessibleName(placeholder)
        self.box.setMinimumWidth(px(200))
        self.line.installEventFilter(self)
        add_clear_button(self.box)
        self.line.textChanged.connect(lambda text: self.typed.emit(text.strip()))
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(px(8))
        self._choices = QHBoxLayout()
        self._choices.setSpacing(px(8))
        self._count = Label("", "muted")
        self._count.hide()
        self._beside = row(self._chip_row, self._choices, self._count, gap=0)
        self._beside.setSpacing(px(8))
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(8))  # Qt leaves it out around what is empty
        self._box.addWidget(self.box, 1)
        self._box.addLayout(self._beside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        find = QShortcut(QKeySequence(_FIND), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.go)

    def go(self) -> None:
        """Put the cursor in the field, with what is there selected."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def words(self) -> str:
        return self.line.text().strip()

    def clear(self) -> None:
        self.line.clear()

    def add_choice(self, control: QWidget) -> None:
        self._choices.addWidget(control)

    def show_chip(self, key: str, words: str) -> None:
        """An active filter; the same `key` replaces its words."""
        self.hide_chip(key)
        chip = FilterChip(words)
        chip.removed.connect(lambda: self._removed(key))
        self._chips[key] = chip
        self._chip_row.addWidget(chip)

    def hide_chip(self, key: str) -> None:
        chip = self._chips.pop(key, None)
        if chip is not None:
            chip.hide()
            chip.deleteLater()

    def set_count(self, words: str) -> None:
        """The count in words at the end of the line (where the page's header does not say it)."""
        self._count.setText(words)
        self._count.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Beside many chips and closed lists the field says less, and the whole of it in its tip."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            room = self.line.width() - 2 * self.line.fontMetrics().averageCharWidth()
            fits = self.line.fontMetrics().horizontalAdvance(self._placeholder) <= room
            self.line.setPlaceholderText(self._placeholder if fits else _("Filter"))
            self.line.setToolTip("" if fits else self._placeholder)
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of its two parts: they may stand one below the other."""
        wide = max(self.box.minimumWidth(), self._beside.minimumSize().width())
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large for the room, what stands beside the field goes below it."""
        super().resizeEvent(event)
        below, ways, sides = self.width() < px(_BESIDE), QBoxLayout.Direction, Qt.AlignmentFlag
        self._box.setDirection(ways.TopToBottom if below else ways.LeftToRight)
        self._box.setAlignment(self._beside, sides.AlignLeading if below else sides(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.line.text():
            self.line.clear()
        elif event.key() == Qt.Key.Key_Down and self.line.hasFocus():
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)

    def _removed(self, key: str) -> None:
        self.hide_chip(key)
        self.chip_removed.emit(key)
