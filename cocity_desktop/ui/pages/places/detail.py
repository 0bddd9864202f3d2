"""One place, beside the list: where it is, whose it is, which paths are about it, which photos and files belong to it.

Pictures and files may be let fall anywhere on it, or pasted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from cocity_desktop.application.attachments import PICTURES
from cocity_desktop.application.place_shapes import outlines_of
from cocity_desktop.application.places import mark_of
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number, pgettext
from cocity_desktop.ui.dialogs.attachments import attachment_line, decimal
from cocity_desktop.ui.map.map_widget import MapWidget
from cocity_desktop.ui.models.photo_strip import PhotoStrip
from cocity_desktop.ui.pages.places.shape_bar import measure_words
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.record_words import capital, district, path_dots
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.registry import AttachmentRow, PlaceDetail
    from cocity_desktop.ui.map.ground import GroundSquares
    from cocity_desktop.ui.models.photo_shelf import PhotoShelf

_ROOM = 320


class PlacePane(DetailPane):
    """`asked(act, place, thing)`: what the person wants done. `went(page, id)`: where to go."""

    asked = Signal(str, object, object)
    went = Signal(str, str)

    def __init__(self, ground: GroundSquares, shelf: PhotoShelf) -> None:
        super().__init__(name=_("The selected place"))
        self._ground, self._shelf = ground, shelf
        self._shown: PlaceDetail | None = None
        self._held = ""
        self.setAcceptDrops(True)
        pasted = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasted.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasted.activated.connect(self._paste)

    def tell(self, place: PlaceDetail) -> None:
        """Show one place."""
        self._shown = place
        self.begin(place.id)
        self.heading(_over(place), place.name, self._actions(place), code_of(place.id))
        self._facts(place)
        self._map(place)
        self._photos(place)
        self._processes(place)
        self._attachments(place)
        sheet = Button(_("Sheet as PDF"), "ghost", icon="file-pdf")
        sheet.clicked.connect(lambda: self._ask("sheet", place))
        public = doing(IconButton("upload", _("Public copy, without people’s data"), size=32), "note_export")
        public.clicked.connect(lambda: self._ask("public_sheet", place))
        remove = doing(Button(_("Remove the place"), "ghost", icon="delete"), "remove_place")
        remove.clicked.connect(lambda: self._ask("remove", place))
        self.write_more(place.id, place.name)
        self.add(row(sheet, public, None, gap=4), 4)
        self.add(row(remove, None), 0)
        self.finish()

    def _ask(self, act: str, place: PlaceDetail, thing: Any = None) -> None:
        self.asked.emit(act, place, thing)

    def _actions(self, place: PlaceDetail) -> list[QWidget]:
        edit = doing(Button(_("Edit"), icon="pencil", shortcut="F2"), "update_place")
        edit.clicked.connect(lambda: self._ask("edit", place))
        return [edit]

    def _facts(self, place: PlaceDetail) -> None:
        self.add(row(), 6)
        self.fact(_("Address"), ", ".join(filter(None, (place.address, place.city))))
        self.fact(_("Quarter"), place.quarter)
        self.fact(_("Coordinates"), _coordinates(place) or _("not known yet"), token=_ink(place))
        self.fact(_("Strand of Co-City"), capital(label_of(place.strand)) if place.strand else "")
        self.fact(_("Owner"), place.owner)
        self.fact(_("Cadastre"), place.cadastre)
        self.fact(_("Legal constraints"), place.constraints)
        self.fact(_("State of use"), place.state_of_use)
        self.fact(_("Description"), place.description)

    def _map(self, place: PlaceDetail) -> None:
        mark = mark_of(place)
        begins = mark is None
        draw = doing(
            Button(
                _("Draw") if begins else _("Change"), "ghost", icon="pencil", compact=True, shortcut="Ctrl+D"
            ),
            "update_place",
        )
        draw.setAccessibleName(_("Draw on the map") if begins else _("Change the shape"))
        draw.clicked.connect(lambda: self._ask("draw", place))
        self.section(_("On the map"), "" if mark is not None else _("nowhere yet"), draw)
        if mark is None:
            return
        small = MapWidget(self._ground, name=_("Where {name} is").format(name=place.name), furnished=False)
        small.setFixedHeight(px(150))
        small.resize(px(330), px(150))
        small.set_marks([mark])
        small.select(mark.id)
        small.show_place(mark)
        small.opened.connect(lambda _id: self._ask("show", place))
        self.add(small, 4)
        if mark.geometry is not None and outlines_of(mark.geometry)[1]:
            self.add(Label(measure_words(mark.geometry), "small", wrap=True), 4)

    def _photos(self, place: PlaceDetail) -> None:
        photos = [one for one in place.attachments if one.role in PICTURES]
        add = doing(IconButton("camera", _("Add a photo"), size=28), "attach_file")
        add.clicked.connect(lambda: self._ask("photo", place))
        plan = doing(IconButton("map-marker-plus", _("Add a site plan"), size=28), "attach_file")
        plan.clicked.connect(lambda: self._ask("plan", place))
        count = number(len(photos)) if photos else pgettext("pictures", "none yet")
        self.section(_("Photos and plans"), count, holding(row(add, plan, gap=0)))
        if photos:
            strip = PhotoStrip(self._shelf)
            strip.show_photos(photos, px(_ROOM))
            strip.opened.connect(lambda one: self._ask("look", place, one))
            strip.removed.connect(lambda one: self._ask("remove_attachment", place, one))
            strip.moved.connect(partial(self._move, place))
            # A layout shows new widgets a moment later.
            QTimer.singleShot(0, strip, partial(self._hold, strip))
            self.add(strip, 4)
        else:
            self.add(Label(_("Drop pictures here, or paste one."), "small", wrap=True), 2)

    def _move(self, place: PlaceDetail, photo: AttachmentRow, to: int) -> None:
        self._held = photo.id
        self._ask("move_photo", place, (photo, to))

    def _hold(self, strip: PhotoStrip) -> None:
        """Under the keys again what was moved: the pane is made anew after it."""
        held, self._held = self._held, ""
        if held and self.isAncestorOf(self.window().focusWidget()) and strip.hold(held):
            self.follow_focus(strip)

    def _paste(self) -> None:
        if self._shown is not None and allowed("attach_file"):
            self._ask("paste", self._shown)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._shown is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if self._shown is not None and files and allowed("attach_file"):
            event.acceptProposedAction()
            self._ask("drop", self._shown, files)

    def _processes(self, place: PlaceDetail) -> None:
        self.section(_("Processes"), number(len(place.processes)) if place.processes else _("none yet"))
        for process in place.processes:
            state = label_of(process.state)
            go = partial(self.went.emit, "processes", process.id)
            self.line(DetailLine(process.title, icon="path", below=capital(state), go=go))
            dots = path_dots(process)
            if dots is not None:
                self.add(row(28, (dots, 1), gap=0))

    def _attachments(self, place: PlaceDetail) -> None:
        add = doing(Button(_("Add"), "ghost", icon="plus", compact=True), "attach_file")
        add.setAccessibleName(_("Attach a file"))
        add.clicked.connect(lambda: self._ask("attach", place))
        papers = [one for one in place.attachments if one.role not in PICTURES]
        self.section(_("Attachments"), number(len(papers)) if papers else _("none yet"), add)
        for one in papers:
            save = partial(self._ask, "save_copy", place, one)
            self.line(*attachment_line(one, save, partial(self._ask, "remove_attachment", place, one)))


def _over(place: PlaceDetail) -> str:
    return "  ·  ".join(filter(None, (capital(label_of(place.nature)), district(place.district))))


def _coordinates(place: PlaceDetail) -> str:
    """«45,070300 nord, 7,686900 est»: as text until there is a map."""
    if place.latitude is None or place.longitude is None:
        return ""
    north = _("north") if place.latitude >= 0 else _("south")
    east = _("east") if place.longitude >= 0 else _("west")
    return f"{decimal(abs(place.latitude), 5)}° {north}\n{decimal(abs(place.longitude), 5)}° {east}"


def _ink(place: PlaceDetail) -> Any:
    return "text" if place.latitude is not None else "muted"
