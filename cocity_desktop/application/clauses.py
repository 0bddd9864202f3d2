"""Sentences of a pact made from the records of what was promised; their grammar is `domain.wording`'s."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.parties import city_name, party_name
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.registry import Group
from cocity_desktop.domain.wording.parties import Party
from cocity_desktop.domain.wording.sentence import Promise, commitment_sentence

if TYPE_CHECKING:
    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.commitments import Commitment
    from cocity_desktop.domain.house import House
    from cocity_desktop.domain.regulation import Regulation


def sentence_of(reader: EntityReader, commitment: Commitment, house: House, regulation: Regulation) -> str:
    """One sentence that says who does what, when, and with which resources."""
    return commitment_sentence(
        Promise(
            what=commitment.what,
            parties=(_party(reader, commitment, house, regulation),),
            due_on=commitment.due_on,
            recurrence=commitment.recurrence,
            starts_on=commitment.starts_on,
            money_cents=commitment.money_cents,
            hours=commitment.hours,
            materials=commitment.materials,
        )
    )


def _party(reader: EntityReader, commitment: Commitment, house: House, regulation: Regulation) -> Party:
    """The party in the text: the Comune is the regulation's one, wherever the house stands."""
    kind = commitment.party_kind
    if kind is PartyKind.COMUNE and not commitment.party_name:
        return Party(f"Comune di {regulation.city}" if regulation.city else city_name(house), kind)
    group = reader.get(Group, commitment.group_id) if commitment.group_id else None
    known = group.group_kind if group and not commitment.party_name else None
    return Party(party_name(reader, commitment, house), kind, known)
