"""Luoghi: the commons that groups look after. A list to find one in, and the place beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from cocity_desktop.application.attachments import remove_attachment
from cocity_desktop.application.places import remove_place
from cocity_desktop.application.registry import Remove
from cocity_desktop.application.views.registry import PlaceDetail, PlaceRow
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.attachments import AttachDialog, choose_file, save_copy
from cocity_desktop.ui.dialogs.place_form import PlaceDialog
from cocity_desktop.ui.importing_button import importing_button
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.places.detail import PlacePane
from cocity_desktop.ui.record_words import capital, shown_of
from cocity_desktop.ui.records_page import RecordsPage
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.pages.base import PageContext

_DISTRICT = "district"


class PlacesPage(RecordsPage[PlaceRow, PlaceDetail]):
    """See the module."""

    NAME: ClassVar[str] = "places"
    KINDS: ClassVar[tuple[str, ...]] = ("place", "process", "attachment")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._build()
        left = column(self.header, 16, self.filter, 12, (self.table, 1), gap=0, margins=(24, 16, 24, 16))
        self.setLayout(row((left, 1), self.pane, gap=0))
        self.pane.hide()
        self.use_list(self.table)

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_rows(self) -> Sequence[PlaceRow]:
        return self.context.services.queries.places()

    def read_detail(self, record_id: str) -> PlaceDetail:
        return self.context.services.queries.place(record_id)

    def identity(self, row: PlaceRow) -> str:
        return row.id

    def first(self) -> PlaceRow | None:
        return self.table.model.row(0) if self.table.model.shown() else None

    def show_rows(self, found: Sequence[PlaceRow]) -> None:
        for part in (self._new, self.filter):
            part.setVisible(bool(found))  # an empty list has its own next step
        self._offer(found)
        self.table.set_rows(found)

    def show_detail(self, detail: PlaceDetail) -> None:
        self.pane.tell(detail)
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filter.clear()
        self._choose(None)

    def new_record(self) -> None:
        self.ask(PlaceDialog(self, self.context.services), _("New place: “{name}”"))

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "register_place" else None

    def explanation(self) -> str:
        return _(
            "The places that groups look after, or would like to. F2 edits the selected one. The site plan and the "
            "photos are attached here or to the process; pressing one saves a copy."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._new = Button(_("New place"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
        self._new.clicked.connect(self.new_record)
        bring = importing_button(self.context.navigator, ImportTarget.PLACES)
        self.header = PageHeader(_("Places"), "", [bring, self._new])
        self.filter = FilterBar(_("Filter by name, address or quarter"))
        self.districts = ComboBox(36)
        self.districts.setAccessibleName(_("District"))
        self.filter.add_choice(self.districts)
        first = Button(_("New place"), "primary", icon="plus", shortcut="Ctrl+N")
        first.clicked.connect(self.new_record)
        empty = EmptyState(
            "map-marker",
            _("No place yet"),
            _("A garden, a courtyard, an empty building: what somebody wants to look after."),
            first,
        )
        self.table: TableView[PlaceRow] = TableView(
            self._columns(), lambda one: one.id, sentence=_sentence, empty=empty, name=_("Places")
        )
        self.pane = PlacePane()
        self._connect()

    def _columns(self) -> list[Column[PlaceRow]]:
        return [
            Column("name", _("Place"), lambda one: one.name, sort=lambda one: fold(one.name)),
            Column("where", _("Address"), _where, 220, sort=lambda one: fold(_where(one)), token="muted", leaves=1),
            Column("district", _("Dist."), lambda one: str(one.district or ""), 72, "right",
                   sort=lambda one: one.district, token="muted"),
            Column("nature", _("What it is"), lambda one: capital(label_of(one.nature)), 110,
                   sort=lambda one: label_of(one.nature), token="muted", leaves=2),
            Column("processes", _("Processes"), lambda one: str(one.processes), 88, "right",
                   sort=lambda one: one.processes, sunken_zero=True),
        ]  # fmt: skip

    def _connect(self) -> None:
        self.filter.typed.connect(self.table.search)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.filter.chip_removed.connect(lambda _key: self._choose(None))
        self.districts.activated.connect(lambda at: self._choose(self.districts.itemData(at) or None))
        self.table.counted.connect(self._count)
        self.table.row_activated.connect(lambda one: self._read_and_edit(one.id))
        self.pane.asked.connect(self._act)
        self.pane.went.connect(self.context.navigator.open_page)

    # --- filters --------------------------------------------------------------------------------------------

    def _offer(self, rows: Sequence[PlaceRow]) -> None:
        self.districts.clear()
        self.districts.addItem(_("All districts"), 0)
        for one in sorted({place.district for place in rows if place.district is not None}):
            self.districts.addItem(_("District {n}").format(n=one), one)
        self.districts.updateGeometry()

    def _choose(self, district: int | None) -> None:
        """The chosen district as a chip in place of the closed list."""
        self.districts.setCurrentIndex(0)
        self.districts.setVisible(district is None)
        if district is None:
            self.filter.hide_chip(_DISTRICT)
            self.table.where(None)
        else:
            self.filter.show_chip(_DISTRICT, _("District {n}").format(n=district))
            self.table.where(lambda one: one.district == district)

    def _count(self, shown: int, total: int) -> None:
        self.header.set_facts(shown_of(shown, total) if total else "")

    # --- acts -----------------------------------------------------------------------------------------------

    def _read_and_edit(self, place_id: str) -> None:
        queries = self.context.services.queries
        Operation(self, lambda: queries.place(place_id)).on_success(self._edit).on_error(self.fail).start()

    def _edit(self, place: PlaceDetail) -> None:
        self.ask(PlaceDialog(self, self.context.services, place), _("Saved: “{name}”"))

    def _act(self, act: str, place: PlaceDetail, thing: Any) -> None:
        services = self.context.services
        if act == "edit":
            self._edit(place)
        elif act == "attach":
            path = choose_file(self)
            if path is not None:
                self.ask(AttachDialog(self, services, path, place_id=place.id), _("Attached: “{name}”"))
        elif act == "remove_attachment":
            gone = Remove(id=thing.id)
            self.act(lambda: services.run(remove_attachment, gone), _("Taken away: “{name}”"))
        elif act == "save_copy":
            save_copy(self, services, self.context.navigator, thing)
        elif act == "remove":
            self.act(lambda: services.run(remove_place, Remove(id=place.id)), _("Removed: “{name}”"))


def _where(one: PlaceRow) -> str:
    return ", ".join(filter(None, (one.address, one.quarter)))


def _sentence(one: PlaceRow) -> str:
    return ", ".join(filter(None, (one.name, _where(one), label_of(one.nature))))


PAGE = PlacesPage
