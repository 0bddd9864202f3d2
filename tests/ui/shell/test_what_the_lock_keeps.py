"""What is open when the archive locks: nothing of it stays on any screen, nothing is lost, the phrase brings it back."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolTip, QWidget

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.minutes import RegenerateMinutes, regenerate_minutes
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.application.running import CloseMeeting, close_meeting
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog, replace_doors
from cocity_desktop.ui.dialogs.person_form import PersonDialog
from cocity_desktop.ui.operation import Operation
from tests.ui.shell.test_locking import Waiting, archive_of, live_meeting, locked, unlock

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

    from cocity_desktop.ui.main_window import MainWindow
    from tests.ui.shell.conftest import Starts

NAME = "Yasmín"


@pytest.fixture
def window(starts: Starts) -> MainWindow:
    """A house with somebody in it, and a caret that does not blink in pictures."""
    starts.app.setCursorFlashTime(0)
    made = starts.opened()
    services = made._services
    assert services is not None
    person = RegisterPerson(fields=PersonFields(given_name=NAME, family_name="El Modello"))
    services.run(register_person, person, services.codes)
    starts.settled()
    return made


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def is_blank(image: QImage) -> bool:
    """Whether every point of it has the same colour."""
    first = image.pixel(0, 0)
    return all(image.pixel(x, y) == first for x in range(image.width()) for y in range(image.height()))


def titles() -> set[str]:
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return {one.windowTitle() for one in shown if one.windowTitle()}


def test_the_locked_window_looks_the_same_whatever_was_open(starts: Starts, window: MainWindow) -> None:
    pictures = []
    for page in ("people", "groups", "settings"):
        window.frame.open_page(page)
        starts.settled()
        locked(starts, window)
        starts.settled()
        pictures.append(picture(window))
        assert titles() == {"Co-City"}
        unlock(starts, window)
    assert pictures[0] == pictures[1] == pictures[2]


def test_a_form_half_filled_is_blank_while_locked_and_comes_back_with_its_words(
    starts: Starts, window: MainWindow
) -> None:
    window.frame.open_page("people")
    starts.settled()
    page: Any = window.frame.stack.page()
    with replace_doors(Waiting()):
        page.new_record()
    [dialog] = page.findChildren(PersonDialog)
    assert not is_blank(picture(dialog))
    dialog.given_name.set_text("Mezzo nome")
    dialog.given_name.line.setFocus()
    locked(starts, window)
    assert is_blank(picture(dialog))
    assert titles() == {"Co-City"}
    unlock(starts, window)
    assert not is_blank(picture(dialog))
    assert dialog.focusWidget() is dialog.given_name.line
    assert dialog.given_name.text() == "Mezzo nome"
    dialog.family_name.set_text("Intero")
    dialog.accept()
    starts.settled()
    assert dialog.changes is not None
    people = window._services.queries.people()  # type: ignore[union-attr]
    assert "Mezzo nome Intero" in {one.name for one in people}


def test_a_dialog_that_changes_behind_the_lock_stays_blank(starts: Starts, window: MainWindow) -> None:
    dialog = Dialog(window, "Ada Esempio")
    with replace_doors(Waiting()):
        open_dialog(dialog)
    locked(starts, window)
    dialog.setFixedWidth(dialog.width() + 200)
    dialog.resize(dialog.width(), dialog.height() + 200)
    words = QLabel("Ada Esempio", dialog)
    words.show()
    assert is_blank(picture(dialog))
    unlock(starts, window)
    assert not is_blank(picture(dialog))
    dialog.reject()


def test_a_menu_and_a_tool_tip_with_names_are_gone(starts: Starts, window: MainWindow) -> None:
    menu = QMenu(window)
    menu.addAction(f"{NAME} El Modello")
    menu.popup(window.mapToGlobal(QPoint(200, 200)))
    QToolTip.showText(window.mapToGlobal(QPoint(300, 300)), f"{NAME} El Modello", window)
    locked(starts, window)
    over = window.locking.view
    assert over is not None
    standing = {one for one in QApplication.topLevelWidgets() if one.isVisible()}
    assert standing <= {window, over.window()}
    assert not menu.isVisible()
    unlock(starts, window)
    assert window.frame.isVisible()


def test_the_rooms_screen_of_a_meeting_shows_the_house_alone_and_then_the_meeting_again(
    starts: Starts, window: MainWindow
) -> None:
    meeting_id = live_meeting(starts, window)
    page: Any = window.frame.stack.page()
    page.screen_acts.toggle()
    starts.settled()
    room = page.screen_acts.window
    assert room.isVisible()
    before = picture(room)
    locked(starts, window)
    covered = picture(room)
    assert covered != before
    assert room.screen_.accessibleName() == window.locking._house
    page.screen_acts.show_now()  # its clock goes on behind the lock
    assert picture(room) == covered
    unlock(starts, window)
    services = window._services
    assert services is not None
    entry = CaptureEntry(
        meeting_id=meeting_id, entry_kind=EntryKind.NOTE, text="Dopo", said_at=services.clock.now()
    )
    window.frame.bus.changed.emit(services.run(capture_entry, entry))
    starts.settled()
    assert picture(room) != covered
    room.close()


def test_what_was_typed_in_the_minutes_is_on_disk_before_the_archive_shuts(
    starts: Starts, window: MainWindow
) -> None:
    meeting_id = live_meeting(starts, window)
    services = window._services
    assert services is not None
    services.run(close_meeting, CloseMeeting(meeting_id=meeting_id))
    services.run(regenerate_minutes, RegenerateMinutes(meeting_id=meeting_id), services.minutes_of)
    window.frame.open_page("minutes", meeting_id)
    starts.settled()
    editor = window.frame.stack.page().editor  # type: ignore[union-attr]
    editor.setFocus()
    starts.bot.keyClicks(editor, "Parole mie. ")
    locked(starts, window)
    unlock(starts, window)
    assert window.focusWidget() is editor
    assert editor.toPlainText().endswith("Parole mie. ")
    assert services.minutes_of(meeting_id).paragraphs[-1].text.endswith("Parole mie.")


def held(starts: Starts, window: MainWindow, go_on: Event) -> None:
    """The archive is busy with something until told to go on."""
    Operation(window, lambda: go_on.wait(20)).start()
    assert not starts.lanes.idle()


def table(path: Path) -> Path:
    path.write_text("Nome;Tipo\n" + "".join(f"Gruppo {n};comitato\n" for n in range(40)), encoding="utf-8")
    return path


def test_an_import_that_runs_is_finished_before_the_archive_shuts_and_its_end_is_told_after(
    starts: Starts, window: MainWindow, tmp_path: Path
) -> None:
    window.frame.open_page("importing", about=ImportTarget.GROUPS.value)
    starts.settled()
    page: Any = window.frame.stack.page()
    page.take(table(tmp_path / "gruppi.csv"))
    starts.settled()
    page.next.click()
    starts.settled()
    go_on = Event()
    held(starts, window, go_on)
    page.next.click()
    assert page._running is not None
    window.locking.lock()
    assert not archive_of(window).suspended
    assert not window.frame.isVisible()
    with starts.bot.waitSignal(window.locking.shut):
        go_on.set()
    unlock(starts, window)
    assert page.isVisible()
    assert page._stack.currentWidget() is page.done
    assert page.done.undo.isVisible()
    names = {one.name for one in window._services.queries.groups()}  # type: ignore[union-attr]
    assert {f"Gruppo {n}" for n in range(40)} <= names


def test_what_was_written_behind_the_lock_is_on_the_page_after_it(starts: Starts, window: MainWindow) -> None:
    """The page is not seen while it is locked, so it does not follow what is finished meanwhile."""
    window.frame.open_page("groups")
    starts.settled()
    page: Any = window.frame.stack.page()
    services = window._services
    assert services is not None
    go_on = Event()
    held(starts, window, go_on)
    command = RegisterGroup(fields=GroupFields(name="Arrivato dopo"))
    Operation(page, lambda: services.run(register_group, command, services.codes)).on_success(
        window.frame.bus.changed.emit
    ).start()
    window.locking.lock()
    with starts.bot.waitSignal(window.locking.shut):
        go_on.set()
    unlock(starts, window)
    starts.settled()
    assert page.table.selected().name == "Arrivato dopo"


def test_the_hand_is_where_it_was(starts: Starts, window: MainWindow) -> None:
    window.frame.open_page("people")
    starts.settled()
    line = window.frame.stack.page().filter.line  # type: ignore[union-attr]
    line.setFocus(Qt.FocusReason.ShortcutFocusReason)
    starts.bot.keyClicks(line, "Yas")
    starts.settled()
    locked(starts, window)
    assert window.focusWidget() is not line
    unlock(starts, window)
    assert window.focusWidget() is line
    assert line.text() == "Yas"
