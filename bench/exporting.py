"""Our writers of ODS and contact cards beside the libraries that could do it: `python -m bench exporting` (docs/adr/0021)."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from cocity_desktop.application.export_ports import TableFormat
from cocity_desktop.application.views.exports import Card, ContactOut, OutTable
from cocity_desktop.domain.registry import ContactKind
from cocity_desktop.tabular.cards import write_cards
from cocity_desktop.tabular.writing import write_table

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, COLUMNS, CARDS = 500, 22, 5_000
LINK = "https://example.org/a,b;c"


def main() -> None:
    """Seconds of each, octets, how much the process grew, whether the same table gives the same octets."""
    table = OutTable("Gruppi", tuple(f"Colonna {n}" for n in range(COLUMNS)), tuple(map(_row, range(ROWS))))
    for name, write in (("ours", _ours), ("odfdo", _odfdo)):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, size = _timed(lambda write=write: write(table))  # type: ignore[misc]
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        print(f"ods_{name}: {seconds:.2f} s for {ROWS} rows, {size // 1024} KiB, {grown} MiB more memory")
    cards = [_card(number) for number in range(CARDS)]
    for name, make in (("ours", lambda: write_cards(cards, "3.0")), ("vobject", lambda: _vobject(cards))):
        seconds, size = _timed(make)
        print(f"cards_{name}: {seconds:.2f} s for {CARDS} cards, {size // 1024} KiB")
    print(
        f"link kept as it is: ours {_kept(write_cards(cards[:1], '4.0'))}, vobject {_kept(_vobject(cards[:1]))}"
    )
    for module in ("odfdo", "vobject", "cocity_desktop.tabular.writing"):
        print(f"import_{module.rpartition('.')[2]}: {_import_time(module) * 1000:.0f} ms")


def _row(number: int) -> tuple[str | int | float | date | None, ...]:
    fixed = (f"Gruppo {number}", "", None, date(2025, 3, 1), number, 45.07 + number / 1e5, "una\ndue  tre")
    return (*fixed, *(f"testo {number} {column}" for column in range(COLUMNS - len(fixed))))


def _card(number: int) -> Card:
    contacts = (
        ContactOut(ContactKind.EMAIL, "ada@example.org", "", True),
        ContactOut(ContactKind.WEB, LINK, "", False),
    )
    return Card(
        made_from=str(UUID(int=number)), name=f"Ada Esempio {number}", given_name="Ada", family_name=f"Esempio {number}",
        organisations=("Orto",), contacts=contacts, address="via Esempio 1", note="", is_group=False,
    )  # fmt: skip


def _ours(table: OutTable) -> bytes:
    return write_table(table, TableFormat.ODS)


def _odfdo(table: OutTable) -> bytes:
    from odfdo import Cell, Document, Row, Table

    document, sheet = Document("spreadsheet"), Table(table.title)
    document.body.clear()
    for values in (table.headings, *table.rows):
        row = Row()
        row.extend_cells([Cell(value) if value not in (None, "") else Cell() for value in values])
        sheet.append_row(row, clone=False)
    document.body.append(sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _vobject(cards: list[Card]) -> bytes:
    import vobject

    made = []
    for card in cards:
        one = vobject.vCard()
        one.add("uid").value = card.made_from
        one.add("fn").value = card.name
        one.add("n").value = vobject.vcard.Name(family=card.family_name, given=card.given_name)
        one.add("org").value = list(card.organisations)
        one.add("adr").value = vobject.vcard.Address(street=card.address)
        for contact in card.contacts:
            one.add("email" if contact.contact_kind is ContactKind.EMAIL else "url").value = contact.value
        made.append(one.serialize())
    return "".join(made).encode()


def _kept(cards: bytes) -> bool:
    """RFC 6350 §4.2: commas and semicolons of a URI are not escaped."""
    return f"URL:{LINK}\r\n".encode() in cards


def _timed(make: Callable[[], bytes]) -> tuple[float, int]:
    begin = time.perf_counter()
    made = make()
    return time.perf_counter() - begin, len(made)


def _import_time(module: str) -> float:
    def seconds(code: str) -> float:
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - begin

    return min(seconds(f"import {module}") for _ in range(3)) - min(seconds("pass") for _ in range(3))


if __name__ == "__main__":
    main()
