"""A text whose words differ from another one beside it: what goes is struck, what comes is underlined, both in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from cocity_desktop.ui.theme.fonts import escaped, font
from cocity_desktop.ui.theme.rich_text import marked_html, paragraph_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.ui.theme.tokens import Token
    from cocity_desktop.ui.word_diff import Piece

_Side = Literal["gone", "come"]
_MARKUP: dict[_Side, tuple[str, Token, Token]] = {
    "gone": ("line-through", "danger_text", "danger_bg"),
    "come": ("underline", "success", "success_bg"),
}


class MarkedText(QLabel):
    """A text with its changed words marked; they are read out as the text, the marks as nothing."""

    def __init__(self, side: _Side, size: int = 17) -> None:
        super().__init__()
        self._side: _Side = side
        self._pieces: Sequence[Piece] = ()
        self._writing = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(font(size, 400, "text"))
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Show a text."""
        self._pieces = pieces
        self.setAccessibleName("".join(piece.text for piece in pieces))
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self._writing:
            self._write()

    def _write(self) -> None:
        self._writing = True
        self.setText(paragraph_html("".join(self._marked(piece) for piece in self._pieces)))
        self._writing = False

    def _marked(self, piece: Piece) -> str:
        words = piece.text.rstrip(" ")
        if not piece.changed or not words.strip():
            return escaped(piece.text)
        line, ink, ground = _MARKUP[self._side]
        return f"{marked_html(words, line, ink, ground)}{piece.text[len(words) :]}"
