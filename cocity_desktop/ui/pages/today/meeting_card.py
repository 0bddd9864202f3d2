"""The meeting of today: the only card with a bar, the only primary button, the largest figure of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy

from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.localization import _, clock
from cocity_desktop.ui.pages.today import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.labels import ElidedLabel, Label
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from cocity_desktop.application.ports import Clock
    from cocity_desktop.application.views.work import MeetingRow

_HEIGHT = 127
_MINUTE_MS = 30_000


class MeetingCard(Card):
    """`run_asked`, `sheet_asked` and `agenda_asked` carry the meeting's id."""

    run_asked = Signal(str)
    sheet_asked = Signal(str)
    agenda_asked = Signal(str)

    def __init__(self, clock_: Clock) -> None:
        super().__init__(bar="primary")
        self._clock = clock_
        self._meeting: MeetingRow | None = None
        self._time, self._until = Label("", "display"), Label("", "small")
        self._title, self._line = ElidedLabel("", "section"), ElidedLabel("", "small")
        self._unsent = Pill(_("A line was not sent"), "warning", "pencil")
        self._unsent.hide()
        self.run = Button("", "primary", icon="play", shortcut="F5", show_key=True)
        self.sheet = Button(_("Print the attendance sheet"), "ghost", icon="print")
        self.agenda = Button(_("Agenda"), "ghost", icon="list")
        self._lay_out()
        self._connect()

    def show_meeting(self, meeting: MeetingRow, expected: int, *, unsent: bool = False) -> None:
        """The meeting, how many people are expected, and whether a line typed in it was never sent."""
        self._unsent.setVisible(unsent)
        self._meeting = meeting
        self._time.setText(clock(meeting.starts_at))
        self._title.set_text(meeting.title)
        self._line.set_text(words.meeting_line(meeting, expected))
        going_on = meeting.state is MeetingState.RUNNING
        doing(self.run, *(() if going_on else ("run_meeting",)))
        self.run.setText(_("Back to the meeting") if going_on else _("Run the meeting"))
        self.run.setToolTip(f"{self.run.text()} (F5)")
        self.run.updateGeometry()
        parts = [self._time.text(), meeting.title, self._line.text()]
        parts += [self._unsent.accessibleName()] if unsent else []
        self.setAccessibleName(", ".join(parts))
        self._tick()

    def _lay_out(self) -> None:
        when = holding(column(self._time, self._until, None, gap=0, margins=(0, 0, 0, 0)))
        when.setFixedWidth(px(128))
        buttons = Acts(self.run, self.sheet, self.agenda)
        title = row((self._title, 1), 12, self._unsent, gap=0)
        what = column(title, 2, self._line, 10, buttons, None, gap=0)
        for label in (self._title, self._line):
            label.setMinimumWidth(px(40))
        self.setLayout(row(when, Separator(vertical=True), 24, (what, 1), gap=0, margins=(24, 14, 16, 12)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), px(_HEIGHT)))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), px(_HEIGHT)))

    def _connect(self) -> None:
        for button, signal in (
            (self.run, self.run_asked),
            (self.sheet, self.sheet_asked),
            (self.agenda, self.agenda_asked),
        ):
            button.clicked.connect(
                lambda _checked=False, s=signal: self._meeting and s.emit(self._meeting.id)
            )
        timer = QTimer(self, interval=_MINUTE_MS)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.timeout.connect(self._tick)
        timer.start()

    def _tick(self) -> None:
        if self._meeting is not None:
            self._until.setText(words.until(self._meeting, self._clock.now()))
