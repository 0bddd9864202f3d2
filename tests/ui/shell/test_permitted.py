"""What a role may not do is greyed with the reason, on every page of the real window; what is not greyed is not refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QWidget

from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.permissions import may, refusal
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.dialogs.person_form import PersonDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import acts_of, allowed, desk, doing, why_not
from cocity_desktop.ui.shell.commands import commands
from cocity_desktop.ui.widgets.buttons import Button
from tests.domain.test_permissions import ONLY_COORDINATORS
from tests.ui.fakes import at_the_desk
from tests.ui.shell.walking import PAGES, Town, Walk, build_town, name_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.ui.conftest import AnsweringDoors
    from tests.ui.shell.conftest import Starts


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return build_town(tmp_path_factory.mktemp("paese"))


@pytest.fixture
def town(built: Town, tmp_path: Path) -> Town:
    return built.copy(tmp_path / "casa")


class Elsewhere(QObject):
    """Takes what the window would open in another program."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        """Nothing is opened in a test."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    taker = Elsewhere()
    QDesktopServices.setUrlHandler("file", taker, "take")
    yield taker
    QDesktopServices.unsetUrlHandler("file")


def reason_for(role: StaffRole, *acts: str) -> str:
    codes = [code for act in acts if (code := refusal(role, act)) is not None]
    return words_for(UserError(codes[0])) if codes else ""


@pytest.mark.parametrize("role", list(StaffRole))
def test_every_page_greys_what_the_table_refuses_and_nothing_else(
    starts: Starts, town: Town, role: StaffRole
) -> None:
    walk = Walk.begin(starts, town, role)
    wrong, seen = [], set()
    for name in PAGES:
        walk.go(name)
        for one in walk.controls():
            acts = acts_of(one)
            seen.update(acts)
            reason = reason_for(role, *acts)
            if isinstance(one, QAbstractButton | QAction) and reason:
                if one.isEnabled() or one.toolTip() != reason:
                    wrong.append(f"{name}: {acts} is offered to who is {role.value}")
            elif not reason and isinstance(one, QAbstractButton) and one._refused:  # type: ignore[attr-defined]
                wrong.append(f"{name}: {acts} is greyed for who is {role.value}")
    assert wrong == []
    assert len(seen) > 60
    assert ONLY_COORDINATORS - {"found_house"} <= seen


LEFT_ALONE = {"Change person", "Copy"}
"""Besides those that print or leave the archive: they write nothing, and act outside."""


def pressed(walk: Walk, page: str, doors: AnsweringDoors) -> Iterator[tuple[str, list[str]]]:
    """Each button of a page that says nothing of writing, and what was refused when it was pressed."""
    done: set[str] = set()
    while True:
        walk.go(page)
        waiting = [
            one
            for one in walk.buttons()
            if not acts_of(one) and name_of(one) not in done and not _left_alone(one)
        ]
        if not waiting:
            return
        one = waiting[0]
        name = name_of(one)
        done.add(name)
        walk.refused.clear()
        walk.window.frame.banner.hide()
        doors.opened.clear()
        one.click()
        walk.starts.settled()
        banner = walk.window.frame.banner
        told = [banner.words()] if banner.isVisible() else []
        yield name, [*walk.refused, *told]


def _left_alone(one: QAbstractButton) -> bool:
    return name_of(one) in LEFT_ALONE or getattr(one, "_icon", "") in ("print", "logout")


def refused_unsaid(walk: Walk, page: str, doors: AnsweringDoors) -> list[str]:
    """Buttons that are not greyed, and that who may only read is refused when they press them."""
    reason = reason_for(StaffRole.READ_ONLY, "register_group")
    return [name for name, told in pressed(walk, page, doors) if any(reason in words for words in told)]


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("page", PAGES)
def test_nothing_that_a_reader_can_press_is_refused_afterwards(
    starts: Starts, town: Town, doors: AnsweringDoors, page: str, tmp_path: Path
) -> None:
    """So whoever adds a button that writes must say what it does. Every dialog is answered, every file is given."""
    doors.answer = lambda _dialog: True
    doors.save_to = tmp_path / "fuori.pdf"
    doors.open_from = tmp_path / "dentro.json"
    doors.open_from.write_text("{}", encoding="utf-8")
    walk = Walk.begin(starts, town, StaffRole.READ_ONLY)
    assert refused_unsaid(walk, page, doors) == []


def test_the_walk_finds_a_button_that_does_not_say_what_it_writes(
    starts: Starts, town: Town, doors: AnsweringDoors
) -> None:
    walk = Walk.begin(starts, town, StaffRole.READ_ONLY)
    page = walk.go("groups")
    services, navigator = page.context.services, page.context.navigator  # type: ignore[attr-defined]
    command = RegisterGroup(fields=GroupFields(name="Di nascosto"))
    added = Button("Un tasto nuovo")
    added.setParent(page)
    added.clicked.connect(
        lambda: (
            Operation(page, lambda: services.run(register_group, command, services.codes))
            .on_error(navigator.fail)
            .start()
        )
    )
    added.show()
    assert "Un tasto nuovo" in refused_unsaid(walk, "groups", doors)


