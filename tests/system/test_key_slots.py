"""Several passphrases for one archive: each opens for its own person, and none once it was taken away."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.system import key_file, key_slots
from cocity_desktop.system.files import write_atomically
from tests.storage.support import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

ADA, BEA = "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"
HOUSES, ADAS, BEAS = "la frase della casa", "la frase di Ada", "la frase di Bea"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.key.json"


def refusal(action: Any, *args: Any) -> ErrorCode:
    with pytest.raises(AppError) as error:
        action(*args)
    return error.value.code


def write_first(path: Path, passphrase: str) -> bytes:
    """A key file as version 1 wrote it."""
    key, nonce = secrets.token_bytes(32), secrets.token_bytes(12)
    kdf = {"name": "argon2id", "memory_kib": 8, "passes": 1, "lanes": 1, "salt": secrets.token_hex(16)}
    check = hashlib.sha256(b"cocity key check\0" + key).hexdigest()
    content: dict[str, Any] = {"format": "cocity-key", "version": 1, "kdf": kdf, "key_check": check}
    secret = key_slots._derived(passphrase, kdf)
    ciphertext = AESGCM(secret).encrypt(nonce, key, key_slots.canonical(content))
    content["wrapped"] = {"cipher": "AES-256-GCM", "nonce": nonce.hex(), "ciphertext": ciphertext.hex()}
    content["sha256"] = hashlib.sha256(key_slots.canonical(content)).hexdigest()
    write_atomically(path, [json.dumps(content).encode()])
    return key


def with_people(path: Path) -> bytes:
    key = key_file.create_key(path, HOUSES, CHEAP)
    key_file.put_slot(path, key, ADA, ADAS, CHEAP)
    key_file.put_slot(path, key, BEA, BEAS, CHEAP)
    return key


def test_each_opens_by_their_own_phrase_and_is_told_apart(path: Path) -> None:
    key = with_people(path)
    for slot, phrase in ((HOUSE, HOUSES), (ADA, ADAS), (BEA, BEAS)):
        for first in (HOUSE, ADA, "nobody"):
            assert key_file.open_key(path, phrase, first) == (key, slot, None)
    assert key_file.slots_of(path) == (HOUSE, ADA, BEA)
    assert refusal(key_file.open_key, path, "la frase di nessuno") is ErrorCode.WRONG_PASSPHRASE


def test_no_name_and_no_phrase_stands_in_the_file(path: Path) -> None:
    key = with_people(path)
    text = path.read_text().casefold()
    assert not [word for word in ("ada", "bea", "frase", "casa", key.hex()) if f'"{word}' in text]


def test_the_one_tried_first_costs_one_try(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_people(path)
    tried: list[str] = []
    derive = key_slots._derived
    monkeypatch.setattr(
        key_slots, "_derived", lambda phrase, kdf: (tried.append(phrase), derive(phrase, kdf))[1]
    )
    key_file.open_key(path, BEAS, BEA)
    assert len(tried) == 1
    tried.clear()
    assert refusal(key_file.open_key, path, "la frase di nessuno") is ErrorCode.WRONG_PASSPHRASE
    assert len(tried) == 3


def test_a_phrase_taken_away_opens_no_more_nor_does_the_key_remembered_for_it(path: Path) -> None:
    key = with_people(path)
    key_file.check_key(path, key, ADA)
    key_file.take_slot(path, ADA)
    assert refusal(key_file.open_key, path, ADAS) is ErrorCode.WRONG_PASSPHRASE
    assert refusal(key_file.check_key, path, key, ADA) is ErrorCode.WRONG_PASSPHRASE
    assert key_file.open_key(path, BEAS).key == key
    assert refusal(key_file.take_slot, path, ADA) is ErrorCode.NOT_FOUND
    key_file.take_slot(path, BEA)
    assert refusal(key_file.take_slot, path, HOUSE) is ErrorCode.LAST_PASSPHRASE
    assert key_file.open_key(path, HOUSES).key == key


def test_two_people_never_have_one_phrase(path: Path) -> None:
    key = with_people(path)
    before = path.read_bytes()
    assert refusal(key_file.put_slot, path, key, BEA, ADAS, CHEAP) is ErrorCode.PASSPHRASE_TAKEN
    assert refusal(key_file.change_passphrase, path, BEAS, HOUSES, CHEAP) is ErrorCode.PASSPHRASE_TAKEN
    assert refusal(key_file.put_slot, path, key, BEA, "corta", CHEAP) is ErrorCode.PASSPHRASE_TOO_SHORT
    assert (
        refusal(key_file.put_slot, path, bytes(32), BEA, "un’altra frase", CHEAP)
        is ErrorCode.WRONG_PASSPHRASE
    )
    assert path.read_bytes() == before


def test_there_are_at_most_ten(path: Path) -> None:
    key = key_file.create_key(path, HOUSES, CHEAP)
    for number in range(key_file.MOST_SLOTS - 1):
        key_file.put_slot(path, key, f"slot {number}", f"la frase numero {number}", CHEAP)
    assert refusal(key_file.put_slot, path, key, ADA, ADAS, CHEAP) is ErrorCode.TOO_MANY_SLOTS
    key_file.put_slot(path, key, "slot 3", "un’altra per la stessa", CHEAP)


def test_a_file_of_version_1_opens_and_its_phrase_goes_on_opening_after_the_first_account(path: Path) -> None:
    key = write_first(path, HOUSES)
    before = path.read_bytes()
    assert key_file.open_key(path, HOUSES) == (key, HOUSE, None)
    assert key_file.slots_of(path) == (HOUSE,)
    assert path.read_bytes() == before
    key_file.put_slot(path, key, ADA, ADAS, CHEAP)
    assert json.loads(path.read_text())["version"] == 2
    assert key_file.open_key(path, HOUSES) == (key, HOUSE, None)
    assert key_file.open_key(path, ADAS) == (key, ADA, None)
    assert key_file.left_behind(path, ADA) == (HOUSE,)
    assert key_file.left_behind(path, HOUSE) == ()
    key_file.change_passphrase(path, HOUSES, "un’altra della casa", CHEAP)
    assert key_file.left_behind(path, ADA) == ()


def test_a_slot_under_another_persons_name_does_not_open(path: Path) -> None:
    """Who can write the file must not be able to make their own phrase the coordinator's."""
    with_people(path)
    content = json.loads(path.read_text())
    content.pop("sha256")
    ada, bea = content["slots"][1], content["slots"][2]
    ada["id"], bea["id"] = bea["id"], ada["id"]
    content["sha256"] = hashlib.sha256(key_slots.canonical(content)).hexdigest()
    path.write_text(json.dumps(content))
    assert refusal(key_file.open_key, path, ADAS) is ErrorCode.WRONG_PASSPHRASE
    write_first(path, HOUSES)
    content = json.loads(path.read_text())
    content.pop("sha256")
    slot = {"id": ADA, "kdf": content["kdf"], "wrapped": content["wrapped"]}
    second = {**{n: content[n] for n in ("format", "key_check")}, "version": 2, "slots": [slot]}
    second["sha256"] = hashlib.sha256(key_slots.canonical(second)).hexdigest()
    path.write_text(json.dumps(second))
    assert refusal(key_file.open_key, path, HOUSES) is ErrorCode.ARCHIVE_DAMAGED


