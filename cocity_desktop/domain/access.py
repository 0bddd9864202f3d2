"""Who opened the archive: every member of the staff by a passphrase of their own, or the house by its own.

The key file (`system.key_file`) holds a slot for each; the journal names the slot's owner as the actor.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from cocity_desktop.domain.entity import EntityId

HOUSE: Final[EntityId] = ""
"""The slot, and the actor, that is nobody's: the phrase with which the archive was founded. It may do everything."""


class OpenedKey(NamedTuple):
    """A database key (32 bytes), whose passphrase gave it, and the key that follows it if a change was cut short."""

    key: bytes
    slot: EntityId
    pending: bytes | None = None
