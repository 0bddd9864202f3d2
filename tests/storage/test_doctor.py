"""Whatever happens to the files, the doctor names it, and an archive that is well is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.house import FoundHouse, UpdateHouse, found_house, update_house
from cocity_desktop.application.views.health import HealthCode
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.backup import daily_backup
from cocity_desktop.storage.doctor import examine, examine_open
from cocity_desktop.storage.engine import open_encrypted
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.system.host import LocalHost
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> ArchiveFiles:
    """A house whose name changed forty times, with a backup, closed."""
    with Archive.create(tmp_path / "data", PASSPHRASE, QuickHost()) as archive:
        found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(""))
        for number in range(40):
            update_house(UpdateHouse(name=f"Casa di prova {number}"), archive.unit_of_work(""))
        daily_backup(archive)
    return ArchiveFiles(tmp_path / "data")


def ill(files: ArchiveFiles, passphrase: str = PASSPHRASE, host: LocalHost | None = None) -> set[str]:
    """The controls that found something; the room on this machine's disk is left out."""
    findings = examine(files.directory, passphrase, host or QuickHost())
    return {finding.code for finding in findings if not finding.ok} - {HealthCode.FREE_SPACE}


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)


def test_a_sound_archive_has_nothing_wrong_closed_or_open(files: ArchiveFiles) -> None:
    findings = examine(files.directory, PASSPHRASE, QuickHost())
    assert [finding.code for finding in findings] == list(HealthCode)
    assert ill(files) == set()
    with Archive.open(files.directory, PASSPHRASE, QuickHost()) as archive:
        assert {f.code for f in examine_open(archive) if not f.ok} <= {HealthCode.FREE_SPACE}


def test_it_tells_where_the_last_backup_is(files: ArchiveFiles) -> None:
    findings = {finding.code: finding for finding in examine(files.directory, PASSPHRASE, QuickHost())}
    assert str(files.last_backup()) in str(findings[HealthCode.LAST_BACKUP].details["backup"])
    for backup in files.backups.iterdir():
        backup.unlink()
    assert ill(files) == {HealthCode.LAST_BACKUP}


def test_an_archive_in_use_is_left_alone(files: ArchiveFiles) -> None:
    with Archive.open(files.directory, PASSPHRASE, QuickHost()):
        assert ill(files) == {HealthCode.LOCK}


def test_a_wrong_passphrase_is_not_damage(tmp_path: Path) -> None:
    with Archive.create(tmp_path / "data", PASSPHRASE, LocalHost()) as archive:
        found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(""))
    files = ArchiveFiles(tmp_path / "data")
    assert ill(files, "un’altra frase del tutto", LocalHost()) == {
        HealthCode.PASSPHRASE,
        HealthCode.LAST_BACKUP,
    }
    flip(files.key, files.key.stat().st_size // 2)
    assert ill(files, PASSPHRASE, LocalHost()) == {HealthCode.KEY_FILE, HealthCode.LAST_BACKUP}
    files.key.unlink()
    assert ill(files, PASSPHRASE, LocalHost()) == {HealthCode.KEY_FILE, HealthCode.LAST_BACKUP}


@pytest.mark.parametrize("page", [1, 3, 10, 40])
def test_one_changed_byte_is_found_in_any_page(files: ArchiveFiles, page: int) -> None:
    flip(files.database, page * 4096 + 99)
    assert HealthCode.DATABASE in ill(files)
    told = [finding for finding in examine(files.directory, PASSPHRASE, QuickHost()) if not finding.ok]
    assert "Error" not in str(told)


@pytest.mark.parametrize("size", [0, 100, 4096, 40_000])
def test_a_database_cut_short_is_found(files: ArchiveFiles, size: int) -> None:
    with files.database.open("r+b") as file:
        file.truncate(size)
    assert ill(files) & {HealthCode.DATABASE, HealthCode.SCHEMA}


def test_a_missing_database_is_found(files: ArchiveFiles) -> None:
    files.database.unlink()
    assert ill(files) == {HealthCode.DATABASE}


def test_a_database_whose_beginning_is_zero_does_not_open_and_the_refusal_names_the_backup(
    files: ArchiveFiles,
) -> None:
    content = files.database.read_bytes()
    files.database.write_bytes(bytes(4096) + content[4096:])
    assert ill(files) == {HealthCode.DATABASE}
    with pytest.raises(EnvironmentFault) as refused:
        Archive.open(files.directory, PASSPHRASE, QuickHost())
    assert refused.value.code is ErrorCode.ARCHIVE_DAMAGED
    assert refused.value.details["backup"] == str(files.last_backup())


def test_what_a_lost_log_took_with_it_is_found(files: ArchiveFiles, tmp_path: Path) -> None:
    """A copy of the directory made while the app was writing, without the log."""
    copy = ArchiveFiles(tmp_path / "copy")
    copy.directory.mkdir()
    with Archive.open(files.directory, PASSPHRASE, QuickHost()) as archive:
        archive.database.raw.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        for number in range(20):
            update_house(UpdateHouse(name=f"Altro nome {number}"), archive.unit_of_work(""))
        for path in (files.database, files.key):
            (copy.directory / path.name).write_bytes(path.read_bytes())
    # SQLite knows only complete transactions: what was copied is an older state, and a sound one.
    assert ill(copy) == {HealthCode.LAST_BACKUP}


@pytest.mark.parametrize(
    ("statement", "control"),
    [
        ("UPDATE houses SET city = 'Altrove'", HealthCode.JOURNAL),
        ("UPDATE houses SET alive = 0", HealthCode.JOURNAL),
        ("DELETE FROM houses", HealthCode.JOURNAL),
        ("INSERT INTO blob VALUES ('00', 1, x'41')", HealthCode.CONTENTS),
        ("UPDATE alembic_version SET version_num = '9999'", HealthCode.SCHEMA),
        ("DELETE FROM alembic_version", HealthCode.SCHEMA),
    ],
)
def test_what_was_changed_behind_the_app_is_found(
    files: ArchiveFiles, statement: str, control: HealthCode
) -> None:
    raw = open_encrypted(files.database, QuickHost().unlock_key(files.key, PASSPHRASE))
    raw.execute(statement)
    raw.close()
    assert ill(files) == {control}


def test_a_reference_to_nobody_is_found(files: ArchiveFiles) -> None:
    raw = open_encrypted(files.database, QuickHost().unlock_key(files.key, PASSPHRASE))
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(
        "INSERT INTO participations (id, alive, process_id, group_id, role) VALUES ('a', 1, 'nobody', 'none', 'partner')"
    )
    raw.close()
    assert ill(files) == {HealthCode.STRUCTURE, HealthCode.REFERENCES, HealthCode.JOURNAL}
