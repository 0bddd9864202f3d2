"""A live meeting for tests: the page over a real archive, and a hand at its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.ui.pages.meeting.page import MeetingPage
from tests.ui.person import type_text

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.views.work import CommitmentRow, EntryRow
    from tests.ui.fakes import House


def running(house: House, title: str = "Secondo tavolo") -> str:
    """A meeting that has begun; its id."""
    items = (NewItem(title="Uso del cortile", planned_minutes=15), NewItem(title="Orto", planned_minutes=20))
    command = ScheduleMeeting(
        process_id=house.process_id, title=title, starts_at=house.clock.now(), items=items
    )
    meeting_id = house.run(schedule_meeting, command)
    house.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    return meeting_id


class Seat:
    """The page on one meeting, and who sits at it."""

    def __init__(self, house: House, bot: QtBot, meeting_id: str) -> None:
        self.house, self.bot, self.meeting_id = house, bot, meeting_id
        self.page = MeetingPage(house.context)
        bot.addWidget(self.page)
        self.page.resize(1310, 684)
        self.page.open(meeting_id)
        self.page.show()
        names = self.page.speech.line.mentioning
        bot.waitUntil(lambda: self.page.meeting is not None and bool(names.names.all))
        self.settle()
        self.line = self.page.speech.line
        self.edit = self.line.edit

    def settle(self) -> None:
        """All that was typed is read, written, and on show."""
        lanes, page = self.house.context.lanes, self.page
        reader = page.desk.sense._reader
        self.bot.waitUntil(
            lambda: (
                not page.desk.queue.waiting()
                and not page._rest.isActive()
                and not reader._rest.isActive()
                and not page.desk.unsent.keeper._timer.isActive()
                and lanes.idle()
            ),
            timeout=15_000,
        )

    def type(self, words: str) -> None:
        """Letter by letter, where the hand is."""
        for letter in words:
            type_text(QApplication.focusWidget() or self.edit, letter)

    def write(self, words: str) -> None:
        """Into the line, and wait until it was read."""
        type_text(self.edit, words)
        self.settle()

    def press(self, *keys: Qt.Key, on: object = None) -> None:
        """Where the hand is."""
        for key in keys:
            self.bot.keyClick(on or QApplication.focusWidget() or self.edit, key)

    def save(self) -> EntryRow:
        """Enter in the line; what came of it on disk."""
        self.bot.keyClick(self.edit, Qt.Key.Key_Return)
        self.settle()
        return self.rows()[-1]

    def rows(self) -> tuple[EntryRow, ...]:
        """What is on disk, in order."""
        return self.house.services.queries.meeting(self.meeting_id).entries

    def saved_commitment(self) -> CommitmentRow:
        """Enter; the commitment that came of it."""
        made = self.save().commitment
        assert made is not None
        return made

    def chips(self) -> list[str]:
        """Words of the chips that have an effect."""
        return [
            chip.text() for chip in self.line.parts.chips() if chip.shown is not None and not chip.shown.guess
        ]
