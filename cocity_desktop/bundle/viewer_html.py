"""The pact as plain HTML for LEGGIMI.html: every text escaped, every label switchable between two languages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.bundle.model import BagInfo

Words: TypeAlias = dict[str, dict[str, str]]
Record: TypeAlias = dict[str, Any]


def word(words: Words, key: str) -> str:
    """The Italian word in an element that the page's program can switch to English."""
    return f'<span data-w="{key}">{escape(words[key]["it"])}</span>'


def fragments(info: BagInfo, pact: Record, content_code: str, key_name: str, words: Words) -> dict[str, str]:
    """The pieces that resources/viewer/leggimi.html asks for, by name."""
    return {
        "title": escape(info.pact_title),
        "house": escape(info.house_name),
        "version": str(info.version),
        "created": _day(info.created_text()[:10]),
        "content_code": escape(content_code),
        "key_name": escape(key_name),
        "regulation": escape(pact["pact"]["regulation"]["title"]),
        "language": escape(pact["pact"]["language"]),
        "parties": _parties(pact["parties"], words),
        "history": _history(pact["history"], words),
        "articles": "".join(
            _article(a, words) for a in sorted(pact["articles"], key=lambda each: each["number"])
        ),
        "commitments": _commitments(pact["commitments"], words),
        "sources": _sources(pact["sources"], words),
        "overrides": _overrides(pact["overrides"], words),
        "attachments": _attachments(pact["attachments"], words),
    }


def _day(text: str | None) -> str:
    """An ISO date as it is read in Italy: 30/04/2027."""
    if not text:
        return ""
    year, month, day = text[:10].split("-")
    return f'<time datetime="{text[:10]}">{day}/{month}/{year}</time>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _nothing(words: Words) -> str:
    return f'<p class="muted">{word(words, "none")}</p>'


def _items(rows: Iterable[str], words: Words, kind: str = "ul") -> str:
    body = "".join(f"<li>{row}</li>" for row in rows)
    return f"<{kind}>{body}</{kind}>" if body else _nothing(words)


def _parties(parties: list[Record], words: Words) -> str:
    return _items((_party(party) for party in parties), words)


def _party(party: Record) -> str:
    extra = [party["address"], party["representative"], ", ".join(party["partners"])]
    told = " · ".join(escape(text) for text in extra if text)
    return f"<strong>{escape(party['name'])}</strong>" + (
        f'<br><span class="muted">{told}</span>' if told else ""
    )


def _history(history: list[Record], words: Words) -> str:
    rows = (
        f"{_day(line['happened_on'])} – {_lines(line['description'])}"
        + (f' <span class="muted">({escape(line["reference"])})</span>' if line["reference"] else "")
        for line in history
    )
    return _items(rows, words)


def _article(article: Record, words: Words) -> str:
    number = article["number"]
    paragraphs = "".join(
        "<p>" + " ".join(_sentence(sentence, words) for sentence in paragraph) + "</p>"
        for paragraph in article["paragraphs"]
    )
    title = escape(article["title"] or article["heading_title"])
    return (
        f'<article id="articolo-{number}" data-article="{escape(article["id"])}" data-number="{number}" '
        f'aria-labelledby="articolo-{number}-t"><h3 id="articolo-{number}-t">'
        f'<span class="number">{number}.</span> {title}</h3>'
        f'<div class="text">{paragraphs or _nothing(words)}</div></article>'
    )


def _sentence(sentence: Record, words: Words) -> str:
    label = escape(words["source"]["it"])
    marks = "".join(
        f'<a class="mark" href="#fonte-{mark}" aria-label="{label} {mark}" data-wl="source" data-n="{mark}">{mark}</a>'
        for mark in sentence["sources"]
    )
    if sentence["origin"] == "drafting":
        marks = f'<span class="drafted">{word(words, "drafted")}</span>'
    return f"<span>{_lines(sentence['text'])}{marks}</span>"


def _commitments(commitments: list[Record], words: Words) -> str:
    """Who promised what, grouped by party as in a ledger."""
    by_party: dict[str, list[Record]] = {}
    for commitment in commitments:
        by_party.setdefault(commitment["party"], []).append(commitment)
    blocks = (
        f"<h3>{escape(party)}</h3>" + _items((_commitment(each, words) for each in promised), words)
        for party, promised in by_party.items()
    )
    return "".join(blocks) or _nothing(words)


def _commitment(commitment: Record, words: Words) -> str:
    facts = []
    if commitment["due_on"]:
        facts.append(f"{word(words, 'by')} {_day(commitment['due_on'])}")
    if commitment["starts_on"]:
        facts.append(f"{word(words, 'from')} {_day(commitment['starts_on'])}")
    if commitment["recurrence"]:
        facts.append(escape(commitment["recurrence"]))
    if commitment["money_cents"]:
        facts.append(_euro(commitment["money_cents"]))
    if commitment["hours"]:
        facts.append(f"{commitment['hours']} {word(words, 'hours')}")
    if commitment["materials"]:
        facts.append(_lines(commitment["materials"]))
    told = f'<br><span class="muted">{" · ".join(facts)}</span>' if facts else ""
    return f"{_lines(commitment['what'])}{told}"


def _euro(cents: int) -> str:
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02d} €"


def _sources(sources: list[Record], words: Words) -> str:
    rows = (
        f'<li id="fonte-{source["mark"]}" value="{source["mark"]}">«{_lines(source["text"])}»'
        f'<br><span class="muted">{_told(source)}</span></li>'
        for source in sorted(sources, key=lambda each: each["mark"])
    )
    body = "".join(rows)
    return f"<ol>{body}</ol>" if body else _nothing(words)


def _told(source: Record) -> str:
    parts = [escape(source["who"]), escape(source["meeting_title"]), _day(source["said_at"])]
    return " · ".join(part for part in parts if part)


def _overrides(overrides: list[Record], words: Words) -> str:
    rows = (
        f'{_lines(each["question"] or each["gap"])}<br><span class="muted">{_lines(each["reason"])}</span>'
        for each in overrides
    )
    return _items(rows, words)


def _attachments(attachments: list[Record], words: Words) -> str:
    rows = (
        f"<code>{escape(each['path'])}</code>" + (f" – {_lines(each['caption'])}" if each["caption"] else "")
        for each in attachments
    )
    return _items(rows, words)
