"""This machine as the archive sees it: one object that the composition root hands to the storage."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cocity_desktop.system import files, key_file
from cocity_desktop.system.clock import SystemClock
from cocity_desktop.system.ids import IdSource
from cocity_desktop.system.key_slots import STANDARD, Cost
from cocity_desktop.system.lock import InstanceLock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cocity_desktop.application.ports import Clock
    from cocity_desktop.domain.access import OpenedKey
    from cocity_desktop.domain.entity import EntityId


class LocalHost:
    """Satisfies `storage.host.Host`. A clock may be given where runs must repeat (the sample house, tests)."""

    cost: Cost = STANDARD
    """What a try of a passphrase costs in key files that this machine writes; tests want it cheap."""

    def __init__(self, clock: Clock | None = None, ids: IdSource | None = None) -> None:
        self.clock: Clock = clock or SystemClock()
        self._ids = ids or IdSource(self.clock)

    def new_id(self) -> EntityId:
        return self._ids.new()

    def new_ids(self, count: int) -> list[EntityId]:
        return self._ids.many(count)

    def random_bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count)

    def lock(self, path: Path) -> InstanceLock:
        return InstanceLock(path)

    def write_file(self, path: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
        files.write_atomically(path, chunks, private=private)

    def sync_directory(self, directory: Path) -> None:
        files.sync_directory(directory)

    def create_key(self, path: Path, passphrase: str) -> bytes:
        return key_file.create_key(path, passphrase, self.cost)

    def unlock_key(self, path: Path, secret: str | bytes) -> bytes:
        if isinstance(secret, str):
            return key_file.unlock_key(path, secret)
        key_file.check_key(path, secret)
        return secret

    def open_key(self, path: Path, secret: str | OpenedKey, first: EntityId) -> OpenedKey:
        if isinstance(secret, str):
            return key_file.open_key(path, secret, first)
        key_file.check_key(path, secret.key, secret.slot)
        return secret

    def slots_of(self, path: Path) -> tuple[EntityId, ...]:
        return key_file.slots_of(path)

    def put_slot(self, path: Path, key: bytes, slot: EntityId, passphrase: str) -> None:
        key_file.put_slot(path, key, slot, passphrase, self.cost)

    def take_slot(self, path: Path, slot: EntityId) -> None:
        key_file.take_slot(path, slot)

    def change_passphrase(self, path: Path, old: str, new: str) -> None:
        key_file.change_passphrase(path, old, new, self.cost)

    def begin_new_key(self, path: Path, passphrase: str, key: bytes) -> OpenedKey:
        return key_file.begin_new_key(path, passphrase, key, self.cost)

    def finish_new_key(self, path: Path, key: bytes) -> None:
        key_file.finish_new_key(path, key)

    def left_behind(self, path: Path, slot: EntityId) -> tuple[EntityId, ...]:
        return key_file.left_behind(path, slot)

    def verify_key_file(self, path: Path) -> None:
        key_file.verify_key_file(path)
