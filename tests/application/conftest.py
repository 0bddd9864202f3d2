"""A small house on a real archive for the use cases: real files and journal, a clock that the test moves."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.application.services import Services
from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.errors import AppError
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from tests.storage.support import PASSPHRASE, QuickHost, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.changes import Changes

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
TODAY = date(2027, 2, 11)


class SetClock:
    """Every reading is a second later; the test may move it on."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class SmallHouse:
    """The services, and the ids of what is there."""

    services: Services
    clock: SetClock
    labels: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def run(self, use_case: Callable[..., Changes], cmd: Any, *ports: Any) -> str:
        """A use case that must succeed; the id of what it made ("" when it made nothing)."""
        changes = self.services.run(use_case, cmd, *ports)
        self.labels.append(changes.label)
        return changes.created or ""

    def refusal(self, use_case: Callable[..., Changes], cmd: Any, *ports: Any) -> tuple[str, str | None]:
        """Code and field of a refusal; nothing may have been written."""
        before = self._newest()
        with pytest.raises(AppError) as refused:
            self.services.run(use_case, cmd, *ports)
        assert self._newest() == before
        return refused.value.code.value, refused.value.field

    def _newest(self) -> list[str]:
        with self.services.new_unit_of_work() as uow:
            return [change.change_id for change in uow.journal.last_changes(1)]

    def meeting(self, title: str = "Tavolo", *, days: int = 0, begin: bool = True, **named: Any) -> str:
        """A meeting of the process, begun unless told otherwise."""
        starts = self.clock.moment + timedelta(days=days)
        cmd = ScheduleMeeting(process_id=self.ids["process"], title=title, starts_at=starts, **named)
        meeting = self.run(schedule_meeting, cmd)
        if begin:
            self.run(run_meeting, RunMeeting(meeting_id=meeting))
        return meeting


@dataclass(frozen=True)
class Beginning:
    """How a house is when a test gets it: its files, and what whoever made it knew."""

    template: Template
    moment: datetime
    labels: tuple[str, ...]
    ids: dict[str, str]


@pytest.fixture(scope="session")
def furnished_house() -> Beginning:
    return _beginning(_furnish)


@pytest.fixture(scope="session")
def bare_house() -> Beginning:
    return _beginning(lambda house: house.run(found_house, FoundHouse(name="Casa di prova")))


@pytest.fixture
def house(tmp_path: Path, furnished_house: Beginning) -> Iterator[SmallHouse]:
    """A house with a group, a place and a process."""
    with _begun(furnished_house, tmp_path / "house") as made:
        yield made


@pytest.fixture
def bare(tmp_path: Path, bare_house: Beginning) -> Iterator[SmallHouse]:
    """A house with nothing in it."""
    with _begun(bare_house, tmp_path / "bare") as made:
        yield made


def _beginning(furnish: Callable[[SmallHouse], object]) -> Beginning:
    clock = SetClock()
    made: list[SmallHouse] = []

    def build(directory: Path) -> None:
        with Archive.create(directory, PASSPHRASE, QuickHost(clock), device_name="prova") as archive:
            made.append(SmallHouse(open_services(archive, RESOURCES, "prova"), clock))
            furnish(made[-1])

    template = Template.of(build)
    return Beginning(template, clock.moment, tuple(made[-1].labels), dict(made[-1].ids))


@contextmanager
def _begun(beginning: Beginning, directory: Path) -> Iterator[SmallHouse]:
    clock = SetClock()
    clock.moment = beginning.moment
    beginning.template.lay_down(directory)
    host = QuickHost(clock)
    with Archive.open(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS) as archive:
        services = open_services(archive, RESOURCES, "prova")
        yield SmallHouse(services, clock, list(beginning.labels), dict(beginning.ids))


def _furnish(house: SmallHouse) -> None:
    services, ids = house.services, house.ids
    house.run(found_house, FoundHouse(name="Casa di prova"))
    group = GroupFields(name="Orto dei vicini", group_kind=GroupKind.ASSOCIATION)
    ids["group"] = house.run(register_group, RegisterGroup(fields=group), services.codes)
    ids["place"] = house.run(register_place, RegisterPlace(fields=PlaceFields(name="Cortile")))
    process = OpenProcess(
        title="Cortile aperto", place_id=ids["place"], group_ids=(ids["group"],), opened_on=TODAY
    )
    ids["process"] = house.run(open_process, process, services.regulations)
