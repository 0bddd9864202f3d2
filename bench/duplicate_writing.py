"""How people write phones, mails and addresses, and how they mistype: what all of a made-up registry is written with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bench import duplicate_tables as table

if TYPE_CHECKING:
    from random import Random

Pair = tuple[str, str]
_PLAIN: Final = str.maketrans("òàèéùì’", "oaeeui'")


class Writing:
    """One source of chance, and the habits of those who write."""

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

    def _keep(self, records: list[Any], true: set[Pair], clusters: list[list[Any]]) -> None:
        for cluster in clusters:
            records += cluster
            ids = sorted(one.id for one in cluster)
            true |= {(a, b) for n, a in enumerate(ids) for b in ids[n + 1 :]}
        self.random.shuffle(records)

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
            letter for letter in plain(f"{given}.{family}").lower() if letter.isalnum() or letter == "."
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


def plain(text: str) -> str:
    """Without accents, as who has no such keys writes."""
    return text.translate(_PLAIN)


def digits(text: str) -> str:
    """The figures of a phone."""
    return "".join(letter for letter in text if letter.isdigit())
