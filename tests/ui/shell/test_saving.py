"""What the status bar says of saving: a moment that was synced, or that something is behind and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.changes import Changes
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.ui.shell.saving import SaveWatch, WatchedDrafts
from cocity_desktop.ui.widgets.status_bar import StatusBar
from tests.ui.fakes import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

NOW = datetime(2027, 2, 11, 17, 42, 7, tzinfo=UTC)


@pytest.fixture
def bar(themed_app: QApplication, qtbot: QtBot) -> Iterator[StatusBar]:
    with speaking("it"):
        made = StatusBar()
        qtbot.addWidget(made)
        yield made


@pytest.fixture
def watch(bar: StatusBar) -> SaveWatch:
    made = SaveWatch(bar, bar)
    made.use_clock(lambda: NOW)
    made._slow.setInterval(0)
    return made


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "Salvato 18:42:07"),
        (datetime(2027, 2, 10, 16, 40, tzinfo=UTC), "Salvato ieri 17:40"),
        (datetime(2027, 1, 28, 16, 40, tzinfo=UTC), "Salvato 28 gennaio 17:40"),
        (datetime(2026, 12, 3, 16, 40, tzinfo=UTC), "Salvato 3 dicembre 2026 17:40"),
        (datetime(2027, 2, 10, 23, 30, tzinfo=UTC), "Salvato 00:30:00"),
    ],
)
def test_a_moment_of_another_day_says_which(
    bar: StatusBar, watch: SaveWatch, moment: datetime, words: str
) -> None:
    watch.saved_at(moment)
    assert bar.state() == words


def test_finished_lines_that_wait_are_told_with_their_number(
    bar: StatusBar, watch: SaveWatch, qtbot: QtBot
) -> None:
    watch.saved_at(NOW)
    with qtbot.waitSignal(watch._slow.timeout):
        watch.waiting(2)
        assert bar.state() == "Salvato 18:42:07", "not before it is a second behind"
    assert bar.accessibleName() == "Sto salvando…: 2 righe aspettano il disco"
    watch.waiting(1)
    assert bar.accessibleName() == "Sto salvando…: 1 riga aspetta il disco"
    watch.waiting(0)
    assert bar.state() == "Salvato 18:42:07"


def test_a_fault_stays_until_something_was_written(bar: StatusBar, watch: SaveWatch, qtbot: QtBot) -> None:
    watch.saved_at(NOW)
    with pytest.raises(EnvironmentFault), watch.writing():
        raise EnvironmentFault(ErrorCode.DISK_FULL)
    qtbot.waitUntil(lambda: bar.state() == "Non salvato")
    assert "disco è pieno" in bar.accessibleName()
    with watch.writing():
        pass
    qtbot.waitUntil(lambda: not watch._under_way)
    assert bar.state() == "Non salvato", "a use case that wrote nothing proves nothing"
    watch.saved_at(NOW)
    assert bar.state() == "Non salvato", "when the last line was saved says nothing of this one"
    watch.saved(Changes("c", "capture_entry", saved_at=NOW))
    assert bar.state() == "Salvato 18:42:07"


class _Drafts:
    """A disk that takes nothing until it is told to."""

    def __init__(self) -> None:
        self.full = True

    def save(self, key: str, text: str) -> None:
        if self.full:
            raise EnvironmentFault(ErrorCode.DISK_FULL)

    def load(self, key: str) -> str:
        return ""

    def keys(self) -> tuple[str, ...]:
        return ()


def test_a_draft_that_cannot_be_kept_is_told_and_one_that_can_says_nothing_of_lines(
    bar: StatusBar, watch: SaveWatch, qtbot: QtBot
) -> None:
    drafts = _Drafts()
    watched = WatchedDrafts(drafts, watch)
    watch.saved_at(NOW)
    with pytest.raises(EnvironmentFault):
        watched.save("entry:1", "Il portone")
    qtbot.waitUntil(lambda: bar.state() == "Non salvato")
    drafts.full = False
    watched.save("entry:1", "Il portone è")
    qtbot.waitUntil(lambda: bar.state() == "Salvato 18:42:07")
