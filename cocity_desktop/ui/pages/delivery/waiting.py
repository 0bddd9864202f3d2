"""A delivery without an answer yet: the file to hand over, the codes to read out, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.localization import _
from cocity_desktop.ui.delivery_words import size_words
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from cocity_desktop.application.views.pacts import DeliveryDetail
    from cocity_desktop.ui.delivery_acts import DeliveryActs


class WaitingView(Card):
    """What to do next, then the facts of the file."""

    def __init__(self, acts: DeliveryActs) -> None:
        super().__init__()
        self._acts = acts
        self._next = Label("", "section", wrap=True)
        self._how = Label("", "muted", wrap=True)
        self._buttons = row(gap=8)
        self._facts = column(gap=8)
        buttons = row(self._buttons, None)
        self.setLayout(
            column(
                self._next, 4, self._how, 16, buttons, 20, Separator(), 20,
                Label(_("The file"), "strong"), 8, self._facts, None, gap=0, margins=(24, 20, 24, 20),
            )
        )  # fmt: skip

    def show_delivery(self, detail: DeliveryDetail) -> None:
        """Show a delivery that waits."""
        title, text = _next_step(detail.row.state)
        self._next.setText(title)
        self._how.setText(text)
        clear(self._buttons)
        for place, button in enumerate(self._acts.buttons(detail)):
            self._buttons.addSpacing(8 if place else 0)
            self._buttons.addWidget(button)
        clear(self._facts)
        for name, words in (
            (_("Name"), detail.row.file_name),
            (_("Size"), size_words(detail.file_size)),
            (_("File code"), detail.row.file_code),
            (_("Content code"), detail.content_code),
            ("SHA-256", detail.file_sha256),
        ):
            self._facts.addLayout(_fact(name, words))


def _fact(name: str, words: str) -> QHBoxLayout:
    label = Label(name, "small")
    label.setFixedWidth(label.fontMetrics().averageCharWidth() * 24)
    return row(label, (Label(words, "mono", token="text", select=True), 1), gap=8)


def _next_step(state: DeliveryState) -> tuple[str, str]:
    if state is DeliveryState.SEALED:
        return (
            _("Take the file to the Comune"),
            _(
                "On a stick, by PEC or in a shared folder; then note here how and when. Read the code out with them."
            ),
        )
    if state is DeliveryState.HANDED_OVER:
        return (
            _("Wait for the protocol number"),
            _(
                "When the Comune has registered it, copy its number here. If the answer comes first, take it in."
            ),
        )
    if state is DeliveryState.DISCARDED:
        return _("This version was put aside"), _("It never left the house; its number is not used again.")
    return _("Wait for the answer"), _("It comes as a file to take in, or on paper to type.")
