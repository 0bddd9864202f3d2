"""Lines on disk under the hand: split, join, move, locate, photos, the trash; by keyboard, each one step back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.dialogs.base import Doors, replace_doors
from cocity_desktop.ui.pages.meeting.entry_sheets import likely_split
from cocity_desktop.ui.pages.meeting.map_points import Point, read_point, write_point
from cocity_desktop.ui.pages.meeting.page import MeetingPage
from cocity_desktop.ui.widgets.date_reading import Unreadable
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QMenu
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
ITEMS = (NewItem(title="Uso del cortile", planned_minutes=15), NewItem(title="Orto", planned_minutes=20))
SAID = ("Il cancello resta chiuso. Si entra dal pedonale.", "Chi ha le chiavi?", "Fa freddo")


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, themed_app: QApplication, qtbot: QtBot) -> MeetingPage:
    command = ScheduleMeeting(
        process_id=house.process_id, title="Secondo tavolo", starts_at=house.clock.now(), items=ITEMS
    )
    meeting_id = house.run(schedule_meeting, command)
    made = MeetingPage(house.context)
    qtbot.addWidget(made)
    made.resize(1310, 684)
    made.show()
    made.open(meeting_id)
    qtbot.waitUntil(lambda: made.meeting is not None and made._running() is not None)
    for text in SAID:
        house.run(capture_entry, CaptureEntry(meeting_id=meeting_id, text=text))
    made.refresh()
    qtbot.waitUntil(lambda: texts(made) == list(SAID))
    return made


def texts(page: MeetingPage) -> list[str]:
    return [line.row.text for line in page.speech.list.entries.lines()]


def on(page: MeetingPage, row: int) -> None:
    """The keyboard on a line."""
    page.speech.list.setFocus()
    page.speech.list.setCurrentIndex(page.speech.list.entries.index(row, 0))


def press(qtbot: QtBot, page: MeetingPage, key: Qt.Key, more: Qt.KeyboardModifier = Control) -> None:
    qtbot.keyClick(page.speech.list, key, more)


def undo(house: House, page: MeetingPage) -> None:
    undo_last(house.services.new_unit_of_work())
    page.refresh()


def choose(menu: QMenu, *words: str) -> None:
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text() == word).menu()
    next(action for action in menu.actions() if action.text().split("\t")[0] == words[-1]).trigger()


def png(size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (20, 120, 80)).save(out, "PNG")
    return out.getvalue()


def test_a_line_is_split_by_two_keys(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 0)
    press(qtbot, page, Key.Key_D)
    assert page.entry_acts.splitting.isVisible()
    # The caret stands where the second sentence begins: Enter is enough.
    qtbot.keyClick(page.entry_acts.splitting.words.line, Key.Key_Return)
    qtbot.waitUntil(lambda: len(texts(page)) == 4)
    assert texts(page)[:2] == ["Il cancello resta chiuso.", "Si entra dal pedonale."]
    assert not page.entry_acts.splitting.isVisible()
    assert page.speech.line.edit.hasFocus()
    undo(house, page)
    qtbot.waitUntil(lambda: texts(page) == list(SAID))


def test_the_sheet_that_splits_changes_no_word(page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 0)
    press(qtbot, page, Key.Key_D)
    sheet = page.entry_acts.splitting
    qtbot.keyClicks(sheet.words.line, "altro")
    assert sheet.words.text() == SAID[0]
    sheet.words.line.setCursorPosition(11)
    assert sheet.preview.text() == "«Il cancello»  e  «resta chiuso. Si entra dal pedonale.»"


def test_an_empty_half_is_said_in_the_sheet(page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 0)
    press(qtbot, page, Key.Key_D)
    sheet = page.entry_acts.splitting
    sheet.words.line.setCursorPosition(0)
    qtbot.keyClick(sheet.words.line, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sheet.error.text()))
    assert sheet.isVisible()
    assert texts(page) == list(SAID)


def test_a_line_joins_the_one_above(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 2)
    press(qtbot, page, Key.Key_J)
    qtbot.waitUntil(lambda: texts(page) == [SAID[0], "Chi ha le chiavi? Fa freddo"])
    undo(house, page)
    qtbot.waitUntil(lambda: texts(page) == list(SAID))


def test_the_first_line_has_none_above(page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 0)
    press(qtbot, page, Key.Key_J)
    menu = page.entry_acts.menu(page.speech.list.entries.line(0))
    join = next(action for action in menu.actions() if action.text().startswith("Unisci"))
    assert not join.isEnabled()
    assert texts(page) == list(SAID)


def test_a_line_moves_to_another_point(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    choose(page.entry_acts.menu(page.speech.list.entries.line(1)), "Sposta al punto…", "Orto")
    garden = next(item.id for item in page.meeting.agenda if item.title == "Orto")
    qtbot.waitUntil(lambda: page.speech.list.entries.line(1).row.agenda_item_id == garden)
    undo(house, page)
    qtbot.waitUntil(lambda: page.speech.list.entries.line(1).row.agenda_item_id != garden)


def test_a_note_was_a_question(page: MeetingPage, qtbot: QtBot) -> None:
    choose(page.entry_acts.menu(page.speech.list.entries.line(1)), "È una…", "domanda")
    qtbot.waitUntil(lambda: page.speech.list.entries.line(1).row.entry_kind is EntryKind.QUESTION)
    assert texts(page)[1] == SAID[1]


def test_a_line_is_put_on_the_map(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    place = house.run(register_place, RegisterPlace(fields=PlaceFields(name="Aiuole di piazza Esempio")))
    on(page, 2)
    press(qtbot, page, Key.Key_L)
    sheet = page.entry_acts.placing
    qtbot.waitUntil(sheet.isVisible)
    sheet.places.setCurrentIndex(sheet.places.findText("Aiuole di piazza Esempio"))
    sheet.point.set_text("45,0781; 7,6761")
    qtbot.keyClick(sheet.point.line, Key.Key_Return)
    qtbot.waitUntil(lambda: page.speech.list.entries.line(2).row.place_id == place)
    row = page.speech.list.entries.line(2).row
    assert (row.latitude, row.longitude) == (45.0781, 7.6761)


def test_a_point_that_cannot_be_read_is_said_beside_it(page: MeetingPage, qtbot: QtBot) -> None:
    on(page, 2)
    press(qtbot, page, Key.Key_L)
    sheet = page.entry_acts.placing
    qtbot.waitUntil(sheet.isVisible)
    sheet.point.set_text("vicino al cancello")
    qtbot.keyClick(sheet.point.line, Key.Key_Return)
    assert "45.0781" in sheet.error.text()
    assert sheet.isVisible()


def test_the_trash_gives_lines_back(page: MeetingPage, qtbot: QtBot) -> None:
    for _turn in range(2):
        on(page, 0)
        press(qtbot, page, Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        left = len(texts(page)) - 1
        qtbot.waitUntil(lambda left=left: len(texts(page)) == left)
    page.entry_acts.show_trash()
    sheet = page.entry_acts.trash
    qtbot.waitUntil(lambda: sheet.isVisible() and sheet.rows.model().rowCount() == 2)
    rows = [sheet.rows.rows.row(position) for position in range(2)]
    sheet.rows.select(next(one.id for one in rows if one.text == SAID[0]))
    sheet.back.click()
    qtbot.waitUntil(lambda: texts(page) == [SAID[0], SAID[2]])
    qtbot.waitUntil(lambda: sheet.rows.model().rowCount() == 1)
    sheet.back.click()
    qtbot.waitUntil(lambda: texts(page) == list(SAID))
    qtbot.waitUntil(lambda: not sheet.isVisible())


def photos(page: MeetingPage, row: int) -> list[str]:
    return [photo.name for photo in page.speech.list.entries.line(row).row.photos]


def drop(page: MeetingPage, at: QPoint, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(
        QPointF(at), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    page.speech.list.dropEvent(event)


def test_a_picture_let_fall_on_a_line_is_its_photo(page: MeetingPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lavagna.png"
    file.write_bytes(png())
    view = page.speech.list
    drop(page, view.visualRect(view.entries.index(1, 0)).center(), file)
    qtbot.waitUntil(lambda: photos(page, 1) == ["lavagna.jpg"])
    assert len(texts(page)) == 3


def test_a_picture_beside_all_lines_becomes_one(page: MeetingPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lavagna.png"
    file.write_bytes(png())
    drop(page, QPoint(300, page.speech.list.viewport().height() - 2), file)
    qtbot.waitUntil(lambda: texts(page)[-1:] == ["Foto: lavagna"])
    assert photos(page, 3) == ["lavagna.jpg"]


def test_a_picture_is_pasted_and_words_stay_words(page: MeetingPage, qtbot: QtBot) -> None:
    clipboard, edit = QGuiApplication.clipboard(), page.speech.line.edit
    edit.setFocus()
    clipboard.setText("le chiavi")
    qtbot.keyClick(edit, Key.Key_V, Control)
    assert edit.text() == "le chiavi"
    clipboard.setImage(QImage.fromData(png()))
    qtbot.keyClick(edit, Key.Key_V, Control)
    qtbot.waitUntil(lambda: texts(page)[-1:] == ["Foto: incollata"])
    assert edit.text() == "le chiavi"


def test_a_file_that_is_no_picture_is_refused_in_words(
    house: House, page: MeetingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "verbale.docx"
    file.write_bytes(b"PK not a picture")
    page.entry_acts.photos.take_files(None, [file, tmp_path / "manca.png"])
    qtbot.waitUntil(lambda: len(house.navigator.failed) == 2)
    assert {fault.code.value for fault in house.navigator.failed} == {"photo_unreadable", "file_unreadable"}
    assert texts(page) == list(SAID)


def test_photos_of_a_line_are_moved_in_the_sheet_that_shows_them(
    page: MeetingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.png" for name in "abc"]
    for shade, file in enumerate(files):
        image = QImage(8, 6, QImage.Format.Format_RGB32)
        image.fill(shade * 90)
        image.save(str(file))
    acts = page.entry_acts.photos
    for number, file in enumerate(files, start=1):
        acts.take_files(page.speech.list.entries.line(1), [file])
        qtbot.waitUntil(lambda number=number: len(photos(page, 1)) == number)
    acts.look(page.speech.list.entries.line(1), 2)
    qtbot.keyClick(acts.sheet, Key.Key_Left, Control)
    qtbot.waitUntil(lambda: photos(page, 1) == ["a.jpg", "c.jpg", "b.jpg"])
    assert acts.sheet.photo().name == "c.jpg"
    qtbot.keyClick(acts.sheet, Key.Key_Left)
    assert acts.sheet.photo().name == "a.jpg", "without Control the next one is shown"
    qtbot.keyClick(acts.sheet, Key.Key_Left, Control)
    qtbot.keyClick(acts.sheet, Key.Key_Right, Control)
    qtbot.waitUntil(lambda: photos(page, 1) == ["c.jpg", "a.jpg", "b.jpg"])


class Answering(Doors):
    """Opens and saves where the test says."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def open_file(self, *_asked) -> Path:
        return self.path

    def save_file(self, *_asked) -> Path:
        return self.path


