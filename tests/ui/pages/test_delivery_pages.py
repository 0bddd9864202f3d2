"""Deliveries: the steps to the counter, the answer taken in or refused in words, decided, and the version after it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.domain.deliveries import Choice, HandOver, ReplySource, Verdict
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.domain.pacts import PactState
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.delivery_acts import FileVerdictDialog
from cocity_desktop.ui.dialogs.delivery_forms import DiscardDialog, HandOverDialog, ReceiptDialog
from cocity_desktop.ui.dialogs.paper_reply import PaperReplyDialog
from cocity_desktop.ui.pages.deliveries.page import DeliveriesPage
from cocity_desktop.ui.pages.delivery.page import DeliveryPage
from cocity_desktop.ui.word_diff import Piece, differences
from tests.ui.fakes import open_house, speaking
from tests.ui.pages.pact_house import SAID, THEIRS, WHY_NOT, PactHouse, answer_to, begin_pact
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.views.pacts import DeliveryDetail
    from cocity_desktop.ui.dialogs.form_dialog import FormDialog
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.base import Page
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        made = begin_pact(house, tmp_path)
        made.deliver()
        yield made
        lanes.close()


def _shown(kind: type[Page], pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = kind(pact.house.context)
    qtbot.addWidget(page)
    page.resize(1158, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return Person(page, pact.house, qtbot, doors)


@pytest.fixture
def desk(pact: PactHouse, themed_app: QApplication, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    """Somebody at the list of deliveries."""
    person = _shown(DeliveriesPage, pact, qtbot, doors)
    person.open(pact.delivery_id())
    return person


@pytest.fixture
def reader(pact: PactHouse, themed_app: QApplication, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    """Somebody at the page of the one delivery."""
    person = _shown(DeliveryPage, pact, qtbot, doors)
    person.open(pact.delivery_id())
    return person


@pytest.fixture
def answered(reader: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path) -> Person:
    """The same, once the answer came."""
    doors.open_from = tmp_path / "risposta.json"
    doors.open_from.write_bytes(answer_to(tmp_path / "patto.zip"))
    reader.click("Prendi la risposta…")
    return reader


def detail(pact: PactHouse) -> DeliveryDetail:
    return pact.house.services.queries.delivery(pact.delivery_id())


def answer_page(person: Person) -> DeliveryPage:
    assert isinstance(person.page, DeliveryPage)
    return person.page


def test_the_list_tells_version_state_and_code(desk: Person, pact: PactHouse) -> None:
    page = desk.page
    assert isinstance(page, DeliveriesPage)
    row = page.table.selected()
    assert row is not None
    assert (row.version, row.state, row.file_code) == (1, DeliveryState.SEALED, detail(pact).row.file_code)
    assert page.pane.isVisible()


def test_enter_opens_the_delivery(desk: Person, pact: PactHouse) -> None:
    page = desk.page
    assert isinstance(page, DeliveriesPage)
    page.table.row_activated.emit(page.table.selected())
    assert pact.house.navigator.opened == [("delivery", pact.delivery_id())]


def test_a_delivery_is_handed_over_then_received(desk: Person, pact: PactHouse) -> None:
    def how(dialog: FormDialog) -> None:
        assert isinstance(dialog, HandOverDialog)
        dialog.accept()
        assert dialog.form.errors().keys() == {"how"}
        dialog.how.set_value(HandOver.PEC)

    def number(dialog: FormDialog) -> None:
        assert isinstance(dialog, ReceiptDialog)
        dialog.accept()
        assert dialog.form.errors().keys() == {"protocol"}
        dialog.protocol.set_text("0412/2027")

    desk.will(how)
    desk.click("Segna la consegna…")
    assert detail(pact).handed_over_how is HandOver.PEC
    desk.will(number)
    desk.click("Segna la ricevuta…")
    assert (detail(pact).row.state, detail(pact).protocol) == (DeliveryState.RECEIVED, "0412/2027")


def test_a_day_to_come_is_refused(desk: Person, pact: PactHouse) -> None:
    def tomorrow(dialog: FormDialog) -> None:
        assert isinstance(dialog, HandOverDialog)
        dialog.how.set_value(HandOver.STICK)
        dialog.on.set_value(dialog.today().replace(day=28))
        dialog.accept()
        assert dialog.form.errors().keys() == {"on"}

    desk.will(tomorrow)
    desk.click("Segna la consegna…")
    assert detail(pact).row.state is DeliveryState.SEALED


def test_a_version_is_put_aside_with_a_reason(desk: Person, pact: PactHouse) -> None:
    def why(dialog: FormDialog) -> None:
        assert isinstance(dialog, DiscardDialog)
        dialog.accept()
        assert dialog.form.errors().keys() == {"reason"}
        dialog.reason.set_text("Mancava la firma.")

    desk.will(why)
    desk.click("Metti da parte…")
    assert detail(pact).row.state is DeliveryState.DISCARDED
    assert pact.house.services.queries.pact(pact.pact_id).state is PactState.DRAFT


@pytest.mark.parametrize("harm", ["none", "repacked", "cut", "other"])
def test_a_file_is_held_against_what_was_sealed(
    desk: Person, doors: AnsweringDoors, tmp_path: Path, harm: str
) -> None:
    sealed, copy = tmp_path / "patto.zip", tmp_path / "copia.zip"
    copy.write_bytes(sealed.read_bytes()[: -100 if harm == "cut" else None])
    if harm in ("repacked", "other"):
        with zipfile.ZipFile(sealed) as old, zipfile.ZipFile(copy, "w") as new:
            for name in old.namelist():
                extra = b" " if harm == "other" and name.endswith("patto.json") else b""
                new.writestr(name, old.read(name) + extra)
    doors.open_from = copy
    desk.click("Controlla il file…")
    (dialog,) = doors.opened
    assert isinstance(dialog, FileVerdictDialog)
    assert (dialog.found.same, dialog.found.repacked) == (harm == "none", harm == "repacked")
    assert all(words in dialog.text.text() for words in dialog.found.defects) or harm == "repacked"
    assert bool(dialog.found.defects) is (harm in ("cut", "other", "repacked"))


def test_an_answer_opens_with_what_is_to_be_seen(answered: Person, pact: PactHouse) -> None:
    page = answer_page(answered)
    assert pact.house.navigator.opened == [("delivery", pact.delivery_id())]
    assert [page.answer.items.rows.row(i).article_number for i in range(2)] == [1, 2]
    assert not page.next.isEnabled()
    assert page.next.text() == "Prepara la versione 2"
    assert "due anni" not in page.answer.texts.ours.accessibleName()
    assert page.answer.texts.theirs.accessibleName() == THEIRS


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"{}", ErrorCode.REPLY_INVALID), (b"\xff\x00", ErrorCode.REPLY_INVALID), (None, ErrorCode.REPLY_OTHER_VERSION)],
)  # fmt: skip
def test_a_wrong_answer_is_refused_in_words_and_nothing_changes(
    reader: Person,
    pact: PactHouse,
    doors: AnsweringDoors,
    tmp_path: Path,
    content: bytes | None,
    code: ErrorCode,
) -> None:
    doors.open_from = tmp_path / "sbagliata.json"
    doors.open_from.write_bytes(answer_to(tmp_path / "patto.zip", version=2) if content is None else content)
    before = detail(pact)
    reader.click("Prendi la risposta…")
    (error,) = pact.house.navigator.failed
    assert error.code is code
    assert "{" not in words_for(error)
    assert detail(pact) == before


def test_an_answer_that_is_not_there_is_told(
    reader: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "manca.json"
    reader.click("Prendi la risposta…")
    assert [error.code for error in pact.house.navigator.failed] == [ErrorCode.FILE_UNREADABLE]


def test_keys_decide_and_their_text_goes_into_the_draft(answered: Person, pact: PactHouse) -> None:
    page = answer_page(answered)
    answered.press(page, Qt.Key.Key_1)
    assert pact.text(1) == THEIRS
    reply = detail(pact).reply
    assert reply is not None
    assert reply.items[0].choice is Choice.ACCEPT
    assert pact.house.navigator.said[-1] == ("Articolo 1: accettiamo", True)
    answered.press(page, Qt.Key.Key_2)
    assert detail(pact).reply.items[0].choice is Choice.DISCUSS  # type: ignore[union-attr]


def test_keeping_ours_wants_a_reason(answered: Person, pact: PactHouse, qtbot: QtBot) -> None:
    page = answer_page(answered)
    answered.press(page, Qt.Key.Key_3)
    field = page.answer.choices.reason
    assert field.isVisible()
    answered.press(field.line, Qt.Key.Key_Return)
    assert field.error() is not None
    assert detail(pact).row.undecided == 2
    qtbot.keyClicks(field.line, "Alle 9 ci sono 3 volontari.")
    answered.press(field.line, Qt.Key.Key_Return)
    item = detail(pact).reply.items[0]  # type: ignore[union-attr]
    assert (item.choice, item.choice_reason) == (Choice.KEEP, "Alle 9 ci sono 3 volontari.")
    assert SAID[0] in pact.text(1)


def test_once_all_is_decided_the_next_version_begins(answered: Person, pact: PactHouse) -> None:
    page = answer_page(answered)
    answered.press(page, Qt.Key.Key_1)
    assert not page.next.isEnabled()
    answered.qtbot.mouseClick(page.answer.after, Qt.MouseButton.LeftButton)
    assert page.answer.items.selected().article_number == 2  # type: ignore[union-attr]
    answered.press(page, Qt.Key.Key_2)
    assert page.next.isEnabled()
    answered.qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    answered.look()
    (row,) = pact.house.services.queries.pacts()
    assert (row.state, row.draft) == (PactState.DRAFT, 2)
    assert pact.house.navigator.opened[-1] == ("pact", pact.pact_id)


def test_an_answer_is_typed_from_paper(reader: Person, pact: PactHouse) -> None:
    def fill(dialog: FormDialog) -> None:
        assert isinstance(dialog, PaperReplyDialog)
        dialog.office.set_text("Ufficio Beni Comuni")
        dialog.articles[0].verdict.set_value(Verdict.ACCEPTED_WITH_TEXT)
        dialog.articles[1].verdict.set_value(Verdict.REJECTED)
        dialog.accept()
        assert dialog.articles[0].text.error() is not None
        dialog.articles[0].text.set_text(THEIRS)
        dialog.articles[1].reason.set_text(WHY_NOT)

    reader.will(fill)
    reader.click("Ricopiala dalla carta…")
    reply = detail(pact).reply
    assert reply is not None
    assert (reply.source, reply.office) == (ReplySource.PAPER, "Ufficio Beni Comuni")
    assert [(item.verdict, item.text) for item in reply.items[:2]] == [
        (Verdict.ACCEPTED_WITH_TEXT, THEIRS),
        (Verdict.REJECTED, ""),
    ]
    assert detail(pact).row.undecided == 2


def test_the_answer_to_an_older_version_can_only_be_read(answered: Person, pact: PactHouse) -> None:
    page = answer_page(answered)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_2):
        answered.press(page if key is not Qt.Key.Key_Down else page.answer.items, key)
    older = pact.delivery_id()
    answered.qtbot.mouseClick(page.next, Qt.MouseButton.LeftButton)
    answered.look()
    pact.deliver("patto-2.zip")
    answered.open(older)
    assert not any(card.isEnabled() for card in page.answer.choices.cards.values())
    assert page.next.text() == "Apri il testo"


def test_words_that_differ_are_marked_and_both_texts_stay_whole() -> None:
    ours, theirs = differences("Si apre alle 9, il sabato.", "Si apre alle 10, il sabato.\n\nE basta.")
    assert [piece.text for piece in ours if piece.changed] == ["9"]
    assert [piece.text for piece in theirs if piece.changed] == ["10", "\nE basta."]
    assert "".join(piece.text for piece in ours) == "Si apre alle 9, il sabato."
    assert differences("uguale", "uguale") == ([Piece("uguale", False)], [Piece("uguale", False)])
