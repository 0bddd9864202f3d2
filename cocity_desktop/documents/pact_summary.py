"""The pact on one page, in plain words: what it is about, where and when, who does what, what it takes.

Always one page, whatever is in it. What does not fit is set smaller, down to 9 points; then long texts are cut at a word,
then commitments give way, with a line that counts the others. The pact itself says all of it, and the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from cocity_desktop.application.ports import PLAIN_LANGUAGES
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, load_glyphs
from cocity_desktop.documents.layout import Pages, Sheet, lay_out, seal
from cocity_desktop.documents.pact_words import pact_title, told_paragraphs
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.summary_words import PACT_FILE, SummaryWords, load_words
from cocity_desktop.documents.words import bcp47, filled
from cocity_desktop.localization import local, money_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocity_desktop.application.document_views import CommitmentLine, PactDocument

_SCALES = (1.0, 0.94, 0.88, 0.8)
_LENGTHS = (320, 200, 120, 60)
"""Characters of a text, from the most to the fewest."""
_MOST = 20
"""Commitments that a page could hold at best."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How large the letters are, how long a text may be, how many commitments and parties are shown."""

    scale: float
    letters: int
    commitments: int
    parties: int = 12


def render_pact_summary(doc: PactDocument, language: str, resources: Path) -> bytes:
    """The page with its fixed words in `language`. PDF/A-3a and PDF/UA-1.

    Raises ValueError for a language that is not one of `PLAIN_LANGUAGES`.
    """
    words = load_words(resources, language, PACT_FILE, PLAIN_LANGUAGES)
    first, *others = _arrangements(len(doc.commitments))
    composer, pages = _laid_out(doc, words, resources, first)
    for fit in others:
        if pages.count == 1:
            break
        composer, pages = _laid_out(doc, words, resources, fit)
    return seal(composer, pages, _facts(doc, words), resources)


def _arrangements(commitments: int) -> Iterator[Fit]:
    """From the fullest and largest to the barest, which fits whatever is in it."""
    most = min(commitments, _MOST)
    yield from (Fit(scale, _LENGTHS[0], most) for scale in _SCALES)
    smallest, middle, short = _SCALES[-1], *_LENGTHS[1:3]
    yield from (Fit(smallest, middle, shown) for shown in range(most, 7, -2))
    yield Fit(smallest, short, min(most, 8))
    yield Fit(smallest, _LENGTHS[-1], min(most, 6), 6)
    yield Fit(smallest, _LENGTHS[-1], min(most, 3), 3)


def _laid_out(doc: PactDocument, words: SummaryWords, resources: Path, fit: Fit) -> tuple[Composer, Pages]:
    composer = Composer(load_glyphs(resources / "fonts"), words.language, fit.scale)
    _Summary(composer, doc, words, fit).compose()
    public = (words.say("public"),) if doc.public else ()
    sheet = Sheet(
        pact_title(doc),
        words.say("title"),
        code=doc.delivery.content_code if doc.delivery else "",
        note=" · ".join((*public, words.say("whole"))),
        watermark="" if doc.delivery else words.say("watermark"),
        numbering=words.say("page", page="{page}", pages="{pages}"),
        top=18 * mm,
        bottom=22 * mm,
    )
    return composer, lay_out(composer, sheet, resources)


def _facts(doc: PactDocument, words: SummaryWords) -> DocumentFacts:
    return DocumentFacts(
        title=f"{words.say('title')}: {pact_title(doc)}",
        author=filled(doc.house.name, "Co-City Desktop"),
        subject=words.say(f"form.{doc.form.value}"),
        language=bcp47(words.language),
        made_at=doc.delivery.sealed_at if doc.delivery else doc.made_at,
    )


