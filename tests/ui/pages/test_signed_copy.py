"""The signed pact comes back through the window: told, kept, or refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.deliveries import RecordHandOver, record_hand_over
from cocity_desktop.domain.deliveries import HandOver
from cocity_desktop.domain.pacts import Attachment, AttachmentRole, PactState
from cocity_desktop.ui.dialogs.signed_copy import SignedCopyDialog
from cocity_desktop.ui.pages.deliveries.page import DeliveriesPage
from cocity_desktop.ui.widgets.labels import Label
from tests.signatures.hands import hand, issuer, pdf, signed_pdf
from tests.ui.fakes import open_house, speaking
from tests.ui.pages.pact_house import PactHouse, begin_pact
from tests.ui.pages.registry import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

TAKE = "È arrivato il patto firmato…"


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    """A pact that was handed over."""
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        made = begin_pact(house, tmp_path)
        made.deliver()
        today = house.clock.now().date()
        cmd = RecordHandOver(delivery_id=made.delivery_id(), how=HandOver.STICK, on=today)
        house.run(record_hand_over, cmd)
        yield made
        lanes.close()


@pytest.fixture
def desk(pact: PactHouse, themed_app: QApplication, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    page = DeliveriesPage(pact.house.context)
    qtbot.addWidget(page)
    page.resize(1158, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    person = Person(page, pact.house, qtbot, doors)
    person.open(pact.delivery_id())
    return person


def words(dialog: SignedCopyDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(Label))


def state(pact: PactHouse) -> PactState:
    return pact.house.services.queries.pact(pact.pact_id).state


def test_a_signature_of_an_unknown_issuer_is_kept_with_its_doubt(
    desk: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "firmato.pdf"
    doors.open_from.write_bytes(signed_pdf(pdf(), hand()))

    def keep(dialog: object) -> None:
        assert isinstance(dialog, SignedCopyDialog)
        assert "Ada Prova" in words(dialog)
        assert "non conosce chi ha emesso il certificato" in words(dialog)
        assert "Quando lo tieni" not in words(dialog)
        dialog.on.set_value(dialog.today())

    desk.will(keep)
    desk.click(TAKE)
    assert state(pact) is PactState.SIGNED
    with pact.house.services.new_unit_of_work() as uow:
        (kept,) = uow.find(Attachment, role=AttachmentRole.SIGNED_PACT)
        assert uow.get_bytes(kept.sha256) == doors.open_from.read_bytes()


def test_an_altered_file_can_only_be_closed(
    desk: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    content = bytearray(signed_pdf(pdf(words="Patto"), hand()))
    content[content.index(b"(Patto)") + 1] ^= 1
    doors.open_from = tmp_path / "firmato.pdf"
    doors.open_from.write_bytes(content)
    desk.click(TAKE)
    desk.qtbot.waitUntil(lambda: bool(doors.opened))
    (dialog,) = doors.opened
    assert isinstance(dialog, SignedCopyDialog)
    assert "cambiato dopo questa firma" in words(dialog)
    assert dialog.primary.isHidden()
    assert dialog.secondary.text() == "Chiudi"
    assert state(pact) is PactState.DELIVERED


def test_a_scan_needs_a_word_that_it_is_one(
    desk: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "scansione.pdf"
    doors.open_from.write_bytes(pdf())

    def keep(dialog: object) -> None:
        assert isinstance(dialog, SignedCopyDialog)
        dialog.paper.setChecked(True)

    desk.will(keep)
    desk.click(TAKE)
    assert state(pact) is PactState.SIGNED


def test_an_issuer_named_on_the_way_makes_the_same_file_valid(
    desk: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    signed, certificate = tmp_path / "firmato.pdf", tmp_path / "ca.pem"
    signed.write_bytes(signed_pdf(pdf(), hand()))
    certificate.write_bytes(issuer().pem())
    doors.open_from = signed
    seen: list[str] = []

    def answer(dialog: object) -> bool:
        assert isinstance(dialog, SignedCopyDialog)
        seen.append(words(dialog))
        if len(seen) == 1:
            doors.open_from = certificate
            dialog._want_issuer()
        return False

    doors.answer = answer
    desk.click(TAKE)
    desk.qtbot.waitUntil(lambda: len(seen) == 2)
    assert "non conosce chi" in seen[0]
    assert "Da sapere" in seen[1]


def test_what_is_no_pact_is_refused_in_words(
    desk: Person, pact: PactHouse, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "altro.pdf"
    doors.open_from.write_bytes(b"ciao")
    desk.click(TAKE)
    assert [error.code.value for error in pact.house.navigator.failed] == ["signed_file_unreadable"]
    doors.open_from.unlink()
    desk.click(TAKE)
    assert [error.code.value for error in pact.house.navigator.failed][1:] == ["file_unreadable"]
