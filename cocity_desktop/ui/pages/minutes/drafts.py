"""What is typed in the minutes and not yet saved, kept on this device: a quarter of a second behind the hand."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from cocity_desktop.application.ports import Drafts
    from cocity_desktop.domain.errors import AppError

_BEHIND_MS = 250
_AGAIN_MS = 2_000
"""After a save that failed: the status bar says so meanwhile."""


def key_of(meeting_id: str, paragraph_id: str) -> str:
    """Under which name a draft lies."""
    return f"minutes:{meeting_id}:{paragraph_id}"


def left_behind(drafts: Drafts, meeting_id: str) -> dict[str, str]:
    """The drafts of a meeting by paragraph. Runs on the database lane."""
    start = key_of(meeting_id, "")
    return {key.removeprefix(start): drafts.load(key) for key in drafts.keys() if key.startswith(start)}  # noqa: SIM118


class TypedText(QObject):
    """`keep(paragraph, text)` soon; `forget(paragraph)` once it is saved for good."""

    def __init__(self, drafts: Drafts, parent: QObject) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._waiting: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    def keep(self, meeting_id: str, paragraph_id: str, text: str) -> None:
        """Costs a look-up: it is called for each key."""
        self._waiting[key_of(meeting_id, paragraph_id)] = text
        if not self._timer.isActive():
            self._timer.start(_BEHIND_MS)

    def forget(self, meeting_id: str, paragraph_id: str) -> None:
        """Nothing waits there any more."""
        key = key_of(meeting_id, paragraph_id)
        self._waiting.pop(key, None)
        self._save(key, "")

    def flush(self) -> None:
        """Keep now what waits."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for key, text in waiting.items():
            self._save(key, text)

    def _save(self, key: str, text: str) -> None:
        operation = Operation(self, partial(self._drafts.save, key, text))
        operation.on_error(partial(self._failed, key, text)).start()

    def _failed(self, key: str, text: str, _error: AppError) -> None:
        self._waiting.setdefault(key, text)
        self._timer.start(_AGAIN_MS)
