"""The page of a long list, people, groups or places: a line to filter it by, and beside it the record that is selected.

As `records_page`, over windows: the list is asked a question and never read whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cocity_desktop.localization import _, number
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.records_page import RecordsPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.lists import Facets, ListQuestion, Span, Window
    from cocity_desktop.ui.models.window_table import WindowTable
    from cocity_desktop.ui.pages.base import PageContext

Row = TypeVar("Row")
Detail = TypeVar("Detail")


class ListedPage(RecordsPage[Row, Detail], Generic[Row, Detail]):
    """Subclasses build a `WindowTable` over `read_window`, call `use_table`, and fill in the hooks.

    `RECORDS` is the kind of the list's records. A change of the filters is told by `put_question`.
    """

    RECORDS = ""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._table: WindowTable[Row] | None = None

    # --- hooks ----------------------------------------------------------------------------------------------

    def read_window(self, question: ListQuestion, span: Span) -> Window[Row]:
        """A part of the answer; called on the reading lane."""
        raise NotImplementedError

    def question(self) -> ListQuestion:
        """What the filters say now."""
        raise NotImplementedError

    def show_facets(self, facets: Facets) -> None:
        """What there is to filter by."""

    def show_count(self, words: str, *, has_any: bool) -> None:
        """How many are shown, in words; whether the list has anything at all."""
        raise NotImplementedError

    # --- how it goes ----------------------------------------------------------------------------------------

    def use_table(self, table: WindowTable[Row]) -> None:
        """The list whose selection is told beside it."""
        self._table = table
        table.counted.connect(self._counted)
        table.failed.connect(self.context.navigator.fail)
        self.use_list(table)

    def refresh(self) -> None:
        """Ask again what is asked already: something was written, or a record is wanted."""
        kind, queries = self.RECORDS, self.context.services.queries
        Operation(self, lambda: queries.facets(kind)).on_success(self.show_facets).on_error(
            self.context.navigator.fail
        ).start("reading")
        self.put_question()

    def put_question(self) -> None:
        """Ask what the filters say."""
        table = self._listed()
        wanted, self._wanted = self._wanted, None
        table.ask(self.question(), wanted)

    def read_rows(self) -> Any:
        raise NotImplementedError  # nobody reads a long list whole

    def _listed(self) -> WindowTable[Row]:
        if self._table is None:
            raise RuntimeError("use_table was not called")
        return self._table

    def _counted(self, shown: int, total: int, more: bool) -> None:
        self.show_count(count_words(shown, total, more=more), has_any=bool(total))
        self.context.navigator.retitle()


def count_words(shown: int, total: int, *, more: bool) -> str:
    """«62 di 204», «più di 1.060 di 100.000», or the bare number when nothing is left out."""
    if more:
        return _("more than {shown} of {total}").format(shown=number(shown), total=number(total))
    if shown == total:
        return number(total)
    return _("{shown} of {total}").format(shown=number(shown), total=number(total))
