"""What minutes say, in order, before anybody decides how it looks: PDF, DOCX, ODT and plain text print this.

The prose that people wrote leads. Beside it stand the facts it was made from, and two of them may never be lost,
whatever was edited or struck out: a decision that was taken, and the words of each reservation to it. What the
prose does not tell of them is told from the structure.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from cocity_desktop.application.document_views import DecisionLine
from cocity_desktop.documents.words import (
    entry_word,
    filled,
    outcome_word,
    party_words,
    resource_words,
    when_words,
)
from cocity_desktop.domain.meetings import ParagraphRole
from cocity_desktop.domain.minutes import Reserved, missing_reservations
from cocity_desktop.localization import _, clock, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.application.document_views import CommitmentLine
    from cocity_desktop.application.minutes_views import (
        AgendaSection,
        EntryLine,
        MinutesDocument,
        ParagraphLine,
    )


@dataclass(frozen=True, slots=True)
class Title:
    """The heading of a part; a small line over it ("Punto 2"), and what was planned, under it.

    `level` is 1, or 2 for a sub-item of the agenda.
    """

    text: str
    eyebrow: str = ""
    about: tuple[str, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of running text. An `aside` is a remark of ours ("nothing was written down")."""

    text: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A line of notes, or a paragraph about one.

    `label` says when, and what kind where the text does not ("" when nobody knows), `after` who said it and what
    became of it. A promise brings its `details`: who, by when, with what.
    """

    text: str
    label: str = ""
    after: str = ""
    details: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision, how firmly it was taken (`line`, None when the structure no longer has it), and its reservations.

    `about` is what the prose says of how it was taken, `told` what it says of reservations; `reserved` pairs of who
    and words that the prose does not have. `noted` are the words of the decision alone, without "Decision:" before.
    """

    text: str
    label: str
    line: DecisionLine | None
    reserved: tuple[tuple[str, str], ...]
    about: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    noted: str = ""


Block: TypeAlias = "Title | Prose | Said | Decided"


def outline(doc: MinutesDocument) -> tuple[Block, ...]:
    """The body of the minutes, from the prose when there is one, else point by point from the notes."""
    body = tuple(_from_prose(doc) if doc.paragraphs else _from_notes(doc))
    return (*body, *_untold_decisions(doc, body))


def entries_of(doc: MinutesDocument) -> Iterator[EntryLine]:
    """Every line of notes, in the order of the agenda."""
    for section in doc.sections:
        yield from section.entries


def decisions_told(doc: MinutesDocument) -> tuple[Decided, ...]:
    """The decisions as the minutes tell them, none left out, each with all of its reservations."""
    return tuple(block for block in outline(doc) if isinstance(block, Decided))


def commitments_of(doc: MinutesDocument) -> tuple[CommitmentLine, ...]:
    """The commitments taken, in the order of the agenda."""
    return tuple(entry.commitment for entry in entries_of(doc) if entry.commitment)


def promised(line: CommitmentLine) -> str:
    """Who, by when and with what, on one line."""
    return " · ".join(part for part in (party_words(line), when_words(line), *resource_words(line)) if part)


# --- From the prose -------------------------------------------------------------------------------------------


def _from_prose(doc: MinutesDocument) -> Iterator[Block]:
    known = _Known(doc)
    waiting = deque(doc.standing)
    while waiting:
        line = waiting.popleft()
        if line.role is ParagraphRole.DECISION:
            own = tuple(takewhile(_belongs_to_decision, waiting))
            for _ in own:
                waiting.popleft()
            yield _told_decision(line, own, known.entry(line))
        else:
            yield _paragraph(line, known)


def _belongs_to_decision(line: ParagraphLine) -> bool:
    """How it was taken, and the reservations: they follow the decision."""
    return line.role is ParagraphRole.RESERVATION or line.source.startswith("decision ")


