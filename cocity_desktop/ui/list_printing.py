"""Ctrl+P on the registry's pages: the list as it is filtered now, on paper or as a PDF file.

Read on the database lane, laid out on the work lane, given to the printer page by page: at 300 dots per inch one page is
35 MB, and a list has hundreds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QPageLayout, QPainter
from shiboken6 import isValid

from cocity_desktop.application.document_views import HouseLine, PageImage
from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.list_paper import read_list
from cocity_desktop.application.steps import WHOLE, part
from cocity_desktop.application.views.list_paper import LAID_OUT, ListColumn, ListPaper
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_save, open_dialog
from cocity_desktop.ui.dialogs.list_paper import ListPaperDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.paper_pages import PRINT_DPI, paint_page
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.export_ports import ExportSubject
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.list_filters import ListFilters
    from cocity_desktop.ui.models.columns import Column
    from cocity_desktop.ui.models.window_table import WindowTable
    from cocity_desktop.ui.operation import Lane, Progress
    from cocity_desktop.ui.pages.base import PageContext

_KEY = "Ctrl+P"
_STRETCH = 260
"""What the column that stretches on the screen is as wide as, beside the others' design pixels."""
_READING = 0.2
"""The share of the reading in the whole work; the rest is laying out."""
_LAID_OUT = round(WHOLE * (_READING + (1 - _READING) * LAID_OUT))
"""From here on the file is being closed."""
LOOK_DPI = 120.0
"""Dots per inch of the page that is looked at first."""
_NO_PEOPLE = "places"


def printing_button(
    page: QWidget,
    context: PageContext,
    subject: ExportSubject,
    table: Callable[[], WindowTable[Any]],
    filters: Callable[[], ListFilters],
) -> IconButton:
    """The button, set going. `table()` is the page's list, `filters()` what it is filtered by."""
    made = doing(IconButton("print", _("Print the list"), shortcut=_KEY), "note_export")
    made.clicked.connect(ListPrinting(made, page, context, subject, table, filters).ask)
    return made


class _Made(NamedTuple):
    """The paper as bytes, what was read for it, how many pages it has, and the first of them to look at."""

    pdf: bytes
    paper: ListPaper
    pages: int
    first: PageImage


