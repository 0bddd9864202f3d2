"""The lock: nothing on any screen, the archive shut, and everything back as it was for whose phrase opens it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from cocity_desktop.application.house import AddStaff, add_staff
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.domain.errors import AppError, ErrorCode
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.storage.archive import Archive
from cocity_desktop.ui.dialogs.base import Dialog, Doors, replace_doors
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.room_screen.window import RoomWindow
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.shell.idle import IdleWatch
from cocity_desktop.ui.widgets.text_fields import TextField
from tests.storage.support import PASSPHRASE, QuickHost
from tests.ui.shell.conftest import quick_gate

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tests.ui.shell.conftest import Starts

ADAS = "la frase di Ada"


@dataclass
class Seconds:
    """A clock that goes on when told."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def locked(starts: Starts, window: MainWindow) -> None:
    with starts.bot.waitSignal(window.locking.shut):
        window.locking.lock()


def unlock(starts: Starts, window: MainWindow, phrase: str = PASSPHRASE) -> None:
    view: Any = window.locking.view
    view.passphrase.set_text(phrase)
    with starts.bot.waitSignal(window.locking.unlocked):
        view.open_button.click()
    starts.settled()


def archive_of(window: MainWindow) -> Archive:
    gate: Any = window._gate
    return gate.archive()  # type: ignore[no-any-return]


def employ(window: MainWindow, name: str, role: StaffRole, phrase: str) -> str:
    services = window._services
    assert services is not None
    staff = str(services.run(add_staff, AddStaff(name=name, role=role)).created)
    services.accounts.give_passphrase(staff, phrase)
    return staff


