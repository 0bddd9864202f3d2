"""The page of places: find one, write it down with its coordinates, tie files to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.processes import OpenProcess, TakeStep, open_process, take_step
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.pages.places.page import PlacesPage
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.progress import PathDots
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

SHAPE = {"type": "LineString", "coordinates": [[7.6869, 45.0703], [7.6879, 45.0703]]}


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def place(house: House) -> str:
    fields = PlaceFields(
        name="Cortile del nido", address="via Fleming 20", district=8, quarter="Lingotto", strand=Strand.C,
        latitude=45.0703, longitude=7.6869, geometry=SHAPE,
    )  # fmt: skip
    return house.run(register_place, RegisterPlace(fields=fields))


@pytest.fixture
def person(house: House, place: str, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = PlacesPage(house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    somebody = Person(page, house, qtbot, doors)
    somebody.open()
    return somebody


def said(person: Person) -> list[str]:
    return [one.text() for one in person.page.pane.findChildren(QLabel)]


def test_the_place_is_told_with_its_coordinates_as_text(person: Person) -> None:
    assert "45,07030° nord\n7,68690° est" in said(person)
    assert "Materiale  ·  Circoscrizione 8" in said(person)
    assert "Ambito C, spazio pubblico" in said(person)


def test_a_pasted_pair_fills_both_coordinates(person: Person) -> None:
    def fill(dialog) -> None:
        dialog.name.set_text("Piazza Bengasi")
        dialog.nature.set_value(PlaceNature.DIGITAL)
        dialog.latitude.set_text("45.0123, 7.6543")

    person.will(fill)
    person.press(person.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    row = person.page.table.selected()
    assert (row.name, row.nature) == ("Piazza Bengasi", PlaceNature.DIGITAL)
    detail = person.house.services.queries.place(row.id)
    assert (detail.latitude, detail.longitude) == (45.0123, 7.6543)


@pytest.mark.parametrize(
    ("latitude", "longitude", "wrong"),
    [
        ("45,07", "", "longitude"),
        ("", "7,68", "latitude"),
        ("91", "7", "latitude"),
        ("45", "non so", "longitude"),
    ],
)
def test_coordinates_that_cannot_be_are_told_beside_the_one(
    person: Person, latitude: str, longitude: str, wrong: str
) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        dialog.name.set_text("Piazza")
        dialog.latitude.set_text(latitude)
        dialog.longitude.set_text(longitude)
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.click("Nuovo luogo")
    assert list(found) == [wrong]
    assert person.page.table.model.total() == 1


def test_a_place_without_a_name_is_refused_beside_the_name(person: Person) -> None:
    found: dict[str, str] = {}

    def fill(dialog) -> None:
        person.send(dialog)
        found.update(dialog.form.errors())

    person.will(fill)
    person.click("Nuovo luogo")
    assert found == {"name": words_for(UserError(ErrorCode.REQUIRED))}


def test_the_edit_form_changes_only_what_is_typed(person: Person, place: str) -> None:
    before = person.house.services.queries.place(place)
    person.will(lambda dialog: dialog.owner.set_text("Città di Torino"))
    person.press(person.page, Qt.Key.Key_F2)
    after = person.house.services.queries.place(place)
    assert after.owner == "Città di Torino"
    assert (after.geometry, after.latitude, after.strand) == (SHAPE, before.latitude, before.strand)


def test_a_district_filters_as_a_chip(person: Person) -> None:
    person.house.run(register_place, RegisterPlace(fields=PlaceFields(name="Altrove", district=3)))
    person.open()
    districts = person.page.filters.districts
    districts.activated.emit(districts.findText("Circoscrizione 3"))
    person.look()
    assert person.page.header.facts.text() == "1 di 2"
    person.click("Circoscrizione 3")
    assert person.page.header.facts.text() == "2"


def test_a_photo_is_attached_to_the_place(person: Person, place: str, tmp_path: Path) -> None:
    photo = tmp_path / "cortile.jpg"
    Image.new("RGB", (8, 6)).save(photo)
    person.doors.open_from = photo
    person.will(lambda dialog: dialog.role.set_value(AttachmentRole.PHOTO))
    person.click("Allega un file")
    attached = person.house.services.queries.place(place).attachments
    assert [(one.name, one.media_type) for one in attached] == [("cortile.jpg", "image/jpeg")]


def test_the_same_photo_twice_is_one_and_says_so(person: Person, place: str, tmp_path: Path) -> None:
    first, again, other = (tmp_path / name for name in ("cortile.jpg", "copia.jpg", "altro.jpg"))
    Image.new("RGB", (8, 6)).save(first)
    again.write_bytes(first.read_bytes())
    Image.new("RGB", (8, 6), "white").save(other)
    pictures = person.page.pictures

    def attached() -> set[str]:
        return {one.name for one in person.house.services.queries.place(place).attachments}

    pictures.take(place, [first])
    person.look()
    pictures.take(place, [again])
    person.look()
    assert attached() == {"cortile.jpg"}
    assert person.house.navigator.said[-1] == (
        "Questo file c’è già, come «cortile.jpg»: ne resta uno.",
        False,
    )
    pictures.take(place, [again, other])
    person.look()
    assert attached() == {"cortile.jpg", "altro.jpg"}
    assert person.house.navigator.said[-1] == ("Allegato: «altro.jpg»  ·  1 c’era già", True)


def test_a_refused_process_is_no_whole_path(person: Person, place: str) -> None:
    house = person.house
    about = OpenProcess(title="Cortile", place_id=place, opened_on=house.clock.now().date())
    process = house.services.run(open_process, about, house.services.regulations).created

    def dots() -> list[str]:
        person.open()
        return [one.accessibleName() for one in person.page.pane.findChildren(PathDots)]

    assert dots() == ["Cortile: primo contatto"]
    step = TakeStep(
        process_id=process,
        target=ProcessState.ARCHIVED,
        happened_on=about.opened_on,
        reason="il gruppo si è sciolto",
    )
    house.run(take_step, step)
    assert dots() == []
    assert "Archiviata" in "".join(
        line.accessibleName() for line in person.page.pane.findChildren(DetailLine)
    )


def test_a_place_leaves_unless_a_process_is_about_it(person: Person, place: str) -> None:
    house = person.house
    about = OpenProcess(title="Cortile", place_id=place, opened_on=house.clock.now().date())
    house.services.run(open_process, about, house.services.regulations)
    person.open()
    person.click("Togli il luogo")
    assert house.navigator.said[-1] == ("Non si può togliere. Lo usano ancora: 1 percorso.", False)
    other = house.run(register_place, RegisterPlace(fields=PlaceFields(name="Altrove")))
    person.open(other)
    person.click("Togli il luogo")
    assert house.navigator.said[-1] == ("Tolto: «Altrove»", True)
    assert person.page.table.model.total() == 1
