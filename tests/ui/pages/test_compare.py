"""«Confronta»: any two states of a pact, stepped through by keys, kept by name, put on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.pact_versions import KeepVersion, keep_version
from cocity_desktop.application.pacts import WriteArticle, write_article
from cocity_desktop.application.views.versions import VersionKind
from cocity_desktop.ui.pages.compare.dialogs import KeepDialog
from cocity_desktop.ui.pages.compare.page import WHOLE, ComparePage
from cocity_desktop.ui.theme import scheme, tokens
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.pact_house import SAID, PactHouse, begin_pact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        yield begin_pact(house, tmp_path)
        lanes.close()


@pytest.fixture
def page(pact: PactHouse, themed_app: QApplication, qtbot: QtBot) -> ComparePage:
    """Open on a pact with one version, and two sentences written since."""
    house = pact.house
    house.run(keep_version, KeepVersion(pact_id=pact.pact_id, name="Prima", note="letta a tutti"))
    house.clock.pass_(hours=1)
    text = pact.text(1).replace("alle 13", "alle 14") + "\nSi entra gratis."
    house.run(write_article, WriteArticle(article_id=pact.article(1).id, text=text))
    page = ComparePage(house.context)
    qtbot.addWidget(page)
    page.resize(1310, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(pact.pact_id)
    settle(qtbot, house)
    return page


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(house.context.lanes.idle, timeout=20_000)


def test_the_newest_version_is_compared_with_now_and_each_difference_has_its_cause(page: ComparePage) -> None:
    text = page.text.toPlainText()
    assert page.old.currentText().startswith("Prima · ")
    assert page.new.currentText() == "Adesso"
    assert page.hint.text() == "letta a tutti"
    for words in (
        "Riscritta",
        "Aggiunta",
        "scritta in redazione",
        f"detto: «{SAID[0]}»",
        "13 articoli sono uguali",
    ):
        assert words in text, words


def test_keys_step_through_the_differences_and_say_them(page: ComparePage, qtbot: QtBot) -> None:
    assert page.place.text() == "1 di 2"
    assert page.text.accessibleDescription().startswith("Riscritta: «13» diventa «14»")
    qtbot.keyClick(page, Qt.Key.Key_F3)
    assert page.place.text() == "2 di 2"
    assert page.text.accessibleDescription().startswith("Aggiunta")
    qtbot.keyClick(page, Qt.Key.Key_F3)
    assert page.place.text() == "1 di 2"
    qtbot.keyClick(page, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert page.place.text() == "2 di 2"


def test_what_goes_is_struck_and_what_comes_is_underlined(page: ComparePage) -> None:
    document = page.text.document()
    found = {}
    for words in ("13", "14"):
        cursor = document.find(words)
        found[words] = cursor.charFormat().font()
    assert found["13"].strikeOut()
    assert found["14"].underline()
    assert not found["13"].underline()


def test_the_text_follows_the_scheme(page: ComparePage, themed_app: QApplication, qtbot: QtBot) -> None:
    follower = themed_app.findChild(scheme.SchemeFollower)
    with qtbot.waitSignal(follower.applied):
        follower.want("dark")
    try:
        ink = page.text.document().find("Si entra gratis").charFormat().foreground().color().name()
        assert ink == tokens.DARK["success"].lower()
    finally:
        follower.want("light")


def test_another_state_is_chosen_and_the_whole_text_shown(
    page: ComparePage, pact: PactHouse, qtbot: QtBot
) -> None:
    page.view_choice.set_value(WHOLE)
    assert "Articolo 2." in page.text.toPlainText()
    page.old.setCurrentIndex(0)
    page.old.activated.emit(0)
    settle(qtbot, pact.house)
    assert page.place.text() == ""
    page.view_choice.set_value("changes")
    assert page._stack.currentWidget() is page.same
    moments = [one for one in range(page.old.count()) if page.old.itemData(one).kind is VersionKind.MOMENT]
    page.old.setCurrentIndex(moments[-1])
    page.old.activated.emit(moments[-1])
    settle(qtbot, pact.house)
    assert SAID[1] in page.text.toPlainText()


def test_a_version_is_kept_and_its_name_taken_away(
    page: ComparePage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def name(dialog: QDialog) -> bool:
        assert isinstance(dialog, KeepDialog)
        dialog.name.set_text("prima")
        dialog.accept()
        assert dialog.result() == 0, "a name that is taken"
        dialog.name.set_text("Seconda")
        return True

    doors.answer = name
    qtbot.keyClick(
        page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle(qtbot, pact.house)
    assert pact.house.navigator.said[-1] == ("Versione tenuta", True)
    assert page.old.itemText(1).startswith("Seconda · ")
    page.forget.click()
    settle(qtbot, pact.house)
    names = [page.old.itemText(place) for place in range(page.old.count())]
    assert not [one for one in names if one.startswith("Prima · ")]


def test_a_pact_without_versions_says_how_to_keep_one(
    pact: PactHouse, themed_app: QApplication, qtbot: QtBot
) -> None:
    page = ComparePage(pact.house.context)
    qtbot.addWidget(page)
    page.show()
    page.open(pact.pact_id)
    settle(qtbot, pact.house)
    assert page.hint.text() == "Nessuna versione con un nome. Ctrl+Maiusc+K tiene quella di adesso."
    assert not page.forget.isVisibleTo(page)


def test_the_two_texts_are_put_on_paper(
    page: ComparePage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "fronte.pdf"
    page.paper.click()
    settle(qtbot, pact.house)
    assert doors.save_to.read_bytes().startswith(b"%PDF-")
    assert pact.house.navigator.said[-1] == ("Salvato: fronte.pdf", False)


def test_it_goes_back_to_the_text(page: ComparePage, pact: PactHouse, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert pact.house.navigator.opened[-1] == ("pact", pact.pact_id)
