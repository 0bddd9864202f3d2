"""What stands before an open archive, and the small choices of this machine.

Apart from `application.services`, and light to import: this is all that a window needs before it is first shown.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    # Only hints: at run time they would load every view of the application before the first paint.
    from cocity_desktop.application.services import Services


class GateState(StrEnum):
    """What stands before the archive."""

    ABSENT = "absent"
    LOCKED = "locked"


class Gate(Protocol):
    """What stands before an open archive: making one, unlocking one. Every refusal is an AppError."""

    directory: Path

    def state(self) -> GateState:
        """`GateState.ABSENT` or `GateState.LOCKED`."""
        ...

    def prepare(self) -> None:
        """Load what opening needs, ahead of time: it takes half a second."""
        ...

    def save_passphrase_sheet(self, house: str, out: Path) -> None:
        """A sheet to write the passphrase on by hand, as PDF. Raises EnvironmentFault as files do."""
        ...

    def can_remember(self) -> bool:
        """Whether the system has a key store."""
        ...

    def create(self, house: str, passphrase: str, *, remember: bool) -> Services:
        """A new archive and its house. Raises ARCHIVE_EXISTS, PASSPHRASE_TOO_SHORT, DIRECTORY_READ_ONLY, DISK_FULL."""
        ...

    def unlock(self, passphrase: str, *, remember: bool) -> Services:
        """Raises WRONG_PASSPHRASE, ARCHIVE_DAMAGED, ARCHIVE_NEWER, ARCHIVE_LOCKED."""
        ...

    def unlock_remembered(self) -> Services | None:
        """By the key store, None when it remembers nothing that opens the archive."""
        ...

    def open_sample(self) -> Services:
        """The sample house, in a directory of its own that is made anew each time."""
        ...

    def restore(self, backup: Path, passphrase: str) -> Services:
        """Bring a backup back; what was there is moved aside, never overwritten."""
        ...

    def close(self) -> None:
        """Release the archive and its lock."""
        ...


class Preferences(Protocol):
    """Small choices of this machine: language, scheme, folded sidebar. None of them is personal data."""

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or `default`."""
        ...

    def set(self, name: str, value: Any) -> None:
        """Kept at once. A machine that cannot keep it says so in the log only."""
        ...
