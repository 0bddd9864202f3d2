"""A row of a table as the values it gives, field by field, and what in it could not be read.

A *slot* is a meaning's value («address», «email»): most are fields of the record, the others are what belongs to it
(contacts, people, groups, consents). A cell that cannot be read gives no slot, so it changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.people import NamedPerson
from cocity_desktop.application.importing.ports import TableRow
from cocity_desktop.application.views.importing import Reason, RowReason

if TYPE_CHECKING:
    from cocity_desktop.application.importing.ports import Cell

_SHOWN: Final = 80
"""Characters of a cell that a reason shows."""
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Signs that no text has: they come from damage."""


@dataclass(slots=True)
class Draft:
    """What a row says. `values` by slot; `consents` as (slot, day or None); `people` with the roles their columns give.

    `notes` are what is said of a contact, by its value; `preferred` are (slot, value) of those that come first, None for a table
    that does not tell. `signs` is the folded name of who signs for a group, where our own table says so.
    """

    row: TableRow
    values: dict[str, Any] = field(default_factory=dict)
    people: list[NamedPerson] = field(default_factory=list)
    people_asked: bool = False
    reasons: list[Reason] = field(default_factory=list)
    also: list[int] = field(default_factory=list)
    contact_mails: list[str] = field(default_factory=list)
    contact_phones: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    preferred: set[tuple[str, str]] | None = None
    signs: str = ""

    @property
    def title(self) -> str:
        """The name, for a person to find the row by."""
        values = self.values
        return str(
            values.get("name")
            or " ".join(filter(None, (values.get("given_name"), values.get("family_name"))))
        )

    def doubt(self, code: RowReason, heading: str, cell: Cell, other: str = "") -> None:
        """Something in the row cannot be read."""
        self.reasons.append(Reason(code, heading, CONTROLS.sub("", str(cell))[:_SHOWN], other=other))
