"""The text of one article as people write it, with the marks of its sources beside the sentences.

Marks are runs of their own with a property: they are shown, never part of the text that is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QPainter,
    QTextCharFormat,
    QTextCursor,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.pact.caret import characters_before, paragraphs, put_caret, swap_with_neighbour
from cocity_desktop.ui.pages.pact.carrying import SOURCE, carried_mime, carried_of
from cocity_desktop.ui.pages.pact.text_styles import (
    MARK,
    SENTENCE,
    all_runs,
    block_format,
    mark_format,
    numbers_format,
    runs,
    words_format,
)
from cocity_desktop.ui.theme.tokens import colour, px
from cocity_desktop.ui.widgets.refusing import RefusingText

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QMouseEvent,
        QPaintEvent,
    )

    from cocity_desktop.application.document_views import ArticleText, SentenceLine
    from cocity_desktop.application.sentence_writing import CarriedSentence

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
SAVE_AFTER = 700
"""Milliseconds without a key after which the text is saved."""


class ArticleEditor(RefusingText, QTextEdit):
    """One article under somebody's hands.

    Emits `written(article id, text, what words from elsewhere stand on)`; `sentence_entered(id)`, the caret's sentence, ""
    in none and while typing; `source_dropped(key, paragraph)`, before which paragraph from 0. Whoever saves says `settled` afterwards: until then no older text may take the place of what stands here.
    """

    written = Signal(str, str, object)
    sentence_entered = Signal(str)
    source_dropped = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(_("Write here, or put in what the meetings said."))
        self.setAccessibleName(_("Text of the article"))
        self.document().setIndentWidth(px(28))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._shown: ArticleText | None = None
        self._saved = ""
        self._in_flight = 0
        self._sentence = ""
        self._loading = False
        self._visited = False
        self._pasted: tuple[CarriedSentence, ...] = ()
        self._sent: tuple[CarriedSentence, ...] = ()
        self._gap: int | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)

    def show_article(self, article: ArticleText) -> None:
        """Show an article unless newer words stand here; the caret stays where it was in the text."""
        same = self._shown is not None and self._shown.id == article.id
        prose = article_prose(article)
        newer = self._in_flight > 0 or (self._timer.isActive() and self.prose() != prose)
        if same and (newer or (article == self._shown and self.prose() == prose)):
            return
        caret = characters_before(self.document(), self.textCursor().position()) if same else 0
        if not same:
            self._visited, self._pasted, self._sent = False, (), ()
        self._loading = True
        try:
            self._fill(article)
            self.setTextCursor(put_caret(self.textCursor(), caret))
        finally:
            self._loading = False
        self._shown, self._saved = article, prose
        self._timer.stop()
        self.leave_sentence()

    def settled(self, error: object = None) -> None:
        """What `written` asked for was done, or refused: then it is asked for again with the next save."""
        self._in_flight = max(0, self._in_flight - 1)
        if error is not None and self._shown is not None:
            self._saved = article_prose(self._shown)
            self._pasted = self._sent + self._pasted
        self._sent = ()

    def prose(self) -> str:
        """The text without the marks: paragraphs parted by line ends."""
        lines = []
        block = self.document().begin()
        while block.isValid():
            lines.append("".join(text for text, _start, _id in runs(block)))
            block = block.next()
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def save(self) -> None:
        """Ask for the text to be saved if it changed since it was shown."""
        self._timer.stop()
        text = self.prose()
        if self._shown is not None and text != self._saved:
            self._saved = text
            self._in_flight += 1
            self._sent, self._pasted = self._pasted, ()
            self.written.emit(self._shown.id, text, self._sent)

    def article_id(self) -> str:
        """The article that is shown, "" for none."""
        return self._shown.id if self._shown is not None else ""

    def paragraph_at_hand(self) -> int | None:
        """Which paragraph, from 0, the caret was put into; None while nobody went into this article's text."""
        if not self._visited:
            return None
        at = self.textCursor().block().blockNumber()
        numbers = [block.blockNumber() for block in paragraphs(self.document())]
        return numbers.index(at) if at in numbers else None

    def move_paragraph(self, step: int) -> None:
        """The caret's paragraph one up (-1) or down (1), with its marks; the text's own undo takes it back."""
        moved = swap_with_neighbour(self.textCursor(), step)
        if moved is not None:
            self.setTextCursor(moved)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Cut and copied words leave their marks here and take along what they stand on."""
        return carried_mime(self.textCursor(), self._lines())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """As words of the text, whatever they looked like; what they stand on is told with the next save."""
        self._pasted += carried_of(source)
        words = "\n".join(" ".join(line.split(" ")) for line in source.text().splitlines())
        self.textCursor().insertText(words, words_format())
        self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(SOURCE) and not self.isReadOnly():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The line between two paragraphs shows where the source will stand."""
        if event.mimeData().hasFormat(SOURCE) and not self.isReadOnly():
            self.show_gap(self._gap_at(event.position().toPoint().y()))
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.show_gap(None)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(SOURCE) and not self.isReadOnly():
            gap = self._gap_at(event.position().toPoint().y())
            self.show_gap(None)
            event.acceptProposedAction()
            self.source_dropped.emit(bytes(event.mimeData().data(SOURCE).data()).decode(), gap)
        else:
            super().dropEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            try:
                y = self._gap_line(self._gap)
                painter.fillRect(0, y, self.viewport().width() - px(12), px(2), colour("primary"))
            finally:
                painter.end()

    def leave_sentence(self) -> None:
        """Nothing is told of the sentence at the caret until the caret moves again."""
        self._sentence = ""
        self.setExtraSelections([])
        self.sentence_entered.emit("")

    def sentence_rect(self) -> QRect:
        """Where the caret's sentence ends, in the viewport."""
        ends = [
            start + len(text)
            for text, start, sentence in all_runs(self.document())
            if sentence == self._sentence
        ]
        cursor = self.textCursor()
        if ends:
            cursor.setPosition(max(ends))
        return self.cursorRect(cursor)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the text only while the text has something to take back; then it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.save()
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.leave_sentence()

    def changeEvent(self, event: QEvent) -> None:
        """Words keep the colour they were written with: another scheme writes them anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_shown", None) is not None:
            self._write_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._visited = True
        if event.key() == Qt.Key.Key_Escape and self._sentence:
            self.leave_sentence()
            return
        step = _STEPS.get(event.key(), 0) if event.modifiers() == Qt.KeyboardModifier.AltModifier else 0
        if step and not self.isReadOnly():
            self.move_paragraph(step)
            return
        if self.currentCharFormat().hasProperty(MARK):
            self.setCurrentCharFormat(words_format())
        revision = self.document().revision()
        super().keyPressEvent(event)
        if self.document().revision() != revision:
            self.leave_sentence()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._visited = True
        self._moved()

    def _lines(self) -> dict[str, SentenceLine]:
        shown = self._shown.paragraphs if self._shown is not None else ()
        return {line.id: line for paragraph in shown for line in paragraph}

    def show_gap(self, gap: int | None) -> None:
        """The line before that paragraph, where a source would stand; None for no line."""
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _gap_at(self, y: int) -> int:
        """Before which paragraph, from 0, something let fall at `y` of the viewport stands."""
        middles = [top + height / 2 for top, height in self._heights()]
        return sum(middle < y for middle in middles)

    def _gap_line(self, gap: int) -> int:
        heights = self._heights()
        if gap < len(heights):
            return max(0, round(heights[gap][0]) - px(7))
        return round(sum(heights[-1])) - px(8) if heights else 0

    def _heights(self) -> list[tuple[float, float]]:
        """Top in the viewport and height of each paragraph."""
        layout, scrolled = self.document().documentLayout(), self.verticalScrollBar().value()
        rects = [layout.blockBoundingRect(block) for block in paragraphs(self.document())]
        return [(rect.top() - scrolled, rect.height()) for rect in rects]

    def _fill(self, article: ArticleText) -> None:
        self.document().clear()
        cursor = QTextCursor(self.document())
        numbered = len(article.paragraphs) > 1
        for number, paragraph in enumerate(article.paragraphs):
            if number:
                cursor.insertBlock(block_format(), numbers_format())
            cursor.setBlockFormat(block_format())
            cursor.setBlockCharFormat(numbers_format())
            for position, sentence in enumerate(paragraph):
                if position:
                    cursor.insertText(" ", words_format())
                self._insert(cursor, sentence)
        if numbered:
            self._number()
        self.setCurrentCharFormat(words_format())
        self.document().clearUndoRedoStacks()

    def _write_anew(self) -> None:
        """In the colours of now; words that are not saved yet stay as they are, their marks wait for the save."""
        shown, self._loading = self._shown, True
        try:
            if shown is not None and self.prose() == article_prose(shown):
                caret = characters_before(self.document(), self.textCursor().position())
                self._fill(shown)
                self.setTextCursor(put_caret(self.textCursor(), caret))
            else:
                ink = QTextCharFormat()
                ink.setForeground(colour("text"))
                cursor = QTextCursor(self.document())
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.mergeCharFormat(ink)
        finally:
            self._loading = False
        self._tint()

    def _insert(self, cursor: QTextCursor, sentence: SentenceLine) -> None:
        words = words_format()
        words.setProperty(SENTENCE, sentence.id)
        if not sentence.sources:
            words.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            words.setUnderlineColor(colour("muted"))
        cursor.insertText(sentence.text, words)
        for source in sentence.sources:
            cursor.insertText(f"\u2009{source.mark}", mark_format("primary"))
        if not sentence.sources:
            city = sentence.origin is SentenceOrigin.CITY
            text = _("Comune") if city else _("draft.")
            cursor.insertText(f"\u2009{text}", mark_format("warning" if city else "muted"))

    def _number(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        numbers = QTextListFormat()
        numbers.setStyle(QTextListFormat.Style.ListDecimal)
        numbers.setIndent(1)
        cursor.createList(numbers)

    def _changed(self) -> None:
        if not self._loading:
            self._timer.start()

    def _moved(self) -> None:
        style = self.textCursor().charFormat()
        found = style.property(SENTENCE) or ""
        if found != self._sentence and not self._loading and self.hasFocus():
            self._sentence = found
            self._tint()
            self.sentence_entered.emit(found)

    def _tint(self) -> None:
        """The caret's sentence on the tint of what is selected."""
        tints = []
        for text, start, sentence in all_runs(self.document()):
            if sentence and sentence == self._sentence:
                tint = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.document())
                cursor.setPosition(start)
                cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
                style = QTextCharFormat()
                style.setBackground(colour("selection"))
                tint.cursor, tint.format = cursor, style
                tints.append(tint)
        self.setExtraSelections(tints)
