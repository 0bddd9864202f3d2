"""How each kind of ground is painted into a square of the world: shapes, pictures, vector tiles. Safe off the main thread.

What is slow in Python (building paths) happens once, when a layer is opened; painting a tile is then nearly all Qt.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen, QPolygonF

from cocity_desktop.application.maps import FormKind, Ground, GroundKind, GroundShape
from cocity_desktop.domain.map_view import TILE
from cocity_desktop.ui.map.ground_names import GroundName, names_in
from cocity_desktop.ui.map.turnstile import pass_through
from cocity_desktop.ui.theme.tokens import Token, colour

# Zoom levels for which shapes are thinned out beforehand; nearer than the last one they are drawn as they are.
LEVELS = (7, 9, 11, 13, 15)
_LARGEST_PICTURE = 2048
_REMEMBERED = 48
Window = tuple[float, float, float, float]


class GroundLabel(NamedTuple):
    """A name on the ground: where, and how wide what it names is, in world coordinates."""

    x: float
    y: float
    size: float
    words: str


class GroundPainter(Protocol):
    """Paints a window of the world (left, top, right, bottom) with `painter`, which is scaled to world coordinates."""

    labels: Sequence[GroundLabel]
    attribution: str

    def paint(self, painter: QPainter, window: Window, zoom: float) -> None:
        """See the class."""
        ...

    def names(self, window: Window, zoom: float) -> Sequence[GroundName]:
        """What is named inside the window, beside `labels`."""
        ...


class ShapesPainter:
    """A file of shapes, thinned out for each level."""

    def __init__(self, ground: Ground) -> None:
        shapes = ground.shapes()
        self.attribution = ground.facts.attribution
        self._boxes = [_box(shape) for shape in shapes]
        self._shapes = shapes
        self._paths = [[_path(shape, level) for shape in shapes] for level in (*LEVELS, None)]
        named = [
            GroundLabel((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, box[2] - box[0], shape.name)
            for shape, box in zip(shapes, self._boxes, strict=True)
            if shape.name and shape.form is not FormKind.LINE
        ]
        self.labels: Sequence[GroundLabel] = sorted(named, key=lambda one: -one.size)[:2000]

    def paint(self, painter: QPainter, window: Window, zoom: float) -> None:
        """See the protocol."""
        level = next((i for i, one in enumerate(LEVELS) if zoom <= one), len(LEVELS))
        paths, least = self._paths[level], 0.7 / (TILE * math.exp2(zoom))
        for place, box in enumerate(self._boxes):
            if _apart(box, window):
                continue
            pass_through()
            form = self._shapes[place].form
            if form is FormKind.POINT or max(box[2] - box[0], box[3] - box[1]) >= least:
                _draw(painter, form, paths[place], "surface", "control", 1.0)

    def names(self, window: Window, zoom: float) -> Sequence[GroundName]:
        """Nothing: all are in `labels`."""
        del window, zoom
        return ()


class PicturesPainter:
    """Tiles that are pictures; from further or nearer than there are, the closest ones scaled."""

    labels: Sequence[GroundLabel] = ()

    def __init__(self, ground: Ground) -> None:
        self._ground, self.attribution = ground, ground.facts.attribution
        self._lock = Lock()
        self._images: OrderedDict[tuple[int, int, int], QImage] = OrderedDict()

    def paint(self, painter: QPainter, window: Window, zoom: float) -> None:
        """See the protocol."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for key, target in _tiles(self._ground, window, zoom):
            image = self._image(key)
            if not image.isNull():
                painter.drawImage(target, image)

    def names(self, window: Window, zoom: float) -> Sequence[GroundName]:
        """Nothing: they are in the pictures."""
        del window, zoom
        return ()

    def _image(self, key: tuple[int, int, int]) -> QImage:
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        content = self._ground.picture(*key)
        image = bounded_image(content) if content else QImage()
        with self._lock:
            self._images[key] = image
            while len(self._images) > _REMEMBERED:
                self._images.popitem(last=False)
        return image


class _Look(NamedTuple):
    order: int
    fill: Token | None
    edge: Token | None
    width: float


class _Drawn(NamedTuple):
    """A shape of a vector tile, ready to be drawn."""

    look: _Look
    box: Window
    form: FormKind
    path: QPainterPath


class _Tile(NamedTuple):
    """What a vector tile holds: what is drawn, in its order, and what has a name."""

    drawn: tuple[_Drawn, ...]
    named: tuple[tuple[Window, GroundShape], ...]


class VectorPainter:
    """Vector tiles in quiet inks: water, green, buildings, roads, borders. Each tile is made ready once."""

    labels: Sequence[GroundLabel] = ()

    def __init__(self, ground: Ground) -> None:
        self._ground, self.attribution = ground, ground.facts.attribution
        self._lock = Lock()
        self._ready: OrderedDict[tuple[int, int, int], _Tile] = OrderedDict()

    def paint(self, painter: QPainter, window: Window, zoom: float) -> None:
        """See the protocol."""
        drawn = [
            one
            for key, _target in _tiles(self._ground, window, zoom)
            for one in self._tile(key).drawn
            if not _apart(one.box, window)
        ]
        last = None
        for one in sorted(drawn, key=lambda each: each.look.order):
            pass_through()
            if (one.look, one.form) != last:
                _set_inks(painter, one.form, one.look.fill, one.look.edge, one.look.width)
                last = (one.look, one.form)
            painter.drawPath(one.path)

    def names(self, window: Window, zoom: float) -> Sequence[GroundName]:
        """See the protocol."""
        tiles = _tiles(self._ground, window, zoom)
        shapes = (
            shape for key, _target in tiles for box, shape in self._tile(key).named if not _apart(box, window)
        )
        return names_in(shapes, window, zoom)

    def _tile(self, key: tuple[int, int, int]) -> _Tile:
        with self._lock:
            if key in self._ready:
                self._ready.move_to_end(key)
                return self._ready[key]
        made = _ready(self._ground.tile_shapes(*key, pass_through))
        with self._lock:
            self._ready[key] = made
            while len(self._ready) > _REMEMBERED:
                self._ready.popitem(last=False)
        return made


