"""The city desk: a delivered file is judged in words, answered article by article, and the answer is a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from cocity_desktop.application.inspection import ArticleAnswer, Inspection
from cocity_desktop.bundle.sealer import BundleReplyReader
from cocity_desktop.defect_messages import words_for_reply_defect
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.ui.pages.desk.draft import ReplyDraft
from cocity_desktop.ui.pages.desk.page import DeskPage
from tests.ui.fakes import RESOURCES, House, open_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors
from tests.bundle import examples

TODAY = "2027-02-11"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, qtbot: QtBot, doors: AnsweringDoors) -> DeskPage:
    made = DeskPage(house.context)
    qtbot.addWidget(made)
    made.resize(1158, 680)
    made.show()
    made.open()
    return made


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    return examples.write(tmp_path / "consegna.zip")


def give(page: DeskPage, qtbot: QtBot, file: Path) -> None:
    page.check(file)
    qtbot.waitUntil(lambda: page._stack.currentWidget() is not page.drop)


def choose(page: DeskPage, number: int, verdict: Verdict, *, text: str = "", reason: str = "") -> None:
    page.list.select(str(number))
    page.panel.choices[verdict].click()
    if text:
        page.panel.text.set_text(text)
    if reason:
        page.panel.reason.set_text(reason)


def detail(page: DeskPage, row: int) -> str:
    return page.list.rows.item(row).sentence()


def test_a_valid_file_shows_whose_it_is_and_its_articles(
    page: DeskPage, qtbot: QtBot, delivery: Path
) -> None:
    give(page, qtbot, delivery)
    found = page.draft.delivery if page.draft else None
    assert found is not None
    assert found.key_name in page.verdict.accessibleName()
    assert page.verdict._content.text() == found.content_code
    assert page.list.rows.rowCount() == 3
    assert page.header.facts.text() == "3 articles to answer"
    assert not page.save.isEnabled()


def test_a_changed_file_shows_every_defect_in_words(page: DeskPage, qtbot: QtBot, delivery: Path) -> None:
    content = bytearray(delivery.read_bytes())
    content[len(content) // 2] ^= 0xFF
    delivery.write_bytes(bytes(content))
    give(page, qtbot, delivery)
    assert page.draft is None
    assert page._stack.currentWidget() is page.defects
    assert page.defects.list.rows.rowCount() >= 1
    assert all(page.defects.list.rows.row(i).words for i in range(page.defects.list.rows.rowCount()))
    assert page.save.isHidden()


def test_a_file_that_is_not_there_is_told_by_the_window(
    page: DeskPage, house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    page.check(tmp_path / "niente.zip")
    qtbot.waitUntil(lambda: bool(house.navigator.failed))
    assert house.navigator.failed[0].code is ErrorCode.FILE_UNREADABLE
    assert page._stack.currentWidget() is page.drop


def test_a_file_is_dropped_or_chosen(
    page: DeskPage, qtbot: QtBot, delivery: Path, doors: AnsweringDoors
) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(delivery))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, none)
    page.drop.dropEvent(drop)
    qtbot.waitUntil(lambda: page.draft is not None)
    doors.open_from = delivery
    page.draft = None
    page.other.click()
    qtbot.waitUntil(lambda: page.draft is not None)


def test_every_article_is_answered_and_the_answer_reads_back(
    page: DeskPage, house: House, qtbot: QtBot, delivery: Path, doors: AnsweringDoors, tmp_path: Path
) -> None:
    give(page, qtbot, delivery)
    choose(page, 1, Verdict.ACCEPTED)
    choose(page, 2, Verdict.ACCEPTED_WITH_TEXT, text="Il testo dell’ufficio.", reason="Più chiaro così")
    choose(page, 3, Verdict.REJECTED, reason="Non si può")
    assert page.header.facts.text() == "every article has its answer"
    page.bar.office.set_text("Ufficio Beni Comuni")
    page.bar.protocol.set_text("0412/2027")
    doors.save_to = tmp_path / "risposta.json"
    page.save.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    reader = BundleReplyReader(RESOURCES / "schemas", words_for_reply_defect)
    reply = reader.parse(doors.save_to.read_bytes())
    assert (reply.office, reply.protocol, reply.replied_on.isoformat()) == (
        "Ufficio Beni Comuni",
        "0412/2027",
        TODAY,
    )
    assert [(item.article_number, item.verdict, item.text, item.reason) for item in reply.items] == [
        (1, Verdict.ACCEPTED, "", ""),
        (2, Verdict.ACCEPTED_WITH_TEXT, "Il testo dell’ufficio.", "Più chiaro così"),
        (3, Verdict.REJECTED, "", "Non si può"),
    ]


def test_an_answer_without_an_office_is_not_saved(
    page: DeskPage, house: House, qtbot: QtBot, delivery: Path
) -> None:
    give(page, qtbot, delivery)
    page.accept_rest.click()
    page.save.click()
    assert set(page.bar.form.errors()) == {"office"}
    assert house.navigator.said == []


def test_a_rejection_waits_for_its_reason(page: DeskPage, qtbot: QtBot, delivery: Path) -> None:
    give(page, qtbot, delivery)
    page.accept_rest.click()
    assert page.save.isEnabled()
    choose(page, 2, Verdict.REJECTED)
    assert not page.save.isEnabled()
    assert "something is missing" in detail(page, 1)
    page.panel.reason.set_text("Non si può")
    assert page.save.isEnabled()


def test_what_was_said_comes_back_with_the_article(page: DeskPage, qtbot: QtBot, delivery: Path) -> None:
    give(page, qtbot, delivery)
    choose(page, 2, Verdict.DEFERRED, reason="Aspettiamo il modulo")
    page.list.select("1")
    assert page.panel.verdict() is None
    page.list.select("2")
    assert page.panel.verdict() is Verdict.DEFERRED
    assert page.panel.reason.text() == "Aspettiamo il modulo"
    assert page.panel.text.isHidden()


def test_the_number_keys_choose(page: DeskPage, qtbot: QtBot, delivery: Path) -> None:
    give(page, qtbot, delivery)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    assert page.panel.verdict() is Verdict.DEFERRED


def test_a_draft_knows_what_is_still_open() -> None:
    draft = ReplyDraft(Inspection(valid=True, contents_valid=True, pact=examples.pact()))
    draft.say(1, ArticleAnswer(Verdict.ACCEPTED_WITH_TEXT, "  "))
    draft.accept_rest()
    assert [article.number for article in draft.open_articles()] == [1]
    draft.say(1, ArticleAnswer(Verdict.ACCEPTED_WITH_TEXT, "Testo"))
    assert draft.open_articles() == ()
    texts: Any = draft.answers()
    assert {number: answer.verdict for number, answer in texts.items()} == {
        1: Verdict.ACCEPTED_WITH_TEXT, 2: Verdict.ACCEPTED, 3: Verdict.ACCEPTED,
    }  # fmt: skip
