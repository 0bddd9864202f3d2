"""Preparing a meeting by keyboard and mouse: agenda with sub-items, templates, what is taken up, invitation, printing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from icalendar import Calendar
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtPrintSupport import QPrintDialog

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.house import UpdateHouse, update_house
from cocity_desktop.application.meetings import (
    CancelMeeting,
    NewItem,
    ScheduleMeeting,
    cancel_meeting,
    schedule_meeting,
)
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.application.templates import AddTemplate, TemplateFields, TemplateItem, add_template
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import EntryKind, MeetingKind
from cocity_desktop.ui.pages.meetings.agenda_editor import AgendaEditor, next_number
from cocity_desktop.ui.pages.meetings.invitation import InvitationDialog
from cocity_desktop.ui.pages.meetings.page import MeetingsPage
from cocity_desktop.ui.pages.meetings.printing import Sheet
from cocity_desktop.ui.pages.meetings.schedule import ScheduleDialog
from cocity_desktop.ui.pages.meetings.template_form import TemplateDialog
from cocity_desktop.ui.pages.meetings.templates_dialog import TemplatesDialog
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QDialog, QWidget
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ITEMS = (
    NewItem(title="Saluti", planned_minutes=5),
    NewItem(title="Orto", planned_minutes=20, owner="Ada"),
    NewItem(title="Acqua", is_sub=True),
)


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


def settle(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(house.context.lanes.idle, timeout=20_000)


def planned(house: House, title: str = "Primo tavolo", **named: object) -> str:
    command = ScheduleMeeting(
        process_id=house.process_id, title=title, starts_at=house.clock.now(), items=ITEMS, **named
    )
    return house.run(schedule_meeting, command)


def held(house: House) -> str:
    """A meeting that left two points (one with a sub-item) and a question."""
    meeting = planned(house)
    house.run(run_meeting, RunMeeting(meeting_id=meeting))
    question = CaptureEntry(meeting_id=meeting, text="Chi ha le chiavi?", entry_kind=EntryKind.QUESTION)
    house.run(capture_entry, question)
    house.run(close_meeting, CloseMeeting(meeting_id=meeting))
    return meeting


@pytest.fixture
def show(house: House, themed_app: QApplication, qtbot: QtBot) -> Callable[[QWidget], None]:
    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.show()
        settle(qtbot, house)

    return shown


@pytest.fixture
def page(house: House, show: Callable[[QWidget], None]) -> MeetingsPage:
    made = MeetingsPage(house.context)
    made.resize(1158, 684)
    show(made)
    return made


def opened(page: MeetingsPage, qtbot: QtBot, house: House, record_id: str | None = None) -> MeetingsPage:
    page.open(record_id)
    settle(qtbot, house)
    return page


# --- The agenda -------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(house: House, show: Callable[[QWidget], None]) -> AgendaEditor:
    made = AgendaEditor()
    made.resize(640, 480)
    show(made)
    return made


def told(editor: AgendaEditor) -> list[str]:
    return [f"{row.number} {row.item.title}" for row in editor.lines.rows()]


def write(qtbot: QtBot, editor: AgendaEditor, *titles: str) -> None:
    for title in titles:
        qtbot.keyClicks(editor.title.line, title)
        qtbot.keyClick(editor.title.line, Qt.Key.Key_Return)


def test_sub_items_are_written_without_the_mouse(editor: AgendaEditor, qtbot: QtBot) -> None:
    write(qtbot, editor, "Orto")
    qtbot.keyClick(editor.title.line, Qt.Key.Key_Right, ALT)
    assert editor.title.label.text() == "Sottopunto 1.1"
    write(qtbot, editor, "Acqua", "Luce")
    qtbot.keyClick(editor.title.line, Qt.Key.Key_Left, ALT)
    assert editor.title.label.text() == "Punto 2"
    write(qtbot, editor, "Varie")
    assert told(editor) == ["1 Orto", "1.1 Acqua", "1.2 Luce", "2 Varie"]


def test_lines_move_in_and_out_by_keys_in_the_list(editor: AgendaEditor, qtbot: QtBot) -> None:
    write(qtbot, editor, "A", "B", "C")
    editor.list.select(editor.lines.rows()[1].key)
    qtbot.keyClick(editor.list, Qt.Key.Key_Right, ALT)
    assert told(editor) == ["1 A", "1.1 B", "2 C"]
    qtbot.keyClick(editor.list, Qt.Key.Key_Down, ALT)
    assert told(editor) == ["1 A", "2 C", "2.1 B"]
    qtbot.keyClick(editor.list, Qt.Key.Key_Left, ALT)
    assert told(editor) == ["1 A", "2 C", "3 B"]
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, ALT)
    assert told(editor) == ["1 A", "2 B", "3 C"]


def test_tab_leaves_the_list_as_it_does_everywhere(editor: AgendaEditor, qtbot: QtBot) -> None:
    write(qtbot, editor, "A", "B")
    editor.list.setFocus()
    editor.list.select(editor.lines.rows()[1].key)
    qtbot.keyClick(editor.list, Qt.Key.Key_Tab)
    assert not editor.list.hasFocus()
    assert told(editor) == ["1 A", "2 B"]


def test_all_of_a_line_is_changed_and_escape_gives_it_up(editor: AgendaEditor, qtbot: QtBot) -> None:
    editor.set_translated("inglese")
    editor.set_items(ITEMS)
    editor.list.select(editor.lines.rows()[2].key)
    qtbot.keyClick(editor.list, Qt.Key.Key_F2)
    assert (editor.title.label.text(), editor.add.text()) == ("Sottopunto 2.1", "Cambia")
    qtbot.keyClicks(editor.title.line, " fredda")
    qtbot.keyClick(editor.title.line, Qt.Key.Key_Escape)
    assert (editor.title.text(), editor.add.text()) == ("", "Aggiungi")
    assert told(editor)[2] == "2.1 Acqua"
    qtbot.keyClick(editor.list, Qt.Key.Key_Return)
    for field, words in (
        (editor.owner, "Bruno"),
        (editor.outcome, "due rubinetti"),
        (editor.translation, "Water"),
    ):
        qtbot.keyClicks(field.line, words)
    qtbot.keyClick(editor.outcome.line, Qt.Key.Key_Return)
    changed = editor.items()[2]
    assert (changed.owner, changed.wanted_outcome, changed.translation) == ("Bruno", "due rubinetti", "Water")
    assert changed.is_sub
    shown = editor.list.rows.item(2)
    assert "per arrivare a: due rubinetti" in shown.sentence()


def test_a_line_is_dragged_to_another_place(editor: AgendaEditor, qtbot: QtBot) -> None:
    write(qtbot, editor, "A", "B", "C")
    view, port = editor.list, editor.list.viewport()
    first, last = (view.visualRect(view.rows.index(place, 0)).center() for place in (0, 2))
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    _drag(view, first, last + QPoint(0, 15))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last + QPoint(0, 15))
    assert told(editor) == ["1 B", "2 C", "3 A"]


def test_escape_while_dragging_leaves_all_in_place(editor: AgendaEditor, qtbot: QtBot) -> None:
    write(qtbot, editor, "A", "B", "C")
    view, port = editor.list, editor.list.viewport()
    first, last = (view.visualRect(view.rows.index(place, 0)).center() for place in (0, 2))
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=first)
    _drag(view, first, last)
    assert not view.grab().isNull()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last)
    assert told(editor) == ["1 A", "2 B", "3 C"]


def _drag(view: QWidget, start: QPoint, end: QPoint) -> None:
    """What a hand sends: the moves of Qt's own test mouse carry no button."""
    for at in (start + QPoint(0, 30), end):
        position = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            position,
            view.mapToGlobal(position),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        view.mouseMoveEvent(event)


