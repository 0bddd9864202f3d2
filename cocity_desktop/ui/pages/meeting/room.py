"""The right column: who is in the room, in one field and one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, clock, number
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.meeting.keys import add_shortcut
from cocity_desktop.ui.pages.meeting.room_reading import (
    Known,
    Passage,
    RoomLine,
    heads,
    passages,
    read_arrival,
    room_lines,
    spoken,
)
from cocity_desktop.ui.pages.meeting.sheet import complete, hide_offers
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import native_key
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.application.views.work import MeetingDetail

WIDTH = 232
_LOG_ROW, _LOGGED = 28, 30
_ARRIVES = "Alt+A"


class RoomColumn(QWidget):
    """`arrived(Arrival)` by Enter in the field, `toggled(RoomLine)` by a click or Enter on a line; `left` on Esc."""

    arrived = Signal(object)
    toggled = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self._known: tuple[Known, ...] = ()
        self._count = Label("0", "section")
        self.field = LineBox(_("Who arrives?"), icon="plus", key=native_key(_ARRIVES), height=36)
        self.field.line.setAccessibleName(_("Who arrives?"))
        self.field.line.setToolTip(_("A name, and how many: Genitori Fleming 9 (Alt A)"))
        self.field.line.returnPressed.connect(self._arrive)
        self.people: ListView[RoomLine] = ListView(
            _item, lambda line: line.key, fit=True, inset=16, name=_("In the room")
        )
        self.people.clicked.connect(lambda index: self._toggle(self.people.rows.row(index.row())))
        self.people.row_activated.connect(self._by_key)
        self.log = PassageLog()
        self.set_known(())
        self._lay_out()
        add_shortcut(self, _ARRIVES, self.go)

    def _lay_out(self) -> None:
        self._log_part = holding(
            column(
                row(Separator(), margins=(16, 0, 16, 0)),
                14,
                row(Label(_("Arrivals and departures"), "strong"), margins=(16, 0, 16, 0)),
                4,
                self.log,
                gap=0,
            )
        )
        middle = holding(column(self.people, 12, self._log_part, None, gap=0))
        title = row(Label(_("In the room"), "section"), None, self._count, margins=(16, 16, 16, 12))
        field = row(self.field, margins=(16, 0, 16, 12))
        pane = ScrollPane(middle)
        pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(title, field, (pane, 1), gap=0))

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk."""
        self._count.setText(number(heads(meeting.presences)))
        self.people.set_rows(room_lines(meeting))
        log = passages(meeting)
        self._log_part.setVisible(bool(log))
        self.log.show_passages(log[:_LOGGED])

    def set_known(self, known: Sequence[Known]) -> None:
        """Whom the field completes: groups of the process, their people."""
        self._known = tuple(known)
        complete(self.field, [one.name for one in known])

    def go(self) -> None:
        """The cursor in the field."""
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()

    def _arrive(self) -> None:
        hide_offers(self.field)
        arrival = read_arrival(self.field.text(), self._known)
        if arrival is not None:
            self.arrived.emit(arrival)

    def taken(self) -> None:
        """The arrival is on disk: the field is free for the next one."""
        self.field.set_text("")

    def _toggle(self, line: RoomLine) -> None:
        """Who is here leaves, who left comes back; for who was expected, the field asks how many."""
        if line.expected:
            self.field.set_text(f"{line.name} ")
            self.field.line.setFocus()
        else:
            self.toggled.emit(line)

    def _by_key(self, line: RoomLine) -> None:
        if self.people.hasFocus() and self.people.property("keyboard"):
            self._toggle(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")


def _item(line: RoomLine) -> ListItem:
    if line.here:
        said = _("{who}, {count} in the room").format(who=line.name, count=number(line.heads))
        return ListItem(
            line.name,
            icon="dot",
            icon_token="success",
            trailing=number(line.heads),
            trailing_token="text",
            spoken=said,
        )
    words = _("expected") if line.expected else _("left at {time}").format(time=clock(_last(line)))
    return ListItem(line.name, icon="circle", icon_token="faint", trailing=words, faint=True)


def _last(line: RoomLine) -> datetime:
    return max(stay.left_at for stay in line.stays if stay.left_at is not None)


class PassageLog(QWidget):
    """When, and who: read only."""

    def __init__(self) -> None:
        super().__init__()
        self._passages: tuple[Passage, ...] = ()

    def show_passages(self, passages_: Sequence[Passage]) -> None:
        self._passages = tuple(passages_)
        self.setFixedHeight(px(_LOG_ROW) * len(self._passages))
        self.setAccessibleName("; ".join(spoken(one) for one in self._passages))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            for position, one in enumerate(self._passages):
                top = position * px(_LOG_ROW)
                canvas.text(QRectF(px(16), top, px(44), px(_LOG_ROW)), clock(one.at), font(13), "muted")
                words = QRectF(px(60), top, self.width() - px(76), px(_LOG_ROW))
                canvas.text(words, one.words, font(13), "text")
