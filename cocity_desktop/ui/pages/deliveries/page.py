"""Consegne: every version that was sealed, how far each has come, and the next step of the selected one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cocity_desktop.application.views.pacts import DeliveryDetail, DeliveryRow
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day, local, ngettext, number
from cocity_desktop.ui.delivery_acts import DeliveryActs
from cocity_desktop.ui.delivery_words import LOOKS
from cocity_desktop.ui.models.columns import Chip, Column
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.pages.deliveries.pane import DeliveryPane
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital, near, shown_of
from cocity_desktop.ui.records_page import RecordsPage
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.roomy import beside_its_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.pages.base import PageContext


class DeliveriesPage(RecordsPage[DeliveryRow, DeliveryDetail]):
    """Enter opens the delivery with its answer."""

    NAME: ClassVar[str] = "deliveries"
    KINDS: ClassVar[tuple[str, ...]] = ("delivery", "reply", "reply_item", "pact")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._acts = DeliveryActs(context, self)
        self._build()
        left = column(self.header, 16, self.filter, 12, (self.table, 1), gap=0, margins=(24, 16, 24, 16))
        self.setLayout(beside_its_list(left, self.table, self.pane))
        self.pane.hide()
        self.use_list(self.table)

    # --- hooks

    def read_rows(self) -> Sequence[DeliveryRow]:
        return self.context.services.queries.deliveries()

    def read_detail(self, record_id: str) -> DeliveryDetail:
        return self.context.services.queries.delivery(record_id)

    def identity(self, row: DeliveryRow) -> str:
        return row.id

    def first(self) -> DeliveryRow | None:
        return self.table.model.row(0) if self.table.model.shown() else None

    def show_rows(self, found: Sequence[DeliveryRow]) -> None:
        self.table.set_rows(found)

    def show_detail(self, detail: DeliveryDetail) -> None:
        self.pane.tell(detail)
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filter.clear()

    def new_record(self) -> None:
        """A delivery begins in the composer: here only the way there."""
        self.context.navigator.open_page("pacts")

    def breadcrumb(self) -> tuple[str, ...]:
        return (_("Deliveries"),)

    def explanation(self) -> str:
        return _(
            "Every version that was sealed for the Comune. The panel says what comes next: hand it over, note the "
            "protocol number, take the answer in. An answer file says by itself which version it is about."
        )

    # --- building

    def _build(self) -> None:
        answer = doing(
            Button(_("Take an answer in"), "secondary", icon="mail-open", shortcut="Ctrl+N", show_key=True),
            "import_reply",
        )
        answer.clicked.connect(self._acts.import_answer)
        self.header = PageHeader(_("Deliveries"), "", [answer])
        self.filter = FilterBar(_("Filter by pact or code"))
        self.table: TableView[DeliveryRow] = TableView(
            self._columns(),
            lambda one: one.id,
            sentence=_sentence,
            empty=self._nothing(),
            name=_("Deliveries"),
        )
        self.pane = DeliveryPane(self._acts)
        self.pane.went.connect(self.context.navigator.open_page)
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.counted.connect(self._count)
        self.table.row_activated.connect(lambda one: self.context.navigator.open_page("delivery", one.id))

    def _nothing(self) -> EmptyState:
        pacts = Button(_("See the pacts"), "secondary")
        pacts.clicked.connect(lambda: self.context.navigator.open_page("pacts"))
        text = _(
            "When a pact lacks nothing, it is sealed as one file for the Comune. From then on it is here."
        )
        return EmptyState("box", _("No deliveries yet"), text, pacts)

    def _columns(self) -> list[Column[DeliveryRow]]:
        def sealed(one: DeliveryRow) -> str:
            return near(local(one.sealed_at).date(), self.today())

        return [
            Column("pact", _("Pact"), lambda one: one.pact, sort=lambda one: fold(one.pact)),
            Column("version", _("Version"), lambda one: number(one.version), 86, "right",
                   sort=lambda one: one.version),
            Column("state", _("State"), lambda _one: "", 140, sort=lambda one: one.state.value, chip=_state),
            Column("sealed", _("Sealed"), sealed, 90, "right", sort=lambda one: one.sealed_at, token="muted",
                   leaves=2),
            Column("code", _("File code"), lambda one: one.file_code, 184, token="muted", mono=True, leaves=1),
            Column("answer", _("Answer"), _answer, 130, "right", sort=lambda one: one.undecided,
                   token=lambda one: "warning" if one.undecided else "muted"),
        ]  # fmt: skip

    def _count(self, shown: int, total: int) -> None:
        self.header.set_facts(shown_of(shown, total) if total else "")


def _state(one: DeliveryRow) -> Chip:
    tone, icon = LOOKS[one.state]
    return Chip(capital(label_of(one.state)), tone, icon)


def _answer(one: DeliveryRow) -> str:
    if one.undecided:
        return ngettext("{n} to decide", "{n} to decide", one.undecided)
    return "" if one.replied_on is None else day(one.replied_on, "d MMM")


def _sentence(one: DeliveryRow) -> str:
    version = _("version {n}").format(n=number(one.version))
    return ", ".join(filter(None, (one.pact, version, label_of(one.state), _answer(one))))


PAGE = DeliveriesPage
