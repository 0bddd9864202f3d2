"""A pact as a document that the office goes on writing in: all that its pages say, for any writer of office files.

The picture of the timetable is no drawing here but a table by day: what can be edited must stay true when it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement_words import circumstances, degrees, quoted, reservation_lead
from cocity_desktop.documents.glyphs import blank_safe
from cocity_desktop.documents.marks import PlainMarks, words_of
from cocity_desktop.documents.marks import runs_of as runs
from cocity_desktop.documents.office import OfficeFacts, Run
from cocity_desktop.documents.pact_recitals import write_recitals
from cocity_desktop.documents.pact_words import (
    added_by,
    article_title,
    file_marked,
    front_facts,
    origins_of,
    pact_title,
    party_marked,
    party_title,
    place_facts,
    provenance,
    represented,
    sentences_marked,
    state_words,
    told_by,
    told_paragraphs,
    what_marked,
)
from cocity_desktop.documents.timetable import (
    budget_headings,
    budget_rows,
    has_budget,
    in_all_words,
    timetable_of,
)
from cocity_desktop.documents.words import (
    bcp47,
    day_of,
    filled,
    form_word,
    house_words,
    public_note,
    public_words,
    resource_words,
    role_word,
    size_words,
    total_words,
    when_words,
)
from cocity_desktop.localization import _, number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.document_views import ArticleText, DecisionLine, PactDocument
    from cocity_desktop.documents.office import Writer

_MARKS = PlainMarks()


def pact_office_facts(doc: PactDocument) -> OfficeFacts:
    """What the file says of itself; its moment is the draft's or the seal's."""
    made_at = doc.delivery.sealed_at if doc.delivery else doc.made_at
    draft = "" if doc.delivery else _("DRAFT")
    header = " · ".join(
        part for part in (draft, pact_title(doc), public_note(state_words(doc), public=doc.public)) if part
    )
    subject = f"{form_word(doc.form)}. {state_words(doc)}"
    author = filled(doc.house.name, "Co-City Desktop")
    return OfficeFacts(pact_title(doc), author, subject, bcp47(doc.language), made_at, header)


def compose_pact(writer: Writer, doc: PactDocument) -> bytes:
    """All that the pages say, with `writer`."""
    _front(writer, doc)
    write_recitals(writer, doc)
    for article in doc.articles:
        _article(writer, article)
    _signatures(writer, doc)
    for letter, (title, add) in zip("ABCDEFGH", _annexes(doc), strict=False):
        eyebrow = _("Annex {letter}").format(letter=letter)
        writer.heading(1, f"{eyebrow}. {title}", new_page=letter == "A")
        add(writer, doc)
    return writer.finished()


def _front(writer: Writer, doc: PactDocument) -> None:
    writer.title(form_word(doc.form), pact_title(doc))
    if doc.public:
        writer.paragraph(Run(public_words(), strong=True))
    writer.remark(house_words(doc.house))
    writer.facts([(name, words_of(value)) for name, value in front_facts(_MARKS, doc)])
    writer.remark(_("No protocol number: the Comune assigns it."))
    writer.heading(1, _("The parties"))
    if doc.parties:
        writer.numbered([runs(party_marked(_MARKS, party)) for party in doc.parties])
    else:
        writer.paragraph(Run(_("No party is named yet.")))
    if doc.place:
        writer.heading(1, _("The commons"))
        writer.facts(place_facts(doc.place))


def _article(writer: Writer, article: ArticleText) -> None:
    title = article_title(article)
    eyebrow = _("Article {number}").format(number=article.number)
    writer.heading(1, f"{eyebrow}. {title}")
    writer.remark(provenance(article, title))
    paragraphs = told_paragraphs(article)
    if paragraphs:
        writer.numbered([runs(sentences_marked(_MARKS, told)) for told in paragraphs])
    else:
        writer.paragraph(Run(_("This article is still empty.")))


def _signatures(writer: Writer, doc: PactDocument) -> None:
    if doc.parties:
        writer.heading(1, _("Signatures"))
    for party in doc.parties:
        writer.heading(2, party_title(party))
        known = bool(party.representative.strip())
        if known:
            writer.remark(represented(party))
        who = () if known else (_("Who signs, and in what capacity"),)
        writer.signing((*who, _("Place and date"), _("Signature")))


# --- Annexes --------------------------------------------------------------------------------------------------


def _annexes(doc: PactDocument) -> Iterator[tuple[str, Callable[[Writer, PactDocument], None]]]:
    if doc.commitments:
        yield _("What each party commits to"), _commitments
        yield _("Timetable and budget"), _plan
    if doc.decisions:
        yield _("Decisions and reservations"), _decisions
    if origins_of(doc):
        yield _("Where each sentence comes from"), _origins
    if doc.attachments:
        yield _("Attached files"), _files
    if doc.overrides:
        yield _("What is missing, and why it was accepted"), _overrides


def _commitments(writer: Writer, doc: PactDocument) -> None:
    writer.remark(in_all_words(doc.commitments))
    headings = (_("No."), _("What"), _("When"), _("With what"))
    for plan in timetable_of(doc).parties:
        writer.heading(2, plan.party)
        writer.remark(total_words(line for _n, line in plan.lines))
        rows = [
            (
                number(place),
                words_of(what_marked(_MARKS, line)),
                blank_safe(when_words(line)),
                blank_safe("\n".join(resource_words(line))),
            )
            for place, line in plan.lines
        ]
        writer.table(headings, rows, (8, 44, 24, 24))


def _plan(writer: Writer, doc: PactDocument) -> None:
    timetable = timetable_of(doc)
    timed = sorted(timetable.timed, key=lambda one: (one.starts, one.ends or date.max, one.number))
    if timed:
        parties = {n: plan.party for plan in timetable.parties for n, _line in plan.lines}
        rows = [
            (when_words(one.line), parties[one.number], filled(one.line.what, "–"), number(one.number))
            for one in timed
        ]
        writer.table((_("When"), _("Party"), _("What"), _("No.")), rows, (26, 26, 40, 8))
    else:
        writer.paragraph(Run(_("No commitment has a day yet.")))
    if timetable.undated:
        writer.heading(2, _("Without a day"))
        for party, place, line in timetable.undated:
            writer.item(Run(f"{party}: ", strong=True), Run(f"{filled(line.what, '–')} ({number(place)})"))
    writer.heading(2, _("Money and hours by party"))
    if has_budget(timetable):
        writer.totalled(budget_headings(), budget_rows(timetable), (46, 16, 22, 16))
    else:
        writer.paragraph(Run(_("No commitment names money or hours.")))


def _decisions(writer: Writer, doc: PactDocument) -> None:
    for line in doc.decisions:
        writer.paragraph(Run(filled(line.text, "–"), strong=True))
        writer.remark(_how(line))
        for reservation in line.reservations:
            lead = Run(f"{reservation_lead(reservation.raised_by)} ", strong=True)
            writer.quote(lead, Run(quoted(reservation.text)))


def _how(line: DecisionLine) -> str:
    """Where and when it was taken, how, and how many were for it."""
    when = " · ".join(part for part in (line.meeting_title.strip(), day_of(line.taken_at)) if part)
    return ". ".join(part for part in (when, circumstances(line), degrees(line)) if part)


def _origins(writer: Writer, doc: PactDocument) -> None:
    origins = origins_of(doc)
    if origins.sources:
        writer.remark(_("The raised figures in the articles lead here."))
        headings = (_("No."), _("What was said"), _("Who, where, when"), _("In the text"))
        rows = [
            (number(mark), blank_safe(source.text), words_of(told_by(_MARKS, source)), "\n".join(places))
            for mark, (source, places) in sorted(origins.sources.items())
        ]
        writer.table(headings, rows, (8, 40, 34, 18))
    if origins.others:
        writer.heading(2, _("Sentences that no meeting said"))
        told = [(place, one.text.strip(), added_by(one)) for place, one in origins.others]
        writer.table((_("In the text"), _("Sentence"), _("Added by")), told, (18, 52, 30))


def _files(writer: Writer, doc: PactDocument) -> None:
    headings = (_("File"), _("What it is"), _("SHA-256 begins with"), _("Size"))
    rows = [
        (
            words_of(file_marked(_MARKS, line.name, line.caption)),
            role_word(line.role),
            line.sha256[:16],
            size_words(line.size),
        )
        for line in doc.attachments
    ]
    writer.table(headings, rows, (40, 20, 28, 12))


def _overrides(writer: Writer, doc: PactDocument) -> None:
    rows = [(blank_safe(line.question or line.gap), blank_safe(line.reason)) for line in doc.overrides]
    writer.table((_("What is missing"), _("Why it was accepted")), rows, (46, 54))
