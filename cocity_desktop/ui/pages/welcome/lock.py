"""The way back in: what stands over everything while the archive is locked. It names the house and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.welcome.brand import BrandPanel
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import PassphraseField

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from cocity_desktop.domain.errors import AppError

WIDTH = 560
_BOTH = 432 + WIDTH + 48
"""Design pixels: below this the left side would squeeze the question."""


class LockView(QWidget):
    """`submitted(phrase)` when somebody wants in; `left` when the house is to be closed instead."""

    submitted = Signal(str)
    left = Signal()

    def __init__(self, house: str) -> None:
        super().__init__()
        self.passphrase = PassphraseField(_("Your secret phrase"))
        self.open_button = Button(_("Open"), "primary")
        self.close_button = Button(_("Close the house"), "ghost", icon="logout")
        self.busy = Label("", "small", wrap=True)
        self.busy.hide()
        self._brand = BrandPanel()
        self._lay_out(house)
        self.passphrase.submitted.connect(self._submit)
        self.open_button.clicked.connect(self._submit)
        self.close_button.clicked.connect(self.left)

    def begin(self) -> None:
        """The cursor where the phrase is typed."""
        self.passphrase.setFocus()

    def tell(self, words: str) -> None:
        """What is still going on, "" for nothing."""
        self.busy.setText(words)
        self.busy.setVisible(bool(words))

    def wait(self, waiting: bool) -> None:
        """While the phrase is being tried."""
        self.open_button.setEnabled(not waiting)

    def show_fault(self, error: AppError) -> None:
        """Why it did not open, beside the phrase."""
        self.passphrase.set_error(words_for(error))
        self.passphrase.line.selectAll()
        self.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window keeps the question."""
        super().resizeEvent(event)
        self._brand.setVisible(self.width() >= px(_BOTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")

    def _submit(self) -> None:
        phrase = self.passphrase.text()
        if not phrase:
            self.show_fault(UserError(ErrorCode.REQUIRED))
            return
        self.passphrase.set_error(None)
        self.submitted.emit(phrase)

    def _lay_out(self, house: str) -> None:
        same = _("Your phrase brings you back to where you were, with what you had typed.")
        other = _("Someone else opens with their own phrase, and finds what is saved.")
        form = holding(
            column(
                Label(house or _("Welcome back"), "display", wrap=True),
                10,
                row(
                    Icon("locked", 20, "primary"), 10, (Label(_("The archive is locked"), "strong"), 1), gap=0
                ),
                8,
                Label(same, "muted", wrap=True),
                2,
                Label(other, "muted", wrap=True),
                24,
                self.passphrase,
                16,
                row(self.open_button, 8, self.close_button, None, gap=0),
                16,
                self.busy,
                gap=0,
                margins=(0, 136, 0, 32),
            )
        )
        form.setFixedWidth(px(WIDTH))
        # The column keeps its width and stays in the middle, as on the way in.
        inner = holding(row(12, None, (holding(column(form, None, gap=0)), 0), None, gap=0))
        self.setLayout(row(self._brand, (ScrollPane(inner), 1), gap=0))
