"""After how long this computer locks the archive by itself. A choice of the computer, like its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.shell.locking import FIRST_MINUTES, MINUTES
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.toggles import CheckBox, SegmentedControl

if TYPE_CHECKING:
    from cocity_desktop.application.gate import Preferences


class LockChoice(QWidget):
    """Minutes, and whether also while a meeting runs."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        choices = [(0, _("never")), *((n, ngettext("{n} min", "{n} min", n)) for n in MINUTES if n)]
        self.minutes: SegmentedControl[int] = SegmentedControl(choices, _("Lock by itself after"))
        kept = int(preferences.get(names.LOCK_AFTER, FIRST_MINUTES))
        self.minutes.set_value(kept if kept in MINUTES else FIRST_MINUTES)
        self.in_meeting = CheckBox(_("Also while a point of a meeting is timed"))
        self.in_meeting.setChecked(bool(preferences.get(names.LOCK_IN_MEETING, False)))
        self.minutes.chosen.connect(lambda value: preferences.set(names.LOCK_AFTER, value))
        self.in_meeting.toggled.connect(lambda on: preferences.set(names.LOCK_IN_MEETING, on))
        why = Label(
            _("When nobody touches the window for so long. What is half typed comes back with the phrase."),
            "small",
            wrap=True,
        )
        self.setLayout(
            column(
                Label(_("Lock by itself after"), "strong"), 6, row(self.minutes, None), 6, why, 8,
                self.in_meeting, gap=0,
            )
        )  # fmt: skip
