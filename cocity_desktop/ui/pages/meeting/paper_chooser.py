"""«Quale incontro trascrivi?»: the meetings that were planned and have passed, for the command that types one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, clock, day, local
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.application.views.work import MeetingRow

_WIDTH = 760


class PaperChooser(QWidget):
    """Lies over the whole page. `chosen(meeting id)` by Enter or a click, `new_asked`, `left` by Esc."""

    chosen = Signal(str)
    new_asked = Signal()
    left = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.list: ListView[MeetingRow] = ListView(_item, lambda one: one.id, name=_("Meetings to type in"))
        self.list.row_activated.connect(lambda one: self.chosen.emit(one.id))
        self.list.clicked.connect(lambda index: self.chosen.emit(self.list.rows.row(index.row()).id))
        new = Button(_("New meeting"), "primary", icon="plus")
        new.clicked.connect(self.new_asked)
        self._empty = EmptyState(
            "meeting",
            _("No meeting to type in"),
            _("Put the meeting that was held on paper among the meetings, with its day: then it is here."),
            new,
        )
        body = holding(
            column(
                Label(_("Which meeting do you type in?"), "title"),
                4,
                Label(_("Those that were planned, and whose day has come."), "muted"),
                16,
                (self.list, 1),
                (self._empty, 1),
                gap=0,
            )
        )
        body.setMaximumWidth(px(_WIDTH))
        self.setLayout(row((body, 8), (holding(row()), 1), margins=(24, 16, 24, 24)))
        self.hide()

    def offer(self, meetings: Iterable[MeetingRow], now: datetime) -> None:
        """The latest first."""
        rows = [one for one in meetings if one.state is MeetingState.PLANNED and one.starts_at <= now]
        rows.sort(key=lambda one: one.starts_at, reverse=True)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.list.set_rows(rows)
        self.show()
        self.raise_()
        (self.list if rows else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")


def _item(meeting: MeetingRow) -> ListItem:
    starts = local(meeting.starts_at)
    when = f"{day(starts.date(), 'EEE d MMMM y')}, {clock(meeting.starts_at)}"
    return ListItem(meeting.title, detail=meeting.process, icon="meeting", trailing=when)
