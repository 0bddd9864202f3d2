"""What the comparison of two states of a pact asks of the printer of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from cocity_desktop.application.views.versions import PactComparison


class VersionPress(Protocol):
    """A part of `application.ports.Press`."""

    def pact_comparison(self, comparison: PactComparison) -> bytes:
        """Two states of a pact side by side, as PDF."""
        ...
