"""The sample house as the window opens it: made anew each time, in a directory of its own, told by a clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cocity_desktop.bootstrap import LocalGate
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
