"""The connecting words of minutes: sentences made of what was noted. They are content, so always in the language of the room.

What people said stands in these sentences as it was typed; nothing is shortened, and nobody's words are changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cocity_desktop.application.days import clock_of, day_of
from cocity_desktop.domain.agreement import Degree, is_vote
from cocity_desktop.domain.agreement import degrees as in_order
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, MeetingKind
from cocity_desktop.domain.wording.dates import by_day, from_day, italian_day
from cocity_desktop.domain.wording.money import italian_money
from cocity_desktop.domain.wording.sentence import entry_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import CommitmentLine, DecisionLine, ReservationLine
    from cocity_desktop.application.minutes_views import EntryLine, MinutesDocument

_WEEKDAYS: Final = ("Lunedì", "Martedì", "Mercoledì", "Giovedì", "Venerdì", "Sabato", "Domenica")

_KINDS: Final = {
    MeetingKind.CONTACT: "l’incontro di contatto",
    MeetingKind.ASSEMBLY: "l’assemblea",
    MeetingKind.TECHNICAL: "la riunione tecnica",
    MeetingKind.SITE_VISIT: "il sopralluogo",
    MeetingKind.CO_DESIGN_TABLE: "il tavolo di co-progettazione",
    MeetingKind.PUBLIC_MEETING: "l’incontro pubblico",
    MeetingKind.REPORTING_BACK: "l’incontro di restituzione",
}

_LEADS: Final = {
    EntryKind.IDEA: "Proposta",
    EntryKind.QUESTION: "Domanda",
    EntryKind.CONCERN: "Timore",
    EntryKind.DECISION: "Decisione",
    EntryKind.COMMITMENT: "Impegno",
}

_METHODS: Final = {
    DecisionMethod.CONSENSUS: "per consenso",
    DecisionMethod.SHOW_OF_HANDS: "per alzata di mano",
    DecisionMethod.COUNT: "contando i voti",
}

_DEGREES: Final = {
    Degree.IN_FAVOUR: "pienamente d’accordo",
    Degree.FINE: "d’accordo",
    Degree.WITH_RESERVATION: "con riserva",
    Degree.STAND_ASIDE: "in disparte",
    Degree.AGAINST: "contro",
}

_VOTES: Final = {
    Degree.IN_FAVOUR: ("a favore", "a favore"),
    Degree.STAND_ASIDE: ("astenuto", "astenuti"),
    Degree.AGAINST: ("contrario", "contrari"),
}
"""Of one person, and of more."""

_PARTIES: Final = {
    PartyKind.COMUNE: "Comune",
    PartyKind.CIRCOSCRIZIONE: "Circoscrizione",
    PartyKind.SCHOOL: "Scuola",
}

ON_PAPER = "Gli appunti sono stati presi su carta durante l’incontro e trascritti dopo."
LOOSE = "Altri interventi"
PUT_OFF_ITEM = "Il punto è rinviato."


def listed(parts: Sequence[str]) -> str:
    """«a, b e c»; parts with a comma of their own are parted by semicolons."""
    if len(parts) < 2:
        return "".join(parts)
    if any("," in part for part in parts):
        return "; ".join(parts)
    return f"{', '.join(parts[:-1])} e {parts[-1]}"


def people(count: int) -> str:
    """«una persona», «23 persone»."""
    return "una persona" if count == 1 else f"{count} persone"


def long_day(moment: datetime) -> str:
    """Giovedì 11 febbraio 2027."""
    day = day_of(moment)
    return f"{_WEEKDAYS[day.weekday()]} {italian_day(day)}"


def opening(document: MinutesDocument) -> str:
    """When, where, what kind of meeting of which path, and who called it."""
    began = document.opened_at or document.starts_at
    where = f" ({_flat(document.venue)})" if document.venue.strip() else ""
    text = (
        f"{long_day(began)}, alle {clock_of(began)}{where}, si apre {_KINDS[document.meeting_kind]} "
        f"«{_flat(document.title)}» del percorso «{_flat(document.process_title)}»."
    )
    caller = _flat(document.called_by)
    return f"{text} Convocato da: {_ended(caller)}" if caller else text


def closing(moment: datetime) -> str:
    """When it ended."""
    return f"L’incontro si chiude alle {clock_of(moment)}."


def put_off(titles: Sequence[str]) -> str:
    """The points that were not dealt with."""
    verb = "Si rinvia" if len(titles) == 1 else "Si rinviano"
    return f"{verb} a un prossimo incontro: {listed([f'«{_flat(title)}»' for title in titles])}."


def between(started: datetime | None, ended: datetime | None) -> str:
    """«Dalle 18:42 alle 18:57.», or the half of it that is known."""
    if started is None:
        return ""
    return f"Dalle {clock_of(started)} alle {clock_of(ended)}." if ended else f"Dalle {clock_of(started)}."


def said(entry: EntryLine) -> str:
    """A line of notes: its kind in a word, who said it when known, and the words as typed."""
    text, who = _flat(entry.text), _flat(entry.who)
    lead = _LEADS.get(entry.kind, "")
    if not lead:
        return f"{who}: {_ended(text)}" if who else entry_sentence(text)
    return f"{lead} di {who}: {_ended(text)}" if who else f"{lead}: {_ended(text)}"


def decided(entry: EntryLine) -> str:
    """The decision itself; how the room stood is a paragraph of its own."""
    who = _flat(entry.who)
    return f"Decisione{f' (proposta da {who})' if who else ''}: {_ended(_flat(entry.text))}"


def agreement(decision: DecisionLine, before: DecisionLine | None = None) -> str:
    """How it was taken, the gradients in words and numbers, and who was in the room then.

    Who was there is not told all over again when they are the same as at the decision `before`.
    """
    counts = degrees(decision)
    text = f"Si decide {_METHODS[decision.method]}"
    text += f": {listed(counts)}." if counts else "."
    if decision.presence and before is not None and before.presence == decision.presence:
        return f"{text} Presenti le stesse {people(decision.present)} della decisione precedente."
    if decision.presence:
        here = listed(
            [
                f"{_flat(one.label)} ({one.heads})" if one.heads > 1 else _flat(one.label)
                for one in decision.presence
            ]
        )
        return f"{text} Presenti in quel momento {people(decision.present)}: {here}."
    return f"{text} Presenti in quel momento: {people(decision.present)}." if decision.present else text


def degrees(decision: DecisionLine) -> list[str]:
    """The degrees that somebody chose, and that nobody was against when people were counted."""
    vote = is_vote(decision.method)
    counted = [f"{count} {_stands(degree, count, vote)}" for degree, count in in_order(decision) if count]
    if not counted or decision.against:
        return counted
    return [*counted, "nessun contrario" if vote else "nessuno contro"]


def _stands(degree: Degree, count: int, vote: bool) -> str:
    if vote and degree in _VOTES:
        return _VOTES[degree][count > 1]
    return _DEGREES[degree]


def reserved(reservation: ReservationLine) -> str:
    """Who has a reservation and its words, as they were said."""
    return _reserved(reservation.raised_by, reservation.text)


def with_reservation(text: str, who: str, words: str) -> str:
    """A line that is a decision no more, with the words of a reservation to it behind its own."""
    return f"{_ended(text.strip())} {_reserved(who, words)}" if text.strip() else _reserved(who, words)


def _reserved(who: str, words: str) -> str:
    by = f" di {_flat(who)}" if who.strip() else ""
    return f"Riserva{by}: {_quoted(words)}"


def promised(entry: EntryLine, commitment: CommitmentLine, house: str) -> str:
    """Who does what, by when and with what; the words said in the room too, when they are others."""
    party = _flat(commitment.party) or (house if commitment.party_kind is PartyKind.HOUSE else "")
    party = party or _PARTIES.get(commitment.party_kind, "")
    words, what = _flat(entry.text), _flat(commitment.what)
    same = what.rstrip(".").lower() in words.lower()
    details = "; ".join([*_times(commitment, words), *_resources(commitment, words)])
    text = f"Impegno{f' – {party}' if party else ''}: {(words if same else what).rstrip('.;,')}"
    text += f" ({details})." if details else "."
    return text if same else f"{text} Parole dette: {_quoted(words)}"


def _times(commitment: CommitmentLine, said_already: str) -> list[str]:
    agreed = commitment.first_due_on or commitment.due_on
    parts = [] if commitment.recurrence.lower() in said_already.lower() else [_flat(commitment.recurrence)]
    if commitment.starts_on:
        parts.append(from_day(commitment.starts_on))
    if agreed:
        parts.append(by_day(agreed))
    return parts


def _resources(commitment: CommitmentLine, said_already: str) -> list[str]:
    materials = _flat(commitment.materials)
    parts = [materials] if materials and materials.lower() not in said_already.lower() else []
    if commitment.money_cents:
        parts.append(italian_money(commitment.money_cents))
    if commitment.hours:
        parts.append("1 ora di lavoro" if commitment.hours == 1 else f"{commitment.hours} ore di lavoro")
    return parts


def _quoted(text: str) -> str:
    words = _flat(text)
    return f"«{words}»" if words.endswith((".", "!", "?", "…")) else f"«{words}»."


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ".»", "!»", "?»", "…»")) else f"{text}."


def _flat(text: str) -> str:
    """On one line: a paragraph of the minutes has no line ends of its own."""
    return " ".join(text.split())
