"""How a line of the meeting is painted: the one delegate of the list, drawing what `entry_layout` measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from cocity_desktop.domain.meetings import EntryKind, EntryOutcome
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock
from cocity_desktop.ui.agreement_words import agreement_parts, missing_words
from cocity_desktop.ui.pages.meeting.entries_model import EntriesModel
from cocity_desktop.ui.pages.meeting.entry_layout import (
    HEADING,
    INSIDE,
    KIND,
    MARGIN,
    TEXT,
    TIME,
    Plan,
    Plans,
    quote_font,
)
from cocity_desktop.ui.pages.meeting.kinds import LOOKS
from cocity_desktop.ui.pages.meeting.lines import (
    Line,
    Standing,
    reservations,
    standing_words,
)
from cocity_desktop.ui.theme.canvas import RIGHT, Canvas, cell
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.text import draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.agreement import draw_bar, draw_legend

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from cocity_desktop.ui.models.photo_shelf import PhotoShelf

    Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """`hovered` is the row under the pointer, kept by the view. Plans are shared with whoever sets row heights."""

    hovered = -1
    photos: PhotoShelf | None = None

    def __init__(self, plans: Plans) -> None:
        super().__init__()
        self._plans = plans

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model: Any = index.model()
        return QSize(
            option.rect.width(), self._plans.plan(model.line(index.row()), option.rect.width()).height
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, EntriesModel):
            return
        line, rect = model.line(index.row()), QRectF(option.rect)
        plan = self._plans.plan(line, option.rect.width())
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        with cell(painter, rect, rtl) as canvas:
            row = _Row(canvas, rect, line, plan)
            row.ground(_chosen(self.parent(), option), index.row() == self.hovered)
            draw_paragraph(
                canvas,
                self._plans.text(line, option.rect.width(), plan),
                rect.left() + px(TEXT),
                rect.top() + plan.top,
                row.ink,
            )
            row.paint(newest=index.row() == model.newest_saved())
            row.photos(self.photos)


def _chosen(view: Any, option: QStyleOptionViewItem) -> bool:
    """Selected, while the keyboard is in the list: otherwise the hand is on the capture line."""
    focused = isinstance(view, QAbstractItemView) and view.hasFocus()
    return focused and bool(option.state & QStyle.StateFlag.State_Selected)


class _Row:
    """One line being painted."""

    def __init__(self, canvas: Canvas, rect: QRectF, line: Line, plan: Plan) -> None:
        self.canvas, self.rect, self.line, self.plan = canvas, rect, line, plan
        self.look = LOOKS[line.row.entry_kind]
        self.declined = line.row.outcome is EntryOutcome.DECLINED
        self.ink: Token = "muted" if self.declined or line.standing is Standing.SAVING else "text"
        self.left, self.top = rect.left(), rect.top()
        self.first = QRectF(self.left, self.top + plan.top, rect.width(), plan.step)
        self.end = rect.right() - px(MARGIN) - (px(INSIDE) if line.boxed else 0)

    def ground(self, chosen: bool, hovered: bool) -> None:
        """The box of what binds, the tint of the chosen line, the heading of a new point."""
        if self.line.heading:
            self._heading()
        body = self.rect.adjusted(px(8), px(HEADING) if self.line.heading else 0, -px(4), 0)
        if chosen:
            self.canvas.box(body, "selection", "primary", 6, 2)
        elif hovered and self.plan.box is None:
            self.canvas.box(body, "hover")
        if self.plan.box is not None:
            box = self.plan.box.translated(self.left, self.top)
            self.canvas.box(box, "hover" if hovered else "surface", "line")
            self.canvas.left_bar(box, self.look.token)

    def paint(self, newest: bool) -> None:
        """Everything but the words themselves."""
        self._lead()
        self._tail()
        self._decision()
        for x, middle, icon, words in self.plan.chips:
            self.canvas.chip(self.left + x, self.top + middle, words, "neutral", icon)
        if self.plan.below is not None:
            at = QRectF(
                self.left + px(TEXT), self.top + self.plan.below, self.end - self.left - px(TEXT), px(22)
            )
            self.canvas.text(at, self.line.below(), font(13), "muted")
        if newest or self.line.standing is not Standing.SAVED:
            self._standing()

    def photos(self, shelf: PhotoShelf | None) -> None:
        """Small, in their frames; a frame stays empty until its picture is there."""
        for place, photo in zip(self.plan.photos, self.line.row.photos, strict=True):
            frame = place.translated(self.left, self.top)
            self.canvas.box(frame, "sunken", "line", 4)
            picture = shelf.picture(photo.sha256) if shelf is not None else None
            if picture is not None and not picture.isNull():
                inside = self.canvas.place(frame.adjusted(1, 1, -1, -1))
                self.canvas.painter.drawPixmap(inside, picture, QRectF(picture.rect()))
            else:
                self.canvas.icon(
                    frame.center().x() - px(10), frame.center().y() - px(10), "camera", 20, "muted"
                )

    def _heading(self) -> None:
        middle = self.top + px(HEADING) / 2 + px(2)
        words = QRectF(self.left + px(TIME), middle - px(11), self.rect.width() - px(48), px(22))
        width = self.canvas.text(words, self.line.heading, font(13, 600), "muted")
        self.canvas.hline(words.left() + width + px(12), self.rect.right() - px(MARGIN), middle)

    def _lead(self) -> None:
        canvas, first = self.canvas, self.first
        time = QRectF(self.left + px(TIME), first.top(), px(48), first.height())
        canvas.text(time, clock(self.line.row.said_at), font(13), "muted")
        token: Token = "muted" if self.declined else self.look.token
        canvas.icon(self.left + px(KIND - 2), first.center().y() - px(10), self.look.icon, 20, token)
        words = QRectF(self.left + px(KIND + 24), first.top(), px(TEXT - KIND - 28), first.height() - 1)
        canvas.text(words, label_of(self.line.row.entry_kind), font(13, 600), token)

    def _tail(self) -> None:
        tail = self.line.tail()
        if tail:
            decided = self.line.row.decision is not None
            at = QRectF(
                self.plan.right + self.left,
                self.first.top(),
                self.end - self.left - self.plan.right,
                self.plan.step,
            )
            self.canvas.text(
                at, tail, font(13, 600 if decided else 400), "success" if decided else "muted", RIGHT
            )

    def _decision(self) -> None:
        decision = self.line.row.decision
        if decision is None:
            return
        parts = agreement_parts(decision)
        if self.plan.bar is not None:
            draw_bar(self.canvas, self.plan.bar.translated(self.left, self.top), parts)
        if self.plan.legend is not None:
            draw_legend(self.canvas, self.plan.legend.translated(self.left, self.top), parts)
        if self.plan.missing is not None:
            at = self.plan.missing.translated(self.left, self.top)
            self.canvas.chip(at.left(), at.center().y(), missing_words(decision), "warning", "hand")
        for place, (words, text) in zip(self.plan.quotes, reservations(decision), strict=True):
            self._reservation(place, words, text)

    def _reservation(self, place: tuple[float, float, float, float], words: str, text: str) -> None:
        top, left, room, _height = place
        beside = left > px(TEXT) + px(24)
        at = self.top + top - (0 if beside else px(24))
        edge = self.left + px(TEXT)
        self.canvas.hline(edge, self.end, at - px(5))
        self.canvas.icon(edge - px(2), at + px(2), "hand", 20, "warning")
        label = QRectF(edge + px(24), at, self.end - edge - px(24), px(24))
        self.canvas.text(label, words, font(13, 600), "warning")
        quote = paragraph(f"«{text}»", quote_font(), room, px(24))
        draw_paragraph(self.canvas, quote, self.left + left, self.top + top, "text")

    def _standing(self) -> None:
        """Words where the last line leaves room for them, else only the picture."""
        standing = self.line.standing
        words = _("on disk") if standing is Standing.SAVED else standing_words(standing)
        failed = standing is Standing.FAILED
        ink: Token = "danger_text" if failed else "muted"
        icon = {Standing.SAVED: "tick", Standing.SAVING: "refresh", Standing.FAILED: "warning-circle"}[
            standing
        ]
        picture: Token = {"tick": "success", "refresh": "muted", "warning-circle": "danger_text"}[icon]  # type: ignore[assignment]
        middle = self._standing_middle()
        width = advance(words, font(13))
        if self._has_room(width + px(36)):
            self.canvas.text(
                QRectF(self.end - width, middle - px(12), width + 1, px(24)), words, font(13), ink
            )
            self.canvas.icon(self.end - width - px(21), middle - px(8), icon, 16, picture)
        else:
            self._standing_beside_time(icon, picture)

    def _standing_beside_time(self, icon: str, ink: Token) -> None:
        """The picture alone: under the time of a box, beside it otherwise."""
        middle = self.first.center().y()
        if self.line.boxed:
            self.canvas.icon(self.left + px(TIME), middle + px(12), icon, 16, ink)
        else:
            self.canvas.icon(self.left + px(TIME + 43), middle - px(8), icon, 16, ink)

    def _standing_middle(self) -> float:
        if self.plan.chips:
            return self.top + self.plan.chips[-1][1]
        if self.plan.missing is not None:
            return self.top + self.plan.missing.center().y()
        if self.plan.quotes:
            top, _left, _room, height = self.plan.quotes[-1]
            return self.top + top + height - px(12)
        if self.plan.legend is not None:
            return self.top + self.plan.legend.center().y()
        return self.top + self.plan.top + self.plan.text_height - self.plan.step / 2

    def _has_room(self, wanted: float) -> bool:
        if self.plan.chips:
            x, _middle, icon, words = self.plan.chips[-1]
            from cocity_desktop.ui.theme.canvas import chip_width

            return self.end - self.left - x - chip_width(words, icon) > wanted
        if self.plan.missing is not None:
            return self.end - self.left - self.plan.missing.right() > wanted
        if self.plan.quotes or self.plan.legend is not None:
            return False
        if self.line.tail():
            return False
        words = self.line.row.text
        decision = self.line.row.entry_kind is EntryKind.DECISION
        used = _last_line(words, decision, self.plan)
        return self.end - self.left - px(TEXT) - used > wanted


def _last_line(words: str, decision: bool, plan: Plan) -> float:
    """How wide the last line of the text is."""
    from cocity_desktop.ui.pages.meeting.entry_layout import text_font

    layout = paragraph(words, text_font(decision), plan.right - px(TEXT), plan.step).layout
    return layout.lineAt(layout.lineCount() - 1).naturalTextWidth()
