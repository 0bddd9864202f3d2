"""Under an article: remarks that stay in the house, and other texts beside the one that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.article_talk import ProposeVariant, propose_variant
from cocity_desktop.domain.pacts import VariantState
from cocity_desktop.ui.pages.pact.variant_dialogs import ProposeDialog, VariantsDialog
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.pact_house import SAID, PactHouse, begin_pact, composer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.pact.page import PactPage
    from tests.ui.conftest import AnsweringDoors

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        yield begin_pact(house, tmp_path)
        lanes.close()


@pytest.fixture
def page(pact: PactHouse, themed_app: QApplication, qtbot: QtBot) -> PactPage:
    return composer(pact, qtbot)


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(house.context.lanes.idle, timeout=20_000)


def note(page: PactPage, pact: PactHouse, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(page.talk.words.line, words)
    qtbot.keyClick(page.talk.words.line, Qt.Key.Key_Return)
    settle(qtbot, pact.house)


def test_a_note_is_added_by_keys_counted_dealt_with_and_taken_away(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    talk = page.talk
    assert not talk.body.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_M, CONTROL_SHIFT)
    assert talk.body.isVisible()
    assert talk.nothing.isVisible()
    note(page, pact, qtbot, "E di notte?")
    assert (talk.notes.text(), talk.words.text()) == ("1 nota", "")
    row = page.articles.rows.row(0)
    assert row.status.notes == 1
    talk.list.setCurrentIndex(talk.list.rows.index(0, 0))
    talk.resolve.click()
    settle(qtbot, pact.house)
    assert (talk.notes.text(), talk.resolve.text()) == ("Note", "Riapri")
    talk.remove.click()
    settle(qtbot, pact.house)
    assert talk.nothing.isVisible()
    assert pact.house.navigator.said[-1] == ("Nota tolta", True)


def test_a_key_leads_to_the_comparison(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert pact.house.navigator.opened[-1] == ("compare", pact.pact_id)


def test_a_note_belongs_to_its_article(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    page.talk.notes.click()
    note(page, pact, qtbot, "Del primo.")
    page.articles.select(pact.article(2).id)
    assert page.talk.notes.text() == "Note"
    page.articles.select(pact.article(1).id)
    assert page.talk.notes.text() == "1 nota"


def test_another_text_is_proposed_stands_beside_and_is_taken(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def propose(dialog: QDialog) -> bool:
        assert isinstance(dialog, ProposeDialog)
        dialog.accept()
        assert dialog.result() == 0, "the same text is no other"
        dialog.words.set_text(f"{SAID[0]} Il cancello grande si apre.")
        dialog.by.set_text("Comitato genitori")
        return True

    doors.answer = propose
    qtbot.keyClick(page, Qt.Key.Key_V, CONTROL_SHIFT)
    settle(qtbot, pact.house)
    assert page.talk.others.text() == "1 altro testo da decidere"
    assert SAID[1] in pact.text(1)

    def take(dialog: QDialog) -> bool:
        assert isinstance(dialog, VariantsDialog)
        assert "Comitato genitori" in dialog.facts.text()
        assert "si apre" in dialog.theirs.text()
        return True

    doors.answer = take
    page.talk.others.click()
    settle(qtbot, pact.house)
    assert pact.text(1) == f"{SAID[0]} Il cancello grande si apre."
    assert page.talk.others.text() == "Altri testi, decisi"


def test_a_gap_leads_to_the_texts_and_one_is_declined_with_a_reason(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    cmd = ProposeVariant(article_id=pact.article(1).id, text="Altro.", by="Irene")
    pact.house.run(propose_variant, cmd)
    page.refresh()
    settle(qtbot, pact.house)
    detail = pact.house.services.queries.pact(pact.pact_id)
    gap = next(one for one in detail.gaps if one.check == "open_variant")

    def decline(dialog: QDialog) -> bool:
        assert isinstance(dialog, VariantsDialog)
        dialog.decline.click()
        assert not dialog.declined, "not without a reason"
        dialog.reason.set_text("Non l’ha detto nessuno")
        dialog.decline.click()
        return dialog.declined

    doors.answer = decline
    page.gaps.mend_asked.emit(gap)
    settle(qtbot, pact.house)
    (row,) = pact.house.services.queries.pact_talk(pact.pact_id).variants
    assert (row.state, row.reason) == (VariantState.DECLINED, "Non l’ha detto nessuno")
    assert "Altro." not in pact.text(1)
