"""The sheet of one place as a PDF file: whole, or as a public copy without people's data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cocity_desktop.application.place_paper import place_sheet
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.public_copies import save_public_copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.place_sheet import PlaceSheet
    from cocity_desktop.application.views.registry import PlaceDetail
    from cocity_desktop.ui.map.layers import MapLayers
    from cocity_desktop.ui.pages.base import PageContext


class PlacePaper(QObject):
    """For one page; `layers` are those that its maps lie on."""

    def __init__(self, context: PageContext, page: QWidget, layers: MapLayers) -> None:
        super().__init__(page)
        self._context, self._page, self._layers = context, page, layers

    def save(self, place: PlaceDetail) -> None:
        """Ask where, make the file. Nothing when the person gives up."""
        suggested = Path.home() / file_name(place.name)
        path = ask_file_save(self._page, _("Save the sheet as PDF"), suggested, _("PDF (*.pdf)"))
        if path is not None:
            self._read(place, partial(self._write, path))

    def save_public(self, place: PlaceDetail) -> None:
        """The same without people's data and pictures, noted as everything that leaves."""
        press, name = self._context.services.press, file_name(place.name)

        def copy(sheet: PlaceSheet) -> None:
            save_public_copy(self._page, self._context, sheet, name, _("PDF (*.pdf)"), press.place_sheet)

        self._read(place, copy)

    def _read(self, place: PlaceDetail, then: Callable[[PlaceSheet], object]) -> None:
        services, grounds = self._context.services, self._layers.shown()
        job = Operation(self, lambda: place_sheet(services, place.id, grounds))
        job.on_success(then).on_error(self._context.navigator.fail).start()

    def _write(self, path: Path, sheet: PlaceSheet) -> None:
        services, navigator = self._context.services, self._context.navigator
        said = _("Sheet saved in {path}").format(path=path)
        job = Operation(self, lambda: services.write_file(path, services.press.place_sheet(sheet)))
        job.on_success(lambda _none: navigator.say(said, undoable=False)).on_error(navigator.fail).start(
            "work"
        )


def file_name(place: str) -> str:
    """«luogo - Cortile del nido.pdf», without what a file may not be called."""
    safe = "".join(letter if letter.isalnum() or letter in " -_’'()" else " " for letter in place)
    return _("place - {name}.pdf").format(name=" ".join(safe.split())[:80] or "…")
