"""The frame around the pages: going about, saying what is saved, undoing, an orderly end."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.changes import Changes
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.group_form import GroupDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.shell import places
from cocity_desktop.ui.shell.explanation import ExplanationPanel
from tests.ui.shell.conftest import quick_gate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocity_desktop.ui.main_window import MainWindow
    from tests.ui.conftest import AnsweringDoors
    from tests.ui.shell.conftest import Starts


def register(starts: Starts, window: MainWindow, name: str) -> Changes:
    """A group, as a page would register it."""
    services = window.frame.stack.page().context.services
    kept: list[Changes] = []

    def done(changes: Changes) -> None:
        kept.append(changes)
        window.frame.bus.changed.emit(changes)

    command = RegisterGroup(fields=GroupFields(name=name))
    Operation(window, lambda: services.run(register_group, command, services.codes)).on_success(done).start()
    starts.settled()
    return kept[0]


def test_a_new_house_opens_on_the_page_of_the_day(starts: Starts) -> None:
    window = starts.opened()
    assert window.frame.stack.page().NAME == "today"
    assert window.windowTitle().endswith("Co-City")
    assert "prova" in window.frame.status.accessibleName()


def test_every_place_of_the_sidebar_has_its_page(starts: Starts) -> None:
    window = starts.opened()
    for place in (*places.SIDEBAR, *places.BELOW):
        window.frame.side.item(place.name).click()
        assert window.frame.stack.page().NAME == place.name
        assert window.frame.side.item(place.name).isChecked()
    starts.settled()


@pytest.mark.parametrize("name", places.names())
def test_every_page_can_be_loaded_and_bears_its_name(name: str) -> None:
    assert places.load(name).NAME == name


def test_an_unknown_page_is_a_bug() -> None:
    with pytest.raises(KeyError):
        places.load("nowhere")


def test_alt_left_goes_back_through_the_pages(starts: Starts) -> None:
    window = starts.opened()
    window.frame.open_page("settings", section="archive")
    window.frame.open_page("desk")
    starts.bot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.frame.visit().name == "settings"
    window.frame.back()
    window.frame.back()
    assert window.frame.visit().name == "today"


def test_a_page_that_does_not_let_go_stays(starts: Starts, monkeypatch: pytest.MonkeyPatch) -> None:
    window = starts.opened()
    monkeypatch.setattr(window.frame.stack.page(), "may_leave", lambda: False)
    window.frame.side.item("desk").click()
    assert window.frame.visit().name == "today"
    assert window.frame.side.item("today").isChecked()
    assert not window.frame.side.item("desk").isChecked()
    monkeypatch.undo()


def test_the_alt_keys_open_the_pages(starts: Starts) -> None:
    window = starts.opened()
    starts.bot.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert window.frame.visit().name == "desk"


def test_folding_the_sidebar_is_remembered_but_not_what_a_task_folds(starts: Starts) -> None:
    window = starts.opened()
    window.frame.side.set_folded(True)
    assert starts.preferences.get("sidebar_folded") is True
    window.frame.side.set_folded(False)
    page = window.frame.stack.page()
    type(page).FOLDS_SIDEBAR = True
    try:
        window.frame.open_page("today", "again")
        assert window.frame.side.folded()
        assert starts.preferences.get("sidebar_folded") is False
    finally:
        type(page).FOLDS_SIDEBAR = False
    window.frame.open_page("desk")
    assert not window.frame.side.folded()


def test_saved_is_said_with_the_time_of_the_transaction(starts: Starts) -> None:
    window = starts.opened()
    changes = register(starts, window, "Genitori Fleming")
    assert changes.saved_at is not None
    shown = changes.saved_at.astimezone(UTC).strftime(":%M:%S")
    assert shown in window.frame.status.state()


def test_the_figures_follow_a_change(starts: Starts) -> None:
    window = starts.opened()
    register(starts, window, "Genitori Fleming")
    starts.bot.waitUntil(lambda: window.frame.side.item("groups").fact() == "1")


def test_ctrl_z_takes_the_last_act_back_and_ctrl_shift_z_does_it_again(starts: Starts) -> None:
    window = starts.opened()
    register(starts, window, "Genitori Fleming")
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    starts.bot.keyClick(window, Qt.Key.Key_Z, control)
    starts.settled()
    assert window.frame.undo_bar.message() == "Undone: new group, “Genitori Fleming”"
    starts.bot.waitUntil(lambda: window.frame.side.item("groups").fact() == "")
    starts.bot.keyClick(window, Qt.Key.Key_Z, control | shift)
    starts.settled()
    assert window.frame.undo_bar.message() == "Done again: new group, “Genitori Fleming”"
    starts.bot.waitUntil(lambda: window.frame.side.item("groups").fact() == "1")


def test_the_undo_key_stops_at_the_act_that_brought_the_page_about(starts: Starts) -> None:
    window = starts.opened()
    register(starts, window, "Genitori Fleming")
    starts.bot.waitUntil(lambda: window.frame.side.item("groups").fact() == "1")
    window.frame.undoing.undo_by_key(frozenset({"register_group"}))
    starts.settled()
    assert window.frame.banner.words() == words_for(UserError(ErrorCode.UNDO_LEAVES_PAGE))
    window.frame.undoing.undo_by_key(frozenset({"run_meeting"}))
    starts.bot.waitUntil(lambda: window.frame.side.item("groups").fact() == "")


def test_with_nothing_to_redo_the_window_says_so(starts: Starts) -> None:
    window = starts.opened()
    window.frame.undoing.redo()
    starts.settled()
    assert window.frame.banner.words() == words_for(UserError(ErrorCode.NOTHING_TO_REDO))


def test_the_undo_bar_takes_room_only_while_it_says_something(starts: Starts) -> None:
    window = starts.opened()
    room = window.frame.stack.height()
    window.frame.say("Saved")
    starts.bot.waitUntil(lambda: window.frame.stack.height() < room)
    window.frame.undo_bar.hide()
    starts.bot.waitUntil(lambda: window.frame.stack.height() == room)


def test_a_write_that_takes_long_is_told_and_a_failed_one_stays_told(starts: Starts) -> None:
    window = starts.opened()
    frame = window.frame
    before = frame.status.state()
    frame.saving._slow.setInterval(0)
    with starts.bot.waitSignal(frame.saving._slow.timeout), frame.saving.writing():
        starts.bot.waitUntil(lambda: frame.status.state() == "Saving…")
        assert "slow to answer" in frame.status.accessibleName()
    starts.bot.waitUntil(lambda: frame.status.state() == before)
    fault = EnvironmentFault(ErrorCode.DISK_FULL)
    with pytest.raises(EnvironmentFault), frame.saving.writing():
        raise fault
    starts.bot.waitUntil(lambda: frame.status.state() == "Not saved")
    with frame.saving.writing():
        pass
    starts.bot.waitUntil(lambda: not frame.saving._slow.isActive())
    assert frame.status.state() == "Not saved"
    frame.bus.changed.emit(Changes("c", "register_group", saved_at=datetime(2027, 2, 11, 17, tzinfo=UTC)))
    assert frame.status.state() == "Saved 11 February 2027 18:00"


def test_a_draft_that_cannot_be_kept_is_told_until_one_is(
    starts: Starts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = starts.opened()
    frame = window.frame
    before = frame.status.state()
    drafts, real = frame.stack.page().context.services.drafts, window._gate.archive().drafts

    def refuse(key: str, text: str) -> None:
        raise EnvironmentFault(ErrorCode.DISK_FULL)

    def keep() -> None:
        Operation(window, lambda: drafts.save("entry:x", "Mezza frase")).on_error(lambda _error: None).start()

    monkeypatch.setattr(real, "save", refuse)
    keep()
    starts.bot.waitUntil(lambda: frame.status.state() == "Not saved")
    assert words_for(EnvironmentFault(ErrorCode.DISK_FULL)) in frame.status.accessibleName()
    monkeypatch.undo()
    keep()
    starts.bot.waitUntil(lambda: frame.status.state() == before)
    assert real.load("entry:x") == "Mezza frase"


@pytest.mark.parametrize(
    ("code", "actions"),
    [
        (ErrorCode.DISK_FULL, ["Open the folder", "Try again"]),
        (ErrorCode.ARCHIVE_DAMAGED, ["Backups", "Try again"]),
    ],
)
def test_a_fault_of_the_machine_comes_with_something_to_do(
    starts: Starts, code: ErrorCode, actions: list[str]
) -> None:
    window = starts.opened()
    window.frame.fail(EnvironmentFault(code, path="/casa", backup="–"))
    found = [
        button.text()
        for button in window.frame.banner.findChildren(type(window.frame.stack.page().meeting.run))
    ]
    assert [words for words in found if words] == actions
    assert window.frame.banner.isVisible()
    window.frame.open_page("desk")
    assert not window.frame.banner.isVisible()


def test_f1_explains_the_page_and_esc_gives_the_focus_back(starts: Starts) -> None:
    window = starts.opened()
    window.frame.top.search.line.setFocus()
    starts.bot.keyClick(window, Qt.Key.Key_F1)
    panel = window.frame.findChild(ExplanationPanel)
    assert panel.isVisible()
    assert window.frame.stack.page().explanation() in panel.accessibleName()
    starts.bot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.frame.top.search.line.hasFocus()


@pytest.mark.parametrize("name", places.names())
def test_every_page_explains_itself(starts: Starts, name: str) -> None:
    window = starts.opened()
    page = places.load(name)(window.frame.stack.page().context)
    assert len(page.explanation()) > 40
    page.deleteLater()


def test_closing_waits_for_what_is_still_being_written(starts: Starts) -> None:
    window = starts.opened()
    services = window.frame.stack.page().context.services
    command = RegisterGroup(fields=GroupFields(name="Scritto chiudendo"))
    Operation(window, lambda: services.run(register_group, command, services.codes)).start()
    starts.close(window)
    gate = quick_gate(starts.directory)
    groups = gate.unlock(window._around.passphrase).queries.groups()
    gate.close()
    assert [group.name for group in groups] == ["Scritto chiudendo"]


def test_nothing_is_asked_of_an_archive_that_is_being_closed(starts: Starts) -> None:
    window = starts.opened()
    facts = window.frame.facts
    window.frame.bus.changed.emit(Changes("c", "register_group"))
    assert facts._soon.isActive()
    starts.close(window)
    assert not facts._soon.isActive()
    window.frame.bus.changed.emit(Changes("c", "register_group"))
    assert not facts._soon.isActive()


def test_closing_keeps_the_place_on_the_screen(starts: Starts) -> None:
    window = starts.opened()
    window.resize(900, 650)
    starts.close(window)
    assert starts.window().height() == 650


def test_a_bug_on_a_thread_is_shown_with_its_details(starts: Starts, doors: AnsweringDoors) -> None:
    window = starts.opened()

    def broken() -> None:
        raise ZeroDivisionError("on a thread")

    with starts.bot.waitSignal(window.bugs.told) as told:
        Operation(window, broken).start()
    assert "ZeroDivisionError: on a thread" in told.args[0]
    starts.bot.waitUntil(lambda: len(doors.opened) == 1)
    starts.bugs.clear()


def test_another_language_makes_the_window_anew_where_it_is(starts: Starts) -> None:
    window = starts.opened()
    window.frame.open_page("settings", section="computer")
    starts.preferences.set("language", "it")
    starts.settled()
    assert starts.spoken == ["it"]
    assert window.frame.visit().name == "settings"


def test_the_colours_change_at_once(starts: Starts) -> None:
    window = starts.opened()
    with starts.bot.waitSignal(window._around.scheme.applied) as applied:
        starts.preferences.set("scheme", "dark")
    assert applied.args == ["dark"]


def test_leaving_the_house_closes_it_and_shows_the_way_in(starts: Starts) -> None:
    window = starts.opened()
    window.frame.leave()
    starts.bot.waitUntil(lambda: window._welcome is not None)
    starts.settled()
    gate = quick_gate(starts.directory)
    gate.unlock(window._around.passphrase)
    gate.close()


def test_an_archive_that_another_window_has_is_told_apart(
    starts: Starts, existing: Callable[[], Path]
) -> None:
    existing()
    other = quick_gate(starts.directory)
    other.unlock("quattro parole da ricordare")
    with starts.bot.waitSignal(starts.window(passphrase="quattro parole da ricordare").refused) as refused:
        pass
    other.close()
    assert refused.args[0].code is ErrorCode.ARCHIVE_LOCKED
    notice: Any = starts.windows[-1].welcome.form.notice
    assert words_for(refused.args[0]) in notice.words()


def test_a_page_takes_the_keys_when_it_comes_to_the_front(starts: Starts) -> None:
    window = starts.opened()
    window.frame.open_page("groups")
    starts.settled()
    assert getattr(window.focusWidget(), "text", str)() == _("New group")
    register(starts, window, "Genitori Fleming")
    for name in ("people", "groups"):
        window.frame.side.item(name).setFocus()
        starts.bot.keyClick(window.frame.side.item(name), Qt.Key.Key_Space)
        starts.settled()
    assert window.focusWidget() is window.frame.stack.page().table.grid
    for name in places.names():
        window.frame.side.item("today").setFocus()
        if name in {place.name for place in (*places.SIDEBAR, *places.BELOW)}:
            window.frame.open_page(name)
            page = window.frame.stack.page()
            assert page is window.focusWidget() or page.isAncestorOf(window.focusWidget()), name
    starts.settled()


def test_large_letters_fold_the_sidebar_and_keep_a_form_on_the_screen(starts: Starts) -> None:
    window = starts.opened()
    assert not window.frame.side.folded()
    window.resize(1366, 700)
    starts.preferences.set("text_scale", 2.0)
    window.frame.open_page("groups")
    starts.settled()
    assert window.frame.side.folded()
    assert starts.preferences.get("sidebar_folded", False) is False
    dialog = GroupDialog(window, window.frame.stack.page().context.services)
    screen = dialog.screen().availableGeometry()
    assert dialog.sizeHint().height() <= screen.height()
    assert dialog.width() <= screen.width()
    dialog.deleteLater()


def test_the_first_window_leaves_a_small_screen_room_for_its_frame(starts: Starts) -> None:
    starts.preferences.set("geometry", "none")  # nothing that can be restored
    window = starts.window()
    room = window.screen().availableGeometry()
    assert window.width() == min(1366, max(window.minimumWidth(), room.width() - 8))
    assert window.height() == min(768, max(window.minimumHeight(), room.height() - 40))
