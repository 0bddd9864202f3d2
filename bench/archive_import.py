"""How long it takes to read in an archive file of fifty thousand operations: `python -m bench.archive_import [DIR]`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.house import House
from cocity_desktop.domain.meetings import Entry, EntryKind, Meeting
from cocity_desktop.domain.processes import Process
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.archive_file import import_archive_file, write_archive_file
from cocity_desktop.storage.engine import Durability
from cocity_desktop.system.host import LocalHost

OPERATIONS = 50_000
PER_MEETING = 100
PASSPHRASE = "una passphrase di prova"
TEXT = "Il cancello su via Alloro resti aperto fino alle nove di sera d’estate, anche la domenica ({n})"


def fill(archive: Archive) -> None:
    """Meetings with their entries, and a commitment for every tenth entry, one change each."""
    uow = archive.unit_of_work("")
    with uow:
        now = uow.now()
        uow.add(House(id=uow.new_id(), name="Casa di prova"))
        process = uow.add(Process(id=uow.new_id(), title="Cortile", opened_on=now.date()))
        uow.commit("found")
    while count(archive) < OPERATIONS:
        with uow:
            meeting = uow.add(
                Meeting(id=uow.new_id(), process_id=process.id, title="Incontro", starts_at=now)
            )
            uow.commit("schedule_meeting")
        for number in range(PER_MEETING):
            with uow:
                text, kind = TEXT.format(n=number), EntryKind.IDEA
                new = Entry(
                    id=uow.new_id(), meeting_id=meeting.id, text=text, entry_kind=kind, said_at=uow.now()
                )
                entry = uow.add(new)
                if number % 10 == 0:
                    promise = Commitment(id=uow.new_id(), process_id=process.id, entry_id=entry.id, what=text)
                    uow.add(promise)
                uow.commit("capture_entry")


def count(archive: Archive) -> int:
    return int(archive.database.raw.execute("SELECT count(*) FROM operation").fetchone()[0])


def main(parent: Path | None = None) -> float:
    """Prints the figures and returns the seconds of the first import."""
    with tempfile.TemporaryDirectory(dir=parent or Path.cwd(), prefix=".bench-") as name:
        directory, host = Path(name), LocalHost()
        file = directory / "archive.json"
        source = Archive.create(directory / "a", PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS)
        with source:
            fill(source)
            operations = count(source)
            start = time.perf_counter()
            write_archive_file(source, file)
            exported = time.perf_counter() - start
        print(f"archive file ({operations} operations, {file.stat().st_size / 1e6:.1f} MB)")
        print(f"  export                       {exported:7.2f} s")
        with Archive.create(directory / "b", PASSPHRASE, host) as target:
            seconds = [timed_import(target, file) for _ in range(2)]
            write_archive_file(target, directory / "again.json")
        same = (directory / "again.json").read_bytes() == file.read_bytes()
    print(
        f"  import into an empty archive {seconds[0]:7.2f} s   again {seconds[1]:.2f} s   same bytes out: {same}"
    )
    return seconds[0]


def timed_import(archive: Archive, file: Path) -> float:
    start = time.perf_counter()
    import_archive_file(archive, file)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
