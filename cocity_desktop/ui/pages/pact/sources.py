"""What the meetings said, beside the text: first what is still to be used, then what stands in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QWidget

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day, local
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.pact.carrying import SOURCE
from cocity_desktop.ui.pages.pact.rows import source_item
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.icons import icon
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QMouseEvent

    from cocity_desktop.application.views.pacts import SourceCandidate

HERE, ALL = "here", "all"


class ShortList(ListView["SourceCandidate"]):
    """Takes what height there is: where the pane is low it scrolls by itself, and the pane need not."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(84))


class SourceList(ShortList):
    """Lines that can be dragged into the text; with the keyboard Enter puts them there."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag begins once the pointer has gone far enough to be no click."""
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        selected = self.selected()
        if (
            event.buttons() & Qt.MouseButton.LeftButton
            and far >= QApplication.startDragDistance()
            and selected
        ):
            self.drag(selected)
        else:
            super().mouseMoveEvent(event)

    def drag(self, source: SourceCandidate) -> None:
        """Carry a line until it is let fall."""
        if not allowed("put_source"):
            return
        mime = QMimeData()
        mime.setData(SOURCE, key_of(source).encode())
        mime.setText(source.text)
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(icon("note", 20, "primary").pixmap(px(20)))
        drag.exec(Qt.DropAction.CopyAction)

    _pressed = QPoint()


class SourcesPanel(QWidget):
    """Emits `put_asked(source)` and `decline_asked(source)` for the selected one that is still to be used."""

    put_asked = Signal(object)
    decline_asked = Signal(object)
    meeting_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[SourceCandidate] = ()
        self._heading = ""
        self._marks: Collection[int] = ()
        self._facts = Label("", "small")
        self.scope = ComboBox(height=32)
        self.scope.addItem(_("For this article"), HERE)
        self.scope.addItem(_("From all meetings"), ALL)
        self.scope.setAccessibleName(_("Which sources to show"))
        self.scope.currentIndexChanged.connect(self._fill)
        self.to_use = SourceList(source_item, key_of, name=_("To use"))
        self.used = ShortList(source_item, key_of, name=_("Already in the text"))
        self.put = doing(Button(_("Put it in the text"), "secondary", compact=True), "put_source")
        self.decline = doing(Button(_("Not needed, because…"), "ghost", compact=True), "decline_entry")
        self._nothing = Label("", "muted", wrap=True)
        self._kind = Label("", "label")
        self._words = Label("", "serif", wrap=True)
        self._from = Label("", "small", wrap=True)
        self._lay_out()
        self._fill()
        self.to_use.row_activated.connect(self._activated)
        self.to_use.row_selected.connect(self._selected)
        self.used.row_activated.connect(lambda row_: self.meeting_asked.emit(row_.meeting_id or ""))
        self.put.clicked.connect(lambda: self._ask(self.put_asked))
        self.decline.clicked.connect(lambda: self._ask(self.decline_asked))

    def show_sources(self, rows: Sequence[SourceCandidate], heading: str, marks: Collection[int]) -> None:
        """Everything said, and the heading and the marks of the article that is open."""
        if (rows, heading, marks) != (self._rows, self._heading, self._marks):
            self._rows, self._heading, self._marks = rows, heading, marks
            self._fill()

    def _lay_out(self) -> None:
        head = row((Label(_("From the meetings"), "section"), 1), self._facts, gap=8)
        buttons = row(self.put, self.decline, None, gap=4)
        self._chosen = Card(
            column(self._kind, 2, self._words, 2, self._from, 8, buttons, gap=0, margins=(12, 8, 12, 10)),
            fill="selection",
            edge=None,
        )
        self.setLayout(
            column(
                head,
                8,
                self.scope,
                12,
                Label(_("To use"), "label"),
                self._nothing,
                (self.to_use, 3),
                8,
                self._chosen,
                12,
                Separator(),
                12,
                Label(_("Already in the text"), "label"),
                (self.used, 2),
                gap=0,
                margins=(16, 16, 12, 8),
            )
        )

    def _activated(self, one: SourceCandidate) -> None:
        if allowed("put_source"):
            self.put_asked.emit(one)

    def _fill(self) -> None:
        waiting = [row_ for row_ in self._rows if not row_.used_marks]
        if self.scope.currentData() == HERE:
            waiting = [row_ for row_ in waiting if row_.heading == self._heading]
        used = sorted((row_ for row_ in self._rows if row_.used_marks), key=lambda row_: row_.used_marks)
        count = len(used)
        if self.scope.currentData() == HERE:
            used = [row_ for row_ in used if not set(row_.used_marks).isdisjoint(self._marks)]
        self.to_use.set_rows(waiting)
        self.used.set_rows(used)
        self._facts.setText(
            _("{used} of {all} used").format(used=count, all=len(self._rows)) if self._rows else ""
        )
        self._nothing.setText(
            _("Nothing waits for this article.") if self._rows else _("No meeting has said anything yet.")
        )
        self._nothing.setVisible(not waiting)
        self.to_use.setVisible(bool(waiting))
        self._selected(self.to_use.selected())

    def _selected(self, selected: SourceCandidate | None) -> None:
        self._chosen.setVisible(selected is not None)
        if selected is None:
            return
        self.decline.setVisible(selected.kind == "entry")
        when = day(local(selected.said_at).date(), "d MMMM") if selected.said_at else ""
        self._kind.setText(capital(label_of(selected.entry_kind)))
        self._words.setText(selected.text)
        self._from.setText(" · ".join(filter(None, (selected.who, selected.meeting, when))))

    def _ask(self, signal: SignalInstance) -> None:
        selected = self.to_use.selected()
        if selected is not None:
            signal.emit(selected)


def key_of(source: SourceCandidate) -> str:
    """A source by its kind and id."""
    return f"{source.kind}:{source.id}"
