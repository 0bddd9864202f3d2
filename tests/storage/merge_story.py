"""Random merges, edits between them, and their taking back in any order, beside what the archive should then hold.

The expected state is told without merges: what was there at first, with every edit made where it was made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.merging import MergeRecords, merge_records
from cocity_desktop.application.ports import UnitOfWork
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.keeping import Distinction, Merge
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.meetings import Attendance, Entry, Meeting
from cocity_desktop.domain.merging import Side
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Participation, Process
from cocity_desktop.domain.record import to_plain
from cocity_desktop.domain.registry import (
    Consent,
    ContactKind,
    ContactPoint,
    Group,
    GroupKind,
    MemberRole,
    Membership,
    Partnership,
    Person,
)

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import Entity

DAY = date(2027, 1, 7)
MOMENT = datetime(2027, 1, 7, 18, tzinfo=UTC)
JOINED = (Group, Person, Place)
EDITED: dict[type[Entity], tuple[str, ...]] = {
    Group: ("name", "address", "description", "fiscal_code"),
    Person: ("given_name", "note", "needs"),
    Place: ("name", "owner", "address"),
    Membership: ("duty",),
    ContactPoint: ("value", "note"),
    Entry: ("text",),
    Commitment: ("what",),
}
State = dict[str, dict[str, Any]]


@dataclass
class Story:
    """An archive, and what it should hold once every merge is taken back."""

    uow: UnitOfWork
    random: Random
    expected: State = field(default_factory=dict)
    standing: list[str] = field(default_factory=list)
    merged: int = 0
    edited: int = 0

    def begin(self, size: int) -> None:
        """`size` groups, twice as many people, some places, and what they do together."""
        pick, uow = self.random, self.uow
        with uow:
            people = [uow.add(self._person(i)) for i in range(2 * size)]
            groups = [uow.add(self._group(i, pick.choice(people).id)) for i in range(size)]
            places = [
                uow.add(Place(id=uow.new_id(), name=f"Luogo {i}", owner=pick.choice(("", "Comune"))))
                for i in range(size)
            ]
            made: list[Entity] = [*people, *groups, *places]
            processes = [
                uow.add(Process(id=uow.new_id(), title="P", place_id=pick.choice(places).id, opened_on=DAY))
                for _ in range(3)
            ]
            meetings = [
                uow.add(Meeting(id=uow.new_id(), process_id=process.id, title="M", starts_at=MOMENT))
                for process in processes
            ]
            made += [*processes, *meetings]
            for _ in range(6 * size):
                made += filter(None, [self._relation(people, groups, places, processes, meetings)])
            uow.commit("something")
        self.expected = {one.id: to_plain(one) for one in made}

    def _person(self, number: int) -> Person:
        return Person(
            id=self.uow.new_id(),
            given_name=f"Nome {number}",
            family_name=self.random.choice(("", "Prova", "Esempio")),
            languages=self.random.choice(((), ("it",), ("it", "ro"), ("ar",))),
            note=self.random.choice(("", f"nota {number}")),
        )

    def _group(self, number: int, representative: str) -> Group:
        return Group(
            id=self.uow.new_id(),
            name=f"Gruppo {number}",
            group_kind=self.random.choice(list(GroupKind)),
            themes=self.random.choice(((), ("verde",), ("verde", "gioco"))),
            representative_id=self.random.choice((None, representative)),
            registered_on=self.random.choice((None, DAY)),
            district=self.random.choice((None, 1, 2)),
        )

    def _relation(
        self,
        people: list[Person],
        groups: list[Group],
        places: list[Place],
        processes: list[Process],
        meetings: list[Meeting],
    ) -> Entity | None:
        pick, uow, i = self.random, self.uow, self.uow.new_id()
        group, person, process, meeting = (
            pick.choice(rows).id for rows in (groups, people, processes, meetings)
        )  # type: ignore[attr-defined]
        match pick.randrange(8):
            case 0 | 1:
                role = pick.choice(list(MemberRole))
                return uow.add(
                    Membership(
                        id=i, group_id=group, person_id=person, role=role, since=pick.choice((None, DAY))
                    )
                )
            case 2:
                owner = pick.choice(({"group_id": group}, {"person_id": person}))
                value = pick.choice(("011 555 123", "+39 011555123", "011 555 124"))
                return uow.add(ContactPoint(id=i, contact_kind=ContactKind.PHONE, value=value, **owner))
            case 3:
                return uow.add(Participation(id=i, process_id=process, group_id=group))
            case 4:
                partner = pick.choice(groups).id
                if partner == group:
                    return None
                return uow.add(
                    Partnership(id=i, group_id=group, partner_id=partner, is_lead=pick.random() < 0.3)
                )
            case 5:
                return uow.add(Consent(id=i, person_id=person, given_on=DAY))
            case 6:
                return uow.add(
                    Attendance(id=i, meeting_id=meeting, person_id=person, group_id=group, arrived_at=MOMENT)
                )
            case _:
                place = pick.choice(places).id
                return uow.add(
                    Entry(id=i, meeting_id=meeting, text="x", said_at=MOMENT, group_id=group, place_id=place)
                )

    def merge(self) -> None:
        """Two living records of one kind, with some choices."""
        with self.uow as uow:
            cls = self.random.choice(JOINED)
            living = [one.id for one in uow.find(cls)]
        if len(living) < 3:
            return
        kept, gone = self.random.sample(living, 2)
        choices = {
            name: self.random.choice((Side.KEPT, Side.GONE)) for name in self.random.sample(EDITED[cls], 2)
        }
        cmd = MergeRecords(
            kind=cls.KIND, kept_id=kept, gone_id=gone, choices=choices, reasons=("stesso telefono",)
        )
        changes = merge_records(cmd, self.uow)
        assert changes.created is not None
        self.standing.append(changes.created)
        self.merged += 1

    def edit(self) -> None:
        """A new text in one field of a living record: it must stay there for ever."""
        with self.uow as uow:
            cls = self.random.choice(list(EDITED))
            living = uow.find(cls)
            if not living:
                return
            record, name = self.random.choice(living), self.random.choice(EDITED[cls])
            self.edited += 1
            value = f"modifica {self.edited}"
            setattr(record, name, value)
            uow.commit("something")
        self.expected[record.id][name] = value

    def add(self) -> None:
        """A new record of somebody who is there: it stays with them."""
        with self.uow as uow:
            person, group = self.random.choice(uow.find(Person)), self.random.choice(uow.find(Group))
            new = uow.add(
                Membership(
                    id=uow.new_id(), group_id=group.id, person_id=person.id, duty=f"nuovo {self.edited}"
                )
            )
            uow.commit("something")
        self.expected[new.id] = to_plain(new)

    def part(self) -> None:
        """Take back one of the merges, whichever."""
        if self.standing:
            merge = self.standing.pop(self.random.randrange(len(self.standing)))
            assert not unmerge(Unmerge(merge_id=merge), self.uow).left_out

    def part_all(self) -> None:
        while self.standing:
            self.part()

    def state(self) -> State:
        """All living records but the merges themselves."""
        with self.uow as uow:
            return {
                one.id: to_plain(one) for cls in KINDS.values() if cls not in (Merge, Distinction) for one in uow.find(cls)
            }  # fmt: skip
