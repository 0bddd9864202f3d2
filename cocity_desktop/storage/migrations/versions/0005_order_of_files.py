"""Files of a record, and so the photos of a place, stand in an order of their own.

The statements are frozen in 0005_order_of_files.sql as they were released. All get position 0: equals stand as they were
added, which is the order they had.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = Path(__file__).with_name("0005_order_of_files.sql")


def upgrade() -> None:
    """Give the files their field."""
    for statement in _STATEMENTS.read_text(encoding="utf-8").split("\n;\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
