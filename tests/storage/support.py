"""A machine for tests of the storage: real files, locks, clock and key files, but keys that cost next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.system.host import LocalHost
from cocity_desktop.system.key_slots import Cost

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive

PASSPHRASE = "quattro parole da ricordare"
EMPLOY = """
    INSERT INTO staff (id, alive, name, role, email, active) VALUES (?, 1, ?, 'coordinator', '', 1)
"""
CHEAP: Final = Cost(memory_kib=8, passes=1, lanes=1)


class QuickHost(LocalHost):
    """Whoever has a key file of this host guesses its passphrase in no time."""

    cost = CHEAP


def employ(archive: Archive, *ids: str) -> None:
    """People who may do everything, known by any word: for tests about other things, past the journal."""
    for one in ids:
        archive.database.raw.execute(EMPLOY, (one, one))
