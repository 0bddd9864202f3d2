"""The matcher, loaded when it is first asked: the window opens without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from cocity_desktop.application.likeness import DoublesSearch, Likeness, RegistryFacts
    from cocity_desktop.domain.entity import EntityId


class LateMatcher:
    """`application.likeness.Matcher`."""

    def likely(self, facts: RegistryFacts) -> Sequence[Likeness]:
        from cocity_desktop.matching.matcher import RegistryMatcher

        return RegistryMatcher().likely(facts)

    def worth_asking(
        self, facts: RegistryFacts, asked: Collection[EntityId], tick: Callable[[], object] = lambda: None
    ) -> Sequence[Likeness]:
        from cocity_desktop.matching.matcher import RegistryMatcher

        return RegistryMatcher().worth_asking(facts, asked, tick)

    def search(self, kind: str) -> DoublesSearch:
        from cocity_desktop.matching.matcher import RegistryMatcher

        return RegistryMatcher().search(kind)

    def compare(self, facts: RegistryFacts, one: EntityId, other: EntityId) -> Likeness | None:
        from cocity_desktop.matching.matcher import RegistryMatcher

        return RegistryMatcher().compare(facts, one, other)
