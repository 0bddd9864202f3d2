"""The pages of the window by name: where each one's module is, and which of them stand in the sidebar.

A page's module is imported when it is first opened, so that a window costs no more than the page it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.localization import _

if TYPE_CHECKING:
    from cocity_desktop.ui.pages.base import Page

FIRST = "today"


class Place(NamedTuple):
    """A page that has its word in the sidebar."""

    name: str
    words: Callable[[], str]
    icon: str
    shortcut: str


SIDEBAR: tuple[Place, ...] = (
    Place("today", lambda: _("Today"), "today", "Alt+1"),
    Place("groups", lambda: _("Groups"), "group", "Alt+2"),
    Place("people", lambda: _("People"), "user", "Alt+3"),
    Place("places", lambda: _("Places"), "map-marker", "Alt+4"),
    Place("processes", lambda: _("Processes"), "path", "Alt+5"),
    Place("meetings", lambda: _("Meetings"), "calendar", "Alt+6"),
    Place("commitments", lambda: _("Commitments"), "flag", "Alt+7"),
    Place("pacts", lambda: _("Pacts"), "pact", "Alt+8"),
    Place("deliveries", lambda: _("Deliveries"), "box", "Alt+9"),
)
BELOW: tuple[Place, ...] = (
    Place("desk", lambda: _("City desk"), "desk", "Alt+0"),
    Place("settings", lambda: _("Settings"), "settings", "Ctrl+,"),
)

TASKS: dict[str, str] = {
    "meeting": "meetings",
    "minutes": "meetings",
    "fates": "meetings",
    "pact": "pacts",
    "compare": "pacts",
    "delivery": "deliveries",
    "importing": "groups",
}
"""Pages that open on one record, each with the page of the sidebar that they belong to."""


def names() -> tuple[str, ...]:
    """Every page that can be opened."""
    return (*(place.name for place in (*SIDEBAR, *BELOW)), *TASKS)


def home_of(name: str) -> str:
    """The place of the sidebar that `name` belongs to."""
    return TASKS.get(name, name)


def load(name: str) -> type[Page]:
    """The class of a page. Raises KeyError for a name that is none."""
    if name not in names():
        raise KeyError(name)
    page: type[Page] = import_module(f"cocity_desktop.ui.pages.{name}.page").PAGE
    return page
