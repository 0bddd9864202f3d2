"""The lines of a meeting as a table of one column: saved ones, then those on their way.

A table rather than a list: its rows have heights set once, so that one more line costs one line, however many
there are; a list view would ask for the height of every row again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from cocity_desktop.ui.pages.meeting.lines import Line, Standing
from cocity_desktop.ui.pages.meeting.room_reading import presence_words

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EntriesModel(QAbstractTableModel):
    """Rows of `Line`. Changes are told as small as they are, so that the view neither jumps nor measures again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def line(self, row: int) -> Line:
        """Raises IndexError outside."""
        return self._lines[row]

    def lines(self) -> Sequence[Line]:
        return self._lines

    def newest_saved(self) -> int:
        """The row of the newest line on disk, -1 when there is none."""
        saved = (i for i in range(len(self._lines) - 1, -1, -1) if self._lines[i].standing is Standing.SAVED)
        return next(saved, -1)

    def row_of(self, entry_id: str) -> int | None:
        """Where an entry is."""
        return next((i for i, line in enumerate(self._lines) if line.row.id == entry_id), None)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines`: what both have from the start is kept, changed rows are told one by one."""
        if _same_start(self._lines, lines) < min(len(self._lines), len(lines)):
            self.beginResetModel()
            self._lines = list(lines)
            self.endResetModel()
            return
        self._update(lines)
        if len(lines) < len(self._lines):
            self.beginRemoveRows(QModelIndex(), len(lines), len(self._lines) - 1)
            del self._lines[len(lines) :]
            self.endRemoveRows()
        elif len(lines) > len(self._lines):
            self.beginInsertRows(QModelIndex(), len(self._lines), len(lines) - 1)
            self._lines.extend(lines[len(self._lines) :])
            self.endInsertRows()

    def _update(self, lines: Sequence[Line]) -> None:
        for position, line in enumerate(lines[: len(self._lines)]):
            if line != self._lines[position]:
                self._lines[position] = line
                here = self.index(position, 0)
                self.dataChanged.emit(here, here)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.row.text
        if role == Qt.ItemDataRole.ToolTipRole and line.row.decision is not None:
            return presence_words(line.row.decision) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.sentence()
        return None


def _same_start(before: Sequence[Line], after: Sequence[Line]) -> int:
    """How many rows from the start are about the same entries."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old.row.id != new.row.id:
            break
        count += 1
    return count
