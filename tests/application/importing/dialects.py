"""One list of groups written in twelve ways, as twelve people would keep it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook

HEADINGS = (
    "Denominazione", "Tipo", "Indirizzo", "Circ.", "Referente", "Tel.", "Mail", "Registrato il", "Temi", "Note",
)  # fmt: skip
_THING_WORDS = (
    "Orto Giardino Comitato Amici Genitori Banda Coro Laboratorio Officina Circolo Teatro Cortile Biblioteca"
)
_WHOSE = (
    "dei vicini",
    "di via Alloro",
    "del parco",
    "dell'Università",
    "senza confini",
    "delle donne",
    "«di quartiere»",
)
_KINDS = ("APS", "ODV", "comitato", "gruppo informale", "cooperativa")
_SYLLABLE_WORDS = "ba co du fe gi lo mu ne pi ra so te vi za"
_THINGS, _SYLLABLES = _THING_WORDS.split(), _SYLLABLE_WORDS.split()


def groups(count: int, seed: int = 391) -> list[list[Any]]:
    """Rows of plain values; no name is there twice."""
    draw = random.Random(seed)
    rows = []
    for number in range(count):
        family = "".join(_SYLLABLES[number // 14**power % 14] for power in range(4)).title()
        name = f"{draw.choice(_THINGS)} {draw.choice(_WHOSE)} {family}"
        people = [f"Ada {family}"] if number % 3 else [f"Ada {family}", f"Bruno {family}", f"Carla {family}"]
        rows.append(
            [
                name, draw.choice(_KINDS), f"Via Esempio, {number}", draw.randint(1, 8), people, f"011 {1_000_000 + number}",
                f"gruppo{number}@example.org", date(2020, 1, 1) + timedelta(days=number), ["verde", "scuola"][: number % 3],
                "attività; «il sabato»" if number % 4 else "",
            ]
        )  # fmt: skip
    return rows


@dataclass(frozen=True)
class Dialect:
    """How somebody keeps a table."""

    name: str
    write: Callable[[Path, list[list[Any]]], Path]


def texts(
    delimiter: str, encoding: str, day: str, *, quoted: bool = False, word: bool = False, people: str = ", "
) -> Callable[[Path, list[list[Any]]], Path]:
    """A text file; `word` as somebody who writes it in Word would."""

    def cell(value: Any) -> str:
        text = _text(value, day, people)
        if word:
            text = text.replace("'", "’")
        needs = quoted or any(sign in text for sign in (delimiter, '"', "\n"))
        return '"{}"'.format(text.replace('"', '""')) if needs and text else text

    def write(folder: Path, rows: list[list[Any]]) -> Path:
        lines = [delimiter.join(cell(value) for value in row) for row in ([*HEADINGS], *rows)]
        file = folder / "gruppi.csv"
        file.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
        return file

    return write


def _text(value: Any, day: str, people: str) -> str:
    if isinstance(value, list):
        return people.join(value)
    return value.strftime(day) if isinstance(value, date) else str(value)


def _xlsx(title: bool, typed: bool) -> Callable[[Path, list[list[Any]]], Path]:
    def write(folder: Path, rows: list[list[Any]]) -> Path:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Gruppi")
        if title:
            sheet.append(["Elenco dei gruppi della Casa"])
            sheet.append([])
        sheet.append(HEADINGS)
        for row in rows:
            sheet.append(
                [_typed(value) if typed else _text(value, "%d/%m/%Y", "; ") or None for value in row]
            )
        book.save(folder / "gruppi.xlsx")
        return folder / "gruppi.xlsx"

    return write


def _typed(value: Any) -> Any:
    return " / ".join(value) or None if isinstance(value, list) else value or None


def _ods(folder: Path, rows: list[list[Any]]) -> Path:
    document = Document("ods")
    document.body.clear()
    table = Table("Gruppi")
    for values in ([*HEADINGS], *rows):
        row = Row()
        for value in values:
            row.append_cell(Cell(_typed(value)))
        table.append_row(row)
    document.body.append(table)
    document.save(str(folder / "gruppi.ods"))
    return folder / "gruppi.ods"


def _shuffled(folder: Path, rows: list[list[Any]]) -> Path:
    """Another order of rows and columns."""
    draw = random.Random(7)
    order = list(range(len(HEADINGS)))
    draw.shuffle(order)
    mixed = draw.sample(rows, len(rows))
    file = folder / "gruppi.csv"
    lines = [";".join(HEADINGS[i] for i in order)]
    lines += [";".join('"{}"'.format(_text(row[i], "%d-%m-%Y", "\n")) for i in order) for row in mixed]
    file.write_text("\n".join(lines), encoding="utf-8", newline="")
    return file


DIALECTS = (
    Dialect("semicolons, Windows", texts(";", "cp1252", "%d/%m/%y")),
    Dialect("commas, UTF-8", texts(",", "utf-8", "%Y-%m-%d", people="; ")),
    Dialect("tabs, UTF-16", texts("\t", "utf-16", "%d-%m-%Y")),
    Dialect("pipes, UTF-8 with a mark", texts("|", "utf-8-sig", "%d.%m.%Y", people=" / ")),
    Dialect("everything quoted", texts(";", "utf-8-sig", "%d/%m/%Y", quoted=True, people="\n")),
    Dialect("Word's apostrophes", texts(";", "utf-8", "%d/%m/%Y", word=True)),
    Dialect("semicolons, UTF-16 without a mark", texts(";", "utf-16-le", "%d %m %Y")),
    Dialect("XLSX with typed cells", _xlsx(title=False, typed=True)),
    Dialect("XLSX under a title", _xlsx(title=True, typed=True)),
    Dialect("XLSX of texts", _xlsx(title=False, typed=False)),
    Dialect("ODS", _ods),
    Dialect("another order", _shuffled),
)
