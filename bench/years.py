"""The archive of a house that has held meetings for years, told by the use cases once and then kept for the benches.

    with copy_of(LARGE) as directory: ...

`LARGE` has 500 meetings, 50,000 entries and 5,000 commitments, `SMALL` a tenth of each. In both the last `HELD`
meetings are being held and have 500 entries each, so that what a page shows is the same and only the archive around
it differs. Built archives lie in `build/bench/` under a name that changes with the schema and with this file.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocity_desktop import bootstrap
from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.commitments import MoveCommitment, move_commitment
from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.application.registry import GroupFields, NewMember, RegisterGroup, register_group
from cocity_desktop.application.running import (
    CloseMeeting,
    RunMeeting,
    StartItem,
    close_meeting,
    run_meeting,
    start_item,
)
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.storage.tables import METADATA
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.domain.entity import EntityId

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "bench"
PASSPHRASE = "gli anni di una casa di prova"
NOW = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)
AFTERWARDS = NOW + timedelta(hours=3)
"""Later than anything said in a held meeting, on the same evening."""
HELD, HELD_ENTRIES, ITEMS = 5, 500, 5
STILL_OPEN = 30
"""The commitments of so many last meetings are still to be kept."""
GROUPS, PROCESSES = 60, 30


@dataclass(frozen=True)
class Size:
    """How much an archive holds."""

    name: str
    meetings: int
    entries: int

    def entries_of(self, number: int) -> int:
        """Of one meeting; every tenth is a commitment."""
        before = self.meetings - HELD
        if number >= before:
            return HELD_ENTRIES
        each, left = divmod(self.entries - HELD * HELD_ENTRIES, before)
        return each + (number < left)


LARGE = Size("large", 500, 50_000)
SMALL = Size("small", 50, 5_000)


class SetClock:
    """Stands where it is put."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


WHO = (
    "i genitori", "il comitato", "la scuola", "gli orti", "la ciclofficina", "il quartiere", "la biblioteca",
    "i volontari", "gli scout", "la parrocchia", "il Comune", "la circoscrizione", "le famiglie", "i negozianti",
)  # fmt: skip
DOES = (
    "tengono aperto", "puliscono", "riparano", "chiedono di vedere", "annaffiano", "sorvegliano", "arredano", "dipingono",
    "propongono di spostare", "vogliono chiudere", "fotografano", "misurano", "illuminano", "recintano", "curano",
)  # fmt: skip
WHAT = (
    "il cortile", "l’orto", "le chiavi", "il cancello su via Alloro", "la fontana", "le aiuole", "il campo da basket",
    "la tettoia", "le panchine", "il magazzino", "i bagni", "le rastrelliere", "la compostiera", "il portone",
    "la serra", "il tavolo da ping-pong", "gli alberi", "il muro dipinto", "la rampa", "la bacheca",
)  # fmt: skip
WHEN = (
    "ogni sabato", "entro fine mese", "fino alle nove di sera", "d’estate", "anche la domenica", "dopo la scuola",
    "prima dell’inverno", "il primo lunedì", "durante i lavori", "quando piove", "dalle 16 alle 19", "entro il 30 aprile",
)  # fmt: skip
WHY = (
    "perché nessuno ha le chiavi", "come si era deciso a marzo", "se l’assicurazione lo permette", "con due persone di turno",
    "senza spese per il Comune", "purché resti pulito", "e lo scrivono nel gruppo", "dopo il sopralluogo dei tecnici",
    "ma non oltre il mese prossimo", "se arriva il parere dell’ufficio", "e si rivede tutto tra sei mesi",
)  # fmt: skip


