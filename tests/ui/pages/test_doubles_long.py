"""Doubles of a long list: looked for in the background, told how far, stopped by hand, begun again after a change."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject

from cocity_desktop.application.registry import GroupFields, UpdateGroup, update_group
from cocity_desktop.ui import doubles, doubles_search
from cocity_desktop.ui.operation import Operation, Progress
from cocity_desktop.ui.pages.groups.page import GroupsPage
from cocity_desktop.ui.widgets.buttons import Button
from tests.ui.pages.test_doubles import at, doubtful, house

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.likeness import RegistryFacts
    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors
    from tests.ui.fakes import House
    from tests.ui.pages.registry import Person

__all__ = ["house"]


class Held:
    """Questions of the archive; the second part of the registry is handed out when the test says so."""

    def __init__(self, queries: Any) -> None:
        self._queries = queries
        self.go = Event()
        self.parts: list[int] = []
        self.followed: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queries, name)

    def facts_after(self, kind: str, after: str, limit: int) -> RegistryFacts:
        if after:
            self.go.wait(timeout=20)
        found = self._queries.facts_after(kind, after, limit)
        self.parts.append(len(found))
        return found

    def facts_touched(self, kind: str, refs: Any) -> Any:
        self.go.wait(timeout=20)
        found = self._queries.facts_touched(kind, refs)
        self.followed.append(len(found[0]))
        return found


@pytest.fixture(autouse=True)
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubles, "LONG", 2)
    monkeypatch.setattr(doubles, "_LONG_PAUSE_MS", 1)
    monkeypatch.setattr(doubles_search, "PART", 2)


@pytest.fixture
def person(house: House, qtbot: QtBot, doors: AnsweringDoors) -> Person:
    return at(GroupsPage(house.context), house, qtbot, doors)


@pytest.fixture
def held(person: Person) -> Iterator[Held]:
    """A page that has found its doubles, and is about to look for them again."""
    made = Held(person.house.context.services.queries)
    person.page.doubles.search._services = _Services(person.page.context.services, made)
    person.page.doubles._show(())
    person.page.doubles.search.forget()
    yield made
    made.go.set()


class _Services:
    def __init__(self, services: Any, queries: Held) -> None:
        self.queries, self.matcher = queries, services.matcher


def test_doubles_of_a_long_list_are_found_by_themselves(person: Person) -> None:
    assert doubtful(person) == ["Ass. Orti Lingotto", "Orti del Lingotto"]
    assert "Orti del Lingotto e Ass. Orti Lingotto" in person.page.doubles.notice.words()


def test_it_is_told_how_far_it_is_and_the_button_stops_it(person: Person, held: Held) -> None:
    page = person.page
    page.doubles._look()
    person.qtbot.waitUntil(lambda: page.doubles.bar.isVisibleTo(page))
    assert page.doubles.notice.words() == "Cerco i doppi: 20 %"
    next(one for one in page.doubles.bar.findChildren(Button) if one.text() == "Ferma").click()
    held.go.set()
    person.qtbot.waitUntil(lambda: not page.doubles.search.running)
    assert not page.doubles.bar.isVisibleTo(page)
    assert not page.doubles.found
    assert held.parts[0] == 2
    assert len(held.parts) < 3, "nothing more was read"
    assert not page.doubles._due, "it does not begin again by itself"


def test_a_search_that_was_begun_again_tells_only_of_the_last(person: Person, held: Held) -> None:
    page, told = person.page, []
    page.doubles.search.found.connect(told.append)
    page.doubles._look()
    page.doubles._look()
    held.go.set()
    person.qtbot.waitUntil(lambda: bool(told) and person.house.context.lanes.idle())
    assert len(told) == 1
    assert len(told[0]) == 1


def rename(person: Person, name: str, new: str) -> None:
    services = person.page.context.services
    one = next(row for row in services.queries.groups() if row.name == name)
    cmd = UpdateGroup(group_id=one.id, fields=GroupFields(name=new, address="Via Alloro 3"))
    person.page.context.bus.changed.emit(services.run(update_group, cmd, services.codes))


def test_a_changed_record_is_proposed_no_more_until_it_was_looked_at_again(
    person: Person, held: Held
) -> None:
    page = person.page
    held.go.set()
    page.doubles._look()
    person.qtbot.waitUntil(lambda: bool(page.doubles.found))
    held.go.clear()
    read = len(held.parts)
    rename(person, "Ass. Orti Lingotto", "Bocciofila")
    assert page.doubles.found == ()
    assert doubtful(person) == []
    held.go.set()
    person.qtbot.waitUntil(lambda: bool(held.followed) and not page.doubles.search.running)
    assert page.doubles.found == ()
    rename(person, "Bocciofila", "Orti di Lingotto APS")
    person.qtbot.waitUntil(lambda: bool(page.doubles.found))
    assert held.followed == [1, 1], "only what was written"
    assert len(held.parts) == read, "nothing else was read again"


def test_what_is_written_while_everything_is_looked_through_is_followed_then(
    person: Person, held: Held
) -> None:
    page = person.page
    page.doubles._look()
    person.qtbot.waitUntil(lambda: held.parts == [2])
    rename(person, "Ass. Orti Lingotto", "Bocciofila")
    person.qtbot.waitUntil(lambda: page.doubles.search._asked is not None)
    held.go.set()
    person.qtbot.waitUntil(lambda: held.followed == [1] and not page.doubles.search.running)
    assert page.doubles.found == ()


def test_too_much_written_begins_anew(person: Person, held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubles_search, "MANY", 0)
    page = person.page
    held.go.set()
    page.doubles._look()
    person.qtbot.waitUntil(lambda: bool(page.doubles.found))
    read = len(held.parts)
    rename(person, "Ass. Orti Lingotto", "Bocciofila")
    person.qtbot.waitUntil(lambda: len(held.parts) > read and not page.doubles.search.running)
    assert held.followed == []


def test_the_archive_that_closes_waits_for_no_search(person: Person, held: Held) -> None:
    lanes = person.house.context.lanes
    person.page.doubles._look()
    person.qtbot.waitUntil(lambda: held.parts == [2])
    lanes.stop_background()
    held.go.set()
    person.qtbot.waitUntil(lanes.idle)
    assert person.page.doubles._due, "it goes on when the page is seen again"
    assert not person.page.doubles.search.running


def test_a_long_calculation_gives_way_and_can_be_stopped_in_the_middle(lanes: Lanes, qtbot: QtBot) -> None:
    steps: list[int] = []
    stopped: list[bool] = []
    begun = Event()

    def forever(progress: Progress) -> None:
        while True:
            progress.give_way()
            steps.append(1)
            begun.set()

    parent = QObject()
    operation: Operation[None] = Operation(parent, forever)
    operation.with_progress(lambda *_told: None).on_cancel(lambda: stopped.append(True)).start("background")
    assert begun.wait(5)
    lanes.stop_background()
    qtbot.waitUntil(lambda: bool(stopped))
