"""Agendas and their templates: written whole, sub-items with their point, what is taken up and never twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.application.agenda_writing import owners
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.meetings import (
    AddAgendaItem,
    CancelMeeting,
    MoveAgendaItem,
    NewItem,
    ScheduleMeeting,
    UpdateMeeting,
    add_agenda_item,
    cancel_meeting,
    move_agenda_item,
    remove_agenda_item,
    schedule_meeting,
    update_meeting,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.application.templates import (
    AddTemplate,
    TemplateFields,
    TemplateItem,
    UpdateTemplate,
    add_template,
    first_of_kind,
    in_order_of_use,
    remove_template,
    update_template,
)
from cocity_desktop.domain.agenda_order import numbered
from cocity_desktop.domain.errors import EnvironmentFault
from cocity_desktop.domain.meetings import EntryKind, MeetingKind
from cocity_desktop.system.template_library import TemplateLibrary
from tests.application.conftest import RESOURCES, SmallHouse

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = (
    NewItem(title="Saluti", planned_minutes=5),
    NewItem(title="Orto", translation="Garden"),
    NewItem(title="Acqua", is_sub=True),
    NewItem(title="Chiavi", is_sub=True, owner="Ada"),
    NewItem(title="Varie"),
)
WHOLE = ["1 Saluti", "2 Orto", "2.1 Acqua", "2.2 Chiavi", "3 Varie"]


def told(house: SmallHouse, meeting: str) -> list[str]:
    agenda = house.services.queries.meeting(meeting).agenda
    assert [item.position for item in agenda] == list(range(len(agenda)))
    return [f"{number} {item.title}" for number, item in numbered(agenda)]


def item_id(house: SmallHouse, meeting: str, title: str) -> str:
    return next(item.id for item in house.services.queries.meeting(meeting).agenda if item.title == title)


def planned(house: SmallHouse, **named: object) -> str:
    return house.meeting(begin=False, items=ITEMS, **named)


def rewrite(house: SmallHouse, meeting: str, *items: NewItem, **named: object) -> str:
    row = house.services.queries.meeting(meeting).row
    cmd = UpdateMeeting(
        meeting_id=meeting,
        title=row.title,
        meeting_kind=row.meeting_kind,
        starts_at=row.starts_at,
        planned_minutes=row.planned_minutes,
        items=items,
        **named,
    )
    return house.run(update_meeting, cmd)


# --- Writing ----------------------------------------------------------------------------------------------------


def test_a_meeting_is_put_on_the_calendar_with_sub_items_and_its_language(house: SmallHouse) -> None:
    meeting = planned(house, room_language="en")
    assert told(house, meeting) == WHOLE
    detail = house.services.queries.meeting(meeting)
    assert detail.room_language == "en"
    assert [item.translation for item in detail.agenda][1] == "Garden"


def test_a_language_that_no_screen_has_is_refused(house: SmallHouse) -> None:
    cmd = ScheduleMeeting(
        process_id=house.ids["process"], title="X", starts_at=house.clock.moment, room_language="xx"
    )
    assert house.refusal(schedule_meeting, cmd) == ("invalid_value", "room_language")


@given(st.lists(st.booleans()))
def test_every_sub_item_belongs_to_the_nearest_point_before_it(subs: list[bool]) -> None:
    found = owners([NewItem(title="x", is_sub=is_sub) for is_sub in subs])
    for place, owner in enumerate(found):
        points = [before for before in range(place) if found[before] is None]
        assert owner == (points[-1] if subs[place] and points else None)


def test_an_agenda_is_rewritten_in_one_change_that_one_undo_takes_back(house: SmallHouse) -> None:
    meeting = planned(house)
    rewrite(
        house,
        meeting,
        NewItem(title="Varie", item_id=item_id(house, meeting, "Varie")),
        NewItem(title="Acqua e sole", item_id=item_id(house, meeting, "Acqua")),
        NewItem(title="Nuovo", is_sub=True),
        removed_items=tuple(item_id(house, meeting, title) for title in ("Saluti", "Orto", "Chiavi")),
    )
    assert told(house, meeting) == ["1 Varie", "2 Acqua e sole", "2.1 Nuovo"]
    undo_last(house.services.new_unit_of_work())
    assert told(house, meeting) == WHOLE


def test_a_point_that_the_form_never_saw_stays(house: SmallHouse) -> None:
    meeting = planned(house)
    seen = item_id(house, meeting, "Saluti")
    rewrite(
        house,
        meeting,
        NewItem(title="Saluti", item_id=seen),
        removed_items=(item_id(house, meeting, "Orto"),),
    )
    assert told(house, meeting) == ["1 Saluti", "2 Acqua", "3 Chiavi", "4 Varie"]


def test_without_items_the_agenda_stays(house: SmallHouse) -> None:
    meeting = planned(house)
    row = house.services.queries.meeting(meeting).row
    cmd = UpdateMeeting(
        meeting_id=meeting,
        title="Altro",
        meeting_kind=row.meeting_kind,
        starts_at=row.starts_at,
        planned_minutes=60,
    )
    house.run(update_meeting, cmd)
    assert told(house, meeting) == WHOLE


def test_a_sub_item_is_added_behind_the_others_of_its_point(house: SmallHouse) -> None:
    meeting = planned(house)
    orto = item_id(house, meeting, "Orto")
    house.run(add_agenda_item, AddAgendaItem(meeting_id=meeting, item=NewItem(title="Sole"), parent_id=orto))
    assert told(house, meeting) == [*WHOLE[:4], "2.3 Sole", "3 Varie"]
    acqua = item_id(house, meeting, "Acqua")
    below = AddAgendaItem(meeting_id=meeting, item=NewItem(title="X"), parent_id=acqua)
    assert house.refusal(add_agenda_item, below) == ("invalid_value", "parent_id")


def test_a_point_moves_with_its_sub_items_and_a_sub_item_within_its_point(house: SmallHouse) -> None:
    meeting = planned(house)
    house.run(move_agenda_item, MoveAgendaItem(item_id=item_id(house, meeting, "Orto"), position=0))
    assert told(house, meeting) == ["1 Orto", "1.1 Acqua", "1.2 Chiavi", "2 Saluti", "3 Varie"]
    house.run(move_agenda_item, MoveAgendaItem(item_id=item_id(house, meeting, "Chiavi"), position=0))
    assert told(house, meeting) == ["1 Orto", "1.1 Chiavi", "1.2 Acqua", "2 Saluti", "3 Varie"]
    house.run(move_agenda_item, MoveAgendaItem(item_id=item_id(house, meeting, "Orto"), position=9))
    assert told(house, meeting) == ["1 Saluti", "2 Varie", "3 Orto", "3.1 Chiavi", "3.2 Acqua"]


def test_a_point_leaves_with_its_sub_items_unless_something_was_said_under_one(house: SmallHouse) -> None:
    meeting = house.meeting(items=ITEMS)
    acqua = item_id(house, meeting, "Acqua")
    said = house.run(capture_entry, CaptureEntry(meeting_id=meeting, text="Si", agenda_item_id=acqua))
    orto = Remove(id=item_id(house, meeting, "Orto"))
    assert house.refusal(remove_agenda_item, orto) == ("still_referenced", None)
    undo_last(house.services.new_unit_of_work())
    house.run(remove_agenda_item, orto)
    assert [item.title for item in house.services.queries.meeting(meeting).agenda] == ["Saluti", "Varie"]
    assert said


def test_a_meeting_called_off_keeps_its_reason(house: SmallHouse) -> None:
    meeting = planned(house)
    house.run(cancel_meeting, CancelMeeting(meeting_id=meeting, reason=" Piove "))
    assert house.services.queries.meeting(meeting).step_reason == "Piove"


# --- Taking up --------------------------------------------------------------------------------------------------


def closed(house: SmallHouse) -> str:
    """A meeting that left a point with a sub-item, a question and a concern."""
    meeting = planned(house, title="Primo")
    house.run(run_meeting, RunMeeting(meeting_id=meeting))
    for text, kind in (("Chi tiene le chiavi?", EntryKind.QUESTION), ("È buio", EntryKind.CONCERN)):
        house.run(capture_entry, CaptureEntry(meeting_id=meeting, text=text, entry_kind=kind))
    house.run(close_meeting, CloseMeeting(meeting_id=meeting))
    return meeting


def offered(house: SmallHouse) -> dict[str, str]:
    later = house.clock.moment + timedelta(days=30)
    return {offer.title: offer.id for offer in house.services.queries.offers(house.ids["process"], later)}


def test_by_itself_a_new_meeting_carries_over_points_but_no_questions(house: SmallHouse) -> None:
    closed(house)
    meeting = house.meeting("Secondo", days=1, begin=False)
    assert told(house, meeting) == ["1 Orto", "1.1 Acqua", "1.2 Chiavi", "2 Varie"]
    assert set(offered(house)) == {"Chi tiene le chiavi?", "È buio"}


def test_only_what_was_chosen_is_taken_up_and_the_rest_is_offered_again(house: SmallHouse) -> None:
    closed(house)
    waiting = offered(house)
    assert list(waiting) == ["Orto", "Varie", "Chi tiene le chiavi?", "È buio"]
    chosen = (waiting["Orto"], waiting["È buio"])
    meeting = house.meeting("Secondo", days=1, begin=False, items=ITEMS[:1], take_up=chosen)
    assert told(house, meeting) == ["1 Saluti", "2 Orto", "2.1 Acqua", "2.2 Chiavi", "3 È buio"]
    taken = house.services.queries.meeting(meeting).agenda[4]
    assert taken.background.endswith("dall’incontro «Primo» del 11.02.2027: «È buio»")
    assert list(offered(house)) == ["Varie", "Chi tiene le chiavi?"]


def test_nothing_is_taken_up_twice(house: SmallHouse) -> None:
    closed(house)
    chosen = tuple(offered(house).values())
    house.meeting("Secondo", days=1, begin=False, take_up=chosen)
    again = house.meeting("Terzo", days=2, begin=False, take_up=chosen)
    assert told(house, again) == []


def test_what_was_taken_up_at_a_meeting_called_off_is_offered_again(house: SmallHouse) -> None:
    closed(house)
    chosen = offered(house)
    meeting = house.meeting("Secondo", days=1, begin=False, take_up=tuple(chosen.values()))
    assert offered(house) == {}
    house.run(cancel_meeting, CancelMeeting(meeting_id=meeting, reason="Piove"))
    assert offered(house) == chosen


def test_a_planned_meeting_may_take_up_more(house: SmallHouse) -> None:
    closed(house)
    meeting = house.meeting("Secondo", days=1, begin=False, take_up=())
    assert told(house, meeting) == []
    rewrite(house, meeting, ITEMS[0], take_up=(offered(house)["Varie"],))
    assert told(house, meeting) == ["1 Saluti", "2 Varie"]


# --- Templates --------------------------------------------------------------------------------------------------

FIELDS = TemplateFields(
    name="Tavolo breve",
    planned_minutes=45,
    items=(TemplateItem(title="Tema"), TemplateItem(title="Timori", is_sub=True, wanted_outcome="tutti")),
)


def test_a_template_is_kept_changed_and_taken_out(house: SmallHouse) -> None:
    queries = house.services.queries
    made = house.run(add_template, AddTemplate(fields=FIELDS))
    (row,) = queries.templates()
    assert [(item.title, item.is_sub, item.wanted_outcome) for item in row.items] == [
        ("Tema", False, ""),
        ("Timori", True, "tutti"),
    ]
    kept = TemplateItem(title="Timori e idee", item_id=row.items[1].id)
    fields = TemplateFields(name="Tavolo", items=(kept,))
    house.run(update_template, UpdateTemplate(template_id=made, fields=fields))
    (row,) = queries.templates()
    assert [(item.id, item.title, item.is_sub) for item in row.items] == [(kept.item_id, kept.title, False)]
    house.run(remove_template, Remove(id=made))
    assert queries.templates() == ()
    undo_last(house.services.new_unit_of_work())
    assert queries.templates() == (row,)


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        (TemplateFields(name=" ", items=FIELDS.items), ("required", "name")),
        (TemplateFields(name="X"), ("required", "items")),
        (
            TemplateFields(name="X", planned_minutes=0, items=FIELDS.items),
            ("invalid_value", "planned_minutes"),
        ),
        (TemplateFields(name="X", items=(TemplateItem(title=""),)), ("required", "title")),
    ],
)
def test_a_template_without_what_it_needs_is_refused(
    house: SmallHouse, fields: TemplateFields, refused: tuple[str, str]
) -> None:
    assert house.refusal(add_template, AddTemplate(fields=fields)) == refused


def test_every_kind_of_meeting_has_a_template_that_fills_its_time(house: SmallHouse) -> None:
    shipped = house.services.templates.shipped()
    assert [row.meeting_kind for row in shipped] == list(MeetingKind)
    for row in shipped:
        assert sum(item.planned_minutes for item in row.items) == row.planned_minutes
        assert any(item.is_sub for item in row.items) or row.meeting_kind is MeetingKind.REPORTING_BACK
        assert not row.items[0].is_sub
        assert any(item.wanted_outcome for item in row.items)


def test_the_house_s_own_template_is_offered_before_the_app_s(house: SmallHouse) -> None:
    shipped = house.services.templates.shipped()
    kind = MeetingKind.CO_DESIGN_TABLE
    before = first_of_kind(in_order_of_use((), shipped), kind)
    assert before is not None
    assert before.is_shipped
    house.run(add_template, AddTemplate(fields=FIELDS))
    ordered = in_order_of_use(house.services.queries.templates(), shipped)
    after = first_of_kind(ordered, kind)
    assert after is not None
    assert after.name == "Tavolo breve"
    assert len(ordered) == 8
    assert ordered[-1].meeting_kind is kind, "what the house has its own of comes last"


def test_a_file_of_templates_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        TemplateLibrary(tmp_path / "none.toml").shipped()
    assert len(TemplateLibrary(RESOURCES / "agenda_templates.toml").shipped()) == 7
