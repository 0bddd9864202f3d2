"""Paragraphs whose notes changed after somebody wrote: both texts, one above the other, and the two ways out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.minutes import Settlement
from cocity_desktop.localization import _
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.marked_text import MarkedText
from cocity_desktop.ui.word_diff import differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.minutes_views import ParagraphLine

_TEXT = 15


class ChoicesPanel(QWidget):
    """Shows one choice at a time. `settled(id, Settlement)`; `shown(id)` when another paragraph comes up by hand."""

    settled = Signal(str, object)
    shown = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Sequence[ParagraphLine] = ()
        self._place = 0
        self._count = Label("", "small")
        self.before = IconButton("up", _("Choice before"), shortcut="Shift+F8", size=28)
        self.after = IconButton("down", _("Next choice"), shortcut="F8", size=28)
        self._mine = MarkedText("gone", _TEXT)
        self._theirs = MarkedText("come", _TEXT)
        self._no_mine = Label(_("You struck it out."), "muted", wrap=True)
        self._no_theirs = Label(_("The line is no longer in the notes."), "muted", wrap=True)
        self.keep = doing(Button("", "secondary", compact=True, shortcut="Ctrl+1"), "settle_paragraph")
        self.take = doing(Button("", "secondary", compact=True, shortcut="Ctrl+2"), "settle_paragraph")
        self._lay_out()
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.keep.clicked.connect(lambda: self._choose(Settlement.MINE))
        self.take.clicked.connect(lambda: self._choose(Settlement.THEIRS))

    def _lay_out(self) -> None:
        head = row((Label(_("To choose"), "section"), 1), self._count, self.before, self.after, gap=4)
        mine = column(Label(_("You wrote"), "label"), 2, self._mine, self._no_mine, gap=0)
        theirs = column(Label(_("The notes say now"), "label"), 2, self._theirs, self._no_theirs, gap=0)
        hint = Label(_("Or write a third text in the minutes, then keep it."), "small", wrap=True)
        body = column(mine, 12, theirs, 12, row(self.keep, self.take, None, gap=8), 8, hint, gap=0)
        body.setContentsMargins(px(12), px(12), px(12), px(10))
        self.setLayout(column(head, 8, Card(body, bar="amber"), gap=0))

    def show_choices(self, waiting: Sequence[ParagraphLine]) -> None:
        """Those that wait, in the order of the minutes; the one on show stays on show while it waits."""
        name = self.current_id()
        self._waiting = waiting
        names = [line.id for line in waiting]
        self._place = names.index(name) if name in names else min(self._place, max(0, len(names) - 1))
        self.setVisible(bool(waiting))
        self._show()

    def current_id(self) -> str:
        """The paragraph on show, "" for none."""
        return self._waiting[self._place].id if self._place < len(self._waiting) else ""

    def show_paragraph(self, paragraph_id: str) -> None:
        """Bring one up, if it waits: the caret went there."""
        names = [line.id for line in self._waiting]
        if paragraph_id in names:
            self._place = names.index(paragraph_id)
            self._show()

    def _show(self) -> None:
        if not self._waiting:
            return
        line = self._waiting[self._place]
        theirs = line.proposed or ""
        mine_pieces, their_pieces = differences(line.text, theirs)
        self._mine.show_pieces(mine_pieces)
        self._theirs.show_pieces(their_pieces)
        self._mine.setVisible(bool(line.text))
        self._no_mine.setVisible(not line.text)
        self._theirs.setVisible(bool(theirs))
        self._no_theirs.setVisible(not theirs)
        self.keep.setText(_("Keep mine") if line.text else _("Leave it out"))
        self.take.setText(_("Take the new one") if theirs else _("Take it out"))
        self._count.setText(_("{n} of {all}").format(n=self._place + 1, all=len(self._waiting)))

    def _step(self, by: int) -> None:
        if self._waiting:
            self._place = (self._place + by) % len(self._waiting)
            self._show()
            self.shown.emit(self.current_id())

    def _choose(self, settlement: Settlement) -> None:
        if self.current_id():
            self.settled.emit(self.current_id(), settlement)
