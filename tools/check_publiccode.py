"""Validate publiccode.yml: the schema, then what a schema cannot say (the files it names exist).

python tools/check_publiccode.py publiccode.yml
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(__file__).with_name("publiccode.schema.json")


def defects(card: dict[str, Any], folder: Path) -> Iterator[str]:
    """Every defect of `card`, one line each; paths in it are relative to `folder`."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for error in sorted(Draft202012Validator(schema).iter_errors(card), key=lambda e: e.json_path):
        yield f"{error.json_path}: {error.message}"
    for name in files_named(card):
        if "://" not in name and not (folder / name).is_file():
            yield f"{name}: there is no such file"


def files_named(card: dict[str, Any]) -> Iterator[str]:
    if "logo" in card:
        yield card["logo"]
    for description in card.get("description", {}).values():
        yield from description.get("screenshots", [])


def main(path: Path) -> int:
    found = list(defects(yaml.safe_load(path.read_text(encoding="utf-8")), path.parent))
    sys.stderr.write("".join(f"{path.name}: {line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
