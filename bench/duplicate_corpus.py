"""A made-up registry with doubles as people make them, and with true namesakes, both known: what a matcher is measured on.

It knows nothing of the matcher: its names, nicknames and habits of writing are its own (`duplicate_tables`). One seed, one
corpus. A double is a second record of the same person, group or place, made later by somebody else: it is written
otherwise, knows less, and something in it may have changed since.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from bench import duplicate_tables as table
from cocity_desktop.application.likeness import GroupFacts, PersonFacts, PlaceFacts, RegistryFacts
from cocity_desktop.domain.registry import GroupKind

Pair = tuple[str, str]


@dataclass
class Corpus:
    """Records by kind, and the pairs that are one."""

    people: list[PersonFacts] = field(default_factory=list)
    groups: list[GroupFacts] = field(default_factory=list)
    places: list[PlaceFacts] = field(default_factory=list)
    true: dict[str, set[Pair]] = field(
        default_factory=lambda: {"person": set(), "group": set(), "place": set()}
    )
    namesakes: int = 0

    def facts(self, kind: str) -> RegistryFacts:
        """What the matcher is given."""
        every = {"person": "people", "group": "groups", "place": "places"}
        return RegistryFacts(kind, **{every[kind]: tuple(getattr(self, every[kind]))})


def corpus(seed: int, size: int = 5000) -> Corpus:
    """`size` records: half of them people, three in ten groups, the rest places."""
    made = Corpus()
    writer = _Writer(Random(seed))
    writer.groups(made, size * 3 // 10)
    writer.people(made, size // 2)
    writer.places(made, size - size // 2 - size * 3 // 10)
    return made


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random, self.number = random, 0
        self._counted: tuple[list[list[Any]], int, int] = ([], 0, 0)
        self.rare = [
            random.choice(table.STARTS).capitalize()
            + random.choice(table.MIDDLES)
            + random.choice(table.ENDS)
            for _ in range(500)
        ]

    def new_id(self, letter: str) -> str:
        self.number += 1
        return f"{letter}{self.number:06}"

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def made(self, clusters: list[list[Any]]) -> int:
        """How many records the clusters have: every cluster but the last few has long been counted."""
        if clusters is not self._counted[0]:
            self._counted = (clusters, 0, 0)
        _, at, count = self._counted
        upto = max(len(clusters) - 3, at)
        count += sum(map(len, clusters[at:upto]))
        self._counted = (clusters, upto, count)
        return count + sum(map(len, clusters[upto:]))

    # --- people -------------------------------------------------------------------------------------------

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

    def _keep(self, records: list[Any], true: set[Pair], clusters: list[list[Any]]) -> None:
        for cluster in clusters:
            records += cluster
            ids = sorted(one.id for one in cluster)
            true |= {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :]}
        self.random.shuffle(records)

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
                or any(_digits(a)[-9:] == _digits(b)[-9:] for a in phones for b in one.phones)
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
            (_plain(given), _plain(family))
            if roll < 0.8
            else (given.lower(), family)
            if roll < 0.84
            else (given, family)
        )

    # --- ways of writing ----------------------------------------------------------------------------------

    def mistyped(self, word: str) -> str:
        """One slip: a letter left out, doubled, other, or swapped with the next."""
        if len(word) < 5:
            return word
        at, pick = self.random.randrange(1, len(word) - 1), self.random
        match pick.randrange(4):
            case 0:
                return word[:at] + word[at + 1 :]
            case 1:
                return word[:at] + word[at] + word[at:]
            case 2:
                return word[:at] + pick.choice("aeilnorst") + word[at + 1 :]
            case _:
                return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]

    def mail(self, given: str, family: str) -> str:
        local = "".join(
            letter for letter in _plain(f"{given}.{family}").lower() if letter.isalnum() or letter == "."
        )
        return f"{local}{self.random.randrange(100)}@{self.random.choice(('gmail.com', 'libero.it', 'example.org', 'tiscali.it'))}"

    def rewritten_mail(self, mail: str) -> str:
        return mail.upper() if self.chance(0.1) else mail.capitalize() if self.chance(0.2) else mail

    def phone(self) -> str:
        pick = self.random
        if self.chance(0.75):
            return f"3{pick.randrange(20, 99)}{pick.randrange(10**6, 10**7)}"
        return f"011{pick.randrange(10**6, 10**7)}"

    def rewritten_phone(self, phone: str) -> str:
        pick = self.random
        cut = 3
        shape = pick.choice(
            ("{0} {1}", "{0}/{1}", "+39 {0}{1}", "0039{0}{1}", "{0}-{1}", "+39 {0} {1}", "{0}.{1}", "{0}{1}")
        )
        return shape.format(phone[:cut], phone[cut:])

    def code(self) -> str:
        letters = "".join(self.random.choice("BCDFGLMNPRSTVZ") for _ in range(6))
        pick = self.random
        return f"{letters}{pick.randrange(40, 99)}{pick.choice('ABCDEHLMPRST')}{pick.randrange(10, 71)}L219{pick.choice('ABCDEFGHI')}"

    def address(self) -> str:
        street = self.random.choice(("Via", "Via", "Via", "Corso", "Piazza", "Largo"))
        return f"{street} {self.random.choice(table.STREETS)} {self.random.randrange(1, 190)}{self.random.choice(('', '', '', '/A', ' bis'))}"

    def rewritten_address(self, text: str) -> str:
        pick = self.random
        street, *name, number = text.replace(" bis", "/bis").split()
        if len(name) > 1 and self.chance(0.5) and name[0][0].isupper() and name[0] not in {"San", "XX"}:
            name = [f"{name[0][0]}.", *name[1:]]
        shape = pick.choice(
            (
                "{0} {1} {2}",
                "{0} {1}, {2}",
                "{0} {1} n. {2}",
                "{0} {1} {2}, 10100 Torino",
                "{0} {1} n.{2} - Torino",
            )
        )
        return shape.format(pick.choice(table.SHORT_STREETS[street]), " ".join(name), number)

    # --- groups -------------------------------------------------------------------------------------------

    def groups(self, made: Corpus, size: int) -> None:
        clusters: list[list[GroupFacts]] = []
        while self.made(clusters) < size:
            group = self.group()
            clusters.append([group])
            roll = self.random.random()
            if roll < 0.16:
                for _ in range(1 if self.chance(0.9) else 2):
                    clusters[-1].append(self.same_group(group))
            elif roll < 0.22:
                clusters.append([self.group_namesake(group)])
                made.namesakes += 1
        self._keep(made.groups, made.true["group"], clusters)

    def group_name(self) -> str:
        pick = self.random
        if self.chance(0.45):
            return f"{pick.choice(table.WHO)} {pick.choice(('di', 'del', 'per', ''))} {pick.choice(table.WHAT)}".replace(
                "  ", " "
            )
        fancy = pick.choice(table.FANCY)
        return (
            f"{fancy} {pick.choice(table.WHAT).split()[-1]}"
            if self.chance(0.55)
            else f"{fancy} {pick.choice(self.rare)}"
        )

    def group(self) -> GroupFacts:
        pick = self.random
        kind = pick.choice((GroupKind.ASSOCIATION, GroupKind.APS, GroupKind.ODV, GroupKind.COMMITTEE, GroupKind.INFORMAL_GROUP,
                            GroupKind.COOPERATIVE, GroupKind.ASSOCIATION))  # fmt: skip
        name = self.group_name()
        local = "".join(letter for letter in _plain(name).lower() if letter.isalnum())[:18]
        return GroupFacts(
            id=self.new_id("g"),
            name=self.with_form(name, kind),
            group_kind=kind,
            fiscal_code=f"97{pick.randrange(10**8, 10**9)}"
            if kind not in {GroupKind.COMMITTEE, GroupKind.INFORMAL_GROUP} and self.chance(0.4)
            else "",
            address=self.address() if self.chance(0.55) else "",
            district=pick.randrange(1, 9) if self.chance(0.5) else None,
            mails=(f"{local}{pick.randrange(1000)}@example.org",) if self.chance(0.65) else (),
            phones=(self.phone(),) if self.chance(0.5) else (),
            people=frozenset(f"m{pick.randrange(6000)}" for _ in range(pick.randrange(0, 4))),
            places=frozenset({f"l{pick.randrange(900)}"}) if self.chance(0.3) else frozenset(),
        )

    def with_form(self, name: str, kind: GroupKind) -> str:
        pick = self.random
        forms = {
            GroupKind.ASSOCIATION: (
                "Associazione {}",
                "Ass. {}",
                "Ass.ne {}",
                "Assoc. {}",
                "Associazione culturale {}",
                "{}",
            ),
            GroupKind.APS: (
                "{} APS",
                "A.P.S. {}",
                "Associazione {} APS",
                "Associazione di Promozione Sociale {}",
                "{} a.p.s.",
            ),
            GroupKind.ODV: ("{} ODV", "O.D.V. {}", "Organizzazione di volontariato {}", "{} onlus"),
            GroupKind.COMMITTEE: ("Comitato {}", "Com.to {}", "COMITATO {}", "Comitato spontaneo {}"),
            GroupKind.INFORMAL_GROUP: ("{}", "Gruppo {}", "Gruppo informale {}"),
            GroupKind.COOPERATIVE: (
                "Cooperativa sociale {}",
                "Coop. {}",
                "Soc. coop. soc. {}",
                "{} s.c.s.",
                "Coop.va {}",
            ),
        }
        return pick.choice(forms[kind]).format(name)

    def bare(self, one: GroupFacts) -> str:
        """The name without its form, as the writer knows it: what stands in none of the forms."""
        words = one.name.split()
        formal = {"associazione", "ass.", "ass.ne", "assoc.", "culturale", "aps", "a.p.s.", "odv", "o.d.v.", "onlus", "comitato", "com.to",
                  "spontaneo", "gruppo", "informale", "cooperativa", "sociale", "coop.", "soc.", "s.c.s.", "coop.va", "promozione",
                  "organizzazione", "volontariato"}  # fmt: skip
        kept = [word for word in words if word.lower() not in formal]
        return " ".join(kept[1:] if kept[0].lower() == "di" else kept)

    def same_group(self, one: GroupFacts) -> GroupFacts:  # noqa: C901 - a table of habits
        pick, name = self.random, self.bare(one)
        words = name.split()
        roll = pick.random()
        if roll < 0.15 and len(words) > 1:
            name = " ".join([*words[1:], words[0]])
        elif roll < 0.32:
            at = pick.randrange(len(words))
            name = " ".join([*words[:at], self.mistyped(words[at]), *words[at + 1 :]])
        elif roll < 0.42:
            name = " ".join(word for word in words if word.lower() not in {"di", "del", "per", "dei", "e"})
        elif roll < 0.5:
            name = name.replace("'", "’") if "'" in name else _plain(name)
        elif roll < 0.58:
            name = name.upper()
        elif roll < 0.64:
            name = (
                name.replace("scuola", "sc.")
                .replace("parco", "Parco")
                .replace("giardino", "giard.")
                .replace("piazza", "p.za")
            )
        kind = (
            one.group_kind
            if self.chance(0.7)
            else pick.choice((GroupKind.INFORMAL_GROUP, GroupKind.ASSOCIATION))
        )
        if one.group_kind is GroupKind.COOPERATIVE:
            kind = one.group_kind
        while True:
            mails = tuple(self.rewritten_mail(mail) for mail in one.mails if self.chance(0.6))
            if not mails and self.chance(0.15):
                mails = (f"nuova{pick.randrange(10**4)}@example.org",)
            phones = tuple(self.rewritten_phone(phone) for phone in one.phones if self.chance(0.6)) or (
                (self.phone(),) if self.chance(0.15) else ()
            )
            again = GroupFacts(
                id=self.new_id("g"),
                name=self.with_form(name, kind),
                group_kind=kind,
                fiscal_code=one.fiscal_code if self.chance(0.5) else "",
                address=self.rewritten_address(one.address)
                if one.address and self.chance(0.6)
                else self.address()
                if self.chance(0.08)
                else "",
                district=one.district if self.chance(0.6) else None,
                mails=mails,
                phones=phones,
                people=frozenset(person for person in one.people if self.chance(0.6)),
                places=one.places if self.chance(0.5) else frozenset(),
            )
            shares = again.fiscal_code or again.people or (set(map(str.lower, mails)) & set(one.mails))
            same_phone = any(_digits(a)[-9:] == _digits(b)[-9:] for a in phones for b in one.phones)
            if shares or same_phone or (again.address and one.address) or self.chance(0.05):
                return again

    def group_namesake(self, one: GroupFacts) -> GroupFacts:
        """Another group called the same, in another part of the city."""
        other = self.group()
        district = self.random.choice([n for n in range(1, 9) if n != one.district])
        address, mails = (
            other.address or self.address(),
            other.mails or (f"altra{self.random.randrange(10**4)}@example.org",),
        )
        kind = one.group_kind if self.chance(0.6) else other.group_kind
        return replace(
            other,
            name=self.with_form(self.bare(one), kind),
            group_kind=kind,
            district=district,
            address=address,
            mails=mails,
        )

    # --- places -------------------------------------------------------------------------------------------

    def places(self, made: Corpus, size: int) -> None:
        clusters: list[list[PlaceFacts]] = []
        while self.made(clusters) < size:
            place = self.place()
            clusters.append([place])
            roll = self.random.random()
            if roll < 0.16:
                clusters[-1].append(self.same_place(place))
            elif roll < 0.24:
                other = self.place()
                clusters.append([replace(other, name=place.name)])
                made.namesakes += 1
        self._keep(made.places, made.true["place"], clusters)

    def place(self) -> PlaceFacts:
        pick, address = self.random, self.address()
        kind = pick.choice(table.PLACE_KINDS)
        street = address.split(maxsplit=1)[1].rsplit(" ", 1)[0]
        name = (
            f"{kind} {pick.choice(('di via', '', 'di'))} {street}"
            if self.chance(0.5)
            else f"{kind} {pick.choice(table.WHAT + table.FANCY)}"
        )
        located = self.chance(0.6)
        return PlaceFacts(
            id=self.new_id("l"),
            name=name.replace("  ", " "),
            address=address if self.chance(0.85) or not located else "",
            city="Torino",
            district=pick.randrange(1, 9) if self.chance(0.6) else None,
            cadastre=f"foglio {pick.randrange(1400)} part. {pick.randrange(900)}" if self.chance(0.2) else "",
            latitude=45.03 + pick.random() * 0.1 if located else None,
            longitude=7.6 + pick.random() * 0.12 if located else None,
        )

    def same_place(self, one: PlaceFacts) -> PlaceFacts:
        pick, words = self.random, one.name.split()
        roll, name = pick.random(), one.name
        if roll < 0.2:
            at = pick.randrange(len(words))
            name = " ".join([*words[:at], self.mistyped(words[at]), *words[at + 1 :]])
        elif roll < 0.35:
            name = name.upper()
        elif roll < 0.5:
            name = " ".join(word for word in words if word not in {"di", "via"})
        elif roll < 0.6:
            name = f"{name} ({pick.choice(table.WHO).lower()})"
        moved = one.latitude is not None and self.chance(0.7)
        return replace(
            one,
            id=self.new_id("l"),
            name=name,
            address=self.rewritten_address(one.address)
            if one.address and (self.chance(0.75) or not moved)
            else "",
            district=one.district if self.chance(0.5) else None,
            cadastre=one.cadastre if self.chance(0.5) else "",
            latitude=one.latitude + pick.uniform(-2e-4, 2e-4) if moved and one.latitude else None,
            longitude=one.longitude + pick.uniform(-2e-4, 2e-4) if moved and one.longitude else None,
        )


def _plain(text: str) -> str:
    return text.translate(
        str.maketrans({"ò": "o", "à": "a", "è": "e", "é": "e", "ù": "u", "ì": "i", "’": "'"})
    )


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
