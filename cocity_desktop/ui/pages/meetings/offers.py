"""What earlier meetings and the Comune left, offered for the next agenda: rows with a tick, where from, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.views.agenda import OfferKind
from cocity_desktop.localization import _, dated, day, ngettext, number
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.tick_list import TickList
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.agenda import Offer
    from cocity_desktop.domain.entity import EntityId

_SHOWN = 2
"""Rows seen at once before the list scrolls."""


class OffersList(QWidget):
    """`changed` when a tick is set or taken away: a click, or Space on the row. Hidden while nothing is offered."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offers: tuple[Offer, ...] = ()
        self._ticked: set[EntityId] = set()
        self.list: TickList[Offer] = TickList(
            self._present, lambda offer: offer.id, lines=True, inset=12, name=_("To take up again")
        )
        self.list.toggled.connect(self._toggle)
        self.facts = Label("", "small")
        self.all = Button("", "ghost", compact=True)
        self.all.clicked.connect(self._turn_all)
        head = row(Label(_("To take up again"), "section"), 12, self.facts, None, self.all, gap=0)
        card = Card(column((self.list, 1), margins=(1, 1, 1, 1)))
        card.setFixedHeight(px(52 * _SHOWN + 8))
        self.setLayout(column(head, 4, card, gap=0))
        self.hide()

    def set_offers(self, offers: Sequence[Offer], *, ticked: bool) -> None:
        """Offer these; with `ticked`, what is fresh is chosen already. What was chosen by hand before stays so."""
        known = {offer.id for offer in self._offers}
        fresh = {offer.id for offer in offers if offer.is_fresh and ticked and offer.id not in known}
        here = {offer.id for offer in offers}
        self._ticked = (self._ticked & here) | fresh
        self._offers = tuple(offers)
        self.setVisible(bool(offers))
        self._tell()

    def chosen(self) -> tuple[EntityId, ...]:
        """Ids of what has a tick, in the order of the list."""
        return tuple(offer.id for offer in self._offers if offer.id in self._ticked)

    def minutes(self) -> int:
        """Of what has a tick."""
        return sum(offer.planned_minutes for offer in self._offers if offer.id in self._ticked)

    def _toggle(self, offer: Offer) -> None:
        self._ticked ^= {offer.id}
        self._tell()

    def _turn_all(self) -> None:
        everything = {offer.id for offer in self._offers}
        self._ticked = set() if self._ticked == everything else everything
        self._tell()

    def _tell(self) -> None:
        self.list.set_rows(self._offers)
        count = len(self._ticked)
        said = ngettext("{n} chosen of {all}", "{n} chosen of {all}", count)
        self.facts.setText(said.format(all=number(len(self._offers))))
        self.all.setText(_("Choose none") if count == len(self._offers) else _("Choose all"))
        self.all.updateGeometry()
        self.changed.emit()

    def _present(self, offer: Offer) -> ListItem:
        ticked = offer.id in self._ticked
        detail = "  ·  ".join(filter(None, (kind_words(offer), offer.source, since_words(offer))))
        state = _("chosen") if ticked else _("not chosen")
        return ListItem(
            offer.title,
            detail=detail,
            tick=ticked,
            trailing=ngettext("{n} min", "{n} min", offer.planned_minutes),
            spoken=f"{state}: {offer.title}, {detail}",
        )


def kind_words(offer: Offer) -> str:
    """What it is."""
    return {
        OfferKind.POINT: lambda: _("point left unfinished"),
        OfferKind.ANSWER: lambda: _("answer of the Comune"),
        OfferKind.QUESTION: lambda: _("open question"),
        OfferKind.CONCERN: lambda: _("open concern"),
    }[offer.kind]()


def since_words(offer: Offer) -> str:
    """Since when: the first meeting that had it, the day of the answer."""
    return dated(_("since {date}"), date=day(offer.since, "d MMMM y"))
