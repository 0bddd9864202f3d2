"""Use cases on lines that are already on disk: split, join, move, put on the map, give a photo.

Taking a line away is `capture.remove_entry`; the trash brings it back by undoing that change (`application.history`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.attachments import next_position
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import AgendaItem, Decision, Entry, EntryKind, EntryOutcome, Meeting
from cocity_desktop.domain.pacts import Attachment, AttachmentRole, SourceLink
from cocity_desktop.domain.places import Place

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove

_BINDING = (EntryKind.DECISION, EntryKind.COMMITMENT)
_NEXT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitEntry:
    """Make two lines of one, before the character `at` of its text."""

    entry_id: EntityId
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinEntries:
    """Make one line of two: the words of the second follow those of the first."""

    first_id: EntityId
    second_id: EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEntry:
    """The line belongs to another point of the agenda, or to none; with `said_at`, to another moment."""

    entry_id: EntityId
    agenda_item_id: EntityId | None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocateEntry:
    """The line is about a place, and about a point of it in degrees of WGS 84; all None for nowhere."""

    entry_id: EntityId
    place_id: EntityId | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPhoto:
    """A photo of the meeting or of one line, already turned upright and without location or device data."""

    meeting_id: EntityId
    entry_id: EntityId | None = None
    name: str
    media_type: str
    content: bytes
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturePhoto:
    """A photo that is a line of its own: the whiteboard at this moment, with `text` as its words."""

    meeting_id: EntityId
    agenda_item_id: EntityId | None
    text: str
    said_at: datetime
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribePhoto:
    """New words under a photo, or another line that it belongs to (None: the meeting)."""

    photo_id: EntityId
    caption: str
    entry_id: EntityId | None


def split_entry(cmd: SplitEntry, uow: UnitOfWork) -> Changes:
    """The first line keeps its decision, commitment and sources; the rest becomes a line right after it.

    Raises UserError(REQUIRED, "text") when one of the two would be empty.
    """
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        before = forms.required("text", entry.text[: cmd.at], forms.LONG)
        after = forms.required("text", entry.text[cmd.at :], forms.LONG)
        _make_room(uow, entry)
        kind = EntryKind.NOTE if entry.entry_kind in _BINDING else entry.entry_kind
        rest = replace(
            entry,
            id=uow.new_id(),
            text=after,
            entry_kind=kind,
            said_at=entry.said_at + _NEXT,
            outcome=EntryOutcome.OPEN,
            outcome_reason="",
        )
        entry.text = before
        uow.add(rest)
        return uow.commit("split_entry", created=rest.id, subject=before)


def _make_room(uow: UnitOfWork, entry: Entry) -> None:
    """Lines of the same moment that follow `entry` move on, so that a new one fits right after it."""
    for other in uow.find(Entry, meeting_id=entry.meeting_id, said_at=entry.said_at):
        if other.id > entry.id:
            other.said_at += 2 * _NEXT


def join_entries(cmd: JoinEntries, uow: UnitOfWork) -> Changes:
    """Join two lines of a meeting. What the second binds, shows or gave to the pact goes over to the first.

    Raises UserError(ENTRIES_BOTH_BIND) when each is a decision or a commitment, INVALID_VALUE across meetings.
    """
    with uow:
        first, second = uow.get(Entry, cmd.first_id), uow.get(Entry, cmd.second_id)
        if first.id == second.id or first.meeting_id != second.meeting_id:
            raise UserError(ErrorCode.INVALID_VALUE, "second_id")
        if first.entry_kind in _BINDING and second.entry_kind in _BINDING:
            raise UserError(ErrorCode.ENTRIES_BOTH_BIND)
        first.text = forms.within("text", f"{first.text} {second.text}", forms.LONG)
        first.themes = tuple(dict.fromkeys((*first.themes, *second.themes)))
        if second.entry_kind in _BINDING:
            first.entry_kind = second.entry_kind
        if first.outcome is EntryOutcome.OPEN:
            first.outcome, first.outcome_reason = second.outcome, second.outcome_reason
        _hand_over(uow, second, first)
        uow.remove(second)
        return uow.commit("join_entries", subject=first.text)


def _hand_over(uow: UnitOfWork, giver: Entry, taker: Entry) -> None:
    for decision in uow.find(Decision, entry_id=giver.id):
        decision.entry_id = taker.id
    belongings: list[Commitment | SourceLink | Attachment] = []
    for kind in (Commitment, SourceLink, Attachment):
        belongings += uow.find(kind, entry_id=giver.id)
    for record in belongings:
        record.entry_id = taker.id


def move_entry(cmd: MoveEntry, uow: UnitOfWork) -> Changes:
    """Put a line under another point, or at another time. Raises UserError(INVALID_VALUE) for a foreign point."""
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        if cmd.agenda_item_id is not None:
            item = uow.get(AgendaItem, cmd.agenda_item_id)
            if item.meeting_id != entry.meeting_id:
                raise UserError(ErrorCode.INVALID_VALUE, "agenda_item_id")
        entry.agenda_item_id = cmd.agenda_item_id
        entry.said_at = cmd.said_at or entry.said_at
        return uow.commit("move_entry", subject=entry.text)


def locate_entry(cmd: LocateEntry, uow: UnitOfWork) -> Changes:
    """Say where a line is about. Raises UserError(INVALID_VALUE) for degrees that are on no map."""
    with uow:
        entry = uow.get(Entry, cmd.entry_id)
        if cmd.place_id is not None:
            uow.get(Place, cmd.place_id)
        entry.place_id = cmd.place_id
        entry.latitude = _degrees("latitude", cmd.latitude, 90)
        entry.longitude = _degrees("longitude", cmd.longitude, 180)
        if (entry.latitude is None) is not (entry.longitude is None):
            raise UserError(ErrorCode.INVALID_VALUE, "latitude")
        return uow.commit("locate_entry", subject=entry.text)


def _degrees(field: str, value: float | None, limit: int) -> float | None:
    if value is not None and not -limit <= value <= limit:
        raise UserError(ErrorCode.INVALID_VALUE, field)
    return value


def add_photo(cmd: AddPhoto, uow: UnitOfWork) -> Changes:
    """Keep a photo once by its content. The same bytes at the same place again change nothing."""
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        if cmd.entry_id is not None and uow.get(Entry, cmd.entry_id).meeting_id != meeting.id:
            raise UserError(ErrorCode.INVALID_VALUE, "entry_id")
        sha256, size = uow.put_bytes(cmd.content)
        same = uow.find(Attachment, meeting_id=meeting.id, entry_id=cmd.entry_id, sha256=sha256)
        photo = same[0] if same else _new_photo(uow, cmd, sha256, size)
        return uow.commit("add_photo", created=photo.id, subject=photo.caption or photo.name)


def capture_photo(cmd: CapturePhoto, uow: UnitOfWork) -> Changes:
    """Write a line that shows a photo, in one step. Raises UserError(REQUIRED, "text") without words."""
    with uow:
        entry = uow.add(
            Entry(
                id=uow.new_id(),
                meeting_id=uow.get(Meeting, cmd.meeting_id).id,
                agenda_item_id=cmd.agenda_item_id,
                text=forms.required("text", cmd.text, forms.LONG),
                said_at=cmd.said_at,
            )
        )
        sha256, size = uow.put_bytes(cmd.content)
        photo = AddPhoto(
            meeting_id=cmd.meeting_id,
            entry_id=entry.id,
            name=cmd.name,
            media_type=cmd.media_type,
            content=cmd.content,
        )
        _new_photo(uow, photo, sha256, size)
        return uow.commit("capture_photo", created=entry.id, subject=entry.text)


def _new_photo(uow: UnitOfWork, cmd: AddPhoto, sha256: str, size: int) -> Attachment:
    return uow.add(
        Attachment(
            id=uow.new_id(),
            name=forms.required("name", cmd.name),
            media_type=cmd.media_type,
            sha256=sha256,
            size=size,
            role=AttachmentRole.PHOTO,
            caption=forms.within("caption", cmd.caption.strip()),
            added_at=uow.now(),
            meeting_id=cmd.meeting_id,
            entry_id=cmd.entry_id,
            position=next_position(uow, meeting_id=cmd.meeting_id, entry_id=cmd.entry_id),
        )
    )


def describe_photo(cmd: DescribePhoto, uow: UnitOfWork) -> Changes:
    """Write under a photo, or give it to another line."""
    with uow:
        photo = uow.get(Attachment, cmd.photo_id)
        photo.caption = forms.within("caption", cmd.caption.strip())
        if cmd.entry_id is not None:
            uow.get(Entry, cmd.entry_id)
        photo.entry_id = cmd.entry_id
        return uow.commit("describe_photo", subject=photo.caption or photo.name)


def remove_photo(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a photo out. Its bytes stay as long as undo may ask for them."""
    with uow:
        photo = uow.get(Attachment, cmd.id)
        uow.remove(photo)
        return uow.commit("remove_photo", subject=photo.caption or photo.name)
