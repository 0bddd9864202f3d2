"""Tells of the minutes of the sample: written from the notes, put into other words, approved, locked, added to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.capture import ReviseEntry, revise_entry
from cocity_desktop.application.minutes import (
    RegenerateMinutes,
    WriteParagraph,
    regenerate_minutes,
    write_paragraph,
)
from cocity_desktop.application.minutes_approval import (
    AddAddition,
    ApproveMinutes,
    LockMinutes,
    add_addition,
    approve_minutes,
    document_to_lock,
    lock_minutes,
)
from cocity_desktop.domain.meetings import EntryKind

if TYPE_CHECKING:
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.sample.story import Story


def plan_minutes(story: Story) -> None:
    """Put the minutes of the meetings that have some in their place in the story."""
    for row in story.data.rows("meetings"):
        minutes = row.get("minutes")
        if minutes is None:
            continue
        story.at(minutes["day"], "10:00", partial(_write, story, row))
        if "approved_day" in minutes:
            story.at(minutes["approved_day"], "18:00", partial(_approve, story, row))
        if "locked_day" in minutes:
            story.at(minutes["locked_day"], "10:00", partial(_lock, story, row))
        for addition in minutes.get("additions", []):
            story.at(addition["day"], "10:00", partial(_add, story, row, addition))


def _write(story: Story, row: dict[str, Any]) -> None:
    _take_from_notes(story, row)
    edits, corrections = row["minutes"].get("edits", []), row["minutes"].get("corrections", [])
    paragraphs = {line.source: line.id for line in _document(story, row).paragraphs}
    for edit in edits:
        source = f"entry {story.id('entry', edit['entry'])}"
        story.run(write_paragraph, WriteParagraph(paragraph_id=paragraphs[source], text=edit["text"]))
    said = {entry["key"]: entry for entry in row["entries"]}
    for correction in corrections:
        entry = said[correction["entry"]]
        cmd = ReviseEntry(
            entry_id=story.id("entry", entry["key"]),
            text=correction["text"],
            entry_kind=EntryKind(entry["entry_kind"]),
            group_id=story.maybe_id("group", entry),
        )
        story.run(revise_entry, cmd)
    if corrections:
        _take_from_notes(story, row)


def _take_from_notes(story: Story, row: dict[str, Any]) -> None:
    cmd = RegenerateMinutes(meeting_id=story.id("meeting", row["key"]))
    changes = story.run(regenerate_minutes, cmd, story.services.minutes_of)
    story.know("minutes", row["key"], changes.created)


def _approve(story: Story, row: dict[str, Any]) -> None:
    cmd = ApproveMinutes(
        minutes_id=story.id("minutes", row["key"]), approved_by=row["minutes"]["approved_by"]
    )
    story.run(approve_minutes, cmd, story.services.minutes_of)


def _lock(story: Story, row: dict[str, Any]) -> None:
    services = story.services
    document = document_to_lock(_document(story, row), row["minutes"]["locked_by"], services.clock.now())
    cmd = LockMinutes(document=document, pdf=services.press.minutes(document))
    story.run(lock_minutes, cmd, services.minutes_of)


def _add(story: Story, row: dict[str, Any], addition: dict[str, Any]) -> None:
    cmd = AddAddition(minutes_id=story.id("minutes", row["key"]), text=addition["text"])
    story.run(add_addition, cmd)


def _document(story: Story, row: dict[str, Any]) -> MinutesDocument:
    return story.services.minutes_of(story.id("meeting", row["key"]))
