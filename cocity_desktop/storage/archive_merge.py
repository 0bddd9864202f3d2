"""Merges a file that has a journal: unknown operations are added, and the records they concern are told anew.

A field holds the value of its latest operation, whichever archive it was written in, so both sides of a merge end
alike and merging twice adds nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.changes import Changes
from cocity_desktop.domain.entity import EntityId, Ref
from cocity_desktop.domain.errors import AppError, ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.record import Plain, field_specs, moment_text
from cocity_desktop.storage import bulk, erasure_merge, lines, replay, search
from cocity_desktop.storage.archive_checks import check_attachments, check_house, check_references
from cocity_desktop.storage.births import LIFE, cells
from cocity_desktop.storage.codec import codec_of_kind, json_text
from cocity_desktop.storage.founding import forget_founding
from cocity_desktop.storage.journal import INSERT_CHANGE, OPERATION_COLUMNS, all_changes, all_operations
from cocity_desktop.storage.merged_texts import contested, keep_lost

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.application.ports import ChangeRecord, Operation
    from cocity_desktop.storage.archive import Archive
    from cocity_desktop.storage.archive_reading import ArchiveContent
    from cocity_desktop.storage.codec import Row

LABEL: Final = "import_archive"
_PLACES_TOLD: Final = 5


def merge(archive: Archive, content: ArchiveContent) -> Changes:
    """Raises UserError: ARCHIVE_FILE_DAMAGED, ARCHIVE_FILE_REFERENCE, ARCHIVE_OTHER_HOUSE. One transaction."""
    check_against_itself(content)
    with archive.database.writing():
        raw = archive.database.raw
        forget_founding(raw, content)
        check_house(raw, content)
        erasure_merge.settle(raw, content)
        new = _unknown(raw, content)
        _check_joined(raw, content, new)
        both_wrote = contested(raw, content, new)
        _insert(raw, content, new)
        touched = _rebuild(raw, {operation.entity_id for operation in new})
        if kept := keep_lost(archive, both_wrote):
            touched |= _rebuild(raw, set(kept))
        raw.executemany(
            "INSERT OR IGNORE INTO blob (sha256, size, content) VALUES (?, ?, ?)",
            [(sha256, len(data), data) for sha256, data in content.contents.items()],
        )
        if new:
            check_references(raw)
            check_attachments(raw)
            archive.writer.read_clock()
    return Changes(None, LABEL, touched, saved_at=archive.host.clock.now() if touched else None)


def check_against_itself(content: ArchiveContent) -> None:
    """The records must be what the file's own journal says. Raises UserError(ARCHIVE_FILE_DAMAGED, places)."""
    told = _told_by_journal(content.operations.values())
    listed = {(kind, i): values for kind, records in content.records.items() for i, values in records.items()}
    places = [f"{KINDS[kind].PLURAL}/{i}" for kind, i in sorted(told.keys() ^ listed.keys())]
    for (kind, i), values in listed.items():
        if (kind, i) in told:
            given = told[kind, i]
            places += [
                f"{KINDS[kind].PLURAL}/{i}.{spec.name}"
                for spec in field_specs(KINDS[kind])
                if json_text(values.get(spec.name, spec.default))
                != json_text(given.get(spec.name, spec.default))
            ]
    places += _loose_ends(content)
    if places:
        raise UserError(
            ErrorCode.ARCHIVE_FILE_DAMAGED, places=", ".join(places[:_PLACES_TOLD]), count=len(places)
        )


def _told_by_journal(operations: Iterable[Operation]) -> dict[tuple[str, EntityId], dict[str, Plain]]:
    """Living records by kind and id."""
    latest: dict[tuple[EntityId, str], Operation] = {}
    for operation in (one for packed in operations for one in cells(packed)):
        key = (operation.entity_id, operation.field)
        if key not in latest or latest[key].hlc < operation.hlc:
            latest[key] = operation
    told: dict[tuple[str, EntityId], dict[str, Plain]] = defaultdict(dict)
    for operation in latest.values():
        told[operation.kind, operation.entity_id][operation.field] = operation.value
    return {key: values for key, values in told.items() if values.pop(LIFE, False)}


