"""The card under the caret's sentence: who said it, in which words, when, and the way to that meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.document_views import SentenceLine, SourceLine

WIDTH = 480
SHOWN = 3
"""Sources told in full; more are counted in the list at the right anyway."""

Meetings = dict[tuple[str, str], str]
"""The meeting of a source, by its kind and id."""


class SourcePopover(Card):
    """A child of the page, never a window of its own: it cannot take the focus. `meeting_asked(meeting id)`."""

    meeting_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(edge="control")
        self.setParent(parent)
        self._room = parent
        self._place = column(gap=10, margins=(16, 12, 16, 12))
        self.setLayout(self._place)
        self.setFixedWidth(px(WIDTH))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(20))
        shadow.setOffset(0, px(4))
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def tell(self, line: SentenceLine, meetings: Mapping[tuple[str, str], str], below: QRect) -> None:
        """Show where `line` comes from, under the rectangle `below` of the parent (above it where there is no room)."""
        clear(self._place)
        for source in line.sources[:SHOWN]:
            self._place.addWidget(self._source(source, meetings.get((source.kind, source.id), "")))
        if not line.sources:
            self._place.addWidget(Label(_said_of(line), "body", wrap=True))
        self._place.activate()
        self.resize(self.width(), self._place.totalHeightForWidth(self.width()))
        self.move(self._corner(below))
        self.show()
        self.raise_()

    def _source(self, source: SourceLine, meeting_id: str) -> QWidget:
        head = row(
            Icon(_ICONS.get(source.kind, "note"), 20, "primary"),
            8,
            (ElidedLabel(source.who or source.meeting_title, "strong"), 1),
            Label(str(source.mark), "strong", token="primary"),
            gap=0,
        )
        quote = Label(f"«{source.text}»", "quote", wrap=True)
        facts = [
            day_and_clock(source.said_at) if source.said_at else "",
            source.meeting_title if source.who else "",
        ]
        foot = row((ElidedLabel(" · ".join(filter(None, facts)), "small"), 1), gap=8)
        if meeting_id:
            go = Button(_("Go to the meeting"), "ghost", compact=True)
            go.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            go.clicked.connect(lambda: self.meeting_asked.emit(meeting_id))
            foot.addWidget(go)
        words = holding(column(quote, 4, foot, gap=0, margins=(28, 0, 0, 0)))
        return holding(column(head, 2, words, gap=0))

    def _corner(self, below: QRect) -> QPoint:
        room = self._room.rect()
        x = max(px(16), min(below.left() - self.width() // 2, room.right() - self.width() - px(24)))
        y = below.bottom() + px(10)
        if y + self.height() > room.bottom():
            y = max(0, below.top() - self.height() - px(10))
        return QPoint(x, y)


_ICONS = {"commitment": "flag", "decision": "done", "entry": "note"}


def _said_of(line: SentenceLine) -> str:
    return ", ".join(filter(None, (label_of(line.origin), line.written_by)))
