"""The room's screen: what it says, what it never says, and its window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.application.views.registry import PartnerRow
from cocity_desktop.application.views.work import (
    AgendaRow,
    CommitmentRow,
    DecisionRow,
    EntryRow,
    MeetingDetail,
    MeetingRow,
    PresenceRow,
    ReservationRow,
)
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState
from cocity_desktop.domain.meetings import (
    AgendaState,
    DecisionMethod,
    EntryKind,
    EntryOutcome,
    MeetingKind,
)
from cocity_desktop.second_language import SECOND
from cocity_desktop.ui.pages.meeting.page import MeetingPage
from cocity_desktop.ui.pages.meeting.room_screen.column import TonightColumn
from cocity_desktop.ui.pages.meeting.room_screen.content import ScreenContent, screen_content, shown_texts
from cocity_desktop.ui.pages.meeting.room_screen.masking import Masking
from cocity_desktop.ui.pages.meeting.room_screen.typesetting import balanced, scaled, shortened, wrapped
from cocity_desktop.ui.pages.meeting.room_screen.view import RoomScreen
from tests.ui.fakes import open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

NOW = datetime(2027, 2, 11, 17, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def italian() -> Iterator[None]:
    with speaking("it"):
        yield


def item(number: int, state: AgendaState, title: str = "Cortile", **more) -> AgendaRow:
    started = NOW - timedelta(minutes=7) if state is AgendaState.RUNNING else None
    return AgendaRow(f"a{number}", title, number, 15, "", "", "", state, started, None, False, **more)


def decision(number: int, text: str, *reservations: tuple[str, str]) -> EntryRow:
    words = tuple(ReservationRow(f"r{n}", who, said) for n, (who, said) in enumerate(reservations))
    row = DecisionRow(f"d{number}", DecisionMethod.CONSENSUS, 12, 6, 1, 4, 0, 23, words)
    return entry(number, EntryKind.DECISION, text, decision=row)


def promise(number: int, text: str, kind: PartyKind, party: str, group_id: str | None = None) -> EntryRow:
    row = CommitmentRow(
        f"c{number}", "p", "Percorso", kind, group_id, party, text, NOW.date(), "", None, None, None, "", "",
        CommitmentStatus.OPEN, 0, 0, "Tavolo",
    )  # fmt: skip
    return entry(number, EntryKind.COMMITMENT, text, commitment=row)


def entry(number: int, kind: EntryKind, text: str, **more) -> EntryRow:
    said = NOW + timedelta(seconds=number)
    blank = EntryRow(f"e{number}", None, kind, text, said, "", (), EntryOutcome.OPEN, "", None, None)
    return replace(blank, **more)


def meeting(*entries: EntryRow, **more) -> MeetingDetail:
    row = MeetingRow(
        "m", "Secondo tavolo", MeetingKind.CO_DESIGN_TABLE, "p", "Giardino", NOW, 90, "", MeetingState.RUNNING,
        2, 30, len(entries), 9,
    )  # fmt: skip
    groups = (PartnerRow("x", "g", "Genitori Fleming", False),)
    agenda = (item(0, AgendaState.RUNNING), item(1, AgendaState.OPEN, "Orto"))
    whole = MeetingDetail(row, "", NOW, None, groups, agenda, entries, (), (), (), None)
    return replace(whole, **more)


def test_it_says_the_point_its_time_and_what_comes_then() -> None:
    content = screen_content(meeting(), (), NOW)
    assert (content.title, content.next_title, content.next_minutes) == ("Cortile", "Orto", 15)
    assert content.time is not None
    assert (content.time.elapsed, content.time.planned) == (420, 900)
    assert content.running
    assert not content.over


def test_before_the_first_point_and_after_the_end_it_says_so() -> None:
    waiting = meeting(agenda=(item(0, AgendaState.OPEN, "Saluti"),))
    before = screen_content(waiting, (), NOW)
    assert (before.running, before.title, before.next_title) == (False, "Secondo tavolo", "Saluti")
    closed = replace(waiting, row=replace(waiting.row, state=MeetingState.CLOSED))
    assert screen_content(closed, (), NOW).over


def test_decisions_bring_their_reservations_and_the_newest_comes_first() -> None:
    first = decision(1, "Si prova", ("Genitori Fleming", "Mai da soli"), ("Ada Esempio", "Fa freddo"))
    content = screen_content(meeting(first, decision(2, "Si chiude alle 13")), (), NOW)
    assert [one.text for one in content.decisions] == ["Si chiude alle 13", "Si prova"]
    # Who is a person stays unnamed; the words are there all the same.
    assert content.decisions[1].reservations == (("Genitori Fleming", "Mai da soli"), ("", "Fa freddo"))


def test_a_translated_title_shows_with_a_second_language_alone_and_names_nobody() -> None:
    running = item(0, AgendaState.RUNNING, "Da Ada Esempio", translation="Chez Ada Esempio")
    alone = screen_content(meeting(agenda=(running,)), ("Ada Esempio",), NOW)
    assert (alone.title, alone.translation) == ("Da A. E.", "")
    both = screen_content(meeting(agenda=(running,), room_language="fr"), ("Ada Esempio",), NOW)
    assert both.translation == "Chez A. E."


def test_nobody_is_named_by_the_title_of_the_meeting() -> None:
    whole = meeting()
    named = replace(whole, row=replace(whole.row, title="A casa di Ada Esempio"))
    assert screen_content(named, ("Ada Esempio",), NOW).place == "Giardino, A casa di A. E."


def test_no_person_is_named() -> None:
    presence = PresenceRow("x", "Bruno Campione", None, None, 1, NOW, None)
    lines = (
        decision(1, "Le chiavi a Ada Esempio", ("Ada Esempio", "Chiedete a bruno  campione")),
        promise(2, "Esempio Ada apre sabato", PartyKind.OTHER, "Ada Esempio"),
    )
    shown = str(screen_content(meeting(*lines, presences=(presence,)), ("Ada Esempio",), NOW))
    assert "Esempio" not in shown
    assert "ampione" not in shown
    assert "A. E." in shown
    assert "Qualcuno in sala" in shown


def test_organisations_are_named() -> None:
    lines = (
        promise(1, "Fornisce le rastrelliere", PartyKind.COMUNE, "Comune di Torino"),
        promise(2, "Apre", PartyKind.GROUP, "Genitori Fleming", "g"),
    )
    content = screen_content(meeting(*lines), ("Ada Esempio",), NOW)
    assert [one.who for one in content.promises] == ["Genitori Fleming", "Comune di Torino"]
    assert content.promises[0].when == "entro l’11 febbraio"


@given(
    name=st.text(st.characters(categories=("L",)), min_size=2, max_size=8),
    family=st.text(st.characters(categories=("L",)), min_size=2, max_size=8),
    around=st.sampled_from(["{} apre", "Le chiavi a {}.", "«{}»", "{}, {}"]),
)
def test_a_known_full_name_never_stands_on_the_screen(name: str, family: str, around: str) -> None:
    full = f"{name} {family}"
    text = around.replace("{}", full)
    (shown,) = screen_content(meeting(decision(1, text)), (full,), NOW).decisions
    assert full.casefold() not in shown.text.casefold()


def test_the_column_keeps_the_newest_and_every_word_of_a_reservation(themed_app: QApplication) -> None:
    long_words = "Il portone da soli non si apre: " * 12
    lines = [decision(n, f"Decisione {n}", ("Genitori Fleming", long_words)) for n in range(6)]
    content = screen_content(meeting(*lines), (), NOW)
    column = TonightColumn(content, 640, 700, 1.0)
    painted = " ".join(stroke.words for block in column.decisions for stroke in block)
    assert "Decisione 5" in painted
    assert "Decisione 0" not in painted
    assert " ".join(long_words.split()) in painted


def test_of_a_long_evening_no_more_is_broken_into_lines_than_can_fit(themed_app: QApplication) -> None:
    content = screen_content(meeting(*(decision(n, f"Decisione {n}") for n in range(300))), (), NOW)
    column = TonightColumn(content, 640, 700, 1.0)
    assert (
        column.decisions
        == TonightColumn(replace(content, decisions=content.decisions[:30]), 640, 700, 1.0).decisions
    )
    assert len(column.decisions) > 3
    # Nothing below the edge of the screen was looked at.
    TonightColumn(replace(content, decisions=(*content.decisions[:60], None)), 640, 700, 1.0)  # type: ignore[arg-type]


def test_titles_break_evenly(themed_app: QApplication) -> None:
    type_ = scaled(88, 1.0, 600)
    lines = balanced("Uso del cortile nel fine settimana", type_, 940)
    assert lines == ["Uso del cortile nel", "fine settimana"]
    assert " ".join(wrapped("una parola lunghissima", type_, 10)) == "una parola lunghissima"
    assert shortened(["uno,", "due", "tre"], 2) == ["uno,", "due …"]


@pytest.mark.parametrize("language", ["", *SECOND])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (800, 600)])
def test_it_paints_in_every_language_and_size(
    themed_app: QApplication, qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    running = item(0, AgendaState.RUNNING, translation="Using the courtyard")
    whole = meeting(
        decision(1, "Si prova", ("", "Mai da soli")),
        promise(2, "Apre", PartyKind.GROUP, "Genitori Fleming", "g"),
        agenda=(running,),
        room_language=language,
    )
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show_content(screen_content(whole, (), NOW))
    picture = screen.grab().toImage()
    assert picture.size().width() >= size[0]
    assert _colours(picture) > 4
    assert "Cortile" in screen.accessibleName()


def _colours(picture: QImage) -> int:
    return len(
        {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    )


def test_an_empty_screen_says_what_will_stand_there(themed_app: QApplication, qtbot: QtBot) -> None:
    screen = RoomScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show_content(ScreenContent(place="Giardino", clock="18:28", title="Tavolo"))
    assert not screen.grab().isNull()


# --- the window, from the live page ------------------------------------------------------------------------------


@pytest.fixture
def page(tmp_path: Path, lanes: Lanes, themed_app: QApplication, qtbot: QtBot) -> Iterator[MeetingPage]:
    with open_house(tmp_path / "casa", lanes) as house:
        command = ScheduleMeeting(
            process_id=house.process_id,
            title="Secondo tavolo",
            starts_at=house.clock.now(),
            items=(NewItem(title="Cortile", planned_minutes=15),),
        )
        meeting_id = house.run(schedule_meeting, command)
        made = MeetingPage(house.context)
        qtbot.addWidget(made)
        made.resize(1310, 684)
        made.show()
        made.open(meeting_id)
        qtbot.waitUntil(lambda: made.meeting is not None and made._running() is not None)
        yield made
        lanes.close()


def shown(page: MeetingPage) -> ScreenContent:
    window = page.screen_acts.window
    assert window is not None
    return window.screen_.content


def test_f11_opens_the_screen_and_shuts_it(page: MeetingPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F11)
    opened(page, qtbot)
    assert shown(page).title == "Cortile"
    page.window().activateWindow()  # this platform gives the keyboard to what was shown last
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_F11)
    assert page.screen_acts.window is None
    qtbot.keyClick(page, Qt.Key.Key_F11)
    opened(page, qtbot)
    assert shown(page).title == "Cortile"


def opened(page: MeetingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.screen_acts.window is not None and page.screen_acts.window.isVisible())


def test_nothing_is_shown_before_it_is_known_whose_names_to_hide(page: MeetingPage, qtbot: QtBot) -> None:
    """Bruno Esempio is known to the archive and is not in the room."""
    assert page.meeting is not None
    running = replace(page.meeting.agenda[0], title="Da Bruno Esempio")
    acts = page.screen_acts
    acts.toggle()
    acts.set_meeting(replace(page.meeting, agenda=(running,)))
    acts.show_now()
    assert acts.window is not None
    assert not acts.window.isVisible()
    assert "Bruno" not in repr(acts.window.screen_.content)
    opened(page, qtbot)
    assert shown(page).title == "Da B. E."


def test_shut_before_it_opened_it_stays_shut(page: MeetingPage, qtbot: QtBot) -> None:
    page.screen_acts.toggle()
    page.screen_acts.toggle()
    assert page.screen_acts.window is None
    qtbot.waitUntil(page.context.lanes.idle)
    assert page.screen_acts.window is None


def test_who_is_registered_while_it_is_open_becomes_initials(page: MeetingPage, qtbot: QtBot) -> None:
    page.screen_acts.toggle()
    opened(page, qtbot)
    decide(page, qtbot, "Apre Zoe Modello")
    qtbot.waitUntil(lambda: [one.text for one in shown(page).decisions] == ["Apre Zoe Modello"])
    fields = PersonFields(given_name="Zoe", family_name="Modello")
    services = page.context.services
    changes = services.run(register_person, RegisterPerson(fields=fields), services.codes)
    page.context.bus.changed.emit(changes)
    qtbot.waitUntil(lambda: [one.text for one in shown(page).decisions] == ["Apre Z. M."])


def decide(page: MeetingPage, qtbot: QtBot, text: str) -> None:
    page.speech.line.edit.setFocus()
    page.speech.line.set_kind(EntryKind.DECISION)
    qtbot.keyClicks(page.speech.line.edit, text)
    qtbot.keyClick(page.speech.line.edit, Qt.Key.Key_Return)


def test_a_name_typed_while_it_is_open_never_stands_on_it(page: MeetingPage, qtbot: QtBot) -> None:
    """Bruno Esempio is known to the archive: what the screen was given is looked at each time."""
    page.screen_acts.toggle()
    opened(page, qtbot)
    assert page.screen_acts.window is not None
    screen = page.screen_acts.window.screen_
    given: list[ScreenContent] = []
    show = screen.show_content
    screen.show_content = lambda content: (given.append(content), show(content))[1]  # type: ignore[method-assign]
    decide(page, qtbot, "Apre esempio, bruno")
    page.screen_acts.show_now()
    qtbot.waitUntil(lambda: [one.text for one in shown(page).decisions] == ["Apre B. E."])
    assert given
    assert "bruno" not in repr(given).casefold()


@pytest.mark.parametrize("people", [(), ("Ada Esempio", "Bruno Esempio")])
def test_whatever_the_screen_masks_is_among_the_texts_that_names_are_asked_for(
    people: tuple[str, ...],
) -> None:
    whole = meeting(
        decision(1, "Si prova con Ada Esempio", ("", "Bruno Esempio no")),
        promise(2, "Apre Ada Esempio", PartyKind.GROUP, "Genitori", "g"),
        agenda=(item(0, AgendaState.RUNNING, "Da Ada", translation="Chez Ada"), item(1, AgendaState.OPEN, "Orto")),
        room_language="fr",
    )  # fmt: skip
    assert shown_texts(whole) == {
        "Giardino, Secondo tavolo", "Da Ada", "Chez Ada", "Orto", "Si prova con Ada Esempio", "Bruno Esempio no",
        "Apre Ada Esempio",
    }  # fmt: skip
    masking = Masking()
    texts = masking.unknown(whole)
    masking.show(whole)
    assert not masking.ready
    masking.know(texts, people)
    masking.show(whole)
    assert masking.content(NOW) == screen_content(whole, people, NOW)
    again = masking.afresh()
    assert again.unknown(whole) == texts
    again.show(meeting(decision(1, "Ancora Ada Esempio")))
    assert again.content(NOW) == masking.content(NOW)


def test_the_screen_follows_the_meeting(page: MeetingPage, qtbot: QtBot) -> None:
    page.screen_acts.toggle()
    opened(page, qtbot)
    page.speech.line.edit.setFocus()
    page.speech.line.set_kind(EntryKind.DECISION)
    qtbot.keyClicks(page.speech.line.edit, "Si prova il sabato")
    qtbot.keyClick(page.speech.line.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.text for one in shown(page).decisions] == ["Si prova il sabato"])


def test_the_second_language_is_chosen_once_for_the_meeting(page: MeetingPage, qtbot: QtBot) -> None:
    page.screen_acts.toggle()
    opened(page, qtbot)
    menu = page.screen_acts.language_menu()
    assert [action.isChecked() for action in menu.actions()] == [True] + [False] * len(SECOND)
    next(action for action in menu.actions() if action.text() == "Română").trigger()
    qtbot.waitUntil(lambda: shown(page).language == "ro")


def test_a_screen_that_is_shut_can_be_opened_again(page: MeetingPage, qtbot: QtBot) -> None:
    page.screen_acts.toggle()
    opened(page, qtbot)
    window = page.screen_acts.window
    assert window is not None
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.screen_acts.window is None
