"""Whose passphrases open the archive: the port by which accounts are kept. They lie beside the database, not in it.

They are no use cases: nothing of the archive's records changes, and no undo can bring back a passphrase that was taken
away. What they may do is kept in the same place as for use cases (`domain.permissions`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cocity_desktop.application.views.access import AccessView
    from cocity_desktop.domain.entity import EntityId


class Accounts(Protocol):
    """Each act but `change_own` is the coordinator's: raises UserError COORDINATOR_ONLY or READ_ONLY_ROLE for others."""

    def view(self) -> AccessView:
        """Who has the archive open, and everybody's account."""
        ...

    def give_passphrase(self, staff_id: EntityId, passphrase: str) -> None:
        """From now on `passphrase` opens for this person (`HOUSE`: for the house), and theirs of before does not.

        Raises UserError: NOT_FOUND, ACCOUNT_CLOSED, PASSPHRASE_TOO_SHORT, PASSPHRASE_TAKEN, TOO_MANY_SLOTS.
        """
        ...

    def change_own(self, old: str, new: str) -> None:
        """Another passphrase for who has the archive open. Raises UserError: WRONG_PASSPHRASE, else as before."""
        ...

    def take_away(self, staff_id: EntityId) -> None:
        """Their passphrase opens no more. Raises UserError: NOT_FOUND, LAST_COORDINATOR."""
        ...

    def change_key(self, passphrase: str) -> None:
        """Another key for the archive itself, after a backup: copies of the key file made before open it no more.

        `passphrase` is of who has the archive open. Raises UserError(WRONG_PASSPHRASE), EnvironmentFault.
        """
        ...

    def suggest(self) -> str:
        """A passphrase of six words that nobody chose."""
        ...
