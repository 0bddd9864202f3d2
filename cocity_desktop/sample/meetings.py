"""Tells of the meetings of the sample: who came, what was said, what was decided and promised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.attendances import (
    RecordArrival,
    RecordDeparture,
    record_arrival,
    record_departure,
)
from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    DeclineEntry,
    NewReservation,
    capture_entry,
    decline_entry,
)
from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.application.entries import AddPhoto, LocateEntry, add_photo, locate_entry
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import (
    CloseMeeting,
    RunMeeting,
    StartItem,
    close_meeting,
    run_meeting,
    start_item,
)
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, MeetingKind

if TYPE_CHECKING:
    from cocity_desktop.sample.story import Event, Story

INVITED_BEFORE = 10
"""Days before a meeting on which it is put in the calendar."""
TYPED_AT = "09:30"
"""The hour at which somebody sits down with the notes on paper."""


def plan_meetings(story: Story) -> None:
    """Put the meetings and the promises made outside them in their place in the story."""
    opened = {process["key"]: process["opened_day"] for process in story.data.rows("processes")}
    for row in story.data.rows("meetings"):
        invited = max(row["day"] - INVITED_BEFORE, opened[row["process"]])
        story.at(invited, "10:00", partial(_schedule, story, row))
        if row["state"] == "closed":
            _plan_evening(story, row)
    for row in story.data.rows("commitments"):
        story.at(row["agreed_day"], "12:30", partial(_commitment, story, row))


def _plan_evening(story: Story, row: dict[str, Any]) -> None:
    def put(clock: str, event: Event) -> None:
        """In the room as it happens; from paper all on the morning on which it is typed in."""
        if "typed_day" in row:
            story.at(row["typed_day"], TYPED_AT, event)
        else:
            story.at(row["day"], clock, event)

    put(row["opened_at"], partial(_run, story, row))
    for person in row.get("attendance", []):
        put(max(person["arrived"], row["opened_at"]), partial(_arrive, story, row, person))
    for entry in row.get("entries", []):
        put(entry["at"], partial(_entry, story, row, entry))
    for person in row.get("attendance", []):
        if "left" in person:
            put(person["left"], partial(_leave, story, row, person))
    put(row["closed_at"], partial(_close, story, row))


def _schedule(story: Story, row: dict[str, Any]) -> None:
    cmd = ScheduleMeeting(
        process_id=story.id("process", row["process"]),
        title=row["title"],
        meeting_kind=MeetingKind(row["meeting_kind"]),
        starts_at=story.data.moment(row["day"], row["at"]),
        planned_minutes=row["planned_minutes"],
        venue=row["venue"],
        called_by=row["called_by"],
        room_language=row.get("room_language", ""),
        items=tuple(
            NewItem(
                title=item["title"],
                planned_minutes=item["planned_minutes"],
                owner=item.get("owner", ""),
                wanted_outcome=item.get("wanted_outcome", ""),
                translation=item.get("translation", ""),
                is_sub=item.get("is_sub", False),
            )
            for item in row["agenda"]
        ),
    )
    changes = story.run(schedule_meeting, cmd)
    story.know("meeting", row["key"], changes.created)
    detail = story.services.queries.meeting(story.id("meeting", row["key"]))
    for number, item in enumerate(sorted(detail.agenda, key=lambda item: item.position), start=1):
        story.know("item", f"{row['key']}:{number}", item.id)


def _run(story: Story, row: dict[str, Any]) -> None:
    cmd = RunMeeting(
        meeting_id=story.id("meeting", row["key"]),
        on_paper="typed_day" in row,
        at=story.data.moment(row["day"], row["opened_at"]),
    )
    story.run(run_meeting, cmd)


def _arrive(story: Story, row: dict[str, Any], who: dict[str, Any]) -> None:
    cmd = RecordArrival(
        meeting_id=story.id("meeting", row["key"]),
        person_id=story.maybe_id("person", who),
        group_id=story.maybe_id("group", who),
        label=who.get("label", ""),
        head_count=who.get("head_count", 1),
        arrived_at=story.data.moment(row["day"], who["arrived"]),
    )
    story.know("attendance", _presence_key(row, who), story.run(record_arrival, cmd).created)


def _leave(story: Story, row: dict[str, Any], who: dict[str, Any]) -> None:
    cmd = RecordDeparture(
        attendance_id=story.id("attendance", _presence_key(row, who)),
        left_at=story.data.moment(row["day"], who["left"]),
    )
    story.run(record_departure, cmd)


def _presence_key(row: dict[str, Any], who: dict[str, Any]) -> str:
    return f"{row['key']}:{row['attendance'].index(who)}"


def _entry(story: Story, row: dict[str, Any], entry: dict[str, Any]) -> None:
    item = story.id("item", f"{row['key']}:{entry['agenda']}")
    first = next(e for e in row["entries"] if e["agenda"] == entry["agenda"])
    if first is entry:
        at = story.data.moment(row["day"], entry["at"])
        story.run(start_item, StartItem(item_id=item, at=at))
    cmd = CaptureEntry(
        meeting_id=story.id("meeting", row["key"]),
        agenda_item_id=item,
        entry_kind=EntryKind(entry["entry_kind"]),
        text=entry["text"],
        said_at=story.data.moment(row["day"], entry["at"]),
        group_id=story.maybe_id("group", entry),
        themes=tuple(entry.get("themes", ())),
        decision=_decision(story, entry["decision"]) if "decision" in entry else None,
        commitment=commitment_fields(story, entry["commitment"]) if "commitment" in entry else None,
    )
    changes = story.run(capture_entry, cmd)
    story.know("entry", entry["key"], changes.created)
    _remember_details(story, row, entry)
    _add_to(story, row, entry)


def _add_to(story: Story, row: dict[str, Any], entry: dict[str, Any]) -> None:
    """What is done with a line once it stands there."""
    entry_id = story.id("entry", entry["key"])
    if "declined" in entry:
        story.run(decline_entry, DeclineEntry(entry_id=entry_id, reason=entry["declined"]))
    if "place" in entry:
        story.run(locate_entry, LocateEntry(entry_id=entry_id, place_id=story.id("place", entry["place"])))
    if "photo" in entry:
        path = story.data.folder / entry["photo"]["file"]
        photo = story.services.photos.cleaned(path.read_bytes())
        cmd = AddPhoto(
            meeting_id=story.id("meeting", row["key"]),
            entry_id=entry_id,
            name=path.with_suffix(photo.suffix).name,
            media_type=photo.media_type,
            content=photo.content,
            caption=entry["photo"]["caption"],
        )
        story.run(add_photo, cmd)


def _remember_details(story: Story, row: dict[str, Any], entry: dict[str, Any]) -> None:
    detail = story.services.queries.meeting(story.id("meeting", row["key"]))
    saved = next(e for e in detail.entries if e.id == story.id("entry", entry["key"]))
    if saved.decision is not None:
        story.know("decision", entry["key"], saved.decision.id)
    if saved.commitment is not None:
        story.know("commitment", entry["key"], saved.commitment.id)


def _decision(story: Story, table: dict[str, Any]) -> DecisionFields:
    return DecisionFields(
        method=DecisionMethod(table["method"]),
        in_favour=table.get("in_favour", 0),
        fine=table.get("fine", 0),
        with_reservation=table.get("with_reservation", 0),
        stand_aside=table.get("stand_aside", 0),
        against=table.get("against", 0),
        reservations=tuple(
            NewReservation(
                raised_by=r.get("raised_by", r.get("label", "")),
                group_id=story.maybe_id("group", r),
                text=r["text"],
            )
            for r in table.get("reservations", [])
        ),
    )


def commitment_fields(story: Story, table: dict[str, Any]) -> CommitmentFields:
    """A promise of the file."""
    return CommitmentFields(
        what=table["what"],
        party_kind=PartyKind(table["party_kind"]),
        group_id=story.maybe_id("group", table),
        party_name=table.get("party_name", ""),
        due_on=story.data.maybe_day(table, "due_day"),
        recurrence=table.get("recurrence", ""),
        starts_on=story.data.maybe_day(table, "starts_day"),
        money_cents=table.get("money_cents"),
        hours=table.get("hours"),
        materials=table.get("materials", ""),
        heading=table.get("heading", ""),
    )


def _commitment(story: Story, row: dict[str, Any]) -> None:
    cmd = AddCommitment(
        process_id=story.id("process", row["process"]),
        fields=commitment_fields(story, row),
        agreed_on=story.data.day(row["agreed_day"]),
    )
    story.know("commitment", row["key"], story.run(add_commitment, cmd).created)


def _close(story: Story, row: dict[str, Any]) -> None:
    at = story.data.moment(row["day"], row["closed_at"])
    story.run(close_meeting, CloseMeeting(meeting_id=story.id("meeting", row["key"]), at=at))
