"""Large text in a small window: what does not fit scrolls, and a bar is there only then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def scrolling(content: QWidget) -> ScrollPane:
    """`content`, never squeezed below the height it needs."""
    pane = ScrollPane(content)
    pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return pane
