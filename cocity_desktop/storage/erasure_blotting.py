"""The storage's part in an erasure: who it is, what stays, the archive written anew, and what the copies are owed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain import erasing
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.erasing import Traces
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.storage.codec import json_text
from cocity_desktop.storage.erasure import redact
from cocity_desktop.storage.erasure_survey import left_items
from cocity_desktop.storage.erasure_traces import Identity, Known, identity_of
from cocity_desktop.storage.local_values import ERASING

if TYPE_CHECKING:
    from cocity_desktop.application.views.erasing import LeftItem


_NUMBERS: Final = (
    "SELECT erased_number FROM people WHERE erased_number IS NOT NULL UNION SELECT number FROM erasures"
)


@dataclass(frozen=True, slots=True)
class Owed:
    """An erasure that the copies do not know of yet."""

    person_id: EntityId
    number: int
    known: Known
    also: frozenset[EntityId]


def blot_out(
    raw: Any, person_id: EntityId, number: int, also: frozenset[EntityId], known: Known | None = None
) -> tuple[tuple[EntityId, ...], tuple[LeftItem, ...]]:
    """The ids of the person's records, and what stays. In the archive itself (`known` None) the copies are owed the same.

    Raises UserError: NOT_FOUND, PERSON_ERASED. Needs a transaction.
    """
    check_can_be_erased(raw, person_id)
    identity = identity_of(raw, person_id, number, known)
    left = left_items(raw, identity, also)
    redact(raw, identity, also)
    if known is None:
        owe(raw, identity, also)
    return identity.persons, left


def check_can_be_erased(raw: Any, person_id: EntityId) -> None:
    """A person who was removed can be erased as well. Raises UserError: NOT_FOUND, PERSON_ERASED."""
    row = raw.execute("SELECT erased_number FROM people WHERE id = ?", (person_id,)).fetchone()
    if row is None:
        raise UserError(ErrorCode.NOT_FOUND, kind="person", id=person_id)
    if row[0] is not None:
        raise UserError(ErrorCode.PERSON_ERASED, number=row[0])


def next_number(raw: Any, device: str) -> int:
    """A number that no erased person of this archive has, nor one whom another of its laptops erases meanwhile."""
    given = {row[0] for row in raw.execute(_NUMBERS)}
    began = raw.execute("SELECT device FROM change ORDER BY hlc LIMIT 1").fetchone()
    return erasing.next_number(given, "" if began is None or began[0] == device else device)


def owe(raw: Any, identity: Identity, also: frozenset[EntityId]) -> None:
    """Keep in the encrypted archive, until the copies are done, by what they must find the person (storage.erasure_copies)."""
    kept = [*_kept(raw), {
        "person": identity.persons[0], "number": identity.number, "also": sorted(also), "namesake": identity.namesake,
        "names": identity.traces.names, "phones": identity.traces.phones, "literals": identity.traces.literals,
    }]  # fmt: skip
    raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (ERASING, json_text(kept)))


def owed(raw: Any) -> tuple[Owed, ...]:
    """What the copies are still owed."""
    return tuple(
        Owed(
            one["person"],
            one["number"],
            Known(
                Traces(
                    tuple((given, family) for given, family in one["names"]),
                    tuple(one["phones"]),
                    tuple(one["literals"]),
                ),
                one["namesake"],
            ),
            frozenset(one["also"]),
        )
        for one in _kept(raw)
    )


def _kept(raw: Any) -> list[dict[str, Any]]:
    row = raw.execute("SELECT value FROM meta WHERE key = ?", (ERASING,)).fetchone()
    return json.loads(row[0]) if row else []
