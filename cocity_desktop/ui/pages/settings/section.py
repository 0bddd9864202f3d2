"""What every section of the settings shares: the page's context, and one way to run a use case from a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QAbstractButton

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.access import AccessView
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext


class Section(QWidget):
    """A part of the settings. `show_house` and `show_access` are called when the archive has been read.

    `restricted(bool)` when what stands here is, or is not, for who coordinates alone.
    """

    WIDTH: ClassVar[int] = 620
    """Design pixels that it takes at most: about as long as a line is read with ease."""

    restricted = Signal(bool)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.may_coordinate = True

    def coordinators(self) -> tuple[QAbstractButton, ...]:
        """The buttons of acts that are the coordinator's (`domain.permissions`)."""
        return ()

    def show_access(self, access: AccessView) -> None:
        """Whoever may not do it is told before trying; what keeps the rule is the unit of work."""
        self.may_coordinate = access.my_role is StaffRole.COORDINATOR
        for button in self.coordinators():
            button.setEnabled(self.may_coordinate)
            if not self.may_coordinate:
                button.setToolTip(words_for(UserError(ErrorCode.COORDINATOR_ONLY)))
        self.restricted.emit(bool(self.coordinators()) and not self.may_coordinate)

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
