"""The page of the minutes: typing that is never lost, both texts on a conflict, the way from draft to lock by keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QMenu

from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    NewReservation,
    ReviseEntry,
    capture_entry,
    revise_entry,
)
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.minutes import RegenerateMinutes, regenerate_minutes
from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.meetings.page import MeetingsPage
from cocity_desktop.ui.pages.minutes.dialogs import ApproveDialog, LockDialog, WordsDialog
from cocity_desktop.ui.pages.minutes.drafts import key_of
from cocity_desktop.ui.pages.minutes.page import MinutesPage
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.minutes_views import MinutesDocument, ParagraphLine
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

DOUBT = "Il portone da soli non si apre"


@dataclass
class Evening:
    """A closed meeting: a point, a note, a decision with a reservation."""

    house: House
    meeting: str
    entries: dict[str, str] = field(default_factory=dict)

    def document(self) -> MinutesDocument:
        return self.house.services.minutes_of(self.meeting)

    def regenerate(self) -> None:
        read = self.house.services.minutes_of
        self.house.services.run(regenerate_minutes, RegenerateMinutes(meeting_id=self.meeting), read)

    def correct(self, text: str) -> None:
        cmd = ReviseEntry(entry_id=self.entries["note"], text=text, entry_kind=EntryKind.NOTE)
        self.house.run(revise_entry, cmd)

    def line(self, source: str) -> ParagraphLine:
        return next(line for line in self.document().paragraphs if line.source.startswith(source))

    @property
    def note(self) -> ParagraphLine:
        return self.line(f"entry {self.entries['note']}")


@pytest.fixture
def evening(tmp_path: Path, lanes: Lanes) -> Iterator[Evening]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as house:
        cmd = ScheduleMeeting(
            process_id=house.process_id,
            title="Secondo tavolo",
            starts_at=house.clock.now(),
            items=(NewItem(title="Orto"),),
        )
        made = Evening(house, house.run(schedule_meeting, cmd))
        item = house.services.queries.meeting(made.meeting).agenda[0].id
        house.run(run_meeting, RunMeeting(meeting_id=made.meeting))
        house.run(record_arrival, RecordArrival(meeting_id=made.meeting, label="Ada Prova"))
        note = CaptureEntry(meeting_id=made.meeting, agenda_item_id=item, text="Serve acqua")
        made.entries["note"] = house.run(capture_entry, note)
        decision = DecisionFields(
            in_favour=3, reservations=(NewReservation(raised_by="Genitori", text=DOUBT),)
        )
        decided = CaptureEntry(
            meeting_id=made.meeting,
            text="Si prova",
            entry_kind=EntryKind.DECISION,
            decision=decision,
            agenda_item_id=item,
        )
        house.run(capture_entry, decided)
        house.run(close_meeting, CloseMeeting(meeting_id=made.meeting))
        yield made
        lanes.close()


def settle(qtbot: QtBot, page: MinutesPage) -> None:
    qtbot.waitUntil(page.context.lanes.idle, timeout=20_000)


@pytest.fixture
def empty(evening: Evening, themed_app: QApplication, qtbot: QtBot) -> MinutesPage:
    page = MinutesPage(evening.house.context)
    qtbot.addWidget(page)
    page.resize(1310, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(evening.meeting)
    settle(qtbot, page)
    return page


@pytest.fixture
def page(evening: Evening, empty: MinutesPage, qtbot: QtBot) -> MinutesPage:
    evening.regenerate()
    empty.refresh()
    settle(qtbot, empty)
    empty.editor.setFocus()
    return empty


def caret_after(page: MinutesPage, words: str) -> None:
    """The caret behind the first place where `words` stand."""
    cursor = page.editor.document().find(words)
    assert not cursor.isNull(), words
    cursor.setPosition(cursor.selectionEnd())
    page.editor.setTextCursor(cursor)


def type_in(page: MinutesPage, qtbot: QtBot, words: str) -> None:
    qtbot.keyClicks(page.editor, words)


def leave(page: MinutesPage, qtbot: QtBot) -> None:
    """The caret goes to the first paragraph: what was left is saved."""
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    settle(qtbot, page)


def test_one_button_writes_the_minutes(empty: MinutesPage, evening: Evening, qtbot: QtBot) -> None:
    assert empty.begin.isVisible()
    empty.begin.click()
    settle(qtbot, empty)
    assert "Serve acqua." in empty.editor.toPlainText()
    assert empty.editor.isVisible()
    assert evening.document().minutes_id is not None


def test_a_meeting_to_come_says_so(empty: MinutesPage, evening: Evening, qtbot: QtBot) -> None:
    cmd = ScheduleMeeting(
        process_id=evening.house.process_id, title="Poi", starts_at=evening.house.clock.now()
    )
    empty.open(evening.house.run(schedule_meeting, cmd))
    settle(qtbot, empty)
    assert empty.too_early.isVisible()
    assert not empty.begin.isVisible()


def test_a_paragraph_is_saved_when_the_caret_leaves_it(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve acqua")
    type_in(page, qtbot, " potabile")
    settle(qtbot, page)
    assert evening.note.text == "Serve acqua."
    leave(page, qtbot)
    assert evening.note.text == "Serve acqua potabile."
    assert page.editor.is_saved()
    assert evening.house.services.drafts.keys() == ()


def test_typing_is_kept_as_a_draft_at_once_and_comes_back(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve acqua")
    type_in(page, qtbot, " potabile")
    key = key_of(evening.meeting, evening.note.id)
    qtbot.waitUntil(lambda: evening.house.services.drafts.load(key) == "Serve acqua potabile.", timeout=2_000)
    again = MinutesPage(evening.house.context)
    qtbot.addWidget(again)
    again.open(evening.meeting)
    settle(qtbot, again)
    qtbot.waitUntil(lambda: evening.note.text == "Serve acqua potabile.", timeout=5_000)
    settle(qtbot, again)
    assert any("Recuperato" in words for words, _undoable in evening.house.navigator.said)
    assert key not in evening.house.services.drafts.keys()  # noqa: SIM118


def test_enter_parts_a_paragraph_and_backspace_joins_it(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve")
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    type_in(page, qtbot, "subito")
    leave(page, qtbot)
    texts = [line.text for line in evening.document().standing]
    assert texts[texts.index("Serve") + 1] == "subito acqua."
    qtbot.waitUntil(lambda: len(set(page.editor.texts())) == len(texts), timeout=5_000)
    caret_after(page, "subito")
    page.editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock)
    qtbot.keyClick(page.editor, Qt.Key.Key_Backspace)
    leave(page, qtbot)
    assert "Servesubito acqua." in [line.text for line in evening.document().standing]
    assert "subito acqua." not in [line.text for line in evening.document().standing]


def test_what_is_typed_while_a_parted_paragraph_is_saved_is_not_doubled(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve")
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    page.editor.save()
    qtbot.keyClicks(page.editor, "tanta ")
    settle(qtbot, page)
    leave(page, qtbot)
    texts = [line.text for line in evening.document().standing]
    assert texts[texts.index("Serve") + 1] == "tanta acqua."
    assert sum("acqua" in text for text in texts) == 1


def test_a_paragraph_that_is_deleted_is_struck_out_and_can_be_put_back(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve acqua.")
    page.editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    qtbot.keyClick(page.editor, Qt.Key.Key_Delete)
    leave(page, qtbot)
    assert evening.note.text == ""
    page.side.put_back_asked.emit(evening.note.id)
    settle(qtbot, page)
    assert evening.note.text == "Serve acqua."
    assert "Serve acqua." in page.editor.toPlainText()


def test_changed_notes_stand_beside_what_was_written_and_a_key_chooses(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve acqua")
    type_in(page, qtbot, " potabile")
    leave(page, qtbot)
    evening.correct("Serve acqua, e tanta")
    page.update_.click()
    settle(qtbot, page)
    assert page.side.choices.isVisible()
    assert not page.approve.isEnabled()
    assert "1 scelta da fare" in page._facts(evening.document())
    assert "Serve acqua potabile." in page.editor.toPlainText()
    page.side.choices.take.setFocus()
    page.side.choices.take.click()
    settle(qtbot, page)
    assert "Serve acqua, e tanta." in page.editor.toPlainText()
    assert not page.side.choices.isVisible()
    assert page.focusWidget() is page.editor, "the last choice gives the hand back"
    assert page.approve.isEnabled()


def test_unsaved_words_survive_what_comes_from_elsewhere(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Si prova")
    type_in(page, qtbot, " da marzo")
    at = page.editor.textCursor().position()
    evening.correct("Serve acqua, e tanta")
    evening.regenerate()
    page.refresh()
    settle(qtbot, page)
    assert "Si prova da marzo" in page.editor.toPlainText()
    assert "e tanta" in page.editor.toPlainText()
    caret = page.editor.textCursor()
    assert page.editor.toPlainText()[: caret.position()].endswith("Si prova da marzo")
    assert caret.position() == at + len(", e tanta")


def test_a_full_disk_leaves_the_words_where_they_are(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, "Serve acqua")
    type_in(page, qtbot, " potabile")
    evening.house.tap.fault = EnvironmentFault(ErrorCode.DISK_FULL)
    leave(page, qtbot)
    assert [error.code for error in evening.house.navigator.failed] == [ErrorCode.DISK_FULL]
    assert "Serve acqua potabile." in page.editor.toPlainText()
    evening.house.tap.fault = None
    page.editor.save()
    settle(qtbot, page)
    assert evening.note.text == "Serve acqua potabile."


def test_a_reservation_that_was_softened_is_missed_and_put_back(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    caret_after(page, DOUBT)
    page.editor.moveCursor(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
    type_in(page, qtbot, "Qualche dubbio")
    leave(page, qtbot)
    assert not page.approve.isEnabled()
    assert "manca 1 riserva" in page._facts(evening.document())
    reservation = evening.line("reservation").source.removeprefix("reservation ")
    page.side.restore_asked.emit(reservation)
    settle(qtbot, page)
    assert DOUBT in page.editor.toPlainText()
    assert page.approve.isEnabled()


def test_from_draft_to_lock_and_an_addition(
    page: MinutesPage, evening: Evening, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def answer(dialog: QDialog) -> bool:
        if isinstance(dialog, ApproveDialog):
            dialog.who.set_text("l’assemblea")
        elif isinstance(dialog, WordsDialog):
            dialog.words.set_text("Erano in dodici")
        else:
            assert isinstance(dialog, LockDialog)
        dialog.accept()
        return dialog.result() == 1

    doors.answer = answer
    page.approve.click()
    settle(qtbot, page)
    assert (evening.document().state, page.editor.isReadOnly()) == (MinutesState.APPROVED, True)
    page.reopen.click()
    settle(qtbot, page)
    assert (evening.document().state, page.editor.isReadOnly()) == (MinutesState.DRAFT, False)
    page.approve.click()
    settle(qtbot, page)
    page.lock.click()
    qtbot.waitUntil(lambda: evening.document().state is MinutesState.LOCKED, timeout=20_000)
    settle(qtbot, page)
    locked = evening.house.services.read_bytes(evening.document().locked_sha256)
    assert locked.startswith(b"%PDF")
    assert ("Verbale bloccato per sempre", False) in evening.house.navigator.said
    page.add.click()
    settle(qtbot, page)
    assert [line.text for line in evening.document().additions] == ["Erano in dodici"]
    services = evening.house.services
    assert minutes_pdf(evening.document(), services.press, services.read_bytes) == locked


def test_the_dialogs_keep_what_may_not_be_empty(
    evening: Evening, themed_app: QApplication, qtbot: QtBot
) -> None:
    today = evening.house.clock.now().date()
    for dialog in (ApproveDialog(None, today), LockDialog(None, ""), WordsDialog(None, "A", "", "B", "C")):
        qtbot.addWidget(dialog)
        dialog.accept()
        assert dialog.result() == 0
        assert dialog.form.errors()


def test_every_way_out_makes_its_file(
    page: MinutesPage, evening: Evening, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    menu = QMenu(page)
    page._exports.fill(menu, evening.document())
    starts = {"pdf": b"%PDF", "docx": b"PK", "odt": b"PK"}
    summaries = next(action.menu() for action in menu.actions() if action.menu())
    assert len(summaries.actions()) == 6
    for action in [*menu.actions(), *summaries.actions()]:
        if action.menu() or action.isSeparator() or "testo" in action.text():
            continue
        out = tmp_path / "out"
        doors.save_to = out
        action.trigger()
        qtbot.waitUntil(out.exists, timeout=30_000)
        settle(qtbot, page)
        assert out.read_bytes().startswith(tuple(starts.values()))
        out.unlink()
    assert evening.house.navigator.failed == []


def test_the_text_goes_to_the_clipboard_with_its_reservations(
    page: MinutesPage, evening: Evening, qtbot: QtBot
) -> None:
    page._exports.copy(evening.document())
    qtbot.waitUntil(lambda: DOUBT in QGuiApplication.clipboard().text(), timeout=10_000)


def test_points_by_key(page: MinutesPage, qtbot: QtBot) -> None:
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    page._step(1)
    assert page.editor.textCursor().block().text() == "1. Orto"
    assert page.editor.hasFocus()


def test_the_meetings_lead_to_their_minutes(evening: Evening, themed_app: QApplication, qtbot: QtBot) -> None:
    meetings = MeetingsPage(evening.house.context)
    qtbot.addWidget(meetings)
    meetings.show()
    meetings.open(evening.meeting)
    qtbot.waitUntil(lambda: meetings.detail is not None, timeout=10_000)
    qtbot.keyClick(meetings, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    meetings.panel.minutes_asked.emit()
    assert ("minutes", evening.meeting) in evening.house.navigator.opened


def test_ctrl_z_takes_back_what_was_saved(page: MinutesPage, evening: Evening, qtbot: QtBot) -> None:
    caret_after(page, "Serve acqua")
    type_in(page, qtbot, " potabile")
    leave(page, qtbot)
    undo_last(evening.house.services.new_unit_of_work())
    page.refresh()
    settle(qtbot, page)
    assert "potabile" not in page.editor.toPlainText()
    assert not page.editor.document().isUndoAvailable()


def test_what_is_typed_during_a_save_stays_a_draft(page: MinutesPage, evening: Evening, qtbot: QtBot) -> None:
    caret_after(page, "Serve acqua")
    with evening.house.tap.held():
        type_in(page, qtbot, " potabile")
        page.editor.save()
        type_in(page, qtbot, " davvero")
    settle(qtbot, page)
    key = key_of(evening.meeting, evening.note.id)
    qtbot.waitUntil(lambda: "davvero" in evening.house.services.drafts.load(key), timeout=5_000)
    assert "potabile davvero" in page.editor.toPlainText()
    assert evening.note.text == "Serve acqua potabile."
