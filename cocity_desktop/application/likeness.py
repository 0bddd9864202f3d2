"""Which records may be one, how likely, and why: what a matcher is asked, and what people are shown of its answer.

A score is a sum of points, each for a reason that can be said; nothing is learnt and nothing hidden. It decides only what is
shown: nothing merges by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence


class Trait(StrEnum):
    """What two records share, or what tells them apart."""

    SAME_NAME = "same_name"
    SAME_BUT_FORM = "same_but_form"
    SAME_WORDS = "same_words"
    SIMILAR_NAME = "similar_name"
    NICKNAME = "nickname"
    INITIAL = "initial"
    RARE_NAME = "rare_name"
    SAME_PHONE = "same_phone"
    SAME_MAIL = "same_mail"
    SAME_FISCAL_CODE = "same_fiscal_code"
    SAME_VAT_NUMBER = "same_vat_number"
    SAME_RUNTS = "same_runts"
    SAME_ADDRESS = "same_address"
    SAME_CADASTRE = "same_cadastre"
    SAME_PEOPLE = "same_people"
    SAME_GROUPS = "same_groups"
    SAME_PLACES = "same_places"
    NEAR = "near"
    OTHER_CODE = "other_code"
    OTHER_MAIL = "other_mail"
    OTHER_PHONE = "other_phone"
    OTHER_ADDRESS = "other_address"
    OTHER_DISTRICT = "other_district"
    OTHER_FORM = "other_form"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Reason:
    """One trait with its points (below 0 when it speaks against) and what it is about: a number, a word left aside."""

    trait: Trait
    points: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two records of `kind` that may be one. `score` is from 0 to 1; `reasons` with the weightiest first."""

    kind: str
    first_id: EntityId
    second_id: EntityId
    first_name: str
    second_name: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What tells a person: `groups` by id."""

    id: EntityId
    given_name: str
    family_name: str = ""
    fiscal_code: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    groups: frozenset[EntityId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """What tells a group: `people` and `places` by id."""

    id: EntityId
    name: str
    group_kind: GroupKind = GroupKind.INFORMAL_GROUP
    fiscal_code: str = ""
    vat_number: str = ""
    runts_number: str = ""
    address: str = ""
    district: int | None = None
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    people: frozenset[EntityId] = frozenset()
    places: frozenset[EntityId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What tells a place. Degrees of WGS 84."""

    id: EntityId
    name: str
    address: str = ""
    city: str = ""
    district: int | None = None
    cadastre: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class RegistryFacts:
    """Records of one kind, all or `is_part` of them, and the pairs that people told apart (each sorted)."""

    kind: str
    people: tuple[PersonFacts, ...] = ()
    groups: tuple[GroupFacts, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    apart: frozenset[tuple[EntityId, EntityId]] = frozenset()
    is_part: bool = False

    def __len__(self) -> int:
        return len(self.people) + len(self.groups) + len(self.places)

    @property
    def last_id(self) -> EntityId:
        """Of facts read by the order of ids: where the next part begins."""
        if self.people:
            return self.people[-1].id
        return self.groups[-1].id if self.groups else self.places[-1].id


class DoublesSearch(Protocol):
    """A search over more records than are read at once. It may run on any thread.

    `pace` is called every few hundred microseconds: it may wait for others, and raise what is to end the search.
    """

    def add(self, facts: RegistryFacts, pace: Callable[[], object]) -> None:
        """Some more records."""
        ...

    def found(self, pace: Callable[[], object]) -> Sequence[Likeness]:
        """The pairs worth showing, the likeliest first: once, after all were added."""
        ...

    def size(self) -> int:
        """How many records there are."""
        ...

    def follow(
        self, changed: Collection[EntityId], facts: RegistryFacts, pace: Callable[[], object]
    ) -> Sequence[Likeness]:
        """The same as a new search would find, after `changed` were written: `facts` are those of them that are there now.

        After `found`, as often as wanted; whoever makes it end before it does cannot ask it any more.
        """
        ...


class Matcher(Protocol):
    """Finds what may be doubled. It knows no archive and may run on any thread."""

    def likely(self, facts: RegistryFacts) -> Sequence[Likeness]:
        """The pairs worth showing, the likeliest first."""
        ...

    def search(self, kind: str) -> DoublesSearch:
        """The same, of a registry read part by part."""
        ...

    def worth_asking(
        self, facts: RegistryFacts, asked: Collection[EntityId], tick: Callable[[], object] = lambda: None
    ) -> Sequence[Likeness]:
        """The pairs with at least one of `asked` that a person should be asked about before it is written.

        The reasons and points are those of `likely`; a row of a table tells little, so where nothing speaks against it the
        name is enough. `tick` is called on the way and may raise to stop. The likeliest first.
        """
        ...

    def compare(self, facts: RegistryFacts, one: EntityId, other: EntityId) -> Likeness | None:
        """What two records share, however little; None when one of them is not among the facts."""
        ...


def concerning(likely: Sequence[Likeness], ids: Collection[EntityId]) -> list[Likeness]:
    """Those about any of these records."""
    return [one for one in likely if one.first_id in ids or one.second_id in ids]
