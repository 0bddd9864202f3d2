"""Tables that left the house come back: into an empty archive as they were, into the same one without a change."""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.columns import GROUPS, PEOPLE, PLACES, WORDS, value_of
from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.exporting import FORMS, ExportRequest, export_note, make_export, read_export
from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.importing import tables
from cocity_desktop.application.importing.catalogue import heading_table
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.place_features import places_as_geojson
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.views.exports import PlaceOut
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ExportKind, ImportTarget
from cocity_desktop.domain.places import Place, PlaceNature, Strand
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
    Partnership,
    Person,
)
from tests.application.conftest import TODAY, SmallHouse

if TYPE_CHECKING:
    from pathlib import Path

HOUSE = HouseLine("h", "Casa di prova", "", "Torino", "")
TABLES = (ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS)
RING = [[7.68, 45.07], [7.69, 45.07], [7.69, 45.08], [7.68, 45.08], [7.68, 45.07]]


def fill(house: SmallHouse) -> None:
    """Groups, people and places with all that a table can hold."""
    with house.services.new_unit_of_work() as uow:
        ada = uow.add(
            Person(
                id=uow.new_id(), given_name="Maria Grazia", family_name="De Prova", languages=("it", "fr"),
                needs="sedia comoda", needs_time="solo di sera", needs_access="senza gradini", needs_translation="francese",
                note="Parla; ascolta (sempre)", retain_until=date(2029, 1, 31),
            )
        )  # fmt: skip
        bruno = uow.add(Person(id=uow.new_id(), given_name="Bruno", family_name="D’Esempio"))
        orto = uow.add(
            Group(
                id=uow.new_id(), name="Bottega delle «cose»", group_kind=GroupKind.APS, address="via Esempio 8, Torino",
                decision_making=DecisionMaking.ASSEMBLY_CONSENSUS, district=7, description="Prima riga\nseconda riga",
                themes=("verde", "scuola"), languages=("it",), representative_id=ada.id, runts_number="12345",
                representation_proof="statuto, art. 9", registered_on=date(2025, 3, 1), retain_until=date(2030, 1, 1),
            )
        )  # fmt: skip
        rete = uow.add(Group(id=uow.new_id(), name="Rete del cortile", registered_on=date(2025, 3, 2)))
        uow.add(Partnership(id=uow.new_id(), group_id=rete.id, partner_id=orto.id, is_lead=True))
        for person, role, duty, since, until in (
            (ada, MemberRole.REPRESENTATIVE, "presidente", date(2024, 1, 1), None),
            (bruno, MemberRole.VOLUNTEER, "", date(2024, 5, 1), date(2026, 5, 1)),
        ):
            uow.add(
                Membership(
                    id=uow.new_id(), group_id=orto.id, person_id=person.id, role=role, duty=duty, since=since, until=until
                )
            )  # fmt: skip
        for kind, value, preferred, about in (
            (ContactKind.EMAIL, "orto@example.org", True, {"group_id": orto.id}),
            (ContactKind.PHONE, "+39 011 123 4567", False, {"group_id": orto.id}),
            (ContactKind.POST, "via Esempio 8, 10100 Torino", False, {"group_id": orto.id}),
            (ContactKind.EMAIL, "grazia@example.org", True, {"person_id": ada.id}),
            (ContactKind.PHONE, "+39 347 123 4567", False, {"person_id": ada.id}),
        ):
            uow.add(
                ContactPoint(id=uow.new_id(), contact_kind=kind, value=value, preferred=preferred, **about)
            )
        uow.add(
            Consent(
                id=uow.new_id(), person_id=ada.id, consent_kind=ConsentKind.NOTICE, given_on=date(2025, 2, 3)
            )
        )
        uow.add(
            Place(
                id=uow.new_id(), name="Giardino", nature=PlaceNature.TANGIBLE, strand=Strand.C, address="via Esempio 20",
                district=7, quarter="Regio Parco", latitude=45.0703, longitude=7.6869, cadastre="foglio 1099, particella 12",
                geometry={"type": "Polygon", "coordinates": [RING]}, owner="Comune di Torino", constraints="nessuno",
                state_of_use="aperto", description="=1+1 non è un conto",
            )
        )  # fmt: skip
        uow.commit("found_house")


def export(house: SmallHouse, subject: ExportSubject, form: ExportForm, **more: Any) -> bytes:
    services = house.services
    content = read_export(ExportRequest(subject=subject, form=form, **more), services.outgoing)
    return make_export(content, services.out_files, services.mailing, HOUSE, house.clock.now())


