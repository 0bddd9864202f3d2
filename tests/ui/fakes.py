"""A real house for tests of pages: a real archive on real files, and a tap that holds or fails what is written.

Pages are tested over the archive they will have in life; what is faked is only the window around them and the
moments in which a disk is slow or full.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from cocity_desktop import localization
from cocity_desktop.application.house import FoundHouse, found_house
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.application.registry import GroupFields, NewMember, RegisterGroup, register_group
from cocity_desktop.application.services import Services
from cocity_desktop.application.views.access import AccessView
from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.errors import AppError
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.ui.change_bus import ChangeBus
from cocity_desktop.ui.pages.base import PageContext
from cocity_desktop.ui.permitted import desk
from tests.storage.support import PASSPHRASE, QuickHost, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.domain.house import StaffRole
    from cocity_desktop.ui.operation import Lanes

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CATALOGUES = Path(__file__).resolve().parents[2] / "i18n"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Words in `language` inside the block, as they were after it."""
    before = (localization._state.language, localization._state.catalogue)
    localization.use_language(language, CATALOGUES)
    try:
        yield
    finally:
        localization._state.language, localization._state.catalogue = before


@dataclass
class RecordingNavigator:
    """The window as pages see it: keeps what they asked."""

    opened: list[tuple[str, str | None]] = field(default_factory=list)
    said: list[tuple[str, bool]] = field(default_factory=list)
    failed: list[AppError] = field(default_factory=list)
    left: list[Path | None] = field(default_factory=list)
    retitled: int = 0
    locked: int = 0

    def open_page(self, name: str, record_id: str | None = None, **_args: str) -> None:
        self.opened.append((name, record_id))

    def back(self) -> None:
        self.opened.append(("back", None))

    def retitle(self) -> None:
        self.retitled += 1

    def leave(self, restore: Path | None = None) -> None:
        self.left.append(restore)

    def lock(self) -> None:
        self.locked += 1

    def say(self, message: str, undoable: bool = True) -> None:
        self.said.append((message, undoable))

    def fail(self, error: AppError) -> None:
        self.failed.append(error)


class MemoryPreferences:
    """Choices that last as long as the test."""

    def __init__(self) -> None:
        self._kept: dict[str, Any] = {}

    def get(self, name: str, default: Any = None) -> Any:
        return self._kept.get(name, default)

    def set(self, name: str, value: Any) -> None:
        self._kept[name] = value


class Tap:
    """Stands before every transaction: open, held (a slow disk), or failing (a full one)."""

    def __init__(self, new_unit_of_work: Callable[[], UnitOfWork]) -> None:
        self._make = new_unit_of_work
        self._open = Event()
        self._open.set()
        self.fault: AppError | None = None

    def __call__(self) -> UnitOfWork:
        if not self._open.wait(timeout=20):
            raise TimeoutError
        if self.fault is not None:
            raise self.fault
        return self._make()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is written inside the block."""
        self._open.clear()
        try:
            yield
        finally:
            self._open.set()


class SetClock:
    """A clock that the test moves. It starts in the evening of a day of 2027."""

    def __init__(self) -> None:
        self.moment = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **time: float) -> None:
        self.moment += timedelta(**time)


@dataclass
class House:
    """An archive with a process and its groups, and everything a page needs around it."""

    archive: Archive
    services: Services
    tap: Tap
    clock: SetClock
    context: PageContext
    navigator: RecordingNavigator
    process_id: str
    groups: dict[str, str]

    def run(self, use_case: Callable[..., Any], command: Any) -> str:
        """A use case on this thread; the id of what it made."""
        return str(self.services.run(use_case, command).created)


@dataclass(frozen=True)
class Beginning:
    """A house with two groups and a process, made once, and the ids of what is in it."""

    template: Template
    process_id: str
    groups: dict[str, str]


@cache
def _beginning() -> Beginning:
    made: list[tuple[str, dict[str, str]]] = []

    def build(directory: Path) -> None:
        with Archive.create(directory, PASSPHRASE, QuickHost(SetClock()), device_name="prova") as archive:
            made.append(_furnish(open_services(archive, RESOURCES, "prova")))

    return Beginning(Template.of(build), *made[-1])


@contextmanager
def open_house(directory: Path, lanes: Lanes) -> Iterator[House]:
    """A house with two groups and a process, in `directory`. Closed when the block ends."""
    beginning = _beginning()
    clock = SetClock()
    beginning.template.lay_down(directory)
    host = QuickHost(clock)
    with Archive.open(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS) as archive:
        services = open_services(archive, RESOURCES, "prova")
        tap = Tap(services.new_unit_of_work)
        services = replace(services, new_unit_of_work=tap)
        navigator = RecordingNavigator()
        context = PageContext(services, ChangeBus(), navigator, lanes, MemoryPreferences())
        groups = dict(beginning.groups)
        yield House(archive, services, tap, clock, context, navigator, beginning.process_id, groups)


def _furnish(services: Services) -> tuple[str, dict[str, str]]:
    services.run(found_house, FoundHouse(name="Casa di prova"))
    groups = {
        name: _group(services, name, person)
        for name, person in (("Genitori Fleming", "Ada"), ("Orti di prova", "Bruno"))
    }
    process = OpenProcess(
        title="Cortile di prova", group_ids=tuple(groups.values()), opened_on=date(2027, 1, 7)
    )
    return str(services.run(open_process, process, services.regulations).created), groups


def _group(services: Services, name: str, person: str) -> str:
    member = NewMember(given_name=person, family_name="Esempio")
    command = RegisterGroup(fields=GroupFields(name=name), members=(member,))
    return str(services.run(register_group, command, services.codes).created)


def at_the_desk(role: StaffRole) -> None:
    """Somebody of this role is at the desk; the test's lanes forget them at its end."""
    desk().know(AccessView("x", "Bea", role, True, None, True, ()))
