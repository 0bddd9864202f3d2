"""What belongs to this device and not to the archive's history: its id, its keys, and texts not yet sent.

Saved at once, outside any unit of work; never journaled, never exported.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.record import moment_text

if TYPE_CHECKING:
    from cocity_desktop.application.ports import Clock
    from cocity_desktop.storage.engine import Database
    from cocity_desktop.storage.host import Host

DEVICE_ID = "device_id"
DEVICE_NAME = "device_name"
ERASING = "erasing"
"""Whose copies are still to be written without them: gone once it is done (storage.erasure_copies)."""

_DEVICE_BYTES = 6
"""A device's name stands in every operation: short, and still unlike any other laptop's of the house."""


def new_device(host: Host) -> str:
    """A name under which one copy of an archive writes its journal."""
    return host.random_bytes(_DEVICE_BYTES).hex()


class LocalValues:
    """Texts by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        with self._database.exclusive() as connection:
            found = connection.exec_driver_sql("SELECT value FROM meta WHERE key = ?", (key,)).scalar()
            return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Durable when this returns."""
        with self._database.writing() as connection:
            connection.exec_driver_sql("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (key, value))

    def forget(self, key: str) -> None:
        with self._database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (key,))


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was last typed. `key` says where: `entry:<meeting id>`."""

    key: str
    text: str
    saved_at: datetime


def write_draft(raw: Any, key: str, text: str, now: datetime) -> None:
    """In the transaction that is open on the driver's connection. No zero byte is ever stored (engine.whole_text)."""
    text = text.replace("\0", "")
    if text:
        raw.execute(
            "INSERT OR REPLACE INTO draft (key, text, saved_at) VALUES (?, ?, ?)",
            (key, text, moment_text(now)),
        )
    else:
        raw.execute("DELETE FROM draft WHERE key = ?", (key,))


class Drafts:
    """Texts typed and not yet sent."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def save(self, key: str, text: str) -> None:
        """Durable when this returns. An empty text is no draft."""
        with self._database.writing():
            write_draft(self._database.raw, key, text, self._clock.now())

    def load(self, key: str) -> str:
        """The text, "" when there is none."""
        return next((draft.text for draft in self.all() if draft.key == key), "")

    def keys(self) -> tuple[str, ...]:
        """Where something waits, the oldest first."""
        return tuple(draft.key for draft in self.all())

    def all(self) -> tuple[Draft, ...]:
        """Oldest first."""
        with self._database.exclusive() as connection:
            rows = connection.exec_driver_sql(
                "SELECT key, text, saved_at FROM draft ORDER BY saved_at, key"
            ).all()
        return tuple(Draft(key, text, datetime.fromisoformat(saved_at)) for key, text, saved_at in rows)
