"""The map on paper: what the window shows of it, kept as a PDF file or given to a printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QPageLayout

from cocity_desktop.application.place_paper import map_sheet
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.paper_pages import PRINT_DPI, paint_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.document_views import PageImage
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.places.map_desk import MapDesk


class MapPaper(QObject):
    """For one page and its map."""

    def __init__(self, context: PageContext, page: QWidget, desk: MapDesk) -> None:
        super().__init__(page)
        self._context, self._page, self._desk = context, page, desk

    def save(self) -> None:
        """Ask where, make the file. Nothing when the person gives up."""
        suggested = Path.home() / _("map of the places.pdf")
        path = ask_file_save(self._page, _("Save the map as PDF"), suggested, _("PDF (*.pdf)"))
        if path is not None:
            self._make(partial(self._write, path))

    def print(self) -> None:
        """Make the pages, ask which printer, print them."""

        def lay(pdf: bytes) -> None:
            job = Operation(self, lambda: self._context.services.press.pages(pdf, PRINT_DPI))
            job.on_success(self._ask_printer).on_error(self._fail).start("work")

        self._make(lay)

    def _make(self, made: Callable[[bytes], object]) -> None:
        services, view = self._context.services, self._desk.map.view
        west, north = view.to_ground(0, 0)
        east, south = view.to_ground(view.width, view.height)
        marks, grounds = tuple(self._desk.map.marks()), self._desk.layers.shown()
        reading = Operation(
            self, lambda: map_sheet(services, marks, grounds, bounds=Bounds(west, south, east, north))
        ).on_error(self._fail)
        reading.on_success(
            lambda sheet: (
                Operation(self, lambda: services.press.place_map(sheet))
                .on_success(made)
                .on_error(self._fail)
                .start("work")
            )
        ).start()

    def _write(self, path: Path, pdf: bytes) -> None:
        said = _("Map saved in {path}").format(path=path)
        navigator = self._context.navigator
        job = Operation(self, lambda: self._context.services.write_file(path, pdf))
        job.on_success(lambda _none: navigator.say(said, undoable=False)).on_error(self._fail).start("work")

    def _ask_printer(self, pages: Sequence[PageImage]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Map of the places"))
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._page)
        dialog.setMinMax(1, len(pages))
        if open_dialog(dialog):
            paint_pages(printer, pages)
            self._context.navigator.say(_("Given to the printer"), undoable=False)

    def _fail(self, error: AppError) -> None:
        self._context.navigator.fail(error)
