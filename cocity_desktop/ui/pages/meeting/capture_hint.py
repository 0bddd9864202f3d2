"""What the keys do in the capture line, always in sight at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Hint(QWidget):
    """«Invio salva», always in sight; «Esc lascia» beside it while an old line is changed."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(px(36))

    def set_keys(self, enter: str, *, editing: bool) -> None:
        self._pairs = ((_("Enter"), enter),)
        if editing:
            self._pairs = ((_("Esc"), _("leaves it")), *self._pairs)
        widths = (keycap_width(key) + advance(words, font(13)) for key, words in self._pairs)
        self.setFixedWidth(round(sum(widths)) + px(18) * len(self._pairs))
        self.setAccessibleName(", ".join(f"{key} {words}" for key, words in self._pairs))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        x, middle = 0.0, self.height() / 2
        with painting(self) as canvas:
            for key, words in self._pairs:
                x += canvas.keycap(x, middle, key) + px(6)
                x += canvas.text(QRectF(x, 0, px(120), self.height() - 1), words, font(13), "muted") + px(12)
