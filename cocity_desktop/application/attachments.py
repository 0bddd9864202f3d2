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
                **owner,
            )
        )
        return uow.commit("attach_file", created=attachment.id, subject=attachment.name)


def remove_attachment(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a file away from its record; its bytes stay for the undo. Raises UserError(NOT_FOUND)."""
    with uow:
        attachment = uow.get(Attachment, cmd.id)
        uow.remove(attachment)
        return uow.commit("remove_attachment", subject=attachment.name)
