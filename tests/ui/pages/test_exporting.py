"""«Esporta…» on the registry's pages, public copies beside the papers, and the list of what left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.registry import (
    AddMember,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_member,
    register_group,
)
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.localization import ngettext
from cocity_desktop.ui.dialogs.export_form import ExportDialog, Face
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.pages.processes.page import ProcessesPage
from cocity_desktop.ui.pages.settings.page import SettingsPage
from tests.ui.fakes import House, open_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with open_house(tmp_path / "casa", lanes) as made:
        for name in ("Orto dei vicini", "Rete del cortile"):
            fields = RegisterGroup(fields=GroupFields(name=name), email="gruppo@example.org")
            group = made.services.run(register_group, fields, made.services.codes).created or ""
            member = NewMember(given_name="Ada", family_name="Esempio")
            made.services.run(add_member, AddMember(group_id=group, member=member))
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, qtbot: QtBot, doors: AnsweringDoors) -> GroupsPage:
    made = GroupsPage(house.context)
    qtbot.addWidget(made)
    made.resize(1158, 680)
    made.show()
    made.open()
    qtbot.waitUntil(house.context.lanes.idle)
    return made


def answered(doors: AnsweringDoors, **choices: Any) -> list[ExportDialog]:
    """Answer the dialog with `choices` and go on; it stays open, as it was seen."""
    seen: list[ExportDialog] = []

    def answer(dialog: Any) -> bool:
        seen.append(dialog)
        for name, value in choices.items():
            getattr(dialog, name).set_value(value)
        dialog.show()
        dialog.primary.click()
        return False

    doors.answer = answer
    return seen


def ended(seen: list[ExportDialog]) -> bool:
    return bool(seen) and seen[0].face is Face.DONE


def test_the_groups_shown_are_written_noted_and_told(
    page: GroupsPage, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "gruppi.csv"
    seen = answered(doors, form=ExportForm.CSV)
    page.filter.line.setText("rete")
    qtbot.waitUntil(lambda: page.table.model.shown() == 1)
    page.export.click()
    qtbot.waitUntil(lambda: ended(seen))
    qtbot.waitUntil(house.context.lanes.idle)
    text = doors.save_to.read_text(encoding="utf-8-sig")
    assert "Rete del cortile" in text
    assert "Orto dei vicini" not in text
    (row,) = house.services.outgoing.exports()
    assert (row.export_kind, row.records, row.with_people, row.file_name) == (
        ExportKind.TABLE,
        1,
        True,
        "gruppi.csv",
    )


def test_the_key_of_the_button_opens_the_dialog(
    page: GroupsPage, doors: AnsweringDoors, qtbot: QtBot
) -> None:
    seen = answered(doors)
    doors.save_to = None
    page.export.setFocus()
    qtbot.keyClick(page.export, Qt.Key.Key_Space)
    assert seen[0].face is Face.ASKING


def test_a_folder_that_cannot_be_written_is_told_and_nothing_noted(
    page: GroupsPage, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "non c’è" / "gruppi.csv"
    seen = answered(doors, form=ExportForm.XLSX)
    page.export.click()
    qtbot.waitUntil(seen[0].fault.isVisible)
    assert "gruppi.csv" in seen[0].fault.words()
    assert seen[0].face is Face.ASKING
    assert house.services.outgoing.exports() == ()
    doors.save_to = tmp_path / "gruppi.xlsx"
    seen[0].primary.click()
    qtbot.waitUntil(lambda: ended(seen))
    assert doors.save_to.is_file()


def test_stopping_leaves_no_file_and_no_note(
    page: GroupsPage, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    """Esc at the first step that is told, wherever the work is then."""
    doors.save_to = tmp_path / "gruppi.csv"
    doors.save_to.write_bytes(b"quello di prima")
    seen: list[ExportDialog] = []

    def answer(dialog: Any) -> bool:
        seen.append(dialog)
        dialog.show()
        dialog.primary.click()
        assert dialog.face is Face.WRITING
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        return False

    doors.answer = answer
    page.export.click()
    qtbot.waitUntil(lambda: seen[0].face is Face.ASKING)
    assert seen[0].fault.isVisible()
    assert doors.save_to.read_bytes() == b"quello di prima"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["casa", "gruppi.csv"]
    assert house.services.outgoing.exports() == ()
    qtbot.keyClick(seen[0], Qt.Key.Key_Escape)
    assert not seen[0].isVisible()


def test_processes_are_exported_from_their_page(
    house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    made = ProcessesPage(house.context)
    qtbot.addWidget(made)
    made.show()
    made.open()
    qtbot.waitUntil(lambda: made.list.rows.shown() > 0)
    doors.save_to = tmp_path / "percorsi.csv"
    seen = answered(doors)
    made.export.click()
    qtbot.waitUntil(lambda: ended(seen))
    assert len(doors.save_to.read_text(encoding="utf-8-sig").splitlines()) > 1


@pytest.mark.parametrize(
    ("subject", "form", "asked"),
    [
        (ExportSubject.GROUPS, ExportForm.CSV, True),
        (ExportSubject.GROUPS, ExportForm.VCARD, False),
        (ExportSubject.PEOPLE, ExportForm.CSV, False),
        (ExportSubject.PLACES, ExportForm.XLSX, True),
        (ExportSubject.PLACES, ExportForm.GEOJSON, False),
    ],
)
def test_a_public_copy_is_offered_where_there_can_be_one(
    page: GroupsPage, subject: ExportSubject, form: ExportForm, asked: bool, qtbot: QtBot
) -> None:
    dialog = ExportDialog(page, subject, 1, 2)
    qtbot.addWidget(dialog)
    dialog.form.set_value(form)
    dialog.form.changed.emit()
    dialog.public.set_value(True)
    assert (not dialog.public.isHidden()) is asked
    assert dialog.request().public is asked
    assert dialog.only_shown()


def test_the_dialog_is_no_higher_than_its_questions(page: GroupsPage, qtbot: QtBot) -> None:
    dialog = ExportDialog(page, ExportSubject.GROUPS, 1, 2)
    qtbot.addWidget(dialog)
    dialog.show()
    high = dialog.height()
    dialog.form.set_value(ExportForm.ADDRESSES_TEXT)
    dialog.form.changed.emit()
    assert dialog.height() < high - 40
    dialog.form.set_value(ExportForm.CSV)
    dialog.form.changed.emit()
    assert dialog.height() == high


def test_labels_say_who_has_none(
    page: GroupsPage, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    fields = RegisterGroup(fields=GroupFields(name="Banca del tempo", address="via Esempio 1"))
    house.services.run(register_group, fields, house.services.codes)
    page.refresh()
    qtbot.waitUntil(house.context.lanes.idle)
    doors.save_to = tmp_path / "etichette.pdf"
    seen = answered(doors, form=ExportForm.LABELS)
    page.export.click()
    qtbot.waitUntil(lambda: ended(seen))
    qtbot.waitUntil(house.context.lanes.idle)
    left = len(house.services.queries.groups()) - 1
    assert seen[0].text.text().startswith(ngettext("{n} record written.", "{n} records written.", 1))
    assert f" {left} " in seen[0].text.text()
    (row,) = house.services.outgoing.exports()
    assert (row.export_kind, row.records) == (ExportKind.LABELS, 1)


def test_what_left_is_listed_in_the_settings(
    page: GroupsPage, house: House, doors: AnsweringDoors, qtbot: QtBot, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "gruppi.ods"
    seen = answered(doors, form=ExportForm.ODS)
    page.export.click()
    qtbot.waitUntil(lambda: ended(seen))
    settings = SettingsPage(house.context)
    qtbot.addWidget(settings)
    settings.open(section="exports")
    qtbot.waitUntil(house.context.lanes.idle)
    section: Any = settings.section("exports")
    assert section.table.model.row(0).file_name == "gruppi.ods"
