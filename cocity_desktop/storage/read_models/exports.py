"""Whole records of the registry by their names, for what is written out of the archive, and the list of what was."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar, cast

from cocity_desktop.application.steps import Step, followed, no_step
from cocity_desktop.application.views.exports import (
    ConsentOut,
    ContactOut,
    ExportRow,
    GroupOut,
    MemberOut,
    NameOut,
    OpinionOut,
    PeopleToHide,
    PersonOut,
    PlaceOut,
    ProcessOut,
    StepOut,
)
from cocity_desktop.domain.entity import Entity
from cocity_desktop.domain.house import House, StaffMember
from cocity_desktop.domain.keeping import ExportNote
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryStep, Opinion, Participation, Process
from cocity_desktop.domain.registry import (
    Consent,
    ContactPoint,
    Group,
    GroupKind,
    Membership,
    Partnership,
    Person,
    PrivacyNotice,
)
from cocity_desktop.storage.read_models.entities import SqlEntityReader
from cocity_desktop.storage.read_models.rows import Reading, by_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from cocity_desktop.application.ports import Clock
    from cocity_desktop.domain.entity import EntityId

E = TypeVar("E", bound=Entity)
V = TypeVar("V")


class SqlExportQueries:
    """Satisfies `application.export_ports.ExportQueries`: each method is one consistent reading."""

    def __init__(
        self, archive_reader: Callable[[], AbstractContextManager[Connection]], clock: Clock
    ) -> None:
        """`archive_reader` lends a connection inside a transaction."""
        self._archive_reader = archive_reader
        self._clock = clock

    @contextmanager
    def _records(self) -> Iterator[_Records]:
        with self._archive_reader() as connection:
            yield _Records(Reading(connection, self._clock.now()))

    def groups_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[GroupOut, ...]:
        with self._records() as records:
            return tuple(sorted(records.groups(ids, step), key=lambda one: by_name(one.name)))

    def people_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[PersonOut, ...]:
        with self._records() as records:
            return tuple(sorted(records.people(ids, step), key=lambda one: _family_first(one.name)))

    def places_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[PlaceOut, ...]:
        with self._records() as records:
            places = [_same_fields(PlaceOut, place) for place in records.some(Place, ids, step)]
        return tuple(sorted(places, key=lambda one: by_name(one.name)))

    def processes_to_export(
        self, ids: Sequence[EntityId] | None = None, step: Step = no_step
    ) -> tuple[ProcessOut, ...]:
        with self._records() as records:
            return tuple(sorted(records.processes(ids, step), key=lambda one: by_name(one.title)))

    def people_to_hide(self) -> PeopleToHide:
        with self._records() as records:
            return records.to_hide()

    def exports(self) -> tuple[ExportRow, ...]:
        with self._records() as records:
            staff = {one.id: one.name for one in records.all(StaffMember)}
            notes = sorted(records.all(ExportNote), key=lambda one: (one.made_at, one.id), reverse=True)
            return tuple(_same_fields(ExportRow, note, by=staff.get(note.by_id or "", "")) for note in notes)


class _Records:
    """The records of one reading, found once."""

    def __init__(self, reading: Reading) -> None:
        self._reader = SqlEntityReader(reading)
        self._today = reading.today
        self._names: dict[EntityId, NameOut] | None = None

    def all(self, cls: type[E]) -> list[E]:
        return self._reader.find(cls)

    def some(self, cls: type[E], ids: Sequence[EntityId] | None, step: Step) -> Iterator[E]:
        """Chosen here and not in the statement: SQLite takes some ten thousand parameters, a list has more."""
        wanted = None if ids is None else set(ids)
        return followed([one for one in self.all(cls) if wanted is None or one.id in wanted], step)

    def names(self) -> dict[EntityId, NameOut]:
        if self._names is None:
            people = self.all(Person)
            often = Counter(_folded(one) for one in people)
            self._names = {
                one.id: NameOut(one.id, one.given_name, one.family_name, often[_folded(one)] > 1)
                for one in people
                if one.erased_number is None
            }
        return self._names

    def groups(self, ids: Sequence[EntityId] | None, step: Step) -> Iterator[GroupOut]:
        names, called = self.names(), {one.id: one.name for one in self.all(Group)}
        members, partners = (
            _under(self.all(Membership), "group_id"),
            _under(self.all(Partnership), "group_id"),
        )
        contacts = _under(self.all(ContactPoint), "group_id")
        for group in self.some(Group, ids, step):
            yield _same_fields(
                GroupOut,
                group,
                representative=names.get(group.representative_id or ""),
                members=tuple(
                    MemberOut(names[one.person_id], one.role, one.duty, one.since, one.until)
                    for one in members[group.id]
                    if one.person_id in names
                ),
                partners=tuple((called[one.partner_id], one.is_lead) for one in partners[group.id]),
                contacts=_contacts(contacts[group.id]),
            )

    def people(self, ids: Sequence[EntityId] | None, step: Step) -> Iterator[PersonOut]:
        names, called = self.names(), {one.id: one.name for one in self.all(Group)}
        contacts, consents = (
            _under(self.all(ContactPoint), "person_id"),
            _under(self.all(Consent), "person_id"),
        )
        members = _under(self.all(Membership), "person_id")
        versions = {one.id: one.version for one in self.all(PrivacyNotice)}
        for person in self.some(Person, ids, step):
            if person.id not in names:
                continue
            here = (one for one in members[person.id] if one.until is None or one.until >= self._today)
            yield _same_fields(
                PersonOut,
                person,
                name=names[person.id],
                contacts=_contacts(contacts[person.id]),
                groups=tuple(sorted({called[one.group_id] for one in here}, key=by_name)),
                consents=tuple(
                    _same_fields(ConsentOut, one, version=versions.get(one.notice_id or "", ""))
                    for one in consents[person.id]
                ),
            )

    def processes(self, ids: Sequence[EntityId] | None, step: Step) -> Iterator[ProcessOut]:
        called = {one.id: one.name for one in self.all(Group)}
        places = {one.id: one.name for one in self.all(Place)}
        staff = {one.id: one.name for one in self.all(StaffMember)}
        parts = _under(self.all(Participation), "process_id")
        steps, opinions = _under(self.all(HistoryStep), "process_id"), _under(self.all(Opinion), "process_id")
        for process in self.some(Process, ids, step):
            history = sorted(steps[process.id], key=lambda one: (one.happened_on, one.id))
            yield _same_fields(
                ProcessOut,
                process,
                place=places.get(process.place_id or "", ""),
                facilitator=staff.get(process.facilitator_id or "", ""),
                groups=tuple((called[one.group_id], one.role) for one in parts[process.id]),
                history=tuple(_same_fields(StepOut, one) for one in history),
                opinions=tuple(_same_fields(OpinionOut, one) for one in opinions[process.id]),
            )

    def to_hide(self) -> PeopleToHide:
        groups = self.all(Group)
        alone = {one.id for one in groups if one.group_kind is GroupKind.SINGLE_PERSON}
        contacts = self.all(ContactPoint)
        private = [one.value for one in contacts if one.person_id or one.group_id in alone]
        codes = [one.fiscal_code for one in self.all(Person)]
        codes += [text for one in groups if one.id in alone for text in (one.fiscal_code, one.address)]
        mails = [one.email for one in self.all(StaffMember)]
        houses = self.all(House)
        named = [*((one.given_name, one.family_name) for one in self.names().values())]
        named += [_split(one.name) for one in self.all(StaffMember)]
        named += [_split(one.name) for one in groups if one.id in alone]
        return PeopleToHide(
            names=tuple(dict.fromkeys(named)),
            contacts=tuple(dict.fromkeys(text for text in (*private, *codes, *mails) if text)),
            organisations=frozenset(
                [*(one.name for one in groups if one.id not in alone), *(one.name for one in houses)]
            ),
            their_contacts=frozenset(
                [
                    *(one.value for one in contacts if one.group_id and one.group_id not in alone),
                    *(text for house in houses for text in (house.email, house.phone) if text),
                ]
            ),
        )


def _same_fields(view: type[V], record: object, /, **known: Any) -> V:
    """A frozen view with the record's own fields of the same names, and those `known`."""
    names = (field.name for field in fields(cast("Any", view)))
    return view(**{name: getattr(record, name) for name in names if name not in known}, **known)


def _under(records: Iterable[E], key: str) -> defaultdict[EntityId, list[E]]:
    """Records under whom they are about, in the order they came."""
    found: defaultdict[EntityId, list[E]] = defaultdict(list)
    for record in records:
        if getattr(record, key) is not None:
            found[getattr(record, key)].append(record)
    return found


def _contacts(points: Iterable[ContactPoint]) -> tuple[ContactOut, ...]:
    """Those preferred first."""
    found = (_same_fields(ContactOut, one) for one in points)
    return tuple(sorted(found, key=lambda one: not one.preferred))


def _folded(person: Person) -> tuple[str, str]:
    return by_name(person.given_name), by_name(person.family_name)


def _family_first(name: NameOut) -> tuple[str, str]:
    return by_name(name.family_name or name.given_name), by_name(name.given_name)


def _split(name: str) -> tuple[str, str]:
    """A name that is kept in one piece: the first word is what somebody is called."""
    given, _space, family = name.strip().partition(" ")
    return given, family
