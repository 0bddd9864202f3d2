"""Lines on disk that are split, joined, moved, put on the map, given a photo; each act is one step back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    NewReservation,
    capture_entry,
    remove_entry,
)
from cocity_desktop.application.entries import (
    AddPhoto,
    DescribePhoto,
    JoinEntries,
    LocateEntry,
    MoveEntry,
    SplitEntry,
    add_photo,
    describe_photo,
    join_entries,
    locate_entry,
    move_entry,
    remove_photo,
    split_entry,
)
from cocity_desktop.application.history import UndoChange, undo_change, undo_last
from cocity_desktop.application.meetings import AddAgendaItem, NewItem, add_agenda_item
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse


@pytest.fixture(autouse=True)
def running(house: SmallHouse) -> None:
    house.ids["meeting"] = house.meeting()


def say(house: SmallHouse, text: str, kind: EntryKind = EntryKind.NOTE, **more) -> str:
    command = CaptureEntry(meeting_id=house.ids["meeting"], entry_kind=kind, text=text, **more)
    return house.run(capture_entry, command)


def rows(house: SmallHouse):
    return house.services.queries.meeting(house.ids["meeting"]).entries


def texts(house: SmallHouse) -> list[str]:
    return [row.text for row in rows(house)]


def undo(house: SmallHouse) -> None:
    undo_last(house.services.new_unit_of_work())


def test_a_line_is_split_where_the_caret_stands(house: SmallHouse) -> None:
    first = say(house, "Il cancello resta chiuso. Si entra dal pedonale.")
    say(house, "Poi altro.")
    house.run(split_entry, SplitEntry(entry_id=first, at=25))
    assert texts(house) == ["Il cancello resta chiuso.", "Si entra dal pedonale.", "Poi altro."]
    undo(house)
    assert texts(house) == ["Il cancello resta chiuso. Si entra dal pedonale.", "Poi altro."]


def test_the_second_half_follows_the_first_among_lines_of_one_moment(house: SmallHouse) -> None:
    moment = house.clock.now()
    ids = [say(house, f"Riga {n} e ancora {n}", said_at=moment) for n in range(3)]
    house.run(split_entry, SplitEntry(entry_id=ids[0], at=6))
    house.run(split_entry, SplitEntry(entry_id=ids[1], at=6))
    assert texts(house) == ["Riga 0", "e ancora 0", "Riga 1", "e ancora 1", "Riga 2 e ancora 2"]


@given(
    text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60),
    at=st.integers(0, 60),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_splitting_and_joining_loses_no_letter(house: SmallHouse, text: str, at: int) -> None:
    text = text.strip()
    if not text[:at].strip() or not text[at:].strip():
        return
    first = say(house, text)
    second = house.run(split_entry, SplitEntry(entry_id=first, at=at))
    house.run(join_entries, JoinEntries(first_id=first, second_id=second))
    joined = next(row.text for row in rows(house) if row.id == first)
    assert joined.split() == f"{text[:at]} {text[at:]}".split()


def test_an_empty_half_is_refused(house: SmallHouse) -> None:
    first = say(house, "Sola")
    for at in (0, 4, 99):
        assert house.refusal(split_entry, SplitEntry(entry_id=first, at=at)) == ("required", "text")


def test_what_the_second_line_binds_goes_over_to_the_first(house: SmallHouse) -> None:
    first = say(house, "Per il portone:")
    fields = DecisionFields(
        in_favour=3, with_reservation=1, reservations=(NewReservation(raised_by="Ada", text="Mai da soli"),)
    )
    second = say(house, "si apre in due", EntryKind.DECISION, decision=fields)
    house.run(join_entries, JoinEntries(first_id=first, second_id=second))
    (row,) = rows(house)
    assert (row.text, row.entry_kind) == ("Per il portone: si apre in due", EntryKind.DECISION)
    assert row.decision is not None
    assert [one.text for one in row.decision.reservations] == ["Mai da soli"]
    undo(house)
    assert [(one.text, one.decision is not None) for one in rows(house)] == [
        ("Per il portone:", False),
        ("si apre in due", True),
    ]


def test_two_lines_that_both_bind_stay_two(house: SmallHouse) -> None:
    first = say(house, "Si apre", EntryKind.DECISION)
    second = say(house, "Porto le chiavi", EntryKind.COMMITMENT)
    refused = house.refusal(join_entries, JoinEntries(first_id=first, second_id=second))
    assert refused == ("entries_both_bind", None)


def test_a_line_moves_to_another_point_and_another_time(house: SmallHouse) -> None:
    item = house.run(
        add_agenda_item, AddAgendaItem(meeting_id=house.ids["meeting"], item=NewItem(title="Orto"))
    )
    first, second = say(house, "Prima"), say(house, "Seconda")
    earlier = rows(house)[0].said_at - timedelta(minutes=5)
    house.run(move_entry, MoveEntry(entry_id=second, agenda_item_id=item, said_at=earlier))
    assert next((row.id, row.agenda_item_id) for row in rows(house)) == (second, item)
    assert texts(house) == ["Seconda", "Prima"]
    assert rows(house)[1].id == first


def test_a_line_is_about_a_place(house: SmallHouse) -> None:
    entry = say(house, "Qui manca una panchina")
    command = LocateEntry(entry_id=entry, place_id=house.ids["place"], latitude=45.0781, longitude=7.6761)
    house.run(locate_entry, command)
    row = rows(house)[0]
    assert (row.place_id, row.latitude, row.longitude) == (house.ids["place"], 45.0781, 7.6761)
    assert row.place
    wrong = LocateEntry(entry_id=entry, latitude=95.0, longitude=7.0)
    assert house.refusal(locate_entry, wrong) == ("invalid_value", "latitude")
    half = LocateEntry(entry_id=entry, latitude=45.0)
    assert house.refusal(locate_entry, half) == ("invalid_value", "latitude")


def test_a_photo_is_kept_once_by_its_content(house: SmallHouse) -> None:
    entry, meeting = say(house, "La lavagna"), house.ids["meeting"]
    command = AddPhoto(
        meeting_id=meeting, entry_id=entry, name="lavagna.jpg", media_type="image/jpeg", content=b"JFIF"
    )
    photo = house.run(add_photo, command)
    assert house.run(add_photo, command) == photo
    assert [one.name for one in rows(house)[0].photos] == ["lavagna.jpg"]
    house.run(describe_photo, DescribePhoto(photo_id=photo, caption="Il disegno", entry_id=None))
    detail = house.services.queries.meeting(meeting)
    assert [one.caption for one in detail.photos] == ["Il disegno"]
    assert detail.entries[0].photos == ()
    house.run(remove_photo, Remove(id=photo))
    assert house.services.queries.meeting(meeting).photos == ()
    undo(house)
    assert len(house.services.queries.meeting(meeting).photos) == 1


def test_what_was_taken_away_comes_back_whole(house: SmallHouse) -> None:
    entry = say(house, "Apre sabato", EntryKind.COMMITMENT)
    house.run(remove_entry, Remove(id=entry))
    assert texts(house) == []
    undo(house)
    assert rows(house)[0].commitment is not None


def test_the_trash_gives_a_line_back_after_other_work(house: SmallHouse) -> None:
    meeting = house.ids["meeting"]
    first, second = say(house, "Prima", EntryKind.COMMITMENT), say(house, "Seconda")
    house.run(remove_entry, Remove(id=first))
    house.run(remove_entry, Remove(id=second))
    say(house, "Terza")
    thrown = house.services.queries.trash(meeting)
    assert [row.text for row in thrown] == ["Seconda", "Prima"]
    house.run(undo_change, UndoChange(change_id=thrown[1].change_id))
    assert texts(house) == ["Prima", "Terza"]
    assert rows(house)[0].commitment is not None
    assert [row.text for row in house.services.queries.trash(meeting)] == ["Seconda"]


def test_the_trash_holds_only_what_was_thrown_away_within_twelve_months(house: SmallHouse) -> None:
    meeting = house.ids["meeting"]
    say(house, "Mai detta")
    undo(house)
    assert house.services.queries.trash(meeting) == ()
    house.run(remove_entry, Remove(id=say(house, "Vecchia")))
    house.clock.moment += timedelta(days=365)
    assert len(house.services.queries.trash(meeting)) == 1
    house.clock.moment += timedelta(days=2)
    assert house.services.queries.trash(meeting) == ()
