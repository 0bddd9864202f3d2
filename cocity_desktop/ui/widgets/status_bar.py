"""The last line of the window: whether what I wrote is on disk, on which laptop, what waits, and how to get help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


class StatusBar(QWidget):
    """28 px. `saved("18:42:07")`, `saving()`, `not_saved("disk full…")`; facts and a hint at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._ink = "tick", "success"
        self._state, self._reason, self._hint = "", "", ""
        self._facts: tuple[str, ...] = ()
        self.setFixedHeight(px(28))

    def saved(self, at: str) -> None:
        """On disk since `at` (hh:mm:ss)."""
        self._show("tick", "success", _("Saved {time}").format(time=at))

    def nothing_saved(self) -> None:
        """Nothing was written yet."""
        self._show("", "muted", "")

    def saving(self, reason: str = "") -> None:
        """Only when it takes more than a moment; `reason` says why."""
        self._show("refresh", "warning", _("Saving…"), reason)

    def not_saved(self, reason: str) -> None:
        """`reason` says what to do and that nothing is lost."""
        self._show("warning-circle", "danger_text", _("Not saved"), reason)

    def set_facts(self, facts: Sequence[str]) -> None:
        """The laptop, what waits to be delivered."""
        self._facts = tuple(facts)
        self._rename()

    def set_hint(self, hint: str) -> None:
        """What a key does here: "F1 explains this page"."""
        self._hint = hint
        self._rename()

    def state(self) -> str:
        """The words about saving."""
        return self._state

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")
            canvas.hline(0, self.width(), 0)
            x = float(px(24))
            if self._state:
                x = self._saving(canvas, x)
            for position, fact in enumerate(self._facts):
                x = self._fact(canvas, x, fact, dotted=bool(position or self._state))
            hint = QRectF(0, 0, self.width() - px(24), self.height())
            if x + advance(self._hint, font(13)) + px(40) < self.width():
                canvas.text(hint, self._hint, font(13), "muted", RIGHT)

    def _saving(self, canvas: Canvas, x: float) -> float:
        ink: Token = self._ink  # type: ignore[assignment]
        canvas.icon(x, (self.height() - px(16)) / 2 + 1, self._icon, 16, ink)
        x += px(20)
        room = QRectF(x, 0, px(300), self.height())
        x += canvas.text(room, self._state, font(13, 600), "text" if ink == "success" else ink)
        if self._reason:
            x += px(8)
            x += canvas.text(QRectF(x, 0, px(480), self.height()), self._reason, font(13), "muted")
        return x

    def _fact(self, canvas: Canvas, x: float, fact: str, dotted: bool) -> float:
        if dotted:
            canvas.disc(QPointF(x + px(9), self.height() / 2 + 0.5), 1.5, "faint")
            x += px(18)
        return x + canvas.text(QRectF(x, 0, px(400), self.height()), fact, font(13), "muted")

    def _show(self, icon: str, ink: str, state: str, reason: str = "") -> None:
        self._icon, self._ink, self._state, self._reason = icon, ink, state, reason
        self._rename()

    def _rename(self) -> None:
        parts = [f"{self._state}: {self._reason}" if self._reason else self._state, *self._facts, self._hint]
        self.setAccessibleName(", ".join(filter(None, parts)))
        self.update()