def test_a_photo_is_looked_at_named_copied_and_taken_away(
    page: MeetingPage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "lavagna.png"
    file.write_bytes(png())
    on(page, 1)
    with replace_doors(Answering(file)):
        page.entry_acts.ask_photo()
    qtbot.waitUntil(lambda: photos(page, 1) == ["lavagna.jpg"])
    view, acts = page.speech.list, page.entry_acts.photos
    place = view._plans.plan(view.entries.line(1), view._width).photos[0].center().toPoint()
    qtbot.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.visualRect(view.entries.index(1, 0)).topLeft() + place,
    )
    qtbot.waitUntil(lambda: acts.sheet.isVisible() and not acts.sheet.picture._picture.isNull())
    copy = tmp_path / "copia.jpg"
    with replace_doors(Answering(copy)):
        acts.save(acts.sheet.photo())
    qtbot.waitUntil(copy.exists)
    assert Image.open(io.BytesIO(copy.read_bytes())).size == (60, 40)
    acts.sheet.caption.set_text("I turni di marzo")
    qtbot.keyClick(acts.sheet.caption.line, Key.Key_Return)
    qtbot.waitUntil(lambda: page.speech.list.entries.line(1).row.photos[0].caption == "I turni di marzo")
    acts.look(page.speech.list.entries.line(1), 0)
    acts.remove(acts.sheet.photo())
    qtbot.waitUntil(lambda: photos(page, 1) == [])
    assert not acts.sheet.isVisible()


