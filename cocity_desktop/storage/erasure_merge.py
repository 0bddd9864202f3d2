"""An archive file meets erasures: who was erased on either side stays erased on both, and comes back by no file.

Three things can differ in a journal that two laptops share since one of them erased somebody: the values and subjects that
were written anew. Before a merge compares the two journals, what was erased in the file is erased here too, what was erased
here is erased in the file, and a value that still differs only by an erasure is taken from the side that erased. All other
differences are left for the merge to refuse.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.erasing import Traces, all_names, blot_plain, erased_name
from cocity_desktop.domain.record import Plain
from cocity_desktop.storage.births import LIFE, cells, is_birth
from cocity_desktop.storage.codec import json_text
from cocity_desktop.storage.erasure import Redaction, index_anew, redact, tell_rows_anew
from cocity_desktop.storage.erasure_blotting import owe
from cocity_desktop.storage.erasure_traces import Identity, identity_of
from cocity_desktop.storage.journal import all_changes, all_operations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.application.ports import Operation
    from cocity_desktop.storage.archive_reading import ArchiveContent

_OURS: Final = "SELECT id, erased_number FROM people WHERE erased_number IS NOT NULL"
_REFERS: Final = {
    "contact_point": "person_id", "membership": "person_id", "attendance": "person_id", "entry": "person_id",
    "export_note": "person_id", "imported_row": "record_id",
}  # fmt: skip
_NOT_ANEW: Final = frozenset({"contact_point", "membership"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What a record of the file is known by: kind, id, and every value that each of its fields ever had there."""

    kind: str
    entity_id: EntityId
    values: dict[str, list[Plain]]


def settle(raw: Any, content: ArchiveContent) -> None:
    """Make the file and the archive agree on who was erased. Needs the merge's transaction; changes both."""
    theirs = {
        entity_id: number
        for entity_id, values in content.records["person"].items()
        if (number := values.get("erased_number")) is not None
    }
    ours = dict(raw.execute(_OURS).fetchall())
    if not theirs and not ours:
        return
    erased_here = [
        _erase_here(raw, person_id, theirs[person_id]) for person_id in theirs.keys() - ours.keys()
    ]
    erased = {**theirs, **ours}
    told = _told(content)
    redactions = [Redaction(_identity(told, person, number)) for person, number in erased.items()]
    known = {operation.op_id: operation for operation in all_operations(raw)}
    for op_id, operation in content.operations.items():
        anew = op_id not in known
        content.operations[op_id] = _without(operation, redactions, anew=anew, theirs=theirs.keys())
    taken = _take_from_who_erased(raw, content, known, redactions, set(erased.values()))
    for identity in filter(None, erased_here):
        owe(raw, identity, frozenset(taken))
    if taken or erased_here:
        index_anew(raw, taken)
    _settle_subjects(raw, content, set(erased.values()), redactions)


def blot_records(raw: Any, content: ArchiveContent) -> None:
    """The same for a file without a journal: nothing is said anew of the erased, and nothing names them."""
    ours = dict(raw.execute(_OURS).fetchall())
    told = _told(content)
    for person, number in ours.items():
        identity = _identity(told, person, number)
        redaction = Redaction(identity)
        content.records["person"].pop(person, None)
        for kind, records in content.records.items():
            for entity_id in list(records):
                if kind in {*_NOT_ANEW, "consent"} and records[entity_id].get("person_id") == person:
                    del records[entity_id]
                    continue
                records[entity_id] = {
                    name: redaction.value(kind, entity_id, name, value)
                    for name, value in records[entity_id].items()
                }


def _erase_here(raw: Any, person_id: EntityId, number: int) -> Identity | None:
    """None for a person who was never here. The operations that mark the person come with the file."""
    if raw.execute("SELECT 1 FROM people WHERE id = ?", (person_id,)).fetchone() is None:
        return None
    identity = identity_of(raw, person_id, number)
    redact(raw, identity)
    return identity


def _told(content: ArchiveContent) -> dict[EntityId, _Told]:
    found: dict[EntityId, _Told] = {}
    for kind, records in content.records.items():
        for entity_id, values in records.items():
            one = found.setdefault(entity_id, _Told(kind, entity_id, defaultdict(list)))
            for name, value in values.items():
                one.values[name].append(value)
    for operation in (one for packed in content.operations.values() for one in cells(packed)):
        told = found.setdefault(
            operation.entity_id, _Told(operation.kind, operation.entity_id, defaultdict(list))
        )
        told.values[operation.field].append(operation.value)
    return found


