"""The key file opens by its passphrase alone, says whether that or the file is at fault, and never stands half written."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.system.key_file import (
    change_passphrase,
    check_key,
    create_key,
    unlock_key,
    verify_key_file,
)

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "quattro parole perché sì"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.key.json"


def refusal(action: Any, *args: Any) -> ErrorCode:
    with pytest.raises(AppError) as error:
        action(*args)
    return error.value.code


def test_the_passphrase_gives_the_key_back(path: Path) -> None:
    key = create_key(path, PASSPHRASE)
    assert len(key) == 32
    assert unlock_key(path, PASSPHRASE) == key
    assert refusal(unlock_key, path, PASSPHRASE + " ") is ErrorCode.WRONG_PASSPHRASE
    assert refusal(unlock_key, path, "") is ErrorCode.WRONG_PASSPHRASE


def test_two_archives_never_share_anything(tmp_path: Path) -> None:
    one, two = (create_key(tmp_path / name, PASSPHRASE) for name in ("one", "two"))
    assert one != two
    contents = [json.loads((tmp_path / name).read_text()) for name in ("one", "two")]
    assert contents[0]["slots"][0]["kdf"]["salt"] != contents[1]["slots"][0]["kdf"]["salt"]


def test_neither_the_key_nor_the_passphrase_stands_in_the_file(path: Path) -> None:
    key = create_key(path, PASSPHRASE)
    content = path.read_text()
    assert key.hex() not in content
    assert "parole" not in content


def test_the_parameters_are_those_of_the_standard(path: Path) -> None:
    create_key(path, PASSPHRASE)
    kdf = json.loads(path.read_text())["slots"][0]["kdf"]
    assert {name: kdf[name] for name in ("name", "memory_kib", "passes", "lanes")} == {
        "name": "argon2id",
        "memory_kib": 65536,
        "passes": 3,
        "lanes": 4,
    }


def test_accents_composed_by_another_keyboard_are_the_same_passphrase(path: Path) -> None:
    key = create_key(path, unicodedata.normalize("NFC", PASSPHRASE))
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert decomposed != unicodedata.normalize("NFC", PASSPHRASE)
    assert unlock_key(path, decomposed) == key


def test_a_new_passphrase_wraps_the_same_key(path: Path) -> None:
    key = create_key(path, PASSPHRASE)
    change_passphrase(path, PASSPHRASE, "una del tutto nuova")
    assert unlock_key(path, "una del tutto nuova") == key
    assert refusal(unlock_key, path, PASSPHRASE) is ErrorCode.WRONG_PASSPHRASE
    assert refusal(change_passphrase, path, PASSPHRASE, "un’altra ancora") is ErrorCode.WRONG_PASSPHRASE
    assert refusal(change_passphrase, path, "una del tutto nuova", "corta") is ErrorCode.PASSPHRASE_TOO_SHORT


def test_a_remembered_key_is_checked_before_it_is_used(path: Path) -> None:
    key = create_key(path, PASSPHRASE)
    check_key(path, key)
    assert refusal(check_key, path, bytes(32)) is ErrorCode.WRONG_PASSPHRASE


def test_any_change_to_the_file_is_damage_and_not_a_wrong_passphrase(path: Path) -> None:
    create_key(path, PASSPHRASE)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 0x01
        path.write_bytes(changed)
        if json_or_none(bytes(changed)) != json.loads(whole):
            assert refusal(verify_key_file, path) is ErrorCode.ARCHIVE_DAMAGED
    for size in (0, 1, len(whole) // 2):
        path.write_bytes(whole[:size])
        assert refusal(verify_key_file, path) is ErrorCode.ARCHIVE_DAMAGED


def json_or_none(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def signed(content: dict[str, Any]) -> str:
    """With a checksum that agrees: not an accident but somebody's work."""
    content.pop("sha256")
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return json.dumps({**content, "sha256": hashlib.sha256(canonical).hexdigest()})


def test_a_file_made_to_exhaust_the_memory_is_not_obeyed(path: Path) -> None:
    create_key(path, PASSPHRASE)
    content = json.loads(path.read_text())
    content["slots"][0]["kdf"]["memory_kib"] = 1 << 30
    path.write_text(signed(content))
    assert refusal(unlock_key, path, PASSPHRASE) is ErrorCode.ARCHIVE_DAMAGED


def test_weaker_parameters_slipped_in_do_not_open(path: Path) -> None:
    create_key(path, PASSPHRASE)
    content = json.loads(path.read_text())
    content["slots"][0]["kdf"]["memory_kib"] = 64
    path.write_text(signed(content))
    assert refusal(unlock_key, path, PASSPHRASE) is ErrorCode.WRONG_PASSPHRASE


def test_a_later_format_is_told_as_newer(path: Path) -> None:
    create_key(path, PASSPHRASE)
    content = json.loads(path.read_text())
    content["version"] = 3
    path.write_text(signed(content))
    assert refusal(unlock_key, path, PASSPHRASE) is ErrorCode.ARCHIVE_NEWER


def test_a_missing_file_is_told_as_such(path: Path) -> None:
    assert refusal(unlock_key, path, PASSPHRASE) is ErrorCode.FILE_UNREADABLE
