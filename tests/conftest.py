"""What holds for every test: the language that one chose is not the next one's; no random test fails by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from cocity_desktop import localization

if TYPE_CHECKING:
    from collections.abc import Iterator

# Another worker runs beside: how long an example took says nothing of the code. Speed is measured by `make bench`.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


@pytest.fixture(autouse=True)
def language_kept() -> Iterator[None]:
    """The window and the command line choose a language for the whole process: put back what was chosen before."""
    state = localization._state
    before = (state.language, state.catalogue)
    yield
    state.language, state.catalogue = before
