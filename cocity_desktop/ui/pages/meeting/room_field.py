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

    from cocity_desktop.ui.pages.meeting.lookup import Lookup


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
        self._lookup: Lookup[Known] | None = None
        self.list = Candidates(self.line)
        self.list.setAccessibleName(_("Who may be meant"))
        self.list.taken.connect(self._taken)
        self.list.dismissed.connect(self.left)
        self.line.setAccessibleName(_("Who arrives?"))
        words = _("A name and how many: Genitori Fleming 9. With − before it they leave: −2 Genitori")
        self.line.setToolTip(words_with_key(words, ARRIVES))
        self.line.textEdited.connect(lambda _text: self._edited())
        self.line.returnPressed.connect(self._entered)

    def set_known(self, known: Sequence[Known], here: Sequence[Known]) -> None:
        """Who may arrive, of those near the meeting, and who may leave."""
        self._known, self._here = tuple(known), tuple(here)

    def look_up(self, lookup: Lookup[Known]) -> None:
        """Where everybody else is found."""
        self._lookup = lookup
        lookup.found.connect(self._offer)

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
        return read_typed(self.text(), (*self._arriving(), *self._here))

    def _arriving(self) -> tuple[Known, ...]:
        """Those near the meeting, then those looked up."""
        if self._lookup is None:
            return self._known
        near = {one.person_id or one.group_id for one in self._known}
        far = (one for one in self._lookup.names if (one.person_id or one.group_id) not in near)
        return (*self._known, *far)

    def _edited(self) -> None:
        self._offer()
        if self._lookup is not None:
            self._lookup.ask(self.text())

    def _offer(self) -> None:
        self.set_wrong(False)
        typed = self.typed()
        people = self._here if typed.leaving else self._arriving()
        offers = [_candidate(one, typed) for one in offered(typed.name, people)]
        if typed.name and not typed.leaving and exact(typed.name, people) is None and offers:
            offers.append(Candidate(_("Somebody else: “{name}”").format(name=typed.name), "user"))
        self.list.show_offers(offers, 0)

    def _taken(self, offer: Candidate) -> None:
        self._mean(self.typed(), offer.known)

    def _mean(self, typed: Typed, who: Known | None) -> None:
        """It is said: what is still on the way for these letters is not offered any more."""
        self.list.close_list()
        if self._lookup is not None:
            self._lookup.ask("")
        self.meant.emit(typed, who)

    def _entered(self) -> None:
        """Without a list. Somebody far from the meeting may still be on the way."""
        if self._lookup is None or self.typed().leaving:
            self._enter()
        else:
            self._lookup.when_known(self.text(), self._enter)

    def _enter(self) -> None:
        """The first of the list; without one whoever is meant by their whole name, or nobody that is known."""
        typed, offers = self.typed(), self.list.offers()
        if offers:
            self._mean(typed, offers[0].known)  # type: ignore[attr-defined]
        elif typed.name or typed.count:
            self._mean(typed, exact(typed.name, self._here if typed.leaving else self._arriving()))


def _candidate(known: Known, typed: Typed) -> Candidate:
    count = f"  {typed.count}" if typed.count and known.person_id is None else ""
    icon = "user" if known.person_id else "group"
    return Candidate(f"{known.name}{count}", icon, known.beside, known=known)
