"""The text of a comparison: each article that differs, its sentences at the left, what made them differ at the right.

What goes is struck and what comes underlined, both in their colour and with the word of their fate beside them. One
difference is the current one: the keys step through them, and it is said to screen readers in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit

from cocity_desktop.domain.pact_diff import SentenceChange
from cocity_desktop.domain.text_diff import PieceKind
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.fonts import escaped
from cocity_desktop.ui.theme.rich_text import (
    anchored_html,
    block_html,
    marked_html,
    styled_html,
    two_columns_html,
)
from cocity_desktop.ui.theme.tokens import colour
from cocity_desktop.version_words import article_fate, article_name, cause_lines, fate, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.views.versions import PactComparison
    from cocity_desktop.domain.pact_diff import ArticleDiff, SentenceDiff
    from cocity_desktop.ui.theme.tokens import Token

_ANCHOR: Final = "difference-"


class ComparisonText(QTextEdit):
    """Read only. `stepped(place, of how many)` when the current difference is another one; places count from 1."""

    stepped = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(_("What differs"))
        self.document().setDocumentMargin(0)
        self._comparison: PactComparison | None = None
        self._whole = False
        self._lines: list[SentenceDiff] = []
        self._here = -1
        self._row_here: QTextCursor | None = None
        self._writing = False

    def show_comparison(self, comparison: PactComparison, *, whole: bool) -> None:
        """Show it, with the articles that are the same (`whole`) or without; the current difference is the first."""
        self._comparison, self._whole = comparison, whole
        self._write()
        self._here = -1
        self.verticalScrollBar().setValue(0)
        self.step(1)

    def step(self, by: int) -> None:
        """To the next difference, or the one before; past the last it begins again."""
        if not self._lines:
            self.setAccessibleDescription("")
            self.stepped.emit(0, 0)
            return
        self._here = (self._here + by) % len(self._lines) if self._here >= 0 else 0
        self.setAccessibleDescription(self.words())
        self._mark()
        self.stepped.emit(self._here + 1, len(self._lines))

    def words(self) -> str:
        """The current difference and its cause, in words."""
        if self._comparison is None or not 0 <= self._here < len(self._lines):
            return ""
        line = self._lines[self._here]
        return ". ".join((capital(spoken(line)), *cause_lines(self._comparison.causes.get(line.id))))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._writing and self._comparison is not None:
            self._write()
            self._mark()

    # --- writing --------------------------------------------------------------------------------------------------

    def _write(self) -> None:
        if self._comparison is None:
            return
        self._lines.clear()
        self._row_here = None
        self._writing = True
        self.setHtml("".join(self._html(self._comparison)))
        self._writing = False

    def _html(self, comparison: PactComparison) -> Iterator[str]:
        same = 0
        for article in comparison.articles:
            if article.differs or self._whole:
                yield from self._skipped(same)
                same = 0
                yield from self._article(article, comparison)
            else:
                same += 1
        yield from self._skipped(same)

    def _skipped(self, same: int) -> Iterator[str]:
        if same:
            words = ngettext("{n} article is the same", "{n} articles are the same", same)
            yield block_html(_small(words), 18)

    def _article(self, article: ArticleDiff, comparison: PactComparison) -> Iterator[str]:
        told = " · ".join(
            filter(None, (article_fate(article), *cause_lines(comparison.causes.get(article.id))))
        )
        head = styled_html(escaped(article_name(article)), 18, 600, "text")
        yield block_html(f"{head} &nbsp; {_small(told)}" if told else head, 22, 6)
        yield two_columns_html([self._row(line, comparison) for line in article.sentences], 60, 5)

    def _row(self, line: SentenceDiff, comparison: PactComparison) -> tuple[str, str]:
        marked = "".join(_marked(piece.kind, piece.text) for piece in line.pieces)
        if line.change is SentenceChange.SAME:
            return styled_html(marked, 16, 400, "muted", serif=True), ""
        causes: tuple[str, ...] = ()
        if line.change is not SentenceChange.LEFT:
            causes = cause_lines(comparison.causes.get(line.id))
            marked = anchored_html(f"{_ANCHOR}{len(self._lines)}", marked)
            self._lines.append(line)
        strong = styled_html(escaped(capital(fate(line))), 13, 600, "text")
        return styled_html(marked, 16, 400, "text", serif=True), "<br>".join((strong, *map(_small, causes)))

    # --- the current difference -----------------------------------------------------------------------------------

    def _mark(self) -> None:
        """Tint the row of the current difference and bring it into sight."""
        self._tint("")
        cursor = self._cursor_of(self._here)
        if cursor is None:
            return
        self._row_here = cursor
        self._tint("selection")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def _tint(self, token: Token | Literal[""]) -> None:
        """The ground of the row that is current, none for ""."""
        table = self._row_here.currentTable() if self._row_here is not None else None
        if self._row_here is None or table is None:
            return
        line = table.cellAt(self._row_here).row()
        for place in range(table.columns()):
            cell = table.cellAt(line, place)
            style = cell.format()
            if token:
                style.setBackground(colour(token))
            else:
                style.clearBackground()
            cell.setFormat(style)

    def _cursor_of(self, place: int) -> QTextCursor | None:
        block = self.document().begin()
        while block.isValid():
            iterator = block.begin()
            while not iterator.atEnd():
                fragment = iterator.fragment()
                if f"{_ANCHOR}{place}" in fragment.charFormat().anchorNames():
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(block.position())
                    return cursor
                iterator += 1
            block = block.next()
        return None


def _small(words: str) -> str:
    return styled_html(escaped(words), 13, 400, "on_selection")


def _marked(kind: PieceKind, text: str) -> str:
    words = text.rstrip(" ")
    after = text[len(words) :]
    if kind is PieceKind.STAYS or not words.strip():
        return escaped(text)
    if kind is PieceKind.GONE:
        return marked_html(words, "line-through", "danger_text", "danger_bg") + after
    return marked_html(words, "underline", "success", "success_bg") + after
