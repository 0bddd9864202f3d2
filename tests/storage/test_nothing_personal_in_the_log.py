"""What people wrote never reaches the log, not even through the words of an error."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from cocity_desktop.domain.errors import AppError
from cocity_desktop.domain.registry import Group, Membership, Person
from cocity_desktop.storage.archive_file import import_archive_file

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
