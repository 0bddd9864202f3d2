"""The right column of the room's screen: what was decided and promised tonight, as much as fits, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont

from cocity_desktop.localization import _
from cocity_desktop.second_language import SECOND
from cocity_desktop.ui.pages.meeting.room_screen.typesetting import balanced, scaled, shortened
from cocity_desktop.ui.theme.tokens import Token, text_scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.ui.pages.meeting.room_screen.content import (
        ScreenContent,
        ScreenDecision,
        ScreenPromise,
    )
    from cocity_desktop.ui.theme.canvas import Canvas

HEADING, ALSO, GAP, SECTION = 64, 46, 28, 40
"""Heights at 1080 lines: of a heading with its air, of its second language, between two blocks, around the line between sections."""
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of type: `height` is what it takes, in screen pixels."""

    words: str
    type: QFont
    token: Token
    height: float


Block = tuple[Stroke, ...]


class TonightColumn:
    """Set once for a content and a size, painted as often as need be."""

    def __init__(self, content: ScreenContent, width: float, height: float, scale: float) -> None:
        self._scale, self._width = scale, width
        self._language = content.language
        most = (
            int(height / (GAP * scale)) + 2
        )  # more than fit: the lines of a long evening are not all broken
        decisions = [self._decision(one) for one in content.decisions[:most]]
        promises = [self._promise(one) for one in content.promises[:most]]
        self._drop_what_does_not_fit(decisions, promises, height)
        self.decisions, self.promises = decisions, promises

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """The two sections; one that has nothing leaves its room to the other."""
        y = top
        second = SECOND.get(self._language)
        if self.decisions:
            also = second.decided if second else ""
            y = self._heading(canvas, left, y, "done", _("Tonight we decided"), also, "success")
            y = self._blocks(canvas, left, y, self.decisions)
        if self.decisions and self.promises:
            canvas.hline(left, left + self._width, y + SECTION * self._scale / 4)
            y += SECTION * self._scale
        if self.promises:
            also = second.promised if second else ""
            y = self._heading(canvas, left, y, "flag", _("And we committed to it"), also, "primary")
            self._blocks(canvas, left, y, self.promises)

    def _decision(self, one: ScreenDecision) -> Block:
        strokes = self._strokes(one.text, 40, 54, "text", family="text")
        strokes += self._strokes(one.agreement, 32, 46, "muted")
        for who, words in one.reservations:
            lead = _("Reservation of {who}").format(who=who) if who else _("A reservation")
            strokes += self._strokes(f"{lead}: «{words}»", 32, 46, "warning", italic=True, family="text")
        return tuple(strokes)

    def _promise(self, one: ScreenPromise) -> Block:
        strokes = self._strokes(one.who, 36, 50, "text", weight=600)
        strokes += self._strokes(one.what, 36, 48, "text", family="text")
        return (*strokes, *self._strokes(one.when, 32, 44, "muted"))

    def _strokes(self, words: str, size: int, height: int, token: Token, **look: object) -> list[Stroke]:
        type_ = scaled(size, self._scale, **look)  # type: ignore[arg-type]
        # Reservations are never cut: who has one must find all of it.
        lines = balanced(words, type_, self._width)
        kept = lines if token == "warning" else shortened(lines, _MOST_LINES)
        return [Stroke(line, type_, token, height * self._scale) for line in kept]

    def _drop_what_does_not_fit(self, decisions: list[Block], promises: list[Block], height: float) -> None:
        """The oldest leaves first, from the longer list; the newest of each stays whatever its length."""
        while self._height(decisions) + self._height(promises) > height:
            longer = max(decisions, promises, key=self._height)
            shorter = promises if longer is decisions else decisions
            victim = longer if len(longer) > 1 else shorter
            if len(victim) < 2:
                return
            victim.pop()

    def _height(self, blocks: Sequence[Block]) -> float:
        if not blocks:
            return 0
        lines = sum(stroke.height for block in blocks for stroke in block)
        return lines + self._heading_height() + (GAP * len(blocks) + SECTION / 2) * self._scale

    def _heading(
        self, canvas: Canvas, left: float, top: float, icon: str, words: str, also: str, token: Token
    ) -> float:
        """In Italian, and below it in the room's second language."""
        s = self._scale
        # Icons follow the person's text size elsewhere; here they follow the screen.
        canvas.icon(left, top + 8 * s, icon, 32 * s / text_scale(), token)
        room = QRectF(left + 60 * s, top, self._width - 60 * s, 48 * s)
        canvas.text(room, words, scaled(36, s, 600), token)
        if also:
            canvas.text(room.translated(0, ALSO * s), also, scaled(32, s), "muted")
        return top + self._heading_height()

    def _heading_height(self) -> float:
        return (HEADING + (ALSO if self._language in SECOND else 0)) * self._scale

    def _blocks(self, canvas: Canvas, left: float, top: float, blocks: Sequence[Block]) -> float:
        for block in blocks:
            for stroke in block:
                canvas.text(
                    QRectF(left, top, self._width, stroke.height), stroke.words, stroke.type, stroke.token
                )
                top += stroke.height
            top += GAP * self._scale
        return top
