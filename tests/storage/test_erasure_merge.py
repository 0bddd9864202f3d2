"""No archive file brings an erased person back, whichever side erased them and whichever side wrote meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.erasing import end_what_is_left, mark_erased
from cocity_desktop.application.people import PersonFields, UpdatePerson, update_person
from cocity_desktop.application.registry import (
    AddMember,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_member,
    register_group,
)
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import Erasure
from cocity_desktop.domain.meetings import Entry
from cocity_desktop.domain.registry import ContactPoint, Membership, Person
from cocity_desktop.storage import local_values
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.archive_file import import_archive_file, write_archive_file
from cocity_desktop.storage.backup import write_backup
from cocity_desktop.storage.erasure_care import ArchiveErasures
from tests.storage.erasing_support import found_in
from tests.storage.old_journal import age
from tests.storage.support import PASSPHRASE, QuickHost
from tests.storage.test_erasure import (
    CODES,
    FAMILY,
    GIVEN,
    NEEDLES,
    NOON,
    check_sound,
    erase,
    furnish,
    haystack,
    register,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(params=[False, True], ids=["births", "old journal"])
def twins(
    archive: Archive,
    new_archive: Callable[[Path], Archive],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[tuple[Archive, Archive, dict[str, str]]]:
    """Two laptops of one house that know the same."""
    ids = furnish(archive)
    if request.param:
        age(archive)
        archive.database.compact()
    file = tmp_path / "first.json"
    write_archive_file(archive, file)
    new_archive(tmp_path / "other").close()
    host = QuickHost()
    other = Archive.open(tmp_path / "other", PASSPHRASE, host)
    other.local.put(local_values.DEVICE_ID, local_values.new_device(host))
    other.writer.device = other.local.get(local_values.DEVICE_ID) or ""
    import_archive_file(other, file)
    yield archive, other, ids
    other.close()


def hand_over(source: Archive, target: Archive, folder: Path) -> None:
    file = folder / f"{source.device}-{target.device}.json"
    write_archive_file(source, file)
    import_archive_file(target, file)
    file.unlink()


def write_more(archive: Archive, ids: dict[str, str]) -> str:
    """What the other laptop writes after the two parted: about the person, and naming them."""
    fields = PersonFields(given_name=GIVEN, family_name=FAMILY, note="ancora")
    cmd = UpdatePerson(person_id=ids["person"], fields=fields, email="quaxzenti2@example.org")
    update_person(cmd, archive.unit_of_work(""), CODES)
    group = (
        register_group(
            RegisterGroup(fields=GroupFields(name="Nuovo")), archive.unit_of_work(""), CODES
        ).created
        or ""
    )
    add_member(AddMember(group_id=group, member=NewMember(person_id=ids["person"])), archive.unit_of_work(""))
    with archive.unit_of_work("") as uow:
        entry = uow.add(
            Entry(id=uow.new_id(), meeting_id=ids["meeting"], said_at=NOON, text=f"{GIVEN} {FAMILY} torna")
        )
        uow.commit("capture_entry", subject=f"{GIVEN} {FAMILY}")
    return entry.id


def check_gone(archive: Archive, ids: dict[str, str], scratch: Path) -> None:
    assert found_in(haystack(archive, scratch), NEEDLES) == []
    check_sound(archive)
    with archive.unit_of_work("") as uow:
        person = uow.get(Person, ids["person"])
        assert (person.given_name, person.erased_number) == ("persona cancellata n. 1", 1)
        assert uow.find(ContactPoint, person_id=person.id) == []
        assert [one for one in uow.find(Membership, person_id=person.id) if one.until is None] == []


def test_an_older_file_brings_nobody_back(
    twins: tuple[Archive, Archive, dict[str, str]], tmp_path: Path
) -> None:
    mine, other, ids = twins
    erase(mine, ids["person"], ids["lone"])
    entry = write_more(other, ids)
    hand_over(other, mine, tmp_path)
    hand_over(other, mine, tmp_path)
    mine.database.compact()
    check_gone(mine, ids, tmp_path / "a")
    with mine.unit_of_work("") as uow:
        assert uow.get(Entry, entry).text == "persona cancellata n. 1 torna"


def test_an_erasure_reaches_the_other_laptop_and_its_backups(
    twins: tuple[Archive, Archive, dict[str, str]], tmp_path: Path
) -> None:
    mine, other, ids = twins
    other.files.backups.mkdir()
    write_backup(other, other.files.backups / "casa-20270211T120000Z.zip")
    write_more(other, ids)
    erase(mine, ids["person"], ids["lone"])
    hand_over(mine, other, tmp_path)
    end_what_is_left(other.unit_of_work(""))
    ArchiveErasures(other, mark_erased).finish()
    check_gone(other, ids, tmp_path / "a")
    hand_over(other, mine, tmp_path)
    hand_over(mine, other, tmp_path)
    check_gone(mine, ids, tmp_path / "b")


def test_two_laptops_give_two_people_two_numbers(
    twins: tuple[Archive, Archive, dict[str, str]], tmp_path: Path
) -> None:
    mine, other, ids = twins
    second = register(mine, "Ada", "Zzyxprova", "ada@example.org", "0115550000")
    hand_over(mine, other, tmp_path)
    here = erase(mine, ids["person"]).number
    there = [erase(other, one).number for one in (second, register(other, "Bo", "Zzyxaltro"))]
    assert here == 1
    assert [one // 1_000 for one in there] == [1, 2]
    assert len({one % 1_000 for one in there}) == 1
    hand_over(other, mine, tmp_path)
    hand_over(mine, other, tmp_path)
    for archive in (mine, other):
        with archive.unit_of_work("") as uow:
            assert sorted(one.number for one in uow.find(Erasure)) == [1, *there]
    third = register(mine, "Cy", "Zzyxterzo")
    assert erase(mine, third).number == 2


def test_a_file_without_a_journal_brings_nobody_back(archive: Archive, tmp_path: Path) -> None:
    ids = furnish(archive)
    erase(archive, ids["person"], ids["lone"])
    file = tmp_path / "made.json"
    file.write_text(
        '{{"format":"cocity-archive","version":1,"people":[{{"id":"{}","given_name":"{}","family_name":"{}"}}],'
        '"contact_points":[{{"id":"{}","contact_kind":"email","value":"quaxzenti@example.org","person_id":"{}"}}],'
        '"groups":[{{"id":"{}","name":"Amici di {} {}"}}]}}'.format(
            ids["person"],
            GIVEN,
            FAMILY,
            archive.host.new_id(),
            ids["person"],
            archive.host.new_id(),
            GIVEN,
            FAMILY,
        ),
        encoding="utf-8",
    )
    import_archive_file(archive, file)
    archive.database.compact()
    check_gone(archive, ids, tmp_path / "a")


def test_a_journal_that_differs_otherwise_is_still_refused(
    twins: tuple[Archive, Archive, dict[str, str]], tmp_path: Path
) -> None:
    mine, other, ids = twins
    erase(mine, ids["person"], ids["lone"])
    file = tmp_path / "forged.json"
    write_archive_file(other, file)
    text = file.read_text(encoding="utf-8")
    assert text.count('"Orto"') > 1
    file.write_text(text.replace('"Orto"', '"Orta"'), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        import_archive_file(mine, file)
    assert refused.value.code is ErrorCode.ARCHIVE_FILE_DAMAGED
