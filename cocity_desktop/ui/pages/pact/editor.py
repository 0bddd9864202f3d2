"""The text of one article as people write it, with the marks of its sources beside the sentences.

Marks are runs of their own with a property: they are shown, never part of the text that is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.localization import _
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import colour, px

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QTextBlock

    from cocity_desktop.application.document_views import ArticleText, SentenceLine

_MARK = QTextFormat.Property.UserProperty + 1
_SENTENCE = QTextFormat.Property.UserProperty + 2
SAVE_AFTER = 700
"""Milliseconds without a key after which the text is saved."""


class ArticleEditor(QTextEdit):
    """Emits `written(text)` when the text should be saved, `sentence_entered(id)` when the caret changes sentence."""

    written = Signal(str)
    sentence_entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("Write here, or put in what the meetings said."))
        self.setAccessibleName(_("Text of the article"))
        self.document().setIndentWidth(px(28))
        self.viewport().setAutoFillBackground(False)
        self._saved = ""
        self._sentence = ""
        self._loading = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)

    def show_article(self, article: ArticleText) -> None:
        """Show an article unless newer words stand here; the caret stays where it was in the text."""
        prose = article_prose(article)
        if self._timer.isActive() and self.prose() != prose:
            return
        caret = self._caret()
        self._loading = True
        try:
            self._fill(article)
        finally:
            self._loading = False
        self._saved = prose
        self._place(caret if self.hasFocus() else 0)

    def prose(self) -> str:
        """The text without the marks: paragraphs parted by line ends."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            lines.append("".join(text for text, _start in _runs(block)))
            block = block.next()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def save(self) -> None:
        """Ask for the text to be saved if it changed since it was shown."""
        self._timer.stop()
        text = self.prose()
        if text != self._saved:
            self._saved = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.save()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.currentCharFormat().hasProperty(_MARK):
            self.setCurrentCharFormat(self._words())
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._moved()

    def _fill(self, article: ArticleText) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        numbered = len(article.paragraphs) > 1
        for number, paragraph in enumerate(article.paragraphs):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_block_format())
            for position, sentence in enumerate(paragraph):
                if position:
                    cursor.insertText(" ", self._words())
                self._insert(cursor, sentence)
        if numbered:
            self._number()
        self.setCurrentCharFormat(self._words())

    def _insert(self, cursor: QTextCursor, sentence: SentenceLine) -> None:
        words = self._words()
        words.setProperty(_SENTENCE, sentence.id)
        if not sentence.sources:
            words.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            words.setUnderlineColor(colour("muted"))
        cursor.insertText(sentence.text, words)
        for source in sentence.sources:
            cursor.insertText(f"\u2009{source.mark}", self._mark("primary"))
        if not sentence.sources:
            city = sentence.origin is SentenceOrigin.CITY
            text = _("Comune") if city else _("draft.")
            cursor.insertText(f"\u2009{text}", self._mark("warning" if city else "muted"))

    def _number(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        numbers = QTextListFormat()
        numbers.setStyle(QTextListFormat.Style.ListDecimal)
        numbers.setIndent(1)
        cursor.createList(numbers)

    def _words(self) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(font(17, 400, "text"))
        style.setForeground(colour("text"))
        return style

    def _mark(self, token: str) -> QTextCharFormat:
        style = QTextCharFormat()
        style.setFont(font(18, 600))
        style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        style.setForeground(QColor(colour(token)))  # type: ignore[arg-type]
        style.setProperty(_MARK, True)
        return style

    def _changed(self) -> None:
        if not self._loading:
            self._timer.start()

    def _moved(self) -> None:
        style = self.textCursor().charFormat()
        found = style.property(_SENTENCE) or ""
        if found != self._sentence and not self._loading:
            self._sentence = found
            self.sentence_entered.emit(found)

    def _caret(self) -> int:
        """How many characters of the text, marks not counted, stand before the caret."""
        caret = self.textCursor().position()
        count = 0
        block = self.document().begin()
        while block.isValid() and block.position() <= caret:
            for text, start in _runs(block):
                count += max(0, min(len(text), caret - start))
            count += 1
            block = block.next()
        return count - 1

    def _place(self, count: int) -> None:
        block = self.document().begin()
        cursor = self.textCursor()
        while block.isValid():
            for text, start in _runs(block):
                if count <= len(text):
                    cursor.setPosition(start + count)
                    self.setTextCursor(cursor)
                    return
                count -= len(text)
            if count <= 0:
                break
            count -= 1
            block = block.next()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)


def _runs(block: QTextBlock) -> list[tuple[str, int]]:
    """The words of a block and where each run begins in the document; marks are left out."""
    runs = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if not fragment.charFormat().hasProperty(_MARK):
            runs.append((fragment.text().replace("\u2028", " "), fragment.position()))
        iterator += 1
    return runs


def _block_format() -> QTextBlockFormat:
    style = QTextBlockFormat()
    height = max(px(28), round(QFontMetricsF(QFont(font(17, 400, "text"))).height()))
    style.setLineHeight(float(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    style.setBottomMargin(px(12))
    return style
