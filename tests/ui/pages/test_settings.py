"""Settings: the house and its staff, this computer, the privacy notice, care of the archive."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from cocity_desktop import __version__
from cocity_desktop.application.house import AddStaff, UpdateHouse, add_staff, update_house
from cocity_desktop.application.privacy import PublishNotice, publish_notice
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.pages.settings.page import SettingsPage
from cocity_desktop.ui.pages.settings.passphrase import PassphraseDialog
from tests.storage.support import PASSPHRASE
from tests.ui.fakes import House, open_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

OTHER = "altre quattro parole nuove"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, qtbot: QtBot, doors: AnsweringDoors) -> SettingsPage:
    made = SettingsPage(house.context)
    qtbot.addWidget(made)
    made.resize(1158, 680)
    made.show()
    made.open()
    qtbot.waitUntil(house.context.lanes.idle)
    return made


def settled(house: House, qtbot: QtBot) -> None:
    qtbot.waitUntil(house.context.lanes.idle)


def test_the_house_is_shown_and_written(page: SettingsPage, house: House, qtbot: QtBot) -> None:
    form: Any = page.section("house")
    assert form.name.text() == "Casa di prova"
    form.address.set_text("via dell’Esempio 1")
    form.district.set_value(8)
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    kept = house.services.queries.house()
    assert (kept.address, kept.district, kept.regulation_code) == ("via dell’Esempio 1", 8, "torino-391")


def test_a_house_without_a_name_is_told_beside_the_field(
    page: SettingsPage, house: House, qtbot: QtBot
) -> None:
    form: Any = page.section("house")
    form.name.set_text("")
    form.save_button.click()
    qtbot.waitUntil(lambda: form.name.error() is not None)
    assert form.name.error() == words_for(UserError(ErrorCode.REQUIRED))
    assert house.services.queries.house().name == "Casa di prova"


def test_what_is_being_typed_survives_a_change_elsewhere(
    page: SettingsPage, house: House, qtbot: QtBot
) -> None:
    form: Any = page.section("house")
    form.phone.set_text("011 000")
    changes = house.services.run(update_house, UpdateHouse(name="Casa nuova"))
    house.context.bus.changed.emit(changes)
    settled(house, qtbot)
    assert form.phone.text() == "011 000"


def test_someone_is_added_and_later_works_here_no_more(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    def answer(dialog: Any) -> bool:
        dialog.name.set_text("Irene Prova")
        dialog.role.set_value(StaffRole.COORDINATOR)
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    staff: Any = page.section("staff")
    staff.add.click()
    qtbot.waitUntil(lambda: staff.list.rows.rowCount() == 1)
    staff.list.select(staff.list.rows.row(0).id)
    staff.leave.click()
    qtbot.waitUntil(lambda: not staff.list.rows.row(0).active)
    member = house.services.queries.house().staff[0]
    assert (member.name, member.role, member.active) == ("Irene Prova", StaffRole.COORDINATOR, False)
    assert staff.leave.text() == "Works here again"


def test_a_name_is_mended(page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors) -> None:
    house.context.bus.changed.emit(house.services.run(add_staff, AddStaff(name="Iren")))
    staff: Any = page.section("staff")
    qtbot.waitUntil(lambda: staff.list.rows.rowCount() == 1)
    staff.list.select(staff.list.rows.row(0).id)

    def answer(dialog: Any) -> bool:
        dialog.name.set_text("Irene")
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    staff.edit.click()
    qtbot.waitUntil(lambda: staff.list.rows.row(0).name == "Irene")


def test_choices_of_this_computer_are_kept_at_once(page: SettingsPage, house: House) -> None:
    computer: Any = page.section("computer")
    computer.scheme.set_value("dark")
    computer.language.set_value("it")
    computer.text_size.set_value(1.5)
    kept = house.context.preferences
    assert [kept.get(name) for name in ("scheme", "language", "text_scale")] == ["dark", "it", 1.5]


def test_a_new_version_of_the_notice_stands_beside_the_old_one(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    old = PublishNotice(version="1", title="Informativa", text="Vecchia", valid_from=date(2027, 1, 1))
    house.context.bus.changed.emit(house.services.run(publish_notice, old))
    settled(house, qtbot)

    def answer(dialog: Any) -> bool:
        dialog.title.set_text("Informativa")
        dialog.body.set_text("Teniamo nome e contatto.")
        dialog.retention.set_value(36)
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    privacy: Any = page.section("privacy")
    privacy.add.click()
    qtbot.waitUntil(lambda: privacy.list.rows.rowCount() == 2)
    newest, before = house.services.queries.house().notices
    assert (newest.version, newest.text, newest.retention_months) == ("2", "Teniamo nome e contatto.", 36)
    assert before.text == "Vecchia"


def test_a_backup_is_made_where_it_is_asked(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "copia.zip"
    archive: Any = page.section("archive")
    archive.backup.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    assert doors.save_to.stat().st_size > 0
    assert house.navigator.said == [("Backup made: copia.zip", False)]


def test_an_export_is_confirmed_first(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "archivio.json"
    archive: Any = page.section("archive")
    archive.export.click()
    assert len(doors.opened) == 1
    assert not doors.save_to.exists()
    doors.answer = lambda _dialog: True
    archive.export.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    assert [group["name"] for group in json.loads(doors.save_to.read_text())["groups"]] == [
        "Genitori Fleming",
        "Orti di prova",
    ]


def test_an_import_of_what_is_there_already_adds_nothing(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    file = tmp_path / "archivio.json"
    house.services.keeper.export(file)
    doors.open_from = file
    archive: Any = page.section("archive")
    archive.import_.click()
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    assert house.navigator.said[0][0].startswith("Nothing new")


def test_a_file_that_is_no_archive_is_refused_with_words(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "altro.json"
    doors.open_from.write_text("{}")
    archive: Any = page.section("archive")
    archive.import_.click()
    qtbot.waitUntil(lambda: bool(house.navigator.failed))
    assert words_for(house.navigator.failed[0])
    qtbot.waitUntil(lambda: not archive.busy.text())


def test_a_backup_is_brought_back_after_a_word(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.open_from = tmp_path / "copia.zip"
    archive: Any = page.section("archive")
    archive.restore.click()
    assert house.navigator.left == []
    doors.answer = lambda _dialog: True
    archive.restore.click()
    settled(house, qtbot)
    assert house.navigator.left == [tmp_path / "copia.zip"]


def test_the_archive_is_examined_control_by_control(page: SettingsPage, house: House, qtbot: QtBot) -> None:
    archive: Any = page.section("archive")
    archive.examine.click()
    qtbot.waitUntil(lambda: archive.findings.rows.rowCount() > 5)
    assert not archive._findings.isHidden()


def change(dialog: PassphraseDialog, old: str, new: str, again: str) -> None:
    dialog.old.set_text(old)
    dialog.new.set_text(new)
    dialog.again.set_text(again)
    dialog.accept()


def test_another_passphrase_needs_the_old_one_and_the_same_twice(
    page: SettingsPage, house: House, qtbot: QtBot
) -> None:
    asked: list[tuple[str, str]] = []

    class Accounts:
        def change_own(self, old: str, new: str) -> None:
            if old != PASSPHRASE:
                raise UserError(ErrorCode.WRONG_PASSPHRASE)
            asked.append((old, new))

    dialog = PassphraseDialog(page, Accounts())  # type: ignore[arg-type]
    change(dialog, PASSPHRASE, OTHER, "diversa")
    assert dialog.form.errors() == {"again": words_for(UserError(ErrorCode.PASSPHRASES_DIFFER))}
    change(dialog, "sbagliata", OTHER, OTHER)
    qtbot.waitUntil(lambda: dialog.old.error() is not None)
    with qtbot.waitSignal(dialog.accepted):
        change(dialog, PASSPHRASE, OTHER, OTHER)
    assert asked == [(PASSPHRASE, OTHER)]


def test_the_key_of_the_house_is_copied_and_saved(
    page: SettingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    about: Any = page.section("about")
    assert about.key.text().startswith("untrusted comment:")
    about.copy.click()
    assert QGuiApplication.clipboard().text() == about.key.text() + "\n"
    doors.save_to = tmp_path / "casa.pub"
    about.save_key.click()
    qtbot.waitUntil(lambda: len(house.navigator.said) == 2)
    assert doors.save_to.read_text() == about.key.text() + "\n"


def test_the_page_opens_on_the_section_it_is_asked_for(page: SettingsPage) -> None:
    page.open(section="archive")
    assert page.breadcrumb() == ("Settings", "Archive and backups")


def test_the_version_is_told(page: SettingsPage) -> None:
    about = page.section("about")
    labels = [label.text() for label in about.findChildren(type(about.key))]  # type: ignore[attr-defined]
    assert f"Co-City Desktop {__version__}" in labels
