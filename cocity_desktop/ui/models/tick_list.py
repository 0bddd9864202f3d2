"""A list whose rows are ticked: by a click, or with the space bar on the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal

from cocity_desktop.ui.models.list_view import ListView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

Row = TypeVar("Row")


class TickList(ListView[Row]):
    """`toggled(row)`: the rows say their own tick (`ListItem.tick`), whoever listens turns it."""

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.selected()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen is not None:
            self.toggled.emit(chosen)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.toggled.emit(self.rows.row(index.row()))
