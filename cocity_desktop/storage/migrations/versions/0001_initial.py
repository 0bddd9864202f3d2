"""The first schema: all tables of the domain, the journal, contents, drafts and the search index.

The statements are frozen in 0001_initial.sql as they were released: later changes are later files.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_name("0001_initial.sql")


def upgrade() -> None:
    """Make everything."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