def test_a_point_taken_away_takes_its_sub_items(editor: AgendaEditor, qtbot: QtBot) -> None:
    editor.set_items(ITEMS)
    editor.list.select(editor.lines.rows()[1].key)
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert told(editor) == ["1 Saluti"]
    editor.list.select(editor.lines.rows()[0].key)
    qtbot.keyClick(editor.list, Qt.Key.Key_Delete)
    assert editor._nothing.isVisible()
    assert editor.sum.text() == ""


@pytest.mark.parametrize(
    ("numbers", "is_sub", "expected"),
    [
        ([], False, "1"),
        ([], True, "1"),
        (["1"], True, "1.1"),
        (["1", "1.1"], True, "1.2"),
        (["1", "1.4"], False, "2"),
    ],
)
def test_the_next_number(numbers: list[str], is_sub: bool, expected: str) -> None:
    assert next_number(numbers, is_sub=is_sub) == expected


# --- The form -----------------------------------------------------------------------------------------------------


@pytest.fixture
def form(house: House, show: Callable[[QWidget], None]) -> ScheduleDialog:
    held(house)
    house.clock.pass_(days=14)
    made = ScheduleDialog(None, house.services, process_id=house.process_id)
    show(made)
    return made


def offered(form: ScheduleDialog) -> list[str]:
    return [form.offers.list.rows.item(i).sentence() for i in range(form.offers.list.rows.shown())]


