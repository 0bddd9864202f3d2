"""The registry in full: what people need to take part, how long records are kept, and how the registry is kept.

The statements are frozen in 0002_registry.sql as they were released. Tables that gain fields are made again, so that
a migrated archive has the same tables as a fresh one.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_name("0002_registry.sql")


def upgrade() -> None:
    """Give people and groups their new fields, and make the records of `domain.keeping`."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
