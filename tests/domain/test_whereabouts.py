"""A point is written down once: as coordinates, whoever tells it and however."""

from __future__ import annotations

import itertools

from cocity_desktop.domain.places import Whereabouts, settled

POINT = {"type": "Point", "coordinates": [7.6, 45.0]}
OTHER = {"type": "Point", "coordinates": [7.7, 45.1]}
AREA = {"type": "Polygon", "coordinates": [[[7.6, 45.0], [7.7, 45.0], [7.7, 45.1], [7.6, 45.0]]]}


def test_a_point_becomes_coordinates() -> None:
    assert settled(Whereabouts(None, None, POINT)) == Whereabouts(45.0, 7.6, None)


def test_a_new_point_moves_the_coordinates() -> None:
    before = Whereabouts(45.0, 7.6, None)
    assert settled(Whereabouts(45.0, 7.6, OTHER), before) == Whereabouts(45.1, 7.7, None)


def test_retyped_coordinates_move_an_old_point() -> None:
    before = Whereabouts(45.0, 7.6, POINT)
    assert settled(Whereabouts(45.2, 7.8, POINT), before) == Whereabouts(45.2, 7.8, None)
    assert settled(Whereabouts(None, None, POINT), before) == Whereabouts(None, None, None)


def test_an_old_point_without_coordinates_is_not_lost_by_an_edit_elsewhere() -> None:
    before = Whereabouts(None, None, POINT)
    assert settled(Whereabouts(None, None, POINT), before) == Whereabouts(45.0, 7.6, None)
    assert settled(Whereabouts(45.2, 7.8, POINT), before) == Whereabouts(45.2, 7.8, None)


def test_an_area_and_its_sign_are_two_things() -> None:
    assert settled(Whereabouts(45.2, 7.8, AREA)) == Whereabouts(45.2, 7.8, AREA)


def test_whatever_comes_no_point_is_kept_twice_and_settling_again_changes_nothing() -> None:
    coordinates = [(None, None), (45.0, 7.6), (45.2, 7.8)]
    every = [
        Whereabouts(*at, shape) for at, shape in itertools.product(coordinates, (None, POINT, OTHER, AREA))
    ]
    for told, before in itertools.product(every, [None, *every]):
        kept = settled(told, before)
        assert kept.geometry in (None, AREA)
        assert settled(kept, kept) == settled(kept) == kept
