"""The reader of typed lines. Satisfies `application.recognition.Recognizer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, Recognition
from cocity_desktop.recognition import amounts
from cocity_desktop.recognition.dates import dates
from cocity_desktop.recognition.line import Line
from cocity_desktop.recognition.mentions import name_book
from cocity_desktop.recognition.others import no_parts
from cocity_desktop.recognition.parties import parties
from cocity_desktop.recognition.spans import Span, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cocity_desktop.application.recognition import KnownName

LONGEST = 2000
"""Characters of a line that are read; what stands behind them is kept as typed, like everything."""


class LineRecognizer:
    """Reads Italian and English lines by rules. Keeps nothing of them."""

    def recognise(self, text: str, names: Sequence[KnownName], today: date) -> Recognition:
        """See `application.recognition.Recognizer.recognise`."""
        line = Line(text[:LONGEST])
        found = sorted(self._parts(line, tuple(names), today), key=lambda part: part.start)
        return Recognition(text, tuple(line.part_of(part) for part in found))

    def _parts(self, line: Line, names: tuple[KnownName, ...], today: date) -> Iterator[Part]:
        taken = Taken()
        mentions = list(name_book(names).mentions(line))
        for part in parties(line, mentions):
            taken.take(Span(part.start, part.end))
            yield part
        for mention in mentions:
            taken.take(mention.span)
        for span in no_parts(line.plain):
            taken.take(span)
        for part in amounts.money(line.plain):
            if taken.take(Span(part.start, part.end)):
                yield part
        yield from dates(line.plain, today, taken)
        for part in amounts.hours(line.plain):
            if taken.take(Span(part.start, part.end)):
                yield part
