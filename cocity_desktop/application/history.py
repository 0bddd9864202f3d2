"""Undo and redo, as use cases like any other: they write new operations, nothing is ever taken out of the journal.

A change can be taken back once, while what it wrote is still what stands: for each of its operations, the value in force
must be that operation's, whether it stands there directly or was taken up again by a redo. Undo of a creation takes
the life of the record and leaves its fields, so that a redo finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import ChangeRecord, JournalReader, Operation, UnitOfWork

LIFE = ""
"""The field of an operation that says whether the record is alive."""

MERGE, UNMERGE = "merge_records", "unmerge"
"""The labels of what joins two records and of what parts them again: of these the order counts (see `_check_order`)."""
KEPT_NOTES = frozenset({"note_export"})
"""Labels of changes that undo and redo pass over: what has left the house cannot be called back by forgetting it."""

_FIRST_LOOK = 64
"""Changes: what is undone is nearly always among the last few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoChange:
    """Take back one change of the history, not necessarily the last."""

    change_id: EntityId


def undo_last(uow: UnitOfWork) -> Changes:
    """Take back the newest change of this device that is in effect; what concerns an erased person is passed over.

    Raises UserError: NOTHING_TO_UNDO, UNDO_SUPERSEDED; REFERENCE_MISSING or STILL_REFERENCED when the records
    that it concerns are needed by others.
    """
    with uow:
        return _reverse(uow, undo_candidate(uow.journal), "undo")


def redo_last(uow: UnitOfWork) -> Changes:
    """Take back the newest undo that nothing followed. Raises UserError(NOTHING_TO_REDO), else as `undo_last`."""
    with uow:
        return _reverse(uow, redo_candidate(uow.journal), "redo")


def undo_change(cmd: UndoChange, uow: UnitOfWork) -> Changes:
    """Take back one change that is in effect; of an undo, that is a redo.

    Raises UserError: NOT_FOUND, UNDO_SUPERSEDED, PERSON_ERASED, NOTHING_TO_UNDO for what is never taken back, else
    as `undo_last`.
    """
    with uow:
        change = uow.journal.change(cmd.change_id)
        if change.label in KEPT_NOTES:
            raise UserError(ErrorCode.NOTHING_TO_UNDO)
        # What a "do" wrote stands only while it is in effect; the values of an undo may stand for another reason.
        if change.mode != "do" and not _stands(uow.journal, change):
            raise UserError(ErrorCode.UNDO_SUPERSEDED)
        return _reverse(uow, change, "redo" if change.mode == "undo" else "undo")


def undo_candidate(journal: JournalReader) -> ChangeRecord:
    """What `undo_last` would take back, to say so on the button. Raises UserError(NOTHING_TO_UNDO)."""
    for change, stands in _newest_first(journal):
        kept = change.label in KEPT_NOTES or (stands and journal.is_barred(change.change_id))
        if stands and change.mode == "do" and not kept:
            return change
    raise UserError(ErrorCode.NOTHING_TO_UNDO)


def redo_candidate(journal: JournalReader) -> ChangeRecord:
    """What `redo_last` would take back. Raises UserError(NOTHING_TO_REDO)."""
    for change, stands in _newest_first(journal):
        if change.label in KEPT_NOTES:
            continue
        if change.mode == "do":
            break
        if stands and change.mode == "undo":
            return change
    raise UserError(ErrorCode.NOTHING_TO_REDO)


def _newest_first(journal: JournalReader) -> Iterator[tuple[ChangeRecord, bool]]:
    """This device's changes, each with whether it is in effect: nothing that is in effect has reversed it."""
    reversed_ids: set[EntityId | None] = set()
    for change in _pages(journal):
        stands = change.change_id not in reversed_ids
        if stands and change.mode != "do":
            reversed_ids.add(change.reverses)
        yield change, stands


def _stands(journal: JournalReader, wanted: ChangeRecord) -> bool:
    """Whether a change is in effect: only later ones can have reversed it."""
    later = _newest_first(journal)
    return all(
        not (stands and change.reverses == wanted.change_id)
        for change, stands in takewhile(lambda pair: pair[0].hlc > wanted.hlc, later)
    )


def _pages(journal: JournalReader) -> Iterator[ChangeRecord]:
    """The journal is asked for twice as much each time, since nearly always the first few are enough."""
    seen, limit = 0, _FIRST_LOOK
    while True:
        page = journal.last_changes(limit)
        yield from page[seen:]
        if len(page) < limit:
            return
        seen, limit = limit, limit * 2


def _reverse(uow: UnitOfWork, change: ChangeRecord, mode: str) -> Changes:
    if uow.journal.is_barred(change.change_id):
        raise UserError(ErrorCode.PERSON_ERASED, number="")
    _check_order(uow.journal, change)
    for operation in uow.journal.overtaken(change.change_id):
        _check_in_force(uow.journal, operation)
    for operation in uow.journal.to_take_back(change.change_id):
        uow.restore_field(operation)
    return uow.commit(mode, subject=change.subject, reverses=(mode, change.change_id))


def _check_order(journal: JournalReader, change: ChangeRecord) -> None:
    """A merge or its taking back is undone only while no later one is in effect: they share fields without writing them all.

    Out of that order `application.unmerging` takes a merge back, which reads all of them.
    """
    root = change
    while root.mode != "do" and root.reverses is not None:
        root = journal.change(root.reverses)
    if root.label not in {MERGE, UNMERGE}:
        return
    for later, stands in takewhile(lambda pair: pair[0].hlc > change.hlc, _newest_first(journal)):
        if stands and later.mode == "do" and later.label in {MERGE, UNMERGE}:
            raise UserError(ErrorCode.UNDO_SUPERSEDED, id=later.change_id)


def _check_in_force(journal: JournalReader, operation: Operation) -> None:
    head = journal.head(operation.entity_id, operation.field)
    if head is None or _origin(journal, head) != _origin(journal, operation):
        raise UserError(
            ErrorCode.UNDO_SUPERSEDED, operation.field or None, kind=operation.kind, id=operation.entity_id
        )


def _origin(journal: JournalReader, operation: Operation) -> str:
    """The id of the operation that first gave the value; "" when the value is the absence of any."""
    while operation.restores:
        operation = journal.operation(operation.restores, operation.field)
    return operation.op_id if operation.restores is None else ""
