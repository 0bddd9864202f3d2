"""Groups that may be one: their names without the legal form, word by word, and what else they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.application.likeness import GroupFacts, Reason, Trait
from cocity_desktop.domain.contact_forms import address_form, mail_key, phone_key, same_address
from cocity_desktop.domain.naming import group_name, words
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.matching.blocks import skeleton
from cocity_desktop.matching.likewords import alikeness
from cocity_desktop.matching.names import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.domain.contact_forms import Address
    from cocity_desktop.domain.naming import GroupName

THRESHOLD: Final = 66
_ASKED: Final = 40
"""Points of a name that is asked about before it is written, where nothing speaks against it."""
_SAME: Final = frozenset((Trait.SAME_NAME, Trait.SAME_BUT_FORM, Trait.SAME_WORDS))
_TWO_GROUPS: Final = frozenset((Trait.OTHER_CODE, Trait.OTHER_FORM, Trait.OTHER_DISTRICT))
"""What makes two groups of one name."""
_ASSOCIATIONS: Final = frozenset((GroupKind.ASSOCIATION, GroupKind.APS, GroupKind.ODV, GroupKind.ETS))
"""One group is called any of these over the years: an association becomes an APS, an APS is an ETS."""
_VAGUE: Final = frozenset((GroupKind.INFORMAL_GROUP, GroupKind.SINGLE_PERSON, GroupKind.COMMITTEE))
"""What a group is before it is anything else."""


class Groups:
    """Groups, each made ready once for being compared in pairs."""

    def __init__(self) -> None:
        self.facts: list[GroupFacts] = []
        self._names: list[GroupName] = []
        self._phones: list[frozenset[str]] = []
        self._mails: list[frozenset[str]] = []
        self._addresses: list[Address] = []
        self._words = Words()

    def add(self, one: GroupFacts) -> None:
        """Make one more ready."""
        self.facts.append(one)
        name = group_name(one.name)
        self._names.append(name)
        self._phones.append(frozenset(filter(None, map(phone_key, one.phones))))
        self._mails.append(frozenset(filter(None, map(mail_key, one.mails))))
        self._addresses.append(address_form(one.address))
        self._words.add(name.proper)

    def take(self, i: int) -> None:
        """One is not there any more: its words are not counted."""
        self._words.take(self._names[i].proper)

    def bags(self) -> tuple[Words, ...]:
        """The words that are counted."""
        return (self._words,)

    def words(self, i: int) -> tuple[str, ...]:
        """Words on whose number it depends what one is compared by."""
        return self._names[i].proper

    def keys(self, i: int) -> Iterator[tuple[str, ...]]:
        fact, name = self.facts[i], self._names[i]
        yield from (("phone", phone) for phone in self._phones[i])
        yield from (("mail", mail) for mail in self._mails[i])
        for label, code in (
            ("code", fact.fiscal_code),
            ("vat", fact.vat_number),
            ("runts", fact.runts_number),
        ):
            if code:
                yield (label, code.upper())
        if self._addresses[i].number:
            yield ("address", self._addresses[i].key)
        yield from (("person", person) for person in fact.people)
        yield ("name", name.key)
        yield ("joined", "".join(name.proper))
        sounds = sorted({skeleton(word) for word in name.proper})
        yield from (("word", sound) for sound in sounds if len(sound) > 1)
        yield from (("pair", one, other) for n, one in enumerate(sounds) for other in sounds[n + 1 :])
        yield from (("head", word[:4]) for word in name.proper if len(word) >= 6)

    def is_hopeless(self, _i: int, _j: int) -> bool:
        """Nothing is surely two by one look."""
        return False

    def reasons(self, i: int, j: int) -> list[Reason]:
        named = self._name(i, j)
        if not named:
            return []
        return [*named, *self._shared(i, j), *self._against(i, j)]

    def is_worth_asking(self, reasons: Sequence[Reason]) -> bool:
        """A name that is the same but for form or order is asked about whoever is reached by it: lists keep old contacts."""
        against = {reason.trait for reason in reasons if reason.points < 0}
        named = bool(reasons) and reasons[0].trait in _SAME and not against & _TWO_GROUPS
        points = sum(reason.points for reason in reasons)
        return points >= THRESHOLD or named or (points >= _ASKED and not against)

    def _name(self, i: int, j: int) -> list[Reason]:
        one, other = self._names[i], self._names[j]
        if self.facts[i].name and words(self.facts[i].name) == words(self.facts[j].name):
            return [Reason(Trait.SAME_NAME, 55), *self._rare(i)]
        if one.key == other.key or "".join(one.proper) == "".join(other.proper):
            form = next(iter((*one.forms, *other.forms)), "")
            if one.proper == other.proper and form:
                return [Reason(Trait.SAME_BUT_FORM, 52, form), *self._rare(i)]
            return [Reason(Trait.SAME_WORDS, 52), *self._rare(i)]
        alike = alikeness(self._words, one.proper, other.proper)
        if alike < 0.6:
            return []
        return [Reason(Trait.SIMILAR_NAME, round(55 * alike) - 8)]

    def _rare(self, i: int) -> list[Reason]:
        """A name with a word that hardly any other has."""
        said = sum(self._words.weight(word) for word in self._names[i].proper if self._words.count(word) <= 3)
        return [Reason(Trait.RARE_NAME, 20)] if said >= 1 else []

    def _shared(self, i: int, j: int) -> Iterator[Reason]:
        one, other = self.facts[i], self.facts[j]
        for trait, mine, theirs in (
            (Trait.SAME_FISCAL_CODE, one.fiscal_code, other.fiscal_code),
            (Trait.SAME_VAT_NUMBER, one.vat_number, other.vat_number),
            (Trait.SAME_RUNTS, one.runts_number, other.runts_number),
        ):
            if mine and mine == theirs:
                yield Reason(trait, 60)
        for mail in sorted(self._mails[i] & self._mails[j])[:1]:
            yield Reason(Trait.SAME_MAIL, 35, mail)
        for phone in sorted(self._phones[i] & self._phones[j])[:1]:
            yield Reason(Trait.SAME_PHONE, 30, phone)
        people = one.people & other.people
        if people:
            yield Reason(Trait.SAME_PEOPLE, 28 if len(people) > 1 else 22, str(len(people)))
        if same_address(self._addresses[i], self._addresses[j]) and self._addresses[i].number:
            yield Reason(Trait.SAME_ADDRESS, 25)
        if one.places & other.places:
            yield Reason(Trait.SAME_PLACES, 15, str(len(one.places & other.places)))

    def _against(self, i: int, j: int) -> Iterator[Reason]:
        one, other = self.facts[i], self.facts[j]
        for mine, theirs in ((one.fiscal_code, other.fiscal_code), (one.vat_number, other.vat_number)):
            if mine and theirs and mine != theirs:
                yield Reason(Trait.OTHER_CODE, -60)
                break
        mails, phones = self._mails[i] & self._mails[j], self._phones[i] & self._phones[j]
        # Who shares people or one way of being reached may well have two of another.
        less = -6 if mails or phones or one.people & other.people else -12
        if self._mails[i] and self._mails[j] and not mails:
            yield Reason(Trait.OTHER_MAIL, less)
        if self._phones[i] and self._phones[j] and not phones:
            yield Reason(Trait.OTHER_PHONE, less)
        here, there = self._addresses[i], self._addresses[j]
        if here.number and there.number and not same_address(here, there):
            yield Reason(Trait.OTHER_ADDRESS, less)
        if one.district and other.district and one.district != other.district:
            yield Reason(Trait.OTHER_DISTRICT, -20)
        if _at_odds(self._kinds(i), self._kinds(j)):
            yield Reason(Trait.OTHER_FORM, -18)

    def _kinds(self, i: int) -> frozenset[GroupKind]:
        """What it is surely called; else the kind chosen for it."""
        return self._names[i].kinds or frozenset((self.facts[i].group_kind,))


def _at_odds(one: frozenset[GroupKind], other: frozenset[GroupKind]) -> bool:
    """Whether a group can hardly be both."""
    if not one or not other or one & other:
        return False
    if one <= _VAGUE or other <= _VAGUE:
        return False
    return not (one & _ASSOCIATIONS and other & _ASSOCIATIONS)
