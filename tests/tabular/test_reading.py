"""Tables as people really keep them are read into the same rows, and what is no table is refused in its own words."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from odfdo import Cell as OdsCell
from odfdo import Document, Element, Row
from odfdo import Table as OdsTable
from openpyxl import Workbook

from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.error_messages import words_for
from cocity_desktop.tabular import limits
from cocity_desktop.tabular.reader import TabularReader

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    ["Nome", "Indirizzo", "Tel."],
    ["Orto dei vicini; APS", "Via Alloro 3, Torino", "011 123456"],
    ["Caffè «Università»", "", "333 1234567"],
]
HALF_PAST_NINE = datetime.fromisoformat("2025-07-03T09:30")
READ = [
    ("Orto dei vicini; APS", "Via Alloro 3, Torino", "011 123456"),
    ("Caffè «Università»", None, "333 1234567"),
]


def read(file: Path, sheet: str = "") -> Any:
    return TabularReader().read(file, sheet)


def refusal(file: Path, sheet: str = "") -> ErrorCode:
    with pytest.raises(AppError) as refused:
        read(file, sheet)
    assert "…" not in words_for(refused.value)
    return refused.value.code


def delimited(rows: list[list[str]], delimiter: str, quote: str = '"') -> str:
    closing = {"“": "”"}.get(quote, quote)

    def cell(text: str) -> str:
        needed = any(sign in text for sign in (delimiter, quote, "\n"))
        return f"{quote}{text.replace(quote, quote * 2)}{closing}" if needed else text

    return "".join(delimiter.join(cell(text) for text in row) + "\r\n" for row in rows)


def cells(table: Any) -> list[tuple[Any, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_delimiter_in_every_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = tmp_path / "gruppi.csv"
    file.write_bytes(delimited(ROWS, delimiter).encode(encoding))
    table = read(file)
    assert table.headings == ("Nome", "Indirizzo", "Tel.")
    assert cells(table) == READ
    assert [row.number for row in table.rows] == [2, 3]


def test_the_accents_of_dos(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    text = 'Nome;Note\nComunità Perché;il lunedì, e più giù\nCaffè;"università"\n'
    file.write_bytes(text.encode("cp850"))
    assert cells(read(file)) == [("Comunità Perché", "il lunedì, e più giù"), ("Caffè", "università")]


def test_what_windows_writes_behind_letters_is_not_of_dos(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    file.write_bytes("Nome;Note\nOrto;giochi, feste ecc… e altro—ancora\n".encode("cp1252"))
    assert cells(read(file)) == [("Orto", "giochi, feste ecc… e altro—ancora")]


def test_the_quotes_that_word_makes(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    rows = [["“Nome”", "“Indirizzo”"], ["“Orto, dei vicini”", "“Via Alloro 3, Torino”"]]
    file.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    assert cells(read(file)) == [("Orto, dei vicini", "Via Alloro 3, Torino")]


def test_a_quote_that_nobody_closed_swallows_no_rows(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    lines = ["Nome;Indirizzo;Tel.", '"Orto dei vicini;Via Alloro 3;1', "Due;Via B;2", "Tre;Via C;3"]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert len(read(file).rows) == 3


def test_the_delimiter_that_excel_is_told(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    file.write_text("sep=|\r\nNome|Note\r\nOrto|a;b;c\r\n", encoding="utf-8")
    table = read(file)
    assert table.headings == ("Nome", "Note")
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("Orto", "a;b;c"))]


def test_titles_above_empty_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    lines = [
        "Elenco dei gruppi della Casa;;;",
        ";;;",
        "Nome;;Indirizzo;Tel.",
        ";;;",
        "Orto;;Via A;1",
        "",
        "Due;;;2",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    table = read(file)
    assert (table.heading_row, table.headings) == (3, ("Nome", "Indirizzo", "Tel."))
    assert [(row.number, row.cells) for row in table.rows] == [
        (5, ("Orto", "Via A", "1")),
        (7, ("Due", None, "2")),
    ]


def test_headings_in_two_rows_and_headings_twice(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Gruppo", None, "Referente", None, None])
    sheet.append(["Nome", "Indirizzo", "Nome", "Tel.", "Tel."])
    sheet.append(["Orto", "Via A", "Ada Esempio", "333", "334"])
    sheet.append(["Due", "Via B", "Bo Prova", "335", "336"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:E1")
    book.save(tmp_path / "gruppi.xlsx")
    table = read(tmp_path / "gruppi.xlsx")
    assert table.headings == (
        "Gruppo / Nome",
        "Gruppo / Indirizzo",
        "Referente / Nome",
        "Referente / Tel.",
        "Referente / Tel. (2)",
    )
    assert [row.number for row in table.rows] == [3, 4]


def test_a_row_of_words_that_headings_have_too_is_a_row(tmp_path: Path) -> None:
    file = tmp_path / "gruppi.csv"
    lines = [
        "Nome;Tipo;Capofila",
        "Gruppo Orto Finto;gruppo informale;Associazione Finta",
        "Associazione Finta;associazione;",
        "Coro Finto;;",
        "Banda Finta;;",
        "Circolo Finto;;",
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    table = read(file)
    assert (table.heading_row, table.headings) == (1, ("Nome", "Tipo", "Capofila"))
    file.write_text("Nome del gruppo;Descrizione\nE;0E\nNote;Mail\n", encoding="utf-8")
    assert read(file).headings == ("Nome del gruppo", "Descrizione")
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6]


def xlsx(file: Path, rows: list[list[Any]], *sheets: str) -> Path:
    book = Workbook()
    first = book.active
    for name in sheets[:-1]:
        book.create_sheet(name, 0)
    first.title = sheets[-1] if sheets else "Foglio1"
    for row in rows:
        first.append(row)
    book.save(file)
    return file


def test_an_xlsx_gives_numbers_and_days(tmp_path: Path) -> None:
    rows = [
        ["Nome", "Circ.", "Dal"],
        ["Orto", 3, date(2025, 7, 3)],
        ["Due", 4.5, HALF_PAST_NINE],
    ]
    file = xlsx(tmp_path / "g.xlsx", rows, "Copertina", "Gruppi")
    table = read(file)
    assert (table.sheet, table.sheets) == ("Gruppi", ("Copertina", "Gruppi"))
    assert cells(table) == [("Orto", 3, date(2025, 7, 3)), ("Due", 4.5, HALF_PAST_NINE)]
    assert read(file, "gruppi") == table
    assert refusal(file, "Altro") is ErrorCode.TABLE_NO_SHEET


def test_a_hidden_sheet_is_read_only_when_it_is_named(tmp_path: Path) -> None:
    book = Workbook()
    hidden, seen = book.active, book.create_sheet("Gruppi")
    hidden.title, hidden.sheet_state = "Nascosto", "hidden"
    for sheet, name in ((hidden, "Segreto"), (seen, "Orto")):
        sheet.append(["Nome", "Note"])
        sheet.append([name, "a"])
    book.active = 1
    file = tmp_path / "g.xlsx"
    book.save(file)
    table = read(file)
    assert (table.sheet, table.sheets, cells(table)) == ("Gruppi", ("Nascosto", "Gruppi"), [("Orto", "a")])
    assert cells(read(file, "Nascosto")) == [("Segreto", "a")]


def test_a_hidden_sheet_of_an_ods_is_read_only_when_it_is_named(tmp_path: Path) -> None:
    document = Document("ods")
    document.body.clear()
    style = Element.from_tag(
        '<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    document.insert_style(style, automatic=True)
    for name, cell in (("Nascosto", "Segreto"), ("Gruppi", "Orto")):
        table = OdsTable(name)
        for values in (["Nome", "Note"], [cell, "a"]):
            row = Row()
            for value in values:
                row.append_cell(OdsCell(value))
            table.append_row(row)
        if name == "Nascosto":
            table.style = "unseen"
        document.body.append(table)
    file = tmp_path / "g.ods"
    document.save(str(file))
    assert cells(read(file)) == [("Orto", "a")]
    assert cells(read(file, "Nascosto")) == [("Segreto", "a")]


def test_a_formula_without_a_result_is_told_and_never_worked_out(tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "g.xlsx", [["Nome", "Note"], ["Orto", '=HYPERLINK("http://x.example")'], ["Due", "b"]]
    )
    assert cells(read(file)) == [("Orto", '=HYPERLINK("http://x.example")'), ("Due", "b")]


def ods(file: Path, rows: list[list[Any]], repeated: int = 1) -> Path:
    document = Document("ods")
    document.body.clear()
    table = OdsTable("Gruppi")
    for values in rows:
        row = Row()
        for value in values:
            row.append_cell(OdsCell(value))
        table.append_row(row)
    empty = Row()
    empty.set_attribute("table:number-rows-repeated", "1048000")
    table.append_row(empty)
    document.body.append(table)
    document.save(str(file))
    return file


def test_an_ods_gives_the_same(tmp_path: Path) -> None:
    rows = [
        ["Nome", "Circ.", "Dal"],
        ["Orto\nvicini", 3, date(2025, 7, 3)],
        [None, None, None],
        ["Due  b", 4.5, None],
    ]
    table = read(ods(tmp_path / "g.ods", rows))
    assert (table.format, table.sheet, table.headings) == ("ods", "Gruppi", ("Nome", "Circ.", "Dal"))
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].cells[1:] == (3, date(2025, 7, 3))
    assert table.rows[1].cells[1:] == (4.5, None)


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000)
    assert refusal(huge) is ErrorCode.TABLE_TOO_LARGE
    wide = tmp_path / "wide.csv"
    wide.write_text("\n".join(";".join(f"c{i}" for i in range(300)) for _ in range(3)), encoding="utf-8")
    assert refusal(wide) is ErrorCode.TABLE_TOO_MANY_COLUMNS
    assert (
        refusal(xlsx(tmp_path / "w.xlsx", [[f"c{i}" for i in range(300)]] * 2))
        is ErrorCode.TABLE_TOO_MANY_COLUMNS
    )


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    file = tmp_path / "long.csv"
    file.write_text("Nome;Tel.\n" + "Orto;1\n" * 4, encoding="utf-8")
    assert refusal(file) is ErrorCode.TABLE_TOO_MANY_ROWS


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "content.xml"])
def test_a_bomb_stays_closed(tmp_path: Path, name: str) -> None:
    file = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(600):
            part.write(b"\0" * 1_000_000)
    assert file.stat().st_size < 1_000_000
    assert refusal(file) is ErrorCode.TABLE_UNPACKS_TOO_LARGE


def test_entities_of_xml_are_not_followed(tmp_path: Path) -> None:
    file = tmp_path / "laughs.ods"
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("content.xml", laughs)
    assert refusal(file) is ErrorCode.TABLE_DAMAGED


def test_what_is_locked_or_old_or_no_table(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    contents = {
        "locked.xlsx": (ole + "EncryptedPackage".encode("utf-16-le"), ErrorCode.TABLE_LOCKED),
        "old.xls": (ole + "Workbook".encode("utf-16-le"), ErrorCode.TABLE_OLD_XLS),
        "empty.csv": (b"", ErrorCode.TABLE_EMPTY),
        "headings.csv": (b"Nome;Tel.\r\n", ErrorCode.TABLE_ONLY_HEADINGS),
        "foto.csv": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ErrorCode.TABLE_PICTURE),
        "foto.xlsx": (b"\xff\xd8\xff\xe0\x00\x10JFIF", ErrorCode.TABLE_PICTURE),
        "telefono.csv": (b"\x00\x00\x00\x18ftypheic\x00\x00", ErrorCode.TABLE_PICTURE),
        "garbage.csv": (bytes(range(256)) * 20, ErrorCode.TABLE_NOT_ONE),
        "paper.csv": (b"%PDF-1.7\n", ErrorCode.TABLE_NOT_ONE),
        "wrong.csv": (
            "Nome;Tel.\nCaffè;1\n".encode().replace(b"\xc3\xa8", b"\x8d"),
            ErrorCode.TABLE_ENCODING,
        ),
        "half.csv": (b"\xff\xfeN\0o\0m", ErrorCode.TABLE_ENCODING),
        "cut.xlsx": (b"PK\x03\x04" + bytes(40), ErrorCode.TABLE_DAMAGED),
    }
    for name, (content, code) in contents.items():
        (tmp_path / name).write_bytes(content)
        assert (name, refusal(tmp_path / name)) == (name, code)
    assert refusal(tmp_path / "missing.csv") is ErrorCode.FILE_UNREADABLE


def test_a_damaged_part_and_a_locked_ods(tmp_path: Path) -> None:
    good = xlsx(tmp_path / "g.xlsx", [["Nome", "Tel."], ["Orto", 1]]).read_bytes()
    for damage in ("xl/worksheets/sheet1.xml", "xl/workbook.xml"):
        bad = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(bad, "w") as target:
            for name in source.namelist():
                target.writestr(name, b"<broken" if name == damage else source.read(name))
        (tmp_path / "bad.xlsx").write_bytes(bad.getvalue())
        assert refusal(tmp_path / "bad.xlsx") is ErrorCode.TABLE_DAMAGED
    with zipfile.ZipFile(tmp_path / "locked.ods", "w") as archive:
        archive.writestr("content.xml", b"\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert refusal(tmp_path / "locked.ods") is ErrorCode.TABLE_LOCKED


class Enough(Exception):
    """Somebody asked to stop."""


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Enough

    text = tmp_path / "long.csv"
    text.write_text("Nome;Tel.\n" + "Orto;1\n" * 5_000, encoding="utf-8")
    for file in (text, xlsx(tmp_path / "l.xlsx", [["Nome", "Tel."]] + [["Orto", 1]] * 600)):
        with pytest.raises(Enough):
            TabularReader().read(file, "", stop)
