"""The offer to look around first, in a house that holds nobody's data."""

from __future__ import annotations

from cocity_desktop.localization import _
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import column, row


class SampleCard(Card):
    """A tinted card with one button, `button`."""

    def __init__(self) -> None:
        self.button = Button(_("Open the sample house"))
        words = column(
            Label(_("Try it first?"), "strong"),
            Label(
                _("A made-up house, with groups and meetings. One click throws it away."), "small", wrap=True
            ),
            gap=0,
        )
        super().__init__(
            row(
                Icon("house", 20, "primary"), 18, (words, 1), 12, self.button, gap=0, margins=(18, 12, 14, 12)
            ),
            fill="page",
        )
