"""A small delivery for the tests: every text invented, every kind of character that breaks things included."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cocity_desktop.bundle.minisign import HouseKey
from cocity_desktop.bundle.model import BagInfo, BundleContent, Payload
from cocity_desktop.bundle.reader import Verification, verify_bundle
from cocity_desktop.bundle.writer import write_bundle

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "resources" / "schemas"
VIEWER = ROOT / "resources" / "viewer"
KEY = HouseKey.from_seed(bytes(range(32)))
OTHER_KEY = HouseKey.from_seed(bytes(range(1, 33)))
CREATED = datetime(2026, 11, 22, 18, 42, 7, tzinfo=UTC)
NAME = "Perché no? [Neu] – l’orto"


def an_id(number: int) -> str:
    return f"01936b7e-0000-7000-8000-{number:012d}"


def article(number: int, *texts: str) -> dict[str, Any]:
    return {
        "id": an_id(100 + number),
        "number": number,
        "heading": "objectives",
        "heading_title": "Obiettivi",
        "title": f"Obiettivi {number} <b>&amp;",
        "rule": "Regolamento di esempio, art. 5",
        "rule_verified": False,
        "paragraphs": [
            [
                {
                    "id": an_id(1000 + 10 * number + place),
                    "text": text,
                    "origin": "drafting" if place else "sourced",
                    "written_by": "",
                    "sources": [] if place else [1],
                }
                for place, text in enumerate(texts)
            ]
        ],
    }


def pact(version: int = 1, articles: int = 3) -> dict[str, Any]:
    return {
        "format": "cocity-patto/1",
        "pact": {
            "id": an_id(1),
            "title": NAME,
            "draft": 1,
            "form": "pact",
            "language": "it",
            "regulation": {"code": "esempio", "title": "Regolamento di esempio"},
            "starts_on": "2027-01-01",
            "ends_on": None,
        },
        "house": {
            "id": an_id(2),
            "name": "Casa di esempio",
            "address": "via d’Esempio 1",
            "city": "Torino",
            "email": "",
        },
        "delivery": {
            "id": an_id(3),
            "version": version,
            "created_at": "2026-11-22T18:42:07Z",
            "previous_file_code": "",
        },
        "place": {
            "id": an_id(4),
            "name": "Giardino",
            "address": "",
            "city": "Torino",
            "district": 6,
            "quarter": "",
            "cadastre": "",
            "owner": "Comune",
            "constraints": "",
            "state_of_use": "",
            "latitude": "45.070300",
            "longitude": None,
        },
        "parties": [
            {
                "id": None,
                "name": "Comune di Torino",
                "kind": None,
                "role": None,
                "address": "",
                "lead": "",
                "partners": [],
                "representative": "",
                "representation_proof": "",
            }
        ],
        "history": [
            {
                "happened_on": "2026-05-01",
                "kind": "act",
                "to_state": None,
                "description": "Proposta",
                "reference": "prot. 1",
            }
        ],
        "articles": [
            article(n, f"Prima frase {n}: «perché sì» </script><script>alert(1)</script>", "Seconda.")
            for n in range(1, articles + 1)
        ],
        "sources": [
            {
                "mark": 1,
                "kind": "entry",
                "id": an_id(5),
                "text": "Aprire il sabato",
                "meeting_title": "Primo incontro",
                "said_at": "2026-06-01T16:00:00Z",
                "who": "Gruppo di esempio",
            }
        ],
        "commitments": [
            {
                "id": an_id(6),
                "party_kind": "comune",
                "party": "Comune di Torino",
                "what": "Fornisce due rastrelliere",
                "due_on": "2027-04-30",
                "recurrence": "",
                "starts_on": None,
                "money_cents": 123450,
                "hours": 4,
                "materials": "rastrelliere",
                "status": "open",
                "heading": "objectives",
            }
        ],
        "decisions": [],
        "attachments": [],
        "overrides": [],
    }


def process(version: int = 1) -> dict[str, Any]:
    return {
        "format": "cocity-percorso/1",
        "delivery": {"id": an_id(3), "version": version},
        "process": {"id": an_id(7), "title": "Percorso di esempio", "state": "pact_draft"},
        "history": [],
        "meetings": [],
        "opinions": [],
    }


def info(version: int = 1) -> BagInfo:
    return BagInfo(
        house_name="Casa di esempio",
        delivery_id=an_id(3),
        pact_id=an_id(1),
        pact_title=NAME,
        version=version,
        previous_file_code="",
        created_at=CREATED,
        software="Co-City Desktop di prova",
        folder=f"patto-esempio-v{version}",
    )


FILES = (
    Payload("data/allegati/planimetria è «qui».pdf", b"%PDF-1.7 disegno\n" * 40),
    Payload("data/allegati/vuoto.txt", b""),
    Payload("data/verbali/01-primo-incontro.pdf", b"%PDF-1.7 verbale\n"),
)


def documents(content_code: str) -> list[Payload]:
    return [Payload("data/patto.pdf", f"%PDF-1.7 codice {content_code}\n".encode())]


def content(**changes: Any) -> BundleContent:
    made: dict[str, Any] = {
        "info": info(),
        "pact": pact(),
        "process": process(),
        "files": FILES,
        "documents": documents,
    }
    return BundleContent(**(made | changes))


def write(out: Path, key: HouseKey = KEY, **changes: Any) -> Path:
    write_bundle(content(**changes), key, out, VIEWER)
    return out


def verify(path: Path, *trusted: HouseKey) -> Verification:
    return verify_bundle(path, SCHEMAS, [key.public() for key in trusted] if trusted else None)
