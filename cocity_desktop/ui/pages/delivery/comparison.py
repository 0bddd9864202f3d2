"""Our text and theirs side by side: what goes is struck, what comes is underlined, and both have their colour."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.marked_text import MarkedText
from cocity_desktop.ui.word_diff import Piece, differences


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
