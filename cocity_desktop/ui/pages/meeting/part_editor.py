"""The small field that opens over a chip: the value by hand, read as its place wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.ui.pages.meeting import part_words
from cocity_desktop.ui.pages.meeting.mention import matching
from cocity_desktop.ui.pages.meeting.names import Names
from cocity_desktop.ui.pages.meeting.offers import Offers
from cocity_desktop.ui.pages.meeting.understood import by_hand
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.date_reading import Unreadable
from cocity_desktop.ui.widgets.field import LineBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.recognition import Part
    from cocity_desktop.ui.pages.meeting.mention import Offer


class PartEditor(LineBox):
    """`given(slot, Part or None, forward)`: by Enter, or by Tab, which goes on (`forward`); `left` by Esc.

    `wrong(words)` for a value that cannot be read: the field stays. `today` and `spoken_day` read days.
    `sought(str)` are the letters of a party.
    """

    given = Signal(object, object, bool)
    wrong = Signal(str)
    left = Signal()
    sought = Signal(str)

    def __init__(self, parent: QWidget, above: QWidget) -> None:
        """`above` stays readable: the list of names opens over it."""
        super().__init__(height=30)
        self.setParent(parent)
        self.row.setContentsMargins(px(8), 2, px(4), 3)
        self.slot = PartKind.PARTY
        self._names, self._sought = Names(), ""
        self.today: Callable[[], date]
        self.spoken_day: Callable[[str], date | None] = lambda _text: None
        self.list = Offers(self.line, above)
        self.list.taken.connect(self._taken)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.installEventFilter(self)
        self.hide()

    def open_on(self, slot: PartKind, value: str, typed: str) -> None:
        """Take the value of a place. Letters already typed on the chip replace it."""
        self.slot = slot
        self.set_wrong(False)
        name = part_words.slot_name(slot)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(part_words.hint_of(slot))
        self.set_text(typed or value)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self.line.deselect()
        else:
            self.line.selectAll()
        self._offer(typed)

    @property
    def names(self) -> Names:
        """Who may be a party."""
        return self._names

    @names.setter
    def names(self, names: Names) -> None:
        self._names = names
        if self.list.offers() or (self.line.hasFocus() and self._sought):
            self.list.show_offers(self._offers(self._sought), 0)

    def width_wanted(self) -> int:
        """In pixels."""
        return px(part_words.WIDTHS.get(self.slot, part_words.SHORT))

    def give(self, *, forward: bool = False) -> None:
        """Read what is typed and hand it over; words to `wrong` when it cannot be read."""
        known = self.names.named(self.text().strip()) if self.slot is PartKind.PARTY else None
        try:
            part = part_words.read_by_hand(self.slot, self.text(), self.today(), self.spoken_day)
        except Unreadable as unreadable:
            self.set_wrong(True)
            self.wrong.emit(str(unreadable))
            return
        self._hand_over(by_hand(_who(known), party=known) if known is not None else part, forward)

    def close_field(self) -> None:
        """Put it away."""
        self._sought = ""
        self.list.close_list()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field. The list over it, when it is open, has had them first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.list.offers():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.give()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.give(forward=event.key() == Qt.Key.Key_Tab)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        self.set_wrong(False)
        self.wrong.emit("")
        self._offer(self.text())

    def _offer(self, sought: str) -> None:
        self._sought = sought
        self.list.show_offers(self._offers(sought), 0)
        if self.slot is PartKind.PARTY:
            self.sought.emit(sought)

    def _offers(self, sought: str) -> Sequence[Offer]:
        if self.slot is PartKind.PARTY:
            return matching(self.names.offers, sought)
        return matching(self.names.themes, sought) if self.slot is PartKind.THEME else ()

    def _taken(self, offer: Offer, by_tab: bool) -> None:
        self.set_text(offer.words)
        self.give(forward=by_tab)

    def _hand_over(self, part: Part | None, forward: bool) -> None:
        self.given.emit(self.slot, part, forward)


def _who(name: object) -> PartKind:
    return PartKind.PERSON if getattr(name, "person_id", None) else PartKind.PARTY
