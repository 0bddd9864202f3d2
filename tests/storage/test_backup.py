"""Backups are whole or refused, and bringing one back never loses what was there."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.house import FoundHouse, UpdateHouse, found_house, update_house
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.storage import schema
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.backup import KEPT, daily_backup, read_facts, restore_backup, write_backup
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.system.host import LocalHost
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from pathlib import Path


class MovableClock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment


def house_archive(directory: Path, clock: MovableClock | None = None) -> Archive:
    archive = Archive.create(directory, PASSPHRASE, QuickHost(clock))
    found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(""))
    return archive


def house_name(directory: Path) -> str:
    with Archive.open(directory, PASSPHRASE, QuickHost()) as archive, archive.reader() as connection:
        return str(connection.exec_driver_sql("SELECT name FROM houses").scalar())


def refusal(file: Path, directory: Path) -> ErrorCode:
    with pytest.raises(EnvironmentFault) as refused:
        restore_backup(file, directory, PASSPHRASE, QuickHost(), replace=True)
    return refused.value.code


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    out = tmp_path / "copia.zip"
    with house_archive(tmp_path / "data") as archive:
        write_backup(archive, out)
    return out


def test_a_backup_of_an_open_archive_has_all_that_was_committed(backup: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "altrove", PASSPHRASE, QuickHost())
    assert house_name(tmp_path / "altrove") == "Casa di prova"
    assert read_facts(backup).revision == schema.SHIPPED.head


def test_it_leaves_nothing_behind_but_the_file(backup: Path, tmp_path: Path) -> None:
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == [
        "archive.db",
        "archive.key.json",
        "archive.lock",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copia.zip", "data"]


def test_the_copy_is_encrypted(backup: Path) -> None:
    with zipfile.ZipFile(backup) as packed:
        database = packed.read("archive.db")
    assert b"Casa di prova" not in database
    assert not database.startswith(b"SQLite format 3")


def test_with_real_keys_the_same_passphrase_opens_the_copy(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "data", PASSPHRASE, LocalHost()) as archive:
        found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(""))
        write_backup(archive, tmp_path / "copia.zip")
        archive.change_passphrase(PASSPHRASE, "una passphrase nuova")
    with pytest.raises(UserError) as refused:
        restore_backup(tmp_path / "copia.zip", tmp_path / "b", "una passphrase nuova", LocalHost())
    assert refused.value.code is ErrorCode.WRONG_PASSPHRASE
    assert not ArchiveFiles(tmp_path / "b").exists()
    restore_backup(tmp_path / "copia.zip", tmp_path / "b", PASSPHRASE, LocalHost())
    Archive.open(tmp_path / "b", PASSPHRASE, LocalHost()).close()
    Archive.open(tmp_path / "data", "una passphrase nuova", LocalHost()).close()


def test_what_was_there_is_moved_aside(backup: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", PASSPHRASE, QuickHost()) as archive:
        update_house(UpdateHouse(name="Nome di dopo"), archive.unit_of_work(""))
    with pytest.raises(EnvironmentFault) as refused:
        restore_backup(backup, tmp_path / "data", PASSPHRASE, QuickHost())
    assert refused.value.code is ErrorCode.ARCHIVE_EXISTS
    aside = restore_backup(backup, tmp_path / "data", PASSPHRASE, QuickHost(), replace=True)
    assert aside is not None
    assert house_name(aside) == "Nome di dopo"
    assert house_name(tmp_path / "data") == "Casa di prova"


def test_an_archive_in_use_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "data", PASSPHRASE, QuickHost()):
        assert refusal(backup, tmp_path / "data") is ErrorCode.ARCHIVE_LOCKED


def test_the_restored_copy_writes_under_a_name_of_its_own(backup: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "altrove", PASSPHRASE, QuickHost())
    devices = set()
    for directory in (tmp_path / "data", tmp_path / "altrove"):
        with Archive.open(directory, PASSPHRASE, QuickHost()) as archive:
            devices.add(archive.device)
    assert len(devices) == 2


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.97])
def test_a_damaged_backup_is_refused_before_it_replaces_anything(
    backup: Path, tmp_path: Path, place: float
) -> None:
    content = bytearray(backup.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    backup.write_bytes(content)
    assert refusal(backup, tmp_path / "data") is ErrorCode.BACKUP_DAMAGED
    assert house_name(tmp_path / "data") == "Casa di prova"


@pytest.mark.parametrize("size", [0, 10, 5_000, -20])
def test_a_backup_cut_short_is_refused(backup: Path, tmp_path: Path, size: int) -> None:
    backup.write_bytes(backup.read_bytes()[:size])
    assert refusal(backup, tmp_path / "data") is ErrorCode.BACKUP_DAMAGED


@pytest.mark.parametrize("change", [{"format": "other/1"}, {"sha256": {}}, {"sha256": 3}, {"made_at": 3}])
def test_a_manifest_that_says_something_else_is_refused(backup: Path, tmp_path: Path, change: dict) -> None:
    repacked = tmp_path / "altra.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(repacked, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("backup.json"):
                content = json.dumps({**json.loads(content), **change}).encode()
            target.writestr(name, content)
    assert refusal(repacked, tmp_path / "data") is ErrorCode.BACKUP_DAMAGED


def test_a_backup_of_a_newer_app_is_refused_as_such(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as source:
        files = {name: source.read(name) for name in source.namelist()}
    manifest = {**json.loads(files["backup.json"]), "revision": "0099"}
    with zipfile.ZipFile(backup, "w") as target:
        for name, content in {**files, "backup.json": json.dumps(manifest)}.items():
            target.writestr(name, content)
    assert refusal(backup, tmp_path / "data") is ErrorCode.ARCHIVE_NEWER


def test_any_other_file_is_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "appunti.txt"
    other.write_text("ciao", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as refused:
        read_facts(other)
    assert refused.value.code is ErrorCode.BACKUP_DAMAGED
    with pytest.raises(EnvironmentFault) as refused:
        read_facts(tmp_path / "niente.zip")
    assert refused.value.code is ErrorCode.FILE_UNREADABLE


def test_one_copy_a_day_and_no_more_than_kept(tmp_path: Path) -> None:
    clock = MovableClock()
    with house_archive(tmp_path / "data", clock) as archive:
        made = []
        for day in range(KEPT + 4):
            clock.moment += timedelta(days=1)
            update_house(UpdateHouse(name=f"Casa {day}"), archive.unit_of_work(""))
            made.append(daily_backup(archive))
            assert daily_backup(archive) is None
        assert sorted(archive.files.backups.glob("*.zip")) == made[-KEPT:]


def test_a_day_on_which_nothing_was_written_needs_no_copy(tmp_path: Path) -> None:
    clock = MovableClock()
    with house_archive(tmp_path / "data", clock) as archive:
        assert daily_backup(archive) is not None
        clock.moment += timedelta(days=3)
        assert daily_backup(archive) is None
