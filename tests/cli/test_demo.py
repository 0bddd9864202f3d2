"""`cocity demo`: the whole job once, without Qt, and what it leaves behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import PASSPHRASE, Answer, Command

if TYPE_CHECKING:
    from pathlib import Path

# The demo's own process may not load Qt (conftest): that it ends well is the proof.


def test_it_says_the_six_steps_in_figures(demo: tuple[Path, Answer]) -> None:
    _, answer = demo
    assert answer.code == 0, answer.err
    assert answer.err == ""
    for line in ("3 groups", "6 meetings, 60 entries", "25 commitments", "Nothing lacks"):
        assert line in answer.out
    assert [line[:2] for line in answer.out.splitlines() if line[1:2] == "."] == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "5.",
        "6.",
    ]


def test_it_leaves_the_archive_two_deliveries_and_the_answer(delivered: Path) -> None:
    assert {path.name for path in delivered.iterdir()} == {
        "data",
        "patto-v1.zip",
        "risposta-v1.json",
        "patto-v2.zip",
    }
    assert json.loads((delivered / "risposta-v1.json").read_bytes())["version"] == 1


@pytest.mark.parametrize("version", [1, 2])
def test_both_deliveries_are_valid(delivered: Path, cocity: Command, version: int) -> None:
    answer = cocity("verify", delivered / f"patto-v{version}.zip", "--json")
    assert answer.code == 0
    assert json.loads(answer.out)["info"]["Cocity-Version"] == str(version)


def test_the_archive_opens_with_the_same_passphrase(house: Path, cocity: Command) -> None:
    rows = cocity("pact", "list", data=house)
    assert rows.code == 0
    assert "Patto per il cortile di via Fleming" in rows.out


def test_the_next_meeting_holds_what_the_city_did_not_accept(
    delivered: Path, house: Path, cocity: Command
) -> None:
    answer = json.loads((delivered / "risposta-v1.json").read_bytes())
    refused = [item["article_number"] for item in answer["items"] if item["verdict"] != "accepted"]
    lines = cocity("meeting", "list", data=house).out.splitlines()
    meeting = next(line.split()[0] for line in lines if "la risposta del Comune" in line)
    agenda = cocity("meeting", "show", meeting, data=house).out
    assert len(refused) == 4
    assert [number for number in refused if f"Articolo {number}, " not in agenda] == []


def test_a_second_demo_in_the_same_place_is_refused_and_changes_nothing(
    delivered: Path, cocity: Command
) -> None:
    before = {path: path.stat().st_mtime_ns for path in delivered.glob("*.*")}
    answer = cocity("demo", "--out", delivered)
    assert answer.code == 2
    assert {path: path.stat().st_mtime_ns for path in delivered.glob("*.*")} == before


def test_the_passphrase_is_read_from_a_file(
    house: Path, cocity: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COCITY_PASSPHRASE")
    file = tmp_path / "frase.txt"
    file.write_text(f"{PASSPHRASE}\nsecond line\n", encoding="utf-8")
    assert cocity("--passphrase-file", file, "group", "list").code == 0
    without = cocity("group", "list")
    assert (without.code, "COCITY_PASSPHRASE" in without.err) == (2, True)
