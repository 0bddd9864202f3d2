"""What approved minutes hold still: what they say of a meeting may not change under them.

From the approval on, words, kinds, authors, decisions, agenda and presence stay as they are; to mend them the minutes go
back to a draft, with a reason. What becomes of an entry afterwards (in the pact, declined), its place on the map, photos
and the life of a commitment are no part of the minutes and go on. Locked minutes themselves never change.

That two records turn out to be one group or one person changes nothing that was said or who said it: a merge, and its
taking back, may move who is meant from one of them to the other. The words of the minutes stay as they are.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.lifecycle import MinutesState

if TYPE_CHECKING:
    from collections.abc import Mapping

FREE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "meeting": frozenset({"room_language"}),
        "agenda_item": frozenset({"translation"}),
        "attendance": frozenset(),
        "entry": frozenset({"outcome", "outcome_reason", "themes", "place_id", "latitude", "longitude"}),
        "decision": frozenset(),
        "reservation": frozenset(),
        "minutes_paragraph": frozenset(),
    }
)
"""The kinds that approved minutes hold still, each with the fields that stay free all the same."""

_REFUSALS: Final = {
    MinutesState.APPROVED: ErrorCode.MINUTES_APPROVED,
    MinutesState.LOCKED: ErrorCode.MINUTES_LOCKED,
}


def refusal(kind: str, changed: frozenset[str], state: MinutesState) -> ErrorCode | None:
    """Why a record of `kind` may not have these fields `changed` under minutes in `state`; None when it may.

    A record that appears or leaves changes all its fields.
    """
    if kind == "minutes":
        return ErrorCode.MINUTES_LOCKED if state is MinutesState.LOCKED else None
    held = kind in FREE and not changed <= FREE[kind]
    return _REFUSALS.get(state) if held else None
