"""The way in: a house made with two answers, an archive unlocked, and why not, each cause with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.storage.layout import ArchiveFiles
from cocity_desktop.ui.pages.welcome.first_run import FirstRun
from cocity_desktop.ui.pages.welcome.unlock import Unlock
from cocity_desktop.ui.pages.welcome.view import WelcomeView
from cocity_desktop.ui.widgets.buttons import Button
from tests.storage.support import PASSPHRASE
from tests.ui.fakes import MemoryPreferences
from tests.ui.shell.conftest import QuickGate, quick_gate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def gate(tmp_path: Path, lanes: Lanes) -> Iterator[QuickGate]:
    made = quick_gate(tmp_path / "casa")
    yield made
    lanes.close()
    made.close()


@pytest.fixture
def locked(gate: QuickGate) -> QuickGate:
    """With an archive that is there and closed."""
    gate.create("Casa di prova", PASSPHRASE)
    gate.close()
    return gate


def show(gate: QuickGate, qtbot: QtBot, preferences: MemoryPreferences | None = None) -> WelcomeView:
    view = WelcomeView(gate, quick_gate, preferences or MemoryPreferences())
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    return view


def fill(
    form: FirstRun, house: str = "Casa di prova", phrase: str = PASSPHRASE, again: str = PASSPHRASE
) -> None:
    form.house.set_text(house)
    form.passphrase.set_text(phrase)
    form.again.set_text(again)
    form.written.setChecked(True)


def offered(form: Unlock) -> list[Button]:
    return [button for button in form.notice.findChildren(Button) if button.text()]


def test_two_answers_make_the_house(gate: QuickGate, qtbot: QtBot) -> None:
    view = show(gate, qtbot)
    assert isinstance(view.form, FirstRun)
    fill(view.form)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseClick(view.form.create_button, Qt.MouseButton.LeftButton)
    assert opened.args[0].queries.house().name == "Casa di prova"
    assert ArchiveFiles(gate.directory).exists()


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"house": " "}, "name", ErrorCode.REQUIRED),
        ({"phrase": ""}, "passphrase", ErrorCode.REQUIRED),
        ({"again": "altre parole"}, "again", ErrorCode.PASSPHRASES_DIFFER),
    ],
)
def test_what_is_missing_is_told_beside_its_question_and_nothing_is_lost(
    gate: QuickGate, qtbot: QtBot, answers: dict[str, str], field: str, code: ErrorCode
) -> None:
    view = show(gate, qtbot)
    form: Any = view.form
    fill(form, **answers)
    form.make_house()
    assert form._form.errors() == {field: words_for(UserError(code))}
    assert form.again.text() == answers.get("again", PASSPHRASE)
    assert not ArchiveFiles(gate.directory).exists()


def test_tab_leads_from_the_phrase_to_the_same_again(gate: QuickGate, qtbot: QtBot) -> None:
    view = show(gate, qtbot)
    form: Any = view.form
    form.passphrase.setFocus()
    reached = []
    for _step in range(5):
        qtbot.keyClick(form.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(form.window().focusWidget())
    assert reached[0] is form.again.line
    assert reached[1:3] == [form.passphrase.eye, form.again.eye]
    assert reached[3] is form.written


def test_the_phrase_must_be_on_paper_first(gate: QuickGate, qtbot: QtBot) -> None:
    view = show(gate, qtbot)
    form: Any = view.form
    fill(form)
    form.written.setChecked(False)
    form.make_house()
    assert form.not_written.isVisible()
    assert not ArchiveFiles(gate.directory).exists()
    form.written.setChecked(True)
    assert not form.not_written.isVisible()


def test_a_directory_where_nothing_can_be_written_is_told(gate: QuickGate, qtbot: QtBot) -> None:
    gate.directory.parent.mkdir(exist_ok=True)
    gate.directory.write_text("a file in the way")
    view = show(gate, qtbot)
    form: Any = view.form
    fill(form)
    form.make_house()
    qtbot.waitUntil(lambda: form._form._general is not None)
    assert form.create_button.isEnabled()


def test_the_sheet_to_write_the_phrase_on_is_a_pdf_without_it(
    gate: QuickGate, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "cocity_desktop.ui.pages.welcome.first_run.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    doors.save_to = tmp_path / "foglio.pdf"
    view = show(gate, qtbot)
    form: Any = view.form
    fill(form)
    form._print.click()
    qtbot.waitUntil(lambda: bool(opened))
    content = doors.save_to.read_bytes()
    assert content.startswith(b"%PDF")
    assert PASSPHRASE.encode() not in content


def test_remembering_is_offered_only_where_there_is_a_key_store(gate: QuickGate, qtbot: QtBot) -> None:
    view = show(gate, qtbot)
    view.warm_up()
    with qtbot.waitSignal(view.opened, timeout=10_000):
        fill(view.form)
        view.form.make_house()
    assert view.form.remember.isHidden()
    view.form.offer_to_remember(True)
    assert not view.form.remember.isHidden()


def test_an_archive_is_unlocked_by_its_phrase(locked: QuickGate, qtbot: QtBot) -> None:
    view = show(locked, qtbot)
    assert isinstance(view.form, Unlock)
    qtbot.keyClicks(view.form.passphrase.line, PASSPHRASE)
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view.form.passphrase.line, Qt.Key.Key_Return)


def test_a_known_house_is_greeted_by_its_name(locked: QuickGate, qtbot: QtBot) -> None:
    preferences = MemoryPreferences()
    preferences.set("houses", {str(locked.directory): "Casa Barrito"})
    view = show(locked, qtbot, preferences)
    titles = [label.text() for label in view.form.findChildren(type(view.form.busy))]
    assert "Casa Barrito" in titles


def test_a_wrong_phrase_is_told_beside_it_and_can_be_typed_over(locked: QuickGate, qtbot: QtBot) -> None:
    view = show(locked, qtbot)
    form: Any = view.form
    form.passphrase.set_text("altre parole")
    form.open_button.click()
    qtbot.waitUntil(lambda: form.passphrase.error() is not None)
    assert form.passphrase.error() == words_for(UserError(ErrorCode.WRONG_PASSPHRASE))
    assert form.passphrase.line.selectedText()
    assert form.notice.isHidden()


def test_a_damaged_archive_says_where_the_last_backup_is_and_brings_it_back(
    locked: QuickGate, qtbot: QtBot
) -> None:
    services = locked.unlock(PASSPHRASE)
    files = ArchiveFiles(locked.directory)
    files.backups.mkdir(exist_ok=True)
    services.keeper.backup(files.backups / "casa-20270211T184207Z.zip")
    locked.close()
    files.database.write_bytes(b"\x00" * 8192)
    view = show(locked, qtbot)
    form: Any = view.form
    form.passphrase.set_text(PASSPHRASE)
    form.open_button.click()
    qtbot.waitUntil(lambda: not form.notice.isHidden())
    assert "The last backup is of" in form.notice.words()
    bring_back, choose = offered(form)
    assert (bring_back.text(), choose.text()) == ("Bring the last backup back", "Choose a backup")
    with qtbot.waitSignal(view.opened) as opened:
        bring_back.click()
    assert opened.args[0].queries.house().name == "Casa di prova"
    assert list(locked.directory.glob("before-restore-*"))


@pytest.mark.parametrize(
    ("code", "buttons"),
    [
        (ErrorCode.ARCHIVE_LOCKED, ["Try again"]),
        (ErrorCode.ARCHIVE_NEWER, []),
        (ErrorCode.DIRECTORY_READ_ONLY, ["Try again", "Open the folder"]),
    ],
)
def test_every_cause_has_its_own_words_and_remedy(
    locked: QuickGate, qtbot: QtBot, code: ErrorCode, buttons: list[str]
) -> None:
    view = show(locked, qtbot)
    form: Any = view.form
    fault = EnvironmentFault(code, path="/casa", backup="–")
    form.show_fault(fault)
    assert words_for(fault) in form.notice.words()
    assert [button.text() for button in offered(form)] == buttons
    assert form.passphrase.error() is None


def test_a_house_elsewhere_on_this_computer_is_opened(
    gate: QuickGate, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    other = quick_gate(tmp_path / "altra")
    other.create("L’altra casa", PASSPHRASE)
    other.close()
    doors.open_from = tmp_path / "altra"
    view = show(gate, qtbot)
    with qtbot.waitSignal(view.gate_chosen) as chosen:
        view.form._other.click()  # type: ignore[union-attr]
    assert isinstance(view.form, Unlock)
    view.form.passphrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(view.opened) as opened:
        view.form.open()
    assert opened.args[0].queries.house().name == "L’altra casa"
    chosen.args[0].close()


def test_a_narrow_window_keeps_the_questions(gate: QuickGate, qtbot: QtBot) -> None:
    view = show(gate, qtbot)
    assert view._brand.isVisible()
    view.resize(900, 600)
    qtbot.waitUntil(lambda: not view._brand.isVisible())
