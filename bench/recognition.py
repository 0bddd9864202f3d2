"""How well and how fast typed lines are read: precision and recall by kind over the published table, time per line.

    python -m bench recognition

Scored as docs/recognition-table.md says: for each sentence and kind the first certain part against the certain part
expected; right with the same value on a stretch that shares a letter. Guesses count neither way and are printed beside.
The floor for the time is the least that reading can cost: one regular expression over the same line.
"""

from __future__ import annotations

import gc
import re
import statistics
import time
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName, Part, PartKind
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.recognition.recognizer import LONGEST, LineRecognizer
from tools.recognition_table import SETS, Expected, Sentence, Table, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from cocity_desktop.application.recognition import Recognizer

ROUNDS = 20
LONG = 120
PIECES = (
    "1", "0", "-", "due ", "un ", "un’ora di ", "30 aprile ", "12/3 ", "2199 ", "Natale ", "al mese ", "fine mese ", "lunedì e ", "7, 8, 9, ", "entro il 3 ", "100 euro ",
    "300 euro e 200 ", "il Comune ", "dal Comune ", "@Ada ", "Ada di ", "art. 5 ", "via Roma ", "2 kg di sabbia e ", "tre volte al mese ", "a, ", "cento", "(",
)  # fmt: skip
"""A key held down, a word pasted again and again."""
FLOOR = re.compile(r"\w+")
GOALS = {PartKind.PARTY: 0.95, PartKind.DUE: 0.95, PartKind.STARTS: 0.95, PartKind.MONEY: 0.98}
"""Precision and recall that each set is to reach."""


@dataclass
class Score:
    """Certain parts of one kind: given, expected, right; and how many were only guessed."""

    given: int = 0
    expected: int = 0
    right: int = 0
    guesses: int = 0

    @property
    def precision(self) -> float:
        """The right ones over those given; 1 when none was."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The right ones over those expected; 1 when none was."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def wrong(self) -> int:
        """Certain values that nobody said."""
        return self.given - self.right


@dataclass
class Result:
    """The scores by kind, and the lines that were not read as expected."""

    scores: dict[PartKind, Score] = field(default_factory=lambda: {kind: Score() for kind in PartKind})
    faults: list[str] = field(default_factory=list)


def known_names(table: Table) -> tuple[KnownName, ...]:
    """The register of a table as the application hands it over."""
    return tuple(
        KnownName(name.name, person_id=name.name, also=name.also)
        if name.kind == "person"
        else KnownName(name.name, PartyKind(name.kind), also=name.also)
        for name in table.names
    )


def score(table: Table, recognizer: Recognizer) -> Result:
    """Read every sentence of `table` and hold it against what is expected."""
    names, result = known_names(table), Result()
    for sentence in table.sentences:
        parts = recognizer.recognise(sentence.text, names, sentence.today).parts
        for kind in PartKind:
            _count(result, kind, sentence, [part for part in parts if part.kind is kind])
    return result


def _count(result: Result, kind: PartKind, sentence: Sentence, parts: list[Part]) -> None:
    given = next((part for part in parts if part.certain), None)
    expected = next((part for part in sentence.parts if part.kind == kind and part.certain), None)
    right = given is not None and expected is not None and agrees(given, expected, sentence.text)
    own = result.scores[kind]
    own.given += given is not None
    own.expected += expected is not None
    own.right += right
    own.guesses += sum(not part.certain for part in parts)
    if not right and (given or expected):
        said = f"«{sentence.text[given.start : given.end]}» {value_of(given)}" if given else "nothing"
        result.faults.append(
            f"{kind}: {sentence.text}\n      said {said}, expected {expected and expected.value}"
        )


def agrees(part: Part, expected: Expected, text: str) -> bool:
    """Same value, and a stretch that shares a character with the one expected."""
    start, end = expected.span(text)
    return part.start < end and start < part.end and plain(value_of(part)) == plain(expected.value)


def value_of(part: Part) -> date | int | str | None:
    """The one value that the part carries."""
    if part.party is not None:
        return part.party.name
    return next((v for v in (part.day, part.cents, part.hours, part.number) if v is not None), part.words)


def plain(value: object) -> object:
    """A text without case, accents, apostrophes and runs of spaces; anything else as it is."""
    if not isinstance(value, str):
        return value
    bare = "".join(c for c in unicodedata.normalize("NFD", value.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"['’]", "", bare).split())


def times(lines: list[tuple[str, date]], read: Callable[[str, date], object]) -> Iterator[float]:
    """Milliseconds of each reading, with the collector's pauses left out of none."""
    for _ in range(ROUNDS):
        for text, today in lines:
            begin = time.perf_counter()
            read(text, today)
            yield (time.perf_counter() - begin) * 1000


