"""Ctrl+P on Gruppi, Persone, Luoghi: the list as it is filtered, to a file or a printer, noted, stopped, refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.ui.dialogs.list_paper import ListPaperDialog, Stage
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.pages.people.page import PeoplePage
from cocity_desktop.ui.pages.places.page import PlacesPage
from tests.documents.reading import whole_text
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

Ctrl = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        for name in ("Orto dei vicini", "Rete del cortile"):
            made.services.run(
                register_group, RegisterGroup(fields=GroupFields(name=name)), made.services.codes
            )
        made.run(register_place, RegisterPlace(fields=PlaceFields(name="Giardino di prova", district=6)))
        yield made
        lanes.close()


@pytest.fixture
def shown(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Callable[[type[Any]], Any]:
    def show(kind: type[Any]) -> Any:
        page = kind(house.context)
        qtbot.addWidget(page)
        page.resize(1158, 680)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.open()
        qtbot.waitUntil(house.context.lanes.idle)
        return page

    return show


def opened(doors: AnsweringDoors, page: Any, qtbot: QtBot) -> ListPaperDialog:
    """The dialog that Ctrl+P opens, still at work."""
    seen: list[QDialog] = []

    def answer(dialog: QDialog) -> bool:
        seen.append(dialog)
        dialog.show()
        return False

    doors.answer = answer
    qtbot.keyClick(page.table.grid, Qt.Key.Key_P, Ctrl)
    (dialog,) = seen
    assert isinstance(dialog, ListPaperDialog)
    return dialog


def ready(dialog: ListPaperDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.stage is Stage.READY, timeout=20_000)


@pytest.mark.parametrize(
    ("kind", "word", "people"),
    [
        (GroupsPage, "Orto dei vicini", True),
        (PeoplePage, "Ada", True),
        (PlacesPage, "Giardino di prova", False),
    ],
)
def test_the_list_is_saved_and_noted(
    kind: type[Any], word: str, people: bool, shown: Any, house: House, doors: AnsweringDoors, qtbot: QtBot,
    tmp_path: Path,
) -> None:  # fmt: skip
    page = shown(kind)
    dialog = opened(doors, page, qtbot)
    ready(dialog, qtbot)
    assert not dialog.picture.pixmap().isNull()
    doors.save_to = tmp_path / "elenco.pdf"
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    text = whole_text(doors.save_to.read_bytes())
    assert word in text
    for one in page.table.model.columns:
        assert one.title in text
    (row,) = house.services.outgoing.exports()
    assert (row.export_kind, row.records, row.with_people, row.file_name) == (
        ExportKind.LIST, page.table.model.shown(), people, "elenco.pdf",
    )  # fmt: skip
    assert not dialog.isVisible()


def test_only_what_passes_the_filter_is_on_it_and_the_paper_says_so(
    shown: Any, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    page = shown(GroupsPage)
    page.filter.line.setText("rete")
    qtbot.waitUntil(lambda: page.table.model.shown() == 1)
    dialog = opened(doors, page, qtbot)
    ready(dialog, qtbot)
    doors.save_to = tmp_path / "elenco.pdf"
    dialog.save.click()
    qtbot.waitUntil(doors.save_to.is_file)
    text = whole_text(doors.save_to.read_bytes())
    assert "Rete del cortile" in text
    assert "Orto dei vicini" not in text
    assert "con «rete»" in text
    assert "1 di 4" in text


def test_the_printer_gets_the_pages_and_it_is_noted(
    shown: Any, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    page, printed = shown(GroupsPage), tmp_path / "stampato.pdf"
    dialog = opened(doors, page, qtbot)
    ready(dialog, qtbot)

    def answer(asked: QDialog) -> bool:
        assert isinstance(asked, QPrintDialog)
        asked.printer().setOutputFileName(str(printed))
        asked.printer().setResolution(72)
        return True

    doors.answer = answer
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(house.navigator.said), timeout=30_000)
    with pypdfium2.PdfDocument(printed.read_bytes()) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert width > height, "on its side"
        assert document[0].render(scale=0.5).to_pil().convert("L").getextrema()[0] < 128, "ink on the paper"
    (row,) = house.services.outgoing.exports()
    assert (row.export_kind, row.file_name) == (ExportKind.LIST, "Gruppi (su carta)")


def test_esc_while_it_is_made_leaves_nothing(
    shown: Any, house: House, doors: AnsweringDoors, qtbot: QtBot
) -> None:
    dialog = opened(doors, shown(GroupsPage), qtbot)
    assert dialog.stage is Stage.MAKING
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(house.context.lanes.idle)
    assert not dialog.isVisible()
    assert dialog.stage is Stage.MAKING
    assert house.services.outgoing.exports() == ()


def test_esc_while_the_printer_goes_stops_it_and_notes_nothing(
    shown: Any, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(40):
        house.run(register_place, RegisterPlace(fields=PlaceFields(name=f"Aiuola {number}")))
    dialog = opened(doors, shown(PlacesPage), qtbot)
    ready(dialog, qtbot)

    def answer(asked: QDialog) -> bool:
        assert isinstance(asked, QPrintDialog)
        assert asked.maxPage() > 1
        asked.printer().setOutputFileName(str(tmp_path / "stampato.pdf"))
        asked.printer().setResolution(72)
        return True

    doors.answer = answer
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.stage is Stage.PRINTING
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(house.context.lanes.idle)
    assert not dialog.isVisible()
    assert house.navigator.said == []
    assert house.services.outgoing.exports() == ()


def test_a_folder_that_cannot_be_written_is_told_and_nothing_noted(
    shown: Any, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(doors, shown(GroupsPage), qtbot)
    ready(dialog, qtbot)
    doors.save_to = tmp_path / "non c’è" / "elenco.pdf"
    dialog.save.click()
    qtbot.waitUntil(dialog.fault.isVisible)
    assert "elenco.pdf" in dialog.fault.words()
    assert house.services.outgoing.exports() == ()


def test_on_the_map_the_key_prints_the_map(shown: Any, doors: AnsweringDoors, qtbot: QtBot) -> None:
    page = shown(PlacesPage)
    page.views.set_value(True)
    assert not page.print.isVisible()
    asked: list[bool] = []
    page.map.print_asked.disconnect()
    page.map.print_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(page.map.map, Qt.Key.Key_P, Ctrl)
    assert asked == [True]
    assert doors.opened == []


def test_while_the_file_is_closed_no_share_is_told(qtbot: QtBot) -> None:
    with speaking("it"):
        parent = QWidget()
        qtbot.addWidget(parent)
        dialog = ListPaperDialog(parent, "Gruppi")
        dialog.follow(400, 1000)
        assert "40" in dialog.said.text()
        dialog.follow(840, 1000, closing=True)
        assert "%" not in dialog.said.text()
        assert "si chiude il file" in dialog.said.text()
