"""Persons that may be one: the name must allow it, and something else must say it. A common name alone never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.application.likeness import PersonFacts, Reason, Trait
from cocity_desktop.domain.contact_forms import address_form, mail_key, phone_key, same_address
from cocity_desktop.domain.person_names import (
    PersonName,
    given_names_agree,
    is_nickname,
    person_name,
    stands_for,
)
from cocity_desktop.matching.blocks import skeleton
from cocity_desktop.matching.names import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.domain.contact_forms import Address

THRESHOLD: Final = 75
_ASKED: Final = 38
"""Points of a name that is asked about before it is written, where nothing speaks against it."""


class People:
    """Persons, each made ready once for being compared in pairs."""

    def __init__(self) -> None:
        self.facts: list[PersonFacts] = []
        self._names: list[PersonName] = []
        self._phones: list[frozenset[str]] = []
        self._mails: list[frozenset[str]] = []
        self._addresses: list[list[Address]] = []
        self._codes: list[str] = []
        self._families, self._all, self._givens = Words(), Words(), Words()

    def add(self, one: PersonFacts) -> None:
        """Make one more ready."""
        self.facts.append(one)
        name = person_name(one.given_name, one.family_name)
        self._names.append(name)
        self._phones.append(frozenset(filter(None, map(phone_key, one.phones))))
        self._mails.append(frozenset(filter(None, map(mail_key, one.mails))))
        self._addresses.append([address_form(text) for text in one.addresses if text])
        self._codes.append(one.fiscal_code.upper().replace(" ", ""))
        for bag, words in self._counted(name):
            bag.add(words)

    def take(self, i: int) -> None:
        """One is not there any more: its words are not counted."""
        for bag, words in self._counted(self._names[i]):
            bag.take(words)

    def bags(self) -> tuple[Words, ...]:
        """The words that are counted."""
        return self._families, self._all, self._givens

    def words(self, i: int) -> tuple[str, ...]:
        """Words on whose number it depends what a person is compared by; families are given names in the other order."""
        return self._all_of(self._names[i])

    def _counted(self, name: PersonName) -> tuple[tuple[Words, Sequence[str]], ...]:
        return (self._families, [name.family]), (self._all, self._all_of(name)), (self._givens, name.given)

    @staticmethod
    def _all_of(name: PersonName) -> tuple[str, ...]:
        return (*name.given, "".join(name.given), name.family)

    def keys(self, i: int) -> Iterator[tuple[str, ...]]:
        """What a double would share. Names in either order, with their nicknames, as they sound, by their ends."""
        name = self._names[i]
        yield from (("phone", phone) for phone in self._phones[i])
        yield from (("mail", mail) for mail in self._mails[i])
        if self._codes[i]:
            yield ("code", self._codes[i])
        yield from (("address", one.key) for one in self._addresses[i] if one.number)
        given, family = "".join(name.given), name.family
        if not given or not family:
            return
        sound = skeleton(family)
        for one in {form for part in (*name.given, given) for form in stands_for(part)}:
            yield ("sound", *sorted((sound, skeleton(one))))
            yield ("ends", one, family[:2], family[-1])
        yield ("family", family, given[:1])
        yield from (("group", group, sound) for group in self.facts[i].groups)

    def is_hopeless(self, _i: int, _j: int) -> bool:
        """Nothing is surely two by one look."""
        return False

    def reasons(self, i: int, j: int) -> list[Reason]:
        """What speaks for and against two persons being one; nothing when their names do not allow it."""
        named = self._name(i, j)
        if not named:
            return []
        return [*named, *self._shared(i, j), *self._against(i, j)]

    def is_worth_asking(self, reasons: Sequence[Reason]) -> bool:
        """Whether a name should be asked about before a second one of it is written."""
        points = sum(reason.points for reason in reasons)
        return points >= THRESHOLD or (points >= _ASKED and all(reason.points > 0 for reason in reasons))

    def _name(self, i: int, j: int) -> list[Reason]:
        one, other = self._names[i], self._names[j]
        straight = self._names_alike(one, other)
        if straight:
            return straight
        if not one.family or not other.family:
            return []
        for a, b in ((_swapped(one), other), (one, _swapped(other))):
            alike = self._names_alike(a, b)
            if alike:
                called = [reason for reason in alike if reason.trait is Trait.NICKNAME]
                return [Reason(Trait.SAME_WORDS, 42 if called else 50), *self._rare(a)]
        return []

    def _names_alike(self, one: PersonName, other: PersonName) -> list[Reason]:
        """The better way first: equal, called by a short name, an initial, a slip of the keys."""
        family_equal = one.family == other.family
        if not family_equal and not self._families.may_be_typed_for(one.family, other.family):
            return []
        if not one.family or not other.family:
            return []
        given, called = "".join(one.given), "".join(other.given)
        slip = [] if family_equal else [Reason(Trait.SIMILAR_NAME, 38)]
        if given == called:
            return slip or [Reason(Trait.SAME_NAME, 50), *self._rare(one)]
        if given_names_agree(one.given, other.given):
            return self._agreeing(one, other, slip=bool(slip))
        if family_equal and self._givens.may_be_typed_for(given, called):
            return [Reason(Trait.SIMILAR_NAME, 38)]
        return []

    @staticmethod
    def _agreeing(one: PersonName, other: PersonName, *, slip: bool) -> list[Reason]:
        less = 10 if slip else 0
        if min(len(one.given[0]), len(other.given[0])) == 1:
            return [Reason(Trait.INITIAL, 38 - less)]
        if is_nickname(one.given[0], other.given[0]):
            return [Reason(Trait.NICKNAME, 42 - less, f"{one.given[0].title()}, {other.given[0].title()}")]
        return [Reason(Trait.SIMILAR_NAME, 42 - less)]

    def _rare(self, name: PersonName) -> list[Reason]:
        """A family name that hardly anybody else has: two of that name by chance are unlikely."""
        return [Reason(Trait.RARE_NAME, 25)] if self._all.count(name.family) <= 3 else []

    def _shared(self, i: int, j: int) -> Iterator[Reason]:
        if self._codes[i] and self._codes[i] == self._codes[j]:
            yield Reason(Trait.SAME_FISCAL_CODE, 60)
        for mail in sorted(self._mails[i] & self._mails[j])[:1]:
            yield Reason(Trait.SAME_MAIL, 45, mail)
        for phone in sorted(self._phones[i] & self._phones[j])[:1]:
            yield Reason(Trait.SAME_PHONE, 42, phone)
        groups = self.facts[i].groups & self.facts[j].groups
        if groups:
            yield Reason(Trait.SAME_GROUPS, 38, str(len(groups)))
        if any(same_address(one, other) for one in self._addresses[i] for other in self._addresses[j]):
            yield Reason(Trait.SAME_ADDRESS, 30)

    def _against(self, i: int, j: int) -> Iterator[Reason]:
        if self._codes[i] and self._codes[j] and self._codes[i] != self._codes[j]:
            yield Reason(Trait.OTHER_CODE, -100)
        mails, phones = self._mails[i] & self._mails[j], self._phones[i] & self._phones[j]
        # Who shares one way of being reached may well have two of another.
        if self._mails[i] and self._mails[j] and not mails:
            yield Reason(Trait.OTHER_MAIL, -5 if phones else -15)
        if self._phones[i] and self._phones[j] and not phones:
            yield Reason(Trait.OTHER_PHONE, -5 if mails else -15)
        one, other = self._addresses[i], self._addresses[j]
        if one and other and not any(same_address(a, b) for a in one for b in other):
            yield Reason(Trait.OTHER_ADDRESS, -5 if mails or phones else -10)


def _swapped(name: PersonName) -> PersonName:
    """The name with its two parts in each other's place."""
    return PersonName((name.family,), "".join(name.given))
