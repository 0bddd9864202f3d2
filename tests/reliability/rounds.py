"""Rounds of typing and killing: each process first shows what the one before left, then types until it is killed."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.reliability import child, scenes
from tests.reliability.child import Child, Told
from tests.reliability.disk import Disk
from tests.reliability.stream import Outcome, Typed, compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AIMED = 0.4
"""How many of the kills are aimed at a save: within 12 ms after Enter. The others fall at any moment."""
EARLY = 0.08
"""How many fall while the window is still opening."""


@dataclass
class Tally:
    """The sum over all rounds of one program."""

    name: str
    rounds: int = 0
    keys: int = 0
    acknowledged: int = 0
    lost: int = 0
    typing_lost: float = 0.0
    questions: int = 0
    damaged: int = 0
    repeated: int = 0
    strange: list[str] = field(default_factory=list)
    slowest_start: float = 0.0
    doubtful: int = 0
    """Changes not synced at the kill, which the power cut put in doubt."""

    def add(self, outcome: Outcome) -> None:
        """One more crash."""
        self.acknowledged += outcome.acknowledged
        self.lost += outcome.lost
        self.typing_lost = max(self.typing_lost, outcome.typing_lost)
        self.repeated += outcome.repeated
        if outcome.strange:
            self.strange.append(outcome.strange)

    def seen(self, visible: Told, faults: str) -> None:
        """What an opening showed."""
        self.questions += visible["questions"]
        self.slowest_start = max(self.slowest_start, visible["took"])
        self.damaged += bool(faults)
        if faults:
            self.strange.append(faults)


@dataclass
class Pace:
    """How fast the hand is (8 keys a second) and how long it types, in seconds, before the kill."""

    every_ms: int = 125
    shortest: float = 0.5
    longest: float = 6.0
    letters: int = 0
    """The least a line has; 0 leaves them as they come, 20 to 40."""


class Rounds:
    """Rounds over one directory. `start` makes the process, `check(visible)` says what is wrong on the disk."""

    def __init__(
        self, name: str, start: Callable[[], Child], check: Callable[[Told], str], pace: Pace, seed: int
    ) -> None:
        self.tally = Tally(name)
        self._start, self._check, self._pace = start, check, pace
        self._chance = random.Random(seed)
        self._known: list[str] = []
        self._typed: Typed | None = None
        self._killed_at = 0.0
        self.broken_off = self._no_trouble

    def run(self, rounds: int) -> Tally:
        """So many kills, and a last look."""
        for _ in range(rounds):
            self._round()
        with self._start() as process:
            self._judge(process.hear("visible"))
        return self.tally

    def _no_trouble(self) -> None:
        """Nothing more happens to the disk than the kill."""

    def _round(self) -> None:
        self.tally.rounds += 1
        with self._start() as process:
            if self._chance.random() < EARLY:
                process.listen_for(self._chance.uniform(0.2, 1.0))
                process.kill()
            else:
                self._judge(process.hear("visible"))
                self._type_and_kill(process)
        self.broken_off()

    def _type_and_kill(self, process: Child) -> None:
        seed = self._chance.randrange(1 << 30)
        process.order("type", every_ms=self._pace.every_ms, seed=seed, letters=self._pace.letters)
        process.listen_for(self._chance.uniform(self._pace.shortest, self._pace.longest))
        if self._chance.random() < AIMED:
            process.skip()
            while process.hear("key")["key"] != "\n":
                pass
            process.listen_for(self._chance.uniform(0, 0.012))
        self._killed_at = process.kill()
        self._typed = self._typed or Typed()
        for one in process.told:
            if one["what"] == "key":
                self._typed.key(one["key"], one["at"])
                self.tally.keys += 1
            self._typed.acknowledged += one["what"] == "saved"

    def _judge(self, visible: Told) -> None:
        """Compare what is seen with what was typed before, and begin anew from there."""
        self.tally.seen(visible, self._check(visible))
        entries = visible["entries"]
        if visible["line"] and not visible["recovered"]:
            self.tally.strange.append(f"{visible['line']!r} is not marked as recovered")
        if self._typed is not None:
            if entries[: len(self._known)] != self._known:
                self.tally.strange.append("entries of earlier rounds are not as they were")
            new = entries[len(self._known) :]
            self.tally.add(compare(self._typed, new, _unsaved(visible), self._killed_at))
        self._known, self._typed = entries, Typed(begun=_unsaved(visible))


def _unsaved(visible: Told) -> str:
    """Lines that wait to be written and the one in hand, as one text."""
    return "".join((*visible["waiting"], visible["line"]))


def of_the_window(directory: Path, pace: Pace, seed: int, library: Path | None = None) -> Rounds:
    """Rounds of the app's own window in `directory`, which must be empty. The disk is checked on a copy.

    With a `library` each kill is a power cut too.
    """
    house = directory / "casa"
    meeting_id = scenes.found_meeting(house)
    disk = Disk(library, house, directory / "work") if library else None
    frozen = directory / "fermo"

    def start() -> Child:
        shutil.rmtree(frozen, ignore_errors=True)
        shutil.copytree(house, frozen)
        more = disk.environment if disk else {}
        return child.window(house, meeting_id, directory / "home", scenes.PASSPHRASE, **more)

    def check(visible: Told) -> str:
        entries, faults = scenes.entries_of(frozen, meeting_id)
        return faults or (
            "" if entries == visible["entries"] else "the window shows other entries than the disk"
        )

    return _with_power_cuts(Rounds("Co-City Desktop", start, check, pace, seed), disk, seed)


def of_the_peer(directory: Path, python: str, pace: Pace, seed: int, library: Path | None = None) -> Rounds:
    """Rounds of the peer's backend, in the interpreter that has it."""
    home = directory / "casa"
    home.mkdir()
    command = ["-m", "tests.reliability.peer_typist", str(home / "collection.anki2"), "TELL"]
    disk = Disk(library, home, directory / "work") if library else None

    def start() -> Child:
        more = disk.environment if disk else {}
        return Child(command, {"PYTHONPATH": str(child.ROOT), **more}, python=python)

    rounds = Rounds("Anki backend", start, lambda visible: visible["faults"], pace, seed)
    return _with_power_cuts(rounds, disk, seed)


def _with_power_cuts(rounds: Rounds, disk: Disk | None, seed: int) -> Rounds:
    chance = random.Random(seed)

    def cut() -> None:
        if disk is not None:
            rounds.tally.doubtful += disk.cut_power(chance)

    rounds.broken_off = cut
    return rounds


def table(tallies: list[Tally]) -> str:
    """The figures side by side."""
    rows: list[tuple[str, Callable[[Tally], str]]] = [
        ("rounds", lambda one: str(one.rounds)),
        ("keys typed", lambda one: str(one.keys)),
        ("entries acknowledged", lambda one: str(one.acknowledged)),
        ("changes not synced at the kill", lambda one: str(one.doubtful)),
        ("of the entries lost", lambda one: str(one.lost)),
        ("seconds of typing lost (max)", lambda one: f"{one.typing_lost:.2f}"),
        ("lines told twice", lambda one: str(one.repeated)),
        ("questions before the text", lambda one: str(one.questions)),
        ("integrity failures", lambda one: str(one.damaged)),
        ("slowest start to the text (s)", lambda one: f"{one.slowest_start:.2f}"),
    ]
    head = f"  {'':32}" + "".join(f"{one.name:>20}" for one in tallies)
    return "\n".join(
        [head, *(f"  {name:32}" + "".join(f"{of(t):>20}" for t in tallies) for name, of in rows)]
    )
