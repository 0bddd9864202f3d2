"""Finding words in the whole pact: every place in the order of the text, one after the other, whatever article it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.document_views import ArticleText


class Place(NamedTuple):
    """Where words stand: the article, and the how-many-eth of its text it is, from 0."""

    article_id: str
    turn: int


def places_of(words: str, articles: Sequence[ArticleText]) -> list[Place]:
    """Every place in the text that has `words`, capitals or not, in the order of the pact."""
    wanted = words.casefold()
    if not wanted.strip():
        return []
    return [
        Place(article.id, turn)
        for article in articles
        for turn in range(
            sum(line.text.casefold().count(wanted) for paragraph in article.paragraphs for line in paragraph)
        )
    ]


class FindBar(QWidget):
    """Emits `asked(words)` as they are typed, `stepped(1 or -1)`, and `left()` when it closes."""

    asked = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = TextField(placeholder=_("Find in the pact"), icon="search", clearable=True)
        self.field.line.setAccessibleName(_("Find in the pact"))
        self.facts = Label("", "small")
        self.back = IconButton("arrow-up", _("The place before"), shortcut="Shift+F3", size=28)
        self.on = IconButton("arrow-down", _("The next place"), shortcut="F3", size=28)
        self.shut = IconButton("close", _("Close"), size=28)
        self.setLayout(row((self.field, 1), 8, self.facts, 8, self.back, self.on, self.shut, gap=0))
        self.field.changed.connect(lambda: self.asked.emit(self.field.text()))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        self.shut.clicked.connect(self.leave)
        self.field.line.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it with what was sought last, ready to be typed over."""
        self.show()
        self.field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.line.selectAll()
        self.asked.emit(self.field.text())

    def leave(self) -> None:
        """Away, and back to the text."""
        self.hide()
        self.left.emit()

    def tell(self, place: int, count: int) -> None:
        """Which of how many places is shown, from 1."""
        words = _("{place} of {all}").format(place=place, all=count) if count else _("not in the text")
        self.facts.setText(words if self.field.text() else "")
        for button in (self.back, self.on):
            button.setEnabled(count > 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; Esc closes."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        return super().eventFilter(watched, event)
