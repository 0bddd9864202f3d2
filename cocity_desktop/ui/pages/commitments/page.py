"""Impegni: what everybody promised, across all meetings, as a ledger that cannot rot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout

from cocity_desktop.application.commitments import MoveCommitment, move_commitment
from cocity_desktop.application.views.work import CommitmentRow
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.commitment_form import CommitmentDialog, read_choices, read_headings
from cocity_desktop.ui.dialogs.commitment_moves import MoveDialog
from cocity_desktop.ui.models.list_items import RowAction
from cocity_desktop.ui.models.list_view import Ledger
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.commitments import words
from cocity_desktop.ui.pages.commitments.detail import (
    DROP,
    KEPT,
    NOT_KEPT,
    PUT_OFF,
    REOPEN,
    CommitmentFile,
    CommitmentPane,
)
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.records_page import RecordsPage
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.pages.base import PageContext

_OPEN, _LATE, _ALL = "open", "late", "all"
_ANYBODY = ""
_PROCESS = "process"
_TARGETS = {
    KEPT: CommitmentStatus.KEPT,
    PUT_OFF: CommitmentStatus.POSTPONED,
    NOT_KEPT: CommitmentStatus.NOT_KEPT,
    DROP: CommitmentStatus.DROPPED,
    REOPEN: CommitmentStatus.REOPENED,
}


class CommitmentsPage(RecordsPage[CommitmentRow, CommitmentFile]):
    """See the module. `open` knows `filter="late"` and `process=<id>`."""

    NAME: ClassVar[str] = "commitments"
    KINDS: ClassVar[tuple[str, ...]] = (
        "commitment", "commitment_step", "process", "group", "meeting", "entry", "article", "sentence", "source_link",
        "house",
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._rows: Sequence[CommitmentRow] = ()
        self._process: str | None = None
        self._build()
        self._stack = QStackedLayout()
        for part in (self.ledger, self.nothing, self.empty):
            self._stack.addWidget(part)
        card = Card(column((self._stack, 1), margins=(1, 1, 1, 1)))
        left = column(self.header, 16, self.filter, 12, (card, 1), gap=0, margins=(24, 16, 24, 16))
        self.setLayout(beside_its_list(left, card, self.pane))
        self.pane.hide()
        self.use_list(self.ledger)

    # --- hooks ----------------------------------------------------------------------------------------------

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        self._process = arguments.get(_PROCESS, self._process if record_id is None else None)
        if arguments.get("filter") == _LATE:
            self._set_state(_LATE)
        super().open(record_id, **arguments)

    def read_rows(self) -> Sequence[CommitmentRow]:
        return self.context.services.queries.commitments(open_only=False)

    def read_detail(self, record_id: str) -> CommitmentFile:
        services = self.context.services
        detail = services.queries.commitment(record_id)
        headings = dict(read_headings(services, detail.row.process_id)) if detail.row.heading else {}
        return CommitmentFile(detail, headings.get(detail.row.heading, ""))

    def identity(self, row: CommitmentRow) -> str:
        return row.id

    def first(self) -> CommitmentRow | None:
        return self.ledger.rows.row(0) if self.ledger.rows.shown() else None

    def show_rows(self, found: Sequence[CommitmentRow]) -> None:
        for part in (self._new, self.filter):
            part.setVisible(bool(found))  # an empty list has its own next step
        self._rows = found
        self.header.set_facts(words.facts(found))
        self._offer_parties()
        self._show_process()
        if any(one.id == self._wanted and not words.pending(one) for one in found):
            self._set_state(_ALL)
        self.ledger.set_rows(found)
        self._filter()

    def show_detail(self, detail: CommitmentFile) -> None:
        self.pane.tell(detail, self.today())
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filter.clear()
        self._process = None
        self.parties.setCurrentIndex(0)
        self._set_state(_OPEN)

    def new_record(self) -> None:
        self._ask_form(None)

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "add_commitment" else None

    def explanation(self) -> str:
        return _(
            "What everybody promised, the Comune on equal terms, with the party written once. On a line: Space says "
            "it was kept, R puts it off, N says it was not kept, A drops it with a reason, F2 edits it. Nothing is "
            "deleted: what became of each stands in its history."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._new = doing(
            Button(_("New commitment"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True),
            "add_commitment",
        )
        self._new.clicked.connect(self.new_record)
        self.header = PageHeader(_("Commitments"), "", [self._new])
        self.filter = FilterBar(_("Filter by word, party or process"))
        self.states, self.parties = ComboBox(36), ComboBox(36)
        for key, said in (
            (_OPEN, _("Open ones")),
            (_LATE, _("Late ones")),
            (_ALL, _("All, closed ones too")),
        ):
            self.states.addItem(said, key)
        for combo, name in ((self.parties, _("Who")), (self.states, _("How they stand"))):
            combo.setAccessibleName(name)
            self.filter.add_choice(combo)
        actions = (
            RowAction(KEPT, _("It was kept (Space)"), "tick", Qt.Key.Key_Space, ("move_commitment",)),
            RowAction(PUT_OFF, _("Put it off (R)"), "clock", Qt.Key.Key_R, ("move_commitment",)),
            RowAction(NOT_KEPT, _("It was not kept (N)"), "close", Qt.Key.Key_N, ("move_commitment",)),
            RowAction(DROP, _("Drop it (A)"), "ban", Qt.Key.Key_A, ("move_commitment",)),
        )
        self.ledger: Ledger[CommitmentRow] = Ledger(
            lambda one: words.item(one, self.today()), lambda one: one.id, actions=actions, fit=False, selecting=True,
            name=_("Commitments"),
        )  # fmt: skip
        self.pane = CommitmentPane()
        self._build_empty()
        self._connect()

    def _build_empty(self) -> None:
        self.nothing = EmptyState("tick", _("Nothing here"), _("Try another word, or take a filter away."))
        first = doing(
            Button(_("New commitment"), "primary", icon="plus", shortcut="Ctrl+N"), "add_commitment"
        )
        first.clicked.connect(self.new_record)
        self.empty = EmptyState(
            "flag",
            _("No commitment yet"),
            _("They come from the meetings: who, what, by when. You can add one here."),
            first,
        )

    def _connect(self) -> None:
        self.filter.typed.connect(lambda _words: self._filter())
        self.filter.left_downwards.connect(self.ledger.setFocus)
        self.filter.chip_removed.connect(lambda _key: self._drop_process())
        self.states.activated.connect(lambda _at: self._filter())
        self.parties.activated.connect(lambda _at: self._filter())
        self.ledger.acted.connect(self._act)
        self.ledger.row_activated.connect(lambda one: self._act("edit", one))
        self.pane.asked.connect(self._act)
        self.pane.went.connect(self.context.navigator.open_page)

    # --- filters --------------------------------------------------------------------------------------------

    def _set_state(self, state: str) -> None:
        self.states.setCurrentIndex(self.states.findData(state))

    def _offer_parties(self) -> None:
        chosen = self.parties.currentData()
        self.parties.clear()
        self.parties.addItem(_("Everybody’s"), _ANYBODY)
        for name in dict.fromkeys(words.party(one)[0] for one in self._rows):
            self.parties.addItem(name, name)
        self.parties.setCurrentIndex(max(0, self.parties.findData(chosen)))
        self.parties.setMaximumWidth(px(190))

    def _show_process(self) -> None:
        title = next((one.process for one in self._rows if one.process_id == self._process), "")
        if title:
            self.filter.show_chip(_PROCESS, title)
        else:
            self.filter.hide_chip(_PROCESS)

    def _drop_process(self) -> None:
        self._process = None
        self._filter()

    def _filter(self) -> None:
        state, party = self.states.currentData(), self.parties.currentData() or _ANYBODY
        for combo, is_on in ((self.states, state != _OPEN), (self.parties, party != _ANYBODY)):
            combo.lit = is_on
            combo.update()

        def passes(one: CommitmentRow) -> bool:
            return (
                (state == _ALL or words.pending(one))
                and (state != _LATE or one.late_days > 0)
                and (party == _ANYBODY or words.party(one)[0] == party)
                and (self._process is None or one.process_id == self._process)
            )

        self.ledger.where(passes)
        self.ledger.search(self.filter.words())
        self._stack.setCurrentIndex(0 if self.ledger.rows.shown() else 1 if self._rows else 2)

    # --- acts -----------------------------------------------------------------------------------------------

    def _act(self, act: str, one: CommitmentRow) -> None:
        if act == "edit":
            self._ask_form(one)
            return
        if words.pending(one) == (act == REOPEN):
            return  # a key pressed on a line that is already closed
        services, target = self.context.services, _TARGETS[act]
        if target is CommitmentStatus.KEPT:
            command = MoveCommitment(commitment_id=one.id, target=target)
            self.act(lambda: services.run(move_commitment, command), _("Kept: “{name}”"))
        else:
            self.ask(MoveDialog(self, services, one, target, self.today()), _moved(target))

    def _ask_form(self, known: CommitmentRow | None) -> None:
        services = self.context.services
        process_id = known.process_id if known else self._process
        message = _("Saved: “{name}”") if known else _("New commitment: “{name}”")
        Operation(self, lambda: read_choices(services, process_id)).on_success(
            lambda choices: self.ask(
                CommitmentDialog(self, services, choices, self.today(), known, process_id), message
            )
        ).on_error(self.fail).start()


def _moved(target: CommitmentStatus) -> str:
    said = {
        CommitmentStatus.POSTPONED: _("Put off: “{name}”"),
        CommitmentStatus.NOT_KEPT: _("Not kept: “{name}”"),
        CommitmentStatus.DROPPED: _("Dropped: “{name}”"),
        CommitmentStatus.REOPENED: _("Taken up again: “{name}”"),
    }
    return said[target]


PAGE = CommitmentsPage
