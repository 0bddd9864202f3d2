"""Where a delivered file is dropped or chosen."""

from __future__ import annotations

from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.drop_place import FilePlace


class DropPlace(FilePlace):
    """A place for deliveries."""

    def __init__(self) -> None:
        super().__init__(
            "desk",
            _("Drop a delivered file here"),
            _("It is checked whole: signature, contents, codes. No archive is needed, nothing is installed, nothing is sent."),
            _("Choose the file"),
            _("Which delivery?"),
            _("Delivery (*.zip)"),
        )  # fmt: skip
