"""Where regulations and the suggestions beside them come from: the app's own files and those of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.domain.errors import UserError
    from cocity_desktop.domain.regulation import Fact, Regulation
    from cocity_desktop.domain.suggestions import Suggestion


class RegulationSource(Protocol):
    """The regulations shipped or loaded by the house."""

    def codes(self) -> tuple[str, ...]:
        """All known codes, sorted."""
        ...

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Code and title of every regulation that can be read, by code: a faulty one of the house's own hides no other."""
        ...

    def faults(self) -> dict[str, tuple[UserError, ...]]:
        """What is wrong with those of the house's own, by the name of their folder: the whole ones are not there."""
        ...

    def find(self, code: str) -> Regulation | None:
        """The regulation of that code, None when it is not here or faulty: one of the house's own may go, or break."""
        ...

    def get(self, code: str) -> Regulation:
        """Raises UserError(NOT_FOUND) or with the exact place of the fault in its file."""
        ...


class SuggestionSource(Protocol):
    """Texts to begin an article from, the app's own."""

    def all(self) -> tuple[Suggestion, ...]:
        """Every one of them. Raises EnvironmentFault(FILE_UNREADABLE)."""
        ...

    def about(self, facts: Iterable[Fact]) -> tuple[Suggestion, ...]:
        """Those about some facts, in the order of the facts. Raises EnvironmentFault(FILE_UNREADABLE)."""
        ...
