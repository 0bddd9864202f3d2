"""Satisfies `application.access.Accounts`: slots of the key file, held together with the staff in the archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cocity_desktop.application.views.access import AccessView, AccountRow
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.permissions import Capability
from cocity_desktop.domain.record import moment_text
from cocity_desktop.storage import permits
from cocity_desktop.storage.archive import Archive

_WORDS: Final = 6
_UNLOCKED: Final = "unlocked:"
_STAFF: Final = "SELECT id, name, role, active FROM staff WHERE alive = 1 ORDER BY active DESC, name, id"


def note_unlock(archive: Archive) -> None:
    """Who opened the archive is let in, and when is kept on this computer, once there are accounts to tell apart.

    Raises UserError(ACCOUNT_CLOSED) for one who is of the staff no more.
    """
    if archive.slot != HOUSE:
        with archive.reader():
            found = archive.database.raw.execute(
                "SELECT 1 FROM staff WHERE id = ? AND alive = 1 AND active = 1", (archive.slot,)
            ).fetchone()
        if found is None:
            raise UserError(ErrorCode.ACCOUNT_CLOSED, "passphrase")
    elif len(archive.host.slots_of(archive.files.key)) == 1:
        return
    archive.local.put(f"{_UNLOCKED}{archive.slot}", moment_text(archive.host.clock.now()))


@dataclass(frozen=True, slots=True)
class ArchiveAccounts:
    """`words` gives the words of which a suggested passphrase is made."""

    archive: Archive
    actor: EntityId
    words: Callable[[], Sequence[str]]

    def view(self) -> AccessView:
        """See `application.access.Accounts.view`."""
        archive, key = self.archive, self.archive.files.key
        slots = archive.host.slots_of(key)
        with archive.reader():
            raw = archive.database.raw
            rows = raw.execute(_STAFF).fetchall()
            role = permits.role_of(raw, self.actor)
        accounts = tuple(
            AccountRow(i, name, StaffRole(kind), bool(active), i in slots, self._unlocked(i))
            for i, name, kind, active in rows
        )
        mine = next((one.name for one in accounts if one.id == self.actor), "")
        left = archive.host.left_behind(key, self.actor)
        return AccessView(
            self.actor, mine, role, HOUSE in slots, self._unlocked(HOUSE), HOUSE not in left, accounts
        )

    def give_passphrase(self, staff_id: EntityId, passphrase: str) -> None:
        """See `application.access.Accounts.give_passphrase`."""
        self._check(Capability.KEEP_ACCOUNTS)
        if staff_id != HOUSE:
            self._check_works_here(staff_id)
        self._put(staff_id, passphrase)

    def change_own(self, old: str, new: str) -> None:
        """See `application.access.Accounts.change_own`."""
        archive = self.archive
        if archive.host.open_key(archive.files.key, old, self.actor).slot != self.actor:
            raise UserError(ErrorCode.WRONG_PASSPHRASE, "passphrase")
        self._put(self.actor, new)

    def take_away(self, staff_id: EntityId) -> None:
        """See `application.access.Accounts.take_away`."""
        self._check(Capability.KEEP_ACCOUNTS)
        archive = self.archive
        left = [slot for slot in archive.host.slots_of(archive.files.key) if slot != staff_id]
        with archive.database.exclusive():
            permits.check_coordinators_stay(archive.database.raw, left)
        archive.host.take_slot(archive.files.key, staff_id)

    def change_key(self, passphrase: str) -> None:
        """See `application.access.Accounts.change_key`."""
        from cocity_desktop.storage.backup import keep_backup
        from cocity_desktop.storage.key_change import change_key

        self._check(Capability.CHANGE_ARCHIVE_KEY)
        keep_backup(self.archive)
        change_key(self.archive, passphrase)

    def suggest(self) -> str:
        """See `application.access.Accounts.suggest`."""
        words = self.words()
        return " ".join(words[self._below(len(words))] for _ in range(_WORDS))

    def _below(self, most: int) -> int:
        """A number below `most`, none likelier than another: 64 bits more than are needed make the rest too small to find."""
        return int.from_bytes(self.archive.host.random_bytes(16)) % most

    def _put(self, slot: EntityId, passphrase: str) -> None:
        self.archive.host.put_slot(self.archive.files.key, self.archive.database.key, slot, passphrase)

    def _check(self, capability: Capability) -> None:
        with self.archive.reader():
            permits.check(self.archive.database.raw, self.actor, capability)

    def _check_works_here(self, staff_id: EntityId) -> None:
        found = next((one for one in self.view().accounts if one.id == staff_id), None)
        if found is None:
            raise UserError(ErrorCode.NOT_FOUND, kind="staff_member", id=staff_id)
        if not found.active:
            raise UserError(ErrorCode.ACCOUNT_CLOSED, "passphrase")

    def _unlocked(self, slot: EntityId) -> datetime | None:
        found = self.archive.local.get(f"{_UNLOCKED}{slot}")
        return datetime.fromisoformat(found) if found else None
