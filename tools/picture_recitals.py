"""The picture of the pact's pages, with what its recitals could still say above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.ui.pages.pact.page import PAPER

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio


def take_recitals(studio: Studio, window: MainWindow, pact_id: str) -> None:
    """The pages beside the text (F6)."""
    if not studio.wants("pact-pages"):
        return
    page = studio.open_page(window, "pact", pact_id)
    page.view_choice.set_value(PAPER)
    studio.settle()
    studio.shoot(window, "pact-pages")
