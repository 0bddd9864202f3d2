"""A list over frozen rows, each presented as a `ListItem` or a `LedgerItem`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cocity_desktop.ui.models.row_set import RowSet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_CHUNK = 200
_NOWHERE = QModelIndex()


class Presented(Protocol):
    """What a delegate needs of an item."""

    @property
    def title(self) -> str:
        """The main words."""

    def sentence(self) -> str:
        """The row in words."""


class ListModel(QAbstractListModel, Generic[Row]):
    """`present` makes a row's item when it is first painted; items are kept until the rows change."""

    def __init__(
        self,
        present: Callable[[Row], Presented],
        identity: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._present = present
        self._identity = identity
        self._rows: RowSet[Row] = RowSet(lambda row: present(row).sentence())
        self._items: dict[int, Presented] = {}
        self._fetched = 0

    def set_rows(self, rows: Sequence[Row]) -> None:
        self._change(lambda: self._rows.replace(rows))

    def search(self, words: str) -> None:
        self._change(lambda: self._rows.search(words))

    def where(self, predicate: Callable[[Row], bool] | None) -> None:
        self._change(lambda: self._rows.where(predicate))

    def row(self, position: int) -> Row:
        """The row shown at `position`. Raises IndexError outside."""
        return self._rows.shown[position]

    def item(self, position: int) -> Presented:
        """The item of the row at `position`."""
        if position not in self._items:
            self._items[position] = self._present(self._rows.shown[position])
        return self._items[position]

    def position(self, record_id: str) -> int | None:
        """Where a record is shown, fetching up to it."""
        for position, row in enumerate(self._rows.shown):
            if self._identity(row) == record_id:
                self._fetch_to(position + 1)
                return position
        return None

    def identity(self, row: Row) -> str:
        return self._identity(row)

    def shown(self) -> int:
        return len(self._rows.shown)

    def total(self) -> int:
        return len(self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._fetched

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._fetched:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.item(index.row()).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.item(index.row()).sentence()
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._fetched < len(self._rows.shown)

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self._fetch_to(self._fetched + _CHUNK)

    def _change(self, change: Callable[[], None]) -> None:
        self.beginResetModel()
        change()
        self._items = {}
        self._fetched = min(_CHUNK, len(self._rows.shown))
        self.endResetModel()

    def _fetch_to(self, count: int) -> None:
        count = min(count, len(self._rows.shown))
        if count > self._fetched:
            self.beginInsertRows(QModelIndex(), self._fetched, count - 1)
            self._fetched = count
            self.endInsertRows()
