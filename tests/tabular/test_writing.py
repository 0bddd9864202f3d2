"""What is written for other programs comes back as it was, and nothing in it is ever run."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document

from cocity_desktop.application.cells import Item, guarded, in_cell, of_cell, plain
from cocity_desktop.application.export_ports import TableFormat
from cocity_desktop.application.views.exports import Card, ContactOut, OutTable
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import ContactKind
from cocity_desktop.error_messages import words_for
from cocity_desktop.tabular.files import OutFiles
from cocity_desktop.tabular.reader import TabularReader

FILES = OutFiles()
DANGEROUS = ("=1+1", "+39 011 123456", "-5", "@SUM(A1)", "\tx", '=HYPERLINK("http://example.org")')
SIGNS = st.text(alphabet=st.sampled_from("ab ;(),\\'=+-@\t\r\n"), max_size=8)
WORDS = (
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@settings(max_examples=1000)
@given(SIGNS)
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert plain(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(max_examples=1000)
@given(
    st.lists(st.builds(Item, SIGNS.filter(bool), st.lists(SIGNS, max_size=3).map(tuple)), max_size=4).map(
        tuple
    )
)
def test_a_list_in_a_cell_comes_back(items: tuple[Item, ...]) -> None:
    assert of_cell(in_cell(items)) == items


@pytest.mark.parametrize("form", TableFormat)
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_texts_come_back_through_the_reader(
    form: TableFormat, rows: list[tuple[str, str]], tmp_path_factory
) -> None:
    file = tmp_path_factory.mktemp("out") / f"gruppi.{form.value}"
    table = OutTable("Gruppi", ("Nome del gruppo", "Descrizione"), (("Ancora", "un’altra"), *rows))
    file.write_bytes(FILES.table(table, form))
    read = TabularReader().read(file)
    assert read.headings == table.headings
    assert [tuple(plain(str(cell)) for cell in row.cells) for row in read.rows] == list(table.rows)


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    lines = (
        FILES.table(OutTable("x", ("Nome",), ((text,),)), TableFormat.CSV).decode("utf-8-sig").splitlines()
    )
    assert lines[1].lstrip('"').startswith("'")


def test_a_csv_is_as_italian_spreadsheets_open_it() -> None:
    made = FILES.table(OutTable("x", ("Nome", "Dal"), (("Caffè; bar", date(2025, 7, 3)),)), TableFormat.CSV)
    assert made == '\ufeffNome;Dal\r\n"Caffè; bar";2025-07-03\r\n'.encode()


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_an_xlsx_is_a_formula(text: str) -> None:
    made = FILES.table(OutTable("x", ("Nome", "Dal", "N"), ((text, date(2025, 7, 3), 7),)), TableFormat.XLSX)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    cell, day, number = sheet[2]
    assert (cell.data_type, cell.value) == ("s", text)
    assert (day.value.date(), number.value) == (date(2025, 7, 3), 7)
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(
    "text", ["=1+1", "+39 011 123456", "due  spazi e\tuna tabulazione", "una riga\ne un’altra", "<&>"]
)
def test_no_cell_of_an_ods_is_a_formula(text: str) -> None:
    made = FILES.table(OutTable("x", ("Nome", "Dal", "N"), ((text, date(2025, 7, 3), 7.5),)), TableFormat.ODS)
    row = Document(io.BytesIO(made)).body.tables[0].get_row(1)
    cell, day, number = row.cells
    assert cell.get_attribute("table:formula") is None
    assert str(cell.type) == "string"
    assert (day.value.date() if hasattr(day.value, "date") else day.value) == date(2025, 7, 3)
    assert float(number.value) == 7.5
    assert "".join(cell.inner_text.split()) == "".join(text.split())


def test_the_same_table_gives_the_same_ods() -> None:
    table = OutTable("x", ("Nome",), (("a",),))
    assert FILES.table(table, TableFormat.ODS) == FILES.table(table, TableFormat.ODS)


CARD = Card(
    made_from="0192f0c0-0000-7000-8000-000000000001",
    name="Ada D’Esempio; detta, «la Città» \\ " + "è" * 80,
    given_name="Ada",
    family_name="D’Esempio",
    organisations=("Orto, dei vicini",),
    contacts=(
        ContactOut(ContactKind.PHONE, "+39 011 123456", "", False),
        ContactOut(ContactKind.EMAIL, "ada@example.org", "", True),
        ContactOut(ContactKind.POST, "via Esempio 8, 10100 Torino", "", False),
        ContactOut(ContactKind.WEB, "https://example.org/orto", "", False),
    ),
    address="",
    note="prima riga\nseconda",
    is_group=False,
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_cards_are_read_by_others(version: str) -> None:
    made = FILES.cards([CARD, CARD], version)
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    first, second = vobject.readComponents(made.decode())
    assert first.version.value == version
    assert first.fn.value == CARD.name
    assert (first.n.value.family, first.n.value.given) == ("D’Esempio", "Ada")
    assert first.tel.value == "+39 011 123456"
    assert first.email.value == "ada@example.org"
    assert first.adr.value.street == "via Esempio 8, 10100 Torino"
    assert first.url.value == "https://example.org/orto"
    assert first.note.value == CARD.note
    assert first.uid.value == second.uid.value


def test_there_are_two_versions_of_cards() -> None:
    with pytest.raises(ValueError, match=r"2\.1"):
        FILES.cards([CARD], "2.1")


def test_a_cell_that_excel_would_cut_is_refused_and_others_hold_it() -> None:
    table = OutTable("x", ("Storia",), (("x" * 32_768,),))
    with pytest.raises(UserError) as refused:
        FILES.table(table, TableFormat.XLSX)
    assert refused.value.code is ErrorCode.TABLE_CELL_TOO_LONG
    assert words_for(refused.value)
    for form in (TableFormat.CSV, TableFormat.ODS):
        assert FILES.table(table, form)
