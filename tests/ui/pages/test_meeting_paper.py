"""The times of a meeting held on paper: they go on with what is typed, and back only when somebody insists."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import clock
from cocity_desktop.ui.pages.meeting.paper_time import nearest, stamp_of
from tests.ui.pages.test_meeting_page import house, on_disk, page, planned, settled

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.pages.meeting.page import MeetingPage
    from tests.ui.fakes import House

__all__ = ["house", "page"]

RETURN, ESC, ALT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.KeyboardModifier.AltModifier


def open_on_paper(house: House, page: MeetingPage, qtbot: QtBot) -> None:
    """A meeting planned for 18:30, opened at ten in the evening; its beginning not yet said."""
    meeting = planned(house)
    house.clock.pass_(hours=3, minutes=30)
    page.open(meeting, on_paper="1")
    settled(qtbot, house, page)


@pytest.fixture
def paper(house: House, page: MeetingPage, qtbot: QtBot) -> MeetingPage:
    open_on_paper(house, page, qtbot)
    qtbot.keyClick(page.paper.strip.box.line, RETURN)
    settled(qtbot, house, page)
    return page


def type_line(qtbot: QtBot, page: MeetingPage, words: str) -> None:
    qtbot.keyClicks(page.speech.line.edit, words)


def test_it_asks_once_when_it_began_and_escape_leaves_it_as_it_was(
    house: House, page: MeetingPage, qtbot: QtBot
) -> None:
    open_on_paper(house, page, qtbot)
    strip = page.paper.strip
    assert strip.box.text() == "18:30"
    assert strip.box.line.hasFocus()
    strip.box.set_text("23.00")
    qtbot.keyClick(strip.box.line, RETURN)
    assert strip.said() == "Le 23:00 non sono ancora passate."
    qtbot.keyClick(strip.box.line, ESC)
    assert house.navigator.opened == [("back", None)]
    assert on_disk(house, page).row.state is MeetingState.PLANNED


def test_lines_of_the_meeting_before_do_not_stand_under_the_next_one(
    house: House, paper: MeetingPage, qtbot: QtBot
) -> None:
    type_line(qtbot, paper, "Il custode esce presto")
    qtbot.keyClick(paper.speech.line.edit, RETURN)
    settled(qtbot, house, paper)
    assert paper.speech.list.entries.rowCount() == 1
    open_on_paper(house, paper, qtbot)
    assert paper.paper.strip.box.line.hasFocus()
    assert paper.speech.list.entries.rowCount() == 0


def test_there_is_no_clock_and_what_is_typed_takes_the_time(
    house: House, paper: MeetingPage, qtbot: QtBot
) -> None:
    assert paper.speech.header.time() is None
    assert paper.speech.header.pause.isVisible() is False
    type_line(qtbot, paper, "18.52 Il custode esce presto")
    assert paper.speech.line.edit.text() == "Il custode esce presto"
    qtbot.keyClick(paper.speech.line.edit, RETURN)
    settled(qtbot, house, paper)
    (entry,) = on_disk(house, paper).entries
    assert (entry.text, clock(entry.said_at)) == ("Il custode esce presto", "18:52")
    qtbot.keyClick(paper, Qt.Key.Key_F6)
    settled(qtbot, house, paper)
    assert [clock(item.started_at) for item in on_disk(house, paper).agenda if item.started_at] == [
        "18:30",
        "18:52",
    ]


def test_time_goes_back_only_by_a_second_space(house: House, paper: MeetingPage, qtbot: QtBot) -> None:
    type_line(qtbot, paper, "1900 ")
    type_line(qtbot, paper, "18.45 ")
    assert paper.speech.line.edit.text() == "18.45 "
    assert clock(paper.paper.now()) == "19:00"
    assert (
        paper.paper.strip.said()
        == "Le 18:45 vengono prima delle 19:00. Un altro spazio per tornare indietro."
    )
    type_line(qtbot, paper, " ")
    assert paper.speech.line.edit.text() == ""
    assert clock(paper.paper.now()) == "18:45"


def test_backspace_gives_figures_back_that_were_no_time(paper: MeetingPage, qtbot: QtBot) -> None:
    type_line(qtbot, paper, "2000 ")
    assert clock(paper.paper.now()) == "20:00"
    qtbot.keyClick(paper.speech.line.edit, Qt.Key.Key_Backspace)
    assert paper.speech.line.edit.text() == "2000"
    assert clock(paper.paper.now()) == "18:30"
    type_line(qtbot, paper, "lire")
    assert paper.speech.line.edit.text() == "2000lire"


def test_alt_t_goes_to_the_time_and_enter_comes_back(paper: MeetingPage, qtbot: QtBot) -> None:
    box = paper.paper.box.box.line
    qtbot.keyClick(paper, Qt.Key.Key_T, ALT)
    assert box.hasFocus()
    qtbot.keyClicks(box, "19.20")
    qtbot.keyClick(box, RETURN)
    assert clock(paper.paper.now()) == "19:20"
    assert paper.focusWidget() is paper.speech.line.edit
    qtbot.keyClick(paper, Qt.Key.Key_T, ALT)
    qtbot.keyClicks(box, "19.05")
    qtbot.keyClick(box, RETURN)
    assert box.hasFocus(), "it asks before it goes back"
    qtbot.keyClick(box, RETURN)
    assert clock(paper.paper.now()) == "19:05"
    qtbot.keyClick(paper, Qt.Key.Key_T, ALT)
    qtbot.keyClick(box, Qt.Key.Key_PageUp)
    qtbot.keyClick(box, ESC)
    assert clock(paper.paper.now()) == "19:15"
    assert paper.focusWidget() is paper.speech.line.edit


def test_the_time_goes_on_where_it_was_when_the_meeting_is_opened_again(
    house: House, paper: MeetingPage, qtbot: QtBot
) -> None:
    type_line(qtbot, paper, "19.30 Fin qui")
    qtbot.keyClick(paper.speech.line.edit, RETURN)
    settled(qtbot, house, paper)
    meeting_id = paper._record_id
    paper.open(planned(house, "Un altro"))
    settled(qtbot, house, paper)
    assert not paper.paper.active()
    paper.open(meeting_id)
    settled(qtbot, house, paper)
    assert clock(paper.paper.now()) == "19:30"


def test_it_ends_when_the_paper_says(house: House, paper: MeetingPage, qtbot: QtBot) -> None:
    type_line(qtbot, paper, "19.30 Si chiude")
    qtbot.keyClick(paper.speech.line.edit, RETURN)
    settled(qtbot, house, paper)
    qtbot.keyClick(paper, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    panel = paper.paper.end
    assert panel.field.text() == "19:30"
    panel.field.set_text("19.00")
    qtbot.keyClick(panel.field.line, RETURN)
    assert panel.error() == "Hai scritto cose fino alle 19:30: è finito dopo."
    panel.field.set_text("19.45")
    qtbot.keyClick(panel.field.line, RETURN)
    qtbot.waitUntil(lambda: bool(house.navigator.opened))
    closed = on_disk(house, paper).closed_at
    assert closed is not None
    assert clock(closed) == "19:45"


@pytest.mark.parametrize(
    ("text", "at", "length", "insisted"),
    [
        ("18.40 Il custode", time(18, 40), 6, False),
        ("9:05 Si comincia", time(9, 5), 5, False),
        ("1840 ", time(18, 40), 5, False),
        ("18.40  ", time(18, 40), 7, True),
    ],
)
def test_a_line_may_begin_with_its_time(text: str, at: time, length: int, insisted: bool) -> None:
    stamp = stamp_of(text)
    assert stamp is not None
    assert (stamp.at, stamp.length, stamp.insisted) == (at, length, insisted)


@pytest.mark.parametrize(
    "text", ["120 euro di terra", "18 persone", "18.40", "24.10 ", "18.60 ", "2,50 al metro", ""]
)
def test_other_figures_are_words(text: str) -> None:
    assert stamp_of(text) is None


def test_a_meeting_may_run_past_midnight() -> None:
    late = datetime(2027, 2, 11, 22, 50, tzinfo=UTC)
    assert nearest(time(0, 20), late) == datetime(2027, 2, 11, 23, 20, tzinfo=UTC)
    assert nearest(time(23, 40), late) == datetime(2027, 2, 11, 22, 40, tzinfo=UTC)
