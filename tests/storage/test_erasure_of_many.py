"""Many people of a full house erased: a byte search over every file the app owns finds nothing of them, and all stands.

The house is the sample house with people made up for this: their names are in no other file. Some of them stay, and the
same search finds every one of those.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop import bootstrap
from cocity_desktop.application import people, registry
from cocity_desktop.application.erasing import ErasePerson, erase_person
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    Entry,
    EntryKind,
    Meeting,
    Reservation,
)
from cocity_desktop.domain.registry import Group, MemberRole, NoticeChannel
from cocity_desktop.local_gate import LocalGate
from cocity_desktop.privacy_words import words_for_left
from cocity_desktop.storage.archive_file import import_archive_file, write_archive_file
from cocity_desktop.storage.backup import restore_backup, write_backup
from cocity_desktop.system.host import LocalHost
from tests.storage.erasing_support import Haystack, forms_of
from tests.storage.test_erasure import check_sound

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.storage.archive import Archive

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GIVEN = ("Anna", "Nicolò", "Maria Grazia", "Élodie", "Şerban", "Jean-Luc", "Zoë", "Andrea")
BEGINS = ("Qu", "Zw", "Xh", "Vj", "Kx", "Wz", "D’Q", "De X", "Ñx", "Žj")
MIDDLES = ("arbel", "orvin", "ùldan", "èmbri", "ostaq", "irwel", "udzan", "emq’or")
ENDS = ("zi", "tti", "ò", "nì", "xis", "qua")
COUNTS = "SELECT sum(head_count) FROM attendances WHERE alive = 1"
VOTES = "SELECT id, in_favour, present, presence FROM decisions WHERE alive = 1 ORDER BY id"
MINUTES = "SELECT id, text, locked_sha256 FROM minutes WHERE state = 'locked' ORDER BY id"
JOURNAL = "SELECT op_id, change_id, hlc, entity_id, field, base, restores FROM operation ORDER BY hlc"


@dataclass
class Somebody:
    """A made-up person and the bytes by which they could be found."""

    id: str
    given: str
    family: str
    mail: str
    phone: str

    @property
    def needles(self) -> set[bytes]:
        digits = self.phone[4:].replace(" ", "")
        return forms_of(self.family, self.mail, self.phone, digits, f"{self.given} {self.family}")


class House:
    """The sample house, and a hand that writes in it at random."""

    def __init__(self, services: Services, archive: Archive, seed: int) -> None:
        self.services, self.archive, self.dice = services, archive, random.Random(seed)
        self.meetings = [one for one in self.find(Meeting) if one.state is not MeetingState.CANCELLED]
        with services.new_unit_of_work() as uow:
            locked = {row[0] for row in archive.database.raw.execute("SELECT meeting_id FROM minutes")}
            self.meetings = [one for one in uow.find(Meeting) if one.id not in locked]
            self.groups = [group.id for group in uow.find(Group)]

    def find(self, cls: type) -> list:
        with self.services.new_unit_of_work() as uow:
            return uow.find(cls)

    def invent(self, number: int) -> Somebody:
        family = f"{BEGINS[number % 10]}{MIDDLES[number // 10 % 8]}{chr(97 + number % 26)}{ENDS[number % 6]}{chr(107 + number // 26)}"
        given = self.dice.choice(GIVEN)
        mail, phone = f"persona.q{number:03}x@example.org", f"+39 011 9{number:03} 7{number:03}"
        fields = people.PersonFields(
            given_name=given, family_name=family, note=f"{given} {family}, amica di tutti"
        )
        cmd = people.RegisterPerson(fields=fields, email=mail, phone=phone)
        person = self.services.run(people.register_person, cmd, self.services.codes).created or ""
        return Somebody(person, given, family, mail, phone)

    def name(self, one: Somebody) -> str:
        """As somebody types it in a hurry."""
        forms = (f"{one.given} {one.family}", f"{one.family} {one.given}", f"{one.given} {one.family}".upper(),
                 f"{one.family}, {one.given}".lower(), f"{one.given} {one.family}".replace("’", "'"))  # fmt: skip
        return self.dice.choice(forms)

    def live(self, one: Somebody) -> None:
        """What happens to a person in a house."""
        dice, services = self.dice, self.services
        meeting = dice.choice(self.meetings)
        member = registry.NewMember(
            person_id=one.id, role=dice.choice(list(MemberRole)), duty=f"le chiavi a {self.name(one)}"
        )
        services.run(
            registry.add_member, registry.AddMember(group_id=dice.choice(self.groups), member=member)
        )
        notice = registry.GiveNotice(
            person_id=one.id, given_on=date(2026, 5, 4), channel=dice.choice(list(NoticeChannel))
        )
        services.run(registry.give_notice, notice)
        with services.new_unit_of_work() as uow:
            uow.add(
                Attendance(id=uow.new_id(), meeting_id=meeting.id, person_id=one.id, arrived_at=uow.now())
            )
            entry = Entry(id=uow.new_id(), meeting_id=meeting.id, said_at=uow.now(), person_id=one.id, entry_kind=EntryKind.DECISION,
                          text=f"{self.name(one)}: scrivere a {one.mail} o al {one.phone}")  # fmt: skip
            uow.add(entry)
            decision = uow.add(Decision(id=uow.new_id(), entry_id=entry.id, in_favour=3, present=4))
            uow.add(
                Reservation(
                    id=uow.new_id(), decision_id=decision.id, raised_by=self.name(one), text="Di sera no"
                )
            )
            uow.add(
                Commitment(
                    id=uow.new_id(), process_id=meeting.process_id, what="apre", party_name=self.name(one)
                )
            )
            uow.add(AgendaItem(id=uow.new_id(), meeting_id=meeting.id, title="Chiavi", owner=self.name(one)))
            uow.commit("capture_entry", subject=self.name(one))
        services.drafts.save(f"entry:{meeting.id}:{one.id}", f"e poi {self.name(one)} dice")

    def stir(self, crowd: list[Somebody]) -> None:
        """Edits, undone and redone."""
        for one in self.dice.sample(crowd, max(1, len(crowd) // 2)):
            fields = people.PersonFields(
                given_name=one.given, family_name=one.family, note=f"sentire {self.name(one)}"
            )
            cmd = people.UpdatePerson(person_id=one.id, fields=fields)
            self.services.run(people.update_person, cmd, self.services.codes)
            for act in self.dice.choices((undo_last, redo_last), k=2):
                try:
                    act(self.services.new_unit_of_work())
                except UserError:
                    continue

    def figures(self) -> list[object]:
        raw = self.archive.database.raw
        return [raw.execute(sql).fetchall() for sql in (COUNTS, VOTES, MINUTES)]

    def backup(self, day: int) -> Path:
        self.archive.files.backups.mkdir(exist_ok=True)
        out = self.archive.files.backups / f"casa-202701{day:02}T120000Z.zip"
        write_backup(self.archive, out)
        return out


def found(haystack: Haystack, crowd: list[Somebody]) -> dict[str, list[str]]:
    """Of whom something was found, and where."""
    everything = dict(haystack.places.items())
    return {
        one.family: places
        for one in crowd
        if (
            places := [
                place
                for place, content in everything.items()
                if any(needle in content for needle in one.needles)
            ]
        )
    }


def erase_many(tmp_path: Path, erased: int, kept: int, seed: int) -> None:
    gate = LocalGate(tmp_path / "casa", RESOURCES, "prova")
    bootstrap.build_sample_house(
        gate, bootstrap.SAMPLE_PASSPHRASE, tmp_path / "consegne", datetime.now(UTC).date()
    )
    try:
        services = gate.unlock(bootstrap.SAMPLE_PASSPHRASE)
        house = House(services, gate.archive(), seed)
        crowd = [house.invent(number) for number in range(erased + kept)]
        house.dice.shuffle(crowd)
        for one in crowd[: len(crowd) // 2]:
            house.live(one)
        house.backup(1)
        for one in crowd[len(crowd) // 2 :]:
            house.live(one)
        house.stir(crowd)
        backup = house.backup(2)
        going, staying = crowd[:erased], crowd[erased:]
        before, journal = house.figures(), house.archive.database.raw.execute(JOURNAL).fetchall()
        look(house.archive, tmp_path / "before", going, going)
        for one in going:
            last = one is going[-1]
            cmd = ErasePerson(person_id=one.id)
            services.run(erase_person, cmd, services.erasures, words_for_left, finish=last)
        look(house.archive, tmp_path / "after", going, [])
        look(house.archive, tmp_path / "after", staying, staying)
        assert house.figures() == before
        assert house.archive.database.raw.execute(JOURNAL).fetchall()[: len(journal)] == journal
        check_everything(house, backup, tmp_path)
    finally:
        gate.close()


def look(archive: Archive, scratch: Path, crowd: list[Somebody], expected: list[Somebody]) -> None:
    haystack = Haystack(archive.database.key, scratch).take(archive.files.directory)
    told = found(haystack, crowd)
    assert told.keys() == {one.family for one in expected}, told


def check_everything(house: House, backup: Path, tmp_path: Path) -> None:
    """Chains, tables, index, backups and the open file of the archive."""
    check_sound(house.archive)
    file = tmp_path / "house.json"
    write_archive_file(house.archive, file)
    assert not import_archive_file(house.archive, file).touched
    restore_backup(backup, tmp_path / "restored", bootstrap.SAMPLE_PASSPHRASE, LocalHost())
    restored = LocalGate(tmp_path / "restored", RESOURCES, "altro")
    try:
        restored.unlock(bootstrap.SAMPLE_PASSPHRASE)
        check_sound(restored.archive())
    finally:
        restored.close()


def test_a_dozen_people_leave_nothing(tmp_path: Path) -> None:
    erase_many(tmp_path, erased=12, kept=3, seed=391)


@pytest.mark.soak
def test_a_hundred_people_leave_nothing(tmp_path: Path) -> None:
    erase_many(tmp_path, erased=100, kept=20, seed=17)
