"""What every page is: a widget that is opened on a record, and refreshes when the change bus says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

from cocity_desktop.application.gate import Preferences
from cocity_desktop.application.services import Services
from cocity_desktop.ui.change_bus import ChangeBus
from cocity_desktop.ui.navigator import Navigator
from cocity_desktop.ui.operation import Lanes

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the window gives to every page."""

    services: Services
    bus: ChangeBus
    navigator: Navigator
    lanes: Lanes
    preferences: Preferences


class Page(QWidget):
    """A page of the window.

    `NAME` is what the navigator calls it, `KINDS` the kinds of record whose changes concern it. `FOLDS_SIDEBAR`
    is set for tasks that need the width (a live meeting, the composer). `UNDO_STOPS` are the labels of acts that the undo
    key does not take back while the page is in front: those that brought its record about.
    """

    NAME: ClassVar[str] = ""
    KINDS: ClassVar[tuple[str, ...]] = ()
    FOLDS_SIDEBAR: ClassVar[bool] = False
    UNDO_STOPS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        context.bus.changed.connect(self._on_changed)

    def open(self, record_id: str | None = None, **arguments: str) -> None:  # noqa: ARG002 (subclasses read them)
        """Show the page, on a record if one is named. Called each time the page comes to the front."""
        self.refresh()

    def refresh(self) -> None:
        """Read again what the page shows, on the database lane."""

    def home(self) -> str:
        """The page of the sidebar that this one belongs to just now, "" for the one that `places` says."""
        return ""

    def breadcrumb(self) -> tuple[str, ...]:
        """The words above the page, outermost first."""
        return ()

    def start(self) -> QWidget:
        """Where the keys go once the page has come to the front, unless it has put them somewhere itself."""
        return self

    def top_actions(self) -> tuple[QWidget, ...]:
        """New widgets for the line above the page; the window deletes them when the page leaves."""
        return ()

    def explanation(self) -> str:
        """What F1 says of this page: two or three sentences."""
        return ""

    def may_leave(self) -> bool:
        """Whether the page can be left now; a page with an unsaved text keeps it or saves it and says True."""
        return True

    def is_live(self) -> bool:
        """Whether something goes on by the clock here, and people look at it without touching the window."""
        return False

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.concerns(*self.KINDS):
            self.refresh()
