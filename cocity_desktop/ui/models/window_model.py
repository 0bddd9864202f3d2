"""A table over an answer of the archive that is never read whole: windows come as the view gets to them.

Every row has its place from the beginning, so that the scroll bar tells the truth and nothing jumps; a row that was not
read yet is None and is painted as a bar. Windows are read on the reading lane, one at a time, the newest wish first: what
was scrolled or typed past is not read at all.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cocity_desktop.application.views.lists import ListQuestion, Span, Window
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.models.columns import Column

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
PAGE = 50
"""Rows of a window: some three screens. The first one is what a page waits for when it is opened."""
_KEPT_PAGES = 48
_WISHES = 3
_NOWHERE = QModelIndex()


class WindowModel(QAbstractTableModel, Generic[Row]):
    """`ask` puts a question; `answered(position)` when its rows are shown, with where the record asked for stands, or -1.

    `read` is called on the reading lane. `came(first, last)` tells which rows have come since. `failed(error)` is a
    reading that was refused; what was shown stays.
    """

    answered = Signal(int)
    came = Signal(int, int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        read: Callable[[ListQuestion, Span], Window[Row]],
        sentence: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.question = ListQuestion()
        self._identity, self._read, self._sentence = identity, read, sentence
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._count = self._total = 0
        self._more = False
        self._asked: tuple[ListQuestion, str | None] | None = None
        self._wishes: list[int] = []
        self._busy = False
        self._on_its_way = -1

    # --- what tables use ------------------------------------------------------------------------------------

    def ask(self, question: ListQuestion, around: str | None = None) -> None:
        """Put a question. What is shown stays until its answer is there; a question put meanwhile takes its place."""
        self._asked = (question, around)
        self._wishes.clear()
        self._go_on()

    def row(self, position: int) -> Row | None:
        """The row at `position`, None while it is on its way. Raises IndexError outside."""
        if not 0 <= position < self._count:
            raise IndexError(position)
        page, place = divmod(position, PAGE)
        rows = self._pages.get(page)
        if rows is None or place >= len(rows):
            self._wish(page)
            return None
        self._pages.move_to_end(page)
        return rows[place]

    def position(self, record_id: str) -> int | None:
        """Where a record stands, if it has been read."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if self._identity(row) == record_id:
                    return page * PAGE + place
        return None

    def identity(self, row: Row) -> str:
        return self._identity(row)

    def shown(self) -> int:
        """How many rows pass, as far as is known."""
        return self._count

    def total(self) -> int:
        return self._total

    def more(self) -> bool:
        """Whether more pass than are known of."""
        return self._more

    # --- what Qt asks ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if not wanted or not index.isValid() or index.row() >= self._count:
            return None
        row = self.row(index.row())
        if row is None:
            return _("Being read…") if role == Qt.ItemDataRole.AccessibleTextRole else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return self.columns[index.column()].text(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    # --- how windows come -----------------------------------------------------------------------------------

    def _wish(self, page: int) -> None:
        if page == self._on_its_way:
            return
        if page in self._wishes:
            self._wishes.remove(page)
        self._wishes.append(page)
        del self._wishes[:-_WISHES]
        self._go_on()

    def _go_on(self) -> None:
        """Read the newest wish; the others wait for it, or are forgotten."""
        if self._busy:
            return
        if self._asked is not None:
            question, around = self._asked
            self._asked = None
            self._start(question, Span(0, PAGE, around), is_new=True)
        elif self._wishes:
            self._on_its_way = self._wishes.pop()
            self._start(self.question, Span(self._on_its_way * PAGE, PAGE), is_new=False)

    def _start(self, question: ListQuestion, span: Span, *, is_new: bool) -> None:
        self._busy = True
        Operation(self, lambda: self._read(question, span)).on_success(
            lambda window: self._take(question, window, is_new=is_new)
        ).on_error(self._fail).on_finally(self._ended).start("reading")

    def _take(self, question: ListQuestion, window: Window[Row], *, is_new: bool) -> None:
        if self._asked is not None:
            return  # typed over
        if is_new:
            self._begin(question, window)
        elif question == self.question:
            self._add(window)

    def _begin(self, question: ListQuestion, window: Window[Row]) -> None:
        self.beginResetModel()
        self.question = question
        self._pages.clear()
        self._wishes.clear()
        self._keep(window)
        self._count, self._more, self._total = window.count, window.more, window.total
        self.endResetModel()
        self.answered.emit(-1 if window.position is None else window.position)

    def _add(self, window: Window[Row]) -> None:
        if window.count < self._count and not window.more:
            # Written meanwhile: what is shown is not the answer any more.
            self.ask(self.question)
            return
        self._keep(window)
        if window.count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, window.count - 1)
            self._count = window.count
            self.endInsertRows()
        self._more, self._total = window.more, window.total
        first, last = window.offset, min(window.offset + len(window.rows), self._count) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
            self.came.emit(first, last)

    def _keep(self, window: Window[Row]) -> None:
        for start in range(0, len(window.rows), PAGE):
            self._pages[(window.offset + start) // PAGE] = window.rows[start : start + PAGE]
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    def _fail(self, error: AppError) -> None:
        self._wishes.clear()
        self.failed.emit(error)

    def _ended(self) -> None:
        self._busy = False
        self._on_its_way = -1
        self._go_on()
