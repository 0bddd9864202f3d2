"""What the app writes out as tables comes back from them to the same state, in another archive and in its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.export_ports import TableFormat
from cocity_desktop.application.export_tables import groups_table, people_table, places_table
from cocity_desktop.application.importing.columns import propose_columns
from cocity_desktop.application.importing.tables import ImportTable, import_table
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.places import Place, PlaceNature, Strand
from cocity_desktop.domain.record import to_plain
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactKind,
    ContactPoint,
    DecisionMaking,
    Group,
    GroupKind,
    MemberRole,
    Membership,
    NoticeChannel,
    Partnership,
    Person,
)
from tests.application.importing.support import Importing, state_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = date(2025, 3, 1)


def furnish(house: Importing) -> None:
    """One of everything that the three tables tell."""
    with house.services.new_unit_of_work() as uow:
        ada = Person(
            id=uow.new_id(), given_name="Ada", family_name="Esempio", languages=("it", "ar"), needs="posto davanti",
            needs_time="la sera", needs_access="scale", needs_translation="arabo", fiscal_code="RSSMRA85T10A562S",
            note="suona =bene", retain_until=DAY,
        )  # fmt: skip
        bruno = Person(id=uow.new_id(), given_name="Bruno", family_name="De Prova")
        orto = Group(
            id=uow.new_id(), name="Orto; dei (vicini)", group_kind=GroupKind.ODV, decision_making=DecisionMaking.BOARD,
            fiscal_code="12345670017", vat_number="12345670017", runts_number="123", address="Via Alloro 3", district=3,
            description="riga una\nriga due", themes=("verde", "scuola"), languages=("it",), representative_id=ada.id,
            representation_proof="Statuto, art. 9", registered_on=DAY, retain_until=DAY,
        )  # fmt: skip
        rete = Group(id=uow.new_id(), name="Rete Alloro")
        for record in (ada, bruno, orto, rete):
            uow.add(record)
        for person, role, duty in (
            (ada, MemberRole.REPRESENTATIVE, "presidente"),
            (bruno, MemberRole.VOLUNTEER, ""),
        ):
            uow.add(
                Membership(
                    id=uow.new_id(), group_id=orto.id, person_id=person.id, role=role, duty=duty, since=DAY
                )
            )
        uow.add(Partnership(id=uow.new_id(), group_id=rete.id, partner_id=orto.id, is_lead=True))
        contacts: tuple[tuple[ContactKind, str, str, dict[str, Any]], ...] = (
            (ContactKind.EMAIL, "orto@example.org", "segreteria", {"group_id": orto.id, "preferred": True}),
            (ContactKind.PEC, "orto@pec.example.org", "", {"group_id": orto.id}),
            (ContactKind.PHONE, "011 123456", "la sera", {"group_id": orto.id}),
            (ContactKind.PHONE, "333 1234567", "", {"group_id": orto.id}),
            (ContactKind.POST, "Casella 9, Torino", "", {"group_id": orto.id}),
            (ContactKind.WEB, "https://orto.example.org", "", {"group_id": orto.id}),
            (ContactKind.EMAIL, "ada@example.org", "", {"person_id": ada.id, "preferred": True}),
        )
        for kind, value, note, more in contacts:
            uow.add(ContactPoint(id=uow.new_id(), contact_kind=kind, value=value, note=note, **more))
        for kind in ConsentKind:
            uow.add(
                Consent(
                    id=uow.new_id(),
                    person_id=ada.id,
                    consent_kind=kind,
                    given_on=DAY,
                    channel=NoticeChannel.VOICE,
                )
            )
        uow.add(
            Place(
                id=uow.new_id(), name="Giardino Alloro", nature=PlaceNature.INTANGIBLE, strand=Strand.C,
                address="Via Alloro 5", city="Moncalieri", district=4, quarter="Alloro", latitude=45.07, longitude=7.68,
                geometry={"type": "LineString", "coordinates": [[7.68, 45.07], [7.69, 45.07]]}, cadastre="foglio 1, particella 2",
                owner="Comune", constraints="vincolo", state_of_use="chiuso", description="bello",
            )
        )  # fmt: skip
        uow.commit("found_house")


def everything(house: Importing) -> list[Any]:
    return [*state_of(house.services), *sorted(repr(to_plain(place)) for place in house.records(Place))]


def write_out(house: Importing, folder: Path, form: TableFormat) -> dict[ImportTarget, Path]:
    services = house.services
    exports = services.outgoing
    tables = {
        ImportTarget.PEOPLE: people_table(exports.people_to_export()),
        ImportTarget.GROUPS: groups_table(exports.groups_to_export()),
        ImportTarget.PLACES: places_table(exports.places_to_export()),
    }
    files = {}
    for target, table in tables.items():
        files[target] = folder / f"{target.value}.{form.value}"
        files[target].write_bytes(services.out_files.table(table, form))
    return files


def take_in(house: Importing, files: dict[ImportTarget, Path]) -> list[str | None]:
    """The groups are read first and last, since people and groups name each other."""
    changes = []
    for target in (*files, ImportTarget.GROUPS):
        table = house.services.tables.read(files[target])
        meanings = tuple(column.meaning for column in propose_columns(target, table))
        cmd = ImportTable(target=target, table=table, meanings=meanings)
        changes.append(
            house.services.run(import_table, cmd, house.services.codes, house.services.matcher).change_id
        )
    return changes


@pytest.mark.parametrize("form", list(TableFormat))
def test_tables_come_back(new_house: Callable[[], Importing], tmp_path: Path, form: TableFormat) -> None:
    source, target = new_house(), new_house()
    furnish(source)
    files = write_out(source, tmp_path, form)
    take_in(target, files)
    assert everything(target) == everything(source)
    take_in(target, files)  # the groups of the people are here now
    assert everything(target) == everything(source)
    assert take_in(target, files) == [None] * 4
    assert take_in(source, files)[1] is not None  # its own rows are known by their codes
    assert everything(source) == everything(target)
