"""How long every question takes in an archive as large as a busy house's: 60 meetings, 5,000 lines, 14 pacts.

    python -m bench.read_models [--plans]

Each figure is the median of 15 runs in milliseconds, all rows read and made into views. With `--plans`, the tables
that a question goes through from end to end are named too.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, event

from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.domain.commitments import Commitment, CommitmentStep, PartyKind
from cocity_desktop.domain.house import House
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState, ProcessState
from cocity_desktop.domain.meetings import AgendaItem, Attendance, Decision, Entry, EntryKind, Meeting
from cocity_desktop.domain.pacts import Article, Pact, Sentence, SourceLink
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryStep, Participation, Process
from cocity_desktop.domain.registry import Group, Membership, Person
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.system.host import LocalHost
from cocity_desktop.system.regulation_library import RegulationLibrary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.domain.entity import Entity, EntityId

NOW = datetime(2027, 2, 11, 15, 0, tzinfo=UTC)
RUNS = 15
REGULATIONS = Path(__file__).parents[1] / "resources" / "regulations"
PATH = (ProcessState.CONTACT, ProcessState.INQUIRY, ProcessState.PROPOSAL_DRAFT, ProcessState.PROPOSAL_FILED)


class FixedClock:
    """It is always the same Thursday."""

    def now(self) -> datetime:
        return NOW


class Filler:
    """Writes a house of some years in a few large transactions, the same at each run."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.chance = random.Random(391)

    def fill(self) -> tuple[list[EntityId], list[EntityId]]:
        """Returns the ids of the meetings and of the pacts."""
        uow = self.archive.unit_of_work("")
        with uow:
            self.uow = uow
            self.new(House, name="Casa di prova")
            people = [
                self.new(Person, given_name=f"Nome {n}", family_name=f"Cognome {n}") for n in range(900)
            ]
            groups = [self.new(Group, name=f"Gruppo {n}") for n in range(204)]
            for person in people:
                self.new(Membership, person_id=person.id, group_id=self.chance.choice(groups).id)
            places = [self.new(Place, name=f"Luogo {n}") for n in range(58)]
            processes = [self.process(n, places[n], groups) for n in range(29)]
            meetings = [self.meeting(n, self.chance.choice(processes), people, groups) for n in range(60)]
            uow.commit("bench")
        library = RegulationLibrary(REGULATIONS)
        pacts = [
            assemble_pact(AssemblePact(process_id=process.id), self.archive.unit_of_work(""), library).created
            for process in processes[:14]
        ]
        self.write_articles()
        return [meeting.id for meeting in meetings], [pact for pact in pacts if pact]

    def new(self, cls: type[Any], **fields: Any) -> Any:
        entity: Entity = cls(id=self.uow.new_id(), **fields)
        return self.uow.add(entity)

    def process(self, number: int, place: Place, groups: list[Group]) -> Process:
        opened = date(2025, 1, 1) + timedelta(days=number * 10)
        process = self.new(
            Process, title=f"Percorso {number}", place_id=place.id, opened_on=opened, state=PATH[number % 4]
        )
        for index, state in enumerate(PATH[: number % 4 + 1]):
            self.new(
                HistoryStep,
                process_id=process.id,
                happened_on=opened + timedelta(days=30 * index),
                from_state=PATH[index - 1] if index else None,
                to_state=state,
            )
        for group in self.chance.sample(groups, 4):
            self.new(Participation, process_id=process.id, group_id=group.id)
        return process  # type: ignore[no-any-return]

    def meeting(self, number: int, process: Process, people: list[Person], groups: list[Group]) -> Meeting:
        starts = NOW - timedelta(days=(57 - number) * 10)
        state = MeetingState.CLOSED if starts < NOW else MeetingState.PLANNED
        meeting = self.new(
            Meeting, process_id=process.id, title=f"Incontro {number}", starts_at=starts, state=state
        )
        items = [
            self.new(AgendaItem, meeting_id=meeting.id, title=f"Punto {n}", position=n) for n in range(5)
        ]
        for person in self.chance.sample(people, 20):
            self.new(Attendance, meeting_id=meeting.id, person_id=person.id, arrived_at=starts)
        for line in range(84):
            kind = EntryKind.COMMITMENT if line % 12 == 0 else self.chance.choice(list(EntryKind)[:5])
            entry = self.new(
                Entry,
                meeting_id=meeting.id,
                agenda_item_id=items[line % 5].id,
                entry_kind=kind,
                text=f"Che cosa si è detto del cortile, dell’orto e delle chiavi, riga {line}",
                said_at=starts + timedelta(minutes=line),
            )
            if kind is EntryKind.DECISION:
                self.new(Decision, entry_id=entry.id, in_favour=18, present=20)
            if kind is EntryKind.COMMITMENT:
                self.commitment(process, entry, self.chance.choice(groups))
        return meeting  # type: ignore[no-any-return]

    def commitment(self, process: Process, entry: Entry, group: Group) -> None:
        comune = self.chance.random() < 0.3
        commitment = self.new(
            Commitment,
            process_id=process.id,
            entry_id=entry.id,
            what=entry.text,
            party_kind=PartyKind.COMUNE if comune else PartyKind.GROUP,
            group_id=None if comune else group.id,
            due_on=NOW.date() + timedelta(days=self.chance.randint(-60, 120)),
            status=self.chance.choice([CommitmentStatus.OPEN, CommitmentStatus.KEPT, CommitmentStatus.KEPT]),
        )
        self.new(
            CommitmentStep,
            commitment_id=commitment.id,
            from_status=CommitmentStatus.OPEN,
            to_status=CommitmentStatus.POSTPONED,
            at=NOW,
            old_due_on=date(2026, 1, 1),
            new_due_on=date(2026, 2, 1),
        )

    def write_articles(self) -> None:
        """Half of the articles get five sentences, each with its source from a meeting of the same process."""
        with self.archive.unit_of_work("") as self.uow:
            said = self.entries_by_pact()
            for number, article in enumerate(self.uow.find(Article)):
                known = said[article.pact_id]
                for position in range(5 * (number % 2) if known else 0):
                    sentence = self.new(
                        Sentence, article_id=article.id, text="Si fa così. " * 12, position=position
                    )
                    self.new(SourceLink, sentence_id=sentence.id, entry_id=self.chance.choice(known).id)
            self.uow.commit("bench")

    def entries_by_pact(self) -> dict[EntityId, list[Entry]]:
        """What was said in the process of each pact."""
        process_of = {meeting.id: meeting.process_id for meeting in self.uow.find(Meeting)}
        entries = self.uow.find(Entry)
        return {
            pact.id: [entry for entry in entries if process_of[entry.meeting_id] == pact.process_id]
            for pact in self.uow.find(Pact)
        }


