"""What nobody foresaw: logged, then told in a dialog with details to copy. Nothing is sent anywhere.

A hook may run in the middle of painting, where a dialog would paint again: it only queues a signal.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)


class BugReporter(QObject):
    """Catches what reaches the top of any thread; `tell` is for those that were caught already. `told(details)`."""

    told = Signal(str)
    _caught = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of the interpreter's hooks."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def tell(self, failure: BaseException) -> None:
        """Log `failure` and show it when the event loop is free."""
        _log.error("Not foreseen", exc_info=failure)
        self._caught.emit("".join(traceback.format_exception(failure)))

    def _hook(self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, failure, trace)
        else:
            self.tell(failure)

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.tell(arguments.exc_value)

    def _show(self, details: str) -> None:
        """One at a time: a fault in painting would come back at each repaint."""
        self.told.emit(details)
        if self._open:
            return
        from cocity_desktop.ui.dialogs.base import ErrorDialog, open_dialog

        self._open = True
        try:
            open_dialog(ErrorDialog(self._window, details))
        finally:
            self._open = False
