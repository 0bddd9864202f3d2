"""What the list of a meeting shows: a line that is on disk, or one that still waits to be.

A line on its way is shown at once and says so; it turns into the saved one when the transaction has returned.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from cocity_desktop.application.views.work import DecisionRow, EntryRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind, EntryOutcome
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, by_day, clock, from_day, money, ngettext
from cocity_desktop.ui.agreement_words import agreement_words, missing_words
from cocity_desktop.ui.pages.meeting.room_reading import presence_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.work import AgendaRow, CommitmentRow


_PICTURES = {PartyKind.COMUNE: "pa", PartyKind.CIRCOSCRIZIONE: "pa", PartyKind.HOUSE: "house"}


_NAMED, _LETTERS = 2, 40
"""How many decisions the sentence at the end names, and how many letters of each."""


class Standing(Enum):
    """Whether a line is on disk."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list. `heading` is the point of the agenda that begins here, "" within it."""

    row: EntryRow
    standing: Standing = Standing.SAVED
    heading: str = ""

    @property
    def boxed(self) -> bool:
        """Only what binds has a box."""
        return self.row.entry_kind in (EntryKind.DECISION, EntryKind.COMMITMENT)

    def tail(self) -> str:
        """The words at the end of the first line."""
        decision = self.row.decision
        if decision is not None:
            return agreement_words(decision)
        if self.row.outcome is EntryOutcome.IN_PACT:
            return ", ".join(filter(None, (self.row.who, label_of(self.row.outcome))))
        return self.row.who

    def below(self) -> str:
        """Why a line goes no further."""
        if self.row.outcome is not EntryOutcome.DECLINED:
            return ""
        return _("Will not go into the pact: {reason}").format(reason=self.row.outcome_reason)

    def sentence(self) -> str:
        """The line as a screen reader says it."""
        row = self.row
        parts = [clock(row.said_at), label_of(row.entry_kind), row.text, self.tail(), self.below()]
        if row.decision is not None:
            parts += [f"{words}: «{text}»" for words, text in reservations(row.decision)]
            parts += [missing_words(row.decision), presence_words(row.decision)]
        if row.commitment is not None:
            parts += [words for _icon, words in commitment_chips(row.commitment)]
        parts.append(standing_words(self.standing))
        return ", ".join(filter(None, parts))


def standing_words(standing: Standing) -> str:
    """Said of the newest line only, and of those on their way."""
    if standing is Standing.SAVING:
        return _("being saved")
    return _("not saved") if standing is Standing.FAILED else ""


def as_lines(rows: Sequence[EntryRow], agenda: Sequence[AgendaRow]) -> list[Line]:
    """The rows as lines, with the point of the agenda named where it changes, once there are two."""
    titles = {item.id: item.title for item in agenda}
    if len({row.agenda_item_id for row in rows}) < 2:
        return [Line(row) for row in rows]
    lines: list[Line] = []
    before: str | None = None
    for row in rows:
        title = titles.get(row.agenda_item_id or "", "")
        lines.append(Line(row, heading=title if title != before else ""))
        before = title
    return lines


def reservations(decision: DecisionRow) -> tuple[tuple[str, str], ...]:
    """Who has a reservation, as words before the quotation, and the quotation. None is ever left out."""
    return tuple(
        (
            _("Reservation of {who}").format(who=one.raised_by) if one.raised_by else _("Reservation"),
            one.text,
        )
        for one in decision.reservations
    )


def commitment_chips(commitment: CommitmentRow) -> tuple[tuple[str, str], ...]:
    """(icon, words) of what is known of a commitment: who, by when, with what."""
    chips = [
        (_PICTURES.get(commitment.party_kind, "group"), commitment.party),
        ("calendar", _when(commitment)),
        ("clock", ngettext("{n} hour", "{n} hours", commitment.hours) if commitment.hours else ""),
        ("card", money(commitment.money_cents) if commitment.money_cents else ""),
        ("tool", commitment.materials),
    ]
    return tuple((icon, words) for icon, words in chips if words)


def _when(commitment: CommitmentRow) -> str:
    parts = [commitment.recurrence]
    if commitment.starts_on:
        parts.append(from_day(commitment.starts_on))
    if commitment.due_on:
        parts.append(by_day(commitment.due_on))
    return ", ".join(filter(None, parts))


def closed_words(rows: Sequence[EntryRow]) -> str:
    """Said when the meeting is closed, with the decisions whose counted reservations nobody has put into words."""
    said = _("The meeting is closed")
    mute = [row.text for row in rows if row.decision is not None and missing_words(row.decision)]
    if not mute:
        return said
    which = ", ".join(f"«{_shortened(text)}»" for text in mute[:_NAMED])
    words = ngettext(
        "{n} decision has reservations without words: {which}",
        "{n} decisions have reservations without words: {which}",
        len(mute),
    )
    return f"{said}. {words.format(which=which)}{'…' if mute[_NAMED:] else ''}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"


def facts_of_item(rows: Sequence[EntryRow]) -> str:
    """In words, 7 entries, 1 decision, 1 commitment: those of one point."""
    decisions = sum(row.entry_kind is EntryKind.DECISION for row in rows)
    commitments = sum(row.entry_kind is EntryKind.COMMITMENT for row in rows)
    parts = [ngettext("{n} entry", "{n} entries", len(rows)) if rows else _("nothing written yet")]
    if decisions:
        parts.append(ngettext("{n} decision", "{n} decisions", decisions))
    if commitments:
        parts.append(ngettext("{n} commitment", "{n} commitments", commitments))
    return ", ".join(parts)
