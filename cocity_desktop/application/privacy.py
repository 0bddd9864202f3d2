"""Use cases of the privacy notice: its texts have versions, and who got which one is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.registry import PrivacyNotice

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishNotice:
    """A version of the informativa (GDPR art. 13), in force from a day. `retention_months` None: not said."""

    version: str
    title: str
    text: str
    valid_from: date
    retention_months: int | None = None


def publish_notice(cmd: PublishNotice, uow: UnitOfWork) -> Changes:
    """Add a version; the ones that were given out stay as they were. Raises UserError on the field that is wrong."""
    if cmd.retention_months is not None and cmd.retention_months < 1:
        raise UserError(ErrorCode.INVALID_VALUE, "retention_months")
    with uow:
        notice = uow.add(
            PrivacyNotice(
                id=uow.new_id(),
                version=forms.required("version", cmd.version),
                title=forms.required("title", cmd.title),
                text=forms.required("text", cmd.text, forms.LONG),
                valid_from=cmd.valid_from,
                retention_months=cmd.retention_months,
            )
        )
        return uow.commit("publish_notice", created=notice.id, subject=notice.title)
