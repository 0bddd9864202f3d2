"""The one door of dialogs, and how they look and are left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from cocity_desktop.ui.dialogs.base import (
    Dialog,
    Doors,
    ErrorDialog,
    ask_directory,
    ask_file_open,
    ask_file_save,
    open_dialog,
    replace_doors,
)
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, ThrowAwayDialog
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

pytestmark = pytest.mark.usefixtures("themed_app")


def test_a_test_answers_the_dialogs(qtbot, doors) -> None:
    dialog = Dialog(None, "Nuovo gruppo", "Basta il nome.")
    qtbot.addWidget(dialog)
    dialog.set_body(TextField("Nome"))
    assert open_dialog(dialog) is False
    doors.answer = lambda _dialog: True
    assert open_dialog(dialog) is True
    assert doors.opened == [dialog, dialog]


def test_files_are_asked_through_the_same_door(doors, tmp_path: Path) -> None:
    assert ask_file_save(None, "Salva", Path("patto.pdf"), "PDF (*.pdf)") is None
    doors.save_to, doors.open_from = tmp_path / "a.pdf", tmp_path / "b.zip"
    assert ask_file_save(None, "Salva", Path("patto.pdf"), "PDF (*.pdf)") == tmp_path / "a.pdf"
    assert ask_file_open(None, "Apri", "Zip (*.zip)") == tmp_path / "b.zip"
    doors.open_from = tmp_path
    assert ask_directory(None, "Dove") == tmp_path


def test_ctrl_enter_accepts_from_inside_a_paragraph_and_escape_gives_up() -> None:
    for key, modifier, accepted in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, True),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, False),
    ):
        dialog = Dialog(None, "Perché", primary="Salva")
        area = TextArea("Motivo")
        dialog.set_body(area)
        QTimer.singleShot(0, dialog, lambda a=area, k=key, m=modifier: QTest.keyClick(a.edit, k, m))
        with replace_doors(Doors()):
            assert open_dialog(dialog) is accepted


def test_the_hand_begins_at_the_first_question_and_tab_ends_at_the_buttons(qtbot) -> None:
    dialog = Dialog(None, "Approva il verbale")
    qtbot.addWidget(dialog)
    first, second = TextField("Approvato da"), TextField("Note")
    dialog.set_body(column(first, second))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget() is first.line
    for expected in (second.line, dialog.secondary, dialog.primary):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is expected


def test_a_dialog_that_was_answered_does_not_stay(qtbot) -> None:
    dialog = Dialog(None, "Perché")
    QTimer.singleShot(0, dialog, dialog.reject)
    with qtbot.waitSignal(dialog.destroyed), replace_doors(Doors()):
        open_dialog(dialog)


def test_the_details_of_a_bug_can_be_copied(qtbot) -> None:
    dialog = ErrorDialog(None, "ZeroDivisionError: division by zero")
    qtbot.addWidget(dialog)
    dialog.secondary.click()
    assert QGuiApplication.clipboard().text() == "ZeroDivisionError: division by zero"
    assert dialog.result() == 0


class _Small(FormDialog):
    """One field."""

    def __init__(self) -> None:
        super().__init__(None, "Nuovo gruppo")
        self.name = TextField("Nome")
        self.form.add("name", self.name)
        self.show_form()
        self.name.set_text("già scritto")


def test_escape_asks_before_it_throws_away_what_was_written(qtbot, doors) -> None:
    dialog = _Small()
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible(), "nobody wrote in it"
    dialog.show()
    qtbot.keyClicks(dialog.name.line, "Orti")
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert [type(one) for one in doors.opened] == [ThrowAwayDialog]

    def throw(asked: ThrowAwayDialog) -> bool:
        asked.secondary.click()
        return False

    doors.answer = throw
    QTest.keyClick(dialog.name.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_button_that_gives_up_does_not_ask(qtbot, doors) -> None:
    dialog = _Small()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.name.line, "Orti")
    dialog.secondary.click()
    assert not dialog.isVisible()
    assert doors.opened == []


def test_a_body_taller_than_the_screen_scrolls(qtbot) -> None:
    tall = [TextArea(f"Motivo {n}", lines=9) for n in range(12)]
    dialog = Dialog(None, "Perché")
    qtbot.addWidget(dialog)
    dialog.set_body(column(*tall))
    assert dialog.sizeHint().height() <= dialog.screen().availableGeometry().height()
    dialog.show()
    assert dialog.primary.isVisible()
    assert dialog.focusWidget() is tall[0].edit


def test_tab_that_goes_round_is_followed_to_where_it_comes_back(qtbot) -> None:
    fields = [TextField(f"Motivo {n}") for n in range(24)]
    dialog = Dialog(None, "Perché")
    qtbot.addWidget(dialog)
    dialog.set_body(column(*fields))
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)
    fields[-1].setFocus()
    assert fields[0].line.visibleRegion().isEmpty()
    for _step in range(3):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is fields[0].line
    assert not fields[0].line.visibleRegion().isEmpty()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.focusWidget() is fields[-1].line
    assert not fields[-1].line.visibleRegion().isEmpty()


def test_a_written_form_that_the_app_closes_does_not_ask(qtbot, doors) -> None:
    dialog = _Small()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.name.line, "Orti")
    dialog.close()
    assert not dialog.isVisible()
    assert doors.opened == []
