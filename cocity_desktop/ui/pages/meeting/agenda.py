"""The left column: the points of the agenda, what earlier meetings left open, when it all ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _, dated, day, ngettext
from cocity_desktop.ui.pages.meeting.agenda_list import AgendaList, OpenPoints
from cocity_desktop.ui.pages.meeting.keys import AGENDA, POINT, add_shortcut
from cocity_desktop.ui.pages.meeting.outline import outlined, planned_minutes
from cocity_desktop.ui.pages.meeting.timing import agenda_words, end_words, paper_words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.application.views.work import MeetingDetail, OpenPoint

WIDTH = 256
SUB = ">"
"""Before a title typed during the meeting: a sub-item of the point being talked about."""
_MINUTES = re.compile(r"\s+(\d{1,3})\s*(?:'|’|min|m)\.?$")


def read_item(text: str) -> NewItem | None:
    """A point as typed: "Orto e acqua 20 min" plans twenty minutes, without them ten. None for nothing typed.

    "> Chi annaffia 5 min" is a sub-item.
    """
    match = _MINUTES.search(text)
    title = (text[: match.start()] if match else text).strip()
    is_sub = title.startswith(SUB)
    title = title.removeprefix(SUB).strip()
    if not title:
        return None
    plain = NewItem(title=title, is_sub=is_sub)
    return replace(plain, planned_minutes=max(1, int(match[1]))) if match else plain


class _Adder(QWidget):
    """«Add a point»: a word to press that becomes a line to type in. `added(NewItem)`, `left` on Esc."""

    added = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = doing(Button(_("Add a point"), "ghost", icon="plus"), "add_agenda_item")
        self.button.setToolTip(_("Add a point (Alt P)"))
        self.box = LineBox(_("Title, 15 min"), height=36)
        self.box.line.setAccessibleName(_("New point of the agenda"))
        self.box.hide()
        self.button.clicked.connect(self.go)
        self.box.line.returnPressed.connect(self._add)
        self.setLayout(column(row(self.button, None, gap=0), self.box, gap=0, margins=(6, 0, 12, 0)))

    def go(self) -> None:
        """Open the line and put the cursor in it."""
        self.button.hide()
        self.box.show()
        self.box.line.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _add(self) -> None:
        item = read_item(self.box.text())
        if item is not None:
            self.added.emit(item)
        self._close()

    def _close(self) -> None:
        self.box.set_text("")
        self.box.hide()
        self.button.show()
        self.left.emit()


class AgendaColumn(QWidget):
    """`start_asked(Point)`, `added(NewItem)`, `taken_up(OpenPoint)`; `left` when the hand goes back to the line."""

    start_asked = Signal(object)
    added = Signal(object)
    taken_up = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self.list = AgendaList()
        self._empty = Label(
            _("No points yet. Add one, or write below: it will stand without a point."), "small", wrap=True
        )
        self._empty_part = holding(row((self._empty, 1), margins=(16, 4, 16, 8)))
        self._empty_part.hide()
        self.adder = _Adder()
        self._total = Label("", "small")
        self._began = Label("", "small")
        self._lead = Label("", "small")
        self._ends = Label("", "label", token="text")
        self._drift = Label("", "small", token="warning")
        self._since = Label("", "strong", wrap=True)
        self.open_points = OpenPoints()
        self._open_part = holding(
            column(
                row(Separator(), margins=(16, 0, 16, 0)),
                12,
                row((self._since, 1), margins=(16, 0, 16, 0)),
                4,
                self.open_points,
                gap=0,
            )
        )
        self._lay_out()
        self.list.row_activated.connect(self.start_asked)
        self.list.clicked.connect(lambda index: self.start_asked.emit(self.list.rows.row(index.row())))
        self.adder.added.connect(self.added)
        self.adder.left.connect(self.left)
        self.open_points.row_activated.connect(self.taken_up)
        add_shortcut(self, POINT, self.adder.go)
        add_shortcut(self, AGENDA, self.go)

    def _lay_out(self) -> None:
        title = row(Label(_("Agenda"), "section"), None, self._total, margins=(16, 16, 16, 8))
        middle = holding(
            column(
                self.list,
                self._empty_part,
                4,
                self.adder,
                16,
                self._open_part,
                None,
                gap=0,
            )
        )
        foot = column(
            Separator(),
            10,
            self._began,
            self._lead,
            row(self._ends, 8, self._drift, None, gap=0),
            gap=0,
            margins=(16, 0, 16, 8),
        )
        pane = ScrollPane(middle)
        pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setLayout(column(title, (pane, 1), foot, gap=0))

    def show_meeting(self, meeting: MeetingDetail, now: datetime) -> None:
        """The whole column, as read from disk."""
        self.list.show_agenda(outlined(meeting.agenda), words_below(meeting, now))
        total = planned_minutes(meeting.agenda)
        self._total.setText(ngettext("{n} min", "{n} min", total) if meeting.agenda else "")
        self._empty_part.setVisible(not meeting.agenda)
        here = {item.title for item in meeting.agenda}
        points = [point for point in meeting.left_open if point.text not in here]
        self._open_part.setVisible(bool(points))
        if points:
            self._since.setText(_open_since(points))
        self.open_points.set_rows(points)
        self.tick(meeting, now)

    def tick(self, meeting: MeetingDetail, now: datetime) -> None:
        """A second later."""
        self.list.show_words(words_below(meeting, now))
        words = end_words(meeting, now)
        for label, said in (
            (self._began, words.began),
            (self._lead, words.lead),
            (self._ends, words.ends),
            (self._drift, words.drift),
        ):
            label.setText(said)
            label.setVisible(bool(said))

    def go(self) -> None:
        """The cursor on the point that is being talked about, or on the first."""
        points = [self.list.rows.row(place) for place in range(self.list.rows.rowCount())]
        here = next((one.row.id for one in points if one.state is AgendaState.RUNNING and not one.subs), None)
        if here is not None:
            self.list.select(here)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")


def words_below(meeting: MeetingDetail, now: datetime) -> dict[str, str]:
    """What stands under the titles: times to come, or those that were written on paper."""
    return paper_words(meeting.agenda) if meeting.on_paper else agenda_words(meeting.agenda, now)


def _open_since(points: list[OpenPoint]) -> str:
    """One date when all are of one meeting, the oldest otherwise."""
    dates = sorted({point.since for point in points})
    if len(dates) == 1:
        return dated(_("Left open on {date}"), date=day(dates[0], "d MMMM"))
    return dated(_("Left open since {date}"), date=day(dates[0], "d MMMM"))
