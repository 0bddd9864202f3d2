"""Use cases of the house and its staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.house import House, StaffMember, StaffRole

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHouse:
    """The first thing written in an archive: whose it is."""

    name: str
    is_sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateHouse:
    """New values for the house."""

    name: str
    address: str = ""
    city: str = "Torino"
    district: int | None = None
    email: str = ""
    phone: str = ""
    regulation_code: str = "torino-391"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStaff:
    """One more of the house's staff."""

    name: str
    role: StaffRole = StaffRole.FACILITATOR
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateStaff:
    """New values for a member of the staff."""

    staff_id: EntityId
    name: str
    role: StaffRole
    active: bool = True


def found_house(cmd: FoundHouse, uow: UnitOfWork) -> Changes:
    """Name the house of a new archive. Raises UserError(REQUIRED, "name")."""
    with uow:
        house = uow.add(
            House(id=uow.new_id(), name=forms.required("name", cmd.name), is_sample=cmd.is_sample)
        )
        return uow.commit("found_house", created=house.id, subject=house.name)


def update_house(cmd: UpdateHouse, uow: UnitOfWork) -> Changes:
    """Write the form of the house. Raises UserError on the field that is wrong."""
    with uow:
        house = uow.find(House)[0]
        house.name = forms.required("name", cmd.name)
        house.address, house.city = cmd.address.strip(), cmd.city.strip()
        house.district = forms.district("district", cmd.district)
        house.email, house.phone = cmd.email.strip(), cmd.phone.strip()
        house.regulation_code = cmd.regulation_code
        return uow.commit("update_house", subject=house.name)


def add_staff(cmd: AddStaff, uow: UnitOfWork) -> Changes:
    """Add one who writes in the archive. Raises UserError(REQUIRED, "name")."""
    with uow:
        member = uow.add(
            StaffMember(
                id=uow.new_id(), name=forms.required("name", cmd.name), role=cmd.role, email=cmd.email.strip()
            )
        )
        return uow.commit("add_staff", created=member.id, subject=member.name)


def update_staff(cmd: UpdateStaff, uow: UnitOfWork) -> Changes:
    """Write the form of a member of the staff; one who leaves is made inactive, never removed."""
    with uow:
        member = uow.get(StaffMember, cmd.staff_id)
        member.name, member.role, member.active = forms.required("name", cmd.name), cmd.role, cmd.active
        return uow.commit("update_staff", subject=member.name)
