"""The hand that draws: what clicks, drags and keys do to a shape while one is being drawn on the map."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence

from cocity_desktop.application.maps import FormKind
from cocity_desktop.ui.theme.tokens import px

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from cocity_desktop.domain.map_view import MapView
    from cocity_desktop.ui.map.draft import ShapeDraft

_REACH = 12
_STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


_FORMS = {Qt.Key.Key_P: FormKind.POINT, Qt.Key.Key_L: FormKind.LINE, Qt.Key.Key_A: FormKind.AREA}


class DrawingHand(QObject):
    """`changed` after each step, `finished` with Enter or a double click, `left` with Esc.

    `form_wanted(FormKind)` when a letter asks for another kind of shape.
    """

    changed = Signal()
    form_wanted = Signal(object)
    finished = Signal()
    left = Signal()

    def __init__(self, draft: ShapeDraft, parent: QObject) -> None:
        super().__init__(parent)
        self.draft = draft
        self.by_keyboard = False
        self._walked_out = 0  # which way Tab has gone past the corners
        self._pulled: int | None = None
        self._going_on = False

    # --- by mouse -------------------------------------------------------------------------------------------

    def press(self, view: MapView, at: QPointF) -> bool:
        """Take hold of a corner, or pull a new one out of a middle; False where there is neither."""
        self.by_keyboard = False
        place = self._corner_at(view, at)
        if place is None:
            middle = next((p for p, corner in self.draft.middles() if _near(view, at, corner)), None)
            if middle is None:
                return False
            self.draft.add(view.to_ground(at.x(), at.y()), middle)
            place, self._going_on = middle, True
        else:
            self.draft.chosen, self._going_on = place, False
        self._pulled = place
        self.changed.emit()
        return True

    def pull(self, view: MapView, at: QPointF) -> bool:
        """Move the corner that is held."""
        if self._pulled is None:
            return False
        self.draft.move(self._pulled, view.to_ground(at.x(), at.y()), going_on=self._going_on)
        self._going_on = True
        self.changed.emit()
        return True

    def release(self) -> None:
        """Let go of the corner."""
        self._pulled = None

    def click(self, view: MapView, at: QPointF) -> None:
        """A new corner where nothing was held."""
        self.draft.add(view.to_ground(at.x(), at.y()))
        self.changed.emit()

    def over(self, view: MapView, at: QPointF) -> bool:
        """Whether there is something to take hold of."""
        middles = (corner for _place, corner in self.draft.middles())
        return self._corner_at(view, at) is not None or any(_near(view, at, one) for one in middles)

    # --- by keyboard ----------------------------------------------------------------------------------------

    @staticmethod
    def answers(event: QKeyEvent) -> bool:
        """Whether a key is for the hand before any shortcut of the window: the last step back, leave, take away."""
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_I)
        mine = event.key() in keys or event.key() in _FORMS
        return event.matches(QKeySequence.StandardKey.Undo) or (bare and mine)

    def key(self, view: MapView, event: QKeyEvent) -> bool:
        """What a key does to the shape; False for keys that the map itself answers."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        letters = not event.modifiers() & others
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif key == Qt.Key.Key_Space:
            self._add_in_the_middle(view)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        elif letters and key in _FORMS:
            self.form_wanted.emit(_FORMS[Qt.Key(key)])
        elif letters and key == Qt.Key.Key_I:
            self._add_after()
        elif key in _STEPS and self.draft.chosen is not None and self.by_keyboard:
            self._step(view, _STEPS[Qt.Key(key)], 1 if shift else 8)
        else:
            return False
        return True

    def walk(self, step: int) -> bool:
        """The next corner by Tab; past the last one none, and then False: the keyboard goes on to what comes next."""
        self.by_keyboard = True
        if self.draft.chosen is None and self._walked_out == step:
            self._walked_out = 0
            return False
        before = self.draft.chosen
        self.draft.choose(step)
        self._walked_out = step if self.draft.chosen is None else 0
        self.changed.emit()
        return self.draft.chosen is not None or before is not None

    def undo(self) -> None:
        """Take the last step back; there may be none."""
        if self.draft.undo():
            self.changed.emit()

    def _add_in_the_middle(self, view: MapView) -> None:
        self.by_keyboard = True
        self.draft.add(view.to_ground(view.width / 2, view.height / 2))
        # The arrows go on moving the map under the cross, not the corner that was just put there.
        self.draft.chosen, self._walked_out = None, 0
        self.changed.emit()

    def _add_after(self) -> None:
        """A corner half way to the next one, under the hand from then on: what the mouse pulls out of a middle."""
        chosen = self.draft.chosen
        wanted = len(self.draft.corners) if chosen is None else chosen + 1
        middles = dict(self.draft.middles())
        if middles:
            place = wanted if wanted in middles else max(middles)
            self.by_keyboard = True
            self.draft.add(middles[place], place)
            self.changed.emit()

    def _remove(self) -> None:
        place = self.draft.chosen
        if place is None and self.draft.corners:
            place = len(self.draft.corners) - 1
        if place is not None:
            self.draft.remove(place)
            self.changed.emit()

    def _step(self, view: MapView, step: tuple[int, int], pixels: int) -> None:
        if self.draft.chosen is None:
            return
        x, y = view.to_screen(*self.draft.corners[self.draft.chosen])
        moved = view.to_ground(x + step[0] * pixels, y + step[1] * pixels)
        self.draft.move(self.draft.chosen, moved)
        self.changed.emit()

    def _corner_at(self, view: MapView, at: QPointF) -> int | None:
        reached = (place for place, corner in enumerate(self.draft.corners) if _near(view, at, corner))
        found = next(reached, None)
        return None if self.draft.form is FormKind.POINT and found is None else found


def _near(view: MapView, at: QPointF, corner: tuple[float, float]) -> bool:
    x, y = view.to_screen(*corner)
    return math.hypot(at.x() - x, at.y() - y) <= px(_REACH)