class _Summary:
    """One composition of the page. `_said` is the language of what the pact says."""

    def __init__(self, composer: Composer, doc: PactDocument, words: SummaryWords, fit: Fit) -> None:
        self._page, self._doc, self._words, self._fit = composer, doc, words, fit
        self._said = doc.language

    def compose(self) -> None:
        self._front()
        self._about()
        self._commitments()
        self._cost()
        self._end()

    def _quoted(self, text: str, style: str = "fact") -> Cell:
        return Cell(self._page.text(self._cut(text)), style, language=self._said)

    def _cut(self, text: str) -> str:
        """As much of `text` as may be shown, up to a whole word where one ends near."""
        flat = " ".join(text.split())
        if len(flat) <= self._fit.letters:
            return flat
        kept = flat[: self._fit.letters - 1]
        whole = kept.rpartition(" ")[0]
        return f"{(whole if len(whole) > len(kept) * 0.8 else kept).rstrip(' ,;.:')}…"

    def _front(self) -> None:
        page, doc, words = self._page, self._doc, self._words
        page.paragraph(
            page.text(self._cut(filled(doc.house.name, "Co-City Desktop"))), "house", language=self._said
        )
        page.rule(strong=True)
        if doc.public:
            page.paragraph(page.bold(words.say("public")), "small_ink")
        kind = f"{words.say('title')} · {words.say(f'form.{doc.form.value}')}"
        page.paragraph(page.bold(kind), "kind")
        page.heading(1, self._cut(pact_title(doc)), language=self._said)
        facts: list[tuple[str, Markup | Cell]] = [
            (words.say("who"), self._parties()),
            (words.say("term"), page.text(self._term())),
        ]
        if doc.place:
            where = (doc.place.name, doc.place.address, doc.place.city)
            facts.insert(
                0,
                (words.say("place"), self._quoted(", ".join(part.strip() for part in where if part.strip()))),
            )
        page.facts(facts)
        page.paragraph(page.text(self._state()), "small")

    def _parties(self) -> Markup | Cell:
        names = [self._cut(party.name) for party in self._doc.parties if party.name.strip()]
        if not names:
            return self._page.text(self._words.say("no_parties"))
        shown = names[: self._fit.parties]
        more = len(names) - len(shown)
        under = self._page.text(self._words.count("more_parties", more)) if more else Markup("")
        return Cell(self._page.text(" · ".join(shown)), "fact", language=self._said, under=under)

    def _term(self) -> str:
        doc, words = self._doc, self._words
        start = words.day(doc.starts_on) if doc.starts_on else ""
        end = words.day(doc.ends_on) if doc.ends_on else ""
        key = "both" if start and end else "start" if start else "end" if end else "none"
        return words.say(f"term_{key}", start=start, end=end)

    def _state(self) -> str:
        doc, words = self._doc, self._words
        if doc.delivery:
            day = words.day(local(doc.delivery.sealed_at).date())
            return words.say("version", n=doc.delivery.version, day=day)
        return words.say("draft", n=doc.draft, day=words.day(local(doc.made_at).date()))

    def _about(self) -> None:
        """The first words of the first article that has any."""
        page = self._page
        page.heading(2, self._words.say("about"))
        told = next((told for article in self._doc.articles for told in told_paragraphs(article)), ())
        text = self._cut(" ".join(sentence.text.strip() for sentence in told))
        if text:
            page.paragraph(page.text(text), language=self._said)
        else:
            page.paragraph(page.text(self._words.say("no_about")), "empty")

    def _commitments(self) -> None:
        page, words = self._page, self._words
        page.heading(2, words.say("promised"))
        taken = self._doc.commitments
        shown = taken[: self._fit.commitments]
        columns = (
            Column(words.say("who_does"), 120),
            Column(words.say("what"), WIDTH - 250),
            Column(words.say("when"), 130),
        )
        if shown:
            rows = [
                Row((self._party(line), self._quoted(filled(line.what, "–"), "cell"), self._when(line)))
                for line in shown
            ]
            page.table(columns, rows)
        else:
            page.paragraph(page.text(words.say("no_commitments")), "empty")
        if len(taken) > len(shown):
            page.paragraph(page.text(words.count("more_commitments", len(taken) - len(shown))), "small")

    def _party(self, line: CommitmentLine) -> Cell:
        if line.party.strip():
            return Cell(self._page.bold(self._cut(line.party)), "cell_label", language=self._said)
        return Cell(self._page.bold(self._words.say(f"party.{line.party_kind.value}")), "cell_label")

    def _when(self, line: CommitmentLine) -> Cell:
        words = self._words
        parts = [words.say("since", day=words.day(line.starts_on))] if line.starts_on else []
        parts += [words.say("by", day=words.day(line.due_on))] if line.due_on else []
        repeats = line.recurrence.strip()
        fixed = self._page.text("\n".join(parts) or ("" if repeats else "–"))
        if not repeats:
            return Cell(fixed, "cell_label")
        return Cell(self._page.text(self._cut(repeats)), "cell_label", language=self._said, under=fixed)

    def _cost(self) -> None:
        page, words, lines = self._page, self._words, self._doc.commitments
        cents = sum(line.money_cents or 0 for line in lines)
        hours = sum(line.hours or 0 for line in lines)
        parts = [money_in(words.language, cents)] if cents else []
        parts += [words.count("hours", hours)] if hours else []
        page.heading(2, words.say("cost"))
        page.paragraph(page.text(" · ".join(parts) or words.say("no_cost")), "small_ink")

    def _end(self) -> None:
        page, words, house = self._page, self._words, self._doc.house
        reserved = sum(len(decision.reservations) for decision in self._doc.decisions)
        if reserved:
            page.paragraph(page.text(words.count("reservations", reserved)), "small_ink")
        place = ", ".join(part.strip() for part in (house.address, house.city) if part.strip())
        contact = ", ".join(part for part in (house.name.strip(), place, house.email.strip()) if part)
        page.space(6)
        page.facts([(words.say("contact"), self._quoted(contact))] if contact else [])
        if words.language != self._said:
            page.paragraph(page.text(words.say("note")), "small")
