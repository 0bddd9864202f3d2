"""Use case of what leaves the house: that it did is written down, by whom and when, without what was in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ExportKind, ExportNote

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExport:
    """Something was written out of the archive. Of `file_name` only the last part is kept: folders name people.

    `records` counts groups, people, places…; `with_people` says whether it holds people's data; `person_id` when all of
    it is about one person.
    """

    kind: ExportKind
    file_name: str = ""
    records: int = 0
    with_people: bool = False
    person_id: EntityId | None = None


def note_export(cmd: NoteExport, uow: UnitOfWork) -> Changes:
    """Add the note, in the name of who is working. Raises UserError(INVALID_VALUE) for a count below 0."""
    if cmd.records < 0:
        raise UserError(ErrorCode.INVALID_VALUE, "records")
    with uow:
        note = uow.add(
            ExportNote(
                id=uow.new_id(),
                export_kind=cmd.kind,
                made_at=uow.now(),
                by_id=uow.actor or None,
                file_name=PurePath(cmd.file_name).name[: forms.SHORT],
                records=cmd.records,
                with_people=cmd.with_people,
                person_id=cmd.person_id,
            )
        )
        return uow.commit("note_export", created=note.id, subject=note.file_name)
