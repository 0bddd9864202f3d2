"""Minutes written from the notes: which paragraphs there are, in which order, and what each is made from.

One paragraph has one source ("entry <id>", "reservation <id>", "presence"…), so that it can be met again when the notes
have changed (`domain.minutes`). The words are in `minutes_words`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cocity_desktop.application import minutes_words as words
from cocity_desktop.application.days import clock_of
from cocity_desktop.domain.meetings import AgendaState, EntryKind, ParagraphRole
from cocity_desktop.domain.minutes import Piece, Reserved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import DecisionLine
    from cocity_desktop.application.minutes_views import (
        AgendaSection,
        EntryLine,
        MinutesDocument,
        PresenceLine,
    )

_SETTLING_IN: Final = timedelta(minutes=5)
"""Who comes or goes within this time of the beginning or the end was there all along, as far as minutes care."""

_R = ParagraphRole


def pieces(document: MinutesDocument) -> list[Piece]:
    """The minutes as the notes give them."""
    found = [Piece("opening", _R.TEXT, words.opening(document))]
    found += _presence(document)
    if document.on_paper:
        found.append(Piece("on_paper", _R.TEXT, words.ON_PAPER))
    before: DecisionLine | None = None
    for section in document.sections:
        found += _section(section, document, before)
        before = _last_decision(section) or before
    found += _end(document)
    return [replace(piece, text=" ".join(piece.text.split())) for piece in found if piece.text.strip()]


def reservations(document: MinutesDocument) -> list[Reserved]:
    """Every reservation of the meeting, in the order of the minutes."""
    decisions = [
        entry.decision for section in document.sections for entry in section.entries if entry.decision
    ]
    return [
        Reserved(words_.id, words_.raised_by, words_.text)
        for decision in decisions
        for words_ in decision.reservations
    ]


def prose(document: MinutesDocument) -> str:
    """The minutes as plain text: the paragraphs that stand, parted by empty lines."""
    return "\n\n".join(line.text for line in document.standing)


# --- Who was there --------------------------------------------------------------------------------------------


def _presence(document: MinutesDocument) -> Iterator[Piece]:
    came = _once(document.presences)
    if came:
        heads = sum(line.head_count for line in came)
        listed = words.listed([*_by_group(came)])
        verb = "È presente" if heads == 1 else "Sono presenti"
        yield Piece("presence", _R.TEXT, f"{verb} {words.people(heads)}: {listed}.")
    if document.expected and came:
        missing = words.listed(document.expected)
        yield Piece("absence", _R.TEXT, f"Gruppi del percorso per i quali non è presente nessuno: {missing}.")
    yield from _movements(document)


def _once(presences: Sequence[PresenceLine]) -> list[PresenceLine]:
    """A person who went out and came back is one; heads counted by group are added up."""
    seen: dict[tuple[str, str], PresenceLine] = {}
    for number, line in enumerate(presences):
        person = line.head_count == 1
        seen.setdefault((line.label, line.group) if person else (line.label, str(number)), line)
    return list(seen.values())


def _by_group(came: Sequence[PresenceLine]) -> Iterator[str]:
    """«Arcobaleno: Ada Prova e altre 3 persone», «Genitori (9)», then who came for themselves."""
    groups = {line.group for line in came if line.group}
    names: dict[str, list[str]] = defaultdict(list)
    heads: dict[str, int] = defaultdict(int)
    for line in came:
        if line.group:
            names[line.group].append(line.label)
        elif line.label in groups or line.head_count > 1:
            heads[line.label] += line.head_count
    for group in dict.fromkeys(
        line.group or line.label for line in came if line.group or line.label in heads
    ):
        yield _group(group, names[group], heads[group])
    yield from (line.label for line in came if not line.group and line.label not in heads)


def _group(name: str, members: Sequence[str], heads: int) -> str:
    if not members:
        return f"{name} ({heads})"
    others = f"altre {heads} persone" if heads > 1 else "un’altra persona"
    return f"{words.listed([*members, *([others] if heads else [])])} ({name})"


def _movements(document: MinutesDocument) -> Iterator[Piece]:
    began = document.opened_at or document.starts_at
    late = [line for line in document.presences if line.arrived_at > began + _SETTLING_IN]
    if late:
        moves = words.listed([_moved(line, line.arrived_at) for line in late])
        yield Piece(
            "arrivals", _R.TEXT, f"{'Arriva' if _single(late) else 'Arrivano'} dopo l’inizio: {moves}."
        )
    if document.closed_at is not None:
        end = document.closed_at - _SETTLING_IN
        early = [(line, line.left_at) for line in document.presences if line.left_at and line.left_at < end]
        if early:
            moves = words.listed([_moved(line, at) for line, at in early])
            verb = "Esce" if _single([line for line, _ in early]) else "Escono"
            yield Piece("departures", _R.TEXT, f"{verb} prima della fine: {moves}.")


def _moved(line: PresenceLine, at: datetime) -> str:
    count = f", {words.people(line.head_count)}" if line.head_count > 1 else ""
    return f"{line.label} (alle {clock_of(at)}{count})"


def _single(lines: Sequence[PresenceLine]) -> bool:
    return sum(line.head_count for line in lines) == 1


# --- Point by point -------------------------------------------------------------------------------------------


def _last_decision(section: AgendaSection) -> DecisionLine | None:
    return next((entry.decision for entry in reversed(section.entries) if entry.decision), None)


def _section(
    section: AgendaSection, document: MinutesDocument, before: DecisionLine | None
) -> Iterator[Piece]:
    if section.id:
        yield Piece(f"heading {section.id}", _R.HEADING, f"{section.number}. {section.title.strip()}")
        yield Piece(f"item {section.id}", _R.TEXT, _about(section))
        yield Piece(f"background {section.id}", _R.TEXT, " ".join(section.background.split()))
    elif any(other.id for other in document.sections):
        yield Piece("heading loose", _R.HEADING, words.LOOSE)
    for entry in section.entries:
        yield from _entry(entry, document.house.name, before)
        before = entry.decision or before


def _about(section: AgendaSection) -> str:
    owner = f"Introduce {section.owner.strip()}." if section.owner.strip() else ""
    wanted = (
        f"Si vuole: {section.wanted_outcome.strip().rstrip('.')}." if section.wanted_outcome.strip() else ""
    )
    put_off = words.PUT_OFF_ITEM if section.state is AgendaState.POSTPONED else ""
    times = words.between(section.started_at, section.ended_at)
    return " ".join(part for part in (times, owner, wanted, put_off) if part)


def _entry(entry: EntryLine, house: str, before: DecisionLine | None) -> Iterator[Piece]:
    source = f"entry {entry.id}"
    if entry.kind is EntryKind.DECISION:
        yield Piece(source, _R.DECISION, words.decided(entry))
    elif entry.commitment is not None:
        yield Piece(source, _R.COMMITMENT, words.promised(entry, entry.commitment, house))
    else:
        yield Piece(source, _R.ENTRY, words.said(entry))
    if entry.decision is not None:
        yield from _decision(entry.decision, before)


def _decision(decision: DecisionLine, before: DecisionLine | None) -> Iterator[Piece]:
    yield Piece(f"decision {decision.id}", _R.TEXT, words.agreement(decision, before))
    for reservation in decision.reservations:
        yield Piece(f"reservation {reservation.id}", _R.RESERVATION, words.reserved(reservation))


def _end(document: MinutesDocument) -> Iterator[Piece]:
    left = [section.title for section in document.sections if section.state is AgendaState.POSTPONED]
    if left:
        yield Piece("postponed", _R.TEXT, words.put_off(left))
    if document.closed_at is not None:
        yield Piece("closing", _R.TEXT, words.closing(document.closed_at))
