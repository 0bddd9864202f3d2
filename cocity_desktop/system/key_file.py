"""The sidecar `archive.key.json`: the random key of the database, once for each person whose passphrase opens it.

SQLCipher cannot tell a wrong passphrase from a damaged file, so the passphrase is checked here, before the database
is touched. Giving, changing or taking a passphrase away writes this file alone; the database is not rewritten. No name
stands in it: a slot bears the id of a member of the staff. docs/adr/0026 says why it is made so.

Version 1 had one passphrase; it still opens, and becomes version 2 when the first further slot is added. While the
database key itself is being changed the file holds both: what bears the name of the database may be either of the two.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.access import HOUSE, OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.system.files import write_atomically
from cocity_desktop.system.key_slots import (
    KEY_BYTES,
    STANDARD,
    Cost,
    Slot,
    canonical,
    is_first,
    new_slot,
    open_slot,
    sealed_anew,
    within_limits,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MINIMUM_PASSPHRASE: Final = 8
"""Characters (NIST SP 800-63B §5.1.1.1); the words shown beside the field recommend more."""

MOST_SLOTS: Final = 10
"""Each is one try of argon2id when a passphrase is wrong."""

_FORMAT: Final = "cocity-key"
_VERSION: Final = 2


def create_key(path: Path, passphrase: str, cost: Cost = STANDARD) -> bytes:
    """Write a key file with a fresh database key and the slot of the house, and return the key (32 bytes).

    Raises UserError(PASSPHRASE_TOO_SHORT), EnvironmentFault as `write_atomically`.
    """
    key = secrets.token_bytes(KEY_BYTES)
    _check_length(passphrase)
    _write(path, _content(key, [new_slot(HOUSE, passphrase, key, cost)]))
    return key


def open_key(path: Path, passphrase: str, first: str = HOUSE) -> OpenedKey:
    """Try the slots in turn, `first` before the others: 0.1 s and 64 MiB each.

    Raises UserError(WRONG_PASSPHRASE); EnvironmentFault: ARCHIVE_DAMAGED when the file is not as it was written,
    ARCHIVE_NEWER for a later format, FILE_UNREADABLE.
    """
    content = _read(path)
    for slot in sorted(content["slots"], key=lambda slot: slot["id"] != first):
        key = open_slot(slot, passphrase, content["key_check"])
        if key is not None:
            return OpenedKey(key, slot["id"], _pending(content, slot["id"], passphrase))
    raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")


def unlock_key(path: Path, passphrase: str) -> bytes:
    """The database key. Raises as `open_key`."""
    return open_key(path, passphrase).key


def check_key(path: Path, key: bytes, slot: str | None = None) -> None:
    """Whether `key` (recalled from a key store) opens this archive, and `slot` is still in it.

    Raises UserError(WRONG_PASSPHRASE) when not.
    """
    content = _read(path)
    gone = slot is not None and slot not in _ids(content)
    if gone or not hmac.compare_digest(content["key_check"], _key_check(key)):
        raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")


def slots_of(path: Path) -> tuple[str, ...]:
    """Whose passphrases open the archive: ids of staff, `HOUSE` for the phrase of the house."""
    return _ids(_read(path))


def put_slot(path: Path, key: bytes, slot_id: str, passphrase: str, cost: Cost = STANDARD) -> None:
    """Give a person a passphrase, or another one. A phrase that opens another slot already is refused.

    Raises UserError: PASSPHRASE_TOO_SHORT, PASSPHRASE_TAKEN, TOO_MANY_SLOTS, WRONG_PASSPHRASE for another archive's
    `key`.
    """
    _check_length(passphrase)
    check_key(path, key)
    content = _read(path)
    others = [slot for slot in content["slots"] if slot["id"] != slot_id]
    if len(others) >= MOST_SLOTS:
        raise UserError(ErrorCode.TOO_MANY_SLOTS, "passphrase", most=MOST_SLOTS)
    if any(open_slot(slot, passphrase, content["key_check"]) for slot in others):
        # Two of one phrase could not be told apart: the journal would name the wrong person.
        raise UserError(ErrorCode.PASSPHRASE_TAKEN, "passphrase")
    _write(path, {**content, "slots": [*others, new_slot(slot_id, passphrase, key, cost)]})


def take_slot(path: Path, slot_id: str) -> None:
    """This passphrase opens no more. Raises UserError: NOT_FOUND, LAST_PASSPHRASE."""
    content = _read(path)
    if slot_id not in _ids(content):
        raise UserError(ErrorCode.NOT_FOUND, kind="staff_member", id=slot_id)
    left = [slot for slot in content["slots"] if slot["id"] != slot_id]
    if not left:
        raise UserError(ErrorCode.LAST_PASSPHRASE)
    _write(path, {**content, "slots": left})


def change_passphrase(path: Path, old: str, new: str, cost: Cost = STANDARD) -> None:
    """Another passphrase for whoever's `old` is. Raises as `open_key` and `put_slot`."""
    opened = open_key(path, old)
    put_slot(path, opened.key, opened.slot, new, cost)


