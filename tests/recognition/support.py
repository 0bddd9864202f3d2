"""The names that lines are read with in these tests, and one way to say what was found."""

from __future__ import annotations

from datetime import date

from cocity_desktop.application.recognition import KnownName, Part, PartKind, Recognition
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.recognition.recognizer import LineRecognizer

TODAY = date(2027, 3, 3)
"""A Wednesday, five days after nothing in particular."""

COMUNE = KnownName("Comune di Torino", PartyKind.COMUNE)
DISTRICT = KnownName("Circoscrizione 8", PartyKind.CIRCOSCRIZIONE)
PARENTS = KnownName("Genitori Fleming", PartyKind.GROUP, "g1", also=("i genitori",))
VOLUNTEERS = KnownName("Volontari Arcobaleno", PartyKind.GROUP, "g2")
SCHOOL = KnownName("Scuola Fleming", PartyKind.SCHOOL, "g3", also=("la scuola",))
HOUSE = KnownName("Casa del Quartiere", PartyKind.HOUSE, also=("la Casa",))
ADA = KnownName("Ada Esempio", person_id="p1")
NAMES = (COMUNE, DISTRICT, PARENTS, VOLUNTEERS, SCHOOL, HOUSE, ADA)

RECOGNIZER = LineRecognizer()


def read(text: str, today: date = TODAY, names: tuple[KnownName, ...] = NAMES) -> Recognition:
    return RECOGNIZER.recognise(text, names, today)


def of_kind(text: str, kind: PartKind, today: date = TODAY) -> list[Part]:
    return [part for part in read(text, today).parts if part.kind is kind]


def certain_party(text: str) -> str:
    """The name of who promises, "" when nobody does for certain."""
    part = read(text).certain(PartKind.PARTY)
    return part.party.name if part and part.party else ""
