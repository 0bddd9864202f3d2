"""Above the pages: what the premises could still say. A hint, never a gap: nothing is held back for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocity_desktop.application.recital_hints import recital_hints
from cocity_desktop.labels import recital_hint_words
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.widgets.labels import ElidedLabel, Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import PactDocument

SHOWN = 3
"""Hints that are told one by one; the rest are counted and stand in the tip."""


class RecitalStrip(QWidget):
    """Leaves when the recitals say all they could."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(gap=2)
        head = row(
            Icon("info-circle", 16, "muted"), 8, Label(_("The recitals could say more"), "small"), 1, gap=0
        )
        self.setLayout(column(head, self._lines, gap=4, margins=(24, 10, 24, 6)))
        self.hide()

    def show_hints(self, document: PactDocument) -> None:
        """Tell what lacks in the recitals of `document`."""
        words = [recital_hint_words(hint) for hint in recital_hints(document)]
        clear(self._lines)
        for one in words[:SHOWN]:
            self._lines.addWidget(ElidedLabel(one, "muted"))
        if rest := words[SHOWN:]:
            more = ElidedLabel(
                ngettext("and {n} more hint", "and {n} more hints", len(rest)).format(n=len(rest)), "muted"
            )
            more.setToolTip("\n".join(rest))
            self._lines.addWidget(more)
        self.setVisible(bool(words))
