"""Progress in the widest sense: a strip of time, the stations of a delivery, how a room agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from cocity_desktop.ui.theme.canvas import Canvas, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent, QResizeEvent

_LINE, _INSET = 52, 12
StationState = Literal["done", "now", "next"]


class ProgressStrip(QProgressBar):
    """A bar of 4 px (or `thickness`): a real QProgressBar, so that its value is read out. `token` is its ink."""

    def __init__(self, token: Token = "primary", *, thickness: int = 4) -> None:
        super().__init__()
        self._token = token
        self.setTextVisible(False)
        self.setFixedHeight(px(thickness))
        self.setMinimumWidth(px(40))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, value: int, total: int, token: Token | None = None, words: str = "") -> None:
        """`value` of `total` (more than total fills it); `words` say it for those who do not see the bar."""
        self._token = token or self._token
        self.setRange(0, max(1, total))
        self.setValue(min(value, max(1, total)))
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        rect = QRectF(self.rect())
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span > 0 else 0.0
        with painting(self) as canvas:
            canvas.box(rect, "track", None, rect.height() / 2)
            if share > 0:
                width = max(rect.height(), rect.width() * share)
                canvas.box(QRectF(0, 0, width, rect.height()), self._token, None, rect.height() / 2)


@dataclass(frozen=True, slots=True)
class Station:
    """A stop of a path: `when` stands beside the name, `proof` under it (`code` sets it in the mono font)."""

    icon: str
    name: str
    state: StationState
    when: str = ""
    proof: str = ""
    code: bool = False
    proof_icon: str | None = None


class PathStations(QWidget):
    """Where a delivery is: done (tinted disc, green line), now (filled primary), next (hollow).

    Side by side, 112 px high; where that would cut any of the words, one below the other.
    """

    def __init__(self, stations: Sequence[Station] = ()) -> None:
        super().__init__()
        self._stations: tuple[Station, ...] = ()
        self.set_stations(stations)

    def set_stations(self, stations: Sequence[Station]) -> None:
        self._stations = tuple(stations)
        parts = (", ".join(filter(None, (s.name, s.when, s.proof))) for s in stations if s.state != "next")
        self.setAccessibleName("; ".join(parts))
        self._settle()
        self.update()

    def beside(self) -> bool:
        """Whether they stand side by side: nothing of them is cut then, or there is no room for them in any way."""
        step = self._step()
        named = self._name_font(step)
        return all(_width(station, named) <= step for station in self._stations)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        self.setFixedHeight(px(112) if self.beside() else px(_LINE) * len(self._stations) + px(8))

    def _step(self) -> float:
        return (self.width() - px(32)) / max(1, len(self._stations))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._stations:
            return
        if not self.beside():
            self._paint_below()
            return
        step = self._step()
        named = self._name_font(step)
        with painting(self) as canvas:
            for i, station in enumerate(self._stations):
                following = self._stations[i + 1] if i + 1 < len(self._stations) else None
                self._station(canvas, px(24) + i * step, step, station, following, named)

    def _paint_below(self) -> None:
        with painting(self) as canvas:
            for i, station in enumerate(self._stations):
                last = i + 1 == len(self._stations)
                self._line(canvas, float(i * px(_LINE)), station, None if last else self._stations[i + 1])

    def _line(self, canvas: Canvas, top: float, station: Station, following: Station | None) -> None:
        """A station on a line of its own: its day beside the name, or under it with the proof."""
        if following is not None:
            token: Token = "success" if following.state != "next" else "track"
            canvas.fill(QRectF(px(_INSET + 15), top + px(40), 2, px(_LINE) - px(32)), token)
        _disc(canvas, QPointF(px(_INSET + 16), top + px(22)), station)
        left, room = px(_INSET + 44), self.width() - px(_INSET + 44)
        below = "  ·  ".join(filter(None, (station.when, station.proof)))
        name = QRectF(left, top + (px(4) if below else px(10)), room, px(24))
        canvas.text(name, station.name, font(15, 600), _ink(station))
        canvas.text(QRectF(left, top + px(27), room, px(20)), below, font(13), "muted")

    def _name_font(self, step: float) -> QFont:
        """Smaller for all when one of the names would be cut."""
        large = font(15, 600)
        fits = all(advance(station.name, large) <= step - px(8) for station in self._stations)
        return large if fits else font(13, 600)

    def _station(
        self, canvas: Canvas, x: float, step: float, station: Station, following: Station | None, named: QFont
    ) -> None:
        if following is not None:
            passed = following.state != "next"
            canvas.fill(QRectF(x + px(40), px(33), step - px(48), 2), "success" if passed else "track")
        _disc(canvas, QPointF(x + px(16), px(34)), station)
        name = QRectF(x, px(56), step - px(2), px(24))
        width = canvas.text(name, station.name, named, _ink(station))
        canvas.text(name.adjusted(width + px(8), px(1), -px(8), 0), station.when, font(13), "muted")
        proof = QRectF(x, px(80), step - px(12), px(22))
        if station.proof_icon:
            canvas.icon(x - px(1), px(83), station.proof_icon, 16, "success")
            proof = proof.adjusted(px(20), 0, 0, 0)
        code = station.code
        canvas.text(
            proof, station.proof, font(13, 400, "mono" if code else "ui"), "muted" if code else "text"
        )


def _ink(station: Station) -> Token:
    return "primary" if station.state == "now" else "text" if station.state == "done" else "muted"


def _width(station: Station, named: QFont) -> float:
    """How wide a station is with all its words."""
    when = px(8) + advance(station.when, font(13)) + px(6) if station.when else 0.0
    proof = px(20) if station.proof_icon else 0.0
    if station.proof:
        proof += advance(station.proof, font(13, 400, "mono" if station.code else "ui")) + px(12)
    return max(advance(station.name, named) + px(2) + when, proof)


def _disc(canvas: Canvas, centre: QPointF, station: Station) -> None:
    grounds: dict[StationState, Token] = {"done": "success_bg", "now": "primary", "next": "surface"}
    inks: dict[StationState, Token] = {"done": "success", "now": "on_primary", "next": "faint"}
    ground = grounds[station.state]
    canvas.disc(centre, px(16), ground, "line" if station.state == "next" else None, 1)
    canvas.icon(centre.x() - px(10), centre.y() - px(10), station.icon, 20, inks[station.state], ground)


class PathDots(QWidget):
    """A path as a line of dots, in a narrow place: those passed are filled. `words` is its name for screen readers."""

    def __init__(self, passed: int = 0, total: int = 6, words: str = "") -> None:
        super().__init__()
        self.setFixedHeight(px(20))
        self.set_path(passed, total, words)

    def set_path(self, passed: int, total: int, words: str) -> None:
        """`passed` steps are behind, the one after is where it stands."""
        self._passed, self._total = passed, max(2, total)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(40) * self._total, px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        step = (self.width() - px(14)) / (self._total - 1)
        middle = self.height() / 2
        with painting(self) as canvas:
            for i in range(self._total):
                x = px(7) + i * step
                if i:
                    line = QRectF(x - step + px(7), round(middle) - 1, step - px(14), 2)
                    canvas.fill(line, "primary" if i <= self._passed else "track")
                edge: Token = "primary" if i <= self._passed else "control"
                canvas.disc(QPointF(x, middle), px(5), "primary" if i < self._passed else "surface", edge)
