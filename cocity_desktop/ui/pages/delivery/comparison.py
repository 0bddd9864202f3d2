"""Our text and theirs side by side: what goes is struck, what comes is underlined, and both have their colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.delivery.word_diff import Piece, differences
from cocity_desktop.ui.theme.fonts import escaped, font
from cocity_desktop.ui.theme.rich_text import marked_html, paragraph_html
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.ui.theme.tokens import Token

_Side = Literal["gone", "come"]
_MARKUP: dict[_Side, tuple[str, Token, Token]] = {
    "gone": ("line-through", "danger_text", "danger_bg"),
    "come": ("underline", "success", "success_bg"),
}


class MarkedText(QLabel):
    """A text with its changed words marked; they are read out as the text, the marks as nothing."""

    def __init__(self, side: _Side) -> None:
        super().__init__()
        self._side: _Side = side
        self._pieces: Sequence[Piece] = ()
        self._writing = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(font(17, 400, "text"))
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


class Comparison(QWidget):
    """The two texts. A verdict without a text of its own shows ours alone, unmarked."""

    def __init__(self) -> None:
        super().__init__()
        self.ours = MarkedText("gone")
        self.theirs = MarkedText("come")
        self._nothing = Label(_("They gave no text of their own."), "muted", wrap=True)
        left = column(Label(_("What we sent"), "label"), 4, self.ours, None, gap=0)
        right = column(Label(_("What the Comune asks"), "label"), 4, self.theirs, self._nothing, None, gap=0)
        line = Separator(vertical=True)
        self.setLayout(row((holding(left), 1), 16, line, 16, (holding(right), 1), gap=0))

    def show_texts(self, sent: str, text: str) -> None:
        """`text` is "" when they gave none."""
        ours, theirs = differences(sent, text) if text else ([Piece(sent, False)], [])
        self.ours.show_pieces(ours)
        self.theirs.show_pieces(theirs)
        self.theirs.setVisible(bool(text))
        self._nothing.setVisible(not text)
