"""Archives that older releases left behind still open, with all that was in them (tools/make_archive_fixture.py)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cocity_desktop.application.history import undo_last
from cocity_desktop.domain.meetings import Entry
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage import finding, schema
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.doctor import examine_open
from cocity_desktop.system.host import LocalHost

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "archives"
PASSPHRASE = "una casa di prova per sempre"


def test_there_is_one_for_every_version() -> None:
    assert tuple(sorted(path.name for path in FIXTURES.iterdir())) == schema.SHIPPED.revisions


@pytest.mark.parametrize("revision", schema.SHIPPED.revisions)
def test_an_archive_of_every_version_opens_whole(revision: str, tmp_path: Path) -> None:
    directory = tmp_path / "casa"
    directory.mkdir()
    for path in (FIXTURES / revision).iterdir():
        (directory / path.name).write_bytes(path.read_bytes())
    with Archive.open(directory, PASSPHRASE, LocalHost()) as archive:
        unsound = {finding.code for finding in examine_open(archive) if not finding.ok}
        assert unsound <= {"last_backup", "free_space"}
        with archive.unit_of_work("") as uow:
            (group,) = uow.find(Group)
            (entry,) = uow.find(Entry)
        assert (group.name, group.themes) == ("Genitori dell’Università", ("verde",))
        assert (entry.text, entry.said_at) == (
            "Il cancello resti aperto",
            datetime(2027, 2, 11, 17, 0, tzinfo=UTC),
        )
        with archive.reader() as connection:
            assert [ref.id for ref in finding.find(connection, "universita")] == [group.id]
        undo_last(archive.unit_of_work(""))
        with archive.unit_of_work("") as uow:
            assert [found.name for found in uow.find(Group)] == ["Genitori", "Non più"]
