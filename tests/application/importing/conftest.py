"""An archive without records, to take tables into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from tests.application.conftest import RESOURCES, SetClock
from tests.application.importing.support import Importing
from tests.storage.support import PASSPHRASE, QuickHost, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty() -> Template:
    """An archive without records."""

    def build(directory: Path) -> None:
        Archive.create(directory, PASSPHRASE, QuickHost(SetClock()), device_name="prova").close()

    return Template.of(build)


@pytest.fixture
def new_house(tmp_path: Path, empty: Template) -> Iterator[Callable[[], Importing]]:
    """Makes empty archives."""
    made: list[Archive] = []

    def make() -> Importing:
        directory = tmp_path / f"house {len(made)}"
        empty.lay_down(directory)
        host = QuickHost(SetClock())
        archive = Archive.open(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS)
        made.append(archive)
        return Importing(open_services(archive, RESOURCES, "prova"))

    yield make
    for archive in made:
        archive.close()


@pytest.fixture
def groups(new_house: Callable[[], Importing]) -> Importing:
    return new_house()


@pytest.fixture
def people(new_house: Callable[[], Importing]) -> Importing:
    house = new_house()
    house.target = ImportTarget.PEOPLE
    return house


@pytest.fixture
def places(new_house: Callable[[], Importing]) -> Importing:
    house = new_house()
    house.target = ImportTarget.PLACES
    return house
