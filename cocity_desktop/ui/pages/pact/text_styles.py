"""How words, numbers and marks are set in an article, and how words are told from marks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import Token, colour, px

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

MARK = QTextFormat.Property.UserProperty + 1
"""Set on a run that is shown and never saved."""
SENTENCE = QTextFormat.Property.UserProperty + 2
"""The id of the sentence that a run of words belongs to."""

Run = tuple[str, int, str]
"""Words, where they begin in the document, and their sentence."""


def words_format() -> QTextCharFormat:
    """The text of the article."""
    style = QTextCharFormat()
    style.setFont(font(17, 400, "text"))
    style.setForeground(colour("text"))
    return style


def numbers_format() -> QTextCharFormat:
    """The numbers that hang beside the paragraphs."""
    style = words_format()
    style.setForeground(colour("muted"))
    return style


def mark_format(token: Token) -> QTextCharFormat:
    """A small raised mark after a sentence."""
    style = QTextCharFormat()
    style.setFont(font(18, 600))
    style.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    style.setForeground(colour(token))
    style.setProperty(MARK, True)
    return style


def block_format() -> QTextBlockFormat:
    """A paragraph: lines of 28 px, 12 px under it."""
    style = QTextBlockFormat()
    height = max(px(28), round(QFontMetricsF(QFont(font(17, 400, "text"))).height()))
    style.setLineHeight(float(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    style.setBottomMargin(px(12))
    return style


def runs(block: QTextBlock) -> list[Run]:
    """The words of a block, without its marks."""
    found = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        style = fragment.charFormat()
        if not style.hasProperty(MARK):
            words = fragment.text().replace("\u2028", " ")
            found.append((words, fragment.position(), style.property(SENTENCE) or ""))
        iterator += 1
    return found


def all_runs(document: QTextDocument) -> list[Run]:
    """The words of a document, without its marks."""
    found = []
    block = document.begin()
    while block.isValid():
        found += runs(block)
        block = block.next()
    return found
