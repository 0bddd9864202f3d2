"""Versions of a pact from the command line: kept, listed, compared in words, as JSON and on paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


def test_a_version_is_kept_listed_and_compared(cocity: Command, tmp_path: Path) -> None:
    cocity("init", "--house", "Casa di prova")
    process = cocity("process", "open", "Cortile aperto").id
    pact = cocity("pact", "new", process).id
    article = cocity("pact", "show", pact).out.split("] ")[1].split()[0]
    cocity("pact", "write", article, "Si apre alle otto. Si chiude.")
    version = cocity("pact", "keep", pact, "Prima", "--note", "del tavolo").id
    cocity("pact", "write", article, "Si apre alle nove. Si chiude.")

    listed = cocity("pact", "versions", pact).out
    assert listed.splitlines()[0].startswith("now")
    assert version in listed
    told = cocity("pact", "compare", pact, "prima")
    assert told.code == 0
    assert "  Si apre alle [-otto-]{+nove+}." in told.out
    assert "reworded: «otto» became «nove»" in told.out
    assert "written in drafting" in told.out
    same = cocity("pact", "compare", pact, version, version)
    assert same.out.strip() == "The text is the same"

    found = json.loads(cocity("pact", "compare", pact, version, "now", "--json").out)
    (line,) = found["articles"][0]["sentences"]
    assert (line["change"], line["words"][1]) == ("reworded", ["gone", "otto"])

    out = tmp_path / "fronte.pdf"
    assert cocity("pact", "compare", pact, version, "--out", out).code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_state_that_is_not_there_is_said(cocity: Command) -> None:
    cocity("init", "--house", "Casa di prova")
    pact = cocity("pact", "new", cocity("process", "open", "Cortile aperto").id).id
    assert cocity("pact", "compare", pact, "mai").code == 2
    assert cocity("pact", "keep", pact, " ").code == 2
