"""Answers of a picker that are looked up while one types: for lists too long to be handed to it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QCompleter

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cocity_desktop.ui.widgets.picker import Picker

Value = TypeVar("Value")
PAUSE_MS = 60


class LookingUp(QObject, Generic[Value]):
    """`find(words)` gives the answers for what is typed; it runs on the reading lane. What was typed over is not asked."""

    def __init__(self, picker: Picker[Value], find: Callable[[str], Iterable[tuple[Value, str]]]) -> None:
        super().__init__(picker)
        self._picker, self._find = picker, find
        self._busy = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        picker.line.textEdited.connect(lambda _text: self._typed())

    def _typed(self) -> None:
        """Until the archive answers, only those that fit are offered: nobody takes one that was not meant."""
        self._picker.line.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._pause.start()

    def _ask(self) -> None:
        words = self._picker.text()
        if self._busy or not words:
            return
        self._busy = True
        Operation(self, lambda: list(self._find(words))).on_success(
            lambda found: self._show(words, found)
        ).on_finally(self._ended).start("reading")

    def _show(self, words: str, found: list[tuple[Value, str]]) -> None:
        if words != self._picker.text():
            self._pause.start()
            return
        # The archive has found them, in whatever order the words were typed: nothing is left to be matched here.
        self._picker.line.completer().setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._picker.set_items(found)
        if self._picker.value() is not None:
            self._picker.changed.emit()  # what was said of it while it was not found yet
        if self._picker.line.hasFocus() and found:
            self._picker.line.completer().complete()

    def _ended(self) -> None:
        self._busy = False
