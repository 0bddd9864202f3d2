"""Pictures of the regulations in the settings, and of the suggestions over the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.pages.pact.suggestions import SuggestionsDialog, suggestions_for

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

REGULATIONS = ("settings-regulations", "suggestions")


def take_regulations(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The rules of the house's regulation, with those that nobody verified; and the suggestions for an article."""
    if not studio.wants(*REGULATIONS):
        return
    studio.open_page(window, "settings", section="regulations")
    studio.shoot(window, "settings-regulations")
    page = studio.open_page(window, "pact", ids["pact", "pact"])
    document = page.context.services.queries.pact(ids["pact", "pact"]).document
    article = next(one for one in document.articles if one.heading == "duration")
    found = suggestions_for(page.context.services, document, article.heading)
    studio.dialog("suggestions", lambda: open_dialog(SuggestionsDialog(page, article.title, found)))
