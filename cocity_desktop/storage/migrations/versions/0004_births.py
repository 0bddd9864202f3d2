"""New records are one operation of the journal (docs/adr/0027), which an older app would take for a record without fields.

No table changes and what is in the journal stays as it is: the revision alone keeps an older app away.
"""

from __future__ import annotations

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing to do."""
