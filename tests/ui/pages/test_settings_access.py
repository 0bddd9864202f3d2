"""Settings: whose phrases open the archive, what each may do, and when this computer locks by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from cocity_desktop.application.house import AddStaff, add_staff
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.pages.settings.page import SettingsPage
from cocity_desktop.ui.pages.settings.phrase_dialogs import ChangeKeyDialog, GivePhraseDialog
from cocity_desktop.ui.permitted import acts_of, why_not
from cocity_desktop.ui.shell import preferences as names
from tests.storage.support import PASSPHRASE
from tests.ui.fakes import House, open_house

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

ADAS = "la frase di Ada"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def ada(house: House) -> str:
    return house.run(add_staff, AddStaff(name="Ada Esempio", role=StaffRole.COORDINATOR))


@pytest.fixture
def page(house: House, ada: str, qtbot: QtBot, doors: AnsweringDoors) -> SettingsPage:
    made = SettingsPage(house.context)
    qtbot.addWidget(made)
    made.resize(1158, 680)
    made.show()
    made.open(section="staff")
    qtbot.waitUntil(house.context.lanes.idle)
    staff: Any = made.section("staff")
    staff.list.select(ada)
    return made


def settled(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(house.context.lanes.idle)


def typed(qtbot: QtBot, house: House, phrase: str) -> Callable[[Any], bool]:
    def answer(dialog: Any) -> bool:
        dialog.new.set_text(phrase)
        dialog.again.set_text(phrase)
        dialog.accept()
        settled(house, qtbot)
        return bool(dialog.result())

    return answer


def slots(house: House) -> tuple[str, ...]:
    return house.archive.host.slots_of(house.archive.files.key)


def test_a_phrase_is_given_and_taken_away(
    page: SettingsPage, house: House, ada: str, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    staff: Any = page.section("staff")
    assert staff.list.rows.row(0).has_passphrase is False
    doors.answer = typed(qtbot, house, ADAS)
    staff.give.click()
    settled(house, qtbot)
    assert slots(house) == (HOUSE, ada)
    assert house.archive.host.open_key(house.archive.files.key, ADAS, HOUSE).slot == ada
    assert staff.list.rows.row(0).has_passphrase
    assert staff.give.text() == "Give another phrase"
    doors.answer = lambda _dialog: True
    staff.take.click()
    settled(house, qtbot)
    assert slots(house) == (HOUSE,)
    assert not staff.list.rows.row(0).has_passphrase


def test_six_words_by_chance_are_shown_once_and_must_be_on_paper(
    page: SettingsPage, house: House, ada: str, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(
        "cocity_desktop.ui.pages.settings.phrase_dialogs.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    doors.save_to = tmp_path / "foglio.pdf"
    kept: list[str] = []

    def answer(dialog: Any) -> bool:
        dialog.how.set_value("made")
        first = dialog.words.text()
        dialog.another.click()
        assert dialog.words.text() != first
        assert len(dialog.words.text().split()) == 6
        dialog.accept()
        assert not dialog.missing.isHidden()
        dialog.sheet.click()
        qtbot.waitUntil(lambda: bool(opened))
        dialog.on_paper.setChecked(True)
        kept.append(dialog.words.text())
        dialog.accept()
        settled(house, qtbot)
        return bool(dialog.result())

    doors.answer = answer
    staff: Any = page.section("staff")
    staff.give.click()
    settled(house, qtbot)
    assert doors.save_to.read_bytes().startswith(b"%PDF")
    assert house.archive.host.open_key(house.archive.files.key, kept[0], HOUSE).slot == ada


def test_a_phrase_that_somebody_has_is_refused_beside_the_field(
    page: SettingsPage, house: House, ada: str, qtbot: QtBot
) -> None:
    dialog = GivePhraseDialog(page, house.services, ada, "Ada", first=True)
    dialog.new.set_text(PASSPHRASE)
    dialog.again.set_text("altra")
    dialog.accept()
    assert dialog.form.errors() == {"again": words_for(UserError(ErrorCode.PASSPHRASES_DIFFER))}
    dialog.again.set_text(PASSPHRASE)
    dialog.accept()
    settled(house, qtbot)
    assert dialog.form.errors() == {"passphrase": words_for(UserError(ErrorCode.PASSPHRASE_TAKEN))}


def test_the_last_coordinator_stays(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    staff: Any = page.section("staff")
    assert staff.house_take.isHidden()
    doors.answer = typed(qtbot, house, ADAS)
    staff.give.click()
    settled(house, qtbot)
    assert not staff.house_take.isHidden()
    doors.answer = lambda _dialog: True
    staff.house_take.click()
    settled(house, qtbot)
    assert HOUSE not in slots(house)
    staff.take.click()
    settled(house, qtbot)
    assert house.navigator.failed[-1].code is ErrorCode.LAST_COORDINATOR
    assert len(slots(house)) == 1
    assert not staff.house_give.isHidden()


def test_who_leaves_opens_no_more(
    page: SettingsPage, house: House, ada: str, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    staff: Any = page.section("staff")
    doors.answer = typed(qtbot, house, ADAS)
    staff.give.click()
    settled(house, qtbot)
    doors.answer = lambda _dialog: True
    staff.leave.click()
    settled(house, qtbot)
    assert slots(house) == (HOUSE,)
    assert not house.services.queries.house().staff[0].active


def test_the_key_of_the_archive_is_changed_with_ones_own_phrase(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    before = house.archive.database.key
    dialog = ChangeKeyDialog(page, house.services, house_stays=True)
    dialog.phrase.set_text("una frase sbagliata")
    dialog.accept()
    settled(house, qtbot)
    assert dialog.form.errors() == {"passphrase": words_for(UserError(ErrorCode.WRONG_PASSPHRASE))}
    dialog.phrase.set_text(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.accept()
    assert house.archive.database.key != before
    assert house.services.queries.house().name == "Casa di prova"


@pytest.mark.parametrize("role", [StaffRole.FACILITATOR, StaffRole.READ_ONLY])
def test_who_does_not_coordinate_is_told_so_before_trying(
    page: SettingsPage, house: House, qtbot: QtBot, role: StaffRole
) -> None:
    bea = house.run(add_staff, AddStaff(name="Bea", role=role))
    object.__setattr__(house.services.accounts, "actor", bea)
    page.refresh()
    settled(house, qtbot)
    for name in ("staff", "house", "privacy", "archive", "personal_data"):
        section = page.section(name)
        refused = [one for one in section.findChildren(QAbstractButton) if why_not(*acts_of(one))]
        assert refused
        assert not [button for button in refused if button.isEnabled()]
        page.open(section=name)
        settled(house, qtbot)
        labels = [one.text() for one in page.findChildren(type(page.section("staff").me)) if one.isVisible()]  # type: ignore[attr-defined]
        assert why_not("update_house") in labels
    staff: Any = page.section("staff")
    assert staff.own.isEnabled()
    assert "Bea" in staff.me.text()


def test_changing_person_locks(page: SettingsPage, house: House) -> None:
    staff: Any = page.section("staff")
    staff.switch.click()
    assert house.navigator.locked == 1


def test_when_this_computer_locks_is_kept_at_once(page: SettingsPage, house: House) -> None:
    computer: Any = page.section("computer")
    assert computer.lock.minutes.value() == 10
    computer.lock.minutes.set_value(30)
    computer.lock.in_meeting.setChecked(True)
    assert house.context.preferences.get(names.LOCK_AFTER) == 30
    assert house.context.preferences.get(names.LOCK_IN_MEETING) is True
