"""Places in an article's text, counted in words that are saved: the marks between them do not count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from cocity_desktop.ui.pages.pact.text_styles import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument


def characters_before(document: QTextDocument, position: int) -> int:
    """How many characters of the text stand before a position of the document."""
    count = 0
    for block in blocks(document):
        if block.position() > position:
            break
        for text, start, _id in runs(block):
            count += max(0, min(len(text), position - start))
        count += 1
    return count - 1


def put_caret(cursor: QTextCursor, count: int) -> QTextCursor:
    """The cursor after so many characters of the text, at the end when there are fewer."""
    for block in blocks(cursor.document()):
        for text, start, _id in runs(block):
            if count <= len(text):
                cursor.setPosition(start + count)
                return cursor
            count -= len(text)
        if count <= 0:
            break
        count -= 1
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """The blocks in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def paragraphs(document: QTextDocument) -> list[QTextBlock]:
    """The blocks that are saved: those with words."""
    return [block for block in blocks(document) if any(text.strip() for text, _start, _id in runs(block))]


def swap_with_neighbour(cursor: QTextCursor, step: int) -> QTextCursor | None:
    """Change the caret's block with the one above (-1) or below (1), as one edit; None at the edge.

    Words keep their sentences and marks; the caret stays in its word.
    """
    block = cursor.block()
    other = block.next() if step > 0 else block.previous()
    if not other.isValid():
        return None
    within = cursor.position() - block.position()
    upper, lower = (block, other) if step > 0 else (other, block)
    first, second = _pieces(upper), _pieces(lower)
    number = block.blockNumber() + step
    cursor.beginEditBlock()
    _write(lower, first)
    _write(upper, second)
    cursor.endEditBlock()
    moved = cursor.document().findBlockByNumber(number)
    cursor.setPosition(moved.position() + min(within, moved.length() - 1))
    return cursor


def _pieces(block: QTextBlock) -> list[tuple[str, QTextCharFormat]]:
    """Words and marks as they stand, each with its format."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        found.append((fragment.text(), fragment.charFormat()))
        iterator += 1
    return found


def _write(block: QTextBlock, pieces: list[tuple[str, QTextCharFormat]]) -> None:
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    for text, style in pieces:
        cursor.insertText(text, style)
