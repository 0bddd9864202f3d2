"""Twenty thousand rows taken in, beside `sqlite-utils insert` of the same file with its index: `python -m bench.importing`."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

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
    from cocity_desktop.application.services import Services

ROWS = 20_000
ROUNDS = 3
"""Each the two commands and then ours, so that what else the machine does falls on both."""
PASSPHRASE = "una passphrase di prova"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LETTERS = "aeioubcdfg"
KINDS = ("APS", "ODV", "Comitato", "Gruppo informale")
HEADINGS = {
    ImportTarget.PLACES: ("Nome", "Indirizzo", "Circ.", "Quartiere", "Proprietà", "Note"),
    ImportTarget.GROUPS: ("Denominazione", "Tipo", "Indirizzo", "Circ.", "Referente", "Tel.", "Mail", "Note"),
}


def row_of(target: ImportTarget, n: int, word: str) -> tuple[object, ...]:
    address, district = f"Via {word} {n % 300 + 1}", n % 8 + 1
    if target is ImportTarget.PLACES:
        return f"Giardino {word}", address, district, "Alloro", "Comune", "aperto la domenica"
    phone, mail = f"011 {1_000_000 + n}", f"gruppo{n}@example.org"
    note = "attività con i bambini del quartiere, il sabato"
    return f"Orto {word}", KINDS[n % 4], address, district, f"Ada {word}", phone, mail, note


def write_table(file: Path, target: ImportTarget) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(HEADINGS[target])
        for number in range(ROWS):
            word = "".join(LETTERS[int(digit)] for digit in f"{number:05d}").title()
            writer.writerow(row_of(target, number, word))


def yardstick(file: Path, directory: Path, target: ImportTarget) -> float:
    """Seconds of the two commands, as a person would run them; the text columns are indexed."""
    texts = [name for name in HEADINGS[target] if name not in ("Circ.", "Tipo", "Tel.")]
    tool = str(Path(sys.executable).with_name("sqlite-utils"))
    database = str(directory / f"{target.value}.db")
    start = time.perf_counter()
    insert = [tool, "insert", database, "t", str(file), "--csv", "--delimiter", ";"]
    subprocess.run(insert, check=True, capture_output=True)
    subprocess.run([tool, "enable-fts", database, "t", *texts], check=True, capture_output=True)
    return time.perf_counter() - start


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
        for target in HEADINGS:
            measure(Path(name), target)


def measure(directory: Path, target: ImportTarget) -> None:
    file = directory / f"{target.value}.csv"
    write_table(file, target)
    rounds = [one_round(directory / f"{target.value}-{number}", file, target) for number in range(ROUNDS)]
    operations = rounds[0][-1]
    theirs, first, again, undone = (median(figures) for figures in list(zip(*rounds, strict=True))[:-1])
    ratio = median(one[1] / one[0] for one in rounds)
    print(f"import of {ROWS} {target.value} ({file.stat().st_size / 1e6:.1f} MB of CSV), median of {ROUNDS}")
    print(f"  sqlite-utils insert, enable-fts {theirs:7.2f} s")
    print(f"  import ({operations} operations)  {first:7.2f} s   {ratio:.1f} times")
    print(f"  the same again                  {again:7.2f} s")
    print(f"  undo                            {undone:7.2f} s")


def one_round(directory: Path, file: Path, target: ImportTarget) -> tuple[float, float, float, float, int]:
    """Seconds of the two commands, of a first import, of the same again, of its undo; operations of the journal."""
    directory.mkdir()
    theirs = yardstick(file, directory, target)
    with Archive.create(directory / "archive", PASSPHRASE, LocalHost()) as archive:
        services = open_services(archive, RESOURCES, "bench")
        first, again = timed(services, file, target), timed(services, file, target)
        operations = archive.database.raw.execute("SELECT count(*) FROM operation").fetchone()[0]
        start = time.perf_counter()
        undo_last(services.new_unit_of_work())
        return theirs, first, again, time.perf_counter() - start, operations


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