class Teller:
    """Tells the years, the same at each run."""

    def __init__(self, archive: Archive, clock: SetClock, size: Size) -> None:
        self.clock, self.size = clock, size
        self.chance = random.Random(391)
        self.services = bootstrap.open_services(archive, ROOT / "resources", "prova")
        self.groups: list[EntityId] = []

    def run(self, use_case: Callable[..., Any], command: Any, *ports: Any) -> EntityId:
        return str(self.services.run(use_case, command, *ports).created)

    def tell(self) -> None:
        self.run(found_house, FoundHouse(name="Casa di prova"))
        self.groups = [self.group(number) for number in range(GROUPS)]
        processes = [self.process(number) for number in range(PROCESSES)]
        for number in range(self.size.meetings):
            self.clock.moment = NOW - timedelta(days=2 * (self.size.meetings - 1 - number))
            self.meeting(number, processes[number % PROCESSES])

    def group(self, number: int) -> EntityId:
        members = tuple(NewMember(given_name=f"Nome {n}", family_name=f"Cognome {number}") for n in range(4))
        fields = GroupFields(name=f"Gruppo {number} di {self.chance.choice(WHAT)}")
        return self.run(register_group, RegisterGroup(fields=fields, members=members), self.services.codes)

    def process(self, number: int) -> EntityId:
        groups = tuple(self.chance.sample(self.groups, 4))
        command = OpenProcess(
            title=f"Percorso {number}: {WHAT[number % len(WHAT)]}",
            group_ids=groups,
            opened_on=(NOW - timedelta(days=3 * self.size.meetings)).date(),
        )
        return self.run(open_process, command, self.services.regulations)

    def meeting(self, number: int, process: EntityId) -> None:
        items = tuple(NewItem(title=f"Punto {n}: {self.chance.choice(WHAT)}") for n in range(ITEMS))
        command = ScheduleMeeting(
            process_id=process,
            title=f"Incontro {number}",
            starts_at=self.clock.now(),
            items=items,
            carry_over=False,
        )
        meeting = self.run(schedule_meeting, command)
        self.run(run_meeting, RunMeeting(meeting_id=meeting))
        for group in self.chance.sample(self.groups, 12):
            self.run(record_arrival, RecordArrival(meeting_id=meeting, group_id=group, head_count=2))
        self.said(meeting, self.size.entries_of(number))
        if number < self.size.meetings - HELD:
            self.run(close_meeting, CloseMeeting(meeting_id=meeting))
        if number < self.size.meetings - STILL_OPEN:
            self.keep_promises(meeting)

    def keep_promises(self, meeting: EntityId) -> None:
        """What was promised years ago is not in the list of what is still to do."""
        for entry in self.services.queries.meeting(meeting).entries:
            if entry.commitment is not None:
                kept = MoveCommitment(commitment_id=entry.commitment.id, target=CommitmentStatus.KEPT)
                self.run(move_commitment, kept)

    def said(self, meeting: EntityId, count: int) -> None:
        agenda = self.services.queries.meeting(meeting).agenda
        for line in range(count):
            item = agenda[line * ITEMS // count].id
            if line * ITEMS % count < ITEMS:
                self.run(start_item, StartItem(item_id=item))
            self.clock.pass_(seconds=13)
            self.run(capture_entry, self.entry(meeting, item, line))

    def entry(self, meeting: EntityId, item: EntityId, line: int) -> CaptureEntry:
        kind = EntryKind.COMMITMENT if line % 10 == 3 else self.chance.choice(list(EntryKind)[:4])
        decision = None
        if line % 10 == 7:
            kind, decision = EntryKind.DECISION, self.decision()
        return CaptureEntry(
            meeting_id=meeting,
            agenda_item_id=item,
            entry_kind=kind,
            text=sentence(self.chance),
            group_id=self.chance.choice(self.groups) if line % 3 else None,
            decision=decision,
        )

    def decision(self) -> DecisionFields:
        words = NewReservation(raised_by=self.chance.choice(WHO), text=sentence(self.chance))
        return DecisionFields(in_favour=14, fine=6, with_reservation=1, reservations=(words,))


def sentence(chance: random.Random) -> str:
    """What somebody says: one to two lines of the page."""
    parts = [chance.choice(WHO), chance.choice(DOES), chance.choice(WHAT)]
    parts += [chance.choice(words) for words in (WHEN, WHY) if chance.random() < 0.7]
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


def built(size: Size) -> Path:
    """The directory of the archive of this size, which nobody may write to."""
    kept = KEPT / f"{size.name}-{_fingerprint()}"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"{size.name}-*"):
            shutil.rmtree(old)
        with tempfile.TemporaryDirectory(dir=KEPT, prefix=".building-") as name:
            build(Path(name) / "archive", size)
            (Path(name) / "archive").rename(kept)
    return kept


def build(directory: Path, size: Size) -> None:
    """Tell the years into a new archive."""
    clock = SetClock()
    host = LocalHost(clock)
    with Archive.create(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS) as archive:
        Teller(archive, clock, size).tell()


@contextmanager
def copy_of(size: Size) -> Iterator[Path]:
    """A copy that may be written to, on the same disk, gone after the block."""
    kept = built(size)
    with tempfile.TemporaryDirectory(dir=KEPT, prefix=".run-") as name:
        shutil.copytree(kept, Path(name) / "archive")
        yield Path(name) / "archive"


def _fingerprint() -> str:
    """Of what decides how a built archive looks."""
    tables = [f"{table.name}: {', '.join(map(repr, table.columns))}" for table in METADATA.sorted_tables]
    told = Path(__file__).read_bytes()
    return hashlib.sha256(told + "\n".join(tables).encode()).hexdigest()[:12]
