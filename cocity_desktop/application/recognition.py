"""What can be recognised in a line as it is typed: who, by when, how often, how much, with what.

Recognition only proposes. The words stay as they were typed, a value set by hand is never replaced, and a part
that is only guessed does nothing until somebody chooses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.entity import EntityId

if TYPE_CHECKING:
    from collections.abc import Sequence


class PartKind(StrEnum):
    """What a part of a line says."""

    PARTY = "party"
    PERSON = "person"
    THEME = "theme"
    DUE = "due"
    STARTS = "starts"
    RECURRENCE = "recurrence"
    MONEY = "money"
    HOURS = "hours"
    MATERIALS = "materials"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that a line may use: a group, a body such as the Comune, or a person.

    `also` are other ways of saying it: a short name, "la Circoscrizione" beside "Circoscrizione 8".
    """

    name: str
    party_kind: PartyKind | None = None
    group_id: EntityId | None = None
    person_id: EntityId | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the line, `text[start:end]`, and what it was understood as.

    One value field is set, the one of its kind: `party` (PARTY, PERSON), `day` (DUE, STARTS), `cents` in euro cents
    (MONEY), `hours` of work (HOURS), `number` (ARTICLE), `words` (RECURRENCE, MATERIALS and THEME: as it will be
    written). `certain` False is a guess: shown dashed, without effect until it is chosen.
    """

    kind: PartKind
    start: int
    end: int
    certain: bool = True
    party: KnownName | None = None
    day: date | None = None
    cents: int | None = None
    hours: int | None = None
    number: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised in `text`: parts by where they start, none over another."""

    text: str
    parts: tuple[Part, ...] = ()

    def certain(self, kind: PartKind) -> Part | None:
        """The one part of `kind` that has an effect, None when there is none or only a guess."""
        return next((part for part in self.parts if part.kind is kind and part.certain), None)


class Recognizer(Protocol):
    """Reads lines. Pure: the same line, names and day give the same parts; safe on any thread."""

    def recognise(self, text: str, names: Sequence[KnownName], today: date) -> Recognition:
        """Never raises for any text. `today` is the day of the meeting in Rome: "entro giovedì" counts from it."""
        ...
