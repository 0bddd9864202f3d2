"""The places on the map: the same place selected in list and map, a shape drawn and kept, photos beside it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.place_paper import map_sheet
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.ui.dialogs.map_layers import MapLayersDialog
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

RING = [[7.68, 45.07], [7.681, 45.07], [7.681, 45.071], [7.68, 45.071], [7.68, 45.07]]
SHAPE = {"type": "Polygon", "coordinates": [RING]}


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    def place(name: str, **fields: object) -> str:
        return house.run(register_place, RegisterPlace(fields=PlaceFields(name=name, **fields)))  # type: ignore[arg-type]

    return {
        "nido": place("Cortile del nido", district=8, latitude=45.03, longitude=7.66),
        "orto": place("Orto di prova", district=3, geometry=SHAPE, quarter="Pozzo Strada"),
        "nulla": place("Senza punto"),
    }


@pytest.fixture
def person(house: House, ids: dict[str, str], qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    somebody = Person(page, house, qtbot, doors)
    somebody.open(ids["nido"])
    return somebody


def to_the_map(person: Person) -> None:
    person.press(person.page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert person.page.map.isVisible()
    assert not person.page.table.isVisible()


def draw_square(person: Person) -> None:
    chart = person.page.map.map
    for place in ((200, 150), (260, 150), (260, 210), (200, 210)):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*place))


def test_the_selected_place_is_selected_in_list_and_map(person: Person, ids: dict[str, str]) -> None:
    to_the_map(person)
    desk = person.page.map
    assert desk.facts.text() == "2 luoghi sulla mappa  ·  1 senza un punto"
    assert desk.map.selected() == ids["nido"]
    person.press(desk.map, Qt.Key.Key_Tab)
    person.press(desk.map, Qt.Key.Key_Tab)
    assert person.page.table.selected().id == desk.map.selected()
    person.press(person.page, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert person.page.table.isVisible()


def test_a_click_on_the_map_finds_a_place_that_the_district_hides(
    person: Person, ids: dict[str, str]
) -> None:
    to_the_map(person)
    person.page.filters.choose("district", 3)
    person.look()
    assert [one.id for one in person.page.map.map.marks()] == [ids["orto"]]
    person.page.filter.line.setText("pozzo")
    assert [one.id for one in person.page.map.map.marks()] == [ids["orto"]]
    person.page.filter.line.setText("niente")
    assert person.page.map.map.marks() == ()
    person.page.map.picked.emit(ids["nido"])
    person.look()
    assert person.page.table.selected().id == ids["nido"]


def test_an_area_is_drawn_and_kept_in_one_step(person: Person, ids: dict[str, str]) -> None:
    house = person.house
    before = house.services.queries.place(ids["nulla"])
    person.open(ids["nulla"])
    person.click("Disegna sulla mappa")
    draw_square(person)
    assert person.page.map.bar.words.text().startswith("Area ")
    person.press(person.page.map.map, Qt.Key.Key_Return)
    kept = house.services.queries.place(ids["nulla"])
    assert kept.geometry["type"] == "Polygon"
    assert kept.latitude is not None
    assert not person.page.map.drawing()
    assert person.told() == "Salvato: «Senza punto»"
    undo_last(house.services.new_unit_of_work())
    assert house.services.queries.place(ids["nulla"]) == before


def test_a_shape_is_drawn_by_keyboard_alone(person: Person, ids: dict[str, str]) -> None:
    person.open(ids["nulla"])
    person.button("Disegna sulla mappa")
    person.press(person.page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    chart = person.page.map.map
    person.qtbot.waitUntil(person.page.map.drawing)  # a shortcut presses its button for a moment first
    assert person.page.focusWidget() is chart
    for key in ("Space", "Right", "Space", "Down", "Space", "Left", "Space", "Return"):
        person.press(chart, getattr(Qt.Key, f"Key_{key}"))
    assert len(person.house.services.queries.place(ids["nulla"]).geometry["coordinates"][0]) == 5


def test_escape_leaves_the_place_as_it_was(person: Person, ids: dict[str, str]) -> None:
    before = person.house.services.queries.place(ids["orto"])
    person.open(ids["orto"])
    person.click("Cambia la forma")
    draw_square(person)
    person.press(person.page.map.map, Qt.Key.Key_Escape)
    assert not person.page.map.drawing()
    assert person.house.services.queries.place(ids["orto"]) == before


def test_a_shape_is_taken_away_and_the_point_stays(person: Person, ids: dict[str, str]) -> None:
    person.open(ids["orto"])
    person.click("Cambia la forma")
    person.click("Togli la forma")
    kept = person.house.services.queries.place(ids["orto"])
    assert kept.geometry is None


def test_a_point_drawn_and_coordinates_typed_are_one(person: Person, ids: dict[str, str]) -> None:
    queries = person.house.services.queries
    person.open(ids["nido"])
    person.click("Cambia la forma")
    chart = person.page.map.map
    assert person.page.map.bar.form.value() is FormKind.POINT
    person.press(chart, Qt.Key.Key_Right)
    person.press(chart, Qt.Key.Key_Space)
    person.press(chart, Qt.Key.Key_Return)
    drawn = queries.place(ids["nido"])
    assert drawn.longitude > 7.66
    assert drawn.geometry is None
    person.will(lambda dialog: dialog.latitude.set_text("45.05, 7.61"))
    person.click("Modifica")
    (mark,) = [one for one in queries.place_map().marks if one.id == ids["nido"]]
    assert (mark.latitude, mark.longitude, mark.geometry) == (45.05, 7.61, None)


def test_a_point_that_is_taken_away_is_nowhere(person: Person, ids: dict[str, str]) -> None:
    person.open(ids["nido"])
    person.click("Cambia la forma")
    person.click("Togli la forma")
    kept = person.house.services.queries.place(ids["nido"])
    assert (kept.latitude, kept.longitude) == (None, None)


def test_a_drawing_waits_while_one_looks_at_the_list(person: Person, ids: dict[str, str]) -> None:
    person.open(ids["nulla"])
    person.click("Disegna sulla mappa")
    draw_square(person)
    person.press(person.page.map.map, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert not person.page.map.isVisible()
    to_the_map(person)
    assert len(person.page.map.map.hand.draft.corners) == 4
    person.page.map.keep()
    person.look()
    assert person.house.services.queries.place(ids["nulla"]).geometry is not None


def test_another_kind_of_shape_waits_while_one_is_tried(person: Person, ids: dict[str, str]) -> None:
    person.open(ids["orto"])
    person.click("Cambia la forma")
    bar = person.page.map.bar
    bar.form.set_value(FormKind.LINE)
    assert person.page.map.map.hand.draft.corners == ()
    bar.form.set_value(FormKind.AREA)
    assert len(person.page.map.map.hand.draft.corners) == 4


def test_a_shape_that_the_disk_refuses_stays_under_the_hand(person: Person, ids: dict[str, str]) -> None:
    from cocity_desktop.domain.errors import EnvironmentFault

    person.open(ids["nulla"])
    person.click("Disegna sulla mappa")
    draw_square(person)
    person.house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    person.press(person.page.map.map, Qt.Key.Key_Return)
    assert person.page.map.drawing()
    assert person.house.navigator.failed[-1].code is ErrorCode.DISK_FULL
    person.house.tap.fault = None
    person.press(person.page.map.map, Qt.Key.Key_Return)
    assert person.house.services.queries.place(ids["nulla"]).geometry is not None


# --- ground ---------------------------------------------------------------------------------------------------


def test_a_file_is_added_hidden_and_taken_away_in_the_list_of_layers(
    person: Person, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "circoscrizioni.geojson"
    path.write_text('{"type": "LineString", "coordinates": [[7.6, 45], [7.7, 45.1]]}')
    to_the_map(person)
    person.doors.open_from = path
    layers = person.page.map.layers
    dialog = MapLayersDialog(person.page, layers)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose()
    person.look()
    assert [one.name for one in layers.layers][-1] == "circoscrizioni"
    dialog.list.select(str(path))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not layers.layers[-1].shown
    dialog.away.click()
    assert len(layers.layers) == 1
    broken = tmp_path / "rotta.pmtiles"
    broken.write_bytes(b"PMTiles\x03")
    person.doors.open_from = broken
    dialog.choose()
    person.look()
    assert "ne manca un pezzo" in dialog.fault.text()
    assert len(layers.layers) == 1


# --- paper ----------------------------------------------------------------------------------------------------


def test_the_map_is_kept_as_pdf_with_what_the_window_shows(
    person: Person, ids: dict[str, str], tmp_path: Path
) -> None:
    to_the_map(person)
    person.doors.save_to = tmp_path / "mappa.pdf"
    person.click("Salva la mappa in PDF")
    assert (tmp_path / "mappa.pdf").read_bytes().startswith(b"%PDF")
    assert person.told() == f"Mappa salvata in {tmp_path / 'mappa.pdf'}"


def test_only_places_in_the_window_go_on_paper(person: Person, ids: dict[str, str]) -> None:
    services = person.house.services
    marks = services.queries.place_map().marks
    assert {one.name for one in map_sheet(services, marks).marks} == {"Cortile del nido", "Orto di prova"}
    near = map_sheet(services, marks, bounds=Bounds(7.65, 45.02, 7.67, 45.04))
    assert [one.name for one in near.marks] == ["Cortile del nido"]


# --- photos ---------------------------------------------------------------------------------------------------


def photo(path: Path) -> Path:
    """A JPEG that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Telefono di Ada"
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (10, 120, 60)).save(buffer, "JPEG", exif=exif)
    path.write_bytes(buffer.getvalue())
    return path


