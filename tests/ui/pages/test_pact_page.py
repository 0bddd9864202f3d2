"""The composer: text that is never lost, sources that follow their sentences, and the way to the sealed file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QLabel

from cocity_desktop.application.pacts import PutSource, put_source
from cocity_desktop.bundle.reader import verify_bundle
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.pacts import PactState, SentenceOrigin
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.pact.dialogs import OverridesDialog, ReasonDialog, TermDialog
from cocity_desktop.ui.pages.pact.page import PAPER, PactPage
from cocity_desktop.ui.theme import scheme, tokens
from tests.documents.reading import whole_text
from tests.ui.fakes import RESOURCES, House, open_house, speaking
from tests.ui.pages.pact_house import SAID, PactHouse, begin_pact, composer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.pact.editor import ArticleEditor
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def pact(tmp_path: Path, lanes: Lanes) -> Iterator[PactHouse]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        yield begin_pact(house, tmp_path)
        lanes.close()


@pytest.fixture
def page(pact: PactHouse, themed_app: QApplication, qtbot: QtBot) -> PactPage:
    page = composer(pact, qtbot)
    page.article.editor.setFocus()
    return page


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(house.context.lanes.idle, timeout=20_000)


def printed(bundle: Path) -> str:
    """The words of the pact's pages in a delivery."""
    with ZipFile(bundle) as zipped:
        name = next(one for one in zipped.namelist() if one.endswith("patto.pdf"))
        return " ".join(whole_text(zipped.read(name)).split())


def caret_at(editor: ArticleEditor, words: str, after: bool = True) -> None:
    """The caret beside the first place where `words` stand."""
    place = editor.toPlainText().index(words) + (len(words) if after else 0)
    cursor = editor.textCursor()
    cursor.setPosition(place)
    editor.setTextCursor(cursor)


def test_marks_are_shown_and_never_part_of_the_text(page: PactPage) -> None:
    assert "1" in page.article.editor.toPlainText().split(SAID[0])[1][:3]
    assert page.article.editor.prose().split() == " ".join(SAID[:2]).split()


def test_the_text_is_readable_in_the_other_scheme_and_the_caret_stays(
    page: PactPage, themed_app: QApplication, qtbot: QtBot
) -> None:
    editor, follower = page.article.editor, themed_app.findChild(scheme.SchemeFollower)
    caret_at(editor, SAID[0][:12])
    before, words = editor.textCursor().position(), editor.prose()
    with qtbot.waitSignal(follower.applied):
        follower.want("dark")
    try:
        ink = editor.textCursor().charFormat().foreground().color().name()
        assert ink == tokens.DARK["text"].lower()
        assert (editor.textCursor().position(), editor.prose()) == (before, words)
        assert [one.format.background().color().name() for one in editor.extraSelections()] == [
            tokens.DARK["selection"].lower()
        ]
    finally:
        follower.want("light")


