"""Make the small archive of the current schema that later releases must still open.

    python tools/make_archive_fixture.py

Writes tests/fixtures/archives/REVISION/ and never replaces one that is there: a fixture is what a release left
behind. Its passphrase and what it holds are in tests/storage/test_released_archives.py.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.domain.meetings import Entry, Meeting
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.schema import SHIPPED
from cocity_desktop.system.host import LocalHost

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "archives"
PASSPHRASE = "una casa di prova per sempre"


def fill(archive: Archive) -> None:
    """A house, a group that changed its name, a meeting with an entry and a file, a group that is gone."""
    uow = archive.unit_of_work("")
    found_house(FoundHouse(name="Casa di prova"), uow)
    with uow:
        group = uow.add(Group(id=uow.new_id(), name="Genitori", themes=("verde",)))
        gone = uow.add(Group(id=uow.new_id(), name="Non più"))
        process = uow.add(Process(id=uow.new_id(), title="Cortile", opened_on=date(2027, 1, 2)))
        starts_at = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)
        meeting = uow.add(Meeting(id=uow.new_id(), process_id=process.id, title="Primo", starts_at=starts_at))
        uow.add(
            Entry(id=uow.new_id(), meeting_id=meeting.id, text="Il cancello resti aperto", said_at=starts_at)
        )
        uow.put_bytes(b"planimetria")
        uow.commit("register")
    with uow:
        uow.get(Group, group.id).name = "Genitori dell’Università"
        uow.remove(uow.get(Group, gone.id))
        uow.commit("change")


def main() -> int:
    directory = FIXTURES / SHIPPED.head
    if directory.exists():
        print(f"{directory} is there already")
        return 1
    with Archive.create(directory, PASSPHRASE, LocalHost()) as archive:
        fill(archive)
    (directory / "archive.lock").unlink()
    print(directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
