"""A point and an area drawn and edited with keys alone, from the list and back to it: no click, no drag, nothing called by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.ui.pages.places.page import PlacesPage
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


class Keys(Person):
    """Presses keys where the focus is, as a keyboard does."""

    def type(self, *keys: str) -> None:
        for chord in keys:
            *modifiers, name = chord.split("+")
            held = Qt.KeyboardModifier.NoModifier
            for one in modifiers:
                held |= getattr(Qt.KeyboardModifier, f"{one}Modifier")
            # Looked up anew: a key may have moved the focus.
            QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{name}"), held)
            self.look()


@pytest.fixture
def place(house: House) -> str:
    return house.run(register_place, RegisterPlace(fields=PlaceFields(name="Orto di prova")))


@pytest.fixture
def hand(house: House, place: str, qtbot: QtBot, doors: AnsweringDoors) -> Keys:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    somebody = Keys(page, house, qtbot, doors)
    somebody.open(place)
    page.table.setFocus()
    somebody.button("Disegna sulla mappa")
    return somebody


def begin(hand: Keys) -> None:
    """Ctrl+D, and the keyboard is on the map.

    A shortcut presses its button for a moment; when the pane is told anew in that moment (it is, after a change), the
    press is lost, and a person presses again.
    """

    def begun() -> bool:
        if not hand.page.map.drawing() and len(drawers(hand)) == 1 and not drawers(hand)[0].isDown():
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        return bool(hand.page.map.drawing() and hand.page.map.map.hasFocus())

    hand.qtbot.waitUntil(begun)


def drawers(hand: Keys) -> list[QAbstractButton]:
    """The buttons that begin a drawing."""
    names = ("Disegna sulla mappa", "Cambia la forma")
    buttons = hand.page.pane.findChildren(QAbstractButton)
    return [one for one in buttons if one.accessibleName() in names]


def geometry(hand: Keys, place: str) -> dict[str, object] | None:
    return hand.house.services.queries.place(place).geometry


def corners(hand: Keys, place: str) -> list[list[float]]:
    kept = geometry(hand, place)
    assert kept is not None
    return kept["coordinates"][0]  # type: ignore[index]


def test_a_point_is_drawn_and_then_moved(hand: Keys, place: str) -> None:
    begin(hand)
    hand.type("P", "Space", "Return")
    first = hand.house.services.queries.place(place)
    assert (first.latitude is not None, first.geometry) == (True, None)
    assert not hand.page.map.drawing()
    begin(hand)
    hand.type("Tab", "Right", "Right", "Shift+Up", "Return")
    moved = hand.house.services.queries.place(place)
    assert moved.longitude > first.longitude
    assert moved.latitude > first.latitude


def test_an_area_is_drawn_changed_and_taken_back(hand: Keys, place: str) -> None:
    begin(hand)
    hand.type("A", "Space", "Right", "Space", "Down", "Space", "Return")
    drawn = corners(hand, place)
    assert len(drawn) == 4
    begin(hand)
    # The second corner, one after it, moved; the last step back; then the first one away.
    hand.type("Tab", "Tab", "I", "Right", "Down", "Control+Z", "Return")
    grown = corners(hand, place)
    assert len(grown) == 5
    assert all(corner in grown for corner in drawn)
    begin(hand)
    hand.type("Tab", "Delete", "Return")
    assert len(corners(hand, place)) == 4


def test_a_letter_changes_what_is_drawn_and_what_was_drawn_waits(hand: Keys, place: str) -> None:
    begin(hand)
    hand.type("L", "Space", "Right", "Space", "A", "Space", "L", "Return")
    kept = geometry(hand, place)
    assert kept is not None
    assert (kept["type"], len(kept["coordinates"])) == ("LineString", 2)  # type: ignore[arg-type]


def test_the_map_follows_the_corner_that_keys_move(hand: Keys) -> None:
    begin(hand)
    hand.type("A", "Space", "Right", "Space", "Down", "Space", "Tab")
    chart = hand.page.map.map
    hand.type(*["Left"] * 90)
    at = chart.view.to_screen(*chart.hand.draft.corners[chart.hand.draft.chosen])
    assert 0 < at[0] < chart.width()
    assert 0 < at[1] < chart.height()


def test_the_chosen_corner_is_told_to_those_who_do_not_see_it(hand: Keys) -> None:
    begin(hand)
    hand.type("A", "Space", "Right", "Space", "Down", "Space", "Tab", "Tab")
    assert hand.page.map.map.accessibleDescription().startswith("Vertice 2 di 3, Area ")


def test_escape_leaves_all_as_it_was_and_the_keyboard_stays_on_the_map(hand: Keys, place: str) -> None:
    begin(hand)
    hand.type("P", "Space", "Escape")
    kept = hand.house.services.queries.place(place)
    assert (kept.latitude, kept.geometry) == (None, None)
    assert hand.page.map.map.hasFocus()


def test_a_shape_is_taken_away_by_keys(hand: Keys, place: str) -> None:
    begin(hand)
    hand.type("A", "Space", "Right", "Space", "Down", "Space", "Return")
    begin(hand)
    button = hand.page.map.bar.clear
    for _step in range(12):
        if QApplication.focusWidget() is button:
            break
        hand.type("Backtab")
    assert QApplication.focusWidget() is button
    hand.type("Space")
    hand.qtbot.waitUntil(lambda: geometry(hand, place) is None)
