"""Commands of meetings and commitments."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.commitments import (
    AddCommitment,
    CommitmentFields,
    MoveCommitment,
    add_commitment,
    move_commitment,
)
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.application.views.agenda import with_numbers
from cocity_desktop.cli.output import say, say_table
from cocity_desktop.cli.records import Day
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.domain.meetings import EntryKind, MeetingKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import day_and_clock, from_local, short_day

app = typer.Typer(no_args_is_help=True)
commitments = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_meetings(context: typer.Context) -> None:
    """All meetings, the newest first: id, when, state, title."""
    with session_of(context).opened() as services:
        rows = services.queries.meetings()
    say_table(
        [(r.id, day_and_clock(r.starts_at), label_of(r.state), f"{r.title} ({r.process})") for r in rows]
    )


@app.command("add")
def add(
    context: typer.Context,
    process: str,
    title: str,
    at: Annotated[datetime, typer.Option(formats=["%Y-%m-%dT%H:%M"], help="Rome time, YYYY-MM-DDTHH:MM")],
    kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE,
    minutes: int = 90,
    venue: str = "",
    item: Annotated[list[str] | None, typer.Option(help="A point of the agenda; repeat for more.")] = None,
) -> None:
    """Schedule a meeting and print its id. Open answers of the Comune go on its agenda by themselves."""
    cmd = ScheduleMeeting(
        process_id=process,
        title=title,
        meeting_kind=kind,
        starts_at=from_local(at),
        planned_minutes=minutes,
        venue=venue,
        items=tuple(NewItem(title=words) for words in item or ()),
    )
    with session_of(context).opened() as services:
        changes = services.run(schedule_meeting, cmd)
    say(changes.created or "")


@app.command("show")
def show(context: typer.Context, meeting: str) -> None:
    """The agenda and what was said."""
    with session_of(context).opened() as services:
        detail = services.queries.meeting(meeting)
    say(f"{detail.row.title} · {day_and_clock(detail.row.starts_at)} · {label_of(detail.row.state)}")
    for number, item in with_numbers(detail.agenda):
        say(f"{number}. {item.title} ({item.planned_minutes}')")
        for line in item.background.splitlines():
            say(f"   {line}".rstrip())
    say_table([(label_of(e.entry_kind), e.text) for e in detail.entries])


@app.command("run")
def run(context: typer.Context, meeting: str, reason: str = "") -> None:
    """Begin a meeting."""
    with session_of(context).opened() as services:
        services.run(run_meeting, RunMeeting(meeting_id=meeting, reason=reason))


@app.command("arrive")
def arrive(context: typer.Context, meeting: str, who: str, heads: int = 1) -> None:
    """Put someone in the room, by name."""
    with session_of(context).opened() as services:
        services.run(record_arrival, RecordArrival(meeting_id=meeting, label=who, head_count=heads))


@app.command("say")
def say_(
    context: typer.Context,
    meeting: str,
    text: str,
    kind: EntryKind = EntryKind.NOTE,
    group: Annotated[str | None, typer.Option(help="Who said it: a group's id.")] = None,
    party: Annotated[PartyKind | None, typer.Option(help="Of a commitment: who is bound.")] = None,
    by: Day = None,
) -> None:
    """Write down what was said and print its id."""
    commitment = None
    if kind is EntryKind.COMMITMENT:
        commitment = CommitmentFields(
            what=text, party_kind=party, group_id=group, due_on=by.date() if by else None
        )
    cmd = CaptureEntry(meeting_id=meeting, text=text, entry_kind=kind, group_id=group, commitment=commitment)
    with session_of(context).opened() as services:
        changes = services.run(capture_entry, cmd)
    say(changes.created or "")


@app.command("close")
def close(context: typer.Context, meeting: str) -> None:
    """End a meeting."""
    with session_of(context).opened() as services:
        services.run(close_meeting, CloseMeeting(meeting_id=meeting))


@commitments.command("list")
def list_commitments(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="The closed ones too.")] = False,
) -> None:
    """Open commitments across meetings, by party and day: id, status, day, party, what."""
    with session_of(context).opened() as services:
        rows = services.queries.commitments(open_only=not every)
    say_table(
        [
            (
                row.id,
                label_of(row.status),
                short_day(row.due_on) if row.due_on else row.recurrence or "–",
                row.party,
                row.what,
            )
            for row in rows
        ]
    )


@commitments.command("add")
def add_(
    context: typer.Context,
    process: str,
    what: str,
    party: PartyKind = PartyKind.OTHER,
    group: str | None = None,
    name: Annotated[str, typer.Option(help="The party's name, where it has no record.")] = "",
    by: Day = None,
    recurrence: str = "",
    heading: Annotated[str, typer.Option(help="The heading of the pact it belongs under.")] = "",
) -> None:
    """Record a commitment made outside a meeting, and print its id."""
    fields = CommitmentFields(
        what=what,
        party_kind=PartyKind.GROUP if group else party,
        group_id=group,
        party_name=name,
        due_on=by.date() if by else None,
        recurrence=recurrence,
        heading=heading,
    )
    with session_of(context).opened() as services:
        changes = services.run(add_commitment, AddCommitment(process_id=process, fields=fields))
    say(changes.created or "")


@commitments.command("move")
def move(
    context: typer.Context, commitment: str, target: CommitmentStatus, reason: str = "", to: Day = None
) -> None:
    """Say what became of a commitment: kept, postponed --to a day, not_kept, dropped, reopened."""
    cmd = MoveCommitment(
        commitment_id=commitment, target=target, reason=reason, new_due_on=to.date() if to else None
    )
    with session_of(context).opened() as services:
        services.run(move_commitment, cmd)
    say(label_of(target))
