"""A journal as it was written before births (docs/adr/0027): an operation for each first value of a record."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from cocity_desktop.storage.births import is_birth
from cocity_desktop.storage.codec import json_text
from cocity_desktop.storage.journal import all_operations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.application.ports import Operation
    from cocity_desktop.storage.archive import Archive

Plain = dict[str, Any]
AGE = "age"
"""A step of a story: what was done so far stands in the journal as it was written before births."""


def unpacked(operations: Iterable[Plain], new_id: Any) -> Iterator[Plain]:
    """The operations of an archive file with those that its births stand for, at moments of their own before all others."""
    early = count(1)
    places: dict[tuple[str, str], str] = {}
    for one in operations:
        if is_birth(one["field"], one["value"]):
            yield {**one, "value": one["value"][""]}
            for name in one["value"].keys() - {""}:
                places[one["op_id"], name] = op_id = new_id()
                moment = f"{next(early):012x}-0000-{one['device']}"
                yield {**one, "op_id": op_id, "hlc": moment, "field": name, "value": one["value"][name]}
        else:
            ends = {name: places.get((one[name], one["field"]), one[name]) for name in ("base", "restores")}
            yield {**one, **ends}


def age(archive: Archive) -> int:
    """Write the journal of an open archive anew as it was written before. Returns how many births there were."""
    names = ("op_id", "change_id", "hlc", "device", "kind", "entity_id", "field", "value", "base", "restores")
    with archive.database.writing():
        raw = archive.database.raw
        known = [_plain(one, names) for one in all_operations(raw)]
        births = sum(is_birth(one["field"], one["value"]) for one in known)
        early = _early(raw)
        old = list(unpacked(known, archive.host.new_id))
        for one in old:
            if one["hlc"].startswith("00000000"):
                one["hlc"] = next(early) + one["hlc"][12:]
        raw.execute("DELETE FROM operation")
        raw.executemany(
            "INSERT INTO operation VALUES (:op_id, :change_id, :hlc, :kind, :entity_id, :field, :value, :base, :restores)",
            [{**one, "value": json_text(one["value"])} for one in old],
        )
        raw.execute(
            "UPDATE change SET first_op = (SELECT min(op_id) FROM operation o WHERE o.change_id = change.change_id),"
            " last_op = (SELECT max(op_id) FROM operation o WHERE o.change_id = change.change_id)"
        )
    return births


def _plain(one: Operation, names: Iterable[str]) -> Plain:
    return {name: getattr(one, name) for name in names}


def _early(raw: Any) -> Iterator[str]:
    """Moments of 1970 that are not taken yet."""
    taken = raw.execute(
        "SELECT max(substr(hlc, 1, 12)) FROM operation WHERE hlc < '00000000ffff'"
    ).fetchone()[0]
    return (f"{number:012x}" for number in count(int(taken, 16) + 1 if taken else 1))
