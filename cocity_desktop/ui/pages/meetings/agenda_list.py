"""The lines of an agenda on screen: numbered, sub-items further in, to be dragged to another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from cocity_desktop.ui.pages.meetings.agenda_lines import DraftLine


_HINT = 108
"""The list takes what room there is: it asks for little, so that a form does not scroll because of it."""


class AgendaListView(ListView["DraftLine"]):
    """`dropped(key, before)`: a line was let go before the line number `before`. Esc while dragging gives up."""

    dropped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__(present_line, lambda line: line.key, inset=8, name=_("Agenda"))
        self._pressed: QPoint | None = None
        self._dragged: str | None = None
        self._before = -1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(_HINT))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        chosen = self.selected()
        if self._dragged is None and far and chosen is not None:
            self._dragged = chosen.key
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragged is not None:
            self._aim(at.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, before = self._dragged, self._before
        self._give_up()
        if dragged is not None and before >= 0:
            self.dropped.emit(dragged, before)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._dragged is not None and self._before >= 0:
            y = self._edge(self._before)
            with painting(self.viewport()) as canvas:
                canvas.fill(QRectF(px(8), y - 1, self.viewport().width() - px(16), 2), "primary")

    def _aim(self, y: int) -> None:
        """The gap nearest to the pointer."""
        gaps = range(self.rows.shown() + 1)
        self._before = min(gaps, key=lambda gap: abs(self._edge(gap) - y))
        self.viewport().update()

    def _edge(self, gap: int) -> int:
        if gap < self.rows.shown():
            return self.visualRect(self.rows.index(gap, 0)).top()
        return self.visualRect(self.rows.index(gap - 1, 0)).bottom() + 1

    def _give_up(self) -> None:
        self._pressed, self._dragged, self._before = None, None, -1
        self.viewport().unsetCursor()
        self.viewport().update()


def present_line(line: DraftLine) -> ListItem:
    """A line: its number and title; below who leads it, what is wanted, its other language."""
    item = line.item
    outcome = _("to reach: {outcome}").format(outcome=item.wanted_outcome) if item.wanted_outcome else ""
    detail = "  ·  ".join(filter(None, (item.owner, outcome, item.translation)))
    minutes = ngettext("{n} min", "{n} min", item.planned_minutes)
    family = ngettext("{n} min with its sub-items", "{n} min with its sub-items", line.family_minutes)
    return ListItem(
        item.title,
        detail=detail,
        number=line.number,
        trailing=family if line.family_minutes else minutes,
        indent=1 if item.is_sub else 0,
    )
