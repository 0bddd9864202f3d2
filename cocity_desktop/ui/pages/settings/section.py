"""What every section of the settings shares: the page's context, and one way to run a use case from a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import acts_of, desk, why_not

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.access import AccessView
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


class Section(QWidget):
    """A part of the settings. `show_house` and `show_access` are called when the archive has been read.

    `restricted(words)` says why something that stands here is not for who is at the desk, "" when all of it is.
    """

    WIDTH: ClassVar[int] = 620
    """Design pixels that it takes at most: about as long as a line is read with ease."""

    restricted = Signal(str)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context

    def show_access(self, access: AccessView) -> None:
        """Whoever may not do it is told before trying, here as everywhere: see `ui.permitted`."""
        desk().know(access)
        reasons = (why_not(*acts_of(button)) for button in self.findChildren(QAbstractButton))
        self.restricted.emit(next(filter(None, reasons), ""))

    def read_access(self) -> None:
        """Read anew whose phrases open the archive: no change of the archive tells of it."""
        Operation(self, self.context.services.accounts.view).on_success(self.show_access).on_error(
            self.context.navigator.fail
        ).start()

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