def test_what_was_left_is_offered_with_where_it_comes_from(form: ScheduleDialog) -> None:
    assert form.offers.isVisible()
    assert offered(form) == [
        "scelto: Orto, punto rimasto a metà  ·  Primo tavolo  ·  dall’11 febbraio 2027",
        "scelto: Chi ha le chiavi?, domanda aperta  ·  Primo tavolo  ·  dall’11 febbraio 2027",
    ]
    assert form.offers.facts.text() == "2 scelti su 2"
    assert form.offers.minutes() == 40


def test_what_is_unticked_stays_out_and_is_offered_the_next_time(
    form: ScheduleDialog, house: House, qtbot: QtBot
) -> None:
    form.offers.list.setFocus()
    form.offers.list.select(form.offers.chosen()[1])
    qtbot.keyClick(form.offers.list, Qt.Key.Key_Space)
    assert form.offers.facts.text() == "1 scelto su 2"
    qtbot.keyClicks(form.form.title.line, "Secondo tavolo")
    qtbot.keyClick(form.form.title.line, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(form.changes))
    made = house.services.queries.meeting(form.changes[0].created)
    assert [item.title for item in made.agenda] == ["Orto", "Acqua"]
    left = house.services.queries.offers(house.process_id, house.clock.now() + timedelta(days=60))
    assert [offer.title for offer in left] == ["Chi ha le chiavi?"]


def test_a_hand_quicker_than_the_disk_loses_nothing(
    house: House, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    held(house)
    house.clock.pass_(days=14)
    dialog = ScheduleDialog(None, house.services)
    show(dialog)
    dialog.form.title.set_text("Secondo tavolo")
    dialog.form.process.set_value(house.process_id)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.changes))
    made = house.services.queries.meeting(dialog.changes[0].created)
    assert [item.title for item in made.agenda] == ["Orto", "Acqua"], "what puts itself on an agenda"


