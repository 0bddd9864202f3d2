"""The minutes as one continuous text: each block knows its paragraph, and each paragraph is saved for itself.

A paragraph is asked to be saved when the caret leaves it, when the text loses the focus and when the page is left. What is
typed until then is told at once, so that a draft of it can be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit

from cocity_desktop.domain.meetings import ParagraphRole
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.minutes.text_styles import block_format, paragraph_of, role_of, words_format
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.refusing import RefusingText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QTextBlock

    from cocity_desktop.application.minutes_views import ParagraphLine
    from cocity_desktop.ui.theme.tokens import Token

_GUTTER = 20
_BARS: Mapping[ParagraphRole, Token] = {
    ParagraphRole.DECISION: "primary",
    ParagraphRole.RESERVATION: "warning",
    ParagraphRole.COMMITMENT: "control",
}


class MinutesEditor(RefusingText, QTextEdit):
    """`typed(id, text)` with every change, `written(id, text)` when a paragraph is to be saved, `entered(id)` by the caret.

    A text has a line end where a paragraph was parted. Whoever saves says `settled(id, text)` or `refused(id)` afterwards.
    """

    typed = Signal(str, str)
    written = Signal(str, str)
    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName(_("Text of the minutes"))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._lines: dict[str, ParagraphLine] = {}
        self._saved: dict[str, str] = {}
        self._in_flight: dict[str, str] = {}
        self._parted: dict[str, int] = {}
        self._current = ""
        self._loading = False
        self.textChanged.connect(self._changed)
        self.cursorPositionChanged.connect(self._moved)

    # --- What stands here

    def texts(self) -> dict[str, str]:
        """Every paragraph by its id, in order; parted ones with line ends."""
        found: dict[str, list[str]] = {}
        for block in self._blocks():
            found.setdefault(paragraph_of(block), []).append(_plain(block.text()))
        return {name: "\n".join(line for line in lines if line) for name, lines in found.items()}

    def current(self) -> str:
        """The paragraph of the caret."""
        return paragraph_of(self.textCursor().block())

    def go_to(self, paragraph_id: str) -> None:
        """The caret at the beginning of a paragraph, in sight."""
        for block in self._blocks():
            if paragraph_of(block) == paragraph_id:
                cursor = QTextCursor(block)
                end = QTextCursor(self.document())
                end.movePosition(QTextCursor.MoveOperation.End)
                self.setTextCursor(
                    end
                )  # so that the paragraph comes to the top, not to the bottom, of what is seen
                self.setTextCursor(cursor)
                self.ensureCursorVisible()
                return

    def show_paragraphs(self, lines: Sequence[ParagraphLine]) -> None:
        """Show the minutes as saved; what was typed and is not saved yet stays as it stands here."""
        newer = self._handed_on(self._unsaved(), lines)
        self._lines = {line.id: line for line in lines}
        self._saved = {line.id: line.text for line in lines}
        target = [(line, newer.get(line.id, line.text)) for line in lines if newer.get(line.id, line.text)]
        if {line.id: text for line, text in target} != self.texts() or self._roles_differ(target):
            self._refill(target)
        self.viewport().update()

    # --- Saving

    def save(self, keep: str = "") -> None:
        """Ask for what changed to be saved, all but the paragraph `keep`, which is still being written."""
        if self.isReadOnly():
            return
        for name, text in self._unsaved().items():
            if name != keep and self._in_flight.get(name) != text:
                self._in_flight[name] = text
                self.written.emit(name, text)

    def settled(self, paragraph_id: str, text: str) -> None:
        """`text` is saved."""
        if self._in_flight.get(paragraph_id) == text:
            del self._in_flight[paragraph_id]
        self._saved[paragraph_id] = text
        self._parted[paragraph_id] = text.count("\n")

    def refused(self, paragraph_id: str) -> None:
        """It could not be saved: it is asked for again with the next save."""
        self._in_flight.pop(paragraph_id, None)

    def is_saved(self) -> bool:
        """Whether nothing waits."""
        return not self._unsaved() and not self._in_flight

    def _unsaved(self) -> dict[str, str]:
        """What differs from what is saved; a paragraph that is gone from the text is empty."""
        here = self.texts()
        return {
            name: here.get(name, "") for name, saved in self._saved.items() if here.get(name, "") != saved
        }

    def _handed_on(self, newer: dict[str, str], lines: Sequence[ParagraphLine]) -> dict[str, str]:
        """What is typed while a parted paragraph is being saved belongs to the paragraphs that came of it."""
        names = [line.id for line in lines]
        for name, count in self._parted.items():
            if name in newer and name in names:
                at = names.index(name) + 1
                heirs = [one for one in names[at : at + count] if one not in self._lines]
                first, *rest = newer[name].split("\n", len(heirs))
                newer[name] = first
                newer.update(zip(heirs, [*rest, *[""] * len(heirs)], strict=False))
        self._parted.clear()
        return newer

    def _changed(self) -> None:
        if self._loading:
            return
        name = self.current()
        if name in self._saved:
            self.typed.emit(name, self._current_text())

    def _current_text(self) -> str:
        """The paragraph of the caret alone: this is asked with each key, and minutes may have a thousand paragraphs."""
        name = self.current()
        block = self.textCursor().block()
        while block.previous().isValid() and paragraph_of(block.previous()) == name:
            block = block.previous()
        lines = []
        while block.isValid() and paragraph_of(block) == name:
            lines.append(_plain(block.text()))
            block = block.next()
        return "\n".join(line for line in lines if line)

    def _moved(self) -> None:
        name = self.current()
        if self._loading or name == self._current:
            return
        self._current = name
        self.save(keep=name)
        self.entered.emit(name)

    # --- Qt

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z belongs to the text only while the text has something to take back; then it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        parted = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if parted and not self.isReadOnly() and role_of(self.textCursor().block()) is not ParagraphRole.TEXT:
            cursor = self.textCursor()
            cursor.setBlockFormat(block_format(ParagraphRole.TEXT, self.current()))
            self.setCurrentCharFormat(words_format(ParagraphRole.TEXT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._current = ""
            self.save()

    def changeEvent(self, event: QEvent) -> None:
        """Words keep the colour they were written with: another scheme writes them anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lines and not self._loading:
            here = self.texts()
            self._refill([(self._lines[name], text) for name, text in here.items() if name in self._lines])

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint_bars()
        super().paintEvent(event)

    def _paint_bars(self) -> None:
        """What a paragraph is, and whether it waits for a choice, beside it in the gutter."""
        layout, top = self.document().documentLayout(), self.verticalScrollBar().value()
        height, width = self.viewport().height(), self.viewport().width()
        with painting(self.viewport()) as canvas:
            for block in self._blocks():
                at = layout.blockBoundingRect(block).translated(0, -top)
                line = self._lines.get(paragraph_of(block))
                if at.top() > height:
                    break
                if at.bottom() < 0 or line is None:
                    continue
                lines = QRectF(0, at.top() + px(6), px(3), at.height() - px(4))
                if line.proposed is not None:
                    canvas.box(QRectF(0, at.top() - px(2), width - px(2), at.height() + px(12)), "warning_bg")
                    canvas.fill(lines, "amber")
                elif line.role in _BARS:
                    canvas.fill(lines, _BARS[line.role])

    # --- Filling

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _roles_differ(self, target: Sequence[tuple[ParagraphLine, str]]) -> bool:
        here = {paragraph_of(block): role_of(block) for block in self._blocks()}
        return any(here.get(line.id) is not line.role for line, text in target if "\n" not in text)

    def _refill(self, target: Sequence[tuple[ParagraphLine, str]]) -> None:
        name, offset = self._caret()
        seen = self.verticalScrollBar().value()
        self._loading = True
        try:
            self._fill(target)
            self._place(name, offset)
        finally:
            self._loading = False
        self.verticalScrollBar().setValue(seen)
        self.document().clearUndoRedoStacks()

    def _fill(self, target: Sequence[tuple[ParagraphLine, str]]) -> None:
        self.clear()
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(px(_GUTTER))
        self.document().rootFrame().setFrameFormat(frame)
        cursor, first = QTextCursor(self.document()), True
        for line, text in target:
            for words in text.split("\n"):
                style, letters = block_format(line.role, line.id), words_format(line.role)
                if first:
                    cursor.setBlockFormat(style)
                    cursor.setBlockCharFormat(letters)
                else:
                    cursor.insertBlock(style, letters)
                cursor.insertText(words, letters)
                first = False

    def _caret(self) -> tuple[str, int]:
        """The caret as a paragraph and characters after its beginning."""
        cursor = self.textCursor()
        name = paragraph_of(cursor.block())
        first = next((block for block in self._blocks() if paragraph_of(block) == name), cursor.block())
        return name, cursor.position() - first.position()

    def _place(self, name: str, offset: int) -> None:
        for block in self._blocks():
            if paragraph_of(block) == name:
                cursor = self.textCursor()
                cursor.setPosition(min(block.position() + offset, self.document().characterCount() - 1))
                self.setTextCursor(cursor)
                return


def _plain(text: str) -> str:
    return " ".join(text.split())
