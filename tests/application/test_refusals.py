"""What use cases refuse, by code and field: the form shows the words beside that field. Nothing is written then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.attendances import (
    RecordArrival,
    RecordDeparture,
    record_arrival,
    record_departure,
)
from cocity_desktop.application.capture import CaptureEntry, DecisionFields, capture_entry
from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.application.meetings import (
    CancelMeeting,
    ScheduleMeeting,
    cancel_meeting,
    schedule_meeting,
)
from cocity_desktop.application.pacts import (
    AssemblePact,
    UpdatePact,
    assemble_pact,
    update_pact,
)
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.privacy import PublishNotice, publish_notice
from cocity_desktop.application.processes import (
    AddGroup,
    OpenProcess,
    TakeStep,
    add_group_to_process,
    open_process,
    take_step,
)
from cocity_desktop.application.registry import (
    AddMember,
    AddPartner,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_member,
    add_partner,
    register_group,
    remove_group,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.meetings import EntryKind
from tests.application.conftest import TODAY

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": "  "}, "required", "name"),
        ({"name": "x" * 500}, "too_long", "name"),
        ({"name": "Orto", "fiscal_code": "123"}, "invalid_fiscal_code", "fiscal_code"),
        ({"name": "Orto", "vat_number": "00000000001"}, "invalid_vat_number", "vat_number"),
    ],
)
def test_a_group_is_refused_by_field(
    house: SmallHouse, fields: dict[str, str], code: str, field: str
) -> None:
    cmd = RegisterGroup(fields=GroupFields(**fields))
    assert house.refusal(register_group, cmd, house.services.codes) == (code, field)


def test_a_wrong_address_is_refused_with_the_whole_group(house: SmallHouse) -> None:
    cmd = RegisterGroup(fields=GroupFields(name="Orto"), email="not an address")
    assert house.refusal(register_group, cmd, house.services.codes) == ("invalid_email", "email")
    assert [row.name for row in house.services.queries.groups()] == ["Orto dei vicini"]


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": ""}, "required", "name"),
        ({"name": "X", "latitude": 45.0}, "required", "longitude"),
        ({"name": "X", "latitude": 91.0, "longitude": 7.0}, "invalid_value", "latitude"),
        ({"name": "X", "latitude": 45.0, "longitude": 181.0}, "invalid_value", "longitude"),
    ],
)
def test_a_place_is_refused_by_field(
    house: SmallHouse, fields: dict[str, object], code: str, field: str
) -> None:
    assert house.refusal(register_place, RegisterPlace(fields=PlaceFields(**fields))) == (code, field)


def test_nobody_joins_a_group_twice(house: SmallHouse) -> None:
    group = house.ids["group"]
    house.run(add_member, AddMember(group_id=group, member=NewMember(given_name="Ada")))
    person = house.services.queries.group(group).members[0].person_id
    again = AddMember(group_id=group, member=NewMember(person_id=person))
    assert house.refusal(add_member, again) == ("already_a_member", "person_id")


def test_a_group_is_not_its_own_partner(house: SmallHouse) -> None:
    group = house.ids["group"]
    cmd = AddPartner(group_id=group, partner_id=group)
    assert house.refusal(add_partner, cmd) == ("invalid_value", "partner_id")


def test_what_is_referred_to_stays(house: SmallHouse) -> None:
    assert house.refusal(remove_group, Remove(id=house.ids["group"]))[0] == "still_referenced"


def test_a_process_needs_a_regulation_that_is_there(house: SmallHouse) -> None:
    cmd = OpenProcess(title="X", opened_on=TODAY, regulation_code="atlantis-1")
    assert house.refusal(open_process, cmd, house.services.regulations) == ("not_found", "regulation_code")


def test_a_group_joins_a_process_once(house: SmallHouse) -> None:
    cmd = AddGroup(process_id=house.ids["process"], group_id=house.ids["group"])
    assert house.refusal(add_group_to_process, cmd) == ("invalid_value", "group_id")


@pytest.mark.parametrize(
    ("target", "day", "code"),
    [
        (ProcessState.SIGNED, TODAY, "illegal_step"),
        (ProcessState.INQUIRY, TODAY + timedelta(days=2), "date_in_future"),
        (ProcessState.INQUIRY, TODAY - timedelta(days=1), "dates_reversed"),
    ],
)
def test_an_illegal_step_is_refused(house: SmallHouse, target: ProcessState, day: date, code: str) -> None:
    cmd = TakeStep(process_id=house.ids["process"], target=target, happened_on=day)
    assert house.refusal(take_step, cmd)[0] == code


def test_a_meeting_lasts_some_minutes_and_has_a_title(house: SmallHouse) -> None:
    at = house.clock.moment
    process = house.ids["process"]
    without = ScheduleMeeting(process_id=process, title="", starts_at=at)
    endless = ScheduleMeeting(process_id=process, title="X", starts_at=at, planned_minutes=0)
    assert house.refusal(schedule_meeting, without) == ("required", "title")
    assert house.refusal(schedule_meeting, endless)[1] == "planned_minutes"


def test_who_is_in_the_room_has_a_name_and_leaves_after_coming(house: SmallHouse) -> None:
    meeting = house.meeting()
    assert house.refusal(record_arrival, RecordArrival(meeting_id=meeting)) == ("required", "label")
    nobody = RecordArrival(meeting_id=meeting, label="Ada", head_count=0)
    assert house.refusal(record_arrival, nobody) == ("invalid_value", "head_count")
    arrived = house.run(record_arrival, RecordArrival(meeting_id=meeting, label="Ada"))
    early = RecordDeparture(attendance_id=arrived, left_at=house.clock.moment - timedelta(hours=1))
    assert house.refusal(record_departure, early) == ("dates_reversed", "left_at")


def test_a_meeting_is_called_off_with_a_reason(house: SmallHouse) -> None:
    meeting = house.meeting(begin=False)
    cmd = CancelMeeting(meeting_id=meeting, reason=" ")
    assert house.refusal(cancel_meeting, cmd) == ("reason_required", "reason")


def test_a_decision_counts_people_not_debts(house: SmallHouse) -> None:
    fields = DecisionFields(in_favour=-1)
    cmd = CaptureEntry(meeting_id=house.meeting(), text="Sì", entry_kind=EntryKind.DECISION, decision=fields)
    assert house.refusal(capture_entry, cmd) == ("invalid_value", "in_favour")


def test_an_empty_line_is_no_entry(house: SmallHouse) -> None:
    cmd = CaptureEntry(meeting_id=house.meeting(), text="  \n ")
    assert house.refusal(capture_entry, cmd) == ("required", "text")


def test_a_commitment_says_what(house: SmallHouse) -> None:
    cmd = AddCommitment(process_id=house.ids["process"], fields=CommitmentFields(what=" "))
    assert house.refusal(add_commitment, cmd) == ("required", "what")


def test_a_pact_ends_after_it_begins_and_is_one_per_process(house: SmallHouse) -> None:
    assemble = AssemblePact(process_id=house.ids["process"])
    pact = house.run(assemble_pact, assemble, house.services.regulations)
    backwards = UpdatePact(pact_id=pact, title="P", starts_on=date(2028, 1, 1), ends_on=date(2027, 1, 1))
    assert house.refusal(update_pact, backwards)[0] == "dates_reversed"
    assert house.refusal(assemble_pact, assemble, house.services.regulations)[0] == "pact_exists"


def test_a_notice_is_kept_for_some_time(house: SmallHouse) -> None:
    cmd = PublishNotice(version="1", title="T", text="X", valid_from=TODAY, retention_months=0)
    assert house.refusal(publish_notice, cmd) == ("invalid_value", "retention_months")


def test_a_file_has_a_name(house: SmallHouse) -> None:
    cmd = AttachFile(name=" ", media_type="text/plain", content=b"x")
    assert house.refusal(attach_file, cmd) == ("required", "name")
