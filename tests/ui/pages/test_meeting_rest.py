"""A meeting is read again when the hand rests: soon after a change, later while keys come, but not never."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from cocity_desktop.ui.pages.meeting import rest
from cocity_desktop.ui.pages.meeting.rest import Rest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def waiting(qtbot: QtBot) -> Rest:
    parent = QObject()
    made = Rest(parent)
    made.kept = parent  # type: ignore[attr-defined]  # as long as the timer
    return made


def test_a_change_is_read_soon_and_once(waiting: Rest, qtbot: QtBot) -> None:
    with qtbot.waitSignal(waiting.timeout):
        waiting.begin()
        waiting.begin()
        assert waiting.interval() == rest.AFTER_CHANGE_MS
    assert not waiting.isActive()


def test_a_key_puts_the_reading_off_and_another_change_does_not_bring_it_nearer(waiting: Rest) -> None:
    waiting.begin()
    waiting.put_off()
    assert waiting.interval() == rest.AFTER_KEY_MS
    waiting.begin()
    assert waiting.interval() == rest.AFTER_KEY_MS


def test_keys_alone_ask_for_no_reading(waiting: Rest) -> None:
    waiting.put_off()
    assert not waiting.isActive()


def test_whoever_types_on_and_on_does_not_put_it_off_for_ever(
    waiting: Rest, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.begin()
    monkeypatch.setattr(rest, "LONGEST_MS", 0)
    waiting.put_off()
    assert waiting.interval() == rest.AFTER_CHANGE_MS
