"""The data of minutes, for machines: the JSON that travels inside their PDF.

It has what the pages have and no more. Lines of notes that were taken out of the prose stay out of here too: who
struck out a sentence about somebody did not mean it to leave the house inside the file.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cocity_desktop.documents.minutes_outline import Decided, commitments_of, entries_of, outline
from cocity_desktop.domain.record import encode, moment_text

if TYPE_CHECKING:
    from datetime import datetime

    from cocity_desktop.application.document_views import CommitmentLine, DecisionLine
    from cocity_desktop.application.minutes_views import EntryLine, MinutesDocument, PresenceLine

DATA_NAME = "verbale.json"
"""The name of the data inside the PDF."""
FORMAT = "cocity-verbale/1"


def minutes_data(doc: MinutesDocument) -> bytes:
    """Canonical JSON: keys sorted, UTF-8, moments in UTC to the second. The same document gives the same bytes."""
    value = {
        "format": FORMAT,
        "language": doc.language,
        "meeting": _meeting(doc),
        "house": _fields(doc.house, "id", "name", "address", "city", "email"),
        "minutes": _state(doc),
        "presences": [_presence(line) for line in doc.presences],
        "agenda": [_fields(section, "number", "title", "planned_minutes") for section in doc.sections],
        "paragraphs": [{"role": line.role.value, "text": line.text} for line in doc.standing],
        "entries": [] if doc.paragraphs else [_entry(entry) for entry in entries_of(doc)],
        "decisions": [_decision(b.text, b.line) for b in outline(doc) if isinstance(b, Decided) and b.line],
        "commitments": [_commitment(line) for line in commitments_of(doc)],
        **({"public_copy": True} if doc.public else {}),
    }
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _meeting(doc: MinutesDocument) -> dict[str, Any]:
    return {
        "id": doc.meeting_id,
        "kind": doc.meeting_kind.value,
        "process": doc.process_title,
        "starts_at": _second(doc.starts_at),
        "opened_at": _second(doc.opened_at),
        "closed_at": _second(doc.closed_at),
        **_fields(doc, "title", "planned_minutes", "venue", "called_by", "on_paper"),
    }


def _state(doc: MinutesDocument) -> dict[str, Any]:
    return {
        "locked_at": _second(doc.locked_at),
        **_fields(doc, "state", "approved_on", "approved_by", "locked_by"),
    }


def _presence(line: PresenceLine) -> dict[str, Any]:
    times = {"arrived_at": _second(line.arrived_at), "left_at": _second(line.left_at)}
    return {**_fields(line, "label", "group", "head_count"), **times}


def _entry(line: EntryLine) -> dict[str, Any]:
    return {"said_at": _second(line.said_at), **_fields(line, "id", "kind", "text", "who", "outcome")}


def _decision(text: str, line: DecisionLine) -> dict[str, Any]:
    return {
        "text": text,
        **_fields(line, "id", "method", "in_favour", "fine", "with_reservation", "stand_aside"),
        **_fields(line, "against", "present"),
        "taken_at": _second(line.taken_at),
        "reservations": [_fields(words, "raised_by", "text") for words in line.reservations],
    }


def _commitment(line: CommitmentLine) -> dict[str, Any]:
    return {
        **_fields(line, "id", "party_kind", "party", "what", "due_on", "recurrence", "starts_on"),
        **_fields(line, "money_cents", "hours", "materials", "status"),
    }


def _fields(record: object, *names: str) -> dict[str, Any]:
    return {name: encode(getattr(record, name)) for name in names}


def _second(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment.replace(microsecond=0))
