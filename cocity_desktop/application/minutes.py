"""Use cases of minutes being written: take them from the notes, make them one's own, choose where both changed.

Regeneration never overwrites what somebody wrote (`domain.minutes`). What comes after the writing is in `minutes_approval`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.minutes_prose import pieces
from cocity_desktop.application.minutes_views import MinutesDocument
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import MeetingState, MinutesState
from cocity_desktop.domain.meetings import Meeting, Minutes, MinutesParagraph, ParagraphRole
from cocity_desktop.domain.minutes import Settlement, is_void, regenerate, settle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork

ReadMinutes = Callable[[EntityId], MinutesDocument]
"""How the notes of a meeting are read: `Services.minutes_of`."""

_HELD = (MeetingState.RUNNING, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegenerateMinutes:
    """Take the minutes from the notes as they are now: the first time, or again."""

    meeting_id: EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteParagraph:
    """New words for a paragraph. Line ends part it: what follows the first is inserted behind it."""

    paragraph_id: EntityId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertParagraph:
    """A paragraph of one's own, behind another one or (None) at the beginning."""

    minutes_id: EntityId
    after_id: EntityId | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleParagraph:
    """Choose between what is written and what the notes say now. `text` is read for Settlement.OTHER alone."""

    paragraph_id: EntityId
    choice: Settlement
    text: str = ""


# --- From the notes -------------------------------------------------------------------------------------------


def regenerate_minutes(cmd: RegenerateMinutes, uow: UnitOfWork, read: ReadMinutes) -> Changes:
    """Write the minutes from the notes; where somebody wrote, the new text waits beside. `created` are the minutes.

    Raises UserError: MEETING_NOT_HELD; MINUTES_APPROVED or MINUTES_LOCKED once they are no draft.
    """
    with uow:
        meeting = uow.get(Meeting, cmd.meeting_id)
        if meeting.state not in _HELD:
            raise UserError(ErrorCode.MEETING_NOT_HELD)
        minutes = _minutes_of(uow, meeting) or uow.add(Minutes(id=uow.new_id(), meeting_id=meeting.id))
        _check_draft(minutes)
        _take_over(uow, minutes, regenerate(_paragraphs(uow, minutes.id), pieces(read(meeting.id))))
        return uow.commit("regenerate_minutes", created=minutes.id, subject=meeting.title)


def _take_over(uow: UnitOfWork, minutes: Minutes, found: Sequence[MinutesParagraph]) -> None:
    """Make the records as `found` says: new ones without an id, those that are not in it leave."""
    standing = {paragraph.id: paragraph for paragraph in _paragraphs(uow, minutes.id)}
    for paragraph in found:
        if not paragraph.id:
            uow.add(replace(paragraph, id=uow.new_id(), minutes_id=minutes.id))
            continue
        old = standing.pop(paragraph.id)
        old.position, old.role = paragraph.position, paragraph.role
        old.generated, old.text = paragraph.generated, paragraph.text
        old.proposed, old.has_proposal = paragraph.proposed, paragraph.has_proposal
    for gone in standing.values():
        uow.remove(gone)


# --- By hand --------------------------------------------------------------------------------------------------


def write_paragraph(cmd: WriteParagraph, uow: UnitOfWork) -> Changes:
    """Write a paragraph. One that nothing generated leaves when it is emptied; the others stay, struck out.

    Writing word for word what is proposed ends the proposal. Raises UserError: MINUTES_APPROVED, MINUTES_LOCKED, TOO_LONG.
    """
    first, *more = _lines(cmd.text) or [""]
    with uow:
        paragraph, minutes = _draft_paragraph(uow, cmd.paragraph_id)
        paragraph.text = first
        if paragraph.has_proposal and first == paragraph.proposed:
            settle(paragraph, Settlement.THEIRS)
        place = paragraph.position
        if is_void(paragraph):
            uow.remove(paragraph)
        _insert(uow, minutes, place, more)
        return uow.commit("write_paragraph", subject=brief(first or paragraph.generated))