def _identity(told: dict[EntityId, _Told], person_id: EntityId, number: int) -> Identity:
    """As the file knows the person. Names and contacts that were erased there tell nothing."""
    owned: dict[str, set[EntityId]] = defaultdict(set)
    owned["person"].add(person_id)
    for one in told.values():
        if person_id in one.values.get(_REFERS.get(one.kind, ""), ()):
            owned[one.kind].add(one.entity_id)
    person = told.get(person_id)
    names = all_names(*(_texts(person, name) or [""] for name in ("given_name", "family_name")))
    names = tuple((given, family) for given, family in names if given != erased_name(number))
    contacts = [told[one] for one in owned["contact_point"]]
    phones = [
        text for one in contacts if "phone" in one.values["contact_kind"] for text in _texts(one, "value")
    ]
    literals = [text for one in contacts for text in _texts(one, "value") if text not in phones]
    traces = Traces(names, tuple(phones), (*literals, *_texts(person, "fiscal_code")))
    return Identity((person_id,), number, traces, {kind: frozenset(ids) for kind, ids in owned.items()})


def _texts(told: _Told | None, name: str) -> list[str]:
    return [value for value in dict.fromkeys(told.values.get(name, ())) if value] if told else []


def _without(
    operation: Operation, redactions: Iterable[Redaction], *, anew: bool, theirs: Iterable[EntityId]
) -> Operation:
    """An operation of the file without the erased. One that is new here gives them no contact and no role again."""
    values = {}
    for one in cells(operation):
        value = one.value
        for redaction in redactions:
            if one.field == LIFE:
                owned = redaction.identity.owns(one.kind, one.entity_id)
                still_there = redaction.identity.persons[0] not in theirs
                value = value and not (anew and owned and still_there and one.kind in _NOT_ANEW)
            else:
                value = redaction.value(one.kind, one.entity_id, one.field, value)
        values[one.field] = value
    return _saying(operation, values)


def _saying(operation: Operation, values: dict[str, Plain]) -> Operation:
    """The operation with these values by field."""
    packed = is_birth(operation.field, operation.value)
    value: Plain = values if packed else values[operation.field]
    return operation if value == operation.value else replace(operation, value=value)


def _take_from_who_erased(
    raw: Any,
    content: ArchiveContent,
    known: dict[EntityId, Operation],
    redactions: list[Redaction],
    numbers: set[int],
) -> set[EntityId]:
    """Returns the records here that lost a name which the other side knew to mean the person."""
    marks = [erased_name(number) for number in numbers]
    taken: set[EntityId] = set()
    for op_id, theirs in content.operations.items():
        ours = known.get(op_id)
        if ours is None or ours.value == theirs.value or replace(ours, value=theirs.value) != theirs:
            continue
        owned = any(one.identity.owns(ours.kind, ours.entity_id) for one in redactions)
        agreed = _agreed(ours, theirs, marks, owned=owned)
        content.operations[op_id] = _saying(theirs, {**_by_field(theirs), **agreed})
        if (here := _saying(ours, {**_by_field(ours), **agreed})) is not ours:
            raw.execute("UPDATE operation SET value = ? WHERE op_id = ?", (json_text(here.value), op_id))
            taken.add(ours.entity_id)
    tell_rows_anew(raw, taken)
    return taken


def _by_field(operation: Operation) -> dict[str, Plain]:
    return {one.field: one.value for one in cells(operation)}


def _agreed(ours: Operation, theirs: Operation, marks: list[str], *, owned: bool) -> dict[str, Plain]:
    """Where two tellings of one operation differ, the one that lacks the person; nothing where that tells neither."""
    here, there = _by_field(ours), _by_field(theirs)
    agreed: dict[str, Plain] = {}
    for name in here.keys() & there.keys():
        if here[name] != there[name]:
            if owned or _has(here[name], marks):
                agreed[name] = here[name]
            elif _has(there[name], marks):
                agreed[name] = there[name]
    return agreed


def _settle_subjects(
    raw: Any, content: ArchiveContent, numbers: set[int], redactions: list[Redaction]
) -> None:
    marks = [erased_name(number) for number in numbers]
    own = {
        operation.change_id
        for operation in content.operations.values()
        if any(one.identity.owns(operation.kind, operation.entity_id) for one in redactions)
    }
    known = {change.change_id: change for change in all_changes(raw)}
    for change_id, change in content.changes.items():
        subject = change.subject
        for redaction in redactions:
            subject = redaction.subject(subject, own=change_id in own)
        ours = known.get(change_id)
        if ours is not None and ours.subject != subject:
            if _has(ours.subject, marks):
                subject = ours.subject
            elif _has(subject, marks):
                raw.execute("UPDATE change SET subject = ? WHERE change_id = ?", (subject, change_id))
        if subject != change.subject:
            content.changes[change_id] = replace(change, subject=subject)


def _has(value: Plain, marks: list[str]) -> bool:
    """Whether an erased person's number stands in a value."""
    found = False

    def look(text: str) -> str:
        nonlocal found
        found = found or any(mark in text for mark in marks)
        return text

    blot_plain(value, look)
    return found
