"""Places of a made-up registry: their doubles, and others of the same name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bench import duplicate_tables as table
from bench.duplicate_writing import Writing
from cocity_desktop.application.likeness import PlaceFacts

if TYPE_CHECKING:
    from bench.duplicate_corpus import Corpus


class PlacesWriting(Writing):
    """See the module."""

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