def take_in(house: SmallHouse, target: ImportTarget, file: Path) -> None:
    services = house.services
    table = services.tables.read(file)
    proposed = tables.proposed_columns(
        tables.ProposeColumns(target=target, table=table), services.new_unit_of_work()
    )
    cmd = tables.ImportTable(target=target, table=table, meanings=tuple(one.meaning for one in proposed))
    services.run(tables.import_table, cmd, services.codes, services.matcher)


def state(house: SmallHouse) -> Any:
    """All of the registry by names: no ids, no moments, in no order that only ids give."""
    out = house.services.outgoing
    found = {
        "groups": [asdict(one) for one in out.groups_to_export()],
        "people": [asdict(one) for one in out.people_to_export()],
        "places": [asdict(one) for one in out.places_to_export()],
    }
    return json.loads(json.dumps(_canonical(found), default=str, sort_keys=True))


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _canonical(one) for key, one in value.items() if key not in ("id", "shared")}
    if isinstance(value, tuple | list):
        made = [_canonical(one) for one in value]
        return sorted(made, key=lambda one: json.dumps(one, default=str, sort_keys=True))
    return value


TARGETS = (
    (ExportSubject.GROUPS, ImportTarget.GROUPS),
    (ExportSubject.PEOPLE, ImportTarget.PEOPLE),
    (ExportSubject.PLACES, ImportTarget.PLACES),
)


@pytest.mark.parametrize("form", [ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS])
def test_what_left_comes_back_into_an_empty_archive(
    house: SmallHouse, bare: SmallHouse, form: ExportForm, tmp_path: Path
) -> None:
    """Groups are read twice: the first time, those inside another are not there yet to be joined to it."""
    fill(house)
    for subject, target in (*TARGETS[:1], *TARGETS):
        file = tmp_path / f"{subject.value}.{form.value}"
        file.write_bytes(export(house, subject, form))
        take_in(bare, target, file)
    assert state(bare) == state(house)


@pytest.mark.parametrize("form", [ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS])
def test_what_left_changes_nothing_where_it_came_from(
    house: SmallHouse, form: ExportForm, tmp_path: Path
) -> None:
    fill(house)
    before = state(house)
    for subject, target in TARGETS:
        file = tmp_path / f"{subject.value}.{form.value}"
        file.write_bytes(export(house, subject, form))
        take_in(house, target, file)
    assert state(house) == before


@pytest.mark.parametrize(
    ("columns", "target"),
    [(GROUPS, ImportTarget.GROUPS), (PEOPLE, ImportTarget.PEOPLE), (PLACES, ImportTarget.PLACES)],
)
def test_an_import_knows_every_heading_by_its_own_name(columns: Any, target: ImportTarget) -> None:
    known = heading_table(target)
    assert {column.heading: known.get(folded(column.heading)) for column in columns} == {
        column.heading: column.key for column in columns
    }


def test_every_choice_has_a_word_that_is_its_own() -> None:
    for choices in {type(value) for value in WORDS}:
        words = [WORDS[value] for value in choices if WORDS.get(value)]
        assert len({word.casefold() for word in words}) == len(words)
        assert all(value_of(choices, WORDS[value]) is value for value in choices if value in WORDS)


def test_every_form_makes_a_file(house: SmallHouse) -> None:
    fill(house)
    made = {(subject, form): export(house, subject, form) for subject in FORMS for form in FORMS[subject]}
    assert [key for key, content in made.items() if not content] == []


def test_only_those_chosen_are_written(house: SmallHouse) -> None:
    fill(house)
    ids = tuple(one.id for one in house.services.outgoing.groups_to_export() if one.name.startswith("Rete"))
    text = export(house, ExportSubject.GROUPS, ExportForm.CSV, ids=ids).decode("utf-8-sig")
    assert "Rete del cortile" in text
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize("subject", [ExportSubject.GROUPS, ExportSubject.PLACES, ExportSubject.PROCESSES])
def test_a_public_table_has_nobody_in_it(house: SmallHouse, subject: ExportSubject) -> None:
    fill(house)
    text = export(house, subject, ExportForm.CSV, public=True).decode("utf-8-sig")
    for secret in ("De Prova", "D’Esempio", "grazia@", "347", "orto@example.org"):
        assert secret not in text


@pytest.mark.parametrize("form", [ExportForm.VCARD, ExportForm.LABELS])
def test_there_is_no_public_copy_of_cards_and_labels(house: SmallHouse, form: ExportForm) -> None:
    with pytest.raises(UserError) as refused:
        export(house, ExportSubject.GROUPS, form, public=True)
    assert refused.value.code is ErrorCode.INVALID_VALUE


