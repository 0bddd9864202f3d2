"""The quiet picture: the processes of the house on their path, one dot for each, amber rings for those standing still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, number
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.views.today import StageRow, TodayView

_ROW = 44
_RAIL = 6
_TEXT = 24
_STEP, _RADIUS = 14, 4.5
_SMALLEST_STEP = 5
_STALLED_DAYS = 90


class StagePath(QWidget):
    """One row for each stage: name, dots, count; at the right the median days spent there."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[StageRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_rows(self, rows: Sequence[StageRow]) -> None:
        self._rows = tuple(rows)
        self.setAccessibleName("; ".join(sentence(row_) for row_ in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_ROW) * len(self._rows))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            if len(self._rows) > 1:
                end = px(_ROW) * (len(self._rows) - 1) + px(12)
                canvas.fill(QRectF(px(_RAIL) - 1, px(12), 2, end - px(12)), "track")
            for position, row_ in enumerate(self._rows):
                self._stage(canvas, float(px(_ROW) * position), row_, position == len(self._rows) - 1)

    def _stage(self, canvas: Canvas, top: float, row_: StageRow, last: bool) -> None:
        ring = QPointF(px(_RAIL), top + px(12))
        canvas.disc(ring, px(4.5), "primary" if last else "surface", "primary", 2)
        line = QRectF(px(_TEXT), top, self.width() - px(_TEXT), px(24))
        canvas.text(line, label_of(row_.stage), font(15), "text")
        median = number(row_.median_days) if row_.median_days is not None else "–"
        canvas.text(line, median, font(15), "text" if row_.median_days is not None else "muted", RIGHT)
        self._dots(canvas, top + px(31), row_)

    def _dots(self, canvas: Canvas, middle: float, row_: StageRow) -> None:
        """Those standing still come last; many dots draw closer, and beyond that a share of the width stands for them."""
        count = len(row_.stalled)
        room = self.width() - px(_TEXT) - px(48)
        step = min(px(_STEP), room / count) if count else px(_STEP)
        if step < px(_SMALLEST_STEP):
            x = self._share(canvas, middle, row_, room)
        else:
            radius = min(px(_RADIUS), step * 0.36)
            for position, stalled in enumerate(sorted(row_.stalled)):
                centre = QPointF(px(_TEXT) + px(_RADIUS) + position * step, middle)
                if stalled:
                    canvas.disc(centre, radius - 0.5, "surface", "amber", 2)
                else:
                    canvas.disc(centre, radius + 0.5, "primary")
            x = px(_TEXT) + count * step
        words = QRectF(x + px(5 if count else 0), middle - px(10), px(60), px(19))
        canvas.text(words, number(count) if count else "–", font(13), "muted")

    def _share(self, canvas: Canvas, middle: float, row_: StageRow, room: float) -> float:
        still = room * sum(row_.stalled) / len(row_.stalled)
        canvas.box(QRectF(px(_TEXT), middle - px(4), room - still, px(8)), "primary", None, 4)
        canvas.box(QRectF(px(_TEXT) + room - still, middle - px(4), still, px(8)), "surface", "amber", 4, 2)
        return px(_TEXT) + room


class _AmberRing(QWidget):
    """The sign of the legend."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(px(_TEXT), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.disc(QPointF(px(_RAIL), px(10.5)), px(4), "surface", "amber", 2)


class StagesCard(Card):
    """The picture with its title, its two headings and its legend."""

    def __init__(self) -> None:
        super().__init__()
        self.path = StagePath()
        self._count = Label("", "small")
        self._stalled, self._signing = Label("", "small", token="text"), Label("", "small")
        heads = row(px(_TEXT), Label(_("stage"), "small"), None, Label(_("days, median"), "small"), gap=0)
        title = row(Label(_("The pacts of the house"), "section"), None, self._count, gap=0)
        legend = column(
            row(_AmberRing(), self._stalled, None, gap=0), row(_TEXT, self._signing, None, gap=0), gap=0
        )
        self._legend_line = Separator()
        self.setLayout(
            column(
                title, heads, 6, self.path, 8, self._legend_line, 10, legend, gap=0, margins=(16, 12, 16, 12)
            )
        )

    def show_view(self, view: TodayView) -> None:
        self.path.set_rows(view.stages)
        self._count.setText(ngettext("{n} process", "{n} processes", view.processes))
        still = sum(sum(row_.stalled) for row_ in view.stages)
        self._stalled.setText(
            _("still for over {days} days: {count}").format(days=_STALLED_DAYS, count=number(still))
        )
        days = view.contact_to_signing_days
        self._signing.setVisible(days is not None)
        if days is not None:
            self._signing.setText(
                ngettext("from contact to signature: {n} day", "from contact to signature: {n} days", days)
            )


def sentence(row_: StageRow) -> str:
    """A stage in words, for those who do not see the picture."""
    parts = [ngettext("{n} process", "{n} processes", len(row_.stalled))]
    if sum(row_.stalled):
        parts.append(
            _("{count} still for over {days} days").format(count=sum(row_.stalled), days=_STALLED_DAYS)
        )
    if row_.median_days is not None:
        parts.append(ngettext("median {n} day", "median {n} days", row_.median_days))
    return f"{label_of(row_.stage)}: {', '.join(parts)}"