def test_the_small_picture_is_made_once(page: MeetingPage, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "lavagna.png"
    file.write_bytes(png((400, 100)))
    page.entry_acts.photos.take_files(page.speech.list.entries.line(1), [file])
    qtbot.waitUntil(lambda: photos(page, 1) == ["lavagna.jpg"])
    shelf, sha256 = page.entry_acts.photos.shelf, page.speech.list.entries.line(1).row.photos[0].sha256
    qtbot.waitUntil(lambda: shelf.picture(sha256) is not None)
    picture = shelf.picture(sha256)
    assert (picture.width(), picture.height()) == (192, 144)
    assert shelf.picture(sha256) is picture
    assert not page.speech.list.grab().isNull()


@pytest.mark.parametrize(
    ("text", "at"),
    [("Una cosa. Un’altra", 10), ("una cosa un’altra", 9), ("parola", 0), ("Fine.", 0), ("Perché? Boh.", 8)],
)
def test_where_a_line_is_likely_split(text: str, at: int) -> None:
    assert likely_split(text) == at


def test_points_are_read_as_maps_write_them() -> None:
    assert read_point("45.0781, 7.6761") == read_point(" 45,0781 7,6761 ") == Point(45.0781, 7.6761)
    assert read_point("") is None
    assert write_point(45.0781, 7.6761) == "45.0781, 7.6761"
    assert write_point(None, 7.0) == ""
    with pytest.raises(Unreadable):
        read_point("qui")
