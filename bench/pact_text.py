"""A made-up pact of as many articles as wanted, and the same words as HTML: what `bench.pact_paper` prints."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING

from cocity_desktop.application.document_views import (
    ArticleText,
    CommitmentLine,
    DecisionLine,
    HistoryLine,
    HouseLine,
    PactDocument,
    PartyLine,
    ProcessLine,
    ReservationLine,
    SentenceLine,
    SourceLine,
)
from cocity_desktop.documents.marks import PlainMarks
from cocity_desktop.documents.pact_words import (
    added_by,
    article_title,
    front_facts,
    origins_of,
    pact_title,
    party_marked,
    party_title,
    sentences_marked,
    told_by,
    told_paragraphs,
    what_marked,
)
from cocity_desktop.documents.timetable import budget_headings, budget_rows, timetable_of
from cocity_desktop.documents.words import resource_words, when_words
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, ProcessState
from cocity_desktop.domain.meetings import DecisionMethod
from cocity_desktop.domain.pacts import SentenceOrigin
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_MOMENT = datetime(2027, 3, 12, 16, 40, tzinfo=UTC)
_SAID = (
    "Il cortile resta aperto a chiunque il sabato mattina, dalle 9 alle 13, da marzo a giugno.",
    "Fuori da questi orari lo usa la scuola, che ne tiene le chiavi e lo chiude alle 18.",
    "A ogni apertura sono presenti almeno due volontari, riconoscibili da un cartellino.",
    "L’accesso è gratuito e nessuno deve iscriversi; chi vuole aiutare lascia il proprio nome in portineria.",
    "Le attività che portano più di cinquanta persone si annunciano alla scuola con quindici giorni di anticipo.",
    "Ogni sei mesi le parti scrivono insieme che cosa è stato fatto, con quali risorse e con quali difficoltà.",
)
_PARTIES = ("Comune di esempio", "Rete del cortile", "Associazione volontari dell’Àncora", "Scuola «I Tigli»")


def make_pact(articles: int) -> PactDocument:
    """A draft with so many articles, a fifth of them sentences without a source, and what comes with them."""
    return PactDocument(
        id="p",
        title="Patto per il cortile e il giardino di via di Esempio",
        draft=2,
        form=GovernmentForm.PACT,
        regulation_code="bench",
        regulation_title="Regolamento di esempio per i beni comuni",
        language="it",
        process=ProcessLine("pr", "Cortile", ProcessState.PACT_DRAFT),
        house=HouseLine("h", "Casa di esempio", "via Esempio 1", "Esempio", "casa@example.org"),
        place=None,
        parties=tuple(
            PartyLine(f"g{n}", name, GroupKind.ASSOCIATION, None, "via Esempio 2", "", (), "Ada Esempio", "")
            for n, name in enumerate(_PARTIES)
        ),
        history=tuple(
            HistoryLine(date(2026, 4, 26) + timedelta(days=30 * n), HistoryKind.ACT, None, _SAID[n], "")
            for n in range(6)
        ),
        opinions=(),
        meetings=(),
        articles=tuple(_article(n) for n in range(1, articles + 1)),
        commitments=tuple(_commitment(n) for n in range(max(articles // 2, 8))),
        decisions=tuple(_decision(n) for n in range(max(articles // 8, 2))),
        attachments=(),
        overrides=(),
        starts_on=date(2027, 4, 1),
        ends_on=date(2029, 3, 31),
        delivery=None,
        made_at=_MOMENT,
    )


def _article(number: int) -> ArticleText:
    paragraphs = tuple(
        tuple(_sentence(number * 9 + paragraph * 3 + place) for place in range(3)) for paragraph in range(3)
    )
    title = f"Che cosa si fa, parte {number}"
    return ArticleText(
        f"a{number}", number, f"h{number}", f"Voce {number}", title, "allegato", True, paragraphs
    )


def _sentence(number: int) -> SentenceLine:
    text = _SAID[number % len(_SAID)]
    if number % 5 == 3:
        return SentenceLine(f"s{number}", text, SentenceOrigin.DRAFTING, "Carla Modello", ())
    source = SourceLine(
        number // 2 + 1,
        "entry",
        f"e{number}",
        text,
        "Secondo tavolo",
        _MOMENT,
        _PARTIES[number % len(_PARTIES)],
    )
    return SentenceLine(f"s{number}", text, SentenceOrigin.SOURCED, "", (source,))


def _commitment(number: int) -> CommitmentLine:
    repeats = number % 3 == 0
    return CommitmentLine(
        f"c{number}", PartyKind.GROUP, _PARTIES[number % len(_PARTIES)], _SAID[number % len(_SAID)],
        None if repeats else date(2027, 4, 1) + timedelta(days=number * 11 % 700),
        "ogni sabato" if repeats else "", None, 12_550 * (number % 4), number % 7, "", CommitmentStatus.OPEN, "",
    )  # fmt: skip


def _decision(number: int) -> DecisionLine:
    reserved = (ReservationLine("Rete del cortile", "Il portone da soli non si apre."),)
    return DecisionLine(
        f"d{number}", _SAID[number % len(_SAID)], "Secondo tavolo", _MOMENT, DecisionMethod.CONSENSUS,
        12, 6, 1, 4, 0, 23, reserved,
    )  # fmt: skip


# --- The same words for a browser's engine --------------------------------------------------------------------

_MARKS = PlainMarks()
_STYLE = """
@page {{ size: A4; margin: 30mm 30mm 28mm; @bottom-right {{ content: "pagina " counter(page) " di " counter(pages);
  font: 8pt Titillium }} @top-left {{ content: "{title}"; font: 8pt Titillium }} }}
