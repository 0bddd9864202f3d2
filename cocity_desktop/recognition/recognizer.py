"""The reader of typed lines. Satisfies `application.recognition.Recognizer`."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind, Recognition
from cocity_desktop.recognition import amounts, marks
from cocity_desktop.recognition.clauses import clause_at, clauses
from cocity_desktop.recognition.dates import Reading, dates
from cocity_desktop.recognition.line import Line
from cocity_desktop.recognition.long_tail import LongTail
from cocity_desktop.recognition.materials import materials
from cocity_desktop.recognition.mentions import name_book
from cocity_desktop.recognition.others import no_parts
from cocity_desktop.recognition.parties import parties
from cocity_desktop.recognition.recurrence import recurrences
from cocity_desktop.recognition.spans import Span, Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cocity_desktop.application.recognition import KnownName
    from cocity_desktop.recognition.clauses import Clause

LONGEST = 1000
"""Characters of a line that are read; what stands behind them is kept as typed, like everything."""

AMOUNTS = (PartKind.MONEY, PartKind.HOURS)
ONE_OF_A_KIND = (
    PartKind.DUE,
    PartKind.STARTS,
    PartKind.MONEY,
    PartKind.HOURS,
    PartKind.RECURRENCE,
    PartKind.MATERIALS,
    PartKind.ARTICLE,
)
"""A commitment has one value of each: two different ones are a choice for a person, so that both become guesses."""


class LineRecognizer:
    """Reads Italian and English lines by rules. Keeps nothing of them."""

    def __init__(self) -> None:
        self._long_tail = LongTail()

    def prepare(self) -> None:
        """Load what the first unusual date would load beside. For another thread than the window's."""
        self._long_tail.load()

    def recognise(self, text: str, names: Sequence[KnownName], today: date) -> Recognition:
        """See `application.recognition.Recognizer.recognise`."""
        line = Line(text[:LONGEST])
        found = sorted(
            _one_of_a_kind(list(self._parts(line, tuple(names), today))), key=lambda part: part.start
        )
        return Recognition(text, tuple(line.part_of(part) for part in found))

    def _parts(self, line: Line, names: tuple[KnownName, ...], today: date) -> Iterator[Part]:
        """All parts, each kind looking only where those before it found nothing."""
        plain, taken, cut = line.plain, Taken(len(line.plain)), clauses(line.plain)
        yield from _free(marks.themes(line), taken)
        mentions = [mention for mention in name_book(names).mentions(line) if taken.is_free(mention.span)]
        for mention in mentions:
            taken.take(mention.span)
        who = list(parties(line, mentions, cut))
        yield from who
        for span in no_parts(plain):
            taken.bar(span)
        yield from _free(marks.articles(plain), taken)
        names_end = {mention.span.end for mention in mentions}
        sums = list(_free(_bound(amounts.money(plain, names_end, is_given=bool(who)), cut), taken))
        yield from sums
        work = [
            part for part in _bound(amounts.hours(plain), cut) if taken.is_free(Span(part.start, part.end))
        ]
        yield from _free(_bound(recurrences(line, [*sums, *work]), cut), taken)
        yield from dates(Reading(plain, today, cut, taken), self._long_tail)
        yield from _free(iter(work), taken)
        given = any(part.kind is PartKind.PARTY or part.certain for part in who)
        yield from _free(materials(line, cut, taken, names_end, is_given=given), taken)


def _free(parts: Iterable[Part], taken: Taken) -> Iterator[Part]:
    """Those that stand where nothing else does."""
    return (part for part in parts if taken.take(Span(part.start, part.end)))


def _bound(parts: Iterable[Part], cut: tuple[Clause, ...]) -> Iterator[Part]:
    """Those in clauses that promise something; a need, a hope is a guess."""
    for part in parts:
        clause = clause_at(cut, part.start)
        if clause.binds and not (clause.is_asked and part.kind in AMOUNTS):
            yield replace(part, certain=False) if clause.is_need and part.kind in AMOUNTS else part


def _one_of_a_kind(parts: list[Part]) -> Iterator[Part]:
    """Guesses instead of two different values; the same value twice is said once."""
    for kind in ONE_OF_A_KIND:
        own = [part for part in parts if part.kind is kind]
        sure = {_value(part) for part in own if part.certain or kind is PartKind.MONEY}
        seen: set[object] = set()
        for part in own:
            if (value := _value(part)) not in seen:
                seen.add(value)
                yield part if len(sure) <= 1 else replace(part, certain=False)
    yield from chain(part for part in parts if part.kind not in ONE_OF_A_KIND)


def _value(part: Part) -> object:
    return part.day or part.cents or part.hours or part.number or part.words.lower()
