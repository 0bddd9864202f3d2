"""publiccode.yml against the schema published in SchemaStore, in the form in which a registry carries it.

`@schemastore/publiccode` is that schema as TypeScript definitions: the file is written as a value of that type and the
compiler judges every key and every enumeration. `make check` judges the same file without Node.js, by our transcription
of the standard (tools/check_publiccode.py); this test holds the transcription against what others published.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.conformance

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("@schemastore/publiccode@1.0.3", "typescript@5.9.3")
# The generator writes a string with a pattern as an intersection that no string satisfies.
UNSATISFIABLE = re.compile(r"\(\{\s*\[k: string\]: unknown \| undefined;\s*\} & string\)")


@pytest.fixture(scope="module")
def compiler(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiler and the published definitions."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("publiccode")
    done = subprocess.run(
        [npm, "install", "--silent", *PACKAGES], cwd=folder, capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("the packages cannot be had here")
    types = folder / "node_modules" / "@schemastore" / "publiccode" / "index.d.ts"
    types.write_text(UNSATISFIABLE.sub("string", types.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def complaints(folder: Path, card: dict[str, object]) -> list[str]:
    """What the compiler says of `card` as a publiccode.yml."""
    source = folder / "card.ts"
    value = json.dumps(card, default=str, ensure_ascii=False, indent=1)
    source.write_text(
        'import type { JSONSchemaForPubliccodeYml } from "@schemastore/publiccode";\n'
        f"export const card: JSONSchemaForPubliccodeYml = {value};\n",
        encoding="utf-8",
    )
    command = [
        str(folder / "node_modules" / ".bin" / "tsc"),
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "card.ts",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return [line for line in done.stdout.splitlines() if "error" in line]


def our_card() -> dict[str, object]:
    card: dict[str, object] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return card


def test_the_card_fits_the_published_schema(compiler: Path) -> None:
    assert complaints(compiler, our_card()) == []


@pytest.mark.parametrize(
    "wrong",
    [{"developmentStatus": "devel"}, {"nome": "Co-City"}, {"softwareType": "desktop"}, {"name": None}],
)
def test_a_wrong_card_does_not(compiler: Path, wrong: dict[str, object]) -> None:
    assert complaints(compiler, our_card() | wrong)
