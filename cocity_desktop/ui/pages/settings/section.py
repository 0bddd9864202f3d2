"""What every section of the settings shares: the page's context, and one way to run a use case from a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


class Section(QWidget):
    """A part of the settings. `show_house` is called when the archive has been read."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    def show_house(self, house: HouseDetail) -> None:
        """Show what is in the archive."""

    def save(
        self,
        job: Callable[[], Changes],
        said: str,
        refused: Callable[[AppError], object],
        *,
        undoable: bool = True,
    ) -> None:
        """Run `job` on the database lane; tell the window what was done, or `refused` why not."""

        def done(changes: Changes) -> None:
            self.context.bus.changed.emit(changes)
            self.context.navigator.say(said, undoable=undoable)

        Operation(self, job).on_success(done).on_error(refused).start()


class MakesSection(Protocol):
    """A section's class."""

    def __call__(self, context: PageContext) -> Section: ...
