"""What stands before an open archive, and the small choices of this machine.

Apart from `application.services`, and light to import: this is all that a window needs before it is first shown.
"""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    # Only hints: at run time they would load every view of the application before the first paint.
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.entity import EntityId  # noqa: TC004


FREE_TRIES = 3
LONGEST_PAUSE = 60.0
"""Seconds. A pause, never a lock-out: who mistypes at the start of a meeting must get in."""


class Tries:
    """Wrong passphrases in a row: after `FREE_TRIES` each one makes the next wait twice as long.

    It slows hands down, not programs: those are slowed down by what each try costs (`system.key_slots`).
    """

    def __init__(self) -> None:
        self._wrong = 0
        self._not_before = 0.0

    @contextmanager
    def one(self, seconds: Callable[[], float]) -> Iterator[None]:
        """Around one try; `seconds` is a clock that never goes back. Raises UserError(TOO_MANY_TRIES, seconds)."""
        left = self._not_before - seconds()
        if left > 0:
            raise UserError(ErrorCode.TOO_MANY_TRIES, "passphrase", seconds=ceil(left))
        try:
            yield
        except UserError as error:
            if error.code is ErrorCode.WRONG_PASSPHRASE:
                self._wrong += 1
                self._not_before = seconds() + self._pause()
            raise
        self._wrong = 0

    def _pause(self) -> float:
        return 0.0 if self._wrong < FREE_TRIES else min(2.0 ** (self._wrong - FREE_TRIES + 1), LONGEST_PAUSE)


class GateState(StrEnum):
    """What stands before the archive."""

    ABSENT = "absent"
    LOCKED = "locked"


class Gate(Protocol):
    """What stands before an open archive: making one, unlocking one. Every refusal is an AppError."""

    directory: Path
    first: EntityId
    """Whose passphrase is tried before the others': who opened this archive last on this computer."""

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
        """Raises WRONG_PASSPHRASE, TOO_MANY_TRIES, ACCOUNT_CLOSED, ARCHIVE_DAMAGED, ARCHIVE_NEWER, ARCHIVE_LOCKED."""
        ...

    def suspend(self) -> None:
        """Shut the open archive and forget its key, still keeping others out. Twice does no harm."""
        ...

    def resume(self, passphrase: str) -> Services:
        """Open again what `suspend` shut: the services of before, or others when somebody else's passphrase did it.

        Raises as `unlock`; then the archive stays shut.
        """
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
