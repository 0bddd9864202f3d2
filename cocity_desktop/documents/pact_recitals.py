"""The recitals of a pact, out of the history of its process: every act with its day and the reference it was given.

Only what the archive knows: days, offices, references as they were written down. No law is quoted here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.documents.glyphs import Markup
from cocity_desktop.documents.words import meeting_word, opinion_word, step_word
from cocity_desktop.domain.processes import HistoryKind
from cocity_desktop.localization import _, dated, day, local, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.document_views import HistoryLine, MeetingLine, OpinionLine, PactDocument
    from cocity_desktop.documents.marks import Marks


class _Recital(NamedTuple):
    """A day (None when nobody wrote it down), what happened, the reference."""

    on: date | None
    text: str
    reference: str


def recitals(composer: Marks, doc: PactDocument) -> list[Markup]:
    """One text for each recital, in the order of their days; those without a day come last."""
    told = [*map(_of_history, doc.history), *map(_of_opinion, doc.opinions), *map(_of_meeting, doc.meetings)]
    told.sort(key=lambda recital: recital.on or date.max)  # stable: same-day lines keep the archive's order
    return [_sentence(composer, recital) for recital in told]


def _sentence(composer: Marks, recital: _Recital) -> Markup:
    when = f"{composer.bold(day(recital.on))}: " if recital.on else ""
    reference = f" {composer.muted(f'[{recital.reference.strip()}]')}" if recital.reference.strip() else ""
    return Markup(f"{when}{composer.text(recital.text)}{reference}")


def _of_history(line: HistoryLine) -> _Recital:
    step = step_word(line.to_state) if line.history_kind is HistoryKind.STATE else ""
    told = line.description.strip()
    if step and told:
        text = f"{step}. {told}"
    else:
        text = told or step or _("an act of which nothing else is written")
    return _Recital(line.happened_on, text, line.reference)


def _of_opinion(line: OpinionLine) -> _Recital:
    parts = ", ".join(part for part in (line.office.strip(), line.subject.strip()) if part)
    text = "; ".join([f"{opinion_word(line.opinion_kind)}: {parts}", *_opinion_days(line)])
    return _Recital(line.received_on or line.asked_on, text, line.reference)


def _opinion_days(line: OpinionLine) -> Iterator[str]:
    if line.asked_on:
        yield dated(_("asked on {day}"), day=day(line.asked_on))
    yield (
        dated(_("received on {day}"), day=day(line.received_on))
        if line.received_on
        else _("not received yet")
    )
    if line.outcome.strip():
        yield _("outcome: {outcome}").format(outcome=line.outcome.strip())


def _of_meeting(line: MeetingLine) -> _Recital:
    parts = [
        _("meeting “{title}” ({kind})").format(title=line.title.strip(), kind=meeting_word(line.meeting_kind))
    ]
    if line.venue.strip():
        parts.append(line.venue.strip())
    if line.people:
        parts.append(ngettext("{n} person present", "{n} people present", line.people))
    return _Recital(local(line.starts_at).date(), ", ".join(parts), "")
