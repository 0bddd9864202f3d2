"""The agenda of a meeting to come, written by keyboard: one line adds, arrows move, the sum is told as it grows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject


USUAL_MINUTES = 10


@dataclass(frozen=True, slots=True)
class DraftItem:
    """A point being written; `item_id` is None until it is on disk, `key` tells it from the others meanwhile."""

    key: str
    item: NewItem
    item_id: EntityId | None = None


class AgendaEditor(QWidget):
    """`changed` whenever the points are others. Delete removes, Enter changes, Alt+Up and Alt+Down move."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: list[DraftItem] = []
        self._editing: str | None = None
        self._count = 0
        self._planned = 0
        self.sum = Label("", "small")
        self.list: ListView[DraftItem] = ListView(_present, lambda item: item.key, inset=12, name=_("Agenda"))
        self.list.installEventFilter(self)
        self.list.row_activated.connect(self._edit)
        self.title = TextField(_("Point"), placeholder=_("What is talked about"))
        self.minutes = SpinField(pgettext("time", "Minutes"), lowest=1, highest=600, step=5)
        self.minutes.set_value(USUAL_MINUTES)
        self.minutes.setFixedWidth(self.minutes.sizeHint().width() // 2 + 60)
        self.add = Button(_("Add"), "secondary")
        self.title.submitted.connect(self.take)
        self.minutes.line.returnPressed.connect(self.take)
        self.add.clicked.connect(self.take)
        self._lay_out()
        self._tell()

    def _lay_out(self) -> None:
        up = IconButton("up", _("Move up (Alt Up)"), size=28)
        down = IconButton("down", _("Move down (Alt Down)"), size=28)
        away = IconButton("delete", _("Take away (Delete)"), size=28)
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        away.clicked.connect(self._remove)
        head = row(Label(_("Agenda"), "section"), 12, self.sum, None, up, down, away, gap=2)
        line = row((self.title, 1), self.minutes, column(None, self.add, 6), gap=8)
        card = Card(column((self.list, 1), margins=(1, 1, 1, 1)))
        self.setLayout(column(head, 8, (card, 1), 12, line, gap=0))

    # --- what it holds -------------------------------------------------------------------------------------------

    def items(self) -> tuple[DraftItem, ...]:
        """In their order."""
        return tuple(self._items)

    def set_items(self, items: Sequence[tuple[EntityId, NewItem]]) -> None:
        """The points that are on disk."""
        self._items = [DraftItem(item_id, item, item_id) for item_id, item in items]
        self._tell()

    def set_planned(self, minutes: int | None) -> None:
        """How long the meeting lasts, to tell the sum against."""
        self._planned = minutes or 0
        self._tell()

    def unfinished(self) -> bool:
        """Whether a point stands in the fields and is not in the list yet."""
        return bool(self.title.text())

    def take(self) -> None:
        """Put what stands in the fields into the list."""
        title = self.title.text()
        if not title or not self.minutes.check():
            self.title.setFocus()
            return
        item = NewItem(title=title, planned_minutes=self.minutes.value() or USUAL_MINUTES)
        if self._editing is None:
            self._count += 1
            self._items.append(DraftItem(f"new-{self._count}", item))
        else:
            self._items = [self._changed(one, item) for one in self._items]
        self._editing = None
        self.add.setText(_("Add"))
        self.title.set_text("")
        self.minutes.set_value(USUAL_MINUTES)
        self.title.setFocus()
        self._tell()

    def _changed(self, one: DraftItem, item: NewItem) -> DraftItem:
        if one.key != self._editing:
            return one
        kept = replace(one.item, title=item.title, planned_minutes=item.planned_minutes)
        return replace(one, item=kept)

    # --- hands -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the point being written: it must not go on to the button of the dialog."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or control:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.list
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self._key(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif event.key() == Qt.Key.Key_F2 and (chosen := self.list.selected()) is not None:
            self._edit(chosen)
        else:
            return False
        return True

    def _edit(self, chosen: DraftItem) -> None:
        self._editing = chosen.key
        self.add.setText(_("Change"))
        self.title.set_text(chosen.item.title)
        self.minutes.set_value(chosen.item.planned_minutes)
        self.title.setFocus()

    def _move(self, by: int) -> None:
        chosen = self.list.selected()
        if chosen is None:
            return
        at = self._items.index(chosen)
        to = at + by
        if 0 <= to < len(self._items):
            self._items[at], self._items[to] = self._items[to], self._items[at]
            self._tell()
            self.list.select(chosen.key)

    def _remove(self) -> None:
        chosen = self.list.selected()
        if chosen is not None:
            at = self._items.index(chosen)
            del self._items[at]
            self._tell()
            if self._items:
                self.list.select(self._items[min(at, len(self._items) - 1)].key)

    def _tell(self) -> None:
        self.list.set_rows(self._items)
        total = sum(one.item.planned_minutes for one in self._items)
        words = ngettext("{n} point", "{n} points", len(self._items)) if self._items else _("no points yet")
        if self._items:
            words += ", " + ngettext("{n} min", "{n} min", total)
        if self._planned and self._items:
            words += " " + ngettext("of {n}", "of {n}", self._planned)
        self.sum.setText(words)
        self.sum.set_token("warning" if self._planned and total > self._planned else "muted")
        self.changed.emit()


def _present(one: DraftItem) -> ListItem:
    minutes = ngettext("{n} min", "{n} min", one.item.planned_minutes)
    return ListItem(one.item.title, trailing=minutes)
