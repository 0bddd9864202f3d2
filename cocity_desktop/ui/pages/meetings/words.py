"""How a meeting is told in a list: short kinds, states with their picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock, day, local, ngettext

if TYPE_CHECKING:
    from cocity_desktop.application.views.work import MeetingRow
    from cocity_desktop.ui.theme.tokens import Token, Tone

_STATES: dict[MeetingState, tuple[str, Token, Tone]] = {
    MeetingState.PLANNED: ("calendar", "muted", "neutral"),
    MeetingState.RUNNING: ("play", "primary", "primary"),
    MeetingState.CLOSED: ("tick", "success", "success"),
    MeetingState.CANCELLED: ("ban", "muted", "neutral"),
}


def state_icon(state: MeetingState) -> str:
    """The picture that goes with the word of a state."""
    return _STATES[state][0]


def state_token(state: MeetingState) -> Token:
    """The ink of the word of a state."""
    return _STATES[state][1]


def state_tone(state: MeetingState) -> Tone:
    """The tint of a state's chip."""
    return _STATES[state][2]


def when(row: MeetingRow) -> str:
    """Day and time in the width of a column: 11 feb, 18:00. The year is in the detail."""
    return f"{day(local(row.starts_at).date(), 'd MMM')}, {clock(row.starts_at)}"


def sentence(row: MeetingRow) -> str:
    """The row as a screen reader says it."""
    people = ngettext("{n} person", "{n} people", row.people)
    entries = ngettext("{n} entry", "{n} entries", row.entries)
    parts = (
        when(row),
        row.title,
        row.process,
        label_of(row.meeting_kind),
        label_of(row.state),
        people,
        entries,
    )
    return ", ".join(parts)


def language_words(code: str) -> str:
    """The name of a second language of the room (ISO 639-1), in lower case. Raises KeyError for another."""
    return {
        "en": lambda: _("English"),
        "fr": lambda: _("French"),
        "es": lambda: _("Spanish"),
        "ro": lambda: _("Romanian"),
        "ar": lambda: _("Arabic"),
    }[code]()
