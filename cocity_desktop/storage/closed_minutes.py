"""Holds what approved minutes say: at the one place through which every change goes, undo and redo included.

It stands beside the check of references because it is of the same kind: what must be true of an archive whatever the
use case. What another laptop wrote is taken over as it is, since it was true there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.closed_minutes import refusal
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.keeping import Merge
from cocity_desktop.domain.lifecycle import MinutesState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cocity_desktop.storage.tracked import Tracked

_OF_MEETING = "SELECT state FROM minutes WHERE meeting_id = ? AND alive = 1"
_OF_MINUTES = "SELECT state FROM minutes WHERE id = ?"
_OF_ENTRY = """
    SELECT m.state FROM minutes m JOIN entries e ON e.meeting_id = m.meeting_id WHERE e.id = ? AND m.alive = 1
"""
_OF_DECISION = """
    SELECT m.state FROM minutes m JOIN entries e ON e.meeting_id = m.meeting_id
    JOIN decisions d ON d.entry_id = e.id WHERE d.id = ? AND m.alive = 1
"""
_ABOVE: Final = {
    "meeting": ("", _OF_MEETING),
    "agenda_item": ("meeting_id", _OF_MEETING),
    "attendance": ("meeting_id", _OF_MEETING),
    "entry": ("meeting_id", _OF_MEETING),
    "decision": ("entry_id", _OF_ENTRY),
    "reservation": ("decision_id", _OF_DECISION),
    "minutes_paragraph": ("minutes_id", _OF_MINUTES),
    "minutes": ("", _OF_MINUTES),
}
"""By kind: the field that leads towards the minutes ("" for the record's own id), and the question it answers."""


def check(raw: Any, written: Sequence[Tracked]) -> None:
    """Raises UserError: MINUTES_APPROVED or MINUTES_LOCKED, as the minutes stood before this transaction."""
    one_of = _joined(raw, written)
    for tracked in written:
        if tracked.kind in _ABOVE:
            _check(raw, tracked, one_of)


def _joined(raw: Any, written: Iterable[Tracked]) -> Mapping[str, str]:
    """Where this transaction makes a merge or takes one back: every record that was ever merged, and one name for all it is.

    Values may pass over several merges at once: when a later one was taken back before an earlier one.
    """
    if not any(tracked.kind == Merge.KIND and tracked.alive != tracked.was_alive for tracked in written):
        return {}
    merges = [tracked.entity for tracked in written if isinstance(tracked.entity, Merge)]
    pairs = [(merge.kept_id, merge.gone_id) for merge in merges]
    one_of: dict[str, str] = {}
    for kept, gone in (*pairs, *raw.execute("SELECT kept_id, gone_id FROM merges")):
        here, there = one_of.setdefault(kept, kept), one_of.setdefault(gone, gone)
        if here != there:
            one_of.update({record: here for record, name in one_of.items() if name == there})
    return one_of


def _check(raw: Any, tracked: Tracked, one_of: Mapping[str, str]) -> None:
    changed = _changed(tracked, one_of)
    if not changed:
        return
    field, sql = _ABOVE[tracked.kind]
    for above in set(_led_to(tracked, field)):
        for (state,) in raw.execute(sql, (above,)):
            code = refusal(tracked.kind, changed, MinutesState(state))
            if code is not None:
                raise UserError(code, kind=tracked.kind, id=tracked.entity.id)


def _changed(tracked: Tracked, one_of: Mapping[str, str]) -> frozenset[str]:
    specs = tracked.codec.specs
    if tracked.alive != tracked.was_alive or tracked.before is None:
        return frozenset(spec.name for spec in specs)
    before, now = tracked.before, tracked.row
    return frozenset(
        specs[i].name
        for i in tracked.changed_positions()
        if specs[i].refers_to is None or one_of.get(before[i], "") != one_of.get(now[i], before[i])
    )


def _led_to(tracked: Tracked, field: str) -> Iterator[Any]:
    """Where the record belonged and where it will: something may be taken out of a closed meeting as well."""
    if not field:
        yield tracked.entity.id
        return
    place = tracked.codec.index[field]
    yield tracked.row[place]
    if tracked.before is not None:
        yield tracked.before[place]
