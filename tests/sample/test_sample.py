"""The sample house as the window opens it: made anew each time, in a directory of its own, told by a clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cocity_desktop.bootstrap import LocalGate
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.sample.build import SAMPLE_SUFFIX, clear_sample
from cocity_desktop.sample.data import StoryClock, read_sample

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def test_the_window_opens_it_beside_the_archive_and_makes_it_anew(tmp_path: Path) -> None:
    gate = LocalGate(tmp_path / "casa", RESOURCES, "prova")
    beside = tmp_path / f"casa{SAMPLE_SUFFIX}"
    try:
        services = gate.open_sample()
        assert (len(services.queries.groups()), len(services.queries.meetings())) == (3, 6)
        assert sum(row.entries for row in services.queries.meetings()) == 60
        assert len(services.queries.commitments(open_only=False)) == 25
        assert services.directory == beside
        (beside / "left over.txt").write_text("from the last time", encoding="utf-8")
        again = gate.open_sample()
        assert len(again.queries.groups()) == 3
    finally:
        gate.close()
    assert not (beside / "left over.txt").exists()
    assert not (tmp_path / "casa").exists()


def test_it_shows_what_the_live_meeting_leaves_behind(tmp_path: Path) -> None:
    gate = LocalGate(tmp_path / "casa", RESOURCES, "prova")
    try:
        services = gate.open_sample()
        house = read_sample(RESOURCES / "sample", None)
        meetings = {row.title: row.id for row in services.queries.meetings()}
        rows = {row["key"]: row for row in house.rows("meetings")}
        minutes = {key: services.minutes_of(meetings[row["title"]]) for key, row in rows.items()}
        details = {key: services.queries.meeting(meetings[row["title"]]) for key, row in rows.items()}
    finally:
        gate.close()
    assert [minutes[key].state for key in ("aiuole-primo", "sopralluogo", "primo")] == list(MinutesState)
    proposed = [line for line in minutes["aiuole-primo"].paragraphs if line.proposed is not None]
    assert len(proposed) == 1
    assert proposed[0].edited
    assert sum(line.edited for line in minutes["aiuole-primo"].paragraphs) == 2
    assert minutes["aiuole-primo"].on_paper
    assert not minutes["primo"].on_paper
    assert len(minutes["primo"].additions) == 1
    assert minutes["primo"].locked_sha256
    _check_presence(rows, details)
    entries = [entry for detail in details.values() for entry in detail.entries]
    assert sum(len(entry.photos) for entry in entries) == 1
    assert sum(entry.place_id is not None for entry in entries) == 1
    assert [item.translation for item in details["aiuole-sopralluogo"].agenda if item.parent_id is not None]


def _check_presence(rows: dict[str, Any], details: dict[str, Any]) -> None:
    """Who was in the room was counted by the app, not told to it: it agrees with the file."""
    for key, row in rows.items():
        found = {entry.text: entry.decision for entry in details[key].entries if entry.decision}
        told = {e["text"]: e["decision"]["present"] for e in row.get("entries", ()) if "decision" in e}
        assert {text: decision.present for text, decision in found.items()} == told


def test_nothing_but_a_sample_is_ever_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "casa").mkdir()
    with pytest.raises(ValueError, match="casa"):
        clear_sample(tmp_path / "casa")
    assert (tmp_path / "casa").is_dir()


def test_the_story_s_clock_never_goes_back_nor_stands() -> None:
    begin = datetime(2027, 1, 1, tzinfo=UTC)
    clock = StoryClock(begin)
    clock.move_to(begin - timedelta(days=1))
    readings = [clock.now() for _ in range(3)]
    assert begin < readings[0] < readings[1] < readings[2]
    clock.move_to(begin + timedelta(days=1))
    assert clock.now() > begin + timedelta(days=1)


def test_hours_are_those_of_rome_in_winter_and_in_summer() -> None:
    data = read_sample(RESOURCES / "sample", date(2026, 3, 29))
    assert data.moment(-1, "12:00").hour == 11
    assert data.moment(0, "12:00").hour == 10