@pytest.mark.parametrize("role", list(StaffRole))
def test_the_commands_of_ctrl_k_are_greyed_by_the_table(starts: Starts, town: Town, role: StaffRole) -> None:
    walk = Walk.begin(starts, town, role)
    palette = walk.window.frame.palette_
    offered = commands(walk.window.frame, walk.window.frame.undoing)
    assert sum(bool(one.acts) for one in offered) >= 10
    for one in offered:
        walk.refused.clear()
        palette._asked = one.words
        [found] = [result for result in palette._command_results() if result.key == f"do:{one.key}"]
        may_all = all(may(role, act) for act in one.acts)
        assert found.faint is not may_all
        if not may_all:
            assert found.kind == reason_for(role, *one.acts)
            before = walk.window.frame.visit()
            palette._go(found)
            assert walk.refused == [found.kind]
            assert walk.window.frame.visit() == before


def test_a_key_that_opens_a_form_says_why_it_does_not(
    starts: Starts, town: Town, doors: AnsweringDoors
) -> None:
    walk = Walk.begin(starts, town, StaffRole.READ_ONLY)
    page = walk.go("people")
    row = page.table.selected()  # type: ignore[attr-defined]
    page.table.row_activated.emit(row)  # type: ignore[attr-defined]
    starts.settled()
    assert doors.opened == []
    assert walk.refused == [reason_for(StaffRole.READ_ONLY, *PersonDialog.ACTS)]
    assert walk.window.frame.undo_bar.message() == walk.refused[0]


def test_who_may_only_read_is_told_so_on_every_page(starts: Starts, town: Town) -> None:
    walk = Walk.begin(starts, town, StaffRole.READ_ONLY)
    assert reason_for(StaffRole.READ_ONLY, "undo") in walk.window.frame.status.accessibleName()


def test_a_role_that_is_given_is_known_at_once(starts: Starts) -> None:
    at_the_desk(StaffRole.FACILITATOR)
    button = doing(Button("Cancella"), "erase_person")
    starts.bot.addWidget(button)
    button.setToolTip("Per sempre")
    assert not button.isEnabled()
    assert button.toolTip() == why_not("erase_person") != ""
    button.setEnabled(True)
    assert not button.isEnabled()
    at_the_desk(StaffRole.COORDINATOR)
    assert button.isEnabled()
    assert button.toolTip() == "Per sempre"
    button.setEnabled(False)
    at_the_desk(StaffRole.FACILITATOR)
    at_the_desk(StaffRole.COORDINATOR)
    assert not button.isEnabled()


def test_nobody_at_the_desk_is_refused_nothing(starts: Starts) -> None:
    told: list[str] = []
    desk().refused.connect(told.append)
    assert allowed("erase_person")
    at_the_desk(StaffRole.READ_ONLY)
    assert not allowed("erase_person")
    assert told == [why_not("erase_person")]
    desk().refused.disconnect(told.append)


INPUTS: dict[str, tuple[str, Callable[[Any], QWidget], str]] = {
    "the line of a meeting": ("meeting", lambda page: page.speech.line.edit, "capture_entry"),
    "who arrives": ("meeting", lambda page: page.room.field.line, "record_arrival"),
    "the minutes": ("minutes, draft", lambda page: page.editor, "write_paragraph"),
    "an article": ("pact", lambda page: page.article.editor, "write_article"),
    "the house": ("settings, house", lambda page: page.section("house").name.line, "update_house"),
}


@pytest.mark.parametrize("where", INPUTS)
def test_where_a_reader_would_type_the_words_stay_and_the_reason_is_there(
    starts: Starts, town: Town, where: str
) -> None:
    page, found, act = INPUTS[where]
    walk = Walk.begin(starts, town, StaffRole.READ_ONLY)
    editor: Any = found(walk.go(page))
    before = _text(editor)
    editor.setFocus()
    starts.bot.keyClicks(editor, "parole")
    starts.bot.keyClick(editor, Qt.Key.Key_Return)
    starts.settled()
    walk.go("today")
    reason = reason_for(StaffRole.READ_ONLY, act)
    assert _text(editor) == before
    assert reason in (editor.toolTip(), editor.placeholderText(), editor.accessibleDescription())
    assert not walk.window.frame.banner.isVisible()


def test_what_a_facilitator_types_is_taken(starts: Starts, town: Town) -> None:
    walk = Walk.begin(starts, town, StaffRole.FACILITATOR)
    editor: Any = INPUTS["the line of a meeting"][1](walk.go("meeting"))
    starts.bot.keyClicks(editor, "parole")
    assert editor.text() == "parole"


def _text(editor: Any) -> str:
    return str(editor.toPlainText() if hasattr(editor, "toPlainText") else editor.text())
