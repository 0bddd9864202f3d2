"""Who stands in a pact: the groups of the process and the bodies that promised something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import PartyLine
from cocity_desktop.domain.commitments import Commitment, PartyKind
from cocity_desktop.domain.processes import Participation, ProcessRole
from cocity_desktop.domain.registry import Group, Partnership, Person

if TYPE_CHECKING:
    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.house import House


def party_name(reader: EntityReader, commitment: Commitment, house: House) -> str:
    """How a commitment's party is called in every list and document."""
    if commitment.party_name:
        return commitment.party_name
    if commitment.group_id:
        return reader.get(Group, commitment.group_id).name
    if commitment.party_kind is PartyKind.COMUNE:
        return city_name(house)
    return house.name if commitment.party_kind is PartyKind.HOUSE else ""


def city_name(house: House | HouseDetail) -> str:
    """The Comune as a party."""
    return f"Comune di {house.city}"


def pact_parties(
    reader: EntityReader, process_id: str, house: House, city: str = ""
) -> tuple[PartyLine, ...]:
    """The Comune first, then the groups that propose the pact or are partners in it."""
    comune = PartyLine(None, city or city_name(house), None, None, "", "", (), "", "")
    joined = [
        p for p in reader.find(Participation, process_id=process_id) if p.role is not ProcessRole.INTERESTED
    ]
    return (comune, *(_group_party(reader, participation) for participation in joined))


def _group_party(reader: EntityReader, participation: Participation) -> PartyLine:
    group = reader.get(Group, participation.group_id)
    partners = reader.find(Partnership, group_id=group.id)
    names = {p.partner_id: reader.get(Group, p.partner_id).name for p in partners}
    lead = next((names[p.partner_id] for p in partners if p.is_lead), "")
    person = reader.get(Person, group.representative_id) if group.representative_id else None
    return PartyLine(
        id=group.id,
        name=group.name,
        group_kind=group.group_kind,
        role=participation.role,
        address=group.address,
        lead=lead,
        partners=tuple(names.values()),
        representative=f"{person.given_name} {person.family_name}".strip() if person else "",
        representation_proof=group.representation_proof,
    )