def insert_paragraph(cmd: InsertParagraph, uow: UnitOfWork) -> Changes:
    """Add paragraphs of one's own, one for each line. `created` is the first. Raises UserError(REQUIRED) for none."""
    lines = _lines(cmd.text)
    if not lines:
        raise UserError(ErrorCode.REQUIRED, "text")
    with uow:
        minutes = uow.get(Minutes, cmd.minutes_id)
        _check_draft(minutes)
        place = -1
        if cmd.after_id is not None:
            place = _draft_paragraph(uow, cmd.after_id)[0].position
        added = _insert(uow, minutes, place, lines)
        return uow.commit("insert_paragraph", created=added[0].id, subject=brief(lines[0]))


def strike_paragraph(cmd: WriteParagraph, uow: UnitOfWork) -> Changes:
    """Take a paragraph out of the text, whatever `cmd.text` says; the notes can still propose it again."""
    with uow:
        paragraph, _minutes = _draft_paragraph(uow, cmd.paragraph_id)
        subject = brief(paragraph.text or paragraph.generated)
        paragraph.text = ""
        if is_void(paragraph):
            uow.remove(paragraph)
        return uow.commit("strike_paragraph", subject=subject)


def settle_paragraph(cmd: SettleParagraph, uow: UnitOfWork) -> Changes:
    """End a proposal. Raises UserError(REQUIRED) for an empty third text; to strike a paragraph is another act."""
    text = " ".join(_lines(cmd.text))
    if cmd.choice is Settlement.OTHER and not text:
        raise UserError(ErrorCode.REQUIRED, "text")
    with uow:
        paragraph, _minutes = _draft_paragraph(uow, cmd.paragraph_id)
        subject = brief(paragraph.text or paragraph.generated)
        if paragraph.has_proposal:
            settle(paragraph, cmd.choice, text)
        if is_void(paragraph):
            uow.remove(paragraph)
        return uow.commit("settle_paragraph", subject=subject)


def _insert(uow: UnitOfWork, minutes: Minutes, place: int, lines: Sequence[str]) -> list[MinutesParagraph]:
    for later in _paragraphs(uow, minutes.id):
        if later.position > place:
            later.position += len(lines)
    return [
        uow.add(
            MinutesParagraph(
                id=uow.new_id(), minutes_id=minutes.id, position=position, role=ParagraphRole.TEXT, text=text
            )
        )
        for position, text in enumerate(lines, start=place + 1)
    ]


# --- What they share ------------------------------------------------------------------------------------------


def _minutes_of(uow: UnitOfWork, meeting: Meeting) -> Minutes | None:
    return next(iter(uow.find(Minutes, meeting_id=meeting.id)), None)


def _paragraphs(uow: UnitOfWork, minutes_id: EntityId) -> list[MinutesParagraph]:
    found = uow.find(MinutesParagraph, minutes_id=minutes_id)
    return sorted(found, key=lambda paragraph: (paragraph.position, paragraph.id))


def _draft_paragraph(uow: UnitOfWork, paragraph_id: EntityId) -> tuple[MinutesParagraph, Minutes]:
    paragraph = uow.get(MinutesParagraph, paragraph_id)
    minutes = uow.get(Minutes, paragraph.minutes_id)
    _check_draft(minutes)
    return paragraph, minutes


def _check_draft(minutes: Minutes) -> None:
    if minutes.state is MinutesState.APPROVED:
        raise UserError(ErrorCode.MINUTES_APPROVED)
    if minutes.state is MinutesState.LOCKED:
        raise UserError(ErrorCode.MINUTES_LOCKED)


def _lines(text: str) -> list[str]:
    """The paragraphs of a text, each on one line. Raises UserError(TOO_LONG)."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [forms.within("text", line, forms.LONG) for line in lines if line]


def brief(text: str) -> str:
    """The beginning of a paragraph, to tell of it in the history."""
    return text if len(text) <= forms.SHORT else f"{text[: forms.SHORT - 1]}…"
