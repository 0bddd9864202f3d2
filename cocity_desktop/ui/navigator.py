"""What a page may ask of the window that holds it. Pages never import pages: they ask to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.domain.errors import AppError


class Navigator(Protocol):
    """The shell as pages see it."""

    def open_page(self, name: str, record_id: str | None = None, **args: str) -> None:
        """Go to the page `name` ("groups", "meeting"), at a record if one is given."""

    def back(self) -> None:
        """To the page before this one."""

    def retitle(self) -> None:
        """The words of the page's breadcrumb are known now, or changed."""

    def leave(self, restore: Path | None = None) -> None:
        """Close the archive and show the way in; with `restore`, to bring that backup back."""

    def lock(self) -> None:
        """Lock the archive: it opens again by the phrase of whoever works here."""

    def say(self, message: str, undoable: bool = True) -> None:
        """Tell what was done, in the bar under the page, with «Undo» when it can be taken back."""

    def fail(self, error: AppError) -> None:
        """Tell a fault that belongs to no field, in a banner with something to do."""
