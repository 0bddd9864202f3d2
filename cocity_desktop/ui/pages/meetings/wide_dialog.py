"""Wide dialogs on any screen: two halves side by side, or one under the other where a screen or large text leaves no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout, QWidget

    from cocity_desktop.ui.dialogs.base import Dialog

_AROUND = 190
"""What stands around the body of a dialog: its title, its buttons, the window's frame, the desktop's bar."""
_LEAST = 160


def put_halves(
    dialog: Dialog, left: QLayout, right: QLayout, width: int, height: int, besides: int = 0
) -> None:
    """The body of `dialog`, `width` and `height` design pixels large at most; it scrolls when the screen is lower.

    `besides`: how high is what is put under it, in design pixels.
    """
    room = dialog.screen().availableGeometry()
    fits = px(width) <= room.width()
    halves = row(left, 28, (right, 1), gap=0) if fits else column(left, 24, right, gap=0)
    halves.setContentsMargins(2, 2, px(12), 2)
    dialog.setFixedWidth(min(px(width), room.width()))
    put_body(dialog, holding(halves), height, besides)


def put_body(dialog: Dialog, body: QWidget, height: int, besides: int = 0) -> None:
    """`body` in a pane that scrolls when the screen is lower than it needs."""
    pane = ScrollPane(body)
    least = max(_LEAST, dialog.screen().availableGeometry().height() - px(_AROUND + besides))
    pane.setFixedHeight(min(px(height), least))
    dialog.set_body(pane)
