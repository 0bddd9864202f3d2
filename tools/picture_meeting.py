"""The meeting of the day for the pictures: the sample has none that is being held, so it is begun and written down here.

Used by `screenshots.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import (
    CaptureEntry,
    DecisionFields,
    NewReservation,
    capture_entry,
)
from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.application.running import RunMeeting, StartItem, run_meeting, start_item
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind
from tools.picture_studio import DAY, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.sample.data import StoryClock

Ids = dict[tuple[str, str], "EntityId"]

MEETING = ("meeting", "aiuole-sopralluogo")
TURN = "17:41"
"""When the meeting goes on to the first half of its second point."""


def begin_meeting(services: Services, ids: Ids, clock: StoryClock) -> None:
    """The site visit of the day, a quarter of an hour in: seven people, six lines, the second point running."""
    meeting = ids[MEETING]
    agenda = services.queries.meeting(meeting).agenda

    def do(use_case: Callable[..., object], command: object, at: str) -> None:
        clock.move_to(moment(at))
        services.run(use_case, command)

    committee = ids["group", "comitato"]
    do(run_meeting, RunMeeting(meeting_id=meeting), "17:32")
    do(record_arrival, RecordArrival(meeting_id=meeting, group_id=committee, head_count=6), "17:32")
    do(record_arrival, RecordArrival(meeting_id=meeting, label="Edicola di piazza Esempio"), "17:33")
    do(start_item, StartItem(item_id=agenda[0].id), "17:33")
    for at, point, line in lines(meeting, committee):
        if at == TURN:
            do(start_item, StartItem(item_id=agenda[point].id), at)
        do(capture_entry, replace(line, agenda_item_id=agenda[point].id), at)
    clock.move_to(moment("17:47"))


def lines(meeting: EntityId, committee: EntityId) -> list[tuple[str, int, CaptureEntry]]:
    """What is said: when, at which point of the agenda, in which words."""
    said = partial(CaptureEntry, meeting_id=meeting)
    edge = "Cominciare da due aiuole e mettere un cordolo di legno"
    lorry = "Il camion del mercato ci passa sopra il sabato mattina"
    plants = "Il Comitato porta le prime venti piante aromatiche"
    decision = DecisionFields(
        in_favour=5,
        with_reservation=1,
        fine=1,
        present=7,
        reservations=(
            NewReservation(raised_by="Edicola", text="D’estate l’acqua va decisa prima di giugno"),
        ),
    )
    promise = CommitmentFields(
        what=plants, party_kind=PartyKind.GROUP, group_id=committee, due_on=DAY + timedelta(days=24)
    )
    return [
        ("17:35", 0, said(text="Le aiuole sono quattro; quella verso il mercato è la più rovinata")),
        ("17:38", 0, said(entry_kind=EntryKind.CONCERN, text=lorry, group_id=committee)),
        (TURN, 2, said(entry_kind=EntryKind.IDEA, text=edge, group_id=committee)),
        ("17:42", 2, said(entry_kind=EntryKind.QUESTION, text="Chi paga il cordolo se si rompe?")),
        (
            "17:44",
            2,
            said(
                entry_kind=EntryKind.DECISION,
                text="Si comincia dalle due aiuole verso la scuola",
                decision=decision,
            ),
        ),
        ("17:46", 2, said(entry_kind=EntryKind.COMMITMENT, text=plants, commitment=promise)),
    ]
