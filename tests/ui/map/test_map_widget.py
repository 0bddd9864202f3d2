"""The map by mouse and by keyboard: moved, zoomed, walked from sign to sign, drawn on, told to screen readers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.views.place_map import PlaceMark, PlaceStanding
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.mapping.files import LocalMapFiles
from cocity_desktop.ui.map.draft import ShapeDraft, draft_of
from cocity_desktop.ui.map.ground import GroundSquares, painted
from cocity_desktop.ui.map.layers import PREFERENCE, MapLayers
from cocity_desktop.ui.map.map_widget import MapWidget
from cocity_desktop.ui.map.painters import bounded_image, painter_of
from cocity_desktop.ui.map.picture import Taken
from cocity_desktop.ui.map.signs import Signs, next_sign
from cocity_desktop.ui.theme import tokens
from tests.mapping.files import PNG, mbtiles, vector_tile
from tests.ui.fakes import RESOURCES, MemoryPreferences, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FILES = LocalMapFiles(RESOURCES)


def mark(key: str, longitude: float, latitude: float, **more: object) -> PlaceMark:
    standing = more.pop("standing", PlaceStanding.NONE)
    geometry = more.pop("geometry", None)
    return PlaceMark(
        key, f"Luogo {key}", "via X", "", 1, PlaceNature.TANGIBLE, standing, longitude, latitude, geometry
    )  # type: ignore[arg-type]


MARKS = [mark("nord", 7.68, 45.12), mark("centro", 7.68, 45.07), mark("sud", 7.68, 45.03)]


@pytest.fixture
def widget(lanes: Lanes, qtbot: QtBot) -> Iterator[MapWidget]:
    with speaking("it"):
        holder = QWidget()
        before, after = QLineEdit(), QLineEdit()
        made = MapWidget(GroundSquares(holder))
        layout = QVBoxLayout(holder)
        for one in (before, made, after):
            layout.addWidget(one)
        qtbot.addWidget(holder)
        holder.resize(800, 600)
        made.set_marks(MARKS)
        holder.show()
        qtbot.waitUntil(lambda: made.width() > 500)
        holder.activateWindow()
        made.setFocus(Qt.FocusReason.TabFocusReason)
        yield made
        lanes.close()


def at(widget: MapWidget, one: PlaceMark) -> QPoint:
    x, y = widget.view.to_screen(one.longitude, one.latitude)
    return QPoint(round(x), round(y))


def press(widget: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key, modifier)


def click(widget: MapWidget, place: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place)


def test_it_begins_with_every_place_in_the_window(widget: MapWidget) -> None:
    for one in MARKS:
        assert widget.rect().contains(at(widget, one))


def test_a_drag_moves_the_ground_with_the_hand(widget: MapWidget) -> None:
    before = widget.view.to_ground(300, 200)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, NONE, QPoint(300, 200))
    QTest.mouseMove(widget, QPoint(330, 220))
    widget.mouseMoveEvent(drag(widget, QPointF(360, 260)))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, QPoint(360, 260))
    assert widget.view.to_ground(360, 260) == pytest.approx(before)
    assert widget.selected() is None


def drag(widget: MapWidget, place: QPointF):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), left, left, NONE)


def test_the_wheel_zooms_under_the_pointer(widget: MapWidget) -> None:
    place = QPointF(100, 100)
    before, zoom = widget.view.to_ground(100, 100), widget.view.zoom
    wheel = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    widget.wheelEvent(wheel)
    assert widget.view.zoom == zoom + 0.5
    assert widget.view.to_ground(100, 100) == pytest.approx(before)


def test_keys_move_zoom_and_show_all(widget: MapWidget) -> None:
    start = widget.view
    press(widget, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert widget.view.x > start.x
    assert widget.view.y > start.y
    press(widget, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
    assert widget.view.zoom == start.zoom + 0.5
    press(widget, Qt.Key.Key_0)
    assert (widget.view.x, widget.view.y, widget.view.zoom) == (start.x, start.y, start.zoom)


def test_tab_walks_the_signs_then_leaves(widget: MapWidget, qtbot: QtBot) -> None:
    picked: list[str] = []
    widget.picked.connect(picked.append)
    press(widget, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert picked == ["nord", "centro", "sud"]
    assert widget.hasFocus()
    press(widget, Qt.Key.Key_Tab)
    assert not widget.hasFocus()


def test_control_and_an_arrow_go_to_the_nearest_that_way_and_enter_opens(
    widget: MapWidget, qtbot: QtBot
) -> None:
    widget.select("centro")
    press(widget, Qt.Key.Key_Down, modifier=CONTROL)
    assert widget.selected() == "sud"
    with qtbot.waitSignal(widget.opened) as opened:
        press(widget, Qt.Key.Key_Return)
    assert opened.args == ["sud"]


def test_a_click_selects_and_a_double_click_opens(widget: MapWidget, qtbot: QtBot) -> None:
    click(widget, at(widget, MARKS[1]))
    assert widget.selected() == "centro"
    with qtbot.waitSignal(widget.opened) as opened:
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NONE, at(widget, MARKS[0]))
    assert opened.args == ["nord"]


def test_the_selected_place_is_told_to_screen_readers(widget: MapWidget) -> None:
    assert widget.accessibleDescription() == "3 luoghi sulla mappa"
    widget.select("sud")
    assert widget.accessibleDescription() == "Luogo sud, via X, ancora nessun percorso"


def test_signs_that_would_cover_each_other_become_one_with_their_number(widget: MapWidget) -> None:
    widget.set_marks([mark(str(n), 7.68 + n * 1e-5, 45.07) for n in range(5)] + [MARKS[0]])
    widget.view = widget.view.centred(7.68, 45.09)
    sizes = sorted(len(sign.marks) for sign in widget._signs.seen(widget.view))
    assert sizes == [1, 5]
    widget.select("3")
    assert widget.accessibleDescription().endswith("5 luoghi vicini tra loro")


def test_every_place_stands_in_exactly_one_sign_at_every_zoom() -> None:
    marks = [mark(str(n), 7.6 + (n * 37 % 101) / 1000, 45.0 + (n * 53 % 97) / 1000) for n in range(300)]
    signs = Signs(marks)
    view = MapView(0.5, 0.5, 10, 4000, 4000)
    for half in range(16, 38):
        here = view.centred(7.65, 45.05)
        here = type(here)(here.x, here.y, half / 2, 60_000, 60_000)
        found = [one.id for sign in signs.seen(here) for one in sign.marks]
        assert len(found) == len(set(found))
        for sign in signs.seen(here)[:5]:
            assert signs.of(sign.key, half / 2) == sign


def test_the_walk_starts_at_the_end_that_it_comes_from() -> None:
    signs = Signs(MARKS).seen(MapView(0.52133, 0.3594, 11, 800, 800))
    assert next_sign(signs, None, forwards=True).key == "nord"
    assert next_sign(signs, None, forwards=False).key == "sud"
    assert next_sign(signs, signs[0], forwards=False) is None


def test_names_take_their_room() -> None:
    taken = Taken()
    taken.take(QRectF(0, 0, 100, 20))
    assert not taken.free(QRectF(90, 10, 100, 20))
    assert taken.free(QRectF(101, 0, 100, 20))


# --- drawing --------------------------------------------------------------------------------------------------


def test_an_area_is_drawn_by_clicks_and_finished_by_enter(widget: MapWidget, qtbot: QtBot) -> None:
    hand = widget.begin(ShapeDraft(FormKind.AREA))
    for place in ((100, 100), (200, 100), (200, 200)):
        click(widget, QPoint(*place))
    assert hand.draft.complete
    with qtbot.waitSignal(hand.finished):
        press(widget, Qt.Key.Key_Return)
    ring = hand.draft.geometry()["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 4


def test_an_area_is_drawn_by_keyboard_alone(widget: MapWidget) -> None:
    hand = widget.begin(ShapeDraft(FormKind.AREA))
    press(widget, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert hand.draft.complete
    before = hand.draft.corners
    press(widget, Qt.Key.Key_Tab, Qt.Key.Key_Left)
    assert hand.draft.chosen == 0
    assert hand.draft.corners[0][0] < before[0][0]
    press(widget, Qt.Key.Key_Delete)
    assert hand.draft.corners == before[1:]
    press(widget, Qt.Key.Key_Z, modifier=CONTROL)
    press(widget, Qt.Key.Key_Z, modifier=CONTROL)
    assert hand.draft.corners == before


def test_a_corner_is_pulled_and_one_pull_is_one_step_back(widget: MapWidget) -> None:
    corners = tuple(widget.view.to_ground(x, y) for x, y in ((100, 100), (300, 100), (200, 250)))
    hand = widget.begin(ShapeDraft(FormKind.AREA, corners))
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, NONE, QPoint(100, 100))
    for step in range(1, 5):
        widget.mouseMoveEvent(drag(widget, QPointF(100 + 10 * step, 100)))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, QPoint(140, 100))
    assert widget.view.to_screen(*hand.draft.corners[0]) == pytest.approx((140, 100), abs=0.5)
    hand.undo()
    assert hand.draft.corners == corners


def test_a_middle_pulled_out_becomes_a_corner(widget: MapWidget) -> None:
    corners = tuple(widget.view.to_ground(x, y) for x, y in ((100, 100), (300, 100)))
    hand = widget.begin(ShapeDraft(FormKind.LINE, corners))
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, NONE, QPoint(200, 100))
    widget.mouseMoveEvent(drag(widget, QPointF(200, 160)))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, NONE, QPoint(200, 160))
    assert len(hand.draft.corners) == 3
    hand.undo()
    assert len(hand.draft.corners) == 2


def test_escape_leaves_the_drawing(widget: MapWidget, qtbot: QtBot) -> None:
    hand = widget.begin(ShapeDraft(FormKind.POINT))
    with qtbot.waitSignal(hand.left):
        press(widget, Qt.Key.Key_Escape)


@pytest.mark.parametrize("form", list(FormKind))
def test_a_draft_comes_back_as_the_shape_that_it_was(form: FormKind) -> None:
    draft = ShapeDraft(form, ((7.0, 45.0), (7.1, 45.0), (7.1, 45.1))[: 1 if form is FormKind.POINT else 3])
    geometry = draft.geometry()
    assert draft_of(json.loads(json.dumps(geometry))).geometry() == geometry


def test_shapes_of_several_parts_are_not_drawn_over() -> None:
    hole = [[0, 0], [9, 0], [9, 9], [0, 0]], [[4, 2], [5, 2], [5, 3], [4, 2]]
    assert draft_of({"type": "Polygon", "coordinates": list(hole)}) is None
    assert draft_of({"type": "MultiPolygon", "coordinates": [[hole[0]]]}) is None


# --- ground ---------------------------------------------------------------------------------------------------


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, 256, 4) for y in range(0, 256, 4)}


def test_shapes_are_painted_in_the_inks_of_the_scheme(themed_app: QApplication) -> None:
    painter = painter_of(FILES.built_in())
    square = (22, 1067, 735)
    light = colours(painted([painter], square, 1.0))
    tokens.use("dark")
    dark = colours(painted([painter], square, 1.0))
    assert tokens.LIGHT["surface"].lower() in light
    assert tokens.DARK["surface"].lower() in dark
    assert {one.words for one in painter.labels} >= {"Torino"}


def test_pictures_and_vector_tiles_are_painted(themed_app: QApplication, tmp_path: Path) -> None:
    pictures = painter_of(FILES.open(mbtiles(tmp_path / "a.mbtiles", {(0, 0, 0): PNG})))
    assert not bounded_image(PNG).isNull()
    assert "#2080d0" in colours(painted([pictures], (2, 0, 0), 1.0))
    meadow = vector_tile([(0, 0), (4096, 0), (4096, 4096), (0, 4096)])
    vector = painter_of(FILES.open(mbtiles(tmp_path / "b.mbtiles", {(0, 0, 0): meadow})))
    assert tokens.LIGHT["success_bg"].lower() in colours(painted([vector], (2, 0, 0), 1.0))


def test_a_picture_of_absurd_size_is_not_opened(themed_app: QApplication) -> None:
    image = QImage(4000, 4000, QImage.Format.Format_Mono)
    from PySide6.QtCore import QBuffer

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    assert bounded_image(bytes(buffer.data().data())).isNull()


@pytest.fixture
def layers(lanes: Lanes, themed_app: QApplication) -> Iterator[MapLayers]:
    with speaking("it"):
        yield MapLayers(FILES, MemoryPreferences())
        lanes.close()


def test_layers_are_remembered_with_their_order_and_whether_they_are_shown(
    layers: MapLayers, lanes: Lanes, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mia.geojson"
    path.write_text('{"type": "Point", "coordinates": [7.6, 45]}')
    layers.load()
    layers.add(path, pytest.fail)
    qtbot.waitUntil(lanes.idle)
    assert [one.name for one in layers.layers] == ["Confini dei comuni intorno a Torino", "mia"]
    assert len(layers.squares.painters) == 2
    layers.move(str(path), -1)
    layers.show_layer("built-in", False)
    again = MapLayers(FILES, layers._preferences)
    again.load()
    qtbot.waitUntil(lanes.idle)
    assert [(one.name, one.shown) for one in again.layers] == [
        ("mia", True),
        ("Confini dei comuni intorno a Torino", False),
    ]
    assert len(again.squares.painters) == 1


def test_a_file_that_is_gone_or_changed_says_so(
    layers: MapLayers, lanes: Lanes, qtbot: QtBot, tmp_path: Path
) -> None:
    gone, other = tmp_path / "via.geojson", tmp_path / "altra.geojson"
    for path in (gone, other):
        path.write_text('{"type": "Point", "coordinates": [7.6, 45]}')
        layers.add(path, pytest.fail)
        qtbot.waitUntil(lanes.idle)
    gone.unlink()
    other.write_text('{"type": "Point", "coordinates": [7.6, 45.5]}')
    again = MapLayers(FILES, layers._preferences)
    again.load()
    qtbot.waitUntil(lanes.idle)
    lost, changed = again.layers[-2:]
    assert "via.geojson" in lost.fault
    assert (changed.fault, changed.changed) == ("", True)


def test_preferences_that_make_no_sense_leave_the_borders(
    lanes: Lanes, qtbot: QtBot, themed_app: QApplication
) -> None:
    preferences = MemoryPreferences()
    preferences.set(PREFERENCE, [3, {"path": 7}, {"path": "/non/c'è.geojson", "shown": True}])
    found = MapLayers(FILES, preferences)
    found.load()
    qtbot.waitUntil(lanes.idle)
    assert [bool(one.fault) for one in found.layers] == [False, True]
    lanes.close()


def test_a_frame_is_drawn_with_and_without_ground(widget: MapWidget) -> None:
    image = QImage(widget.size(), QImage.Format.Format_ARGB32)
    shape = {"type": "MultiPolygon", "coordinates": [[[[7.6, 45], [7.7, 45], [7.7, 45.1], [7.6, 45]]]]}
    widget.set_marks([*MARKS, mark("area", 7.66, 45.05, geometry=shape, standing=PlaceStanding.IN_FORCE)])
    painter = QPainter(image)
    widget.draw(painter)
    painter.end()
    assert len({image.pixelColor(x, y).name() for x in range(0, 700, 5) for y in range(0, 400, 5)}) > 4