def _told_decision(line: ParagraphLine, own: tuple[ParagraphLine, ...], entry: EntryLine | None) -> Decided:
    decision = entry.decision if entry else None
    texts = (line.text, *(one.text for one in own))
    return Decided(
        text=line.text,
        label=_moment(entry),
        line=decision,
        reserved=_missing(decision, texts) if decision else (),
        about=tuple(one.text for one in own if one.role is not ParagraphRole.RESERVATION),
        told=tuple(one.text for one in own if one.role is ParagraphRole.RESERVATION),
        noted=entry.text if entry and not line.edited else line.text,
    )


def _missing(decision: DecisionLine, texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The reservations whose words stand in none of `texts`."""
    all_of_them = [Reserved(str(n), one.raised_by, one.text) for n, one in enumerate(decision.reservations)]
    return tuple((one.raised_by, one.text) for one in missing_reservations(texts, all_of_them))


class _Known:
    """The lines of notes by the ids that a paragraph's `source` may name: their own, their decision's, their promise's."""

    def __init__(self, doc: MinutesDocument) -> None:
        self._by_id: dict[str, EntryLine] = {}
        for entry in entries_of(doc):
            self._by_id[entry.id] = entry
            for detail in (entry.decision, entry.commitment):
                if detail:
                    self._by_id[detail.id] = entry

    def entry(self, line: ParagraphLine) -> EntryLine | None:
        """`source` is "" or words that end with an id, such as "entry 0192…"."""
        return self._by_id.get(line.source.rpartition(" ")[2])


def _paragraph(line: ParagraphLine, known: _Known) -> Block:
    """A paragraph says by itself who and what; only its moment is added."""
    if line.role is ParagraphRole.HEADING:
        return Title(line.text)
    if line.role in {ParagraphRole.ENTRY, ParagraphRole.COMMITMENT}:
        return Said(line.text, _moment(known.entry(line)))
    return Prose(line.text)


def _moment(entry: EntryLine | None) -> str:
    return clock(entry.said_at) if entry else ""


# --- From the notes -------------------------------------------------------------------------------------------


def _from_notes(doc: MinutesDocument) -> Iterator[Block]:
    for place, section in enumerate(doc.sections, start=1):
        title = filled(section.title, _("Without a title"))
        number = section.number or str(place)
        yield Title(title, _("Item {place}").format(place=number), tuple(_about(section)), section.level + 1)
        for entry in section.entries:
            yield _noted(entry)
        if not section.entries:
            yield Prose(_("Nothing was written down."), aside=True)


def _about(section: AgendaSection) -> Iterator[str]:
    parts = [ngettext("{n} minute planned", "{n} minutes planned", section.planned_minutes)]
    if section.owner.strip():
        parts.append(_("led by {who}").format(who=section.owner.strip()))
    if section.wanted_outcome.strip():
        parts.append(_("to reach: {outcome}").format(outcome=section.wanted_outcome.strip()))
    yield " · ".join(parts)
    if section.background.strip():
        yield section.background.strip()


def _noted(entry: EntryLine) -> Block:
    if entry.decision:
        reserved = tuple((one.raised_by, one.text) for one in entry.decision.reservations)
        return Decided(entry.text, _label(entry), entry.decision, reserved, noted=entry.text)
    after = " · ".join(part for part in (entry.who.strip(), outcome_word(entry.outcome)) if part)
    details = promised(entry.commitment) if entry.commitment else ""
    return Said(entry.text, _label(entry), after, details)


def _label(entry: EntryLine) -> str:
    return f"{clock(entry.said_at)}  {entry_word(entry.kind)}"


# --- What the prose left out ----------------------------------------------------------------------------------


def _untold_decisions(doc: MinutesDocument, body: tuple[Block, ...]) -> Iterator[Block]:
    """Decisions that no paragraph tells any more: struck out, but taken all the same."""
    told = {block.line.id for block in body if isinstance(block, Decided) and block.line}
    left = [entry for entry in entries_of(doc) if entry.decision and entry.decision.id not in told]
    if left:
        yield Title(_("Decisions that the text above does not tell"))
    for entry in left:
        yield _noted(entry)
