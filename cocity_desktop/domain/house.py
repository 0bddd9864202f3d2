"""The house itself and those who work in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity


class StaffRole(StrEnum):
    """What a member of the staff may do (product.md, "Who uses it")."""

    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    READ_ONLY = "read_only"


@dataclass(kw_only=True, slots=True)
class House(Entity):
    """The Casa del Quartiere whose archive this is. There is one per archive."""

    KIND: ClassVar[str] = "house"
    PLURAL: ClassVar[str] = "houses"

    name: str
    address: str = ""
    city: str = "Torino"
    district: int | None = None
    email: str = ""
    phone: str = ""
    regulation_code: str = "torino-391"
    is_sample: bool = False


@dataclass(kw_only=True, slots=True)
class StaffMember(Entity):
    """One who writes in the archive: the actor of its journal."""

    KIND: ClassVar[str] = "staff_member"
    PLURAL: ClassVar[str] = "staff"

    name: str
    role: StaffRole = StaffRole.FACILITATOR
    email: str = ""
    active: bool = True
