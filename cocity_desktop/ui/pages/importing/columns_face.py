"""Step 2: what every column means. A list of headings with what is in them; the meaning of the chosen one beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.views.importing import ColumnMeaning, ColumnProposal, ProposedBy
from cocity_desktop.domain.errors import AppError, ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.import_words import words_for_meaning
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.pages.importing import words
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding
from cocity_desktop.ui.widgets.notices import NoticeBar
from cocity_desktop.ui.widgets.roomy import list_and_side, scrolling

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.importing.ports import Table
    from cocity_desktop.ui.pages.importing.jobs import Job
    from cocity_desktop.ui.theme.tokens import Token


class ColumnsFace(QWidget):
    """`sheet_chosen(name)` when another sheet of the file is wanted, `register_asked` when the table is a register."""

    register_asked = Signal()
    sheet_chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._columns: tuple[ColumnProposal, ...] = ()
        self._repeatable: frozenset[ColumnMeaning] = frozenset()
        self.notice = NoticeBar("neutral", "")
        self.table: TableView[ColumnProposal] = TableView(
            (
                Column[ColumnProposal]("heading", _("Column"), lambda one: one.heading, strong=True),
                Column[ColumnProposal]("samples", _("What is in it"), _samples, token="muted", leaves=2),
                Column[ColumnProposal]("meaning", _("What it means"), _meaning, width=220, token=_ink),
                Column[ColumnProposal]("by", _("Why"), _because, width=150, token="muted", leaves=1),
            ),
            lambda one: one.heading,
            name=_("Columns of the table"),
        )
        self.heading = Label("", "section", wrap=True)
        self.samples = column(gap=4)
        self.meaning: Choice[ColumnMeaning] = Choice(_("What it means"))
        self.sheet: Choice[str] = Choice(_("Sheet of the file"))
        self.day = DateField(
            _("Day of this edition"),
            help_text=_("The history will say: from the register of this day."),
            today=today,
        )
        inner = holding(
            column(
                self.heading, 8, self.samples, 16, self.meaning, None, self.sheet, 12, self.day,
                gap=0, margins=(16, 16, 16, 16),
            )
        )  # fmt: skip
        side = Card(column((scrolling(inner), 1), margins=(1, 1, 1, 1)))
        self.halves = list_and_side(self.table, self.table, side, 320)
        self.setLayout(column(self.notice, 12, (self.halves, 1), gap=0))
        self.table.row_selected.connect(self._show)
        self.table.row_activated.connect(lambda _row: self.meaning.combo.setFocus())
        self.meaning.chosen.connect(self._means)
        self.sheet.chosen.connect(self.sheet_chosen)

    def show_table(
        self, job: Job, table: Table, columns: tuple[ColumnProposal, ...], told_on: date | None
    ) -> None:
        """The columns of a table just read."""
        self._repeatable = job.may_repeat()
        self.meaning.set_items([(one, capital(words_for_meaning(one))) for one in job.offered()])
        self.sheet.setVisible(len(table.sheets) > 1)
        self.sheet.set_items([(name, name) for name in table.sheets])
        self.sheet.set_value(table.sheet)
        self.day.setVisible(told_on is not None)
        self.day.set_value(told_on)
        self._take(columns)
        first = next((one for one in columns if one.proposed_by is ProposedBy.NOTHING), columns[0])
        self.table.select(first.heading)

    def offer_register(self) -> None:
        """The table was opened as something else, and has the headings of a register."""
        read = Button(_("Read it as a register"), compact=True)
        read.clicked.connect(self.register_asked)
        self.notice.tell("warning", _("This looks like a register of pacts."), "", [read])

    def columns(self) -> tuple[ColumnProposal, ...]:
        """As they are said to be. Raises UserError(IMPORT_MEANING_TWICE)."""
        meanings = [one.meaning for one in self._columns]
        for meaning in meanings:
            if meaning not in self._repeatable and meanings.count(meaning) > 1:
                raise UserError(ErrorCode.IMPORT_MEANING_TWICE, value=words_for_meaning(meaning))
        return self._columns

    def show_fault(self, error: AppError) -> None:
        """Why it cannot go on."""
        self.notice.tell("danger", words_for(error))

    def _take(self, columns: tuple[ColumnProposal, ...]) -> None:
        self._columns = columns
        self.table.set_rows(columns)
        if any(one.proposed_by is ProposedBy.REMEMBERED for one in columns):
            self.notice.tell("success", _("As last time."), words.ignored(columns))
        else:
            self.notice.tell("neutral", _("Look whether the meanings are right."), words.ignored(columns))

    def _show(self, one: ColumnProposal | None) -> None:
        if one is None:
            return
        self.heading.setText(one.heading)
        clear(self.samples)
        for text in one.samples or (_("This column is empty."),):
            self.samples.addWidget(Label(_cut(text), "muted", wrap=True))
        self.meaning.set_value(one.meaning)

    def _means(self, meaning: ColumnMeaning) -> None:
        chosen = self.table.selected()
        if chosen is None or chosen.meaning is meaning:
            return
        said = replace(chosen, meaning=meaning, proposed_by=ProposedBy.CHOSEN)
        self._take(tuple(said if one.heading == chosen.heading else one for one in self._columns))


def _samples(one: ColumnProposal) -> str:
    return "  ·  ".join(_cut(text, 40) for text in one.samples)


def _meaning(one: ColumnProposal) -> str:
    return capital(words_for_meaning(one.meaning))


def _because(one: ColumnProposal) -> str:
    return label_of(one.proposed_by) if one.meaning is not ColumnMeaning.IGNORE else ""


def _ink(one: ColumnProposal) -> Token:
    return "muted" if one.meaning is ColumnMeaning.IGNORE else "text"


def _cut(text: str, most: int = 120) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
