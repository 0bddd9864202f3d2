"""What columns seem to mean: by heading, by content, as last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application import columns
from cocity_desktop.application.importing.columns import propose_columns
from cocity_desktop.application.views.importing import ColumnMeaning as M
from cocity_desktop.application.views.importing import ProposedBy, RowReason
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.import_words import meanings_with_words, reasons_with_words
from tests.application.importing.support import table_of

if TYPE_CHECKING:
    from tests.application.importing.support import Importing

GROUPS = {
    "Denominazione": M.NAME, "Ragione sociale": M.NAME, "Gruppo": M.NAME, "Nome del gruppo": M.NAME,
    "Tipologia": M.GROUP_KIND, "Natura giuridica": M.GROUP_KIND, "Referente": M.CONTACT_PERSON,
    "Cell.": M.PHONE, "Tel.": M.PHONE, "Tel. / Cell.": M.PHONE, "Mail": M.EMAIL, "E-MAIL": M.EMAIL, "PEC": M.PEC,
    "Indirizzo": M.ADDRESS, "Sede legale": M.ADDRESS, "Circ.": M.DISTRICT, "C.F.": M.FISCAL_CODE,
    "P.IVA": M.VAT_NUMBER, "P. Iva": M.VAT_NUMBER, "N. RUNTS": M.RUNTS_NUMBER, "Data nascita": M.IGNORE,
    "Referente / Tel.": M.CONTACT_PHONE, "Mail referente": M.CONTACT_EMAIL, "Referente / Nome": M.CONTACT_PERSON,
    "Legale rappresentante": M.REPRESENTATIVE, "Soci": M.MEMBERS, "Ambiti": M.THEMES, "Note": M.DESCRIPTION,
}  # fmt: skip
PEOPLE = {
    "Nome": M.GIVEN_NAME, "Cognome": M.FAMILY_NAME, "Nominativo": M.FULL_NAME, "Cellulare": M.PHONE, "Note": M.NOTE,
    "Associazione": M.GROUPS, "Ruolo": M.MEMBER_ROLE, "Informativa privacy": M.NOTICE_GIVEN_ON,
    "Newsletter": M.NEWSLETTER, "Data di nascita": M.IGNORE, "Lingue parlate": M.LANGUAGES,
}  # fmt: skip
PLACES = {
    "Luogo": M.NAME, "Circoscrizione": M.DISTRICT, "Quartiere": M.QUARTER, "Lat.": M.LATITUDE, "Long.": M.LONGITUDE,
    "Coordinate": M.COORDINATES, "Proprietà": M.OWNER, "Vincoli": M.CONSTRAINTS, "Dati catastali": M.CADASTRE,
    "Stato d’uso": M.STATE_OF_USE, "Ambito": M.STRAND,
}  # fmt: skip
CASES = [
    (target, heading, meaning)
    for target, headings in (
        (ImportTarget.GROUPS, GROUPS),
        (ImportTarget.PEOPLE, PEOPLE),
        (ImportTarget.PLACES, PLACES),
    )
    for heading, meaning in headings.items()
]


@pytest.mark.parametrize(("target", "heading", "meaning"), CASES)
def test_headings_as_people_write_them(target: ImportTarget, heading: str, meaning: M) -> None:
    table = table_of([(heading,), ("testo",)])
    assert propose_columns(target, table)[0].meaning is meaning


WRITTEN = [
    (target, column.heading, column.key)
    for target, written in (
        (ImportTarget.GROUPS, columns.GROUPS),
        (ImportTarget.PEOPLE, columns.PEOPLE),
        (ImportTarget.PLACES, columns.PLACES),
    )
    for column in written
    if column.key in set(M) and column.key != M.RECORD_ID.value  # a code is told by its cells
]


@pytest.mark.parametrize(("target", "heading", "key"), WRITTEN)
def test_the_headings_that_the_app_writes_itself(target: ImportTarget, heading: str, key: str) -> None:
    assert propose_columns(target, table_of([(heading,), ("testo",)]))[0].meaning.value == key


def test_a_column_without_a_known_heading_is_told_by_what_is_in_it() -> None:
    rows = [
        ("A", "B", "C", "D"),
        ("Orto", "a@example.org", "011 123456", "x"),
        ("Banda", "b@example.org", "333 1234567", "y"),
    ]
    found = propose_columns(ImportTarget.GROUPS, table_of(rows))
    assert [one.meaning for one in found] == [M.NAME, M.EMAIL, M.PHONE, M.IGNORE]
    assert found[0].proposed_by is ProposedBy.CONTENT


def test_nome_alone_is_the_whole_name_of_a_person() -> None:
    alone = table_of([("Nome", "Tel."), ("Ada Esempio", "1"), ("Bruno Prova", "2")])
    parted = table_of([("Nome", "Cognome"), ("Ada", "Esempio"), ("Bruno", "Prova")])
    assert propose_columns(ImportTarget.PEOPLE, alone)[0].meaning is M.FULL_NAME
    assert propose_columns(ImportTarget.PEOPLE, parted)[0].meaning is M.GIVEN_NAME


def test_what_was_agreed_is_remembered_whatever_the_order_of_the_columns(groups: Importing) -> None:
    table = table_of([("Nome", "Roba"), ("Orto", "attività varie")])
    command = groups.command(table)
    chosen = type(command)(target=command.target, table=table, meanings=(M.NAME, M.DESCRIPTION))
    from cocity_desktop.application.importing.tables import import_table

    groups.services.run(import_table, chosen, groups.services.codes, groups.services.matcher)
    later = table_of([("ROBA", "nome"), ("altro", "Orto")], "nuova edizione.csv")
    assert groups.command(later).meanings == (M.DESCRIPTION, M.NAME)


@pytest.mark.parametrize(
    ("meanings", "code"),
    [
        ((M.EMAIL, M.IGNORE), ErrorCode.IMPORT_NO_NAME),
        ((M.NAME, M.NAME), ErrorCode.IMPORT_MEANING_TWICE),
        ((M.NAME, M.LATITUDE), ErrorCode.INVALID_VALUE),
    ],
)
def test_what_no_table_may_mean(groups: Importing, meanings: tuple[M, ...], code: ErrorCode) -> None:
    from cocity_desktop.application.importing.tables import ImportTable, plan_import

    table = table_of([("Nome", "Tel."), ("Orto", "1")])
    command = ImportTable(target=ImportTarget.GROUPS, table=table, meanings=meanings)
    with pytest.raises(UserError) as refused:
        groups.services.run(plan_import, command, groups.services.codes, groups.services.matcher)
    assert refused.value.code is code


def test_every_meaning_and_every_reason_has_words() -> None:
    assert meanings_with_words() == frozenset(M)
    assert reasons_with_words() == frozenset(RowReason)


@pytest.mark.parametrize(
    ("heading", "cells", "meaning"),
    [
        ("ANNO 2025 / Primo contatto", ("2025-07-03", "3/7/25", "03-07-2025"), M.REGISTERED_ON),
        ("Contatto", ("011 5550001", "347 1234567"), M.PHONE),
        ("Contatto", ("Anna Prova", "Marco Prova"), M.CONTACT_PERSON),
        ("ANNO 2025 / Contatto", ("Anna Prova", "Marco Prova"), M.CONTACT_PERSON),
    ],
)
def test_a_contact_without_letters_is_nobody(heading: str, cells: tuple[str, ...], meaning: M) -> None:
    table = table_of([(heading,), *((cell,) for cell in cells)])
    assert propose_columns(ImportTarget.GROUPS, table)[0].meaning is meaning
