"""The places on the map, in place of their list: found by the same filter, selected in both, drawn by hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.places import UpdatePlace, mark_of, takes_room, update_place, with_shape
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.map_layers import MapLayersDialog
from cocity_desktop.ui.map.draft import ShapeDraft, draft_of
from cocity_desktop.ui.map.layers import MapLayers
from cocity_desktop.ui.map.map_widget import MapWidget
from cocity_desktop.ui.models.row_set import fold
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.places.map_import import map_files
from cocity_desktop.ui.pages.places.shape_bar import ShapeBar, draft_sentence
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.labels import ElidedLabel
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.maps import Geometry
    from cocity_desktop.application.views.place_map import PlaceMap, PlaceMark
    from cocity_desktop.application.views.registry import PlaceDetail
    from cocity_desktop.ui.pages.base import PageContext


class MapDesk(QWidget):
    """`picked(id)`, `opened(id)` by hand; `saved(Changes)` when a shape was kept; `print_asked`, `save_asked` for the paper.

    `files_asked` for places out of a file, `given(path)` for each map file let fall on it.
    """

    picked = Signal(object)
    opened = Signal(str)
    saved = Signal(object)
    print_asked = Signal()
    save_asked = Signal()
    files_asked = Signal()
    given = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._all: Sequence[PlaceMark] = ()
        self._words, self._unplaced = "", 0
        self._district: int | None = None
        self._drawn: PlaceDetail | None = None
        self._other_forms: dict[FormKind, ShapeDraft] = {}
        self.layers = MapLayers(context.services.maps, context.preferences, self)
        self.map = MapWidget(self.layers.squares)
        self.bar = ShapeBar()
        self._make_tools()
        self.setLayout(column(self._tools, self.bar, 8, (self.map, 1), gap=0))
        self.bar.hide()
        self.setAcceptDrops(True)
        self._connect()

    def _make_tools(self) -> None:
        self.facts = ElidedLabel("", "small")
        self._ground = Button(_("Ground…"), "ghost", icon="list", compact=True, shortcut="Ctrl+L")
        self._print = IconButton("print", _("Print the map"), size=28, shortcut="Ctrl+P")
        self._pdf = IconButton("file-pdf", _("Save the map as PDF"), size=28, shortcut="Ctrl+Shift+P")
        self._near = IconButton("zoom-in", _("Nearer (+)"), size=28)
        self._far = IconButton("zoom-out", _("Further (-)"), size=28)
        self._whole = IconButton("maximize", _("Show all places (0)"), size=28)
        self._take = doing(
            IconButton("download", _("Take in places from a map"), size=28, shortcut="Ctrl+Shift+G"),
            "import_place_features",
        )
        acts = (self._near, self._far, self._whole, self._print, self._pdf, self._take, self._ground)
        self._tools = holding(row((self.facts, 1), *acts, gap=4))

    def _connect(self) -> None:
        self.map.picked.connect(self.picked)
        self.map.opened.connect(self.opened)
        self._near.clicked.connect(lambda: self.map.zoom(1))
        self._far.clicked.connect(lambda: self.map.zoom(-1))
        self._whole.clicked.connect(self.map.fit)
        self._ground.clicked.connect(self.choose_ground)
        self._take.clicked.connect(self.files_asked)
        self._print.clicked.connect(self.print_asked)
        self._pdf.clicked.connect(self.save_asked)
        self.bar.form_chosen.connect(self._take_form)
        self.bar.saved.connect(self.keep)
        self.bar.left.connect(self.leave)
        self.bar.undone.connect(lambda: self.map.hand.undo() if self.map.hand else None)
        self.bar.removed.connect(lambda: self._write(None))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.drawing() and map_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = map_files(event.mimeData())
        if files and not self.drawing() and allowed("import_place_features"):
            event.acceptProposedAction()
            # Once the drop is over: a dialog would keep the program that dragged waiting.
            for path in files:
                QTimer.singleShot(0, self, partial(self.given.emit, path))

    # --- what it shows --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the places again. The ground is opened the first time the map is looked at."""
        self.layers.load()
        queries = self._context.services.queries
        Operation(self, queries.place_map).on_success(self._show).on_error(
            self._context.navigator.fail
        ).start()

    def search(self, words: str) -> None:
        """Only places with these words in name, address or quarter."""
        self._words = words
        self._filter()

    def where(self, district: int | None) -> None:
        """Only places of a district."""
        self._district = district
        self._filter()

    def select(self, record_id: str | None) -> None:
        """The place that is selected elsewhere."""
        self.map.select(record_id)

    def choose_ground(self) -> None:
        """The layers and their order."""
        self.layers.load()
        open_dialog(MapLayersDialog(self, self.layers))
        self.map.setFocus()

    def _show(self, found: PlaceMap) -> None:
        self._all, self._unplaced = found.marks, found.unplaced
        self._filter()

    def _filter(self) -> None:
        wanted = fold(self._words).split()
        marks = [mark for mark in self._all if self._fits(mark, wanted)]
        self.map.set_marks(marks)
        shown = ngettext("{n} place on the map", "{n} places on the map", len(marks))
        without = ngettext("{n} without a point", "{n} without a point", self._unplaced)
        self.facts.setText(f"{shown}  ·  {without}" if self._unplaced else shown)

    def _fits(self, mark: PlaceMark, wanted: Sequence[str]) -> bool:
        if self._district is not None and mark.district != self._district:
            return False
        said = fold(f"{mark.name} {mark.address} {mark.quarter}")
        return all(word in said for word in wanted)

    # --- drawing --------------------------------------------------------------------------------------------

    def drawing(self) -> bool:
        """Whether a shape is under the hand."""
        return self._drawn is not None

    def draw(self, place: PlaceDetail) -> None:
        """Draw the shape of a place, or go on with the one it has."""
        if not allowed("update_place"):
            return
        draft = draft_of(place.geometry)
        if not takes_room(place.geometry) and place.latitude is not None and place.longitude is not None:
            draft = ShapeDraft(FormKind.POINT, ((place.longitude, place.latitude),))
        self._drawn = place
        self._other_forms = {}
        mark = mark_of(place)
        if mark is not None:
            self.map.show_place(mark)
        self.bar.show()
        self._tools.hide()
        self._begin(draft or ShapeDraft(FormKind.AREA))

    def leave(self) -> None:
        """Stop drawing; what was drawn since is gone."""
        self._drawn = None
        self.map.end()
        self.bar.hide()
        self._tools.show()
        self.map.setFocus()

    def keep(self) -> None:
        """Write the shape on its place, if there is one to write."""
        hand = self.map.hand
        geometry = hand.draft.geometry() if hand is not None and hand.draft.changed else None
        if geometry is not None:
            self._write(geometry)

    def _begin(self, draft: ShapeDraft) -> None:
        hand = self.map.begin(draft, self._drawn.id if self._drawn else None)
        hand.changed.connect(self._tell)
        hand.finished.connect(self.keep)
        hand.left.connect(self.leave)
        hand.form_wanted.connect(self.bar.form.set_value)
        self.bar.form.blockSignals(True)
        self.bar.form.set_value(draft.form)
        self.bar.form.blockSignals(False)
        self._tell()
        self.map.setFocus()

    def _take_form(self, form: FormKind) -> None:
        """Another kind of shape: what was drawn of this one waits, in case the person comes back to it."""
        hand = self.map.hand
        if hand is None or hand.draft.form is form:
            return
        self._other_forms[hand.draft.form] = hand.draft
        self._begin(self._other_forms.get(form, ShapeDraft(form)))

    def _tell(self) -> None:
        hand = self.map.hand
        if hand is not None and self._drawn is not None:
            self.bar.tell(hand.draft, self._drawn.name, kept=mark_of(self._drawn) is not None)
            self.map.setAccessibleDescription(draft_sentence(hand.draft))

    def _write(self, geometry: Geometry | None) -> None:
        if self._drawn is None:
            return
        services, place_id = self._context.services, self._drawn.id

        def write() -> Changes:
            place = services.queries.place(place_id)
            command = UpdatePlace(place_id=place_id, fields=with_shape(place, geometry))
            return services.run(update_place, command)

        Operation(self, write).on_success(self._written).on_error(self._context.navigator.fail).start()

    def _written(self, changes: Changes) -> None:
        self.leave()
        self.saved.emit(changes)
