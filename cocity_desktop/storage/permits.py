"""Holds who may do what: asked by every commit, undo and redo included, and by what touches the archive as a whole.

The role is read in the transaction that is about to write, so a role that was taken away a moment ago counts no more.
It stands beside the check of references because it is of the same kind: what must be true whatever the use case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.permissions import COORDINATORS_KINDS, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.tracked import Tracked

_ROLE = "SELECT role FROM staff WHERE id = ? AND alive = 1 AND active = 1"
_CHANGE = "SELECT label, mode, reverses, actor FROM change WHERE change_id = ?"
_COORDINATORS = "SELECT id FROM staff WHERE alive = 1 AND active = 1 AND role = 'coordinator'"


def role_of(raw: Any, actor: EntityId) -> StaffRole:
    """What `actor` is now. Who is not, or is no longer, of the staff may read."""
    if actor == HOUSE:
        return StaffRole.COORDINATOR
    found = raw.execute(_ROLE, (actor,)).fetchone()
    return StaffRole(found[0]) if found else StaffRole.READ_ONLY


def check(raw: Any, actor: EntityId, name: str) -> None:
    """Raises UserError: READ_ONLY_ROLE, COORDINATOR_ONLY. `name` is a capability's or a change's."""
    code = refusal(role_of(raw, actor), name)
    if code is not None:
        raise UserError(code)


def check_change(
    raw: Any, actor: EntityId, label: str, reverses: EntityId | None, written: Iterable[Tracked]
) -> None:
    """As `check`, for a change about to be written: by what it is called, what it turns back and what it touches."""
    if actor == HOUSE:
        return
    role = role_of(raw, actor)
    turned, theirs = _turned(raw, reverses)
    code = refusal(role, turned or label)
    foreign = theirs not in (HOUSE, actor) and role_of(raw, theirs) is StaffRole.COORDINATOR
    touches = any(tracked.kind in COORDINATORS_KINDS for tracked in written)
    if code is None and role is not StaffRole.COORDINATOR and (foreign or touches):
        code = ErrorCode.COORDINATOR_ONLY
    if code is not None:
        raise UserError(code)


def check_coordinators_stay(raw: Any, slots: Iterable[EntityId], written: Iterable[Tracked] = ()) -> None:
    """Somebody who may do everything must be able to open the archive.

    `written` are the records of a change about to be written. Raises UserError(LAST_COORDINATOR).
    """
    able = {row[0] for row in raw.execute(_COORDINATORS)}
    for tracked in written:
        if tracked.kind == "staff_member":
            one: Any = tracked.entity
            leads = tracked.alive and one.active and one.role is StaffRole.COORDINATOR
            able = able | {one.id} if leads else able - {one.id}
    if not (able | {HOUSE}) & set(slots):
        raise UserError(ErrorCode.LAST_COORDINATOR)


def _turned(raw: Any, change_id: EntityId | None) -> tuple[str, EntityId]:
    """The label of what an undo or a redo turns, at the end of all turnings, and whose the turned change was."""
    label, whose = "", HOUSE
    while change_id:
        label, mode, further, actor = raw.execute(_CHANGE, (change_id,)).fetchone()
        whose = whose or actor
        change_id = further if mode != "do" else None
    return label, whose
