"""What the live meeting reads from what is typed, and says of what is on disk: no window needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.application.views.work import AgendaRow, DecisionRow, EntryRow, ReservationRow
from cocity_desktop.domain.meetings import AgendaState, DecisionMethod, EntryKind, EntryOutcome
from cocity_desktop.ui.agreement_words import agreement_words
from cocity_desktop.ui.pages.meeting.agenda import read_item
from cocity_desktop.ui.pages.meeting.kinds import KINDS, LOOKS, kind_of_start, shortcut_of
from cocity_desktop.ui.pages.meeting.lines import Line, Standing, as_lines, reservations
from cocity_desktop.ui.pages.meeting.room_reading import Known, read_arrival
from cocity_desktop.ui.pages.meeting.timing import ItemTime, expected_end, item_time
from tests.ui.fakes import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2027, 2, 11, 17, 42, tzinfo=UTC)
KNOWN = (Known("Genitori Fleming", "g1"), Known("Circoscrizione 8", "g2"), Known("Ada Esempio", "g1", "p1"))


@pytest.fixture(params=["it", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with speaking(request.param):
        yield str(request.param)


@pytest.fixture
def italian() -> Iterator[None]:
    with speaking("it"):
        yield


@pytest.mark.parametrize(
    ("typed", "label", "heads", "group", "person"),
    [
        ("Genitori Fleming 9", "Genitori Fleming", 9, "g1", None),
        ("genitori fleming +2", "Genitori Fleming", 2, "g1", None),
        ("Circoscrizione 8", "Circoscrizione 8", 1, "g2", None),
        ("Circoscrizione 8 3", "Circoscrizione 8", 3, "g2", None),
        ("Ada Esempio", "Ada Esempio", 1, "g1", "p1"),
        ("Mario di passaggio", "Mario di passaggio", 1, None, None),
        ("  Vicini   4 ", "Vicini", 4, None, None),
    ],
)
def test_who_arrives_is_read_from_a_name_and_a_number(
    typed: str, label: str, heads: int, group: str | None, person: str | None
) -> None:
    arrival = read_arrival(typed, KNOWN)
    assert arrival is not None
    assert (arrival.label, arrival.heads, arrival.group_id, arrival.person_id) == (
        label,
        heads,
        group,
        person,
    )


def test_a_number_alone_is_people_without_a_group_and_nothing_is_nobody() -> None:
    arrival = read_arrival("+2", KNOWN)
    assert arrival is not None
    assert (arrival.heads, arrival.group_id) == (2, None)
    assert read_arrival("   ", KNOWN) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_somebody_arrives_or_nobody(typed: str) -> None:
    arrival = read_arrival(typed, KNOWN)
    assert (
        arrival is not None or not typed.strip(" \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0+-−–") or not typed.split()
    )
    assert arrival is None or arrival.heads >= 1


def test_letters_of_kinds_differ_and_are_no_words_of_their_language(language: str) -> None:
    words = {"it": set("aeioèéàò"), "en": set("aio")}[language]
    letters = [look.letter() for look in LOOKS.values()]
    assert len(set(letters)) == len(KINDS)
    assert not set(letters) & words


def test_a_letter_and_a_space_pick_a_kind_and_nothing_else_does(italian: None) -> None:
    assert kind_of_start("m ") is EntryKind.COMMITMENT
    assert kind_of_start("M ") is EntryKind.COMMITMENT
    for text in ("i ", "m", "mi ", "m  ", " m", "è "):
        assert kind_of_start(text) is None
    assert [shortcut_of(kind) for kind in KINDS] == [f"Ctrl+{n}" for n in range(1, 7)]


def test_a_point_is_read_with_its_minutes() -> None:
    item = read_item("Orto e acqua 20 min")
    assert item is not None
    assert (item.title, item.planned_minutes) == ("Orto e acqua", 20)
    plain = read_item("Piano 2027")
    assert plain is not None
    assert plain.title == "Piano 2027"
    assert read_item(" 20 min") is None


def point(state: AgendaState, planned: int, started: datetime | None = None) -> AgendaRow:
    return AgendaRow("a", "Cortile", 0, planned, "", "", "", state, started, None, False)


def test_the_bar_turns_amber_in_the_last_fifth_and_words_follow_the_end(italian: None) -> None:
    assert ItemTime(719, 900).token == "primary"
    assert ItemTime(720, 900).token == "amber"
    assert (ItemTime(432, 900).figure(), ItemTime(432, 900).words()) == ("07:12", "di 15 min")
    assert ItemTime(432, 900).left() == "restano 7:48"
    assert ItemTime(1030, 900).words() == "oltre di 2 min"
    assert ItemTime(3725, 900).figure() == "1:02:05"


def test_the_meeting_ends_when_what_is_left_has_had_its_time() -> None:
    running = point(AgendaState.RUNNING, 15, NOW - timedelta(minutes=7))
    assert item_time(running, NOW).elapsed == 420
    agenda = (point(AgendaState.DONE, 5), running, point(AgendaState.OPEN, 20))
    assert expected_end(agenda, NOW) == NOW + timedelta(minutes=28)
    late = (point(AgendaState.RUNNING, 15, NOW - timedelta(minutes=40)),)
    assert expected_end(late, NOW) == NOW


def entry(kind: EntryKind = EntryKind.NOTE, item: str | None = None, **changes: object) -> EntryRow:
    row = EntryRow("e1", item, kind, "Il portone è pesante.", NOW, "", (), EntryOutcome.OPEN, "", None, None)
    return replace(row, **changes)  # type: ignore[arg-type]


def decision(*figures: int, words: tuple[str, ...] = ()) -> DecisionRow:
    rows = tuple(ReservationRow(str(i), "", text) for i, text in enumerate(words))
    return DecisionRow("d", DecisionMethod.CONSENSUS, *figures, 23, rows)


def test_agreement_is_told_in_words_and_no_reservation_is_left_out(italian: None) -> None:
    taken = decision(12, 6, 1, 4, 0, words=("Si sia sempre in due.", "Non la domenica."))
    assert agreement_words(taken) == "18 su 23 d’accordo"
    assert [text for _who, text in reservations(taken)] == ["Si sia sempre in due.", "Non la domenica."]
    sentence = Line(entry(EntryKind.DECISION, decision=taken)).sentence()
    assert "Si sia sempre in due." in sentence
    assert "Non la domenica." in sentence


def test_points_are_named_where_they_change_once_there_are_two() -> None:
    agenda = (
        replace(point(AgendaState.DONE, 5), id="a"),
        replace(point(AgendaState.RUNNING, 5), id="b", title="Orto"),
    )
    one = as_lines([entry(item="a"), entry(item="a")], agenda)
    assert [line.heading for line in one] == ["", ""]
    two = as_lines([entry(item="a"), entry(item="a"), entry(item="b")], agenda)
    assert [line.heading for line in two] == ["Cortile", "", "Orto"]


def test_a_declined_line_says_why(italian: None) -> None:
    line = Line(entry(outcome=EntryOutcome.DECLINED, outcome_reason="non è del Comune"), Standing.SAVED)
    assert "non è del Comune" in line.below()
