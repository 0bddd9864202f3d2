"""A house with a meeting on the disk, and what is found in it afterwards."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.bootstrap import LocalGate, shipped
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "quattro parole di prova"


def found_meeting(directory: Path, ballast: int = 0) -> str:
    """An archive in `directory` with a meeting of now, which begins when its page is opened; its id. The archive is closed again.

    `ballast` bytes of photographs make it as large as that of a house of some years.
    """
    gate = LocalGate(directory, shipped()[0], "prova")
    services = gate.create_empty(PASSPHRASE)
    try:
        services.run(found_house, FoundHouse(name="Casa di prova"))
        now = datetime.now(UTC)
        process = OpenProcess(title="Cortile di prova", group_ids=(), opened_on=now.date())
        process_id = services.run(open_process, process, services.regulations).created
        meeting = ScheduleMeeting(
            process_id=str(process_id),
            title="Tavolo di prova",
            starts_at=now,
            items=(NewItem(title="Orari"),),
        )
        meeting_id = str(services.run(schedule_meeting, meeting).created)
        with services.new_unit_of_work() as uow:
            uow.put_bytes(random.Random(1).randbytes(ballast))
            uow.add(Group(id=uow.new_id(), name="Genitori"))
            uow.commit("test")
    finally:
        gate.archive().close()  # not the gate: it would make the copy of the day
    return meeting_id


def entries_of(directory: Path, meeting_id: str) -> tuple[list[str], str]:
    """The texts of the meeting in the archive of `directory`, and what its checks have to say, "" when all is well.

    Opens the archive as the app does. Raises AppError when it cannot be opened.
    """
    with Archive.open(directory, PASSPHRASE, LocalHost()) as archive, archive.reader() as connection:
        raw = archive.database.raw
        faults = [str(row[0]) for row in raw.execute("PRAGMA cipher_integrity_check")]
        faults += [str(row[0]) for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
        faults += [str(row) for row in raw.execute("PRAGMA foreign_key_check")]
        rows = connection.exec_driver_sql(
            "SELECT text FROM entries WHERE meeting_id = ? AND alive = 1 ORDER BY id", (meeting_id,)
        )
        return [str(row[0]) for row in rows], "; ".join(faults)
