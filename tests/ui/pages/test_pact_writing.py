"""Writing a pact by hand: moving text keeps its sources, sources go where they are put, words are found, gaps are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.ui.pages.pact.article_acts import TitleDialog
from cocity_desktop.ui.pages.pact.carrying import SOURCE
from cocity_desktop.ui.pages.pact.gap_strip import changed_by_city
from cocity_desktop.ui.pages.pact.sources import key_of
from cocity_desktop.ui.widgets.buttons import Button
from tests.ui.fakes import at_the_desk, open_house, speaking
from tests.ui.pages.pact_house import SAID, PactHouse, begin_pact, composer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.document_views import SentenceLine
    from cocity_desktop.ui.operation import Lanes
    from cocity_desktop.ui.pages.pact.editor import ArticleEditor
    from cocity_desktop.ui.pages.pact.page import PactPage
    from tests.ui.conftest import AnsweringDoors

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


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


def settle(qtbot: QtBot, pact: PactHouse) -> None:
    qtbot.waitUntil(pact.house.context.lanes.idle, timeout=20_000)


def select(editor: ArticleEditor, words: str) -> None:
    start = editor.toPlainText().index(words)
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def lines(pact: PactHouse, number: int) -> list[SentenceLine]:
    return [line for paragraph in pact.article(number).paragraphs for line in paragraph]


def titled(page: PactPage) -> tuple[int, str]:
    """Number and name of the selected article."""
    row = page.articles.selected()
    return (row.article.number, row.short_title) if row is not None else (0, "")


def back_in(qtbot: QtBot, page: PactPage, widget: QWidget) -> None:
    """The window is where a dialog was before."""
    with qtbot.waitActive(page):
        page.activateWindow()
    widget.setFocus()


def step(qtbot: QtBot, page: PactPage, key: Qt.Key) -> None:
    qtbot.keyClick(page.article.editor, key, CONTROL)


def saved(qtbot: QtBot, page: PactPage, pact: PactHouse) -> None:
    page.article.editor.save()
    settle(qtbot, pact)


def test_cut_words_take_their_sources_to_another_article(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    select(editor, SAID[1])
    editor.cut()
    assert QApplication.clipboard().text() == SAID[1]
    saved(qtbot, page, pact)
    assert [line.text for line in lines(pact, 1)] == [SAID[0]]
    step(qtbot, page, Qt.Key.Key_Down)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.paste()
    saved(qtbot, page, pact)
    moved = lines(pact, 2)[-1]
    assert (moved.text, [source.id for source in moved.sources]) == (SAID[1], [pact.said[1]])


def test_part_of_a_sentence_brings_the_source_of_the_whole(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    select(editor, "cancello grande resta chiuso")
    editor.copy()
    step(qtbot, page, Qt.Key.Key_Down)
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, " Di notte il ")
    editor.paste()
    qtbot.keyClicks(editor, ".")
    saved(qtbot, page, pact)
    added = lines(pact, 2)[-1]
    assert added.text == "Di notte il cancello grande resta chiuso."
    assert [source.id for source in added.sources] == [pact.said[1]]
    assert [source.id for source in lines(pact, 1)[1].sources] == [pact.said[1]]


def test_words_from_elsewhere_come_plain_and_marked_as_added(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    mime = QMimeData()
    mime.setText("Si balla la domenica.")
    mime.setHtml("<b>Si balla la domenica.</b>")
    editor = page.article.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editor.insertFromMimeData(mime)
    saved(qtbot, page, pact)
    added = lines(pact, 1)[-1]
    assert (added.text, added.origin) == ("Si balla la domenica.", SentenceOrigin.DRAFTING)
    assert added.written_by


def test_what_was_taken_out_and_saved_comes_back_with_its_source(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    before = editor.prose()
    select(editor, SAID[1])
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    saved(qtbot, page, pact)
    qtbot.keyClick(editor, Qt.Key.Key_End, CONTROL)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, SAID[1])
    saved(qtbot, page, pact)
    assert editor.prose() == before
    assert [source.id for source in lines(pact, 1)[1].sources] == [pact.said[1]]


def test_alt_and_arrows_move_the_paragraph_with_its_marks(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    editor = page.article.editor
    select(editor, "cancello")
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert editor.prose() == f"{SAID[1]}\n{SAID[0]}"
    assert editor.textCursor().position() == editor.toPlainText().index("cancello") + len("cancello")
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert editor.prose() == f"{SAID[1]}\n{SAID[0]}"
    saved(qtbot, page, pact)
    assert [[source.id for source in line.sources] for line in lines(pact, 1)] == [
        [pact.said[1]],
        [pact.said[0]],
    ]


def test_a_moved_paragraph_is_taken_back_in_the_text(page: PactPage, qtbot: QtBot) -> None:
    editor = page.article.editor
    qtbot.keyClick(editor, Qt.Key.Key_Down, ALT)
    assert editor.prose() == f"{SAID[1]}\n{SAID[0]}"
    editor.undo()
    assert editor.prose() == f"{SAID[0]}\n{SAID[1]}"


def test_enter_puts_a_source_at_the_end_of_the_caret_s_paragraph(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    qtbot.keyClick(page.article.editor, Qt.Key.Key_Right)
    page.sources.scope.setCurrentIndex(1)
    page.sources.to_use.setFocus()
    qtbot.keyClick(page.sources.to_use, Qt.Key.Key_Return)
    settle(qtbot, pact)
    assert pact.text(1) == f"{SAID[0]} {SAID[2]}\n{SAID[1]}"
    assert [[s.id for s in line.sources] for line in lines(pact, 1)] == [
        [pact.said[0]],
        [pact.said[2]],
        [pact.said[1]],
    ]


@pytest.mark.parametrize(("gap", "place"), [(0, 0), (1, 1), (2, 2)])
def test_a_source_let_fall_between_paragraphs_stands_there(
    page: PactPage, pact: PactHouse, qtbot: QtBot, gap: int, place: int
) -> None:
    editor = page.article.editor
    page.sources.scope.setCurrentIndex(1)
    source = page.sources.to_use.rows.row(0)
    mime = QMimeData()
    mime.setData(SOURCE, key_of(source).encode())
    tops = [top for top, _height in editor._heights()]
    at = QPointF(40, tops[gap] + 2 if gap < 2 else editor.viewport().height() - 4)
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    over = QDragMoveEvent(at.toPoint(), copy, mime, button, none)
    editor.dragMoveEvent(over)
    assert over.isAccepted()
    before = editor.viewport().grab().toImage()
    editor.dropEvent(QDropEvent(at, copy, mime, button, none))
    assert editor.viewport().grab().toImage() != before  # the line between the paragraphs is gone
    settle(qtbot, pact)
    wanted = list(SAID[:2])
    wanted.insert(place, SAID[2])
    assert pact.text(1).splitlines() == wanted


def test_words_are_found_in_every_article(page: PactPage, qtbot: QtBot) -> None:
    finder, editor = page.article.finder, page.article.editor
    qtbot.keyClick(editor, Qt.Key.Key_F, CONTROL)
    assert finder.field.line.hasFocus()
    qtbot.keyClicks(finder.field.line, "DUE")
    assert finder.facts.text() == "1 di 1"
    assert editor.prose() == "Il patto dura due anni."
    assert editor.textCursor().selectedText() == "due"
    finder.field.set_text("il ")
    assert finder.facts.text().endswith(" di 3")
    seen = []
    for _turn in range(3):
        qtbot.keyClick(finder.field.line, Qt.Key.Key_Return)
        seen.append((editor.article_id(), editor.textCursor().selectionStart()))
    assert len(set(seen)) == 3
    finder.field.set_text("zebra")
    assert finder.facts.text() == "non c’è"
    qtbot.keyClick(finder.field.line, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert editor.hasFocus()


def test_articles_are_added_renamed_moved_and_removed_by_keys(
    page: PactPage, pact: PactHouse, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    titles = iter(("Le chiavi", "Chiavi e orari"))

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TitleDialog)
        dialog.title.set_text(" ")
        dialog.accept()
        assert dialog.form.errors().keys() == {"title"}
        dialog.title.set_text(next(titles))
        return True

    doors.answer = answer
    rows = page.articles
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: titled(page) == (2, "Le chiavi"))  # and it is opened
    assert page.article.editor.article_id() == pact.article(2).id
    back_in(qtbot, page, rows)
    qtbot.keyClick(rows, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: titled(page) == (2, "Chiavi e orari"))
    back_in(qtbot, page, rows)
    qtbot.keyClick(rows, Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: titled(page) == (1, "Chiavi e orari"))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.article.editor.prose().startswith(SAID[0]))
    settle(qtbot, pact)
    assert SAID[0] in pact.text(1)
    assert pact.house.navigator.failed == []


def test_a_gap_is_asked_at_the_next_meeting_by_one_key(page: PactPage, pact: PactHouse, qtbot: QtBot) -> None:
    house = pact.house
    command = ScheduleMeeting(
        process_id=house.process_id, title="Secondo tavolo", starts_at=house.clock.now(), venue="Sala blu"
    )
    meeting = house.run(schedule_meeting, command)
    empty = pact.article(3)
    page.articles.select(empty.id)
    qtbot.keyClick(page.article.editor, Qt.Key.Key_F7)
    settle(qtbot, pact)
    detail = house.services.queries.pact(pact.pact_id)
    gap = next(gap for gap in detail.gaps if gap.article_id == empty.id)
    assert [(one.gap, one.meeting_id) for one in detail.asked] == [(gap.code, meeting)]
    page.refresh()
    settle(qtbot, pact)
    words = [child.text() for child in page.gaps.findChildren(QWidget) if hasattr(child, "text")]
    assert any(text.startswith("chiesto per l’11 ") for text in words)


def test_whoever_may_only_read_is_told_why_nothing_moves(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    at_the_desk(StaffRole.READ_ONLY)
    editor, before = page.article.editor, page.article.editor.prose()
    assert editor.isReadOnly()
    qtbot.keyClick(editor, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(editor, Qt.Key.Key_F7)
    qtbot.keyClick(page.articles, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, pact)
    assert editor.prose() == before
    assert [action.isEnabled() for action in page.article_acts.menu().actions()] == [False] * 5
    assert len(pact.house.services.queries.pact(pact.pact_id).asked) == 0


def test_the_sheet_beside_follows_the_words_before_they_are_saved(
    page: PactPage, pact: PactHouse, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F6)
    with qtbot.waitSignal(page.sheet.shown, timeout=20_000):
        qtbot.keyClick(page, Qt.Key.Key_F6)
    before = [child.pixmap().toImage() for child in page.sheet.findChildren(QLabel) if child.accessibleName()]
    editor = page.article.editor
    editor.setFocus()
    with qtbot.waitSignal(page.sheet.shown, timeout=20_000):
        qtbot.keyClicks(editor, "Dunque. ")
    assert page.sheet.is_newest()
    after = [child.pixmap().toImage() for child in page.sheet.findChildren(QLabel) if child.accessibleName()]
    assert len(before) == len(after) == 1
    assert before != after
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert page.sources.isVisible()
    settle(qtbot, pact)


def test_what_the_comune_changed_has_its_own_verb(
    page: PactPage,
) -> None:
    article = page._articles()[4]
    gap = changed_by_city(article)
    page.gaps.show_gaps([gap])
    names = [button.accessibleName() for button in page.gaps.findChildren(Button)]
    assert "Guarda: Articolo 5: il Comune ha cambiato il testo" in names
    page.gaps.mend_asked.emit(gap)
    assert page.articles.selected().article.id == article.id  # type: ignore[union-attr]