def test_another_database_key_goes_to_everybody_without_their_phrases(path: Path) -> None:
    old = with_people(path)
    copy = path.read_bytes()
    new = secrets.token_bytes(32)
    assert key_file.begin_new_key(path, ADAS, new, CHEAP) == (old, ADA, None)
    for slot, phrase in ((HOUSE, HOUSES), (ADA, ADAS), (BEA, BEAS)):
        assert key_file.open_key(path, phrase) == (old, slot, new)
    begun = path.read_bytes()
    key_file.finish_new_key(path, new)
    assert [key_file.open_key(path, phrase).key for phrase in (HOUSES, ADAS, BEAS)] == [new] * 3
    assert "pending" not in path.read_text()
    path.write_bytes(begun)
    key_file.finish_new_key(path, old)
    assert [key_file.open_key(path, phrase) for phrase in (HOUSES, ADAS)] == [
        (old, HOUSE, None),
        (old, ADA, None),
    ]
    path.write_bytes(copy)
    assert key_file.open_key(path, BEAS).key == old


def test_the_old_key_opens_nobodys_slot_of_the_new_one(path: Path) -> None:
    """Who left knows the old key and has every copy of the file: neither may give the new key."""
    old = with_people(path)
    new = secrets.token_bytes(32)
    key_file.begin_new_key(path, ADAS, new, CHEAP)
    key_file.finish_new_key(path, new)
    assert refusal(key_file.check_key, path, old) is ErrorCode.WRONG_PASSPHRASE
    assert old.hex() not in path.read_text()
    key_file.take_slot(path, BEA)
    assert refusal(key_file.open_key, path, BEAS) is ErrorCode.WRONG_PASSPHRASE


def test_the_phrase_of_version_1_comes_along_only_by_itself(path: Path) -> None:
    key = write_first(path, HOUSES)
    key_file.put_slot(path, key, ADA, ADAS, CHEAP)
    new = secrets.token_bytes(32)
    whole = path.read_bytes()
    key_file.begin_new_key(path, ADAS, new, CHEAP)
    key_file.finish_new_key(path, new)
    assert key_file.slots_of(path) == (ADA,)
    path.write_bytes(whole)
    key_file.begin_new_key(path, HOUSES, new, CHEAP)
    key_file.finish_new_key(path, new)
    assert {key_file.open_key(path, phrase).key for phrase in (HOUSES, ADAS)} == {new}


Act = st.tuples(st.sampled_from(("put", "take", "change", "new key")), st.integers(0, 3), st.integers(0, 9))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(Act, max_size=12))
def test_whatever_is_done_each_phrase_opens_for_its_person_alone(path: Path, acts: list[Any]) -> None:
    """Against a model: who has which phrase."""
    key = key_file.create_key(path, "frase numero 0", CHEAP)
    model = {HOUSE: "frase numero 0"}
    refused: set[ErrorCode] = set()
    for act, who, what in acts:
        slot, phrase = ("" if who == 0 else f"slot {who}"), f"frase numero {what}"
        try:
            if act == "put":
                key_file.put_slot(path, key, slot, phrase, CHEAP)
                model[slot] = phrase
            elif act == "take":
                key_file.take_slot(path, slot)
                del model[slot]
            elif act == "change" and slot in model:
                key_file.change_passphrase(path, model[slot], phrase, CHEAP)
                model[slot] = phrase
            elif act == "new key" and slot in model:
                fresh = secrets.token_bytes(32)
                key_file.begin_new_key(path, model[slot], fresh, CHEAP)
                key_file.finish_new_key(path, fresh)
                key = fresh
        except AppError as error:
            refused.add(error.code)
    assert refused <= {ErrorCode.PASSPHRASE_TAKEN, ErrorCode.NOT_FOUND, ErrorCode.LAST_PASSPHRASE}
    assert set(key_file.slots_of(path)) == set(model)
    owners = {phrase: slot for slot, phrase in model.items()}
    for number in range(10):
        phrase = f"frase numero {number}"
        if phrase in owners:
            assert key_file.open_key(path, phrase) == (key, owners[phrase], None)
        else:
            assert refusal(key_file.open_key, path, phrase) is ErrorCode.WRONG_PASSPHRASE
