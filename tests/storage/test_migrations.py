"""A fresh archive equals a migrated one; a step that fails leaves the archive at the version it had."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.util.exc import CommandError

from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage import migrate, schema
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.backup import read_facts
from cocity_desktop.storage.engine import Database, Durability
from cocity_desktop.system.host import LocalHost

PASSPHRASE = "cinque parole a caso bastano"
KEY = bytes(range(32))
NEXT = "9999"
STEP = '''"""A made-up step."""
from alembic import op
revision, down_revision = "{revision}", "{before}"
def upgrade():
    op.execute("ALTER TABLE houses ADD COLUMN motto TEXT NOT NULL DEFAULT ''")
    {then}
'''


def objects(database: Database) -> list[tuple[str, ...]]:
    rows = database.raw.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return sorted((kind, name, table, " ".join((sql or "").split())) for kind, name, table, sql in rows)


def test_all_migrations_lead_to_what_a_fresh_archive_has(tmp_path: Path) -> None:
    fresh = Database(tmp_path / "fresh.db", KEY, Durability.NONE_FOR_TESTS)
    with fresh.writing() as connection:
        schema.create(connection)
    migrated = Database(tmp_path / "migrated.db", KEY, Durability.NONE_FOR_TESTS)
    with migrated.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
    migrate.run_steps(migrated, schema.SHIPPED, schema.SHIPPED.revisions)
    assert objects(migrated) == objects(fresh)
    for database in (fresh, migrated):
        database.close()


def test_files_from_before_they_had_an_order_keep_everything_and_get_none(tmp_path: Path) -> None:
    old = Database(tmp_path / "old.db", KEY, Durability.NONE_FOR_TESTS)
    with old.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
    place = schema.SHIPPED.revisions.index("0005")
    migrate.run_steps(
        old,
        schema.Schema(schema.SHIPPED.revisions[:place], schema.SHIPPED.scripts),
        schema.SHIPPED.revisions[:place],
    )
    values = ("a", 1, "cortile.jpg", "image/jpeg", "00", 9, "photo", "Il portone", "2027-02-11T17:00:00Z")
    columns = "id, alive, name, media_type, sha256, size, role, caption, added_at"
    with old.writing() as connection:
        connection.exec_driver_sql(f"INSERT INTO attachments ({columns}) VALUES (?,?,?,?,?,?,?,?,?)", values)
    migrate.run_steps(old, schema.SHIPPED, schema.SHIPPED.revisions[place:])
    found = old.raw.execute(f"SELECT {columns}, place_id, position FROM attachments").fetchall()
    assert found == [(*values, None, 0)]
    old.close()


def with_step(folder: Path, then: str) -> schema.Schema:
    """The shipped migrations and one more that ends with `then`."""
    versions = folder / "versions"
    versions.mkdir(parents=True)
    for file in (schema.SHIPPED.scripts / "versions").glob("0*"):
        (versions / file.name).write_bytes(file.read_bytes())
    step = STEP.format(revision=NEXT, before=schema.SHIPPED.head, then=then)
    (versions / f"{NEXT}_motto.py").write_text(step, encoding="utf-8")
    return schema.Schema(revisions=(*schema.SHIPPED.revisions, NEXT), scripts=folder)


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    with Archive.create(tmp_path / "data", PASSPHRASE, LocalHost()) as archive:
        found_house(FoundHouse(name="Casa di prova"), archive.unit_of_work(""))
    return tmp_path / "data"


def test_an_older_archive_is_backed_up_and_brought_up(directory: Path, tmp_path: Path) -> None:
    target = with_step(tmp_path / "steps", "pass")
    with Archive.open(directory, PASSPHRASE, LocalHost(), target=target) as archive:
        found = archive.database.raw.execute("SELECT name, motto FROM houses").fetchall()
        assert found == [("Casa di prova", "")]
        assert schema.found_revision(archive.database.raw, directory) == NEXT
        copy = archive.files.last_backup()
    assert copy is not None
    assert read_facts(copy).revision == schema.SHIPPED.head


def test_a_failing_step_leaves_the_version_that_was_there(directory: Path, tmp_path: Path) -> None:
    target = with_step(tmp_path / "steps", 'raise RuntimeError("a step that fails half way")')
    with pytest.raises(EnvironmentFault) as refused:
        Archive.open(directory, PASSPHRASE, LocalHost(), target=target)
    assert refused.value.code is ErrorCode.MIGRATION_FAILED
    assert isinstance(refused.value.__cause__, RuntimeError)
    assert read_facts(Path(str(refused.value.details["backup"]))).revision == schema.SHIPPED.head
    with Archive.open(directory, PASSPHRASE, LocalHost()) as archive:
        columns = [row[1] for row in archive.database.raw.execute("PRAGMA table_info(houses)")]
        assert "motto" not in columns
        assert schema.found_revision(archive.database.raw, directory) == schema.SHIPPED.head


def test_a_newer_archive_is_refused(directory: Path, tmp_path: Path) -> None:
    target = with_step(tmp_path / "steps", "pass")
    Archive.open(directory, PASSPHRASE, LocalHost(), target=target).close()
    with pytest.raises(EnvironmentFault) as refused:
        Archive.open(directory, PASSPHRASE, LocalHost())
    assert refused.value.code is ErrorCode.ARCHIVE_NEWER


def test_a_step_that_is_not_there_is_a_bug(tmp_path: Path) -> None:
    database = Database(tmp_path / "x.db", KEY, Durability.NONE_FOR_TESTS)
    with pytest.raises((LookupError, CommandError)):
        migrate.run_steps(database, schema.SHIPPED, ("0404",))
    database.close()
