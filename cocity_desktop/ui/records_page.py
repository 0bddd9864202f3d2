"""The page of a registry: a list, and beside it the record that is selected in it.

Groups, places, processes and commitments differ in what they show; how a record is found, read, kept in view after a
change and told about is the same, and stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.localization import local
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.record_words import still_needed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.dialogs.form_dialog import FormDialog

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Detail = TypeVar("Detail")


class RecordList(Protocol[Row_co]):
    """What the tables and the lists have in common."""

    row_selected: SignalInstance

    def selected(self) -> Row_co | None: ...
    def select(self, record_id: str | None) -> bool: ...
    def setFocus(self) -> None: ...


class _Told(NamedTuple, Generic[Detail]):
    """A record, as it was when it was asked for."""

    record_id: str
    detail: Detail


class RecordsPage(Page, Generic[Row, Detail]):
    """Subclasses build their widgets, call `use_list`, and fill in the hooks below.

    `read_rows` and `read_detail` run on the database lane, the others on the main thread. `merge_asked(id or None)`
    when two records are to be chosen that are one, the first of them the one on show if the page was.
    """

    merge_asked = Signal(object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._list: RecordList[Row] | None = None
        self._begins: QWidget = self
        self._wanted: str | None = None
        self._loading = False

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_rows(self) -> Any:
        """What the list is filled from."""
        raise NotImplementedError

    def read_detail(self, record_id: str) -> Detail:
        """Everything about one record."""
        raise NotImplementedError

    def identity(self, row: Row) -> str:
        """The id of a row."""
        raise NotImplementedError

    def show_rows(self, found: Any) -> None:
        """Put what `read_rows` gave in the list."""
        raise NotImplementedError

    def first(self) -> Row | None:
        """The row at the top of the list."""
        raise NotImplementedError

    def show_detail(self, detail: Detail) -> None:
        """Tell one record."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """No record is selected."""
        raise NotImplementedError

    def clear_filters(self) -> None:
        """Take away what could hide a record that was asked for."""
        raise NotImplementedError

    def new_record(self) -> None:
        """Ask for a new record."""
        raise NotImplementedError

    # --- what pages do --------------------------------------------------------------------------------------

    def use_list(self, records: RecordList[Row]) -> None:
        """The list whose selection is told beside it."""
        self._list = records
        if isinstance(records, QWidget):
            self._begins = records
        records.row_selected.connect(self._selected)

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        if record_id is not None:
            self.clear_filters()
            self._wanted = record_id
        shown = self._list.selected() if self._list is not None and self.isVisible() else None
        self.refresh()
        if arguments.get("merge"):
            first = self.identity(shown) if shown is not None else None
            QTimer.singleShot(0, self, lambda: self.merge_asked.emit(first))
        if arguments.get("new"):
            # Once the page is on top: a dialog keeps whoever opened it waiting.
            QTimer.singleShot(0, self, self.new_record)

    def start(self) -> QWidget:
        return self._begins

    def want(self, record_id: str) -> None:
        """Select this record when the list is read the next time: the one on show is about to leave it."""
        self._wanted = record_id

    def refresh(self) -> None:
        Operation(self, self.read_rows).on_success(self._show_rows).on_error(
            self.context.navigator.fail
        ).start()

    def today(self) -> date:
        """The day in Rome."""
        return local(self.context.services.clock.now()).date()

    def ask(self, dialog: FormDialog, message: str) -> None:
        """Open a form; once it is saved, tell everybody and go to the record that was made."""
        if open_dialog(dialog) and dialog.changes is not None:
            self._wanted = self.goes_to(dialog.changes) or self._wanted
            self.saved(dialog.changes, message)

    def goes_to(self, changes: Changes) -> str | None:
        """The record to select after `changes`: none, unless the page makes records of its own."""
        del changes
        return None

    def saved(self, changes: Changes, message: str) -> None:
        """Tell the other pages and the person."""
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(message.format(name=changes.subject))

    def act(self, work: Callable[[], Changes], message: str) -> None:
        """Run a use case that needs no form."""
        Operation(self, work).on_success(lambda changes: self.saved(changes, message)).on_error(
            self.fail
        ).start()

    def fail(self, error: AppError) -> None:
        """A refusal that belongs to no field; what keeps a record from leaving is told with its numbers."""
        if error.code is ErrorCode.STILL_REFERENCED:
            self.context.navigator.say(still_needed(error), undoable=False)
        else:
            self.context.navigator.fail(error)

    # --- how the list and the record keep together ----------------------------------------------------------

    def _records(self) -> RecordList[Row]:
        if self._list is None:
            raise RuntimeError("use_list was not called")
        return self._list

    def _show_rows(self, found: Any) -> None:
        records = self._records()
        self._loading = True
        self.show_rows(found)
        if self._wanted is not None and records.select(self._wanted):
            self._wanted = None
        elif records.selected() is None and (first := self.first()) is not None:
            records.select(self.identity(first))
        self._loading = False
        self._selected(records.selected())
        self.context.navigator.retitle()

    def _selected(self, row: Row | None) -> None:
        if self._loading:
            return
        if row is None:
            self.show_nothing()
            return
        record_id = self.identity(row)
        Operation(self, lambda: _Told(record_id, self.read_detail(record_id))).on_success(
            self._show_detail
        ).on_error(self._not_read).start()

    def _show_detail(self, told: _Told[Detail]) -> None:
        row = self._records().selected()
        if row is not None and self.identity(row) == told.record_id:
            self.show_detail(told.detail)

    def _not_read(self, error: AppError) -> None:
        """A record that left between the list and the reading is no fault: the list is read again anyway."""
        if error.code is ErrorCode.NOT_FOUND:
            self.show_nothing()
        else:
            self.fail(error)
