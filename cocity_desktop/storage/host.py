"""What the archive needs from the machine, as a protocol: `system.host` satisfies it, tests replace parts of it.

Adapters do not import each other (docs/architecture.md), so the composition root hands one to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cocity_desktop.application.ports import Clock
    from cocity_desktop.domain.access import OpenedKey
    from cocity_desktop.domain.entity import EntityId


class Lock(Protocol):
    """A lock that is held."""

    def release(self) -> None: ...


class Host(Protocol):
    """Clock, ids, files, locks and keys of this machine."""

    @property
    def clock(self) -> Clock: ...

    def new_id(self) -> EntityId:
        """A fresh UUIDv7, later than all before it."""
        ...

    def new_ids(self, count: int) -> list[EntityId]:
        """As many fresh ids, in order."""
        ...

    def random_bytes(self, count: int) -> bytes:
        """For keys: from the system's generator."""
        ...

    def lock(self, path: Path) -> Lock:
        """Hold `path`. Raises EnvironmentFault: ARCHIVE_LOCKED, DIRECTORY_READ_ONLY, DISK_FULL."""
        ...

    def write_file(self, path: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
        """Whole or not at all. Raises EnvironmentFault: DISK_FULL, DIRECTORY_READ_ONLY, FILE_UNWRITABLE."""
        ...

    def sync_directory(self, directory: Path) -> None:
        """Make renames in `directory` durable."""
        ...

    def create_key(self, path: Path, passphrase: str) -> bytes:
        """A fresh database key (32 bytes), wrapped into `path`. Raises UserError(PASSPHRASE_TOO_SHORT)."""
        ...

    def unlock_key(self, path: Path, secret: str | bytes) -> bytes:
        """The database key for a passphrase, or the key itself once it is checked.

        Raises UserError(WRONG_PASSPHRASE), EnvironmentFault: ARCHIVE_DAMAGED, ARCHIVE_NEWER, FILE_UNREADABLE.
        """
        ...

    def open_key(self, path: Path, secret: str | OpenedKey, first: EntityId) -> OpenedKey:
        """The database key and whose it was, for a passphrase or for a remembered key once it is checked.

        The slot `first` is tried before the others. Raises as `unlock_key`.
        """
        ...

    def slots_of(self, path: Path) -> tuple[EntityId, ...]:
        """Whose passphrases open the archive."""
        ...

    def put_slot(self, path: Path, key: bytes, slot: EntityId, passphrase: str) -> None:
        """Give a passphrase, or another one. Raises UserError: PASSPHRASE_TOO_SHORT, PASSPHRASE_TAKEN, TOO_MANY_SLOTS."""
        ...

    def take_slot(self, path: Path, slot: EntityId) -> None:
        """This passphrase opens no more. Raises UserError: NOT_FOUND, LAST_PASSPHRASE."""
        ...

    def change_passphrase(self, path: Path, old: str, new: str) -> None:
        """Wrap the same key by another passphrase. Raises as `unlock_key` and `put_slot`."""
        ...

    def begin_new_key(self, path: Path, passphrase: str, key: bytes) -> OpenedKey:
        """Seal `key` to every slot, beside the one in force, which is returned. Raises as `unlock_key`."""
        ...

    def finish_new_key(self, path: Path, key: bytes) -> None:
        """`key` opens the database: forget the other."""
        ...

    def left_behind(self, path: Path, slot: EntityId) -> tuple[EntityId, ...]:
        """Whose passphrases a change of the database key by the one of `slot` cannot take along."""
        ...

    def verify_key_file(self, path: Path) -> None:
        """Raises EnvironmentFault as `unlock_key` does, without a passphrase."""
        ...
