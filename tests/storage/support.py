"""A machine for tests of the storage: real files, locks and clock, but keys that cost no argon2id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.system.files import write_atomically
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "quattro parole da ricordare"


class QuickHost(LocalHost):
    """Key files hold the key and the passphrase as they are."""

    def create_key(self, path: Path, passphrase: str) -> bytes:
        key = self.random_bytes(32)
        write_atomically(path, [json.dumps([key.hex(), passphrase]).encode()])
        return key

    def unlock_key(self, path: Path, secret: str | bytes) -> bytes:
        key, passphrase = json.loads(path.read_text())
        if secret not in (passphrase, bytes.fromhex(key)):
            raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")
        return bytes.fromhex(key)

    def verify_key_file(self, path: Path) -> None:
        json.loads(path.read_text())
