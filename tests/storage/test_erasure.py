"""An erased person is nowhere in what the app owns, byte by byte, and everything else goes on as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.erasing import Erased, ErasePerson, erase_person, mark_erased
from cocity_desktop.application.history import UndoChange, undo_change, undo_last
from cocity_desktop.application.merging import MergeRecords, merge_records
from cocity_desktop.application.people import (
    PersonFields,
    RegisterPerson,
    UpdatePerson,
    register_person,
    update_person,
)
from cocity_desktop.application.registry import (
    AddMember,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_member,
    register_group,
)
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import Erasure
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Entry, Meeting
from cocity_desktop.domain.merging import Side
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import ContactPoint, Group, MemberRole, Person
from cocity_desktop.privacy_words import words_for_left
from cocity_desktop.storage import line_texts, lines, replay
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.archive_file import import_archive_file, write_archive_file
from cocity_desktop.storage.backup import restore_backup, write_backup
from cocity_desktop.storage.doctor import examine_open
from cocity_desktop.storage.erasure_care import ArchiveErasures
from cocity_desktop.storage.finding import find
from cocity_desktop.system.italian_codes import StdnumCodes
from tests.storage.erasing_support import Haystack, forms_of, found_in
from tests.storage.old_journal import age
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIVEN, FAMILY = "Nicolò", "D’Quaxzenti"
MAIL, PHONE = "quaxzenti@example.org", "+39 011 73 91 846"
NEEDLES = forms_of(FAMILY, "D'Quaxzenti", "Quaxzenti", MAIL, PHONE, "0117391846", "011/7391846")
LINE = ", ".join(line_texts.Line._fields)
NOON = datetime(2027, 2, 11, 12, tzinfo=UTC)
CODES = StdnumCodes()


def erase(archive: Archive, person_id: str, *also: str) -> Erased:
    care = ArchiveErasures(archive, mark_erased)
    cmd = ErasePerson(person_id=person_id, also=frozenset(also))
    return erase_person(cmd, archive.unit_of_work(""), care, words_for_left)


def register(
    archive: Archive, given: str = GIVEN, family: str = FAMILY, mail: str = MAIL, phone: str = PHONE
) -> str:
    fields = PersonFields(given_name=given, family_name=family, note=f"Chiamare {given}", needs="rampa")
    cmd = RegisterPerson(fields=fields, email=mail, phone=phone)
    return register_person(cmd, archive.unit_of_work(""), CODES).created or ""


def furnish(archive: Archive) -> dict[str, str]:
    """A person in a group, at a meeting, in what was said there, in drafts and in changes of all kinds."""
    person = register(archive)
    fields = PersonFields(given_name=GIVEN, family_name=FAMILY, note="Ha le chiavi", languages=("it",))
    update_person(UpdatePerson(person_id=person, fields=fields), archive.unit_of_work(""), CODES)
    group = (
        register_group(
            RegisterGroup(fields=GroupFields(name="Orto")), archive.unit_of_work(""), CODES
        ).created
        or ""
    )
    member = NewMember(person_id=person, role=MemberRole.REPRESENTATIVE, duty=f"{GIVEN} tiene le chiavi")
    membership = add_member(AddMember(group_id=group, member=member), archive.unit_of_work("")).created or ""
    with archive.unit_of_work("") as uow:
        process = uow.add(
            Process(
                id=uow.new_id(),
                title="Cortile",
                opened_on=date(2027, 1, 2),
                summary=f"lo segue {GIVEN} {FAMILY}",
            )
        )
        meeting = uow.add(
            Meeting(
                id=uow.new_id(),
                process_id=process.id,
                title="Tavolo",
                starts_at=NOON,
                called_by=f"{FAMILY} {GIVEN}",
            )
        )
        item = uow.add(
            AgendaItem(id=uow.new_id(), meeting_id=meeting.id, title="Chiavi", owner="nicolo d'quaxzenti")
        )
        here = uow.add(Attendance(id=uow.new_id(), meeting_id=meeting.id, person_id=person, arrived_at=NOON))
        said = uow.add(Entry(id=uow.new_id(), meeting_id=meeting.id, agenda_item_id=item.id, said_at=NOON, person_id=person,
                             text=f"NICOLO' D'QUAXZENTI apre alle 9, chiamare 0117391846 o {MAIL.upper()}"))  # fmt: skip
        lone = uow.add(
            Entry(id=uow.new_id(), meeting_id=meeting.id, said_at=NOON, text="D'Quaxzenti porta la scala")
        )
        uow.commit("capture_entry", subject=f"detto da {GIVEN} {FAMILY}")
    archive.drafts.save(f"entry:{meeting.id}", f"forse {GIVEN} {FAMILY} ha")
    return {
        "person": person, "group": group, "membership": membership, "meeting": meeting.id, "process": process.id,
        "item": item.id, "here": here.id, "said": said.id, "lone": lone.id,
    }  # fmt: skip


def haystack(archive: Archive, scratch: Path) -> Haystack:
    return Haystack(archive.database.key, scratch).take(archive.files.directory)


def check_sound(archive: Archive) -> None:
    assert list(replay.differences(archive.database.raw)) == []
    bad = [
        one
        for one in examine_open(archive)
        if not one.ok and one.code.value not in {"last_backup", "free_space"}
    ]
    assert bad == []
    raw = archive.database.raw
    for kind in lines.KINDS:
        listed = {row[0]: line_texts.Line(*row) for row in raw.execute(f"SELECT {LINE} FROM {kind}_line")}
        assert listed == line_texts.lines(raw, kind, None)
    with archive.database.writing():
        for index in ("search", *(f"{kind}_words" for kind in lines.KINDS)):
            raw.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")


@pytest.mark.parametrize("old", [False, True], ids=["births", "old journal"])
def test_nothing_is_left_and_everything_else_stands(archive: Archive, tmp_path: Path, *, old: bool) -> None:
    ids = furnish(archive)
    if old:
        assert age(archive) > 8
        archive.database.compact()
    journal = "SELECT op_id, hlc, entity_id, field, base, restores FROM operation ORDER BY hlc"
    before = archive.database.raw.execute(journal).fetchall()
    assert (
        len({needle for _, needle in found_in(haystack(archive, tmp_path / "a"), NEEDLES)}) > 8
    )  # the search can fail
    done = erase(archive, ids["person"], ids["lone"])
    assert found_in(haystack(archive, tmp_path / "b"), NEEDLES) == []
    assert archive.database.raw.execute(journal).fetchall()[: len(before)] == before
    check_sound(archive)
    with archive.unit_of_work("") as uow:
        person = uow.get(Person, ids["person"])
        assert (person.given_name, person.family_name, person.erased_number) == (
            "persona cancellata n. 1",
            "",
            1,
        )
        assert (person.note, person.needs, person.languages) == ("", "", ())
        assert uow.find(ContactPoint, person_id=person.id) == []
        assert uow.get(Group, ids["group"]).representative_id is None
        assert uow.get(Attendance, ids["here"]).person_id == person.id
        assert (
            uow.get(Entry, ids["said"]).text
            == "persona cancellata n. 1 apre alle 9, chiamare dato cancellato o dato cancellato"
        )
        assert uow.get(Entry, ids["lone"]).text == "persona cancellata n. 1 porta la scala"
        assert uow.get(Meeting, ids["meeting"]).called_by == "persona cancellata n. 1"
        erasure = uow.find(Erasure)[0]
        assert (erasure.number, erasure.person_id, erasure.left) == (1, person.id, done.left)
    assert archive.drafts.load(f"entry:{ids['meeting']}") == "forse persona cancellata n. 1 ha"


def test_a_name_alone_stays_unless_somebody_says_whose_it_is(archive: Archive) -> None:
    ids = furnish(archive)
    care = ArchiveErasures(archive, mark_erased)
    preview = care.preview(ids["person"])
    assert [one.id for one in preview.to_review] == [ids["lone"]]
    assert {ids["said"], ids["process"], ids["item"], ids["meeting"]} <= {one.id for one in preview.replaced}
    erase(archive, ids["person"])
    with archive.unit_of_work("") as uow:
        assert uow.get(Entry, ids["lone"]).text == "D'Quaxzenti porta la scala"


def test_the_index_finds_the_rest_and_not_the_person(archive: Archive) -> None:
    ids = furnish(archive)
    erase(archive, ids["person"], ids["lone"])
    with archive.reader() as connection:
        assert find(connection, "quaxzenti") == []
        assert ids["said"] in {ref.id for ref in find(connection, "apre alle")}


def test_what_concerns_the_person_cannot_be_taken_back_and_the_rest_can(archive: Archive) -> None:
    ids = furnish(archive)
    group = (
        register_group(
            RegisterGroup(fields=GroupFields(name="Altro")), archive.unit_of_work(""), CODES
        ).created
        or ""
    )
    register(archive, "Ada", "Prova", "ada@example.org", "0111234567")
    with archive.unit_of_work("") as uow:
        changes = {change.label: change.change_id for change in reversed(uow.journal.last_changes(20))}
    erase(archive, ids["person"])
    for label in ("update_person", "add_member"):
        with pytest.raises(UserError) as refused:
            undo_change(UndoChange(change_id=changes[label]), archive.unit_of_work(""))
        assert refused.value.code is ErrorCode.PERSON_ERASED
    assert undo_last(archive.unit_of_work("")).subject == "Ada Prova"  # not the erasure
    assert undo_last(archive.unit_of_work("")).label == "undo"
    with archive.unit_of_work("") as uow:
        assert uow.find(Group, id=group) == []
    undo_last(archive.unit_of_work(""))  # the line of the meeting, without the name
    check_sound(archive)


def test_an_erased_person_is_not_written_about(archive: Archive) -> None:
    ids = furnish(archive)
    erase(archive, ids["person"])
    acts: list[Callable[[], object]] = [
        lambda: erase(archive, ids["person"]),
        lambda: update_person(
            UpdatePerson(person_id=ids["person"], fields=PersonFields(given_name="Di nuovo")),
            archive.unit_of_work(""),
            CODES,
        ),
        lambda: add_member(
            AddMember(group_id=ids["group"], member=NewMember(person_id=ids["person"])),
            archive.unit_of_work(""),
        ),
    ]
    for act in acts:
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.code is ErrorCode.PERSON_ERASED


def test_backups_are_written_anew_and_open(archive: Archive, host: QuickHost, tmp_path: Path) -> None:
    ids = furnish(archive)
    archive.files.backups.mkdir()
    backup = archive.files.backups / "casa-20270211T120000Z.zip"
    write_backup(archive, backup)
    register(archive, "Ada", "Prova", "ada@example.org", "0111234567")
    done = erase(archive, ids["person"], ids["lone"])
    assert [(one.name, one.state.value) for one in done.copies] == [(backup.name, "rewritten")]
    assert found_in(haystack(archive, tmp_path / "b"), NEEDLES) == []
    restore_backup(backup, tmp_path / "restored", PASSPHRASE, host)
    with Archive.open(tmp_path / "restored", PASSPHRASE, host) as restored:
        check_sound(restored)
        with restored.unit_of_work("") as uow:
            assert uow.get(Person, ids["person"]).erased_number == 1
            assert [erasure.number for erasure in uow.find(Erasure)] == [1]
        file = tmp_path / "restored.json"
        write_archive_file(restored, file)
    import_archive_file(archive, file)
    check_sound(archive)
    assert found_in(haystack(archive, tmp_path / "c"), NEEDLES) == []


def test_numbers_are_counted_up(archive: Archive) -> None:
    first = register(archive)
    second = register(archive, "Ada", "Prova", "ada@example.org", "0111234567")
    assert (erase(archive, first).number, erase(archive, second).number) == (1, 2)


def test_with_a_namesake_only_their_own_records_lose_the_name(archive: Archive) -> None:
    ids = furnish(archive)
    register(archive, GIVEN, FAMILY, "altro@example.org", "0119999999")
    done = erase(archive, ids["person"])
    with archive.unit_of_work("") as uow:
        assert uow.get(Entry, ids["said"]).text.startswith("persona cancellata n. 1")  # it says who spoke
        assert uow.get(Process, ids["process"]).summary == f"lo segue {GIVEN} {FAMILY}"
    assert any("stesso nome" in one or "same name" in one for one in done.left)


def test_the_archive_file_verifies_and_reads_in_elsewhere(
    archive: Archive, new_archive: Callable[[Path], Archive], tmp_path: Path
) -> None:
    ids = furnish(archive)
    erase(archive, ids["person"], ids["lone"])
    file = tmp_path / "after.json"
    write_archive_file(archive, file)
    assert not [needle for needle in NEEDLES if needle in file.read_bytes()]
    other = new_archive(tmp_path / "other")
    import_archive_file(other, file)
    check_sound(other)


def test_after_a_wrong_merge_the_other_keeps_the_name(archive: Archive) -> None:
    ids = furnish(archive)
    other = register(archive, "Ada", "Prova", "ada@example.org", "0111234567")
    merge = MergeRecords(
        kind="person",
        kept_id=ids["person"],
        gone_id=other,
        choices={"given_name": Side.GONE, "family_name": Side.GONE},
    )
    made = merge_records(merge, archive.unit_of_work("")).created or ""
    unmerge(Unmerge(merge_id=made), archive.unit_of_work(""))
    with archive.unit_of_work("") as uow:
        entry = uow.add(
            Entry(
                id=uow.new_id(), meeting_id=ids["meeting"], said_at=NOON, text=f"Ada Prova e {GIVEN} {FAMILY}"
            )
        )
        uow.commit("capture_entry")
    erase(archive, ids["person"])
    with archive.unit_of_work("") as uow:
        assert uow.get(Entry, entry.id).text == "Ada Prova e persona cancellata n. 1"
        assert [point.value for point in uow.find(ContactPoint, person_id=other)] != []
    check_sound(archive)


def test_who_was_merged_into_a_person_is_erased_with_them(archive: Archive, tmp_path: Path) -> None:
    ids = furnish(archive)
    kept = register(archive, "Nico", "Quaxzenti", "nico@example.org", "0111234567")
    merge_records(
        MergeRecords(kind="person", kept_id=kept, gone_id=ids["person"], choices={}), archive.unit_of_work("")
    )
    erase(archive, kept, ids["lone"])
    assert found_in(haystack(archive, tmp_path / "b"), NEEDLES) == []
    check_sound(archive)
