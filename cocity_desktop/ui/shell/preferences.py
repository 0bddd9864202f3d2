"""Preferences that tell when one of them changed, so that the window can follow at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from cocity_desktop.application.gate import Preferences

LANGUAGE, SCHEME, TEXT_SCALE, GEOMETRY, HOUSES, REMEMBERED = (
    "language", "scheme", "text_scale", "geometry", "houses", "remembered",
)  # fmt: skip
LOCK_AFTER, LOCK_IN_MEETING, SLOTS = "lock_after", "lock_in_meeting", "slots"
"""Minutes; whether also while a point is timed; by archive, whose phrase opened it last (an id that says nothing)."""


class LivePreferences(QObject):
    """`application.gate.Preferences` over those of this machine; `changed(name)` after each new value."""

    changed = Signal(str)

    def __init__(self, kept: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or `default`."""
        return self._kept.get(name, default)

    def set(self, name: str, value: Any) -> None:
        """Keep it; nothing is told when it was so already."""
        if self._kept.get(name) != value:
            self._kept.set(name, value)
            self.changed.emit(name)

    def put_in(self, name: str, key: str, value: Any) -> None:
        """Keep a value under `key` of the choice `name`, which holds one for each."""
        self.set(name, {**self.get(name, {}), key: value})
