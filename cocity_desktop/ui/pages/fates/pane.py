"""One line of a meeting, beside the list: its words in full, what became of it, and what can be done while it is open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocity_desktop.application.views.fates import Fate
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock, short_day
from cocity_desktop.ui.pages.fates import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import CommitmentLine, DecisionLine
    from cocity_desktop.application.views.fates import ClausePlace, FateRow

DECLINE, TO_PACT, TO_ARTICLE, TO_COMMITMENT, TO_MEETING = (
    "decline",
    "pact",
    "article",
    "commitment",
    "meeting",
)


class FatePane(DetailPane):
    """`asked(act, line)`: what to do with it. `article_asked(place)` and `commitment_asked(id)`: where to go."""

    asked = Signal(str, object)
    article_asked = Signal(object)
    commitment_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("The selected line"))

    def tell(self, one: FateRow, has_pact: bool) -> None:
        """Show a line; `has_pact` when the process has a text that it could go into."""
        self.begin(one.entry_id)
        self.add(Label(capital(label_of(one.kind)), "small"))
        self.add(Label(f"«{one.text}»", "quote", wrap=True, select=True), 4)
        self._acts(one, has_pact)
        self.add(row(), 8)
        self.fact(_("Said by"), one.who)
        self.fact(_("When"), day_and_clock(one.said_at))
        icon, token = words.LOOKS[one.fate]
        self.fact(_("What became of it"), capital(label_of(one.fate)), icon=icon, token=token)
        self.fact(_("Why not"), one.reason)
        if one.decision is not None:
            self._decision(one.decision)
        if one.clauses:
            self._clauses(one.clauses)
        if one.commitment is not None:
            self._commitment(one.commitment)
        self.section(_("Meeting"))
        go = partial(self.asked.emit, TO_MEETING, one)
        self.line(DetailLine(_("Where it was said"), icon="calendar", go=go))
        self.finish()

    def _acts(self, one: FateRow, has_pact: bool) -> None:
        """Only what is open waits for somebody."""
        if one.fate is not Fate.OPEN:
            return
        decline = doing(Button(_("It goes no further…"), icon="ban"), "decline_entry")
        decline.setToolTip(_("It goes no further, and why (N)"))
        decline.clicked.connect(partial(self.asked.emit, DECLINE, one))
        to_pact = Button(_("Open in the pact") if has_pact else _("Begin a pact"), icon="pact")
        to_pact.setToolTip(_("To the text of the pact (P)"))
        to_pact.clicked.connect(partial(self.asked.emit, TO_PACT, one))
        self.add(row(to_pact, None), 12)
        self.add(row(decline, None), 8)  # beside the other it would be cut at the edge of the pane

    def _decision(self, decision: DecisionLine) -> None:
        """With every reservation, as everywhere."""
        self.section(_("How it was decided"), words.agreed(decision))
        for one in decision.reservations:
            who = _("Reservation of {who}").format(who=one.raised_by) if one.raised_by else _("Reservation")
            self.add(Label(who, "small", wrap=True), 4)
            self.add(Label(f"«{one.text}»", "quote", wrap=True, select=True), 2)

    def _clauses(self, places: tuple[ClausePlace, ...]) -> None:
        self.section(_("In the pact"))
        for place in places:
            go = partial(self.article_asked.emit, place)
            title = f"{words.clause(place)}  {place.title}"
            self.line(DetailLine(title, icon="pact", below=place.pact, go=go))

    def _commitment(self, line: CommitmentLine) -> None:
        self.section(_("Commitment"))
        party = line.party or label_of(line.party_kind)
        due = short_day(line.due_on) if line.due_on else line.recurrence
        below = ", ".join(filter(None, (party, due, label_of(line.status))))
        go = partial(self.commitment_asked.emit, line.id)
        self.line(DetailLine(line.what, icon="flag", below=below, go=go))
