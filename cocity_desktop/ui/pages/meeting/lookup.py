"""Names of the archive looked up while one types them: in a house of 100,000 people nobody is handed all of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.domain.errors import AppError

T = TypeVar("T")


class Lookup(QObject, Generic[T]):
    """`found` when `names` are those for the words asked last. The newest words only, on the reading lane."""

    found = Signal()

    def __init__(
        self, find: Callable[[str], Sequence[T]], fail: Callable[[AppError], object], parent: QObject
    ) -> None:
        """`find` runs on the lane."""
        super().__init__(parent)
        self._find, self._fail = find, fail
        self._asked = self._answered = ""
        self._busy = False
        self._then: Callable[[], object] | None = None
        self.names: tuple[T, ...] = ()

    def ask(self, words: str) -> None:
        """What was typed now. Whoever waited for other words waits no more."""
        self._then, self._asked = None, words.strip()
        self._go_on()

    def when_known(self, words: str, act: Callable[[], object]) -> None:
        """Do it once these words are answered: for who types faster than is looked up."""
        self._asked = words.strip()
        if self._asked == self._answered:
            act()
            return
        self._then = act
        self._go_on()

    def _go_on(self) -> None:
        if not self._asked:
            self.names, self._answered = (), ""
        elif not self._busy and self._asked != self._answered:
            words, self._busy = self._asked, True
            operation = Operation(self, partial(self._find, words)).on_success(partial(self._know, words))
            operation.on_error(partial(self._unknown, words)).on_finally(self._ended).start("reading")

    def _know(self, words: str, names: Sequence[T]) -> None:
        self.names, self._answered = tuple(names), words
        if words == self._asked:
            then, self._then = self._then, None
            self.found.emit()
            if then is not None:
                then()

    def _unknown(self, words: str, error: AppError) -> None:
        self._know(words, ())
        self._fail(error)

    def _ended(self) -> None:
        self._busy = False
        self._go_on()
