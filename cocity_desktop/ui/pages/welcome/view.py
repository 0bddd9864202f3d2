"""The way in: the first run when there is no archive here, the passphrase when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cocity_desktop.application.gate import GateState
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.welcome.brand import BrandPanel
from cocity_desktop.ui.shell import preferences as names
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from cocity_desktop.application.gate import Gate, Preferences
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.welcome.first_run import FirstRun
    from cocity_desktop.ui.pages.welcome.unlock import Unlock

_BOTH = 432 + 560 + 48
"""Design pixels: below this the left side would squeeze the questions."""


class WelcomeView(QWidget):
    """`opened(Services)` when an archive is open; `gate_chosen(Gate)` when it lies in another directory."""

    opened = Signal(object)
    gate_chosen = Signal(object)

    def __init__(self, gate: Gate, gate_in: Callable[[Path], Gate], preferences: Preferences) -> None:
        super().__init__()
        self._gate, self._gate_in, self._preferences = gate, gate_in, preferences
        self._place = QHBoxLayout()
        self._brand = BrandPanel()
        self.setLayout(row(self._brand, (self._place, 1), gap=0))
        self.form: FirstRun | Unlock
        self._show_form()

    def warm_up(self) -> None:
        """Load what opening needs while the person reads, and learn what this computer can do."""
        Operation(self, self._prepared).on_success(self._can_remember).start()

    def show_fault(self, error: AppError) -> None:
        """Why the archive did not open."""
        self.form.show_fault(error)

    def restored(self) -> bool:
        """Whether what was opened comes from a backup: whose phrases open it is as it was then."""
        from cocity_desktop.ui.pages.welcome.unlock import Unlock

        return isinstance(self.form, Unlock) and self.form.restoring

    def offer_restore(self, backup: Path) -> None:
        """Ask for the phrase of `backup`, to bring it back."""
        from cocity_desktop.ui.pages.welcome.unlock import Unlock

        if isinstance(self.form, Unlock):
            self.form.offer_restore(backup)

    def choose_directory(self) -> None:
        """Another archive of this computer."""
        from cocity_desktop.ui.dialogs.base import ask_directory

        chosen = ask_directory(self, _("Where is the house?"), self._gate.directory.parent)
        if chosen is not None:
            self._gate = self._gate_in(chosen)
            self.gate_chosen.emit(self._gate)
            self._show_form()
            self.warm_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the questions."""
        super().resizeEvent(event)
        self._brand.setVisible(self.width() >= px(_BOTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")

    def _prepared(self) -> bool:
        self._gate.prepare()
        return self._gate.can_remember()

    def _can_remember(self, can: bool) -> None:
        self.form.offer_to_remember(can)

    def _show_form(self) -> None:
        clear(self._place)
        self.form = self._first_run() if self._gate.state() is GateState.ABSENT else self._unlock()
        self.form.opened.connect(self._entered)
        self.form.elsewhere.connect(self.choose_directory)
        # The column keeps its width and stays in the middle; when the window is low it scrolls.
        inner = holding(row(12, None, (holding(column(self.form, None, gap=0)), 0), None, gap=0))
        self._place.addWidget(ScrollPane(inner))
        self.form.begin()

    # One of the two is shown; the other is not even loaded, for this is what a start waits for.
    def _first_run(self) -> FirstRun:
        from cocity_desktop.ui.pages.welcome.first_run import FirstRun

        return FirstRun(self._gate)

    def _unlock(self) -> Unlock:
        from cocity_desktop.ui.pages.welcome.unlock import Unlock

        houses = self._preferences.get(names.HOUSES, {})
        return Unlock(self._gate, houses.get(str(self._gate.directory), ""))

    def _entered(self, services: object, remembered: bool) -> None:
        kept = [
            place
            for place in self._preferences.get(names.REMEMBERED, [])
            if place != str(self._gate.directory)
        ]
        if remembered:
            kept.append(str(self._gate.directory))
        self._preferences.set(names.REMEMBERED, kept)
        self.opened.emit(services)
