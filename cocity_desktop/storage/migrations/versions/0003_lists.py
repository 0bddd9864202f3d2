"""The lists of people, groups and places in the order of their names, with the index over their words.

The statements are frozen in 0003_lists.sql as they were released. The lines are written by `storage.lines` when the
last migration has run.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_name("0003_lists.sql")


def upgrade() -> None:
    """Make the tables, empty."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
