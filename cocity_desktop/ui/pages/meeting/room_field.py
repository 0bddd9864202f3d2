"""«Chi arriva?»: one line that takes a group and how many, a person by two letters, somebody new, and who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.keys import ARRIVES
from cocity_desktop.ui.pages.meeting.mention import Offer
from cocity_desktop.ui.pages.meeting.offers import Offers
from cocity_desktop.ui.pages.meeting.room_reading import Known, Typed, exact, offered, read_typed
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.keys import native_key, words_with_key

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Candidate(Offer):
    """Somebody that may be meant; `known` None is somebody new."""

    known: Known | None = None


class Candidates(Offers):
    """The list of those who may be meant: the first is taken by Enter, since two letters are meant to be enough."""

    def show_offers(self, offers: Sequence[Offer], x: int) -> None:
        before = self.offers()
        super().show_offers(offers, x)
        if tuple(offers) != tuple(before) and offers:
            self._choose(0)

    def _place(self, x: int) -> None:
        """Under the field, that stands at the top of its column."""
        super()._place(x)
        edit = self._edit
        self.move(self.x(), edit.mapTo(edit.window(), QPoint(0, edit.height())).y() - px(4))


class ArrivalField(LineBox):
    """`meant(Typed, Known or None)` by Enter: what was typed, and whom it names. `left` by Esc over the list."""

    meant = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(_("Who arrives?"), icon="plus", key=native_key(ARRIVES), height=36)
        self._known: tuple[Known, ...] = ()
        self._here: tuple[Known, ...] = ()
        self.list = Candidates(self.line)
        self.list.setAccessibleName(_("Who may be meant"))
        self.list.taken.connect(self._taken)
        self.list.dismissed.connect(self.left)
        self.line.setAccessibleName(_("Who arrives?"))
        words = _("A name and how many: Genitori Fleming 9. With − before it they leave: −2 Genitori")
        self.line.setToolTip(words_with_key(words, ARRIVES))
        self.line.textEdited.connect(lambda _text: self._offer())
        self.line.returnPressed.connect(self._enter)

    def set_known(self, known: Sequence[Known], here: Sequence[Known]) -> None:
        """Who may arrive, and who may leave."""
        self._known, self._here = tuple(known), tuple(here)

    def start(self, text: str = "") -> None:
        """Ready to type."""
        if text:
            self.set_text(text)
        self.line.setFocus()
        self.set_wrong(False)

    def clear(self) -> None:
        """Nothing typed, nothing offered."""
        self.list.close_list()
        self.set_text("")
        self.set_wrong(False)

    def typed(self) -> Typed:
        """What stands in the field."""
        return read_typed(self.text(), (*self._known, *self._here))

    def _offer(self) -> None:
        self.set_wrong(False)
        typed = self.typed()
        people = self._here if typed.leaving else self._known
        offers = [_candidate(one, typed) for one in offered(typed.name, people)]
        if typed.name and not typed.leaving and exact(typed.name, people) is None and offers:
            offers.append(Candidate(_("Somebody else: “{name}”").format(name=typed.name), "user"))
        self.list.show_offers(offers, 0)

    def _taken(self, offer: Candidate) -> None:
        self.meant.emit(self.typed(), offer.known)

    def _enter(self) -> None:
        """Without a list: whoever is meant by their whole name, or nobody that is known."""
        typed = self.typed()
        if typed.name or typed.count:
            self.meant.emit(typed, exact(typed.name, self._here if typed.leaving else self._known))


def _candidate(known: Known, typed: Typed) -> Candidate:
    count = f"  {typed.count}" if typed.count and known.person_id is None else ""
    icon = "user" if known.person_id else "group"
    return Candidate(f"{known.name}{count}", icon, known.beside, known=known)
