"""Delivery and verification beside bagit-python, as processes on the same payload: 12 pages of pact, 20 MB attached.

    python bench/delivery.py [ROUNDS]

Each figure is the best of ROUNDS (7) interleaved rounds, interpreter start included, bytecode compiled before (as
it is wherever the app is installed). The peer makes a bag with
SHA-512 and packs it with zipfile (stored, as ours), and validates it unpacked. Goal: ratios of at most 1.0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ATTACHMENTS, SIZE = 10, 2 << 20
PAGES = 12

OURS_WRITE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from cocity_desktop.bundle.minisign import HouseKey
from cocity_desktop.bundle.model import BagInfo, BundleContent, Payload
from cocity_desktop.bundle.writer import write_bundle
work, parts = Path(sys.argv[1]), Path(sys.argv[2])
pact, process = json.loads((work / "pact.json").read_text()), json.loads((work / "process.json").read_text())
files = tuple(Payload(f"data/allegati/{p.name}", p) for p in sorted((work / "source").iterdir()))
info = BagInfo(house_name="Casa di prova", delivery_id=pact["delivery"]["id"], pact_id=pact["pact"]["id"],
    pact_title=pact["pact"]["title"], version=1, previous_file_code="", created_at=datetime(2026, 11, 22, tzinfo=UTC),
    software="bench", folder="patto-prova-v1")
content = BundleContent(info=info, pact=pact, process=process, files=files)
write_bundle(content, HouseKey.from_seed(bytes(32)), work / "ours.zip", parts)
"""

THEIRS_WRITE = """
import sys, zipfile, bagit
from pathlib import Path
work = Path(sys.argv[1])
bag = work / "theirs"
bagit.make_bag(str(bag), {"Source-Organization": "Casa di prova"}, checksums=["sha512"])
with zipfile.ZipFile(work / "theirs.zip", "w") as packed:
    for path in sorted(bag.rglob("*")):
        packed.write(path, path.relative_to(work))
"""

OURS_VERIFY = """
import sys
from pathlib import Path
from cocity_desktop.bundle.reader import verify_bundle
sys.exit(0 if verify_bundle(Path(sys.argv[1]) / "ours.zip", Path(sys.argv[2])).valid else 1)
"""


def articles() -> list[dict[str, object]]:
    """About twelve pages of text: 14 articles of 20 sentences."""
    text = "Il gruppo apre il cortile il sabato dalle nove alle tredici, con due volontari di turno, e ne cura la pulizia."
    return [
        {
            "id": _id(100 + number), "number": number, "heading": "objectives", "heading_title": "Obiettivi",
            "title": f"Articolo {number}", "rule": "", "rule_verified": False,
            "paragraphs": [
                [{"id": _id(1000 + 100 * number + n), "text": text, "origin": "drafting", "written_by": "", "sources": []}
                 for n in range(20)]
            ],
        }
        for number in range(1, 15)
    ]  # fmt: skip


def _id(number: int) -> str:
    return f"01936b7e-0000-7000-8000-{number:012d}"


def prepare(work: Path) -> None:
    """The payload and the two JSON files, the same for both sides."""
    import json

    pact = {
        "format": "cocity-patto/1",
        "pact": {"id": _id(1), "title": "Patto di prova", "draft": 1, "form": "pact", "language": "it",
                 "regulation": {"code": "prova", "title": "Prova"}, "starts_on": None, "ends_on": None},
        "house": {"id": _id(2), "name": "Casa di prova", "address": "", "city": "", "email": ""},
        "delivery": {"id": _id(3), "version": 1, "created_at": "2026-11-22T00:00:00Z", "previous_file_code": ""},
        "place": None, "parties": [], "history": [], "articles": articles(), "sources": [], "commitments": [],
        "decisions": [], "attachments": [], "overrides": [],
    }  # fmt: skip
    process = {
        "format": "cocity-percorso/1", "delivery": {"id": _id(3), "version": 1},
        "process": {"id": _id(4), "title": "", "state": "pact_draft"}, "history": [], "meetings": [], "opinions": [],
    }  # fmt: skip
    (work / "pact.json").write_text(json.dumps(pact), encoding="utf-8")
    (work / "process.json").write_text(json.dumps(process), encoding="utf-8")
    (work / "source").mkdir()
    for number in range(ATTACHMENTS):
        (work / "source" / f"foto-{number:02d}.jpg").write_bytes(os.urandom(SIZE))


def fresh_bag_source(work: Path) -> None:
    """bagit-python makes a bag in place: it needs a new copy each time, made outside the measured time."""
    shutil.rmtree(work / "theirs", ignore_errors=True)
    shutil.copytree(work / "source", work / "theirs")
    for name in ("pact.json", "process.json"):
        shutil.copy(work / name, work / "theirs" / name)


def seconds(*command: str) -> float:
    """How long a process takes; it must succeed."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(Path(tempfile.gettempdir()) / "cocity-bench-pycache")
    begin = time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begin


def measure(rounds: int) -> dict[str, float]:
    """Best times in seconds by what was done."""
    best: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="cocity-bench-") as name:
        work = Path(name)
        prepare(work)
        bagit = str(Path(sys.executable).parent / "bagit.py")
        viewer, schemas = str(ROOT / "resources" / "viewer"), str(ROOT / "resources" / "schemas")
        for _ in range(rounds):
            fresh_bag_source(work)
            taken = {
                "ours write": seconds("-c", OURS_WRITE, name, viewer),
                "theirs write": seconds("-c", THEIRS_WRITE, name),
                "ours verify": seconds("-c", OURS_VERIFY, name, schemas),
                "theirs verify": seconds(bagit, "--validate", "--quiet", str(work / "theirs")),
                "sha512 alone": seconds("-c", HASH_ALONE, name),
            }
            best = {what: min(value, best.get(what, value)) for what, value in taken.items()}
    return best


HASH_ALONE = """
import hashlib, sys
from pathlib import Path
for path in sorted((Path(sys.argv[1]) / "source").iterdir()):
    hashlib.sha512(path.read_bytes()).hexdigest()
"""


def main() -> None:
    best = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    for what, value in best.items():
        print(f"{what:14} {value * 1000:7.1f} ms")
    print(f"delivery_ratio: {best['ours write'] / best['theirs write']:.2f}")
    print(f"verify_ratio: {best['ours verify'] / best['theirs verify']:.2f}")


if __name__ == "__main__":
    main()
