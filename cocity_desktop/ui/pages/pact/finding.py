"""The search of the composer at work: it knows the places, goes from one to the next, and selects the words there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from cocity_desktop.ui.pages.pact.find_bar import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.document_views import ArticleText
    from cocity_desktop.ui.pages.pact.editor import ArticleEditor
    from cocity_desktop.ui.pages.pact.find_bar import FindBar, Place


class Finding(QObject):
    """`articles()` are those that are shown now, `go(article id)` shows one of them."""

    def __init__(
        self,
        bar: FindBar,
        editor: ArticleEditor,
        articles: Callable[[], Sequence[ArticleText]],
        go: Callable[[str], object],
    ) -> None:
        super().__init__(bar)
        self._bar, self._editor, self._articles, self._go = bar, editor, articles, go
        self._places: list[Place] = []
        self._at = 0
        bar.asked.connect(self._ask)
        bar.stepped.connect(self._step)
        bar.left.connect(editor.setFocus)

    def open(self) -> None:
        """Save what is being typed, so that it is found as well, and ask."""
        self._editor.save()
        self._bar.open()

    def again(self) -> None:
        """The text was read anew: count again, and stay where we are."""
        if self._bar.isVisible():
            self._places = places_of(self._bar.field.text(), self._articles())
            self._at = min(self._at, max(0, len(self._places) - 1))
            self._bar.tell(self._at + 1, len(self._places))

    def _ask(self, words: str) -> None:
        self._places = places_of(words, self._articles())
        shown = self._editor.article_id()
        self._at = next((at for at, place in enumerate(self._places) if place.article_id == shown), 0)
        self._show()

    def _step(self, step: int) -> None:
        if self._places:
            self._at = (self._at + step) % len(self._places)
            self._show()

    def _show(self) -> None:
        self._bar.tell(self._at + 1, len(self._places))
        if not self._places:
            return
        place = self._places[self._at]
        self._go(place.article_id)
        found = QTextCursor(self._editor.document())
        for _turn in range(place.turn + 1):
            found = self._editor.document().find(self._bar.field.text(), found)
        if not found.isNull():
            self._editor.setTextCursor(found)
            self._editor.ensureCursorVisible()