def attached(person: Person, place: str) -> list[tuple[str, str]]:
    return [(one.name, one.role) for one in person.house.services.queries.place(place).attachments]


def drop(person: Person, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    person.page.pane.dropEvent(event)
    person.look()


def test_photos_that_are_dropped_lose_their_metadata_and_plans_are_plans(
    person: Person, ids: dict[str, str], tmp_path: Path
) -> None:
    plan = tmp_path / "pianta.pdf"
    plan.write_bytes(b"%PDF-1.7")
    drop(person, photo(tmp_path / "cortile.jpg"), plan)
    assert attached(person, ids["nido"]) == [
        ("cortile.jpg", AttachmentRole.PHOTO),
        ("pianta.pdf", AttachmentRole.SITE_PLAN),
    ]
    kept = person.house.services.queries.place(ids["nido"]).attachments[0]
    assert b"Telefono" not in person.house.services.read_bytes(kept.sha256)
    assert len(person.page.pane.findChild(PhotoStrip).photos()) == 2


def test_a_picture_is_pasted_and_a_chosen_plan_keeps_its_role(
    person: Person, ids: dict[str, str], tmp_path: Path, qapp: object
) -> None:
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    QGuiApplication.clipboard().setImage(image)
    person.page.pane.asked.emit("paste", person.house.services.queries.place(ids["nido"]), None)
    person.look()
    person.doors.open_from = photo(tmp_path / "pianta.png")
    person.click("Aggiungi una planimetria")
    roles = [role for _name, role in attached(person, ids["nido"])]
    assert roles == [AttachmentRole.PHOTO, AttachmentRole.SITE_PLAN]


def test_what_is_no_picture_is_said_and_the_others_come_in(
    person: Person, ids: dict[str, str], tmp_path: Path
) -> None:
    wrong = tmp_path / "testo.jpg"
    wrong.write_text("ciao")
    drop(person, wrong, photo(tmp_path / "cortile.jpg"))
    assert person.house.navigator.failed[-1].code is ErrorCode.PHOTO_UNREADABLE
    assert len(attached(person, ids["nido"])) == 1


def test_a_photo_is_opened_by_enter_and_taken_away_by_delete(
    person: Person, ids: dict[str, str], tmp_path: Path
) -> None:
    drop(person, photo(tmp_path / "cortile.jpg"))
    strip = person.page.pane.findChild(PhotoStrip)
    strip.setCurrentIndex(strip.model().index(0, 0))
    QTest.keyClick(strip, Qt.Key.Key_Return)
    person.look()
    assert person.doors.opened[-1].photo.name == "cortile.jpg"
    person.doors.opened[-1].deleteLater()
    QTest.keyClick(strip, Qt.Key.Key_Delete)
    person.look()
    assert attached(person, ids["nido"]) == []
    undo_last(person.house.services.new_unit_of_work())
    assert len(attached(person, ids["nido"])) == 1
