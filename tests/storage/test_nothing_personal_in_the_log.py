"""What people wrote never reaches the log, not even through the words of an error."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from cocity_desktop.application.erasing import ErasePerson, erase_person, mark_erased
from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode
from cocity_desktop.domain.registry import Group, Membership, Person
from cocity_desktop.privacy_words import words_for_left
from cocity_desktop.storage.archive_file import import_archive_file
from cocity_desktop.storage.backup import write_backup
from cocity_desktop.storage.erasure_care import ArchiveErasures

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive

SECRET = "Segretissima Persona"


def everything_that_fails(archive: Archive, directory: Path) -> list[AppError]:
    """Refusals of every kind that have personal data at hand."""
    uow = archive.unit_of_work("")
    errors = []

    def attempt(action: object) -> None:
        with pytest.raises(AppError) as error:
            action()
        errors.append(error.value)

    def wrong_value() -> None:
        with uow:
            uow.add(Person(id=uow.new_id(), given_name=SECRET, languages=(SECRET + "\ud800",)))
            uow.commit("register_person")

    def broken_reference() -> None:
        with uow:
            person = uow.add(Person(id=uow.new_id(), given_name=SECRET))
            uow.add(Membership(id=uow.new_id(), group_id=uow.new_id(), person_id=person.id, duty=SECRET))
            uow.commit("add_member")

    def wrong_file() -> None:
        file = directory / "import.json"
        file.write_text(
            '{"format":"cocity-archive","version":1,"people":[{"id":"x","given_name":"' + SECRET + '"}]}'
        )
        import_archive_file(archive, file)

    for action in (wrong_value, broken_reference, wrong_file):
        attempt(action)
    return errors + erasures_that_fail(archive)


def erasures_that_fail(archive: Archive) -> list[AppError]:
    """Of somebody erased twice, and of copies for which there is no room."""
    with archive.unit_of_work("") as uow:
        person = uow.add(
            Person(id=uow.new_id(), given_name="Segretissima", family_name="Persona", note=SECRET)
        )
        uow.commit("register_person", subject=SECRET)
    archive.files.backups.mkdir()
    write_backup(archive, archive.files.backups / "casa-20270211T120000Z.zip")
    care = ArchiveErasures(archive, mark_erased)

    def erase() -> None:
        erase_person(
            ErasePerson(person_id=person.id), archive.unit_of_work(""), care, words_for_left, no_room
        )

    def no_room(_done: int, _total: int, _name: str) -> None:
        raise EnvironmentFault(ErrorCode.DISK_FULL, path=str(archive.files.backups))

    errors = []
    for _attempt in range(2):
        with pytest.raises(AppError) as error:
            erase()
        errors.append(error.value)
    care.finish()
    return errors


def test_field_values_do_not_reach_the_log(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with archive.unit_of_work("") as uow:
        uow.add(Group(id=uow.new_id(), name=SECRET, description=SECRET))
        uow.commit("register_group", subject=SECRET)
    for error in everything_that_fails(archive, tmp_path):
        logging.getLogger("test").error("%s", error, exc_info=error)
        logging.getLogger("test").error("".join(traceback.format_exception(error)))
    with archive.reader() as connection, pytest.raises(DBAPIError) as failed:
        connection.exec_driver_sql("SELECT * FROM nowhere WHERE name = ?", (SECRET,))
    logging.getLogger("test").error("%s", failed.value, exc_info=failed.value)
    told = "\n".join([record.getMessage() + str(record.exc_text) for record in caplog.records])
    assert "invalid_value" in told
    assert "no such table" in told
    assert "Segretissima" not in told
