"""Groups of a made-up registry: their doubles, and others of the same name elsewhere in the city."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench import duplicate_tables as table
from bench.duplicate_writing import Writing, digits, plain
from cocity_desktop.application.likeness import GroupFacts
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from bench.duplicate_corpus import Corpus


class GroupsWriting(Writing):
    """See the module."""

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
        local = "".join(letter for letter in plain(name).lower() if letter.isalnum())[:18]
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
            name = name.replace("'", "’") if "'" in name else plain(name)
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
            same_phone = any(digits(a)[-9:] == digits(b)[-9:] for a in phones for b in one.phones)
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
