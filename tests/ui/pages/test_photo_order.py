"""The order of a place's photos, by keys and by dragging: the first one leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.ui.models.photo_strip import PhotoStrip
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


@pytest.fixture
def place(house: House) -> str:
    return house.run(register_place, RegisterPlace(fields=PlaceFields(name="Cortile")))


@pytest.fixture
def person(house: House, place: str, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path) -> Person:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    somebody = Person(page, house, qtbot, doors)
    somebody.open(place)
    files = [tmp_path / f"{name}.jpg" for name in "abc"]
    for shade, file in enumerate(files):
        Image.new("RGB", (8, 6), (shade * 90, 0, 0)).save(file)
    page.pictures.take(place, files)
    somebody.look()
    return somebody


def strip_of(person: Person) -> PhotoStrip:
    """The one on show: the pane makes it anew after each change."""

    def visible() -> list[PhotoStrip]:
        return [one for one in person.page.pane.findChildren(PhotoStrip) if one.isVisibleTo(person.page)]

    person.qtbot.waitUntil(lambda: len(visible()) == 1)
    return visible()[0]


def shown(person: Person) -> str:
    return "".join(one.name[0] for one in strip_of(person).photos())


def test_photos_are_moved_with_control_and_the_arrows_and_the_keys_stay_on_them(person: Person) -> None:
    strip_of(person).setFocus()
    strip_of(person).setCurrentIndex(strip_of(person).model().index(2, 0))
    for expected in ("acb", "cab"):
        QTest.keyClick(strip_of(person), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
        person.look()
        person.qtbot.waitUntil(lambda: strip_of(person).hasFocus())
        assert shown(person) == expected
    assert person.told() == "Prima ora: «c.jpg»"
    QTest.keyClick(strip_of(person), Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    person.look()
    assert shown(person) == "cab", "the first one has nowhere to go"
    undo_last(person.house.services.new_unit_of_work())
    person.page.refresh()
    person.look()
    assert shown(person) == "acb"


def test_a_photo_is_dragged_before_another_and_esc_gives_up(person: Person) -> None:
    left = Qt.MouseButton.LeftButton

    def drag(number: int, to: QPoint, *, give_up: bool = False) -> None:
        strip = strip_of(person)
        port = strip.viewport()
        start = strip.visualRect(strip.model().index(number, 0)).center()
        QTest.mousePress(port, left, pos=start)
        held = QMouseEvent(
            QMouseEvent.Type.MouseMove,
            QPointF(to),
            QPointF(port.mapToGlobal(to)),
            left,
            left,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(port, held)
        if give_up:
            QTest.keyClick(strip, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, left, pos=to)
        person.look()

    def left_edge(number: int) -> QPoint:
        strip = strip_of(person)
        place = strip.visualRect(strip.model().index(number, 0))
        return QPoint(place.left() + 2, place.center().y())

    drag(2, left_edge(0))
    assert shown(person) == "cab"
    strip = strip_of(person)
    last = strip.visualRect(strip.model().index(2, 0))
    drag(0, QPoint(last.right() - 1, last.center().y()))
    assert shown(person) == "abc"
    drag(2, left_edge(0), give_up=True)
    assert shown(person) == "abc"
    assert person.doors.opened == [], "a drag does not open what it drags"
