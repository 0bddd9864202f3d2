"""Pictures of Ctrl+K: what few letters find, with the keys that open each row, and what one letter says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.codes import code_of

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

SEARCH = {"search": "or", "search-letter": "a", "search-code": ""}
"""Each picture with what is typed; the code is that of a place."""


def take_search(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """Over the page of groups."""
    typed = {**SEARCH, "search-code": code_of(ids["place", "cortile"]).lower()}
    for name, letters in typed.items():
        if studio.wants(name):
            studio.open_page(window, "groups")
            window.frame.top.search.go()
            studio.type(letters)
            studio.shoot(window, name)
            window.frame.palette_.view.close_and_return()
