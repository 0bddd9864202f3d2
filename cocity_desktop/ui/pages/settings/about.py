"""The key that signs what the house delivers, the version, the licence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from cocity_desktop import __version__
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.ui.pages.base import PageContext


class AboutSection(Section):
    """The public key is given to the Comune once, by another way than the deliveries."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.key = Label("", "mono", wrap=True, select=True)
        self.copy = Button(_("Copy"), icon="copy")
        self.save_key = Button(_("Save as a file"), icon="download")
        self.copy.clicked.connect(self._copy)
        self.save_key.clicked.connect(self._save)
        why = Label(
            _(
                "Give it to the Comune once, by hand: with it they know that a delivery comes from this house."
            ),
            "small",
            wrap=True,
        )
        version = Label(_("Co-City Desktop {version}").format(version=__version__), "strong")
        licence = Label(
            _("Free software under the European Union Public Licence 1.2 (EUPL-1.2)."), "small", wrap=True
        )
        private = Label(
            _("Nothing is sent anywhere: what is written stays on this computer."), "small", wrap=True
        )
        self.setLayout(
            column(
                Label(_("Public key of the house"), "strong"), 2, why, 10,
                Card(column(self.key, margins=(16, 12, 16, 12))), 12,
                row(self.copy, self.save_key, None), 24,
                Separator(), 20, version, 2, licence, 2, private, None,
                gap=0,
            )
        )  # fmt: skip

    def show_house(self, house: HouseDetail) -> None:  # noqa: ARG002
        if not self.key.text():
            Operation(self, self.context.services.keeper.public_key).on_success(
                lambda text: self.key.setText(text.strip())
            ).on_error(self.context.navigator.fail).start()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.key.text() + "\n")
        self.context.navigator.say(_("The key is in the clipboard"), undoable=False)

    def _save(self) -> None:
        file = ask_file_save(
            self, _("Where to keep the key"), Path(_("house-key.pub")), _("Public key (*.pub)")
        )
        if file is None:
            return
        services, content = self.context.services, f"{self.key.text()}\n".encode()
        said = _("Key saved: {file}").format(file=file.name)
        Operation(self, lambda: services.write_file(file, content)).on_success(
            lambda _none: self.context.navigator.say(said, undoable=False)
        ).on_error(self.context.navigator.fail).start("work")
