"""Whose name stands under what is written by hand: the member of staff at work, or the house when nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.house import House, StaffMember

if TYPE_CHECKING:
    from cocity_desktop.application.ports import UnitOfWork


def writer(uow: UnitOfWork) -> str:
    """The name as it is today."""
    return uow.get(StaffMember, uow.actor).name if uow.actor else uow.find(House)[0].name
