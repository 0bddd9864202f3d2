"""How the paragraphs of minutes are set, and how each block of the text knows which paragraph it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextFormat

from cocity_desktop.domain.meetings import ParagraphRole
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import colour, px

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock

PARAGRAPH = QTextFormat.Property.UserProperty + 11
"""The id of the paragraph that a block belongs to; both halves of one that was just parted have the same."""
ROLE = QTextFormat.Property.UserProperty + 12

_INDENT = 28


def words_format(role: ParagraphRole) -> QTextCharFormat:
    """Lora, larger for headings, in italics for the words of a reservation."""
    heading = role is ParagraphRole.HEADING
    strong = heading or role is ParagraphRole.DECISION
    style = QTextCharFormat()
    chosen = font(18 if heading else 17, 600 if strong else 400, "text")
    chosen.setItalic(role is ParagraphRole.RESERVATION)
    style.setFont(chosen)
    style.setForeground(colour("text"))
    return style


def block_format(role: ParagraphRole, paragraph_id: str) -> QTextBlockFormat:
    """Lines of 28 px, 12 px under them; a heading stands off from what is before it."""
    style = QTextBlockFormat()
    height = max(px(28), round(QFontMetricsF(QFont(font(17, 400, "text"))).height()))
    style.setLineHeight(float(height), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    heading = role is ParagraphRole.HEADING
    style.setTopMargin(px(16) if heading else 0)
    style.setBottomMargin(px(6) if heading else px(12))
    style.setLeftMargin(px(_INDENT) if role is ParagraphRole.RESERVATION else 0)
    style.setProperty(PARAGRAPH, paragraph_id)
    style.setProperty(ROLE, role.value)
    return style


def paragraph_of(block: QTextBlock) -> str:
    """The id of a block's paragraph, "" when it has none."""
    return str(block.blockFormat().property(PARAGRAPH) or "")


def role_of(block: QTextBlock) -> ParagraphRole:
    """How a block is set."""
    return ParagraphRole(block.blockFormat().property(ROLE) or ParagraphRole.TEXT)
