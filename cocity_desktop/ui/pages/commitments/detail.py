"""One commitment, beside the ledger: what can be done with it, where it was promised, what became of it so far."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.work import CommitmentDetail
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock, join_list, local, short_day
from cocity_desktop.ui.pages.commitments import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.views.work import CommitmentRow, CommitmentStepRow

KEPT, PUT_OFF, NOT_KEPT, DROP, REOPEN = "kept", "put_off", "not_kept", "drop", "reopen"


@dataclass(frozen=True, slots=True)
class CommitmentFile:
    """A commitment and the words of the heading it belongs to."""

    detail: CommitmentDetail
    heading: str


class CommitmentPane(DetailPane):
    """`asked(act, commitment)`: what the person wants done. `went(page, id)`: where to go."""

    asked = Signal(str, object)
    went = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(name=_("The selected commitment"))

    def tell(self, file: CommitmentFile, today: date) -> None:
        """Show one commitment."""
        detail = file.detail
        one = detail.row
        self.begin(one.id)
        self.kind_and_code(words.party(one)[0], code_of(one.id))
        self.add(Label(one.what, "section", wrap=True, select=True), 2)
        if one.times_postponed:
            self.add(row(Pill(words.postponed(one.times_postponed), "danger"), None), 8)
        self._moves(one)
        self._facts(file, today)
        self._origin(detail)
        self._history(detail)
        self.finish()

    def _moves(self, one: CommitmentRow) -> None:
        if not words.pending(one):
            again = self._button(_("Take it up again"), REOPEN, one, "refresh")
            self.add(row(again, self._edit(one), None), 12)
            return
        kept = self._button(_("Kept"), KEPT, one, "tick")
        put_off = self._button(_("Put off"), PUT_OFF, one, "clock")
        self.add(row(kept, put_off, None), 12)
        not_kept = self._link(_("Not kept"), NOT_KEPT, one)
        self.add(row(self._edit(one), not_kept, self._link(_("Drop"), DROP, one), None, gap=0), 4)

    def _button(self, said: str, act: str, one: CommitmentRow, icon: str) -> Button:
        button = doing(Button(said, icon=icon), "move_commitment")
        button.clicked.connect(partial(self.asked.emit, act, one))
        return button

    def _link(self, said: str, act: str, one: CommitmentRow) -> Button:
        button = doing(Button(said, "ghost"), "move_commitment")
        button.clicked.connect(partial(self.asked.emit, act, one))
        return button

    def _edit(self, one: CommitmentRow) -> Button:
        edit = doing(Button(_("Edit"), "ghost", icon="pencil", shortcut="F2"), "update_commitment")
        edit.clicked.connect(partial(self.asked.emit, "edit", one))
        return edit

    def _facts(self, file: CommitmentFile, today: date) -> None:
        detail, one = file.detail, file.detail.row
        self.add(row(), 8)
        said, _icon, token = words.due(one, today)
        self.fact(_("How it stands"), capital(label_of(one.status)))
        if words.pending(one):
            late = one.late_days > 0
            self.fact(_("When"), words.by_when(one) or said, token=token if late else "text")
            self.fact("", said if late else "", icon="warning-circle", token=token)
        else:
            self.fact(_("When"), words.by_when(one))
        self.fact(_("With what"), words.resources(one))
        self.fact(_("Article"), file.heading or _("not said yet"), token="text" if file.heading else "muted")
        if detail.in_articles:
            self.fact(_("In the pact"), join_list(detail.in_articles))
        self.section(_("Process"))
        self.line(
            DetailLine(one.process, icon="path", go=partial(self.went.emit, "processes", one.process_id))
        )

    def _origin(self, detail: CommitmentDetail) -> None:
        self.section(_("Where it was promised"))
        if detail.meeting_id is None:
            self.add(Label(_("Outside a meeting"), "muted"), 2)
            return
        on = day_and_clock(detail.said_at) if detail.said_at is not None else ""
        go = partial(self.went.emit, "meeting", detail.meeting_id)
        self.line(DetailLine(detail.row.meeting, icon="calendar", below=on, go=go))
        if detail.entry_text:
            self.add(Label(f"«{detail.entry_text}»", "quote", wrap=True, select=True), 4)

    def _history(self, detail: CommitmentDetail) -> None:
        self.section(_("History"), "" if detail.steps else _("nothing happened yet"))
        for one in reversed(detail.steps):
            self._step(one)

    def _step(self, one: CommitmentStepRow) -> None:
        icon = "tick" if one.to_status is CommitmentStatus.KEPT else "clock"
        on = ", ".join(filter(None, (short_day(local(one.at).date()), one.by)))
        self.line(DetailLine(capital(words.step(one)), icon=icon, below=on))
        if one.reason:
            self.add(row(28, (Label(one.reason, "small", wrap=True, select=True), 1), gap=0))
