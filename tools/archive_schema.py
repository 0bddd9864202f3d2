"""Write resources/schemas/archive.schema.json from the domain. Run it after a field was added."""

from __future__ import annotations

import json
from pathlib import Path

from cocity_desktop.storage.archive_schema import archive_schema

OUT = Path(__file__).resolve().parent.parent / "resources" / "schemas" / "archive.schema.json"

if __name__ == "__main__":
    OUT.write_text(json.dumps(archive_schema(), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(OUT)
