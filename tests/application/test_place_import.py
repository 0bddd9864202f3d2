"""Places from GeoJSON: what comes in, what is refused and why, and that the same file twice changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.likeness import Trait
from cocity_desktop.application.maps import PlaceFeature
from cocity_desktop.application.place_import import (
    ImportPlaces,
    import_place_features,
    preview_places,
)
from cocity_desktop.application.places import (
    PlaceFields,
    RegisterPlace,
    UpdatePlace,
    register_place,
    remove_place,
    update_place,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate, FeatureOutcome
from cocity_desktop.domain.errors import ErrorCode

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse

POINT = {"type": "Point", "coordinates": [7.68, 45.07]}


def feature(key: str = "1", geometry: Any = POINT, **properties: Any) -> PlaceFeature:
    return PlaceFeature(key, properties, geometry)


def fates(house: SmallHouse, *features: PlaceFeature) -> list[FeatureFate]:
    with house.services.new_unit_of_work() as uow:
        return [
            one.fate
            for one in preview_places(
                ImportPlaces(source="a.geojson", features=features), uow, house.services.matcher
            )
        ]


def take_in(house: SmallHouse, *features: PlaceFeature) -> None:
    house.services.run(
        import_place_features, ImportPlaces(source="a.geojson", features=features), house.services.matcher
    )


def places(house: SmallHouse) -> dict[str, Any]:
    queries = house.services.queries
    return {row.name: queries.place(row.id) for row in queries.places()}


def test_a_feature_becomes_a_place_with_its_shape(house: SmallHouse) -> None:
    ring = [[7.0, 45.0], [7.1, 45.0], [7.1, 45.1], [7.0, 45.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    take_in(house, feature(geometry=shape, Nome=" Prato ", indirizzo="via X 1", circoscrizione="Circ. 6"))
    place = places(house)["Prato"]
    assert (place.address, place.district, place.geometry) == ("via X 1", 6, shape)
    assert 7.0 < place.longitude < 7.1


def test_the_same_file_three_times_changes_nothing(house: SmallHouse) -> None:
    file = (feature(name="Prato"), feature("", name="Cortile nuovo", address="via X 1"))
    take_in(house, *file)
    before = places(house)
    assert fates(house, *file) == [FeatureFate.SAME, FeatureFate.SAME]
    take_in(house, *file)
    take_in(house, *file)
    assert places(house) == before


def test_a_later_edition_changes_what_it_changed_and_leaves_what_people_changed(house: SmallHouse) -> None:
    take_in(house, feature(name="Prato", address="via X 1"))
    place = places(house)["Prato"]
    mine = PlaceFields(name="Prato", address="via X 1 bis", owner="Città", latitude=45.07, longitude=7.68)
    house.services.run(update_place, UpdatePlace(place_id=place.id, fields=mine))
    later = feature(name="Prato grande", address="via X 1")
    assert fates(house, later) == [FeatureFate.CHANGED]
    take_in(house, later)
    kept = places(house)["Prato grande"]
    assert (kept.id, kept.address, kept.owner) == (place.id, "via X 1 bis", "Città")


def test_one_undo_takes_the_whole_file_back(house: SmallHouse) -> None:
    before = set(places(house))
    take_in(house, feature("1", name="A"), feature("2", name="B"))
    undo_last(house.services.new_unit_of_work())
    assert set(places(house)) == before


def test_a_place_that_was_removed_comes_again_from_the_file(house: SmallHouse) -> None:
    take_in(house, feature(name="Prato"))
    house.services.run(remove_place, Remove(id=places(house)["Prato"].id))
    assert fates(house, feature(name="Prato")) == [FeatureFate.NEW]
    take_in(house, feature(name="Prato"))
    assert fates(house, feature(name="Prato")) == [FeatureFate.SAME]


HERE = {"latitude": 45.07, "longitude": 7.68}


def take_answering(house: SmallHouse, answer: FeatureAnswer, *features: PlaceFeature) -> None:
    answers = dict.fromkeys(range(1, len(features) + 1), answer)
    command = ImportPlaces(source="a.geojson", features=features, answers=answers)
    house.services.run(import_place_features, command, house.services.matcher)


@pytest.mark.parametrize(
    ("fields", "doubtful"),
    [
        ({}, True),
        ({"address": "Via Esempio, 4"}, True),
        ({"address": "via d'altri 9"}, False),
        ({"address": "via d'altri 9", **HERE}, True),
        (HERE, True),
        ({"latitude": 45.09, "longitude": 7.68}, False),
    ],
)
def test_one_that_looks_like_a_place_that_is_here_waits(
    house: SmallHouse, fields: dict[str, Any], doubtful: bool
) -> None:
    house.run(register_place, RegisterPlace(fields=PlaceFields(name="Giardino d’Àlloro", **fields)))
    file = feature(name="giardino alloro", address="via esempio 4")
    assert fates(house, file) == [FeatureFate.DOUBTFUL if doubtful else FeatureFate.NEW]
    before = places(house)
    take_in(house, file)
    assert (places(house) == before) == doubtful, "in doubt nothing is written"


def outcomes(house: SmallHouse, *features: PlaceFeature) -> list[FeatureOutcome]:
    with house.services.new_unit_of_work() as uow:
        command = ImportPlaces(source="a.geojson", features=features)
        return list(preview_places(command, uow, house.services.matcher))


def test_it_is_asked_by_the_rules_of_the_doubles_and_says_why(house: SmallHouse) -> None:
    """A letter wrong in the name, which comparing words alone let in as a new place."""
    fields = PlaceFields(name="Giardino Peppino Impastato", address="via Esempio 4", **HERE)
    house.run(register_place, RegisterPlace(fields=fields))
    (one,) = outcomes(house, feature(name="Giardino Pepino Impastato", address="via Esempio 4"))
    assert (one.fate, one.like) == (FeatureFate.DOUBTFUL, "Giardino Peppino Impastato")
    assert {Trait.SIMILAR_NAME, Trait.SAME_ADDRESS, Trait.NEAR} <= {reason.trait for reason in one.because}


def test_of_several_the_likeliest_is_named(house: SmallHouse) -> None:
    for address in ("", "via Esempio 4"):
        house.run(register_place, RegisterPlace(fields=PlaceFields(name="Prato", address=address)))
    take_answering(house, FeatureAnswer.SAME, feature(name="Prato", address="via Esempio 4", owner="Città"))
    owners = {
        row.address: house.services.queries.place(row.id).owner for row in house.services.queries.places()
    }
    assert owners["via Esempio 4"] == "Città"
    assert owners[""] == ""


def test_two_alike_in_one_file_are_not_asked_about_each_other(house: SmallHouse) -> None:
    file = (feature("1", name="Prato nuovo"), feature("2", name="Prato nuovo"))
    assert fates(house, *file) == [FeatureFate.NEW, FeatureFate.NEW]


def test_whoever_stops_the_comparing_is_heard(house: SmallHouse) -> None:
    house.run(register_place, RegisterPlace(fields=PlaceFields(name="Prato")))

    def step(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    command = ImportPlaces(source="a.geojson", features=[feature(name="Prato")])
    with house.services.new_unit_of_work() as uow, pytest.raises(KeyboardInterrupt):
        preview_places(command, uow, house.services.matcher, step)


def test_one_in_doubt_is_new_when_somebody_says_so(house: SmallHouse) -> None:
    house.run(register_place, RegisterPlace(fields=PlaceFields(name="Prato")))
    file = feature(name="Prato", address="via X 1")
    take_answering(house, FeatureAnswer.NEW, file)
    assert sum(row.name == "Prato" for row in house.services.queries.places()) == 2
    assert fates(house, file) == [FeatureFate.SAME]


def test_one_in_doubt_fills_in_what_the_place_lacks(house: SmallHouse) -> None:
    fields = PlaceFields(name="Prato", owner="Città")
    mine = house.run(register_place, RegisterPlace(fields=fields))
    file = feature(name="PRATO", address="via X 1", owner="altri")
    take_answering(house, FeatureAnswer.SAME, file)
    kept = house.services.queries.place(mine)
    assert (kept.name, kept.owner, kept.address, kept.latitude) == ("Prato", "Città", "via X 1", 45.07)
    assert fates(house, file) == [FeatureFate.SAME]
    later = feature(name="PRATO", address="via X 2", owner="altri")
    assert fates(house, later) == [FeatureFate.CHANGED]
    undo_last(house.services.new_unit_of_work())
    assert house.services.queries.place(mine).address == ""


def test_what_stops_the_import_leaves_nothing(house: SmallHouse) -> None:
    before = places(house)

    def step(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    command = ImportPlaces(source="a.geojson", features=[feature(str(n), name=f"N {n}") for n in range(4)])
    with pytest.raises(KeyboardInterrupt):
        house.services.run(import_place_features, command, house.services.matcher, step)
    assert places(house) == before


def test_what_cannot_come_in_is_left_out_with_its_reason(house: SmallHouse) -> None:
    file = (
        feature("1", name="Va bene"),
        feature("1", name="Due volte"),
        feature("2"),
        feature("3", name="Fuori", geometry={"type": "Point", "coordinates": [700, 45]}),
        feature("4", name="x" * 400),
    )
    with house.services.new_unit_of_work() as uow:
        outcomes = preview_places(
            ImportPlaces(source="a.geojson", features=file), uow, house.services.matcher
        )
    assert [one.error.code if one.error else None for one in outcomes] == [
        None,
        ErrorCode.FEATURE_TWICE,
        ErrorCode.REQUIRED,
        ErrorCode.INVALID_GEOMETRY,
        ErrorCode.TOO_LONG,
    ]
    take_in(house, *file)
    assert "Va bene" in places(house)
    assert len(fates(house, *file)) == 5
