"""What lies under the places: which layers are shown, in which order, and a file of the house's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, ask_file_open
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.map.layers import Layer, MapLayers, Opened
    from cocity_desktop.ui.operation import Operation


class MapLayersDialog(Dialog):
    """The list from the top layer down. Every change is seen on the map at once; there is nothing to save."""

    def __init__(self, parent: QWidget | None, layers: MapLayers) -> None:
        super().__init__(
            parent,
            _("Ground of the map"),
            _(
                "What is shown under the places on this computer. Files stay where they are: nothing is copied."
            ),
            primary=_("Done"),
            width=640,
        )
        self.secondary.hide()
        self._layers = layers
        self._job: Operation[Opened] | None = None
        self.list: ListView[Layer] = ListView(_line, lambda one: one.key, name=_("Layers, the top one first"))
        self.list.setFixedHeight(px(220))
        self.fault = Label("", "small", wrap=True, token="danger_text")
        self.fault.hide()
        self.strip = ProgressStrip()
        self.stop = Button(_("Stop"), "ghost", compact=True)
        self._make_buttons()
        self._lay_out()
        self._working(False)
        layers.changed.connect(self._fill)
        layers.read.connect(
            lambda done, total: self.strip.show_share(done, total, words=_("Reading the file"))
        )
        self._fill()
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.add = Button(_("Add a file…"), icon="plus", shortcut="Ctrl+O")
        self.toggle = Button(_("Show or hide"), "ghost", icon="password-visible")
        self.up = Button(_("Up"), "ghost", icon="arrow-up", shortcut="Ctrl+Up")
        self.down = Button(_("Down"), "ghost", icon="arrow-down", shortcut="Ctrl+Down")
        self.away = Button(_("Take away"), "ghost", icon="delete")
        self.add.clicked.connect(self.choose)
        self.toggle.clicked.connect(self._toggle)
        self.up.clicked.connect(lambda: self._move(1))
        self.down.clicked.connect(lambda: self._move(-1))
        self.away.clicked.connect(self._remove)
        self.stop.clicked.connect(self._stop)
        self.list.row_activated.connect(lambda _one: self._toggle())
        self.list.row_selected.connect(lambda _one: self._enable())
        for key, act in ((Qt.Key.Key_Space, self._toggle), (Qt.Key.Key_Delete, self._remove)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        acts = row(self.toggle, self.up, self.down, self.away, None, gap=4)
        hint = Label(
            _(
                "GeoJSON, MBTiles or PMTiles, for instance from the City’s geoportal or cut out of OpenStreetMap."
            ),
            "small",
            wrap=True,
        )
        self.set_body(
            column(
                self.list,
                8,
                acts,
                12,
                row(self.add, (self.strip, 1), self.stop, None, gap=12),
                8,
                hint,
                self.fault,
                gap=0,
            )
        )

    def choose(self) -> None:
        """Ask for a file and put it on top."""
        kinds = _("Maps ({patterns})").format(patterns="*.geojson *.json *.mbtiles *.pmtiles")
        path = ask_file_open(self, _("Add a file to the map"), kinds)
        if path is not None:
            self.fault.hide()
            self._working(True)
            job = self._layers.add(path, self._refused)
            self._job = job.on_finally(lambda: self._working(False))

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _refused(self, error: AppError) -> None:
        self.fault.setText(words_for(error))
        self.fault.show()

    def _working(self, on: bool) -> None:
        self.strip.setVisible(on)
        self.stop.setVisible(on)
        self.add.setEnabled(not on)
        if not on:
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _fill(self) -> None:
        self.list.set_rows(tuple(reversed(self._layers.layers)))
        if self.list.selected() is None and self._layers.layers:
            self.list.select(self._layers.layers[-1].key)
        self._enable()

    def _enable(self) -> None:
        chosen = self.list.selected()
        for button in (self.toggle, self.up, self.down):
            button.setEnabled(chosen is not None)
        self.away.setEnabled(chosen is not None and bool(chosen.path))

    def _toggle(self) -> None:
        chosen = self.list.selected()
        if chosen is not None:
            self._layers.show_layer(chosen.key, not chosen.shown)

    def _move(self, step: int) -> None:
        chosen = self.list.selected()
        if chosen is not None:
            self._layers.move(chosen.key, step)

    def _remove(self) -> None:
        chosen = self.list.selected()
        if chosen is not None:
            self._layers.remove(chosen.key)


def _line(layer: Layer) -> ListItem:
    if layer.fault:
        return ListItem(
            layer.name, layer.fault, icon="warning-circle", icon_token="warning", tick=layer.shown
        )
    below = (
        _("This file was changed since it was chosen.") if layer.changed else layer.attribution or layer.path
    )
    title = layer.name or _("Opening…")
    return ListItem(title, below, icon="map-marker-circle", tick=layer.shown, faint=not layer.shown)
