"""People of a made-up registry: their doubles, their namesakes, their families."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench import duplicate_tables as table
from bench.duplicate_writing import Writing, digits, plain
from cocity_desktop.application.likeness import PersonFacts

if TYPE_CHECKING:
    from bench.duplicate_corpus import Corpus


class PeopleWriting(Writing):
    """See the module."""

    def people(self, made: Corpus, size: int) -> None:
        groups = [one.id for one in made.groups]
        clusters: list[list[PersonFacts]] = []
        while self.made(clusters) < size:
            person = self.person(groups)
            clusters.append([person])
            roll = self.random.random()
            if roll < 0.13:
                for _ in range(1 if self.chance(0.9) else 2):
                    clusters[-1].append(self.same_person(person, groups))
            elif roll < 0.18:
                clusters.append([self.namesake(person, groups)])
                made.namesakes += 1
            elif roll < 0.24:
                clusters.append([self.relative(person, groups)])
        self._keep(made.people, made.true["person"], clusters)

    def person(self, groups: list[str]) -> PersonFacts:
        pick = self.random
        given = pick.choice(table.WOMEN if self.chance(0.55) else table.MEN)
        if self.chance(0.06):
            given = f"{given} {pick.choice(table.WOMEN if given in table.WOMEN else table.MEN)}"
        family = self.family()
        while True:
            one = PersonFacts(
                id=self.new_id("p"),
                given_name=given,
                family_name=family,
                mails=(self.mail(given, family),) if self.chance(0.55) else (),
                phones=(self.phone(),) if self.chance(0.65) else (),
                fiscal_code=self.code() if self.chance(0.12) else "",
                addresses=(self.address(),) if self.chance(0.3) else (),
                groups=frozenset(pick.sample(groups, pick.choice((1, 1, 2))))
                if groups and self.chance(0.5)
                else frozenset(),
            )
            if one.mails or one.phones or one.groups or one.addresses:
                return one

    def family(self) -> str:
        roll = self.random.random()
        if roll < 0.1:
            return self.random.choice(table.PARTED)
        if roll < 0.6:
            return table.FAMILIES[min(int(self.random.expovariate(0.06)), len(table.FAMILIES) - 1)]
        return self.random.choice(self.rare)

    def same_person(self, one: PersonFacts, groups: list[str]) -> PersonFacts:
        """Nearly always something besides the name is known to both."""
        pick = self.random
        given, family = self.written(one.given_name, one.family_name)
        while True:
            mails = tuple(self.rewritten_mail(mail) for mail in one.mails if self.chance(0.6))
            if not mails and self.chance(0.2):
                mails = (self.mail(given, family),)
            phones = tuple(self.rewritten_phone(phone) for phone in one.phones if self.chance(0.65))
            if not phones and self.chance(0.15):
                phones = (self.phone(),)
            kept = frozenset(group for group in one.groups if self.chance(0.6))
            also = frozenset(pick.sample(groups, 1)) if groups and self.chance(0.2) else frozenset()
            again = PersonFacts(
                id=self.new_id("p"),
                given_name=given,
                family_name=family,
                mails=mails,
                phones=phones,
                fiscal_code=one.fiscal_code if self.chance(0.4) else "",
                addresses=tuple(self.rewritten_address(text) for text in one.addresses if self.chance(0.6)),
                groups=kept | also,
            )
            shares = (
                (set(map(str.lower, mails)) & set(one.mails)) or kept or again.addresses or again.fiscal_code
            )
            if (
                shares
                or any(digits(a)[-9:] == digits(b)[-9:] for a in phones for b in one.phones)
                or self.chance(0.04)
            ):
                return again

    def namesake(self, one: PersonFacts, groups: list[str]) -> PersonFacts:
        """Another person of the same name, with facts of their own; rarely with none that speak against."""
        other = self.person(groups)
        given, family = (
            (one.given_name, one.family_name)
            if self.chance(0.8)
            else self.written(one.given_name, one.family_name)
        )
        mails = other.mails and (self.mail(given, family),)
        return replace(
            other, given_name=given, family_name=family, mails=mails, groups=other.groups - one.groups
        )

    def relative(self, one: PersonFacts, groups: list[str]) -> PersonFacts:
        """Of one household: family name, address and phone shared, another given name."""
        other = self.person(groups)
        given = self.random.choice([name for name in (*table.WOMEN, *table.MEN) if name != one.given_name])
        shared = self.chance(0.6)
        return replace(
            other,
            given_name=given,
            family_name=one.family_name,
            phones=one.phones if shared else other.phones,
            addresses=one.addresses,
            mails=one.mails if self.chance(0.3) else (self.mail(given, one.family_name),),
            fiscal_code="",
            groups=one.groups if self.chance(0.5) else other.groups,
        )

    def written(self, given: str, family: str) -> tuple[str, str]:  # noqa: PLR0911 - a table of habits
        """A name as somebody else writes it."""
        pick, first = self.random, given.split(maxsplit=1)[0]
        roll = pick.random()
        if roll < 0.16 and first in table.CALLED:
            return pick.choice(table.CALLED[first]), family
        if roll < 0.26:
            return family, given
        if roll < 0.34:
            return given, self.mistyped(family)
        if roll < 0.38:
            return self.mistyped(given), family
        if roll < 0.43:
            return f"{given[0]}.", family
        if roll < 0.48:
            return f"{pick.choice(('Sig.', 'Sig.ra', 'Dott.', 'Prof.ssa'))} {given}", family
        if roll < 0.56:
            return given, family.replace("'", "").replace("’", "").replace(" ", "")
        if roll < 0.64:
            return first, family
        if roll < 0.74:
            return given.upper(), family.upper()
        return (
            (plain(given), plain(family))
            if roll < 0.8
            else (given.lower(), family)
            if roll < 0.84
            else (given, family)
        )
