"""Pictures of what is done with people's data: the review of records, an erasure before it happens, the two papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.erase_person import EraseDialog
from cocity_desktop.ui.pages.settings.privacy import NoticeDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio

PRIVACY = ("settings-personal-data", "settings-privacy", "notice-form", "person-erase", "person-erase-named",
           "people-acts")  # fmt: skip


def privacy_sheets() -> dict[str, Callable[[Services, Any], bytes]]:
    """What is printed about people's data."""
    return {
        "sheet-person": lambda s, _ids: s.privacy_papers.person(s.people_data.about(_first(s))),
        "sheet-notice": lambda s, _ids: s.privacy_papers.notice(
            s.people_data.notice(s.queries.house().notices[0].id)
        ),
    }


def _first(services: Services) -> str:
    return services.queries.people()[0].id


def take_privacy(studio: Studio, window: MainWindow) -> None:
    """The section as it is reached from the settings, and the dialog of the first person."""
    if not studio.wants(*PRIVACY):
        return
    page = studio.open_page(window, "settings", section="privacy")
    studio.shoot(window, "settings-privacy")
    form = NoticeDialog(page, page.context.services, 2)
    form.propose.click()
    studio.dialog("notice-form", lambda: open_dialog(form))
    studio.open_page(window, "settings", section="personal_data")
    studio.shoot(window, "settings-personal-data")
    page = studio.open_page(window, "people")
    studio.shoot(window, "people-acts")
    services = page.context.services
    preview = services.erasures.preview(_first(services))
    studio.dialog("person-erase", lambda: open_dialog(EraseDialog(page, services, preview)))
    named = EraseDialog(page, services, preview)
    named.name.set_text(preview.name)
    studio.dialog("person-erase-named", lambda: open_dialog(named))
