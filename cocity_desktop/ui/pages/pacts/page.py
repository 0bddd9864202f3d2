"""Patti: every draft, how far it is, and the way to begin one: always from a process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QTimer

from cocity_desktop.application.views.pacts import PactRow
from cocity_desktop.application.views.work import ProcessRow
from cocity_desktop.domain.pacts import PactState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.models.columns import Chip, Column
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.pacts.begin import BeginPactDialog
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital, shown_of
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.theme.tokens import Tone

_LOOKS: dict[PactState, tuple[Tone, str]] = {
    PactState.DRAFT: ("neutral", "pencil"),
    PactState.DELIVERED: ("primary", "box"),
    PactState.AGREED: ("success", "check"),
    PactState.SIGNED: ("success", "file-signed"),
}


class _Found(NamedTuple):
    """One reading for the page: `free` are the processes without a pact."""

    pacts: Sequence[PactRow]
    free: Sequence[ProcessRow]


class PactsPage(Page):
    """Enter opens the composer."""

    NAME: ClassVar[str] = "pacts"
    KINDS: ClassVar[tuple[str, ...]] = ("pact", "article", "sentence", "delivery", "process", "reply_item")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._free: Sequence[ProcessRow] = ()
        self._wanted: str | None = None
        self._asked_new = False
        self._build()
        self.setLayout(
            column(self.header, 16, self.filter, 12, (self.table, 1), gap=0, margins=(24, 16, 24, 16))
        )

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        self._wanted = record_id
        self._asked_new = bool(arguments.get("new"))
        self.refresh()

    def refresh(self) -> None:
        Operation(self, self._read).on_success(self._show).on_error(self.context.navigator.fail).start()

    def breadcrumb(self) -> tuple[str, ...]:
        return (_("Pacts"),)

    def explanation(self) -> str:
        return _(
            "Every pact the house is writing. Enter opens the text. A pact begins from a process and takes the "
            "promises made in its meetings with it."
        )

    def begin(self) -> None:
        """Choose a process and begin its pact."""
        dialog = BeginPactDialog(self, self.context.services, self._free)
        if open_dialog(dialog) and dialog.changes is not None:
            self._begun(dialog.changes)

    def _begun(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(_("Pact begun: “{title}”").format(title=changes.subject))
        self.context.navigator.open_page("pact", changes.created)

    def _build(self) -> None:
        self.new = doing(
            Button(_("Begin a pact"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True),
            "assemble_pact",
        )
        self.new.clicked.connect(self.begin)
        self.header = PageHeader(_("Pacts"), "", [self.new])
        self.filter = FilterBar(_("Filter by title or process"))
        self.table: TableView[PactRow] = TableView(
            _columns(), lambda one: one.id, sentence=_sentence, empty=self._nothing(), name=_("Pacts")
        )
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.counted.connect(self._count)
        self.table.row_activated.connect(lambda one: self.context.navigator.open_page("pact", one.id))

    def _nothing(self) -> EmptyState:
        first = doing(Button(_("Begin a pact"), "primary", icon="plus"), "assemble_pact")
        first.clicked.connect(self.begin)
        processes = Button(_("See the processes"), "secondary")
        processes.clicked.connect(lambda: self.context.navigator.open_page("processes"))
        text = _(
            "A pact begins from a process: what was promised in its meetings is already in its articles."
        )
        return EmptyState("pact", _("No pacts yet"), text, first, processes)

    def _read(self) -> _Found:
        queries = self.context.services.queries
        pacts = queries.pacts()
        taken = {one.process_id for one in pacts}
        return _Found(pacts, [one for one in queries.processes() if one.id not in taken])

    def _show(self, found: _Found) -> None:
        self._free = found.free
        self.table.set_rows(found.pacts)
        if self._wanted is not None:
            self.table.select(self._wanted)
        if self._asked_new:
            self._asked_new = False
            QTimer.singleShot(0, self, self.begin)  # a dialog keeps whoever opened it waiting

    def _count(self, shown: int, total: int) -> None:
        self.header.set_facts(shown_of(shown, total) if total else "")


def _columns() -> list[Column[PactRow]]:
    return [
        Column("title", _("Pact"), lambda one: one.title, sort=lambda one: fold(one.title)),
        Column("process", _("Process"), lambda one: one.process, 190, sort=lambda one: fold(one.process),
               token="muted", leaves=2),
        Column("regulation", _("Regulation"), lambda one: one.regulation, 170,
               sort=lambda one: fold(one.regulation), token="muted", leaves=1),
        Column("draft", _("Draft"), lambda one: number(one.draft), 76, "right", sort=lambda one: one.draft),
        Column("state", _("State"), lambda _one: "", 140, sort=lambda one: one.state.value, chip=_state),
        Column("written", _("Articles written"), _written, 134, "right", sort=lambda one: one.articles_written,
               token="muted", leaves=3),
        Column("gaps", _("Still missing"), lambda one: number(one.blocking_gaps), 116, "right",
               sort=lambda one: one.blocking_gaps, sunken_zero=True),
        Column("delivered", _("Last delivery"), _delivered, 126, "right",
               sort=lambda one: one.last_delivery or 0, token="muted", leaves=4),
    ]  # fmt: skip


def _state(one: PactRow) -> Chip:
    tone, icon = _LOOKS[one.state]
    return Chip(capital(label_of(one.state)), tone, icon)


def _written(one: PactRow) -> str:
    return _("{n} of {all}").format(n=number(one.articles_written), all=number(one.articles))


def _delivered(one: PactRow) -> str:
    return "" if one.last_delivery is None else _("version {n}").format(n=number(one.last_delivery))


def _sentence(one: PactRow) -> str:
    gaps = ngettext("{n} thing lacks", "{n} things lack", one.blocking_gaps) if one.blocking_gaps else ""
    return ", ".join(filter(None, (one.title, label_of(one.state), _written(one), gaps, one.regulation)))


PAGE = PactsPage
