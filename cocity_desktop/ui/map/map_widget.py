"""The map: places over a ground, moved and read by mouse or by keyboard alone.

Arrows move the map, + and - zoom, 0 shows all, Tab walks from sign to sign, Ctrl with an arrow goes to the nearest sign
that way, Enter opens. What is selected is told to screen readers as the description of the map.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.domain.map_view import MapView
from cocity_desktop.localization import _
from cocity_desktop.ui.map import picture, turnstile
from cocity_desktop.ui.map.frame import MapFrame
from cocity_desktop.ui.map.hand import DrawingHand
from cocity_desktop.ui.map.sign_pictures import holds
from cocity_desktop.ui.map.sign_words import description, tooltip
from cocity_desktop.ui.map.signs import Sign, Signs, next_sign, sign_towards
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.focus import KeyboardFocus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from cocity_desktop.application.views.place_map import PlaceMark
    from cocity_desktop.ui.map.draft import ShapeDraft
    from cocity_desktop.ui.map.ground import GroundSquares

TORINO = Bounds(7.578, 45.006, 7.774, 45.141)
"""What is shown when there is no place yet: the box of the Comune."""
_MANY = 1_000
"""Places from which their signs at the next zoom cost more than a frame has."""
_STEP = 96
_DRAG = 4
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class MapWidget(KeyboardFocus, QWidget):
    """`picked(id or None)`: a place was selected by hand; `opened(id)`: by double click or Enter; `moved`: another view.

    `furnished` draws scale, north, legend and attribution; without it the map is a small picture that takes no focus.
    """

    picked = Signal(object)
    opened = Signal(str)
    moved = Signal()

    def __init__(self, ground: GroundSquares, *, name: str = "", furnished: bool = True) -> None:
        super().__init__()
        self._furnished = furnished
        self._frame = MapFrame(ground, furnished=furnished)
        self._signs = Signs()
        self._chosen: str | None = None
        self._touched = False  # until somebody moves it, the map shows everything
        self.view = MapView(0.5, 0.5, 2, 400, 300).fitted(TORINO)
        self.hand: DrawingHand | None = None
        self._hidden: str | None = None
        self._ahead_of: tuple[Signs, float] | None = None
        self._grip: QPointF | None = None
        self._dragging = False
        self.setAccessibleName(name or _("Map of the places"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(furnished)
        if not furnished:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if furnished else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        ground.arrived.connect(self.update)
        ground.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(px(640), px(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(120))

    # --- what it shows --------------------------------------------------------------------------------------

    def set_marks(self, marks: Sequence[PlaceMark]) -> None:
        """Other places; the map stays where somebody has moved it."""
        self._signs = Signs(marks)
        self._frame.set_marks(marks)
        if not self._touched:
            self.fit()
        self._tell()
        self.update()

    def marks(self) -> Sequence[PlaceMark]:
        """The places that are shown."""
        return self._signs.marks

    def selected(self) -> str | None:
        """The id of the selected place."""
        return self._chosen if self._signs.mark(self._chosen) is not None else None

    def select(self, record_id: str | None, *, show: bool = True) -> None:
        """Select a place without telling `picked`; a place outside the window comes to its middle."""
        if record_id == self._chosen:
            return
        self._chosen = record_id
        mark = self._signs.mark(record_id)
        if mark is not None and show and self._touched:
            x, y = self.view.to_screen(mark.longitude, mark.latitude)
            if not QRectF(self.rect()).adjusted(24, 24, -24, -24).contains(x, y):
                self._look(self.view.centred(mark.longitude, mark.latitude))
        self._tell()
        self.update()

    def fit(self) -> None:
        """Everything there is."""
        self._touched = False
        self._look(self.view.fitted(self._signs.bounds() or TORINO, margin=px(56), nearest=16.0))

    def show_place(self, mark: PlaceMark, nearest: float = 16.0) -> None:
        """One place from near by, with its whole shape."""
        path = picture.place_path(mark.geometry) if mark.geometry is not None else QPainterPath()
        around = path.boundingRect() if not path.isEmpty() else None
        if around is None:
            bounds = Bounds(mark.longitude, mark.latitude, mark.longitude, mark.latitude)
        else:
            west, north = MapView.degrees(around.left(), around.top())
            east, south = MapView.degrees(around.right(), around.bottom())
            bounds = Bounds(west, south, east, north)
        self._touched = True
        self._look(self.view.fitted(bounds, margin=px(32), nearest=nearest))

    def zoom(self, steps: float, at: QPointF | None = None) -> None:
        """Nearer by half steps."""
        self._touched = True
        self._look(self.view.zoomed(steps, at.x(), at.y()) if at is not None else self.view.zoomed(steps))

    # --- drawing on it --------------------------------------------------------------------------------------

    def begin(self, draft: ShapeDraft, record_id: str | None = None) -> DrawingHand:
        """From now on the hand draws, the shape of a place perhaps: its old one is not shown meanwhile."""
        self.end()
        self._hidden = record_id
        self.hand = DrawingHand(draft, self)
        self.hand.changed.connect(self.update)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.update()
        return self.hand

    def end(self) -> None:
        """The hand moves the map again."""
        if self.hand is not None:
            self.hand.deleteLater()
        self.hand = self._hidden = None
        self.unsetCursor()
        self.update()

    # --- painting -------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self.draw(painter)
        finally:
            painter.end()

    def draw(self, painter: QPainter) -> None:
        """One frame."""
        with turnstile.closed():
            self._draw(painter)
        if self._frame.unfinished:
            self.update()
        if len(self._signs.marks) >= _MANY and self._ahead_of != (self._signs, self.view.zoom):
            self._ahead_of = (self._signs, self.view.zoom)
            QTimer.singleShot(0, self, self._look_ahead)

    def _draw(self, painter: QPainter) -> None:
        hand = self.hand
        canvas = self._frame.draw(
            painter, self.view, self._seen(self.view), self._chosen, hidden=self._hidden,
            draft=hand.draft if hand is not None else None, crosshair=self.hasFocus(), ratio=self.devicePixelRatioF(),
        )  # fmt: skip
        canvas.box(QRectF(self.rect()), None, "line", 0, 1)
        if self.keyboard_focus:
            canvas.box(QRectF(self.rect()), None, "primary", 0, 2)

    def _look_ahead(self) -> None:
        """The signs of the zooms that come next, made off this thread while the person looks at this one."""
        signs = self._signs
        for steps in (1, -1, 2, -2):
            job = Operation(self, partial(signs.ahead, self.view.zoomed(steps), turnstile.pass_through))
            job.on_success(lambda made: signs.keep(made) if made is not None else None).start("reading")

    def _seen(self, view: MapView) -> list[Sign]:
        """The signs in the window, without the place that is under the hand."""
        signs = self._signs.seen(view)
        if self._hidden is None:
            return signs
        return [sign for sign in signs if sign.single is None or sign.key != self._hidden]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view = self.view.resized(self.width(), self.height())
        if not self._touched:
            self.fit()

    # --- by mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not self._furnished:
            self.opened.emit(self._chosen or "")
            return
        self._grip, self._dragging = event.position(), False
        if self.hand is not None and self.hand.press(self.view, event.position()):
            self._grip = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self.hand is not None and self.hand.pull(self.view, at):
            return
        if self._grip is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(at)
            return
        way = at - self._grip
        if self._dragging or way.manhattanLength() > _DRAG:
            self._dragging, self._touched = True, True
            self._grip = at
            self._look(self.view.moved(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        held, self._grip = self._grip, None
        if self.hand is not None:
            self.hand.release()
            if held is not None and not self._dragging:
                self.hand.click(self.view, event.position())
        elif held is not None and not self._dragging:
            sign = self._sign_at(event.position())
            self._pick(sign)
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._furnished:
            return
        if self.hand is not None:
            self.hand.finished.emit()
            return
        sign = self._sign_at(event.position())
        if sign is not None and sign.single is not None:
            self.opened.emit(sign.key)
        else:
            self.zoom(2, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._furnished:
            event.ignore()
            return
        turned = event.angleDelta().y()
        if turned:
            self.zoom(1 if turned > 0 else -1, event.position())
        event.accept()

    def _hover(self, at: QPointF) -> None:
        if self.hand is not None:
            held = self.hand.over(self.view, at)
            self.setCursor(Qt.CursorShape.SizeAllCursor if held else Qt.CursorShape.CrossCursor)
            return
        sign = self._sign_at(at)
        if sign is not None:
            QToolTip.showText(self.mapToGlobal(at.toPoint()), tooltip(sign), self)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            QToolTip.hideText()
            self.unsetCursor()

    def _sign_at(self, at: QPointF) -> Sign | None:
        reach = px(picture.RADIUS + 3)
        for sign in reversed(self._signs.seen(self.view)):
            x, y = self.view.place(sign.x, sign.y)
            if abs(at.x() - x) <= reach and abs(at.y() - y) <= reach:
                return sign
        return None

    # --- by keyboard ----------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """While the hand draws, Ctrl+Z takes back its last corner and Esc leaves, whatever they do elsewhere."""
        mine = isinstance(event, QKeyEvent) and self.hand is not None and self.hand.answers(event)
        if mine and event.type() == event.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hand is not None and self.hand.key(self.view, event):
            self._follow()
            return
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _ARROWS:
            self._arrow(_ARROWS[Qt.Key(key)], jump=control)
        elif control or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.zoom(-1)
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab walks the signs in the window, then leaves; while the hand draws, its corners."""
        if self.hand is not None:
            if self.hand.walk(1 if forwards else -1):
                self._follow()
                return True
            return super().focusNextPrevChild(forwards)
        seen = self._signs.seen(self.view, margin=0)
        following = next_sign(seen, self._signs.of(self._chosen, self.view.zoom), forwards=forwards)
        if not self._furnished or following is None:
            return super().focusNextPrevChild(forwards)
        self._pick(following)
        return True

    def _follow(self) -> None:
        """The corner that keys move never leaves the window."""
        draft = self.hand.draft if self.hand is not None and self.hand.by_keyboard else None
        if draft is None or draft.chosen is None:
            return
        corner, edge = draft.corners[draft.chosen], px(16)
        x, y = self.view.to_screen(*corner)
        if not QRectF(self.rect()).adjusted(edge, edge, -edge, -edge).contains(x, y):
            self._touched = True
            self._look(self.view.centred(*corner))

    def _arrow(self, way: tuple[int, int], *, jump: bool) -> None:
        if jump and self.hand is None:
            here = self._signs.of(self._chosen, self.view.zoom)
            x, y = (here.x, here.y) if here is not None else (self.view.x, self.view.y)
            reached = sign_towards(self._signs.seen(self.view, margin=self.width()), x, y, *way)
            if reached is not None:
                self._touched = True
                self._pick(reached)
            return
        self._touched = True
        self._look(self.view.moved(-way[0] * px(_STEP), -way[1] * px(_STEP)))

    def _enter(self) -> None:
        sign = self._signs.of(self._chosen, self.view.zoom)
        if sign is None:
            return
        if sign.single is None and self.view.zoom < 19:
            x, y = self.view.place(sign.x, sign.y)
            self.zoom(2, QPointF(x, y))
        else:
            self.opened.emit(self._chosen or sign.key)

    # --- what follows from both -----------------------------------------------------------------------------

    def _pick(self, sign: Sign | None) -> None:
        if sign is None:
            return
        if not holds(sign, self._chosen):
            self.select(sign.key)
            self.picked.emit(sign.key)
        elif sign.single is None and self._grip is None and not self.keyboard_focus:
            x, y = self.view.place(sign.x, sign.y)
            self.zoom(2, QPointF(x, y))

    def _look(self, view: MapView) -> None:
        self.view = view
        self.update()
        self.moved.emit()

    def _tell(self) -> None:
        """The selected place for screen readers."""
        words = description(self._signs, self._chosen, self.view.zoom)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
