"""A doubtful row beside what it may be: three columns of words, what is there, what the row says, what would stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cocity_desktop.application.views.importing import RowChoice
from cocity_desktop.import_words import words_for_meaning, words_for_value
from cocity_desktop.localization import _
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from cocity_desktop.application.views.importing import FieldSides, RowDecision, RowPlan, RowSides

_NOTHING = "–"


def sides_for(plan: RowPlan, decision: RowDecision | None) -> RowSides | None:
    """The one that is meant: what was chosen, else what is likeliest. None where the row has nothing to lay beside it."""
    if decision is not None and decision.choice is RowChoice.MATCH:
        meant = (one for one in plan.sides if (one.record_id, one.row) == (decision.record_id, decision.row))
        if (found := next(meant, None)) is not None:
            return found
    return next((one for one in plan.sides if one.fields), None)


def name_of_side(plan: RowPlan, sides: RowSides) -> str:
    """«Qui», «Riga 12», or nothing where all of it would be new."""
    if sides.row:
        return _("Row {number}").format(number=sides.row)
    return _("Here now") if sides.record_id or plan.record_id else ""


def _assumed(plan: RowPlan, decision: RowDecision | None) -> tuple[RowChoice, str]:
    """The choice that the last column is about, and its heading: before one is made, the one that asks to be looked at."""
    if decision is not None:
        return decision.choice, _("It would be")
    if plan.candidates or plan.rows:
        return RowChoice.MATCH, _("If it is the same")
    return RowChoice.TAKE, _("If you take it")


class SidesGrid(QWidget):
    """The fields that differ. A new record has one column: nothing is there yet to lay it beside."""

    def __init__(self, plan: RowPlan, sides: RowSides, decision: RowDecision | None) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(2))
        here = name_of_side(plan, sides)
        self._choice, last = _assumed(plan, decision)
        self._columns = (here, _("In the row"), last) if here else (last,)
        for column, name in enumerate(self._columns):
            self._grid.addWidget(Label(name, "label"), 0, column)
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, px(60))
        self._at = 1
        for one in sides.fields:
            self._field(one, bool(here))
        self.setLayout(self._grid)

    def _field(self, one: FieldSides, beside: bool) -> None:
        across = len(self._columns)
        self._grid.setRowMinimumHeight(self._at, px(9 if self._at > 1 else 1))
        self._grid.addWidget(Separator(), self._at, 0, 1, across, Qt.AlignmentFlag.AlignBottom)
        self._grid.addWidget(Label(words_for_meaning(one.meaning), "small"), self._at + 1, 0, 1, across)
        after = one.would_be(self._choice)
        texts = [one.here, one.said, after] if beside else [after]
        for column, text in enumerate(texts):
            last = column == across - 1
            words = words_for_value(one.meaning, text) or _NOTHING
            label = Label(
                words, "strong" if last and beside and after != one.here else "body", wrap=True, select=True
            )
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setAccessibleName(f"{words_for_meaning(one.meaning)}, {self._columns[column]}: {words}")
            self._grid.addWidget(label, self._at + 2, column, Qt.AlignmentFlag.AlignTop)
        self._at += 3
