"""Use cases of attached files: they belong to one record, and their bytes are kept once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pacts import Attachment, AttachmentRole

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove

PICTURES = (AttachmentRole.PHOTO, AttachmentRole.SITE_PLAN)
"""What is shown as pictures and has an order that people choose."""
_OWNERS = ("process_id", "meeting_id", "entry_id", "place_id", "group_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """A file for a record (site plan, photo, deed, proof of representation); exactly one owner is named."""

    name: str
    media_type: str
    content: bytes
    role: AttachmentRole = AttachmentRole.OTHER
    caption: str = ""
    process_id: EntityId | None = None
    meeting_id: EntityId | None = None
    entry_id: EntityId | None = None
    place_id: EntityId | None = None
    group_id: EntityId | None = None


def attach_file(cmd: AttachFile, uow: UnitOfWork) -> Changes:
    """Keep a file once by its content and tie it to a record. `created` is the attachment.

    Raises UserError(ALREADY_ATTACHED) with the `name` under which the record has the very same bytes: a place in whatever
    role, another record in the same one (one paper may be proposal and proof at once).
    """
    owner = {name: getattr(cmd, name) for name in _OWNERS}
    with uow:
        sha256, size = uow.put_bytes(cmd.content)
        for same in uow.find(Attachment, sha256=sha256, **owner):
            if same.role is not cmd.role and cmd.place_id is None:
                continue
            raise UserError(ErrorCode.ALREADY_ATTACHED, name=same.name)
        attachment = uow.add(
            Attachment(
                id=uow.new_id(),
                name=forms.required("name", cmd.name),
                media_type=cmd.media_type,
                sha256=sha256,
                size=size,
                role=cmd.role,
                caption=forms.within("caption", cmd.caption.strip()),
                added_at=uow.now(),
                position=next_position(uow, **owner),
                **owner,
            )
        )
        return uow.commit("attach_file", created=attachment.id, subject=attachment.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePhoto:
    """A photo or plan becomes number `position` (from 0) among the pictures of its place, meeting or line."""

    photo_id: EntityId
    position: int


def move_photo(cmd: MovePhoto, uow: UnitOfWork) -> Changes:
    """Put a picture elsewhere; the others close ranks, and papers of the same record stay behind them.

    Raises UserError: NOT_FOUND, INVALID_VALUE ("photo_id") for a file that is no photo and no plan.
    """
    with uow:
        moved = uow.get(Attachment, cmd.photo_id)
        if moved.role not in PICTURES:
            raise UserError(ErrorCode.INVALID_VALUE, "photo_id")
        owner = {name: getattr(moved, name) for name in _OWNERS}
        files = sorted(uow.find(Attachment, **owner), key=lambda one: (one.position, one.added_at, one.id))
        pictures = [one for one in files if one.role in PICTURES and one.id != moved.id]
        pictures.insert(max(0, cmd.position), moved)
        papers = [one for one in files if one.role not in PICTURES]
        for position, one in enumerate([*pictures, *papers]):
            one.position = position
        return uow.commit("move_photo", subject=moved.caption or moved.name)


def next_position(uow: UnitOfWork, **owner: EntityId | None) -> int:
    """Behind all files that the record has."""
    return max((one.position for one in uow.find(Attachment, **owner)), default=-1) + 1


def remove_attachment(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a file away from its record; its bytes stay for the undo. Raises UserError(NOT_FOUND)."""
    with uow:
        attachment = uow.get(Attachment, cmd.id)
        uow.remove(attachment)
        return uow.commit("remove_attachment", subject=attachment.name)
