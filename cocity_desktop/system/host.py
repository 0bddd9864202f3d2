"""This machine as the archive sees it: one object that the composition root hands to the storage."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cocity_desktop.system import files, key_file
from cocity_desktop.system.clock import SystemClock
from cocity_desktop.system.ids import IdSource
from cocity_desktop.system.lock import InstanceLock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cocity_desktop.application.ports import Clock
    from cocity_desktop.domain.entity import EntityId


class LocalHost:
    """Satisfies `storage.host.Host`. A clock may be given where runs must repeat (the sample house, tests)."""

    def __init__(self, clock: Clock | None = None, ids: IdSource | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._ids = ids or IdSource(self.clock)

    def new_id(self) -> EntityId:
        return self._ids.new()

    def random_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def lock(self, path: Path) -> InstanceLock:
        return InstanceLock(path)

    def write_file(self, path: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
        files.write_atomically(path, chunks, private=private)

    def sync_directory(self, directory: Path) -> None:
        files.sync_directory(directory)

    def create_key(self, path: Path, passphrase: str) -> bytes:
        return key_file.create_key(path, passphrase)

    def unlock_key(self, path: Path, secret: str | bytes) -> bytes:
        if isinstance(secret, str):
            return key_file.unlock_key(path, secret)
        key_file.check_key(path, secret)
        return secret

    def change_passphrase(self, path: Path, old: str, new: str) -> None:
        key_file.change_passphrase(path, old, new)

    def verify_key_file(self, path: Path) -> None:
        key_file.verify_key_file(path)
