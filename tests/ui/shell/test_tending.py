"""The window tends the archive's files by a beat, and stops before the archive is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    import pytest

    from tests.ui.shell.conftest import Starts


def test_the_beat_tends_the_open_archive(starts: Starts) -> None:
    window = starts.opened()
    tended = []
    tender = window._gate.archive().tender
    real, tender.tend = tender.tend, lambda: tended.append(real())
    window.frame.tending._beat.timeout.emit()
    starts.settled()
    assert tended == [None]


def test_a_refusal_is_for_the_log_not_for_the_person(
    starts: Starts, caplog: pytest.LogCaptureFixture
) -> None:
    window = starts.opened()

    def refuse() -> None:
        raise EnvironmentFault(ErrorCode.DISK_FULL, path="casa")

    window._gate.archive().tender.tend = refuse
    window.frame.tending.tend()
    starts.settled()
    assert window.frame.banner.words() == ""
    assert "could not be tended" in caplog.text


def test_it_rests_when_the_archive_is_about_to_be_closed(starts: Starts) -> None:
    window = starts.opened()
    frame = window.frame
    assert frame.tending._beat.isActive()
    frame.rest()
    assert not frame.tending._beat.isActive()
