"""Step 3: the trial. What every row would do, counted in words; rows in doubt can be decided one by one or together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocity_desktop.application.importing.register_columns import as_text
from cocity_desktop.application.views.importing import ImportPlan, RowPlan, RowReason, RowState
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.pages.importing import words
from cocity_desktop.ui.pages.importing.jobs import comes_in, spreading
from cocity_desktop.ui.pages.importing.row_pane import Alike, RowPane
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.roomy import list_and_side
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.importing.ports import Table
    from cocity_desktop.application.views.importing import RowDecision
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.theme.tokens import Token


_FIRST = (RowState.DOUBTFUL, RowState.REFUSED, RowState.CHANGED, RowState.NEW, RowState.UNCHANGED)
"""What needs somebody comes first."""


class RowsFace(QWidget):
    """`weighed` whenever another number of rows would come in."""

    weighed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: ImportPlan | None = None
        self._table: Table | None = None
        self._at: dict[int, int] = {}
        self._decisions: dict[int, RowDecision] = {}
        self._spreads: dict[int, tuple[int, ...]] = {}
        self._like: defaultdict[frozenset[RowReason], list[RowPlan]] = defaultdict(list)
        self.notice = NoticeBar("neutral", "")
        self.states: SegmentedControl[RowState | None] | None = None
        self._states = QHBoxLayout()
        self.filter = FilterBar(_("Filter the rows"))
        self.table: TableView[RowPlan] = TableView(
            (
                Column[RowPlan]("number", _("Row"), lambda one: str(one.number), width=72, align="right",
                                sort=lambda one: one.number, token="muted"),
                Column[RowPlan]("title", _("Name"), lambda one: one.title, sort=lambda one: one.title.casefold()),
                Column[RowPlan]("state", _("What it is"), lambda _one: "", width=132, chip=words.chip,
                                sort=lambda one: one.state.value),
                Column[RowPlan]("why", _("Why"), self._why, token=_ink, leaves=1),
            ),
            lambda one: str(one.number),
            sentence=self._sentence,
            name=_("Rows of the table"),
        )  # fmt: skip
        self.pane = RowPane()
        self._told = holding(column(self.notice, 12, gap=0))
        self._side = Card(column((self.pane, 1), margins=(1, 1, 1, 1)))
        left = holding(
            column(self._told, row(self._states, None, gap=0), 12, self.filter, 12, (self.table, 1), gap=0)
        )
        self.halves = list_and_side(left, self.table, self._side, 382)
        self.setLayout(column((self.halves, 1), gap=0))
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.row_selected.connect(self._show)
        self.table.row_activated.connect(lambda _row: self._to_the_choice())
        self.pane.decided.connect(self._decide)
        self.pane.spread.connect(self._spread)
        self.pane.taken_back.connect(self._take_back)

    def show_plan(self, plan: ImportPlan, table: Table, said: str) -> None:
        """A dry run of `table` just made; nothing is decided yet. `said` is what is to be told of the whole."""
        self._plan, self._decisions, self._table, self._spreads = plan, {}, table, {}
        self._like = defaultdict(list)
        for one in plan.of(RowState.DOUBTFUL):
            self._like[_doubt_of(one)].append(one)
        self._at = {row.number: position for position, row in enumerate(table.rows)}
        self._told.setVisible(bool(said))
        self.notice.tell("neutral", said)
        self._count(plan)
        self.filter.clear()
        self.table.where(None)
        rows = sorted(plan.rows, key=lambda one: (_FIRST.index(one.state), one.number))
        self.table.set_rows(rows)
        self.table.select(str(rows[0].number))
        self.weighed.emit()

    def decisions(self) -> Mapping[int, RowDecision]:
        """What was decided, by row."""
        return dict(self._decisions)

    def coming(self) -> int:
        """How many rows would be written."""
        rows = self._plan.rows if self._plan else ()
        by_number = {one.number: one for one in rows}
        return sum(self._comes_in(one, by_number) for one in rows)

    def _comes_in(self, one: RowPlan, rows: Mapping[int, RowPlan]) -> bool:
        """A row that is the same as one above comes in with it."""
        decision = self._decisions.get(one.number)
        if decision is not None and decision.row in rows and decision.row < one.number:
            return self._comes_in(rows[decision.row], rows)
        return comes_in(one, decision)

    def only(self, state: RowState | None) -> None:
        """Show the rows in one state; None shows all."""
        self.table.where(None if state is None else lambda one: one.state is state)
        if self.table.selected() is None and self.table.model.shown():
            self.table.select(str(self.table.model.row(0).number))

    def show_fault(self, error: AppError) -> None:
        """Why the import could not be done. Nothing was."""
        self._told.show()
        self.notice.tell("danger", words_for(error), _("Nothing was changed."))

    def tell(self, strong: str, text: str = "") -> None:
        """Something about the whole."""
        self._told.show()
        self.notice.tell("neutral", strong, text)

    def _count(self, plan: ImportPlan) -> None:
        counted = [(state, plan.count(state)) for state in RowState]
        items = [(None, words.count_of(None, len(plan.rows)))]
        items += [(state, words.count_of(state, count)) for state, count in counted if count]  # type: ignore[misc]
        clear(self._states)
        self.states = SegmentedControl(items, _("Which rows to show"))
        self.states.chosen.connect(self.only)
        self._states.addWidget(self.states)

    def _show(self, plan: RowPlan | None) -> None:
        self._side.setVisible(plan is not None)
        if plan is not None:
            self._tell(plan)

    def _tell(self, plan: RowPlan) -> None:
        decision = self._decisions.get(plan.number)
        waiting = len(self._waiting(plan, decision)) if decision is not None else 0
        alike = Alike(waiting, len(self._spreads.get(plan.number, ())))
        self.pane.tell(plan, decision, alike, self._cells(plan.number))

    def _cells(self, number: int) -> list[tuple[str, str]]:
        """What stands in a row of the table, without its empty cells."""
        if self._table is None or number not in self._at:
            return []
        cells = self._table.rows[self._at[number]].cells
        texts = zip(self._table.headings, map(as_text, cells), strict=False)
        return [(heading, text) for heading, text in texts if text]

    def _waiting(self, plan: RowPlan, decision: RowDecision) -> dict[int, RowDecision]:
        """The choice as it would be for the other rows in doubt for the same reasons that nobody chose for yet."""
        found = {}
        for one in self._like.get(_doubt_of(plan), ()):
            same = spreading(plan, decision, one) if one.number not in self._decisions else None
            if same is not None:
                found[one.number] = same
        return found

    def _decide(self, plan: RowPlan, decision: RowDecision) -> None:
        """A row that was chosen for from another one has its own choice from now on."""
        self._spreads = {
            source: tuple(one for one in rows if one != plan.number) for source, rows in self._spreads.items()
        }
        self._decisions[plan.number] = decision
        self._again(plan)

    def _spread(self, plan: RowPlan, decision: RowDecision) -> None:
        chosen = self._waiting(plan, decision)
        self._decisions |= chosen
        self._spreads[plan.number] = tuple(chosen)
        self._again(plan)

    def _take_back(self) -> None:
        """As it was before: the others wait for a choice again."""
        plan = self.table.selected()
        if plan is not None:
            for number in self._spreads.pop(plan.number, ()):
                self._decisions.pop(number, None)
            self._again(plan)

    def _again(self, plan: RowPlan) -> None:
        """The hand stays on the card it pressed: only what it shows is read again."""
        self.table.grid.viewport().update()
        at = next((i for i, card in enumerate(self.pane.cards) if card.hasFocus()), None)
        pressed = self.pane.same is not None and self.pane.same.hasFocus()
        self._tell(plan)
        if pressed and self.pane.same is not None:
            self.pane.same.setFocus()
        if at is not None and at < len(self.pane.cards):
            self.pane.cards[at].setFocus()
        self.weighed.emit()

    def _to_the_choice(self) -> None:
        if self.pane.cards:
            self.pane.follow_focus(self.pane.cards[0])

    def _why(self, one: RowPlan) -> str:
        return words.why(one, self._decisions.get(one.number))

    def _sentence(self, one: RowPlan) -> str:
        parts = (str(one.number), one.title, words.state_word(one.state), self._why(one))
        return ", ".join(filter(None, parts))


def _doubt_of(one: RowPlan) -> frozenset[RowReason]:
    """What it is in doubt for, without what is no doubt."""
    return frozenset(reason.code for reason in one.reasons) - words.PLAIN


def _ink(one: RowPlan) -> Token:
    return "danger_text" if one.state is RowState.REFUSED else "muted"
