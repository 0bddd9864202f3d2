"""The sentences of generated minutes, word for word: what a reader sees and what must be in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from cocity_desktop.application.document_views import (
    CommitmentLine,
    DecisionLine,
    HouseLine,
    PresentLine,
    ReservationLine,
)
from cocity_desktop.application.minutes_prose import pieces, reservations
from cocity_desktop.application.minutes_views import AgendaSection, EntryLine, MinutesDocument, PresenceLine
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, MinutesState
from cocity_desktop.domain.meetings import AgendaState, DecisionMethod, EntryKind, EntryOutcome, MeetingKind

SIX = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)
"""Six in the evening in Rome."""

PROMISE = CommitmentLine(
    "c",
    PartyKind.GROUP,
    "Arcobaleno",
    "Aprire il cortile",
    None,
    "",
    None,
    None,
    None,
    "",
    CommitmentStatus.OPEN,
    "",
)
DECISION = DecisionLine("d", "Si prova", "Tavolo", SIX, DecisionMethod.CONSENSUS, 0, 0, 0, 0, 0, 0, ())


def line(kind: EntryKind, text: str, who: str = "", **more: object) -> EntryLine:
    plain = EntryLine("e", kind, SIX, text, who, EntryOutcome.OPEN, None, None)
    return replace(plain, **more)  # type: ignore[arg-type]


def section(*entries: EntryLine, **more: object) -> AgendaSection:
    plain = AgendaSection("Orto", 10, "", "", "", entries, id="o", number="1")
    return replace(plain, **more)  # type: ignore[arg-type]


def document(*sections: AgendaSection, **more: object) -> MinutesDocument:
    plain = MinutesDocument(
        meeting_id="m", title="Tavolo", meeting_kind=MeetingKind.CO_DESIGN_TABLE, process_title="Giardino",
        house=HouseLine("h", "Casa di prova", "", "Torino", ""), starts_at=SIX, planned_minutes=90, opened_at=SIX,
        closed_at=SIX + timedelta(hours=2), venue="", called_by="", presences=(), expected=(), sections=sections,
        state=MinutesState.DRAFT, approved_by="", language="it",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def told(found: MinutesDocument) -> dict[str, str]:
    return {piece.source: piece.text for piece in pieces(found)}


def test_the_opening_says_when_where_what_and_who_called_it() -> None:
    found = told(document(venue="salone", called_by="la Casa, con nota del 28 gennaio", on_paper=True))
    assert found["opening"] == (
        "Giovedì 11 febbraio 2027, alle 18:00 (salone), si apre il tavolo di co-progettazione «Tavolo» del percorso "
        "«Giardino». Convocato da: la Casa, con nota del 28 gennaio."
    )
    assert "carta" in found["on_paper"]
    assert found["closing"] == "L’incontro si chiude alle 20:00."


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_meeting_has_its_words(kind: MeetingKind) -> None:
    assert "si apre " in told(document(meeting_kind=kind))["opening"]


def test_who_was_there_by_group_with_late_comers_and_early_leavers() -> None:
    end = SIX + timedelta(hours=2)
    presences = (
        PresenceLine("Genitori", "", 9, SIX, end),
        PresenceLine("Ada Prova", "Arcobaleno", 1, SIX + timedelta(minutes=4), end),
        PresenceLine("Bruno Prova", "Arcobaleno", 1, SIX, SIX + timedelta(minutes=30)),
        PresenceLine("Bruno Prova", "Arcobaleno", 1, SIX + timedelta(minutes=50), end),
        PresenceLine("Arcobaleno", "", 3, SIX, end),
        PresenceLine("Una vicina", "", 1, SIX + timedelta(minutes=20), end),
    )
    found = told(document(presences=presences, expected=("Scuola",)))
    assert found["presence"] == (
        "Sono presenti 15 persone: Genitori (9); Ada Prova, Bruno Prova e altre 3 persone (Arcobaleno); Una vicina."
    )
    assert found["absence"] == "Gruppi del percorso per i quali non è presente nessuno: Scuola."
    assert found["arrivals"] == "Arrivano dopo l’inizio: Bruno Prova (alle 18:50) e Una vicina (alle 18:20)."
    assert found["departures"] == "Esce prima della fine: Bruno Prova (alle 18:30)."


def test_a_point_with_its_times_and_one_that_is_put_off() -> None:
    ended = SIX + timedelta(minutes=15)
    run = section(
        owner="Carla",
        wanted_outcome="decidere.",
        background="Al primo\ntavolo",
        started_at=SIX,
        ended_at=ended,
    )
    left = section(id="v", number="1.1", title="Varie", state=AgendaState.POSTPONED)
    found = told(document(run, left))
    assert (found["heading o"], found["heading v"]) == ("1. Orto", "1.1. Varie")
    assert found["item o"] == "Dalle 18:00 alle 18:15. Introduce Carla. Si vuole: decidere."
    assert found["background o"] == "Al primo tavolo"
    assert found["postponed"] == "Si rinvia a un prossimo incontro: «Varie»."


@pytest.mark.parametrize(("entry", "text"), [
    (line(EntryKind.NOTE, "serve acqua"), "Serve acqua."),
    (line(EntryKind.NOTE, "serve acqua!", "Orto"), "Orto: serve acqua!"),
    (line(EntryKind.IDEA, "aprire sabato", "Genitori"), "Proposta di Genitori: aprire sabato."),
    (line(EntryKind.QUESTION, "Chi paga?"), "Domanda: Chi paga?"),
    (line(EntryKind.CONCERN, "il portone", "Ada"), "Timore di Ada: il portone."),
    (line(EntryKind.DECISION, "Si prova"), "Decisione: Si prova."),
    (line(EntryKind.COMMITMENT, "due  rastrelliere"), "Impegno: due rastrelliere."),
])  # fmt: skip
def test_a_line_is_told_with_its_kind_who_and_its_words(entry: EntryLine, text: str) -> None:
    assert told(document(section(entry)))["entry e"] == text


@pytest.mark.parametrize(("changes", "text"), [
    ({}, "Impegno – Arcobaleno: Noi vogliamo aprire il cortile."),
    ({"due_on": date(2027, 5, 1), "recurrence": "ogni sabato", "starts_on": date(2027, 3, 6)},
     "Impegno – Arcobaleno: Noi vogliamo aprire il cortile (ogni sabato; dal 6 marzo 2027; entro il 1° maggio 2027)."),
    ({"due_on": date(2027, 3, 11), "starts_on": date(2027, 3, 8)},
     "Impegno – Arcobaleno: Noi vogliamo aprire il cortile (dall’8 marzo 2027; entro l’11 marzo 2027)."),
    ({"due_on": date(2027, 6, 1), "first_due_on": date(2027, 5, 2)},
     "Impegno – Arcobaleno: Noi vogliamo aprire il cortile (entro il 2 maggio 2027)."),
    ({"money_cents": 124_050, "hours": 1, "materials": "chiavi"},
     "Impegno – Arcobaleno: Noi vogliamo aprire il cortile (chiavi; 1.240,50 euro; 1 ora di lavoro)."),
    ({"what": "Tenere le chiavi."},
     "Impegno – Arcobaleno: Tenere le chiavi. Parole dette: «Noi vogliamo aprire il cortile»."),
    ({"party": "", "party_kind": PartyKind.HOUSE}, "Impegno – Casa di prova: Noi vogliamo aprire il cortile."),
])  # fmt: skip
def test_a_promise_says_who_what_and_by_when_as_agreed_that_evening(
    changes: dict[str, object], text: str
) -> None:
    commitment = replace(PROMISE, **changes)  # type: ignore[arg-type]
    entry = line(EntryKind.COMMITMENT, "Noi vogliamo aprire il cortile", commitment=commitment)
    assert told(document(section(entry)))["entry e"] == text


def test_a_decision_says_how_firmly_who_was_there_and_every_reservation() -> None:
    decision = replace(
        DECISION, method=DecisionMethod.SHOW_OF_HANDS, in_favour=12, fine=6, with_reservation=2, stand_aside=1, present=21,
        presence=(PresentLine("Genitori", 20), PresentLine("Ada", 1)),
        reservations=(ReservationLine("Genitori", "In due.", "r1"), ReservationLine("", "E la\nnotte", "r2")),
    )  # fmt: skip
    found = document(section(line(EntryKind.DECISION, "Si prova", decision=decision)))
    assert told(found)["decision d"] == (
        "Si decide per alzata di mano: 12 a favore, 6 d’accordo, 2 con riserva, 1 astenuto e nessun contrario. "
        "Presenti in quel momento 21 persone: Genitori (20) e Ada."
    )
    assert told(found)["reservation r1"] == "Riserva di Genitori: «In due.»"
    assert told(found)["reservation r2"] == "Riserva: «E la notte»."
    assert [one.text for one in reservations(found)] == ["In due.", "E la\nnotte"]


@pytest.mark.parametrize("method", DecisionMethod)
def test_a_decision_that_nobody_counted_says_only_how(method: DecisionMethod) -> None:
    entry = line(EntryKind.DECISION, "Si prova", decision=replace(DECISION, method=method))
    text = told(document(section(entry)))["decision d"]
    assert text.startswith("Si decide ")
    assert ":" not in text


def test_the_same_room_is_not_listed_twice() -> None:
    here = (PresentLine("Genitori", 20), PresentLine("Ada", 1))
    first = replace(DECISION, present=21, presence=here)
    second = replace(first, id="d2")
    third = replace(first, id="d3", presence=here[:1], present=20)
    entries = [line(EntryKind.DECISION, "Sì", id=one.id, decision=one) for one in (first, second, third)]
    found = told(document(section(entries[0]), section(*entries[1:], id="v")))
    assert found["decision d2"].endswith("Presenti le stesse 21 persone della decisione precedente.")
    assert found["decision d3"].endswith("Presenti in quel momento 20 persone: Genitori (20).")


def test_what_was_said_under_no_point_has_its_own_heading_unless_there_is_no_agenda() -> None:
    loose = section(line(EntryKind.NOTE, "Buona serata"), id="", number="", title="")
    assert told(document(section(), loose))["heading loose"] == "Altri interventi"
    assert "heading loose" not in told(document(loose))


def test_every_piece_has_a_source_of_its_own() -> None:
    entries = (
        line(EntryKind.NOTE, "uno", id="a"),
        line(EntryKind.DECISION, "due", id="b", decision=DECISION),
    )
    sources = [piece.source for piece in pieces(document(section(*entries)))]
    assert len(sources) == len(set(sources))