def _ready(shapes: Sequence[GroundShape]) -> _Tile:
    drawn, named = [], []
    for shape in shapes:
        pass_through()
        box, look = _box(shape), _look(shape)
        if look is not None:
            path = _path(shape, None)
            path.boundingRect()  # worked out now: two squares on two lanes may draw one path at a time
            drawn.append(_Drawn(look, box, shape.form, path))
        if shape.name:
            named.append((box, shape))
    return _Tile(tuple(sorted(drawn, key=lambda one: one.look.order)), tuple(named))


def painter_of(ground: Ground) -> GroundPainter:
    """The painter for a layer. Slow for a file of many shapes: make it off the main thread."""
    kinds: dict[GroundKind, Callable[[Ground], GroundPainter]] = {
        GroundKind.SHAPES: ShapesPainter,
        GroundKind.PICTURES: PicturesPainter,
        GroundKind.VECTOR: VectorPainter,
    }
    return kinds[ground.facts.kind](ground)


def bounded_image(content: bytes) -> QImage:
    """A tile's picture; a null image for what is none or absurdly large."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST_PICTURE:
        return QImage()
    return reader.read()


_LOOKS: tuple[tuple[tuple[str, ...], FormKind, _Look], ...] = (
    (("water", "ocean"), FormKind.AREA, _Look(1, "selection", None, 0)),
    (("park", "landuse", "landcover", "natural", "forest", "grass", "wood"), FormKind.AREA, _Look(0, "success_bg", None, 0)),
    (("building",), FormKind.AREA, _Look(2, "track", "line", 1.0)),
    (("waterway", "water"), FormKind.LINE, _Look(1, None, "halo", 1.5)),
    (("boundar", "admin"), FormKind.LINE, _Look(5, None, "control", 1.0)),
    (("transport", "road", "street", "highway", "rail"), FormKind.LINE, _Look(4, None, "control", 1.2)),
)  # fmt: skip


def _look(shape: GroundShape) -> _Look | None:
    """By what the layer is called in the usual schemas (OpenMapTiles, Protomaps, Shortbread); points are left out.

    A layer for names alone repeats the lines of another.
    """
    sort = shape.sort.casefold()
    if "label" in sort or sort.endswith("name"):
        return None
    for words, form, look in _LOOKS:
        if form is shape.form and any(word in sort for word in words):
            return look
    return _Look(3, None, "line", 1.0) if shape.form is FormKind.LINE else None


def _tiles(ground: Ground, window: Window, zoom: float) -> list[tuple[tuple[int, int, int], QRectF]]:
    facts = ground.facts
    level = max(facts.lowest, min(facts.highest, round(zoom)))
    side = 1 << level
    columns = range(max(0, int(window[0] * side)), min(side, int(window[2] * side) + 1))
    rows = range(max(0, int(window[1] * side)), min(side, int(window[3] * side) + 1))
    if len(columns) * len(rows) > 64:  # a map of one deep level seen from afar: nothing rather than hours
        return []
    return [
        ((level, column, row), QRectF(column / side, row / side, 1 / side, 1 / side))
        for column in columns
        for row in rows
    ]


def _draw(
    painter: QPainter,
    form: FormKind,
    path: QPainterPath,
    fill: Token | None,
    edge: Token | None,
    width: float,
) -> None:
    _set_inks(painter, form, fill, edge, width)
    painter.drawPath(path)


def _set_inks(
    painter: QPainter, form: FormKind, fill: Token | None, edge: Token | None, width: float
) -> None:
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(_pen(colour(edge), 5.0 if form is FormKind.POINT else width))
    painter.setBrush(colour(fill) if fill is not None and form is FormKind.AREA else Qt.BrushStyle.NoBrush)


def _pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _box(shape: GroundShape) -> Window:
    return (
        min(min(part[::2]) for part in shape.parts),
        min(min(part[1::2]) for part in shape.parts),
        max(max(part[::2]) for part in shape.parts),
        max(max(part[1::2]) for part in shape.parts),
    )


def _apart(one: Window, other: Window) -> bool:
    return one[0] > other[2] or other[0] > one[2] or one[1] > other[3] or other[1] > one[3]


def _path(shape: GroundShape, level: int | None) -> QPainterPath:
    """All parts as one path; for a level, without points nearer than half a pixel to the one before."""
    near = 0.5 / (TILE * math.exp2(level)) if level is not None else 0.0
    path = QPainterPath()
    for part in shape.parts:
        points = _thinned(part, near)
        if shape.form is FormKind.POINT:
            path.moveTo(points[0])
            path.lineTo(points[0])
        elif shape.form is FormKind.AREA:
            path.addPolygon(QPolygonF(points))
            path.closeSubpath()
        else:
            path.addPolygon(QPolygonF(points))
    return path


def _thinned(part: Sequence[float], near: float) -> list[QPointF]:
    points = [QPointF(part[0], part[1])]
    x, y = part[0], part[1]
    last = len(part) - 2
    for place in range(2, len(part), 2):
        right, down = part[place] - x, part[place + 1] - y
        if place == last or abs(right) > near or abs(down) > near:
            x, y = part[place], part[place + 1]
            points.append(QPointF(x, y))
    return points