class ListPrinting(QObject):
    """Makes the paper at once, then asks what becomes of it; what left is noted as every export."""

    def __init__(
        self,
        button: QObject,
        page: QWidget,
        context: PageContext,
        subject: ExportSubject,
        table: Callable[[], WindowTable[Any]],
        filters: Callable[[], ListFilters],
    ) -> None:
        super().__init__(button)
        self._page, self._context, self._subject = page, context, subject
        self._table, self._filters = table, filters

    def ask(self) -> None:
        """The dialog, in which all the rest happens."""
        dialog = ListPaperDialog(self._page, capital(label_of(self._subject)))
        self._read(dialog)
        open_dialog(dialog)

    def _read(self, dialog: ListPaperDialog) -> None:
        table, services, filters = self._table(), self._context.services, self._filters().in_words()
        question, columns, read = table.question(), table.model.columns, table.reader
        now, title = services.clock.now(), capital(label_of(self._subject))
        order = _title_of(columns, table.sorted_by())

        def work(progress: Progress) -> ListPaper:
            house = services.queries.house()
            line = HouseLine(house.id, house.name, house.address, house.city, house.email)
            texts = _texts(columns)
            rows, total = read_list(read, question, texts, part(progress.step, 0, _READING))
            return ListPaper(
                title, filters, order, line, now, tuple(map(_on_paper, columns)), rows, total,
                with_people=self._subject.value != _NO_PEOPLE,
            )  # fmt: skip

        self._run(Operation(self, work), dialog, lambda paper: self._make(dialog, paper), "database")

    def _make(self, dialog: ListPaperDialog, paper: ListPaper) -> None:
        if not _waits(dialog):
            return
        press = self._context.services.press

        def work(progress: Progress) -> _Made:
            pdf = press.list_paper(paper, part(progress.step, _READING, 1))
            return _Made(pdf, paper, press.page_count(pdf), press.page(pdf, 0, LOOK_DPI))

        self._run(Operation(self, work), dialog, lambda made: self._ready(dialog, made), "work")

    def _ready(self, dialog: ListPaperDialog, made: _Made) -> None:
        if not _waits(dialog):
            return
        dialog.show_ready(len(made.paper.rows), made.pages, made.first, with_people=made.paper.with_people)
        dialog.save_asked.connect(lambda: self._save(dialog, made))
        dialog.print_asked.connect(lambda: self._ask_printer(dialog, made))

    # --- where it goes ------------------------------------------------------------------------------------------

    def _save(self, dialog: ListPaperDialog, made: _Made) -> None:
        name = f"{made.paper.title} {local(made.paper.at).date().isoformat()}.pdf"
        path = ask_file_save(dialog, _("Save the list as PDF"), Path.home() / name, _("PDF (*.pdf)"))
        if path is None:
            return
        services = self._context.services
        Operation(self, lambda: services.write_file(path, made.pdf)).on_success(
            lambda _none: self._note(dialog, made, path.name, _("Saved: {file}").format(file=path.name))
        ).on_error(lambda error: self._failed(dialog, error)).start("work")

    def _ask_printer(self, dialog: ListPaperDialog, made: _Made) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(made.paper.title)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        asked = QPrintDialog(printer, dialog)
        asked.setMinMax(1, made.pages)
        if open_dialog(asked):
            first, last = printer.fromPage() or 1, min(printer.toPage() or made.pages, made.pages)
            dialog.begin_printing(last - first + 1)
            _Run(self, dialog, printer, made, range(first - 1, last)).go_on()

    def printed(self, dialog: ListPaperDialog, made: _Made) -> None:
        """All of it is at the printer."""
        name = _("{title} (on paper)").format(title=made.paper.title)
        self._note(dialog, made, name, _("Given to the printer"))

    def read_page(self, made: _Made, number: int, then: Callable[[PageImage], object]) -> None:
        """One page as the printer takes it."""
        press = self._context.services.press
        Operation(self, lambda: press.page(made.pdf, number, PRINT_DPI)).on_success(then).on_error(
            self._context.navigator.fail
        ).start("work")

    def _note(self, dialog: ListPaperDialog, made: _Made, name: str, said: str) -> None:
        services, paper = self._context.services, made.paper
        note = NoteExport(
            kind=ExportKind.LIST, file_name=name, records=len(paper.rows), with_people=paper.with_people
        )

        def noted(changes: Changes) -> None:
            self._context.bus.changed.emit(changes)
            self._context.navigator.say(said, undoable=False)
            if isValid(dialog):
                dialog.finish()

        Operation(self, lambda: services.run(note_export, note)).on_success(noted).on_error(
            lambda error: self._failed(dialog, error)
        ).start()

    # --- how it goes --------------------------------------------------------------------------------------------

    def _run(
        self, job: Operation[Any], dialog: ListPaperDialog, then: Callable[[Any], object], lane: Lane
    ) -> None:
        dialog.stopped.connect(job.cancel)

        def follow(done: int, total: int, _words: str) -> None:
            if isValid(dialog):
                dialog.follow(done, total or WHOLE, closing=total == WHOLE and done >= _LAID_OUT)

        job.with_progress(follow).on_success(then).on_error(lambda error: self._failed(dialog, error))
        job.start(lane)

    def _failed(self, dialog: ListPaperDialog, error: AppError) -> None:
        if isValid(dialog):
            dialog.show_fault(error)
        else:
            self._context.navigator.fail(error)


class _Run:
    """A printer at work: a page is made on the work lane, painted, and only then the next one asked for."""

    def __init__(
        self, owner: ListPrinting, dialog: ListPaperDialog, printer: QPrinter, made: _Made, pages: range
    ) -> None:
        self._owner, self._dialog, self._printer, self._made = owner, dialog, printer, made
        self._pages = pages
        self._done = 0
        printer.setFullPage(True)
        self._painter = QPainter(printer)

    def go_on(self) -> None:
        """The next page, or the end."""
        if not _waits(self._dialog):
            self._painter.end()
            self._printer.abort()
        elif self._done == len(self._pages):
            self._painter.end()
            self._owner.printed(self._dialog, self._made)
        else:
            self._owner.read_page(self._made, self._pages[self._done], self._paint)

    def _paint(self, page: PageImage) -> None:
        if self._done:
            self._printer.newPage()
        paint_page(self._printer, self._painter, page)
        self._done += 1
        if isValid(self._dialog):
            self._dialog.follow(self._done, len(self._pages))
        self.go_on()


def _waits(dialog: ListPaperDialog) -> bool:
    """Whether somebody still waits for it: neither stopped nor gone."""
    return isValid(dialog) and not dialog.stopping


def _title_of(columns: tuple[Column[Any], ...], key: str) -> str:
    return next((one.title for one in columns if one.key == key), "")


def _texts(columns: tuple[Column[Any], ...]) -> Callable[[Any], tuple[str, ...]]:
    def texts(row: Any) -> tuple[str, ...]:
        return tuple("–" if one.sunken_zero and one.text(row) == "0" else one.text(row) for one in columns)

    return texts


def _on_paper(column: Column[Any]) -> ListColumn:
    return ListColumn(column.title, float(column.width or _STRETCH), right=column.align == "right")
