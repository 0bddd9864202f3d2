"""A new archive into which the real one is read: what was written to found it makes way.

Whoever starts the app must name a house before there is a menu to import from. If nothing else was written since,
that house is nobody's: its rows and its journal go, the only rows that ever do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.house import House, StaffMember
from cocity_desktop.storage import lines, search

if TYPE_CHECKING:
    from cocity_desktop.storage.archive_reading import ArchiveContent

_FOUNDING: Final = (House, StaffMember)


def forget_founding(raw: Any, content: ArchiveContent) -> None:
    """Empty the archive if it holds only its own founding and the file brings another house."""
    kinds = {row[0] for row in raw.execute("SELECT DISTINCT kind FROM operation")}
    ours = {row[0] for row in raw.execute('SELECT id FROM "houses"')}
    theirs = content.records["house"].keys()
    if not ours or not theirs or ours & theirs or not kinds <= {cls.KIND for cls in _FOUNDING}:
        return
    for cls in _FOUNDING:
        raw.execute(f'DELETE FROM "{cls.PLURAL}"')
    raw.execute("DELETE FROM operation")
    raw.execute("DELETE FROM change")
    search.rebuild(raw)
    lines.rebuild(raw)
