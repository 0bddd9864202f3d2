"""Holds that an erased person stays erased: at the one place through which every change goes, undo and redo included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.tracked import Tracked

_NUMBER: Final = "SELECT erased_number FROM people WHERE id = ? AND erased_number IS NOT NULL"
_ABOUT: Final = {
    "contact_point": ("person_id",),
    "membership": ("person_id",),
    "consent": ("person_id",),
    "group": ("representative_id",),
    "merge": ("kept_id", "gone_id"),
}
"""What may not be said anew of an erased person, and the fields that say of whom."""
_ONLY_NEW: Final = {"entry": ("person_id",), "attendance": ("person_id",)}
"""What stays as it was when its person was erased, and goes on being corrected."""
_KINDS: Final = frozenset({"person", *_ABOUT, *_ONLY_NEW})

_BARRED: Final = """
    WITH gone(id) AS (SELECT id FROM people WHERE erased_number IS NOT NULL),
    theirs(id) AS (
        SELECT id FROM gone
        UNION ALL SELECT id FROM contact_points WHERE person_id IN (SELECT id FROM gone)
        UNION ALL SELECT id FROM memberships WHERE person_id IN (SELECT id FROM gone)
        UNION ALL SELECT id FROM consents WHERE person_id IN (SELECT id FROM gone)
        UNION ALL SELECT id FROM erasures
    )
    SELECT 1 FROM theirs JOIN operation o ON o.entity_id = theirs.id WHERE o.change_id = ? LIMIT 1
"""


def check(raw: Any, written: Iterable[Tracked]) -> None:
    """Raises UserError(PERSON_ERASED, number) for a change that would say something of an erased person."""
    told = [tracked for tracked in written if tracked.kind in _KINDS]
    asked = {tracked.entity.id for tracked in told if tracked.kind == "person" and tracked.before is None}
    for tracked in told:
        for person_id in _concerned(tracked):
            if person_id in asked:
                continue
            asked.add(person_id)
            found = raw.execute(_NUMBER, (person_id,)).fetchone()
            if found is not None:
                raise UserError(ErrorCode.PERSON_ERASED, number=found[0])


def is_barred(raw: Any, change_id: EntityId) -> bool:
    """Whether a change wrote something of a person who was erased since: it can never be taken back."""
    return raw.execute(_BARRED, (change_id,)).fetchone() is not None


def _concerned(tracked: Tracked) -> Iterator[EntityId]:
    if tracked.kind == "person" and tracked.before is not None:
        yield tracked.entity.id
        return
    if not tracked.alive or _only_ends(tracked):
        return
    fields = _ABOUT.get(tracked.kind, ())
    if tracked.before is None:
        fields = (*fields, *_ONLY_NEW.get(tracked.kind, ()))
    for name in fields:
        value = tracked.row[tracked.codec.index[name]]
        if value is not None:
            yield value


def _only_ends(tracked: Tracked) -> bool:
    """Whether nothing is said of a person but that their time is over; of a group, nothing of who stands for it."""
    if tracked.before is None or tracked.revived:
        return False
    changed = {tracked.codec.specs[position].name for position in tracked.changed_positions()}
    if tracked.kind == "group":
        return "representative_id" not in changed
    return tracked.kind == "membership" and changed <= {"until"}
