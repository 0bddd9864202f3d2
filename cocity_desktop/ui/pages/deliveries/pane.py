"""Beside the list: where the selected delivery has come, what proves it, and what can be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.delivery_words import LOOKS, size_words, stations
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from cocity_desktop.application.views.pacts import DeliveryDetail
    from cocity_desktop.ui.delivery_acts import DeliveryActs
    from cocity_desktop.ui.theme.tokens import Token

_INKS: dict[str, Token] = {"done": "success", "now": "primary", "next": "faint"}


class DeliveryPane(DetailPane):
    """`went(page, record id)` when a line leads somewhere."""

    went = Signal(str, str)

    def __init__(self, acts: DeliveryActs) -> None:
        super().__init__(name=_("Delivery"))
        self._acts = acts

    def tell(self, detail: DeliveryDetail) -> None:
        """Tell one delivery."""
        self.begin(detail.row.id)
        title = _("{pact}, version {n}").format(pact=detail.row.pact, n=detail.row.version)
        self.heading(_("Delivery"), title, [], code_of(detail.row.id))
        tone, icon = LOOKS[detail.row.state]
        self.add(row(Pill(capital(label_of(detail.row.state)), tone, icon), None), 8)
        self._offer(detail)
        self._tell_path(detail)
        self._tell_file(detail)
        self.finish()

    def _offer(self, detail: DeliveryDetail) -> None:
        buttons = self._acts.buttons(detail)
        if detail.reply is not None:
            words = _("Decide the answer") if detail.row.undecided else _("See the answer")
            see = Button(words, "primary", icon="mail-open")
            see.clicked.connect(lambda: self.went.emit("delivery", detail.row.id))
            buttons.insert(0, see)
        for button in buttons:
            self.add(row(button, None), 8 if button is buttons[0] else 2)

    def _tell_path(self, detail: DeliveryDetail) -> None:
        self.section(_("Path"))
        discarded = detail.row.state is DeliveryState.DISCARDED
        for station in stations(detail):
            token = _INKS[station.state]
            proof = "" if discarded and station.state == "next" else station.proof
            self.line(
                DetailLine(
                    station.name, icon=station.icon, icon_token=token, trailing=station.when, below=proof
                )
            )

    def _tell_file(self, detail: DeliveryDetail) -> None:
        self.section(_("The file"), size_words(detail.file_size))
        self.fact(_("Name"), detail.row.file_name)
        self.fact(_("File code"), detail.row.file_code)
        self.fact(_("Content code"), detail.content_code)
        pact = DetailLine(
            _("Open the text"), icon="pact", go=lambda: self.went.emit("pact", detail.row.pact_id)
        )
        self.line(pact)