def median_ms(ask: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begin) * 1000)
    return statistics.median(took)


@contextmanager
def statements(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """Every statement sent in the block, with its parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        sent.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(connection, "before_cursor_execute", note)


def scanned(archive: Archive, ask: Callable[[], object]) -> tuple[int, list[str]]:
    """How many statements a question takes, and which tables they read from end to end."""
    with statements(archive.database.connection) as sent:
        ask()
    asked = [(sql, parameters) for sql, parameters in sent if sql.lstrip().startswith(("SELECT", "WITH"))]
    steps: set[str] = set()
    for sql, parameters in asked:
        plan = archive.database.raw.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
        steps |= {row[3] for row in plan if row[3].startswith("SCAN")}
    return len(asked), sorted(steps)


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        host = LocalHost(clock=FixedClock())
        archive = Archive.create(
            Path(directory), "banco di prova del giardino", host, durability=Durability.NONE_FOR_TESTS
        )
        with archive:
            meetings, pacts = Filler(archive).fill()
            queries = SqlQueries(archive.reader, host.clock)
            questions: dict[str, Callable[[], Any]] = {
                name: getattr(queries, name)
                for name in (
                    "sidebar", "today", "groups", "people", "places", "processes", "meetings", "commitments",
                    "pacts", "deliveries",
                )
            }  # fmt: skip
            questions["all commitments"] = lambda: queries.commitments(open_only=False)
            questions["group"] = lambda: queries.group(queries.groups()[0].id)
            questions["process"] = lambda: queries.process(queries.processes()[0].id)
            questions["meeting"] = lambda: queries.meeting(meetings[50])
            questions["minutes"] = lambda: queries.minutes(meetings[50])
            questions["pact"] = lambda: queries.pact(pacts[0])
            questions["search"] = lambda: queries.search("orto chiavi")
            questions["history"] = lambda: queries.history("meeting", meetings[0])
            for name, ask in questions.items():
                count, tables = scanned(archive, ask)
                print(f"{name:16} {median_ms(ask):8.1f} ms  {count:3} statements")
                if "--plans" in sys.argv:
                    print(*(f"                   {table}" for table in tables), sep="\n")


if __name__ == "__main__":
    main()
