"""Twenty thousand rows taken in, beside `sqlite-utils insert` of the same file with its index: `python -m bench importing`.

A row of groups tells of several records: the group, a person, what that one is in it, their contacts. The tool makes one row
of each, so a second yardstick is the tool's time for the records themselves, a table of each kind, as the import made them.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.importing.tables import (
    ImportTable,
    ProposeColumns,
    import_table,
    proposed_columns,
)
from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.storage.archive import Archive
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.services import Services

ROWS = 20_000
ROUNDS = 3
"""Each the two commands and then ours, so that what else the machine does falls on both."""
PASSPHRASE = "una passphrase di prova"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
TEXTS = {
    "places": ("name", "address", "quarter", "owner"), "groups": ("name", "address"), "people": ("given_name", "family_name"),
    "memberships": (), "contact_points": ("value",),
}  # fmt: skip
"""The tables of the second yardstick, with the columns that search looks into."""
LETTERS = "aeioubcdfg"
KINDS = ("APS", "ODV", "Comitato", "Gruppo informale")
HEADINGS = {
    "places": ("Nome", "Indirizzo", "Circ.", "Quartiere", "Proprietà", "Note"),
    "groups": ("Denominazione", "Tipo", "Indirizzo", "Circ.", "Note"),
    "groups with people": (
        "Denominazione", "Tipo", "Indirizzo", "Circ.", "Note", "Referente", "Tel.", "Mail",
    ),
}  # fmt: skip
"""Three files: of the first two each row is one record, of the third six."""
NO_TEXTS = ("Circ.", "Tipo", "Tel.")


def row_of(kind: str, n: int, word: str) -> tuple[object, ...]:
    address, district = f"Via {word} {n % 300 + 1}", n % 8 + 1
    if kind == "places":
        return f"Giardino {word}", address, district, "Alloro", "Comune", "aperto la domenica"
    note = "attività con i bambini del quartiere, il sabato"
    row = (f"Orto {word}", KINDS[n % 4], address, district, note)
    person = (f"Ada {word}", f"011 {1_000_000 + n}", f"gruppo{n}@example.org")
    return row if kind == "groups" else (*row, *person)


def write_table(file: Path, kind: str) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADINGS[kind])
        for number in range(ROWS):
            word = "".join(LETTERS[int(digit)] for digit in f"{number:05d}").title()
            writer.writerow(row_of(kind, number, word))


def yardstick(file: Path, directory: Path, kind: str) -> float:
    """Seconds of the two commands, as a person would run them; the text columns are indexed."""
    texts = [name for name in HEADINGS[kind] if name not in NO_TEXTS]
    return inserted(directory / "file.db", file, "t", texts)


def inserted(database: Path, file: Path, table: str, texts: Sequence[str]) -> float:
    """Seconds of `sqlite-utils insert`, and of `enable-fts` where there are texts."""
    tool = str(Path(sys.executable).with_name("sqlite-utils"))
    start = time.perf_counter()
    insert = [tool, "insert", str(database), table, str(file), "--csv", "--delimiter", ";"]
    subprocess.run(insert, check=True, capture_output=True)
    if texts:
        subprocess.run([tool, "enable-fts", str(database), table, *texts], check=True, capture_output=True)
    return time.perf_counter() - start


def second_yardstick(archive: Archive, directory: Path) -> float:
    """Seconds for the records that the import made, one table after the other into one file."""
    seconds = 0.0
    for table, texts in TEXTS.items():
        cursor = archive.database.raw.execute(f'SELECT * FROM "{table}"')
        rows = cursor.fetchall()
        if not rows:
            continue
        file = directory / f"{table}.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, delimiter=";")
            writer.writerow([column[0] for column in cursor.description])
            writer.writerows(rows)
        seconds += inserted(directory / "records.db", file, table, texts)
    return seconds


def timed(services: Services, file: Path, target: ImportTarget) -> float:
    """Seconds from the file on disk to the change on disk."""
    start = time.perf_counter()
    table = services.tables.read(file)
    columns = services.run(proposed_columns, ProposeColumns(target=target, table=table))
    cmd = ImportTable(target=target, table=table, meanings=tuple(one.meaning for one in columns))
    services.run(import_table, cmd, services.codes, services.matcher)
    return time.perf_counter() - start


def main(parent: Path | None = None) -> None:
    with tempfile.TemporaryDirectory(dir=parent or Path.cwd(), prefix=".bench-") as name:
        for kind in HEADINGS:
            measure(Path(name), kind)


def measure(directory: Path, kind: str) -> None:
    file = directory / f"{kind}.csv"
    write_table(file, kind)
    rounds = [one_round(directory / f"{kind}-{number}", file, kind) for number in range(ROUNDS)]
    of_file = median(one.first / one.file for one in rounds)
    of_records = median(one.first / one.records for one in rounds)
    print(f"import of {ROWS} {kind} ({file.stat().st_size / 1e6:.1f} MB of CSV), median of {ROUNDS}")
    print(f"  sqlite-utils, the file           {median(one.file for one in rounds):7.2f} s")
    print(f"  sqlite-utils, its records        {median(one.records for one in rounds):7.2f} s")
    print(
        f"  import ({rounds[0].operations} operations)   {median(one.first for one in rounds):7.2f} s"
        f"   {of_file:.1f} times the file, {of_records:.1f} times its records"
    )
    print(f"  the same again                   {median(one.again for one in rounds):7.2f} s")
    print(f"  undo                             {median(one.undo for one in rounds):7.2f} s")


class Round(NamedTuple):
    """Seconds of the tool with the file and with the records in it, of a first import, of the same again, of its undo."""

    file: float
    records: float
    first: float
    again: float
    undo: float
    operations: int


def one_round(directory: Path, file: Path, kind: str) -> Round:
    directory.mkdir()
    target = ImportTarget.PLACES if kind == "places" else ImportTarget.GROUPS
    of_file = yardstick(file, directory, kind)
    with Archive.create(directory / "archive", PASSPHRASE, LocalHost()) as archive:
        services = open_services(archive, RESOURCES, "bench")
        first, again = timed(services, file, target), timed(services, file, target)
        operations = archive.database.raw.execute("SELECT count(*) FROM operation").fetchone()[0]
        of_records = second_yardstick(archive, directory)
        start = time.perf_counter()
        undo_last(services.new_unit_of_work())
        return Round(of_file, of_records, first, again, time.perf_counter() - start, operations)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
