"""What a decision and a commitment may bring with them, in one row under the capture line, reached by Tab.

Everything here is optional: Enter saves from any of the fields, and what is left empty can be written later.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.capture import DecisionFields, NewReservation
from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import DecisionMethod
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.date_reading import Unreadable, read_date, write_date
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import holding, row
from cocity_desktop.ui.widgets.number_reading import read_money, read_whole, write_money

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.views.registry import PartnerRow
    from cocity_desktop.application.views.work import CommitmentRow, DecisionRow

LEAD = 160
"""The width of what stands under the kind; the rest begins on the edge of the texts."""


class Wrong(ValueError):
    """A field that cannot be read; the text is the sentence to show. The cursor is already in it."""


class _Small(LineBox):
    """A field of 32 px named by its placeholder."""

    def __init__(self, words: str, width: int | None = None) -> None:
        super().__init__(words, height=32)
        self.row.setContentsMargins(px(8), 2, px(4), 3)
        self.line.setAccessibleName(words)
        self.line.setToolTip(words)
        if width is not None:
            self.setFixedWidth(px(width))

    def read(self, reading: Callable[[str], int | date | None]) -> int | date | None:
        """What is typed. Raises Wrong."""
        try:
            value = reading(self.text())
        except Unreadable as unreadable:
            self.set_wrong(True)
            self.line.setFocus()
            raise Wrong(str(unreadable)) from unreadable
        self.set_wrong(False)
        return value


class DetailRow(QWidget):
    """What both rows share. `submitted` by Enter in a field."""

    submitted = Signal()

    def sizeHint(self) -> QSize:
        return QSize(px(760), px(32))

    def _boxes(self, *boxes: LineBox) -> None:
        for box in boxes:
            box.line.returnPressed.connect(self.submitted)


class DecisionDetails(DetailRow):
    """How it was decided and how many stood where. `reservations_asked` opens the place to write reservations."""

    reservations_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reservations: tuple[NewReservation, ...] = ()
        self.method = ComboBox(32)
        self.method.setFixedWidth(px(LEAD))
        self.method.setAccessibleName(_("How it was decided"))
        for method in DecisionMethod:
            self.method.addItem(label_of(method), method)
        words = (
            _("full agreement"), _("fine for me"), pgettext("count", "reservation"),
            pgettext("count", "aside"), pgettext("people", "against"),
        )  # fmt: skip
        self.counts = tuple(_count(word) for word in words)
        self._boxes(*self.counts)
        self.more = Button("", "ghost", compact=True)
        self.more.clicked.connect(self.reservations_asked)
        pieces: list[QWidget | int] = []
        for box, word in zip(self.counts, words, strict=True):
            pieces += [box, 4, Label(word, "small"), 8]
        self.setLayout(row(self.method, 12, *pieces, self.more, None, gap=0))
        self.set_reservations(())

    def reservations(self) -> tuple[NewReservation, ...]:
        return self._reservations

    def set_reservations(self, reservations: Sequence[NewReservation]) -> None:
        """The words of the reservations, written in their own place."""
        self._reservations = tuple(reservations)
        count = len(self._reservations)
        words = ngettext("{n} reservation", "{n} reservations", count) if count else _("+ words")
        self.more.setText(words)
        self.more.setToolTip(_("Who has a reservation, and in which words"))
        self.more.updateGeometry()

    def fields(self) -> DecisionFields:
        """Raises Wrong."""
        figures = [int(str(box.read(lambda text: read_whole(text, 0, 9999)) or 0)) for box in self.counts]
        method = self.method.currentData()
        # More words than counted reservations: the words are there, so people are.
        return DecisionFields(
            method=DecisionMethod(method),
            in_favour=figures[0],
            fine=figures[1],
            with_reservation=max(figures[2], len(self._reservations)) if any(figures) else figures[2],
            stand_aside=figures[3],
            against=figures[4],
            reservations=self._reservations,
        )

    def show_decision(self, decision: DecisionRow | None) -> None:
        """Fill from what is on disk; None empties."""
        self.method.setCurrentIndex(0 if decision is None else list(DecisionMethod).index(decision.method))
        figures = (
            (0,) * 5
            if decision is None
            else (
                decision.in_favour,
                decision.fine,
                decision.with_reservation,
                decision.stand_aside,
                decision.against,
            )
        )
        for box, figure in zip(self.counts, figures, strict=True):
            box.set_text(str(figure) if figure else "")
            box.set_wrong(False)
        known = decision.reservations if decision else ()
        self.set_reservations([NewReservation(raised_by=one.raised_by, text=one.text) for one in known])


def _count(words: str) -> _Small:
    box = _Small("0", 38)
    box.line.setAccessibleName(words)
    box.line.setToolTip(words)
    return box


class Party(NamedTuple):
    """Who may be bound: one entry of the list of parties."""

    kind: PartyKind
    group_id: EntityId | None
    words: str


class CommitmentDetails(DetailRow):
    """Who, by when or how often, with what. `today` completes a date typed as "7.3"."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date.min
        self.parties: list[Party] = []
        self.party = ComboBox(32)
        self.party.setFixedWidth(px(LEAD))
        self.party.setAccessibleName(_("Who commits"))
        self.name = _Small(_("name"), 120)
        self._name_part = holding(row(self.name, 6, gap=0))
        self._name_part.hide()
        self.due = _Small(_("by dd.mm"), 100)
        self.recurrence = _Small(_("how often"))
        self.hours = _Small(_("hours"), 62)
        self.money = _Small(_("euro"), 84)
        self.materials = _Small(_("materials"))
        self._boxes(self.name, self.due, self.recurrence, self.hours, self.money, self.materials)
        self.party.currentIndexChanged.connect(self._offer_name)
        fields = (self.due, (self.recurrence, 1), self.hours, self.money, (self.materials, 1))
        self.setLayout(row(self.party, 12, self._name_part, 0, *fields, gap=6))
        self.set_groups(())

    def set_groups(self, groups: Sequence[PartnerRow]) -> None:
        """The groups of the process, then the others who may be bound."""
        chosen = self.party.currentIndex()
        known = [Party(PartyKind.GROUP, group.group_id, group.name) for group in groups]
        others = [kind for kind in PartyKind if kind is not PartyKind.GROUP]
        parties = [
            Party(PartyKind.OTHER, None, _("who?")),
            *known,
            *(Party(kind, None, label_of(kind)) for kind in others),
        ]
        if parties == self.parties:
            return
        self.parties = parties
        self.party.clear()
        for party in parties:
            self.party.addItem(party.words)
        self.party.setCurrentIndex(max(0, chosen))

    def fields(self, what: str) -> CommitmentFields:
        """Raises Wrong."""
        party = self.parties[max(0, self.party.currentIndex())]
        due = self.due.read(lambda text: read_date(text, self.today))
        hours = self.hours.read(lambda text: read_whole(text, 0, 9999))
        cents = self.money.read(read_money)
        return CommitmentFields(
            what=what,
            party_kind=party.kind,
            group_id=party.group_id,
            party_name=self.name.text().strip() if self._named() else "",
            due_on=due if isinstance(due, date) else None,
            recurrence=self.recurrence.text(),
            hours=hours if isinstance(hours, int) else None,
            money_cents=cents if isinstance(cents, int) else None,
            materials=self.materials.text(),
        )

    def show_commitment(self, commitment: CommitmentRow | None) -> None:
        """Fill from what is on disk; None empties."""
        for box in (self.name, self.due, self.recurrence, self.hours, self.money, self.materials):
            box.set_text("")
            box.set_wrong(False)
        self.party.setCurrentIndex(0)
        if commitment is None:
            return
        self.party.setCurrentIndex(self._party_of(commitment))
        self.name.set_text(commitment.party if self._named() else "")
        self.due.set_text(write_date(commitment.due_on))
        self.recurrence.set_text(commitment.recurrence)
        self.hours.set_text("" if commitment.hours is None else str(commitment.hours))
        self.money.set_text(write_money(commitment.money_cents))
        self.materials.set_text(commitment.materials)

    def _named(self) -> bool:
        """Whether the last of the list is chosen: somebody who has no record."""
        return self.party.currentIndex() == len(self.parties) - 1

    def _offer_name(self) -> None:
        self._name_part.setVisible(self._named())

    def _party_of(self, commitment: CommitmentRow) -> int:
        if commitment.party_kind is PartyKind.OTHER and commitment.group_id is None:
            return len(self.parties) - 1 if commitment.party else 0
        for position, party in enumerate(self.parties):
            same_group = commitment.group_id is not None and party.group_id == commitment.group_id
            if same_group or (commitment.group_id is None and party.kind is commitment.party_kind):
                return position
        return 0
