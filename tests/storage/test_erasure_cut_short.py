"""An erasure that the machine cuts short is finished by the next start, and leaves no half copy behind."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.erasing import mark_erased
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.backup import read_facts, write_backup
from cocity_desktop.storage.erasure_care import ArchiveErasures
from cocity_desktop.storage.local_values import ERASING
from tests.storage.erasing_support import found_in
from tests.storage.support import PASSPHRASE, QuickHost
from tests.storage.test_erasure import NEEDLES, check_sound, erase, furnish, haystack

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
CHILD = """
import os, signal, sys
from pathlib import Path
from cocity_desktop.application.erasing import ErasePerson, erase_person, mark_erased
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.erasure_care import ArchiveErasures
from tests.storage.support import PASSPHRASE, QuickHost

directory, person, lone, at = sys.argv[1:]
archive = Archive.open(Path(directory), PASSPHRASE, QuickHost())

def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)

def step(done, total, words):
    if done == int(at):
        die()

cmd = ErasePerson(person_id=person, also=frozenset({lone}))
care = ArchiveErasures(archive, mark_erased)
erase_person(cmd, archive.unit_of_work(""), care, lambda item: item.kind, step, finish=int(at) >= 0)
die()
"""


@pytest.mark.parametrize(
    "at", [-1, 0, 1], ids=["before the copies", "at the first copy", "between two copies"]
)
def test_kill_9_and_the_next_start_goes_on(archive: Archive, tmp_path: Path, at: int) -> None:
    ids = furnish(archive)
    folder = archive.files.directory
    archive.files.backups.mkdir()
    for day in (11, 12):
        write_backup(archive, archive.files.backups / f"casa-202702{day}T120000Z.zip")
    archive.close()
    arguments = [sys.executable, "-c", CHILD, str(folder), ids["person"], ids["lone"], str(at)]
    ended = subprocess.run(arguments, cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    left_over = folder / "cocity-left"  # what a copy in the making leaves when it is killed
    left_over.mkdir()
    (left_over / "archive.db").write_bytes(b"Quaxzenti")
    (folder / "backups" / ".casa-20270211T120000Z.zip.abc.part").write_bytes(b"Quaxzenti")
    with Archive.open(folder, PASSPHRASE, QuickHost()) as again:
        assert again.local.get(ERASING) is not None
        ArchiveErasures(again, mark_erased).finish()
        assert again.local.get(ERASING) is None
        assert found_in(haystack(again, tmp_path / "after"), NEEDLES) == []
        check_sound(again)
        for backup in again.files.backups.glob("*.zip"):
            assert read_facts(backup).revision
        assert ArchiveErasures(again, mark_erased).finish() == ()


def test_what_a_restore_moved_aside_follows(archive: Archive, tmp_path: Path) -> None:
    ids = furnish(archive)
    aside = archive.files.directory / "before-restore-20270211T120000Z"
    aside.mkdir()
    archive.database.compact()
    for file in (archive.files.database, archive.files.key):
        (aside / file.name).write_bytes(file.read_bytes())
    done = erase(archive, ids["person"], ids["lone"])
    assert [(one.name, one.state.value) for one in done.copies] == [(aside.name, "rewritten")]
    assert found_in(haystack(archive, tmp_path / "b"), NEEDLES) == []
    with Archive.open(aside, PASSPHRASE, QuickHost()) as kept:
        check_sound(kept)


def test_a_backup_that_opens_no_more_is_replaced(
    archive: Archive, new_archive: Callable[[Path], Archive], tmp_path: Path
) -> None:
    ids = furnish(archive)
    archive.files.backups.mkdir()
    broken = archive.files.backups / "casa-20270211T120000Z.zip"
    broken.write_bytes(b"PK no more")
    foreign = Archive.create(tmp_path / "foreign", PASSPHRASE, QuickHost())
    write_backup(foreign, archive.files.backups / "casa-20270212T120000Z.zip")
    foreign.close()
    done = erase(archive, ids["person"], ids["lone"])
    assert [one.state.value for one in done.copies] == ["replaced", "replaced"]
    left = list(archive.files.backups.glob("*.zip"))
    assert len(left) == 1
    assert read_facts(left[0]).revision
    assert found_in(haystack(archive, tmp_path / "b"), NEEDLES) == []