def long_lines(table: Table) -> list[tuple[str, date]]:
    """Lines of about 120 characters: each sentence with the next ones until it is as long as that."""
    texts = [sentence.text for sentence in table.sentences]
    joined = [", ".join(texts[n : n + 4])[:LONG] for n in range(len(texts))]
    return [(text, sentence.today) for text, sentence in zip(joined, table.sentences, strict=True)]


def print_scores(name: str, result: Result) -> None:
    print(f"{name}")
    print(f"  {'':12} precision  recall   right  given  expected  wrong  guesses")
    for kind, own in result.scores.items():
        goal = f"   goal {GOALS[kind]:.2f}" if kind in GOALS else ""
        print(
            f"  {kind:12} {own.precision:9.3f}  {own.recall:6.3f}  {own.right:6}  {own.given:5}  {own.expected:8}"
            f"  {own.wrong:5}  {own.guesses:7}{goal}"
        )
    print(f"  wrong silent overwrites of amounts: {result.scores[PartKind.MONEY].wrong}")


def print_times(name: str, taken: list[float]) -> float:
    cuts = statistics.quantiles(taken, n=100)
    print(f"  {name:28} median {cuts[49]:7.3f} ms   p99 {cuts[98]:7.3f} ms   worst {max(taken):7.3f} ms")
    return cuts[49]


def main() -> float:
    """Print the figures and return the median time of a line in ms (goal: at most 3)."""
    recognizer = LineRecognizer()
    recognizer.prepare()
    tables = tables_of(SETS)
    for name, table in tables.items():
        print_scores(f"{name} set ({len(table.sentences)} sentences)", score(table, recognizer))
    table = tables["development"]
    names, lines = known_names(table), long_lines(table)
    for text, today in lines:
        recognizer.recognise(text, names, today)
    gc.collect()
    print(
        f"time per line of up to {LONG} characters ({len(lines)} lines, {ROUNDS} times each, after one reading)"
    )
    floor = print_times("one regular expression", list(times(lines, lambda text, _: FLOOR.findall(text))))
    ours = print_times(
        "recognise", list(times(lines, lambda text, day: recognizer.recognise(text, names, day)))
    )
    print(f"  recognise_ms: {ours:.3f} ({ours / floor:.0f} x the floor)")
    print_slowest(recognizer, names, lines)
    return ours


def print_slowest(
    recognizer: Recognizer, names: tuple[KnownName, ...], lines: list[tuple[str, date]]
) -> None:
    """The line that costs most in its median reading, and the thousand characters of one piece that cost most."""
    today = lines[0][1]
    repeated = [((piece * LONGEST)[:LONGEST], today) for piece in PIECES]
    for name, some, goal in (
        (f"{LONG} characters", lines, 8),
        (f"{LONGEST} characters of the same", repeated, 20),
    ):
        cost, text = max(
            (statistics.median(cpu_ms(recognizer, names, text, day) for _ in range(5)), text)
            for text, day in some
        )
        print(f"  slowest line of {name}: {cost:.2f} ms of processor (goal {goal}): {text[:40]!r}")


def cpu_ms(recognizer: Recognizer, names: tuple[KnownName, ...], text: str, today: date) -> float:
    """Processor time of one reading: what the machine does beside is left out."""
    begin = time.thread_time()
    recognizer.recognise(text, names, today)
    return (time.thread_time() - begin) * 1000


if __name__ == "__main__":
    main()
