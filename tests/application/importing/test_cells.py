"""What cells say, as people write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.application.importing import cells, kinds
from cocity_desktop.application.importing.people import people_in, split_name
from cocity_desktop.domain.registry import DecisionMaking, GroupKind, MemberRole
from cocity_desktop.system.italian_codes import StdnumCodes


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("3/7/25", date(2025, 7, 3)),
        ("03-07-2025", date(2025, 7, 3)),
        ("03.07.2025", date(2025, 7, 3)),
        ("2025-07-03", date(2025, 7, 3)),
        ("2025-07-03 00:00:00", date(2025, 7, 3)),
        ("3 luglio 2025", date(2025, 7, 3)),
        ("1° mag. 2024", date(2024, 5, 1)),
        ("marzo 2024", date(2024, 3, 1)),
        (45841, date(2025, 7, 3)),
        ("45841", date(2025, 7, 3)),
        (45841.5, date(2025, 7, 3)),
        ("3/7/75", date(1975, 7, 3)),
        (date(2025, 7, 3), date(2025, 7, 3)),
        (datetime.fromisoformat("2025-07-03T10:00"), date(2025, 7, 3)),
        ("31/02/2025", None),
        ("domani", None),
        ("2025", None),
        (7, None),
    ],
)
def test_days(cell: object, day: date | None) -> None:
    assert cells.day(cell) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [("3", 3), (3, 3), (3.0, 3), ("Circ. 3", 3), ("III", 3), ("Circoscrizione VIII", 8), ("3ª", 3), ("C3", 3),
     ("circ.ne 10", 10), ("zona nord", None), ("0", None), (123, None), (2.5, None)],
)  # fmt: skip
def test_districts(cell: object, number: int | None) -> None:
    assert cells.district(cell) == number


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("011 123456 / 333 1234567", ["011 123456", "333 1234567"]),
        ("011/123456", ["011 123456"]),
        ("011-123456; 333.12.34.567", ["011 123456", "333 1234567"]),
        ("tel. 011 123456, cell. +39 3331234567", ["011 123456", "333 1234567"]),
        ("0039 06 1234567 (segreteria)", ["06 1234567"]),
        ("0121 123456 e 800 123456", ["0121 123456", "800 123456"]),
        ("3331234567", ["333 1234567"]),
        ("+33 1 42 68 53 00", ["+33 1 42 68 53 00"]),
    ],
)
def test_phones(text: str, numbers: list[str]) -> None:
    codes = StdnumCodes()
    found = [cells.italian_phone(part) or codes.phone(part) for part in cells.phone_parts(text)]
    assert found == numbers


def test_what_is_no_phone() -> None:
    codes = StdnumCodes()
    assert [cells.italian_phone(text) or codes.phone(text) for text in ("12", "chiedere a Gino", "333")] == [
        "",
        "",
        "",
    ]


def test_mails_in_a_cell() -> None:
    assert cells.mails("Ada <ADA@Example.org>; info@banda.example.it, mailto:x@y.it.") == [
        "ada@example.org",
        "info@banda.example.it",
        "x@y.it",
    ]
    assert cells.mails("ada chiocciola example") == []
    assert [cells.is_certified(mail) for mail in ("a@pec.it", "a@pec.comune.it", "a@example.org")] == [
        True,
        True,
        False,
    ]


def test_yes_and_no_languages_coordinates() -> None:
    assert [cells.yes_or_no(cell) for cell in ("Sì", "x", "NO", True, 0, "forse")] == [
        True,
        True,
        False,
        True,
        False,
        None,
    ]
    assert cells.languages("Italiano, arabo e fr") == ("it", "ar", "fr")
    assert cells.languages("italiano, klingon") is None
    assert cells.coordinates("45.0703, 7.6869") == cells.coordinates("45,0703; 7,6869") == (45.0703, 7.6869)
    assert cells.coordinates("95, 7") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mario Rossi, Anna Bianchi e Luca", ["mario rossi", "anna bianchi", "luca"]),
        ("Rossi M. / Bianchi A.", ["m rossi", "a bianchi"]),
        ("Rossi Mario", ["mario rossi"]),
        ("ROSSI Mario; BIANCHI Anna", ["mario rossi", "anna bianchi"]),
        ("Rossi, Mario", ["mario rossi"]),
        ("Luca, Anna", ["luca", "anna"]),
        ("dott.ssa Anna De Rosa", ["anna de rosa"]),
        ("Esempio, Ada (rappresentante, presidente, dal 2025-03-01); Prova, Bruno (volontario)", ["ada esempio", "bruno prova"]),
        ("Maria Grazia Verdi\nMario Rossi", ["maria grazia verdi", "mario rossi"]),
        ("333 1234567", []),
        ("–", []),
    ],
)  # fmt: skip
def test_the_people_in_a_cell(text: str, names: list[str]) -> None:
    assert [person.key for person in people_in(text)] == names


def test_what_is_said_beside_a_name() -> None:
    ada, bruno = people_in("Presidente: Ada Esempio 333 1234567 ada@example.org; Bruno Prova (volontario)")
    assert (ada.role, ada.duty, ada.phones, ada.mails) == (
        MemberRole.REPRESENTATIVE,
        "Presidente",
        ("333 1234567",),
        ("ada@example.org",),
    )
    assert (bruno.role, bruno.duty) == (MemberRole.VOLUNTEER, "")
    assert split_name("Sig.ra Ada Esempio") == ("Ada", "Esempio")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Orto dei vicini APS", GroupKind.APS),
        ("Orto A.P.S.", GroupKind.APS),
        ("Ass. Genitori Fleming", GroupKind.ASSOCIATION),
        ("Comitato parco Alloro", GroupKind.COMMITTEE),
        ("Amici del verde ODV", GroupKind.ODV),
        ("Parrocchia San Qualcuno", GroupKind.PARISH),
        ("I.C. Alloro scuola media", GroupKind.SCHOOL),
        ("Vicini di via Alloro", GroupKind.INFORMAL_GROUP),
    ],
)
def test_the_kind_that_a_name_tells(name: str, kind: GroupKind) -> None:
    assert kinds.kind_in_name(name) is kind


def test_every_kind_is_read_from_its_code_and_from_words() -> None:
    assert [kinds.group_kind(kind.value) for kind in GroupKind] == list(GroupKind)
    assert kinds.group_kind("Società cooperativa sociale") is GroupKind.COOPERATIVE
    assert kinds.group_kind("marziani") is None
    assert kinds.decision_making("in assemblea, per consenso") is DecisionMaking.ASSEMBLY_CONSENSUS


@given(
    st.text(st.characters(categories=("L",)), min_size=1),
    st.text(st.characters(categories=("L",)), min_size=1),
)
def test_a_cell_with_one_name_is_read_as_one_among_signs(one: str, two: str) -> None:
    """Two words take a shorter way."""
    assert people_in(f"{one} {two}") == people_in(f"{one} {two} ,")
