"""One row of the table: what would change of it field by field, why it is in doubt, and what is to be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup

from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowState
from cocity_desktop.import_words import words_for_meaning, words_for_reason, words_for_value
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.pages.importing import words
from cocity_desktop.ui.pages.importing.jobs import choices_of
from cocity_desktop.ui.pages.importing.sides_grid import SidesGrid, name_of_side, sides_for
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.detail_pane import DetailPane
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.toggles import RadioCard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from cocity_desktop.application.views.importing import FieldDiff, RowPlan, RowSides
    from cocity_desktop.ui.theme.tokens import Token

_SIGNS: dict[RowState, tuple[str, Token]] = {
    RowState.REFUSED: ("close-circle", "danger_text"),
    RowState.DOUBTFUL: ("warning-circle", "warning"),
}
_INFORMS: tuple[str, Token] = ("info-circle", "muted")
_TOP = Qt.AlignmentFlag.AlignTop


class Alike(NamedTuple):
    """How many other rows are in doubt for the same reason: `waiting` for a choice, `spread` to from this row just now."""

    waiting: int = 0
    spread: int = 0


class RowPane(DetailPane):
    """`decided(row, decision)` for one row; `spread(row, decision)` for all that are in doubt for the same reason.

    `taken_back` when what was spread should be undone.
    """

    decided = Signal(object, object)
    spread = Signal(object, object)
    taken_back = Signal()

    def __init__(self) -> None:
        super().__init__(None, name=_("The selected row"), edge=False)
        self.same: Button | None = None
        self.cards: list[RadioCard] = []
        self._group: QButtonGroup | None = None

    def tell(
        self,
        plan: RowPlan,
        decision: RowDecision | None,
        alike: Alike,
        cells: Sequence[tuple[str, str]],
    ) -> None:
        """Show one row and its `cells` as (heading, text); `alike` are the others in doubt for the same reason."""
        self.begin(f"{plan.number}")
        chip = words.chip(plan)
        self.add(
            row(
                Label(_("Row {number}").format(number=plan.number), "small"),
                8,
                Pill(chip.words, chip.tone, chip.icon),
                None,
            )
        )
        self.add(Label(plan.title or _("without a name"), "section", wrap=True, select=True), 4)
        for reason in plan.reasons:
            icon, token = _INFORMS if reason.code in words.PLAIN else _SIGNS.get(plan.state, _INFORMS)
            said = Label(words_for_reason(reason), "body", wrap=True)
            self.add(row((Icon(icon, 20, token), 0, _TOP), (said, 1), gap=8), 8)
        if plan.state is RowState.UNCHANGED:
            self.add(Label(_("Nothing of it changes."), "muted", wrap=True), 8)
        sides = sides_for(plan, decision) if not plan.diffs else None
        beside = sides is not None and bool(name_of_side(plan, sides))
        if sides is not None and beside:
            self.add(Label(_("Enter leads to the choices."), "small", wrap=True), 8)
            self._sides(plan, sides, decision)
        self._choices(plan, decision, alike)
        if plan.diffs:
            self._fields(plan)
        elif sides is not None and not beside:
            self._sides(plan, sides, decision)
        if plan.state in _SIGNS and not plan.diffs:
            self._cells(cells)
        self.finish()

    def _choices(self, plan: RowPlan, decision: RowDecision | None, alike: Alike) -> None:
        self.cards, self._group, self.same = [], QButtonGroup(self), None
        offered = choices_of(plan)
        if not offered:
            return
        self.section(_("What to do with it"))
        self.add(Label(words.undecided(plan), "small", wrap=True), 2)
        for choice in offered:
            if choice is not RowChoice.MATCH:
                self._card(plan, RowDecision(choice), "", decision)
                continue
            for record_id, name in plan.candidates:
                self._card(plan, RowDecision(choice, record_id), name, decision)
            for number, name in plan.rows:
                self._card(plan, RowDecision(choice, row=number), name, decision)
        if alike.spread:
            back = ngettext("Take it back for {n} row", "Take it back for {n} rows", alike.spread)
            self._for_others(back, "restore", self.taken_back.emit)
        elif decision is not None and alike.waiting:
            more = ngettext(
                "Choose the same for the other row like this",
                "Choose the same for the other {n} rows like this",
                alike.waiting,
            )
            self._for_others(more, "copy", partial(self.spread.emit, plan, decision))

    def _for_others(self, said: str, icon: str, act: Callable[[], object]) -> None:
        self.same = Button(said, "ghost", icon=icon, shortcut="Ctrl+Shift+Return", show_key=True)
        self.same.clicked.connect(partial(_press, act))
        self.add(row(self.same, None), 8)

    def _card(self, plan: RowPlan, offer: RowDecision, name: str, decision: RowDecision | None) -> None:
        said, consequence = words.choice_card(offer, name)
        number = len(self.cards) + 1
        card = RadioCard(said, consequence, key=f"Ctrl+{number}" if number <= 9 else None)
        card.setChecked(offer == decision)
        card.clicked.connect(partial(self._chose, plan, offer))
        if self._group is not None:
            self._group.addButton(card)
        self.cards.append(card)
        self.add(card, 8)

    def _chose(self, plan: RowPlan, offer: RowDecision, _checked: bool = False) -> None:
        self.decided.emit(plan, offer)

    def _cells(self, cells: Sequence[tuple[str, str]]) -> None:
        """What stands in the row: there is no telling yet what it would change."""
        self.section(_("What is in the row"))
        for heading, text in cells:
            self.add(column(Label(heading, "label"), Label(text, "body", wrap=True, select=True), gap=0), 6)

    def _sides(self, plan: RowPlan, sides: RowSides, decision: RowDecision | None) -> None:
        """What is there, what the row says, what would stay: under the choice that is taken."""
        if name_of_side(plan, sides):
            differing = ngettext("{n} field differs", "{n} fields differ", len(sides.fields))
            self.section(_("Side by side"), differing)
        else:
            self.section(_("What it brings"), ngettext("{n} field", "{n} fields", len(sides.fields)))
        if sides.fields:
            self.add(SidesGrid(plan, sides, decision), 4)
        else:
            self.add(Label(_("Nothing of it differs."), "muted", wrap=True), 4)

    def _fields(self, plan: RowPlan) -> None:
        title = _("What it brings") if not plan.record_id else _("What changes")
        self.section(title, ngettext("{n} field", "{n} fields", len(plan.diffs)))
        for diff in plan.diffs:
            self.add(_field(diff), 6)


def _press(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _field(diff: FieldDiff) -> QVBoxLayout:
    """A field: its name, what was there struck out in words, what comes."""
    pieces = [Label(words_for_meaning(diff.meaning), "label")]
    if diff.before:
        pieces.append(
            Label(
                _("before: {value}").format(value=words_for_value(diff.meaning, diff.before)),
                "small",
                wrap=True,
                select=True,
            )
        )
    pieces.append(
        Label(
            words_for_value(diff.meaning, diff.after) or _("nothing any more"), "body", wrap=True, select=True
        )
    )
    return column(*pieces, gap=0)
