"""What an invitation is filled with before anybody types: where the meeting is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.domain.meetings import MeetingKind

if TYPE_CHECKING:
    from cocity_desktop.application.views.sheets import MeetingSheet

_STREET = re.compile(
    r"\b(via|viale|v\.le|corso|c\.so|piazza|p\.zza|piazzale|largo|strada|vicolo|lungo|ponte)\b", re.IGNORECASE
)


def suggested_address(sheet: MeetingSheet) -> str:
    """The address to announce: "" when the venue says it itself, the place's for a site visit, else the house's."""
    if _STREET.search(sheet.venue):
        return ""
    if sheet.meeting_kind is MeetingKind.SITE_VISIT and sheet.place_address:
        return sheet.place_address
    return ", ".join(part for part in (sheet.house.name, sheet.house.address, sheet.house.city) if part)
