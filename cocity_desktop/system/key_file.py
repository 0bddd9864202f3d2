"""The sidecar `archive.key.json`: the random key of the database, wrapped by the passphrase.

SQLCipher cannot tell a wrong passphrase from a damaged file, so the passphrase is checked here, before the database
is touched. Changing it wraps the same key again; the database is not rewritten. Passphrase to wrapping key by
argon2id (RFC 9106 §4, second recommended option: 64 MiB, three passes, four lanes), wrapping by AES-256-GCM
(NIST SP 800-38D) with the rest of the file as associated data.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.system.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES: Final = 32
MINIMUM_PASSPHRASE: Final = 8
"""Characters (NIST SP 800-63B §5.1.1.1); the words shown beside the field recommend more."""

_FORMAT: Final = "cocity-key"
_VERSION: Final = 1
_ARGON2: Final = {"name": "argon2id", "memory_kib": 64 * 1024, "passes": 3, "lanes": 4}
_MOST_MEMORY_KIB: Final = 1024 * 1024
_MOST_PASSES: Final = 20


def create_key(path: Path, passphrase: str) -> bytes:
    """Write a key file with a fresh database key and return the key (32 bytes).

    Raises UserError(PASSPHRASE_TOO_SHORT), EnvironmentFault as `write_atomically`.
    """
    key = secrets.token_bytes(KEY_BYTES)
    _write(path, key, passphrase)
    return key


def unlock_key(path: Path, passphrase: str) -> bytes:
    """The database key, which takes about 0.1 s and 64 MiB.

    Raises UserError(WRONG_PASSPHRASE); EnvironmentFault: ARCHIVE_DAMAGED when the file is not as it was written,
    ARCHIVE_NEWER for a later format, FILE_UNREADABLE.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    content = _read(path)
    wrapped = content.pop("wrapped")
    nonce, ciphertext = bytes.fromhex(wrapped["nonce"]), bytes.fromhex(wrapped["ciphertext"])
    try:
        return AESGCM(_derive(passphrase, content["kdf"])).decrypt(nonce, ciphertext, _canonical(content))
    except InvalidTag as error:
        raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase") from error


def check_key(path: Path, key: bytes) -> None:
    """Whether `key` (recalled from a key store) opens this archive. Raises UserError(WRONG_PASSPHRASE) when not."""
    if not hmac.compare_digest(_read(path)["key_check"], _key_check(key)):
        raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")


def change_passphrase(path: Path, old: str, new: str) -> None:
    """Wrap the same database key by another passphrase. Raises as `unlock_key` and `create_key`."""
    _write(path, unlock_key(path, old), new)


def verify_key_file(path: Path) -> None:
    """Raises EnvironmentFault as `unlock_key` does, without needing the passphrase."""
    _read(path)


def _write(path: Path, key: bytes, passphrase: str) -> None:
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise UserError(ErrorCode.PASSPHRASE_TOO_SHORT, "passphrase", minimum=MINIMUM_PASSPHRASE)
    content = _wrap(key, passphrase)
    content["sha256"] = hashlib.sha256(_canonical(content)).hexdigest()
    text = json.dumps(content, indent=2, sort_keys=True) + "\n"
    write_atomically(path, [text.encode()], private=True)


def _wrap(key: bytes, passphrase: str) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kdf = {**_ARGON2, "salt": secrets.token_hex(16)}
    content: dict[str, Any] = {
        "format": _FORMAT,
        "version": _VERSION,
        "kdf": kdf,
        "key_check": _key_check(key),
    }
    nonce = secrets.token_bytes(12)
    ciphertext = AESGCM(_derive(passphrase, kdf)).encrypt(nonce, key, _canonical(content))
    content["wrapped"] = {"cipher": "AES-256-GCM", "nonce": nonce.hex(), "ciphertext": ciphertext.hex()}
    return content


def _derive(passphrase: str, kdf: dict[str, Any]) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # Keyboards differ in how they compose accents; the passphrase is the same one (Unicode TR 15, NFC).
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(
        secret,
        bytes.fromhex(kdf["salt"]),
        time_cost=kdf["passes"],
        memory_cost=kdf["memory_kib"],
        parallelism=kdf["lanes"],
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _key_check(key: bytes) -> str:
    """Tells nothing of a random 256-bit key, and whether it is the right one."""
    return hashlib.sha256(b"cocity key check\0" + key).hexdigest()


def _canonical(content: dict[str, Any]) -> bytes:
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def _read(path: Path) -> dict[str, Any]:
    """The content without its checksum, once that agrees."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error
    except ValueError as error:
        raise _damaged(path) from error
    if not isinstance(content, dict) or content.get("format") != _FORMAT:
        raise _damaged(path)
    if isinstance(content.get("version"), int) and content["version"] > _VERSION:
        raise EnvironmentFault(ErrorCode.ARCHIVE_NEWER, path=str(path.parent))
    checksum = content.pop("sha256", None)
    if checksum != hashlib.sha256(_canonical(content)).hexdigest() or not _within_limits(content):
        raise _damaged(path)
    return content


def _within_limits(content: dict[str, Any]) -> bool:
    """A file made to exhaust the memory is not obeyed, checksum or not."""
    kdf: dict[str, Any] = content.get("kdf", {})
    known: bool = kdf.get("name") == "argon2id"
    return known and int(kdf["memory_kib"]) <= _MOST_MEMORY_KIB and int(kdf["passes"]) <= _MOST_PASSES


def _damaged(path: Path) -> EnvironmentFault:
    return EnvironmentFault(ErrorCode.ARCHIVE_DAMAGED, "key_file", path=str(path.parent))