def begin_new_key(path: Path, passphrase: str, key: bytes, cost: Cost = STANDARD) -> OpenedKey:
    """Put `key` beside the one in force, sealed to everybody. Returns the one in force.

    A slot of version 1 can be made anew only by its own passphrase: unless `passphrase` is its own, it is not in the
    new file (`left_behind` tells before). Raises as `open_key`.
    """
    opened = open_key(path, passphrase)
    content = _read(path)
    slots = [_follow(slot, opened.slot, passphrase, key, cost) for slot in content["slots"]]
    pending = {"key_check": _key_check(key), "slots": [slot for slot in slots if slot is not None]}
    _write(path, {**content, "pending": pending})
    return opened


def finish_new_key(path: Path, key: bytes) -> None:
    """`key` is the one that opens the database: forget the other. Raises UserError(WRONG_PASSPHRASE) for neither."""
    content = _read(path)
    pending = content.pop("pending", None)
    if pending is not None and hmac.compare_digest(pending["key_check"], _key_check(key)):
        content = {**content, **pending}
    if not hmac.compare_digest(content["key_check"], _key_check(key)):
        raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")
    _write(path, content)


def left_behind(path: Path, slot_id: str) -> tuple[str, ...]:
    """Whose passphrases would open no more if the one of `slot_id` changed the database key."""
    return tuple(slot["id"] for slot in _read(path)["slots"] if is_first(slot) and slot["id"] != slot_id)


def verify_key_file(path: Path) -> None:
    """Raises EnvironmentFault as `open_key` does, without needing the passphrase."""
    _read(path)


def _follow(slot: Slot, own: str, passphrase: str, key: bytes, cost: Cost) -> Slot | None:
    if not is_first(slot):
        return sealed_anew(slot, key)
    return new_slot(slot["id"], passphrase, key, cost) if slot["id"] == own else None


def _pending(content: dict[str, Any], slot_id: str, passphrase: str) -> bytes | None:
    pending = content.get("pending", {"slots": [], "key_check": ""})
    found = (slot for slot in pending["slots"] if slot["id"] == slot_id)
    return next((open_slot(slot, passphrase, pending["key_check"]) for slot in found), None)


def _check_length(passphrase: str) -> None:
    if len(passphrase) < MINIMUM_PASSPHRASE:
        raise UserError(ErrorCode.PASSPHRASE_TOO_SHORT, "passphrase", minimum=MINIMUM_PASSPHRASE)


def _content(key: bytes, slots: Sequence[Slot]) -> dict[str, Any]:
    return {"format": _FORMAT, "version": _VERSION, "key_check": _key_check(key), "slots": list(slots)}


def _ids(content: dict[str, Any]) -> tuple[str, ...]:
    return tuple(slot["id"] for slot in content["slots"])


def _write(path: Path, content: dict[str, Any]) -> None:
    summed = {**content, "sha256": hashlib.sha256(canonical(content)).hexdigest()}
    text = json.dumps(summed, indent=2, sort_keys=True) + "\n"
    write_atomically(path, [text.encode()], private=True)


def _key_check(key: bytes) -> str:
    """Tells nothing of a random 256-bit key, and whether it is the right one."""
    return hashlib.sha256(b"cocity key check\0" + key).hexdigest()


def _read(path: Path) -> dict[str, Any]:
    """The content in version 2, without its checksum, once that agrees."""
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
    if checksum != hashlib.sha256(canonical(content)).hexdigest():
        raise _damaged(path)
    content = _as_second(content)
    if not content["slots"] or not all(map(within_limits, _all_slots(content))):
        raise _damaged(path)
    return content


def _as_second(content: dict[str, Any]) -> dict[str, Any]:
    """Version 1 as version 2 writes it: its one slot is the house's, wrapped as it was."""
    if content.get("version") != 1:
        return content
    slot = {"id": HOUSE, "kdf": content.get("kdf", {}), "wrapped": content["wrapped"]}
    return {"format": _FORMAT, "version": _VERSION, "key_check": content["key_check"], "slots": [slot]}


def _all_slots(content: dict[str, Any]) -> list[Slot]:
    return [*content["slots"], *content.get("pending", {"slots": []})["slots"]]


def _damaged(path: Path) -> EnvironmentFault:
    return EnvironmentFault(ErrorCode.ARCHIVE_DAMAGED, "key_file", path=str(path.parent))