@font-face {{ font-family: Lora; src: url({fonts}/Lora-Regular.ttf) }}
@font-face {{ font-family: Lora; font-weight: bold; src: url({fonts}/Lora-Bold.ttf) }}
@font-face {{ font-family: Titillium; src: url({fonts}/TitilliumWeb-Regular.ttf) }}
@font-face {{ font-family: Titillium; font-weight: bold; src: url({fonts}/TitilliumWeb-SemiBold.ttf) }}
body {{ font: 10.5pt/16pt Lora; color: #17334F }} h1, h2, h3, th, small {{ font-family: Titillium }}
h2 {{ font-size: 15pt }} table {{ border-collapse: collapse; width: 100%; font-size: 9.5pt }}
td, th {{ border-bottom: .5pt solid #C4CFD9; padding: 5pt 12pt 5pt 0; text-align: left; vertical-align: top }}
.draft {{ position: fixed; top: 40%; left: 0; font: bold 120pt Titillium; color: #EEF1F5; transform: rotate(-56deg);
  z-index: -1 }}
"""


def as_html(doc: PactDocument, fonts: Path) -> str:
    """The words of the pact's pages as HTML with the same fonts, sizes and margins; pictures are left out."""
    style = _STYLE.format(title=escape(pact_title(doc)), fonts=fonts.as_uri())
    parts = [f'<div class="draft">BOZZA</div><h1>{escape(pact_title(doc))}</h1>']
    parts.append(_table((), front_facts(_MARKS, doc)))
    parts += ["<h2>Le parti</h2>", _list(party_marked(_MARKS, one) for one in doc.parties)]
    parts.append("<h2>Premesse</h2>")
    for group in doc.recitals:
        parts += [f"<p><b>{escape(group.title)}</b></p>", _list(escape(item) for item in group.items)]
    for article in doc.articles:
        parts.append(f"<h2><small>Articolo {article.number}</small><br>{escape(article_title(article))}</h2>")
        parts.append(_list(sentences_marked(_MARKS, told) for told in told_paragraphs(article)))
    parts += ["<h2>Firme</h2>", _list(escape(party_title(one)) for one in doc.parties)]
    parts.append('<h2 style="break-before: page">Che cosa si impegna a fare ogni parte</h2>')
    timetable = timetable_of(doc)
    for plan in timetable.parties:
        rows = [
            (str(n), what_marked(_MARKS, line), when_words(line), ", ".join(resource_words(line)))
            for n, line in plan.lines
        ]
        parts += [
            f"<h3>{escape(plan.party)}</h3>",
            _table(("N.", "Che cosa", "Quando", "Con che cosa"), rows),
        ]
    parts += ["<h2>Tempi e risorse</h2>", _table(budget_headings(), budget_rows(timetable))]
    for decision in doc.decisions:
        parts.append(f"<p><b>{escape(decision.text)}</b></p>")
        parts += [f"<p>«{escape(one.text)}»</p>" for one in decision.reservations]
    origins = origins_of(doc)
    told = [
        (str(mark), escape(source.text), told_by(_MARKS, source), ", ".join(places))
        for mark, (source, places) in sorted(origins.sources.items())
    ]
    parts += ["<h2>Da dove viene ogni frase</h2>", _table(("N.", "Che cosa", "Chi", "Dove"), told)]
    others = [(place, escape(one.text), escape(added_by(one))) for place, one in origins.others]
    parts.append(_table(("Dove", "Frase", "Chi"), others))
    title = escape(pact_title(doc))
    body = "".join(parts).replace("<super>", "<sup>").replace("</super>", "</sup>")
    return (
        f'<!doctype html><html lang="it"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def _list(items: Iterable[str]) -> str:
    return f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = f"<thead><tr>{''.join(f'<th>{text}</th>' for text in headings)}</tr></thead>" if headings else ""
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows)
    return f"<table>{head}<tbody>{body}</tbody></table>"
