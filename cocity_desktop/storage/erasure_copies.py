"""The copies of an archive that the app keeps follow an erasure: backups, and what a restore moved aside.

What they are owed waits in the encrypted archive itself, written in the erasure's own transaction and blotted out when the
last copy is done: whatever happens in between, the next start goes on. Each copy is replaced whole or not at all, keeps the
moment it was made, and opens with the same passphrase as before. Only then is the archive's own file written anew, so that
nothing of the person is left in its free pages or its log.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.erasing import CopyOutcome, CopyState, Mark
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage import backup, local_values, schema
from cocity_desktop.storage.engine import Database
from cocity_desktop.storage.erasure import redact
from cocity_desktop.storage.erasure_blotting import Owed, owed
from cocity_desktop.storage.erasure_traces import identity_of
from cocity_desktop.storage.faults import told_as_faults
from cocity_desktop.storage.local_values import ERASING
from cocity_desktop.storage.unit_of_work import SqlUnitOfWork
from cocity_desktop.storage.writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.erasing import BlottedOut
    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.host import Host
    from cocity_desktop.storage.layout import ArchiveFiles

Marker = Callable[["UnitOfWork", "BlottedOut", Mark], object]
"""`application.erasing.mark_erased`, handed in by the composition root."""

_NOTHING: Final = "[]"
_UNREADABLE: Final = frozenset(
    {ErrorCode.BACKUP_DAMAGED, ErrorCode.ARCHIVE_DAMAGED, ErrorCode.ARCHIVE_NEWER, ErrorCode.MIGRATION_FAILED}
)
_ERASURE: Final = 'SELECT id, erased_on, "left" FROM erasures WHERE person_id = ? AND number = ?'


def copies_of(files: ArchiveFiles) -> tuple[Path, ...]:
    """The app's own copies, oldest first."""
    return (
        *sorted(files.backups.glob("*.zip")),
        *sorted(files.directory.glob("before-restore-*/archive.db")),
    )


def finish(
    archive: Archive, mark: Marker, step: Callable[[int, int, str], None] | None = None
) -> tuple[CopyOutcome, ...]:
    """See `application.erasing.ErasureCare.finish`."""
    with archive.database.exclusive():
        found = archive.local.get(ERASING)
        debts = owed(archive.database.raw)
        if found is None:
            return ()
        _sweep(archive.files)
        outcomes = []
        copies = copies_of(archive.files) if debts else ()
        for number, copy in enumerate(copies):
            if step is not None:
                step(number, len(copies), name_of(copy))
            outcomes.append(_follow(archive, copy, debts, mark))
        archive.local.put(ERASING, _NOTHING)
        archive.database.compact()
        if any(one.state is CopyState.REPLACED for one in outcomes):
            backup.keep_backup(archive)
        archive.local.forget(ERASING)
    return tuple(outcomes)


def name_of(copy: Path) -> str:
    """What a person is told of which copy: the file, or the folder that a restore made."""
    return copy.name if copy.suffix == ".zip" else copy.parent.name


def _sweep(files: ArchiveFiles) -> None:
    """What a crash left behind while copies were made: whole copies under names that nobody looks at."""
    for folder in files.directory.glob(f"{backup.WORKING}*"):
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
    for directory in (files.directory, files.backups):
        for part in directory.glob(".*.part"):
            part.unlink(missing_ok=True)


def _follow(archive: Archive, copy: Path, debts: tuple[Owed, ...], mark: Marker) -> CopyOutcome:
    def work(database: Path) -> None:
        _erase_in(archive, database, debts, mark)

    try:
        if copy.suffix == ".zip":
            backup.rewrite_backup(copy, archive.files, archive.host, work)
        else:
            work(copy)
    except EnvironmentFault as fault:
        if fault.code not in _UNREADABLE:
            raise
        return CopyOutcome(name_of(copy), _given_up(copy, fault))
    return CopyOutcome(name_of(copy), CopyState.REWRITTEN)


def _given_up(copy: Path, fault: EnvironmentFault) -> CopyState:
    """A backup of ours that opens no more (damaged, under a key of before) may hold the person: a fresh one replaces it.

    What a newer app wrote, and what a restore moved aside, stays: it may be another house's.
    """
    if copy.suffix != ".zip" or fault.code is ErrorCode.ARCHIVE_NEWER or not copy.name.startswith("casa-"):
        return CopyState.UNREADABLE
    copy.unlink()
    return CopyState.REPLACED


def _erase_in(archive: Archive, path: Path, debts: tuple[Owed, ...], mark: Marker) -> None:
    """A copy made by an older app is brought to this schema first: it could not say that somebody was erased."""
    database = Database(path, archive.database.key)
    try:
        with told_as_faults(path.parent):
            _bring_up(database)
            for debt in debts:
                _erase_one(archive, database, debt, mark)
            with database.writing() as connection:
                connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (ERASING,))
            database.compact()
    finally:
        database.close()


def _bring_up(database: Database) -> None:
    directory = database.path.parent
    found = schema.found_revision(database.raw, directory)
    if schema.is_current(found, schema.SHIPPED, directory):
        return
    from cocity_desktop.storage import migrate  # Alembic: slow to load, and needed for an old copy only

    revisions = schema.SHIPPED.revisions
    migrate.run_steps(database, schema.SHIPPED, revisions[revisions.index(found) + 1 :])


def _erase_one(archive: Archive, database: Database, debt: Owed, mark: Marker) -> None:
    row = database.raw.execute("SELECT erased_number FROM people WHERE id = ?", (debt.person_id,)).fetchone()
    if row is None or row[0] is not None:
        # Nobody to mark: the person came later, or a crash fell behind this step. Texts may name them all the same.
        with database.writing():
            redact(
                database.raw, identity_of(database.raw, debt.person_id, debt.number, debt.known), debt.also
            )
        return
    erasure_id, erased_on, left = archive.database.raw.execute(
        _ERASURE, (debt.person_id, debt.number)
    ).fetchone()
    told = Mark(
        erasure_id, debt.person_id, debt.number, date.fromisoformat(erased_on), tuple(json.loads(left))
    )
    with _writing_in(database, archive.host) as uow:
        out = uow.blot_out(debt.person_id, debt.number, debt.also, debt.known)
        mark(uow, out, told)


def _writing_in(database: Database, host: Host) -> SqlUnitOfWork:
    """Under a device of its own: this laptop goes on writing its journal in the archive."""
    return SqlUnitOfWork(Writer(database, host, local_values.new_device(host)), "")
