"""Documents are tested in Italian, as they are delivered, with the fonts and catalogues of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.localization import current_language, use_language

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def resources() -> Path:
    return ROOT / "resources"


@pytest.fixture(autouse=True)
def _italian() -> Iterator[None]:
    before = current_language()
    use_language("it", ROOT / "i18n")
    yield
    use_language(before, ROOT / "i18n")


@pytest.fixture
def in_english() -> None:
    use_language("en", ROOT / "i18n")
