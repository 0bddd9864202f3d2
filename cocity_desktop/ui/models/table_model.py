"""A table over frozen rows with typed columns, shown piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cocity_desktop.ui.models.row_set import RowSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.ui.models.columns import Column

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_CHUNK = 200
_NOWHERE = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row]):
    """`rows` through `columns`. `identity` gives a row's id, `sentence` what a screen reader says of the whole row.

    `found_by` are words that find a row beside those it shows.
    Filter with `search` and `where`, sort with `sort` (or a click on the header); all three work on every row, also on
    those that the view has not asked for yet.
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        identity: Callable[[Row], str],
        sentence: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
        *,
        found_by: Callable[[Row], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._identity = identity
        self._sentence = sentence or self._joined
        self._rows: RowSet[Row] = RowSet(self._searched)
        self._found_by = found_by
        self._fetched = 0

    # --- what pages use -------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[Row]) -> None:
        self._change(lambda: self._rows.replace(rows))

    def search(self, words: str) -> None:
        """Only rows that contain every word in some column."""
        self._change(lambda: self._rows.search(words))

    def where(self, predicate: Callable[[Row], bool] | None) -> None:
        self._change(lambda: self._rows.where(predicate))

    def row(self, position: int) -> Row:
        """The row shown at `position`. Raises IndexError outside."""
        return self._rows.shown[position]

    def position(self, record_id: str) -> int | None:
        """Where a record is shown, fetching up to it; None when filtered out or unknown."""
        for position, row in enumerate(self._rows.shown):
            if self._identity(row) == record_id:
                self._fetch_to(position + 1)
                return position
        return None

    def identity(self, row: Row) -> str:
        return self._identity(row)

    def shown(self) -> int:
        """How many rows pass the filters."""
        return len(self._rows.shown)

    def total(self) -> int:
        return len(self._rows)

    def filtered(self) -> bool:
        return self._rows.filtered()

    # --- what Qt asks ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._fetched

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._fetched:
            return None
        row = self._rows.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[index.column()].text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sentence(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._fetched < len(self._rows.shown)

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._fetch_to(self._fetched + _CHUNK)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column's own key; -1, or a column without one, keeps the order given."""
        key = self.columns[column].sort if 0 <= column < len(self.columns) else None
        self._change(lambda: self._rows.sort(key, order == Qt.SortOrder.DescendingOrder))

    # ---------------------------------------------------------------------------------------------------------

    def _change(self, change: Callable[[], None]) -> None:
        self.beginResetModel()
        change()
        self._fetched = min(_CHUNK, len(self._rows.shown))
        self.endResetModel()

    def _fetch_to(self, count: int) -> None:
        count = min(count, len(self._rows.shown))
        if count > self._fetched:
            self.beginInsertRows(QModelIndex(), self._fetched, count - 1)
            self._fetched = count
            self.endInsertRows()

    def _searched(self, row: Row) -> str:
        joined = self._joined(row)
        return f"{joined}, {self._found_by(row)}" if self._found_by is not None else joined

    def _joined(self, row: Row) -> str:
        return ", ".join(filter(None, (column.text(row) for column in self.columns)))
