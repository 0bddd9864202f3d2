"""Which rows are shown and in what order: filter and sort over plain Python rows, without Qt.

Sorting here by key, instead of in a proxy that asks for each pair, keeps fifty thousand rows instant and needs no row
to have been fetched by the view.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Row = TypeVar("Row")


def fold(text: str) -> str:
    """Lower case without accents: "Così" and "cosi" are the same to a filter."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


class RowSet(Generic[Row]):
    """All rows, and those that pass the words typed and the predicate chosen, sorted."""

    def __init__(self, searchable: Callable[[Row], str]) -> None:
        self._searchable = searchable
        self._all: tuple[Row, ...] = ()
        self._folded: tuple[str, ...] | None = None
        self._words: tuple[str, ...] = ()
        self._predicate: Callable[[Row], bool] | None = None
        self._key: Callable[[Row], Any] | None = None
        self._descending = False
        self.shown: Sequence[Row] = ()

    def __len__(self) -> int:
        return len(self._all)

    def replace(self, rows: Sequence[Row]) -> None:
        self._all = tuple(rows)
        self._folded = None
        self._compute()

    def search(self, words: str) -> None:
        """Rows that contain every word, anywhere."""
        self._words = tuple(fold(words).split())
        self._compute()

    def where(self, predicate: Callable[[Row], bool] | None) -> None:
        self._predicate = predicate
        self._compute()

    def sort(self, key: Callable[[Row], Any] | None, descending: bool) -> None:
        """By `key` (rows whose key is None come last); None keeps the order given."""
        self._key, self._descending = key, descending
        self._compute()

    def filtered(self) -> bool:
        """Whether words or a predicate hide some rows."""
        return bool(self._words) or self._predicate is not None

    def _compute(self) -> None:
        rows: list[Row] = list(self._all) if not self._words else self._matching()
        if self._predicate is not None:
            rows = [row for row in rows if self._predicate(row)]
        self.shown = self._sorted(rows)

    def _matching(self) -> list[Row]:
        if self._folded is None:
            self._folded = tuple(fold(self._searchable(row)) for row in self._all)
        pairs = zip(self._all, self._folded, strict=True)
        return [row for row, text in pairs if all(word in text for word in self._words)]

    def _sorted(self, rows: list[Row]) -> list[Row]:
        key = self._key
        if key is None:
            return rows
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return sorted(known, key=key, reverse=self._descending) + unknown
