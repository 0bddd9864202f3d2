"""People with all that a public copy must not tell, and documents with that put into any of their words."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import PresentLine
from cocity_desktop.application.minutes_views import PresenceLine
from cocity_desktop.application.public_copy import _is_key
from cocity_desktop.application.views.exports import PeopleToHide
from cocity_desktop.application.views.sheets import ExpectedParty

if TYPE_CHECKING:
    import random

GIVEN = (
    "Adalgisa",
    "Brunilde",
    "Maria Grazia",
    "Nicolò",
    "Zoë",
    "José",
    "Anna-Rita",
    "Ileana",
    "Osvaldo",
    "Ìride",
    "Giuseppina",
    "Mohamed",
)
NICKNAMES = {
    "Maria Grazia": ("Grazia", "Maria"),
    "Nicolò": ("Nico",),
    "Anna-Rita": ("Annetta",),
    "Giuseppina": ("Pina", "Giusy"),
    "Mohamed": ("Momo",),
}
"""What some of them are called by those who know them."""
FAMILY = (
    "Esempio",
    "Prova",
    "D’Esempio",
    "De Prova",
    "Dall'Esempio",
    "Nessunò",
    "Čapek-Prova",
    "Di Finta",
    "Ştefan",
)
PLACES = (
    "Sì, {}.",
    "Lo dice {} a tutti",
    "{}",
    "chiedere a {} (che ha le chiavi)",
    "{}; poi si vede",
    "«{}»",
)


@dataclass(frozen=True)
class Somebody:
    """One who is known to the archive."""

    given: str
    family: str
    mail: str
    phone: str
    fiscal_code: str
    address: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must be found nowhere."""
        names = (f"{self.given} {self.family}", f"{self.family} {self.given}")
        called = tuple(f"{one} {self.family}" for one in NICKNAMES.get(self.given, ()))
        return (*names, *called, self.mail, self.phone, self.fiscal_code, self.address)


def somebody(rng: random.Random, number: int) -> Somebody:
    """Number makes them different."""
    letters = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(6))
    return Somebody(
        rng.choice(GIVEN),
        rng.choice(FAMILY),
        f"posta{number}.{rng.choice('abc')}@privata{rng.randrange(10)}.example.org",
        rng.choice(
            ("+39 3{:02d} {:03d} {:04d}", "011 {:02d}5 {:03d}{:04d}", "+44 20 {:02d}{:03d} {:04d}")
        ).format(rng.randrange(20, 99), rng.randrange(100, 999), rng.randrange(1000, 9999)),
        f"{letters}{rng.randrange(10, 99)}A{rng.randrange(10, 31)}L219{rng.choice('KXZ')}",
        f"via Segreta {number} scala B",
    )


def hidden(people: list[Somebody]) -> PeopleToHide:
    """What the archive would say of them."""
    return PeopleToHide(
        names=tuple((one.given, one.family) for one in people),
        contacts=tuple(
            text for one in people for text in (one.mail, one.phone, one.fiscal_code, one.address)
        ),
        organisations=frozenset(
            {"Comune di Torino", "Genitori Fleming", "Associazione volontari Arcobaleno"}
        ),
        their_contacts=frozenset({"scrivi@casa-di-esempio.example"}),
    )


def planted(value: object, people: list[Somebody], rng: random.Random) -> object:
    """The same view with people in many of its words, as they are typed: in other capitals and orders."""
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _field(value, f.name, people, rng) for f in fields(value)})
    if isinstance(value, tuple):
        return tuple(planted(one, people, rng) for one in value)
    if type(value) is str and rng.random() < 0.5:
        return f"{value} {rng.choice(PLACES).format(_typed(rng.choice(people), rng))}".strip()
    return value


def _field(record: object, name: str, people: list[Somebody], rng: random.Random) -> object:
    value, one = getattr(record, name), rng.choice(people)
    whole = f"{one.given} {one.family}"
    if _is_key(name):
        return value
    if name == "label" and isinstance(record, PresenceLine | PresentLine):
        return whole if getattr(record, "is_person", True) else value
    if name == "people" and isinstance(record, ExpectedParty):
        return (*value, whole)
    if (
        name in ("who", "raised_by", "representative", "called_by", "owner", "approved_by")
        and rng.random() < 0.5
    ):
        return whole
    return planted(value, people, rng)


def _typed(one: Somebody, rng: random.Random) -> str:
    text = rng.choice(one.secrets)
    return rng.choice((text, text, text.upper() if "@" not in text else text, text.replace(" ", "  ")))
