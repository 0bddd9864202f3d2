"""People's data on the command line: seen, written out, erased after asking, looked at again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

NAME = "Ugo Esempio"


@pytest.fixture
def ugo(cocity: Command) -> str:
    cocity("init", "--house", "Casa di prova")
    group = cocity("group", "add", "Orto").id
    cocity("group", "member", group, "Ugo", "Esempio", "--email", "ugo@example.org")
    return next(line.split()[0] for line in cocity("person", "list").out.splitlines() if NAME in line)


def test_seen_and_written_out(cocity: Command, ugo: str, tmp_path: Path) -> None:
    content = json.loads(cocity("person", "show", ugo).out)
    assert content["contacts"][0]["value"] == "ugo@example.org"
    written = cocity("person", "export", ugo, "--out", tmp_path / "out")
    assert written.code == 0
    assert {file.suffix for file in (tmp_path / "out").iterdir()} == {".json", ".pdf"}
    assert len(json.loads(cocity("person", "show", ugo).out)["exports"]) == 1


def test_the_notice_and_the_day_to_look_again(cocity: Command, ugo: str) -> None:
    assert ugo in cocity("person", "list", "--without-notice").out
    assert cocity("person", "notice", ugo, "--on", "2027-02-11", "--channel", "voice").code == 0
    assert cocity("person", "list", "--without-notice").out == ""
    assert ugo in cocity("retention").out
    assert cocity("person", "keep", ugo, "--until", "2099-01-01").code == 0
    assert ugo not in cocity("retention").out


def test_erased_after_asking(cocity: Command, ugo: str) -> None:
    tried = cocity("person", "erase", ugo, "--dry-run")
    assert tried.code == 0
    assert "What vanishes" in tried.out
    refused = cocity("person", "erase", ugo, text="Ugo\n")
    assert refused.code == 2
    assert NAME in cocity("person", "list").out
    done = cocity("person", "erase", ugo, text=f"{NAME}\n")
    assert done.code == 0, done.err
    assert "persona cancellata n. 1" in done.out
    assert "Esempio" not in cocity("person", "show", ugo).out
    again = cocity("person", "erase", ugo, "--yes")
    assert again.code == 2
    assert "number 1" in again.err
    assert cocity("doctor").code == 0


def test_found_by_the_code_that_finding_tells_and_once_erased_by_nothing(cocity: Command, ugo: str) -> None:
    told = cocity("find", "ugo", "esempio").out.split()
    assert told[0] == ugo
    code = told[1]
    assert len(code) == 5
    assert cocity("find", code.lower()).out.split()[:2] == [ugo, code]
    assert cocity("person", "erase", ugo, "--yes").code == 0
    for words in ((code,), ("ugo", "esempio")):
        nobody = cocity("find", *words)
        assert (nobody.code, nobody.out) == (1, "")
