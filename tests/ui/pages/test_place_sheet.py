"""What is written under a place's photos, and the sheet of a place as a file: whole, and as a public copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.ui.models.photo_strip import PhotoStrip
from cocity_desktop.ui.pages.places.page import PlacesPage
from cocity_desktop.ui.pages.places.place_paper import file_name
from tests.documents.reading import whole_text
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.dialogs.photo import PhotoDialog
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def place(house: House) -> str:
    fields = PlaceFields(
        name="Cortile del nido", address="via Fleming 20", owner="Ada Esempio", latitude=45.07, longitude=7.68
    )
    return house.run(register_place, RegisterPlace(fields=fields))  # fmt: skip


@pytest.fixture
def person(house: House, place: str, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path) -> Person:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    somebody = Person(page, house, qtbot, doors)
    somebody.open(place)
    photo = tmp_path / "cortile.jpg"
    Image.new("RGB", (80, 60), "teal").save(photo)
    page.pictures.take(place, [photo])
    somebody.look()
    return somebody


def caption(person: Person, place: str) -> str:
    return person.house.services.queries.place(place).attachments[0].caption


def write_under(person: Person, words: str, *, accept: bool) -> None:
    def answer(dialog: PhotoDialog) -> bool:
        person.qtbot.addWidget(dialog)
        dialog.caption.line.selectAll()
        QTest.keyClicks(dialog.caption.line, words)
        (dialog.accept if accept else dialog.reject)()
        person.look()
        return accept

    person.doors.answer = answer  # type: ignore[assignment]
    strip = person.page.pane.findChild(PhotoStrip)
    strip.setCurrentIndex(strip.model().index(0, 0))
    QTest.keyClick(strip, Qt.Key.Key_Return)
    person.look()


def test_words_are_written_under_a_photo_and_taken_back(person: Person, place: str) -> None:
    low = person.page.pane.findChild(PhotoStrip).height()
    write_under(person, "Il portone", accept=True)
    assert caption(person, place) == "Il portone"
    assert person.told() == "Didascalia cambiata"
    person.qtbot.waitUntil(lambda: person.page.pane.findChild(PhotoStrip).height() > low)
    undo_last(person.house.services.new_unit_of_work())
    assert caption(person, place) == ""


def test_esc_leaves_the_words_as_they_were(person: Person, place: str) -> None:
    write_under(person, "Sbagliato", accept=False)
    assert caption(person, place) == ""


def test_the_sheet_is_saved_with_its_photo(person: Person, tmp_path: Path) -> None:
    write_under(person, "Il portone", accept=True)
    person.doors.save_to = tmp_path / "scheda.pdf"
    person.click("Scheda in PDF")
    text = whole_text(person.doors.save_to.read_bytes())
    for words in ("Cortile del nido", "Ada Esempio", "Foto. Il portone"):
        assert words in text
    assert person.told() == f"Scheda salvata in {person.doors.save_to}"


def test_the_public_copy_tells_of_nobody_and_is_noted(person: Person, tmp_path: Path) -> None:
    person.doors.save_to = tmp_path / "pubblica.pdf"
    person.click("Copia pubblica, senza dati di persone", person.page.pane)
    text = whole_text(person.doors.save_to.read_bytes())
    assert "Ada Esempio" not in text
    assert "A. E." in text
    (note,) = person.house.services.outgoing.exports()
    assert (note.export_kind, note.file_name) == (ExportKind.PUBLIC_COPY, "pubblica.pdf")


def test_giving_up_writes_nothing(person: Person, tmp_path: Path) -> None:
    person.click("Scheda in PDF")
    assert not list(tmp_path.glob("*.pdf"))


def test_a_name_makes_a_file_name() -> None:
    with speaking("it"):
        assert file_name("Orto/via “A” *8*") == "luogo - Orto via A 8.pdf"
