"""A meeting as it is announced, made up for the tests of its papers: real place names, invented people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cocity_desktop.application.views.sheets import ExpectedParty, InvitationNotes, MeetingSheet, SheetItem
from cocity_desktop.domain.lifecycle import MeetingState
from tests.documents.samples import HOUSE, MADE_AT, MINUTES

SHEET = MeetingSheet(
    meeting_id="0190a1b2-c3d4-7e5f-8a6b-9f3a01bc77de",
    code="01BC-77DE",
    title=MINUTES.title,
    meeting_kind=MINUTES.meeting_kind,
    state=MeetingState.PLANNED,
    step_reason="",
    process_title=MINUTES.process_title,
    house=HOUSE,
    house_phone="011 000000",
    starts_at=MINUTES.starts_at,
    planned_minutes=90,
    venue="salone di via Fleming 20",
    place_address="Giardino, via Fleming, Torino",
    called_by="Casa del Quartiere di esempio, con nota del 28 gennaio",
    room_language="ar",
    items=(
        SheetItem("1", False, "Saluti e giro di nomi", 5, "", "", "", ""),
        SheetItem(
            "2", False, "Uso del cortile nel fine settimana", 20, "Carla Modello", "decidere se e quando aprire",
            "Al primo tavolo si era parlato di aprire anche la domenica.", "استخدام الفناء",
        ),
        SheetItem("2.1", True, "Chi apre il portone", 15, "Ada Esempio", "due nomi", "", ""),
        SheetItem("2.2", True, "Se piove", 5, "", "", "", ""),
        SheetItem("3", False, "Varie, prossimo incontro", 10, "", "", "", ""),
    ),
    expected=(
        ExpectedParty("Genitori Fleming", ("Ada Esempio", "Bruno Prova")),
        ExpectedParty("Neu[nòi] – spazio al lavoro APS", ()),
    ),
    changes=3,
    changed_at=MADE_AT - timedelta(days=9),
    language="it",
)  # fmt: skip

CALLED_OFF = replace(SHEET, state=MeetingState.CANCELLED, step_reason="sala allagata", changes=4)

BARE_SHEET = MeetingSheet(
    meeting_id=SHEET.meeting_id, code="", title="", meeting_kind=SHEET.meeting_kind, state=MeetingState.PLANNED,
    step_reason="", process_title="", house=HOUSE, house_phone="", starts_at=SHEET.starts_at, planned_minutes=90,
    venue="", place_address="", called_by="", room_language="", items=(), expected=(), changes=0,
    changed_at=SHEET.changed_at, language="it",
)  # fmt: skip

NOTES = InvitationNotes(
    address="Casa di esempio, via Agliè 9, Torino",
    answer="Scrivi a casa@example.org o chiama lo 011 000000.",
    access="Ingresso senza scalini dal cortile; bus 50 e 51, fermata Fleming.",
)
