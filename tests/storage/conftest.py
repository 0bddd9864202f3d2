"""An archive in a temporary directory, for every test of the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from tests.storage.support import PASSPHRASE, QuickHost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def host() -> QuickHost:
    return QuickHost()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty archive, closed, to be copied: making one costs some hundred statements."""
    directory = tmp_path_factory.mktemp("template")
    Archive.create(directory, PASSPHRASE, QuickHost()).close()
    return directory


@pytest.fixture
def new_archive(template: Path, host: QuickHost) -> Iterator[Callable[[Path], Archive]]:
    """Makes archives, all of one device, and closes them at the end."""
    made = []

    def make(directory: Path) -> Archive:
        directory.mkdir(parents=True)
        for source in template.glob("archive.*"):
            (directory / source.name).write_bytes(source.read_bytes())
        made.append(Archive.open(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS))
        return made[-1]

    yield make
    for archive in made:
        archive.close()


@pytest.fixture
def archive(tmp_path: Path, new_archive: Callable[[Path], Archive]) -> Archive:
    return new_archive(tmp_path / "house")
