"""Writes the verdicts on a table: records, what belongs to them, and from which row each came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.days import day_of
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.kinds import kind_in_name
from cocity_desktop.application.importing.known import KINDS, Known, Record, contact_key, name_of
from cocity_desktop.application.views.importing import RowState
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactKind,
    ContactPoint,
    Group,
    MemberRole,
    Membership,
    NoticeChannel,
    Partnership,
    Person,
    PrivacyNotice,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cocity_desktop.application.importing.judging import Verdict
    from cocity_desktop.application.importing.people import NamedPerson
    from cocity_desktop.application.importing.ports import Step
    from cocity_desktop.application.importing.weighing import Weighed
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.domain.entity import EntityId

_EVERY: Final = 250


class TableWriter:
    """One table into one transaction."""

    def __init__(self, uow: UnitOfWork, known: Known) -> None:
        self._uow = uow
        self._known = known
        self._kind = KINDS[known.target].KIND
        self._today = day_of(uow.now())
        self._notices: list[PrivacyNotice] | None = None

    def write(self, verdicts: Sequence[Verdict], step: Step, done: int, total: int) -> None:
        """Rows that are doubtful or refused write nothing."""
        for position, verdict in enumerate(verdicts):
            if verdict.weighed is not None and verdict.state not in (RowState.DOUBTFUL, RowState.REFUSED):
                self._write(verdict, verdict.weighed)
            if position % _EVERY == 0:
                step(done + position, total)

    def _write(self, verdict: Verdict, weighed: Weighed) -> None:
        if verdict.leader is not None:
            self._remember(verdict, self._record_of(verdict.leader), weighed)
            return
        record = verdict.record
        if record is None:
            record = self._uow.add(self._new(weighed, verdict.draft.values))
            self._known.records[record.id] = record
        else:
            for name, value in weighed.sets.items():
                setattr(record, name, value)
        self._write_contacts(record, weighed, verdict.draft.notes)
        if isinstance(record, Group):
            self._write_people(record, weighed)
            self._write_partners(record, weighed)
        elif isinstance(record, Person):
            self._write_groups(record, verdict, weighed)
            self._write_consents(record, verdict, weighed)
        self._remember(verdict, record, weighed)

    def _record_of(self, leader: Verdict) -> Record:
        """What a row above was written to."""
        return leader.record or self._known.records[self._known.origins[leader.key].record_id]

    def _new(self, weighed: Weighed, said: Mapping[str, Any]) -> Record:
        new_id, values = self._uow.new_id(), weighed.sets
        if KINDS[self._known.target] is Group:
            registered = {} if "registered_on" in said else {"registered_on": self._today}
            values = {"group_kind": kind_in_name(values["name"]), **registered, **values}
            return Group(id=new_id, **values)
        if KINDS[self._known.target] is Person:
            return Person(id=new_id, **values)
        return Place(id=new_id, **values)

    def _remember(self, verdict: Verdict, record: Record, weighed: Weighed) -> None:
        origin = verdict.origin
        if origin is None:
            origin = self._uow.add(
                ImportedRow(
                    id=self._uow.new_id(),
                    source=self._known.source,
                    row_key=verdict.key,
                    record_kind=self._kind,
                    record_id=record.id,
                    values=weighed.last,
                )
            )
            self._known.origins[verdict.key] = origin
            return
        origin.row_key, origin.record_id, origin.values = verdict.key, record.id, weighed.last

    def _write_contacts(self, record: Record, weighed: Weighed, notes: Mapping[str, str]) -> None:
        for gone in weighed.gone_contacts:
            self._uow.remove(gone)
        if not weighed.new_contacts:
            return
        owner = {"group_id": record.id} if isinstance(record, Group) else {"person_id": record.id}
        has_mail = any(one.preferred for one in self._known.contacts.get(record.id, ()))
        for kind, value in weighed.new_contacts:
            preferred = kind is ContactKind.EMAIL and not has_mail
            has_mail = has_mail or preferred
            self._contact(kind, value, owner, preferred=preferred, note=notes.get(value, ""))

    def _contact(
        self, kind: ContactKind, value: str, owner: dict[str, EntityId], *, preferred: bool, note: str = ""
    ) -> None:
        contact = self._uow.add(
            ContactPoint(
                id=self._uow.new_id(), contact_kind=kind, value=value, preferred=preferred, note=note, **owner
            )
        )
        self._known.contacts[contact.group_id or contact.person_id or ""].append(contact)

    def _write_people(self, group: Group, weighed: Weighed) -> None:
        for gone in weighed.gone_people:
            if group.representative_id == gone.person_id:
                group.representative_id = None
            self._uow.remove(gone)
        for membership, named in weighed.changed_people:
            membership.role = named.role or MemberRole.MEMBER
            self._represent(group, membership)
        for named in weighed.new_people:
            person = self._person(named)
            membership = self._uow.add(
                Membership(
                    id=self._uow.new_id(),
                    group_id=group.id,
                    person_id=person.id,
                    role=named.role or MemberRole.MEMBER,
                    duty=named.duty,
                    since=named.since,
                    until=named.until,
                )
            )
            self._known.members[group.id].append(membership)
            self._represent(group, membership)

    def _represent(self, group: Group, membership: Membership) -> None:
        if membership.role is MemberRole.REPRESENTATIVE and group.representative_id is None:
            group.representative_id = membership.person_id

    def _person(self, named: NamedPerson) -> Person:
        person = self._known.person_named(named.key, named.mails)
        if person is None:
            person = self._uow.add(
                Person(id=self._uow.new_id(), given_name=named.given_name, family_name=named.family_name)
            )
            self._known.people[person.id] = person
            self._known.people_by_name[folded(name_of(person))].append(person.id)
        here = {contact_key(one.contact_kind, one.value) for one in self._known.contacts.get(person.id, ())}
        for kind, values in ((ContactKind.EMAIL, named.mails), (ContactKind.PHONE, named.phones)):
            for value in values:
                if contact_key(kind, value) not in here:
                    self._contact(kind, value, {"person_id": person.id}, preferred=kind is ContactKind.EMAIL)
        return person

    def _write_partners(self, group: Group, weighed: Weighed) -> None:
        for partner_id, is_lead in weighed.new_partners:
            if is_lead:
                for other in self._known.partners[group.id]:
                    other.is_lead = False
            new = Partnership(
                id=self._uow.new_id(), group_id=group.id, partner_id=partner_id, is_lead=is_lead
            )
            self._known.partners[group.id].append(self._uow.add(new))

    def _write_groups(self, person: Person, verdict: Verdict, weighed: Weighed) -> None:
        role, duty = verdict.draft.values.get("member_role", (None, ""))
        for group_id in weighed.new_groups:
            new = Membership(
                id=self._uow.new_id(),
                group_id=group_id,
                person_id=person.id,
                role=role or MemberRole.MEMBER,
                duty=duty,
            )
            self._represent(self._known.groups[group_id], self._uow.add(new))

    def _write_consents(self, person: Person, verdict: Verdict, weighed: Weighed) -> None:
        for kind, value in weighed.new_consents:
            given_on: date = self._today if value is True else value
            self._uow.add(
                Consent(
                    id=self._uow.new_id(),
                    person_id=person.id,
                    notice_id=self._notice(given_on) if kind is ConsentKind.NOTICE else None,
                    consent_kind=kind,
                    given_on=given_on,
                    channel=verdict.draft.values.get("notice_channel", NoticeChannel.PAPER),
                )
            )

    def _notice(self, given_on: date) -> EntityId | None:
        """The version of the informativa that was in force on that day."""
        if self._notices is None:
            self._notices = self._uow.find(PrivacyNotice)
        in_force: list[Any] = [one for one in self._notices if one.valid_from <= given_on]
        newest = max(in_force, key=lambda one: one.valid_from, default=None)
        return newest.id if newest else None
