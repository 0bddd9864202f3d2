"""Which schema this app writes, and how a fresh database gets it without loading the migrations.

A test holds that a fresh database equals one that went through every migration (docs/schema-history.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.storage import lines, search
from cocity_desktop.storage.faults import damaged
from cocity_desktop.storage.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VERSION_TABLE: Final = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"


@dataclass(frozen=True, slots=True)
class Schema:
    """The revisions, oldest first, and the folder of their migrations."""

    revisions: tuple[str, ...]
    scripts: Path

    @property
    def head(self) -> str:
        """The revision that this app reads and writes."""
        return self.revisions[-1]


SHIPPED: Final = Schema(
    revisions=("0001", "0002", "0003", "0004", "0005", "0006", "0007"),
    scripts=Path(__file__).parent / "migrations",
)


def create(connection: Connection) -> None:
    """All tables of the newest revision, stamped. Needs a transaction."""
    METADATA.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(search.CREATE_SQL)
    for kind in lines.KINDS:
        for statement in lines.create_sql(kind):
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(_VERSION_TABLE)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (SHIPPED.head,))


def found_revision(raw: Any, directory: Path) -> str:
    """The revision of a database. Raises EnvironmentFault(ARCHIVE_DAMAGED) when it has none."""
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = (
        raw.execute("SELECT version_num FROM alembic_version").fetchall()
        if "alembic_version" in tables
        else []
    )
    if len(rows) != 1:
        raise damaged(directory, "schema")
    return str(rows[0][0])


def is_current(found: str, schema: Schema, directory: Path) -> bool:
    """False when migrations are to be run. Raises EnvironmentFault(ARCHIVE_NEWER) for a revision unknown here."""
    if found not in schema.revisions:
        raise EnvironmentFault(ErrorCode.ARCHIVE_NEWER, path=str(directory), revision=found)
    return found == schema.head
