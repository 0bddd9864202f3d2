"""Where the sentences of a pact come from: the meetings of its process, read once and numbered once.

Marks count from 1 in the order in which sources first appear in the text, as footnotes do.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import DecisionLine, ReservationLine, SourceLine
from cocity_desktop.application.parties import party_name
from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.meetings import Decision, Entry, Meeting, Reservation
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.house import House
    from cocity_desktop.domain.pacts import SourceLink


class MeetingRecord:
    """All that was said in the meetings of one process."""

    def __init__(self, reader: EntityReader, process_id: EntityId) -> None:
        self.meetings = {m.id: m for m in reader.find(Meeting, process_id=process_id)}
        self.entries = {e.id: e for e in reader.find(Entry, meeting_id=list(self.meetings))}
        self.decisions = {d.id: d for d in reader.find(Decision, entry_id=list(self.entries))}
        self.commitments = {c.id: c for c in reader.find(Commitment, process_id=process_id)}
        ids = {e.group_id for e in self.entries.values() if e.group_id}
        self.group_names = {g.id: g.name for g in reader.find(Group, id=sorted(ids))}

    def who(self, entry: Entry) -> str:
        """Which group said it, "" when nobody noted it."""
        return self.group_names.get(entry.group_id or "", "")


class SourceBook:
    """The sources of every sentence of a pact, with their marks."""

    def __init__(
        self, reader: EntityReader, process_id: EntityId, house: House, links: Sequence[SourceLink]
    ) -> None:
        self._reader = reader
        self._house = house
        self._record = MeetingRecord(reader, process_id)
        self._links: dict[EntityId, list[SourceLink]] = defaultdict(list)
        self._marks: dict[tuple[str, EntityId], int] = {}
        for link in sorted(links, key=lambda link: link.id):
            self._links[link.sentence_id].append(link)

    def sources_of(self, sentence_id: EntityId) -> tuple[SourceLine, ...]:
        """The sources of one sentence. Call it in the order of the text: the marks are given then."""
        return tuple(self._line(link) for link in self._links[sentence_id])

    def _line(self, link: SourceLink) -> SourceLine:
        if link.commitment_id:
            return self._commitment(link.commitment_id)
        if link.decision_id:
            return self._entry(
                "decision", link.decision_id, self._record.decisions[link.decision_id].entry_id
            )
        return self._entry("entry", link.entry_id or "", link.entry_id or "")

    def _commitment(self, commitment_id: EntityId) -> SourceLine:
        commitment = self._record.commitments[commitment_id]
        meeting, entry = self._origin(commitment.entry_id)
        return SourceLine(
            self._mark("commitment", commitment_id),
            "commitment",
            commitment_id,
            commitment.what,
            meeting.title if meeting else "",
            entry.said_at if entry else None,
            party_name(self._reader, commitment, self._house),
        )

    def _entry(self, kind: str, source_id: EntityId, entry_id: EntityId) -> SourceLine:
        entry = self._record.entries[entry_id]
        meeting = self._record.meetings[entry.meeting_id]
        mark = self._mark(kind, source_id)
        return SourceLine(
            mark, kind, source_id, entry.text, meeting.title, entry.said_at, self._record.who(entry)
        )

    def _origin(self, entry_id: EntityId | None) -> tuple[Meeting | None, Entry | None]:
        entry = self._record.entries.get(entry_id or "")
        return (self._record.meetings[entry.meeting_id] if entry else None, entry)

    def _mark(self, kind: str, source_id: EntityId) -> int:
        return self._marks.setdefault((kind, source_id), len(self._marks) + 1)


def decision_lines(reader: EntityReader, process_id: EntityId) -> tuple[DecisionLine, ...]:
    """The decisions of a process with their reservations, in the order they were taken."""
    record = MeetingRecord(reader, process_id)
    reservations: dict[EntityId, list[Reservation]] = defaultdict(list)
    for reservation in reader.find(Reservation, decision_id=list(record.decisions)):
        reservations[reservation.decision_id].append(reservation)
    lines = [
        _decision_line(reader, record, decision, reservations[decision.id])
        for decision in record.decisions.values()
    ]
    return tuple(sorted(lines, key=lambda line: (line.taken_at, line.id)))


def _decision_line(
    reader: EntityReader, record: MeetingRecord, decision: Decision, reservations: list[Reservation]
) -> DecisionLine:
    entry = record.entries[decision.entry_id]
    return DecisionLine(
        id=decision.id,
        text=entry.text,
        meeting_title=record.meetings[entry.meeting_id].title,
        taken_at=entry.said_at,
        method=decision.method,
        in_favour=decision.in_favour,
        fine=decision.fine,
        with_reservation=decision.with_reservation,
        stand_aside=decision.stand_aside,
        against=decision.against,
        present=decision.present,
        reservations=tuple(ReservationLine(_raised_by(reader, r), r.text) for r in reservations),
    )


def _raised_by(reader: EntityReader, reservation: Reservation) -> str:
    if reservation.raised_by or not reservation.group_id:
        return reservation.raised_by
    return reader.get(Group, reservation.group_id).name
