"""Counting quickly: everybody at one key, and beside it how the sum stands to who is in the room."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.pages.meeting.keys import EVERYBODY
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.keys import words_with_key
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """Who is in the room: how many, and in words ("9 in sala: …"); 0 and "" when nobody was noted."""

    heads: int = 0
    words: str = ""


def against_the_room(counted: int, heads: int) -> str:
    """«ne mancano 3», «3 più dei presenti»; "" when the sum is right, or there is nothing to compare."""
    if not counted or not heads or counted == heads:
        return ""
    if counted < heads:
        return ngettext("{n} person missing", "{n} people missing", heads - counted)
    return ngettext("{n} more than are in the room", "{n} more than are in the room", counted - heads)


class Tally(QWidget):
    """`everybody_asked` by its button or key: whoever was not counted otherwise is in favour."""

    everybody_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.everybody = Button(pgettext("people", "all"), "ghost", shortcut=EVERYBODY, compact=True)
        self.everybody.clicked.connect(self.everybody_asked)
        self.sum = Label("", "small")
        self.setLayout(row(self.sum, 4, self.everybody, 8, gap=0))
        self.setFixedHeight(px(36))

    def show_sum(self, counted: int, others: int, heads: int) -> None:
        """`counted` in all, `others` not in favour, of `heads` in the room."""
        words = against_the_room(counted, heads)
        self.sum.setText(words)
        self.sum.setVisible(bool(words))
        self.sum.set_token("warning" if heads and counted > heads else "muted")
        self.everybody.setEnabled(heads > others)
        self.everybody.setText(_("all the others") if others else pgettext("people", "all"))
        self.everybody.setToolTip(words_with_key(self._explained(others, heads), EVERYBODY))
        self.everybody.updateGeometry()

    def _explained(self, others: int, heads: int) -> str:
        if not heads:
            return _("Nobody is noted in the room yet")
        left = max(0, heads - others)
        return ngettext("{n} of those in the room in favour", "{n} of those in the room in favour", left)