def test_a_click_on_a_row_ticks_it(form: ScheduleDialog, qtbot: QtBot) -> None:
    view = form.offers.list
    at = view.visualRect(view.rows.index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert form.offers.facts.text() == "1 scelto su 2"
    form.offers.all.click()
    assert form.offers.facts.text() == "2 scelti su 2"
    form.offers.all.click()
    assert form.offers.chosen() == ()


def test_the_sum_counts_what_is_taken_up(form: ScheduleDialog, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.agenda.title.line, "Saluti")
    qtbot.keyClick(form.agenda.title.line, Qt.Key.Key_Return)
    assert form.agenda.sum.text() == "1 punto, 50 min: restano liberi 40 minuti"


def test_the_template_of_the_kind_is_one_key_away(form: ScheduleDialog, qtbot: QtBot) -> None:
    words = "Parti dal modello «Tavolo di co-progettazione»: 8 punti, 90 min"
    assert form.picker.suggestion.text() == words
    qtbot.keyClick(form, Qt.Key.Key_M, ALT)
    titles = [item.title for item in form.agenda.items()]
    assert titles[0].startswith("Saluti")
    assert [item.is_sub for item in form.agenda.items()][2:5] == [False, True, True]
    assert form.agenda.items()[3].planned_minutes == 15
    assert form.agenda.items()[4].wanted_outcome
    assert not form.picker.suggestion.isVisible()


def test_a_template_untouched_follows_the_kind_and_one_touched_stays(
    form: ScheduleDialog, qtbot: QtBot
) -> None:
    qtbot.keyClick(form, Qt.Key.Key_M, ALT)
    form.form.kind.set_value(MeetingKind.SITE_VISIT)
    assert form.agenda.items()[0].title == "Ritrovo e giro di nomi"
    assert form.form.minutes.value() == 60
    write(qtbot, form.agenda, "Foto")
    form.form.kind.set_value(MeetingKind.ASSEMBLY)
    assert form.agenda.items()[-1].title == "Foto"
    assert form.agenda.items()[0].title == "Ritrovo e giro di nomi"


def test_a_template_joins_what_was_written(form: ScheduleDialog, house: House, qtbot: QtBot) -> None:
    write(qtbot, form.agenda, "Prima di tutto")
    form.picker.combo.setCurrentIndex(0)
    form.picker.combo.activated.emit(0)
    assert [item.title for item in form.agenda.items()][:2] == ["Prima di tutto", "Chi siamo e chi siete"]
    assert form.picker.combo.currentIndex() == -1


def test_the_second_language_asks_for_titles_and_is_kept(
    form: ScheduleDialog, house: House, qtbot: QtBot
) -> None:
    assert not form.agenda.translation.isVisible()
    form.form.language.set_value("ro")
    assert form.agenda.translation.label.text() == "Titolo in rumeno"
    form.form.title.set_text("Secondo tavolo")
    qtbot.keyClicks(form.agenda.title.line, "Orto")
    form.agenda.translation.set_text("Grădina")
    form.accept()
    qtbot.waitUntil(lambda: bool(form.changes))
    made = house.services.queries.meeting(form.changes[0].created)
    assert (made.room_language, made.agenda[0].translation) == ("ro", "Grădina")


def test_a_changed_meeting_is_one_change(house: House, show: Callable[[QWidget], None], qtbot: QtBot) -> None:
    meeting = planned(house)
    dialog = ScheduleDialog(None, house.services, house.services.queries.meeting(meeting))
    show(dialog)
    assert not dialog.form.process.isEnabled()
    dialog.agenda.list.select(dialog.agenda.lines.rows()[0].key)
    qtbot.keyClick(dialog.agenda.list, Qt.Key.Key_Delete)
    write(qtbot, dialog.agenda, "Varie")
    dialog.accept()
    qtbot.waitUntil(lambda: bool(dialog.changes))
    assert len(dialog.changes) == 1
    assert [item.title for item in house.services.queries.meeting(meeting).agenda] == [
        "Orto",
        "Acqua",
        "Varie",
    ]


# --- Templates ------------------------------------------------------------------------------------------------------


def test_a_ready_made_template_is_copied_and_changed(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    opened(page, qtbot, house)

    def answer(dialog: QDialog) -> bool:
        dialog.show()
        settle(qtbot, house)
        if isinstance(dialog, TemplatesDialog):
            assert dialog.change.text() == "Copia e cambia"
            assert not dialog.remove.isEnabled()
            dialog.list.setFocus()
            qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
            settle(qtbot, house)
            assert dialog.list.selected().name == "Il nostro contatto"
            assert dialog.change.text() == "Cambia"
            return True
        assert isinstance(dialog, TemplateDialog)
        assert dialog.name.text() == "Primo contatto della nostra casa"
        dialog.name.set_text("Il nostro contatto")
        write(qtbot, dialog.agenda, "Brindisi")
        qtbot.keyClick(dialog.agenda.title.line, Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    held(house)
    opened(page, qtbot, house)
    qtbot.keyClick(page, Qt.Key.Key_T, CONTROL)
    settle(qtbot, house)
    (own,) = house.services.queries.templates()
    assert (own.name, own.meeting_kind, own.items[-1].title) == (
        "Il nostro contatto",
        MeetingKind.CONTACT,
        "Brindisi",
    )
    assert house.navigator.said == [("Modello salvato: «Il nostro contatto»", True)]


@pytest.fixture
def own(house: House) -> str:
    items = (TemplateItem(title="Tema"), TemplateItem(title="Timori", is_sub=True))
    return house.run(add_template, AddTemplate(fields=TemplateFields(name="Tavolo breve", items=items)))


def test_a_template_of_the_house_is_taken_away_with_delete(
    own: str, house: House, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    said: list[str] = []
    dialog = TemplatesDialog(None, house.services, lambda _changes, words: said.append(words))
    show(dialog)
    assert dialog.list.selected().id == own
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    settle(qtbot, house)
    assert house.services.queries.templates() == ()
    assert said == ["Modello tolto: «Tavolo breve»"]
    assert dialog.list.rows.shown() == 7


def test_a_template_is_changed_in_place(
    own: str, house: House, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    (before,) = house.services.queries.templates()
    dialog = TemplateDialog(None, house.services, before)
    show(dialog)
    dialog.agenda.list.select(dialog.agenda.lines.rows()[1].key)
    qtbot.keyClick(dialog.agenda.list, Qt.Key.Key_Left, ALT)
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.changes is not None)
    (after,) = house.services.queries.templates()
    assert [item.id for item in after.items] == [item.id for item in before.items]
    assert [item.is_sub for item in after.items] == [False, False]


def test_a_template_without_points_is_refused_beside_the_form(
    house: House, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    dialog = TemplateDialog(None, house.services, None)
    show(dialog)
    dialog.name.set_text("Vuoto")
    dialog.accept()
    settle(qtbot, house)
    assert dialog.isVisible()
    assert dialog.form._general is not None
    assert dialog.form._general.words() == "In un modello serve almeno un punto."


def test_an_agenda_is_kept_as_a_template(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    opened(page, qtbot, house, planned(house))

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, TemplateDialog)
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    qtbot.keyClick(page, Qt.Key.Key_T, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, house)
    (own,) = house.services.queries.templates()
    assert (own.name, [item.title for item in own.items]) == ("Primo tavolo", ["Saluti", "Orto", "Acqua"])
    assert own.items[2].is_sub


# --- Invitation -----------------------------------------------------------------------------------------------------


@pytest.fixture
def invitation(house: House, show: Callable[[QWidget], None]) -> InvitationDialog:
    house.run(
        update_house, UpdateHouse(name="Casa di prova", address="via Esempio 1", email="casa@example.org")
    )
    meeting = planned(house, venue="Sala blu")
    dialog = InvitationDialog(None, house.services, house.services.queries.meeting(meeting).row)
    show(dialog)
    return dialog


def test_the_invitation_is_filled_copied_and_follows_what_is_typed(
    invitation: InvitationDialog, house: House, qtbot: QtBot
) -> None:
    assert invitation.address.text() == "Casa di prova, via Esempio 1, Torino"
    assert invitation.answer.text() == "Scrivi a casa@example.org."
    qtbot.keyClicks(invitation.access.edit, "Senza scalini")
    settle(qtbot, house)
    qtbot.keyClick(invitation.access.edit, Qt.Key.Key_Return, CONTROL)
    invitation.accept()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Invito: Primo tavolo\nTavolo di co-progettazione · Cortile di prova")
    assert "   2.1. Acqua (10’)" in copied
    assert copied.rstrip().endswith("Casa di prova")
    assert "Senza scalini" in copied
    assert invitation.told.words() == "Copiato: incollalo in una mail o in una chat."
    assert invitation.isVisible()


def test_the_file_for_calendars_is_written_whole(
    invitation: InvitationDialog, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "invito.ics"
    invitation.calendar.click()
    qtbot.waitUntil(invitation.told.isVisible)
    (event,) = Calendar.from_ical(doors.save_to.read_bytes()).walk("VEVENT")
    assert str(event["LOCATION"]) == "Sala blu, Casa di prova, via Esempio 1, Torino"
    assert str(doors.save_to) in invitation.told.words()


def test_a_file_that_cannot_be_written_is_told_in_the_dialog(
    invitation: InvitationDialog, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    doors.save_to = tmp_path / "non-c-e" / "invito.pdf"
    invitation.pdf.click()
    qtbot.waitUntil(invitation.told.isVisible, timeout=20_000)
    assert "invito.pdf" in invitation.told.words()
    assert not doors.save_to.exists()


def test_the_page_opens_the_invitation_and_keeps_what_was_typed(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    opened(page, qtbot, house, planned(house))
    seen: list[str] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, InvitationDialog)
        settle(qtbot, house)
        seen.append(dialog.access.text())
        dialog.access.set_text("Dal cortile")
        settle(qtbot, house)
        return False

    doors.answer = answer
    qtbot.keyClick(page, Qt.Key.Key_I, CONTROL)
    page.invite()
    assert seen == ["", "Dal cortile"]


def test_a_meeting_called_off_shows_why_and_says_so_in_its_notice(
    page: MeetingsPage, house: House, qtbot: QtBot, show: Callable[[QWidget], None]
) -> None:
    meeting = planned(house)
    house.run(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="Piove"))
    opened(page, qtbot, house, meeting)
    assert page.detail is not None
    assert page.detail.row.state is MeetingState.CANCELLED
    texts = [label.text() for label in page.panel.findChildren(type(page.panel._title))]
    assert "Piove" in texts
    dialog = InvitationDialog(None, house.services, page.detail.row)
    show(dialog)
    assert "L’incontro è annullato. Motivo: Piove" in dialog.preview.text()


# --- Paper ----------------------------------------------------------------------------------------------------------


def test_a_sheet_goes_to_a_printer(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors, tmp_path: Path
) -> None:
    opened(page, qtbot, house, planned(house))
    printed = tmp_path / "stampato.pdf"

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, QPrintDialog)
        dialog.printer().setOutputFileName(str(printed))
        dialog.printer().setResolution(72)
        return True

    doors.answer = answer
    qtbot.keyClick(page, Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(house.navigator.said), timeout=30_000)
    assert house.navigator.said == [("Mandato in stampa: Foglio firme", False)]
    with pypdfium2.PdfDocument(printed.read_bytes()) as document:
        assert len(document) == 2
        picture = document[0].render(scale=0.5).to_pil().convert("L")
        assert picture.getextrema()[0] < 128, "ink on the paper"


def test_giving_up_at_the_printer_prints_nothing(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    opened(page, qtbot, house, planned(house))
    page.print_sheet(Sheet.AGENDA)
    qtbot.waitUntil(lambda: bool(doors.opened), timeout=30_000)
    settle(qtbot, house)
    assert house.navigator.said == []
    page.print_sheet(Sheet.MINUTES)
    settle(qtbot, house)
    assert len(doors.opened) == 1, "a meeting that has not begun has no minutes"


def test_the_code_at_the_foot_of_a_sheet_finds_its_meeting(
    page: MeetingsPage, house: House, qtbot: QtBot
) -> None:
    first, _second = planned(house), planned(house, "Secondo")
    opened(page, qtbot, house)
    page.table.search(code_of(first))
    assert [page.table.model.row(i).id for i in range(page.table.model.shown())] == [first]


def test_new_among_the_arguments_opens_the_form(
    page: MeetingsPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    asked: list[str] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ScheduleDialog)
        settle(qtbot, house)
        asked.append(dialog.form.process.value() or "")
        return False

    doors.answer = answer
    page.open(new="1")
    page.open(new="1", process=house.process_id)
    assert asked == ["", house.process_id]
