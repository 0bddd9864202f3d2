"""An archive in a temporary directory, for every test of the storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from tests.storage.support import PASSPHRASE, QuickHost, Template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def host() -> QuickHost:
    return QuickHost()


@pytest.fixture(scope="session")
def template() -> Template:
    """An empty archive: making one costs some hundred statements."""
    return Template.of(lambda directory: Archive.create(directory, PASSPHRASE, QuickHost()).close())


@pytest.fixture
def new_archive(template: Template, host: QuickHost) -> Iterator[Callable[[Path], Archive]]:
    """Makes archives, all of one device, and closes them at the end."""
    made = []

    def make(directory: Path) -> Archive:
        template.lay_down(directory)
        made.append(Archive.open(directory, PASSPHRASE, host, durability=Durability.NONE_FOR_TESTS))
        return made[-1]

    yield make
    for archive in made:
        archive.close()


@pytest.fixture
def archive(tmp_path: Path, new_archive: Callable[[Path], Archive]) -> Archive:
    return new_archive(tmp_path / "house")
