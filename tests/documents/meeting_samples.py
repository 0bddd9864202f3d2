"""Minutes as people leave them: prose from the notes, edited here and there, full to the brim, or nearly empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from cocity_desktop.application.minutes_prose import pieces
from cocity_desktop.application.minutes_views import (
    AdditionLine,
    AgendaSection,
    MinutesDocument,
    NextMeeting,
    ParagraphLine,
)
from cocity_desktop.application.views.fates import ClausePlace, FateSheet, PactChoice, fate_row
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import EntryKind, EntryOutcome, ParagraphRole
from tests.documents.samples import COMMITMENTS, DECISIONS, EVENING, HOUSE, MINUTES, entry

ARABIC = "مجموعة الجيران في شارع فليمنغ"
LONG = "Associazione per la cura condivisa dei cortili, dei giardini e delle fontanelle di Regio Parco e Barriera"


def with_prose(doc: MinutesDocument) -> MinutesDocument:
    """The minutes as they are generated, nothing edited yet."""
    lines = tuple(
        ParagraphLine(
            id=f"p{n}", role=piece.role, text=piece.text, source=piece.source, generated=piece.text,
            edited=False, proposed=None,
        )
        for n, piece in enumerate(pieces(doc))
    )  # fmt: skip
    return replace(doc, minutes_id="v1", paragraphs=lines)


def edited(doc: MinutesDocument, source: str, text: str) -> MinutesDocument:
    """The paragraph made from `source` in other words; "" strikes it out."""
    assert any(line.source == source for line in doc.paragraphs), source
    return replace(
        doc,
        paragraphs=tuple(
            replace(line, text=text, edited=True) if line.source == source else line
            for line in doc.paragraphs
        ),
    )


def added(doc: MinutesDocument, text: str, role: ParagraphRole = ParagraphRole.TEXT) -> MinutesDocument:
    """A paragraph that somebody wrote, at the end."""
    line = ParagraphLine(f"p{len(doc.paragraphs)}", role, text, "", "", edited=True, proposed=None)
    return replace(doc, paragraphs=(*doc.paragraphs, line))


_SECTIONS = tuple(
    replace(section, id=f"i{n}", number=str(n), entries=tuple(replace(e, id=f"e{n}.{m}") for m, e in enumerate(section.entries)))
    for n, section in enumerate(MINUTES.sections, start=1)
)  # fmt: skip
FULL = replace(
    MINUTES,
    sections=_SECTIONS,
    presences=tuple(replace(line, is_person=line.head_count == 1) for line in MINUTES.presences),
    next_meeting=NextMeeting("Terzo tavolo", EVENING + timedelta(days=28), "salone di via Fleming 20"),
)
PROSE = with_prose(FULL)
APPROVED = replace(
    PROSE, state=MinutesState.APPROVED, approved_by="Ada Esempio", approved_on=date(2027, 2, 18)
)
LOCKED = replace(
    APPROVED,
    state=MinutesState.LOCKED,
    locked_at=EVENING + timedelta(days=9),
    locked_by="Carla Modello",
    locked_sha256="3f2a9c1b77d041ee" + "0" * 48,
    additions=(
        AdditionLine("x1", "Le rastrelliere sono tre, non due.", EVENING + timedelta(days=12), "Carla Modello"),
        AdditionLine("x2", f"Il gruppo si chiama {ARABIC}.", EVENING + timedelta(days=15), ""),
    ),
)  # fmt: skip
DECIDED = next(e for section in FULL.sections for e in section.entries if e.decision)
"""The line of the decision that has a reservation."""


def crowded(decisions: int, commitments: int, questions: int) -> MinutesDocument:
    """A meeting with so many of each, each with words of its own."""
    said = [
        entry(
            n, EntryKind.DECISION, f"Decisione {n}: {LONG} apre il cortile.", id=f"d{n}",
            decision=replace(
                DECISIONS[0],
                id=f"dd{n}",
                reservations=tuple(replace(r, text=f"{r.text} ({n})") for r in DECISIONS[0].reservations),
            ),
        )
        for n in range(decisions)
    ]  # fmt: skip
    said += [
        entry(n, EntryKind.COMMITMENT, f"Impegno {n}", id=f"c{n}", outcome=EntryOutcome.COMMITTED,
              commitment=replace(COMMITMENTS[n % 4], id=f"cc{n}", what=f"Impegno {n}: {COMMITMENTS[n % 4].what}"))
        for n in range(commitments)
    ]  # fmt: skip
    said += [entry(n, EntryKind.QUESTION, f"Domanda {n}: e chi paga?", id=f"q{n}") for n in range(questions)]
    section = AgendaSection("Tutto insieme", 90, "", "", "", tuple(said), id="i1", number="1")
    return with_prose(replace(FULL, sections=(section,), paragraphs=()))


BARE = replace(
    FULL, title="", process_title="", venue="", called_by="", presences=(), expected=(), sections=(),
    opened_at=None, closed_at=None, next_meeting=None, house=replace(HOUSE, address="", city="", email=""),
)  # fmt: skip

_PLACE = ClausePlace("pa1", "Patto di via Fleming", "a4", 4, "Orari e aperture")
FATES = FateSheet(
    meeting_id=FULL.meeting_id,
    title=FULL.title,
    process_title=FULL.process_title,
    house=HOUSE,
    starts_at=FULL.starts_at,
    venue=FULL.venue,
    rows=tuple(
        fate_row(e, (_PLACE,) if e.outcome is EntryOutcome.IN_PACT or e.decision else ())
        for section in FULL.sections
        for e in (
            replace(one, outcome=EntryOutcome.DECLINED, outcome_reason="non c’è l’assicurazione per la notte")
            if one.kind is EntryKind.CONCERN
            else one
            for one in section.entries
        )
    ),
    pacts=(PactChoice("pa1", "Patto di via Fleming"),),
    language="it",
    at=EVENING + timedelta(days=3),
)
