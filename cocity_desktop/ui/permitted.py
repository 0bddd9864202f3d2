"""What whoever is at the desk may not do is greyed, with the reason: the one place of the window that asks the table.

Whatever runs a use case says under which label it will be committed (`domain.permissions`):

    self.add = doing(Button(_("Add someone"), "primary"), "add_staff")

and where nothing is pressed (a key on a row, a file let fall), asks before it begins: `if allowed("attach_file"):`. Forms say
it once for all ways to them (`FormDialog.ACTS`). It is a kindness: what keeps the rule is the unit of work (docs/adr/0029).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from cocity_desktop.domain.errors import UserError
from cocity_desktop.error_messages import words_for

if TYPE_CHECKING:
    from cocity_desktop.application.views.access import AccessView

One = TypeVar("One", bound="QObject")
_NAME, _ACTS = "desk", "acts"


@runtime_checkable
class Refusable(Protocol):
    """A control that can be greyed with a reason, whatever its page says of it meanwhile."""

    def refuse(self, reason: str) -> None:
        """Grey it, and say why; with "" it is again as its page wants it."""


class Desk(QObject):
    """Who is at the desk, and whose role says what is offered; nobody yet until the archive was asked.

    `changed` when it is somebody else or the role is another one; `refused(words)` when something was asked for all the same.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._access: AccessView | None = None
        self._followed: WeakSet[QObject] = WeakSet()

    @property
    def access(self) -> AccessView | None:
        """Who is here with what role, as it was last read."""
        return self._access

    def know(self, access: AccessView | None) -> None:
        """Who is here now, None when no archive is open: then nothing is greyed."""
        before, self._access = self._access, access
        if access is None or before is None or _who(before) != _who(access):
            self._look_again()
            self.changed.emit()

    def why_not(self, *acts: str) -> str:
        """Why who is here may not do all of these, "" when they may."""
        code = self._access.refusal(*acts) if self._access is not None else None
        return "" if code is None else words_for(UserError(code))

    def follow(self, one: QObject) -> None:
        """Show on this one who is here, now and when it is somebody else, as long as it is there."""
        self._followed.add(one)
        _show(one)

    def _look_again(self) -> None:
        # Not among all widgets of the application: that hands out those that are being destroyed as well.
        for one in list(self._followed):
            if isValid(one):
                _show(one)


def _who(access: AccessView) -> tuple[str, str, str]:
    return access.my_id, access.my_name, access.my_role


def desk() -> Desk:
    """The one of the running application. Raises RuntimeError without an application."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("no application")
    found = app.findChild(Desk, _NAME)
    return found if isinstance(found, Desk) else Desk(app)


def doing(one: One, *acts: str) -> One:
    """Give back `one`, a control or a menu's action, greyed with the reason while who is here may not do all of `acts`."""
    one.setProperty(_ACTS, list(acts))
    desk().follow(one)
    return one


def acts_of(one: QObject) -> tuple[str, ...]:
    """What it does when it is used, as it was said to `doing`; nothing for what writes nothing."""
    return tuple(one.property(_ACTS) or ())


def why_not(*acts: str) -> str:
    """The words of the refusal, "" when all of it may be done."""
    return desk().why_not(*acts)


def allowed(*acts: str) -> bool:
    """Whether it may be begun; when not, the window says why."""
    reason = why_not(*acts)
    if reason:
        desk().refused.emit(reason)
    return not reason


def _show(one: QObject) -> None:
    reason = why_not(*acts_of(one))
    if isinstance(one, QAction):
        _show_action(one, reason)
    elif isinstance(one, Refusable):
        one.refuse(reason)
    elif isinstance(one, QWidget):
        raise TypeError(f"{type(one).__name__} cannot be greyed with a reason")


def _show_action(action: QAction, reason: str) -> None:
    """Actions are made anew each time their menu opens: what the page wants comes before `doing`."""
    if not reason:
        return
    action.setEnabled(False)
    action.setToolTip(reason)
    action.setStatusTip(reason)
    menu = action.parent()
    if isinstance(menu, QMenu):
        menu.setToolTipsVisible(True)
