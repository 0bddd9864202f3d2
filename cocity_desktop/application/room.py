"""What a page that shows a meeting asks of the rules: the order of an agenda, and who is in the room at a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain import presence
from cocity_desktop.domain.agenda_order import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cocity_desktop.application.views.work import AgendaRow, PresenceRow


def numbered_points(agenda: Iterable[AgendaRow]) -> list[tuple[str, AgendaRow]]:
    """Each point with its number, every sub-item behind its point: 1, 2, 2.1, 2.2, 3."""
    return numbered(agenda)


def here_at(stays: Iterable[PresenceRow], moment: datetime | None) -> tuple[PresenceRow, ...]:
    """Who is in the room at a moment; None is now, when whoever has not left is here."""
    if moment is None:
        return tuple(stay for stay in stays if stay.left_at is None)
    return tuple(presence.present_at(stays, moment))


def heads(stays: Iterable[PresenceRow], moment: datetime | None = None) -> int:
    """How many people are in the room: somebody who is noted twice is one."""
    return presence.heads(here_at(stays, moment))
