"""One page to take home from a meeting: who was there, what was decided, who does what, what is open, when next.

The words around are in the reader's language, what people said stays as it was written; each stands in a paragraph of
its own, marked with its language, so that neither direction nor voice gets mixed. Names of single persons are left
out of who was there: this page goes through many hands.

It is one page. What does not fit is set smaller, down to 9 points; then open points give way, then commitments, each
with a line that counts them. Decisions and reservations never do: if they alone fill more than a page, it has two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.units import mm

from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, blank_safe, load_glyphs
from cocity_desktop.documents.layout import Pages, Sheet, lay_out, seal
from cocity_desktop.documents.minutes_outline import commitments_of, decisions_told, entries_of
from cocity_desktop.documents.minutes_words import meeting_title
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.summary_words import SummaryWords, load_words
from cocity_desktop.documents.words import bcp47, filled
from cocity_desktop.domain.agreement import (
    ASKED,
    Degree,
    agreeing,
    counted,
    degrees,
    in_the_room,
    is_vote,
)
from cocity_desktop.domain.meetings import AgendaState, EntryKind, EntryOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from cocity_desktop.application.document_views import CommitmentLine, DecisionLine
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.documents.minutes_outline import Decided

_SCALES = (1.0, 0.95, 0.9, 0.86, 0.78)
"""Below 0.86 letters of text have reached 9 points: only titles and the space between still shrink."""
_ASKING = (EntryKind.QUESTION, EntryKind.CONCERN, EntryKind.IDEA)


class OpenPoint(NamedTuple):
    """What waits for an answer: its kind ("question", "concern", "idea", "item") and its words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How large the letters are and how much is shown; None for all of it."""

    scale: float
    open_points: int | None = None
    commitments: int | None = None


def render_summary(doc: MinutesDocument, language: str, resources: Path) -> bytes:
    """The summary with its fixed words in `language`. PDF/A-3a and PDF/UA-1.

    Raises ValueError for a language that is not one of `SUMMARY_LANGUAGES`.
    """
    words = load_words(resources, language)
    composer, pages = _fitted(doc, words, resources)
    return seal(composer, pages, _facts(doc, words), resources)


def _fitted(doc: MinutesDocument, words: SummaryWords, resources: Path) -> tuple[Composer, Pages]:
    """The first arrangement that fits one page; the last one when none does."""
    made: tuple[Composer, Pages] | None = None
    for fit in _arrangements(len(open_points(doc)), len(commitments_of(doc))):
        made = _laid_out(doc, words, resources, fit)
        if made[1].count == 1:
            break
    if made is None:
        raise AssertionError("there is always an arrangement")
    return made


def _arrangements(open_count: int, commitment_count: int) -> Iterator[Fit]:
    """From the fullest and largest to the barest, in the order in which things may give way."""
    yield from (Fit(scale) for scale in _SCALES)
    smallest = _SCALES[-1]
    yield from (Fit(smallest, shown) for shown in _fewer(open_count))
    yield from (Fit(smallest, 0, shown) for shown in _fewer(commitment_count))


def _fewer(count: int) -> Iterator[int]:
    """Fewer and fewer, in steps of a fifth, down to none."""
    step = max(1, count // 5)
    shown = count - step
    while shown > 0:
        yield shown
        shown -= step
    yield 0


def _laid_out(doc: MinutesDocument, words: SummaryWords, resources: Path, fit: Fit) -> tuple[Composer, Pages]:
    composer = Composer(load_glyphs(resources / "fonts"), words.language, fit.scale)
    _Summary(composer, doc, words, fit).compose()
    sheet = Sheet(
        meeting_title(doc),
        words.say("title"),
        note=" · ".join((*_public(doc, words), words.say(f"state.{doc.state.value}"))),
        numbering=words.say("page", page="{page}", pages="{pages}"),
        from_right=composer.from_right,
        top=20 * mm,
        bottom=22 * mm,
    )
    return composer, lay_out(composer, sheet, resources)


def _public(doc: MinutesDocument, words: SummaryWords) -> tuple[str, ...]:
    """At the foot too: a second page may go about alone."""
    return (words.say("public"),) if doc.public else ()


def _facts(doc: MinutesDocument, words: SummaryWords) -> DocumentFacts:
    return DocumentFacts(
        title=f"{words.say('title')}: {meeting_title(doc)}",
        author=filled(doc.house.name, "Co-City Desktop"),
        subject=doc.process_title,
        language=bcp47(words.language),
        made_at=doc.locked_at or doc.closed_at or doc.starts_at,
    )


def open_points(doc: MinutesDocument) -> tuple[OpenPoint, ...]:
    """Questions, concerns and ideas that nothing became of, then the points of the agenda that were not finished."""
    said = [
        OpenPoint(entry.kind.value, entry.text)
        for entry in entries_of(doc)
        if entry.kind in _ASKING and entry.outcome is EntryOutcome.OPEN and not entry.in_articles
    ]
    left = [
        OpenPoint("item", section.title)
        for section in doc.sections
        if section.id and section.state is not AgendaState.DONE
    ]
    return (*said, *left)


class _Summary:
    """One composition of the page. `_said` is the language of what people wrote."""

    def __init__(self, composer: Composer, doc: MinutesDocument, words: SummaryWords, fit: Fit) -> None:
        self._page, self._doc, self._words, self._fit = composer, doc, words, fit
        self._said = doc.language

    def compose(self) -> None:
        self._front()
        self._decisions()
        self._commitments()
        self._open()
        self._end()

    def _fixed(self, key: str, **values: object) -> Markup:
        return self._page.text(self._words.say(key, **values))

    def _quoted(self, text: str, style: str = "fact") -> Cell:
        return Cell(self._page.text(text.strip()), style, language=self._said)

    # --- Above --------------------------------------------------------------------------------------------

    def _front(self) -> None:
        page, doc = self._page, self._doc
        page.paragraph(page.text(filled(doc.house.name, "Co-City Desktop")), "house", language=self._said)
        page.rule(strong=True)
        if doc.public:
            page.paragraph(page.bold(self._words.say("public")), "small_ink")
        page.paragraph(page.bold(self._words.say("title")), "kind")
        page.heading(1, meeting_title(doc), language=self._said)
        facts: list[tuple[str, Markup | Cell]] = [
            (self._words.say("day"), page.text(self._day())),
            (self._words.say("who"), self._present()),
        ]
        if doc.venue.strip():
            facts.insert(1, (self._words.say("place"), self._quoted(doc.venue)))
        if doc.process_title.strip():
            facts.insert(0, (self._words.say("path"), self._quoted(doc.process_title)))
        page.facts(facts)

    def _day(self) -> str:
        doc = self._doc
        if not (doc.opened_at and doc.closed_at):
            return self._moment(doc.starts_at)
        start, end = self._words.hour(doc.opened_at), self._words.hour(doc.closed_at)
        hours = self._words.say("hours", start=start, end=end)
        return self._words.say("moment", day=self._words.weekday(doc.starts_at), hours=hours)

    def _moment(self, moment: datetime) -> str:
        return self._words.say("moment", day=self._words.weekday(moment), hours=self._words.hour(moment))

    def _present(self) -> Cell:
        """Groups with how many came, as they are called; then everybody in numbers."""
        groups, others = presence_by_group(self._doc)
        everybody = sum(groups.values()) + others
        told = ", ".join(f"{name} ({heads})" for name, heads in groups.items())
        counted = self._words.count("people", everybody)
        if groups and others:
            counted = f"{self._words.count('others', others)} · {counted}"
        return Cell(self._page.text(told), "fact", language=self._said, under=self._page.text(counted))

    # --- What was decided ---------------------------------------------------------------------------------

    def _decisions(self) -> None:
        page = self._page
        page.heading(2, self._words.say("decided"))
        taken = decisions_told(self._doc)
        if not taken:
            page.paragraph(self._fixed("no_decisions"), "empty")
        for block in taken:
            self._decision(block)

    def _decision(self, block: Decided) -> None:
        page = self._page
        page.paragraph(page.text(blank_safe(block.noted)), "decision", leads=True, language=self._said)
        if block.line is None:
            for told in block.told:
                page.paragraph(page.text(told), "reservation", language=self._said)
            return
        page.paragraph(page.text(self._agreement(block.line)), "small")
        for reservation in block.line.reservations:
            self._reservation(reservation.raised_by.strip(), reservation.text.strip())

    def _reservation(self, who: str, words: str) -> None:
        page = self._page
        lead = self._words.say("reservation_of" if who else "reservation")
        page.paragraph(page.bold(lead), "reservation_lead", leads=True)
        told = f"{who}: «{words}»" if who else f"«{words}»"
        page.paragraph(page.text(told), "reservation", language=self._said)

    def _agreement(self, line: DecisionLine) -> str:
        parts = [self._words.say(f"method.{line.method.value}")]
        if counted(line) and not is_vote(line.method):
            agreed = {"agreeing": agreeing(line), "present": in_the_room(line)}
            parts.append(self._words.say("agreeing", **agreed))
        return " · ".join([*parts, *(self._degree(line, *one) for one in degrees(line) if one[1])])

    def _degree(self, line: DecisionLine, degree: Degree, people: int) -> str:
        if is_vote(line.method) and degree in ASKED[line.method]:
            return self._words.count(f"voted_{degree}", people)
        return f"{people} {self._words.say(f'degree.{degree}')}"

    # --- Who does what ------------------------------------------------------------------------------------

    def _commitments(self) -> None:
        page, words = self._page, self._words
        page.heading(2, words.say("promised"))
        taken = commitments_of(self._doc)
        shown = taken if self._fit.commitments is None else taken[: self._fit.commitments]
        columns = (
            Column(words.say("who_does"), 120),
            Column(words.say("what"), WIDTH - 250),
            Column(words.say("when"), 130),
        )
        if shown:
            page.table(
                columns, [Row((self._party(line), self._what(line), self._when(line))) for line in shown]
            )
        if not taken:
            page.paragraph(self._fixed("no_commitments"), "empty")
        if len(taken) > len(shown):
            page.paragraph(page.text(words.count("more_commitments", len(taken) - len(shown))), "small")

    def _party(self, line: CommitmentLine) -> Cell:
        if line.party.strip():
            return Cell(self._page.bold(line.party.strip()), "cell_label", language=self._said)
        return Cell(self._page.bold(self._words.say(f"party.{line.party_kind.value}")), "cell_label")

    def _what(self, line: CommitmentLine) -> Cell:
        return self._quoted(blank_safe(line.what), "cell")

    def _when(self, line: CommitmentLine) -> Cell:
        parts = []
        if line.starts_on:
            parts.append(self._words.say("since", day=self._words.day(line.starts_on)))
        if line.due_on:
            parts.append(self._words.say("by", day=self._words.day(line.due_on)))
        fixed = self._page.text(", ".join(parts) or ("" if line.recurrence.strip() else "–"))
        if not line.recurrence.strip():
            return Cell(fixed, "cell_label")
        return Cell(self._page.text(line.recurrence.strip()), "cell_label", language=self._said, under=fixed)

    # --- Below --------------------------------------------------------------------------------------------

    def _open(self) -> None:
        page, words = self._page, self._words
        page.heading(2, words.say("open"))
        points = open_points(self._doc)
        shown = points if self._fit.open_points is None else points[: self._fit.open_points]
        if shown:
            page.facts(
                [(words.say(f"kind.{point.kind}"), self._quoted(blank_safe(point.text))) for point in shown]
            )
        if not points:
            page.paragraph(self._fixed("nothing_open"), "empty")
        if len(points) > len(shown):
            page.paragraph(page.text(words.count("more_open", len(points) - len(shown))), "small")

    def _end(self) -> None:
        page, words, house = self._page, self._words, self._doc.house
        coming = self._doc.next_meeting
        page.heading(2, words.say("next"))
        if coming:
            where = " · ".join(part.strip() for part in (coming.title, coming.venue) if part.strip())
            page.paragraph(page.text(self._moment(coming.starts_at)), "small_ink")
            page.paragraph(page.text(where), "small_ink", language=self._said)
        else:
            page.paragraph(self._fixed("not_fixed"), "small_ink")
        place = ", ".join(part.strip() for part in (house.address, house.city) if part.strip())
        contact = ", ".join(part for part in (house.name.strip(), place, house.email.strip()) if part)
        page.space(6)
        page.facts([(words.say("contact"), self._quoted(contact))] if contact else [])
        if words.language != self._said:
            page.paragraph(self._fixed("note"), "small")


def presence_by_group(doc: MinutesDocument) -> tuple[dict[str, int], int]:
    """How many came of each group, in the order they arrived, and how many people of no group: no person's name."""
    groups: dict[str, int] = {}
    others = 0
    for line in doc.presences:
        name = line.group.strip() or ("" if line.is_person else line.label.strip())
        if name:
            groups[name] = groups.get(name, 0) + line.head_count
        else:
            others += line.head_count
    return groups, others