def _loose_ends(content: ArchiveContent) -> list[str]:
    """Operations whose change is not there or is someone else's; two operations at one moment; two kinds of an id."""
    places: list[str] = []
    moments: set[str] = set()
    kinds: dict[EntityId, str] = {}
    for operation in content.operations.values():
        change = content.changes.get(operation.change_id)
        fits = change is not None and (change.device, change.actor) == (operation.device, operation.actor)
        alone = (
            operation.hlc not in moments
            and kinds.setdefault(operation.entity_id, operation.kind) == operation.kind
        )
        moments.add(operation.hlc)
        if not fits or not alone:
            places.append(f"operations/{operation.op_id}")
    return places


def _unknown(raw: Any, content: ArchiveContent) -> list[Operation]:
    """The operations that the archive does not have. Raises UserError(ARCHIVE_FILE_DAMAGED) for those it has otherwise."""
    changes = {change.change_id: change for change in all_changes(raw)}
    known = {operation.op_id: operation for operation in all_operations(raw)}
    places = [f"changes/{i}" for i, change in content.changes.items() if changes.get(i, change) != change]
    places += [f"operations/{i}" for i, one in content.operations.items() if known.get(i, one) != one]
    new = [operation for i, operation in content.operations.items() if i not in known]
    # A change is written whole: one that we have cannot have operations that we do not have.
    places += [f"operations/{one.op_id}" for one in new if one.change_id in changes]
    if places:
        raise UserError(
            ErrorCode.ARCHIVE_FILE_DAMAGED, places=", ".join(places[:_PLACES_TOLD]), count=len(places)
        )
    return new


def _check_joined(raw: Any, content: ArchiveContent, new: list[Operation]) -> None:
    """What an operation was based on or restores must be there. Raises UserError(ARCHIVE_FILE_REFERENCE)."""
    for operation in new:
        for target in (operation.base, operation.restores):
            if target and target not in content.operations and not _has(raw, target):
                place = f"operations/{operation.op_id}"
                raise UserError(ErrorCode.ARCHIVE_FILE_REFERENCE, place=place, value=target)


def _has(raw: Any, op_id: EntityId) -> bool:
    return raw.execute("SELECT 1 FROM operation WHERE op_id = ?", (op_id,)).fetchone() is not None


def _insert(raw: Any, content: ArchiveContent, new: list[Operation]) -> None:
    ids: Mapping[EntityId, list[EntityId]] = defaultdict(list)
    for operation in new:
        ids[operation.change_id].append(operation.op_id)
    known = {row[0] for row in raw.execute("SELECT change_id FROM change")}
    changes = [change for i, change in content.changes.items() if i not in known]
    raw.executemany(INSERT_CHANGE, [_change_row(change, ids[change.change_id]) for change in changes])
    bulk.insert(raw, "operation", OPERATION_COLUMNS, [_operation_row(operation) for operation in new])


def _change_row(c: ChangeRecord, operations: list[EntityId]) -> tuple[Any, ...]:
    first, last = (min(operations), max(operations)) if operations else ("", "")
    at = moment_text(c.at)
    return (c.change_id, c.hlc, c.device, c.actor, c.label, c.subject, at, c.mode, c.reverses, first, last)


def _operation_row(o: Operation) -> tuple[Any, ...]:
    return (o.op_id, o.change_id, o.hlc, o.kind, o.entity_id, o.field, json_text(o.value), o.base, o.restores)


def _rebuild(raw: Any, ids: set[EntityId]) -> frozenset[Ref]:
    """Write the rows of these records as the journal now tells them."""
    search.forget(raw, sorted(ids))
    texts = [_write_row(raw, record) for record in replay.replayed(raw, ids)]
    search.remember(raw, [text for text in texts if text is not None])
    search.index_when_many(raw)
    lines.rebuild(raw)
    kinds = replay.kinds_of(raw, ids)
    return frozenset(Ref(kind, entity_id) for entity_id, kind in kinds.items())


def _write_row(raw: Any, record: replay.Replayed) -> Row | None:
    """Returns what search finds the record by, None for one that it does not find."""
    codec = codec_of_kind(record.kind)
    try:
        row = replay.row_of(record)
    except AppError as error:
        place = f"{KINDS[record.kind].PLURAL}/{record.entity_id}.{error.field}"
        raise UserError(ErrorCode.ARCHIVE_FILE_WRONG, place=place, value="–") from error
    names = ["alive", *(spec.name for spec in codec.specs)]
    values = (int(record.alive), *row)
    if raw.execute(codec.update_sql(names), (*values, record.entity_id)).rowcount == 0:
        raw.execute(codec.insert_sql, (record.entity_id, *values))
    texts = search.texts_of(record.kind, row) if record.alive else None
    return (record.kind, record.entity_id, *texts) if texts is not None else None
