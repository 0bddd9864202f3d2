"""Small adapters of the machine: ids, clock, lock, key store, Italian codes, places, choices, log."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from cocity_desktop.domain.access import OpenedKey
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.identifiers import is_uuid7
from cocity_desktop.system import key_store, paths
from cocity_desktop.system.clock import SystemClock
from cocity_desktop.system.ids import IdSource
from cocity_desktop.system.italian_codes import StdnumCodes
from cocity_desktop.system.lock import InstanceLock
from cocity_desktop.system.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.ports import Clock, ItalianCodes

ROOT = Path(__file__).resolve().parents[2]


class StandingClock:
    """A clock that stands still, or is set back."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 2, 11, 17, 42, 7, 250_000, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def test_the_clock_is_aware_and_in_utc() -> None:
    clock: Clock = SystemClock()
    now = clock.now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


def test_ids_keep_the_order_in_which_they_were_made() -> None:
    clock = StandingClock()
    source = IdSource(clock)
    ids = [source.new() for _ in range(1000)]
    clock.moment -= timedelta(days=300)
    ids += [source.new() for _ in range(1000)]
    clock.moment += timedelta(days=400)
    ids.append(source.new())
    assert ids == sorted(set(ids))
    assert all(is_uuid7(one) for one in ids)


def test_ids_go_on_when_the_random_part_is_used_up() -> None:
    source = IdSource(StandingClock(), lambda bits: 2**bits - 1)
    ids = [source.new() for _ in range(50)]
    assert ids == sorted(set(ids))


def test_the_same_seed_gives_the_same_ids() -> None:
    one, two = (IdSource(StandingClock(), Random(7).getrandbits) for _ in range(2))
    assert [one.new() for _ in range(20)] == [two.new() for _ in range(20)]


def test_ids_of_many_threads_are_all_different() -> None:
    source, ids = IdSource(StandingClock()), list[str]()
    threads = [
        threading.Thread(target=lambda: ids.extend([source.new() for _ in range(500)])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(ids)) == 4000


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "archive.lock"
    with InstanceLock(path) as lock:
        with pytest.raises(EnvironmentFault) as refused:
            InstanceLock(path)
        assert refused.value.code is ErrorCode.ARCHIVE_LOCKED
        assert refused.value.details["path"] == str(tmp_path)
        lock.release()
        InstanceLock(path).release()


def test_a_lock_left_by_a_process_that_died_is_nobodys(tmp_path: Path) -> None:
    script = (
        "import sys, os; from pathlib import Path; from cocity_desktop.system.lock import InstanceLock;"
        "lock = InstanceLock(Path(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "archive.lock")], cwd=ROOT, check=True)
    InstanceLock(tmp_path / "archive.lock").release()


class MemoryStore(KeyringBackend):
    """A key store that forgets with the test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


class LockedStore(MemoryStore):
    """A key store whose owner did not open it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked


@pytest.fixture(params=[MemoryStore, LockedStore, fail.Keyring])
def store(request: pytest.FixtureRequest) -> Iterator[KeyringBackend]:
    before = keyring.get_keyring()
    keyring.set_keyring(request.param())
    yield keyring.get_keyring()
    keyring.set_keyring(before)


@pytest.mark.parametrize("store", [MemoryStore], indirect=True)
def test_a_key_is_remembered_for_its_archive_alone(store: KeyringBackend, tmp_path: Path) -> None:
    key = bytes(range(32))
    assert key_store.available()
    assert key_store.recall(tmp_path) is None
    key_store.remember(tmp_path, OpenedKey(key, "ada"))
    assert key_store.recall(tmp_path / "." / "x" / "..") == OpenedKey(key, "ada")
    assert key_store.recall(tmp_path / "other") is None
    key_store.forget(tmp_path)
    key_store.forget(tmp_path)
    assert key_store.recall(tmp_path) is None


@pytest.mark.parametrize("store", [LockedStore, fail.Keyring], indirect=True)
def test_without_a_key_store_the_app_goes_on(store: KeyringBackend, tmp_path: Path) -> None:
    assert key_store.available() == isinstance(store, LockedStore)
    assert key_store.recall(tmp_path) is None
    key_store.forget(tmp_path)
    with pytest.raises(EnvironmentFault) as refused:
        key_store.remember(tmp_path, OpenedKey(bytes(32), ""))
    assert refused.value.code is ErrorCode.KEY_STORE_FAILED


@pytest.mark.parametrize("store", [MemoryStore], indirect=True)
def test_something_else_in_the_key_store_is_no_key(store: MemoryStore, tmp_path: Path) -> None:
    store.set_password("Co-City", str(tmp_path.resolve()), "not hexadecimal")
    assert key_store.recall(tmp_path) is None


def test_italian_codes_are_checked_by_their_last_character() -> None:
    codes: ItalianCodes = StdnumCodes()
    assert codes.fiscal_code("RCCMNL83S18D969H")
    assert not codes.fiscal_code("RCCMNL83S18D967H")
    assert codes.fiscal_code("00743110157")  # a body's is written as a partita IVA
    assert codes.vat_number("00743110157")
    assert not codes.vat_number("00743110158")
    assert not codes.vat_number("")
    assert not codes.fiscal_code("")


def test_the_archive_lies_where_the_platform_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.default_data_directory() == tmp_path / "Co-City" / "casa"


def test_resources_are_found_in_a_checkout_a_wheel_and_a_frozen_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = paths._shipped.__wrapped__
    assert found("resources") == ROOT / "resources"
    package = tmp_path / "cocity_desktop"
    for folder in ("_resources", "_i18n"):
        (package / folder).mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    assert found("resources") == package / "_resources"
    assert found("i18n") == package / "_i18n"
    frozen = tmp_path / "frozen"
    (frozen / "cocity_desktop" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(frozen), raising=False)
    assert found("resources") == frozen / "cocity_desktop" / "_resources"
    with pytest.raises(FileNotFoundError):
        found("nothing of ours")


def test_choices_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "window.json"
    Settings(file).set("language", "it")
    again = Settings(file)
    assert (again.get("language"), again.get("scheme", "light")) == ("it", "light")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_choices_that_cannot_be_read_are_no_choices(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.get("language", "it") == "it"
    settings.set("language", "en")
    assert json.loads(file.read_text()) == {"language": "en"}


LOGGER = """
import logging, sys
from pathlib import Path
from cocity_desktop.system.logs import start_log
start_log(Path(sys.argv[1]))
logging.getLogger("cocity_desktop.test").warning("code=%s", "disk_full")
"""


def run_logger(directory: Path) -> str:
    command = [sys.executable, "-c", LOGGER, str(directory)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stderr


def test_the_log_tells_what_went_wrong_and_is_not_let_grow(tmp_path: Path) -> None:
    (tmp_path / "co-city.log").write_text("x" * 600_000)
    assert run_logger(tmp_path) == ""
    assert "code=disk_full" in (tmp_path / "co-city.log").read_text()
    assert (tmp_path / "co-city.log").stat().st_size < 1000
    assert (tmp_path / "co-city.1.log").stat().st_size == 600_000


def test_where_no_log_can_be_kept_it_is_told_on_standard_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "code=disk_full" in run_logger(tmp_path / "file")
