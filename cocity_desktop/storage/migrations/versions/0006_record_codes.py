"""Records are found by their code: an index over the end of their ids (docs/adr/0031)."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INDEX = (
    "CREATE INDEX ix_search_item_code ON search_item (substr(entity_id, -7)) WHERE kind IN "
    "('commitment', 'delivery', 'group', 'meeting', 'pact', 'person', 'place', 'process')"
)


def upgrade() -> None:
    """Make the index."""
    op.get_bind().exec_driver_sql(_INDEX)
