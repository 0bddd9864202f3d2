"""What a delivery holds, made from one reading of the pact: its JSON files and the documents beside them.

Field by field as the schemas of resources/schemas say (docs/bundle-format.md): moments in UTC to the second,
degrees as text so that every machine writes the same bytes.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.ports import BundleFile
from cocity_desktop.domain.file_names import safe_file_name
from cocity_desktop.domain.record import encode, moment_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import (
        ArticleText,
        AttachmentLine,
        DeliveryLine,
        HistoryLine,
        PactDocument,
        PlaceLine,
        SourceLine,
    )
    from cocity_desktop.application.minutes_views import EntryLine, MinutesDocument
    from cocity_desktop.application.ports import Press
    from cocity_desktop.domain.entity import JsonObject


def pact_as_json(document: PactDocument, delivery: DeliveryLine) -> JsonObject:
    """data/patto.json: what the pact says, who promised what, where each sentence comes from."""
    return {
        "format": "cocity-patto/1",
        "pact": {
            "id": document.id,
            "title": document.title,
            "draft": document.draft,
            "form": document.form.value,
            "language": document.language,
            "regulation": {"code": document.regulation_code, "title": document.regulation_title},
            "starts_on": encode(document.starts_on),
            "ends_on": encode(document.ends_on),
        },
        "house": _fields(document.house, "id", "name", "address", "city", "email"),
        "delivery": {
            "id": delivery.id,
            "version": delivery.version,
            "created_at": _second(delivery.sealed_at),
            "previous_file_code": delivery.previous_file_code,
        },
        "place": _place(document.place) if document.place else None,
        "parties": [
            {
                "kind": encode(party.group_kind),
                **_fields(party, "id", "name", "role", "address", "lead", "partners", "representative"),
                "representation_proof": party.representation_proof,
            }
            for party in document.parties
        ],
        "history": [_step(line) for line in document.history],
        "recitals": [
            {"opening": group.opening.value, "title": group.title, "items": list(group.items)}
            for group in document.recitals
        ],
        "articles": [_article(article) for article in document.articles],
        "sources": [_source(source) for source in _sources(document)],
        "commitments": [
            _fields(
                line, "id", "party_kind", "party", "what", "due_on", "recurrence", "starts_on", "money_cents"
            )
            | _fields(line, "hours", "materials", "status", "heading")
            for line in document.commitments
        ],
        "decisions": [
            {
                **_fields(
                    line, "id", "text", "meeting_title", "method", "in_favour", "fine", "with_reservation"
                ),
                **_fields(line, "stand_aside", "against", "present"),
                "taken_at": _second(line.taken_at),
                "reservations": [_fields(r, "raised_by", "text") for r in line.reservations],
            }
            for line in document.decisions
        ],
        "attachments": [
            {
                "path": f"data/{path}",
                **_fields(line, "id", "name", "media_type", "size", "sha256", "role", "caption"),
            }
            for path, line in attachment_paths(document.attachments)
        ],
        "overrides": [_fields(line, "gap", "question", "reason") for line in document.overrides],
        **({"public_copy": True} if document.public else {}),
    }


def process_as_json(
    document: PactDocument, delivery: DeliveryLine, minutes: Sequence[MinutesDocument]
) -> JsonObject:
    """data/percorso.json: meetings, what was said, opinions asked, steps of the process."""
    said = {
        m.meeting_id: [_said(line) for section in m.sections for line in section.entries] for m in minutes
    }
    return {
        "format": "cocity-percorso/1",
        "delivery": {"id": delivery.id, "version": delivery.version},
        "process": _fields(document.process, "id", "title", "state"),
        "history": [_step(line) for line in document.history],
        "meetings": [
            {
                "id": line.id,
                "title": line.title,
                "kind": line.meeting_kind.value,
                "starts_at": _second(line.starts_at),
                "venue": line.venue,
                "people": line.people,
                "entries": said.get(line.id, []),
            }
            for line in document.meetings
        ],
        "opinions": [
            {
                "kind": line.opinion_kind.value,
                **_fields(line, "office", "subject", "asked_on", "received_on", "reference", "outcome"),
            }
            for line in document.opinions
        ],
    }


def canonical_json(value: JsonObject) -> bytes:
    """The bytes attached to the PDF: keys sorted, UTF-8, one line end at the end."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def attachment_paths(lines: Sequence[AttachmentLine]) -> list[tuple[str, AttachmentLine]]:
    """Where each attachment lies below `data/`: numbered, so that equal names do not meet."""
    return [
        (f"allegati/{safe_file_name(f'{number:02d}-{line.name}')}", line)
        for number, line in enumerate(lines, start=1)
    ]


def minutes_files(
    minutes: Sequence[MinutesDocument], press: Press, read_bytes: Callable[[str], bytes]
) -> list[BundleFile]:
    """The minutes of every meeting as PDF, numbered in the order they were held; what was added to locked ones beside them."""
    files = []
    for number, document in enumerate(minutes, start=1):
        name = f"verbali/{number:02d}-{document.starts_at:%Y-%m-%d}"
        files.append(BundleFile(f"{name}.pdf", partial(minutes_pdf, document, press, read_bytes)))
        if document.additions:
            files.append(BundleFile(f"{name}-aggiunte.pdf", partial(press.minutes_additions, document)))
    return files


def _place(place: PlaceLine) -> dict[str, Any]:
    return {
        **_fields(place, "id", "name", "address", "city", "district", "quarter", "cadastre", "owner"),
        **_fields(place, "constraints", "state_of_use"),
        "latitude": _degrees(place.latitude),
        "longitude": _degrees(place.longitude),
    }


def _article(article: ArticleText) -> dict[str, Any]:
    return {
        **_fields(article, "id", "number", "heading", "heading_title", "title", "rule", "rule_verified"),
        "paragraphs": [
            [
                {
                    **_fields(sentence, "id", "text", "origin", "written_by"),
                    "sources": [source.mark for source in sentence.sources],
                }
                for sentence in paragraph
            ]
            for paragraph in article.paragraphs
        ],
    }


def _sources(document: PactDocument) -> list[SourceLine]:
    by_mark = {
        source.mark: source
        for article in document.articles
        for paragraph in article.paragraphs
        for sentence in paragraph
        for source in sentence.sources
    }
    return [by_mark[mark] for mark in sorted(by_mark)]


def _source(source: SourceLine) -> dict[str, Any]:
    return {
        **_fields(source, "mark", "kind", "id", "text", "meeting_title", "who"),
        "said_at": _second(source.said_at) if source.said_at else None,
    }


def _step(line: HistoryLine) -> dict[str, Any]:
    return {
        "kind": line.history_kind.value,
        **_fields(line, "happened_on", "to_state", "description", "reference"),
    }


def _said(line: EntryLine) -> dict[str, Any]:
    """A line of notes; a decision is never told without its reservations."""
    told = {
        "kind": line.kind.value,
        "said_at": _second(line.said_at),
        **_fields(line, "id", "text", "outcome"),
    }
    if line.decision is not None:
        told["reservations"] = [_fields(words, "raised_by", "text") for words in line.decision.reservations]
    return told


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: encode(getattr(record, name)) for name in names}


def _second(moment: datetime) -> str:
    return moment_text(moment.replace(microsecond=0))


def _degrees(value: float | None) -> str | None:
    """Six decimals are a decimetre: enough for a gate, and the same text everywhere."""
    return None if value is None else f"{value:.6f}"
