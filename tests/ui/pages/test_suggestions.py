"""Suggestions over the composer: chosen by keys, put in as written by hand, undone like the rest; and rules in the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.history import undo_last
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.domain.regulation import Fact
from cocity_desktop.ui.pages.pact.suggestions import SuggestionsDialog, suggestions_for
from cocity_desktop.ui.pages.settings.page import SettingsPage
from tests.ui.fakes import open_house, speaking
from tests.ui.pages.pact_house import PactHouse, begin_pact, composer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.pact.page import PactPage
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        yield begin_pact(house, tmp_path)
        lanes.close()


@pytest.fixture
def page(pact: PactHouse, themed_app: QApplication, qtbot: QtBot) -> PactPage:
    return composer(pact, qtbot, article=pact.article(2).id)


def settle(qtbot: QtBot, pact: PactHouse) -> None:
    qtbot.waitUntil(pact.house.context.lanes.idle, timeout=20_000)


def test_a_suggestion_is_put_in_as_added_in_drafting_and_its_blanks_lack(
    page: PactPage, pact: PactHouse, doors: AnsweringDoors, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def choose(dialog: Any) -> bool:
        assert isinstance(dialog, SuggestionsDialog)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        seen.append(dialog.chosen().title)
        return True

    doors.answer = choose
    qtbot.keyClick(
        page, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    settle(qtbot, pact)
    settle(qtbot, pact)
    assert seen == ["Durata in anni, con verifica"]
    lines = [line for part in pact.article(2).paragraphs for line in part]
    assert "Il patto dura [… numero] anni dalla firma." in [line.text for line in lines]
    assert {line.origin for line in lines} == {SentenceOrigin.DRAFTING}
    gaps = [gap.code for gap in pact.house.services.queries.pact(pact.pact_id).gaps]
    assert "blank_left:duration" in gaps
    assert "[… numero]" in page.article.editor.toPlainText()
    undo_last(pact.house.services.new_unit_of_work())
    assert pact.text(2) == "Il patto dura due anni."


def test_what_stands_there_stays_before_the_suggestion(
    page: PactPage, pact: PactHouse, doors: AnsweringDoors, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.article.editor, "Si comincia a marzo. ")
    doors.answer = lambda _dialog: True
    page.article.suggest.click()
    settle(qtbot, pact)
    settle(qtbot, pact)
    assert pact.text(2).startswith("Si comincia a marzo. Il patto dura due anni.\nIl patto vale dalla firma")


def test_the_dialog_says_whose_the_texts_are_and_marks_the_blanks(page: PactPage, pact: PactHouse) -> None:
    services = pact.house.services
    document = services.queries.pact(pact.pact_id).document
    found = suggestions_for(services, document, "duration")
    assert {one.fact for one in found} == {Fact.DURATION, Fact.SUSPENSION, Fact.EARLY_END}
    dialog = SuggestionsDialog(page, "Durata", found)
    assert "nostri" in dialog.text.text()
    assert "spazi da riempire" in dialog.blanks.text()
    assert "background-color" in dialog.reading.toHtml()
    dialog.deleteLater()


def test_the_settings_show_each_rule_with_how_it_is_known(
    pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    own = pact.house.services.directory / "regulations" / "rotto"
    own.mkdir(parents=True)
    (own / "regulation.toml").write_text("format = ", encoding="utf-8")
    page = SettingsPage(pact.house.context)
    qtbot.addWidget(page)
    page.resize(1158, 680)
    page.show()
    page.open(section="regulations")
    settle(qtbot, pact)
    settle(qtbot, pact)
    section: Any = page.section("regulations")
    assert section.chosen.value() == "torino-391"
    assert "regole verificate" in section.facts.text()
    assert section.faults.isVisible()
    headings = next(group for group in section.groups if group.title.text() == "Che cosa contiene il testo")
    assert headings.list.model().rowCount() == 29
    spoken = headings.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "dedotto, da verificare" in spoken
    section.chosen.set_value("palermo-2023")
    section.chosen.chosen.emit("palermo-2023")
    settle(qtbot, pact)
    assert headings.list.model().rowCount() == 14
