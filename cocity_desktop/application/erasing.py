"""Use case: a person is erased on request (GDPR art. 17), and the record of their absence stays.

The archive is written anew without them, journal included (`UnitOfWork.blot_out`); the copies that the app keeps follow
(`ErasureCare.finish`), and finish at the next start if they could not now. It cannot be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.application.changes import Changes
from cocity_desktop.application.days import day_of
from cocity_desktop.application.views.erasing import CopyOutcome, ErasurePreview, LeftItem, Mark, Step
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.erasing import erased_name
from cocity_desktop.domain.house import StaffMember
from cocity_desktop.domain.keeping import Erasure, ImportedRow, Merge
from cocity_desktop.domain.registry import ContactPoint, Group, Membership

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.erasing import BlottedOut


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson:
    """Whom to erase. `also` are records in which a given or family name alone means this person."""

    person_id: EntityId
    also: frozenset[EntityId] = frozenset()


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done: the change, the number that the person is called by, what stays and what became of the copies."""

    changes: Changes
    number: int
    left: tuple[str, ...]
    copies: tuple[CopyOutcome, ...]


class ErasureCare(Protocol):
    """The archive's files around an erasure. On the database lane."""

    def preview(self, person_id: EntityId, step: Step | None = None) -> ErasurePreview:
        """What would be done. Raises UserError: NOT_FOUND, PERSON_ERASED.

        `step` is told of each kind of record that was looked through, and may raise to stop.
        """
        ...

    def next_number(self) -> int:
        """How the next erased person is called."""
        ...

    def finish(self, step: Step | None = None) -> tuple[CopyOutcome, ...]:
        """Write the copies without whom they still know, then compact the archive. Nothing when nothing waits.

        Raises EnvironmentFault: DISK_FULL and the like; then the rest waits for the next time.
        """
        ...


def erase_person(
    cmd: ErasePerson,
    uow: UnitOfWork,
    care: ErasureCare,
    words: Callable[[LeftItem], str],
    step: Step | None = None,
    *,
    finish: bool = True,
) -> Erased:
    """Erase a person everywhere the app can reach. Raises UserError: NOT_FOUND, PERSON_ERASED; EnvironmentFault.

    Once the archive itself is written, an EnvironmentFault leaves only copies for later. Who erases several leaves the
    copies to the last (`finish`).
    """
    number = care.next_number()
    with uow:
        out = uow.blot_out(cmd.person_id, number, cmd.also)
        left = tuple(words(item) for item in out.left)
        mark = Mark(uow.new_id(), cmd.person_id, number, day_of(uow.now()), left)
        changes = mark_erased(uow, out, mark)
    return Erased(changes, number, left, care.finish(step) if finish else ())


def mark_erased(uow: UnitOfWork, out: BlottedOut, mark: Mark) -> Changes:
    """After the blotting out, in the same transaction: the person has no contact, no role and no name, and a number."""
    ids = [person.id for person in out.persons]
    for person in out.persons:
        person.erased_number = mark.number
    for contact in uow.find(ContactPoint, person_id=ids):
        uow.remove(contact)
    for row in uow.find(ImportedRow, record_id=ids):
        uow.remove(row)
    for merge in uow.find(Merge, record_kind="person"):
        if {merge.kept_id, merge.gone_id} & set(ids):
            uow.remove(merge)
    for group in uow.find(Group, representative_id=ids):
        group.representative_id = None
    for membership in uow.find(Membership, person_id=ids):
        _end(uow, membership, mark.on)
    by = uow.actor if uow.find(StaffMember, id=uow.actor) else None
    erasure = Erasure(
        id=mark.erasure_id, number=mark.number, person_id=mark.person_id, erased_on=mark.on, by_id=by, left=mark.left
    )  # fmt: skip
    uow.add(erasure)
    return uow.commit("erase_person", created=erasure.id, subject=erased_name(mark.number))


def end_what_is_left(uow: UnitOfWork) -> Changes:
    """What another laptop wrote of an erased person before it knew, and came with its file: no contact, no role."""
    with uow:
        erasures = uow.find(Erasure)
        ids = [erasure.person_id for erasure in erasures]
        for contact in uow.find(ContactPoint, person_id=ids) if ids else ():
            uow.remove(contact)
        for group in uow.find(Group, representative_id=ids) if ids else ():
            group.representative_id = None
        for membership in uow.find(Membership, person_id=ids, until=None) if ids else ():
            _end(uow, membership, day_of(uow.now()))
        return uow.commit("erase_person")


def _end(uow: UnitOfWork, membership: Membership, day: date) -> None:
    """Over since the day before; one that had not begun by then never was."""
    last = day - timedelta(days=1)
    if membership.until is not None and membership.until <= last:
        return
    if membership.since is not None and membership.since > last:
        uow.remove(membership)
    else:
        membership.until = last