# --- GeoJSON, by the rules of RFC 7946 ---------------------------------------------------------------------------


def test_places_as_geojson(house: SmallHouse) -> None:
    fill(house)
    made = json.loads(export(house, ExportSubject.PLACES, ExportForm.GEOJSON))
    assert made["type"] == "FeatureCollection"
    for feature in made["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        check_geometry(feature["geometry"])
    assert made["bbox"] == [7.68, 45.07, 7.69, 45.08]
    assert "crs" not in made


def check_geometry(geometry: Any) -> None:
    if geometry is None:
        return
    assert geometry["type"] in ("Point", "Polygon")
    if geometry["type"] == "Point":
        longitude, latitude = geometry["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        return
    for place, ring in enumerate(geometry["coordinates"]):
        assert ring[0] == ring[-1]
        assert len(ring) >= 4
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(ring))
        assert (area > 0) == (place == 0)  # the right-hand rule, §3.1.6


@pytest.mark.parametrize("turned", [False, True])
def test_rings_turn_as_they_must(turned: bool) -> None:
    hole = [[7.682, 45.072], [7.684, 45.072], [7.684, 45.074], [7.682, 45.072]]
    rings = [ring[::-1] if turned else ring for ring in (RING, hole)]
    place = PlaceOut("1", "x", PlaceNature.TANGIBLE, None, "", "Torino", None, "", None, None, {"type": "Polygon", "coordinates": rings}, "", "Ada Esempio", "", "", "")  # fmt: skip
    made = places_as_geojson([place])
    check_geometry(made["features"][0]["geometry"])
    assert "Ada" not in json.dumps(made)


def test_a_map_for_others_tells_of_no_person(house: SmallHouse) -> None:
    """Every typed field of a place says a registered name: not one of them leaves with the map."""
    house.run(
        register_person,
        RegisterPerson(fields=PersonFields(given_name="Ada", family_name="Esempio")),
        house.services.codes,
    )
    typed = (
        "name",
        "address",
        "city",
        "quarter",
        "cadastre",
        "owner",
        "constraints",
        "state_of_use",
        "description",
    )
    fields = {name: f"di Ada Esempio, {name}" for name in typed}
    house.run(register_place, RegisterPlace(fields=PlaceFields(**fields)))  # type: ignore[arg-type]
    for public in (False, True):
        text = export(house, ExportSubject.PLACES, ExportForm.GEOJSON, public=public).decode()
        assert "Esempio" not in text
        assert not any(f"di A. E., {name}" in text for name in typed[5:])


def test_a_point_kept_twice_leaves_as_its_coordinates() -> None:
    shape = {"type": "Point", "coordinates": [7.0, 45.0]}
    place = PlaceOut(
        "1", "x", PlaceNature.TANGIBLE, None, "", "", None, "", 45.5, 7.5, shape, "", "", "", "", ""
    )
    assert places_as_geojson([place])["features"][0]["geometry"]["coordinates"] == [7.5, 45.5]


# --- What left is noted ------------------------------------------------------------------------------------------


def test_what_left_is_listed_without_its_folder(house: SmallHouse) -> None:
    services = house.services
    content = read_export(ExportRequest(subject=ExportSubject.GROUPS, form=ExportForm.CSV), services.outgoing)
    house.run(note_export, export_note(content, "/casa/di/Ada/gruppi.csv"))
    (row,) = services.outgoing.exports()
    assert (row.file_name, row.export_kind, row.records, row.with_people) == (
        "gruppi.csv",
        ExportKind.TABLE,
        1,
        True,
    )


def test_undo_passes_a_note_over(house: SmallHouse) -> None:
    services = house.services
    before = [one.name for one in services.outgoing.groups_to_export()]
    with services.new_unit_of_work() as uow:
        uow.add(Group(id=uow.new_id(), name="Nuovo", registered_on=TODAY))
        uow.commit("register_group")
    house.run(note_export, NoteExport(kind=ExportKind.TABLE, file_name="gruppi.csv", records=1))
    undo_last(services.new_unit_of_work())
    assert [one.name for one in services.outgoing.groups_to_export()] == before
    house.run(note_export, NoteExport(kind=ExportKind.TABLE, file_name="altri.csv", records=1))
    redo_last(services.new_unit_of_work())
    assert "Nuovo" in [one.name for one in services.outgoing.groups_to_export()]
    assert len(services.outgoing.exports()) == 2
