"""Luoghi: the commons that groups look after. A list or a map to find one in, and the place beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer

from cocity_desktop.application.export_ports import ExportSubject
from cocity_desktop.application.places import remove_place
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.registry import PlaceDetail, PlaceRow
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.attachments import AttachDialog, choose_file, save_copy
from cocity_desktop.ui.dialogs.place_form import PlaceDialog
from cocity_desktop.ui.doubles import Doubles
from cocity_desktop.ui.exporting_button import exporting_button
from cocity_desktop.ui.importing_button import importing_button
from cocity_desktop.ui.list_filters import ListFilters
from cocity_desktop.ui.list_printing import printing_button
from cocity_desktop.ui.listed_page import ListedPage
from cocity_desktop.ui.models.columns import Column
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.models.window_table import WindowTable
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.places.detail import PlacePane
from cocity_desktop.ui.pages.places.map_desk import MapDesk
from cocity_desktop.ui.pages.places.map_import import MapImport
from cocity_desktop.ui.pages.places.map_paper import MapPaper
from cocity_desktop.ui.pages.places.pictures import PlacePictures
from cocity_desktop.ui.pages.places.place_paper import PlacePaper
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.saved_filters import SavedFilters
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState, PageHeader
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.roomy import beside_its_list
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.lists import Facets, ListQuestion, ListSort, Span, Window
    from cocity_desktop.ui.pages.base import PageContext

_SORTS: dict[str, ListSort] = {
    "name": "name",
    "district": "district",
    "nature": "shape",
    "processes": "processes",
}


class PlacesPage(ListedPage[PlaceRow, PlaceDetail]):
    """See the module."""

    NAME: ClassVar[str] = "places"
    RECORDS = "place"
    KINDS: ClassVar[tuple[str, ...]] = ("place", "process", "attachment")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.doubles = Doubles(self, "place")
        self._build()
        rows = holding(column((self.table, 1), (self.map, 1), gap=0))
        left = column(
            self.header,
            16,
            self.filter,
            12,
            self.doubles.bar,
            (rows, 1),
            gap=0,
            margins=(24, 16, 24, 16),
        )
        self.setLayout(beside_its_list(left, rows, self.pane))
        self.pane.hide()
        self.use_table(self.table)
        self.doubles.watch(self.table)

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        super().open(record_id, **arguments)
        if arguments.get("from_map") and allowed("import_place_features"):
            self.views.set_value(True)
            QTimer.singleShot(0, self, self.importer.choose)

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_window(self, question: ListQuestion, span: Span) -> Window[PlaceRow]:
        return self.context.services.queries.places_window(question, span)

    def question(self) -> ListQuestion:
        return self.filters.question()

    def show_facets(self, facets: Facets) -> None:
        self.filters.offer(facets)

    def show_count(self, words: str, *, has_any: bool) -> None:
        for part in (self._new, self.export, self.filter):
            part.setVisible(has_any)  # an empty list has its own next step
        self.print.setVisible(has_any and not self.map.isVisibleTo(self))
        self.header.set_facts(words if has_any else "")

    def read_detail(self, record_id: str) -> PlaceDetail:
        self.doubles.read(record_id)
        return self.context.services.queries.place(record_id)

    def identity(self, row: PlaceRow) -> str:
        return row.id

    def show_detail(self, detail: PlaceDetail) -> None:
        self.map.layers.load()  # the small map beside the list lies on the same ground
        self.pane.tell(detail)
        self.pane.show()

    def show_nothing(self) -> None:
        self.pane.hide()

    def clear_filters(self) -> None:
        self.filters.clear()

    def new_record(self) -> None:
        self.ask(PlaceDialog(self, self.context.services), _("New place: “{name}”"))

    def goes_to(self, changes: Changes) -> str | None:
        return changes.created if changes.label == "register_place" else None

    def explanation(self) -> str:
        return _(
            "The places that groups look after, or would like to, as a list or on a map (Ctrl+M). F2 edits the selected "
            "one, Ctrl+D draws it on the map. Photos and site plans are dropped or pasted beside it."
        )

    # --- building -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._new = doing(
            Button(_("New place"), "primary", icon="plus", shortcut="Ctrl+N", show_key=True), "register_place"
        )
        self._new.clicked.connect(self.new_record)
        bring = importing_button(self.context.navigator, ImportTarget.PLACES, narrow=True)
        views = [(False, _("List")), (True, pgettext("a view of the places", "Map"))]
        self.views: SegmentedControl[bool] = SegmentedControl(
            views, _("How places are shown"), shortcut="Ctrl+M", icons=("list", "map-marker")
        )
        self.views.chosen.connect(self._view)
        self.export = exporting_button(
            self, self.context, ExportSubject.PLACES, lambda: self.table, kind=self.RECORDS, narrow=True
        )
        self.print = printing_button(
            self, self.context, ExportSubject.PLACES, lambda: self.table, lambda: self.filters
        )
        self.header = PageHeader(_("Places"), "", [self.views, bring, self.export, self.print, self._new])
        self.filter = FilterBar(_("Filter by name, address or quarter"))
        self.filters = ListFilters(
            self.filter, shapes=PlaceNature, shape=_("What it is"), all_shapes=_("Of every kind")
        )
        self.saved_filters = SavedFilters(self, self.filters)
        first = doing(Button(_("New place"), "primary", icon="plus", shortcut="Ctrl+N"), "register_place")
        first.clicked.connect(self.new_record)
        empty = EmptyState(
            "map-marker",
            _("No place yet"),
            _("A garden, a courtyard, an empty building: what somebody wants to look after."),
            first,
        )
        self.table: WindowTable[PlaceRow] = WindowTable(
            self._columns(), lambda one: one.id, self.read_window, sentence=_sentence, sorts=_SORTS, empty=empty,
            name=_("Places"),
        )  # fmt: skip
        self.map = MapDesk(self.context)
        self.map.hide()
        self.paper = MapPaper(self.context, self, self.map)
        self.sheet = PlacePaper(self.context, self, self.map.layers)
        self.importer = MapImport(self.context, self, self.map.layers)
        self.pictures = PlacePictures(self.context, self)
        self.pane = PlacePane(self.map.layers.squares, self.pictures.shelf)
        self.pane.more = self.doubles.write_in
        self._connect()

    def _columns(self) -> list[Column[PlaceRow]]:
        return [
            Column("name", _("Place"), lambda one: one.name, sort=lambda one: fold(one.name),
                   chip=lambda one: self.doubles.chip(one.id)),
            Column("where", _("Address"), _where, 220, token="muted", leaves=1),
            Column("district", _("Dist."), lambda one: str(one.district or ""), 72, "right",
                   sort=lambda one: one.district, token="muted"),
            Column("nature", _("What it is"), lambda one: capital(label_of(one.nature)), 110,
                   sort=lambda one: label_of(one.nature), token="muted", leaves=2),
            Column("processes", _("Processes"), lambda one: str(one.processes), 88, "right",
                   sort=lambda one: one.processes, sunken_zero=True),
        ]  # fmt: skip

    def _connect(self) -> None:
        self.filters.changed.connect(self.put_question)
        self.filters.changed.connect(self._filter_map)
        self.table.row_selected.connect(lambda one: self.map.select(one.id if one is not None else None))
        self.map.picked.connect(self._picked)
        self.map.opened.connect(self._read_and_edit)
        self.map.saved.connect(lambda changes: self.saved(changes, _("Saved: “{name}”")))
        self.map.print_asked.connect(self.paper.print)
        self.map.save_asked.connect(self.paper.save)
        self.map.files_asked.connect(self.importer.choose)
        self.map.given.connect(self.importer.take)
        self.importer.saved.connect(self._taken_in)
        self.pictures.saved.connect(self.saved)
        self.filter.left_downwards.connect(self.table.setFocus)
        self.table.row_activated.connect(lambda one: self._read_and_edit(one.id))
        self.pane.asked.connect(self._act)
        self.pane.went.connect(self.context.navigator.open_page)

    def _filter_map(self) -> None:
        """The map shows what the list does, as far as words and district go."""
        asked = self.filters.question()
        self.map.search(asked.words)
        self.map.where(asked.district)

    def refresh(self) -> None:
        super().refresh()
        if self.map.isVisible():
            self.map.refresh()

    # --- acts -----------------------------------------------------------------------------------------------

    def _view(self, on_map: bool) -> None:
        """The list or the map; the keyboard goes along."""
        self.table.setVisible(not on_map)
        self.map.setVisible(on_map)
        self.print.setVisible(not on_map)  # the map has its own, under the same key
        if on_map:
            self.map.refresh()
        (self.map.map if on_map else self.table).setFocus()

    def _picked(self, place_id: str) -> None:
        """What is selected on the map is selected in the list, whatever filter hides it there."""
        if not self.table.select(place_id):
            self.clear_filters()
            self.table.select(place_id)

    def _draw(self, place: PlaceDetail) -> None:
        self.views.set_value(True)
        self.map.draw(place)

    def _read_and_edit(self, place_id: str) -> None:
        queries = self.context.services.queries
        Operation(self, lambda: queries.place(place_id)).on_success(self._edit).on_error(self.fail).start()

    def _edit(self, place: PlaceDetail) -> None:
        self.ask(PlaceDialog(self, self.context.services, place), _("Saved: “{name}”"))

    def _act(self, act: str, place: PlaceDetail, thing: Any) -> None:
        services = self.context.services
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self._edit(place),
            "attach": lambda: self._attach(place),
            "save_copy": lambda: save_copy(self, services, self.context.navigator, thing),
            "draw": lambda: self._draw(place),
            "show": lambda: self._show_on_map(place),
            "sheet": lambda: self.sheet.save(place),
            "public_sheet": lambda: self.sheet.save_public(place),
            "remove": lambda: self.act(
                lambda: services.run(remove_place, Remove(id=place.id)), _("Removed: “{name}”")
            ),
        }
        if not self.pictures.act(act, place.id, thing):
            acts[act]()

    def _attach(self, place: PlaceDetail) -> None:
        path = choose_file(self)
        if path is not None:
            dialog = AttachDialog(self, self.context.services, path, place_id=place.id)
            self.ask(dialog, _("Attached: “{name}”"))

    def _taken_in(self, changes: Changes) -> None:
        """Places came in from a file: seen at once, where they are."""
        self.views.set_value(True)
        self.saved(changes, _("Taken in: “{name}”"))

    def _show_on_map(self, place: PlaceDetail) -> None:
        self.views.set_value(True)
        self.map.select(place.id)


def _where(one: PlaceRow) -> str:
    return ", ".join(filter(None, (one.address, one.quarter)))


def _sentence(one: PlaceRow) -> str:
    return ", ".join(filter(None, (one.name, _where(one), label_of(one.nature))))


PAGE = PlacesPage