def words_on(widget: Any) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_key_locks_and_nothing_of_the_archive_is_left(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    key = archive_of(window).database.key
    with starts.bot.waitSignal(window.locking.shut):
        starts.bot.keyClick(
            window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert window.windowTitle() == "Co-City"
    assert not window.frame.isVisible()
    assert archive_of(window).suspended
    assert archive_of(window).database.key == b""
    assert key not in vars(archive_of(window).database).values()
    with pytest.raises(AppError) as error:
        window._services.queries.groups()  # type: ignore[union-attr]
    assert error.value.code is ErrorCode.ARCHIVE_SUSPENDED


def test_another_process_stays_out_of_a_locked_archive(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    locked(starts, window)
    with pytest.raises(AppError) as error:
        Archive.open(starts.directory, PASSPHRASE, QuickHost())
    assert error.value.code is ErrorCode.ARCHIVE_LOCKED


def test_the_phrase_brings_the_page_back_with_what_was_half_typed(starts: Starts) -> None:
    window = starts.opened()
    window.frame.open_page("groups")
    starts.settled()
    page: Any = window.frame.stack.page()
    search = window.frame.top.search.line
    search.setFocus()
    search.setText("Mezza par")
    starts.settled()
    locked(starts, window)
    unlock(starts, window)
    assert window.frame.isVisible()
    assert window.frame.stack.page() is page
    assert search.text() == "Mezza par"
    assert window.windowTitle() != "Co-City"
    assert "Co-City" in window.windowTitle()
    command = RegisterGroup(fields=GroupFields(name="Dopo"))
    services = page.context.services
    assert services.run(register_group, command, services.codes).change_id


def live_meeting(starts: Starts, window: MainWindow) -> str:
    services = window._services
    assert services is not None
    process = OpenProcess(title="Cortile", opened_on=date(2027, 2, 11))
    process_id = str(services.run(open_process, process, services.regulations).created)
    meeting = ScheduleMeeting(process_id=process_id, title="Tavolo", starts_at=services.clock.now())
    meeting_id = str(services.run(schedule_meeting, meeting).created)
    services.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    window.frame.open_page("meeting", meeting_id)
    starts.settled()
    return meeting_id


def line_of(window: MainWindow) -> Any:
    page: Any = window.frame.stack.page()
    return page.speech.line.edit


def test_a_line_of_a_meeting_that_is_half_typed_comes_back_under_the_hand(starts: Starts) -> None:
    window = starts.opened()
    live_meeting(starts, window)
    line = line_of(window)
    line.setFocus()
    starts.bot.keyClicks(line, "Gli orari del port")
    locked(starts, window)
    unlock(starts, window)
    assert line_of(window) is line
    assert line.text() == "Gli orari del port"
    assert window.focusWidget() is line
    starts.bot.keyClicks(line, "one")
    starts.bot.keyClick(line, Qt.Key.Key_Return)
    starts.bot.waitUntil(lambda: not line.text())
    starts.settled()
    meeting_id = window.frame.visit().record_id  # type: ignore[union-attr]
    entries = window._services.queries.meeting(meeting_id).entries  # type: ignore[union-attr, arg-type]
    assert [entry.text for entry in entries] == ["Gli orari del portone"]


def test_a_half_typed_line_is_kept_for_whoever_opens_the_meeting_next(starts: Starts) -> None:
    window = starts.opened()
    employ(window, "Ada", StaffRole.FACILITATOR, ADAS)
    meeting_id = live_meeting(starts, window)
    starts.bot.keyClicks(line_of(window), "Gli orari del port")
    locked(starts, window)
    unlock(starts, window, ADAS)
    window.frame.open_page("meeting", meeting_id)
    starts.settled()
    starts.bot.waitUntil(lambda: line_of(window).text() == "Gli orari del port")


def test_a_wrong_phrase_leaves_it_shut_and_says_so(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    locked(starts, window)
    view: Any = window.locking.view
    view.passphrase.set_text("altre parole ancora")
    view.open_button.click()
    starts.bot.waitUntil(lambda: view.passphrase.error() is not None)
    assert view.passphrase.error() == words_for(AppError(ErrorCode.WRONG_PASSPHRASE))
    assert archive_of(window).suspended
    unlock(starts, window)


def test_somebody_elses_phrase_begins_anew_and_writes_in_their_name(starts: Starts) -> None:
    window = starts.opened()
    ada = employ(window, "Ada", StaffRole.FACILITATOR, ADAS)
    window.frame.open_page("groups")
    starts.settled()
    before = window.frame
    locked(starts, window)
    unlock(starts, window, ADAS)
    assert window.frame is not before
    assert window.frame.stack.page().NAME == "today"
    services = window._services
    assert services is not None
    assert services.actor == ada
    changes = services.run(register_group, RegisterGroup(fields=GroupFields(name="Di Ada")), services.codes)
    rows = services.queries.history("group", str(changes.created))
    assert {row.actor for row in rows} == {"Ada"}
    assert starts.preferences.get(names.SLOTS) == {str(starts.directory): ada}


def test_what_was_being_written_is_finished_before_the_archive_shuts(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    services, go_on = window._services, Event()
    assert services is not None

    def long_work() -> None:
        go_on.wait(20)
        services.run(register_group, RegisterGroup(fields=GroupFields(name="Lungo")), services.codes)

    Operation(window, long_work).start("work")
    window.locking.lock()
    view: Any = window.locking.view
    assert "finished" in view.busy.text()
    assert not archive_of(window).suspended
    with starts.bot.waitSignal(window.locking.shut):
        go_on.set()
    assert view.busy.text() == ""
    unlock(starts, window)
    assert [row.name for row in services.queries.groups()] == ["Lungo"]


class Waiting(Doors):
    """A dialog that is really open, as `exec` leaves it."""

    def run(self, dialog: Any) -> bool:
        dialog.open()
        return False


def half_filled(window: MainWindow) -> tuple[Dialog, TextField]:
    dialog, name = Dialog(window, "Ada Esempio", primary="OK"), TextField("Name")
    dialog.set_body(name)
    with replace_doors(Waiting()):
        dialog.open()
    name.set_text("Mezzo nome")
    return dialog, name


def test_a_form_that_is_open_is_covered_and_comes_back_half_filled(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    dialog, name = half_filled(window)
    locked(starts, window)
    assert dialog.windowTitle() == "Co-City"
    assert dialog.childAt(dialog.rect().center()) not in (name, name.line)
    above = window.locking._over
    assert above is not None
    assert above.isVisible()
    assert above.isModal()
    starts.bot.keyClick(above, Qt.Key.Key_Escape)
    assert above.isVisible()
    unlock(starts, window)
    assert dialog.isVisible()
    assert dialog.windowTitle() == "Ada Esempio"
    assert name.text() == "Mezzo nome"
    assert dialog.childAt(name.mapTo(dialog, name.rect().center())) is not None
    dialog.reject()


def test_somebody_else_does_not_find_the_form_of_the_one_before(starts: Starts) -> None:
    window = starts.opened()
    employ(window, "Ada", StaffRole.FACILITATOR, ADAS)
    starts.settled()
    dialog, _name = half_filled(window)
    locked(starts, window)
    unlock(starts, window, ADAS)
    assert not dialog.isVisible()


def test_the_rooms_screen_shows_the_name_of_the_house_alone(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    room = RoomWindow(window.frame)
    room.show()
    shown = room.grab().toImage()
    locked(starts, window)
    assert room.screen_.accessibleName() == window.locking._house
    assert room.grab().toImage() != shown
    unlock(starts, window)
    assert room.grab().toImage() == shown
    room.close()


def test_closing_a_locked_window_closes_the_archive(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    locked(starts, window)
    starts.close(window)
    gate = quick_gate(starts.directory)
    gate.unlock(PASSPHRASE)
    gate.close()


def test_the_house_can_be_closed_from_the_lock(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    locked(starts, window)
    view: Any = window.locking.view
    view.close_button.click()
    starts.settled()
    assert window.welcome.isVisible()


def test_who_is_away_for_ten_minutes_finds_it_locked(starts: Starts, seconds: Seconds) -> None:
    window = starts.opened(seconds=seconds)
    starts.settled()
    seconds.now += 599
    window.locking.watch.check()
    assert not window.locking.is_locked
    starts.bot.keyClick(window, Qt.Key.Key_Shift)
    seconds.now += 599
    window.locking.watch.check()
    assert not window.locking.is_locked
    with starts.bot.waitSignal(window.locking.shut):
        seconds.now += 1
        window.locking.watch.check()
    unlock(starts, window)
    with starts.bot.waitSignal(window.locking.shut):
        seconds.now += 600
        window.locking.watch.check()


def test_a_laptop_that_slept_is_locked_at_the_first_touch(starts: Starts, seconds: Seconds) -> None:
    window = starts.opened(seconds=seconds)
    starts.settled()
    seconds.now += 3600
    with starts.bot.waitSignal(window.locking.shut):
        starts.bot.keyClick(window, Qt.Key.Key_Shift)


@pytest.mark.parametrize(("minutes", "locks"), [(0, False), (5, True), (30, False)])
def test_after_how_long_is_a_choice_of_this_computer(
    starts: Starts, seconds: Seconds, minutes: int, locks: bool
) -> None:
    window = starts.opened(seconds=seconds)
    starts.settled()
    starts.preferences.set(names.LOCK_AFTER, minutes)
    seconds.now += 301
    window.locking.watch.check()
    assert window.locking.is_locked is locks
    starts.settled()


@pytest.mark.parametrize("also", [False, True])
def test_while_a_point_is_timed_it_locks_only_if_that_was_chosen(
    starts: Starts, seconds: Seconds, also: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = starts.opened(seconds=seconds)
    starts.settled()
    starts.preferences.set(names.LOCK_IN_MEETING, also)
    monkeypatch.setattr(window.frame.stack.page(), "is_live", lambda: True)
    seconds.now += 601
    window.locking.watch.check()
    assert window.locking.is_locked is also
    starts.settled()
    monkeypatch.undo()


def test_systems_that_put_the_app_to_sleep_lock_it(starts: Starts) -> None:
    window = starts.opened()
    starts.settled()
    with starts.bot.waitSignal(window.locking.shut):
        window.locking._state_changed(Qt.ApplicationState.ApplicationSuspended)


def test_after_three_wrong_tries_each_next_one_waits_longer() -> None:
    from cocity_desktop.application.gate import Tries
    from cocity_desktop.domain.errors import UserError

    seconds, tries = Seconds(), Tries()

    def one(right: bool = False) -> ErrorCode | None:
        try:
            with tries.one(seconds):
                if not right:
                    raise UserError(ErrorCode.WRONG_PASSPHRASE)
        except UserError as error:
            return error.code
        return None

    wrong, wait = ErrorCode.WRONG_PASSPHRASE, ErrorCode.TOO_MANY_TRIES
    assert [one() for _ in range(3)] == [wrong] * 3
    pauses = []
    for _ in range(8):
        begun = seconds.now
        while one() is wait:
            seconds.now += 1
        pauses.append(seconds.now - begun)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    assert one() is wait
    seconds.now += 60
    assert one(True) is None
    assert [one() for _ in range(3)] == [wrong] * 3


def test_the_watch_lets_events_pass_and_stops_when_told(qapp: QApplication, seconds: Seconds) -> None:
    watch, told = IdleWatch(seconds, qapp), []
    watch.idle.connect(partial(told.append, 1))
    watch.check()
    watch.watch(5)
    seconds.now += 300
    watch.check()
    assert told == [1]
    watch.rest()
    watch.check()
    assert told == [1]


def test_nothing_of_people_and_phrases_goes_to_the_log(
    starts: Starts, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    window = starts.opened()
    employ(window, "Ada Esempio", StaffRole.FACILITATOR, ADAS)
    starts.settled()
    locked(starts, window)
    view: Any = window.locking.view
    view.passphrase.set_text("frase sbagliata")
    view.open_button.click()
    starts.bot.waitUntil(lambda: view.passphrase.error() is not None)
    unlock(starts, window, ADAS)
    assert not [word for word in ("Ada", "frase", "Esempio", PASSPHRASE) if word in caplog.text]


def test_after_a_backup_is_brought_back_the_window_says_whose_phrases_open(starts: Starts) -> None:
    window = starts.opened()
    employ(window, "Ada", StaffRole.COORDINATOR, ADAS)
    starts.settled()
    backup = starts.directory.parent / "copia.zip"
    window._services.keeper.backup(backup)  # type: ignore[union-attr]
    window.leave(restore=backup)
    starts.settled()
    form: Any = window.welcome.form
    form.passphrase.set_text(ADAS)
    with starts.bot.waitSignal(window.entered):
        form.restore(backup)
    assert window.frame.undo_bar.message().startswith("Back as it was in the backup.")
    assert window._services.accounts.view().my_name == "Ada"  # type: ignore[union-attr]
