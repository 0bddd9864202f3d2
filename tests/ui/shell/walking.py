"""Goes through every page of the real window over the sample house, and tells what is offered there."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from cocity_desktop import bootstrap
from cocity_desktop.application.house import AddStaff, add_staff
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import RunMeeting, StartItem, run_meeting, start_item
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.ui.main_window import MainWindow
from cocity_desktop.ui.permitted import acts_of, desk
from cocity_desktop.ui.widgets.sidebar import SideBar
from tests.ui.fakes import RESOURCES
from tests.ui.shell.conftest import Starts, quick_gate

if TYPE_CHECKING:
    from collections.abc import Iterator


PHRASES = {role: f"la frase di chi è {role.value}" for role in StaffRole}
PAGES: dict[str, tuple[str, tuple[str, str] | None]] = {
    "today": ("today", None),
    "groups": ("groups", ("group", "genitori")),
    "people": ("people", None),
    "places": ("places", ("place", "cortile")),
    "processes": ("processes", ("process", "fleming")),
    "meetings, held": ("meetings", ("meeting", "terzo")),
    "meetings, planned": ("meetings", ("meeting", "planned")),
    "meeting": ("meeting", ("meeting", "aiuole-sopralluogo")),
    "minutes, draft": ("minutes", ("meeting", "aiuole-primo")),
    "minutes, approved": ("minutes", ("meeting", "sopralluogo")),
    "minutes, locked": ("minutes", ("meeting", "primo")),
    "fates": ("fates", ("meeting", "terzo")),
    "commitments": ("commitments", None),
    "pacts": ("pacts", ("pact", "pact")),
    "pact": ("pact", ("pact", "pact")),
    "deliveries": ("deliveries", None),
    "delivery": ("delivery", ("delivery", "1")),
    "desk": ("desk", None),
    "importing": ("importing", None),
    **{
        f"settings, {name}": ("settings", None)
        for name in ("house", "staff", "privacy", "personal_data", "exports", "archive", "about")
    },
}


@dataclass(frozen=True)
class Town:
    """The sample house, with one of the staff for each role, and a meeting that goes on."""

    directory: Path
    ids: dict[tuple[str, str], str]

    def copy(self, to: Path) -> Town:
        """As it was built, whatever was done in another copy."""
        shutil.copytree(self.directory, to)
        return Town(to, self.ids)


def build_town(directory: Path) -> Town:
    """Takes some seconds: once for all tests."""
    from cocity_desktop.bootstrap import LocalGate

    phrase = bootstrap.SAMPLE_PASSPHRASE
    gate = LocalGate(directory / "casa", RESOURCES, "prova")
    ids = bootstrap.build_sample_house(gate, phrase, directory / "consegne", date(2027, 2, 11))
    quick = quick_gate(directory / "casa")
    services = quick.unlock(phrase)
    for role in StaffRole:
        staff = services.run(add_staff, AddStaff(name=f"Bea {role.value}", role=role)).created
        services.accounts.give_passphrase(str(staff), PHRASES[role])
    planned = ScheduleMeeting(
        process_id=ids["process", "fleming"], title="Di prova", starts_at=services.clock.now()
    )
    coming = str(services.run(schedule_meeting, planned).created)
    meeting = ids["meeting", "aiuole-sopralluogo"]
    services.run(run_meeting, RunMeeting(meeting_id=meeting))
    agenda = services.queries.meeting(meeting).agenda
    if agenda:
        services.run(start_item, StartItem(item_id=agenda[0].id))
    quick.close()
    return Town(directory / "casa", {**ids, ("meeting", "planned"): coming})


@dataclass
class Walk:
    """One window of one of the staff. `refused` are the reasons that were told since it was last emptied."""

    starts: Starts
    window: MainWindow
    town: Town
    refused: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, starts: Starts, town: Town, role: StaffRole) -> Walk:
        window = starts.window(gate=quick_gate(town.directory), passphrase=PHRASES[role])
        starts.bot.waitUntil(lambda: window._services is not None)
        starts.settled()
        made = cls(starts, window, town)
        desk().refused.connect(made.refused.append)
        return made

    def go(self, name: str) -> QWidget:
        """A page, with all it shows."""
        page, record = PAGES[name]
        arguments = {"section": name.partition(", ")[2]} if page == "settings" else {}
        self.window.frame.open_page(page, self.town.ids[record] if record else None, **arguments)
        self.starts.settled()
        found = self.window.frame.stack.page()
        assert found is not None
        return found

    def controls(self) -> list[Any]:
        """Everything in the window that says what it does: buttons, lines of panes, fields, actions of menus."""
        frame = self.window.frame
        found: list[Any] = [*frame.findChildren(QWidget), *frame.findChildren(QAction)]
        return [one for one in found if acts_of(one)]

    def buttons(self) -> Iterator[QAbstractButton]:
        """What can be pressed now, but for the sidebar."""
        frame = self.window.frame
        for one in frame.findChildren(QAbstractButton):
            if isValid(one) and one.isVisible() and one.isEnabled() and not _in_sidebar(one):
                yield one


def _in_sidebar(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent is not None and not isinstance(parent, SideBar):
        parent = parent.parentWidget()
    return parent is not None


def name_of(one: QAbstractButton) -> str:
    """What a person would call it."""
    return one.text().replace("&", "") or one.accessibleName() or one.toolTip()
