"""Pictures of Ctrl+K: what few letters find, with the keys that open each row, and what one letter says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio

SEARCH = {"search": "or", "search-letter": "a"}
"""Each picture with what is typed."""


def take_search(studio: Studio, window: MainWindow) -> None:
    """Over the page of groups."""
    for name, letters in SEARCH.items():
        if studio.wants(name):
            studio.open_page(window, "groups")
            window.frame.top.search.go()
            studio.type(letters)
            studio.shoot(window, name)
            window.frame.palette_.view.close_and_return()
