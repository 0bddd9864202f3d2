"""Another key for the archive: a copy of the old key file opens nothing new, and a kill at any moment loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.house import AddStaff, FoundHouse, add_staff, found_house
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.domain.house import House, StaffRole
from cocity_desktop.storage.accounts import ArchiveAccounts
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.backup import restore_backup
from cocity_desktop.storage.layout import ArchiveFiles
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADAS, BEAS = "la frase di Ada", "la frase di Bea"

# Dies at the n-th moment at which something reaches the disk or takes another name; tells how far it came.
CHILD = """
import os, signal, sys
from pathlib import Path
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.key_change import change_key
from tests.storage.support import QuickHost

left = int(sys.argv[2])

def deadly(act):
    def done(*arguments, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*arguments, **named)
    return done

archive = Archive.open(Path(sys.argv[1]), sys.argv[3], QuickHost())
if sys.argv[4] == "slot":
    change = lambda: archive.change_passphrase(sys.argv[3], "un’altra della casa")
else:
    change = lambda: change_key(archive, sys.argv[3])
os.fsync, Path.replace, Path.unlink = deadly(os.fsync), deadly(Path.replace), deadly(Path.unlink)
change()
print("done")
archive.close()
"""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Archive]:
    """A house in which Ada coordinates and Bea accompanies, each with a phrase."""
    archive = Archive.create(tmp_path / "casa", PASSPHRASE, QuickHost(), device_name="prova")
    found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(HOUSE))
    accounts = ArchiveAccounts(archive, HOUSE, lambda: ["uno"])
    for name, role, phrase in (("Ada", StaffRole.COORDINATOR, ADAS), ("Bea", StaffRole.FACILITATOR, BEAS)):
        one = str(add_staff(AddStaff(name=name, role=role), archive.unit_of_work(HOUSE)).created)
        accounts.give_passphrase(one, phrase)
    yield archive
    archive.close()


def name_of(archive: Archive) -> str:
    with archive.unit_of_work(HOUSE) as uow:
        return uow.find(House)[0].name


def opens(directory: Path, phrase: str) -> bool:
    try:
        with Archive.open(directory, phrase, QuickHost()) as archive:
            return name_of(archive) == "Casa di prova"
    except AppError as error:
        if error.code is not ErrorCode.WRONG_PASSPHRASE:
            raise
        return False


def test_everybody_goes_on_with_their_phrase_and_the_archive_stays_open(house: Archive) -> None:
    old, directory = house.database.key, house.files.directory
    ArchiveAccounts(house, HOUSE, lambda: ["uno"]).change_key(PASSPHRASE)
    assert house.database.key != old
    assert name_of(house) == "Casa di prova"
    add_staff(AddStaff(name="Carla"), house.unit_of_work(HOUSE))
    house.close()
    assert all(opens(directory, phrase) for phrase in (PASSPHRASE, ADAS, BEAS))
    assert not ArchiveFiles(directory).coming.exists()


def test_who_left_opens_nothing_with_a_copy_of_the_key_file_made_before(house: Archive) -> None:
    files = house.files
    copy = files.key.read_bytes()
    accounts = ArchiveAccounts(house, HOUSE, lambda: ["uno"])
    bea = next(one.id for one in accounts.view().accounts if one.name == "Bea")
    accounts.take_away(bea)
    house.close()
    now = files.key.read_bytes()
    files.key.write_bytes(copy)
    assert opens(files.directory, BEAS)  # as the manual says: taking a phrase away is not enough
    files.key.write_bytes(now)
    with Archive.open(files.directory, PASSPHRASE, QuickHost()) as archive:
        ArchiveAccounts(archive, HOUSE, lambda: ["uno"]).change_key(PASSPHRASE)
    assert not opens(files.directory, BEAS)
    files.key.write_bytes(copy)
    with pytest.raises(AppError) as error:
        opens(files.directory, BEAS)
    assert error.value.code is ErrorCode.ARCHIVE_DAMAGED


def test_only_the_phrase_of_who_is_here_changes_the_key(house: Archive) -> None:
    old = house.database.key
    for wrong in ("la frase di nessuno", BEAS):
        with pytest.raises(AppError) as error:
            ArchiveAccounts(house, HOUSE, lambda: ["uno"]).change_key(wrong)
        assert error.value.code is ErrorCode.WRONG_PASSPHRASE
    assert house.database.key == old
    assert name_of(house) == "Casa di prova"


def test_the_backup_made_before_still_opens_by_the_phrases_of_then(house: Archive, tmp_path: Path) -> None:
    ArchiveAccounts(house, HOUSE, lambda: ["uno"]).change_key(PASSPHRASE)
    backup = house.files.last_backup()
    assert backup is not None
    with pytest.raises(AppError) as error:
        restore_backup(backup, tmp_path / "b", BEAS, QuickHost())
    assert error.value.code is ErrorCode.COORDINATOR_ONLY
    restore_backup(backup, tmp_path / "b", ADAS, QuickHost())
    assert opens(tmp_path / "b", BEAS)


def died(directory: Path, moment: int, what: str) -> bool:
    """Whether it was killed there; False when it had come to its end."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(directory), str(moment), PASSPHRASE, what],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if done.returncode == 0:
        assert done.stdout == "done\n"
        return False
    assert done.returncode == -signal.SIGKILL, done.stderr
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_at_any_moment_of_a_key_change_every_phrase_opens(house: Archive) -> None:
    directory, files = house.files.directory, house.files
    house.close()
    keys = set()
    for moment in range(40):
        was_killed = died(directory, moment, "key")
        for phrase in (BEAS, PASSPHRASE):
            assert opens(directory, phrase), (moment, phrase)
        assert "pending" not in files.key.read_text()
        keys.add(files.key.read_text())
        if not was_killed:
            break
    else:
        pytest.fail("it never came to its end")
    assert moment > 6
    assert len(keys) > 2


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_while_a_phrase_is_changed_the_old_or_the_new_one_opens(house: Archive) -> None:
    directory = house.files.directory
    house.close()
    for moment in range(10):
        was_killed = died(directory, moment, "slot")
        assert opens(directory, PASSPHRASE) != opens(directory, "un’altra della casa")
        assert opens(directory, ADAS)
        if not was_killed or opens(directory, "un’altra della casa"):
            break
    assert opens(directory, "un’altra della casa")
