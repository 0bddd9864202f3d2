"""The bodies that promise beside the groups, under all the names they are called by in a meeting.

Their names are records' data, not words of the interface: a commitment of the Circoscrizione 8 is called so in every
language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName
from cocity_desktop.domain.commitments import PartyKind

if TYPE_CHECKING:
    from cocity_desktop.application.views.names import NamesToWrite


def bodies(names: NamesToWrite) -> tuple[KnownName, ...]:
    """The Comune, the Circoscrizione (with its number where the house has one), the school, the house itself."""
    city = names.city
    district = f"Circoscrizione {names.district}" if names.district else "Circoscrizione"
    return (
        KnownName(
            f"Comune di {city}",
            PartyKind.COMUNE,
            also=("il Comune", f"Città di {city}", "la Città", f"City of {city}", "the City"),
        ),
        KnownName(
            district,
            PartyKind.CIRCOSCRIZIONE,
            also=("la Circoscrizione", "Circoscrizione", "the district"),
        ),
        KnownName("Scuola", PartyKind.SCHOOL, also=("la scuola", "the school")),
        KnownName(
            names.house, PartyKind.HOUSE, also=("la Casa del Quartiere", "Casa del Quartiere", "the house")
        ),
    )
