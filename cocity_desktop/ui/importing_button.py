"""The quiet way from a registry page to the import of a table of that kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.localization import _
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button, IconButton

if TYPE_CHECKING:
    from cocity_desktop.ui.navigator import Navigator

IMPORT_KEY = "Ctrl+Shift+I"
"""From a page to its import, and from the end of one import to the next."""

_COMMITS = {
    ImportTarget.GROUPS: "import_table",
    ImportTarget.PEOPLE: "import_table",
    ImportTarget.PLACES: "import_table",
    ImportTarget.REGISTER: "import_register",
    ImportTarget.PROCESSES: "import_processes",
}


def importing_button(
    navigator: Navigator, about: ImportTarget, *, narrow: bool = False
) -> Button | IconButton:
    """Opens the import on tables about `about`; `narrow` leaves the words to the tooltip."""
    made = (
        IconButton("download", _("Import a table"), shortcut=IMPORT_KEY)
        if narrow
        else Button(_("Import…"), "ghost", icon="download", shortcut=IMPORT_KEY)
    )
    doing(made, _COMMITS[about])
    made.clicked.connect(lambda: navigator.open_page("importing", about=about.value))
    return made