def test_a_changed_word_keeps_the_source_of_its_sentence(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    caret_at(editor, "Il cancello grande")
    qtbot.keyClicks(editor, " nuovo")
    editor.save()
    settle(qtbot, pact.house)
    lines = [line for part in pact.article(1).paragraphs for line in part]
    changed = next(line for line in lines if "nuovo" in line.text)
    assert changed.text == "Il cancello grande nuovo resta chiuso."
    assert [source.id for source in changed.sources] == [pact.said[1]]


def test_what_is_typed_right_after_a_mark_is_saved_as_text(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " Si entra gratis.")
    editor.save()
    settle(qtbot, pact.house)
    lines = [line for part in pact.article(1).paragraphs for line in part]
    assert lines[-1].text == "Si entra gratis."
    assert lines[-1].origin is SentenceOrigin.DRAFTING
    assert [bool(line.sources) for line in lines] == [True, True, False]
    assert "red." in editor.toPlainText()


def test_text_is_saved_by_itself_after_a_pause(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    caret_at(page.article.editor, SAID[0])
    with qtbot.waitSignal(page.article.editor.written, timeout=5_000):
        qtbot.keyClicks(page.article.editor, " Prova.")
    settle(qtbot, pact.house)
    assert "Prova." in pact.text(1)


def test_the_caret_stays_in_its_word_when_a_source_comes_in(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    caret_at(editor, "Il cancello")
    command = PutSource(article_id=pact.article(1).id, entry_id=pact.said[2])
    changes = pact.house.services.run(put_source, command)
    pact.house.context.bus.changed.emit(changes)
    settle(qtbot, pact.house)
    assert SAID[2] in editor.toPlainText()
    before = editor.toPlainText()[: editor.textCursor().position()]
    assert before.endswith("Il cancello")


def test_words_typed_while_an_older_text_is_read_are_not_replaced(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    seen: list[str] = []
    with pact.house.tap.held():
        Operation(page, pact.house.tap).start()  # the lane waits here while all that follows queues up
        page.refresh()
        Operation(page, str).on_success(lambda _nothing: seen.append(editor.prose())).start()
        qtbot.keyClicks(editor, " Prima.")
        editor.save()
    settle(qtbot, pact.house)
    assert seen[0].endswith("Prima.")
    assert pact.text(1).endswith("Prima.")


def test_a_refused_save_keeps_the_words_and_asks_again(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    editor = page.article.editor
    caret_at(editor, SAID[0])
    pact.house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    qtbot.keyClicks(editor, " Resta.")
    editor.save()
    settle(qtbot, pact.house)
    assert [error.code for error in pact.house.navigator.failed] == [ErrorCode.DISK_FULL]
    assert "Resta." in editor.prose()
    pact.house.tap.fault = None
    editor.save()
    settle(qtbot, pact.house)
    assert "Resta." in pact.text(1)


def test_the_source_of_the_sentence_at_the_caret_and_esc(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor, popover = page.article.editor, page.article.popover
    caret_at(editor, "cancello")
    assert popover.isVisible()
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not popover.isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClick(editor, Qt.Key.Key_Right)
    assert popover.isVisible()
    qtbot.keyClicks(editor, "x")
    assert not popover.isVisible()


def test_ctrl_and_arrows_go_through_the_articles(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.article.editor.prose() == "Il patto dura due anni."
    qtbot.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert SAID[0] in page.article.editor.prose()


def test_words_typed_before_leaving_an_article_go_to_that_article(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    caret_at(page.article.editor, SAID[0])
    qtbot.keyClicks(page.article.editor, " Ancora.")
    qtbot.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, pact.house)
    assert "Ancora." in pact.text(1)
    assert pact.text(2) == "Il patto dura due anni."


def test_enter_puts_what_was_said_into_the_article(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    sources = page.sources
    sources.scope.setCurrentIndex(1)
    sources.to_use.setFocus()
    assert [sources.to_use.rows.row(0).text] == [SAID[2]]
    qtbot.keyClick(sources.to_use, Qt.Key.Key_Return)
    settle(qtbot, pact.house)
    assert pact.text(1).endswith(SAID[2])
    assert pact.house.navigator.said[-1] == (f"Messo nel testo: «{SAID[2]}»", True)
    assert sources.to_use.rows.rowCount() == 0


def test_what_is_not_needed_is_put_aside_with_a_reason(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ReasonDialog)
        dialog.accept()
        assert dialog.form.errors().keys() == {"reason"}
        dialog.reason.set_text("La mette la scuola.")
        return True

    doors.answer = answer
    page.sources.scope.setCurrentIndex(1)
    page.sources.to_use.setFocus()
    qtbot.mouseClick(page.sources.decline, Qt.MouseButton.LeftButton)
    settle(qtbot, pact.house)
    assert pact.said[2] not in {one.id for one in pact.house.services.queries.pact(pact.pact_id).candidates}


def test_pages_are_those_of_the_pdf(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert page.view_choice.value() == PAPER
    settle(qtbot, pact.house)
    names = [child.accessibleName() for child in page.paper.findChildren(QLabel)]
    assert "Pagina 1" in names


def test_the_term_is_asked_and_days_that_are_reversed_are_refused(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TermDialog)
        today = pact.house.clock.now().date()
        dialog.starts.set_value(today.replace(month=3))
        dialog.ends.set_value(today)
        dialog.accept()
        assert dialog.form.errors().keys() == {"ends_on"}
        dialog.ends.set_value(today.replace(year=2029))
        return True

    doors.answer = answer
    qtbot.mouseClick(page.term, Qt.MouseButton.LeftButton)
    settle(qtbot, pact.house)
    assert page.gaps.isVisible()
    document = pact.house.services.queries.pact(pact.pact_id).document
    assert (document.starts_on.month, document.ends_on.year) == (3, 2029)  # type: ignore[union-attr]


def test_a_gap_leads_to_its_article(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    gap = next(one for one in pact.house.services.queries.pact(pact.pact_id).gaps if one.article_id)
    page.gaps.mend_asked.emit(gap)
    assert page.articles.selected().article.id == gap.article_id  # type: ignore[union-attr]
    assert page.article.editor.hasFocus()


def test_sealing_wants_a_reason_for_what_lacks_then_opens_the_delivery(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, OverridesDialog)
        dialog.accept()
        assert all(field.error() for field in dialog.fields.values())
        for field in dialog.fields.values():
            field.set_text("Arriva la prossima settimana.")
        return True

    doors.answer, doors.save_to = answer, tmp_path / "fuori.zip"
    assert not page.deliver.isEnabled()
    gaps = pact.house.services.queries.pact(pact.pact_id).gaps
    page.gaps.override_asked.emit()
    settle(qtbot, pact.house)
    checked = verify_bundle(tmp_path / "fuori.zip", RESOURCES / "schemas")
    assert checked.valid
    assert checked.pact is not None
    reasons = {line["gap"]: line["reason"] for line in checked.pact["overrides"]}
    assert set(reasons.values()) == {"Arriva la prossima settimana."}
    assert set(reasons) == {gap.code for gap in gaps if gap.blocking}
    assert "Arriva la prossima settimana." in printed(tmp_path / "fuori.zip")
    assert pact.house.services.queries.pact(pact.pact_id).state is PactState.DELIVERED
    assert pact.house.navigator.opened == [("delivery", pact.delivery_id())]


def test_a_delivery_that_cannot_be_written_leaves_the_draft(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "manca" / "fuori.zip"
    gaps = pact.house.services.queries.pact(pact.pact_id).gaps
    page._seal({gap.code: "Poi." for gap in gaps})
    settle(qtbot, pact.house)
    assert pact.house.navigator.failed
    assert pact.house.services.queries.pact(pact.pact_id).state is PactState.DRAFT
    assert not pact.house.services.queries.deliveries()
    assert page.deliver.isEnabled()


def test_the_mouse_finds_a_sentence_too(page: PactPage, qtbot: QtBot) -> None:
    editor = page.article.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(editor.toPlainText().index("cancello"))
    place = editor.cursorRect(cursor).center() + QPoint(2, 0)
    qtbot.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.article.popover.isVisible()


def test_every_way_out_makes_its_file_and_its_public_copy(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    page._exports.fill(pact.house.context.services.queries.pact(pact.pact_id).document)
    *ways, public = [action for action in page._exports.menu.actions() if not action.isSeparator()]
    for menu in (ways, public.menu().actions()):
        *single, brief = menu
        made = [
            _saved(action, page, pact, qtbot, doors, tmp_path)
            for action in [*single, *brief.menu().actions()]
        ]
        assert [content[:2] for content in made] == [b"%P", b"PK", b"PK", b"{\n", b"%P", b"%P"]
    assert pact.house.navigator.failed == []


def _saved(
    action: QAction, page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors, folder: Path
) -> bytes:
    out = doors.save_to = folder / "out"
    action.trigger()
    qtbot.waitUntil(out.exists, timeout=30_000)
    settle(qtbot, pact.house)
    made = out.read_bytes()
    out.unlink()
    return made


def test_the_ways_out_open_by_key(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page._exports.menu.isVisible()
    page._exports.menu.close()
