"""Versions of a pact with a name, remarks on its articles, and other texts proposed for them.

The statements are frozen in 0007_versions_of_pacts.sql as they were released. Nothing that was there changes.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_name("0007_versions_of_pacts.sql")


def upgrade() -> None:
    """Make the three tables."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
