"""Brings an older archive to the schema of this app. Loaded only when there is something to bring.

Before anything: integrity is checked and a backup is made. Each step and the version it leads to are one transaction,
so that an archive is always of a version that some release knows (docs/schema-history.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode
from cocity_desktop.storage import backup, lines, schema
from cocity_desktop.storage.faults import damaged, told_as_faults

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cocity_desktop.storage.engine import Database
    from cocity_desktop.storage.host import Host
    from cocity_desktop.storage.layout import ArchiveFiles


def upgrade(database: Database, files: ArchiveFiles, host: Host, target: schema.Schema) -> Path:
    """Run what lacks up to `target`'s head. Returns the backup that was made first.

    Raises EnvironmentFault: ARCHIVE_DAMAGED, DISK_FULL, FILE_UNWRITABLE; MIGRATION_FAILED (source, target, backup)
    for a step that fails, which leaves the archive at the last version that was reached.
    """
    with told_as_faults(files.directory):
        found = schema.found_revision(database.raw, files.directory)
        if database.pragma("integrity_check(1)") != "ok":
            raise damaged(files.directory, "database")
    files.backups.mkdir(exist_ok=True)
    copy = files.backups / backup.backup_name(host.clock.now())
    backup.copy_database(database, files, host, copy)
    place = target.revisions.index(found)
    try:
        run_steps(database, target, target.revisions[place + 1 :])
    except AppError:
        raise
    except Exception as error:
        # The step is undone; the archive is of the version that the older app still reads, and there is a copy.
        details = {"source": found, "target": target.head, "backup": str(copy)}
        raise EnvironmentFault(ErrorCode.MIGRATION_FAILED, **details) from error
    return copy


def run_steps(database: Database, target: schema.Schema, revisions: Sequence[str]) -> None:
    """Run these steps in order, each with its version in one transaction."""
    scripts = ScriptDirectory(str(target.scripts))
    for revision in revisions:
        script = scripts.get_revision(revision)
        if script is None:
            raise LookupError(revision)
        _run(database, script.module.upgrade, revision, is_last=revision == target.head)


def _run(database: Database, step: object, revision: str, *, is_last: bool) -> None:
    # Recreating a table drops it for a moment: references are checked as a whole before the commit instead.
    database.raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with database.writing() as connection:
            context = MigrationContext.configure(connection, opts={"transactional_ddl": False})
            with Operations.context(context):
                step()  # type: ignore[operator]
            if is_last:
                # A migration has frozen SQL alone, and the lists have words that are folded here.
                lines.rebuild(database.raw)
            connection.exec_driver_sql("DELETE FROM alembic_version")
            connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision,))
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise damaged(database.path.parent, "references")
    finally:
        database.raw.execute("PRAGMA foreign_keys = ON")
