"""Places from a map file in the window: tried first, in doubt asked about, one change; dropped, chosen or by Ctrl+K."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate
from cocity_desktop.ui.pages.places.page import PlacesPage
from tests.mapping.files import PNG, mbtiles
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.map_places import MapPlacesDialog
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        made.run(register_place, RegisterPlace(fields=PlaceFields(name="Prato", owner="Città")))
        yield made
        lanes.close()


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    somebody = Person(page, house, qtbot, doors)
    somebody.open()
    return somebody


def write(path: Path, *names: str) -> Path:
    features = [
        {
            "type": "Feature",
            "id": number,
            "properties": {"nome": name, "indirizzo": f"via Esempio {number}"},
            "geometry": {"type": "Point", "coordinates": [round(7.6 + number / 100, 4), 45.05]},
        }
        for number, name in enumerate(names, 1)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def drop(person: Person, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    desk = person.page.map
    told: list[Path] = []
    desk.given.connect(told.append)
    desk.dropEvent(event)
    person.qtbot.waitUntil(lambda: len(told) == len(files))
    person.look()


def answering(person: Person, act: Callable[[MapPlacesDialog], object]) -> None:
    """The dialog that opens is shown, read, and answered by `act`."""

    def answer(dialog: Any) -> bool:
        dialog.show()
        dialog.activateWindow()
        ready(person, dialog)
        act(dialog)
        person.look()
        return dialog.changes is not None

    person.doors.answer = answer


def send(person: Person, dialog: MapPlacesDialog) -> None:
    dialog.primary.click()
    person.qtbot.waitUntil(lambda: dialog.changes is not None)


def names(person: Person) -> list[str]:
    return sorted(one.name for one in person.house.services.queries.places())


def ready(person: Person, dialog: Any) -> None:
    person.qtbot.waitUntil(lambda: bool(dialog._outcomes) or not dialog.fault.isHidden())


def test_a_file_that_is_dropped_on_the_map_is_tried_and_taken_in_at_once(
    person: Person, tmp_path: Path
) -> None:
    seen: dict[str, Any] = {}

    def look(dialog: MapPlacesDialog) -> None:
        seen["summary"] = dialog.summary.text()
        seen["first"] = dialog.table.selected()
        seen["button"] = dialog.primary.text()
        seen["because"] = dialog.because.text()
        send(person, dialog)

    before = names(person)
    answering(person, look)
    drop(person, write(tmp_path / "luoghi.geojson", "Prato", "Aiuole", ""))
    assert seen["summary"] == "1 luogo nuovo, 1 in dubbio, 1 lasciato fuori"
    assert (seen["first"].fate, seen["first"].like) == (FeatureFate.DOUBTFUL, "Prato")
    assert seen["because"].startswith("Si assomigliano: stesso nome")
    assert seen["button"] == "Prendi 1 luogo"
    assert names(person) == ["Aiuole", "Prato"]
    assert person.told() == "Presi i luoghi di «luoghi.geojson»"
    assert [one.name for one in person.page.map.map.marks()] == ["Aiuole"]
    undo_last(person.house.services.new_unit_of_work())
    assert names(person) == before


def test_one_in_doubt_is_answered_by_keyboard(person: Person, tmp_path: Path) -> None:
    def answer(dialog: MapPlacesDialog) -> None:
        person.qtbot.waitUntil(dialog.table.grid.hasFocus)
        QTest.keyClick(dialog.table.grid, Qt.Key.Key_Return)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
        assert dialog.answer.value() is FeatureAnswer.SAME
        assert dialog.primary.text() == "Prendi 1 luogo"
        send(person, dialog)

    person.doors.open_from = write(tmp_path / "luoghi.json", "Prato")
    answering(person, answer)
    person.page.open(from_map="1")
    person.look()
    person.qtbot.waitUntil(person.page.map.isVisible)
    person.look()
    (place,) = person.house.services.queries.places()
    kept = person.house.services.queries.place(place.id)
    assert (kept.owner, kept.address, kept.longitude) == ("Città", "via Esempio 1", 7.61)


def test_the_same_file_again_has_nothing_to_take_in(person: Person, tmp_path: Path) -> None:
    file = write(tmp_path / "luoghi.geojson", "Aiuole")
    answering(person, lambda dialog: send(person, dialog))
    drop(person, file)
    said: list[tuple[str, bool]] = []

    def look(dialog: MapPlacesDialog) -> None:
        said.append((dialog.primary.text(), dialog.primary.isEnabled()))
        dialog.reject()

    answering(person, look)
    drop(person, file)
    assert said == [("Niente da prendere", False)]


def test_a_file_that_is_none_is_told_in_words(person: Person, tmp_path: Path) -> None:
    file = tmp_path / "rotto.geojson"
    file.write_text("{", encoding="utf-8")
    said: list[str] = []

    def look(dialog: MapPlacesDialog) -> None:
        said.append(dialog.fault.text())
        assert not dialog.primary.isEnabled()
        dialog.reject()

    answering(person, look)
    drop(person, file)
    assert said and "rotto.geojson" in said[0]  # noqa: PT018
    assert names(person) == ["Prato"]


def test_what_runs_is_stopped_and_leaves_nothing(person: Person, tmp_path: Path) -> None:
    file = write(tmp_path / "luoghi.geojson", *(f"Luogo {n}" for n in range(60)))

    def stop(dialog: MapPlacesDialog) -> None:
        dialog.accept()
        dialog.reject()
        person.qtbot.waitUntil(lambda: not dialog.isVisible() or dialog.changes is not None)
        assert dialog.changes is None

    answering(person, stop)
    drop(person, file)
    assert names(person) == ["Prato"]


def test_tiles_that_are_dropped_become_ground(person: Person, tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "mappa.mbtiles", {(0, 0, 0): PNG})
    drop(person, path)
    person.look()
    person.qtbot.waitUntil(lambda: len(person.page.map.layers.shown()) == 2)


def test_a_file_of_places_may_be_ground_instead(person: Person, tmp_path: Path) -> None:
    def lay(dialog: MapPlacesDialog) -> None:
        dialog.ground.click()

    answering(person, lay)
    drop(person, write(tmp_path / "luoghi.geojson", "Aiuole"))
    person.qtbot.waitUntil(lambda: len(person.page.map.layers.shown()) == 2)
    assert names(person) == ["Prato"]
