"""The halo around the control that the keyboard is on.

A border that changes width makes the page jump, so the halo is a frame of its own over the control's surroundings,
shown only when focus came by keyboard: a mouse user has just seen where the click went.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from cocity_desktop.ui.widgets.halo import Halo

_BY_KEYBOARD = frozenset(
    {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
)


class KeyboardFocus:
    """Mixin for painted controls: knows whether focus came by keyboard, and shows the halo then."""

    keyboard_focus = False
    _halo: Halo | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # type: ignore[misc]
        self._show_halo(event.reason() in _BY_KEYBOARD)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)  # type: ignore[misc]
        self._show_halo(False)

    def _show_halo(self, wanted: bool) -> None:
        self.keyboard_focus = wanted
        if wanted and self._halo is None:
            from cocity_desktop.ui.widgets.halo import Halo

            self._halo = Halo(self)  # type: ignore[arg-type]
        elif not wanted and self._halo is not None:
            self._halo.setWidget(None)  # type: ignore[arg-type]
            self._halo.deleteLater()
            self._halo = None
        self.update()  # type: ignore[attr-defined]
