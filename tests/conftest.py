"""What holds for every test: the language that one chose is not the next one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop import localization

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def language_kept() -> Iterator[None]:
    """The window and the command line choose a language for the whole process: put back what was chosen before."""
    state = localization._state
    before = (state.language, state.catalogue)
    yield
    state.language, state.catalogue = before
