"""What is shown of who may open the archive, and who has it open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.permissions import refusal

if TYPE_CHECKING:
    from cocity_desktop.domain.errors import ErrorCode


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A member of the staff, and whether a passphrase of theirs opens the archive; `last_unlock` on this computer."""

    id: EntityId
    name: str
    role: StaffRole
    active: bool
    has_passphrase: bool
    last_unlock: datetime | None


@dataclass(frozen=True, slots=True)
class AccessView:
    """Who has the archive open, with what role, and everybody's account.

    `house_phrase` is whether the phrase with which the archive was founded still opens it; `house_moves` whether a
    change of the archive's key by who is here would take it along.
    """

    my_id: EntityId
    my_name: str
    my_role: StaffRole
    house_phrase: bool
    house_last_unlock: datetime | None
    house_moves: bool
    accounts: tuple[AccountRow, ...]

    @property
    def is_house(self) -> bool:
        """Whether the archive was opened by the phrase of the house."""
        return self.my_id == HOUSE

    @property
    def has_accounts(self) -> bool:
        """Whether anybody has a passphrase of their own."""
        return any(one.has_passphrase for one in self.accounts)

    def refusal(self, *acts: str) -> ErrorCode | None:
        """Why who is here may not do all of `acts` (labels of changes, capabilities); None when they may."""
        codes = (refusal(self.my_role, act) for act in acts)
        return next((code for code in codes if code is not None), None)
