"""The sentences around minutes that every format prints: what they are, how firm, when and where the meeting was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.words import day_of, filled, meeting_word, minutes_word, short_code
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import _, clock, local, ngettext, pgettext, weekday_and_day
from cocity_desktop.localization import day as written_day

if TYPE_CHECKING:
    from cocity_desktop.application.minutes_views import MinutesDocument


def meeting_title(doc: MinutesDocument) -> str:
    """The title of the meeting, or its kind."""
    return filled(doc.title, meeting_word(doc.meeting_kind).capitalize())


def meeting_facts(doc: MinutesDocument, *, planned: bool = False) -> list[tuple[str, str]]:
    """The facts every sheet of a meeting opens with; its hours as they were `planned`, or as they went."""
    rows = [
        (_("Path"), doc.process_title.strip()),
        (_("Kind"), meeting_word(doc.meeting_kind)),
        (_("Day"), weekday_and_day(local(doc.starts_at).date())),
        (_("Time"), _planned_hours(doc) if planned else _hours(doc)),
        (_("Where"), doc.venue.strip()),
        (_("Called by"), doc.called_by.strip()),
    ]
    return [(name, value) for name, value in rows if value]


def minutes_facts(doc: MinutesDocument) -> list[tuple[str, str]]:
    """Those, with how many were there and how firm the minutes are."""
    people = sum(presence.head_count for presence in doc.presences)
    facts = [
        *meeting_facts(doc),
        (_("Present"), ngettext("{n} person", "{n} people", people)),
        (_("State of the minutes"), minutes_state_words(doc)),
    ]
    if doc.on_paper:
        facts.append((_("Held on paper"), _("typed in afterwards, with its own times")))
    return facts


def _hours(doc: MinutesDocument) -> str:
    if doc.opened_at and doc.closed_at:
        return pgettext("hours", "from {start} to {end}").format(
            start=clock(doc.opened_at), end=clock(doc.closed_at)
        )
    return _planned_hours(doc)


def _planned_hours(doc: MinutesDocument) -> str:
    planned = ngettext("{n} minute planned", "{n} minutes planned", doc.planned_minutes)
    return f"{clock(doc.starts_at)}, {planned}"


def minutes_state_words(doc: MinutesDocument) -> str:
    """How firm these minutes are, since when and by whom: «Approvato da Ada Esempio il 18 febbraio 2027»."""
    if doc.state is MinutesState.DRAFT:
        return minutes_word(doc.state)
    words = [_approved(doc)]
    if doc.state is MinutesState.LOCKED:
        words.append(_closed(doc))
    return ". ".join(filter(None, words))


def _approved(doc: MinutesDocument) -> str:
    who, day = doc.approved_by.strip(), written_day(doc.approved_on) if doc.approved_on else ""
    if who and day:
        return _("Approved by {who} on {day}").format(who=who, day=day)
    if who:
        return _("Approved by {who}").format(who=who)
    return _("Approved on {day}").format(day=day) if day else minutes_word(MinutesState.APPROVED)


def _closed(doc: MinutesDocument) -> str:
    who, day = doc.locked_by.strip(), day_of(doc.locked_at) if doc.locked_at else ""
    if who and day:
        return _("Closed for good by {who} on {day}").format(who=who, day=day)
    return _("Closed for good on {day}").format(day=day) if day else _("Closed for good")


def approval_words(doc: MinutesDocument) -> str:
    """What stands over the space to sign."""
    if doc.state is MinutesState.DRAFT:
        return _(
            "These minutes are a draft: whoever was there may ask for corrections before they are approved."
        )
    return f"{minutes_state_words(doc)}."


def locked_code(doc: MinutesDocument) -> str:
    """The short code of the PDF that was closed for good; "" before that."""
    return short_code(doc.locked_sha256) if doc.locked_sha256 else ""
