"""What to do first in a brand-new house: three steps, each a button, each ticked once done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocity_desktop.localization import _
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from cocity_desktop.application.views.today import SidebarCounts


class FirstSteps(Card):
    """`asked(page)` for the page where a step is done."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._steps = column(gap=0)
        self.setLayout(
            column(
                Label(_("Where to begin"), "section"),
                Label(
                    _("Three steps, in this order or another. The rest follows from them."),
                    "muted",
                    wrap=True,
                ),
                12,
                self._steps,
                gap=2,
                margins=(24, 18, 24, 10),
            )
        )

    def show_counts(self, counts: SidebarCounts) -> None:
        """Tick what is there already; the first step that is not has the primary button."""
        clear(self._steps)
        self.buttons = {}
        steps = (
            ("groups", "register_group", "group", counts.groups, _("Register a group"), _("Who wants to take care of something: even three neighbours.")),
            ("places", "register_place", "map-marker", counts.places, _("Register a place"), _("The garden, the courtyard, the room to be cared for.")),
            ("processes", "open_process", "path", counts.processes, _("Open a process"), _("It joins groups and a place, and leads to the pact.")),
        )  # fmt: skip
        first = next((page for page, _act, _icon, count, *_words in steps if not count), "")
        for position, (page, act, icon, count, words, why) in enumerate(steps):
            if position:
                self._steps.addWidget(Separator())
            self._steps.addLayout(self._step(page, act, icon, bool(count), words, why, page == first))

    def _step(
        self, page: str, act: str, icon: str, done: bool, words: str, why: str, first: bool
    ) -> QHBoxLayout:
        button = doing(Button(words, "primary" if first else "secondary"), act)
        button.clicked.connect(lambda: self.asked.emit(page))
        self.buttons[page] = button
        text = column(Label(words, "strong"), Label(why, "small", wrap=True), gap=0)
        picture = Icon("tick" if done else icon, 20, "success" if done else "primary")
        return row(picture, 16, (text, 1), 16, button, gap=0, margins=(0, 12, 0, 12))
